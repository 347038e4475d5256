//! Where things stand in the criteria tree.

use weighbridge::appraisal::{Appraisal, Criterion, CriterionKind};
use weighbridge::id::CriterionId;

/// A family that a criterion can stand in, with its name; none is the top of the tree.
pub(super) type Home = (Option<CriterionId>, String);

/// Returns what stands directly in a family, or at the top.
pub(super) fn children(record: &Appraisal, family: Option<CriterionId>) -> &[Criterion] {
    let Some(id) = family else { return &record.criteria };
    match record.criterion(id).map(|found| &found.kind) {
        Some(CriterionKind::Family(children)) => children,
        _ => &[],
    }
}

/// Returns the family that a criterion stands in.
pub(super) fn home(record: &Appraisal, id: CriterionId) -> Option<CriterionId> {
    fn find(criteria: &[Criterion], id: CriterionId) -> Option<CriterionId> {
        criteria.iter().find_map(|criterion| match &criterion.kind {
            CriterionKind::Family(children) if children.iter().any(|child| child.id == id) => Some(criterion.id),
            CriterionKind::Family(children) => find(children, id),
            CriterionKind::Leaf(_) => None,
        })
    }
    find(&record.criteria, id)
}

/// Returns the position of a criterion among its siblings, and how many they are.
pub(super) fn place(record: &Appraisal, id: CriterionId) -> (usize, usize) {
    let siblings = children(record, home(record, id));
    (siblings.iter().position(|sibling| sibling.id == id).unwrap_or(0), siblings.len())
}

/// Returns where a criterion can stand: the top, and every family but itself and those beneath it.
pub(super) fn homes(record: &Appraisal, id: CriterionId) -> Vec<Home> {
    fn walk(criteria: &[Criterion], id: CriterionId, found: &mut Vec<Home>) {
        for criterion in criteria.iter().filter(|criterion| criterion.id != id) {
            if let CriterionKind::Family(children) = &criterion.kind {
                found.push((Some(criterion.id), criterion.name.clone()));
                walk(children, id, found);
            }
        }
    }
    let mut found = vec![(None, "No family: the top of the tree".to_owned())];
    walk(&record.criteria, id, &mut found);
    found
}
