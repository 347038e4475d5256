//! What a pasted word for a status stands for.

use super::dates::is_nothing;
use crate::programme::Status;
use crate::spelling::folded;
use std::collections::BTreeMap;

/// What a cell of a status says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) status: Option<Status>,
    /// The words, where they are none of the four.
    pub(super) words: String,
    pub(super) note: Option<String>,
}

/// Returns what a cell says. A letter stands for its colour; blue stands for complete, which is said.
pub(super) fn cell(text: &str, chosen: &BTreeMap<String, Option<Status>>) -> Cell {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_nothing(&text) {
        return Cell::default();
    }
    if let Some(chosen) = chosen.get(&folded(&text)) {
        let words = if chosen.is_none() { text } else { String::new() };
        return Cell { status: *chosen, words, note: None };
    }
    match known(&text) {
        Some((status, is_plain)) => {
            let note = format!("{text} read as {}: say if blue means something else here", status.word());
            Cell { status: Some(status), words: String::new(), note: (!is_plain).then_some(note) }
        }
        None => {
            let note = format!("“{text}” is none of red, amber, green, complete: kept as words");
            Cell { status: None, words: text, note: Some(note) }
        }
    }
}

/// Returns the status of a word, and whether it is one that is never used for something else.
pub(super) fn known(text: &str) -> Option<(Status, bool)> {
    let is_arrow = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '↑' | '↓' | '→' | '←' | '↗' | '↘' | '▲' | '▼' | '*' | '†' | '\u{fe0f}')
    };
    let word = text.trim_matches(is_arrow).to_lowercase();
    let word = word.strip_prefix("rag:").map_or(word.as_str(), str::trim);
    Some(match word {
        "red" | "r" | "🔴" => (Status::Red, true),
        "amber" | "a" | "🟠" | "🟡" => (Status::Amber, true),
        "green" | "g" | "🟢" => (Status::Green, true),
        "complete" | "completed" | "c" | "done" | "closed" | "finished" => (Status::Complete, true),
        "blue" | "b" | "🔵" => (Status::Complete, false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::cell;
    use crate::programme::Status;
    use std::collections::BTreeMap;

    #[test]
    fn letters_colours_and_words_are_read_and_others_kept() {
        let read = |text: &str| cell(text, &BTreeMap::new());
        for (text, status) in [
            ("AMBER", Status::Amber),
            ("g", Status::Green),
            ("Red ↑", Status::Red),
            ("COMPLETE ", Status::Complete),
            ("🟢", Status::Green),
        ] {
            let found = read(text);
            assert_eq!((found.status, found.note), (Some(status), None), "{text}");
        }
        assert_eq!(read("B").status, Some(Status::Complete));
        assert!(read("B").note.is_some_and(|note| note.starts_with("B read as complete")));
        for text in ["Amber/Green", "On track", "Red to amber"] {
            assert_eq!((read(text).status, read(text).words.as_str()), (None, text));
        }
        assert_eq!(read("n/a"), super::Cell::default());
        let chosen = BTreeMap::from([("on track".to_owned(), Some(Status::Green))]);
        assert_eq!(cell("On Track", &chosen).status, Some(Status::Green));
    }
}
