//! Edits of scores.

use super::apply::text;
use super::appraisal::{Applied, alternative, points_in_range};
use super::criteria::leaf;
use super::{AppraisalEdit, EditError};
use crate::appraisal::{Appraisal, Scale, Score, ScoreRange, ScoreState};
use crate::id::{AlternativeId, CriterionId};
use crate::unknown::Unknown;
use std::collections::{HashMap, HashSet};

/// Makes an edit of scores.
pub(super) fn apply_to(appraisal: &mut Appraisal, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetScore(option, criterion, state) => set_state(appraisal, *option, *criterion, *state)?,
        AppraisalEdit::SetScores(all) => set_states(appraisal, all)?,
        AppraisalEdit::SetScoreRange(option, criterion, range) => {
            set_range(appraisal, *option, *criterion, range.as_ref())?;
        }
        AppraisalEdit::SetScoreReason(option, criterion, words) => {
            let words = text(words)?;
            score(appraisal, *option, *criterion, |score| score.reason = words)?;
        }
        AppraisalEdit::SetScoreSource(option, criterion, words) => {
            let words = text(words)?;
            score(appraisal, *option, *criterion, |score| score.source = words)?;
        }
        _ => {}
    }
    Ok(())
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
            return Err(EditError::OutOfRange { expected: "a score before the range around it" });
        };
        if !(range.low <= number && number <= range.high) {
            return Err(EditError::OutOfRange {
                expected: "a lowest number, the score and a highest number, in order",
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
