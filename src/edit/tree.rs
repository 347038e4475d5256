//! Edits of the criteria tree.

use super::EditError;
use super::branch::{
    NO_CRITERION, children, criterion, criterion_name, forget_the_gone, room_for_a_leaf, siblings, take,
};
use super::given::{Applied, issue, move_item, name, position, text};
use super::reshape;
use crate::appraisal::tree::walk;
use crate::appraisal::{Appraisal, Criterion, CriterionKind, Leaf};
use crate::framework::{Framework, Goal};
use crate::id::{CriterionId, GoalId};
use crate::limits::Limit;
use crate::log::Part;
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of the criteria tree. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum TreeEdit {
    /// Adds a family at the end of the tree.
    AddFamily(String),
    /// Adds a leaf at the end of a family, or of the tree.
    AddCriterion(Option<CriterionId>, String),
    /// Adds a leaf that is taken from a goal of the case and stays linked to it, at the end of a family or of the tree.
    AddGoal(Option<CriterionId>, GoalId),
    /// Renames a family or leaf.
    Rename(CriterionId, String),
    /// Says what a criterion means.
    Define(CriterionId, String),
    /// Moves a family or leaf to a position among its siblings.
    Move(CriterionId, usize),
    /// Moves a family or leaf, with all beneath it, to a position in a family, or in the tree.
    Place(CriterionId, Option<CriterionId>, usize),
    /// Splits a leaf in two. The second takes this name and stands behind the first; both keep scale and scores, and each
    /// takes half the weight, so that no total moves.
    Split(CriterionId, String),
    /// Merges a leaf into another, which keeps its name, scale and scores, takes the scores that it lacks, and the weight
    /// of both.
    Merge {
        /// The leaf that stays.
        into: CriterionId,
        /// The leaf that goes.
        from: CriterionId,
    },
    /// Removes a family or leaf, all beneath it, and their scores.
    Remove(CriterionId),
}

impl TreeEdit {
    /// Makes the edit. New criteria take their ids from the case's counter, and goals are those of its frameworks.
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32, frameworks: &[Arc<Framework>]) -> Applied {
        match self {
            TreeEdit::AddFamily(title) => {
                let n_families = appraisal.walk().filter(|node| node.criterion.is_family()).count();
                Limit::Families.check(n_families + 1)?;
                let family = new_criterion(next_id, title, CriterionKind::Family(Vec::new()))?;
                appraisal.criteria.push(family);
            }
            TreeEdit::AddCriterion(family, title) => {
                room_for_a_leaf(appraisal)?;
                let leaf = new_criterion(next_id, title, CriterionKind::Leaf(Leaf::default()))?;
                children(&mut appraisal.criteria, *family)?.push(leaf);
            }
            TreeEdit::AddGoal(family, goal) => {
                let goal = goal_of(frameworks, *goal).ok_or(EditError::NotThere { what: "goal" })?;
                add_goal(appraisal, next_id, *family, goal)?;
            }
            TreeEdit::Rename(id, title) => criterion(appraisal, *id)?.name = name(title)?,
            TreeEdit::Define(id, words) => criterion(appraisal, *id)?.definition = text(words)?,
            TreeEdit::Move(id, to) => {
                let siblings = siblings(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
                let from = position(siblings.iter().map(|criterion| criterion.id), *id, "criterion")?;
                move_item(siblings, from, *to);
            }
            TreeEdit::Place(id, family, to) => place(appraisal, *id, *family, *to)?,
            TreeEdit::Split(id, title) => reshape::split(appraisal, next_id, *id, title)?,
            TreeEdit::Merge { into, from } => reshape::merge(appraisal, *into, *from)?,
            TreeEdit::Remove(id) => {
                take(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
                forget_the_gone(appraisal);
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal, frameworks: &[Arc<Framework>]) -> String {
        let named = |id: &CriterionId| criterion_name(appraisal, *id);
        match self {
            TreeEdit::AddFamily(name) => format!("Add family {}", name.trim()),
            TreeEdit::AddCriterion(_, name) => format!("Add criterion {}", name.trim()),
            TreeEdit::AddGoal(_, goal) => {
                format!("Add criterion {}", goal_of(frameworks, *goal).map_or("goal", |goal| &goal.title))
            }
            TreeEdit::Rename(id, _) => format!("Name of {}", named(id)),
            TreeEdit::Define(id, _) => format!("Definition of {}", named(id)),
            TreeEdit::Move(id, _) => format!("Place of {}", named(id)),
            TreeEdit::Place(id, family, _) if *family == appraisal.family_of(*id) => format!("Place of {}", named(id)),
            TreeEdit::Place(id, ..) => format!("Family of {}", named(id)),
            TreeEdit::Split(id, _) => format!("Split {}", named(id)),
            TreeEdit::Merge { into, from } => format!("Merge {} into {}", named(from), named(into)),
            TreeEdit::Remove(id) => format!("Remove {}", named(id)),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        match self {
            TreeEdit::Rename(id, _) => appraisal.criterion(*id).map_or(String::new(), |found| found.name.clone()),
            TreeEdit::Define(id, _) => appraisal.criterion(*id).map_or(String::new(), |found| found.definition.clone()),
            TreeEdit::AddFamily(_)
            | TreeEdit::AddCriterion(..)
            | TreeEdit::AddGoal(..)
            | TreeEdit::Move(..)
            | TreeEdit::Place(..)
            | TreeEdit::Split(..)
            | TreeEdit::Merge { .. }
            | TreeEdit::Remove(_) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            TreeEdit::AddFamily(_)
            | TreeEdit::AddCriterion(..)
            | TreeEdit::AddGoal(..)
            | TreeEdit::Place(..)
            | TreeEdit::Split(..)
            | TreeEdit::Merge { .. }
            | TreeEdit::Remove(_) => Some(Part::Frame),
            // The order of siblings stands in no sum.
            TreeEdit::Rename(..) | TreeEdit::Define(..) | TreeEdit::Move(..) => None,
        }
    }
}

/// Returns a goal of the case.
pub(super) fn goal_of(frameworks: &[Arc<Framework>], id: GoalId) -> Option<&Goal> {
    frameworks.iter().flat_map(|framework| &framework.goals).find(|goal| goal.id == id)
}

/// Adds a leaf that is taken from a goal.
fn add_goal(appraisal: &mut Appraisal, next_id: &mut u32, family: Option<CriterionId>, goal: &Goal) -> Applied {
    room_for_a_leaf(appraisal)?;
    let mut leaf = new_criterion(next_id, goal.label(), CriterionKind::Leaf(Leaf::default()))?;
    leaf.definition = text(&goal.full_text())?;
    leaf.goal = Some(goal.id);
    children(&mut appraisal.criteria, family)?.push(leaf);
    Ok(())
}

/// Returns whether any criterion is linked to a goal that is gone.
pub(super) fn links(criteria: &[Criterion], gone: &dyn Fn(GoalId) -> bool) -> bool {
    walk(criteria).any(|node| node.criterion.goal.is_some_and(gone))
}

/// Cuts the links to goals that are gone.
pub(super) fn unlink(criteria: &mut [Criterion], gone: &dyn Fn(GoalId) -> bool) {
    for criterion in criteria {
        criterion.goal = criterion.goal.filter(|goal| !gone(*goal));
        if let CriterionKind::Family(children) = &mut criterion.kind {
            unlink(children, gone);
        }
    }
}

fn new_criterion(next_id: &mut u32, title: &str, kind: CriterionKind) -> Result<Criterion, EditError> {
    let name = name(title)?;
    let id = CriterionId(issue(next_id)?);
    Ok(Criterion { id, name, definition: String::new(), goal: None, kind, unknown: Unknown::new() })
}

fn place(appraisal: &mut Appraisal, id: CriterionId, family: Option<CriterionId>, to: usize) -> Applied {
    let moved = take(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    if walk(std::slice::from_ref(&moved)).any(|node| Some(node.criterion.id) == family) {
        return Err(EditError::IntoItself);
    }
    let children = children(&mut appraisal.criteria, family)?;
    children.insert(to.min(children.len()), moved);
    let families = appraisal.walk().filter(|node| node.criterion.is_family());
    Limit::Depth.check(families.map(|node| node.depth + 1).max().unwrap_or(0))?;
    // Comparisons are between siblings, so those of a criterion that left its family are about nothing.
    forget_the_gone(appraisal);
    Ok(())
}
