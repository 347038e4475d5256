//! Value against cost: which options are worth their money whatever the exchange rate, and what each step up buys.
//!
//! Cost stands beside value and is never added to it. A ratio of value to cost is not formed here: it misleads where
//! options exclude each other.

use crate::order::sort_by;
use std::fmt;

/// Why a frontier cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrontierError {
    /// There is not one cost for each value.
    LengthsDiffer {
        /// Number of costs.
        n_costs: usize,
        /// Number of values.
        n_values: usize,
    },
    /// A cost or a value is infinite or NaN.
    NotFinite {
        /// The option, from 0.
        option: usize,
    },
}

impl fmt::Display for FrontierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrontierError::LengthsDiffer { n_costs, n_values } => {
                write!(f, "expected one cost for each value, found {n_costs} costs and {n_values} values")
            }
            FrontierError::NotFinite { option } => {
                write!(f, "expected a finite cost and a finite value for option {}", option + 1)
            }
        }
    }
}

impl std::error::Error for FrontierError {}

/// A step from one efficient option to the next dearer one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Increment {
    /// The cheaper option, from 0.
    pub from: usize,
    /// The dearer option, from 0.
    pub to: usize,
    /// What the step costs, above zero.
    pub extra_cost: f64,
    /// What the step gains, above zero.
    pub extra_value: f64,
    /// Cost of each point gained; `None` where too large to write down.
    pub cost_per_point: Option<f64>,
}

/// The options by cost and value. Options are positions from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// Whether no other option is at least as good on both and better on one; `None` where cost or value is missing.
    pub efficient: Vec<Option<bool>>,
    /// The options that dominate each option, in order.
    pub dominated_by: Vec<Vec<usize>>,
    /// The efficient options by rising cost, copies included.
    pub by_cost: Vec<usize>,
    /// The steps along the frontier, one option standing for its copies.
    pub increments: Vec<Increment>,
    /// The efficient options that are best at some exchange rate between money and value, one standing for its
    /// copies. An option on the straight line between two others is left out.
    pub convex: Vec<usize>,
}

/// Returns the efficiency frontier of options by `costs` (lower is better) and `values` (higher is better).
///
/// An option is dominated when another costs no more and is worth no less, and differs. Copies do not dominate each
/// other. An option without cost or value is not compared.
///
/// # Errors
/// Refuses lists of different lengths and numbers that are not finite.
///
/// # Reference
/// Goodwin and Wright (2014), *Decision Analysis for Management Judgment* (efficient frontier of value and cost).
///
/// # Example
/// ```
/// use weighbridge::method::frontier::frontier;
/// let costs = [10.0, 20.0, 40.0, 30.0].map(Some);
/// let values = [20.0, 25.0, 60.0, 24.0].map(Some);
/// let found = frontier(&costs, &values).unwrap();
/// assert_eq!(found.efficient, [Some(true), Some(true), Some(true), Some(false)]);
/// assert_eq!(found.convex, [0, 2]);
/// assert_eq!(found.increments[0].cost_per_point, Some(2.0));
/// ```
pub fn frontier(costs: &[Option<f64>], values: &[Option<f64>]) -> Result<Frontier, FrontierError> {
    if costs.len() != values.len() {
        return Err(FrontierError::LengthsDiffer { n_costs: costs.len(), n_values: values.len() });
    }
    let finite = |number: &Option<f64>| number.is_none_or(f64::is_finite);
    if let Some(option) = (0..costs.len()).find(|&option| !(finite(&costs[option]) && finite(&values[option]))) {
        return Err(FrontierError::NotFinite { option });
    }
    let points: Vec<Option<(f64, f64)>> = costs.iter().zip(values).map(|(cost, value)| cost.zip(*value)).collect();
    let dominated_by: Vec<Vec<usize>> = points.iter().map(|point| dominators(*point, &points)).collect();
    let efficient: Vec<Option<bool>> =
        points.iter().zip(&dominated_by).map(|(point, by)| point.map(|_| by.is_empty())).collect();

    let mut placed: Vec<(usize, f64, f64)> = (0..points.len())
        .filter(|&option| efficient[option] == Some(true))
        .filter_map(|option| points[option].map(|(cost, value)| (option, cost, value)))
        .collect();
    sort_by(&mut placed, &mut |a, b| a.1.total_cmp(&b.1));
    let by_cost = placed.iter().map(|(option, ..)| *option).collect();
    // Among efficient options the same cost means the same value: the first of each cost stands for the rest.
    placed.dedup_by(|later, earlier| later.1 <= earlier.1);
    Ok(Frontier {
        efficient,
        dominated_by,
        by_cost,
        increments: placed.windows(2).map(|pair| increment(pair[0], pair[1])).collect(),
        convex: convex(&placed).into_iter().map(|(option, ..)| option).collect(),
    })
}

/// Returns the options that cost no more and are worth no less than `point`, and differ from it.
fn dominators(point: Option<(f64, f64)>, points: &[Option<(f64, f64)>]) -> Vec<usize> {
    let Some((cost, value)) = point else {
        return Vec::new();
    };
    let dominates =
        |other: &Option<(f64, f64)>| other.is_some_and(|(c, v)| c <= cost && v >= value && (c < cost || v > value));
    (0..points.len()).filter(|&option| dominates(&points[option])).collect()
}

fn increment(from: (usize, f64, f64), to: (usize, f64, f64)) -> Increment {
    // Differences of very large numbers stay numbers.
    let (extra_cost, extra_value) = ((to.1 - from.1).min(f64::MAX), (to.2 - from.2).min(f64::MAX));
    let cost_per_point = Some(extra_cost / extra_value).filter(|ratio| ratio.is_finite());
    Increment { from: from.0, to: to.0, extra_cost, extra_value, cost_per_point }
}

/// Returns the corners of the upper left hull of points that rise in cost and in value.
fn convex(placed: &[(usize, f64, f64)]) -> Vec<(usize, f64, f64)> {
    let mut corners: Vec<(usize, f64, f64)> = Vec::new();
    for &point in placed {
        while let [.., before, last] = corners[..] {
            // Halved so that no difference overflows. Slopes are compared crosswise, so that none has to be formed.
            let (rise, next_rise) = (last.2 / 2.0 - before.2 / 2.0, point.2 / 2.0 - last.2 / 2.0);
            let (run, next_run) = (last.1 / 2.0 - before.1 / 2.0, point.1 / 2.0 - last.1 / 2.0);
            // Within rounding of a straight line counts as on it.
            if rise / next_rise > (1.0 + 1e-12) * (run / next_run) {
                break;
            }
            corners.pop();
        }
        corners.push(point);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::{FrontierError, frontier};

    fn of(costs: &[f64], values: &[f64]) -> super::Frontier {
        let some = |numbers: &[f64]| numbers.iter().copied().map(Some).collect::<Vec<_>>();
        frontier(&some(costs), &some(values)).unwrap()
    }

    #[test]
    fn nothing_and_one_option() {
        let none = of(&[], &[]);
        assert!(none.by_cost.is_empty() && none.convex.is_empty());
        let one = of(&[9.0], &[4.0]);
        assert_eq!((one.by_cost, one.convex, one.increments.len()), (vec![0], vec![0], 0));
    }

    #[test]
    fn an_option_without_cost_or_value_is_not_compared() {
        let found = frontier(&[None, Some(5.0), Some(1.0)], &[Some(90.0), Some(10.0), None]).unwrap();
        assert_eq!(found.efficient, [None, Some(true), None]);
        assert_eq!(found.by_cost, [1]);
    }

    #[test]
    fn on_the_line_is_not_a_corner() {
        for size in [1e-300, 1e-12, 0.1, 1.0, 1e12, 1e300] {
            let costs = [1.0, 2.0, 3.0, 4.0].map(|c| c * size);
            let found = of(&costs, &[10.0, 20.0, 30.0, 31.0].map(|v| v * size));
            assert_eq!(found.by_cost, [0, 1, 2, 3], "{size}");
            assert_eq!(found.convex, [0, 2, 3], "{size}");
            assert!(found.increments.iter().all(|step| step.cost_per_point.is_some()), "{size}");
        }
    }

    #[test]
    fn the_largest_numbers_there_are() {
        let found = of(&[-f64::MAX, f64::MAX], &[-f64::MAX, f64::MAX]);
        assert_eq!((found.convex, found.increments[0].extra_cost), (vec![0, 1], f64::MAX));
        assert_eq!(of(&[0.0, f64::MAX], &[0.0, 5e-324]).increments[0].cost_per_point, None);
    }

    #[test]
    fn refusals_name_the_option() {
        let short = frontier(&[Some(1.0)], &[]);
        assert_eq!(short, Err(FrontierError::LengthsDiffer { n_costs: 1, n_values: 0 }));
        let infinite = frontier(&[Some(1.0), Some(1.0)], &[Some(1.0), Some(f64::INFINITY)]);
        assert_eq!(infinite, Err(FrontierError::NotFinite { option: 1 }));
    }
}
