//! The exact search under several budgets, from the first bound to the answer, with a rehearsal where a group is large.

use super::combine::Found;
use super::descend::Descent;
use super::fill::{Filled, better};
use super::multiplier::{Bound, bounds};
use super::one::{LARGE, SHORT, mended};
use super::pareto::Listing;
use super::reduce::Reduced;
use super::relax::Groups;

/// Nodes of a rehearsal.
const N_REHEARSED: u64 = 100_000;

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct SeveralBudgets {
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
    pub(super) fn new(reduced: &Reduced, groups: &Groups, best: Filled) -> SeveralBudgets {
        let bounds = bounds(reduced, groups, best.value);
        let large = groups.diagrams.iter().any(|diagram| diagram.units.len() > LARGE);
        let phase = if large { Phase::ListShort(Listing::new(SHORT)) } else { Phase::List(Listing::new(usize::MAX)) };
        SeveralBudgets { best: better(best, bounds[0].fill(reduced)), bounds, phase }
    }

    /// Does one step, of at most about `n_nodes` where it can be divided. Returns the number of choices looked at, or
    /// what was found.
    pub(super) fn step(&mut self, reduced: &Reduced, groups: &Groups, n_nodes: u64) -> Result<u64, Found> {
        match &mut self.phase {
            Phase::ListShort(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let mut descent =
                        Descent::new(&reduced.budgets, lists, &self.bounds[0], &reduced.chosen, self.best.clone());
                    let found = descent.rehearse(N_REHEARSED);
                    self.best = better(self.best.clone(), mended(reduced, groups, found));
                    self.phase = Phase::List(Listing::new(usize::MAX));
                }
            },
            Phase::List(listing) => match listing.step(reduced, groups, &self.bounds, self.best.value) {
                Ok(n_looked) => return Ok(n_looked),
                Err(lists) => {
                    let descent =
                        Descent::new(&reduced.budgets, lists, &self.bounds[0], &reduced.chosen, self.best.clone());
                    self.phase = Phase::Descend(Box::new(descent));
                }
            },
            Phase::Descend(descent) => return descent.step(n_nodes),
        }
        Ok(1)
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
