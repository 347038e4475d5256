//! What is wrong with a pasted block, in words.

use super::count;
use crate::appraisal::paste::{Fault, FaultKind};

/// The longest piece of a pasted cell that is said back.
const SAID_BACK: usize = 40;

/// Returns a fault with its place and what was expected, as a sentence.
///
/// # Example
/// ```
/// use weighbridge::appraisal::paste::{Fault, FaultKind};
/// let kind = FaultKind::NoScore { found: "high".into(), expected: "points from 0 to 100" };
/// let words = weighbridge::present::fault_words(&Fault { row: 3, column: 2, kind });
/// assert_eq!(words, "Row 3, column 2: expected points from 0 to 100, found “high”.");
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
        FaultKind::Empty => "Expected a block of scores, found none".to_owned(),
        FaultKind::Ragged { found, expected } => {
            format!("expected {} as in the first row, found {found}", count(*expected, "cell", "cells"))
        }
        FaultKind::SameBothWays => {
            "Expected options one way and criteria the other, found the same kind of name both across and down"
                .to_owned()
        }
        FaultKind::NoSuchOption(name) => format!("expected the name of an option, found {}", quoted(name)),
        FaultKind::NoSuchCriterion(name) => format!("expected the name of a criterion, found {}", quoted(name)),
        FaultKind::SharedName(name) => format!("expected a name that only one bears, found {}", quoted(name)),
        FaultKind::NamedTwice(name) => format!("expected each name once, found {} again", quoted(name)),
        FaultKind::FamilyScored(name) => {
            format!("expected no scores beside a family, whose criteria are scored, found some at {}", quoted(name))
        }
        FaultKind::NoPlace => {
            "Expected names of options and criteria, or a selected cell to begin from, found neither".to_owned()
        }
        FaultKind::TooManyOptions { found, left } => {
            format!("Expected at most {} from the selected cell on, found {found}", options(*left))
        }
        FaultKind::TooManyCriteria { found, left } => {
            format!("Expected at most {} from the selected cell on, found {found}", criteria(*left))
        }
        FaultKind::NoScore { found, expected } => format!("expected {expected}, found {}", quoted(found)),
    };
    format!("{place}{what}.")
}

fn quoted(text: &str) -> String {
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
        assert_eq!(said(""), "Row 1, column 4: expected the name of an option, found an empty cell.");
        let long = said(&"é".repeat(5000));
        assert!(long.ends_with("é…”.") && long.chars().count() < 110, "{long}");
        let ragged = Fault { row: 2, column: 0, kind: FaultKind::Ragged { found: 1, expected: 3 } };
        assert_eq!(fault_words(&ragged), "Row 2: expected 3 cells as in the first row, found 1.");
    }
}
