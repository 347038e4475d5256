//! What is found about a portfolio: plain numbers by position, so that they pass from where they are worked out to the page.

use serde::{Deserialize, Serialize};

/// A set of initiatives that keeps every limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The initiatives, ascending.
    pub members: Vec<usize>,
    /// What it is worth, in millionths of a point.
    pub value: i64,
    /// What it takes of each limit.
    pub costs: Vec<u64>,
}

/// What one set has that another has not, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What comes in.
    pub brings: Vec<usize>,
    /// What goes out.
    pub puts_out: Vec<usize>,
}

impl Difference {
    /// Returns what changes from one set to another; both are ascending.
    ///
    /// # Example
    /// ```
    /// use weighbridge::portfolio::found::Difference;
    /// let change = Difference::between(&[1, 4, 6], &[1, 5]);
    /// assert_eq!((change.brings, change.puts_out), (vec![5], vec![4, 6]));
    /// ```
    #[must_use]
    pub fn between(from: &[usize], to: &[usize]) -> Difference {
        let missing = |one: &[usize], other: &[usize]| -> Vec<usize> {
            one.iter().copied().filter(|at| other.binary_search(at).is_err()).collect()
        };
        Difference { brings: missing(to, from), puts_out: missing(from, to) }
    }

    /// Returns whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.brings.is_empty() && self.puts_out.is_empty()
    }
}

/// The best set under another limit of the first budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The limit.
    pub budget: u64,
    /// What the best set is worth; `None` where no set keeps it, or where the answer took too long.
    pub value: Option<i64>,
    /// What it takes of the first budget.
    pub spent: u64,
    /// What value for cost alone would choose is worth.
    pub by_rate: Option<i64>,
    /// What changes: from the best set as asked for, or along the frontier from the level before.
    pub change: Difference,
}

/// An initiative that is left out although it could be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The initiative.
    pub candidate: usize,
    /// What it would take for it to come in.
    pub with: With,
    /// What would change if it came in.
    pub change: Difference,
    /// The cost under the first budget at which it comes in.
    pub cost: Comes,
    /// The first limit of the first budget, upwards, with which it is in.
    pub budget: Comes,
}

/// What the best set with an initiative comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum With {
    /// It was not worked out.
    Unasked,
    /// No set with it keeps every limit.
    Nothing,
    /// It is worth so much less than the best, in millionths of a point.
    Short(i64),
}

/// At which figure an initiative comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comes {
    /// It was not worked out.
    Unasked,
    /// At none of those looked at.
    Never,
    /// At this one.
    At(u64),
}

/// How often each initiative was in the best set, over problems drawn at random.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// How many problems were solved.
    pub n: usize,
    /// In how many of them each initiative is in.
    pub times: Vec<usize>,
}

/// All that is found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The best set so far; `None` where none was found, or none keeps every limit.
    pub best: Option<Chosen>,
    /// A value that no set exceeds.
    pub bound: Option<i64>,
    /// Whether the search has ended: then the set is the best, or there is none.
    pub is_proved: bool,
    /// Whether no other set is worth as much; `None` where that was not established.
    pub unique: Option<bool>,
    /// What value for cost alone would choose.
    pub by_rate: Option<Chosen>,
    /// Limits of the first budget a little below and above the one asked for, ascending.
    pub around: Vec<Level>,
    /// The best set without any limit of harm, and what changes.
    pub without_harm_limits: Option<(i64, Difference)>,
    /// What is left out and could be chosen, by what it lacks.
    pub left: Vec<Left>,
    /// The best set for each of many limits of the first budget, ascending.
    pub frontier: Vec<Level>,
    /// Over weightings of the lenses.
    pub weightings: Option<Core>,
    /// Over what those who look at the rest may find.
    pub headroom: Option<Core>,
    /// How many of the questions are answered.
    pub n_done: usize,
    /// How many there are, as far as is known.
    pub n_questions: usize,
}

impl Found {
    /// Returns whether every question is answered.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_proved && self.n_done >= self.n_questions
    }
}
