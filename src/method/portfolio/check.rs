//! What a problem must be before anything is computed from it.

use super::Problem;
use std::fmt;

/// The largest total of values or costs: products of two totals, and small multiples of them, fit in 128 bits.
pub(super) const LARGEST_TOTAL: u64 = 1 << 58;

/// Why a problem cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortfolioError {
    /// The numbers of budgets and of cost lists differ.
    BudgetsDiffer {
        /// Number of budgets.
        n_budgets: usize,
        /// Number of lists of costs.
        n_cost_lists: usize,
    },
    /// A list of costs does not have one cost for each initiative.
    CostsDiffer {
        /// The budget, from 0.
        budget: usize,
        /// Number of values.
        n_initiatives: usize,
        /// Number of costs.
        n_costs: usize,
    },
    /// A mandatory initiative does not exist.
    NoSuchMandatory {
        /// The position given.
        initiative: usize,
    },
    /// A forbidden initiative does not exist.
    NoSuchForbidden {
        /// The position given.
        initiative: usize,
    },
    /// A member of an exclusive set does not exist.
    NoSuchExclusive {
        /// The set, from 0.
        set: usize,
        /// The position given.
        initiative: usize,
    },
    /// One of the two of a prerequisite does not exist.
    NoSuchPrerequisite {
        /// The pair, from 0.
        pair: usize,
        /// The position given.
        initiative: usize,
    },
    /// The values add up, without their signs, to more than 2^58.
    ValuesTooLarge,
    /// The costs under a budget add up to more than 2^58.
    CostsTooLarge {
        /// The budget, from 0.
        budget: usize,
    },
}

impl fmt::Display for PortfolioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PortfolioError::BudgetsDiffer { n_budgets, n_cost_lists } => {
                write!(f, "expected a list of costs for each of {n_budgets} budgets, found {n_cost_lists}")
            }
            PortfolioError::CostsDiffer { budget, n_initiatives, n_costs } => write!(
                f,
                "expected a cost for each of {n_initiatives} initiatives under budget {}, found {n_costs}",
                budget + 1
            ),
            PortfolioError::NoSuchMandatory { initiative } => {
                write!(f, "expected mandatory initiatives that exist, found position {initiative}")
            }
            PortfolioError::NoSuchForbidden { initiative } => {
                write!(f, "expected forbidden initiatives that exist, found position {initiative}")
            }
            PortfolioError::NoSuchExclusive { set, initiative } => {
                write!(f, "expected initiatives that exist in exclusive set {}, found position {initiative}", set + 1)
            }
            PortfolioError::NoSuchPrerequisite { pair, initiative } => {
                write!(f, "expected initiatives that exist in prerequisite {}, found position {initiative}", pair + 1)
            }
            PortfolioError::ValuesTooLarge => {
                write!(f, "expected values that add up to at most {LARGEST_TOTAL}: use a larger unit")
            }
            PortfolioError::CostsTooLarge { budget } => write!(
                f,
                "expected costs under budget {} that add up to at most {LARGEST_TOTAL}: use a larger unit",
                budget + 1
            ),
        }
    }
}

impl std::error::Error for PortfolioError {}

/// Refuses a problem whose lists do not fit together or whose totals are too large.
pub(super) fn check(problem: &Problem) -> Result<(), PortfolioError> {
    let n = problem.values.len();
    if problem.costs.len() != problem.budgets.len() {
        return Err(PortfolioError::BudgetsDiffer {
            n_budgets: problem.budgets.len(),
            n_cost_lists: problem.costs.len(),
        });
    }
    for (budget, costs) in problem.costs.iter().enumerate() {
        if costs.len() != n {
            return Err(PortfolioError::CostsDiffer { budget, n_initiatives: n, n_costs: costs.len() });
        }
        if !fits(costs.iter().copied()) {
            return Err(PortfolioError::CostsTooLarge { budget });
        }
    }
    if !fits(problem.values.iter().map(|value| value.unsigned_abs())) {
        return Err(PortfolioError::ValuesTooLarge);
    }
    check_positions(problem)
}

fn check_positions(problem: &Problem) -> Result<(), PortfolioError> {
    let beyond = |list: &[usize]| list.iter().copied().find(|&initiative| initiative >= problem.values.len());
    if let Some(initiative) = beyond(&problem.mandatory) {
        return Err(PortfolioError::NoSuchMandatory { initiative });
    }
    if let Some(initiative) = beyond(&problem.forbidden) {
        return Err(PortfolioError::NoSuchForbidden { initiative });
    }
    for (set, members) in problem.exclusive.iter().enumerate() {
        if let Some(initiative) = beyond(members) {
            return Err(PortfolioError::NoSuchExclusive { set, initiative });
        }
    }
    for (pair, &(one, needed)) in problem.requires.iter().enumerate() {
        if let Some(initiative) = beyond(&[one, needed]) {
            return Err(PortfolioError::NoSuchPrerequisite { pair, initiative });
        }
    }
    Ok(())
}

/// Returns whether amounts add up to at most [`LARGEST_TOTAL`].
fn fits(amounts: impl IntoIterator<Item = u64>) -> bool {
    let total = amounts.into_iter().try_fold(0_u64, u64::checked_add);
    total.is_some_and(|total| total <= LARGEST_TOTAL)
}
