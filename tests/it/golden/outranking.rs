//! Other methods beside the additive model: TOPSIS and PROMETHEE.

use serde_json::{Value, json};
use weighbridge::method::promethee::{Criterion, Preference, flows, preference_matrix};
use weighbridge::method::topsis::topsis as closeness;

use super::case::{
    Case, Fault, Outcome, figures, flag, list, matrix, member, number, numbers, optional_figures, refused, rows, text,
};
use super::normalise::of_length;

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "topsis" => Some(topsis(case)),
        "topsis_degenerate" => Some(topsis_degenerate(case)),
        "promethee2" => Some(promethee(case)),
        _ => None,
    }
}

fn topsis(case: &Case) -> Outcome {
    let (weights, cost) = (numbers(case.input("weights")?)?, list(case.input("cost")?, flag)?);
    let found = closeness(&matrix(case.input("matrix")?)?, &weights, &cost).map_err(refused)?;
    Ok(json!({
        "closeness": optional_figures(&found.closeness),
        "distance_to_ideal": figures(&found.to_ideal),
        "distance_to_anti_ideal": figures(&found.to_anti_ideal),
        "ranks": found.ranks,
    }))
}

/// What is expected here is told in words: no ranking where all options are the same, and zeros that say nothing.
fn topsis_degenerate(case: &Case) -> Outcome {
    let (weights, cost) = (numbers(case.input("weights")?)?, list(case.input("cost")?, flag)?);
    let mut all = Vec::new();
    for table in list(case.input("matrices")?, matrix)? {
        let found = closeness(&table, &weights, &cost).map_err(refused)?;
        let same = table.iter().all(|row| *row == table[0]);
        let unranked = found.closeness.iter().all(Option::is_none) && found.ranks.iter().all(Option::is_none);
        let ranked = found.closeness.iter().flatten().count() == table.len();
        let one_over_zero = table[0][0] != 0.0 || found.closeness == [Some(0.0), Some(1.0)];
        if if same { !unranked } else { !(ranked && one_over_zero) } {
            all.push(json!({"matrix": rows(&table), "closeness": optional_figures(&found.closeness)}));
        }
    }
    Ok(if all.is_empty() { json!({"behaviour": case.expected["behaviour"]}) } else { json!({ "behaviour": all }) })
}

fn preference(value: &Value) -> Result<Preference, Fault> {
    let figure = |key: &str| number(member(value, key)?);
    Ok(match text(member(value, "type")?)? {
        "usual" => Preference::Usual,
        "u_shape" => Preference::UShape { indifference: figure("q")? },
        "v_shape" => Preference::VShape { preference: figure("p")? },
        "level" => Preference::Level { indifference: figure("q")?, preference: figure("p")? },
        "linear" => Preference::Linear { indifference: figure("q")?, preference: figure("p")? },
        "gaussian" => Preference::Gaussian { spread: figure("s")? },
        other => return Err(Fault::Refused(format!("expected a preference function, found {other}"))),
    })
}

fn promethee(case: &Case) -> Outcome {
    let table = matrix(case.input("matrix")?)?;
    let weights = numbers(case.input("weights")?)?;
    let cost = of_length(weights.len(), list(case.input("cost")?, flag)?)?;
    let preferences = of_length(weights.len(), list(case.input("functions")?, preference)?)?;
    let criteria: Vec<Criterion> = weights
        .into_iter()
        .zip(cost)
        .zip(preferences)
        .map(|((weight, cost), preference)| Criterion { weight, cost, preference })
        .collect();
    let found = flows(&table, &criteria).map_err(refused)?;
    Ok(json!({
        "phi_plus": figures(&found.positive),
        "phi_minus": figures(&found.negative),
        "phi_net": figures(&found.net),
        "ranks": found.ranks,
        "preference_matrix": rows(&preference_matrix(&table, &criteria).map_err(refused)?),
    }))
}
