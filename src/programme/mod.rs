//! The programme: initiatives with their status, dates and risks. Money tables stand in [`budget`], what dates and statuses
//! say against each other in [`schedule`].
//!
//! What initiatives do for goals is the business of `alignment`.

pub mod budget;
pub mod schedule;

use crate::date::Date;
use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::unknown::Unknown;
use budget::BudgetTable;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The initiatives of a strategy and the money that a report prints about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Programme {
    /// In the order the author gave them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<Arc<Initiative>>,
    /// The report's money table, figure by figure as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Arc<BudgetTable>>,
    /// Single figures that the report's text states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Arc<Statement>>,
    /// How many initiatives the report's text claims; compared with the list by the health check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_count: Option<u32>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A work stream or project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Initiative {
    /// Issued by the case.
    pub id: InitiativeId,
    /// What it is called.
    pub name: String,
    /// The role that leads it; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead_role: String,
    /// What it is meant to achieve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub objective: String,
    /// Reported delivery status; absent when the report gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How things stand, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub narrative: String,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// When it was to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_end: Option<Date>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_end: Option<Date>,
    /// Dated events on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// What could go wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
    /// All-years money, in pence, where the report gives a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Pence>,
    /// Paragraphs of the report that it was read from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Initiative {
    /// Returns an initiative with a name and nothing else yet.
    #[must_use]
    pub fn named(id: InitiativeId, name: &str) -> Initiative {
        Initiative {
            id,
            name: name.to_owned(),
            lead_role: String::new(),
            objective: String::new(),
            status: None,
            narrative: String::new(),
            start: None,
            planned_end: None,
            actual_end: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            budget: None,
            source: String::new(),
            unknown: Unknown::new(),
        }
    }
}

/// Delivery status as reports use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Off course.
    Red,
    /// At risk.
    Amber,
    /// On course.
    Green,
    /// Done.
    Complete,
}

impl Status {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Red => "red",
            Status::Amber => "amber",
            Status::Green => "green",
            Status::Complete => "complete",
        }
    }
}

/// A dated event of an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Milestone {
    /// When.
    pub date: Date,
    /// What happens.
    pub what: String,
    /// Whether it has happened.
    pub kind: MilestoneKind,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What the report says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// It happened.
    Actual,
    /// It is planned.
    Planned,
    /// It did not happen when it was planned.
    Missed,
    /// It applies only if something else goes wrong.
    Contingent,
    /// It is set by somebody outside.
    External,
}

/// Something an initiative waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Dependency {
    /// Another initiative of this case.
    Initiative(InitiativeId),
    /// Something else, in words.
    Other(String),
}

/// A figure that a report states in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
