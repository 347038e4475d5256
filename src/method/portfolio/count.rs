//! A bound on value that also counts initiatives: a budget pays for so many at most, and a value takes so many at least.
//!
//! Where value follows cost closely, the bound from the budget alone is weak, and this one is stronger.

use super::check::LARGEST_TOTAL;
use super::multiplier::{Bound, one_budget};
use super::reduce::Reduced;
use super::relax::Groups;

/// How often the range of prices of an initiative is halved.
const N_HALVINGS: usize = 62;

/// Returns the bound, for choices worth `target` or more; `None` where the number of initiatives proves nothing more.
///
/// # Reference
/// Martello, Pisinger and Toth (1999), *Dynamic programming and strong bounds for the 0-1 knapsack problem*
/// (cardinality constraints in a surrogate relaxation).
pub(super) fn count_bound(reduced: &Reduced, groups: &Groups, target: i64) -> Option<Bound> {
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
        let (mut bound, _) = at(price);
        bound.multiplier.each = bound.multiplier.value * i128::from(if up { price } else { -price });
        bound.total += bound.multiplier.each * i128::from(limit);
        bound
    });
    bounds.into_iter().filter(|bound| bound.value() < free.value()).min_by_key(Bound::value)
}

/// Returns the problem with a price on each initiative.
fn priced(reduced: &Reduced, price: i64) -> Reduced {
    let mut priced = reduced.clone();
    priced.units.iter_mut().for_each(|unit| unit.value -= price * unit.initiatives.len() as i64);
    priced
}

/// Returns an upper bound on how many initiatives the budget pays for.
fn most_that_fit(reduced: &Reduced, groups: &Groups) -> i64 {
    let mut counted = reduced.clone();
    counted.units.iter_mut().for_each(|unit| unit.value = unit.initiatives.len() as i64);
    one_budget(&counted, groups).0.value()
}

/// Returns a lower bound on how many initiatives it takes to be worth `value`.
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
