//! Alignment: what each initiative does for each goal, and the indices drawn from that.
//!
//! This file owns the nouns; [`summary`] turns a case into indices by the formulas of `index`; `entry` says what keys mean;
//! [`carry`] says what scores for an older edition come to for a newer one.

pub mod carry;
pub mod entry;
pub mod goal;
pub mod index;
pub mod look;
pub mod ranking;
pub mod summary;

use crate::grid::Placed;
use crate::id::{ActionId, FrameworkId, GoalId, InitiativeId};
use crate::programme::Confidence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// One initiative's effect on one goal, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Contribution {
    /// The initiative.
    pub initiative: InitiativeId,
    /// The goal.
    pub goal: GoalId,
    /// What was found.
    pub assessment: Assessment,
    /// Why. A number without a reason is allowed while drafting; the matrix marks it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Where the evidence is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What is done about the harm, where the number is below 0.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mitigation: String,
    /// True where the number was chosen for illustration and nobody vouches for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
    /// On what it rests; absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What is to be found out about it: an action of the programme, of the kind that finds out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub find_out: Option<ActionId>,
    /// The goal that the number was carried from, where a crosswalk proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<CarriedFrom>,
    /// True once somebody confirmed what was carried. Until then it counts for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Contribution {
    /// Returns the record of an effect of which nothing is said yet.
    #[must_use]
    pub fn blank(initiative: InitiativeId, goal: GoalId) -> Contribution {
        Contribution {
            initiative,
            goal,
            assessment: Assessment::NotAssessed,
            reason: String::new(),
            source: String::new(),
            mitigation: String::new(),
            illustrative: false,
            confidence: None,
            find_out: None,
            carried_from: None,
            confirmed: false,
            unknown: Unknown::new(),
        }
    }

    /// Returns whether nothing is said of the effect, so that no record of it is needed.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        *self == Contribution { illustrative: self.illustrative, ..Contribution::blank(self.initiative, self.goal) }
    }

    /// Returns whether the number was carried over and nobody has confirmed it.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.carried_from.is_some() && !self.confirmed
    }

    /// Returns what counts: what was found, and nothing as long as a crosswalk alone says it.
    #[must_use]
    pub fn counted(&self) -> Assessment {
        if self.is_carried() { Assessment::NotAssessed } else { self.assessment }
    }
}

/// A goal of another framework that a number was carried from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CarriedFrom {
    /// Its framework.
    pub framework: FrameworkId,
    /// The goal.
    pub goal: GoalId,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Placed for Contribution {
    type Row = InitiativeId;
    type Column = GoalId;

    fn place(&self) -> (InitiativeId, GoalId) {
        (self.initiative, self.goal)
    }
}

/// What is known of an effect. Only `Scored` is a number; none of the others is ever read as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Nobody has looked yet: blank on the page.
    #[default]
    NotAssessed,
    /// Looked at, and a number given.
    Scored(Effect),
    /// The goal does not apply to this initiative.
    NotApplicable,
    /// Looked at; the evidence is missing.
    Unknown,
}

/// A point on the seven-point scale of UK appraisal summary tables, −3 (large adverse) to +3 (large beneficial).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "i64"))]
pub struct Effect(i8);

impl Effect {
    /// The seven points, from large adverse to large beneficial.
    pub const ALL: [Effect; 7] = [Effect(-3), Effect(-2), Effect(-1), Effect(0), Effect(1), Effect(2), Effect(3)];

    /// Returns the point, or `None` outside −3 to +3.
    #[must_use]
    pub fn new(points: i8) -> Option<Effect> {
        (-3..=3).contains(&points).then_some(Effect(points))
    }

    /// Returns the number, −3 to +3.
    #[must_use]
    pub fn get(self) -> i8 {
        self.0
    }
}

impl TryFrom<i64> for Effect {
    type Error = &'static str;

    fn try_from(points: i64) -> Result<Effect, &'static str> {
        let small = i8::try_from(points).ok();
        small.and_then(Effect::new).ok_or("expected a whole number from -3 to 3")
    }
}

impl From<Effect> for i64 {
    fn from(effect: Effect) -> i64 {
        i64::from(effect.0)
    }
}

/// What a report says in its own words about one goal: the right-hand column of its alignment table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct GoalStatement {
    /// The goal.
    pub goal: GoalId,
    /// The summary.
    pub text: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}
