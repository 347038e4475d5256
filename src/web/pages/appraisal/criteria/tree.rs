//! Where things stand in the criteria tree.

use weighbridge::appraisal::{Appraisal, Criterion};
use weighbridge::id::CriterionId;

/// A family that a criterion can stand in, with its name; none is the top of the tree.
pub(super) type Home = (Option<CriterionId>, String);

/// Returns what stands directly in a family, or at the top.
pub(super) fn children(record: &Appraisal, family: Option<CriterionId>) -> &[Criterion] {
    let Some(id) = family else { return &record.criteria };
    record.criterion(id).map_or(&[], Criterion::children)
}

/// Returns the position of a criterion among its siblings, and how many they are.
pub(super) fn place(record: &Appraisal, id: CriterionId) -> (usize, usize) {
    let siblings = children(record, record.family_of(id));
    (siblings.iter().position(|sibling| sibling.id == id).unwrap_or(0), siblings.len())
}

/// Returns where a criterion can stand: the top, and every family but itself and those beneath it.
pub(super) fn homes(record: &Appraisal, id: CriterionId) -> Vec<Home> {
    homes_but(record, Some(id))
}

/// Returns the top of the tree and every family.
pub(super) fn families(record: &Appraisal) -> Vec<Home> {
    homes_but(record, None)
}

fn homes_but(record: &Appraisal, but: Option<CriterionId>) -> Vec<Home> {
    let is_open = |id: CriterionId| but.is_none_or(|but| !record.with_families(id).contains(&but));
    let families = record.walk().filter(|node| node.criterion.is_family() && is_open(node.criterion.id));
    let top = (None, "No family: the top of the tree".to_owned());
    std::iter::once(top).chain(families.map(|node| (Some(node.criterion.id), node.criterion.name.clone()))).collect()
}

/// Where something that is dragged would be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Before this one, in the same family.
    Before(CriterionId),
    /// Behind this one, in the same family.
    After(CriterionId),
    /// At the end of this family.
    Into(CriterionId),
    /// At the end of the tree.
    End,
}

impl Spot {
    /// Returns the row on which it shows, and how.
    pub(super) fn mark(self) -> (Option<CriterionId>, &'static str) {
        match self {
            Spot::Before(id) => (Some(id), "before"),
            Spot::After(id) => (Some(id), "after"),
            Spot::Into(id) => (Some(id), "into"),
            Spot::End => (None, "into"),
        }
    }
}

/// Returns the family and the position that a criterion has after it is dropped at a spot; `None` where that would change
/// nothing, or put a family into itself.
pub(super) fn landing(record: &Appraisal, id: CriterionId, spot: Spot) -> Option<(Option<CriterionId>, usize)> {
    let (family, at) = match spot {
        Spot::Before(other) => (record.family_of(other), place(record, other).0),
        Spot::After(other) => (record.family_of(other), place(record, other).0 + 1),
        Spot::Into(family) => (Some(family), children(record, Some(family)).len()),
        Spot::End => (None, record.criteria.len()),
    };
    let is_open = family.is_none() || homes(record, id).iter().any(|(home, _)| *home == family);
    let (before, now) = (record.family_of(id), place(record, id).0);
    // It is taken out before it is put in.
    let to = if before == family && now < at { at - 1 } else { at };
    (is_open && (before, now) != (family, to)).then_some((family, to))
}
