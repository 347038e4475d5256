//! The exact search under several budgets, from the first bound to the answer, with a rehearsal where a group is large.

use super::combine::Found;
use super::descend::Descent;
use super::effort::Effort;
use super::fill::{Filled, better};
use super::multiplier::{Bound, bounds};
use super::one::mended;
use super::pareto::{Choice, Listing};
use super::reduce::Reduced;
use super::relax::Groups;

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct SeveralBudgets {
    effort: Effort,
    bounds: Vec<Bound>,
    best: Filled,
    phase: Phase,
}

#[derive(Clone, Debug)]
enum Phase {
    ListShort(Listing),
    List(Listing),
    Descend(Box<Descent>),
}

impl SeveralBudgets {
    /// Starts a search from a choice that is known.
    pub(super) fn new(reduced: &Reduced, groups: &Groups, best: Filled, effort: Effort) -> SeveralBudgets {
        let bounds = bounds(reduced, groups, best.value);
        let large = groups.diagrams.iter().any(|diagram| diagram.units.len() > effort.n_large);
        let listing = |n: usize| Listing::new(n);
        let phase = if large { Phase::ListShort(listing(effort.n_short)) } else { Phase::List(listing(usize::MAX)) };
        SeveralBudgets { effort, best: better(best, bounds[0].fill(reduced)), bounds, phase }
    }

    /// Does one step, of at most about `n_nodes` where it can be divided. Returns the number of choices looked at, or
    /// what was found.
    pub(super) fn step(&mut self, reduced: &Reduced, groups: &Groups, n_nodes: u64) -> Result<u64, Found> {
        match &mut self.phase {
            Phase::ListShort(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let mut descent = self.descent(reduced, lists);
                    let found = descent.rehearse(self.effort.n_rehearsed);
                    self.best = better(self.best.clone(), mended(reduced, groups, found));
                    self.phase = Phase::List(Listing::new(usize::MAX));
                }
            },
            Phase::List(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let descent = self.descent(reduced, lists);
                    self.phase = Phase::Descend(Box::new(descent));
                }
            },
            Phase::Descend(descent) => return descent.step(n_nodes),
        }
        Ok(1)
    }

    fn descent(&self, reduced: &Reduced, lists: Vec<Vec<Choice>>) -> Descent {
        Descent::new(reduced, lists, &self.bounds[0], self.best.clone(), self.effort)
    }

    /// Returns the best choice so far.
    pub(super) fn best(&self) -> &Filled {
        if let Phase::Descend(descent) = &self.phase { descent.best() } else { &self.best }
    }

    /// Returns a value that no choice exceeds.
    pub(super) fn bound(&self) -> i64 {
        let bound = self.bounds[0].value().max(self.best.value);
        if let Phase::Descend(descent) = &self.phase { descent.bound().min(bound) } else { bound }
    }
}
