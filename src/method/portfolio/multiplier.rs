//! Prices on the budgets, and the upper bounds that follow when a budget may be exceeded at its price.

use super::diagram::{BROKEN, Diagram};
use super::fill::{Filled, better, fill};
use super::reduce::{Reduced, Unit};
use super::relax::Groups;

/// Steps of the search for prices on several budgets.
const N_STEPS: usize = 300;

/// Prices as whole numbers: a unit counts its value times `value`, less its costs times `costs`, less `each` for every
/// initiative it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Multiplier {
    pub(super) value: i128,
    pub(super) costs: Vec<i128>,
    pub(super) each: i128,
}

impl Multiplier {
    /// Returns what `n` initiatives of this value and these costs count.
    pub(super) fn counted(&self, value: i64, costs: &[i64], n: i64) -> i128 {
        let cost: i128 = self.costs.iter().zip(costs).map(|(price, &cost)| price * i128::from(cost)).sum();
        self.value * i128::from(value) - cost - self.each * i128::from(n)
    }

    /// Returns what a unit counts.
    fn of(&self, unit: &Unit) -> i128 {
        self.counted(unit.value, &unit.costs, unit.initiatives.len() as i64)
    }
}

/// What prices prove: no choice counts more than `total`.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) multiplier: Multiplier,
    /// The best of every group and the budgets at their prices, in units of the multiplier.
    pub(super) total: i128,
    /// For each group, the most that can still be counted from each node of its diagram to the end.
    pub(super) ahead: Vec<Vec<i128>>,
    /// The value of the choice that counts most.
    value: i64,
    /// Its costs, which may exceed the budgets.
    costs: Vec<i64>,
    /// How many initiatives it has.
    n: usize,
}

impl Bound {
    /// Returns the largest value that the prices allow, without what is chosen already.
    pub(super) fn value(&self) -> i64 {
        let value = self.total.div_euclid(self.multiplier.value.max(1));
        i64::try_from(value).unwrap_or(i64::MAX)
    }

    /// Returns the better of two choices that the prices suggest: by value for cost, and by what is counted.
    pub(super) fn fill(&self, reduced: &Reduced) -> Filled {
        let worth = |unit: usize| reduced.units[unit].value as f64;
        let cost = |unit: usize| -> f64 {
            let costs = self.multiplier.costs.iter().zip(&reduced.units[unit].costs);
            costs.map(|(&price, &cost)| price as f64 * cost as f64).sum()
        };
        let by_rate = fill(reduced, |unit| worth(unit) / cost(unit).max(1.0));
        better(by_rate, fill(reduced, |unit| worth(unit) * self.multiplier.value as f64 - cost(unit)))
    }

    /// Returns how much less than its best a choice may count and still be worth `value` or more.
    pub(super) fn gap(&self, value: i64) -> i128 {
        self.total - self.multiplier.value * i128::from(value)
    }
}

/// Returns the bound that prices give.
fn bound(reduced: &Reduced, groups: &Groups, multiplier: Multiplier) -> Bound {
    let budgets = multiplier.costs.iter().zip(&reduced.budgets);
    let mut total: i128 = budgets.map(|(price, &budget)| price * i128::from(budget)).sum();
    let (mut value, mut costs, mut n) = (0, vec![0; reduced.budgets.len()], 0);
    let mut ahead: Vec<Vec<i128>> = Vec::with_capacity(groups.diagrams.len());
    for diagram in &groups.diagrams {
        let most = most_ahead(diagram, &reduced.units, &multiplier);
        total += most[0];
        follow(diagram, &reduced.units, &multiplier, &most, |unit| {
            value += unit.value;
            n += unit.initiatives.len();
            costs.iter_mut().zip(&unit.costs).for_each(|(sum, cost)| *sum += cost);
        });
        ahead.push(most);
    }
    Bound { multiplier, total, ahead, value, costs, n }
}

/// Returns the most that can be counted from each node to the end.
fn most_ahead(diagram: &Diagram, units: &[Unit], multiplier: &Multiplier) -> Vec<i128> {
    let mut most = vec![0_i128; diagram.n_nodes()];
    for (depth, &unit) in diagram.units.iter().enumerate().rev() {
        let counted = multiplier.of(&units[unit]);
        for node in diagram.starts[depth]..diagram.starts[depth + 1] {
            let [out, in_] = diagram.arcs[node];
            most[node] = after(&most, out, 0).max(after(&most, in_, counted));
        }
    }
    most
}

/// Returns what is counted through an arc: far below anything that can be reached where it leads nowhere.
fn after(most: &[i128], arc: u32, counted: i128) -> i128 {
    if arc == BROKEN { i128::MIN / 2 } else { most[arc as usize].saturating_add(counted) }
}

/// Calls `chosen` for each unit on the path that counts most; at equal count the unit stays out.
fn follow(diagram: &Diagram, units: &[Unit], multiplier: &Multiplier, most: &[i128], mut chosen: impl FnMut(&Unit)) {
    let mut node = 0;
    for &unit in &diagram.units {
        let [out, in_] = diagram.arcs[node];
        if after(most, out, 0) == most[node] {
            node = out as usize;
            continue;
        }
        debug_assert!(after(most, in_, multiplier.of(&units[unit])) == most[node]);
        chosen(&units[unit]);
        node = in_ as usize;
    }
}

/// Returns the tightest bound first, then bounds at other prices around it: where less is left to spend than a choice
/// so far suggests, a higher price is the right one, and the other way round.
pub(super) fn bounds(reduced: &Reduced, groups: &Groups, known: i64) -> Vec<Bound> {
    let n = reduced.budgets.len();
    let best = if n == 1 { one_budget(reduced, groups).0 } else { several_budgets(reduced, groups, known) };
    let factors = if n == 1 { vec![(9, 10), (10, 9), (3, 4), (4, 3)] } else { vec![(4, 5), (5, 4)] };
    let mut bounds = vec![best];
    for (up, down) in factors {
        for budget in 0..n {
            let mut multiplier = bounds[0].multiplier.clone();
            multiplier.value *= down;
            multiplier
                .costs
                .iter_mut()
                .enumerate()
                .for_each(|(at, price)| *price *= if at == budget { up } else { down });
            bounds.push(bound(reduced, groups, multiplier));
        }
    }
    bounds
}

/// Returns the tightest bound under one budget, and how many initiatives are chosen where parts of a choice may be
/// taken so that the budget is spent.
///
/// Two choices, one within the budget and one beyond it, give the price at which they count the same. A choice that
/// counts more replaces one of them, until there is none.
pub(super) fn one_budget(reduced: &Reduced, groups: &Groups) -> (Bound, f64) {
    let budget = reduced.budgets[0];
    let at = |value: i128, price: i128| bound(reduced, groups, Multiplier { value, costs: vec![price], each: 0 });
    let mut beyond = at(1, 0);
    if beyond.costs[0] <= budget {
        let n = beyond.n as f64;
        return (beyond, n);
    }
    let mut within = at(0, 1);
    loop {
        let price = i128::from(beyond.value - within.value);
        let value = i128::from(beyond.costs[0] - within.costs[0]);
        let next = at(value, price);
        let counted = |bound: &Bound| next.multiplier.counted(bound.value, &bound.costs, 0);
        if counted(&next) <= counted(&within).max(counted(&beyond)) {
            let part = (budget - within.costs[0]) as f64 / (beyond.costs[0] - within.costs[0]) as f64;
            let n = within.n as f64 + part * (beyond.n as f64 - within.n as f64);
            return (next, n);
        }
        if next.costs[0] <= budget {
            within = next;
        } else {
            beyond = next;
        }
    }
}

/// Returns a tight bound under several budgets: prices follow what is overspent and underspent, by steps that the
/// distance to a value already `known` suggests (Polyak).
fn several_budgets(reduced: &Reduced, groups: &Groups, known: i64) -> Bound {
    let scale = Scale::new(reduced);
    let n = reduced.budgets.len();
    let sizes: Vec<f64> = reduced.budgets.iter().map(|&budget| (budget as f64).max(1.0)).collect();
    let worth: f64 = reduced.units.iter().map(|unit| (unit.value as f64).max(0.0)).sum();
    // Prices of whole budgets, which are of like size where prices of one pound and one tonne are not.
    let mut prices: Vec<f64> = vec![worth / (2.0 * n as f64); n];
    let mut best: Option<(f64, Vec<f64>, Bound)> = None;
    let (mut reach, mut n_idle) = (1.0, 0);
    for _ in 0..N_STEPS {
        let here = bound(reduced, groups, scale.multiplier(&prices, &sizes));
        let excess = here.total as f64 / here.multiplier.value as f64 - known as f64;
        let spare = reduced.budgets.iter().zip(&here.costs).zip(&sizes);
        let slope: Vec<f64> = spare.map(|((&budget, &cost), size)| (budget - cost) as f64 / size).collect();
        if best.as_ref().is_none_or(|(least, _, _)| excess < *least) {
            best = Some((excess, prices.clone(), here));
            n_idle = 0;
        } else {
            n_idle += 1;
        }
        let steepness: f64 = slope.iter().map(|part| part * part).sum();
        if steepness <= 0.0 || excess <= 0.0 {
            break;
        }
        if n_idle == 12
            && let Some((_, at, _)) = &best
        {
            (reach, n_idle) = (reach / 2.0, 0);
            prices.clone_from(at);
            continue;
        }
        let step = reach * excess / steepness;
        prices.iter_mut().zip(&slope).for_each(|(price, part)| *price = (*price - step * part).max(0.0));
    }
    let zero = || bound(reduced, groups, scale.multiplier(&vec![0.0; n], &sizes));
    best.map_or_else(zero, |(_, _, bound)| bound)
}

/// How prices become whole numbers without any product leaving 128 bits.
struct Scale {
    value: i128,
    largest: Vec<i128>,
}

impl Scale {
    fn new(reduced: &Reduced) -> Scale {
        let n = reduced.budgets.len();
        let total = |budget: usize| -> i128 { reduced.units.iter().map(|unit| i128::from(unit.costs[budget])).sum() };
        let room = (1_i128 << 116) / n as i128;
        let largest =
            (0..n).map(|budget| room / total(budget).max(i128::from(reduced.budgets[budget])).max(1)).collect();
        Scale { value: 1 << 40, largest }
    }

    fn multiplier(&self, prices: &[f64], sizes: &[f64]) -> Multiplier {
        let whole = prices.iter().zip(sizes).map(|(price, size)| (price / size * self.value as f64) as i128);
        Multiplier {
            value: self.value,
            costs: whole.zip(&self.largest).map(|(price, &most)| price.min(most)).collect(),
            each: 0,
        }
    }
}
