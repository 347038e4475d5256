//! Initiatives: what each is, how it stands, when it begins and ends, what it waits for.

use super::cost::InitiativeCost;
use super::{Carbon, Implication, SocialValue};
use crate::date::Date;
use crate::id::{AppraisalId, InitiativeId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A work stream or project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Initiative {
    /// Issued by the case.
    pub id: InitiativeId,
    /// What it is called.
    pub name: String,
    /// The reference that the council gives it, for example "P1".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The role that leads it; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead_role: String,
    /// What it is meant to achieve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub objective: String,
    /// The heading under which it stands in the report: a directorate, a theme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The initiative that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<InitiativeId>,
    /// What it is about, in words such as "equipment" or "digital".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Reported delivery status; absent when the report gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What the status rests on; absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_basis: Option<StatusBasis>,
    /// Why it has this status.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status_reason: String,
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
    /// When it is to end now, where that is no longer the planned end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_end: Option<Date>,
    /// Ends that were planned before and have moved, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_ends: Vec<EarlierEnd>,
    /// Dated events on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// What could go wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
    /// What it is measured by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Target>,
    /// Options that the report lists for it, in its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The appraisal of its options, where this case holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appraisal: Option<AppraisalId>,
    /// What it means for what a council asks about, at most one answer for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implications: Vec<Implication>,
    /// All-years money, in pence, where the report gives a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Pence>,
    /// What it saves or adds of carbon, in tonnes.
    #[serde(default, skip_serializing_if = "Carbon::is_empty")]
    pub carbon: Carbon,
    /// What it promises and has delivered of social value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub social_value: Vec<SocialValue>,
    /// What it would cost, by kind and by year.
    #[serde(default, skip_serializing_if = "InitiativeCost::is_empty")]
    pub money: InitiativeCost,
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
            reference: String::new(),
            lead_role: String::new(),
            objective: String::new(),
            group: String::new(),
            parent: None,
            tags: Vec::new(),
            status: None,
            status_basis: None,
            status_reason: String::new(),
            narrative: String::new(),
            start: None,
            planned_end: None,
            actual_end: None,
            new_end: None,
            earlier_ends: Vec::new(),
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            measures: Vec::new(),
            options: Vec::new(),
            appraisal: None,
            implications: Vec::new(),
            budget: None,
            carbon: Carbon::default(),
            social_value: Vec::new(),
            money: InitiativeCost::default(),
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

impl Initiative {
    /// Returns what is said of its implications for something.
    #[must_use]
    pub fn implication(&self, role: &str) -> Option<&Implication> {
        self.implications.iter().find(|found| found.role == role)
    }

    /// Returns when it is to end as far as anybody says: the new end, or the planned one.
    #[must_use]
    pub fn expected_end(&self) -> Option<Date> {
        self.new_end.or(self.planned_end)
    }
}

/// What a status rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StatusBasis {
    /// Whether it keeps its dates.
    Delivery,
    /// What could go wrong.
    Risk,
    /// Both.
    Both,
}

impl StatusBasis {
    /// All of them.
    pub const ALL: [StatusBasis; 3] = [StatusBasis::Delivery, StatusBasis::Risk, StatusBasis::Both];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            StatusBasis::Delivery => "Dates",
            StatusBasis::Risk => "Risk",
            StatusBasis::Both => "Dates and risk",
        }
    }
}

/// An end that was planned before and has moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct EarlierEnd {
    /// When it was to end.
    pub date: Date,
    /// When that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_at: Option<Date>,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Something that an initiative is measured by, in the words of the report: figures of any unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Target {
    /// What is measured.
    pub what: String,
    /// What is aimed at, for example "80%".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// What was reached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub now: String,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
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
    /// Whether what comes after it comes too late.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deadline: bool,
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
