//! The Gaussian preference, for one difference and for a whole sorted column.
//!
//! With u and v the distances of two figures from a common centre, in spreads, exp(-(u - v)²/2) is exp(-u²/2) times
//! exp(-v²/2) times exp(uv), and exp(uv) is a power series in which u and v part. So the sum over many v needs only their
//! moments: work grows with the number of figures, not of pairs.

/// Terms of the series. With v within 1/2 and u within [`REACH`] + 1, what is left out is below 1e-17.
const TERMS: usize = 23;

/// Distance in spreads from which the preference is 1 to the last digit.
const REACH: f64 = 8.7;

/// Returns the preference for a difference in spreads, zero or more.
///
/// # Reference
/// Brans and Vincke (1985), *A preference ranking organisation method*.
pub(super) fn degree(difference: f64) -> f64 {
    -libm::expm1(-0.5 * difference * difference)
}

/// Returns whether a sorted list is wide enough for moments: where all differences are far below the spread, sums of
/// figures near 1 would leave few digits of what is left when they are taken from 1.
pub(super) fn is_wide(sorted: &[f64], spread: f64) -> bool {
    sorted.first().zip(sorted.last()).is_some_and(|(first, last)| last - first > 0.125 * spread)
}

/// Moments of a run of figures about its centre.
struct Run {
    centre: f64,
    last: f64,
    /// Sum of v^k exp(-v²/2) / k!.
    moments: [f64; TERMS],
}

impl Run {
    fn new(first: f64, spread: f64) -> Run {
        let half_way = first + 0.5 * spread;
        // Far from zero the half-way point may be rounded upwards by more than a spread.
        let centre = if half_way - first <= 0.5 * spread { half_way } else { first };
        Run { centre, last: first, moments: [0.0; TERMS] }
    }

    fn add(&mut self, measure: f64, times: f64, spread: f64) {
        let v = (measure - self.centre) / spread;
        let mut term = times * libm::exp(-0.5 * v * v);
        for (moment, k) in self.moments.iter_mut().zip(1_u32..) {
            *moment += term;
            term *= v / f64::from(k);
        }
        self.last = measure;
    }

    /// Returns the sum of exp(-d²/2) over the run, d the distance to `measure` in spreads.
    fn near(&self, measure: f64, spread: f64) -> f64 {
        let u = (measure - self.centre) / spread;
        libm::exp(-0.5 * u * u) * self.moments.iter().rev().fold(0.0, |sum, moment| sum * u + moment)
    }
}

/// Returns, for each figure of a sorted list, the sum of its preferences over those before it.
///
/// # Reference
/// Greengard and Strain (1991), *The fast Gauss transform*.
pub(super) fn over_lower(sorted: &[f64], spread: f64) -> Vec<f64> {
    let mut sums = Vec::with_capacity(sorted.len());
    let mut runs: Vec<Run> = Vec::new();
    for equal in sorted.chunk_by(|a, b| a >= b) {
        let (measure, n_lower) = (equal[0], sums.len() as f64);
        let within = runs.iter().rev().take_while(|run| (measure - run.last) / spread < REACH);
        let near = within.fold(0.0, |sum, run| sum + run.near(measure, spread));
        sums.resize(sums.len() + equal.len(), (n_lower - near).max(0.0));
        match runs.last_mut() {
            Some(run) if (measure - run.centre) / spread <= 0.5 => run.add(measure, equal.len() as f64, spread),
            _ => {
                let mut run = Run::new(measure, spread);
                run.add(measure, equal.len() as f64, spread);
                runs.push(run);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::{degree, over_lower};

    #[test]
    fn small_differences_keep_their_digits() {
        assert!((degree(1e-9) / 5e-19 - 1.0).abs() < 1e-12);
        assert!((degree(1.0) - 0.393_469_340_287_366_6).abs() < 1e-15);
        assert!((degree(1e200) - 1.0).abs() <= 0.0);
    }

    #[test]
    fn figures_at_every_distance() {
        // One figure, then others at every distance from none to out of reach.
        for step in 0..2000 {
            let distance = f64::from(step) * 0.005;
            let found = over_lower(&[0.0, distance], 1.0)[1];
            assert!((found - degree(distance)).abs() < 2e-15, "{distance}: {found}");
        }
    }
}
