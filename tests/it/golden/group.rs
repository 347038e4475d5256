//! Spread and agreement of a group, what a workshop asks, and rank correlation.

use serde_json::{Value, json};
use weighbridge::method::additive::Missing;
use weighbridge::method::correlation::{CorrelationError, kendall_tau_b, spearman};
use weighbridge::method::group::{
    Ballot, Centre, Label, Thresholds, agenda, concordance, concordance_of_complete, convergence, label, own_winners,
    reach, redrawn_rooms, spread,
};

use super::case::{
    Case, Fault, Outcome, figure, figures, flag, gappy_matrix, list, matrix, member, number, numbers, optional_figure,
    optional_figures, optional_number, refused, rows, text,
};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "group_stats" => Some(spreads(case)),
        "kendall_w" => Some(agreement(case)),
        "kendall_w_degenerate" => Some(agreements(case)),
        "kendall_w_of_complete" => Some(complete_agreements(case)),
        "group_workshop" => Some(workshop(case)),
        "group_labels" => Some(labels(case)),
        "group_convergence" => Some(convergences(case)),
        "rank_correlation" => Some(correlation(case)),
        "rank_correlation_many" => Some(correlations(case)),
        _ => None,
    }
}

fn spreads(case: &Case) -> Outcome {
    let answers = gappy_matrix(case.input("participants_by_option")?)?;
    let n_options = answers.first().map_or(0, Vec::len);
    if answers.iter().any(|own| own.len() != n_options) {
        return Err(Fault::Refused("expected as many answers from everybody".to_owned()));
    }
    let options = (0..n_options).map(|option| {
        let column: Vec<Option<f64>> = answers.iter().map(|own| own[option]).collect();
        Ok(spread(&column).map_err(refused)?.map_or(Value::Null, |found| {
            json!({
                "n": found.n,
                "mean": figure(found.mean),
                "sd": optional_figure(found.deviation),
                "q1": figure(found.lower_quartile),
                "median": figure(found.median),
                "q3": figure(found.upper_quartile),
                "iqr": figure(found.interquartile_range()),
                "min": figure(found.lowest),
                "max": figure(found.highest),
            })
        }))
    });
    Ok(json!({ "options": options.collect::<Result<Vec<Value>, Fault>>()? }))
}

fn agreement(case: &Case) -> Outcome {
    let higher_is_better = flag(case.input("higher_is_better")?)?;
    let found = concordance(&matrix(case.input("raters")?)?, higher_is_better).map_err(refused)?;
    Ok(found.map_or_else(
        || json!({ "w": Value::Null }),
        |found| {
            json!({
                "ranks": rows(&found.ranks),
                "rank_sums": figures(&found.rank_sums),
                "w": figure(found.w),
                "w_without_tie_correction": figure(found.uncorrected),
                "chi2": figure(found.chi_squared),
                "df": found.degrees_of_freedom,
                "p_chi2": figure(found.chance),
            })
        },
    ))
}

fn agreements(case: &Case) -> Outcome {
    let higher_is_better = flag(case.input("higher_is_better")?)?;
    let w = list(case.input("raters_sets")?, |raters| {
        let found = concordance(&matrix(raters)?, higher_is_better).map_err(refused)?;
        Ok(optional_figure(found.map(|found| found.w)))
    });
    Ok(json!({ "w": w? }))
}

fn complete_agreements(case: &Case) -> Outcome {
    let found = list(case.input("answers_sets")?, |answers| {
        let found = concordance_of_complete(&gappy_matrix(answers)?, true).map_err(refused)?;
        let w = optional_figure(found.concordance.map(|found| found.w));
        Ok(json!({ "n_complete": found.n_complete, "n_left_out": found.n_left_out, "w": w }))
    });
    Ok(json!({ "found": found? }))
}

fn workshop(case: &Case) -> Outcome {
    let ballots = list(case.input("ballots")?, |ballot| {
        let (weights, scores) = (numbers(member(ballot, "weights")?)?, gappy_matrix(member(ballot, "scores")?)?);
        Ok(Ballot { weights, scores })
    })?;
    let settled = list(case.input("settled")?, |cell| {
        let cell = numbers(cell)?;
        Ok((cell[0] as usize, cell[1] as usize))
    })?;
    let (centre, missing) = (Centre::Median, Missing::Withhold);
    let mut items = agenda(&ballots, centre, missing).map_err(refused)?;
    items.sort_by_key(|item| (item.option, item.criterion));
    let stakes: Vec<Value> =
        items.iter().map(|item| json!([item.option, item.criterion, figure(item.stake), item.n_flips])).collect();
    let own = own_winners(&ballots, centre, missing).map_err(refused)?;
    let n_rooms = number(case.input("n_rooms")?)? as u32;
    let redrawn = redrawn_rooms(&ballots, centre, missing, n_rooms, text(case.input("seed")?)?).map_err(refused)?;
    Ok(json!({
        "stakes": stakes,
        "reach": optional_figures(&reach(&ballots, centre, missing, &settled).map_err(refused)?),
        "own_winners": own.winners,
        "n_filled": own.n_filled,
        "redrawn": redrawn.map_or(Value::Null, |shares| figures(&shares)),
    }))
}

fn label_value(label: Label) -> Value {
    match label {
        Label::Close => json!(["close", null]),
        Label::TwoCamps { n_below } => json!(["two_camps", n_below]),
        Label::OneApart { n_below } => json!(["one_apart", n_below]),
        Label::Spread => json!(["spread", null]),
    }
}

fn labels(case: &Case) -> Outcome {
    let labels = list(case.input("questions")?, |question| {
        let answers: Vec<Option<f64>> = numbers(question)?.into_iter().map(Some).collect();
        Ok(label(&answers, Thresholds::default()).map_err(refused)?.map_or(Value::Null, label_value))
    });
    Ok(json!({ "labels": labels? }))
}

fn convergences(case: &Case) -> Outcome {
    let found = list(case.input("rounds")?, |pair| {
        let rounds = list(pair, |round| list(round, optional_number))?;
        let found = convergence(&rounds[0], &rounds[1], Thresholds::default()).map_err(refused)?;
        Ok(found.map_or(Value::Null, |found| {
            json!({
                "interquartile": [figure(found.interquartile.0), figure(found.interquartile.1)],
                "shift": figure(found.shift),
                "labels": [label_value(found.labels.0), label_value(found.labels.1)],
                "n_up": found.n_up,
                "n_down": found.n_down,
                "closer": found.is_closer(),
            })
        }))
    });
    Ok(json!({ "found": found? }))
}

fn correlation(case: &Case) -> Outcome {
    let (x, y) = (numbers(case.input("x")?)?, numbers(case.input("y")?)?);
    Ok(json!({
        "spearman": optional_figure(spearman(&x, &y).map_err(refused)?),
        "kendall_tau_b": optional_figure(kendall_tau_b(&x, &y).map_err(refused)?),
    }))
}

type Correlate = fn(&[f64], &[f64]) -> Result<Option<f64>, CorrelationError>;

fn correlations(case: &Case) -> Outcome {
    let pairs = list(case.input("pairs")?, matrix)?;
    let each = |correlate: Correlate| -> Result<Vec<Value>, Fault> {
        let one = |pair: &Vec<Vec<f64>>| match pair.as_slice() {
            [x, y] => correlate(x, y).map(optional_figure).map_err(refused),
            _ => Err(Fault::Refused("expected two lists".to_owned())),
        };
        pairs.iter().map(one).collect()
    };
    Ok(json!({ "spearman": each(spearman)?, "kendall_tau_b": each(kendall_tau_b)? }))
}
