//! Options appraisal: the things compared, and the methods that compare them.
//!
//! This file owns the nouns. The methods beside it are free functions on plain numbers; [`evaluate`] is the one place
//! where nouns are turned into numbers. Cost stands beside value and never enters it.

pub mod additive;
pub mod agreement;
pub mod discrimination;
pub mod dominance;
pub mod evaluate;
pub mod linear_program;
pub mod normalise;
pub mod promethee;
pub mod rank;
pub mod reversal;
pub mod sensitivity;
pub mod switch;
pub mod topsis;
pub mod value;
pub mod weight;

use crate::finite::Finite;
use crate::id::{AlternativeId, AppraisalId, CriterionId, GateId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// One options appraisal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// The options, business as usual first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// Tests that are passed or failed and never traded off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// The criteria tree, from its top.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// At most one for each option and leaf criterion.
    #[serde(default)]
    pub scores: Vec<Score>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Appraisal {
    /// Points below which a lead is not a lead, unless the author declares otherwise.
    pub const DEFAULT_MATERIALITY: u32 = 2;

    /// Returns the leaves of the criteria tree, in reading order.
    #[must_use]
    pub fn leaves(&self) -> Vec<(&Criterion, &Leaf)> {
        fn walk<'a>(criteria: &'a [Criterion], found: &mut Vec<(&'a Criterion, &'a Leaf)>) {
            for criterion in criteria {
                match &criterion.kind {
                    CriterionKind::Leaf(leaf) => found.push((criterion, leaf)),
                    CriterionKind::Family(children) => walk(children, found),
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.criteria, &mut found);
        found
    }

    /// Returns the criterion, family or leaf, with this id.
    #[must_use]
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        fn find(criteria: &[Criterion], id: CriterionId) -> Option<&Criterion> {
            criteria.iter().find_map(|criterion| match &criterion.kind {
                _ if criterion.id == id => Some(criterion),
                CriterionKind::Family(children) => find(children, id),
                CriterionKind::Leaf(_) => None,
            })
        }
        find(&self.criteria, id)
    }

    /// Returns the option with this id.
    #[must_use]
    pub fn alternative(&self, id: AlternativeId) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.id == id)
    }

    /// Returns the score of an option on a leaf, if anything was ever recorded there.
    #[must_use]
    pub fn score(&self, alternative: AlternativeId, criterion: CriterionId) -> Option<&Score> {
        self.scores.iter().find(|score| score.alternative == alternative && score.criterion == criterion)
    }
}

/// A thing compared. On screen: option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// What an option costs over the appraisal's horizon, in pence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Cost {
    /// Capital, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Pence>,
    /// Operating cost a year, without energy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operating_per_year: Option<Pence>,
    /// Energy a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_per_year: Option<Pence>,
    /// Present value of all of these over the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_value: Option<Pence>,
    /// Uplift for optimism bias on the present value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optimism_bias: Option<Pence>,
    /// The reference class and rate behind the uplift.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub optimism_bias_basis: String,
    /// Present value of carbon at published carbon values; not added to the money where carbon is also scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon: Option<Pence>,
}

/// A test that an option passes or fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The option.
    pub alternative: AlternativeId,
    /// Passed, failed or not yet known.
    pub outcome: Outcome,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
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

/// A node of the criteria tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Criterion {
    /// Issued by the case.
    pub id: CriterionId,
    /// What it is called.
    pub name: String,
    /// What it means, so that two people would score alike.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// A family of criteria, or a leaf that options are scored on.
    pub kind: CriterionKind,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Family or leaf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Criteria that belong together.
    Family(Vec<Criterion>),
    /// Scored directly.
    Leaf(Leaf),
}

/// What a leaf criterion adds to its name: the scale, its two described ends, and the weight of the move between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Leaf {
    /// How raw scores become points.
    pub scale: Scale,
    /// What 0 points look like.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub worst_anchor: String,
    /// What 100 points look like.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub best_anchor: String,
    /// Points for the move from worst to best, kept as typed; absent until given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swing: Option<SwingWeight>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Default for Leaf {
    fn default() -> Leaf {
        Leaf {
            scale: Scale::Direct,
            worst_anchor: String::new(),
            best_anchor: String::new(),
            swing: None,
            unknown: Unknown::new(),
        }
    }
}

/// How a raw score becomes points on 0 to 100. The ends are declared, never taken from the options at hand, so that
/// adding an option moves nothing.
///
/// # Reference
/// Keeney and Raiffa (1976), Decisions with Multiple Objectives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Points are judged directly between the two anchors.
    Direct,
    /// Points come from a measure.
    Measured {
        /// What is measured.
        measure: Measure,
        /// The measure at 0 points; never equal to `best`.
        worst: Finite,
        /// The measure at 100 points; below `worst` where less is better.
        best: Finite,
        /// The line between the ends.
        #[serde(default)]
        shape: Shape,
    },
}

impl Scale {
    /// Returns what is wrong with the scale, if anything: ends that are equal, or points of a piecewise line that are not
    /// in order from worst to best.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let Scale::Measured { worst, best, shape, .. } = self else {
            return None;
        };
        if worst == best {
            return Some("expected different measures at the worst and the best end, found the same");
        }
        let Shape::Piecewise(knots) = shape else { return None };
        let along = |measure: Finite| (measure.get() - worst.get()) / (best.get() - worst.get());
        let inner = knots.iter().map(|knot| (along(knot.measure), knot.points.get()));
        let line: Vec<(f64, f64)> =
            std::iter::once((0.0, 0.0)).chain(inner).chain(std::iter::once((1.0, 100.0))).collect();
        let rising = line.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        (!rising)
            .then_some("expected the points of the line in order from worst to best, each worth more than the last")
    }
}

/// A quantity and its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Measure {
    /// What is measured, for example "time to live service".
    pub name: String,
    /// For example "months" or "tCO₂e a year".
    pub unit: String,
}

/// The line from the worst end to the best.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Straight.
    #[default]
    Linear,
    /// Straight between these points as well as the ends: each has a measure strictly between the ends and the points
    /// it earns, both in order from worst to best.
    Piecewise(Vec<Knot>),
}

/// A point that a piecewise-linear value function goes through.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Knot {
    /// The measure, in its unit.
    pub measure: Finite,
    /// Points, 0 to 100.
    pub points: Finite,
}

/// Points for the move from the worst end of a scale to its best, beside the other moves; 0 or more, kept as typed.
/// Shares of 100 are derived.
///
/// # Reference
/// von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research: swing weights.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "Finite", into = "Finite")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "f64"))]
pub struct SwingWeight(Finite);

impl SwingWeight {
    /// Returns the weight, or `None` when the points are negative, above a million, NaN or infinite.
    #[must_use]
    pub fn new(points: f64) -> Option<SwingWeight> {
        Finite::new(points).and_then(|points| SwingWeight::try_from(points).ok())
    }

    /// Returns the points as typed.
    #[must_use]
    pub fn points(self) -> f64 {
        self.0.get()
    }
}

impl TryFrom<Finite> for SwingWeight {
    type Error = &'static str;

    fn try_from(points: Finite) -> Result<SwingWeight, &'static str> {
        let in_range = (0.0..=1e6).contains(&points.get());
        in_range.then_some(SwingWeight(points)).ok_or("expected a swing weight from 0 to 1000000")
    }
}

impl From<SwingWeight> for Finite {
    fn from(weight: SwingWeight) -> Finite {
        weight.0
    }
}

/// The score of one option on one leaf, with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Score {
    /// The option.
    pub alternative: AlternativeId,
    /// The leaf criterion.
    pub criterion: CriterionId,
    /// What was found.
    pub state: ScoreState,
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

/// What is known of one option on one criterion. Only the first three give points; none of the others is read as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The option leaves things as they are: the points of business as usual on this criterion.
    NoEffect,
    /// Looked at; the evidence is missing.
    Unknown,
    /// The criterion does not apply to this option.
    NotApplicable,
}
