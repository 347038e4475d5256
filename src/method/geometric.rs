//! The weighted geometric mean: a check on whether an additive winner leans on compensation.
//!
//! In the additive model a very low score on one criterion can be made up elsewhere; in this one a zero cannot. Where
//! the two disagree on the leader, the shape of the model decides the case and a person should look. It is never an
//! appraisal's own total.

use super::additive::{AdditiveError, Missing, weighted_sum};
use super::{rank, weight};

/// Totals by geometric means. Rows are options.
#[derive(Clone, Debug, PartialEq)]
pub struct GeometricMean {
    /// Weighted geometric mean of each option's points; `None` where a score on a criterion of weight is missing.
    pub totals: Vec<Option<f64>>,
    /// Competition rank of each total, 1 = highest.
    pub ranks: Vec<Option<usize>>,
    /// The criteria of weight on which each option scores zero, which alone makes its total zero.
    pub zeros: Vec<Vec<usize>>,
}

impl GeometricMean {
    /// Returns whether the same options lead as under these ranks, which are those of the additive model.
    #[must_use]
    pub fn same_leaders(&self, additive: &[Option<usize>]) -> bool {
        self.ranks.len() == additive.len()
            && self.ranks.iter().zip(additive).all(|(own, other)| (*own == Some(1)) == (*other == Some(1)))
    }
}

/// Returns the product of each option's points raised to the normalised weights.
///
/// Points are zero or more. A criterion without weight has no say, whether scored or not.
///
/// # Errors
/// Refuses what [`weighted_sum`] refuses, and negative points as [`AdditiveError::Negative`].
///
/// # Reference
/// Keeney and Raiffa (1976), *Decisions with Multiple Objectives* (forms other than the additive); Hwang and Yoon
/// (1981), *Multiple Attribute Decision Making* (weighted product).
///
/// # Example
/// ```
/// use weighbridge::method::geometric::geometric_mean;
/// let result = geometric_mean(&[1.0, 1.0], &[vec![Some(100.0), Some(1.0)], vec![Some(40.0), Some(40.0)]]).unwrap();
/// // The additive model has 50.5 against 40.
/// assert!((result.totals[0].unwrap() - 10.0).abs() < 1e-12);
/// assert_eq!(result.ranks, [Some(2), Some(1)]);
/// assert!(!result.same_leaders(&[Some(1), Some(2)]));
/// ```
pub fn geometric_mean(weights: &[f64], scores: &[Vec<Option<f64>>]) -> Result<GeometricMean, AdditiveError> {
    // The additive total checks weights and rows, and says which options have a gap that matters.
    let present = weighted_sum(weights, scores, Missing::Withhold)?.totals;
    let weights = weight::normalise(weights)?;
    for (option, row) in scores.iter().enumerate() {
        if let Some(criterion) = row.iter().position(|score| score.is_some_and(|points| points < 0.0)) {
            return Err(AdditiveError::Negative { option, criterion });
        }
    }
    let counted = |row: &[Option<f64>]| -> Vec<(usize, f64, f64)> {
        let pairs = weights.iter().zip(row).enumerate();
        pairs
            .filter(|(_, (w, _))| **w > 0.0)
            .filter_map(|(j, (w, score))| score.map(|points| (j, *w, points)))
            .collect()
    };
    let zeros: Vec<Vec<usize>> = scores
        .iter()
        .map(|row| counted(row).into_iter().filter(|(.., points)| *points <= 0.0).map(|(j, ..)| j).collect())
        .collect();
    let totals: Vec<Option<f64>> = (0..scores.len())
        .map(|option| {
            present[option]?;
            if !zeros[option].is_empty() {
                return Some(0.0);
            }
            let sum: f64 = counted(&scores[option]).into_iter().map(|(_, w, points)| w * libm::log(points)).sum();
            Some(libm::exp(sum).min(f64::MAX))
        })
        .collect();
    Ok(GeometricMean { ranks: rank::competition(&totals), totals, zeros })
}

#[cfg(test)]
mod tests {
    use super::geometric_mean;
    use crate::method::additive::AdditiveError;

    #[test]
    fn a_zero_cannot_be_made_up_unless_it_has_no_weight() {
        let scores = [vec![Some(100.0), Some(0.0)], vec![Some(1.0), Some(1.0)]];
        let counted = geometric_mean(&[1.0, 1.0], &scores).unwrap();
        assert_eq!((counted.totals[0], counted.ranks[0]), (Some(0.0), Some(2)));
        assert_eq!(counted.zeros, [vec![1], vec![]]);
        let idle = geometric_mean(&[1.0, 0.0], &scores).unwrap();
        assert_eq!((idle.ranks[0], idle.zeros[0].len()), (Some(1), 0));
    }

    #[test]
    fn gaps_one_option_and_magnitudes() {
        let gap = geometric_mean(&[1.0, 1.0], &[vec![Some(5.0), None], vec![Some(5.0), Some(5.0)]]).unwrap();
        assert_eq!((gap.totals[0], gap.ranks[1]), (None, Some(1)));
        assert!(geometric_mean(&[1.0], &[]).unwrap().totals.is_empty());
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let level = geometric_mean(&[3.0, 1.0], &[vec![Some(size), Some(size)]]).unwrap().totals[0].unwrap();
            assert!((level / size - 1.0).abs() < 1e-12, "{size}");
        }
    }

    #[test]
    fn refuses_points_below_zero() {
        let refused = geometric_mean(&[1.0, 1.0], &[vec![Some(5.0), Some(-1.0)]]);
        assert_eq!(refused, Err(AdditiveError::Negative { option: 0, criterion: 1 }));
    }
}
