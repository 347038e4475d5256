//! Edits of scores.

use super::EditError;
use super::branch::{criterion_name, leaf};
use super::given::{Applied, text};
use super::option::{alternative, option_name};
use crate::appraisal::{Appraisal, Scale, Score, ScoreRange, ScoreState};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId};
use crate::log::Part;
use crate::print::as_typed;
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
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let score = |option: &AlternativeId, id: &CriterionId| appraisal.score(*option, *id);
        match self {
            ScoreEdit::Set(option, id, _) => {
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
            ScoreEdit::SetMany(_) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            ScoreEdit::Set(..) | ScoreEdit::SetMany(_) | ScoreEdit::SetRange(..) => Some(Part::Scores),
            ScoreEdit::SetReason(..) | ScoreEdit::SetSource(..) => None,
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
