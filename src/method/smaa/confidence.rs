//! Confidence factors: how sure an option would be of first place if its own central weights were the right ones.
//!
//! Scores are drawn again, weights are not. Where every score is known nothing needs to be drawn.

use super::generator::Purpose;
use super::lanes::{Floats, Marks, N_LANES, Row, both, plus_times, row};
use super::results::share;
use super::run::Spreads;
use super::score::Score;
use super::{Estimate, Problem, SmaaError};
use crate::method::rank;

/// A count of first places at central weights, in progress: draws can be asked for in any number at a time.
///
/// # Example
/// ```
/// use weighbridge::method::smaa::{Confidence, Problem, Run, Score};
/// let mut problem = Problem::of_points(&[vec![100.0, 0.0], vec![0.0, 100.0], vec![60.0, 60.0]]);
/// problem.scores[2] = vec![Score::Interval { low: 40.0, high: 80.0 }; 2];
/// let mut run = Run::new(&problem, "1").unwrap();
/// run.advance(10_000);
/// let mut confidence = Confidence::new(&problem, "1", &run.results().unwrap().central_weights).unwrap();
/// confidence.advance(10_000);
/// let first = confidence.factors()[0].unwrap();
/// assert!(first.value > 0.9 && first.standard_error < 0.01);
/// ```
#[derive(Clone, Debug)]
pub struct Confidence {
    central: Vec<Option<Vec<f64>>>,
    /// `[option][criterion]`, 0 where the score has a spread.
    points: Vec<Vec<f64>>,
    spreads: Spreads,
    /// Draws asked for.
    n_draws: u64,
    /// Draws counted: a multiple of [`N_LANES`].
    n_counted: u64,
    /// Draws in which each option was first at its own central weights.
    first: Vec<u64>,
}

impl Confidence {
    /// Starts a count with the central weights of a [`Run`](super::Run) of the same problem.
    ///
    /// # Errors
    /// Refuses what [`Run::new`](super::Run::new) refuses of scores, and central weights that do not fit the problem.
    ///
    /// # Reference
    /// Lahdelma and Salminen (2001), *SMAA-2: stochastic multicriteria acceptability analysis for group decision making*.
    pub fn new(
        problem: &Problem,
        seed: &str,
        central_weights: &[Option<Vec<Estimate>>],
    ) -> Result<Confidence, SmaaError> {
        let n_criteria = problem.checked()?;
        let n_options = problem.scores.len();
        if central_weights.len() != n_options {
            let n_found = central_weights.len();
            return Err(SmaaError::LengthsDiffer { option: 0, n_expected: n_options, n_found });
        }
        for (option, weights) in central_weights.iter().enumerate() {
            let Some(weights) = weights else { continue };
            if weights.len() != n_criteria {
                return Err(SmaaError::LengthsDiffer { option, n_expected: n_criteria, n_found: weights.len() });
            }
            if let Some(criterion) = weights.iter().position(|weight| !(0.0..=1.0).contains(&weight.value)) {
                return Err(SmaaError::NotAShare { criterion });
            }
        }
        let values = |weights: &Vec<Estimate>| weights.iter().map(|weight| weight.value).collect();
        let known = |score: &Score| score.point().unwrap_or(0.0);
        Ok(Confidence {
            central: central_weights.iter().map(|weights| weights.as_ref().map(values)).collect(),
            points: problem.scores.iter().map(|row| row.iter().map(known).collect()).collect(),
            spreads: Spreads::new(problem, seed, Purpose::Confidence),
            n_draws: 0,
            n_counted: 0,
            first: vec![0; n_options],
        })
    }

    /// Draws scores `n_draws` more times.
    pub fn advance(&mut self, n_draws: u64) {
        self.n_draws = self.n_draws.saturating_add(n_draws);
        if self.spreads.is_empty() {
            return;
        }
        while self.n_draws - self.n_counted >= N_LANES as u64 {
            self.count(N_LANES);
        }
    }

    /// Returns the number of draws so far.
    #[must_use]
    pub fn n_draws(&self) -> u64 {
        self.n_draws
    }

    /// Returns each option's confidence factor, 0 to 1; `None` for an option that was never first, and for every option
    /// before the first draw where scores have a spread.
    #[must_use]
    pub fn factors(&self) -> Vec<Option<Estimate>> {
        if self.spreads.is_empty() {
            return self.certain();
        }
        if self.n_draws == 0 {
            return vec![None; self.central.len()];
        }
        let mut count = self.clone();
        let left = (self.n_draws - self.n_counted) as usize;
        if left > 0 {
            count.count(left);
        }
        let factor =
            |(weights, first): (&Option<Vec<f64>>, &u64)| weights.as_ref().map(|_| share(*first, self.n_draws));
        count.central.iter().zip(&count.first).map(factor).collect()
    }

    /// Returns 1 for an option that is first at its central weights and 0 for one that is not: exact.
    fn certain(&self) -> Vec<Option<Estimate>> {
        let factor = |option: usize| {
            let weights = self.central[option].as_ref()?;
            let total = |row: &Vec<f64>| Some(row.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>());
            let totals: Vec<Option<f64>> = self.points.iter().map(total).collect();
            let is_first = rank::competition(&totals)[option] == Some(1);
            Some(Estimate { value: if is_first { 1.0 } else { 0.0 }, standard_error: 0.0 })
        };
        (0..self.central.len()).map(factor).collect()
    }

    /// Draws scores once and counts the first `n_draws` of the group.
    fn count(&mut self, n_draws: usize) {
        let n_criteria = self.points[0].len();
        let mut scores: Vec<Row> = self.points.iter().flatten().map(|points| row(*points)).collect();
        self.spreads.draw(|option, criterion, drawn| scores[option * n_criteria + criterion] = *drawn);
        for (option, weights) in self.central.iter().enumerate() {
            let Some(weights) = weights else { continue };
            let total = |other: usize| weighted(&scores[other * n_criteria..][..n_criteria], weights);
            let own = total(option);
            let mut beaten: Option<Marks> = None;
            for other in (0..self.points.len()).filter(|&other| other != option) {
                let rival = total(other);
                let better = Marks::from_masks(both(&rival, &own, Floats::above));
                beaten = Some(beaten.map_or(better, |beaten| beaten.or(better)));
            }
            let beaten = beaten.map_or([0; N_LANES], |beaten| beaten.times(1).to_array());
            self.first[option] += beaten[..n_draws].iter().filter(|beaten| **beaten == 0).count() as u64;
        }
        self.n_counted += n_draws as u64;
    }
}

fn weighted(scores: &[Row], weights: &[f64]) -> Row {
    let mut total = row(0.0);
    for (score, weight) in scores.iter().zip(weights) {
        total = plus_times(&total, score, Floats::splat(*weight));
    }
    total
}
