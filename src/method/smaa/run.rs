//! A run: draws asked for in any number at a time, the same results as all at once.
//!
//! Draws are made in blocks of a fixed size. A block that is only begun is made again, as far as it goes, each time
//! results are asked for; it is counted for good when it is full. So a run can be cut anywhere, for a progress bar or a
//! stop, and keeps nothing but counts.

use super::generator::Purpose;
use super::lanes::{Floats, N_LANES, Row, lane, plus_times, row};
use super::limits;
use super::sampling::{SPARE_ROWS, Sampler};
use super::score::Score;
use super::tally::{BLOCK, GROUPS, Tally};
use super::{GENERATOR, Problem, Results, SmaaError};
use crate::method::rank::TIE;

mod spread;

pub(super) use spread::Spreads;

/// An analysis in progress.
///
/// # Example
/// ```
/// use weighbridge::method::smaa::{Problem, Run};
/// let problem = Problem::of_points(&[vec![100.0, 0.0], vec![0.0, 100.0], vec![60.0, 60.0]]);
/// let mut run = Run::new(&problem, "minutes of 3 March").unwrap();
/// while run.n_draws() < 20_000 {
///     run.advance(1000);
/// }
/// let results = run.results().unwrap();
/// let middle = results.acceptability[2][0];
/// assert!((middle.value - 0.2).abs() < 4.0 * middle.standard_error);
/// ```
#[derive(Clone, Debug)]
pub struct Run {
    seed: String,
    /// Draws asked for; the last of them may be of a block that is not full.
    n_draws: u64,
    engine: Engine,
}

/// What makes draws and counts them.
#[derive(Clone, Debug)]
struct Engine {
    sampler: Sampler,
    /// `[option * n_criteria + criterion]`, 0 where the score has a spread.
    points: Vec<Floats>,
    /// How many options, from the first, total 0 whatever the weights: one, where points are counted from its own.
    n_at_zero: usize,
    spreads: Spreads,
    tally: Tally,
    /// A row for each criterion, one of zeros where that is an odd number, and rows to spare.
    weights: Vec<Row>,
    totals: Vec<Row>,
}

impl Run {
    /// Starts a run. The seed is any text: the same text gives the same draws, on every machine.
    ///
    /// # Errors
    /// Refuses an empty or ragged table, scores that are not numbers or spreads out of order, shared cells that are not
    /// there, and weight limits that cannot all hold: the error names the ones that clash.
    pub fn new(problem: &Problem, seed: &str) -> Result<Run, SmaaError> {
        let n_criteria = problem.checked()?;
        let frames = limits::frames(n_criteria, &problem.limits)?;
        let n_options = problem.scores.len();
        let sampler = Sampler::new(frames, n_criteria, seed);
        let spreads = Spreads::new(problem, seed, Purpose::Scores);
        let mut points: Vec<Vec<f64>> = problem.scores.iter().map(|row| row.iter().map(point).collect()).collect();
        let mut may_tie = true;
        if spreads.is_empty() {
            from_first(&mut points);
            let corners: Vec<Vec<f64>> = (0..sampler.frame().n_corners()).map(|c| sampler.frame().corner(c)).collect();
            may_tie = merge_ties(&mut points, &corners);
        }
        let tally = Tally::new(n_options, n_criteria, may_tie, sampler.is_dependent());
        let engine = Engine {
            sampler,
            n_at_zero: usize::from(spreads.is_empty()),
            points: points.iter().flatten().map(|points| Floats::splat(*points)).collect(),
            spreads,
            tally,
            weights: vec![row(0.0); n_criteria.next_multiple_of(2) + SPARE_ROWS],
            totals: vec![row(0.0); n_options],
        };
        Ok(Run { seed: seed.to_owned(), n_draws: 0, engine })
    }

    /// Draws `n_draws` more times.
    pub fn advance(&mut self, n_draws: u64) {
        self.n_draws = self.n_draws.saturating_add(n_draws);
        while self.n_draws - self.engine.tally.n_draws >= BLOCK {
            self.engine.block();
        }
    }

    /// Returns the number of draws so far.
    #[must_use]
    pub fn n_draws(&self) -> u64 {
        self.n_draws
    }

    /// Returns the seed.
    #[must_use]
    pub fn seed(&self) -> &str {
        &self.seed
    }

    /// Returns the name of the generator, which with the seed and the number of draws repeats the run.
    #[must_use]
    pub fn generator(&self) -> &'static str {
        GENERATOR
    }

    /// Returns what the draws so far say; `None` before the first.
    ///
    /// # Reference
    /// Lahdelma and Salminen (2001), *SMAA-2: stochastic multicriteria acceptability analysis for group decision making*.
    #[must_use]
    pub fn results(&self) -> Option<Results> {
        let sampling = self.engine.sampler.sampling();
        let begun = (self.n_draws - self.engine.tally.n_draws) as usize;
        if begun == 0 {
            return self.engine.tally.results(sampling);
        }
        let mut engine = self.engine.clone();
        for group in 0..begun.div_ceil(N_LANES) {
            engine.draw();
            engine.add_each(N_LANES.min(begun - group * N_LANES));
        }
        engine.tally.results(sampling)
    }
}

impl Engine {
    /// Makes and counts a full block.
    fn block(&mut self) {
        if self.tally.takes_groups() {
            for group in 0..GROUPS {
                self.draw();
                self.tally.add_group(group, &self.totals, &self.weights[..self.tally.n_criteria.next_multiple_of(2)]);
            }
            self.tally.close_block();
        } else {
            for _ in 0..GROUPS {
                self.draw();
                self.add_each(N_LANES);
            }
        }
    }

    /// Draws weights, and scores where they have a spread, and adds up totals.
    #[inline]
    fn draw(&mut self) {
        let n_criteria = self.tally.n_criteria;
        self.sampler.draw(&mut self.weights);
        let (points, weights) = (self.points.as_slice(), &self.weights.as_slice()[..n_criteria]);
        let totals = self.totals.as_mut_slice();
        let of_option = |option: usize| &points[option * n_criteria..][..n_criteria];
        // Two options at a time read each weight once; what is left over takes all draws at a time instead.
        let mut option = self.n_at_zero;
        while option + 1 < totals.len() {
            let points = (of_option(option), of_option(option + 1));
            let [a, b, c, d, p, q, r, s] = weighted_twice::<0>(points, weights);
            let [e, f, g, h, t, u, v, w] = weighted_twice::<4>(points, weights);
            totals[option] = [a, b, c, d, e, f, g, h];
            totals[option + 1] = [p, q, r, s, t, u, v, w];
            option += 2;
        }
        if option < totals.len() {
            totals[option] = weighted(of_option(option), weights);
        }
        self.spreads.add(&self.weights, &mut self.totals);
    }

    /// Counts the first draws of the group at hand one by one.
    fn add_each(&mut self, n_draws: usize) {
        for draw in 0..n_draws {
            let totals: Vec<f64> = self.totals.iter().map(|row| lane(row, draw)).collect();
            let weights: Vec<f64> = self.weights[..self.tally.n_criteria].iter().map(|row| lane(row, draw)).collect();
            self.tally.add(&totals, &weights);
        }
    }
}

/// Returns an option's sums of points times weights, in the order of the criteria.
#[inline(always)]
fn weighted(points: &[Floats], weights: &[Row]) -> Row {
    let mut sum = row(0.0);
    for (weight, points) in weights.iter().zip(points) {
        sum = plus_times(&sum, weight, *points);
    }
    sum
}

/// Returns two options' sums of points times weights, in the order of the criteria, for the draws of four columns.
#[inline(always)]
fn weighted_twice<const FROM: usize>((first, second): (&[Floats], &[Floats]), weights: &[Row]) -> [Floats; 8] {
    let zero = Floats::splat(0.0);
    let [mut a, mut b, mut c, mut d, mut p, mut q, mut r, mut s] = [zero; 8];
    for criterion in 0..weights.len() {
        let (weight, first, second) = (&weights[criterion], first[criterion], second[criterion]);
        let (w0, w1, w2, w3) = (weight[FROM], weight[FROM + 1], weight[FROM + 2], weight[FROM + 3]);
        (a, b, c, d) = (a.add(w0.mul(first)), b.add(w1.mul(first)), c.add(w2.mul(first)), d.add(w3.mul(first)));
        (p, q, r, s) = (p.add(w0.mul(second)), q.add(w1.mul(second)), r.add(w2.mul(second)), s.add(w3.mul(second)));
    }
    [a, b, c, d, p, q, r, s]
}

fn point(score: &Score) -> f64 {
    score.point().unwrap_or(0.0)
}

/// Counts the points of each criterion from those of the first option: ranks stay as they are, what all options have in
/// common takes no digits, and the first option's total needs no work. Points that are no higher than others are no
/// higher afterwards, so no option totals more than one that is at least as good on every criterion.
fn from_first(points: &mut [Vec<f64>]) {
    let Some(first) = points.first().cloned() else { return };
    for row in points {
        row.iter_mut().zip(&first).for_each(|(points, first)| *points -= first);
    }
}

/// Gives options that total the same with all weights allowed the same points, and returns whether there are any. Totals
/// are the same for all weights when they are at every corner; rounding alone does not make them differ.
fn merge_ties(points: &mut [Vec<f64>], corners: &[Vec<f64>]) -> bool {
    let total = |row: &[f64], corner: &[f64]| row.iter().zip(corner).map(|(v, w)| v * w).sum::<f64>();
    let totals: Vec<Vec<f64>> =
        points.iter().map(|row| corners.iter().map(|corner| total(row, corner)).collect()).collect();
    let tolerance = TIE * totals.iter().flatten().fold(0.0_f64, |largest, total| largest.max(total.abs()));
    let same = |a: usize, b: usize| totals[a].iter().zip(&totals[b]).all(|(x, y)| (x - y).abs() <= tolerance);
    let mut any = false;
    for option in 1..points.len() {
        if let Some(first) = (0..option).find(|&first| same(first, option)) {
            points[option] = points[first].clone();
            any = true;
        }
    }
    any
}
