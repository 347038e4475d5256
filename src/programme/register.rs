//! The registers of a programme: its risks, and what was asked, decided or promised.

use crate::date::Date;
use crate::id::{ActionId, InitiativeId, RiskId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A risk, of one initiative or of the programme as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Risk {
    /// Issued by the case.
    pub id: RiskId,
    /// What could go wrong.
    pub text: String,
    /// What it is about, for example "resources".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// How grave the report calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<RiskLevel>,
    /// The register that it stands in, for example "corporate".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub register: String,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mitigation: String,
    /// Whether it still stands.
    #[serde(default, skip_serializing_if = "RiskState::is_open")]
    pub state: RiskState,
    /// Until when it is accepted, or is to be dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The role that looks after it; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner_role: String,
    /// The initiative that it is of; absent where it is of the whole programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiative: Option<InitiativeId>,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How grave a report calls a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RiskLevel {
    /// It would hurt little, or is unlikely.
    Low,
    /// Between the two.
    Medium,
    /// It would hurt, and is likely.
    High,
}

impl RiskLevel {
    /// All of them, from low to high.
    pub const ALL: [RiskLevel; 3] = [RiskLevel::Low, RiskLevel::Medium, RiskLevel::High];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RiskLevel::Low => "Low",
            RiskLevel::Medium => "Medium",
            RiskLevel::High => "High",
        }
    }
}

/// Whether a risk still stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RiskState {
    /// It stands, and something is done about it or is to be.
    #[default]
    Open,
    /// It stands, and that is known and accepted.
    Accepted,
    /// It is over.
    Closed,
}

impl RiskState {
    /// All of them.
    pub const ALL: [RiskState; 3] = [RiskState::Open, RiskState::Accepted, RiskState::Closed];

    /// Returns whether it stands, and is not accepted.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == RiskState::Open
    }

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RiskState::Open => "Open",
            RiskState::Accepted => "Accepted",
            RiskState::Closed => "Closed",
        }
    }
}

/// Something that was asked, decided or promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Action {
    /// Issued by the case.
    pub id: ActionId,
    /// What it is.
    pub kind: ActionKind,
    /// What is to be done.
    pub text: String,
    /// The body or role that asked, decided or promised.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// What it is about, for example "equality".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What the report answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub response: String,
    /// How it stands.
    #[serde(default, skip_serializing_if = "ActionState::is_open")]
    pub state: ActionState,
    /// By when it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The role that does it; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner_role: String,
    /// The initiative that it is about; absent where it is about the whole programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiative: Option<InitiativeId>,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// A committee or another body asked for it.
    Recommendation,
    /// It was decided.
    Decision,
    /// It was promised.
    Action,
    /// Somebody is to find out what is not known.
    FindOut,
}

impl ActionKind {
    /// All of them.
    pub const ALL: [ActionKind; 4] =
        [ActionKind::Recommendation, ActionKind::Decision, ActionKind::Action, ActionKind::FindOut];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ActionKind::Recommendation => "Recommendation",
            ActionKind::Decision => "Decision",
            ActionKind::Action => "Action",
            ActionKind::FindOut => "To find out",
        }
    }
}

/// How an action stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// It is to be done.
    #[default]
    Open,
    /// It is done.
    Done,
    /// It is not going to be done.
    Refused,
}

impl ActionState {
    /// All of them.
    pub const ALL: [ActionState; 3] = [ActionState::Open, ActionState::Done, ActionState::Refused];

    /// Returns whether it is to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == ActionState::Open
    }

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ActionState::Open => "Open",
            ActionState::Done => "Done",
            ActionState::Refused => "Refused",
        }
    }
}

impl Risk {
    /// Returns an open risk of the whole programme with its words and nothing else yet.
    #[must_use]
    pub fn worded(id: RiskId, text: &str) -> Risk {
        Risk {
            id,
            text: text.to_owned(),
            category: String::new(),
            level: None,
            register: String::new(),
            mitigation: String::new(),
            state: RiskState::Open,
            until: None,
            owner_role: String::new(),
            initiative: None,
            source: String::new(),
            unknown: Unknown::new(),
        }
    }
}

impl Action {
    /// Returns an open action of the whole programme with its words and nothing else yet.
    #[must_use]
    pub fn worded(id: ActionId, kind: ActionKind, text: &str) -> Action {
        Action {
            id,
            kind,
            text: text.to_owned(),
            made_by: String::new(),
            made: None,
            about: String::new(),
            response: String::new(),
            state: ActionState::Open,
            due: None,
            owner_role: String::new(),
            initiative: None,
            source: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns whether the report answers it, or it is done or refused.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        !self.response.is_empty() || !self.state.is_open()
    }
}
