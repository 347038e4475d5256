//! Questions about single rows of initiatives, in words.

use super::text::shortened;
use super::{About, KnownInitiative, Question};

/// Asks whether a row that holds nothing but a name heads those beneath it.
pub(super) fn group(row: usize, label: &str) -> Question {
    let words = format!("Row {row}: does “{}” head the rows beneath it?", shortened(label));
    let until_then = "It is read as an initiative of which nothing else is said.".to_owned();
    Question { about: About::Group { row }, words, until_then }
}

/// Asks whether a row whose figures are the sums of those above it is their total, although its name does not say so.
pub(super) fn total(row: usize, label: &str) -> Question {
    let words = format!(
        "Row {row}: is “{}” the total of the rows above it? Its figures are their sums, and nothing else is said of it.",
        shortened(label)
    );
    let until_then = "It is read as their total, and not as an initiative.".to_owned();
    Question { about: About::Total { row }, words, until_then }
}

/// Asks whether a row is an initiative of the case that is called almost the same.
pub(super) fn same_name(row: usize, name: &str, known: &KnownInitiative<'_>) -> Question {
    let words = format!(
        "Row {row}: is “{}” the initiative “{}”? (no / yes, and keep which name)",
        shortened(name),
        shortened(known.name)
    );
    Question {
        about: About::SameName { row, initiative: known.id },
        words,
        until_then: "The row stays out.".to_owned(),
    }
}

/// Asks whether an address is to be kept as a name.
pub(super) fn address(row: usize, name: &str) -> Question {
    let words = format!("Row {row}: “{}”: a telephone number or an address as a name?", shortened(name));
    let until_then = "The row stays out: a person’s address is kept only if you say so.".to_owned();
    Question { about: About::Person { row }, words, until_then }
}
