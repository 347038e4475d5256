//! A good choice found quickly, for the exact search to start from.

use super::reduce::{Link, Reduced};
use super::selection;

/// A choice among units that keeps every limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    /// Value without what is chosen already.
    pub(super) value: i64,
    /// The choice as bits of initiatives, with what is chosen already.
    pub(super) choice: Vec<u64>,
}

/// Returns the better of two choices.
pub(super) fn better(one: Filled, other: Filled) -> Filled {
    if other.value > one.value { other } else { one }
}

/// Returns the choice that results from going through the units twice, those with the highest merit first, and taking
/// each that fits together with what it needs and adds value.
pub(super) fn fill(reduced: &Reduced, merit: impl Fn(usize) -> f64) -> Filled {
    let n = reduced.units.len();
    let ties = Ties::new(reduced);
    let merits: Vec<f64> = (0..n).map(merit).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| merits[b].total_cmp(&merits[a]).then(a.cmp(&b)));
    let mut taken = vec![false; n];
    let mut left = reduced.budgets.clone();
    let mut filled = Filled { value: 0, choice: reduced.chosen.clone() };
    for &unit in order.iter().chain(&order) {
        let wanted = ties.missing(unit, &taken);
        let value: i64 = wanted.iter().map(|&one| reduced.units[one].value).sum();
        let fits = (0..left.len())
            .all(|budget| wanted.iter().map(|&one| reduced.units[one].costs[budget]).sum::<i64>() <= left[budget]);
        if value <= 0 || !fits || !ties.free(&wanted, &taken) {
            continue;
        }
        filled.value += value;
        for one in wanted {
            taken[one] = true;
            left.iter_mut().zip(&reduced.units[one].costs).for_each(|(left, cost)| *left -= cost);
            reduced.units[one].initiatives.iter().for_each(|&at| selection::toggle(&mut filled.choice, at));
        }
    }
    filled
}

/// Ties looked up by unit.
struct Ties<'a> {
    needs: Vec<Vec<usize>>,
    sets_of: Vec<Vec<&'a [usize]>>,
}

impl Ties<'_> {
    fn new(reduced: &Reduced) -> Ties<'_> {
        let n = reduced.units.len();
        let (mut needs, mut sets_of) = (vec![Vec::new(); n], vec![Vec::new(); n]);
        for link in &reduced.links {
            match link {
                Link::Exclusive(members) => members.iter().for_each(|&one| sets_of[one].push(members.as_slice())),
                Link::Requires(one, needed) => needs[*one].push(*needed),
            }
        }
        Ties { needs, sets_of }
    }

    /// Returns a unit and all it needs that is not taken.
    fn missing(&self, unit: usize, taken: &[bool]) -> Vec<usize> {
        let mut missing: Vec<usize> = Vec::new();
        let mut queue = vec![unit];
        while let Some(one) = queue.pop() {
            if !taken[one] && !missing.contains(&one) {
                missing.push(one);
                queue.extend(&self.needs[one]);
            }
        }
        missing
    }

    /// Returns whether units exclude neither each other nor what is taken.
    fn free(&self, wanted: &[usize], taken: &[bool]) -> bool {
        wanted.iter().all(|one| {
            let mut rivals = self.sets_of[*one].iter().copied().flatten();
            rivals.all(|rival| rival == one || !taken[*rival] && !wanted.contains(rival))
        })
    }
}
