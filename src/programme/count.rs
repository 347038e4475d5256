//! How many of something a report's text claims.

use super::Status;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// How many of something the report's text claims; compared with the list by the health check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct StatedCount {
    /// Of what.
    pub of: Counted,
    /// How many.
    pub stated: u32,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// All initiatives.
    Initiatives,
    /// Those reported red.
    Red,
    /// Those reported amber.
    Amber,
    /// Those reported green.
    Green,
    /// Those reported complete.
    Complete,
}

impl Counted {
    /// All of them.
    pub const ALL: [Counted; 5] =
        [Counted::Initiatives, Counted::Red, Counted::Amber, Counted::Green, Counted::Complete];

    /// Returns the status that is counted, or `None` where all initiatives are.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        match self {
            Counted::Initiatives => None,
            Counted::Red => Some(Status::Red),
            Counted::Amber => Some(Status::Amber),
            Counted::Green => Some(Status::Green),
            Counted::Complete => Some(Status::Complete),
        }
    }

    /// Returns what is counted, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Counted::Initiatives => "All initiatives",
            Counted::Red => "Red initiatives",
            Counted::Amber => "Amber initiatives",
            Counted::Green => "Green initiatives",
            Counted::Complete => "Complete initiatives",
        }
    }
}
