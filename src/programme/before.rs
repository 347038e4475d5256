//! Money and counts as files of before kept them: one table of six columns, figures without ids, one count.

use super::{ColumnRole, Counted, Figure, LineKind, MoneyColumn, MoneyLine, MoneyTable, Programme, StatedCount};
use crate::id::{FigureId, InitiativeId, TableId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A money table of six columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetTable {
    /// What the table shows.
    pub title: String,
    /// The financial year of the first four columns, for example "2019/20".
    pub financial_year: String,
    /// The step to which figures are printed, in pence; £0.1m is 10,000,000.
    pub printed_step: Pence,
    /// One line a project.
    pub lines: Vec<BudgetLine>,
    /// The printed total line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<BudgetLine>,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One line of such a table, in pence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// The line's label as printed.
    pub label: String,
    /// The initiative it pays for, where the report says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiative: Option<InitiativeId>,
    /// Approved budget of the year.
    pub approved: Option<Pence>,
    /// Revised budget of the year.
    pub revised: Option<Pence>,
    /// Forecast of the year.
    pub forecast: Option<Pence>,
    /// Variance of the year as printed.
    pub variance: Option<Pence>,
    /// Budget of all years.
    pub all_years_budget: Option<Pence>,
    /// Forecast of all years.
    pub all_years_forecast: Option<Pence>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A figure that a report states in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What the figure is of.
    pub label: String,
    /// The figure in pence, where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Pence>,
    /// The figure or fact in words, where it is not money alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// The columns that every such table has.
const COLUMNS: [ColumnRole; 6] = [
    ColumnRole::Approved,
    ColumnRole::Revised,
    ColumnRole::Forecast,
    ColumnRole::Variance,
    ColumnRole::AllBudget,
    ColumnRole::AllForecast,
];

impl Programme {
    /// Puts what a file of before kept into the form of today, with ids from a counter. Nothing is done where there is none.
    ///
    /// # Example
    /// ```
    /// use weighbridge::programme::{Counted, Programme};
    /// let mut next_id = 7;
    /// let mut programme = Programme { stated_count: Some(24), ..Programme::default() };
    /// programme.renew(&mut next_id);
    /// assert_eq!((programme.stated_counts[0].of, programme.stated_counts[0].stated), (Counted::Initiatives, 24));
    /// assert_eq!((programme.stated_count, next_id), (None, 7));
    /// ```
    pub fn renew(&mut self, next_id: &mut u32) {
        let mut issue = || {
            let id = *next_id;
            *next_id = next_id.saturating_add(1);
            id
        };
        if let Some(budget) = self.budget.take() {
            self.tables.insert(0, Arc::new(budget.renewed(TableId(issue()))));
        }
        let figures = std::mem::take(&mut self.statements).into_iter();
        self.figures.extend(figures.map(|figure| Arc::new(figure.renewed(FigureId(issue())))));
        if let Some(stated) = self.stated_count.take() {
            let count =
                StatedCount { of: Counted::Initiatives, stated, source: String::new(), unknown: Unknown::new() };
            if !self.stated_counts.iter().any(|known| known.of == count.of) {
                self.stated_counts.insert(0, count);
            }
        }
    }

    /// Returns whether there is something in the form of before.
    #[must_use]
    pub fn is_of_before(&self) -> bool {
        self.budget.is_some() || !self.statements.is_empty() || self.stated_count.is_some()
    }
}

impl BudgetTable {
    fn renewed(self, id: TableId) -> MoneyTable {
        let column = |role: ColumnRole| {
            let is_of_year = !matches!(role, ColumnRole::AllBudget | ColumnRole::AllForecast);
            let period = if is_of_year { self.financial_year.clone() } else { String::new() };
            let heading = format!("{} {period}", role.word()).trim_end().to_owned();
            MoneyColumn { heading, role, period, unknown: Unknown::new() }
        };
        let columns = COLUMNS.map(column).into();
        let lines = self.lines.into_iter().map(|line| line.renewed(false));
        let lines = lines.chain(self.total.map(|total| total.renewed(true))).collect();
        // Files of before could hold a step of nothing, which rounds nothing.
        let step = if self.printed_step.get() < 1 { Pence::new(1) } else { None };
        let (title, printed_step) = (self.title, step.unwrap_or(self.printed_step));
        MoneyTable { id, title, basis: None, printed_step, columns, lines, source: self.source, unknown: self.unknown }
    }
}

impl BudgetLine {
    fn renewed(self, is_total: bool) -> MoneyLine {
        let is_free = self.label.to_lowercase().contains("unallocated");
        let kind = match (is_total, is_free) {
            (true, _) => LineKind::Total,
            (false, true) => LineKind::Unallocated,
            (false, false) => LineKind::Line,
        };
        let figures = vec![
            self.approved,
            self.revised,
            self.forecast,
            self.variance,
            self.all_years_budget,
            self.all_years_forecast,
        ];
        let (label, initiative) = (self.label, self.initiative);
        MoneyLine { label, kind, initiative, note: String::new(), figures, unknown: self.unknown }
    }
}

impl Statement {
    fn renewed(self, id: FigureId) -> Figure {
        let (label, amount, text, source, unknown) = (self.label, self.amount, self.text, self.source, self.unknown);
        Figure { id, label, amount, step: None, approximate: false, text, source, unknown }
    }
}
