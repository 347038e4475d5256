//! SMAA-2: how often each option takes each rank when weights, and perhaps scores, are known only in part.
//!
//! A [`Problem`] states what is known; a [`Run`] draws weights and scores that agree with it and counts. The figures are
//! shares of the weights and scores that were allowed, not probabilities that an option is right. Whether a lead
//! matters, and what an option costs, are not asked here.
//!
//! # Reference
//! Lahdelma and Salminen (2001), *SMAA-2: stochastic multicriteria acceptability analysis for group decision making*;
//! Tervonen and Lahdelma (2007), *Implementing stochastic multicriteria acceptability analysis*.

mod confidence;
mod error;
mod frame;
pub(super) mod generator;
mod lanes;
mod limits;
mod quantile;
mod replay;
mod results;
mod run;
mod sampling;
mod score;
mod sorting;
mod tally;
mod walk;

pub use confidence::Confidence;
pub use error::SmaaError;
pub use generator::GENERATOR;
pub use limits::WeightLimits;
pub use replay::replay;
pub use results::{Estimate, Results, Sampling};
pub use run::Run;
pub use score::Score;

/// What is known of scores and weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// `scores[option][criterion]`, all in one unit: points, or any other in which more is better.
    pub scores: Vec<Vec<Score>>,
    /// What is known of the weights; nothing by default.
    pub limits: WeightLimits,
    /// Cells (option, criterion) that move together, because one uncertain thing drives them all: an energy price, for
    /// example. The cells of a list are all at the same percentile of their own spread in each draw. No cell may be in
    /// two lists.
    pub shared: Vec<Vec<(usize, usize)>>,
}

impl Problem {
    /// Returns the problem of scores that are known and weights of which nothing is.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::smaa::{Problem, Score};
    /// let problem = Problem::of_points(&[vec![80.0, 40.0], vec![60.0, 90.0]]);
    /// assert_eq!(problem.scores[1][0], Score::Point(60.0));
    /// ```
    #[must_use]
    pub fn of_points(points: &[Vec<f64>]) -> Problem {
        let scores = points.iter().map(|row| row.iter().copied().map(Score::Point).collect()).collect();
        Problem { scores, ..Problem::default() }
    }

    /// Returns the number of criteria, or says what is wrong with the table of scores or the shared cells.
    fn checked(&self) -> Result<usize, SmaaError> {
        let n_criteria = self.scores.first().ok_or(SmaaError::NoOptions)?.len();
        if n_criteria == 0 {
            return Err(SmaaError::NoCriteria);
        }
        for (option, row) in self.scores.iter().enumerate() {
            if row.len() != n_criteria {
                return Err(SmaaError::LengthsDiffer { option, n_expected: n_criteria, n_found: row.len() });
            }
            for (criterion, score) in row.iter().enumerate() {
                score.check(option, criterion)?;
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for &(option, criterion) in self.shared.iter().flatten() {
            if option >= self.scores.len() || criterion >= n_criteria || !seen.insert((option, criterion)) {
                return Err(SmaaError::SharedCell { option, criterion });
            }
        }
        Ok(n_criteria)
    }
}
