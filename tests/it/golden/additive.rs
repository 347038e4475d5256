//! Weighted sums: complete, with gaps, and by reciprocals.

use serde_json::{Value, json};
use weighbridge::method::additive::{Missing, WeightedSum, bounds, weighted_sum};
use weighbridge::method::normalise::{by_column, invert_sum};

use super::case::{
    Case, Outcome, figures, flag, gappy_matrix, list, matrix, number, numbers, optional_figures, pair, refused,
};
use super::normalise::of_length;

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "weighted_sum" => Some(complete(case)),
        "weighted_sum_missing" => Some(missing(case)),
        "weighted_sum_invert_sum" => Some(reciprocal(case)),
        _ => None,
    }
}

fn complete(case: &Case) -> Outcome {
    let weights = numbers(case.input("weights")?)?;
    let scores = gappy_matrix(case.input("scores")?)?;
    Ok(written(&weighted_sum(&weights, &scores, Missing::Withhold).map_err(refused)?))
}

fn missing(case: &Case) -> Outcome {
    let weights = numbers(case.input("weights")?)?;
    let scores = gappy_matrix(case.input("scores")?)?;
    let (worst, best) = case.inputs.get("scale").map_or(Ok((0.0, 100.0)), pair)?;
    let present = weighted_sum(&weights, &scores, Missing::Renormalise).map_err(refused)?;
    let filled = weighted_sum(&weights, &scores, Missing::Fill(worst)).map_err(refused)?;
    let (low, high): (Vec<f64>, Vec<f64>) =
        bounds(&weights, &scores, worst, best).map_err(refused)?.into_iter().unzip();
    Ok(json!({
        "renormalise_present": optional_figures(&present.totals),
        "treat_as_worst": optional_figures(&filled.totals),
        "bounds_low": figures(&low),
        "bounds_high": figures(&high),
        "weight_coverage": figures(&present.coverage),
    }))
}

fn reciprocal(case: &Case) -> Outcome {
    let measures = matrix(case.input("matrix")?)?;
    let cost = of_length(measures.first().map_or(0, Vec::len), list(case.input("cost")?, flag)?)?;
    let weights = list(case.input("weights")?, number)?;
    let shares = by_column(&measures, |position, column| invert_sum(column, cost[position])).map_err(refused)?;
    let scores: Vec<Vec<Option<f64>>> = shares.into_iter().map(|row| row.into_iter().map(Some).collect()).collect();
    Ok(written(&weighted_sum(&weights, &scores, Missing::Withhold).map_err(refused)?))
}

fn written(result: &WeightedSum) -> Value {
    json!({
        "weights_normalised": figures(&result.weights),
        "totals": optional_figures(&result.totals),
        "ranks": result.ranks,
        "contributions": result.contributions.iter().map(|row| optional_figures(row)).collect::<Value>(),
    })
}
