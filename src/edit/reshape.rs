//! Edits that make two criteria of one, or one of two.

use super::EditError;
use super::apply::{issue, name, position};
use super::appraisal::Applied;
use super::criteria::{NO_CRITERION, criterion, forget_the_gone, leaf, room_for_a_leaf, siblings, take};
use crate::appraisal::{
    Appraisal, CriterionKind, Elicitation, Given, Leaf, Place, Scale, Score, ScoreState, SwingWeight,
};
use crate::id::{CriterionId, LevelId};
use crate::limits::Limit;
use crate::unknown::Unknown;

fn half(points: SwingWeight) -> SwingWeight {
    SwingWeight::new(points.points() / 2.0).unwrap_or(points)
}

/// Splits a leaf in two.
pub(super) fn split(appraisal: &mut Appraisal, next_id: &mut u32, id: CriterionId, title: &str) -> Applied {
    let title = name(title)?;
    room_for_a_leaf(appraisal)?;
    let first = leaf(appraisal, id)?;
    first.swing = first.swing.map(half);
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
        split_weights(&mut set.elicitation, id, new);
    }
    Ok(())
}

fn split_weights(elicitation: &mut Elicitation, id: CriterionId, new: CriterionId) {
    match elicitation {
        Elicitation::Swing(given) | Elicitation::Direct(given) => {
            if let Some(one) = given.iter_mut().find(|one| one.criterion == id) {
                one.points = half(one.points);
                let points = one.points;
                given.push(Given { criterion: new, points, unknown: Unknown::new() });
            }
        }
        Elicitation::Ranking { places, .. } => {
            let place = places.iter().find(|place| place.criterion == id).map(|place| place.place);
            places.extend(place.map(|place| Place { criterion: new, place, unknown: Unknown::new() }));
        }
        // What was said of one criterion is not known of each half.
        Elicitation::Pairwise(judgements) => judgements.retain(|one| one.more != id && one.less != id),
        Elicitation::Interval(ranges) => ranges.retain(|range| range.criterion != id),
    }
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
    stays.swing = sum(stays.swing, gone.swing);
    stays.ends_changed |= gone.ends_changed;
    let gone_name = criterion(appraisal, from)?.name.clone();
    let moved: Vec<Score> = appraisal.scores.iter().filter(|score| score.criterion == from).cloned().collect();
    for mut score in moved {
        match appraisal.scores.get_mut(score.alternative, into) {
            Some(kept) if kept.state != ScoreState::NotScored => {
                if !score.reason.is_empty() && score.reason != kept.reason {
                    let more = format!("{gone_name}: {}", score.reason);
                    kept.reason = if kept.reason.is_empty() { more } else { format!("{}\n{more}", kept.reason) };
                    Limit::check_text(&kept.reason)?;
                }
            }
            Some(kept) => {
                score.criterion = into;
                *kept = score;
            }
            None => {
                score.criterion = into;
                appraisal.scores.push(score);
            }
        }
    }
    for set in &mut appraisal.weight_sets {
        if let Elicitation::Swing(given) | Elicitation::Direct(given) = &mut set.elicitation {
            let of = |id: CriterionId| given.iter().find(|one| one.criterion == id).map(|one| one.points);
            let points = sum(of(into), of(from));
            let mut kept = given.iter().find(|one| one.criterion == into).cloned();
            given.retain(|one| one.criterion != into);
            given.extend(points.map(|points| Given {
                criterion: into,
                points,
                unknown: kept.take().map(|one| one.unknown).unwrap_or_default(),
            }));
        }
    }
    take(&mut appraisal.criteria, from).ok_or(NO_CRITERION)?;
    forget_the_gone(appraisal);
    Ok(())
}

fn sum(one: Option<SwingWeight>, other: Option<SwingWeight>) -> Option<SwingWeight> {
    match (one, other) {
        (Some(one), Some(other)) => SwingWeight::new(one.points() + other.points()).or(Some(one)),
        (one, other) => one.or(other),
    }
}
