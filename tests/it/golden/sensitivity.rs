//! Sensitivity: the weight of a group moved from 0 to 1, and tornado bars over weights and scores.

use serde_json::{Value, json};
use weighbridge::method::sensitivity::weight_line::weight_line;
use weighbridge::method::sensitivity::{Base, base, tornado};

use super::case::{Case, Fault, Outcome, figure, figures, list, matrix, number, numbers, optional_figure, refused};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "switching_weight" => Some(switching_weight(case)),
        "tornado_weights" => Some(tornado_weights(case)),
        "tornado_scores" => Some(tornado_scores(case)),
        _ => None,
    }
}

fn index(value: &Value) -> Result<usize, Fault> {
    let position = value.as_u64().and_then(|position| usize::try_from(position).ok());
    position.ok_or_else(|| Fault::Refused(format!("expected a position from 0, found {value}")))
}

fn switching_weight(case: &Case) -> Outcome {
    let (weights, points) = (numbers(case.input("weights")?)?, matrix(case.input("scores")?)?);
    let varied = list(case.input("varied")?, index)?;
    let line = weight_line(&weights, &points, &varied).map_err(refused)?;
    let segments: Value = line
        .envelope()
        .iter()
        .map(|segment| json!({"from": figure(segment.from), "to": figure(segment.to), "best": segment.best}))
        .collect();
    let (below, above) = line.nearest_switches();
    Ok(json!({
        "base_weight": figure(line.base),
        "base_totals": figures(&base(&weights, &points).map_err(refused)?.totals),
        "values_at_0": figures(&line.at_zero),
        "values_at_1": figures(&line.at_one),
        "segments": segments,
        "switch_points": figures(&line.switch_points()),
        "nearest_below": optional_figure(below),
        "nearest_above": optional_figure(above),
    }))
}

fn base_members(base: &Base) -> Value {
    json!({"base_totals": figures(&base.totals), "base_best": base.leader, "base_second": base.runner_up})
}

fn tornado_weights(case: &Case) -> Outcome {
    let (weights, points) = (numbers(case.input("weights")?)?, matrix(case.input("scores")?)?);
    let change = number(case.input("relative_change")?)?;
    let found = tornado::weights(&weights, &points, change).map_err(refused)?;
    let end = |end: &tornado::WeightEnd| {
        json!({
            "weight": figure(end.weight),
            "totals": figures(&end.totals),
            "margin": optional_figure(end.lead),
            "best": end.best,
        })
    };
    let mut written = base_members(&found.base);
    written["bars"] = found
        .bars
        .iter()
        .map(|bar| {
            json!({
                "criterion": bar.criterion,
                "low": end(&bar.low),
                "high": end(&bar.high),
                "swing": optional_figure(bar.swing),
            })
        })
        .collect();
    written["order_by_swing"] = json!(found.order);
    Ok(written)
}

fn tornado_scores(case: &Case) -> Outcome {
    let (weights, points) = (numbers(case.input("weights")?)?, matrix(case.input("scores")?)?);
    let (low, high) = (matrix(case.input("low")?)?, matrix(case.input("high")?)?);
    let found = tornado::scores(&weights, &points, &low, &high).map_err(refused)?;
    let mut written = base_members(&found.base);
    written["bars"] = found
        .bars
        .iter()
        .map(|bar| {
            json!({
                "option": bar.option,
                "criterion": bar.criterion,
                "low_total": figure(bar.low.total),
                "high_total": figure(bar.high.total),
                "low_best": bar.low.best,
                "high_best": bar.high.best,
            })
        })
        .collect();
    Ok(written)
}
