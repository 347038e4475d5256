//! Where a criterion stands in its tree, for those who change it or take it out.

use super::EditError;
use super::given::Applied;
use crate::appraisal::{Appraisal, Criterion, CriterionKind, Leaf};
use crate::id::CriterionId;
use crate::limits::Limit;
use std::collections::{HashMap, HashSet};

pub(super) const NO_CRITERION: EditError = EditError::NotThere { what: "criterion" };

/// Returns the name of a criterion as the log gives it.
pub(super) fn criterion_name(appraisal: &Appraisal, id: CriterionId) -> &str {
    appraisal.criterion(id).map_or("criterion", |found| &found.name)
}

/// Refuses a leaf beyond the limit.
pub(super) fn room_for_a_leaf(appraisal: &Appraisal) -> Applied {
    Ok(Limit::Criteria.check(appraisal.leaves().len() + 1)?)
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

/// Returns a family or leaf.
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
pub(super) fn children(
    criteria: &mut Vec<Criterion>,
    family: Option<CriterionId>,
) -> Result<&mut Vec<Criterion>, EditError> {
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

/// Forgets scores and weights of criteria that are no longer there, and comparisons of criteria that are no siblings.
pub(super) fn forget_the_gone(appraisal: &mut Appraisal) {
    let left: HashSet<CriterionId> = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
    appraisal.scores.retain(|score| left.contains(&score.criterion));
    let family: HashMap<CriterionId, Option<CriterionId>> =
        appraisal.walk().map(|node| (node.criterion.id, node.family())).collect();
    let are_siblings = |one, other| family.contains_key(&one) && family.get(&one) == family.get(&other);
    for set in &mut appraisal.weight_sets {
        set.elicitation.retain(&|id| left.contains(&id), &are_siblings);
        set.looked_at.retain(|id| left.contains(id));
    }
}
