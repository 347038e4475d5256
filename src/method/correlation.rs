//! How far two orderings of the same things agree, with ties counted properly.
//!
//! Used between criteria (do two of them rank the options alike?) and between methods. Agreement of more than two is
//! [`concordance`](super::group::concordance). No significance is claimed: options are not a sample.

use std::cmp::Ordering;
use std::fmt;

/// Why two lists cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrelationError {
    /// The lists have different lengths.
    LengthsDiffer {
        /// Length of the first list.
        n_first: usize,
        /// Length of the second list.
        n_second: usize,
    },
    /// A number is infinite or NaN.
    NotFinite {
        /// Its position, from 0.
        index: usize,
    },
}

impl fmt::Display for CorrelationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CorrelationError::LengthsDiffer { n_first, n_second } => {
                write!(f, "expected two lists of the same length, found {n_first} and {n_second} numbers")
            }
            CorrelationError::NotFinite { index } => write!(f, "expected a finite number at position {}", index + 1),
        }
    }
}

impl std::error::Error for CorrelationError {}

/// Returns the rank of each number, 1 = smallest; equal numbers share the mean of the ranks that they occupy.
///
/// Numbers are equal when they are exactly the same. NaN ranks above every number.
///
/// # Reference
/// Kendall (1945), *The treatment of ties in ranking problems*.
///
/// # Example
/// ```
/// use weighbridge::method::correlation::mid_ranks;
/// assert_eq!(mid_ranks(&[40.0, 10.0, 40.0, 70.0]), [2.5, 1.0, 2.5, 4.0]);
/// ```
#[must_use]
pub fn mid_ranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<(i64, usize)> = numbers.iter().map(|number| ordinal(*number)).zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0.0; numbers.len()];
    let mut n_below = 0;
    for run in order.chunk_by(|one, other| one.0 == other.0) {
        // The mean of n_below + 1 to n_below + the length of the run.
        let rank = n_below as f64 + (run.len() + 1) as f64 / 2.0;
        run.iter().for_each(|&(_, index)| ranks[index] = rank);
        n_below += run.len();
    }
    ranks
}

/// Returns a whole number that stands among others as the number does, the two zeros as one, so that many can be sorted
/// quickly.
fn ordinal(number: f64) -> i64 {
    // Adding zero makes the two zeros one. The bits of negative numbers run the other way: see `f64::total_cmp`.
    let bits = (number + 0.0).to_bits().cast_signed();
    bits ^ (i64::MAX & (bits >> 63))
}

/// Returns Spearman's rank correlation, -1 to 1; `None` where a list is constant or holds fewer than two numbers.
///
/// Pearson's correlation of the mid-ranks, which is right with ties; the short formula is not.
///
/// # Errors
/// Refuses lists of different lengths and numbers that are not finite.
///
/// # Reference
/// Spearman (1904), *The proof and measurement of association between two things*.
///
/// # Example
/// ```
/// use weighbridge::method::correlation::spearman;
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 40.0, 30.0]), Ok(Some(0.5)));
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[5.0, 5.0, 5.0]), Ok(None));
/// ```
pub fn spearman(first: &[f64], second: &[f64]) -> Result<Option<f64>, CorrelationError> {
    check(first, second)?;
    // Twice the rank less its mean is a whole number: every sum here is exact.
    let centred = |numbers: &[f64]| -> Vec<f64> {
        let twice_mean = (numbers.len() + 1) as f64;
        mid_ranks(numbers).into_iter().map(|rank| 2.0 * rank - twice_mean).collect()
    };
    let (a, b) = (centred(first), centred(second));
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    Ok(ratio(product(&a, &b), product(&a, &a), product(&b, &b)))
}

/// Returns Kendall's tau-b, -1 to 1; `None` where a list is constant or holds fewer than two numbers.
///
/// # Errors
/// Refuses lists of different lengths and numbers that are not finite.
///
/// # Reference
/// Kendall (1945), *The treatment of ties in ranking problems* (tau-b).
///
/// # Example
/// ```
/// use weighbridge::method::correlation::kendall_tau_b;
/// let tau = kendall_tau_b(&[1.0, 2.0, 3.0], &[10.0, 40.0, 30.0]).unwrap().unwrap();
/// assert!((tau - 1.0 / 3.0).abs() < 1e-15);
/// ```
pub fn kendall_tau_b(first: &[f64], second: &[f64]) -> Result<Option<f64>, CorrelationError> {
    check(first, second)?;
    let sign = |a: f64, b: f64| match a.partial_cmp(&b) {
        Some(Ordering::Less) => -1_i64,
        Some(Ordering::Greater) => 1,
        _ => 0,
    };
    let (mut agreement, mut n_first, mut n_second) = (0_i64, 0_i64, 0_i64);
    for i in 1..first.len() {
        for j in 0..i {
            let (a, b) = (sign(first[i], first[j]), sign(second[i], second[j]));
            agreement += a * b;
            n_first += a * a;
            n_second += b * b;
        }
    }
    Ok(ratio(agreement as f64, n_first as f64, n_second as f64))
}

/// Returns a cross product over the root of its two squares, held to -1 to 1; `None` where a square is zero.
fn ratio(cross: f64, first: f64, second: f64) -> Option<f64> {
    (first > 0.0 && second > 0.0).then(|| (cross / (first * second).sqrt()).clamp(-1.0, 1.0))
}

fn check(first: &[f64], second: &[f64]) -> Result<(), CorrelationError> {
    if first.len() != second.len() {
        return Err(CorrelationError::LengthsDiffer { n_first: first.len(), n_second: second.len() });
    }
    match first.iter().zip(second).position(|(a, b)| !(a.is_finite() && b.is_finite())) {
        Some(index) => Err(CorrelationError::NotFinite { index }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{CorrelationError, kendall_tau_b, mid_ranks, spearman};

    #[test]
    fn nothing_one_and_constant_have_no_correlation() {
        for correlation in [spearman, kendall_tau_b] {
            assert_eq!(correlation(&[], &[]), Ok(None));
            assert_eq!(correlation(&[1.0], &[2.0]), Ok(None));
            assert_eq!(correlation(&[3.0, 3.0], &[1.0, 2.0]), Ok(None));
            assert_eq!(correlation(&[0.0, -0.0], &[1.0, 2.0]), Ok(None), "the two zeros are one number");
        }
    }

    #[test]
    fn perfect_agreement_at_every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let (up, down) = ([size, 2.0 * size, 3.0 * size], [-size, -2.0 * size, -3.0 * size]);
            for correlation in [spearman, kendall_tau_b] {
                assert_eq!(correlation(&up, &[1.0, 2.0, 3.0]), Ok(Some(1.0)));
                assert_eq!(correlation(&up, &down), Ok(Some(-1.0)));
            }
        }
    }

    #[test]
    fn refuses_what_cannot_be_paired() {
        let differ = Err(CorrelationError::LengthsDiffer { n_first: 1, n_second: 2 });
        assert_eq!(spearman(&[1.0], &[1.0, 2.0]), differ);
        assert_eq!(kendall_tau_b(&[1.0, f64::NAN], &[1.0, 2.0]), Err(CorrelationError::NotFinite { index: 1 }));
        assert_eq!(spearman(&[1.0, 2.0], &[f64::INFINITY, 2.0]), Err(CorrelationError::NotFinite { index: 0 }));
    }

    #[test]
    fn mid_ranks_of_nothing_and_of_one_run() {
        assert!(mid_ranks(&[]).is_empty());
        assert_eq!(mid_ranks(&[7.0; 3]), [2.0; 3]);
        assert_eq!(mid_ranks(&[-0.0, 0.0]), [1.5, 1.5]);
    }
}
