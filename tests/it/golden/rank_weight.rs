//! Weights from ranks.

use serde_json::{Map, Value, json};
use weighbridge::method::rank_weight::{Scheme, Ties, by_position, by_rank};

use super::case::{Case, Fault, Outcome, figures, list, number, refused, text};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "rank_weights" => Some(positions(case)),
        "rank_weights_by_rank" => Some(ranks(case)),
        _ => None,
    }
}

fn positions(case: &Case) -> Outcome {
    let sizes = list(case.input("n")?, whole)?;
    let weights = |n, scheme| by_position(n, scheme).map(|w| figures(&w)).map_err(refused);
    let scheme = match text(case.input("scheme")?)? {
        "roc" => Scheme::Centroid,
        "rank_sum" => Scheme::Sum,
        "rank_reciprocal" => Scheme::Reciprocal,
        "equal" => Scheme::Equal,
        "rank_exponent" => {
            let n = sizes.first().copied().unwrap_or(0);
            let by_p = list(case.input("p")?, |p| Ok((p.to_string(), weights(n, Scheme::Exponent(number(p)?))?)))?;
            return Ok(json!({ "weights_by_p": by_p.into_iter().collect::<Map<_, _>>() }));
        }
        other => return Err(Fault::Unreadable(format!("unknown scheme `{other}`"))),
    };
    let by_n: Result<Map<_, _>, Fault> = sizes.into_iter().map(|n| Ok((n.to_string(), weights(n, scheme)?))).collect();
    Ok(json!({ "weights_by_n": by_n? }))
}

fn ranks(case: &Case) -> Outcome {
    let ranks = list(case.input("ranks")?, whole)?;
    let weights = |scheme| by_rank(&ranks, scheme, Ties::Refuse).map(|w| figures(&w)).map_err(refused);
    Ok(json!({
        "roc": weights(Scheme::Centroid)?,
        "rank_sum": weights(Scheme::Sum)?,
        "rank_reciprocal": weights(Scheme::Reciprocal)?,
    }))
}

fn whole(value: &Value) -> Result<usize, Fault> {
    let found = value.as_u64().and_then(|n| usize::try_from(n).ok());
    found.ok_or_else(|| Fault::Refused(format!("expected a whole number, found {value}")))
}
