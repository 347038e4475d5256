//! Edits of scores.

use super::EditError;
use super::branch::{criterion_name, leaf};
use super::given::{Applied, text};
use super::option::{alternative, option_name};
use crate::appraisal::{Appraisal, Scale, Score, ScoreRange, ScoreState};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId};
use crate::log::Part;
use crate::print::{as_typed, count};
use crate::unknown::Unknown;
use std::collections::{HashMap, HashSet};

/// A change of what is known of options on criteria.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreEdit {
    /// Records what is known of an option on a criterion.
    Set(AlternativeId, CriterionId, ScoreState),
    /// Records several scores at once, as pasted from a spreadsheet.
    SetMany(Vec<(AlternativeId, CriterionId, ScoreState)>),
    /// Says how far the truth may lie from a score, or that it is taken as certain.
    SetRange(AlternativeId, CriterionId, Option<ScoreRange>),
    /// Records why.
    SetReason(AlternativeId, CriterionId, String),
    /// Records where the evidence is.
    SetSource(AlternativeId, CriterionId, String),
    /// Records the same reason for several scores at once.
    SetReasons(Vec<(AlternativeId, CriterionId)>, String),
    /// Records the same source for several scores at once.
    SetSources(Vec<(AlternativeId, CriterionId)>, String),
    /// Fills a score down from another criterion of the same option: the reason and the source where it has none, and the
    /// score too where `with_score` says so, which is refused where the two scales are not the same.
    FillDown {
        /// The option.
        option: AlternativeId,
        /// The criterion that is copied.
        from: CriterionId,
        /// The criterion that is filled.
        to: CriterionId,
        /// Whether the score is copied too.
        with_score: bool,
    },
}

impl ScoreEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal) -> Applied {
        match self {
            ScoreEdit::Set(option, criterion, state) => set_state(appraisal, *option, *criterion, *state)?,
            ScoreEdit::SetMany(all) => set_states(appraisal, all)?,
            ScoreEdit::SetRange(option, criterion, range) => {
                set_range(appraisal, *option, *criterion, range.as_ref())?;
            }
            ScoreEdit::SetReason(option, criterion, words) => {
                let words = text(words)?;
                score(appraisal, *option, *criterion, |score| score.reason = words)?;
            }
            ScoreEdit::SetSource(option, criterion, words) => {
                let words = text(words)?;
                score(appraisal, *option, *criterion, |score| score.source = words)?;
            }
            ScoreEdit::SetReasons(all, words) => {
                let words = text(words)?;
                for (option, criterion) in all {
                    score(appraisal, *option, *criterion, |score| score.reason.clone_from(&words))?;
                }
            }
            ScoreEdit::SetSources(all, words) => {
                let words = text(words)?;
                for (option, criterion) in all {
                    score(appraisal, *option, *criterion, |score| score.source.clone_from(&words))?;
                }
            }
            ScoreEdit::FillDown { option, from, to, with_score } => {
                fill_down(appraisal, *option, (*from, *to), *with_score)?;
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        let named = |option: &AlternativeId, id: &CriterionId| {
            format!("{}, {}", option_name(appraisal, *option), criterion_name(appraisal, *id))
        };
        match self {
            ScoreEdit::Set(option, id, _) => format!("Score of {}", named(option, id)),
            ScoreEdit::SetMany(all) => format!("Paste {} scores", all.len()),
            ScoreEdit::SetRange(option, id, _) => format!("Range of {}", named(option, id)),
            ScoreEdit::SetReason(option, id, _) => format!("Reason for {}", named(option, id)),
            ScoreEdit::SetSource(option, id, _) => format!("Source for {}", named(option, id)),
            ScoreEdit::SetReasons(all, _) => format!("Reason for {}", count(all.len(), "score", "scores")),
            ScoreEdit::SetSources(all, _) => format!("Source for {}", count(all.len(), "score", "scores")),
            ScoreEdit::FillDown { option, to, .. } => format!("Fill down to {}", named(option, to)),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let score = |option: &AlternativeId, id: &CriterionId| appraisal.score(*option, *id);
        match self {
            ScoreEdit::Set(option, id, _) | ScoreEdit::FillDown { option, to: id, .. } => {
                let state = score(option, id).map_or_else(Default::default, |score| score.state);
                state_text(state, appraisal.leaf(*id).map(|leaf| &leaf.scale))
            }
            ScoreEdit::SetRange(option, id, _) => {
                let range = score(option, id).and_then(|score| score.range.as_ref());
                let text = |range: &ScoreRange| format!("{} to {}", number(range.low), number(range.high));
                range.map_or(String::new(), text)
            }
            ScoreEdit::SetReason(option, id, _) => {
                score(option, id).map_or(String::new(), |score| score.reason.clone())
            }
            ScoreEdit::SetSource(option, id, _) => {
                score(option, id).map_or(String::new(), |score| score.source.clone())
            }
            ScoreEdit::SetReasons(all, _) => {
                let first = all.first().and_then(|(option, id)| score(option, id));
                first.map_or(String::new(), |score| score.reason.clone())
            }
            ScoreEdit::SetSources(all, _) => {
                let first = all.first().and_then(|(option, id)| score(option, id));
                first.map_or(String::new(), |score| score.source.clone())
            }
            ScoreEdit::SetMany(_) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            ScoreEdit::Set(..) | ScoreEdit::SetMany(_) | ScoreEdit::SetRange(..) => Some(Part::Scores),
            ScoreEdit::FillDown { with_score, .. } => with_score.then_some(Part::Scores),
            ScoreEdit::SetReason(..)
            | ScoreEdit::SetSource(..)
            | ScoreEdit::SetReasons(..)
            | ScoreEdit::SetSources(..) => None,
        }
    }
}

fn number(number: Finite) -> String {
    as_typed(number.get())
}

fn state_text(state: ScoreState, scale: Option<&Scale>) -> String {
    match state {
        ScoreState::NotScored => "not scored".to_owned(),
        ScoreState::Points(points) => format!("{} points", number(points)),
        ScoreState::Measured(measure) => {
            let unit = match scale {
                Some(Scale::Measured { measure, .. }) => measure.unit.as_str(),
                Some(Scale::Direct | Scale::Levels(_)) | None => "",
            };
            format!("{} {unit}", number(measure)).trim_end().to_owned()
        }
        ScoreState::Level(id) => {
            let level = scale.and_then(|scale| scale.levels().iter().find(|level| level.id == id));
            level.map_or_else(|| "a level that is gone".to_owned(), |level| level.label.clone())
        }
        ScoreState::NoEffect => "no effect".to_owned(),
        ScoreState::Unknown => "unknown".to_owned(),
        ScoreState::NotApplicable => "not applicable".to_owned(),
    }
}

/// Returns points from 0 to 100 as they are.
pub(super) fn points_in_range(points: Finite) -> Result<Finite, EditError> {
    let inside = (0.0..=100.0).contains(&points.get());
    inside.then_some(points).ok_or(EditError::OutOfRange { expected: "a number from 0 to 100" })
}

fn set_state(appraisal: &mut Appraisal, option: AlternativeId, id: CriterionId, state: ScoreState) -> Applied {
    check_state(&leaf(appraisal, id)?.scale, state)?;
    score(appraisal, option, id, |score| put(score, state))
}

/// Records many scores, each place looked up once: a block may have tens of thousands.
fn set_states(appraisal: &mut Appraisal, all: &[(AlternativeId, CriterionId, ScoreState)]) -> Applied {
    let options: HashSet<AlternativeId> = appraisal.alternatives.iter().map(|option| option.id).collect();
    let leaves = appraisal.leaves();
    let scales: HashMap<CriterionId, &Scale> = leaves.iter().map(|(one, leaf)| (one.id, &leaf.scale)).collect();
    for (option, criterion, state) in all {
        let scale = scales.get(criterion).ok_or(EditError::NotThere { what: "criterion" })?;
        check_state(scale, *state)?;
        if !options.contains(option) {
            return Err(EditError::NotThere { what: "option" });
        }
    }
    let scores = &mut appraisal.scores;
    for (option, criterion, state) in all {
        put(scores.get_or_record(*option, *criterion, || blank(*option, *criterion)), *state);
    }
    for (option, criterion, _) in all {
        if scores.get(*option, *criterion).is_some_and(is_bare) {
            scores.remove(*option, *criterion);
        }
    }
    Ok(())
}

fn check_state(scale: &Scale, state: ScoreState) -> Applied {
    match state {
        ScoreState::Points(points) => points_in_range(points).map(|_| ()),
        ScoreState::Level(level) if !scale.levels().iter().any(|known| known.id == level) => {
            Err(EditError::NotThere { what: "level of this scale" })
        }
        _ => Ok(()),
    }
}

fn put(score: &mut Score, state: ScoreState) {
    // A range is about the number beside it, in its unit.
    let same_kind = std::mem::discriminant(&score.state) == std::mem::discriminant(&state);
    if !(same_kind && matches!(state, ScoreState::Points(_) | ScoreState::Measured(_))) {
        score.range = None;
    }
    score.state = state;
}

fn blank(alternative: AlternativeId, criterion: CriterionId) -> Score {
    Score {
        alternative,
        criterion,
        state: ScoreState::NotScored,
        range: None,
        reason: String::new(),
        source: String::new(),
        unknown: Unknown::new(),
    }
}

/// Returns whether nothing is left in a score.
fn is_bare(score: &Score) -> bool {
    let has_words = !(score.reason.is_empty() && score.source.is_empty() && score.unknown.is_empty());
    score.state == ScoreState::NotScored && !has_words
}

fn set_range(appraisal: &mut Appraisal, option: AlternativeId, id: CriterionId, range: Option<&ScoreRange>) -> Applied {
    let number = match appraisal.score(option, id).map(|score| score.state) {
        Some(ScoreState::Points(number) | ScoreState::Measured(number)) => Some(number),
        _ => None,
    };
    if let Some(range) = range {
        let Some(number) = number else {
            return Err(EditError::OutOfRange { expected: "the score before its range" });
        };
        if !(range.low <= number && number <= range.high) {
            return Err(EditError::OutOfRange {
                expected: "a lowest number up to the score, and a highest number from the score",
            });
        }
        if let Some(ScoreState::Points(_)) = appraisal.score(option, id).map(|score| score.state) {
            points_in_range(range.low)?;
            points_in_range(range.high)?;
        }
    }
    score(appraisal, option, id, |score| {
        let old = score.range.take().map(|old| old.unknown);
        score.range = range.map(|range| ScoreRange { unknown: old.unwrap_or_default(), ..range.clone() });
    })
}

/// Returns what filling down from the criterion above would do: the edit, or `None` where there is none above or nothing to copy.
/// A score is copied only where none stands and the two scales are the same, and words only where there are none.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, TreeEdit, apply, fill_down_edit}};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// let id = case.appraisals[0].id;
/// let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Tier".into()).into()))?;
/// let appraisal = &case.appraisals[0];
/// assert!(fill_down_edit(appraisal, appraisal.alternatives[0].id, appraisal.leaves()[0].0.id).is_none());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn fill_down_edit(appraisal: &Appraisal, option: AlternativeId, to: CriterionId) -> Option<ScoreEdit> {
    let leaves = appraisal.leaves();
    let at = leaves.iter().position(|(criterion, _)| criterion.id == to)?;
    let (above, leaf) = leaves.get(at.checked_sub(1)?)?;
    let source = appraisal.score(option, above.id)?;
    let own = appraisal.score(option, to);
    let is_unscored = own.is_none_or(|own| own.state == ScoreState::NotScored);
    let with_score = is_unscored && source.state != ScoreState::NotScored && leaf.scale.is_same(&leaves[at].1.scale);
    let fills = |read: fn(&Score) -> &String| !read(source).is_empty() && own.is_none_or(|own| read(own).is_empty());
    let is_some = with_score || fills(|score| &score.reason) || fills(|score| &score.source);
    is_some.then_some(ScoreEdit::FillDown { option, from: above.id, to, with_score })
}

fn fill_down(
    appraisal: &mut Appraisal,
    option: AlternativeId,
    (from, to): (CriterionId, CriterionId),
    with_score: bool,
) -> Applied {
    let Some(source) = appraisal.score(option, from).cloned() else { return Ok(()) };
    if with_score {
        let is_same = leaf(appraisal, from)?.scale.clone().is_same(&leaf(appraisal, to)?.scale);
        if !is_same {
            return Err(EditError::ScalesDiffer);
        }
        set_state(appraisal, option, to, source.state)?;
    }
    let lacks = |read: fn(&Score) -> &String| appraisal.score(option, to).is_none_or(|own| read(own).is_empty());
    let reason = if lacks(|score| &score.reason) { source.reason.as_str() } else { "" };
    let words = if lacks(|score| &score.source) { source.source.as_str() } else { "" };
    say(appraisal, (option, to), reason, words)
}

/// Records a reason and a source of one score; empty words leave what stands.
pub(super) fn say(
    appraisal: &mut Appraisal,
    (option, criterion): (AlternativeId, CriterionId),
    reason: &str,
    source: &str,
) -> Applied {
    let (reason, source) = (text(reason)?, text(source)?);
    if reason.is_empty() && source.is_empty() {
        return Ok(());
    }
    score(appraisal, option, criterion, |score| {
        if !reason.is_empty() {
            score.reason = reason;
        }
        if !source.is_empty() {
            score.source = source;
        }
    })
}

/// Changes the score of an option on a leaf, made where there is none and dropped where nothing is left in it.
fn score(
    appraisal: &mut Appraisal,
    option: AlternativeId,
    id: CriterionId,
    change: impl FnOnce(&mut Score),
) -> Applied {
    alternative(appraisal, option)?;
    leaf(appraisal, id)?;
    let found = appraisal.scores.get_or_record(option, id, || blank(option, id));
    change(found);
    if is_bare(found) {
        appraisal.scores.remove(option, id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ScoreEdit;
    use crate::appraisal::{Measure, Scale, ScoreState, Shape};
    use crate::case::Case;
    use crate::edit::{CaseEdit, CostEdit, Edit, FrameEdit, ScaleEdit, TreeEdit, apply};
    use crate::finite::Finite;
    use crate::pence::Pence;

    #[test]
    fn the_log_gives_figures_in_the_units_of_the_page() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        make(TreeEdit::AddCriterion(None, "Time".into()).into());
        let (leaf, option) = (case.appraisals[0].leaves()[0].0.id, case.appraisals[0].alternatives[0].id);
        let scale = Scale::measured(Measure::new("time", "months"), Finite::from(20), Finite::ZERO, Shape::Linear);
        let cost = crate::appraisal::Cost { present_value: Pence::from_pounds(12_000), ..Default::default() };
        let state = ScoreState::Measured(Finite::from(8));
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        make(ScaleEdit::Set(leaf, scale).into());
        make(ScoreEdit::Set(option, leaf, state).into());
        make(CostEdit::Set(option, Some(Box::new(cost))).into());
        let appraisal = &case.appraisals[0];
        assert_eq!(ScoreEdit::Set(option, leaf, state).value(appraisal), "8 months");
        assert_eq!(CostEdit::Set(option, None).value(appraisal), "present value £12,000");
        assert_eq!(FrameEdit::SetMateriality(Finite::ZERO).value(appraisal), "2 of 100 points");
    }
}
