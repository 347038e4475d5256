//! Portfolios: the set of initiatives worth most within budgets, exactly.
//!
//! This file owns the nouns and the plain call. Where a value comes from is not its business: values and costs are whole
//! numbers in any unit. The way in parts, with progress, is [`search`]; the usual rule of thumb beside it is
//! [`greedy`]; one answer for each of many budgets is [`frontier`].

pub mod clash;
pub mod frontier;
pub mod greedy;
pub mod search;

mod check;
mod combine;
mod count;
mod descend;
mod diagram;
mod effort;
mod fill;
mod label;
mod multiplier;
mod one;
mod pareto;
mod rate;
mod reduce;
mod relax;
mod selection;
mod several;
mod structure;

pub use check::PortfolioError;
pub use clash::Clash;

/// What may be chosen, and under which limits. Initiatives are positions from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What each initiative is worth, in any one unit. Negative for one that does more harm than good.
    pub values: Vec<i64>,
    /// `costs[budget][initiative]`, in the unit of that budget.
    pub costs: Vec<Vec<u64>>,
    /// The limit of each budget.
    pub budgets: Vec<u64>,
    /// Initiatives that must be chosen.
    pub mandatory: Vec<usize>,
    /// Initiatives that must not be chosen.
    pub forbidden: Vec<usize>,
    /// Sets of which at most one may be chosen.
    pub exclusive: Vec<Vec<usize>>,
    /// Pairs: the first may be chosen only with the second. A cycle means all or none.
    pub requires: Vec<(usize, usize)>,
}

/// A choice of initiatives that keeps every limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// The initiatives, ascending.
    pub selected: Vec<usize>,
    /// The sum of their values.
    pub value: i64,
    /// The sum of their costs, for each budget.
    pub costs: Vec<u64>,
    /// Whether no other choice is worth as much; `None` where that was not established.
    pub unique: Option<bool>,
}

/// What became of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchOutcome {
    /// The choice worth most.
    Best(Portfolio),
    /// No choice keeps every limit: each thing that cannot hold together. Never empty.
    Infeasible(Vec<Clash>),
}

impl SearchOutcome {
    /// Returns the choice worth most, if there is one.
    #[must_use]
    pub fn portfolio(&self) -> Option<&Portfolio> {
        match self {
            SearchOutcome::Best(portfolio) => Some(portfolio),
            SearchOutcome::Infeasible(_) => None,
        }
    }
}

/// Returns the choice of initiatives that is worth most within every budget, proved to be so.
///
/// Choices worth the same are told apart by the lower cost, under the first budget, then the next (one that everything
/// together would not exceed is passed over); then by the fewer initiatives; then by the list of positions that comes
/// first. So nothing is bought that adds no value, and the order in which initiatives are listed decides last. Where
/// so many choices are worth the same that this would take too long, one of them is returned and `unique` says so:
/// it is `None`, or `Some(false)`.
///
/// # Errors
/// Refuses lists of unequal length, positions that do not exist and totals above 2^58.
///
/// # Reference
/// Kellerer, Pferschy and Pisinger (2004), *Knapsack Problems*.
///
/// # Example
/// ```
/// use weighbridge::method::portfolio::{Problem, best};
/// let problem = Problem {
///     values: vec![60, 65, 40],
///     costs: vec![vec![50, 60, 40]],
///     budgets: vec![100],
///     ..Problem::default()
/// };
/// let outcome = best(&problem).unwrap();
/// // By value for cost the first comes first, and leaves too little for the second.
/// assert_eq!(outcome.portfolio().unwrap().selected, [1, 2]);
/// assert_eq!(outcome.portfolio().unwrap().value, 105);
/// ```
pub fn best(problem: &Problem) -> Result<SearchOutcome, PortfolioError> {
    let mut search = search::Search::new(problem)?;
    loop {
        if let search::Progress::Done(outcome) = search.advance(u64::MAX) {
            return Ok(outcome);
        }
    }
}
