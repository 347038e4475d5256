//! What is wrong with a pasted block, in words.

use super::count;
use crate::appraisal::paste::{Fault, FaultKind};

/// The longest piece of a pasted cell that is said back.
const SAID_BACK: usize = 40;

/// Returns a fault with its place and what to do about it, as a sentence.
///
/// # Example
/// ```
/// use weighbridge::appraisal::paste::{Fault, FaultKind};
/// let kind = FaultKind::NoScore { found: "high".into(), expected: "a number from 0 to 100" };
/// let words = weighbridge::present::fault_words(&Fault { row: 3, column: 2, kind });
/// assert_eq!(words, "Row 3, column 2: enter a number from 0 to 100 instead of “high”.");
/// ```
#[must_use]
pub fn fault_words(fault: &Fault) -> String {
    let place = match (fault.row, fault.column) {
        (0, _) => String::new(),
        (row, 0) => format!("Row {row}: "),
        (row, column) => format!("Row {row}, column {column}: "),
    };
    let options = |n| count(n, "option", "options");
    let criteria = |n| count(n, "criterion", "criteria");
    let what = match &fault.kind {
        FaultKind::Empty => "There are no scores to paste".to_owned(),
        FaultKind::Ragged { found, expected } => {
            let found = count(*found, "cell", "cells");
            format!("this row has {found}, and the first row {expected}. Give each row the same number")
        }
        FaultKind::SameBothWays => {
            "The same kind of name stands across and down. Put options one way and criteria the other".to_owned()
        }
        FaultKind::NoSuchOption(name) => format!("{} is not the name of an option", quoted(name)),
        FaultKind::NoSuchCriterion(name) => format!("{} is not the name of a criterion", quoted(name)),
        FaultKind::SharedName(name) => {
            format!("{} is the name of more than one. Give each a name of its own first", quoted(name))
        }
        FaultKind::NamedTwice(name) => format!("{} is named twice", quoted(name)),
        FaultKind::FamilyScored(name) => {
            format!("{} is a family and takes no scores. Score its criteria", quoted(name))
        }
        FaultKind::NoPlace => {
            "Paste the names of options and criteria too, or select the cell to start from".to_owned()
        }
        FaultKind::TooManyOptions { found, left } => {
            format!("{} fit from the selected cell on, and {found} were pasted", options(*left))
        }
        FaultKind::TooManyCriteria { found, left } => {
            format!("{} fit from the selected cell on, and {found} were pasted", criteria(*left))
        }
        FaultKind::NoScore { found, expected } => format!("enter {expected} instead of {}", quoted(found)),
    };
    format!("{place}{what}.")
}

/// Returns a pasted cell as it is said back: its beginning between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    if text.is_empty() {
        return "an empty cell".to_owned();
    }
    let short: String = text.chars().take(SAID_BACK).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("“{short}{dots}”")
}

#[cfg(test)]
mod tests {
    use super::fault_words;
    use crate::appraisal::paste::{Fault, FaultKind};

    #[test]
    fn a_long_cell_is_cut_and_an_empty_one_is_named() {
        let said =
            |name: &str| fault_words(&Fault { row: 1, column: 4, kind: FaultKind::NoSuchOption(name.to_owned()) });
        assert_eq!(said(""), "Row 1, column 4: an empty cell is not the name of an option.");
        let long = said(&"é".repeat(5000));
        assert!(long.contains("é…” is not the name") && long.chars().count() < 110, "{long}");
        let ragged = Fault { row: 2, column: 0, kind: FaultKind::Ragged { found: 1, expected: 3 } };
        assert_eq!(
            fault_words(&ragged),
            "Row 2: this row has 1 cell, and the first row 3. Give each row the same number."
        );
    }
}
