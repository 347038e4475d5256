//! What a mark of a matrix stands for. Nothing is read as 0 that is not "0", and what could mean two things asks.

use crate::alignment::{Assessment, Effect};
use crate::spelling::folded;
use std::collections::BTreeMap;

/// Returns what a mark stands for by itself, or as somebody chose; `None` where it asks.
pub(super) fn mark(text: &str, chosen: &BTreeMap<String, Assessment>) -> Option<Assessment> {
    if let Some(chosen) = chosen.get(&folded(text)) {
        return Some(*chosen);
    }
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if text.is_empty() {
        return Some(Assessment::NotAssessed);
    }
    match folded(&text).as_str() {
        "?" | "unknown" | "notknown" => return Some(Assessment::Unknown),
        "n/a" | "na" | "n.a." | "notapplicable" => return Some(Assessment::NotApplicable),
        "notassessed" | "notscored" => return Some(Assessment::NotAssessed),
        _ => {}
    }
    // One dash is a minus, but a long one may have been two, or none.
    if text.contains(['–', '—']) {
        return None;
    }
    let plain = text.replace(['−', '‑', '‐'], "-").replace('＋', "+");
    let points = match plain.as_str() {
        "+" => 1,
        "++" => 2,
        "+++" => 3,
        "-" => -1,
        "--" => -2,
        "---" => -3,
        "0" => 0,
        "1" | "+1" => 1,
        "2" | "+2" => 2,
        "3" | "+3" => 3,
        "-1" => -1,
        "-2" => -2,
        "-3" => -3,
        _ => return None,
    };
    Effect::new(points).map(Assessment::Scored)
}

/// Returns whether a text is a mark that hardly stands in a table of anything else: a sign, not a number or a word.
pub(super) fn is_mark(text: &str) -> bool {
    let is_sign = |letter: char| {
        matches!(
            letter,
            '+' | '-'
                | '−'
                | '–'
                | '?'
                | '✓'
                | '✔'
                | '✗'
                | '✘'
                | '×'
                | '●'
                | '○'
                | '◐'
                | '▲'
                | '▼'
                | '↑'
                | '↓'
                | '☑'
                | '☒'
        )
    };
    let has_sign = !text.is_empty() && text.chars().all(is_sign);
    has_sign
        || matches!(text, "0" | "n/a" | "N/A")
        || matches!(
            text.to_lowercase().as_str(),
            "high" | "med" | "medium" | "low" | "none" | "neutral" | "positive" | "negative"
        )
        || (text.len() == 2 && text.starts_with(['+', '-']) && text[1..].bytes().all(|byte| byte.is_ascii_digit()))
}

/// A family of marks that one question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// "High", "Med", "Low" and other words for a size.
    Sizes,
    /// Ticks and crosses.
    Ticks,
    /// Whole numbers beyond the scale.
    Numbers,
    /// Words for nothing.
    Nothing,
    /// Any other.
    Other,
}

pub(super) fn family(mark: &str) -> Family {
    let folded = folded(mark);
    let is_number = folded.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match folded.as_str() {
        "none" | "neutral" | "nil" | "no effect" | "no impact" | "-" | "no" => Family::Nothing,
        "high" | "h" | "med" | "m" | "medium" | "low" | "l" | "very high" | "very low" | "major" | "minor"
        | "strong" | "weak" | "moderate" | "large" | "small" | "slight" | "significant" => Family::Sizes,
        _ if folded.contains(['✓', '✔', '✗', '✘', '×', '☑', '☒'])
            || matches!(folded.as_str(), "x" | "xx" | "y" | "yes") =>
        {
            Family::Ticks
        }
        _ if is_number => Family::Numbers,
        _ => Family::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::alignment::{Assessment, Effect};
    use std::collections::BTreeMap;

    #[test]
    fn nothing_is_nought_that_is_not_0() {
        let read = |text: &str| mark(text, &BTreeMap::new());
        let points = |n: i8| Effect::new(n).map(Assessment::Scored);
        for (text, expected) in [
            ("+", points(1)),
            ("++", points(2)),
            ("+ + +", points(3)),
            ("0", points(0)),
            ("−2", points(-2)),
            ("---", points(-3)),
            ("?", Some(Assessment::Unknown)),
            ("N/A", Some(Assessment::NotApplicable)),
            ("", Some(Assessment::NotAssessed)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for text in ["None", "neutral", "–", "✓", "High", "4", "0.0", "-0", "+0", "O", "=", "++++", "1.5", "nil", "(2)"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        let chosen = BTreeMap::from([("high".to_owned(), Assessment::Unknown)]);
        assert_eq!(mark("HIGH", &chosen), Some(Assessment::Unknown));
    }
}
