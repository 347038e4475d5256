//! A tree of criteria weighted by pairwise comparisons, and options compared in pairs under each criterion.
//!
//! Options compared in pairs are the weak part of the method: in the distributive mode a copy of one option can turn
//! the order of two others. The appraisal's own scores come from [`value`](crate::method::value) instead.

use std::fmt;

use super::{AhpError, PriorityMethod, priorities};
use crate::method::additive::{AdditiveError, Missing, weighted_sum};
use crate::method::weight::{self, TreeWeights, WeightError};

/// Why a hierarchy cannot be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub enum HierarchyError {
    /// The parents given are not a tree.
    Tree(WeightError),
    /// Two or more siblings have no comparison.
    NotCompared {
        /// The node whose children they are; `None` at the top.
        parent: Option<usize>,
    },
    /// A comparison is of another number of things than there are.
    SizesDiffer {
        /// Which comparison, from 0, in the order given.
        comparison: usize,
        /// Number of siblings, or of options.
        n_expected: usize,
        /// Number of things compared.
        n_found: usize,
    },
    /// The judgements of a comparison cannot be used.
    Judgements {
        /// Which comparison, from 0, in the order given.
        comparison: usize,
        /// What is wrong with them.
        error: AhpError,
    },
    /// The totals cannot be computed from the weights of the criteria.
    Totals(AdditiveError),
}

impl fmt::Display for HierarchyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HierarchyError::Tree(error) => error.fmt(f),
            HierarchyError::NotCompared { parent: None } => write!(f, "expected a comparison of the nodes at the top"),
            HierarchyError::NotCompared { parent: Some(node) } => {
                write!(f, "expected a comparison of the nodes under node {}", node + 1)
            }
            HierarchyError::SizesDiffer { comparison, n_expected, n_found } => {
                write!(f, "expected comparison {} to be of {n_expected} things, found {n_found}", comparison + 1)
            }
            HierarchyError::Judgements { comparison, error } => write!(f, "comparison {}: {error}", comparison + 1),
            HierarchyError::Totals(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for HierarchyError {}

/// The pairwise comparison of one family of siblings.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The node whose children are compared; `None` for the nodes at the top.
    pub parent: Option<usize>,
    /// The judgements, rows and columns in the order of the nodes.
    pub judgements: Vec<Vec<f64>>,
}

/// How local priorities of options are scaled before they are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They add to 1 under each criterion. A copy of an option can turn the order of others.
    Distributive,
    /// The best option has 1 under each criterion. A copy of an option turns nothing.
    Ideal,
}

/// Options by way of their priorities under each criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthesis {
    /// Priorities of the options under each criterion, scaled as the mode says: `local[criterion][option]`.
    pub local: Vec<Vec<f64>>,
    /// Total of each option; they add to 1.
    pub totals: Vec<f64>,
    /// Competition rank of each total, 1 = highest.
    pub ranks: Vec<usize>,
}

/// Returns the weights of a tree of criteria, each family of siblings weighted by its comparison.
///
/// `parents` is as in [`weight::tree`]. An only child needs no comparison. Where a family is compared twice, the later
/// comparison counts.
///
/// # Errors
/// Refuses what is not a tree, a family that is not compared, and judgements that [`priorities`] refuses.
///
/// # Reference
/// Saaty (1980), *The Analytic Hierarchy Process* (principle of hierarchic composition).
///
/// # Example
/// ```
/// use weighbridge::method::ahp::PriorityMethod;
/// use weighbridge::method::ahp::hierarchy::{Comparison, criteria};
/// let pair = |ratio: f64| vec![vec![1.0, ratio], vec![1.0 / ratio, 1.0]];
/// // Two families, 3 to 1; the first has two children, 4 to 1.
/// let comparisons =
///     [Comparison { parent: None, judgements: pair(3.0) }, Comparison { parent: Some(0), judgements: pair(4.0) }];
/// let weights = criteria(&[None, None, Some(0), Some(0)], &comparisons, PriorityMethod::Eigenvector).unwrap();
/// assert!((weights.global[2] - 0.6).abs() < 1e-12);
/// ```
pub fn criteria(
    parents: &[Option<usize>],
    comparisons: &[Comparison],
    method: PriorityMethod,
) -> Result<TreeWeights, HierarchyError> {
    let mut raw: Vec<Option<f64>> = vec![None; parents.len()];
    let siblings =
        |parent: Option<usize>| -> Vec<usize> { (0..parents.len()).filter(|&node| parents[node] == parent).collect() };
    for (position, comparison) in comparisons.iter().enumerate() {
        let family = siblings(comparison.parent);
        let local = compared(&comparison.judgements, family.len(), position, method)?;
        for (node, weight) in family.into_iter().zip(local) {
            raw[node] = Some(weight);
        }
    }
    let weights = (0..parents.len()).map(|node| match raw[node] {
        Some(weight) => Ok(weight),
        None if siblings(parents[node]).len() == 1 => Ok(1.0),
        None => Err(HierarchyError::NotCompared { parent: parents[node] }),
    });
    weight::tree(parents, &weights.collect::<Result<Vec<f64>, _>>()?).map_err(HierarchyError::Tree)
}

/// Returns totals and ranks of options from their pairwise comparison under each criterion.
///
/// `weights` are raw, one for each criterion; `comparisons[criterion]` holds the judgements between the options.
///
/// # Errors
/// Refuses comparisons of different numbers of options, judgements that [`priorities`] refuses, and weights that
/// [`weight::normalise`] refuses or that are not one for each comparison.
///
/// # Reference
/// Saaty (1980), *The Analytic Hierarchy Process* (distributive); Belton and Gear (1983), *On a short-coming of
/// Saaty's method of analytic hierarchies* (ideal).
///
/// # Example
/// ```
/// use weighbridge::method::ahp::PriorityMethod;
/// use weighbridge::method::ahp::hierarchy::{Mode, synthesise};
/// let pair = |ratio: f64| vec![vec![1.0, ratio], vec![1.0 / ratio, 1.0]];
/// let result =
///     synthesise(&[1.0, 1.0], &[pair(4.0), pair(1.0)], PriorityMethod::Eigenvector, Mode::Distributive).unwrap();
/// assert!((result.totals[0] - 0.65).abs() < 1e-12);
/// assert_eq!(result.ranks, [1, 2]);
/// ```
pub fn synthesise(
    weights: &[f64],
    comparisons: &[Vec<Vec<f64>>],
    method: PriorityMethod,
    mode: Mode,
) -> Result<Synthesis, HierarchyError> {
    let n_options = comparisons.first().map_or(0, Vec::len);
    let mut local = Vec::with_capacity(comparisons.len());
    for (position, judgements) in comparisons.iter().enumerate() {
        let mut own = compared(judgements, n_options, position, method)?;
        if mode == Mode::Ideal {
            let best = own.iter().copied().fold(0.0, f64::max);
            own.iter_mut().for_each(|priority| *priority /= best);
        }
        local.push(own);
    }
    let rows: Vec<Vec<Option<f64>>> =
        (0..n_options).map(|option| local.iter().map(|own| Some(own[option])).collect()).collect();
    let sum = weighted_sum(weights, &rows, Missing::Withhold).map_err(HierarchyError::Totals)?;
    let raw: Vec<f64> = sum.totals.into_iter().flatten().collect();
    let whole: f64 = raw.iter().sum();
    Ok(Synthesis {
        local,
        totals: raw.into_iter().map(|total| total / whole).collect(),
        ranks: sum.ranks.into_iter().flatten().collect(),
    })
}

/// Returns the priorities of a comparison, refusing one of another number of things than expected.
fn compared(
    judgements: &[Vec<f64>],
    n_expected: usize,
    comparison: usize,
    method: PriorityMethod,
) -> Result<Vec<f64>, HierarchyError> {
    if judgements.len() != n_expected {
        return Err(HierarchyError::SizesDiffer { comparison, n_expected, n_found: judgements.len() });
    }
    priorities(judgements, method).map_err(|error| HierarchyError::Judgements { comparison, error })
}

#[cfg(test)]
mod tests {
    use super::{Comparison, HierarchyError, Mode, criteria, synthesise};
    use crate::method::additive::AdditiveError;
    use crate::method::ahp::{AhpError, PriorityMethod};
    use crate::method::weight::WeightError;

    /// Consistent judgements between things of these sizes.
    fn between(sizes: &[f64]) -> Vec<Vec<f64>> {
        sizes.iter().map(|row| sizes.iter().map(|column| row / column).collect()).collect()
    }

    #[test]
    fn a_copy_turns_the_distributive_order_and_not_the_ideal_one() {
        // The three options of Belton and Gear (1983) under three criteria of equal weight, then a copy of the second.
        let three = [between(&[1.0, 9.0, 1.0]), between(&[9.0, 1.0, 1.0]), between(&[8.0, 9.0, 1.0])];
        let four = [between(&[1.0, 9.0, 1.0, 9.0]), between(&[9.0, 1.0, 1.0, 1.0]), between(&[8.0, 9.0, 1.0, 9.0])];
        let totals = |options: &[Vec<Vec<f64>>], mode| {
            synthesise(&[1.0; 3], options, PriorityMethod::Eigenvector, mode).unwrap().totals
        };
        let (before, after) = (totals(&three, Mode::Distributive), totals(&four, Mode::Distributive));
        for (found, printed) in [(before[0], 0.451), (before[1], 0.470), (after[0], 0.365), (after[1], 0.289)] {
            assert!((found - printed).abs() < 6e-4, "{found} is not {printed}");
        }
        let (before, after) = (totals(&three, Mode::Ideal), totals(&four, Mode::Ideal));
        assert!(before[1] > before[0] && after[1] > after[0]);
    }

    #[test]
    fn families_must_be_compared_unless_alone() {
        let alone = criteria(&[None, Some(0)], &[], PriorityMethod::Eigenvector).unwrap();
        assert_eq!(alone.global, [1.0, 1.0]);
        let missing = criteria(&[None, Some(0), Some(0)], &[], PriorityMethod::Eigenvector);
        assert_eq!(missing, Err(HierarchyError::NotCompared { parent: Some(0) }));
        let wrong = [Comparison { parent: Some(0), judgements: between(&[1.0; 3]) }];
        let differ = Err(HierarchyError::SizesDiffer { comparison: 0, n_expected: 2, n_found: 3 });
        assert_eq!(criteria(&[None, Some(0), Some(0)], &wrong, PriorityMethod::Eigenvector), differ);
        assert_eq!(criteria(&[], &[], PriorityMethod::Eigenvector), Err(HierarchyError::Tree(WeightError::Empty)));
    }

    #[test]
    fn refusals_name_the_comparison() {
        let broken = [between(&[1.0, 2.0]), vec![vec![1.0, 2.0], vec![2.0, 1.0]]];
        let error = AhpError::NotReciprocal { row: 1, column: 0 };
        let refused = synthesise(&[1.0, 1.0], &broken, PriorityMethod::GeometricMean, Mode::Ideal);
        assert_eq!(refused, Err(HierarchyError::Judgements { comparison: 1, error }));
        let unweighted = synthesise(&[1.0], &broken[..1], PriorityMethod::Eigenvector, Mode::Ideal).unwrap();
        assert_eq!(unweighted.ranks, [2, 1]);
        let short = synthesise(&[1.0, 2.0], &broken[..1], PriorityMethod::Eigenvector, Mode::Ideal);
        assert!(matches!(short, Err(HierarchyError::Totals(AdditiveError::LengthsDiffer { .. }))));
        assert!(synthesise(&[], &[], PriorityMethod::Eigenvector, Mode::Ideal).is_err());
    }
}
