//! Why an analysis cannot start.

use std::fmt;

/// What is wrong with a [`Problem`](super::Problem), or with given draws.
#[derive(Clone, Debug, PartialEq)]
pub enum SmaaError {
    /// There is nothing to rank.
    NoOptions,
    /// There is nothing to rank by.
    NoCriteria,
    /// Given draws: there is none.
    NoDraws,
    /// A row does not have one entry for each criterion.
    LengthsDiffer {
        /// The row (option, or draw of weights), from 0.
        option: usize,
        /// Number of entries expected.
        n_expected: usize,
        /// Number of entries found.
        n_found: usize,
    },
    /// A score holds NaN, an infinity or a number beyond 1e100.
    NotFinite {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// The numbers of an uncertain score are out of order, or its spread is negative, or the ends of its scale are equal.
    NotASpread {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// A list of shared cells names a cell that is not there, or that another list or place has named already.
    SharedCell {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// A pair of criteria names one that is not there.
    UnknownCriterion {
        /// The criterion named, from 0.
        criterion: usize,
    },
    /// The list of lowest or of highest weights has neither no entry nor one for each criterion.
    LimitsMissing {
        /// Number of criteria.
        n_criteria: usize,
        /// Number of limits found.
        n_limits: usize,
    },
    /// A lowest or highest weight, or a given weight, is not a share from 0 to 1.
    NotAShare {
        /// The criterion, from 0.
        criterion: usize,
    },
    /// Weights within a constraint of this form are not drawn: it is neither a bound on one weight nor an order of two.
    ConstraintNotDrawn {
        /// The constraint, from 0.
        constraint: usize,
    },
    /// Two limits cannot both hold: `low` must weigh more than `high` may, yet no more than `high` does.
    LimitsCross {
        /// The criterion whose lowest weight is too high, from 0.
        low: usize,
        /// The criterion whose highest weight is too low, from 0: the same, or one that weighs at least as much.
        high: usize,
    },
    /// The lowest weights leave nothing: together they are above 1.
    LowestAboveOne {
        /// Their sum, after what the order of the criteria adds to them.
        sum: f64,
    },
    /// The highest weights do not reach: together they are below 1.
    HighestBelowOne {
        /// Their sum, after what the order of the criteria takes off them.
        sum: f64,
    },
}

impl fmt::Display for SmaaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SmaaError::NoOptions => write!(f, "expected at least one option"),
            SmaaError::NoCriteria => write!(f, "expected at least one criterion"),
            SmaaError::NoDraws => write!(f, "expected at least one draw"),
            SmaaError::LengthsDiffer { option, n_expected, n_found } => {
                write!(f, "expected {n_expected} entries in row {}, found {n_found}", option + 1)
            }
            SmaaError::NotFinite { option, criterion } => {
                write!(f, "expected numbers within 1e100 for option {}, criterion {}", option + 1, criterion + 1)
            }
            SmaaError::NotASpread { option, criterion } => {
                let (option, criterion) = (option + 1, criterion + 1);
                write!(f, "expected the spread of option {option}, criterion {criterion} in order from low to high")
            }
            SmaaError::SharedCell { option, criterion } => {
                let (option, criterion) = (option + 1, criterion + 1);
                write!(
                    f,
                    "expected each shared cell once: option {option}, criterion {criterion} is not there or named twice"
                )
            }
            SmaaError::UnknownCriterion { criterion } => {
                write!(f, "expected the order to name criteria that are there, found criterion {}", criterion + 1)
            }
            SmaaError::LimitsMissing { n_criteria, n_limits } => {
                write!(f, "expected no limits or one for each of {n_criteria} criteria, found {n_limits}")
            }
            SmaaError::NotAShare { criterion } => {
                write!(f, "expected a share from 0 to 1 for criterion {}", criterion + 1)
            }
            SmaaError::ConstraintNotDrawn { constraint } => {
                write!(f, "expected a bound on one weight or an order of two in constraint {}", constraint + 1)
            }
            SmaaError::LimitsCross { low, high } if low == high => {
                write!(f, "expected the lowest weight of criterion {} to be no higher than its highest", low + 1)
            }
            SmaaError::LimitsCross { low, high } => {
                let (low, high) = (low + 1, high + 1);
                write!(
                    f,
                    "expected limits that can all hold: criterion {high} may not weigh as much as criterion {low} must, \
                     yet is put at or above it"
                )
            }
            SmaaError::LowestAboveOne { sum } => {
                write!(f, "expected lowest weights that add to at most 1, found {sum}")
            }
            SmaaError::HighestBelowOne { sum } => {
                write!(f, "expected highest weights that add to at least 1, found {sum}")
            }
        }
    }
}

impl std::error::Error for SmaaError {}
