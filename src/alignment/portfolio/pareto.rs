//! Lists of choices within a group under several budgets.

use super::diagram::{BROKEN, Diagram};
use super::multiplier::Bound;
use super::reduce::Reduced;
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

/// Returns the choices within a group that may be part of a choice worth `known` or more, without those that another
/// beats.
pub(super) fn choices(reduced: &Reduced, group: usize, diagram: &Diagram, bounds: &[Bound], known: i64) -> Vec<Choice> {
    let nothing = vec![0; reduced.chosen.len()];
    let mut lists: Vec<Vec<Choice>> = vec![Vec::new(); diagram.n_nodes()];
    lists[0].push(Choice { costs: vec![0; reduced.budgets.len()], value: 0, choice: nothing, tied: false });
    let least: Vec<i128> = bounds.iter().map(|bound| bound.ahead[group][0] - bound.gap(known)).collect();
    for (depth, &unit) in diagram.units.iter().enumerate() {
        let unit = &reduced.units[unit];
        for node in diagram.starts[depth]..diagram.starts[depth + 1] {
            let list = std::mem::take(&mut lists[node]);
            for (arc, taken) in diagram.arcs[node].into_iter().zip([false, true]) {
                for choice in list.iter().filter(|_| arc != BROKEN) {
                    let mut choice = choice.clone();
                    if taken {
                        choice.value += unit.value;
                        choice.costs.iter_mut().zip(&unit.costs).for_each(|(sum, cost)| *sum += cost);
                        unit.initiatives.iter().for_each(|&at| selection::toggle(&mut choice.choice, at));
                    }
                    let affordable = choice.costs.iter().zip(&reduced.budgets).all(|(cost, budget)| cost <= budget);
                    let promising = bounds.iter().zip(&least).all(|(bound, least)| {
                        let counted = bound.multiplier.counted(choice.value, &choice.costs, 0);
                        counted.saturating_add(bound.ahead[group][arc as usize]) >= *least
                    });
                    if affordable && promising {
                        insert(&mut lists[arc as usize], choice);
                    }
                }
            }
        }
    }
    lists.pop().unwrap_or_default()
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
