//! How a goal stands over all initiatives: what supports it, what harms it, and how far anybody has looked.

use super::Assessment;

/// How one goal stands over all initiatives. Its weight plays no part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalAlignment {
    /// Initiatives with a contribution of +1 or more, in order.
    pub supporters: Vec<usize>,
    /// Initiatives with a contribution of -1 or less, in order.
    pub harmers: Vec<usize>,
    /// The supporters with the highest contribution, in order: several where they tie.
    pub strongest: Vec<usize>,
    /// To how many initiatives it applies.
    pub n_applicable: usize,
    /// For how many of them a number is given.
    pub n_scored: usize,
    /// For how many initiatives it is said not to apply.
    pub n_not_applicable: usize,
}

/// How a goal stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// Something supports it, and nothing harms it.
    Supported,
    /// Something harms it, and nothing supports it.
    Harmed,
    /// Something supports it, and something harms it.
    Both,
    /// Nothing supports or harms it, and enough has been looked at to say so.
    Gap,
    /// Nothing supports or harms it as far as anybody has looked, which is not far.
    NotLookedAt,
    /// It is said to apply to no initiative.
    AppliesToNone,
}

impl GoalState {
    /// Returns the state in a word or two. Pages, papers and committee files call it so; what files of before say is held against
    /// these words, so they never change.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            GoalState::Supported => "supported",
            GoalState::Harmed => "harmed",
            GoalState::Both => "supported and harmed",
            GoalState::Gap => "gap",
            GoalState::NotLookedAt => "not looked at",
            GoalState::AppliesToNone => "applies to none",
        }
    }
}

impl GoalAlignment {
    /// Returns how the goal stands.
    ///
    /// # Example
    /// ```
    /// use weighbridge::alignment::{Assessment::{NotApplicable, NotAssessed, Scored, Unknown}, Effect};
    /// use weighbridge::alignment::goal::{GoalState, goal_alignment};
    /// let scored = |points| Scored(Effect::new(points).unwrap());
    /// assert_eq!(goal_alignment([scored(0), NotAssessed]).state(), GoalState::Gap);
    /// assert_eq!(goal_alignment([scored(0), NotAssessed, Unknown]).state(), GoalState::NotLookedAt);
    /// assert_eq!(goal_alignment([NotApplicable, NotApplicable]).state(), GoalState::AppliesToNone);
    /// ```
    #[must_use]
    pub fn state(&self) -> GoalState {
        match (self.supporters.is_empty(), self.harmers.is_empty()) {
            (false, true) => GoalState::Supported,
            (true, false) => GoalState::Harmed,
            (false, false) => GoalState::Both,
            (true, true) if self.applies_to_none() => GoalState::AppliesToNone,
            (true, true) if self.is_looked_at() => GoalState::Gap,
            (true, true) => GoalState::NotLookedAt,
        }
    }

    /// Returns whether at least half of the initiatives that it applies to are scored, and one at least.
    #[must_use]
    pub fn is_looked_at(&self) -> bool {
        self.n_scored > 0 && 2 * self.n_scored >= self.n_applicable
    }

    /// Returns whether it is said of every initiative that it does not apply.
    #[must_use]
    pub fn applies_to_none(&self) -> bool {
        self.n_applicable == 0 && self.n_not_applicable > 0
    }
}

/// Returns how one goal stands, from the assessment of each initiative in order.
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment, Effect, goal::goal_alignment};
/// let scored = |points| Assessment::Scored(Effect::new(points).unwrap());
/// let goal = goal_alignment([scored(2), Assessment::Unknown, scored(-1), scored(2), scored(1)]);
/// assert_eq!((goal.supporters, goal.harmers, goal.strongest), (vec![0, 3, 4], vec![2], vec![0, 3]));
/// ```
#[must_use]
pub fn goal_alignment(column: impl IntoIterator<Item = Assessment>) -> GoalAlignment {
    alignment_of_goal(column.into_iter().enumerate())
}

/// Returns how a goal stands, from what each initiative, by position, does for it.
pub(super) fn alignment_of_goal(column: impl Iterator<Item = (usize, Assessment)>) -> GoalAlignment {
    let mut goal = GoalAlignment::default();
    let mut highest = 1;
    for (initiative, assessment) in column {
        let effect = match assessment {
            Assessment::Scored(effect) => effect,
            Assessment::NotApplicable => {
                goal.n_not_applicable += 1;
                continue;
            }
            Assessment::NotAssessed | Assessment::Unknown => {
                goal.n_applicable += 1;
                continue;
            }
        };
        goal.n_applicable += 1;
        goal.n_scored += 1;
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

#[cfg(test)]
mod tests {
    use super::super::Assessment::{self, NotApplicable, NotAssessed, Unknown};
    use super::super::Effect;
    use super::{GoalState, goal_alignment};

    fn scored(points: i8) -> Assessment {
        Assessment::Scored(Effect::new(points).unwrap())
    }

    #[test]
    fn a_goal_is_a_gap_only_where_enough_was_looked_at() {
        let state = |column: &[Assessment]| goal_alignment(column.iter().copied()).state();
        assert_eq!(state(&[]), GoalState::NotLookedAt);
        assert_eq!(state(&[Unknown, Unknown]), GoalState::NotLookedAt);
        assert_eq!(state(&[scored(0), Unknown, NotApplicable, NotApplicable]), GoalState::Gap);
        assert_eq!(state(&[scored(-1), Unknown, NotAssessed]), GoalState::Harmed);
        assert_eq!(state(&[scored(-1), scored(1)]), GoalState::Both);
        assert_eq!(state(&[NotApplicable, scored(1)]), GoalState::Supported);
        assert_eq!(state(&[NotApplicable, NotAssessed]), GoalState::NotLookedAt);
    }
}
