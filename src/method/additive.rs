//! The additive model: totals as weighted sums of points, what each criterion contributes, and who ranks where.
//!
//! What to do about a missing score is a policy that the caller names; a blank is never read as a number by itself.
//! Gates and costs are not part of a total; a declared materiality says which totals are too close to tell apart.

use crate::order::sort_by;
use std::fmt;

use super::rank;
use super::weight::{self, WeightError};

/// Rows that [`totals`] adds up side by side.
const ROWS: usize = 4;

/// Why totals cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdditiveError {
    /// The weights cannot be used.
    Weights(WeightError),
    /// A row does not have one score for each weight.
    LengthsDiffer {
        /// The row (option), from 0.
        option: usize,
        /// Number of weights.
        n_weights: usize,
        /// Number of scores in the row.
        n_scores: usize,
    },
    /// A score is infinite or NaN.
    NotFinite {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// The points that should fill a gap are infinite or NaN.
    FillNotFinite,
    /// A score is below zero where only zero and above make sense.
    Negative {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// The materiality is negative, infinite or NaN.
    NotAMateriality,
}

impl fmt::Display for AdditiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AdditiveError::Weights(error) => error.fmt(f),
            AdditiveError::LengthsDiffer { option, n_weights, n_scores } => {
                write!(f, "expected {n_weights} scores for option {}, found {n_scores}", option + 1)
            }
            AdditiveError::NotFinite { option, criterion } => {
                write!(f, "expected a finite score for option {}, criterion {}", option + 1, criterion + 1)
            }
            AdditiveError::FillNotFinite => write!(f, "expected a finite number of points to fill the gaps with"),
            AdditiveError::Negative { option, criterion } => {
                write!(f, "expected zero points or more for option {}, criterion {}", option + 1, criterion + 1)
            }
            AdditiveError::NotAMateriality => write!(f, "expected a materiality of zero points or more"),
        }
    }
}

impl std::error::Error for AdditiveError {}

impl From<WeightError> for AdditiveError {
    fn from(error: WeightError) -> AdditiveError {
        AdditiveError::Weights(error)
    }
}

/// What a missing score does to its option's total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// The total is absent while a score on a criterion of positive weight is missing.
    Withhold,
    /// The total is taken over the scores present, their weights scaled up to 1; absent when none of them has weight.
    Renormalise,
    /// The gap is filled with this many points: the worst end for "treat as worst", each end in turn for bounds.
    Fill(f64),
}

/// Totals of all options, and where they come from. Rows are options, columns criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedSum {
    /// Weights as shares of 1.
    pub weights: Vec<f64>,
    /// Points that each criterion adds to each total; `None` where the score is missing and not filled.
    pub contributions: Vec<Vec<Option<f64>>>,
    /// Total of each option, in the unit of the scores.
    pub totals: Vec<Option<f64>>,
    /// Competition rank of each total, 1 = highest; `None` where the total is absent.
    pub ranks: Vec<Option<usize>>,
    /// Share of the weight on which each option has a score, 0 to 1.
    pub coverage: Vec<f64>,
}

/// Returns the weighted sum of each row of scores, with raw `weights` normalised first.
///
/// Contributions of an option add to its total. Under [`Missing::Withhold`] the contributions of the scores present
/// are still returned.
///
/// # Errors
/// Refuses weights that [`weight::normalise`] refuses, rows of another length than the weights, and non-finite
/// scores and fillings.
///
/// # Reference
/// Keeney and Raiffa (1976), *Decisions with Multiple Objectives*; DCLG (2009), *Multi-criteria analysis: a manual*,
/// appendix 4.
///
/// # Example
/// ```
/// use weighbridge::method::additive::{Missing, weighted_sum};
/// let scores = [vec![Some(80.0), None, Some(40.0)], vec![Some(20.0), Some(60.0), Some(90.0)]];
/// let result = weighted_sum(&[5.0, 3.0, 2.0], &scores, Missing::Fill(0.0)).unwrap();
/// assert_eq!(result.totals, [Some(48.0), Some(46.0)]);
/// assert_eq!(result.ranks, [Some(1), Some(2)]);
/// assert_eq!(result.coverage, [0.7, 1.0]);
/// ```
pub fn weighted_sum(
    weights: &[f64],
    scores: &[Vec<Option<f64>>],
    missing: Missing,
) -> Result<WeightedSum, AdditiveError> {
    let weights = weight::normalise(weights)?;
    if matches!(missing, Missing::Fill(points) if !points.is_finite()) {
        return Err(AdditiveError::FillNotFinite);
    }
    let mut result = WeightedSum {
        contributions: Vec::with_capacity(scores.len()),
        totals: Vec::with_capacity(scores.len()),
        coverage: Vec::with_capacity(scores.len()),
        ranks: Vec::new(),
        weights,
    };
    for (option, row) in scores.iter().enumerate() {
        check_row(option, row, result.weights.len())?;
        let (contributions, total, coverage) = sum_row(&result.weights, row, missing);
        result.contributions.push(contributions);
        result.totals.push(total);
        result.coverage.push(coverage);
    }
    result.ranks = rank::competition(&result.totals);
    Ok(result)
}

/// Returns the total of each row of a complete table that is stored row after row, with raw `weights` normalised first.
///
/// The totals of [`weighted_sum`] to the last bit, without contributions, ranks or a policy for gaps: for large tables
/// and for repeated use.
///
/// # Errors
/// Refuses weights that [`weight::normalise`] refuses, a table whose last row is not as long as the weights, and
/// scores that are not finite.
///
/// # Reference
/// As [`weighted_sum`].
///
/// # Example
/// ```
/// use weighbridge::method::additive::totals;
/// assert_eq!(totals(&[3.0, 1.0], &[40.0, 80.0, 60.0, 0.0]), Ok(vec![50.0, 45.0]));
/// ```
pub fn totals(weights: &[f64], scores: &[f64]) -> Result<Vec<f64>, AdditiveError> {
    let weights = weight::normalise(weights)?;
    let n = weights.len();
    let left_over = scores.len() % n;
    if left_over > 0 {
        return Err(AdditiveError::LengthsDiffer { option: scores.len() / n, n_weights: n, n_scores: left_over });
    }
    let mut totals = Vec::with_capacity(scores.len() / n);
    // Several rows side by side: each sum must wait for its own last addition, and not for those of the others.
    let blocks = scores.chunks_exact(ROWS * n);
    let rest = blocks.remainder();
    for block in blocks {
        let rows: [&[f64]; ROWS] = std::array::from_fn(|row| &block[row * n..(row + 1) * n]);
        let mut sums = [-0.0; ROWS];
        for (criterion, weight) in weights.iter().enumerate() {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += weight * row[criterion];
            }
        }
        totals.extend_from_slice(&sums);
    }
    totals.extend(rest.chunks_exact(n).map(|row| weights.iter().zip(row).map(|(w, points)| w * points).sum::<f64>()));
    // Finite totals have finite scores: an infinite one is never outweighed.
    if totals.iter().any(|total| !total.is_finite()) {
        if let Some(at) = scores.iter().position(|score| !score.is_finite()) {
            return Err(AdditiveError::NotFinite { option: at / n, criterion: at % n });
        }
        // Rounding of the weights has taken a total just beyond the largest number.
        totals.iter_mut().for_each(|total| *total = total.clamp(f64::MIN, f64::MAX));
    }
    Ok(totals)
}

/// Returns the lowest and highest total that each option could have, its gaps filled with `worst` and with `best`.
///
/// # Errors
/// As [`weighted_sum`].
///
/// # Example
/// ```
/// use weighbridge::method::additive::bounds;
/// let range = bounds(&[5.0, 3.0, 2.0], &[vec![None, None, Some(70.0)]], 0.0, 100.0).unwrap();
/// assert_eq!(range, [(14.0, 94.0)]);
/// ```
pub fn bounds(
    weights: &[f64],
    scores: &[Vec<Option<f64>>],
    worst: f64,
    best: f64,
) -> Result<Vec<(f64, f64)>, AdditiveError> {
    let low = weighted_sum(weights, scores, Missing::Fill(worst))?.totals;
    let high = weighted_sum(weights, scores, Missing::Fill(best))?.totals;
    Ok(low.into_iter().zip(high).filter_map(|(low, high)| Some((low?, high?))).collect())
}

/// Returns what each family of criteria adds to each total: `family_of[criterion]` names the family, from 0.
///
/// Missing contributions add nothing; a criterion whose family is `n_families` or more is left out.
///
/// # Example
/// ```
/// use weighbridge::method::additive::family_contributions;
/// let families = family_contributions(&[vec![Some(3.0), Some(4.0), None]], &[0, 1, 1], 2);
/// assert_eq!(families, [[3.0, 4.0]]);
/// ```
#[must_use]
pub fn family_contributions(
    contributions: &[Vec<Option<f64>>],
    family_of: &[usize],
    n_families: usize,
) -> Vec<Vec<f64>> {
    contributions
        .iter()
        .map(|row| {
            let mut sums = vec![0.0; n_families];
            for (&family, points) in family_of.iter().zip(row) {
                if let (Some(sum), Some(points)) = (sums.get_mut(family), points) {
                    *sum += points;
                }
            }
            sums
        })
        .collect()
}

/// Two options whose totals are too close to tell apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CloseTotals {
    /// The option with the higher total, from 0; the earlier one where the totals are the same.
    pub higher: usize,
    /// The option with the lower total, from 0.
    pub lower: usize,
    /// Points between them, 0 or more and below the materiality.
    pub gap: f64,
}

/// Returns every pair of options whose totals lie less than `materiality` points apart, the highest totals first.
///
/// Totals that tie by arithmetic (see [`rank::competition`]) are a pair at any materiality, 0 included. Closeness is
/// not handed on: of three options the outer two may differ while the middle one is close to both. Absent totals are
/// in no pair.
///
/// # Errors
/// Refuses a materiality that is negative or not finite.
///
/// # Example
/// ```
/// use weighbridge::method::additive::close_totals;
/// let close = close_totals(&[Some(60.0), Some(63.0), None, Some(61.5)], 2.0).unwrap();
/// let pairs: Vec<(usize, usize, f64)> = close.iter().map(|pair| (pair.higher, pair.lower, pair.gap)).collect();
/// assert_eq!(pairs, [(1, 3, 1.5), (3, 0, 1.5)]);
/// ```
pub fn close_totals(totals: &[Option<f64>], materiality: f64) -> Result<Vec<CloseTotals>, AdditiveError> {
    if !(materiality.is_finite() && materiality >= 0.0) {
        return Err(AdditiveError::NotAMateriality);
    }
    let ranks = rank::competition(totals);
    let mut order: Vec<(usize, usize, f64)> =
        (0..totals.len()).filter_map(|option| Some((ranks[option]?, option, totals[option]?))).collect();
    sort_by(&mut order, &mut |one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    let mut pairs = Vec::new();
    for (position, &(rank, higher, above)) in order.iter().enumerate() {
        for &(other_rank, lower, below) in &order[position + 1..] {
            let gap = if rank == other_rank { 0.0 } else { above - below };
            // Within one rank the totals are in the order of the options, so only a lower rank ends the search.
            if rank != other_rank && gap >= materiality {
                break;
            }
            pairs.push(CloseTotals { higher, lower, gap });
        }
    }
    Ok(pairs)
}

/// Refuses a row of the wrong length or with a score that is not finite.
fn check_row(option: usize, row: &[Option<f64>], n_weights: usize) -> Result<(), AdditiveError> {
    if row.len() != n_weights {
        return Err(AdditiveError::LengthsDiffer { option, n_weights, n_scores: row.len() });
    }
    match row.iter().position(|score| score.is_some_and(|s| !s.is_finite())) {
        Some(criterion) => Err(AdditiveError::NotFinite { option, criterion }),
        None => Ok(()),
    }
}

/// Returns one option's contributions, total and share of weight covered.
fn sum_row(weights: &[f64], row: &[Option<f64>], missing: Missing) -> (Vec<Option<f64>>, Option<f64>, f64) {
    let gap = weights.iter().zip(row).any(|(w, score)| *w > 0.0 && score.is_none());
    let covered: f64 = weights.iter().zip(row).filter(|(_, score)| score.is_some()).map(|(w, _)| w).sum();
    // With no gap the weights are whole by definition, whatever rounding made of their sum.
    let coverage = if gap { covered } else { 1.0 };
    let (fill, whole) = match missing {
        Missing::Withhold => (None, 1.0),
        Missing::Renormalise => (None, coverage),
        Missing::Fill(points) => (Some(points), 1.0),
    };
    let contributions: Vec<Option<f64>> = weights
        .iter()
        .zip(row)
        .map(|(w, score)| score.or(fill).map(|points| if whole > 0.0 { w / whole * points } else { 0.0 }))
        .collect();
    let withheld = match missing {
        Missing::Withhold => gap,
        Missing::Renormalise => coverage <= 0.0,
        Missing::Fill(_) => false,
    };
    let total = (!withheld).then(|| contributions.iter().flatten().sum());
    (contributions, total, coverage)
}

#[cfg(test)]
mod tests {
    use super::{AdditiveError, Missing, bounds, close_totals, totals, weighted_sum};
    use crate::method::weight::WeightError;

    #[test]
    fn one_option_one_criterion() {
        let result = weighted_sum(&[3.0], &[vec![Some(42.0)]], Missing::Withhold).unwrap();
        assert_eq!(result.totals, [Some(42.0)]);
        assert_eq!(result.ranks, [Some(1)]);
        assert_eq!(result.contributions, [[Some(42.0)]]);
    }

    #[test]
    fn no_option_is_an_empty_result() {
        let result = weighted_sum(&[1.0, 1.0], &[], Missing::Renormalise).unwrap();
        assert!(result.totals.is_empty() && result.ranks.is_empty());
    }

    #[test]
    fn nothing_scored_has_no_total_and_no_rank() {
        let scores = [vec![None, None], vec![Some(1.0), Some(2.0)]];
        for missing in [Missing::Withhold, Missing::Renormalise] {
            let result = weighted_sum(&[1.0, 1.0], &scores, missing).unwrap();
            assert_eq!(result.totals, [None, Some(1.5)]);
            assert_eq!(result.ranks, [None, Some(1)]);
            assert_eq!(result.coverage, [0.0, 1.0]);
        }
        assert_eq!(bounds(&[1.0, 1.0], &scores, 0.0, 100.0), Ok(vec![(0.0, 100.0), (1.5, 1.5)]));
    }

    #[test]
    fn a_gap_without_weight_is_not_a_gap() {
        let scores = [vec![Some(40.0), None]];
        for missing in [Missing::Withhold, Missing::Renormalise, Missing::Fill(0.0)] {
            let result = weighted_sum(&[1.0, 0.0], &scores, missing).unwrap();
            assert_eq!((result.totals[0], result.coverage[0]), (Some(40.0), 1.0));
        }
        let only_weightless = weighted_sum(&[0.0, 1.0], &scores, Missing::Renormalise).unwrap();
        assert_eq!(only_weightless.totals, [None]);
    }

    #[test]
    fn constant_columns_and_magnitudes() {
        let scores = [vec![Some(7.0), Some(1e12)], vec![Some(7.0), Some(1e-12)]];
        let result = weighted_sum(&[1e-12, 1e12], &scores, Missing::Withhold).unwrap();
        assert_eq!(result.ranks, [Some(1), Some(2)]);
        assert!(result.totals.iter().all(|t| t.is_some_and(f64::is_finite)));
        let same = weighted_sum(&[2.0, 1.0], &[vec![Some(7.0); 2], vec![Some(7.0); 2]], Missing::Withhold).unwrap();
        assert_eq!(same.ranks, [Some(1), Some(1)]);
    }

    #[test]
    fn totals_of_a_plain_table_are_those_of_the_weighted_sum() {
        let weights = [0.3, 1.7, 2.9];
        for n_options in 0..10_usize {
            let scores: Vec<f64> = (0..n_options * 3).map(|at| (at * 37 % 101) as f64 / 7.0).collect();
            let rows: Vec<Vec<Option<f64>>> =
                scores.chunks(3).map(|row| row.iter().copied().map(Some).collect()).collect();
            let plain: Vec<Option<f64>> = totals(&weights, &scores).unwrap().into_iter().map(Some).collect();
            assert_eq!(plain, weighted_sum(&weights, &rows, Missing::Withhold).unwrap().totals);
        }
    }

    #[test]
    fn totals_refuse_what_they_cannot_add() {
        let short = AdditiveError::LengthsDiffer { option: 1, n_weights: 2, n_scores: 1 };
        assert_eq!(totals(&[1.0, 1.0], &[1.0, 2.0, 3.0]), Err(short));
        let infinite = AdditiveError::NotFinite { option: 4, criterion: 1 };
        let scores: Vec<f64> = (0..12).map(|at| if at == 9 { f64::INFINITY } else { 1.0 }).collect();
        assert_eq!(totals(&[1.0, 0.0], &scores), Err(infinite));
        assert!(totals(&[], &[]).is_err());
        assert!(totals(&[1.0; 10], &[f64::MAX; 50]).unwrap().iter().all(|total| total.is_finite()));
    }

    #[test]
    fn refusals_say_where() {
        let ragged = weighted_sum(&[1.0, 1.0], &[vec![Some(1.0)]], Missing::Withhold);
        assert_eq!(ragged, Err(AdditiveError::LengthsDiffer { option: 0, n_weights: 2, n_scores: 1 }));
        let infinite = weighted_sum(&[1.0], &[vec![Some(0.0)], vec![Some(f64::INFINITY)]], Missing::Withhold);
        assert_eq!(infinite, Err(AdditiveError::NotFinite { option: 1, criterion: 0 }));
        let filled = weighted_sum(&[1.0], &[vec![None]], Missing::Fill(f64::NAN));
        assert_eq!(filled, Err(AdditiveError::FillNotFinite));
        let unweighted = weighted_sum(&[0.0], &[vec![Some(1.0)]], Missing::Withhold);
        assert_eq!(unweighted, Err(AdditiveError::Weights(WeightError::AllZero { parent: None })));
    }
    #[test]
    fn close_totals_start_below_the_materiality() {
        let gaps = |totals: &[f64], materiality| {
            let totals: Vec<_> = totals.iter().copied().map(Some).collect();
            close_totals(&totals, materiality).unwrap().into_iter().map(|pair| pair.gap).collect::<Vec<_>>()
        };
        assert!(gaps(&[62.0, 60.0], 2.0).is_empty(), "a lead of exactly the materiality is a lead");
        assert_eq!(gaps(&[62.0, 60.5, 60.0], 2.0), [1.5, 0.5]);
        assert_eq!(gaps(&[60.0, 60.0, 59.0], 0.0), [0.0], "ties of arithmetic are close at any materiality");
        assert!(gaps(&[], 2.0).is_empty() && gaps(&[1.0], 2.0).is_empty());
        for materiality in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(close_totals(&[], materiality), Err(AdditiveError::NotAMateriality));
        }
    }
}
