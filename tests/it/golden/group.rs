//! Spread and agreement of a group, and rank correlation.

use serde_json::{Value, json};
use weighbridge::method::correlation::{CorrelationError, kendall_tau_b, spearman};
use weighbridge::method::group::{concordance, spread};

use super::case::{
    Case, Fault, Outcome, figure, figures, flag, gappy_matrix, list, matrix, numbers, optional_figure, refused, rows,
};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "group_stats" => Some(spreads(case)),
        "kendall_w" => Some(agreement(case)),
        "kendall_w_degenerate" => Some(agreements(case)),
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
