//! The usual rule of thumb, to hold beside the exact answer: take what gives most value for its cost, then the next.

use super::structure::Structure;
use super::{PortfolioError, Problem, SearchOutcome, check, clash, search};
use std::cmp::Ordering;

/// Returns what the rule of thumb chooses.
///
/// What is mandatory comes first, with all that it needs. Then, again and again, the initiative with the highest value
/// for cost is taken among those that add value, fit, exclude nothing taken and need nothing that is not taken. With
/// several budgets the cost is the sum of the shares of each budget. `unique` is `None`: nothing is proved.
///
/// # Errors
/// Refuses what [`best`](super::best) refuses.
///
/// # Reference
/// Dantzig (1957), *Discrete-variable extremum problems*.
///
/// # Example
/// ```
/// use weighbridge::method::portfolio::{Problem, greedy::greedy};
/// let problem = Problem {
///     values: vec![60, 65, 40],
///     costs: vec![vec![50, 60, 40]],
///     budgets: vec![100],
///     ..Problem::default()
/// };
/// // The best is 105, the second and third.
/// assert_eq!(greedy(&problem).unwrap().portfolio().unwrap().value, 100);
/// ```
pub fn greedy(problem: &Problem) -> Result<SearchOutcome, PortfolioError> {
    check::check(problem)?;
    let structure = Structure::new(problem);
    let clashes = clash::found(problem, &structure);
    if !clashes.is_empty() {
        return Ok(SearchOutcome::Infeasible(clashes));
    }
    let mut taken: Vec<bool> = structure.reached(&problem.mandatory).iter().map(Option::is_some).collect();
    let mut left: Vec<u64> = problem.budgets.clone();
    let spend = |left: &mut [u64], one: usize| {
        left.iter_mut().zip(&problem.costs).for_each(|(left, costs)| *left = left.saturating_sub(costs[one]));
    };
    (0..taken.len()).filter(|&one| taken[one]).for_each(|one| spend(&mut left, one));
    let order = order(problem);
    loop {
        let next = order.iter().copied().find(|&one| {
            let free =
                || structure.sets_of[one].iter().all(|&set| structure.sets[set].iter().all(|&rival| !taken[rival]));
            let fits = || problem.costs.iter().zip(&left).all(|(costs, left)| costs[one] <= *left);
            !taken[one]
                && problem.values[one] > 0
                && !problem.forbidden.contains(&one)
                && structure.needs[one].iter().all(|&needed| taken[needed] || needed == one)
                && fits()
                && free()
        });
        let Some(one) = next else { break };
        taken[one] = true;
        spend(&mut left, one);
    }
    let selected = (0..taken.len()).filter(|&one| taken[one]).collect();
    Ok(SearchOutcome::Best(search::priced(problem, selected, None)))
}

/// Returns the initiatives by value for cost, highest first; what costs nothing comes first, and of equals the one
/// listed first.
fn order(problem: &Problem) -> Vec<usize> {
    let mut order: Vec<usize> = (0..problem.values.len()).collect();
    if let [costs] = problem.costs.as_slice() {
        let product = |a: usize, b: usize| i128::from(problem.values[a]) * i128::from(costs[b]);
        let free = |one: usize| costs[one] > 0;
        order.sort_by(|&a, &b| free(a).cmp(&free(b)).then_with(|| product(b, a).cmp(&product(a, b))));
    } else {
        let share = |one: usize| -> f64 {
            let shares = problem.costs.iter().zip(&problem.budgets);
            shares.map(|(costs, &budget)| costs[one] as f64 / (budget as f64).max(1.0)).sum()
        };
        let rate = |one: usize| match share(one) {
            share if share > 0.0 => problem.values[one] as f64 / share,
            _ => f64::INFINITY,
        };
        order.sort_by(|&a, &b| rate(b).partial_cmp(&rate(a)).unwrap_or(Ordering::Equal));
    }
    order
}
