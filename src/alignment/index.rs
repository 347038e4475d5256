//! The alignment indices: contribution, harm and coverage of initiatives; supporters, harmers and gaps of goals.
//!
//! Harm stands beside contribution and is never netted away. A blank, "not applicable" and "unknown" are not numbers
//! and never count as 0. Names, reasons and money are not here: rows are initiatives, columns goals, both by position.

use super::Assessment;
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

/// Indices of one initiative, under one lens or across lenses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indices {
    /// Weighted contribution, 0 to 100 percent of the largest possible; `None` when no goal of weight is assessed.
    pub contribution: Option<f64>,
    /// Weighted harm, 0 to 100 percent of the largest possible; `None` when no goal of weight is assessed.
    pub harm: Option<f64>,
    /// Share of the applicable weight that is assessed, 0 to 1; `None` when no goal of weight applies.
    pub coverage: Option<f64>,
}

/// How one initiative stands.
#[derive(Clone, Debug, PartialEq)]
pub struct InitiativeAlignment {
    /// Indices under each lens.
    pub lenses: Vec<Indices>,
    /// Indices across the lenses.
    pub overall: Indices,
    /// The lenses behind the overall contribution and harm: assessed, and of weight above zero.
    pub counted: Vec<usize>,
    /// Whether it is assessed under some lens and contributes nothing under any.
    pub orphan: bool,
}

/// How one goal stands over all initiatives. Its weight plays no part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalAlignment {
    /// Initiatives with a contribution of +1 or more, in order. None of them is a gap.
    pub supporters: Vec<usize>,
    /// Initiatives with a contribution of -1 or less, in order.
    pub harmers: Vec<usize>,
    /// The supporters with the highest contribution, in order: several where they tie.
    pub strongest: Vec<usize>,
}

impl GoalAlignment {
    /// Returns whether no initiative supports the goal.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.supporters.is_empty()
    }
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
/// assert!((first.contribution.unwrap() - 200.0 / 3.0).abs() < 1e-9);
/// assert!((first.harm.unwrap() - 100.0 / 9.0).abs() < 1e-9);
/// assert!(alignment.initiatives[1].orphan);
/// assert!(alignment.goals[1].is_gap());
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
        let mut assessed = lenses.iter().filter_map(|lens| lens.contribution).peekable();
        InitiativeAlignment {
            overall: across(&lenses, lens_weights),
            counted: (0..lenses.len())
                .filter(|&lens| lenses[lens].contribution.is_some() && lens_weights[lens] > 0.0)
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
    let column = |goal: usize| alignment_of_goal(rows.iter().map(|(initiative, row)| (*initiative, row[goal])));
    let goals = (0..goal_weights.len()).map(column).collect();
    Ok(Alignment { initiatives, goals })
}

/// Returns the indices of one initiative over the goals that `belongs` to a lens, weighted by raw weights.
///
/// With s the score and w the weight of each assessed goal: contribution 100 sum(w max(s, 0)) / (3 sum(w)), harm
/// 100 sum(w max(-s, 0)) / (3 sum(w)), coverage sum(w assessed) / sum(w applicable).
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment::{NotApplicable, Scored, Unknown}, Effect, index::lens_indices};
/// let large = Effect::new(3).unwrap();
/// let indices = lens_indices(&[Scored(large), Unknown, NotApplicable], &[1.0, 1.0, 5.0], |_| true);
/// assert_eq!((indices.contribution, indices.harm, indices.coverage), (Some(100.0), Some(0.0), Some(0.5)));
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
    let (mut applicable, mut assessed, mut benefit, mut harm) = (0.0, 0.0, 0.0, 0.0);
    for (assessment, weight) in goals.iter().filter_map(|goal| row.get(*goal).zip(weights.get(*goal))) {
        match assessment {
            Assessment::NotApplicable => {}
            Assessment::NotAssessed | Assessment::Unknown => applicable += weight,
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
    Indices {
        contribution: index(benefit),
        harm: index(harm),
        coverage: (applicable > 0.0).then(|| assessed / applicable),
    }
}

/// Returns the means of the indices under each lens, weighted by raw lens weights over the lenses where they exist.
///
/// # Example
/// ```
/// use weighbridge::alignment::index::{Indices, across};
/// let outcomes = Indices { contribution: Some(50.0), harm: Some(0.0), coverage: Some(1.0) };
/// let overall = across(&[outcomes, Indices::default()], &[70.0, 30.0]);
/// assert_eq!(overall.contribution, Some(50.0));
/// ```
#[must_use]
pub fn across(lenses: &[Indices], lens_weights: &[f64]) -> Indices {
    let largest = lens_weights.iter().copied().fold(0.0, f64::max);
    let mean = |index: fn(&Indices) -> Option<f64>| {
        let present = || lenses.iter().zip(lens_weights).filter_map(|(l, w)| Some((index(l)?, w / largest)));
        let whole: f64 = present().map(|(_, weight)| weight).sum();
        (whole > 0.0).then(|| present().map(|(value, weight)| value * weight).sum::<f64>() / whole)
    };
    Indices { contribution: mean(|l| l.contribution), harm: mean(|l| l.harm), coverage: mean(|l| l.coverage) }
}

/// Returns how one goal stands, from the assessment of each initiative in order.
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment, Effect, index::goal_alignment};
/// let scored = |points| Assessment::Scored(Effect::new(points).unwrap());
/// let goal = goal_alignment([scored(2), Assessment::Unknown, scored(-1), scored(2), scored(1)]);
/// assert_eq!((goal.supporters, goal.harmers, goal.strongest), (vec![0, 3, 4], vec![2], vec![0, 3]));
/// ```
#[must_use]
pub fn goal_alignment(column: impl IntoIterator<Item = Assessment>) -> GoalAlignment {
    alignment_of_goal(column.into_iter().enumerate())
}

/// Returns how a goal stands, from what each initiative, by position, does for it.
fn alignment_of_goal(column: impl Iterator<Item = (usize, Assessment)>) -> GoalAlignment {
    let mut goal = GoalAlignment::default();
    let mut highest = 1;
    for (initiative, assessment) in column {
        let Assessment::Scored(effect) = assessment else {
            continue;
        };
        let score = effect.get();
        if score < 0 {
            goal.harmers.push(initiative);
        }
        if score > 0 {
            goal.supporters.push(initiative);
        }
        if score > highest {
            highest = score;
            goal.strongest.clear();
        }
        if score == highest {
            goal.strongest.push(initiative);
        }
    }
    goal
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
    use super::{IndexError, Indices, across, align, lens_indices};

    fn scored(points: i8) -> Assessment {
        Assessment::Scored(Effect::new(points).unwrap())
    }

    #[test]
    fn nothing_assessed_is_absent_and_no_orphan() {
        for blank in [NotAssessed, Unknown] {
            let alignment = align(&[vec![blank]], &[1.0], &[0], &[1.0]).unwrap();
            let only = &alignment.initiatives[0];
            assert_eq!(only.overall, Indices { contribution: None, harm: None, coverage: Some(0.0) });
            assert!(!only.orphan && only.counted.is_empty());
        }
        let alignment = align(&[vec![NotApplicable]], &[1.0], &[0], &[1.0]).unwrap();
        assert_eq!(alignment.initiatives[0].overall, Indices::default());
        assert!(alignment.goals[0].is_gap());
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
        assert_eq!(only.overall.contribution, Some(0.0));
        assert_eq!(only.counted, [0]);
        assert_eq!(only.lenses[1].contribution, Some(100.0));
        assert!(!only.orphan, "it contributes under a lens that was assessed");
        assert_eq!(across(&only.lenses, &[0.0, 0.0]), Indices::default());
    }

    #[test]
    fn only_proportions_of_weights_matter() {
        for size in [5e-324, 1e-12, 1.0, 1e12, f64::MAX] {
            let indices = lens_indices(&[scored(3), scored(-3)], &[size, size], |_| true);
            assert_eq!(indices, Indices { contribution: Some(50.0), harm: Some(50.0), coverage: Some(1.0) });
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
