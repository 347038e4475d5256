//! The frame of an appraisal: how far the decision is, under which guidance, who is in the room, what was dropped and why,
//! and, at the end, what is recommended.

use super::Role;
use crate::answer::Answer;
use crate::finite::Finite;
use crate::id::AlternativeId;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// How the decision is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Frame {
    /// How far the decision is; absent until said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The guidance that is followed, with its edition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// Who is in the room, a role each and never a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room: Vec<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Frame {
    /// Returns whether nothing has been said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Frame::default()
    }
}

/// How far a decision is.
///
/// # Reference
/// HM Treasury (2022), The Green Book: longlist appraisal, shortlist appraisal, preferred option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Many options are cut to a few.
    Longlist,
    /// A few options are compared in full.
    Shortlist,
    /// One option is put forward.
    PreferredOption,
}

impl Stage {
    /// The stages in order.
    pub const ALL: [Stage; 3] = [Stage::Longlist, Stage::Shortlist, Stage::PreferredOption];

    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stage::Longlist => "longlist",
            Stage::Shortlist => "shortlist",
            Stage::PreferredOption => "preferred option",
        }
    }
}

/// An option that a reader expects and that was left out, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Dropped {
    /// The part it would have played.
    pub role: Role,
    /// What it was called.
    pub name: String,
    /// Why it was dropped; never empty.
    pub reason: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What comes out of an appraisal, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Record {
    /// The option that is recommended; it need not be the leader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended: Option<AlternativeId>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recommendation: String,
    /// What was said against it, and in which role.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dissent: String,
    /// Findings of the health check that stay open, each with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Answer>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Record {
    /// Returns whether nothing has been recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Record::default()
    }
}

/// How far the truth may lie from a score: the lowest and the highest that it could be, in the unit of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ScoreRange {
    /// The lowest number, not above the score.
    pub low: Finite,
    /// The highest number, not below the score.
    pub high: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl ScoreRange {
    /// Returns the range between two numbers of a scale, in order.
    #[must_use]
    pub fn new(low: Finite, high: Finite) -> ScoreRange {
        ScoreRange { low, high, unknown: Unknown::new() }
    }
}
