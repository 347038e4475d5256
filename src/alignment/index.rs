//! The alignment indices: contribution, harm and coverage of initiatives. How goals stand is in [`super::goal`].
//!
//! Harm stands beside contribution and is never netted away. A blank, "not applicable" and "unknown" are not numbers
//! and never count as 0: what nobody has looked at widens the range in which an index lies. Names, reasons and money are
//! not here: rows are initiatives, columns goals, both by position.

use super::Assessment;
use super::goal::{GoalAlignment, alignment_of_goal};
use std::fmt;

/// Highest contribution: large beneficial. The lowest, large adverse, is its negative.
const LARGE: i8 = 3;

/// Why indices cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// A goal's weight is negative, infinite or NaN.
    GoalWeight {
        /// The goal, from 0.
        goal: usize,
    },
    /// A lens's weight is negative, infinite or NaN.
    LensWeight {
        /// The lens, from 0.
        lens: usize,
    },
    /// A goal belongs to a lens that has no weight given.
    NoSuchLens {
        /// The goal, from 0.
        goal: usize,
    },
    /// The lists do not have one entry for each goal.
    LengthsDiffer {
        /// Number of goal weights.
        n_goals: usize,
        /// Length of the list that differs.
        n_found: usize,
    },
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::GoalWeight { goal } => {
                write!(f, "expected a finite weight of zero or more for goal {}", goal + 1)
            }
            IndexError::LensWeight { lens } => {
                write!(f, "expected a finite weight of zero or more for lens {}", lens + 1)
            }
            IndexError::NoSuchLens { goal } => write!(f, "expected a weight for the lens of goal {}", goal + 1),
            IndexError::LengthsDiffer { n_goals, n_found } => {
                write!(f, "expected an entry for each of {n_goals} goals, found {n_found}")
            }
        }
    }
}

impl std::error::Error for IndexError {}

/// The range in which an index lies, 0 to 100: its end at the bottom counts what is found, that at the top what could still
/// be found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// What is found, as if nothing else were there.
    pub floor: f64,
    /// What it would be if all that nobody has looked at were as large as can be.
    pub ceiling: f64,
}

impl Range {
    /// Returns whether whatever is still found cannot put this below another: only then are the two ranked.
    ///
    /// # Example
    /// ```
    /// use weighbridge::alignment::index::Range;
    /// let (network, strategy) = (Range { floor: 21.0, ceiling: 66.0 }, Range { floor: 4.0, ceiling: 93.0 });
    /// assert!(!network.is_above(strategy) && !strategy.is_above(network));
    /// assert!(network.is_above(Range { floor: 2.0, ceiling: 21.0 }));
    /// ```
    #[must_use]
    pub fn is_above(self, other: Range) -> bool {
        self.floor >= other.ceiling
    }
}

/// Indices of one initiative, under one lens or across lenses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indices {
    /// Weighted contribution, in percent of the largest possible; `None` when no goal of weight applies.
    pub contribution: Option<Range>,
    /// Weighted harm, in percent of the largest possible; `None` when no goal of weight applies.
    pub harm: Option<Range>,
    /// Share of the applicable weight that is assessed, 0 to 1; `None` when no goal of weight applies.
    pub coverage: Option<f64>,
    /// Contribution in percent of the largest possible over the goals that are assessed alone, 0 to 100; `None` when none
    /// is. It rewards not looking, so nothing is ranked by it. At full coverage it is
    /// both ends of [`Indices::contribution`].
    pub assessed_contribution: Option<f64>,
    /// Harm over the goals that are assessed alone, as [`Indices::assessed_contribution`].
    pub assessed_harm: Option<f64>,
}

/// How one initiative stands.
#[derive(Clone, Debug, PartialEq)]
pub struct InitiativeAlignment {
    /// Indices under each lens.
    pub lenses: Vec<Indices>,
    /// Indices across the lenses.
    pub overall: Indices,
    /// The lenses with something assessed, and of weight above zero.
    pub counted: Vec<usize>,
    /// Whether it is assessed under some lens and contributes nothing under any.
    pub orphan: bool,
}

/// How a portfolio of initiatives stands against a set of goals.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// One entry for each row of contributions.
    pub initiatives: Vec<InitiativeAlignment>,
    /// One entry for each goal.
    pub goals: Vec<GoalAlignment>,
}

/// Returns the indices of every initiative and the standing of every goal.
///
/// `lens_of[goal]` names the lens of a goal, from 0, and `lens_weights` has one raw weight for each lens. A goal of
/// weight 0 counts in the goals' rows but not in the indices; a lens of weight 0 counts under itself only.
///
/// # Errors
/// Refuses weights that are negative or not finite, and lists of unequal length.
///
/// # Reference
/// HM Treasury (2022), *The Green Book*, and Department for Transport, *Transport Analysis Guidance*: the seven-point
/// scale of appraisal summary tables.
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment, Effect, index::align};
/// let scored = |points| Assessment::Scored(Effect::new(points).unwrap());
/// let rows = [vec![scored(3), scored(-1)], vec![scored(0), Assessment::NotAssessed]];
/// let alignment = align(&rows, &[2.0, 1.0], &[0, 0], &[1.0]).unwrap();
/// let first = &alignment.initiatives[0].overall;
/// let found = first.contribution.unwrap();
/// assert!((found.floor - 200.0 / 3.0).abs() < 1e-9 && found.ceiling == found.floor, "all is looked at");
/// assert!((first.harm.unwrap().floor - 100.0 / 9.0).abs() < 1e-9);
/// let second = alignment.initiatives[1].overall.contribution.unwrap();
/// assert_eq!(second.floor, 0.0);
/// assert!((second.ceiling - 100.0 / 3.0).abs() < 1e-9, "a third of the weight may still turn out large");
/// assert!(alignment.initiatives[1].orphan);
/// ```
pub fn align(
    contributions: &[Vec<Assessment>],
    goal_weights: &[f64],
    lens_of: &[usize],
    lens_weights: &[f64],
) -> Result<Alignment, IndexError> {
    check(contributions, goal_weights, lens_of, lens_weights)?;
    let weights = in_proportion(goal_weights);
    let members: Vec<Vec<usize>> = (0..lens_weights.len())
        .map(|lens| (0..weights.len()).filter(|goal| lens_of[*goal] == lens && weights[*goal] > 0.0).collect())
        .collect();
    let aligned = |row: &[Assessment]| {
        let lenses: Vec<Indices> = members.iter().map(|members| indices(row, &weights, members)).collect();
        let mut assessed = lenses.iter().filter_map(|lens| lens.assessed_contribution).peekable();
        InitiativeAlignment {
            overall: across(&lenses, lens_weights),
            counted: (0..lenses.len())
                .filter(|&lens| lenses[lens].assessed_contribution.is_some() && lens_weights[lens] > 0.0)
                .collect(),
            orphan: assessed.peek().is_some() && assessed.all(|contribution| contribution <= 0.0),
            lenses,
        }
    };
    // In a large programme most rows are still blank; what is true of one of them is true of all.
    let is_blank: Vec<bool> =
        contributions.iter().map(|row| row.iter().all(|cell| *cell == Assessment::NotAssessed)).collect();
    let blank = contributions.iter().zip(&is_blank).find(|(_, is_blank)| **is_blank).map(|(row, _)| aligned(row));
    let initiatives = contributions
        .iter()
        .zip(&is_blank)
        .map(|(row, is_blank)| blank.clone().filter(|_| *is_blank).unwrap_or_else(|| aligned(row)))
        .collect();
    let rows: Vec<(usize, &Vec<Assessment>)> =
        contributions.iter().enumerate().filter(|(initiative, _)| !is_blank[*initiative]).collect();
    let n_blank = contributions.len() - rows.len();
    let column = |goal: usize| {
        let found = alignment_of_goal(rows.iter().map(|(initiative, row)| (*initiative, row[goal])));
        GoalAlignment { n_applicable: found.n_applicable + n_blank, ..found }
    };
    let goals = (0..goal_weights.len()).map(column).collect();
    Ok(Alignment { initiatives, goals })
}

/// Returns the indices of one initiative over the goals that `belongs` to a lens, weighted by raw weights.
///
/// With A the goals that apply, S those of them that are scored, s the score and w the weight of each: contribution from
/// F = 100 sum_S(w max(s, 0)) / (3 sum_A(w)) to F + 100 sum_{A without S}(w) / sum_A(w), harm likewise from max(-s, 0),
/// coverage sum_S(w) / sum_A(w).
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment::{NotApplicable, Scored, Unknown}, Effect, index::lens_indices};
/// let large = Effect::new(3).unwrap();
/// let indices = lens_indices(&[Scored(large), Unknown, NotApplicable], &[1.0, 1.0, 5.0], |_| true);
/// let (contribution, harm) = (indices.contribution.unwrap(), indices.harm.unwrap());
/// assert_eq!((contribution.floor, contribution.ceiling), (50.0, 100.0));
/// assert_eq!((harm.floor, harm.ceiling, indices.coverage), (0.0, 50.0, Some(0.5)));
/// ```
#[must_use]
pub fn lens_indices(row: &[Assessment], goal_weights: &[f64], belongs: impl Fn(usize) -> bool) -> Indices {
    let weights = in_proportion(goal_weights);
    let members: Vec<usize> = (0..weights.len()).filter(|goal| belongs(*goal) && weights[*goal] > 0.0).collect();
    indices(row, &weights, &members)
}

/// Returns weights as parts of the largest: only proportions matter, and dividing by it keeps every sum finite.
fn in_proportion(weights: &[f64]) -> Vec<f64> {
    let largest = weights.iter().copied().fold(0.0, f64::max);
    weights.iter().map(|weight| if *weight > 0.0 { weight / largest } else { 0.0 }).collect()
}

/// Returns the indices of a row over some goals, each with a weight above 0.
fn indices(row: &[Assessment], weights: &[f64], goals: &[usize]) -> Indices {
    let (mut applicable, mut assessed, mut unseen, mut benefit, mut harm) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (assessment, weight) in goals.iter().filter_map(|goal| row.get(*goal).zip(weights.get(*goal))) {
        match assessment {
            Assessment::NotApplicable => {}
            Assessment::NotAssessed | Assessment::Unknown => {
                applicable += weight;
                unseen += weight;
            }
            Assessment::Scored(effect) => {
                let score = effect.get();
                applicable += weight;
                assessed += weight;
                benefit += weight * f64::from(score.max(0));
                harm += weight * f64::from(score.min(0).abs());
            }
        }
    }
    let index = |sum: f64| (assessed > 0.0).then(|| 100.0 * sum / (f64::from(LARGE) * assessed));
    let range = |sum: f64| {
        (applicable > 0.0).then(|| {
            let floor = 100.0 * sum / (f64::from(LARGE) * applicable);
            // Nothing is left to look at where all is assessed, whatever the sums were rounded to.
            let ceiling = floor + 100.0 * unseen / applicable;
            Range { floor, ceiling: ceiling.min(100.0) }
        })
    };
    Indices {
        contribution: range(benefit),
        harm: range(harm),
        coverage: (applicable > 0.0).then(|| assessed / applicable),
        assessed_contribution: index(benefit),
        assessed_harm: index(harm),
    }
}

/// Returns the means of the indices under each lens, weighted by raw lens weights over the lenses where they exist.
///
/// # Example
/// ```
/// use weighbridge::alignment::index::{Indices, Range, across};
/// let outcomes = Indices { contribution: Some(Range { floor: 50.0, ceiling: 60.0 }), ..Indices::default() };
/// let overall = across(&[outcomes, Indices::default()], &[70.0, 30.0]);
/// assert_eq!(overall.contribution, Some(Range { floor: 50.0, ceiling: 60.0 }));
/// ```
#[must_use]
pub fn across(lenses: &[Indices], lens_weights: &[f64]) -> Indices {
    let largest = lens_weights.iter().copied().fold(0.0, f64::max);
    let mean = |index: &dyn Fn(&Indices) -> Option<f64>| {
        let present = || lenses.iter().zip(lens_weights).filter_map(|(l, w)| Some((index(l)?, w / largest)));
        let whole: f64 = present().map(|(_, weight)| weight).sum();
        (whole > 0.0).then(|| present().map(|(value, weight)| value * weight).sum::<f64>() / whole)
    };
    let range = |of: fn(&Indices) -> Option<Range>| {
        let floor = mean(&|lens| of(lens).map(|range| range.floor))?;
        let ceiling = mean(&|lens| of(lens).map(|range| range.ceiling))?;
        Some(Range { floor, ceiling })
    };
    Indices {
        contribution: range(|lens| lens.contribution),
        harm: range(|lens| lens.harm),
        coverage: mean(&|lens| lens.coverage),
        assessed_contribution: mean(&|lens| lens.assessed_contribution),
        assessed_harm: mean(&|lens| lens.assessed_harm),
    }
}

/// Refuses what `align` cannot read.
fn check(
    contributions: &[Vec<Assessment>],
    goal_weights: &[f64],
    lens_of: &[usize],
    lens_weights: &[f64],
) -> Result<(), IndexError> {
    let n_goals = goal_weights.len();
    let bad = |weight: &f64| !weight.is_finite() || *weight < 0.0;
    if let Some(goal) = goal_weights.iter().position(bad) {
        return Err(IndexError::GoalWeight { goal });
    }
    if let Some(lens) = lens_weights.iter().position(bad) {
        return Err(IndexError::LensWeight { lens });
    }
    let mut lengths = contributions.iter().map(Vec::len).chain([lens_of.len()]);
    if let Some(n_found) = lengths.find(|n| *n != n_goals) {
        return Err(IndexError::LengthsDiffer { n_goals, n_found });
    }
    if let Some(goal) = lens_of.iter().position(|lens| *lens >= lens_weights.len()) {
        return Err(IndexError::NoSuchLens { goal });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Assessment::{self, NotApplicable, NotAssessed, Unknown};
    use super::super::Effect;
    use super::{IndexError, Indices, Range, across, align, lens_indices};
    use crate::alignment::goal::GoalState;

    fn scored(points: i8) -> Assessment {
        Assessment::Scored(Effect::new(points).unwrap())
    }

    #[test]
    fn nothing_assessed_is_absent_and_no_orphan() {
        for blank in [NotAssessed, Unknown] {
            let alignment = align(&[vec![blank]], &[1.0], &[0], &[1.0]).unwrap();
            let only = &alignment.initiatives[0];
            let all = Some(Range { floor: 0.0, ceiling: 100.0 });
            let blank = Indices { contribution: all, harm: all, coverage: Some(0.0), ..Indices::default() };
            assert_eq!(only.overall, blank);
            assert!(!only.orphan && only.counted.is_empty());
        }
        let alignment = align(&[vec![NotApplicable]], &[1.0], &[0], &[1.0]).unwrap();
        assert_eq!(alignment.initiatives[0].overall, Indices::default());
        assert_eq!(alignment.goals[0].state(), GoalState::AppliesToNone);
    }

    #[test]
    fn not_looking_is_not_rewarded() {
        // One goal of ten looked at, and found large; beside it seven of ten, each moderate.
        let few: Vec<Assessment> = (0..10).map(|at| if at == 0 { scored(3) } else { NotAssessed }).collect();
        let many: Vec<Assessment> = (0..10).map(|at| if at < 7 { scored(2) } else { Unknown }).collect();
        let alignment = align(&[few, many], &[1.0; 10], &[0; 10], &[1.0]).unwrap();
        let [few, many] = [0, 1].map(|row: usize| alignment.initiatives[row].overall.contribution.unwrap());
        assert!(few.floor < many.floor && few.ceiling > many.ceiling, "{few:?} {many:?}");
        assert!(!few.is_above(many) && !many.is_above(few));
    }

    #[test]
    fn nothing_at_all() {
        let alignment = align(&[], &[], &[], &[]).unwrap();
        assert!(alignment.initiatives.is_empty() && alignment.goals.is_empty());
        let alignment = align(&[vec![]], &[], &[], &[]).unwrap();
        assert_eq!(alignment.initiatives[0].overall, Indices::default());
    }

    #[test]
    fn a_lens_without_weight_counts_under_itself_only() {
        let alignment = align(&[vec![scored(0), scored(3)]], &[1.0, 1.0], &[0, 1], &[1.0, 0.0]).unwrap();
        let only = &alignment.initiatives[0];
        assert_eq!(only.overall.assessed_contribution, Some(0.0));
        assert_eq!(only.counted, [0]);
        assert_eq!(only.lenses[1].assessed_contribution, Some(100.0));
        assert!(!only.orphan, "it contributes under a lens that was assessed");
        assert_eq!(across(&only.lenses, &[0.0, 0.0]), Indices::default());
    }

    #[test]
    fn only_proportions_of_weights_matter() {
        for size in [5e-324, 1e-12, 1.0, 1e12, f64::MAX] {
            let indices = lens_indices(&[scored(3), scored(-3)], &[size, size], |_| true);
            let half = Some(Range { floor: 50.0, ceiling: 50.0 });
            assert_eq!((indices.contribution, indices.harm, indices.coverage), (half, half, Some(1.0)));
            assert_eq!(across(&[indices, indices], &[size, size]), indices);
        }
    }

    #[test]
    fn refusals_say_where() {
        let refused =
            |rows, weights: &[f64], lenses: &[usize], of: &[f64]| align(rows, weights, lenses, of).unwrap_err();
        let rows = [vec![scored(1)], vec![scored(3)]];
        assert_eq!(refused(&rows, &[-1.0], &[0], &[1.0]), IndexError::GoalWeight { goal: 0 });
        assert_eq!(refused(&rows, &[1.0], &[0], &[f64::NAN]), IndexError::LensWeight { lens: 0 });
        assert_eq!(refused(&rows, &[1.0], &[1], &[1.0]), IndexError::NoSuchLens { goal: 0 });
        let short = IndexError::LengthsDiffer { n_goals: 2, n_found: 1 };
        assert_eq!(refused(&rows, &[1.0, 1.0], &[0, 0], &[1.0]), short);
    }
}
