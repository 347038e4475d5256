//! The criteria tree, walked in one place, and what is looked up in it.

use super::{Appraisal, Criterion, CriterionKind, Leaf, WeightSet};
use crate::id::{CriterionId, WeightSetId};

/// A criterion where it stands in the tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// The family or leaf.
    pub criterion: &'a Criterion,
    /// The family it stands in; `None` at the top.
    pub parent: Option<&'a Criterion>,
    /// How many families are above it.
    pub depth: usize,
}

impl<'a> Node<'a> {
    /// Returns what it is as a leaf; `None` for a family.
    #[must_use]
    pub fn leaf(&self) -> Option<&'a Leaf> {
        self.criterion.leaf()
    }

    /// Returns the family it stands in; `None` at the top.
    #[must_use]
    pub fn family(&self) -> Option<CriterionId> {
        self.parent.map(|family| family.id)
    }
}

/// Goes through a tree in reading order, each family before what is in it.
#[derive(Debug)]
pub struct Walk<'a> {
    /// What is still to come: lists, each with the family that it stands in. The last comes first.
    waiting: Vec<(std::slice::Iter<'a, Criterion>, Option<&'a Criterion>)>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            let depth = self.waiting.len().checked_sub(1)?;
            let (list, parent) = self.waiting.last_mut()?;
            let parent = *parent;
            let Some(criterion) = list.next() else {
                self.waiting.pop();
                continue;
            };
            if let CriterionKind::Family(children) = &criterion.kind {
                self.waiting.push((children.iter(), Some(criterion)));
            }
            return Some(Node { criterion, parent, depth });
        }
    }
}

/// Goes through these criteria and all beneath them, in reading order, each family before what is in it.
#[must_use]
pub fn walk(criteria: &[Criterion]) -> Walk<'_> {
    Walk { waiting: vec![(criteria.iter(), None)] }
}

impl Criterion {
    /// Returns what it is as a leaf; `None` for a family.
    #[must_use]
    pub fn leaf(&self) -> Option<&Leaf> {
        match &self.kind {
            CriterionKind::Leaf(leaf) => Some(leaf),
            CriterionKind::Family(_) => None,
        }
    }

    /// Returns the criteria that a family holds; none for a leaf.
    #[must_use]
    pub fn children(&self) -> &[Criterion] {
        match &self.kind {
            CriterionKind::Family(children) => children,
            CriterionKind::Leaf(_) => &[],
        }
    }

    /// Returns whether it can hold criteria.
    #[must_use]
    pub fn is_family(&self) -> bool {
        matches!(self.kind, CriterionKind::Family(_))
    }

    /// Returns how many leaves it holds; a leaf holds itself.
    #[must_use]
    pub fn n_leaves(&self) -> usize {
        walk(std::slice::from_ref(self)).filter(|node| node.leaf().is_some()).count()
    }
}

impl Appraisal {
    /// Goes through the criteria tree in reading order, each family before what is in it.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        walk(&self.criteria)
    }

    /// Returns the leaves of the criteria tree, in reading order.
    #[must_use]
    pub fn leaves(&self) -> Vec<(&Criterion, &Leaf)> {
        self.walk().filter_map(|node| Some((node.criterion, node.leaf()?))).collect()
    }

    /// Returns the criterion, family or leaf, with this id.
    #[must_use]
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.walk().find(|node| node.criterion.id == id).map(|node| node.criterion)
    }

    /// Returns the leaf with this id.
    #[must_use]
    pub fn leaf(&self, id: CriterionId) -> Option<&Leaf> {
        self.criterion(id)?.leaf()
    }

    /// Returns the family that a criterion stands in; `None` at the top, and where there is no such criterion.
    #[must_use]
    pub fn family_of(&self, id: CriterionId) -> Option<CriterionId> {
        self.walk().find(|node| node.criterion.id == id)?.family()
    }

    /// Returns a criterion and the families it stands in, up to the top.
    #[must_use]
    pub fn with_families(&self, id: CriterionId) -> Vec<CriterionId> {
        std::iter::successors(Some(id), |id| self.family_of(*id)).collect()
    }

    /// Returns the sets that say something of a leaf's weight, or of that of a family it stands in; `None` stands for the
    /// swing points on the leaves.
    pub fn sets_that_weigh(&self, id: CriterionId) -> impl Iterator<Item = Option<WeightSetId>> {
        let on_leaf = self.leaf(id).is_some_and(|leaf| leaf.swing.is_some());
        let above = self.with_families(id);
        let says = move |set: &&WeightSet| set.elicitation.criteria_said().iter().any(|said| above.contains(said));
        let sets = self.weight_sets.iter().filter(says).map(|set| Some(set.id));
        on_leaf.then_some(None).into_iter().chain(sets)
    }

    /// Returns whether the weight of a leaf in a set was given before an end of its scale was changed, and nobody has looked
    /// at it since.
    #[must_use]
    pub fn is_stale(&self, set: Option<WeightSetId>, id: CriterionId) -> bool {
        let Some(leaf) = self.leaf(id).filter(|leaf| leaf.ends_changed) else { return false };
        let was_looked_at = match set.and_then(|set| self.weight_set(set)) {
            Some(set) => set.looked_at.contains(&id),
            None => leaf.looked_at,
        };
        !was_looked_at && self.sets_that_weigh(id).any(|weighed| weighed == set)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Criterion, CriterionKind, Leaf};
    use super::walk;
    use crate::id::CriterionId;
    use crate::unknown::Unknown;

    fn criterion(id: u32, kind: CriterionKind) -> Criterion {
        let (id, name) = (CriterionId(id), format!("{id}"));
        Criterion { id, name, definition: String::new(), goal: None, kind, unknown: Unknown::new() }
    }

    #[test]
    fn families_come_before_what_is_in_them() {
        let leaf = |id| criterion(id, CriterionKind::Leaf(Leaf::default()));
        let inner = criterion(2, CriterionKind::Family(vec![leaf(3)]));
        let tree = [
            criterion(1, CriterionKind::Family(vec![inner, leaf(4)])),
            leaf(5),
            criterion(6, CriterionKind::Family(vec![])),
        ];
        let found: Vec<_> =
            walk(&tree).map(|node| (node.criterion.id.0, node.family().map(|id| id.0), node.depth)).collect();
        let expected = [(1, None, 0), (2, Some(1), 1), (3, Some(2), 2), (4, Some(1), 1), (5, None, 0), (6, None, 0)];
        assert_eq!(found, expected);
        assert_eq!((tree[0].n_leaves(), tree[1].n_leaves(), tree[2].n_leaves()), (2, 1, 0));
    }
}
