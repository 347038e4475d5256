//! TOPSIS: options ranked by how near they are to the best on everything and how far from the worst.
//!
//! A second opinion beside the additive model. The usual form scales by the options at hand, so adding or removing one
//! can change the order of two others; [`fixed_ideals`] is held to the declared ends and cannot do that.

use std::fmt;

use super::normalise::{NormaliseError, by_column, vector};
use super::rank;
use super::weight::{self, WeightError};

/// Why closeness cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TopsisError {
    /// The weights cannot be used.
    Weights(WeightError),
    /// The measures cannot be used.
    Measures(NormaliseError),
    /// The lists are not one entry for each criterion.
    LengthsDiffer {
        /// Number of weights.
        n_weights: usize,
        /// Number of entries found: measures in the first row, or directions.
        n_found: usize,
    },
}

impl fmt::Display for TopsisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TopsisError::Weights(error) => error.fmt(f),
            TopsisError::Measures(error) => error.fmt(f),
            TopsisError::LengthsDiffer { n_weights, n_found } => {
                write!(f, "expected one measure and one direction for each of {n_weights} weights, found {n_found}")
            }
        }
    }
}

impl std::error::Error for TopsisError {}

/// Distances to the two ideals, and the ranking they give.
#[derive(Clone, Debug, PartialEq)]
pub struct Topsis {
    /// Distance to the worst over both distances, 0 to 1, 1 = best; `None` for every option when all are the same on
    /// every criterion of weight, which leaves nothing to rank.
    pub closeness: Vec<Option<f64>>,
    /// Distance to the best on every criterion.
    pub to_ideal: Vec<f64>,
    /// Distance to the worst on every criterion.
    pub to_anti_ideal: Vec<f64>,
    /// Competition rank by closeness, 1 = closest; `None` without closeness.
    pub ranks: Vec<Option<usize>>,
}

/// Returns the closeness of each option (row) of raw measures, each column first divided by its Euclidean length.
///
/// `cost` says for each criterion whether less is better. A column of zeros says nothing and adds no distance.
///
/// # Errors
/// Refuses weights that [`weight::normalise`] refuses, lists of unequal length and measures that are not finite.
///
/// # Reference
/// Hwang and Yoon (1981), *Multiple Attribute Decision Making*.
///
/// # Example
/// ```
/// use weighbridge::method::topsis::topsis;
/// let found = topsis(&[vec![9.0, 3.0], vec![6.0, 8.0], vec![2.0, 2.0]], &[0.6, 0.4], &[false, false]).unwrap();
/// assert!((found.closeness[0].unwrap() - 0.628).abs() < 5e-4);
/// assert_eq!(found.ranks, [Some(2), Some(1), Some(3)]);
/// ```
pub fn topsis(matrix: &[Vec<f64>], weights: &[f64], cost: &[bool]) -> Result<Topsis, TopsisError> {
    let weights = checked_weights(matrix, weights)?;
    if cost.len() != weights.len() {
        return Err(TopsisError::LengthsDiffer { n_weights: weights.len(), n_found: cost.len() });
    }
    let scaled = by_column(matrix, |_, column| vector(column)).map_err(TopsisError::Measures)?;
    let weighted: Vec<Vec<f64>> =
        scaled.iter().map(|row| row.iter().zip(&weights).map(|(x, w)| x * w).collect()).collect();
    let end = |criterion: usize, best: bool| {
        let column = weighted.iter().map(|row| row[criterion]);
        if best == cost[criterion] {
            column.fold(f64::INFINITY, f64::min)
        } else {
            column.fold(f64::NEG_INFINITY, f64::max)
        }
    };
    let ideal: Vec<f64> = (0..weights.len()).map(|criterion| end(criterion, true)).collect();
    let anti_ideal: Vec<f64> = (0..weights.len()).map(|criterion| end(criterion, false)).collect();
    Ok(between(&weighted, &ideal, &anti_ideal))
}

/// Returns the closeness of each option to fixed ideals: `best` points on every criterion, and `worst` points.
///
/// Points are more-is-better, on one scale with declared ends. No option's closeness depends on another option, so
/// none can reverse the order of two others.
///
/// # Errors
/// As [`topsis`]; and refuses ends that are equal.
///
/// # Reference
/// Hwang and Yoon (1981), *Multiple Attribute Decision Making*, with the ideals taken from declared scales instead of
/// from the options.
///
/// # Example
/// ```
/// use weighbridge::method::topsis::fixed_ideals;
/// let found = fixed_ideals(&[vec![100.0, 100.0], vec![50.0, 50.0], vec![0.0, 0.0]], &[3.0, 1.0], 0.0, 100.0);
/// assert_eq!(found.unwrap().closeness, [Some(1.0), Some(0.5), Some(0.0)]);
/// ```
pub fn fixed_ideals(points: &[Vec<f64>], weights: &[f64], worst: f64, best: f64) -> Result<Topsis, TopsisError> {
    let weights = checked_weights(points, weights)?;
    let scaled =
        by_column(points, |_, column| super::normalise::fixed(column, worst, best)).map_err(TopsisError::Measures)?;
    let weighted: Vec<Vec<f64>> =
        scaled.iter().map(|row| row.iter().zip(&weights).map(|(x, w)| x * w).collect()).collect();
    Ok(between(&weighted, &weights, &vec![0.0; weights.len()]))
}

fn checked_weights(matrix: &[Vec<f64>], weights: &[f64]) -> Result<Vec<f64>, TopsisError> {
    let weights = weight::normalise(weights).map_err(TopsisError::Weights)?;
    match matrix.first().map(Vec::len).filter(|&n| n != weights.len()) {
        Some(n_found) => Err(TopsisError::LengthsDiffer { n_weights: weights.len(), n_found }),
        None => Ok(weights),
    }
}

/// Returns where weighted rows stand between two ideals.
fn between(weighted: &[Vec<f64>], ideal: &[f64], anti_ideal: &[f64]) -> Topsis {
    let to = |end: &[f64]| -> Vec<f64> { weighted.iter().map(|row| distance(row, end)).collect() };
    let (to_ideal, to_anti_ideal) = (to(ideal), to(anti_ideal));
    let closeness: Vec<Option<f64>> = to_ideal
        .iter()
        .zip(&to_anti_ideal)
        .map(|(best, worst)| (best + worst > 0.0).then(|| worst / (best + worst)))
        .collect();
    let ranks = rank::competition(&closeness);
    Topsis { closeness, to_ideal, to_anti_ideal, ranks }
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).fold(0.0, |sum, square| sum + square).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{TopsisError, fixed_ideals, topsis};

    #[test]
    fn five_options() {
        let rows = [
            [250.0, 16.0, 12.0, 5.0],
            [200.0, 16.0, 8.0, 3.0],
            [300.0, 32.0, 16.0, 4.0],
            [275.0, 32.0, 8.0, 4.0],
            [225.0, 16.0, 16.0, 2.0],
        ];
        let matrix: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        let found = topsis(&matrix, &[1.0; 4], &[true, false, false, false]).unwrap();
        for (actual, wanted) in found.closeness.iter().zip([0.534_277, 0.308_368, 0.691_632, 0.534_737, 0.401_046]) {
            assert!((actual.unwrap() - wanted).abs() < 1e-6);
        }
    }

    #[test]
    fn identical_options_are_not_ranked_and_zeros_say_nothing() {
        for matrix in [vec![vec![4.0, 4.0], vec![4.0, 4.0]], vec![vec![7.0, 3.0]], vec![vec![0.0, 0.0]]] {
            let found = topsis(&matrix, &[1.0, 1.0], &[false, true]).unwrap();
            assert!(found.closeness.iter().all(Option::is_none) && found.ranks.iter().all(Option::is_none));
        }
        let zeros = topsis(&[vec![0.0, 1.0], vec![0.0, 2.0]], &[1.0, 1.0], &[false, false]).unwrap();
        assert_eq!(zeros.closeness, [Some(0.0), Some(1.0)]);
        assert!(topsis(&[], &[1.0], &[false]).unwrap().closeness.is_empty());
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, f64::MAX] {
            let found = topsis(&[vec![size, 0.0], vec![0.0, size]], &[3.0, 1.0], &[false, false]).unwrap();
            assert!((found.closeness[0].unwrap() - 0.75).abs() < 1e-12, "{size}");
        }
    }

    #[test]
    fn refusals() {
        let two = [vec![1.0, 2.0]];
        let short = Err(TopsisError::LengthsDiffer { n_weights: 2, n_found: 1 });
        assert_eq!(topsis(&two, &[1.0, 1.0], &[false]), short);
        assert_eq!(fixed_ideals(&[vec![1.0]], &[1.0, 1.0], 0.0, 100.0), short);
        assert!(matches!(topsis(&two, &[0.0, 0.0], &[false; 2]), Err(TopsisError::Weights(_))));
        assert!(matches!(topsis(&[vec![f64::NAN]], &[1.0], &[false]), Err(TopsisError::Measures(_))));
        assert!(matches!(topsis(&[vec![1.0], vec![]], &[1.0], &[false]), Err(TopsisError::Measures(_))));
        assert!(matches!(fixed_ideals(&two, &[1.0, 1.0], 5.0, 5.0), Err(TopsisError::Measures(_))));
    }
}
