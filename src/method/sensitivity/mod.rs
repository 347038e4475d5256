//! Sensitivity of the additive model: how far a weight or a score must go before the leader changes.
//!
//! Rows are options, columns criteria, points complete: the caller has decided what a missing score counts for. This
//! file owns the starting position and the errors. Weights and scores move one at a time, or one group of criteria at
//! a time; moves of several weights at once are in [`switch`](super::switch), random ones are not here.

pub mod robustness;
pub mod score;
pub mod tornado;
pub mod weight_line;

use std::fmt;

use super::additive::{AdditiveError, Missing, weighted_sum};
use super::rank::TIE;
use super::weight::WeightError;

/// Why a question about sensitivity cannot be answered.
#[derive(Clone, Debug, PartialEq)]
pub enum SensitivityError {
    /// The weights or the points cannot be used.
    Additive(AdditiveError),
    /// There is no such row.
    NoSuchOption {
        /// The row asked for, from 0.
        option: usize,
        /// How many there are.
        n_options: usize,
    },
    /// There is no such column.
    NoSuchCriterion {
        /// The column asked for, from 0.
        criterion: usize,
        /// How many there are.
        n_criteria: usize,
    },
    /// The group of criteria whose weight should move is empty.
    GroupEmpty,
    /// The group holds every criterion, so that no other can take or give weight.
    GroupIsEverything,
    /// The scale of points, or the change asked for, is not usable: not finite, or its ends the wrong way round.
    RangeUnusable,
}

impl fmt::Display for SensitivityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SensitivityError::Additive(error) => error.fmt(f),
            SensitivityError::NoSuchOption { option, n_options } => {
                write!(f, "expected one of {n_options} options, found number {}", option.saturating_add(1))
            }
            SensitivityError::NoSuchCriterion { criterion, n_criteria } => {
                write!(f, "expected one of {n_criteria} criteria, found number {}", criterion.saturating_add(1))
            }
            SensitivityError::GroupEmpty => write!(f, "expected at least one criterion whose weight moves"),
            SensitivityError::GroupIsEverything => {
                write!(f, "expected at least one criterion outside the group whose weight moves")
            }
            SensitivityError::RangeUnusable => write!(f, "expected a finite range, its low end first"),
        }
    }
}

impl std::error::Error for SensitivityError {}

impl From<AdditiveError> for SensitivityError {
    fn from(error: AdditiveError) -> SensitivityError {
        SensitivityError::Additive(error)
    }
}

impl From<WeightError> for SensitivityError {
    fn from(error: WeightError) -> SensitivityError {
        SensitivityError::Additive(error.into())
    }
}

/// The position from which weights and scores are moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// Weights as shares of 1.
    pub weights: Vec<f64>,
    /// Total of each option, in points.
    pub totals: Vec<f64>,
    /// The option with the highest total, the first of them where several are level; `None` without options.
    pub leader: Option<usize>,
    /// The option with the highest total but for the leader; `None` with fewer than two options.
    pub runner_up: Option<usize>,
}

impl Base {
    /// Returns how many points the leader is ahead of the runner-up; `None` with fewer than two options.
    #[must_use]
    pub fn lead(&self) -> Option<f64> {
        Some(self.totals[self.leader?] - self.totals[self.runner_up?])
    }
}

/// Returns shares, totals, leader and runner-up for raw `weights` and complete `points`.
///
/// # Errors
/// Refuses what [`weighted_sum`] refuses.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::base;
/// let base = base(&[1.0, 1.0], &[vec![10.0, 20.0], vec![40.0, 80.0], vec![50.0, 30.0]]).unwrap();
/// assert_eq!((base.leader, base.runner_up, base.lead()), (Some(1), Some(2), Some(20.0)));
/// ```
pub fn base(weights: &[f64], points: &[Vec<f64>]) -> Result<Base, SensitivityError> {
    let rows: Vec<Vec<Option<f64>>> = points.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
    let sums = weighted_sum(weights, &rows, Missing::Withhold)?;
    let totals: Vec<f64> = sums.totals.into_iter().flatten().collect();
    let leader = first(&sums.ranks, None);
    let runner_up = leader.and_then(|leader| first(&sums.ranks, Some(leader)));
    Ok(Base { weights: sums.weights, totals, leader, runner_up })
}

/// Returns the first option of the best rank, passing over one of them.
fn first(ranks: &[Option<usize>], but: Option<usize>) -> Option<usize> {
    (0..ranks.len()).filter(|&option| Some(option) != but).min_by_key(|&option| ranks[option].unwrap_or(usize::MAX))
}

/// Returns the first option with the highest total, ties of arithmetic counting as level, as in the ranking.
fn best(totals: &[f64]) -> Option<usize> {
    let mut floor = totals.iter().copied().reduce(f64::max)?;
    let tolerance = TIE * totals.iter().fold(0.0_f64, |largest, total| largest.max(total.abs()));
    // Ties are chained downwards: each pass takes in what is level with the lowest so far.
    loop {
        let lowest = totals.iter().copied().filter(|total| floor - total <= tolerance).fold(floor, f64::min);
        if lowest >= floor {
            return totals.iter().position(|total| *total >= floor);
        }
        floor = lowest;
    }
}

/// Refuses a row that is not there.
fn check_option(option: usize, n_options: usize) -> Result<(), SensitivityError> {
    if option < n_options { Ok(()) } else { Err(SensitivityError::NoSuchOption { option, n_options }) }
}

/// Refuses a column that is not there.
fn check_criterion(criterion: usize, n_criteria: usize) -> Result<(), SensitivityError> {
    if criterion < n_criteria { Ok(()) } else { Err(SensitivityError::NoSuchCriterion { criterion, n_criteria }) }
}

#[cfg(test)]
mod tests {
    use super::{base, best};
    use crate::method::rank::competition;

    #[test]
    fn first_of_level_options_leads() {
        let level = base(&[1.0], &[vec![5.0], vec![7.0], vec![7.0]]).unwrap();
        assert_eq!((level.leader, level.runner_up, level.lead()), (Some(1), Some(2), Some(0.0)));
        let only = base(&[1.0], &[vec![5.0]]).unwrap();
        assert_eq!((only.leader, only.runner_up, only.lead()), (Some(0), None, None));
        assert_eq!(base(&[1.0], &[]).unwrap().leader, None);
    }

    #[test]
    fn best_is_the_first_of_rank_one() {
        let lists: [&[f64]; 5] =
            [&[], &[1.0 - 1.6e-12, 1.0 - 0.8e-12, 1.0, 0.5], &[1.0 - 1.6e-12, 1.0], &[-3.0, -3.0], &[1e12, 1e-12]];
        for totals in lists {
            let ranks = competition(&totals.iter().copied().map(Some).collect::<Vec<_>>());
            assert_eq!(best(totals), ranks.iter().position(|rank| *rank == Some(1)), "{totals:?}");
        }
    }
}
