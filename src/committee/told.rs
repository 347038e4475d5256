//! How figures and findings are told in a committee file, whichever half they are of.

use crate::health::{Finding, Level};
use crate::present::{FindingWords, place_words};
use serde_json::{Value, json};

/// Rounds away the noise of the last digits, so that a figure reads as it was meant.
pub(super) fn figure(number: f64) -> Value {
    let rounded = if number.abs() < 1e6 { (number * 1e9).round() / 1e9 + 0.0 } else { number };
    json!(rounded)
}

pub(super) fn figures(number: Option<f64>) -> Value {
    number.map_or(Value::Null, figure)
}

/// Returns a finding as files tell it, with the reason why it stays open.
pub(super) fn finding(found: &Finding, words: &FindingWords, answer: Option<&str>) -> Value {
    json!({
        "key": found.key(),
        "level": if found.level() == Level::Open { "open" } else { "prompt" },
        "step": place_words(found.place()),
        "what": words.what,
        "why": words.why,
        "todo": words.todo,
        "answer": answer,
    })
}
