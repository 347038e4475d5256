//! Edits of the scales of leaf criteria: what is measured or described, between which ends.

use super::branch::{criterion_name, leaf};
use super::given::{Applied, issue, obeys, text};
use super::{EditError, stale};
use crate::appraisal::{Appraisal, Level, Scale, Score, ScoreState, Shape};
use crate::finite::Finite;
use crate::id::{CriterionId, LevelId};
use crate::limits::Limit;
use crate::log::Part;
use crate::unknown::Unknown;

/// Which end of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleEnd {
    /// 0 points.
    Worst,
    /// 100 points.
    Best,
}

/// A level as it is given: its id where it is known, its words and its points.
pub type GivenLevel = (Option<LevelId>, String, Finite);

/// A change of the scale of a leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum ScaleEdit {
    /// Has a leaf judged directly, or measured. Levels are given by [`ScaleEdit::SetLevels`] alone, and refused here.
    Set(CriterionId, Scale),
    /// Gives a leaf a scale of described levels: a known level under its id, a new one without. Scores at a level that is
    /// gone are not scored any more; their reasons stay.
    SetLevels(CriterionId, Vec<GivenLevel>),
    /// Describes an end of a leaf's scale.
    SetAnchor(CriterionId, ScaleEnd, String),
}

impl ScaleEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32) -> Applied {
        match self {
            ScaleEdit::Set(_, Scale::Levels(_)) => {
                return Err(EditError::OutOfRange { expected: "levels by the edit that gives them their ids" });
            }
            ScaleEdit::Set(id, scale) => set_scale(appraisal, *id, scale.clone())?,
            ScaleEdit::SetLevels(id, levels) => set_levels(appraisal, next_id, *id, levels)?,
            ScaleEdit::SetAnchor(id, end, words) => set_anchor(appraisal, *id, *end, words)?,
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        let named = |id: &CriterionId| criterion_name(appraisal, *id);
        match self {
            ScaleEdit::Set(id, _) | ScaleEdit::SetLevels(id, _) => format!("Scale of {}", named(id)),
            ScaleEdit::SetAnchor(id, ScaleEnd::Worst, _) => format!("Worst end of {}", named(id)),
            ScaleEdit::SetAnchor(id, ScaleEnd::Best, _) => format!("Best end of {}", named(id)),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let leaf = |id: &CriterionId| appraisal.leaf(*id);
        match self {
            ScaleEdit::Set(id, _) | ScaleEdit::SetLevels(id, _) => {
                leaf(id).map_or(String::new(), |leaf| match leaf.scale {
                    Scale::Direct => "judged directly".to_owned(),
                    Scale::Measured { .. } | Scale::Levels(_) => leaf.scale.line(),
                })
            }
            ScaleEdit::SetAnchor(id, end, _) => leaf(id).map_or(String::new(), |leaf| match end {
                ScaleEnd::Worst => leaf.worst_anchor.clone(),
                ScaleEnd::Best => leaf.best_anchor.clone(),
            }),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            ScaleEdit::Set(..) | ScaleEdit::SetLevels(..) => Some(Part::Scores),
            ScaleEdit::SetAnchor(..) => None,
        }
    }
}

fn set_anchor(appraisal: &mut Appraisal, id: CriterionId, end: ScaleEnd, words: &str) -> Applied {
    let leaf = leaf(appraisal, id)?;
    let anchor = match end {
        ScaleEnd::Worst => &mut leaf.worst_anchor,
        ScaleEnd::Best => &mut leaf.best_anchor,
    };
    let before = std::mem::replace(anchor, text(words)?);
    if before != *anchor {
        stale::ends_changed(appraisal, id);
    }
    Ok(())
}

fn set_scale(appraisal: &mut Appraisal, id: CriterionId, scale: Scale) -> Applied {
    obeys(scale.problem())?;
    if let Scale::Measured { measure, shape, .. } = &scale {
        Limit::check_text(&measure.name)?;
        Limit::check_text(&measure.unit)?;
        if let Shape::Piecewise(knots) = shape {
            Limit::Knots.check(knots.len())?;
        }
    }
    let leaf = leaf(appraisal, id)?;
    let before = std::mem::replace(&mut leaf.scale, scale);
    if ends(&before) != ends(&leaf.scale) {
        stale::ends_changed(appraisal, id);
    }
    Ok(())
}

fn set_levels(appraisal: &mut Appraisal, next_id: &mut u32, id: CriterionId, levels: &[GivenLevel]) -> Applied {
    Limit::Levels.check(levels.len())?;
    let old = leaf(appraisal, id)?.scale.levels();
    let known: Vec<LevelId> = old.iter().map(|level| level.id).collect();
    let unknown: Vec<(LevelId, Unknown)> = old.iter().map(|level| (level.id, level.unknown.clone())).collect();
    let mut found: Vec<Level> = Vec::new();
    for (level, label, points) in levels {
        let taken = |level: &LevelId| known.contains(level) && !found.iter().any(|other| other.id == *level);
        let id = match level.filter(taken) {
            Some(level) => level,
            None => LevelId(issue(next_id)?),
        };
        let unknown = unknown.iter().find(|(level, _)| *level == id).map(|(_, unknown)| unknown.clone());
        found.push(Level { id, label: text(label)?, points: *points, unknown: unknown.unwrap_or_default() });
    }
    let left: Vec<LevelId> = found.iter().map(|level| level.id).collect();
    set_scale(appraisal, id, Scale::Levels(found))?;
    let at_a_lost_level = |score: &Score| {
        score.criterion == id && matches!(score.state, ScoreState::Level(level) if !left.contains(&level))
    };
    appraisal.scores.change(at_a_lost_level, |score| score.state = ScoreState::NotScored);
    Ok(())
}

/// What the two ends of a scale are: a weight is about the move between them.
#[derive(PartialEq)]
enum Ends {
    Judged,
    Measured(String, Finite, Finite),
    Described(String, String),
}

fn ends(scale: &Scale) -> Ends {
    match scale {
        Scale::Direct => Ends::Judged,
        Scale::Measured { measure, worst, best, .. } => Ends::Measured(measure.unit.clone(), *worst, *best),
        Scale::Levels(levels) => {
            let worst = levels.iter().reduce(|one, other| if other.points < one.points { other } else { one });
            let best = levels.iter().reduce(|one, other| if other.points > one.points { other } else { one });
            let label = |level: Option<&Level>| level.map_or_else(String::new, |level| level.label.clone());
            Ends::Described(label(worst), label(best))
        }
    }
}
