//! What a group's answers to one question look like: close, two camps, one apart, or spread.

/// How far apart answers must be to be called so, in the unit of the answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Answers are close where the highest is at most so far above the lowest; 0 or more.
    pub close: f64,
    /// A gap between two neighbouring answers divides them where it is at least so wide; above 0.
    pub gap: f64,
}

/// The thresholds for points from 0 to 100.
impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds { close: 20.0, gap: 25.0 }
    }
}

/// What the answers to one question look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// All within a small range.
    Close,
    /// A wide gap, with two or more on each side: no middle speaks for both.
    TwoCamps {
        /// How many answers lie below the gap.
        n_below: usize,
    },
    /// A wide gap, with one answer by itself on one side and two or more on the other.
    OneApart {
        /// How many answers lie below the gap: 1, or all but 1.
        n_below: usize,
    },
    /// Neither close nor divided.
    Spread,
}

/// Returns what answers look like; `None` where nobody answered. Where several gaps divide the answers, the widest one that
/// leaves two or more on each side counts, of equal ones the lowest; else the widest that leaves one by itself.
///
/// Two answers far from each other are spread: neither of them is the one apart.
///
/// # Errors
/// As [`spread`](super::spread).
///
/// # Reference
/// None: the rule is Weighbridge's own, made to decide whether a middle figure may be offered.
///
/// # Example
/// ```
/// use weighbridge::method::group::{Label, Thresholds, label};
/// let of = |answers: &[f64]| {
///     let given: Vec<Option<f64>> = answers.iter().copied().map(Some).collect();
///     label(&given, Thresholds::default()).unwrap().unwrap()
/// };
/// assert_eq!(of(&[40.0, 50.0, 60.0]), Label::Close);
/// assert_eq!(of(&[5.0, 30.0, 10.0, 60.0, 80.0]), Label::TwoCamps { n_below: 3 });
/// assert_eq!(of(&[5.0, 60.0, 70.0]), Label::OneApart { n_below: 1 });
/// assert_eq!(of(&[20.0, 40.0, 60.0]), Label::Spread);
/// ```
pub fn label(answers: &[Option<f64>], thresholds: Thresholds) -> Result<Option<Label>, super::GroupError> {
    let Some(found) = super::spread(answers)? else { return Ok(None) };
    if found.range() <= thresholds.close {
        return Ok(Some(Label::Close));
    }
    let mut given: Vec<f64> = answers.iter().copied().flatten().collect();
    given.sort_by(f64::total_cmp);
    let widest = |least: usize| {
        let mut best: Option<(f64, usize)> = None;
        for n_below in 1..given.len() {
            let gap = given[n_below] - given[n_below - 1];
            let is_wide = gap >= thresholds.gap && n_below.min(given.len() - n_below) >= least;
            if is_wide && best.is_none_or(|(widest, _)| gap > widest) {
                best = Some((gap, n_below));
            }
        }
        best.map(|(_, n_below)| n_below)
    };
    Ok(Some(match (widest(2), widest(1)) {
        (Some(n_below), _) => Label::TwoCamps { n_below },
        (None, Some(n_below)) if given.len() > 2 => Label::OneApart { n_below },
        (None, _) => Label::Spread,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Label, Thresholds, label};
    use crate::method::group::GroupError;

    fn of(answers: &[f64]) -> Option<Label> {
        let given: Vec<Option<f64>> = answers.iter().copied().map(Some).collect();
        label(&given, Thresholds::default()).unwrap()
    }

    #[test]
    fn the_ends_of_the_rules() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[50.0]), Some(Label::Close));
        assert_eq!(of(&[0.0, 20.0]), Some(Label::Close));
        assert_eq!(of(&[0.0, 20.5]), Some(Label::Spread));
        assert_eq!(of(&[0.0, 90.0]), Some(Label::Spread), "two people far apart are no camps");
        assert_eq!(of(&[0.0, 0.0, 24.0, 24.0]), Some(Label::Spread));
        assert_eq!(of(&[0.0, 0.0, 25.0, 25.0]), Some(Label::TwoCamps { n_below: 2 }));
        assert_eq!(of(&[0.0, 0.0, 25.0]), Some(Label::OneApart { n_below: 2 }));
    }

    #[test]
    fn camps_come_before_one_apart_and_the_widest_gap_counts() {
        assert_eq!(of(&[0.0, 60.0, 65.0, 95.0, 96.0]), Some(Label::TwoCamps { n_below: 3 }));
        assert_eq!(of(&[0.0, 1.0, 30.0, 31.0, 70.0, 71.0]), Some(Label::TwoCamps { n_below: 4 }));
    }

    #[test]
    fn silence_is_no_answer() {
        let given = [None, Some(10.0), None, Some(20.0)];
        assert_eq!(label(&given, Thresholds::default()), Ok(Some(Label::Close)));
        let refused = label(&[Some(f64::NAN)], Thresholds::default());
        assert_eq!(refused, Err(GroupError::NotFinite { participant: 0, item: 0 }));
    }
}
