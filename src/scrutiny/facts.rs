//! What a report says of a programme, as plain facts: the only thing that the rules read.
//!
//! Things are named by their places in these lists. Whoever holds a case or another form of the same facts turns them into
//! these; the rules know nothing of files or pages.

pub use super::claims::{CarbonYear, Claim, Kept, Proxy};
pub use crate::programme::{ColumnRole, LineKind};

use crate::date::Date;
use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::programme::{ImplicationAnswer, MilestoneKind, MoneyTable, Status};

/// Everything that is known.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    /// What is said of the report itself.
    pub context: Context<'a>,
    /// The initiatives, in the order of the report.
    pub initiatives: Vec<Initiative<'a>>,
    /// Its money tables.
    pub tables: Vec<Table<'a>>,
    /// Money that stands in the text.
    pub figures: Vec<Figure<'a>>,
    /// How figures hang together.
    pub relations: Vec<Relation>,
    /// What the text says that it lists.
    pub stated_counts: Vec<StatedCount<'a>>,
    /// Risks of the programme as a whole.
    pub risks: Vec<Risk<'a>>,
    /// What was asked, decided or promised.
    pub actions: Vec<Action<'a>>,
    /// The sections of the report.
    pub sections: Vec<Section<'a>>,
    /// Sections that a template wants.
    pub required: Vec<RequiredSection<'a>>,
    /// Dates that are set outside, by what they are about.
    pub references: Vec<Reference<'a>>,
    /// The frameworks of goals.
    pub frameworks: Vec<Framework<'a>>,
    /// The goals of all frameworks, in order.
    pub goals: Vec<Goal<'a>>,
    /// What initiatives do for goals: what is not in here, nobody has looked at.
    pub contributions: Vec<Contribution<'a>>,
    /// What the report says of goals in its own words.
    pub statements: Vec<Statement<'a>>,
    /// The years of the carbon budget.
    pub carbon_years: Vec<CarbonYear>,
    /// What social value is counted by.
    pub proxies: Vec<Proxy<'a>>,
    /// Social value that is promised or delivered.
    pub claims: Vec<Claim>,
    /// The sets of initiatives that were chosen and are kept.
    pub kept: Vec<Kept<'a>>,
}

/// The report itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Whose report it is.
    pub authority: &'a str,
    /// The role of who wrote it.
    pub author_role: &'a str,
    /// When it is considered.
    pub meeting: Option<Date>,
    /// The date that its figures are of.
    pub data_date: Option<Date>,
    /// The date as at which it is read.
    pub read_as_at: Option<Date>,
}

impl Context<'_> {
    /// Returns the date that statuses and dates are held against.
    #[must_use]
    pub fn as_at(&self) -> Option<Date> {
        self.data_date.or(self.read_as_at).or(self.meeting)
    }
}

/// An initiative.
#[derive(Clone, Debug, Default)]
pub struct Initiative<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its reported status.
    pub status: Option<Status>,
    /// Whether it is said what the status rests on: dates, risk or both.
    pub has_status_basis: bool,
    /// When it began.
    pub start: Option<Date>,
    /// When it was to end.
    pub planned_end: Option<Date>,
    /// When it ended.
    pub actual_end: Option<Date>,
    /// When it is to end now.
    pub new_end: Option<Date>,
    /// Dated events.
    pub milestones: Vec<Milestone<'a>>,
    /// The initiatives that it waits for, by their places.
    pub waits_for: Vec<usize>,
    /// Whether it waits for anything, initiative or not.
    pub has_dependencies: bool,
    /// Its money over all years.
    pub budget: Option<Pence>,
    /// What it is about, in words such as "equipment".
    pub tags: Vec<&'a str>,
    /// What is answered on its implications.
    pub implications: Vec<Implication<'a>>,
    /// How many options are listed for it.
    pub n_options: usize,
    /// Tonnes a year that it puts into the council's own boundary, negative where it takes them out.
    pub council_tonnes: Option<f64>,
    /// Tonnes a year in all, likewise.
    pub total_tonnes: Option<f64>,
}

/// What an initiative means for something that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Implication<'a> {
    /// For what: "equality", "carbon" and others.
    pub role: &'a str,
    /// The answer.
    pub answer: ImplicationAnswer,
    /// What they are.
    pub text: &'a str,
    /// Why the question does not apply.
    pub reason: &'a str,
    /// Whether it is said when somebody looked.
    pub has_date: bool,
    /// Whether it is said in which role.
    pub has_role: bool,
}

/// A dated event.
#[derive(Clone, Copy, Debug)]
pub struct Milestone<'a> {
    /// When.
    pub date: Date,
    /// What.
    pub what: &'a str,
    /// Whether it happened, and who set it.
    pub kind: MilestoneKind,
    /// Whether what comes after it comes too late.
    pub is_deadline: bool,
}

/// A money table, figure by figure as printed.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// Its title.
    pub title: &'a str,
    /// The step that figures are printed to, in pence.
    pub step: i64,
    /// Its columns.
    pub columns: Vec<Column<'a>>,
    /// Its lines, totals among them.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Table<'a> {
    /// Returns what a table of a programme says. `place` tells where an initiative stands.
    #[must_use]
    pub fn of(table: &'a MoneyTable, place: &dyn Fn(InitiativeId) -> Option<usize>) -> Table<'a> {
        let columns = table.columns.iter().map(|column| Column { heading: &column.heading, role: column.role });
        let lines = table.lines.iter().map(|line| Line {
            label: &line.label,
            kind: line.kind,
            initiative: line.initiative.and_then(place),
            has_note: !line.note.is_empty(),
            figures: line.figures.iter().map(|figure| figure.map(Pence::get)).collect(),
        });
        Table {
            title: &table.title,
            step: table.printed_step.get(),
            columns: columns.collect(),
            lines: lines.collect(),
        }
    }

    /// Returns the place of the first column that holds this.
    pub(super) fn column(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Returns the first line that adds up all, with its place.
    pub(super) fn total(&self) -> Option<(usize, &Line<'a>)> {
        self.lines.iter().enumerate().find(|(_, line)| line.kind == LineKind::Total)
    }
}

impl Line<'_> {
    /// Returns the figure of a column.
    pub(super) fn figure(&self, column: usize) -> Option<i64> {
        self.figures.get(column).copied().flatten()
    }

    /// Returns whether it is money, and not a sum of other lines.
    pub(super) fn is_money(&self) -> bool {
        matches!(self.kind, LineKind::Line | LineKind::Unallocated)
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// As printed.
    pub heading: &'a str,
    /// What it holds.
    pub role: ColumnRole,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// As printed.
    pub label: &'a str,
    /// What it is.
    pub kind: LineKind,
    /// The initiative that it pays for.
    pub initiative: Option<usize>,
    /// Whether something is said to explain it.
    pub has_note: bool,
    /// One figure a column, in pence; absent where none is printed.
    pub figures: Vec<Option<i64>>,
}

/// Money that stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// What it is.
    pub label: &'a str,
    /// How much, in pence.
    pub amount: i64,
    /// The step that it is given to, in pence; 0 where it is exact or nobody says.
    pub step: i64,
}

/// How figures hang together. Figures are named by their places.
#[derive(Clone, Debug)]
pub enum Relation {
    /// Some are parts of another.
    Parts {
        /// The whole.
        whole: usize,
        /// Its parts.
        parts: Vec<usize>,
    },
    /// Money spent, and promised, out of a budget.
    Spend {
        /// The budget; absent where the report gives none.
        budget: Option<usize>,
        /// What is spent.
        spent: usize,
        /// What is promised.
        committed: Option<usize>,
    },
    /// One of the text and one of a table are the same.
    Same {
        /// The one of the text.
        figure: usize,
        /// The table, the line and the column of the other.
        cell: (usize, usize, usize),
    },
}

/// How many there are, as the text says.
#[derive(Clone, Copy, Debug)]
pub struct StatedCount<'a> {
    /// Of what.
    pub of: Counted,
    /// How many.
    pub stated: u64,
    /// Where it is said.
    pub source: &'a str,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// All initiatives.
    Initiatives,
    /// Those of a status.
    Status(Status),
}

/// A risk of the programme.
#[derive(Clone, Copy, Debug)]
pub struct Risk<'a> {
    /// What it is about, such as "resources".
    pub category: &'a str,
    /// Whether it still stands.
    pub is_open: bool,
}

/// Something that was asked, decided or promised.
#[derive(Clone, Copy, Debug)]
pub struct Action<'a> {
    /// Its number, or its words.
    pub label: &'a str,
    /// Whether somebody asked for it: a recommendation.
    pub is_recommendation: bool,
    /// What it is about, such as "equality".
    pub about: &'a str,
    /// Whether the report answers it, or it is done or refused.
    pub is_answered: bool,
}

/// A section of the report.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// Its number, or its heading where it has none.
    pub label: &'a str,
    /// What it is for: "options", "equality", "carbon", "resources" and others.
    pub role: &'a str,
    /// What it says; empty where that is not known.
    pub answer: &'a str,
    /// Why, where it says that it does not apply.
    pub reason: &'a str,
}

/// A section that a template wants.
#[derive(Clone, Copy, Debug)]
pub struct RequiredSection<'a> {
    /// What it is for.
    pub role: &'a str,
    /// What it is called.
    pub heading: &'a str,
    /// Since when.
    pub from: Date,
}

/// A date that is set outside.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// What stands in a name that it is about.
    pub term: &'a str,
    /// When.
    pub date: Date,
}

/// A framework of goals.
#[derive(Clone, Copy, Debug)]
pub struct Framework<'a> {
    /// Its title.
    pub title: &'a str,
    /// From when it holds.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// A goal.
#[derive(Clone, Debug)]
pub struct Goal<'a> {
    /// Its framework, by its place.
    pub framework: usize,
    /// Which lens it belongs to, as a number.
    pub lens: usize,
    /// Its title.
    pub title: &'a str,
    /// The beginnings of words that speak of it.
    pub cues: Vec<&'a str>,
    /// Whether it is about carbon.
    pub is_carbon: bool,
    /// Whether it counts the council's own boundary alone.
    pub is_council: bool,
}

/// What an initiative does for a goal.
#[derive(Clone, Copy, Debug)]
pub struct Contribution<'a> {
    /// The initiative.
    pub initiative: usize,
    /// The goal.
    pub goal: usize,
    /// What was found.
    pub assessment: crate::alignment::Assessment,
    /// Why.
    pub reason: &'a str,
    /// What is done against harm.
    pub mitigation: &'a str,
    /// Whether it was carried over from another edition and nobody has confirmed it.
    pub is_carried: bool,
}

/// What the report says of a goal.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The goal.
    pub goal: usize,
    /// Its words.
    pub text: &'a str,
}
