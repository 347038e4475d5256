//! Scores that are known, and scores of which only a spread is.
//!
//! Each spread is turned into a score by its percentile, so that cells which share a driver move together.

use super::SmaaError;
use super::quantile::normal;

/// The score of one option on one criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// Known.
    Point(f64),
    /// Anywhere from low to high, no place likelier than another. A score that is missing is one over the whole scale.
    Interval {
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// From low to high, likeliest at the mode.
    Triangular {
        /// The lowest.
        low: f64,
        /// The likeliest.
        mode: f64,
        /// The highest.
        high: f64,
    },
    /// A measure with a normal spread, valued on a straight line: 0 points at `worst`, 100 at `best`, and no further.
    Normal {
        /// The mean, in the measure's unit.
        mean: f64,
        /// The standard deviation, in the measure's unit.
        deviation: f64,
        /// The measure at 0 points.
        worst: f64,
        /// The measure at 100 points; below `worst` where less is better.
        best: f64,
    },
    /// A measure whose natural logarithm has a normal spread, valued as for `Normal`.
    LogNormal {
        /// The mean of the logarithm.
        mean: f64,
        /// The standard deviation of the logarithm.
        deviation: f64,
        /// The measure at 0 points.
        worst: f64,
        /// The measure at 100 points; below `worst` where less is better.
        best: f64,
    },
}

/// Largest number that a score may hold: sums of products of such numbers are still numbers.
const LARGEST: f64 = 1e100;

impl Score {
    /// Refuses numbers that cannot be computed with or are out of order.
    pub(super) fn check(&self, option: usize, criterion: usize) -> Result<(), SmaaError> {
        let (numbers, in_order) = match *self {
            Score::Point(point) => ([point, 0.0, 0.0, 0.0], true),
            Score::Interval { low, high } => ([low, high, 0.0, 0.0], low <= high),
            Score::Triangular { low, mode, high } => ([low, mode, high, 0.0], low <= mode && mode <= high),
            Score::Normal { mean, deviation, worst, best } | Score::LogNormal { mean, deviation, worst, best } => {
                ([mean, deviation, worst, best], deviation >= 0.0 && (worst < best || best < worst))
            }
        };
        if !numbers.iter().all(|number| number.abs() <= LARGEST) {
            return Err(SmaaError::NotFinite { option, criterion });
        }
        in_order.then_some(()).ok_or(SmaaError::NotASpread { option, criterion })
    }

    /// Returns the score where it has no spread.
    pub(super) fn point(&self) -> Option<f64> {
        let narrow = match *self {
            Score::Point(_) => true,
            Score::Interval { low, high } | Score::Triangular { low, high, .. } => low >= high,
            Score::Normal { deviation, .. } | Score::LogNormal { deviation, .. } => deviation <= 0.0,
        };
        narrow.then(|| self.at(0.5))
    }

    /// Returns the score at a percentile in [0, 1).
    ///
    /// # Reference
    /// Devroye (1986), *Non-Uniform Random Variate Generation* (inversion).
    pub(super) fn at(&self, percentile: f64) -> f64 {
        match *self {
            Score::Point(point) => point,
            Score::Interval { low, high } => low + (high - low) * percentile,
            Score::Triangular { low, mode, high } => triangular(low, mode, high, percentile),
            Score::Normal { mean, deviation, worst, best } => {
                valued(mean + deviation * normal(percentile), worst, best)
            }
            Score::LogNormal { mean, deviation, worst, best } => {
                valued(libm::exp(mean + deviation * normal(percentile)), worst, best)
            }
        }
    }
}

fn triangular(low: f64, mode: f64, high: f64, percentile: f64) -> f64 {
    let range = high - low;
    // Square roots apart, so that no product of three large numbers is formed.
    if percentile * range < mode - low {
        low + (percentile * range).sqrt() * (mode - low).sqrt()
    } else {
        high - ((1.0 - percentile) * range).sqrt() * (high - mode).sqrt()
    }
}

fn valued(measure: f64, worst: f64, best: f64) -> f64 {
    100.0 * ((measure - worst) / (best - worst)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::Score;

    #[test]
    fn percentiles_run_from_low_to_high() {
        let spreads = [
            Score::Interval { low: -1.0, high: 3.0 },
            Score::Triangular { low: -1.0, mode: 0.0, high: 3.0 },
            Score::Triangular { low: -1.0, mode: -1.0, high: 3.0 },
            Score::Triangular { low: -1.0, mode: 3.0, high: 3.0 },
        ];
        for spread in spreads {
            let along: Vec<f64> = (0..=100).map(|p| spread.at(f64::from(p) / 100.0)).collect();
            assert!(along.windows(2).all(|pair| pair[0] < pair[1]), "{spread:?}");
            assert!((along[0] + 1.0).abs() < 1e-12 && (along[100] - 3.0).abs() < 1e-12);
            assert_eq!(spread.point(), None);
        }
        // A triangle's share below the mode is the mode's distance from the low end.
        assert!(Score::Triangular { low: -1.0, mode: 0.0, high: 3.0 }.at(0.25).abs() < 1e-12);
    }

    #[test]
    fn a_spread_of_nothing_is_a_point() {
        assert_eq!(Score::Interval { low: 7.0, high: 7.0 }.point(), Some(7.0));
        assert_eq!(Score::Triangular { low: 7.0, mode: 7.0, high: 7.0 }.point(), Some(7.0));
        assert_eq!(Score::Normal { mean: 3.0, deviation: 0.0, worst: 4.0, best: 2.0 }.point(), Some(50.0));
        let log = Score::LogNormal { mean: 0.0, deviation: 0.0, worst: 0.0, best: 4.0 };
        assert_eq!(log.point(), Some(25.0));
    }

    #[test]
    fn measures_stay_on_their_scale() {
        let wide = Score::LogNormal { mean: 500.0, deviation: 1e3, worst: 1.0, best: 0.5 };
        assert_eq!((wide.at(0.0), wide.at(0.999)), (100.0, 0.0));
    }
}
