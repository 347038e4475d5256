//! Lists of choices within a group under several budgets.

use super::diagram::{BROKEN, Diagram};
use super::multiplier::Bound;
use super::reduce::{Reduced, Unit};
use super::relax::Groups;
use super::selection;

/// One choice within a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) costs: Vec<i64>,
    pub(super) value: i64,
    /// The initiatives as bits.
    pub(super) choice: Vec<u64>,
    /// Whether another choice of the same value, that costs as much or more, was left out for this one.
    pub(super) tied: bool,
}

/// The choices within each group, on the way.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    /// The groups that are done.
    done: Vec<Vec<Choice>>,
    /// For each node of the next group's diagram the choices that lead there.
    lists: Vec<Vec<Choice>>,
    /// The layer of the diagram that comes next.
    depth: usize,
    /// Choices that are kept for each node, those that count most.
    widest: usize,
}

impl Listing {
    /// Starts to list choices, for each node of a diagram no more than `widest`.
    pub(super) fn new(widest: usize) -> Listing {
        Listing { done: Vec::new(), lists: Vec::new(), depth: 0, widest }
    }

    /// Brings in the next unit. `known` is a value that is reached: only choices are listed that may be part of one
    /// worth as much. Returns the number of choices looked at, or the lists once all are there.
    pub(super) fn step(
        &mut self,
        reduced: &Reduced,
        groups: &Groups,
        bounds: &[Bound],
        known: i64,
    ) -> Result<u64, Vec<Vec<Choice>>> {
        let group = self.done.len();
        let Some(diagram) = groups.diagrams.get(group) else { return Err(std::mem::take(&mut self.done)) };
        if self.lists.is_empty() {
            let (costs, choice) = (vec![0; reduced.budgets.len()], vec![0; reduced.chosen.len()]);
            self.lists = vec![Vec::new(); diagram.n_nodes()];
            self.lists[0].push(Choice { costs, value: 0, choice, tied: false });
            self.depth = 0;
        }
        let mut n_looked = 0;
        if self.depth < diagram.units.len() {
            n_looked = self.bring_in(reduced, group, diagram, bounds, known);
            self.depth += 1;
        }
        if self.depth == diagram.units.len() {
            self.done.push(self.lists.pop().unwrap_or_default());
            self.lists.clear();
        }
        Ok(n_looked)
    }

    fn bring_in(&mut self, reduced: &Reduced, group: usize, diagram: &Diagram, bounds: &[Bound], known: i64) -> u64 {
        let unit = &reduced.units[diagram.units[self.depth]];
        let least: Vec<i128> = bounds.iter().map(|bound| bound.ahead[group][0] - bound.gap(known)).collect();
        let counted = |bound: &Bound, choice: &Choice| bound.multiplier.counted(choice.value, &choice.costs, 0);
        let mut n_looked = 0;
        for node in diagram.starts[self.depth]..diagram.starts[self.depth + 1] {
            let mut list = std::mem::take(&mut self.lists[node]);
            if list.len() > self.widest {
                list.sort_by_key(|choice| std::cmp::Reverse(counted(&bounds[0], choice)));
                list.truncate(self.widest);
            }
            for (arc, taken) in diagram.arcs[node].into_iter().zip([false, true]).filter(|(arc, _)| *arc != BROKEN) {
                for choice in &list {
                    let mut choice = choice.clone();
                    if taken {
                        choice.add(unit);
                    }
                    let affordable = choice.costs.iter().zip(&reduced.budgets).all(|(cost, budget)| cost <= budget);
                    let promising = bounds.iter().zip(&least).all(|(bound, least)| {
                        counted(bound, &choice).saturating_add(bound.ahead[group][arc as usize]) >= *least
                    });
                    n_looked += 1;
                    if affordable && promising {
                        n_looked += self.lists[arc as usize].len() as u64 / 8;
                        insert(&mut self.lists[arc as usize], choice);
                    }
                }
            }
        }
        n_looked
    }
}

impl Choice {
    fn add(&mut self, unit: &Unit) {
        self.value += unit.value;
        self.costs.iter_mut().zip(&unit.costs).for_each(|(sum, cost)| *sum += cost);
        unit.initiatives.iter().for_each(|&at| selection::toggle(&mut self.choice, at));
    }
}

/// Adds a choice to a list unless one there beats it, and takes out those that it beats.
fn insert(list: &mut Vec<Choice>, mut choice: Choice) {
    for there in list.iter_mut() {
        if beats(there, &choice) {
            there.tied |= there.value == choice.value;
            return;
        }
    }
    list.retain(|there| {
        let beaten = beats(&choice, there);
        choice.tied |= beaten && there.value == choice.value;
        !beaten
    });
    list.push(choice);
}

/// Returns whether the first is worth at least as much at no more cost under any budget; of two alike, whether it
/// comes first.
fn beats(one: &Choice, other: &Choice) -> bool {
    if one.value < other.value || one.costs.iter().zip(&other.costs).any(|(a, b)| a > b) {
        return false;
    }
    one.value > other.value || one.costs != other.costs || selection::before(&one.choice, &other.choice)
}
