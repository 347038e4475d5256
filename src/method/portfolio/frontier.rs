//! One answer for each of many budgets: what more money would buy.

use super::{PortfolioError, Problem, SearchOutcome, best, greedy::greedy};

/// The answer for one set of budgets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontierStep {
    /// The limit of each budget.
    pub budgets: Vec<u64>,
    /// The choice worth most, or why there is none.
    pub outcome: SearchOutcome,
    /// What the rule of thumb chooses under the same budgets.
    pub greedy: SearchOutcome,
}

/// Returns the best choice for each of many sets of budgets, in the order given; the budgets of the problem itself are
/// not looked at.
///
/// Where one set of budgets is no lower than another under any budget, its value is no lower either.
///
/// # Errors
/// Refuses what [`best`] refuses; each set of budgets must have as many limits as there are lists of costs.
///
/// # Example
/// ```
/// use weighbridge::method::portfolio::{Problem, frontier::frontier};
/// let problem = Problem { values: vec![60, 65, 40], costs: vec![vec![50, 60, 40]], ..Problem::default() };
/// let steps = frontier(&problem, &[vec![40], vec![100], vec![150]]).unwrap();
/// let values: Vec<i64> = steps.iter().map(|step| step.outcome.portfolio().unwrap().value).collect();
/// assert_eq!(values, [40, 105, 165]);
/// ```
pub fn frontier(problem: &Problem, budgets: &[Vec<u64>]) -> Result<Vec<FrontierStep>, PortfolioError> {
    let mut within = problem.clone();
    let steps = budgets.iter().map(|budgets| {
        within.budgets.clone_from(budgets);
        Ok(FrontierStep { budgets: budgets.clone(), outcome: best(&within)?, greedy: greedy(&within)? })
    });
    steps.collect()
}
