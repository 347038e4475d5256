//! Rescaling a column of raw measures by the options at hand, or by a fixed scale.
//!
//! Needed by methods that others use (TOPSIS, reciprocal scoring) and to check against them. All but [`fixed`] are
//! local: adding or removing an option changes everybody's figures and can reverse ranks. An appraisal's own points
//! come from [`value`](super::value).

use std::fmt;

use super::value::{self, ValueError};

/// Why a column cannot be rescaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NormaliseError {
    /// A measure is infinite or NaN, or too large to be added up.
    NotFinite,
    /// The figure to divide by (the sum, or the largest measure) is zero or less although the measures are not all 0.
    NoSize,
    /// The reciprocal of zero or of a negative cost was asked for.
    CostNotPositive {
        /// The row (option), from 0.
        option: usize,
    },
    /// The fixed scale cannot be used.
    Scale(ValueError),
    /// The rows of a matrix have different lengths.
    LengthsDiffer {
        /// The first row, from 0, that differs from the first.
        option: usize,
    },
}

impl fmt::Display for NormaliseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NormaliseError::NotFinite => write!(f, "expected finite measures of a size that can be added up"),
            NormaliseError::NoSize => write!(f, "expected measures with a sum and a maximum above zero"),
            NormaliseError::CostNotPositive { option } => {
                write!(f, "expected a cost above zero for option {}", option + 1)
            }
            NormaliseError::Scale(error) => error.fmt(f),
            NormaliseError::LengthsDiffer { option } => {
                write!(f, "expected as many measures for option {} as for option 1", option + 1)
            }
        }
    }
}

impl std::error::Error for NormaliseError {}

/// Returns the column on 0 to 1 between its own lowest and highest measure; reversed where `cost` (lower is better).
///
/// A constant column has no scale and is 0 for every option: it then adds nothing to anybody.
///
/// # Errors
/// Refuses measures that are not finite.
///
/// # Reference
/// Hwang and Yoon (1981), *Multiple Attribute Decision Making* (linear scale transformation).
///
/// # Example
/// ```
/// use weighbridge::method::normalise::min_max;
/// assert_eq!(min_max(&[250.0, 200.0, 300.0], true), Ok(vec![0.5, 1.0, 0.0]));
/// assert_eq!(min_max(&[3.0, 3.0], false), Ok(vec![0.0, 0.0]));
/// ```
pub fn min_max(column: &[f64], cost: bool) -> Result<Vec<f64>, NormaliseError> {
    let low = column.iter().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (worst, best) = if cost { (high, low) } else { (low, high) };
    match fixed(column, worst, best) {
        Err(NormaliseError::Scale(ValueError::ZeroWidth)) => Ok(vec![0.0; column.len()]),
        other => other,
    }
}

/// Returns the column on 0 (`worst`) to 1 (`best`) of a declared scale, held at the ends.
///
/// # Errors
/// Refuses a scale of no width and measures that are not finite.
///
/// # Reference
/// Monat (2009), *The benefits of global scaling in multi-criteria decision analysis*.
///
/// # Example
/// ```
/// use weighbridge::method::normalise::fixed;
/// assert_eq!(fixed(&[250.0, 200.0, 350.0], 300.0, 100.0), Ok(vec![0.25, 0.5, 0.0]));
/// ```
pub fn fixed(column: &[f64], worst: f64, best: f64) -> Result<Vec<f64>, NormaliseError> {
    column
        .iter()
        .map(|&measure| match value::linear(worst, best, measure) {
            Ok(valued) => Ok(valued.points / 100.0),
            Err(ValueError::NotFinite) => Err(NormaliseError::NotFinite),
            Err(error) => Err(NormaliseError::Scale(error)),
        })
        .collect()
}

/// Returns the column divided by its Euclidean length; all zeros stay zeros.
///
/// # Errors
/// Refuses measures that are not finite.
///
/// # Reference
/// Hwang and Yoon (1981), *Multiple Attribute Decision Making* (vector normalisation).
///
/// # Example
/// ```
/// assert_eq!(weighbridge::method::normalise::vector(&[3.0, -4.0]), Ok(vec![0.6, -0.8]));
/// ```
pub fn vector(column: &[f64]) -> Result<Vec<f64>, NormaliseError> {
    let largest = largest_size(column)?;
    if largest <= 0.0 {
        return Ok(column.to_vec());
    }
    let squares = |scale: f64| column.iter().map(|x| (x / scale) * (x / scale)).sum::<f64>();
    // Squares of very large or very small measures leave the range of numbers: those columns are scaled first.
    let scale = if (1e-100..=1e100).contains(&largest) { 1.0 } else { largest };
    let length = squares(scale).sqrt();
    Ok(column.iter().map(|x| x / scale / length).collect())
}

/// Returns the column divided by its sum; all zeros stay zeros.
///
/// # Errors
/// Refuses measures that are not finite or that add to zero or less.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::method::normalise::sum(&[1.0, 3.0]), Ok(vec![0.25, 0.75]));
/// ```
pub fn sum(column: &[f64]) -> Result<Vec<f64>, NormaliseError> {
    if largest_size(column)? <= 0.0 {
        return Ok(column.to_vec());
    }
    divide(column, column.iter().sum())
}

/// Returns the column divided by its largest measure; all zeros stay zeros.
///
/// # Errors
/// Refuses measures that are not finite or none of which is above zero.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::method::normalise::max(&[1.0, 4.0]), Ok(vec![0.25, 1.0]));
/// ```
pub fn max(column: &[f64]) -> Result<Vec<f64>, NormaliseError> {
    if largest_size(column)? <= 0.0 {
        return Ok(column.to_vec());
    }
    divide(column, column.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// Returns the column divided by its sum, each measure first replaced by its reciprocal where `cost`.
///
/// # Errors
/// Refuses a cost of zero or less, and what [`sum`] refuses.
///
/// # Reference
/// Kracka, Brauers and Zavadskas (2010), *Ranking heating losses in a building by applying the MULTIMOORA*.
///
/// # Example
/// ```
/// use weighbridge::method::normalise::invert_sum;
/// assert_eq!(invert_sum(&[1.0, 0.25], true), Ok(vec![0.2, 0.8]));
/// ```
pub fn invert_sum(column: &[f64], cost: bool) -> Result<Vec<f64>, NormaliseError> {
    if !cost {
        return sum(column);
    }
    largest_size(column)?;
    if let Some(option) = column.iter().position(|measure| *measure <= 0.0) {
        return Err(NormaliseError::CostNotPositive { option });
    }
    let reciprocals: Vec<f64> = column.iter().map(|measure| 1.0 / measure).collect();
    sum(&reciprocals)
}

/// Returns the matrix (rows are options) with `rescale` applied to each column; it is told the column's position.
///
/// # Errors
/// Refuses rows of different lengths; passes on what `rescale` refuses.
///
/// # Example
/// ```
/// use weighbridge::method::normalise::{by_column, max};
/// let scaled = by_column(&[vec![1.0, 5.0], vec![2.0, 10.0]], |_, column| max(column));
/// assert_eq!(scaled, Ok(vec![vec![0.5, 0.5], vec![1.0, 1.0]]));
/// ```
pub fn by_column<F>(matrix: &[Vec<f64>], rescale: F) -> Result<Vec<Vec<f64>>, NormaliseError>
where
    F: Fn(usize, &[f64]) -> Result<Vec<f64>, NormaliseError>,
{
    let n_columns = matrix.first().map_or(0, Vec::len);
    if let Some(option) = matrix.iter().position(|row| row.len() != n_columns) {
        return Err(NormaliseError::LengthsDiffer { option });
    }
    let mut scaled = vec![Vec::with_capacity(n_columns); matrix.len()];
    for position in 0..n_columns {
        let column: Vec<f64> = matrix.iter().map(|row| row[position]).collect();
        for (row, measure) in scaled.iter_mut().zip(rescale(position, &column)?) {
            row.push(measure);
        }
    }
    Ok(scaled)
}

/// Returns the largest absolute measure, 0 for an empty column; refuses measures that are not finite.
fn largest_size(column: &[f64]) -> Result<f64, NormaliseError> {
    if column.iter().all(|measure| measure.is_finite()) {
        Ok(column.iter().fold(0.0, |largest, measure| largest.max(measure.abs())))
    } else {
        Err(NormaliseError::NotFinite)
    }
}

/// Divides every measure by a figure that must be finite and above zero.
fn divide(column: &[f64], by: f64) -> Result<Vec<f64>, NormaliseError> {
    if !by.is_finite() {
        return Err(NormaliseError::NotFinite);
    }
    if by <= 0.0 {
        return Err(NormaliseError::NoSize);
    }
    let scaled: Vec<f64> = column.iter().map(|measure| measure / by).collect();
    // Measures that cancel to almost nothing are larger than their sum by more than a number can say.
    if scaled.iter().all(|measure| measure.is_finite()) { Ok(scaled) } else { Err(NormaliseError::NoSize) }
}

#[cfg(test)]
mod tests {
    use super::{NormaliseError, by_column, invert_sum, max, min_max, sum, vector};

    #[test]
    fn one_option() {
        assert_eq!(min_max(&[5.0], false), Ok(vec![0.0]));
        assert_eq!(vector(&[5.0]), Ok(vec![1.0]));
        assert_eq!(sum(&[5.0]), Ok(vec![1.0]));
        assert_eq!(max(&[5.0]), Ok(vec![1.0]));
        assert_eq!(invert_sum(&[5.0], true), Ok(vec![1.0]));
    }

    #[test]
    fn zeros_and_nothing() {
        for rescale in [vector, sum, max] {
            assert_eq!(rescale(&[0.0, 0.0]), Ok(vec![0.0, 0.0]));
            assert_eq!(rescale(&[]), Ok(vec![]));
            assert_eq!(rescale(&[f64::NAN]), Err(NormaliseError::NotFinite));
        }
        assert_eq!(min_max(&[], true), Ok(vec![]));
        assert_eq!(min_max(&[f64::INFINITY], true), Err(NormaliseError::NotFinite));
        assert_eq!(by_column(&[], |_, column| sum(column)), Ok(vec![]));
    }

    #[test]
    fn refuses_what_has_no_size() {
        assert_eq!(sum(&[1.0, -1.0]), Err(NormaliseError::NoSize));
        assert_eq!(max(&[-1.0, -2.0]), Err(NormaliseError::NoSize));
        assert_eq!(sum(&[f64::MAX, f64::MAX]), Err(NormaliseError::NotFinite));
        assert_eq!(invert_sum(&[1.0, 0.0], true), Err(NormaliseError::CostNotPositive { option: 1 }));
        let ragged = by_column(&[vec![1.0], vec![]], |_, column| sum(column));
        assert_eq!(ragged, Err(NormaliseError::LengthsDiffer { option: 1 }));
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let unit = vector(&[3.0 * size, 4.0 * size]).unwrap();
            assert!((unit[0] - 0.6).abs() < 1e-15 && (unit[1] - 0.8).abs() < 1e-15, "{size}");
            assert_eq!(min_max(&[size, 0.0], false), Ok(vec![1.0, 0.0]));
            assert_eq!(max(&[size, size]), Ok(vec![1.0, 1.0]));
        }
    }
}
