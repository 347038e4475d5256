//! Weights from pairwise comparisons (the analytic hierarchy process), and how consistent the comparisons are.
//!
//! Meant for weighting criteria; comparing options in pairs as well is in [`hierarchy`], with its warning. A ratio
//! under 0.10 says that judgements do not contradict each other, not that they are right, and nothing about ranges.

mod balanced;
mod consistency;
pub mod hierarchy;

use std::fmt;

use balanced::Balanced;
pub use consistency::{ACCEPTED_RATIO, Consistency, RandomIndex, accepted_geometric_index};

/// How far the product of a judgement and its opposite may lie from 1: enough for 1/3 typed to seven digits.
const RECIPROCITY: f64 = 1e-6;

/// Judgements lie between 1 over this and this, so that products of three of them are still numbers.
const LARGEST: f64 = 1e30;

/// Why a matrix of judgements cannot be used. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AhpError {
    /// There is nothing to compare.
    Empty,
    /// A row does not have as many entries as there are rows.
    NotSquare {
        /// The row.
        row: usize,
        /// Number of rows.
        n_rows: usize,
        /// Number of entries in the row.
        n_entries: usize,
    },
    /// A judgement is zero, negative, infinite or NaN.
    NotPositive {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A judgement is above 1e30 or below 1e-30.
    OutOfRange {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A judgement is not 1 over the opposite one. On the diagonal: not 1.
    NotReciprocal {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// The stated random index is not above zero.
    IndexNotPositive,
    /// The matrices of a group have different sizes.
    SizesDiffer {
        /// The first participant, from 0, whose matrix has another size than the first.
        participant: usize,
    },
    /// One participant's matrix cannot be used.
    Participant {
        /// The participant, from 0.
        participant: usize,
        /// What is wrong with the matrix.
        error: Box<AhpError>,
    },
}

impl fmt::Display for AhpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AhpError::Empty => write!(f, "expected at least one thing to compare"),
            AhpError::NotSquare { row, n_rows, n_entries } => {
                write!(f, "expected {n_rows} judgements in row {}, found {n_entries}", row + 1)
            }
            AhpError::NotPositive { row, column } => {
                write!(f, "expected a judgement above zero in row {}, column {}", row + 1, column + 1)
            }
            AhpError::OutOfRange { row, column } => {
                write!(f, "expected a judgement between 1e-30 and 1e30 in row {}, column {}", row + 1, column + 1)
            }
            AhpError::NotReciprocal { row, column } if row == column => {
                write!(f, "expected 1 in row {0}, column {0}", row + 1)
            }
            AhpError::NotReciprocal { row, column } => {
                write!(f, "expected 1 over row {1}, column {0} in row {0}, column {1}", row + 1, column + 1)
            }
            AhpError::IndexNotPositive => write!(f, "expected a finite random index above zero"),
            AhpError::SizesDiffer { participant } => {
                write!(f, "expected as many judgements from participant {} as from participant 1", participant + 1)
            }
            AhpError::Participant { participant, error } => write!(f, "participant {}: {error}", participant + 1),
        }
    }
}

impl std::error::Error for AhpError {}

/// How priorities are derived from judgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorityMethod {
    /// The eigenvector of the largest eigenvalue.
    Eigenvector,
    /// The geometric mean of each row.
    GeometricMean,
}

/// The judgement that fits the rest worst. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct WorstJudgement {
    /// The row; always before the column.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The judgement as given: how many times the row's thing matters as much as the column's.
    pub given: f64,
    /// The ratio of the two priorities: the value to put to the judge.
    pub suggested: f64,
    /// What all other judgements together say: the geometric mean of the comparisons by way of each third thing.
    pub implied: f64,
    /// The consistency ratio with the suggested value in place; `None` where there is no random index.
    pub ratio_after: Option<f64>,
}

/// Everything that one matrix of judgements gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Priorities by the eigenvector; they add to 1.
    pub eigenvector: Vec<f64>,
    /// Priorities by row geometric means; they add to 1.
    pub geometric: Vec<f64>,
    /// How far the judgements contradict each other.
    pub consistency: Consistency,
    /// The judgement that fits worst; `None` when none contradicts another.
    pub worst: Option<WorstJudgement>,
}

/// Returns priorities, consistency and the worst judgement of a matrix: `matrix[row][column]` says how many times
/// the row's thing matters as much as the column's.
///
/// # Errors
/// Refuses a matrix that is empty, not square, not positive or not reciprocal, naming the cell; judgements beyond
/// 1e-30 to 1e30; a stated random index that is not above zero.
///
/// # Reference
/// Saaty (1980), *The Analytic Hierarchy Process* (eigenvector, ratio); Crawford and Williams (1985), *A note on the
/// analysis of subjective judgment matrices* (geometric mean); Aguarón and Moreno-Jiménez (2003), *The geometric
/// consistency index: approximated thresholds*.
///
/// # Example
/// ```
/// use weighbridge::method::ahp::{RandomIndex, analyse};
/// let matrix = [vec![1.0, 3.0, 5.0], vec![1.0 / 3.0, 1.0, 2.0], vec![0.2, 0.5, 1.0]];
/// let analysis = analyse(&matrix, RandomIndex::Saaty).unwrap();
/// assert!((analysis.eigenvector[0] - 0.648_329).abs() < 1e-6);
/// assert!((analysis.consistency.lambda_max - 3.003_695).abs() < 1e-6);
/// assert!(analysis.consistency.ratio.is_some_and(|ratio| (ratio - 0.003_185).abs() < 1e-6));
/// assert_eq!(analysis.consistency.random_index.name(), "Saaty (1980)");
/// ```
pub fn analyse(matrix: &[Vec<f64>], random_index: RandomIndex) -> Result<Analysis, AhpError> {
    if matches!(random_index, RandomIndex::Stated(value) if matrix.len() > 2 && !(value.is_finite() && value > 0.0)) {
        return Err(AhpError::IndexNotPositive);
    }
    let balanced = Balanced::new(matrix)?;
    let (lambda_max, factors) = balanced.eigen();
    let eigenvector = balanced.priorities(&factors);
    let worst = worst(matrix, &eigenvector, random_index);
    Ok(Analysis {
        geometric: balanced.priorities(&vec![1.0; matrix.len()]),
        consistency: balanced.consistency(lambda_max, random_index),
        eigenvector,
        worst,
    })
}

/// Returns the priorities alone; they add to 1. As [`analyse`].
///
/// # Errors
/// Refuses a matrix that is empty, not square, not positive or not reciprocal, naming the cell.
///
/// # Example
/// ```
/// use weighbridge::method::ahp::{PriorityMethod, priorities};
/// let weights = priorities(&[vec![1.0, 4.0], vec![0.25, 1.0]], PriorityMethod::GeometricMean).unwrap();
/// assert!((weights[0] - 0.8).abs() < 1e-12);
/// ```
pub fn priorities(matrix: &[Vec<f64>], method: PriorityMethod) -> Result<Vec<f64>, AhpError> {
    let balanced = Balanced::new(matrix)?;
    Ok(match method {
        PriorityMethod::Eigenvector => balanced.priorities(&balanced.eigen().1),
        PriorityMethod::GeometricMean => balanced.priorities(&vec![1.0; matrix.len()]),
    })
}

/// Returns one matrix for a group: each judgement is the geometric mean of the participants' judgements.
///
/// # Errors
/// Refuses no participants, matrices of different sizes, and a participant's matrix that [`analyse`] refuses.
///
/// # Reference
/// Aczél and Saaty (1983), *Procedures for synthesizing ratio judgements*.
///
/// # Example
/// ```
/// use weighbridge::method::ahp::aggregate;
/// let group = aggregate(&[vec![vec![1.0, 2.0], vec![0.5, 1.0]], vec![vec![1.0, 8.0], vec![0.125, 1.0]]]).unwrap();
/// assert!((group[0][1] - 4.0).abs() < 1e-12 && (group[1][0] - 0.25).abs() < 1e-12);
/// ```
pub fn aggregate(matrices: &[Vec<Vec<f64>>]) -> Result<Vec<Vec<f64>>, AhpError> {
    let n = matrices.first().ok_or(AhpError::Empty)?.len();
    for (participant, matrix) in matrices.iter().enumerate() {
        if matrix.len() != n {
            return Err(AhpError::SizesDiffer { participant });
        }
        check(matrix).map_err(|error| AhpError::Participant { participant, error: Box::new(error) })?;
    }
    let mut group = vec![vec![1.0; n]; n];
    for row in 0..n {
        for column in row + 1..n {
            let sum: f64 = matrices.iter().map(|matrix| libm::log(matrix[row][column])).sum();
            group[row][column] = libm::exp(sum / matrices.len() as f64);
            group[column][row] = 1.0 / group[row][column];
        }
    }
    Ok(group)
}

/// Returns the judgement furthest, as a ratio, from the ratio of the priorities; `None` when all agree.
fn worst(matrix: &[Vec<f64>], priorities: &[f64], random_index: RandomIndex) -> Option<WorstJudgement> {
    let n = matrix.len();
    let ratio = |row: usize, column: usize| priorities[row] / priorities[column];
    let distance = |row: usize, column: usize| libm::log(matrix[row][column] / ratio(row, column)).abs();
    let mut found: Option<(f64, usize, usize)> = None;
    for (row, column) in (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column))) {
        let distance = distance(row, column);
        if distance > found.map_or(1e-9, |(furthest, ..)| furthest) {
            found = Some((distance, row, column));
        }
    }
    let (_, row, column) = found.filter(|_| n > 2)?;
    let thirds = (0..n).filter(|&third| third != row && third != column);
    let sum: f64 = thirds.map(|third| libm::log(matrix[row][third]) + libm::log(matrix[third][column])).sum();
    let suggested = ratio(row, column);
    let mut mended = matrix.to_vec();
    mended[row][column] = suggested;
    mended[column][row] = 1.0 / suggested;
    let after = Balanced::new(&mended).ok().map(|balanced| balanced.consistency(balanced.eigen().0, random_index));
    Some(WorstJudgement {
        row,
        column,
        given: matrix[row][column],
        suggested,
        implied: libm::exp(sum / (n - 2) as f64),
        ratio_after: after.and_then(|consistency| consistency.ratio),
    })
}

/// Refuses a matrix that is not a square of positive reciprocal judgements.
fn check(matrix: &[Vec<f64>]) -> Result<(), AhpError> {
    let n_rows = matrix.len();
    if n_rows == 0 {
        return Err(AhpError::Empty);
    }
    if let Some(row) = matrix.iter().position(|row| row.len() != n_rows) {
        return Err(AhpError::NotSquare { row, n_rows, n_entries: matrix[row].len() });
    }
    for (row, column) in (0..n_rows).flat_map(|row| (0..n_rows).map(move |column| (row, column))) {
        let judgement = matrix[row][column];
        if !(judgement.is_finite() && judgement > 0.0) {
            return Err(AhpError::NotPositive { row, column });
        }
        if !(1.0 / LARGEST..=LARGEST).contains(&judgement) {
            return Err(AhpError::OutOfRange { row, column });
        }
    }
    // The lower half is derived from the upper: name the cell below the diagonal.
    for (row, column) in (0..n_rows).flat_map(|row| (0..=row).map(move |column| (row, column))) {
        if (matrix[row][column] * matrix[column][row] - 1.0).abs() > RECIPROCITY {
            return Err(AhpError::NotReciprocal { row, column });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{AhpError, PriorityMethod, RandomIndex, aggregate, analyse, priorities};

    /// Reciprocal judgements from the ones above the diagonal, row by row.
    fn from_upper(n: usize, upper: &[f64]) -> Vec<Vec<f64>> {
        let mut matrix = vec![vec![1.0; n]; n];
        let cells = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
        for ((row, column), &judgement) in cells.zip(upper) {
            matrix[row][column] = judgement;
            matrix[column][row] = 1.0 / judgement;
        }
        matrix
    }

    #[test]
    fn worked_example_of_four() {
        let analysis = analyse(&from_upper(4, &[2.0, 4.0, 3.0, 3.0, 2.0, 0.5]), RandomIndex::Saaty).unwrap();
        for (found, printed) in analysis.eigenvector.iter().zip([0.467_296, 0.277_181, 0.095_435, 0.160_088]) {
            assert!((found - printed).abs() < 1e-6);
        }
        for (found, printed) in analysis.geometric.iter().zip([0.466_849, 0.277_590, 0.095_295, 0.160_267]) {
            assert!((found - printed).abs() < 1e-6);
        }
        assert!((analysis.consistency.ratio.unwrap() - 0.011_475).abs() < 1e-6);
    }

    #[test]
    fn a_ratio_names_its_table_and_the_table_matters() {
        let matrix = from_upper(3, &[3.0, 5.0, 3.0]);
        let ratio = |index| analyse(&matrix, index).unwrap().consistency.ratio.unwrap();
        assert!((ratio(RandomIndex::AlonsoLamata) / ratio(RandomIndex::Saaty) - 0.58 / 0.5245).abs() < 1e-12);
        assert!((ratio(RandomIndex::Stated(0.58)) - ratio(RandomIndex::Saaty)).abs() < 1e-15);
        assert_eq!(analyse(&matrix, RandomIndex::Stated(0.0)), Err(AhpError::IndexNotPositive));
        let many = analyse(&vec![vec![1.0; 16]; 16], RandomIndex::Saaty).unwrap().consistency;
        assert_eq!((many.index, many.ratio, many.random_index_value), (0.0, None, None));
    }

    #[test]
    fn the_worst_judgement_is_found_and_mended() {
        // Consistent but for the comparison of the second with the fourth, which should be 4.
        let matrix = from_upper(4, &[2.0, 4.0, 8.0, 2.0, 1.0 / 6.0, 2.0]);
        let analysis = analyse(&matrix, RandomIndex::Saaty).unwrap();
        let worst = analysis.worst.unwrap();
        assert_eq!((worst.row, worst.column), (1, 3));
        assert!((worst.implied - 4.0).abs() < 1e-12, "{worst:?}");
        assert!(worst.given < worst.suggested && worst.suggested < worst.implied);
        assert!(worst.ratio_after.unwrap() < analysis.consistency.ratio.unwrap());
        let mended = analyse(&from_upper(4, &[2.0, 4.0, 8.0, 2.0, worst.implied, 2.0]), RandomIndex::Saaty).unwrap();
        assert_eq!(mended.worst, None);
        assert_eq!(mended.consistency.ratio, Some(0.0));
    }

    #[test]
    fn one_two_and_perfectly_circular() {
        let one = analyse(&[vec![1.0]], RandomIndex::Saaty).unwrap();
        assert_eq!((one.eigenvector, one.consistency.ratio, one.worst), (vec![1.0], Some(0.0), None));
        let two = analyse(&from_upper(2, &[7.0]), RandomIndex::Saaty).unwrap();
        assert_eq!((two.consistency.ratio, two.worst), (Some(0.0), None));
        let circular = analyse(&from_upper(3, &[9.0, 1.0 / 9.0, 9.0]), RandomIndex::Saaty).unwrap();
        assert!(circular.consistency.ratio.unwrap() > 6.0 && circular.worst.is_some());
    }

    #[test]
    fn the_iteration_ends_where_two_eigenvalues_almost_meet() {
        // Two circles of three, each far from consistent and hardly connected: 1e6 apart inside, equal between.
        let c = 1e6;
        let upper = [c, 1.0 / c, 1.0, 1.0, 1.0, c, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, c / 2.0, 2.0 / c, c / 2.0];
        let matrix = from_upper(6, &upper);
        let found = priorities(&matrix, PriorityMethod::Eigenvector).unwrap();
        let image: Vec<f64> = matrix.iter().map(|row| row.iter().zip(&found).map(|(a, w)| a * w).sum()).collect();
        let lambda = image[0] / found[0];
        for (image, own) in image.iter().zip(&found) {
            assert!((image / own / lambda - 1.0).abs() < 1e-11, "{found:?}");
        }
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-12, 1e-6, 1.0, 1e6, 1e12] {
            let consistent = from_upper(3, &[size, size * size, size]);
            let analysis = analyse(&consistent, RandomIndex::AlonsoLamata).unwrap();
            assert!(analysis.consistency.ratio.unwrap() < 1e-12, "{size}");
            let circular = from_upper(3, &[size, 1.0 / size, size]);
            let analysis = analyse(&circular, RandomIndex::AlonsoLamata).unwrap();
            assert!(analysis.eigenvector.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-9), "{size}");
        }
    }

    #[test]
    fn refusals_name_the_cell() {
        let saaty = |matrix: &[Vec<f64>]| analyse(matrix, RandomIndex::Saaty).unwrap_err();
        assert_eq!(saaty(&[]), AhpError::Empty);
        let ragged = saaty(&[vec![1.0, 2.0], vec![0.5]]);
        assert_eq!(ragged, AhpError::NotSquare { row: 1, n_rows: 2, n_entries: 1 });
        for bad in [0.0, -2.0, f64::NAN, f64::INFINITY] {
            assert_eq!(saaty(&[vec![1.0, bad], vec![0.5, 1.0]]), AhpError::NotPositive { row: 0, column: 1 });
        }
        let large = saaty(&[vec![1.0, 1e40], vec![1e-40, 1.0]]);
        assert_eq!(large, AhpError::OutOfRange { row: 0, column: 1 });
        let unequal = saaty(&[vec![1.0, 3.0], vec![0.33, 1.0]]);
        assert_eq!(unequal, AhpError::NotReciprocal { row: 1, column: 0 });
        assert_eq!(unequal.to_string(), "expected 1 over row 1, column 2 in row 2, column 1");
        assert_eq!(saaty(&[vec![2.0]]), AhpError::NotReciprocal { row: 0, column: 0 });
    }

    #[test]
    fn a_group_of_unequal_matrices_is_refused() {
        assert_eq!(aggregate(&[]), Err(AhpError::Empty));
        let differ = aggregate(&[from_upper(2, &[2.0]), from_upper(3, &[1.0; 3])]);
        assert_eq!(differ, Err(AhpError::SizesDiffer { participant: 1 }));
        let broken = aggregate(&[from_upper(2, &[2.0]), vec![vec![1.0, 2.0], vec![2.0, 1.0]]]).unwrap_err();
        assert_eq!(broken.to_string(), "participant 2: expected 1 over row 1, column 2 in row 2, column 1");
    }
}
