//! Money tables as reports print them, and whether they add up.
//!
//! A printed figure is rounded, so a sum of `n` figures printed to step `s` can honestly differ from its printed total by
//! up to `(n + 1) · s / 2`: each figure and the total may be half a step away. Beyond that the table is wrong.

use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A report's money table. Every figure is as printed, also where the printed figures contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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

/// One line of a money table, in pence. Variance is revised less forecast: negative is an overspend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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

/// A money column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Approved budget of the year.
    Approved,
    /// Revised budget of the year.
    Revised,
    /// Forecast of the year.
    Forecast,
    /// Variance of the year.
    Variance,
    /// Budget of all years.
    AllYearsBudget,
    /// Forecast of all years.
    AllYearsForecast,
}

impl Column {
    /// All six, in the order in which tables print them.
    pub const ALL: [Column; 6] = [
        Column::Approved,
        Column::Revised,
        Column::Forecast,
        Column::Variance,
        Column::AllYearsBudget,
        Column::AllYearsForecast,
    ];

    /// Returns what keys call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Column::Approved => "approved",
            Column::Revised => "revised",
            Column::Forecast => "forecast",
            Column::Variance => "variance",
            Column::AllYearsBudget => "all_years_budget",
            Column::AllYearsForecast => "all_years_forecast",
        }
    }

    /// Returns the figure that a line prints in this column.
    #[must_use]
    pub fn of(self, line: &BudgetLine) -> Option<Pence> {
        match self {
            Column::Approved => line.approved,
            Column::Revised => line.revised,
            Column::Forecast => line.forecast,
            Column::Variance => line.variance,
            Column::AllYearsBudget => line.all_years_budget,
            Column::AllYearsForecast => line.all_years_forecast,
        }
    }
}

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SumPlace {
    /// The lines of a column against its printed total.
    Column(Column),
    /// The variance of the line at this index against its revised budget less its forecast.
    Line(usize),
    /// The variance of the total line, likewise.
    Total,
}

impl SumPlace {
    /// Returns what keys call it: a column by its name, a line by its number from 1.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            SumPlace::Column(column) => column.word().to_owned(),
            SumPlace::Line(at) => format!("line_{}", at + 1),
            SumPlace::Total => "total".to_owned(),
        }
    }
}

/// How a printed figure stands to what the other printed figures make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Footing {
    /// The same.
    Ok,
    /// Different by no more than rounding can explain.
    WithinRounding,
    /// Different by more than rounding can explain: at least one printed figure is wrong.
    BeyondRounding,
}

/// One printed figure beside the same figure worked out from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetCheck {
    /// What was checked.
    pub place: SumPlace,
    /// The figure as printed.
    pub printed: Pence,
    /// The figure worked out from the other printed figures.
    pub computed: Pence,
    /// The largest difference that rounding can explain, in whole pence.
    pub tolerance: Pence,
    /// How they stand to each other.
    pub footing: Footing,
}

impl BudgetCheck {
    /// Returns printed less computed, in pence. Never beyond twice the range of [`Pence`].
    #[must_use]
    pub fn difference(&self) -> i64 {
        self.printed.get() - self.computed.get()
    }
}

/// Returns whether a table adds up: first each column against the printed total, then each line's variance against
/// revised less forecast, and last that of the total line.
///
/// A figure that is not printed is never read as 0: a column is checked where the total and every line print it, a line
/// where it prints all three figures. A table with neither gives no checks.
///
/// # Reference
/// Moore (1966), Interval Analysis: a sum of `n` figures, each within `s / 2` of its exact value, is within `n · s / 2`.
///
/// # Example
/// ```
/// use weighbridge::pence::Pence;
/// use weighbridge::programme::budget::{BudgetLine, BudgetTable, Footing, check_table};
/// let line = |label: &str, pounds: i64| BudgetLine {
///     label: label.to_owned(),
///     initiative: None,
///     approved: Pence::from_pounds(pounds),
///     revised: None,
///     forecast: None,
///     variance: None,
///     all_years_budget: None,
///     all_years_forecast: None,
///     unknown: Default::default(),
/// };
/// let table = BudgetTable {
///     title: String::new(),
///     financial_year: "2019/20".to_owned(),
///     printed_step: Pence::from_pounds(100_000).unwrap(),
///     lines: vec![line("Network", 300_000), line("Telephony", 400_000)],
///     total: Some(line("Total", 800_000)),
///     source: String::new(),
///     unknown: Default::default(),
/// };
/// let checks = check_table(&table);
/// assert_eq!(checks[0].footing, Footing::WithinRounding);
/// assert_eq!(checks[0].difference(), 10_000_000);
/// ```
#[must_use]
pub fn check_table(table: &BudgetTable) -> Vec<BudgetCheck> {
    let columns = Column::ALL.into_iter().filter_map(|column| check_column(table, column));
    let lines = table.lines.iter().enumerate();
    let rows = lines.map(|(i, line)| (SumPlace::Line(i), line));
    let rows = rows.chain(table.total.iter().map(|total| (SumPlace::Total, total)));
    columns.chain(rows.filter_map(|(place, line)| check_variance(line, place, table.printed_step))).collect()
}

fn check_column(table: &BudgetTable, column: Column) -> Option<BudgetCheck> {
    let printed = column.of(table.total.as_ref()?)?;
    let figures: Option<Vec<Pence>> = table.lines.iter().map(|line| column.of(line)).collect();
    let figures = figures.filter(|figures| !figures.is_empty())?;
    let sum = figures.iter().map(|figure| i128::from(figure.get())).sum();
    compare(SumPlace::Column(column), printed, sum, (figures.len(), table.printed_step))
}

fn check_variance(line: &BudgetLine, place: SumPlace, step: Pence) -> Option<BudgetCheck> {
    let difference = i128::from(line.revised?.get()) - i128::from(line.forecast?.get());
    compare(place, line.variance?, difference, (2, step))
}

/// Compares a printed figure with one worked out from `n` others, all printed to `step`. Absent where the figure worked out
/// is beyond the range of money.
fn compare(place: SumPlace, printed: Pence, computed: i128, (n, step): (usize, Pence)) -> Option<BudgetCheck> {
    let pence = |number: i128| i64::try_from(number).ok().and_then(Pence::new);
    let twice_tolerance = (n as i128 + 1) * i128::from(step.get()).max(0);
    let difference = (i128::from(printed.get()) - computed).abs();
    let footing = match difference {
        0 => Footing::Ok,
        _ if 2 * difference <= twice_tolerance => Footing::WithinRounding,
        _ => Footing::BeyondRounding,
    };
    Some(BudgetCheck { place, printed, computed: pence(computed)?, tolerance: pence(twice_tolerance / 2)?, footing })
}
