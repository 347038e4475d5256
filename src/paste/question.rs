//! What only a person can say of a pasted table, and what holds until somebody does.

use super::Role;
use crate::id::{GoalId, InitiativeId};

/// Something that only a person can say, and what holds until then.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What it is about.
    pub about: About,
    /// The question.
    pub words: String,
    /// What is done until it is answered, as a sentence.
    pub until_then: String,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// What the table is.
    Kind,
    /// What a column holds.
    Role(usize),
    /// Which of several columns holds something.
    WhichColumn(Role, Vec<usize>),
    /// What comes first in the dates of a column.
    DateOrder(usize),
    /// What stands before decimals in a column.
    Decimal(usize),
    /// What unit the figures of a column are in.
    Unit(usize),
    /// How variances are counted.
    Variance,
    /// What marks stand for.
    Marks(Vec<String>),
    /// What a word for a status stands for.
    Status(String),
    /// Whether a row is an initiative of the case.
    SameName {
        /// The row.
        row: usize,
        /// The initiative that it could be.
        initiative: InitiativeId,
    },
    /// Whether a name is that of a person, or an address.
    Person {
        /// The row.
        row: usize,
    },
    /// Whether a column of marks is about a goal.
    Goal {
        /// The column.
        column: usize,
        /// The goal.
        goal: GoalId,
    },
    /// Whether a row that holds nothing but a name heads those beneath it.
    Group {
        /// The row.
        row: usize,
    },
    /// Whether a row whose figures are the sums of those above it is their total.
    Total {
        /// The row.
        row: usize,
    },
    /// Whether the dates of running text are what they are taken for.
    RunningDates,
    /// Whether a column names persons instead of roles.
    Persons(usize),
}
