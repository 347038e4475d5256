//! What the score sheet says of itself: what its mark stands for, and where Enter has led.

use super::count;
use crate::appraisal::{Appraisal, ScoreState};
use crate::id::{AlternativeId, CriterionId};
use std::collections::HashSet;

/// Where Enter leads from a cell of the score sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    /// To the next criterion of the same option.
    Down,
    /// From the foot of a column to the first criterion of the next option.
    NextOption,
    /// Nowhere: this was the last cell.
    End,
}

/// Returns where Enter leads from the cell of an option and a criterion, both from 0, among so many options and criteria.
///
/// # Example
/// ```
/// use weighbridge::present::{Onward, onward};
/// assert_eq!(onward((0, 1), (2, 3)), Onward::Down);
/// assert_eq!(onward((0, 2), (2, 3)), Onward::NextOption);
/// assert_eq!(onward((1, 2), (2, 3)), Onward::End);
/// ```
#[must_use]
pub fn onward((option, criterion): (usize, usize), (n_options, n_criteria): (usize, usize)) -> Onward {
    match (option + 1 < n_options, criterion + 1 < n_criteria) {
        (_, true) => Onward::Down,
        (true, false) => Onward::NextOption,
        (false, false) => Onward::End,
    }
}

/// Returns what is said once Enter has led to another option: "Next option: Cloud virtual backup, Lead time."
#[must_use]
pub fn next_option_words(option: &str, criterion: &str) -> String {
    format!("Next option: {option}, {criterion}.")
}

/// What is said at the last cell, where there is nothing to go on to. A number that is typed there next changes nothing.
pub const LAST_SCORE: &str = "That was the last score. To change it, press Enter first.";

/// Returns what the mark in a cell stands for and how many cells carry it; empty where none does.
///
/// # Example
/// ```
/// use weighbridge::{appraisal::Appraisal, id::AppraisalId, present::mark_words};
/// assert_eq!(mark_words(&Appraisal::titled(AppraisalId(1), "Depot")), "");
/// ```
#[must_use]
pub fn mark_words(appraisal: &Appraisal) -> String {
    let leaves: HashSet<CriterionId> = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
    let options: HashSet<AlternativeId> = appraisal.alternatives.iter().map(|option| option.id).collect();
    let scores = appraisal.scores.iter().filter(|score| {
        score.state != ScoreState::NotScored
            && leaves.contains(&score.criterion)
            && options.contains(&score.alternative)
    });
    let (mut n_scores, mut n_bare) = (0, 0);
    for score in scores {
        n_scores += 1;
        n_bare += usize::from(score.reason.is_empty() || score.source.is_empty());
    }
    match n_bare {
        0 => String::new(),
        n => format!("no reason or no source yet: {n} of {}.", count(n_scores, "score", "scores")),
    }
}

#[cfg(test)]
mod tests {
    use super::{mark_words, next_option_words};

    #[test]
    fn the_mark_is_counted_over_what_is_scored() {
        let text = include_bytes!("../../seeds/data-centre-siting.json");
        let mut case = crate::file::load(text).unwrap().case;
        let appraisal = std::sync::Arc::make_mut(&mut case.appraisals[0]);
        assert_eq!(mark_words(appraisal), "");
        let first = appraisal.scores.iter().next().map(|score| (score.alternative, score.criterion)).unwrap();
        appraisal.scores.get_mut(first.0, first.1).unwrap().source = String::new();
        assert_eq!(mark_words(appraisal), "no reason or no source yet: 1 of 90 scores.");
    }

    #[test]
    fn the_next_option_is_named() {
        assert_eq!(next_option_words("Depot", "Cost of moving"), "Next option: Depot, Cost of moving.");
    }
}
