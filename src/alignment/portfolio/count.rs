//! A bound from the number of initiatives: a budget pays for so many at most, and a value takes so many at least.
//!
//! Where value follows cost closely the price of the budget alone says little, and this says the rest.

use super::check::LARGEST_TOTAL;
use super::label::Point;
use super::multiplier::{Bound, one_budget};
use super::reduce::Reduced;
use super::relax::Groups;

/// Halvings of the range in which the price of an initiative is looked for.
const N_HALVINGS: usize = 62;

/// What prices of the budget and of an initiative prove together.
#[derive(Clone, Debug)]
pub(super) struct CountBound {
    /// What a unit of value, of cost and an initiative count: cost and initiative are taken off.
    value: i128,
    cost: i128,
    each: i128,
    /// The most that the budget and the number at their prices, and every group, count.
    total: i128,
    /// The part of it that the budget and the number count.
    pub(super) beside: i128,
    /// The part of it that each group counts.
    pub(super) most: Vec<i128>,
}

impl CountBound {
    /// Returns what a point counts.
    pub(super) fn counted(&self, point: Point) -> i128 {
        self.value * i128::from(point.value) - self.cost * i128::from(point.cost) - self.each * i128::from(point.n)
    }

    /// Returns the largest value that the prices allow.
    pub(super) fn value(&self) -> i64 {
        i64::try_from(self.total.div_euclid(self.value)).unwrap_or(i64::MAX)
    }

    /// Returns what a value counts.
    pub(super) fn target(&self, value: i64) -> i128 {
        self.value * i128::from(value)
    }
}

/// Returns the bound, for choices worth `target` or more; `None` where the number of initiatives proves nothing more.
///
/// # Reference
/// Martello, Pisinger and Toth (1999), *Dynamic programming and strong bounds for the 0-1 knapsack problem*
/// (cardinality constraints in a surrogate relaxation).
pub(super) fn count_bound(reduced: &Reduced, groups: &Groups, target: i64) -> Option<CountBound> {
    let largest = reduced.units.iter().map(|unit| unit.value.abs()).max()? + 1;
    let n_initiatives: usize = reduced.units.iter().map(|unit| unit.initiatives.len()).sum();
    // So that no product leaves 128 bits.
    if largest.checked_mul(n_initiatives as i64)? > LARGEST_TOTAL.cast_signed() {
        return None;
    }
    let (free, n) = one_budget(reduced, groups);
    let most = most_that_fit(reduced, groups);
    let least = least_that_reach(reduced, groups, target);
    let (limit, up) = if n > most as f64 {
        (most, true)
    } else if n < least as f64 {
        (least, false)
    } else {
        return None;
    };
    // Above this price of an initiative none is worth having; below its negative every one is.
    let (mut near, mut far) = (0_i64, largest);
    let at = |price: i64| -> (Bound, f64) { one_budget(&priced(reduced, if up { price } else { -price }), groups) };
    for _ in 0..N_HALVINGS {
        if far - near <= 1 {
            break;
        }
        let middle = near + (far - near) / 2;
        let n = at(middle).1;
        if if up { n > limit as f64 } else { n < limit as f64 } { near = middle } else { far = middle }
    }
    let bounds = [near, far].map(|price| {
        let (bound, _) = at(price);
        let each = bound.multiplier.value * i128::from(if up { price } else { -price });
        let most: Vec<i128> = bound.ahead.iter().map(|ahead| ahead[0]).collect();
        let total = bound.total + each * i128::from(limit);
        CountBound {
            value: bound.multiplier.value,
            cost: bound.multiplier.costs[0],
            each,
            total,
            beside: total - most.iter().sum::<i128>(),
            most,
        }
    });
    bounds.into_iter().filter(|bound| bound.value() < free.value()).min_by_key(CountBound::value)
}

/// Returns the problem with a price on each initiative.
fn priced(reduced: &Reduced, price: i64) -> Reduced {
    let mut priced = reduced.clone();
    priced.units.iter_mut().for_each(|unit| unit.value -= price * unit.initiatives.len() as i64);
    priced
}

/// Returns a number of initiatives that the budget does not pay for more of.
fn most_that_fit(reduced: &Reduced, groups: &Groups) -> i64 {
    let mut counted = reduced.clone();
    counted.units.iter_mut().for_each(|unit| unit.value = unit.initiatives.len() as i64);
    one_budget(&counted, groups).0.value()
}

/// Returns a number of initiatives that fewer of are not worth `value`.
fn least_that_reach(reduced: &Reduced, groups: &Groups, value: i64) -> i64 {
    let mut counted = reduced.clone();
    counted.units.iter_mut().for_each(|unit| unit.costs[0] = unit.initiatives.len() as i64);
    let mut reaches = |n: i64| {
        counted.budgets[0] = n;
        one_budget(&counted, groups).0.value() >= value
    };
    let (mut low, mut high) = (0, reduced.units.iter().map(|unit| unit.initiatives.len() as i64).sum::<i64>());
    while low < high {
        let middle = low + (high - low) / 2;
        if reaches(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
