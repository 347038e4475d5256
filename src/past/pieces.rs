//! A list told by another: which of its items stood there, which were there and differ, and which are new.

use serde_json::{Value, json};

/// One item of a list, told by the other list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// The item at this position.
    Same(usize),
    /// The item at this position, changed by a patch.
    Changed(usize, Value),
    /// An item that did not stand there.
    New(Value),
}

/// Returns pieces as JSON: a run of the same items as its start and length. Nothing where the list is the other list.
pub(super) fn encode(pieces: Vec<Piece>, n_other: usize) -> Option<Value> {
    let is_all = pieces.len() == n_other && pieces.iter().enumerate().all(|(at, piece)| *piece == Piece::Same(at));
    if is_all {
        return None;
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut told = Vec::new();
    let flush = |runs: &mut Vec<(usize, usize)>, told: &mut Vec<Value>| {
        told.extend(runs.drain(..).map(|(start, n)| json!([start, n])));
    };
    for piece in pieces {
        match piece {
            Piece::Same(at) => match runs.last_mut() {
                Some((start, n)) if *start + *n == at => *n += 1,
                _ => runs.push((at, 1)),
            },
            Piece::Changed(at, patch) => {
                flush(&mut runs, &mut told);
                told.push(json!({ "at": at, "p": patch }));
            }
            Piece::New(value) => {
                flush(&mut runs, &mut told);
                told.push(json!({ "v": value }));
            }
        }
    }
    flush(&mut runs, &mut told);
    Some(json!({ "n": n_other, "l": told }))
}

/// Returns the pieces that JSON tells, where it was written for a list of this length.
pub(super) fn decode(told: &Value, n_other: usize) -> Option<Vec<Piece>> {
    let whole = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    if whole(told.get("n")?) != Some(n_other) {
        return None;
    }
    let mut pieces = Vec::new();
    for piece in told.get("l")?.as_array()? {
        if let Some(run) = piece.as_array() {
            let (start, n) = (whole(run.first()?)?, whole(run.get(1)?)?);
            if start.checked_add(n)? > n_other {
                return None;
            }
            pieces.extend((start..start + n).map(Piece::Same));
        } else if let Some(at) = piece.get("at") {
            let at = whole(at).filter(|at| *at < n_other)?;
            pieces.push(Piece::Changed(at, piece.get("p")?.clone()));
        } else {
            pieces.push(Piece::New(piece.get("v")?.clone()));
        }
    }
    Some(pieces)
}
