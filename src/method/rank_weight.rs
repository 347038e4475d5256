//! Weights from a ranking of the criteria: what can be said when people agree on an order and on nothing finer.
//!
//! Ranks lose what swing weights hold; these weights are a start, or a check. Equal ranks are never resolved silently:
//! the caller says what a tie means.

use std::fmt;

use super::weight;

/// Why weights cannot be derived from ranks.
#[derive(Clone, Debug, PartialEq)]
pub enum RankWeightError {
    /// There is nothing to weight.
    Empty,
    /// A rank is 0 or larger than the number of criteria.
    NotARank {
        /// The criterion, from 0.
        criterion: usize,
        /// Number of criteria, which is the largest rank there is.
        n_criteria: usize,
    },
    /// Two criteria share a rank, and the caller asked for ties to be refused.
    Tied {
        /// The first of the two, from 0.
        first: usize,
        /// The second of the two, from 0.
        second: usize,
    },
    /// The exponent is negative, infinite or NaN.
    NotAnExponent,
    /// Only the rank-order centroid can hold tied weights equal and take the centre of what is left.
    OnlyCentroid,
}

impl fmt::Display for RankWeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RankWeightError::Empty => write!(f, "expected at least one criterion"),
            RankWeightError::NotARank { criterion, n_criteria } => {
                write!(f, "expected a rank from 1 to {n_criteria} for criterion {}", criterion + 1)
            }
            RankWeightError::Tied { first, second } => write!(
                f,
                "expected a different rank for each criterion: criteria {} and {} share one",
                first + 1,
                second + 1
            ),
            RankWeightError::NotAnExponent => write!(f, "expected a finite exponent of zero or more"),
            RankWeightError::OnlyCentroid => {
                write!(f, "expected rank-order centroid weights where tied weights are to be held equal")
            }
        }
    }
}

impl std::error::Error for RankWeightError {}

/// A rule that turns the position in a ranking of n criteria into a weight. Position 1 is the most important.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scheme {
    /// Rank-order centroid (ROC): (1/n) times the sum of 1/i for i from the position to n. The mean of all weights
    /// that respect the order, and steep.
    Centroid,
    /// Rank sum: proportional to n + 1 less the position.
    Sum,
    /// Rank reciprocal: proportional to 1 over the position.
    Reciprocal,
    /// Rank exponent: proportional to n + 1 less the position, raised to this power of zero or more. 0 gives equal
    /// weights, 1 the rank sum.
    Exponent(f64),
    /// The order is ignored.
    Equal,
}

/// What criteria of equal rank mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Ties are an error.
    Refuse,
    /// The order of the tied criteria is not known: they share the mean weight of the positions that they occupy.
    MeanOfPositions,
    /// The tied criteria weigh the same: the centroid of all weights that respect the order and those equalities.
    /// Differs from the mean of positions, and exists for [`Scheme::Centroid`] alone.
    HoldEqual,
}

/// Returns the weights of `n` criteria in order of importance, the most important first; they add to 1.
///
/// # Errors
/// Refuses no criteria and an exponent below zero or not finite.
///
/// # Reference
/// Stillwell, Seaver and Edwards (1981), *A comparison of weight approximation techniques in multiattribute utility
/// decision making* (rank sum, reciprocal and exponent); Edwards and Barron (1994), *SMARTS and SMARTER* (centroid).
///
/// # Example
/// ```
/// use weighbridge::method::rank_weight::{Scheme, by_position};
/// assert_eq!(by_position(2, Scheme::Centroid), Ok(vec![0.75, 0.25]));
/// assert_eq!(by_position(4, Scheme::Sum), Ok(vec![0.4, 0.3, 0.2, 0.1]));
/// ```
pub fn by_position(n: usize, scheme: Scheme) -> Result<Vec<f64>, RankWeightError> {
    if n == 0 {
        return Err(RankWeightError::Empty);
    }
    let last = n as f64;
    let raw: Vec<f64> = match scheme {
        Scheme::Equal => return Ok(weight::equal(n)),
        Scheme::Centroid => {
            // Summed from the last position upwards: the small terms first.
            let mut sum = 0.0;
            let mut weights: Vec<f64> = (1..=n)
                .rev()
                .map(|position| {
                    sum += 1.0 / position as f64;
                    sum / last
                })
                .collect();
            weights.reverse();
            return Ok(weights);
        }
        Scheme::Sum => (0..n).map(|above| (n - above) as f64).collect(),
        Scheme::Reciprocal => (1..=n).map(|position| 1.0 / position as f64).collect(),
        Scheme::Exponent(power) => {
            if !(power.is_finite() && power >= 0.0) {
                return Err(RankWeightError::NotAnExponent);
            }
            // As a share of the largest base, so that no power is too large to write down.
            (0..n).map(|above| libm::pow((n - above) as f64 / last, power)).collect()
        }
    };
    let sum: f64 = raw.iter().sum();
    Ok(raw.into_iter().map(|weight| weight / sum).collect())
}

/// Returns the weights of criteria given the rank of each, 1 = most important, in the order of the criteria; they add
/// to 1.
///
/// Only the order of the ranks counts: with ties, 1 2 2 4 and 1 2 2 3 say the same.
///
/// # Errors
/// Refuses no criteria, a rank of 0 or above the number of criteria, ties where `ties` refuses them or does not go
/// with the scheme, and what [`by_position`] refuses.
///
/// # Reference
/// Edwards and Barron (1994), *SMARTS and SMARTER*. With weights held equal: the mean of the corners of the simplex so
/// constrained, which are equal weights on the criteria of the first 1, 2, ... ranks.
///
/// # Example
/// ```
/// use weighbridge::method::rank_weight::{RankWeightError, Scheme, Ties, by_rank};
/// assert_eq!(by_rank(&[2, 1], Scheme::Centroid, Ties::Refuse), Ok(vec![0.25, 0.75]));
/// assert_eq!(by_rank(&[1, 1], Scheme::Sum, Ties::Refuse), Err(RankWeightError::Tied { first: 0, second: 1 }));
/// assert_eq!(by_rank(&[1, 1], Scheme::Sum, Ties::MeanOfPositions), Ok(vec![0.5, 0.5]));
/// ```
pub fn by_rank(ranks: &[usize], scheme: Scheme, ties: Ties) -> Result<Vec<f64>, RankWeightError> {
    let n_criteria = ranks.len();
    let positions = by_position(n_criteria, scheme)?;
    if let Some(criterion) = ranks.iter().position(|rank| !(1..=n_criteria).contains(rank)) {
        return Err(RankWeightError::NotARank { criterion, n_criteria });
    }
    let groups = groups(ranks);
    if let Some(&[first, second, ..]) = groups.iter().map(Vec::as_slice).find(|group| group.len() > 1) {
        match ties {
            Ties::Refuse => return Err(RankWeightError::Tied { first, second }),
            Ties::HoldEqual if scheme == Scheme::Centroid => return Ok(centroid_of_groups(&groups, n_criteria)),
            Ties::HoldEqual => return Err(RankWeightError::OnlyCentroid),
            Ties::MeanOfPositions => {}
        }
    }
    let mut weights = vec![0.0; n_criteria];
    let mut n_above = 0;
    for group in groups {
        let occupied = &positions[n_above..n_above + group.len()];
        let share = occupied.iter().sum::<f64>() / group.len() as f64;
        group.iter().for_each(|&criterion| weights[criterion] = share);
        n_above += group.len();
    }
    Ok(weights)
}

/// Returns the criteria of each rank, best rank first.
fn groups(ranks: &[usize]) -> Vec<Vec<usize>> {
    let mut by_rank: Vec<Vec<usize>> = vec![Vec::new(); ranks.len() + 1];
    for (criterion, &rank) in ranks.iter().enumerate() {
        by_rank[rank].push(criterion);
    }
    by_rank.retain(|group| !group.is_empty());
    by_rank
}

/// Returns the mean of the corners "equal weights on the criteria of the first k groups" over all k.
fn centroid_of_groups(groups: &[Vec<usize>], n_criteria: usize) -> Vec<f64> {
    let mut weights = vec![0.0; n_criteria];
    let mut n_down_to_here = n_criteria;
    let mut sum = 0.0;
    for group in groups.iter().rev() {
        sum += 1.0 / n_down_to_here as f64;
        group.iter().for_each(|&criterion| weights[criterion] = sum / groups.len() as f64);
        n_down_to_here -= group.len();
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::{RankWeightError, Scheme, Ties, by_position, by_rank};

    #[test]
    fn one_criterion_has_all_the_weight() {
        for scheme in [Scheme::Centroid, Scheme::Sum, Scheme::Reciprocal, Scheme::Exponent(3.0), Scheme::Equal] {
            assert_eq!(by_position(1, scheme), Ok(vec![1.0]));
            assert_eq!(by_rank(&[1], scheme, Ties::Refuse), Ok(vec![1.0]));
            assert_eq!(by_position(0, scheme), Err(RankWeightError::Empty));
        }
    }

    #[test]
    fn exponents_from_none_to_absurd() {
        assert_eq!(by_position(4, Scheme::Exponent(0.0)), Ok(vec![0.25; 4]));
        assert_eq!(by_position(3, Scheme::Exponent(1e12)), Ok(vec![1.0, 0.0, 0.0]));
        for power in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(by_position(3, Scheme::Exponent(power)), Err(RankWeightError::NotAnExponent));
        }
    }

    #[test]
    fn refuses_what_is_not_a_rank() {
        let at = |criterion| Err(RankWeightError::NotARank { criterion, n_criteria: 2 });
        assert_eq!(by_rank(&[1, 0], Scheme::Sum, Ties::Refuse), at(1));
        assert_eq!(by_rank(&[3, 1], Scheme::Sum, Ties::MeanOfPositions), at(0));
        assert_eq!(by_rank(&[], Scheme::Sum, Ties::Refuse), Err(RankWeightError::Empty));
    }

    #[test]
    fn the_two_meanings_of_a_tie_differ() {
        // Two criteria tied at the top of three: corners (1/2, 1/2, 0) and (1/3, 1/3, 1/3).
        let held = by_rank(&[1, 3, 1], Scheme::Centroid, Ties::HoldEqual).unwrap();
        let mean = by_rank(&[1, 3, 1], Scheme::Centroid, Ties::MeanOfPositions).unwrap();
        for (criterion, (expected_held, expected_mean)) in
            [(5.0 / 12.0, 4.0 / 9.0), (1.0 / 6.0, 1.0 / 9.0), (5.0 / 12.0, 4.0 / 9.0)].into_iter().enumerate()
        {
            assert!((held[criterion] - expected_held).abs() < 1e-15, "{held:?}");
            assert!((mean[criterion] - expected_mean).abs() < 1e-15, "{mean:?}");
        }
        assert_eq!(by_rank(&[1, 1], Scheme::Sum, Ties::HoldEqual), Err(RankWeightError::OnlyCentroid));
    }

    #[test]
    fn without_ties_the_choice_about_ties_is_idle() {
        let ranks = [3, 1, 5, 2, 4];
        let refused = by_rank(&ranks, Scheme::Centroid, Ties::Refuse);
        assert_eq!(by_rank(&ranks, Scheme::Centroid, Ties::MeanOfPositions), refused);
        assert_eq!(by_rank(&ranks, Scheme::Centroid, Ties::HoldEqual), refused);
    }
}
