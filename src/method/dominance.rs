//! Dominance, and which options could be best under some weights that are allowed.
//!
//! Dominance needs no weights. Potential optimality asks a linear program for the weights that are kindest to an option.
//! How large a share of all weights favours an option is not answered here.

use std::fmt;

use super::constraint::{Constraint, Sense};
use super::linear_program::{LinearProgramError, ProgramOutcome, maximise};

/// Share of the largest difference in points below which a lead that weights could give is no lead.
const LEVEL: f64 = 1e-9;

/// One option at least as good as another on every criterion and better on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dominance {
    /// The better option, from 0.
    pub better: usize,
    /// The option it dominates, from 0.
    pub worse: usize,
}

/// Returns every pair of options of which one dominates the other, in order of the better one.
///
/// # Errors
/// Refuses rows of unequal length and points that are not finite.
///
/// # Reference
/// Keeney and Raiffa (1976), *Decisions with Multiple Objectives*.
///
/// # Example
/// ```
/// use weighbridge::method::dominance::{Dominance, dominances};
/// let points = [vec![80.0, 50.0], vec![80.0, 40.0], vec![10.0, 60.0], vec![80.0, 50.0]];
/// let better = dominances(&points).unwrap();
/// assert_eq!(better, [Dominance { better: 0, worse: 1 }, Dominance { better: 3, worse: 1 }]);
/// ```
pub fn dominances(points: &[Vec<f64>]) -> Result<Vec<Dominance>, DominanceError> {
    check(points)?;
    let dominates = |one: &[f64], other: &[f64]| {
        one.iter().zip(other).all(|(a, b)| a >= b) && one.iter().zip(other).any(|(a, b)| a > b)
    };
    let pairs = (0..points.len()).flat_map(|better| (0..points.len()).map(move |worse| (better, worse)));
    Ok(pairs
        .filter(|&(better, worse)| dominates(&points[better], &points[worse]))
        .map(|(better, worse)| Dominance { better, worse })
        .collect())
}

/// Returns the options that some other option dominates, in order.
///
/// # Errors
/// As [`dominances`].
///
/// # Example
/// ```
/// use weighbridge::method::dominance::dominated;
/// assert_eq!(dominated(&[vec![80.0, 50.0], vec![80.0, 40.0], vec![10.0, 60.0]]), Ok(vec![1]));
/// ```
pub fn dominated(points: &[Vec<f64>]) -> Result<Vec<usize>, DominanceError> {
    let mut worse: Vec<usize> = dominances(points)?.into_iter().map(|pair| pair.worse).collect();
    worse.sort_unstable();
    worse.dedup();
    Ok(worse)
}

/// Why a question about dominance cannot be answered.
#[derive(Clone, Debug, PartialEq)]
pub enum DominanceError {
    /// There are no criteria.
    NoCriteria,
    /// The rows have different lengths.
    LengthsDiffer {
        /// The first row, from 0, that differs from the first.
        option: usize,
    },
    /// A score is infinite or NaN, or too large to be compared.
    NotFinite {
        /// The row, from 0.
        option: usize,
    },
    /// There is no such row.
    NoSuchOption {
        /// The row asked for, from 0.
        option: usize,
    },
    /// A limit on the weights does not have one coefficient for each criterion, or has a figure that is not finite.
    LimitUnusable {
        /// The limit, from 0.
        limit: usize,
    },
    /// No weights meet all limits at once.
    NoWeightsAllowed,
    /// The linear program did not settle.
    Program(LinearProgramError),
}

impl fmt::Display for DominanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DominanceError::NoCriteria => write!(f, "expected at least one criterion"),
            DominanceError::LengthsDiffer { option } => {
                write!(f, "expected as many scores for option {} as for option 1", option + 1)
            }
            DominanceError::NotFinite { option } => write!(f, "expected finite scores for option {}", option + 1),
            DominanceError::NoSuchOption { option } => {
                write!(f, "expected an option that is there, found number {}", option.saturating_add(1))
            }
            DominanceError::LimitUnusable { limit } => {
                write!(f, "expected a finite coefficient for each criterion and a finite bound in limit {}", limit + 1)
            }
            DominanceError::NoWeightsAllowed => write!(f, "expected limits that some weights can meet all at once"),
            DominanceError::Program(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DominanceError {}

/// How high an option can come under the weights that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Some weights put it ahead of every other option.
    CanLead,
    /// Some weights put it level with the best, none ahead.
    CanTie,
    /// Under all weights some option is ahead of it.
    Never,
}

/// The most that weights can do for an option.
#[derive(Clone, Debug, PartialEq)]
pub struct Potential {
    /// How high the option can come.
    pub reach: Reach,
    /// Points by which it leads its closest rival under the kindest weights, negative where it stays behind; `None`
    /// without a rival.
    pub lead: Option<f64>,
    /// The kindest weights, shares of 1.
    pub weights: Vec<f64>,
}

/// Returns the largest lead over all rivals that weights within the limits can give an option, and those weights.
///
/// With no limits every set of weights counts. The lead is in points, good to about a billionth of the largest
/// difference between two scores.
///
/// # Errors
/// Refuses rows of unequal length, points that are not finite, an option or a criterion that is not there, and limits
/// that no weights can meet.
///
/// # Reference
/// Rios Insua and French (1991), *A framework for sensitivity analysis in discrete multi-objective decision-making*.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::at_least_as_important;
/// use weighbridge::method::dominance::{Reach, potential};
/// // No option dominates the last one, and yet no weights make it best.
/// let points = [vec![100.0, 0.0], vec![0.0, 100.0], vec![40.0, 40.0]];
/// let last = potential(&points, 2, &[]).unwrap();
/// assert_eq!(last.reach, Reach::Never);
/// assert!((last.lead.unwrap() + 10.0).abs() < 1e-6);
/// let order = [at_least_as_important(2, 0, 1).unwrap()];
/// assert_eq!(potential(&points, 1, &order).unwrap().reach, Reach::CanTie);
/// ```
pub fn potential(points: &[Vec<f64>], option: usize, limits: &[Constraint]) -> Result<Potential, DominanceError> {
    check(points)?;
    let Some(own) = points.get(option) else {
        return Err(DominanceError::NoSuchOption { option });
    };
    let rivals: Vec<&Vec<f64>> =
        points.iter().enumerate().filter(|(at, _)| *at != option).map(|(_, row)| row).collect();
    let n_criteria = own.len();
    let largest = rivals.iter().flat_map(|row| row.iter().zip(own).map(|(b, a)| (a - b).abs())).fold(0.0, f64::max);
    let size = if largest > 0.0 { largest } else { 1.0 };

    // The last variable is the lead in units of the largest difference, plus 1 so that it is zero or more.
    let mut constraints = vec![constraint(n_criteria, |_| 1.0, 0.0, Sense::Equal, 1.0)];
    for (position, limit) in limits.iter().enumerate() {
        constraints.push(beside_lead(limit, n_criteria).ok_or(DominanceError::LimitUnusable { limit: position })?);
    }
    for row in &rivals {
        let behind = |criterion: usize| (row[criterion] - own[criterion]) / size;
        constraints.push(constraint(n_criteria, behind, 1.0, Sense::AtMost, 1.0));
    }
    if rivals.is_empty() {
        constraints.push(constraint(n_criteria, |_| 0.0, 1.0, Sense::AtMost, 1.0));
    }
    let objective = constraint(n_criteria, |_| 0.0, 1.0, Sense::Equal, 0.0).coefficients;
    match maximise(&objective, &constraints).map_err(DominanceError::Program)? {
        ProgramOutcome::Optimal { mut point, .. } => {
            point.truncate(n_criteria);
            Ok(judged(own, &rivals, &point, size))
        }
        ProgramOutcome::Infeasible => Err(DominanceError::NoWeightsAllowed),
        // The lead is never more than the largest difference.
        ProgramOutcome::Unbounded => Err(DominanceError::Program(LinearProgramError::Unsettled)),
    }
}

/// Returns how high each option can come, in order.
///
/// # Errors
/// As [`potential`].
///
/// # Example
/// ```
/// use weighbridge::method::dominance::{Reach, reach};
/// let points = [vec![100.0, 0.0], vec![0.0, 100.0], vec![40.0, 40.0], vec![60.0, 60.0]];
/// assert_eq!(reach(&points, &[]).unwrap(), [Reach::CanLead, Reach::CanLead, Reach::Never, Reach::CanLead]);
/// ```
pub fn reach(points: &[Vec<f64>], limits: &[Constraint]) -> Result<Vec<Reach>, DominanceError> {
    (0..points.len()).map(|option| Ok(potential(points, option, limits)?.reach)).collect()
}

/// Returns the lead under these weights, worked out again from the points so that it holds for the weights returned.
fn judged(own: &[f64], rivals: &[&Vec<f64>], point: &[f64], size: f64) -> Potential {
    let sum: f64 = point.iter().sum();
    let weights: Vec<f64> = point.iter().map(|w| w / sum).collect();
    let over = |row: &Vec<f64>| weights.iter().zip(own.iter().zip(row)).map(|(w, (a, b))| w * (a - b)).sum::<f64>();
    let lead = rivals.iter().map(|row| over(row)).reduce(f64::min);
    let reach = match lead {
        Some(lead) if lead < -LEVEL * size => Reach::Never,
        Some(lead) if lead <= LEVEL * size => Reach::CanTie,
        _ => Reach::CanLead,
    };
    Potential { reach, lead, weights }
}

/// Returns a condition on the weights, and on the lead that stands behind them.
fn constraint(n_criteria: usize, of: impl Fn(usize) -> f64, of_lead: f64, sense: Sense, bound: f64) -> Constraint {
    Constraint { coefficients: (0..n_criteria).map(of).chain([of_lead]).collect(), sense, bound }
}

/// Returns a limit with the lead beside the weights; `None` where it cannot be used.
fn beside_lead(limit: &Constraint, n_criteria: usize) -> Option<Constraint> {
    let finite = limit.bound.is_finite() && limit.coefficients.iter().all(|c| c.is_finite());
    let usable = finite && limit.coefficients.len() == n_criteria;
    usable.then(|| constraint(n_criteria, |at| limit.coefficients[at], 0.0, limit.sense, limit.bound))
}

/// Refuses a table without columns, of unequal rows, or of points whose differences are not numbers.
fn check(points: &[Vec<f64>]) -> Result<(), DominanceError> {
    let n_criteria = points.first().map_or(1, Vec::len);
    if n_criteria == 0 {
        return Err(DominanceError::NoCriteria);
    }
    for (option, row) in points.iter().enumerate() {
        if row.len() != n_criteria {
            return Err(DominanceError::LengthsDiffer { option });
        }
        if row.iter().any(|points| !points.is_finite() || points.abs() > f64::MAX / 4.0) {
            return Err(DominanceError::NotFinite { option });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::constraint::{Constraint, Sense, at_least_times, bound};
    use super::{DominanceError, Reach, dominances, dominated, potential, reach};

    #[test]
    fn equal_options_do_not_dominate_each_other() {
        let points = [vec![5.0, 5.0], vec![5.0, 5.0]];
        assert_eq!(dominances(&points), Ok(vec![]));
        assert_eq!(reach(&points, &[]), Ok(vec![Reach::CanTie, Reach::CanTie]));
    }

    #[test]
    fn dominated_may_still_tie() {
        let points = [vec![5.0, 9.0], vec![5.0, 5.0], vec![4.0, 4.0]];
        assert_eq!(dominated(&points), Ok(vec![1, 2]));
        assert_eq!(reach(&points, &[]), Ok(vec![Reach::CanLead, Reach::CanTie, Reach::Never]));
    }

    #[test]
    fn kindest_weights_within_limits() {
        let points = [vec![100.0, 0.0, 50.0], vec![0.0, 100.0, 50.0]];
        let limits = [
            bound(3, 1, Sense::AtLeast, 0.3).unwrap(),
            bound(3, 0, Sense::AtMost, 0.4).unwrap(),
            at_least_times(3, 2, 1, 0.5).unwrap(),
        ];
        let first = potential(&points, 0, &limits).unwrap();
        assert!((first.lead.unwrap() - 10.0).abs() < 1e-6, "0.4 of 100 less 0.3 of 100: {first:?}");
        assert!((first.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((first.weights[0] - 0.4).abs() < 1e-9 && (first.weights[1] - 0.3).abs() < 1e-9);
    }

    #[test]
    fn one_option_one_criterion_and_none() {
        let alone = potential(&[vec![3.0, 4.0]], 0, &[]).unwrap();
        assert_eq!((alone.reach, alone.lead), (Reach::CanLead, None));
        assert!((alone.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(reach(&[vec![2.0], vec![1.0]], &[]), Ok(vec![Reach::CanLead, Reach::Never]));
        assert_eq!((reach(&[], &[]), dominances(&[])), (Ok(vec![]), Ok(vec![])));
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let points = [vec![size, 0.0], vec![0.0, size], vec![0.4 * size, 0.4 * size], vec![0.5 * size, 0.5 * size]];
            let wanted = [Reach::CanLead, Reach::CanLead, Reach::Never, Reach::CanTie];
            assert_eq!(reach(&points, &[]).unwrap(), wanted, "{size}");
        }
    }

    #[test]
    fn refusals() {
        let points = [vec![1.0, 2.0]];
        let impossible = [Constraint { coefficients: vec![1.0, 0.0], sense: Sense::AtLeast, bound: 1.1 }];
        assert_eq!(potential(&points, 0, &impossible), Err(DominanceError::NoWeightsAllowed));
        let of_three = bound(3, 2, Sense::AtMost, 0.5).unwrap();
        let endless = Constraint { bound: f64::NAN, ..impossible[0].clone() };
        for unusable in [of_three, endless] {
            assert_eq!(potential(&points, 0, &[unusable]), Err(DominanceError::LimitUnusable { limit: 0 }));
        }
        assert_eq!(potential(&points, 1, &[]), Err(DominanceError::NoSuchOption { option: 1 }));
        assert_eq!(dominances(&[vec![]]), Err(DominanceError::NoCriteria));
        assert_eq!(dominances(&[vec![1.0], vec![]]), Err(DominanceError::LengthsDiffer { option: 1 }));
        assert_eq!(dominances(&[vec![f64::NAN]]), Err(DominanceError::NotFinite { option: 0 }));
    }
}
