//! Value functions. Golden files state their own output range; the library's is always 0 to 100 points.

use serde_json::{Value, json};
use weighbridge::method::value::{self, Points, ValueError};

use super::case::{Case, Fault, Outcome, figures, list, member, number, numbers, optional_figure, pair, refused, text};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "value_function" => Some(values(case)),
        "exponential_rho_from_midvalue" => Some(midvalues(case)),
        _ => None,
    }
}

fn values(case: &Case) -> Outcome {
    let measures = numbers(case.input("x")?)?;
    let v: Vec<f64> = measures.iter().map(|&x| apply(&case.inputs, x)).collect::<Result<_, _>>()?;
    Ok(json!({ "v": figures(&v) }))
}

fn midvalues(case: &Case) -> Outcome {
    let rho = |z: &f64| value::rho_from_midvalue(0.0, 1.0, *z).map(optional_figure).map_err(refused);
    let rhos: Vec<Value> = numbers(case.input("z_half")?)?.iter().map(rho).collect::<Result<_, _>>()?;
    Ok(json!({ "rho": rhos }))
}

/// Applies a value function as a golden file describes it, in the file's output range.
pub(crate) fn apply(function: &Value, measure: f64) -> Result<f64, Fault> {
    let (low, high) = function.get("out").map_or(Ok((0.0, 1.0)), pair)?;
    let ranged =
        |valued: Result<Points, ValueError>| valued.map(|v| low + (high - low) * (v.points / 100.0)).map_err(refused);
    match text(member(function, "kind")?)? {
        "linear" => {
            let (worst, best) = ends(function)?;
            ranged(value::linear(worst, best, measure))
        }
        "exponential" => {
            let (worst, best) = ends(function)?;
            let rho = member(function, "rho")?;
            let rho = if rho.is_null() { None } else { Some(number(rho)?) };
            ranged(value::exponential(worst, best, rho, measure))
        }
        // The knots of a file are already in its output range, 0..1 or 0..100: both lie within 0 to 100 points.
        "piecewise" => {
            let knots = list(member(function, "points")?, pair)?;
            value::piecewise(&knots, measure).map(|v| v.points).map_err(refused)
        }
        "rating" => ranged(value::linear(0.0, 100.0, measure)),
        other => Err(Fault::Unreadable(format!("unknown kind of value function `{other}`"))),
    }
}

fn ends(function: &Value) -> Result<(f64, f64), Fault> {
    Ok((number(member(function, "worst")?)?, number(member(function, "best")?)?))
}
