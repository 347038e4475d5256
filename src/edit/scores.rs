//! Edits of scores.

use super::apply::text;
use super::appraisal::{Applied, alternative, points_in_range};
use super::criteria::leaf;
use super::{AppraisalEdit, EditError};
use crate::appraisal::{Appraisal, Score, ScoreRange, ScoreState};
use crate::id::{AlternativeId, CriterionId};
use crate::unknown::Unknown;

/// Makes an edit of scores.
pub(super) fn apply_to(appraisal: &mut Appraisal, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetScore(option, criterion, state) => set_state(appraisal, *option, *criterion, *state)?,
        AppraisalEdit::SetScores(all) => {
            for (option, criterion, state) in all {
                set_state(appraisal, *option, *criterion, *state)?;
            }
        }
        AppraisalEdit::SetScoreRange(option, criterion, range) => set_range(appraisal, *option, *criterion, *range)?,
        AppraisalEdit::SetScoreReason(option, criterion, words) => {
            score(appraisal, *option, *criterion, |score| score.reason = text(words))?;
        }
        AppraisalEdit::SetScoreSource(option, criterion, words) => {
            score(appraisal, *option, *criterion, |score| score.source = text(words))?;
        }
        _ => {}
    }
    Ok(())
}

fn set_state(appraisal: &mut Appraisal, option: AlternativeId, id: CriterionId, state: ScoreState) -> Applied {
    if let ScoreState::Points(points) = state {
        points_in_range(points)?;
    }
    if let ScoreState::Level(level) = state {
        let levels = leaf(appraisal, id)?.scale.levels();
        if !levels.iter().any(|known| known.id == level) {
            return Err(EditError::NotThere { what: "level of this scale" });
        }
    }
    score(appraisal, option, id, |score| {
        // A range is about the number beside it, in its unit.
        let same_kind = std::mem::discriminant(&score.state) == std::mem::discriminant(&state);
        if !(same_kind && matches!(state, ScoreState::Points(_) | ScoreState::Measured(_))) {
            score.range = None;
        }
        score.state = state;
    })
}

fn set_range(appraisal: &mut Appraisal, option: AlternativeId, id: CriterionId, range: Option<ScoreRange>) -> Applied {
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
    score(appraisal, option, id, |score| score.range = range)
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
    let place = appraisal.scores.iter().position(|score| score.alternative == option && score.criterion == id);
    let at = place.unwrap_or_else(|| {
        appraisal.scores.push(Score {
            alternative: option,
            criterion: id,
            state: ScoreState::NotScored,
            range: None,
            reason: String::new(),
            source: String::new(),
            unknown: Unknown::new(),
        });
        appraisal.scores.len() - 1
    });
    let score = &mut appraisal.scores[at];
    change(score);
    let words_left = !(score.reason.is_empty() && score.source.is_empty() && score.unknown.is_empty());
    if score.state == ScoreState::NotScored && !words_left {
        appraisal.scores.remove(at);
    }
    Ok(())
}
