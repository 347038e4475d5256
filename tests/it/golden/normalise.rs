//! Rescaled columns.

use serde_json::json;
use weighbridge::method::normalise::{NormaliseError, by_column, fixed, max, min_max, sum, vector};

use super::case::{Case, Fault, Outcome, flag, list, matrix, pair, refused, rows, text};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "normalise" => Some(one(case)),
        "normalise_many" => Some(many(case)),
        _ => None,
    }
}

fn one(case: &Case) -> Outcome {
    let measures = matrix(case.input("matrix")?)?;
    let n_columns = measures.first().map_or(0, Vec::len);
    let normalised = match text(case.input("kind")?)? {
        "minmax_local" => {
            let cost = of_length(n_columns, list(case.input("cost")?, flag)?)?;
            by_column(&measures, |position, column| min_max(column, cost[position]))
        }
        "fixed" => {
            let scales = of_length(n_columns, list(case.input("scale_worst_best")?, pair)?)?;
            by_column(&measures, |position, column| fixed(column, scales[position].0, scales[position].1))
        }
        "vector" => by_column(&measures, |_, column| vector(column)),
        "sum" => by_column(&measures, |_, column| sum(column)),
        "max" => by_column(&measures, |_, column| max(column)),
        other => return Err(Fault::Unreadable(format!("unknown kind of normalisation `{other}`"))),
    };
    Ok(json!({ "normalised": rows(&normalised.map_err(refused)?) }))
}

fn many(case: &Case) -> Outcome {
    let measures = matrix(case.input("matrix")?)?;
    let scaled = |rescale: fn(&[f64]) -> Result<Vec<f64>, NormaliseError>| match by_column(&measures, |_, column| {
        rescale(column)
    }) {
        Ok(scaled) => rows(&scaled),
        Err(error) => json!({ "error": error.to_string() }),
    };
    Ok(json!({ "vector": scaled(vector), "sum": scaled(sum), "max": scaled(max) }))
}

/// Refuses a list that does not have one entry for each column.
pub(crate) fn of_length<T>(n_columns: usize, entries: Vec<T>) -> Result<Vec<T>, Fault> {
    if entries.len() == n_columns {
        Ok(entries)
    } else {
        Err(Fault::Refused(format!("expected {n_columns} entries, found {}", entries.len())))
    }
}
