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
    let is_meant = |place: &Place| match scope {
        Scope::All => true,
        Scope::Option(option) => place.0 == option,
        Scope::Criterion(criterion) => place.1 == criterion,
    };
    places(appraisal).filter(is_meant).filter(|place| lacks(appraisal.score(place.0, place.1), lack)).collect()
}

/// Returns the next place that lacks something after this one, and round to the first again; `None` where nothing is missing.
#[must_use]
pub fn next(appraisal: &Appraisal, after: Option<Place>) -> Option<(Place, Lack)> {
    let found = missing(appraisal);
    let at = after.and_then(|after| places(appraisal).position(|place| place == after));
    let is_later = |place: &Place| places(appraisal).position(|one| one == *place) > at;
    found.iter().find(|(place, _)| at.is_none() || is_later(place)).or(found.first()).copied()
}

fn places(appraisal: &Appraisal) -> impl Iterator<Item = Place> {
    let criteria = appraisal.leaves().into_iter().map(|(criterion, _)| criterion.id);
    criteria.flat_map(|criterion| appraisal.alternatives.iter().map(move |option| (option.id, criterion)))
}

#[cfg(test)]
mod tests {
    use super::{Lack, Scope, lacking, missing, next};
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
        assert_eq!(lacking(appraisal, Lack::Source, Scope::Option(options[0])), [first]);
        assert_eq!(lacking(appraisal, Lack::Score, Scope::Criterion(leaves[0])), [(options[1], leaves[0])]);
        assert_eq!(next(appraisal, Some(first)), Some(((options[1], leaves[0]), Lack::Score)));
        assert_eq!(next(appraisal, Some((options[1], leaves[1]))), Some((first, Lack::Source)), "round again");
    }
}
