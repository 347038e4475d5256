//! Answers: a finding that stays open, and the reason why.

use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A finding of the health check that stays open, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Answer {
    /// The finding's key, as the health check gives it.
    pub finding: String,
    /// Why it stays open; never empty.
    pub reason: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Returns the reason that was given for a finding, if any.
///
/// # Example
/// ```
/// use weighbridge::answer::{Answer, reason};
/// let answers = [Answer { finding: "no_why".into(), reason: "A draft.".into(), unknown: Default::default() }];
/// assert_eq!(reason(&answers, "no_why"), Some("A draft."));
/// assert_eq!(reason(&answers, "no_dissent"), None);
/// ```
#[must_use]
pub fn reason<'a>(answers: &'a [Answer], finding: &str) -> Option<&'a str> {
    answers.iter().find(|answer| answer.finding == finding).map(|answer| answer.reason.as_str())
}
