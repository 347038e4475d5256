//! Weight sets: other weights beside the swing points on the criteria, each with the way it was elicited.
//!
//! The swing points on the leaves are the first set and have no entry here. A set keeps what people said; shares are derived.
//! What people say stands in a file for each way to ask; a way answers here which criteria it speaks of, what it forgets,
//! what becomes of it where criteria are split or merged, what is wrong with it, and which weights follow.

mod limits;
mod pairs;
mod points;
mod ranking;

pub use limits::ShareRange;
pub use pairs::{Judgement, Siblings};
pub use points::Given;
pub use ranking::{RankPlace, RankScheme};

use super::{Appraisal, SwingWeight};
use crate::id::{CriterionId, WeightSetId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// Weights under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WeightSet {
    /// Issued by the case.
    pub id: WeightSetId,
    /// What it is called, for example "Residents’ panel".
    pub name: String,
    /// What people said, and how they were asked.
    pub elicitation: Elicitation,
    /// Criteria whose weight here was looked at again since the ends of their scales last changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looked_at: Vec<CriterionId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What people said about weights. A criterion that is not named has no weight yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Elicitation {
    /// Points for each move from worst to best.
    Swing(Vec<Given>),
    /// Points for importance, given directly.
    Direct(Vec<Given>),
    /// An order of the moves.
    Ranking {
        /// How places become weights.
        scheme: RankScheme,
        /// The place of each move, 1 first; equal places are ties.
        places: Vec<RankPlace>,
        /// Members of a newer version.
        #[serde(flatten)]
        unknown: Unknown,
    },
    /// Pairs of siblings compared, at the top of the tree and within each family.
    Pairwise(Vec<Judgement>),
    /// Each move's share of 100 between two limits.
    Interval(Vec<ShareRange>),
}

/// Ways to ask for weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// [`Elicitation::Swing`].
    Swing,
    /// [`Elicitation::Direct`].
    Direct,
    /// [`Elicitation::Ranking`].
    Ranking,
    /// [`Elicitation::Pairwise`].
    Pairwise,
    /// [`Elicitation::Interval`].
    Interval,
}

impl Method {
    /// All methods, the default first.
    pub const ALL: [Method; 5] = [Method::Swing, Method::Direct, Method::Ranking, Method::Pairwise, Method::Interval];

    /// Returns what it is called in a committee file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Method::Swing => "swing",
            Method::Direct => "direct",
            Method::Ranking => "ranking",
            Method::Pairwise => "pairwise",
            Method::Interval => "interval",
        }
    }

    /// Returns what people said at the start: points as they stand, or nothing.
    #[must_use]
    pub fn begin(self, points: Vec<Given>) -> Elicitation {
        match self {
            Method::Swing => Elicitation::Swing(points),
            Method::Direct => Elicitation::Direct(points),
            Method::Ranking => {
                Elicitation::Ranking { scheme: RankScheme::Centroid, places: Vec::new(), unknown: Unknown::new() }
            }
            Method::Pairwise => Elicitation::Pairwise(Vec::new()),
            Method::Interval => Elicitation::Interval(Vec::new()),
        }
    }
}

/// One thing that people said in a weight set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The kind of thing, as keys name it: "points".
    pub kind: &'static str,
    /// What it is called, as it begins a line: "Weight".
    pub what: &'static str,
    /// The criterion that it is said of.
    pub of: CriterionId,
    /// The one that it is compared with.
    pub with: Option<CriterionId>,
    /// What was said: "80", "3 times".
    pub text: String,
}

impl Elicitation {
    /// Returns how people were asked.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Elicitation::Swing(_) => Method::Swing,
            Elicitation::Direct(_) => Method::Direct,
            Elicitation::Ranking { .. } => Method::Ranking,
            Elicitation::Pairwise(_) => Method::Pairwise,
            Elicitation::Interval(_) => Method::Interval,
        }
    }

    /// Returns what people said, in order.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        match self {
            Elicitation::Swing(given) | Elicitation::Direct(given) => given.iter().map(Given::said).collect(),
            Elicitation::Ranking { places, .. } => places.iter().map(RankPlace::said).collect(),
            Elicitation::Pairwise(judgements) => judgements.iter().map(Judgement::said).collect(),
            Elicitation::Interval(ranges) => ranges.iter().map(ShareRange::said).collect(),
        }
    }

    /// Returns the criteria that something is said of, each as often as it is.
    #[must_use]
    pub fn criteria_said(&self) -> Vec<CriterionId> {
        self.said().into_iter().flat_map(|said| [Some(said.of), said.with]).flatten().collect()
    }

    /// Returns how places become weights; `None` where there are no places.
    #[must_use]
    pub fn scheme(&self) -> Option<RankScheme> {
        match self {
            Elicitation::Ranking { scheme, .. } => Some(*scheme),
            _ => None,
        }
    }

    /// Forgets what was said of criteria that are no longer scored, and of pairs that are no longer siblings.
    pub(crate) fn retain(
        &mut self,
        is_leaf: &dyn Fn(CriterionId) -> bool,
        are_siblings: &dyn Fn(CriterionId, CriterionId) -> bool,
    ) {
        match self {
            Elicitation::Swing(given) | Elicitation::Direct(given) => given.retain(|one| is_leaf(one.criterion)),
            Elicitation::Ranking { places, .. } => places.retain(|place| is_leaf(place.criterion)),
            Elicitation::Pairwise(judgements) => judgements.retain(|one| are_siblings(one.more, one.less)),
            Elicitation::Interval(ranges) => ranges.retain(|range| is_leaf(range.criterion)),
        }
    }

    /// Shares what is said of a criterion with a new one that takes half of its weight.
    pub(crate) fn split(&mut self, id: CriterionId, new: CriterionId) {
        match self {
            Elicitation::Swing(given) | Elicitation::Direct(given) => points::split(given, id, new),
            Elicitation::Ranking { places, .. } => ranking::split(places, id, new),
            // What was said of one criterion is not known of each half.
            Elicitation::Pairwise(judgements) => judgements.retain(|one| one.more != id && one.less != id),
            Elicitation::Interval(ranges) => limits::split(ranges, id, new),
        }
    }

    /// Gives a criterion what is said of another, which goes.
    pub(crate) fn merge(&mut self, into: CriterionId, from: CriterionId) {
        match self {
            Elicitation::Swing(given) | Elicitation::Direct(given) => points::merge(given, into, from),
            Elicitation::Interval(ranges) => limits::merge(ranges, into, from),
            // A place and a comparison say how much one counts, not what it comes to with another.
            Elicitation::Ranking { .. } | Elicitation::Pairwise(_) => {}
        }
    }

    /// Returns whether weights stay as they are where a criterion is split, or have that of both where two are merged. In a
    /// ranking, and in comparisons by pairs, they have to be given again.
    #[must_use]
    pub fn can_be_shared(&self) -> bool {
        match self {
            Elicitation::Swing(_) | Elicitation::Direct(_) | Elicitation::Interval(_) => true,
            Elicitation::Ranking { .. } | Elicitation::Pairwise(_) => false,
        }
    }

    /// Returns what is wrong with it, as where it stands and what was expected there.
    #[must_use]
    pub fn problem(&self) -> Option<(String, &'static str)> {
        fn first<T>(name: &str, all: &[T], problem: fn(&T) -> Option<&'static str>) -> Option<(String, &'static str)> {
            all.iter().enumerate().find_map(|(at, one)| Some((format!("{name}[{at}]"), problem(one)?)))
        }
        match self {
            // Points are in range by their type.
            Elicitation::Swing(_) | Elicitation::Direct(_) => None,
            Elicitation::Ranking { places, .. } => first("ranking.places", places, RankPlace::problem),
            Elicitation::Pairwise(judgements) => first("pairwise", judgements, Judgement::problem),
            Elicitation::Interval(ranges) => first("interval", ranges, ShareRange::problem),
        }
    }
}

impl Appraisal {
    /// Returns a weight set.
    #[must_use]
    pub fn weight_set(&self, id: WeightSetId) -> Option<&WeightSet> {
        self.weight_sets.iter().find(|set| set.id == id)
    }

    /// Returns the raw weight of each leaf in reading order, in the set that is in use; `None` where there is none yet.
    /// Only their proportions matter.
    #[must_use]
    pub fn weights_in_use(&self) -> Vec<Option<f64>> {
        self.weights_of(self.weights_in_use)
    }

    /// Returns the raw weight of each leaf in reading order in one set; `None` names the swing points on the leaves, as
    /// does a set that is not there.
    ///
    /// - Points as given, for swing and direct weights.
    /// - Weights of the places, for a ranking; criteria without a place have none.
    /// - Products of the priorities down the tree, for comparisons in pairs; none at all while a pair is open.
    /// - For limits, the weights that stand equally far up in every range, so that they add to 100; a criterion without
    ///   limits may have 0 to 100. None at all where no weights meet the limits.
    ///
    /// # Reference
    /// [`rank_weight`](crate::method::rank_weight), [`ahp`](crate::method::ahp).
    #[must_use]
    pub fn weights_of(&self, set: Option<WeightSetId>) -> Vec<Option<f64>> {
        let leaves = self.leaves();
        let Some(set) = set.and_then(|id| self.weight_set(id)) else {
            return leaves.iter().map(|(_, leaf)| leaf.swing.map(SwingWeight::points)).collect();
        };
        let ids: Vec<CriterionId> = leaves.iter().map(|(criterion, _)| criterion.id).collect();
        match &set.elicitation {
            Elicitation::Swing(given) | Elicitation::Direct(given) => points::weights(&ids, given),
            Elicitation::Ranking { scheme, places, .. } => ranking::weights(&ids, *scheme, places),
            Elicitation::Pairwise(judgements) => {
                pairs::weights(self, judgements).unwrap_or_else(|| vec![None; ids.len()])
            }
            Elicitation::Interval(ranges) => limits::weights(&ids, ranges),
        }
    }
}
