//! Weights: raw judgements turned into shares of 1, flat or down a tree, and the rounding used to print them.
//!
//! Raw weights are kept by the caller exactly as they were typed; everything here is derived from them. Ways of
//! eliciting weights from ranks or from pairwise comparisons are elsewhere.

use crate::order::places;
use std::fmt;

/// Why weights cannot be derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightError {
    /// There is nothing to weight.
    Empty,
    /// A raw weight is negative, infinite or NaN.
    NotAWeight {
        /// Position of the raw weight, from 0.
        index: usize,
    },
    /// Every weight among these siblings is zero: they have not been weighted yet.
    AllZero {
        /// The node whose children they are; `None` for a flat list and for the top of a tree.
        parent: Option<usize>,
    },
    /// The lists of a tree have different lengths.
    LengthsDiffer {
        /// Number of parents given.
        n_parents: usize,
        /// Number of raw weights given.
        n_weights: usize,
    },
    /// A node names a parent that is not there, or is its own ancestor.
    NotATree {
        /// The node, from 0.
        node: usize,
    },
}

impl fmt::Display for WeightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeightError::Empty => write!(f, "expected at least one weight"),
            WeightError::NotAWeight { index } => {
                write!(f, "expected a finite number of zero or more as weight {}", index + 1)
            }
            WeightError::AllZero { parent: None } => write!(f, "expected a weight above zero: all weights are zero"),
            WeightError::AllZero { parent: Some(node) } => {
                write!(f, "expected a weight above zero under node {}: all are zero", node + 1)
            }
            WeightError::LengthsDiffer { n_parents, n_weights } => {
                write!(f, "expected one weight for each of {n_parents} nodes, found {n_weights}")
            }
            WeightError::NotATree { node } => write!(f, "expected node {} to hang from another node", node + 1),
        }
    }
}

impl std::error::Error for WeightError {}

/// Returns the raw weights as shares that add to 1.
///
/// Serves swing weights, points and direct ratings alike: each is a raw number of zero or more.
///
/// # Errors
/// Refuses an empty list, a negative or non-finite weight, and a list of zeros.
///
/// # Reference
/// Von Winterfeldt and Edwards (1986), *Decision Analysis and Behavioral Research* (swing weights).
///
/// # Example
/// ```
/// use weighbridge::method::weight::{WeightError, normalise};
/// assert_eq!(normalise(&[100.0, 60.0, 40.0]), Ok(vec![0.5, 0.3, 0.2]));
/// assert_eq!(normalise(&[0.0, 0.0]), Err(WeightError::AllZero { parent: None }));
/// ```
pub fn normalise(raw: &[f64]) -> Result<Vec<f64>, WeightError> {
    if raw.is_empty() {
        return Err(WeightError::Empty);
    }
    if let Some(index) = raw.iter().position(|w| !w.is_finite() || *w < 0.0) {
        return Err(WeightError::NotAWeight { index });
    }
    let sum: f64 = raw.iter().sum();
    if sum.is_finite() && sum > 0.0 {
        return Ok(raw.iter().map(|w| w / sum).collect());
    }
    let largest = raw.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 {
        // Finite weights whose sum is not: shrink them first.
        let shrunk: Vec<f64> = raw.iter().map(|w| w / largest).collect();
        return normalise(&shrunk);
    }
    Err(WeightError::AllZero { parent: None })
}

/// Returns `n` equal shares that add to 1; empty for 0.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::method::weight::equal(4), [0.25; 4]);
/// ```
#[must_use]
pub fn equal(n: usize) -> Vec<f64> {
    (0..n).map(|_| 1.0 / n as f64).collect()
}

/// Weights of every node of a criteria tree, in the order of the nodes given.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeWeights {
    /// Share among siblings, 0 to 1.
    pub local: Vec<f64>,
    /// Share of the whole, 0 to 1: the product of local weights down the path.
    pub global: Vec<f64>,
    /// The nodes that have no children, in order. Their global weights add to 1.
    pub leaves: Vec<usize>,
}

/// Returns local and global weights of a tree given as each node's parent (`None` at the top) and raw weight.
///
/// Siblings are normalised among themselves, the nodes at the top among each other. Nodes may come in any order.
///
/// # Errors
/// Refuses what [`normalise`] refuses, naming the family whose weights are all zero, and lists that are not a tree.
///
/// # Reference
/// Keeney and Raiffa (1976), *Decisions with Multiple Objectives* (hierarchical additive weights).
///
/// # Example
/// ```
/// use weighbridge::method::weight::tree;
/// // One family of weight 75 with two children, and one leaf of weight 25.
/// let weights = tree(&[None, Some(0), Some(0), None], &[75.0, 2.0, 1.0, 25.0]).unwrap();
/// assert_eq!(weights.global, [0.75, 0.5, 0.25, 0.25]);
/// assert_eq!(weights.leaves, [1, 2, 3]);
/// ```
pub fn tree(parents: &[Option<usize>], raw: &[f64]) -> Result<TreeWeights, WeightError> {
    let n = parents.len();
    if n != raw.len() {
        return Err(WeightError::LengthsDiffer { n_parents: n, n_weights: raw.len() });
    }
    if n == 0 {
        return Err(WeightError::Empty);
    }
    // Slot 0 holds the nodes at the top, slot p + 1 the children of node p.
    let mut families: Vec<Vec<usize>> = vec![Vec::new(); n + 1];
    for (node, parent) in parents.iter().enumerate() {
        let slot = parent.map_or(0, |p| p.saturating_add(1));
        families.get_mut(slot).ok_or(WeightError::NotATree { node })?.push(node);
    }
    let mut local = vec![0.0; n];
    for (slot, family) in families.iter().enumerate().filter(|(_, family)| !family.is_empty()) {
        let judged: Vec<f64> = family.iter().map(|&node| raw[node]).collect();
        let shares = normalise(&judged).map_err(|error| match error {
            WeightError::NotAWeight { index } => WeightError::NotAWeight { index: family[index] },
            WeightError::AllZero { .. } => WeightError::AllZero { parent: slot.checked_sub(1) },
            other => other,
        })?;
        for (&node, share) in family.iter().zip(shares) {
            local[node] = share;
        }
    }
    let global = (0..n).map(|node| global_weight(parents, &local, node)).collect::<Result<_, _>>()?;
    let leaves = (0..n).filter(|node| families[node + 1].is_empty()).collect();
    Ok(TreeWeights { local, global, leaves })
}

/// Returns the product of local weights from a node up to the top.
fn global_weight(parents: &[Option<usize>], local: &[f64], node: usize) -> Result<f64, WeightError> {
    let mut product = local[node];
    let mut at = node;
    let mut n_steps = 0;
    while let Some(parent) = parents[at] {
        n_steps += 1;
        // A path cannot be longer than the tree has nodes, unless it goes round in a circle.
        if n_steps > parents.len() {
            return Err(WeightError::NotATree { node });
        }
        product *= local[parent];
        at = parent;
    }
    Ok(product)
}

/// Returns the weights as whole tenths of a percent that add to exactly 1000, for printing as shares of 100.0.
///
/// Each is within one tenth of the exact share. Where remainders are equal, the earlier weight is rounded up. For
/// display only: nothing is computed from printed shares.
///
/// # Errors
/// Refuses what [`normalise`] refuses.
///
/// # Reference
/// Balinski and Young (1982), *Fair Representation* (the largest-remainder method of Hamilton).
///
/// # Example
/// ```
/// use weighbridge::method::weight::printed_tenths;
/// assert_eq!(printed_tenths(&[1.0, 1.0, 1.0]), Ok(vec![334, 333, 333]));
/// ```
pub fn printed_tenths(weights: &[f64]) -> Result<Vec<u32>, WeightError> {
    let exact: Vec<f64> = normalise(weights)?.iter().map(|share| share * 1000.0).collect();
    let mut tenths: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    // Remainders that differ by rounding alone count as equal: nine decimals are far below anything printed.
    let remainder = |index: usize| ((exact[index] - exact[index].floor()) * 1e9).round();
    let by_remainder = places(exact.len(), &mut |a, b| remainder(b).total_cmp(&remainder(a)));
    let n_left = 1000_u32.saturating_sub(tenths.iter().sum());
    for &index in by_remainder.iter().take(n_left as usize) {
        tenths[index] += 1;
    }
    Ok(tenths)
}

#[cfg(test)]
mod tests {
    use super::{WeightError, equal, normalise, printed_tenths, tree};

    #[test]
    fn refuses_what_is_not_a_weight() {
        assert_eq!(normalise(&[]), Err(WeightError::Empty));
        assert_eq!(normalise(&[1.0, -1.0]), Err(WeightError::NotAWeight { index: 1 }));
        assert_eq!(normalise(&[f64::NAN]), Err(WeightError::NotAWeight { index: 0 }));
        assert_eq!(normalise(&[f64::INFINITY, 1.0]), Err(WeightError::NotAWeight { index: 0 }));
        assert_eq!(normalise(&[0.0, -0.0]), Err(WeightError::AllZero { parent: None }));
    }

    #[test]
    fn one_weight_and_extreme_magnitudes() {
        for raw in [5e-324, 1e-12, 1.0, 1e12, f64::MAX] {
            assert_eq!(normalise(&[raw]), Ok(vec![1.0]));
            assert_eq!(normalise(&[raw, raw]), Ok(vec![0.5, 0.5]));
        }
        let mixed = normalise(&[1e-12, 1e12]).unwrap();
        assert!(mixed[0] > 0.0 && (mixed[0] + mixed[1] - 1.0).abs() < 1e-15);
    }

    #[test]
    fn equal_shares() {
        assert!(equal(0).is_empty());
        assert_eq!(equal(1), [1.0]);
    }

    #[test]
    fn tree_names_the_family_at_fault() {
        assert_eq!(tree(&[None, Some(0)], &[1.0, 0.0]), Err(WeightError::AllZero { parent: Some(0) }));
        assert_eq!(tree(&[None, None], &[0.0, 0.0]), Err(WeightError::AllZero { parent: None }));
        assert_eq!(tree(&[None, Some(0), Some(0)], &[1.0, 2.0, -1.0]), Err(WeightError::NotAWeight { index: 2 }));
        assert_eq!(tree(&[], &[]), Err(WeightError::Empty));
        assert_eq!(tree(&[None], &[]), Err(WeightError::LengthsDiffer { n_parents: 1, n_weights: 0 }));
    }

    #[test]
    fn tree_refuses_circles_and_strangers() {
        assert_eq!(tree(&[None, Some(2), Some(1)], &[1.0; 3]), Err(WeightError::NotATree { node: 1 }));
        assert_eq!(tree(&[Some(0)], &[1.0]), Err(WeightError::NotATree { node: 0 }));
        assert_eq!(tree(&[Some(usize::MAX)], &[1.0]), Err(WeightError::NotATree { node: 0 }));
        assert_eq!(tree(&[None, Some(9)], &[1.0; 2]), Err(WeightError::NotATree { node: 1 }));
    }

    #[test]
    fn tree_takes_children_before_parents() {
        let weights = tree(&[Some(2), Some(2), None], &[1.0, 3.0, 7.0]).unwrap();
        assert_eq!(weights.global, [0.25, 0.75, 1.0]);
        assert_eq!(weights.leaves, [0, 1]);
    }

    #[test]
    fn printed_shares_of_awkward_weights() {
        assert_eq!(printed_tenths(&[1.0]), Ok(vec![1000]));
        assert_eq!(printed_tenths(&[0.0, 7.0]), Ok(vec![0, 1000]));
        assert_eq!(printed_tenths(&[0.1, 0.2, 0.7]), Ok(vec![100, 200, 700]));
        assert_eq!(printed_tenths(&[1.0; 7]).unwrap().iter().sum::<u32>(), 1000);
        assert_eq!(printed_tenths(&[1.0; 3000]).unwrap().iter().sum::<u32>(), 1000);
        assert_eq!(printed_tenths(&[1e-12, 1e12]), Ok(vec![0, 1000]));
    }
}
