//! What a run found, each figure with its standard error.

use super::tally::{BLOCK, Tally};

/// A figure estimated from draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error; 0 only where the figure is exact. About 95 in 100 estimates are within two of these.
    pub standard_error: f64,
}

/// How weights were drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sampling {
    /// The limits leave one set of weights.
    Fixed,
    /// Every draw agreed with the limits by the way it was made.
    Direct,
    /// Draws that broke a limit were dropped.
    Rejection {
        /// About what share was kept, above 0 and at most 1.
        acceptance: f64,
    },
    /// Sixteen walks inside the limits; standard errors allow for draws that resemble the last.
    HitAndRun {
        /// Steps of each walk before its first draw.
        burn_in: usize,
        /// Steps from draw to draw.
        thinning: usize,
    },
    /// The draws were given.
    Given,
}

/// What the draws so far say.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Number of draws.
    pub n_draws: u64,
    /// How weights were drawn.
    pub sampling: Sampling,
    /// `[option][rank]`, rank 1 first: the share of draws in which the option takes the rank. Options that tie share the
    /// better rank, so that a rank's shares then add to more than 1.
    pub acceptability: Vec<Vec<Estimate>>,
    /// `[option][criterion]`: the mean of the weights with which the option is first; `None` where it never was.
    pub central_weights: Vec<Option<Vec<Estimate>>>,
    /// `[option][other]`: the share of draws in which the option is strictly better than the other.
    pub pairwise: Vec<Vec<Estimate>>,
}

/// Returns a count as a share of draws.
///
/// The standard error is that of a proportion. At none and at all it would be 0, which no number of draws can show: there
/// one draw more each way is counted.
pub(super) fn share(count: u64, n_draws: u64) -> Estimate {
    let (c, n) = (count as f64, n_draws as f64);
    let p = if count == 0 || count == n_draws { (c + 1.0) / (n + 2.0) } else { c / n };
    Estimate { value: c / n, standard_error: (p * (1.0 - p) / n).sqrt() }
}

/// Returns how far the mean of a block's count is from the truth, as a share, from the counts' sum and sum of squares.
fn block_error(count: u64, squares: u64, n_blocks: u64) -> f64 {
    let n = n_blocks as f64;
    let mean = count as f64 / n;
    let variance = (squares as f64 / n - mean * mean).max(0.0) / (n - 1.0);
    variance.sqrt() / BLOCK as f64
}

impl Tally {
    /// Returns what has been counted as shares; `None` before the first draw.
    pub(super) fn results(&self, sampling: Sampling) -> Option<Results> {
        if self.n_draws == 0 {
            return None;
        }
        let n = self.n_options;
        let table = |counts: &[u64], squares: Option<&[u64]>| -> Vec<Vec<Estimate>> {
            let estimate = |cell: usize| {
                let independent = share(counts[cell], self.n_draws);
                let n_blocks = self.scatter.as_ref().map_or(0, |scatter| scatter.n_blocks);
                let scattered = match squares {
                    Some(squares) if n_blocks > 1 => block_error(counts[cell], squares[cell], n_blocks),
                    _ => 0.0,
                };
                Estimate { standard_error: independent.standard_error.max(scattered), ..independent }
            };
            (0..n).map(|option| (option * n..(option + 1) * n).map(estimate).collect()).collect()
        };
        let scatter = self.scatter.as_ref();
        let acceptability = table(&self.ranks, scatter.map(|scatter| scatter.ranks.as_slice()));
        let mut pairwise = table(&self.wins, scatter.map(|scatter| scatter.wins.as_slice()));
        // No option is better than itself, however many draws there are.
        for (option, row) in pairwise.iter_mut().enumerate() {
            row[option].standard_error = 0.0;
        }
        let central_weights = (0..n).map(|option| self.central(option)).collect();
        Some(Results { n_draws: self.n_draws, sampling, acceptability, central_weights, pairwise })
    }

    /// Returns the mean of the weights with which an option is first.
    fn central(&self, option: usize) -> Option<Vec<Estimate>> {
        let count = self.ranks[option * self.n_options];
        if count == 0 {
            return None;
        }
        let weight = |criterion: usize| {
            let (sum, squares) = self.winning(option, criterion);
            let n = count as f64;
            let mean = sum / n;
            let variance = (squares / n - mean * mean).max(0.0);
            // One draw does not show its own scatter: a weight is somewhere from 0 to 1.
            let deviation = if count == 1 { 0.5 } else { (variance * n / (n - 1.0)).sqrt() };
            // Draws that resemble each other tell less.
            let scattered = self.scattered_weight(option, criterion, mean).unwrap_or(0.0);
            Estimate { value: mean, standard_error: scattered.max(deviation / n.sqrt()) }
        };
        Some((0..self.n_criteria).map(weight).collect())
    }
}
