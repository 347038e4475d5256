//! Judgements balanced by their row geometric means: where the eigenvalue and the priorities are computed.
//!
//! Takes checked matrices only; refusals belong to the parent.

use super::{AhpError, Consistency, RandomIndex, check};

/// Relative distance of the bounds on the largest eigenvalue at which the iteration stops, beside rounding.
const CONVERGED: f64 = 1e-13;

/// Judgements taken apart into what the row geometric means explain and what they leave over.
///
/// What is left over is near 1 everywhere, however far apart the judgements are, so the eigenvalue comes out to the
/// last digits.
pub(super) struct Balanced {
    /// Logarithm of each row's geometric mean.
    logs: Vec<f64>,
    /// Logarithm of each judgement over the ratio of the two geometric means.
    residuals: Vec<Vec<f64>>,
}

impl Balanced {
    pub(super) fn new(matrix: &[Vec<f64>]) -> Result<Balanced, AhpError> {
        check(matrix)?;
        let raw: Vec<Vec<f64>> = matrix.iter().map(|row| row.iter().map(|a| libm::log(*a)).collect()).collect();
        let logs: Vec<f64> = raw.iter().map(|row| row.iter().sum::<f64>() / row.len() as f64).collect();
        let residuals = raw
            .iter()
            .zip(&logs)
            .map(|(row, own)| row.iter().zip(&logs).map(|(a, other)| a - own + other).collect())
            .collect();
        Ok(Balanced { logs, residuals })
    }

    /// Returns the geometric means times these factors, as shares of 1.
    pub(super) fn priorities(&self, factors: &[f64]) -> Vec<f64> {
        let largest = self.logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = self.logs.iter().zip(factors).map(|(log, by)| libm::exp(log - largest) * by).collect();
        let sum: f64 = raw.iter().sum();
        raw.into_iter().map(|priority| priority / sum).collect()
    }

    /// Returns the largest eigenvalue and its eigenvector over the geometric means, by power iteration.
    pub(super) fn eigen(&self) -> (f64, Vec<f64>) {
        let n = self.logs.len();
        let judgements: Vec<Vec<f64>> =
            self.residuals.iter().map(|row| row.iter().map(|r| libm::exp(*r)).collect()).collect();
        let mut vector = vec![1.0 / n as f64; n];
        let mut lambda = n as f64;
        let mut stepper: Option<Vec<Vec<f64>>> = None;
        for n_steps in 1..=2048 {
            let image = product(&judgements, &vector);
            let ratios = || image.iter().zip(&vector).map(|(image, own)| image / own);
            lambda = ratios().sum::<f64>() / n as f64;
            let (low, high) = (ratios().fold(f64::INFINITY, f64::min), ratios().fold(0.0, f64::max));
            if high - low <= (CONVERGED + n as f64 * f64::EPSILON) * lambda {
                break;
            }
            // Adding a multiple of the vector keeps judgements that go round in a circle from swinging for ever.
            let shift = lambda / 4.0;
            let next: Vec<f64> = match &stepper {
                None => image.iter().zip(&vector).map(|(image, own)| image + shift * own).collect(),
                Some(power) => product(power, &vector),
            };
            let sum: f64 = next.iter().sum();
            // A floor far below any rounding keeps the ratios defined.
            vector = next.into_iter().map(|x| (x / sum).max(1e-300)).collect();
            // Two eigenvalues close together make small steps: double the stride from time to time.
            if n_steps % 64 == 0 {
                stepper = Some(doubled(stepper.as_deref().unwrap_or(&judgements), shift, stepper.is_none()));
            }
        }
        (lambda, vector)
    }

    pub(super) fn consistency(&self, lambda_max: f64, random_index: RandomIndex) -> Consistency {
        let n = self.logs.len();
        let size = n as f64;
        let random_index_value = random_index.value(n);
        // Rounding alone must not look like a contradiction.
        let excess = if lambda_max - size <= 1e-13 * size { 0.0 } else { lambda_max - size };
        let index = if n <= 2 { 0.0 } else { excess / (size - 1.0) };
        let squares: f64 = (0..n).map(|row| self.residuals[row][row + 1..].iter().map(|r| r * r).sum::<f64>()).sum();
        Consistency {
            lambda_max,
            index,
            ratio: if n <= 2 { Some(0.0) } else { random_index_value.map(|value| index / value) },
            random_index,
            random_index_value,
            geometric_index: if n <= 2 { 0.0 } else { 2.0 / ((size - 1.0) * (size - 2.0)) * squares },
        }
    }
}

/// Returns the matrix times the vector.
fn product(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| row.iter().zip(vector).map(|(a, x)| a * x).sum()).collect()
}

/// Returns the square of the matrix, with `shift` added on the diagonal first where `shifted`, largest entry 1.
fn doubled(matrix: &[Vec<f64>], shift: f64, shifted: bool) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let mut base = matrix.to_vec();
    if shifted {
        (0..n).for_each(|place| base[place][place] += shift);
    }
    scale(&mut base);
    let columns: Vec<Vec<f64>> = (0..n).map(|column| base.iter().map(|row| row[column]).collect()).collect();
    let mut square: Vec<Vec<f64>> = base.iter().map(|row| product(&columns, row)).collect();
    scale(&mut square);
    square
}

/// Divides every entry by the largest.
fn scale(matrix: &mut [Vec<f64>]) {
    let largest = matrix.iter().flatten().copied().fold(0.0, f64::max);
    matrix.iter_mut().flatten().for_each(|entry| *entry /= largest);
}
