//! Alignment of a portfolio with goals under several lenses.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use weighbridge::alignment::index::{Alignment, Indices, align};
use weighbridge::alignment::{Assessment, Effect};

use super::case::{Case, Fault, Outcome, list, number, numbers, optional_figure, refused, text};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    (method == "portfolio_alignment").then(|| portfolio(case))
}

fn portfolio(case: &Case) -> Outcome {
    let contributions = list(case.input("contributions")?, |row| list(row, assessment))?;
    let goal_weights = numbers(case.input("goal_weights")?)?;
    let lens_of = list(case.input("goal_lens")?, text)?;
    let given = case.input("lens_weights")?.as_object().ok_or_else(|| refused("expected lens weights by name"))?;

    // Lenses in order of name; one that no weight is given for has none.
    let names: BTreeSet<&str> = lens_of.iter().copied().chain(given.keys().map(String::as_str)).collect();
    let lenses: Vec<&str> = names.into_iter().collect();
    let lens_weights: Vec<f64> =
        lenses.iter().map(|lens| given.get(*lens).map_or(Ok(0.0), number)).collect::<Result<_, _>>()?;
    let positions: Vec<usize> = lens_of.iter().filter_map(|lens| lenses.binary_search(lens).ok()).collect();

    let alignment = align(&contributions, &goal_weights, &positions, &lens_weights).map_err(refused)?;
    Ok(written(&alignment, &lenses))
}

fn assessment(value: &Value) -> Result<Assessment, Fault> {
    match value {
        Value::Null => Ok(Assessment::NotAssessed),
        Value::String(word) if word == "na" => Ok(Assessment::NotApplicable),
        Value::String(word) if word == "unknown" => Ok(Assessment::Unknown),
        _ => {
            let whole = number(value)?;
            let points: Option<i8> = format!("{whole}").parse().ok();
            let effect = points.and_then(Effect::new);
            effect.map(Assessment::Scored).ok_or_else(|| refused(format!("expected -3 to 3, found {whole}")))
        }
    }
}

fn written(alignment: &Alignment, names: &[&str]) -> Value {
    let initiatives = alignment.initiatives.iter().map(|initiative| {
        let lenses: Map<String, Value> =
            names.iter().zip(&initiative.lenses).map(|(name, lens)| ((*name).to_owned(), indices(lens))).collect();
        let mut row = indices(&initiative.overall);
        row["lenses"] = Value::Object(lenses);
        row["lenses_counted"] = initiative.counted.iter().map(|&lens| names[lens]).collect();
        row["orphan"] = json!(initiative.orphan);
        row
    });
    let goals = alignment.goals.iter().map(|goal| {
        json!({
            "supporting": goal.supporters.len(),
            "harming": goal.harmers.len(),
            "strongest": goal.strongest,
            "gap": goal.supporters.is_empty(),
        })
    });
    json!({ "initiatives": initiatives.collect::<Value>(), "goals": goals.collect::<Value>() })
}

fn indices(of: &Indices) -> Value {
    json!({
        "contribution": optional_figure(of.assessed_contribution),
        "harm": optional_figure(of.assessed_harm),
        "coverage": optional_figure(of.coverage),
    })
}
