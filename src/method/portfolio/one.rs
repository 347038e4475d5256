//! The exact search under one budget, from the first bound to the answer.
//!
//! Where a group is large, its choices are many unless a good value is known: so a rehearsal with short lists goes first.

use super::combine::{Combination, Found};
use super::count::count_bound;
use super::effort::Effort;
use super::fill::{Filled, better, fill};
use super::label::{Listing, Points};
use super::multiplier::{Bound, bounds};
use super::reduce::Reduced;
use super::relax::Groups;
use super::selection;

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct OneBudget {
    effort: Effort,
    bounds: Vec<Bound>,
    /// The bound from the number of initiatives, where it was made.
    count: Option<Bound>,
    best: Filled,
    phase: Phase,
}

#[derive(Clone, Debug)]
enum Phase {
    ListShort(Listing),
    Rehearse(Box<Combination>),
    List(Listing),
    Combine(Box<Combination>),
}

impl OneBudget {
    /// Starts a search from a choice that is known.
    pub(super) fn new(reduced: &Reduced, groups: &Groups, best: Filled, effort: Effort) -> OneBudget {
        let bounds = bounds(reduced, groups, best.value);
        let large = groups.diagrams.iter().any(|diagram| diagram.units.len() > effort.n_large);
        let listing = |n: usize| Listing::new(n);
        let phase = if large { Phase::ListShort(listing(effort.n_short)) } else { Phase::List(listing(usize::MAX)) };
        OneBudget { effort, best: better(best, bounds[0].fill(reduced)), bounds, count: None, phase }
    }

    /// Does one step. Returns the number of points looked at, or what was found.
    pub(super) fn step(&mut self, reduced: &Reduced, groups: &Groups) -> Result<u64, Found> {
        match &mut self.phase {
            Phase::ListShort(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let combination = self.combination(reduced, lists, true);
                    self.phase = Phase::Rehearse(Box::new(combination));
                }
            },
            Phase::Rehearse(combination) => match combination.step(reduced, groups) {
                Ok(n_looked) => return Ok(n_looked),
                Err(found) => {
                    self.rehearsed(reduced, groups, found.best);
                    if self.bound() <= self.best.value {
                        return Err(Found { best: self.best.clone(), unique: None });
                    }
                }
            },
            Phase::List(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let mut combination = self.combination(reduced, lists, false);
                    if let Some(count) = self.count.take() {
                        combination.take_count(Some(count));
                    }
                    self.phase = Phase::Combine(Box::new(combination));
                }
            },
            Phase::Combine(combination) => return combination.step(reduced, groups),
        }
        Ok(1)
    }

    fn combination(&self, reduced: &Reduced, lists: Vec<Points>, rehearsal: bool) -> Combination {
        Combination::new(reduced, lists, &self.bounds[0], self.best.clone(), rehearsal, self.effort)
    }

    /// Takes what the rehearsal found, and tightens the bounds before the lists are made in full.
    fn rehearsed(&mut self, reduced: &Reduced, groups: &Groups, found: Filled) {
        let known = mended(reduced, groups, found);
        self.best = better(self.best.clone(), known);
        self.count = count_bound(reduced, groups, self.best.value);
        self.bounds.extend(self.count.clone());
        self.phase = Phase::List(Listing::new(usize::MAX));
    }

    /// Returns the best choice so far.
    pub(super) fn best(&self) -> &Filled {
        match &self.phase {
            Phase::Combine(combination) => combination.best(),
            _ => &self.best,
        }
    }

    /// Returns a value that no choice exceeds.
    pub(super) fn bound(&self) -> i64 {
        let bound = self.bounds.iter().map(Bound::value).min().unwrap_or(i64::MAX).max(self.best.value);
        if let Phase::Combine(combination) = &self.phase { combination.bound().min(bound) } else { bound }
    }
}

/// Returns a choice as it is where it keeps every tie, and otherwise what is left of it, filled up.
pub(super) fn mended(reduced: &Reduced, groups: &Groups, found: Filled) -> Filled {
    if groups.aside.is_empty() {
        return found;
    }
    // What it has goes first, as far as ties let it.
    let has = |unit: usize| selection::holds(&found.choice, reduced.units[unit].initiatives[0]);
    fill(reduced, |unit| if has(unit) { 1.0 } else { 0.0 })
}
