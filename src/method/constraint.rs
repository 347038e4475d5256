//! What is known about weights when the weights themselves are not: ranges and orders, as linear constraints.
//!
//! Every constraint is over the weights of the criteria, which are zero or more and add to 1; that much is always
//! understood and never listed. Here it is only asked whether they can all hold. What follows for the options is for
//! sampling and for linear programs elsewhere, which take the same constraints.

mod phase_one;

use std::fmt;

/// How far a constraint, divided by its largest coefficient, may be missed and still count as met.
const TOLERANCE: f64 = 1e-9;

/// Why a constraint cannot be used. Criteria and constraints count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstraintError {
    /// There are no weights to constrain.
    NoCriteria,
    /// A criterion is named that is not there.
    NoSuchCriterion {
        /// The criterion.
        criterion: usize,
        /// Number of criteria.
        n_criteria: usize,
    },
    /// A criterion is held against itself.
    SameCriterion {
        /// The criterion.
        criterion: usize,
    },
    /// A bound on a weight lies outside 0 to 1.
    NotAShare {
        /// The criterion.
        criterion: usize,
    },
    /// A multiple of a weight is negative, infinite or NaN.
    NotAMultiple {
        /// The criterion that weighs more.
        more: usize,
        /// The criterion that weighs less.
        less: usize,
    },
    /// A range of swing points has a negative or non-finite end, or ends below where it begins.
    NotARange {
        /// The criterion.
        criterion: usize,
    },
    /// The range of the reference criterion is not 100 to 100.
    NotTheReference {
        /// The criterion.
        criterion: usize,
    },
    /// A constraint does not have one coefficient for each criterion.
    LengthsDiffer {
        /// The constraint.
        constraint: usize,
        /// Number of criteria.
        n_criteria: usize,
        /// Number of coefficients.
        n_coefficients: usize,
    },
    /// A coefficient or a bound is infinite or NaN.
    NotFinite {
        /// The constraint.
        constraint: usize,
    },
}

impl fmt::Display for ConstraintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConstraintError::NoCriteria => write!(f, "expected at least one criterion"),
            ConstraintError::NoSuchCriterion { criterion, n_criteria } => {
                write!(f, "expected a criterion from 1 to {n_criteria}, found {}", criterion.saturating_add(1))
            }
            ConstraintError::SameCriterion { criterion } => {
                write!(f, "expected two different criteria, found criterion {} twice", criterion + 1)
            }
            ConstraintError::NotAShare { criterion } => {
                write!(f, "expected a share from 0 to 1 for criterion {}", criterion + 1)
            }
            ConstraintError::NotAMultiple { more, less } => {
                write!(f, "expected zero or more times criterion {} for criterion {}", less + 1, more + 1)
            }
            ConstraintError::NotARange { criterion } => {
                write!(f, "expected zero points or more, lowest first, for criterion {}", criterion + 1)
            }
            ConstraintError::NotTheReference { criterion } => {
                write!(
                    f,
                    "expected 100 to 100 points for criterion {}, which the others are held against",
                    criterion + 1
                )
            }
            ConstraintError::LengthsDiffer { constraint, n_criteria, n_coefficients } => {
                write!(f, "expected {n_criteria} coefficients in constraint {}, found {n_coefficients}", constraint + 1)
            }
            ConstraintError::NotFinite { constraint } => {
                write!(f, "expected finite numbers in constraint {}", constraint + 1)
            }
        }
    }
}

impl std::error::Error for ConstraintError {}

/// How the two sides of a constraint compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The sum is the bound or more.
    AtLeast,
    /// The sum is the bound or less.
    AtMost,
    /// The sum is the bound.
    Equal,
}

/// A linear constraint: the sum of `coefficients` times weights compares with `bound` as `sense` says. In a linear
/// program of another kind its variables stand for the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// One for each criterion, in order.
    pub coefficients: Vec<f64>,
    /// How the sum compares with the bound.
    pub sense: Sense,
    /// The bound.
    pub bound: f64,
}

impl Constraint {
    /// Returns whether these weights meet the constraint, give or take a billionth of its largest coefficient.
    ///
    /// Weights beyond the coefficients, and coefficients beyond the weights, count for nothing.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::constraint::at_least_as_important;
    /// let first_over_second = at_least_as_important(2, 0, 1).unwrap();
    /// assert!(first_over_second.holds(&[0.5, 0.5]) && !first_over_second.holds(&[0.4, 0.6]));
    /// ```
    #[must_use]
    pub fn holds(&self, weights: &[f64]) -> bool {
        let scale = self.scale();
        let sum: f64 = self.coefficients.iter().zip(weights).map(|(c, w)| c / scale * w).sum();
        let excess = sum - self.bound / scale;
        match self.sense {
            Sense::AtLeast => excess >= -TOLERANCE,
            Sense::AtMost => excess <= TOLERANCE,
            Sense::Equal => excess.abs() <= TOLERANCE,
        }
    }

    /// Returns the largest absolute coefficient, or 1 where all are zero.
    fn scale(&self) -> f64 {
        let largest = self.coefficients.iter().fold(0.0_f64, |largest, c| largest.max(c.abs()));
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// A sum of two weights at least zero.
    fn between(n_criteria: usize, plus: (usize, f64), minus: (usize, f64), sense: Sense) -> Constraint {
        let mut coefficients = vec![0.0; n_criteria];
        coefficients[plus.0] = plus.1;
        coefficients[minus.0] = -minus.1;
        Constraint { coefficients, sense, bound: 0.0 }
    }
}

/// Returns the constraint that `more` weighs at least as much as `less`.
///
/// # Errors
/// Refuses criteria that are not there or are the same.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::at_least_as_important;
/// assert_eq!(at_least_as_important(3, 0, 2).unwrap().coefficients, [1.0, 0.0, -1.0]);
/// ```
pub fn at_least_as_important(n_criteria: usize, more: usize, less: usize) -> Result<Constraint, ConstraintError> {
    known(n_criteria, more)?;
    known(n_criteria, less)?;
    if more == less {
        return Err(ConstraintError::SameCriterion { criterion: more });
    }
    Ok(Constraint::between(n_criteria, (more, 1.0), (less, 1.0), Sense::AtLeast))
}

/// Returns the constraint that `more` weighs at least `times` as much as `less`.
///
/// # Errors
/// Refuses criteria that are not there or are the same, and a multiple that is negative or not finite.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::at_least_times;
/// let twice = at_least_times(2, 0, 1, 2.0).unwrap();
/// assert!(twice.holds(&[0.7, 0.3]) && !twice.holds(&[0.6, 0.4]));
/// ```
pub fn at_least_times(n_criteria: usize, more: usize, less: usize, times: f64) -> Result<Constraint, ConstraintError> {
    let mut constraint = at_least_as_important(n_criteria, more, less)?;
    if !(times >= 0.0 && times.is_finite()) {
        return Err(ConstraintError::NotAMultiple { more, less });
    }
    constraint.coefficients[less] = -times;
    Ok(constraint)
}

/// Returns the constraints of a ranking: each criterion weighs at least as much as those of the next rank, and those
/// of one rank weigh the same. `None` leaves a criterion out of the ranking.
///
/// # Reference
/// Stillwell, Seaver and Edwards (1981), *A comparison of weight approximation techniques in multiattribute utility
/// decision making* (ordinal information on weights).
///
/// # Example
/// ```
/// use weighbridge::method::constraint::{Sense, order};
/// let constraints = order(&[Some(2), Some(1), None, Some(2)]);
/// assert_eq!(constraints[0].coefficients, [-1.0, 1.0, 0.0, 0.0]);
/// assert_eq!((constraints.len(), constraints[1].sense), (2, Sense::Equal));
/// ```
#[must_use]
pub fn order(ranks: &[Option<usize>]) -> Vec<Constraint> {
    let mut ranked: Vec<(usize, usize)> =
        ranks.iter().enumerate().filter_map(|(criterion, rank)| rank.map(|rank| (rank, criterion))).collect();
    ranked.sort_unstable();
    let step = |pair: &[(usize, usize)]| {
        let sense = if pair[0].0 == pair[1].0 { Sense::Equal } else { Sense::AtLeast };
        Constraint::between(ranks.len(), (pair[0].1, 1.0), (pair[1].1, 1.0), sense)
    };
    ranked.windows(2).map(step).collect()
}

/// Returns the constraint that a criterion has at least (`AtLeast`), at most or exactly this share of the whole weight.
///
/// # Errors
/// Refuses a criterion that is not there and a share outside 0 to 1.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::{Sense, bound};
/// assert!(bound(2, 0, Sense::AtMost, 0.3).unwrap().holds(&[0.3, 0.7]));
/// ```
pub fn bound(n_criteria: usize, criterion: usize, sense: Sense, share: f64) -> Result<Constraint, ConstraintError> {
    known(n_criteria, criterion)?;
    if !(0.0..=1.0).contains(&share) {
        return Err(ConstraintError::NotAShare { criterion });
    }
    let mut coefficients = vec![0.0; n_criteria];
    coefficients[criterion] = 1.0;
    Ok(Constraint { coefficients, sense, bound: share })
}

/// Returns the constraints of swing points known only as ranges: `(lowest, highest)` points for each criterion, where
/// the swing of `reference` is worth exactly 100.
///
/// Points are zero or more, and above 100 where it is not sure that the reference matters most. A range of one number
/// gives one equality.
///
/// # Errors
/// Refuses a reference that is not there or whose range is not 100 to 100, and ranges that are none.
///
/// # Reference
/// Mustajoki, Hämäläinen and Salo (2005), *Decision support by interval SMART/SWING*.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::interval_swing;
/// let constraints = interval_swing(&[(100.0, 100.0), (40.0, 60.0)], 0).unwrap();
/// let allowed = |weights: &[f64]| constraints.iter().all(|constraint| constraint.holds(weights));
/// // 100 to 50 lies in the range, 100 to 80 does not.
/// assert!(allowed(&[100.0 / 150.0, 50.0 / 150.0]) && !allowed(&[100.0 / 180.0, 80.0 / 180.0]));
/// ```
pub fn interval_swing(ranges: &[(f64, f64)], reference: usize) -> Result<Vec<Constraint>, ConstraintError> {
    let n_criteria = ranges.len();
    known(n_criteria, reference)?;
    if let Some(criterion) = ranges.iter().position(|(low, high)| !(*low >= 0.0 && low <= high && high.is_finite())) {
        return Err(ConstraintError::NotARange { criterion });
    }
    if ranges[reference].0 < 100.0 || ranges[reference].1 > 100.0 {
        return Err(ConstraintError::NotTheReference { criterion: reference });
    }
    let mut constraints = Vec::new();
    for (criterion, &(low, high)) in ranges.iter().enumerate().filter(|(criterion, _)| *criterion != reference) {
        let held = |points: f64, sense| Constraint::between(n_criteria, (criterion, 100.0), (reference, points), sense);
        if low >= high {
            constraints.push(held(low, Sense::Equal));
            continue;
        }
        // Zero or more is understood.
        if low > 0.0 {
            constraints.push(held(low, Sense::AtLeast));
        }
        constraints.push(held(high, Sense::AtMost));
    }
    Ok(constraints)
}

/// Whether constraints can all hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Feasibility {
    /// They can.
    Possible {
        /// One set of weights that meets them all, of many: a corner, not a recommendation.
        example: Vec<f64>,
    },
    /// They cannot.
    Clash {
        /// Positions of constraints that cannot hold together; without any one of these, the rest of these can.
        constraints: Vec<usize>,
    },
}

/// Returns whether weights of zero or more that add to 1 can meet all constraints, and if not, which of them clash.
///
/// There may be other clashes besides the one named: mend it and ask again. A clash of less than a billionth counts
/// as none.
///
/// # Errors
/// Refuses no criteria, constraints of another length and numbers that are not finite.
///
/// # Reference
/// Dantzig (1963), *Linear Programming and Extensions* (phase one); Chinneck and Dravnieks (1991), *Locating minimal
/// infeasible constraint sets in linear programs* (deletion filter).
///
/// # Example
/// ```
/// use weighbridge::method::constraint::{Feasibility, Sense, at_least_as_important, bound, feasibility};
/// let constraints = [
///     at_least_as_important(3, 0, 1).unwrap(),
///     bound(3, 2, Sense::AtLeast, 0.1).unwrap(),
///     bound(3, 1, Sense::AtLeast, 0.6).unwrap(),
/// ];
/// // The second cannot have 0.6 if the first has at least as much; the third criterion is not to blame.
/// assert_eq!(feasibility(3, &constraints), Ok(Feasibility::Clash { constraints: vec![0, 2] }));
/// ```
pub fn feasibility(n_criteria: usize, constraints: &[Constraint]) -> Result<Feasibility, ConstraintError> {
    check(n_criteria, constraints)?;
    let all: Vec<usize> = (0..constraints.len()).collect();
    let suspects = match phase_one::solve(n_criteria, &chosen(constraints, &all)) {
        Ok(example) => return Ok(Feasibility::Possible { example }),
        Err(suspects) => suspects,
    };
    let possible = |kept: &[usize]| phase_one::solve(n_criteria, &chosen(constraints, kept)).is_ok();
    // The solver's own evidence is a small set already; should rounding have spoilt it, start from everything.
    let mut clash = if possible(&suspects) { all } else { suspects };
    let mut place = 0;
    while place < clash.len() {
        let mut rest = clash.clone();
        rest.remove(place);
        if possible(&rest) {
            place += 1;
        } else {
            clash = rest;
        }
    }
    Ok(Feasibility::Clash { constraints: clash })
}

fn chosen<'a>(constraints: &'a [Constraint], kept: &[usize]) -> Vec<&'a Constraint> {
    kept.iter().map(|&position| &constraints[position]).collect()
}

fn known(n_criteria: usize, criterion: usize) -> Result<(), ConstraintError> {
    if criterion < n_criteria { Ok(()) } else { Err(ConstraintError::NoSuchCriterion { criterion, n_criteria }) }
}

pub(super) fn check(n_criteria: usize, constraints: &[Constraint]) -> Result<(), ConstraintError> {
    if n_criteria == 0 {
        return Err(ConstraintError::NoCriteria);
    }
    for (constraint, given) in constraints.iter().enumerate() {
        let n_coefficients = given.coefficients.len();
        if n_coefficients != n_criteria {
            return Err(ConstraintError::LengthsDiffer { constraint, n_criteria, n_coefficients });
        }
        if !(given.bound.is_finite() && given.coefficients.iter().all(|c| c.is_finite())) {
            return Err(ConstraintError::NotFinite { constraint });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{
        Constraint, ConstraintError, Feasibility, Sense, at_least_as_important, bound, feasibility, interval_swing,
        order,
    };

    fn clash(n_criteria: usize, constraints: &[Constraint]) -> Vec<usize> {
        match feasibility(n_criteria, constraints).unwrap() {
            Feasibility::Clash { constraints } => constraints,
            Feasibility::Possible { example } => panic!("expected a clash, found {example:?}"),
        }
    }

    fn possible(n_criteria: usize, constraints: &[Constraint]) -> Vec<f64> {
        match feasibility(n_criteria, constraints).unwrap() {
            Feasibility::Possible { example } => {
                assert!(constraints.iter().all(|constraint| constraint.holds(&example)), "{example:?}");
                assert!((example.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                example
            }
            Feasibility::Clash { constraints } => panic!("expected none, found a clash of {constraints:?}"),
        }
    }

    #[test]
    fn no_constraint_is_no_clash() {
        assert_eq!(possible(1, &[]), [1.0]);
        assert_eq!(possible(3, &[]).len(), 3);
        assert_eq!(feasibility(0, &[]), Err(ConstraintError::NoCriteria));
    }

    #[test]
    fn bounds_may_just_meet_and_may_not_cross() {
        let shares = |sense, shares: &[f64]| -> Vec<Constraint> {
            (0..shares.len()).map(|j| bound(shares.len(), j, sense, shares[j]).unwrap()).collect()
        };
        let met = possible(3, &shares(Sense::AtLeast, &[0.5, 0.3, 0.2]));
        assert!((met[0] - 0.5).abs() < 1e-9 && (met[2] - 0.2).abs() < 1e-9);
        assert_eq!(clash(3, &shares(Sense::AtLeast, &[0.5, 0.3, 0.21])), [0, 1, 2]);
        assert_eq!(clash(2, &shares(Sense::AtMost, &[0.4, 0.5])), [0, 1]);
    }

    #[test]
    fn a_circle_of_importance_is_no_clash_until_something_breaks_it() {
        let over = |more, less| at_least_as_important(3, more, less).unwrap();
        let mut circle = vec![over(0, 1), over(1, 2), over(2, 0)];
        let level = possible(3, &circle);
        assert!(level.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-9), "{level:?}");
        circle.push(bound(3, 1, Sense::AtLeast, 0.9).unwrap());
        // Already the first criterion, at least as important, leaves no room for 0.9.
        assert_eq!(clash(3, &circle), [0, 3]);
    }

    #[test]
    fn one_constraint_may_clash_with_the_simplex_alone() {
        let impossible = |coefficients: &[f64], sense, bound| {
            clash(coefficients.len(), &[Constraint { coefficients: coefficients.to_vec(), sense, bound }])
        };
        assert_eq!(impossible(&[1.0, 1.0], Sense::AtLeast, 1.1), [0]);
        assert_eq!(impossible(&[0.0, 0.0], Sense::AtLeast, 1.0), [0]);
        assert_eq!(impossible(&[1.0, 2.0], Sense::AtMost, -1e12), [0]);
        assert_eq!(impossible(&[1e-12, 1e-12], Sense::Equal, 1.0), [0]);
        assert_eq!(impossible(&[1e12, 1e12], Sense::Equal, 1.0), [0]);
    }

    #[test]
    fn ranges_of_swing_points() {
        let ranges = [(100.0, 100.0), (40.0, 60.0), (0.0, 30.0), (25.0, 25.0)];
        let constraints = interval_swing(&ranges, 0).unwrap();
        assert_eq!(constraints.len(), 4, "two for the range, one for the upper end, one equality");
        possible(4, &constraints);
        let mut contradicted = constraints;
        contradicted.push(at_least_as_important(4, 2, 1).unwrap());
        // At most 30 points cannot outweigh at least 40. The last range is part of it: without it, the last criterion
        // could have all the weight and the others none.
        assert_eq!(clash(4, &contradicted), [0, 2, 3, 4]);
        let refused = |ranges: &[(f64, f64)], reference| interval_swing(ranges, reference).unwrap_err();
        assert_eq!(refused(&[(100.0, 100.0), (60.0, 40.0)], 0), ConstraintError::NotARange { criterion: 1 });
        assert_eq!(refused(&[(100.0, 100.0), (f64::NAN, 40.0)], 0), ConstraintError::NotARange { criterion: 1 });
        assert_eq!(refused(&[(90.0, 100.0)], 0), ConstraintError::NotTheReference { criterion: 0 });
        assert_eq!(refused(&[], 0), ConstraintError::NoSuchCriterion { criterion: 0, n_criteria: 0 });
    }

    #[test]
    fn orders_full_partial_and_empty() {
        assert!(order(&[]).is_empty() && order(&[Some(1)]).is_empty() && order(&[None, None]).is_empty());
        let full: Vec<Option<usize>> = (1..=30).map(Some).collect();
        let mut constraints = order(&full);
        possible(30, &constraints);
        constraints.push(bound(30, 29, Sense::AtLeast, 0.05).unwrap());
        assert_eq!(clash(30, &constraints).len(), 21, "20 others of at least 0.05 are one too many");
    }

    #[test]
    fn refusals_name_what_is_wrong() {
        let missing = ConstraintError::NoSuchCriterion { criterion: 2, n_criteria: 2 };
        assert_eq!(at_least_as_important(2, 0, 2), Err(missing.clone()));
        assert_eq!(bound(2, 2, Sense::AtMost, 0.1), Err(missing));
        assert_eq!(at_least_as_important(2, 1, 1), Err(ConstraintError::SameCriterion { criterion: 1 }));
        assert_eq!(bound(2, 0, Sense::AtMost, 1.1), Err(ConstraintError::NotAShare { criterion: 0 }));
        let short = Constraint { coefficients: vec![1.0], sense: Sense::Equal, bound: 0.0 };
        let differ = ConstraintError::LengthsDiffer { constraint: 0, n_criteria: 2, n_coefficients: 1 };
        assert_eq!(feasibility(2, std::slice::from_ref(&short)), Err(differ));
        let infinite = Constraint { bound: f64::INFINITY, ..short };
        assert_eq!(feasibility(1, &[infinite]), Err(ConstraintError::NotFinite { constraint: 0 }));
    }
}
