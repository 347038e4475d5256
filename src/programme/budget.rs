//! Money tables as reports print them, and whether they add up.
//!
//! A printed figure is rounded, so a sum of `n` figures printed to step `s` can honestly differ from its printed total by
//! up to `(n + 1) · s / 2`: each figure and the total may be half a step away. Beyond that the table is wrong.

use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A report's money table. Every figure is as printed, also where the printed figures contradict each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
}
