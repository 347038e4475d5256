//! Edits of the criteria tree and of the scales of its leaves.

use super::apply::{issue, move_item, name, obeys, position, text};
use super::appraisal::Applied;
use super::{AppraisalEdit, EditError, ScaleEnd, reshape};
use crate::appraisal::{
    Appraisal, Criterion, CriterionKind, Elicitation, Leaf, Level, Scale, Score, ScoreState, Shape,
};
use crate::finite::Finite;
use crate::framework::Goal;
use crate::id::{CriterionId, GoalId, LevelId};
use crate::limits::Limit;
use crate::unknown::Unknown;
use std::collections::HashSet;

pub(super) const NO_CRITERION: EditError = EditError::NotThere { what: "criterion" };

/// Makes an edit of the tree.
pub(super) fn apply_to(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::AddFamily(title) => {
            Limit::Families.check(count(&appraisal.criteria).families + 1)?;
            let family = new_criterion(next_id, title, CriterionKind::Family(Vec::new()))?;
            appraisal.criteria.push(family);
        }
        AppraisalEdit::AddCriterion(family, title) => {
            room_for_a_leaf(appraisal)?;
            let leaf = new_criterion(next_id, title, CriterionKind::Leaf(Leaf::default()))?;
            children(&mut appraisal.criteria, *family)?.push(leaf);
        }
        AppraisalEdit::RenameCriterion(id, title) => criterion(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::DefineCriterion(id, words) => criterion(appraisal, *id)?.definition = text(words)?,
        AppraisalEdit::MoveCriterion(id, to) => {
            let siblings = siblings(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
            let from = position(siblings.iter().map(|criterion| criterion.id), *id, "criterion")?;
            move_item(siblings, from, *to);
        }
        AppraisalEdit::MoveToFamily(id, family) => place(appraisal, *id, *family, usize::MAX)?,
        AppraisalEdit::PlaceCriterion(id, family, to) => place(appraisal, *id, *family, *to)?,
        AppraisalEdit::SplitCriterion(id, title) => reshape::split(appraisal, next_id, *id, title)?,
        AppraisalEdit::MergeCriteria { into, from } => reshape::merge(appraisal, *into, *from)?,
        AppraisalEdit::RemoveCriterion(id) => {
            take(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
            forget_the_gone(appraisal);
        }
        AppraisalEdit::SetScale(id, scale) => {
            if let Scale::Levels(levels) = scale {
                let levels = levels.iter().map(|level| (Some(level.id), level.label.clone(), level.points));
                return set_levels(appraisal, next_id, *id, &levels.collect::<Vec<_>>());
            }
            set_scale(appraisal, *id, scale.clone())?;
        }
        AppraisalEdit::SetLevels(id, levels) => set_levels(appraisal, next_id, *id, levels)?,
        AppraisalEdit::SetAnchor(id, end, words) => {
            let is_weighed = is_weighed(appraisal, *id);
            let leaf = leaf(appraisal, *id)?;
            let anchor = match end {
                ScaleEnd::Worst => &mut leaf.worst_anchor,
                ScaleEnd::Best => &mut leaf.best_anchor,
            };
            let words = text(words)?;
            leaf.ends_changed |= is_weighed && *anchor != words;
            *anchor = words;
        }
        _ => {}
    }
    Ok(())
}

/// How many there are in a tree.
#[derive(Default)]
struct Count {
    leaves: usize,
    families: usize,
    /// Families one inside the other.
    depth: usize,
}

fn count(criteria: &[Criterion]) -> Count {
    let mut all = Count::default();
    for criterion in criteria {
        match &criterion.kind {
            CriterionKind::Leaf(_) => all.leaves += 1,
            CriterionKind::Family(children) => {
                let within = count(children);
                all.leaves += within.leaves;
                all.families += within.families + 1;
                all.depth = all.depth.max(within.depth + 1);
            }
        }
    }
    all
}

pub(super) fn room_for_a_leaf(appraisal: &Appraisal) -> Applied {
    Ok(Limit::Criteria.check(count(&appraisal.criteria).leaves + 1)?)
}

/// Adds a leaf that is taken from a goal.
pub(super) fn add_goal(
    appraisal: &mut Appraisal,
    next_id: &mut u32,
    family: Option<CriterionId>,
    goal: &Goal,
) -> Applied {
    room_for_a_leaf(appraisal)?;
    let mut leaf = new_criterion(next_id, goal.label(), CriterionKind::Leaf(Leaf::default()))?;
    leaf.definition = text(&goal.full_text())?;
    leaf.goal = Some(goal.id);
    children(&mut appraisal.criteria, family)?.push(leaf);
    Ok(())
}

/// Returns whether any criterion is linked to a goal that is gone.
pub(super) fn links(criteria: &[Criterion], gone: &dyn Fn(GoalId) -> bool) -> bool {
    criteria.iter().any(|criterion| {
        criterion.goal.is_some_and(gone)
            || match &criterion.kind {
                CriterionKind::Family(children) => links(children, gone),
                CriterionKind::Leaf(_) => false,
            }
    })
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

/// Returns whether any weight set says something of a leaf, so that a change of its ends is news for it.
fn is_weighed(appraisal: &Appraisal, id: CriterionId) -> bool {
    let on_leaf = appraisal.leaves().iter().any(|(criterion, leaf)| criterion.id == id && leaf.swing.is_some());
    let in_set = |elicitation: &Elicitation| match elicitation {
        Elicitation::Swing(given) | Elicitation::Direct(given) => given.iter().any(|one| one.criterion == id),
        Elicitation::Ranking { places, .. } => places.iter().any(|place| place.criterion == id),
        Elicitation::Pairwise(judgements) => judgements.iter().any(|one| one.more == id || one.less == id),
        Elicitation::Interval(ranges) => ranges.iter().any(|range| range.criterion == id),
    };
    on_leaf || appraisal.weight_sets.iter().any(|set| in_set(&set.elicitation))
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
    let is_weighed = is_weighed(appraisal, id);
    let leaf = leaf(appraisal, id)?;
    leaf.ends_changed |= is_weighed && ends(&leaf.scale) != ends(&scale);
    leaf.scale = scale;
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

fn set_levels(
    appraisal: &mut Appraisal,
    next_id: &mut u32,
    id: CriterionId,
    levels: &[(Option<LevelId>, String, Finite)],
) -> Applied {
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

fn new_criterion(next_id: &mut u32, title: &str, kind: CriterionKind) -> Result<Criterion, EditError> {
    let name = name(title)?;
    let id = CriterionId(issue(next_id)?);
    Ok(Criterion { id, name, definition: String::new(), goal: None, kind, unknown: Unknown::new() })
}

/// Returns the criteria that stand beside this one, itself among them.
pub(super) fn siblings(criteria: &mut Vec<Criterion>, id: CriterionId) -> Option<&mut Vec<Criterion>> {
    if criteria.iter().any(|criterion| criterion.id == id) {
        return Some(criteria);
    }
    criteria.iter_mut().find_map(|criterion| match &mut criterion.kind {
        CriterionKind::Family(children) => siblings(children, id),
        CriterionKind::Leaf(_) => None,
    })
}

pub(super) fn criterion(appraisal: &mut Appraisal, id: CriterionId) -> Result<&mut Criterion, EditError> {
    let siblings = siblings(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    siblings.iter_mut().find(|criterion| criterion.id == id).ok_or(NO_CRITERION)
}

/// Returns what a leaf criterion adds to its name.
pub(super) fn leaf(appraisal: &mut Appraisal, id: CriterionId) -> Result<&mut Leaf, EditError> {
    match &mut criterion(appraisal, id)?.kind {
        CriterionKind::Leaf(leaf) => Ok(leaf),
        CriterionKind::Family(_) => Err(EditError::NotALeaf),
    }
}

/// Returns the children of a family, or the top of the tree.
fn children(criteria: &mut Vec<Criterion>, family: Option<CriterionId>) -> Result<&mut Vec<Criterion>, EditError> {
    let Some(id) = family else { return Ok(criteria) };
    let siblings = siblings(criteria, id).ok_or(EditError::NotThere { what: "family" })?;
    match siblings.iter_mut().find(|criterion| criterion.id == id).map(|criterion| &mut criterion.kind) {
        Some(CriterionKind::Family(children)) => Ok(children),
        Some(CriterionKind::Leaf(_)) => Err(EditError::NotAFamily),
        None => Err(EditError::NotThere { what: "family" }),
    }
}

/// Takes a criterion out of the tree.
pub(super) fn take(criteria: &mut Vec<Criterion>, id: CriterionId) -> Option<Criterion> {
    let siblings = siblings(criteria, id)?;
    let at = siblings.iter().position(|criterion| criterion.id == id)?;
    Some(siblings.remove(at))
}

fn place(appraisal: &mut Appraisal, id: CriterionId, family: Option<CriterionId>, to: usize) -> Applied {
    let moved = take(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    if let Some(family) = family {
        let within = std::slice::from_ref(&moved);
        if contains(within, family) {
            return Err(EditError::IntoItself);
        }
    }
    let children = children(&mut appraisal.criteria, family)?;
    children.insert(to.min(children.len()), moved);
    Limit::Depth.check(count(&appraisal.criteria).depth)?;
    // Comparisons are between siblings, so those of a criterion that left its family are about nothing.
    forget_the_gone(appraisal);
    Ok(())
}

fn contains(criteria: &[Criterion], id: CriterionId) -> bool {
    criteria.iter().any(|criterion| match &criterion.kind {
        _ if criterion.id == id => true,
        CriterionKind::Family(children) => contains(children, id),
        CriterionKind::Leaf(_) => false,
    })
}

/// Forgets scores and weights of criteria that are no longer there, and comparisons of criteria that are no siblings.
pub(super) fn forget_the_gone(appraisal: &mut Appraisal) {
    let left: HashSet<CriterionId> = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
    appraisal.scores.retain(|score| left.contains(&score.criterion));
    let mut families = vec![appraisal.criteria.iter().map(|criterion| criterion.id).collect::<Vec<_>>()];
    collect_families(&appraisal.criteria, &mut families);
    for set in &mut appraisal.weight_sets {
        set.elicitation.retain(&|id| left.contains(&id), &|one, other| {
            families.iter().any(|family| family.contains(&one) && family.contains(&other))
        });
    }
}

fn collect_families(criteria: &[Criterion], families: &mut Vec<Vec<CriterionId>>) {
    for criterion in criteria {
        if let CriterionKind::Family(children) = &criterion.kind {
            families.push(children.iter().map(|child| child.id).collect());
            collect_families(children, families);
        }
    }
}
