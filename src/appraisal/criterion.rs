//! The criteria tree: families and leaves, the scales of the leaves, and the weights of their moves.

use crate::finite::Finite;
use crate::id::{CriterionId, GoalId, LevelId};
use crate::print::as_typed;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A node of the criteria tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Criterion {
    /// Issued by the case.
    pub id: CriterionId,
    /// What it is called.
    pub name: String,
    /// What it means, so that two people would score alike.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The goal of the case that it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalId>,
    /// A family of criteria, or a leaf that options are scored on.
    pub kind: CriterionKind,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Family or leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Criteria that belong together.
    Family(Vec<Criterion>),
    /// Scored directly.
    Leaf(Leaf),
}

/// What a leaf criterion adds to its name: the scale, its two described ends, and the weight of the move between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// True where an end of the scale was changed after weights had been given, and they were not all looked at since. Each
    /// weight set says for itself whether it was; see [`Appraisal::is_stale`](super::Appraisal::is_stale).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_changed: bool,
    /// Whether the swing points here were looked at since then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub looked_at: bool,
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
            ends_changed: false,
            looked_at: false,
            unknown: Unknown::new(),
        }
    }
}

impl Leaf {
    /// Returns whether both ends of the scale are described, in words or by a measure.
    #[must_use]
    pub fn has_both_ends(&self) -> bool {
        let by_scale = matches!(self.scale, Scale::Measured { .. }) || self.scale.levels().len() > 1;
        by_scale || !(self.worst_anchor.is_empty() || self.best_anchor.is_empty())
    }
}

/// How a raw score becomes points on 0 to 100. The ends are declared, never taken from the options at hand, so that
/// adding an option moves nothing.
///
/// # Reference
/// Keeney and Raiffa (1976), Decisions with Multiple Objectives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        /// Members of a newer version.
        #[serde(flatten)]
        unknown: Unknown,
    },
    /// Points come from described levels.
    Levels(Vec<Level>),
}

/// A described level of a scale and the points it earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Level {
    /// Issued by the case.
    pub id: LevelId,
    /// What it looks like, so that two people would choose alike.
    pub label: String,
    /// Points, 0 to 100.
    pub points: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Scale {
    /// Returns a scale on a measure, with this line between its ends.
    #[must_use]
    pub fn measured(measure: Measure, worst: Finite, best: Finite, shape: Shape) -> Scale {
        Scale::Measured { measure, worst, best, shape, unknown: Unknown::new() }
    }

    /// Returns the scale in one line, exact enough that two scales that differ read differently; empty where points are judged
    /// directly.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Scale::Direct => String::new(),
            Scale::Levels(levels) => {
                let levels = levels.iter().map(|level| format!("{} = {}", level.label, as_typed(level.points.get())));
                levels.collect::<Vec<_>>().join("; ")
            }
            Scale::Measured { measure, worst, best, shape, .. } => {
                let knot = |knot: &Knot| format!("{} = {}", as_typed(knot.measure.get()), as_typed(knot.points.get()));
                let shape = match shape {
                    Shape::Linear => String::new(),
                    Shape::Piecewise(knots) => {
                        format!(", by {}", knots.iter().map(knot).collect::<Vec<_>>().join("; "))
                    }
                    Shape::Exponential { midvalue, .. } => format!(", bent, {} = 50", as_typed(midvalue.get())),
                };
                let (worst, best) = (as_typed(worst.get()), as_typed(best.get()));
                format!("{} from {worst} to {best} {}{shape}", measure.name, measure.unit)
            }
        }
    }

    /// Returns what is wrong with the scale, if anything: ends that are equal, points of a piecewise line that are not in
    /// order from worst to best, a midvalue that does not lie between the ends, levels without a label of their own or
    /// with points beyond 0 to 100.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        match self {
            Scale::Direct => None,
            Scale::Levels(levels) => levels_problem(levels),
            Scale::Measured { worst, best, .. } if worst == best => {
                Some("expected different measures at the worst and the best end")
            }
            Scale::Measured { worst, best, shape, .. } => {
                let along = |measure: Finite| (measure.get() - worst.get()) / (best.get() - worst.get());
                shape.problem(along)
            }
        }
    }

    /// Returns whether scores on both scales mean the same. Levels belong to one scale, so two scales with levels never do.
    #[must_use]
    pub fn is_same(&self, other: &Scale) -> bool {
        self == other && self.levels().is_empty()
    }

    /// Returns the levels; none for a scale without.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        if let Scale::Levels(levels) = self { levels } else { &[] }
    }
}

fn levels_problem(levels: &[Level]) -> Option<&'static str> {
    if levels.iter().any(|level| level.label.trim().is_empty()) {
        return Some("expected a description for every level");
    }
    let again = |(at, level): (usize, &Level)| levels[..at].iter().any(|other| other.label == level.label);
    if levels.iter().enumerate().any(again) {
        return Some("expected different words for each level");
    }
    let outside = levels.iter().any(|level| !(0.0..=100.0).contains(&level.points.get()));
    outside.then_some("expected points from 0 to 100 for each level")
}

/// A quantity and its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Measure {
    /// What is measured, for example "time to live service".
    pub name: String,
    /// For example "months" or "tCO₂e a year".
    pub unit: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Measure {
    /// Returns a measure of this name, in this unit.
    #[must_use]
    pub fn new(name: &str, unit: &str) -> Measure {
        Measure { name: name.to_owned(), unit: unit.to_owned(), unknown: Unknown::new() }
    }
}

/// The line from the worst end to the best.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Straight.
    #[default]
    Linear,
    /// Straight between these points as well as the ends: each has a measure strictly between the ends and the points
    /// it earns, both in order from worst to best.
    Piecewise(Vec<Knot>),
    /// Bent all along: steep at one end and flat at the other.
    Exponential {
        /// The measure that earns 50 points, strictly between the ends.
        midvalue: Finite,
        /// Members of a newer version.
        #[serde(flatten)]
        unknown: Unknown,
    },
}

impl Shape {
    /// Returns what is wrong with the line, given where a measure lies along the scale, 0 at the worst end and 1 at the best.
    fn problem(&self, along: impl Fn(Finite) -> f64) -> Option<&'static str> {
        match self {
            Shape::Linear => None,
            Shape::Piecewise(knots) => {
                let inner = knots.iter().map(|knot| (along(knot.measure), knot.points.get()));
                let line: Vec<(f64, f64)> =
                    std::iter::once((0.0, 0.0)).chain(inner).chain(std::iter::once((1.0, 100.0))).collect();
                let rising = line.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
                (!rising).then_some(
                    "expected the points of the line in order from worst to best, each worth more than the last",
                )
            }
            Shape::Exponential { midvalue, .. } => {
                let inside = (0.01..=0.99).contains(&along(*midvalue));
                (!inside).then_some("expected a measure between the two ends, and not at either")
            }
        }
    }
}

/// A point that a piecewise-linear value function goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Knot {
    /// The measure, in its unit.
    pub measure: Finite,
    /// Points, 0 to 100.
    pub points: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Points for the move from the worst end of a scale to its best, beside the other moves; 0 or more, kept as typed.
/// Shares of 100 are derived.
///
/// # Reference
/// von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research: swing weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Serialize, Deserialize)]
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

    /// Returns half of the points.
    #[must_use]
    pub fn half(self) -> SwingWeight {
        SwingWeight::new(self.points() / 2.0).unwrap_or(self)
    }

    /// Returns the points of both together, at most a million.
    #[must_use]
    pub fn plus(self, other: SwingWeight) -> SwingWeight {
        SwingWeight::new((self.points() + other.points()).min(1e6)).unwrap_or(self)
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
