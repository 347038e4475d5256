//! Why no choice keeps every limit, in terms of what the author wrote.
//!
//! Nothing has to be chosen but what is mandatory and what that needs. So a problem has no choice exactly when that
//! much already breaks a limit, and looking at it finds every reason.

use super::structure::{Structure, distinct};
use super::{PortfolioError, Problem, check};
use std::fmt;

/// Limits that cannot hold together. A path leads from a mandatory initiative, through what each needs, to the one
/// that is the matter; a path of one is that initiative itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// An initiative is both mandatory and forbidden.
    MandatoryForbidden {
        /// The initiative.
        initiative: usize,
    },
    /// A mandatory initiative needs, directly or through others, one that is forbidden.
    NeedsForbidden {
        /// From the mandatory initiative to the forbidden one.
        path: Vec<usize>,
    },
    /// Two members of an exclusive set are mandatory, or needed by what is.
    Exclusive {
        /// The set, from 0.
        set: usize,
        /// From a mandatory initiative to the first member.
        one: Vec<usize>,
        /// From a mandatory initiative to the second member.
        other: Vec<usize>,
    },
    /// What is mandatory, with all that it needs, costs more than a budget.
    OverBudget {
        /// The budget, from 0.
        budget: usize,
        /// What it costs.
        needed: u64,
        /// What there is.
        available: u64,
        /// The mandatory initiatives and all that they need, ascending.
        initiatives: Vec<usize>,
    },
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clash::MandatoryForbidden { initiative } => {
                write!(f, "initiative {} is both mandatory and forbidden", initiative + 1)
            }
            Clash::NeedsForbidden { path } => {
                write!(f, "{}, which is forbidden", route(path))
            }
            Clash::Exclusive { set, one, other } => write!(
                f,
                "exclusive set {} allows one of its members, and two are needed: {}; {}",
                set + 1,
                route(one),
                route(other)
            ),
            Clash::OverBudget { budget, needed, available, .. } => write!(
                f,
                "the mandatory initiatives and what they need cost {needed} under budget {}, which has {available}",
                budget + 1
            ),
        }
    }
}

/// Returns a path in words.
fn route(path: &[usize]) -> String {
    match path {
        [] => String::new(),
        [one] => format!("initiative {} is mandatory", one + 1),
        [first, rest @ ..] => {
            let needed: Vec<String> = rest.iter().map(|one| format!("initiative {}", one + 1)).collect();
            format!("initiative {} is mandatory and needs {}", first + 1, needed.join(", which needs "))
        }
    }
}

/// Returns every reason why no choice keeps every limit; empty where one does.
///
/// # Errors
/// Refuses what [`best`](super::best) refuses.
///
/// # Example
/// ```
/// use weighbridge::method::portfolio::{Clash, Problem, clash::clashes};
/// let problem = Problem {
///     values: vec![1, 1],
///     costs: vec![vec![60, 50]],
///     budgets: vec![100],
///     mandatory: vec![0, 1],
///     ..Problem::default()
/// };
/// let found = clashes(&problem).unwrap();
/// assert_eq!(found, [Clash::OverBudget { budget: 0, needed: 110, available: 100, initiatives: vec![0, 1] }]);
/// ```
pub fn clashes(problem: &Problem) -> Result<Vec<Clash>, PortfolioError> {
    check::check(problem)?;
    Ok(found(problem, &Structure::new(problem)))
}

/// Returns every clash of a problem that was checked.
pub(super) fn found(problem: &Problem, structure: &Structure) -> Vec<Clash> {
    let through = structure.reached(&distinct(&problem.mandatory));
    let needed: Vec<usize> = (0..through.len()).filter(|&one| through[one].is_some()).collect();
    let mut clashes: Vec<Clash> = Vec::new();
    for initiative in distinct(&problem.forbidden) {
        if through[initiative].is_some() {
            let path = path_to(initiative, &through);
            clashes.push(match path.as_slice() {
                [_] => Clash::MandatoryForbidden { initiative },
                _ => Clash::NeedsForbidden { path },
            });
        }
    }
    for (set, members) in structure.sets.iter().enumerate() {
        let both: Vec<usize> = members.iter().copied().filter(|&member| through[member].is_some()).take(2).collect();
        if let [one, other] = both.as_slice() {
            clashes.push(Clash::Exclusive { set, one: path_to(*one, &through), other: path_to(*other, &through) });
        }
    }
    for (budget, (costs, &available)) in problem.costs.iter().zip(&problem.budgets).enumerate() {
        let cost: u64 = needed.iter().map(|&one| costs[one]).sum();
        if cost > available {
            clashes.push(Clash::OverBudget { budget, needed: cost, available, initiatives: needed.clone() });
        }
    }
    clashes
}

/// Returns how an initiative was reached, from a mandatory one.
fn path_to(initiative: usize, through: &[Option<usize>]) -> Vec<usize> {
    let mut path = vec![initiative];
    let mut at = initiative;
    while let Some(before) = through[at].filter(|&before| before != at) {
        path.push(before);
        at = before;
    }
    path.reverse();
    path
}
