//! Weight sets: other weights beside the swing points on the criteria, each with the way it was elicited.
//!
//! The swing points on the leaves are the first set and have no entry here. A set keeps what people said; shares are derived.

use super::ahp::hierarchy::{self, Comparison};
use super::ahp::{Method as Priorities, RandomIndex, analyse};
use super::rank_weight::{Scheme, Ties, by_rank};
use super::scenario::LimitSums;
use super::{Appraisal, Criterion, CriterionKind, SwingWeight, ahp::Analysis};
use crate::finite::Finite;
use crate::id::{CriterionId, WeightSetId};
use crate::order::sort_by;
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
        places: Vec<Place>,
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
}

/// Points for one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Given {
    /// The leaf.
    pub criterion: CriterionId,
    /// As typed.
    pub points: SwingWeight,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// The place of one criterion in an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Place {
    /// The leaf.
    pub criterion: CriterionId,
    /// 1 for the move that is wanted first.
    pub place: u32,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Place {
    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        (self.place == 0).then_some("expected a place of 1 or more")
    }
}

/// How places become weights.
///
/// # Reference
/// Edwards and Barron (1994), SMARTS and SMARTER; Stillwell, Seaver and Edwards (1981).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RankScheme {
    /// The mean of all weights in this order.
    #[default]
    Centroid,
    /// Weights that fall by equal steps.
    Sum,
    /// One, a half, a third, and so on.
    Reciprocal,
}

impl RankScheme {
    /// All schemes.
    pub const ALL: [RankScheme; 3] = [RankScheme::Centroid, RankScheme::Sum, RankScheme::Reciprocal];
}

/// One pair compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Judgement {
    /// The one that counts at least as much.
    pub more: CriterionId,
    /// Its sibling.
    pub less: CriterionId,
    /// How many times as much, 1 to 9.
    pub times: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Judgement {
    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        // A ninth as it is typed, turned round, is a little more than nine.
        let is_judgement = (1.0..=9.1).contains(&self.times.get()) && self.more != self.less;
        (!is_judgement).then_some("expected a judgement from 1/9 to 9 of two criteria")
    }
}

/// Limits of one criterion's share of 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ShareRange {
    /// The leaf.
    pub criterion: CriterionId,
    /// Least share, 0 to 100.
    pub low: Finite,
    /// Most share, 0 to 100 and at least `low`.
    pub high: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl ShareRange {
    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_range = Finite::ZERO <= self.low && self.low <= self.high && self.high <= Finite::from(100);
        (!is_range).then_some("expected a least share and a most share from 0 to 100, in order")
    }
}

/// The siblings that are compared in pairs, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Siblings {
    /// The family; `None` at the top of the tree.
    pub family: Option<CriterionId>,
    /// Its children.
    pub children: Vec<CriterionId>,
    /// How many of their pairs are not judged yet.
    pub n_open: usize,
    /// Weights and consistency; absent while a pair is open.
    pub analysis: Option<Analysis>,
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
    /// [`rank_weight`](super::rank_weight), [`ahp`](super::ahp).
    #[must_use]
    pub fn weights_of(&self, set: Option<WeightSetId>) -> Vec<Option<f64>> {
        let leaves = self.leaves();
        let Some(set) = set.and_then(|id| self.weight_set(id)) else {
            return leaves.iter().map(|(_, leaf)| leaf.swing.map(SwingWeight::points)).collect();
        };
        let ids: Vec<CriterionId> = leaves.iter().map(|(criterion, _)| criterion.id).collect();
        match &set.elicitation {
            Elicitation::Swing(given) | Elicitation::Direct(given) => {
                let of = |id: &CriterionId| given.iter().find(|one| one.criterion == *id);
                ids.iter().map(|id| of(id).map(|one| one.points.points())).collect()
            }
            Elicitation::Ranking { scheme, places, .. } => by_places(&ids, *scheme, places),
            Elicitation::Pairwise(judgements) => by_pairs(self, judgements).unwrap_or_else(|| vec![None; ids.len()]),
            Elicitation::Interval(ranges) => within(&ids, ranges),
        }
    }

    /// Returns the siblings that a set of comparisons is about, from the top of the tree down; only children are left out.
    #[must_use]
    pub fn siblings_compared(&self, judgements: &[Judgement], index: RandomIndex) -> Vec<Siblings> {
        let mut found = Vec::new();
        collect_siblings(None, &self.criteria, judgements, index, &mut found);
        found
    }
}

fn by_places(ids: &[CriterionId], scheme: RankScheme, places: &[Place]) -> Vec<Option<f64>> {
    let place_of = |id: &CriterionId| places.iter().find(|place| place.criterion == *id).map(|place| place.place);
    let mut distinct: Vec<u32> = ids.iter().filter_map(place_of).collect();
    sort_by(&mut distinct, &mut u32::cmp);
    distinct.dedup();
    let rank = |place: u32| distinct.iter().position(|other| *other == place).map_or(0, |at| at + 1);
    let ranked: Vec<usize> = ids.iter().filter_map(place_of).map(rank).collect();
    let scheme = match scheme {
        RankScheme::Centroid => Scheme::Centroid,
        RankScheme::Sum => Scheme::Sum,
        RankScheme::Reciprocal => Scheme::Reciprocal,
    };
    let weights = by_rank(&ranked, scheme, Ties::MeanOfPositions).unwrap_or_default();
    let mut weights = weights.into_iter();
    ids.iter().map(|id| place_of(id).and_then(|_| weights.next())).collect()
}

/// Returns the matrix of comparisons between children, `None` where a pair is open.
fn matrix(children: &[CriterionId], judgements: &[Judgement]) -> Vec<Vec<Option<f64>>> {
    let ratio = |one: CriterionId, other: CriterionId| {
        if one == other {
            return Some(1.0);
        }
        judgements.iter().find_map(|judgement| match (judgement.more, judgement.less) {
            pair if pair == (one, other) => Some(judgement.times.get()),
            pair if pair == (other, one) => Some(1.0 / judgement.times.get()),
            _ => None,
        })
    };
    children.iter().map(|one| children.iter().map(|other| ratio(*one, *other)).collect()).collect()
}

fn collect_siblings(
    family: Option<CriterionId>,
    criteria: &[Criterion],
    judgements: &[Judgement],
    index: RandomIndex,
    found: &mut Vec<Siblings>,
) {
    let children: Vec<CriterionId> = criteria.iter().filter(|one| has_leaves(one)).map(|one| one.id).collect();
    if children.len() > 1 {
        let matrix = matrix(&children, judgements);
        let n_open = matrix.iter().flatten().filter(|ratio| ratio.is_none()).count() / 2;
        let whole: Option<Vec<Vec<f64>>> = matrix.into_iter().map(|row| row.into_iter().collect()).collect();
        let analysis = whole.and_then(|matrix| analyse(&matrix, index).ok());
        found.push(Siblings { family, children, n_open, analysis });
    }
    for criterion in criteria {
        if let CriterionKind::Family(children) = &criterion.kind {
            collect_siblings(Some(criterion.id), children, judgements, index, found);
        }
    }
}

/// A family without leaves carries no weight that could reach one.
fn has_leaves(criterion: &Criterion) -> bool {
    match &criterion.kind {
        CriterionKind::Leaf(_) => true,
        CriterionKind::Family(children) => children.iter().any(has_leaves),
    }
}

/// Returns the weights of the leaves by comparisons in pairs, or `None` while a pair is open.
fn by_pairs(appraisal: &Appraisal, judgements: &[Judgement]) -> Option<Vec<Option<f64>>> {
    let mut nodes: Vec<Node> = Vec::new();
    fn walk(criteria: &[Criterion], parent: Option<usize>, nodes: &mut Vec<Node>) {
        for criterion in criteria.iter().filter(|criterion| has_leaves(criterion)) {
            let at = nodes.len();
            let children = match &criterion.kind {
                CriterionKind::Leaf(_) => &[][..],
                CriterionKind::Family(children) => children,
            };
            nodes.push(Node { id: criterion.id, parent, is_leaf: children.is_empty() });
            walk(children, Some(at), nodes);
        }
    }
    walk(&appraisal.criteria, None, &mut nodes);
    let parents: Vec<Option<usize>> = nodes.iter().map(|node| node.parent).collect();
    let mut comparisons = Vec::new();
    for parent in std::iter::once(None).chain((0..nodes.len()).map(Some)) {
        let children: Vec<CriterionId> =
            nodes.iter().filter(|node| node.parent == parent).map(|node| node.id).collect();
        if children.len() > 1 {
            let rows = matrix(&children, judgements).into_iter();
            let judgements: Vec<Vec<f64>> = rows.map(|row| row.into_iter().collect()).collect::<Option<_>>()?;
            comparisons.push(Comparison { parent, judgements });
        }
    }
    let weights = hierarchy::criteria(&parents, &comparisons, Priorities::Eigenvector).ok()?;
    Some(nodes.iter().zip(weights.global).filter(|(node, _)| node.is_leaf).map(|(_, weight)| Some(weight)).collect())
}

struct Node {
    id: CriterionId,
    parent: Option<usize>,
    is_leaf: bool,
}

fn within(ids: &[CriterionId], ranges: &[ShareRange]) -> Vec<Option<f64>> {
    let range = |id: &CriterionId| {
        let found = ranges.iter().find(|range| range.criterion == *id);
        found.map_or((0.0, 100.0), |range| (range.low.get(), range.high.get()))
    };
    let limits: Vec<(f64, f64)> = ids.iter().map(range).collect();
    let (low, high) = limits.iter().fold((0.0, 0.0), |sum, limit| (sum.0 + limit.0, sum.1 + limit.1));
    if ranges.is_empty() || !(LimitSums { least: low, most: high }).can_be_met() {
        return vec![None; ids.len()];
    }
    let up = if high > low { ((100.0 - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    limits.iter().map(|(low, high)| Some(low + up * (high - low))).collect()
}
