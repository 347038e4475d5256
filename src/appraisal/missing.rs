//! What is still to be given in the table of scores: scores, and for those that are given a reason and a source.

use super::{Appraisal, Score, ScoreState};
use crate::id::{AlternativeId, CriterionId};

/// A place in the table of scores.
pub type Place = (AlternativeId, CriterionId);

/// What a place lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lack {
    /// Nobody has looked yet.
    Score,
    /// It is scored, and nothing says why.
    Reason,
    /// It is scored, and nothing says where the evidence is.
    Source,
}

/// The places that are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those of one option.
    Option(AlternativeId),
    /// Those of one criterion.
    Criterion(CriterionId),
}

/// Returns whether a place lacks something: a reason and a source only once it is scored.
#[must_use]
pub fn lacks(score: Option<&Score>, lack: Lack) -> bool {
    let is_scored = score.is_some_and(|score| score.state != ScoreState::NotScored);
    match lack {
        Lack::Score => !is_scored,
        Lack::Reason => is_scored && score.is_some_and(|score| score.reason.is_empty()),
        Lack::Source => is_scored && score.is_some_and(|score| score.source.is_empty()),
    }
}

/// Returns the places that lack something, criterion by criterion as the table is read, and what each lacks first.
///
/// # Example
/// ```
/// use weighbridge::appraisal::missing::{Lack, missing};
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, TreeEdit, apply}};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// let id = case.appraisals[0].id;
/// let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Tier".into()).into()))?;
/// let found = missing(&case.appraisals[0]);
/// assert!(found.len() == 2 && found.iter().all(|(_, lack)| *lack == Lack::Score));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn missing(appraisal: &Appraisal) -> Vec<(Place, Lack)> {
    let first = |place: Place| {
        let score = appraisal.score(place.0, place.1);
        let lack = [Lack::Score, Lack::Reason, Lack::Source].into_iter().find(|lack| lacks(score, *lack))?;
        Some((place, lack))
    };
    places(appraisal).filter_map(first).collect()
}

/// Returns the places within a scope that lack something.
#[must_use]
pub fn lacking(appraisal: &Appraisal, lack: Lack, scope: Scope) -> Vec<Place> {
    let is_lacking = |place: &Place| lacks(appraisal.score(place.0, place.1), lack);
    let options = || appraisal.alternatives.iter().map(|option| option.id);
    let criteria = || appraisal.leaves().into_iter().map(|(criterion, _)| criterion.id);
    match scope {
        Scope::All => places(appraisal).filter(is_lacking).collect(),
        Scope::Option(option) => criteria().map(|criterion| (option, criterion)).filter(is_lacking).collect(),
        Scope::Criterion(criterion) => options().map(|option| (option, criterion)).filter(is_lacking).collect(),
    }
}

/// Returns how many scores, reasons and sources are missing. It goes through the scores once: it is asked after every change.
#[must_use]
pub fn n_missing(appraisal: &Appraisal) -> [(Lack, usize); 3] {
    let n = |lack| appraisal.scores.by_row().filter(|score| lacks(Some(score), lack)).count();
    let n_places = appraisal.alternatives.len() * appraisal.leaves().len();
    let n_scored = appraisal.scores.len() - n(Lack::Score);
    [(Lack::Score, n_places.saturating_sub(n_scored)), (Lack::Reason, n(Lack::Reason)), (Lack::Source, n(Lack::Source))]
}

/// Returns the next place that lacks something after this one, and round to the first again; `None` where nothing is missing.
#[must_use]
pub fn next(appraisal: &Appraisal, after: Option<Place>) -> Option<(Place, Lack)> {
    let all: Vec<Place> = places(appraisal).collect();
    let start = after.and_then(|after| all.iter().position(|place| *place == after)).map_or(0, |at| at + 1);
    let first = |place: &Place| {
        let score = appraisal.score(place.0, place.1);
        let lack = [Lack::Score, Lack::Reason, Lack::Source].into_iter().find(|lack| lacks(score, *lack))?;
        Some((*place, lack))
    };
    all[start..].iter().chain(&all[..start]).find_map(first)
}

fn places(appraisal: &Appraisal) -> impl Iterator<Item = Place> {
    let criteria = appraisal.leaves().into_iter().map(|(criterion, _)| criterion.id);
    criteria.flat_map(|criterion| appraisal.alternatives.iter().map(move |option| (option.id, criterion)))
}

#[cfg(test)]
mod tests {
    use super::{Lack, Scope, lacking, missing, n_missing, next};
    use crate::appraisal::ScoreState;
    use crate::case::Case;
    use crate::edit::{AppraisalEdit, CaseEdit, Edit, ScoreEdit, TreeEdit, apply};
    use crate::id::CriterionId;

    #[test]
    fn a_score_comes_before_its_reason_and_its_source() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let mut make = |edit: AppraisalEdit| {
            case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
            case.clone()
        };
        make(TreeEdit::AddCriterion(None, "x".into()).into());
        let begun = make(TreeEdit::AddCriterion(None, "y".into()).into());
        let options: Vec<_> = begun.appraisals[0].alternatives.iter().map(|option| option.id).collect();
        let leaves: Vec<CriterionId> = begun.appraisals[0].leaves().iter().map(|(one, _)| one.id).collect();
        let first = (options[0], leaves[0]);
        make(ScoreEdit::Set(first.0, first.1, ScoreState::Unknown).into());
        let case = make(ScoreEdit::SetReason(first.0, first.1, "nobody asked".into()).into());
        let appraisal = &case.appraisals[0];
        assert_eq!(missing(appraisal)[0], (first, Lack::Source));
        assert_eq!(missing(appraisal).len(), 4);
        assert_eq!(n_missing(appraisal), [(Lack::Score, 3), (Lack::Reason, 0), (Lack::Source, 1)]);
        assert_eq!(lacking(appraisal, Lack::Source, Scope::All), [first]);
        assert_eq!(lacking(appraisal, Lack::Source, Scope::Option(options[0])), [first]);
        assert_eq!(lacking(appraisal, Lack::Score, Scope::Criterion(leaves[0])), [(options[1], leaves[0])]);
        assert_eq!(next(appraisal, Some(first)), Some(((options[1], leaves[0]), Lack::Score)));
        assert_eq!(next(appraisal, Some((options[1], leaves[1]))), Some((first, Lack::Source)), "round again");
    }
}
