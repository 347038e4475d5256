//! What is missing in the table of scores, in words.

use super::{count, list};
use crate::appraisal::Appraisal;
use crate::appraisal::missing::{Lack, Place, n_missing};

/// Returns how much is missing, as a sentence; empty where nothing is.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, TreeEdit, apply}, present::missing_summary};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// let id = case.appraisals[0].id;
/// let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Tier".into()).into()))?;
/// assert_eq!(missing_summary(&case.appraisals[0]), "What is missing: 2 scores");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn missing_summary(appraisal: &Appraisal) -> String {
    let words = |(lack, n): (Lack, usize)| match lack {
        Lack::Score => count(n, "score", "scores"),
        Lack::Reason => count(n, "reason", "reasons"),
        Lack::Source => count(n, "source", "sources"),
    };
    let said: Vec<String> = n_missing(appraisal).into_iter().filter(|(_, n)| *n > 0).map(words).collect();
    if said.is_empty() { String::new() } else { format!("What is missing: {}", list(&said)) }
}

/// Returns what one place lacks: "Hub, Reach: no reason".
#[must_use]
pub fn missing_words(appraisal: &Appraisal, place: Place, lack: Lack) -> String {
    let option = appraisal.alternative(place.0).map_or("", |option| &option.name);
    let criterion = appraisal.criterion(place.1).map_or("", |criterion| &criterion.name);
    let what = match lack {
        Lack::Score => "no score",
        Lack::Reason => "no reason",
        Lack::Source => "no source",
    };
    format!("{option}, {criterion}: {what}")
}
