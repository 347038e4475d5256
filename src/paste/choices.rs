//! What is known beside the pasted text: what the case holds, and what somebody chose or answered.

use super::{DateOrder, Decimal, Kind, Role, Unit, VarianceSign};
use crate::alignment::Assessment;
use crate::date::Date;
use crate::id::{GoalId, InitiativeId};
use crate::pence::Pence;
use crate::programme::Status;
use std::collections::BTreeMap;

/// What a case has that a pasted table may speak of. Without anything, every row is new.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Its initiatives, in their order.
    pub initiatives: Vec<KnownInitiative<'a>>,
    /// Its goals, in their order.
    pub goals: Vec<KnownGoal<'a>>,
}

/// An initiative of the case, as far as a table can say anything of it. An empty text says nothing.
#[derive(Clone, Copy, Debug)]
pub struct KnownInitiative<'a> {
    /// Issued by the case.
    pub id: InitiativeId,
    /// Its name.
    pub name: &'a str,
    /// The reference that a council gives it.
    pub reference: &'a str,
    /// The group that it stands in.
    pub group: &'a str,
    /// The role that leads it.
    pub lead_role: &'a str,
    /// Its status.
    pub status: Option<Status>,
    /// When it began.
    pub start: Option<Date>,
    /// When it was to end.
    pub planned_end: Option<Date>,
    /// When it ended.
    pub actual_end: Option<Date>,
    /// Ends that were planned before.
    pub earlier_ends: &'a [Date],
    /// Its money over all years.
    pub budget: Option<Pence>,
    /// Its money in single years.
    pub budget_by_year: &'a [(String, Pence)],
    /// How things stand.
    pub narrative: &'a str,
    /// What it is meant to achieve.
    pub objective: &'a str,
    /// Paragraphs of the report.
    pub source: &'a str,
}

impl<'a> KnownInitiative<'a> {
    /// Returns an initiative of which the name is known and nothing else.
    #[must_use]
    pub fn named(id: InitiativeId, name: &'a str) -> KnownInitiative<'a> {
        KnownInitiative {
            id,
            name,
            reference: "",
            group: "",
            lead_role: "",
            status: None,
            start: None,
            planned_end: None,
            actual_end: None,
            earlier_ends: &[],
            budget: None,
            budget_by_year: &[],
            narrative: "",
            objective: "",
            source: "",
        }
    }
}

/// A goal of the case.
#[derive(Clone, Copy, Debug)]
pub struct KnownGoal<'a> {
    /// Issued by the case.
    pub id: GoalId,
    /// Its heading as printed.
    pub title: &'a str,
    /// Its short label; empty where it has none.
    pub short: &'a str,
}

/// What somebody chose, or answered to the questions of a reading of the same text. Columns are named by their places, from 0.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// What the table is.
    pub kind: Option<Kind>,
    /// What columns hold.
    pub roles: BTreeMap<usize, Role>,
    /// What columns of these headings held before, by their [folded](crate::spelling::folded) headings: taken where nobody
    /// chooses otherwise now.
    pub remembered: BTreeMap<String, Role>,
    /// What comes first in the dates of a column.
    pub date_orders: BTreeMap<usize, DateOrder>,
    /// What stands before decimals in a column.
    pub decimals: BTreeMap<usize, Decimal>,
    /// The unit of a column of money.
    pub units: BTreeMap<usize, Unit>,
    /// How the variances of a money table are counted.
    pub variance: Option<VarianceSign>,
    /// What marks of a matrix stand for, by their [folded](crate::spelling::folded) texts.
    pub marks: BTreeMap<String, Assessment>,
    /// What words for a status stand for, likewise; `None` keeps the words and gives no status.
    pub statuses: BTreeMap<String, Option<Status>>,
    /// Whether names of the table are names of the case, by their folded texts.
    pub names: BTreeMap<String, Same>,
    /// Whether rows that hold nothing but a name head those beneath them, by their folded texts.
    pub groups: BTreeMap<String, bool>,
    /// Whether rows whose figures are the sums of those above them are their totals, by their folded texts.
    pub totals: BTreeMap<String, bool>,
    /// Whether addresses and telephone numbers of persons are kept.
    pub keeps_addresses: bool,
}

/// Whether a pasted name is one of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// It is none of the case: a new initiative.
    New,
    /// It is this one, which keeps its name.
    Is(InitiativeId),
    /// It is this one, which takes the pasted name.
    Renames(InitiativeId),
}
