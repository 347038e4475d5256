//! Parts: they take values and callbacks, and hold draft state only. None of them knows the session.

pub(crate) mod adder;
pub(crate) mod apart;
pub(crate) mod ask;
pub(crate) mod bars;
pub(crate) mod beam;
pub(crate) mod contents;
pub(crate) mod deleted;
pub(crate) mod differences;
pub(crate) mod draft;
pub(crate) mod error_summary;
pub(crate) mod field;
pub(crate) mod finding;
pub(crate) mod flow;
pub(crate) mod focus;
pub(crate) mod gradual;
pub(crate) mod mark;
pub(crate) mod moment;
pub(crate) mod next;
pub(crate) mod notice;
pub(crate) mod number_pair;
pub(crate) mod order_buttons;
pub(crate) mod paging;
pub(crate) mod picture;
pub(crate) mod ranking;
pub(crate) mod rename;
pub(crate) mod score_cell;
pub(crate) mod select_field;
pub(crate) mod status;
pub(crate) mod theme;
pub(crate) mod value_graph;
pub(crate) mod voice;

/// Returns a message of the library as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
