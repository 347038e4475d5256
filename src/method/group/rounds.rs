//! What a second round changed, and what people chose before anything was scored.

use super::label::{Label, Thresholds, label};
use super::{GroupError, spread};
use crate::method::rank;

/// How the answers to one question changed from one round to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Upper quartile less lower quartile, before and after.
    pub interquartile: (f64, f64),
    /// The second median less the first.
    pub shift: f64,
    /// What the answers looked like, before and after.
    pub labels: (Label, Label),
    /// How many went up.
    pub n_up: usize,
    /// How many went down.
    pub n_down: usize,
}

impl Convergence {
    /// Returns whether the middle half of the answers is narrower than it was.
    #[must_use]
    pub fn is_closer(&self) -> bool {
        self.interquartile.1 < self.interquartile.0
    }

    /// Returns the middle half after as a share of that before; `None` where all of it was one figure before.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        (self.interquartile.0 > 0.0).then(|| self.interquartile.1 / self.interquartile.0)
    }

    /// Returns whether another round is not likely to help: the median moved by no more than a step of the scale, and the
    /// answers look as they did.
    #[must_use]
    pub fn is_stable(&self, step: f64) -> bool {
        let kind = |label: Label| std::mem::discriminant(&label);
        self.shift.abs() <= step && kind(self.labels.0) == kind(self.labels.1)
    }
}

/// Returns how the answers to one question changed between two rounds; `None` where either round has no answer. The same
/// participant stands at the same place in both. Who moved is counted over those who answered in both.
///
/// Closer answers are not better answers: agreement in a second round also comes of pressure.
///
/// # Errors
/// Refuses rounds of different lengths and answers that are not finite.
///
/// # Reference
/// Linstone and Turoff (1975), *The Delphi Method*; Woudenberg (1991), *An evaluation of Delphi*.
///
/// # Example
/// ```
/// use weighbridge::method::group::{Label, Thresholds, convergence};
/// let (first, second) = ([10.0, 20.0, 80.0, 90.0].map(Some), [50.0, 55.0, 60.0, 60.0].map(Some));
/// let found = convergence(&first, &second, Thresholds::default()).unwrap().unwrap();
/// assert_eq!((found.interquartile, found.shift), ((65.0, 6.25), 7.5));
/// assert_eq!((found.labels, found.n_up, found.n_down), ((Label::TwoCamps { n_below: 2 }, Label::Close), 2, 2));
/// assert!(found.is_closer() && !found.is_stable(5.0));
/// ```
pub fn convergence(
    first: &[Option<f64>],
    second: &[Option<f64>],
    thresholds: Thresholds,
) -> Result<Option<Convergence>, GroupError> {
    if first.len() != second.len() {
        return Err(GroupError::SizesDiffer { participant: first.len().min(second.len()) });
    }
    let (before, after) = (spread(first)?, spread(second)?);
    let labels = (label(first, thresholds)?, label(second, thresholds)?);
    let (Some(before), Some(after), (Some(was), Some(is))) = (before, after, labels) else { return Ok(None) };
    let both = || first.iter().zip(second).filter_map(|(one, other)| Some(((*one)?, (*other)?)));
    Ok(Some(Convergence {
        interquartile: (before.interquartile_range(), after.interquartile_range()),
        shift: after.median - before.median,
        labels: (was, is),
        n_up: both().filter(|(one, other)| other > one).count(),
        n_down: both().filter(|(one, other)| other < one).count(),
    }))
}

/// Returns the share of questions on which a second round brought the answers closer, 0 to 1; `None` without questions.
///
/// # Example
/// ```
/// use weighbridge::method::group::{Thresholds, convergence, share_closer};
/// let (far, near) = ([0.0, 40.0].map(Some), [10.0, 20.0].map(Some));
/// let one = |a, b| convergence(a, b, Thresholds::default()).unwrap().unwrap();
/// assert_eq!(share_closer(&[one(&far, &near), one(&near, &far)]), Some(0.5));
/// assert_eq!(share_closer(&[]), None);
/// ```
#[must_use]
pub fn share_closer(all: &[Convergence]) -> Option<f64> {
    let n_closer = all.iter().filter(|one| one.is_closer()).count();
    (!all.is_empty()).then(|| n_closer as f64 / all.len() as f64)
}

/// What people chose before they scored, beside where the scores put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstChoice {
    /// How many chose it.
    pub n: usize,
    /// Its place by the totals, 1 = first; `None` without a total.
    pub rank: Option<usize>,
}

/// Returns, for each option, how many chose it at first and where its total puts it. Who chose nothing is `None`; a choice
/// of an option that is not there counts for nothing.
///
/// # Reference
/// Phillips (1984), *A theory of requisite decision models*: what a model and an intuition do not share is worth a question.
///
/// # Example
/// ```
/// use weighbridge::method::group::{FirstChoice, first_choices};
/// let found = first_choices(&[Some(1), Some(0), Some(1), None], &[Some(70.0), Some(60.0)]);
/// assert_eq!(found, [FirstChoice { n: 1, rank: Some(1) }, FirstChoice { n: 2, rank: Some(2) }]);
/// ```
#[must_use]
pub fn first_choices(choices: &[Option<usize>], totals: &[Option<f64>]) -> Vec<FirstChoice> {
    let n_of = |option: usize| choices.iter().filter(|choice| **choice == Some(option)).count();
    rank::competition(totals)
        .into_iter()
        .enumerate()
        .map(|(option, rank)| FirstChoice { n: n_of(option), rank })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{GroupError, Thresholds, convergence};

    #[test]
    fn who_was_silent_once_did_not_move() {
        let (first, second) = ([Some(10.0), None, Some(30.0)], [None, Some(90.0), Some(20.0)]);
        let found = convergence(&first, &second, Thresholds::default()).unwrap().unwrap();
        assert_eq!((found.n_up, found.n_down), (0, 1));
        assert_eq!(convergence(&[None], &[Some(1.0)], Thresholds::default()), Ok(None));
        let refused = convergence(&[None], &[], Thresholds::default());
        assert_eq!(refused, Err(GroupError::SizesDiffer { participant: 0 }));
    }

    #[test]
    fn a_round_that_changes_nothing_is_stable() {
        let answers = [10.0, 50.0, 55.0, 90.0].map(Some);
        let same = convergence(&answers, &answers, Thresholds::default()).unwrap().unwrap();
        assert!(same.is_stable(0.0) && !same.is_closer());
        assert_eq!(same.ratio(), Some(1.0));
        let level = [5.0, 5.0].map(Some);
        assert_eq!(convergence(&level, &level, Thresholds::default()).unwrap().unwrap().ratio(), None);
    }
}
