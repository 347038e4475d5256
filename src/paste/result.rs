//! What comes of a pasted text: columns, rows with what would come of each, and questions.

use super::{DateOrder, Decimal, Line, Marks, Sum, Unit};
use crate::date::Date;
use crate::id::{GoalId, InitiativeId};
use crate::pence::Pence;
use crate::programme::{ColumnRole, Status};

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Initiatives, one a row.
    Initiatives,
    /// Money: lines with figures, and their totals.
    Money,
    /// Marks of initiatives, in rows, on goals, in columns.
    Matrix,
}

/// What parts the cells of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Tabs, as from a spreadsheet or a word processor.
    Tab,
    /// Commas.
    Comma,
    /// Semicolons.
    Semicolon,
    /// Upright bars.
    Bar,
    /// Nothing: running text, as from a PDF.
    Nothing,
}

impl Separator {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Separator::Tab => "tabs",
            Separator::Comma => "commas",
            Separator::Semicolon => "semicolons",
            Separator::Bar => "bars",
            Separator::Nothing => "nothing: the text is read as that of a PDF",
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The name of the initiative, or the label of a line of money.
    Name,
    /// A reference that the council gives it.
    Reference,
    /// What it stands under, such as a directorate.
    Group,
    /// The role that leads it.
    LeadRole,
    /// Its status.
    Status,
    /// When it began.
    Start,
    /// When it is to end.
    PlannedEnd,
    /// When it ended.
    ActualEnd,
    /// When it was to end before.
    EarlierEnd,
    /// Money over all years.
    Budget,
    /// The budget of one year.
    BudgetOfYear,
    /// Money of a money table.
    Money(MoneyRole),
    /// How things stand, in words.
    Narrative,
    /// What it is meant to achieve.
    Objective,
    /// Where it was taken from.
    Source,
    /// Marks on a goal.
    Goal(GoalId),
    /// Nothing that is taken; its words can be kept if somebody wishes.
    Unmapped,
}

impl Role {
    /// What a row of an initiative holds at most once, beside its name.
    pub const ONCE: [Role; 12] = [
        Role::Reference,
        Role::Group,
        Role::LeadRole,
        Role::Status,
        Role::Start,
        Role::PlannedEnd,
        Role::ActualEnd,
        Role::EarlierEnd,
        Role::Narrative,
        Role::Objective,
        Role::Source,
        Role::Budget,
    ];
}

/// What a column of a money table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyRole {
    /// The budget first approved for the year.
    Approved,
    /// The budget of the year as it is now.
    Revised,
    /// What the year is expected to cost.
    Forecast,
    /// The difference of the two.
    Variance,
    /// The budget of all years.
    AllBudget,
    /// What all years are expected to cost.
    AllForecast,
    /// The difference of the two.
    AllVariance,
    /// What was spent.
    Spend,
    /// Money of another kind: it is added up, and compared with nothing.
    Other,
}

impl MoneyRole {
    /// Returns what a money table of the case calls it.
    #[must_use]
    pub fn column_role(self) -> ColumnRole {
        match self {
            MoneyRole::Approved => ColumnRole::Approved,
            MoneyRole::Revised => ColumnRole::Revised,
            MoneyRole::Forecast => ColumnRole::Forecast,
            MoneyRole::Variance => ColumnRole::Variance,
            MoneyRole::AllBudget => ColumnRole::AllBudget,
            MoneyRole::AllForecast => ColumnRole::AllForecast,
            MoneyRole::AllVariance => ColumnRole::AllVariance,
            MoneyRole::Spend | MoneyRole::Other => ColumnRole::Other,
        }
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading in one line; empty where it has none.
    pub heading: String,
    /// What it holds.
    pub role: Role,
    /// Whether the role was told from what stands in the column, not from its heading: the page asks.
    pub is_guess: bool,
    /// How its cells were read.
    pub format: Format,
    /// The year that its heading names, such as "2025/26".
    pub period: Option<String>,
    /// How its cells were read, as a sentence; empty where there is nothing to say.
    pub says: String,
}

/// The one way in which all cells of a column were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As words.
    Words,
    /// As dates.
    Dates {
        /// What comes first where a date is in numbers.
        order: DateOrder,
        /// Whether somebody chose that or a date of the table shows it.
        is_settled: bool,
    },
    /// As money.
    Money {
        /// What a figure of 1 is.
        unit: Unit,
        /// What stands before decimals.
        decimal: Decimal,
    },
}

/// A row beneath the headings, and what would come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number, from 1 beneath the headings.
    pub number: usize,
    /// Its name or label; empty where it has none.
    pub label: String,
    /// What would come of it.
    pub outcome: Outcome,
    /// Cells that could not be read and stay empty, each with its reason.
    pub without: Vec<Refusal>,
    /// What was done with its cells, as sentences.
    pub notes: Vec<String>,
}

/// What would come of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new initiative.
    Added(Box<Pasted>),
    /// An initiative of the case that would change.
    Changed(Box<Changed>),
    /// An initiative of the case that says the same already.
    Unchanged(InitiativeId),
    /// Nothing: the row stays out.
    Refused(Refusal),
    /// Nothing yet: a question is to be answered first. What the row says stands here.
    Asks(Box<Pasted>),
    /// A line of a money table.
    Line(Line),
    /// The marks of an initiative.
    Marks(Marks),
    /// The sum of the lines since the one before.
    Subtotal(Sum),
    /// The sum of all lines.
    Total(Sum),
    /// The heading of the rows beneath it.
    Group(String),
    /// The headings once more.
    HeadingAgain,
    /// Nothing stands in it.
    Blank,
    /// Words about the table.
    Note(String),
    /// What a mark on a figure or a name stands for.
    Footnote {
        /// The mark.
        mark: String,
        /// What it says.
        words: String,
    },
}

/// A cell or a row that could not be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The column; absent where it is the row as a whole.
    pub column: Option<usize>,
    /// What stands in the cell.
    pub found: String,
    /// Why, as a sentence without its point.
    pub reason: String,
}

/// What a row says of an initiative. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// Its name.
    pub name: String,
    /// The council's reference.
    pub reference: String,
    /// The group, filled down from above where the cell is empty.
    pub group: String,
    /// The role that leads it.
    pub lead_role: String,
    /// Its status.
    pub status: Option<Status>,
    /// The words of a status that is none of the four.
    pub status_words: String,
    /// When it began.
    pub start: When,
    /// When it is to end.
    pub planned_end: When,
    /// When it ended.
    pub actual_end: When,
    /// Ends that were planned before, oldest first.
    pub earlier_ends: Vec<Date>,
    /// Money over all years.
    pub budget: Option<Pence>,
    /// Budgets of single years.
    pub budget_by_year: Vec<(String, Pence)>,
    /// How things stand.
    pub narrative: String,
    /// What it is meant to achieve.
    pub objective: String,
    /// Where it was taken from.
    pub source: String,
    /// Words of columns that are not taken, each with its column: they can be kept if somebody wishes.
    pub others: Vec<(usize, String)>,
}

/// What a cell says of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The date, as exactly as it is given: a day, a month, a year or a span.
    pub date: Option<Date>,
    /// The words, where they are no date.
    pub words: String,
}

/// An initiative of the case that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Which.
    pub id: InitiativeId,
    /// What the row says of it.
    pub pasted: Pasted,
    /// What would be other than before.
    pub changes: Vec<Change>,
    /// The planned end that the case has now and that is kept as an earlier one.
    pub keeps_end: Option<Date>,
}

/// One thing that would be other than before, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub role: Role,
    /// As it is; empty where there is nothing.
    pub from: String,
    /// As it would be.
    pub to: String,
}
