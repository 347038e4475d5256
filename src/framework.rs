//! Frameworks: versioned sets of goals, always data with a publisher and a source, never constants in code.

mod crosswalk;

pub use crosswalk::{Crosswalk, Link, Strength};

use crate::date::Date;
use crate::finite::Finite;
use crate::id::{FrameworkId, GoalId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which of the three questions a framework answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    /// What the city wants to become.
    Outcomes,
    /// Carbon goals.
    Carbon,
    /// Social value.
    SocialValue,
}

impl Lens {
    /// All three, in the order in which pages and tables show them.
    pub const ALL: [Lens; 3] = [Lens::Outcomes, Lens::Carbon, Lens::SocialValue];

    /// Returns what the log calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Lens::Outcomes => "outcomes",
            Lens::Carbon => "carbon",
            Lens::SocialValue => "social value",
        }
    }
}

/// A versioned set of goals with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Framework {
    /// Issued by the case.
    pub id: FrameworkId,
    /// As published, for example "Our Manchester Strategy 2016-25".
    pub title: String,
    /// The question it answers.
    pub lens: Lens,
    /// Who published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Edition or period.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the wording was taken from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What a reader must know before relying on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The heading under which reports print the table of these goals, where a body has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The goals, in the order of the publication.
    pub goals: Vec<Goal>,
    /// Parts of the publication whose wording was not found, named so that nobody takes the list for complete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_found: Vec<String>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One goal of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Goal {
    /// Issued by the case.
    pub id: GoalId,
    /// The goal's heading as printed, for example "A connected city".
    pub title: String,
    /// What follows the heading, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// One or two words for a narrow column; empty means the title is short enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// Weight beside the other goals of its lens; 0 leaves the goal out of the indices. Never negative.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub weight: Finite,
    /// Beginnings of words that speak of this goal. They only ask: nothing is scored by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
    /// Whose emissions it is about, where it is about carbon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon: Option<Boundary>,
    /// Where this goal's wording was taken from, when that differs from the framework's source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What the ends of the scale mean here.
    #[serde(default, skip_serializing_if = "Anchors::is_empty")]
    pub anchors: Anchors,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What the two ends of the scale mean for one goal, in words: so that two people who score it mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Anchors {
    /// What +3 would look like.
    #[serde(rename = "3", default, skip_serializing_if = "String::is_empty")]
    pub large_beneficial: String,
    /// What −3 would look like.
    #[serde(rename = "-3", default, skip_serializing_if = "String::is_empty")]
    pub large_adverse: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Anchors {
    /// Returns whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.large_beneficial.is_empty() && self.large_adverse.is_empty() && self.unknown.is_empty()
    }
}

/// Whose emissions are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// Those of the council's own buildings, vehicles and services.
    Council,
    /// All, whoever's they are.
    Total,
}

impl Boundary {
    /// Returns what the log calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Boundary::Council => "the council’s own",
            Boundary::Total => "all",
        }
    }
}

impl Goal {
    /// Returns the short label, or the title where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.short.is_empty() { &self.title } else { &self.short }
    }

    /// Returns heading and text as one sentence, as a report prints them.
    #[must_use]
    pub fn full_text(&self) -> String {
        if self.text.is_empty() { self.title.clone() } else { format!("{}: {}", self.title, self.text) }
    }
}

/// Weights of the three lenses, each 0 or more; only their proportions matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LensWeights {
    /// City outcomes.
    pub outcomes: Finite,
    /// Carbon goals.
    pub carbon: Finite,
    /// Social value.
    pub social_value: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl LensWeights {
    /// Returns what is wrong with them, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let all = [self.outcomes, self.carbon, self.social_value];
        let is_weight = |weight: &Finite| *weight >= Finite::ZERO;
        let has_any = all.iter().any(|weight| *weight > Finite::ZERO);
        (!has_any || !all.iter().all(is_weight)).then_some("expected weights of 0 or more, not all of them 0")
    }

    /// Returns the weight of one lens.
    #[must_use]
    pub fn of(&self, lens: Lens) -> f64 {
        match lens {
            Lens::Outcomes => self.outcomes.get(),
            Lens::Carbon => self.carbon.get(),
            Lens::SocialValue => self.social_value.get(),
        }
    }
}

impl Default for LensWeights {
    fn default() -> LensWeights {
        let one = Finite::from(1);
        LensWeights { outcomes: one, carbon: one, social_value: one, unknown: Unknown::new() }
    }
}

/// Returns every goal with its framework, lens by lens, in the order in which the matrix shows them.
pub fn goals_by_lens(frameworks: &[Arc<Framework>]) -> impl Iterator<Item = (&Framework, &Goal)> {
    Lens::ALL.into_iter().flat_map(move |lens| {
        let of_lens = frameworks.iter().filter(move |framework| framework.lens == lens);
        of_lens.flat_map(|framework| framework.goals.iter().map(move |goal| (framework.as_ref(), goal)))
    })
}

fn one() -> Finite {
    Finite::from(1)
}

fn is_one(weight: &Finite) -> bool {
    *weight == one()
}
