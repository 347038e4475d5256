//! Options appraisal: the things compared, and what comes of comparing them.
//!
//! This file owns the nouns. The methods are in [`crate::method`] and know none of them; [`evaluate`] is the one place
//! where nouns are turned into numbers. Cost stands beside value and never enters it.

pub mod breakdown;
mod cost;
pub mod cost_value;
mod criterion;
pub mod curve;
pub mod entry;
pub mod evaluate;
mod frame;
pub mod missing;
pub mod paste;
pub mod scenario;
pub mod spreadsheet;
pub mod stress;
pub mod tree;
mod weight_set;
pub mod whole_life;

pub use cost::{CarbonPrice, Cost, Costing, DatedCost, DiscountSchedule, Uplift, UpliftBase};
pub use criterion::{Criterion, CriterionKind, Knot, Leaf, Level, Measure, Scale, Shape, SwingWeight};
pub use frame::{Dropped, Frame, Record, ScoreRange, Stage};
pub use weight_set::{
    Elicitation, Given, Judgement, Method, RankPlace, RankScheme, Said, ShareRange, Siblings, WeightSet,
};

use crate::finite::Finite;
use crate::grid::{Grid, Placed};
use crate::id::{AlternativeId, AppraisalId, CriterionId, GateId, LevelId, WeightSetId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// One options appraisal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Appraisal {
    /// Issued by the case.
    pub id: AppraisalId,
    /// What is decided, in a few words.
    pub title: String,
    /// The decision, the horizon, the price base and whatever else a reader must know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Points below which a lead is not a lead, 0 to 100.
    pub materiality: Finite,
    /// Stage, guidance and who is in the room.
    #[serde(default, skip_serializing_if = "Frame::is_empty")]
    pub frame: Frame,
    /// The options, business as usual first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// Options that a reader expects and that were left out, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
    /// Tests that are passed or failed and never traded off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// The criteria tree, from its top.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// At most one for each option and leaf criterion.
    #[serde(default)]
    pub scores: Grid<Score>,
    /// Weights beside the swing points on the leaves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weight_sets: Vec<WeightSet>,
    /// The set that results are taken from; absent for the swing points on the leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights_in_use: Option<WeightSetId>,
    /// True while weights are being given blind: options and totals are then on no screen that shows weights.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// How costs are discounted; absent where figures are taken as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costing: Option<Costing>,
    /// What comes out of it, in words.
    #[serde(default, skip_serializing_if = "Record::is_empty")]
    pub record: Record,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Appraisal {
    /// Points below which a lead is not a lead, unless the author declares otherwise.
    pub const DEFAULT_MATERIALITY: u32 = 2;

    /// Returns an appraisal with nothing in it.
    #[must_use]
    pub fn titled(id: AppraisalId, title: &str) -> Appraisal {
        Appraisal {
            id,
            title: title.to_owned(),
            basis: String::new(),
            materiality: Finite::from(Appraisal::DEFAULT_MATERIALITY),
            frame: Frame::default(),
            alternatives: Vec::new(),
            dropped: Vec::new(),
            gates: Vec::new(),
            criteria: Vec::new(),
            scores: Grid::new(),
            weight_sets: Vec::new(),
            weights_in_use: None,
            blind: false,
            costing: None,
            record: Record::default(),
            unknown: Unknown::new(),
        }
    }

    /// Returns the option with this id.
    #[must_use]
    pub fn alternative(&self, id: AlternativeId) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.id == id)
    }

    /// Returns the gate with this id.
    #[must_use]
    pub fn gate(&self, id: GateId) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == id)
    }

    /// Returns the score of an option on a leaf, if anything was ever recorded there.
    #[must_use]
    pub fn score(&self, alternative: AlternativeId, criterion: CriterionId) -> Option<&Score> {
        self.scores.get(alternative, criterion)
    }
}

/// A thing compared. On screen: option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Alternative {
    /// Issued by the case.
    pub id: AlternativeId,
    /// What it is called.
    pub name: String,
    /// Its part in the comparison.
    #[serde(default)]
    pub role: Role,
    /// What it consists of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its cost, shown beside value and never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Alternative {
    /// Returns an option of which only the name and the part are known.
    #[must_use]
    pub fn named(id: AlternativeId, name: &str, role: Role) -> Alternative {
        let name = name.to_owned();
        Alternative { id, name, role, description: String::new(), cost: None, unknown: Unknown::new() }
    }
}

/// The part an option plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What happens if nothing is decided: the comparator.
    BusinessAsUsual,
    /// The least that meets the core needs.
    DoMinimum,
    /// Any other option.
    #[default]
    Candidate,
}

impl Role {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::BusinessAsUsual => "business as usual",
            Role::DoMinimum => "do minimum",
            Role::Candidate => "option",
        }
    }
}

/// A test that an option passes or fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Gate {
    /// Issued by the case.
    pub id: GateId,
    /// What must be true, for example "No single site".
    pub name: String,
    /// Verdicts; an option without one is not yet known.
    #[serde(default)]
    pub verdicts: Vec<Verdict>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How one option stands at one gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The option.
    pub alternative: AlternativeId,
    /// Passed, failed or not yet known.
    pub outcome: Outcome,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// The outcome of a gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Meets the test.
    Pass,
    /// Does not: the option stays on the page and out of the running.
    Fail,
    /// Not decided.
    #[default]
    NotYetKnown,
}

impl Outcome {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            Outcome::NotYetKnown => "not yet known",
        }
    }
}

/// The score of one option on one leaf, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Score {
    /// The option.
    pub alternative: AlternativeId,
    /// The leaf criterion.
    pub criterion: CriterionId,
    /// What was found.
    pub state: ScoreState,
    /// How far the truth may lie from it; absent where the score is taken as certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<ScoreRange>,
    /// Why this score.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Where the evidence is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Placed for Score {
    type Row = AlternativeId;
    type Column = CriterionId;

    fn place(&self) -> (AlternativeId, CriterionId) {
        (self.alternative, self.criterion)
    }
}

/// What is known of one option on one criterion. Only points, a measure,
/// a level and no effect give points; none of the others is read as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScoreState {
    /// Nobody has looked yet.
    #[default]
    NotScored,
    /// Points judged directly, 0 to 100.
    Points(Finite),
    /// A measure in the unit of the criterion's scale.
    Measured(Finite),
    /// A level of the criterion's scale.
    Level(LevelId),
    /// The option leaves things as they are: the points of business as usual on this criterion.
    NoEffect,
    /// Looked at; the evidence is missing.
    Unknown,
    /// The criterion does not apply to this option.
    NotApplicable,
}
