//! Money tables as reports print them, figure by figure, also where the printed figures contradict each other.

use crate::id::{InitiativeId, TableId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A report's money table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MoneyTable {
    /// Issued by the case.
    pub id: TableId,
    /// What the table shows.
    pub title: String,
    /// What kind of money it is; absent where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The step to which figures are printed, in pence; £0.1m is 10,000,000.
    pub printed_step: Pence,
    /// Its columns of figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<MoneyColumn>,
    /// Its lines from the top, totals among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<MoneyLine>,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What kind of money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Spent on what lasts.
    Capital,
    /// Spent on running things.
    Revenue,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MoneyColumn {
    /// As printed.
    pub heading: String,
    /// What it holds.
    #[serde(default, skip_serializing_if = "ColumnRole::is_other")]
    pub role: ColumnRole,
    /// The financial year of its figures, for example "2019/20", where it is about one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a column of money holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
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
    /// Something else: it is added up, and compared with nothing.
    #[default]
    Other,
}

impl ColumnRole {
    /// All of them, in the order in which tables print them.
    pub const ALL: [ColumnRole; 8] = [
        ColumnRole::Approved,
        ColumnRole::Revised,
        ColumnRole::Forecast,
        ColumnRole::Variance,
        ColumnRole::AllBudget,
        ColumnRole::AllForecast,
        ColumnRole::AllVariance,
        ColumnRole::Other,
    ];

    /// Returns whether it is compared with nothing.
    #[must_use]
    pub fn is_other(&self) -> bool {
        *self == ColumnRole::Other
    }

    /// Returns what such a column is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ColumnRole::Approved => "Approved budget",
            ColumnRole::Revised => "Revised budget",
            ColumnRole::Forecast => "Forecast",
            ColumnRole::Variance => "Variance",
            ColumnRole::AllBudget => "All years budget",
            ColumnRole::AllForecast => "All years forecast",
            ColumnRole::AllVariance => "All years variance",
            ColumnRole::Other => "Something else",
        }
    }
}

/// A line of a money table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MoneyLine {
    /// As printed.
    pub label: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "LineKind::is_line")]
    pub kind: LineKind,
    /// The initiative it pays for, where the report says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiative: Option<InitiativeId>,
    /// What explains it: a footnote, a reason for a movement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// One figure a column, in pence as printed; absent where none is printed.
    pub figures: Vec<Option<Pence>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a line of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Money for something.
    #[default]
    Line,
    /// Money that is for nothing yet.
    Unallocated,
    /// The sum of the lines since the subtotal before it.
    Subtotal,
    /// The sum of all lines.
    Total,
}

impl LineKind {
    /// All of them.
    pub const ALL: [LineKind; 4] = [LineKind::Line, LineKind::Unallocated, LineKind::Subtotal, LineKind::Total];

    /// Returns whether it is money for something.
    #[must_use]
    pub fn is_line(&self) -> bool {
        *self == LineKind::Line
    }

    /// Returns what such a line is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LineKind::Line => "Line",
            LineKind::Unallocated => "Not allocated yet",
            LineKind::Subtotal => "Subtotal",
            LineKind::Total => "Total",
        }
    }
}

impl MoneyTable {
    /// Returns a table with a title and nothing else yet, its figures in whole pounds.
    #[must_use]
    pub fn titled(id: TableId, title: &str) -> MoneyTable {
        MoneyTable {
            id,
            title: title.to_owned(),
            basis: None,
            printed_step: Pence::POUND,
            columns: Vec::new(),
            lines: Vec::new(),
            source: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns the place of the first column that holds this.
    #[must_use]
    pub fn column(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Returns what is wrong with the table itself: a line that has not one figure a column, a step below a penny.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_even = |line: &MoneyLine| line.figures.len() == self.columns.len();
        match () {
            () if self.printed_step.get() < 1 => Some("expected a step of a penny or more"),
            () if !self.lines.iter().all(is_even) => Some("expected one figure a column in every line"),
            () => None,
        }
    }
}

impl MoneyLine {
    /// Returns the figure that the line prints in a column, from 0.
    #[must_use]
    pub fn figure(&self, column: usize) -> Option<Pence> {
        self.figures.get(column).copied().flatten()
    }
}
