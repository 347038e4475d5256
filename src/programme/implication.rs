//! Implications: what an initiative means for equality, carbon, money, law and the rest that a council asks of a decision.

use crate::date::Date;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// What one initiative means for one thing that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Implication {
    /// What is asked about: a role that sections of a report have, for example "equality". One answer for each.
    pub role: String,
    /// The answer.
    pub answer: ImplicationAnswer,
    /// What they are, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why, where it says that the question does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessed: Option<Date>,
    /// The role of who looked; never a person's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by_role: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Implication {
    /// Returns an answer with nothing said beside it yet.
    #[must_use]
    pub fn answered(role: &str, answer: ImplicationAnswer) -> Implication {
        Implication {
            role: role.to_owned(),
            answer,
            text: String::new(),
            reason: String::new(),
            assessed: None,
            by_role: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns what breaks the rules of an implication.
    ///
    /// # Example
    /// ```
    /// use weighbridge::programme::{Implication, ImplicationAnswer};
    /// assert_eq!(Implication::answered("carbon", ImplicationAnswer::Yes).problem(), None);
    /// assert!(Implication::answered(" ", ImplicationAnswer::Yes).problem().is_some());
    /// ```
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        self.role.trim().is_empty().then_some("expected what the implication is for, for example \"equality\"")
    }
}

/// How the question for implications is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImplicationAnswer {
    /// Somebody looked, and there are none.
    None,
    /// There are some.
    Yes,
    /// The question does not apply.
    NotApplicable,
}

impl ImplicationAnswer {
    /// All of them.
    pub const ALL: [ImplicationAnswer; 3] =
        [ImplicationAnswer::Yes, ImplicationAnswer::None, ImplicationAnswer::NotApplicable];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ImplicationAnswer::None => "None",
            ImplicationAnswer::Yes => "Yes",
            ImplicationAnswer::NotApplicable => "Not applicable",
        }
    }
}
