//! Edits that make two criteria of one, or one of two.

use super::EditError;
use super::branch::{NO_CRITERION, criterion, forget_the_gone, leaf, room_for_a_leaf, siblings, take};
use super::given::{Applied, issue, name, position};
use crate::appraisal::{Appraisal, CriterionKind, Leaf, Scale, Score, ScoreState, SwingWeight};
use crate::id::{CriterionId, LevelId};
use crate::limits::Limit;

/// Splits a leaf in two.
pub(super) fn split(appraisal: &mut Appraisal, next_id: &mut u32, id: CriterionId, title: &str) -> Applied {
    let title = name(title)?;
    room_for_a_leaf(appraisal)?;
    let first = leaf(appraisal, id)?;
    first.swing = first.swing.map(SwingWeight::half);
    let mut second = criterion(appraisal, id)?.clone();
    second.id = CriterionId(issue(next_id)?);
    second.name = title;
    let new = second.id;
    // A level stands in one scale only.
    let mut levels = Vec::new();
    if let CriterionKind::Leaf(Leaf { scale: Scale::Levels(scale), .. }) = &mut second.kind {
        for level in scale {
            let fresh = LevelId(issue(next_id)?);
            levels.push((level.id, fresh));
            level.id = fresh;
        }
    }
    let siblings = siblings(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    let at = position(siblings.iter().map(|criterion| criterion.id), id, "criterion")?;
    siblings.insert(at + 1, second);
    let copied: Vec<Score> = appraisal.scores.iter().filter(|score| score.criterion == id).cloned().collect();
    appraisal.scores.extend(copied.into_iter().map(|mut score| {
        score.criterion = new;
        if let ScoreState::Level(level) = score.state {
            let fresh = levels.iter().find(|(old, _)| *old == level).map(|(_, fresh)| *fresh);
            score.state = fresh.map_or(ScoreState::NotScored, ScoreState::Level);
        }
        score
    }));
    for set in &mut appraisal.weight_sets {
        set.elicitation.split(id, new);
        if set.looked_at.contains(&id) {
            set.looked_at.push(new);
        }
    }
    Ok(())
}

/// Merges a leaf into another.
pub(super) fn merge(appraisal: &mut Appraisal, into: CriterionId, from: CriterionId) -> Applied {
    if into == from {
        return Err(EditError::IntoItself);
    }
    let gone = leaf(appraisal, from)?.clone();
    let stays = leaf(appraisal, into)?;
    if !stays.scale.is_same(&gone.scale) {
        return Err(EditError::ScalesDiffer);
    }
    stays.swing = match (stays.swing, gone.swing) {
        (Some(one), Some(other)) => Some(one.plus(other)),
        (one, other) => one.or(other),
    };
    // Whatever was looked at of the one that stays, the other's ends were not.
    let is_stale = gone.ends_changed;
    stays.ends_changed |= is_stale;
    stays.looked_at &= !is_stale;
    let gone_name = criterion(appraisal, from)?.name.clone();
    let moved: Vec<Score> = appraisal.scores.iter().filter(|score| score.criterion == from).cloned().collect();
    for score in moved {
        let kept = appraisal.scores.get_or_record(score.alternative, into, || Score {
            reason: String::new(),
            source: String::new(),
            state: ScoreState::NotScored,
            range: None,
            criterion: into,
            ..score.clone()
        });
        if kept.state == ScoreState::NotScored {
            (kept.state, kept.range) = (score.state, score.range);
        }
        join(&mut kept.reason, &gone_name, &score.reason)?;
        join(&mut kept.source, &gone_name, &score.source)?;
    }
    for set in &mut appraisal.weight_sets {
        set.elicitation.merge(into, from);
        if is_stale {
            set.looked_at.retain(|other| *other != into);
        }
    }
    take(&mut appraisal.criteria, from).ok_or(NO_CRITERION)?;
    forget_the_gone(appraisal);
    Ok(())
}

/// Adds what was said of another criterion to what stands, under its name, unless it is the same.
fn join(kept: &mut String, name: &str, more: &str) -> Applied {
    if more.is_empty() || more == kept {
        return Ok(());
    }
    *kept = if kept.is_empty() { more.to_owned() } else { format!("{kept}\n{name}: {more}") };
    Ok(Limit::check_text(kept)?)
}
