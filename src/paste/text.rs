//! Texts in one line, and as they are said back.

/// Returns a text in one line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest piece of a cell that is said back.
const SAID_BACK: usize = 60;

/// Returns the beginning of a text, as it is said back.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SAID_BACK) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
