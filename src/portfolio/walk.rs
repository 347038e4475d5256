//! The walk up the frontier: from one better set to the next, to see with which limit of the first budget each initiative that is
//! left out is in for the first time. Membership comes and goes along the way, so nothing less than a walk tells.

use super::found::{Comes, Left};
use crate::method::portfolio::Portfolio;

/// How many better sets are looked for.
const WALKS: usize = 30;

/// A walk. It asks for the best set at one limit after the other.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// The limit that it begins at, and the step in which limits are told apart.
    limit: u64,
    step: u64,
    /// What the last set is worth.
    worth: i64,
    /// A limit at which no more is bought, in steps above the one asked for.
    low: u64,
    /// A limit at which more is bought, what its set is worth, and the set.
    high: Option<(u64, i64, Vec<usize>)>,
    /// How far it goes, in steps, and what is found there.
    top: (u64, Option<(i64, Vec<usize>)>),
    /// How many more sets are looked for.
    n_left: usize,
}

impl Walk {
    /// Returns a walk from a limit whose best set is worth so much, up by so many steps.
    pub(super) fn from(limit: u64, step: u64, n_steps: u64, worth: i64) -> Walk {
        Walk { limit, step, worth, low: 0, high: None, top: (n_steps, None), n_left: WALKS }
    }

    fn at(&self) -> u64 {
        self.high.as_ref().map_or(self.top.0, |(high, ..)| self.low + (high - self.low) / 2)
    }

    /// Returns how far above its beginning the limit lies that is to be tried.
    pub(super) fn above(&self) -> u64 {
        self.at().saturating_mul(self.step)
    }

    /// Takes the best set at that limit, and notes what is in a better set for the first time. Returns whether it goes on.
    pub(super) fn take(&mut self, set: &Portfolio, left: &mut [Left]) -> bool {
        let (at, more) = (self.at(), set.value > self.worth);
        if self.high.is_none() {
            self.top.1 = Some((set.value, set.selected.clone()));
        }
        match (more, self.high.is_none()) {
            (true, _) => self.high = Some((at, set.value, set.selected.clone())),
            (false, true) => {
                // Even at the top nothing more is bought: what is not in by now never is.
                never(left);
                return false;
            }
            (false, false) => self.low = at,
        }
        while let Some((at, worth, members)) = self.high.take_if(|(high, ..)| *high <= self.low + 1) {
            let limit = self.limit.saturating_add(at.saturating_mul(self.step));
            for left in left.iter_mut() {
                if left.budget == Comes::Unasked && members.binary_search(&left.candidate).is_ok() {
                    left.budget = Comes::At(limit);
                }
            }
            (self.worth, self.low, self.n_left) = (worth, at, self.n_left.saturating_sub(1));
            let is_open = left.iter().any(|left| left.budget == Comes::Unasked);
            match self.top.1.clone().filter(|(value, _)| *value > worth && is_open) {
                None => {
                    never(left);
                    return false;
                }
                Some(_) if self.n_left == 0 => return false,
                Some((value, members)) => self.high = Some((self.top.0, value, members)),
            }
        }
        true
    }
}

/// Says of all that is still open that no limit looked at brings it in.
fn never(left: &mut [Left]) {
    for left in left.iter_mut().filter(|left| left.budget == Comes::Unasked) {
        left.budget = Comes::Never;
    }
}
