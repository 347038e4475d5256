//! Several people's judgements: how far they are apart, whose winner is whose, and what is worth talking about.
//!
//! Everything is taken over those who answered; nobody's silence is read as a number. How judgements were collected,
//! and who made them, is not known here.

mod agenda;
mod agreement;
mod label;
mod redrawn;
mod rounds;
mod winner;

pub use agenda::{AgendaItem, agenda, reach};
pub use agreement::{CompleteConcordance, Concordance, concordance, concordance_of_complete};
pub use label::{Label, Thresholds, label};
pub use redrawn::{FEWEST, GENERATOR, redrawn_rooms};
pub use rounds::{Convergence, FirstChoice, convergence, first_choices, share_closer};
pub use winner::{Ballot, Centre, OwnWinners, group_winners, own_winners, pool, winners_without_each};

use std::fmt;

use super::additive::AdditiveError;

/// Why the judgements of a group cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupError {
    /// Nobody took part.
    Empty,
    /// An answer is infinite or NaN.
    NotFinite {
        /// The participant, from 0.
        participant: usize,
        /// The thing judged, from 0.
        item: usize,
    },
    /// A participant judged another number of things than the first did.
    SizesDiffer {
        /// The participant, from 0.
        participant: usize,
    },
    /// A participant's totals cannot be computed.
    Participant {
        /// The participant, from 0.
        participant: usize,
        /// What is wrong with their weights or scores.
        error: AdditiveError,
    },
    /// The totals of the group cannot be computed.
    Pooled(AdditiveError),
}

impl fmt::Display for GroupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GroupError::Empty => write!(f, "expected at least one participant"),
            GroupError::NotFinite { participant, item } => {
                write!(f, "expected a finite answer from participant {} on item {}", participant + 1, item + 1)
            }
            GroupError::SizesDiffer { participant } => {
                write!(f, "expected as many answers from participant {} as from participant 1", participant + 1)
            }
            GroupError::Participant { participant, error } => write!(f, "participant {}: {error}", participant + 1),
            GroupError::Pooled(error) => write!(f, "the group: {error}"),
        }
    }
}

impl std::error::Error for GroupError {}

/// How the answers to one question spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Number of answers.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation of a sample (divided by n - 1); `None` for one answer.
    pub deviation: Option<f64>,
    /// Lowest answer.
    pub lowest: f64,
    /// Lower quartile.
    pub lower_quartile: f64,
    /// Median.
    pub median: f64,
    /// Upper quartile.
    pub upper_quartile: f64,
    /// Highest answer.
    pub highest: f64,
}

impl Spread {
    /// Returns the highest answer less the lowest.
    #[must_use]
    pub fn range(&self) -> f64 {
        self.highest - self.lowest
    }

    /// Returns the upper quartile less the lower.
    #[must_use]
    pub fn interquartile_range(&self) -> f64 {
        self.upper_quartile - self.lower_quartile
    }
}

/// Returns how the answers given spread; `None` where nobody answered.
///
/// Quartiles are of type 7: straight lines between the sorted answers, as spreadsheets' QUARTILE.INC has it.
///
/// # Errors
/// Refuses an answer that is not finite, naming the participant; the item is always 0.
///
/// # Reference
/// Hyndman and Fan (1996), *Sample quantiles in statistical packages* (definition 7).
///
/// # Example
/// ```
/// use weighbridge::method::group::spread;
/// let found = spread(&[Some(70.0), None, Some(30.0), Some(50.0)]).unwrap().unwrap();
/// assert_eq!((found.n, found.lower_quartile, found.median, found.range()), (3, 40.0, 50.0, 40.0));
/// assert_eq!(found.deviation, Some(20.0));
/// ```
pub fn spread(answers: &[Option<f64>]) -> Result<Option<Spread>, GroupError> {
    if let Some(participant) = answers.iter().position(|answer| answer.is_some_and(|a| !a.is_finite())) {
        return Err(GroupError::NotFinite { participant, item: 0 });
    }
    let mut given: Vec<f64> = answers.iter().copied().flatten().collect();
    given.sort_by(f64::total_cmp);
    let (Some(&lowest), Some(&highest)) = (given.first(), given.last()) else {
        return Ok(None);
    };
    let n = given.len();
    // Divided before adding where the sum could leave the range of numbers.
    let largest = highest.abs().max(lowest.abs());
    let scale = if largest > 1e100 { largest } else { 1.0 };
    let mean = given.iter().map(|x| x / scale).sum::<f64>() / n as f64;
    let squares: f64 = given.iter().map(|x| (x / scale - mean) * (x / scale - mean)).sum();
    Ok(Some(Spread {
        n,
        mean: (mean * scale).clamp(lowest, highest),
        deviation: (n > 1).then(|| ((squares / (n - 1) as f64).sqrt() * scale).min(f64::MAX)),
        lowest,
        lower_quartile: quantile(&given, 1),
        median: quantile(&given, 2),
        upper_quartile: quantile(&given, 3),
        highest,
    }))
}

/// Returns a quartile (1, 2 or 3) of sorted numbers, of which there is at least one.
fn quantile(sorted: &[f64], quarter: usize) -> f64 {
    // The place is a whole number of quarters: exact.
    let quarters = (sorted.len() - 1) * quarter;
    let (below, part) = (sorted[quarters / 4], (quarters % 4) as f64 / 4.0);
    match sorted.get(quarters / 4 + 1) {
        Some(above) if part > 0.0 => below * (1.0 - part) + above * part,
        _ => below,
    }
}

#[cfg(test)]
mod tests {
    use super::{GroupError, spread};

    #[test]
    fn nobody_and_one_person() {
        assert_eq!(spread(&[]), Ok(None));
        assert_eq!(spread(&[None, None]), Ok(None));
        let one = spread(&[None, Some(20.5)]).unwrap().unwrap();
        assert_eq!((one.n, one.mean, one.deviation, one.interquartile_range()), (1, 20.5, None, 0.0));
    }

    #[test]
    fn quartiles_fall_between_answers() {
        let found = spread(&[1.0, 2.0, 4.0, 8.0].map(Some)).unwrap().unwrap();
        assert_eq!((found.lower_quartile, found.median, found.upper_quartile), (1.75, 3.0, 5.0));
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, f64::MAX] {
            let found = spread(&[Some(-size), Some(size), Some(size)]).unwrap().unwrap();
            assert!((found.mean / size - 1.0 / 3.0).abs() < 1e-12, "{size}");
            assert_eq!((found.n, found.median), (3, size));
            assert!(found.deviation.is_some_and(f64::is_finite), "{size}");
        }
        let level = spread(&[Some(0.1); 7]).unwrap().unwrap();
        assert_eq!((level.mean, level.range()), (0.1, 0.0));
    }

    #[test]
    fn refuses_an_answer_that_is_no_number() {
        let refused = spread(&[None, Some(f64::NAN)]);
        assert_eq!(refused, Err(GroupError::NotFinite { participant: 1, item: 0 }));
    }
}
