//! An order of the moves, by a place each, and how places become weights.

use super::Said;
use crate::id::CriterionId;
use crate::method::rank_weight::{Scheme, Ties, by_rank};
use crate::order::sort_by;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// The place of one criterion in an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RankPlace {
    /// The leaf.
    pub criterion: CriterionId,
    /// 1 for the move that is wanted first.
    pub place: u32,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl RankPlace {
    pub(super) fn said(&self) -> Said {
        Said { kind: "place", what: "Rank", of: self.criterion, with: None, text: self.place.to_string() }
    }

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
    /// Returns its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RankScheme::Centroid => "centroid",
            RankScheme::Sum => "rank sum",
            RankScheme::Reciprocal => "reciprocal",
        }
    }

    /// All schemes.
    pub const ALL: [RankScheme; 3] = [RankScheme::Centroid, RankScheme::Sum, RankScheme::Reciprocal];
}

/// Returns the raw weight of each of these leaves: that of its place.
pub(super) fn weights(ids: &[CriterionId], scheme: RankScheme, places: &[RankPlace]) -> Vec<Option<f64>> {
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

/// Both halves stand where the whole stood: nobody has said which of them comes first.
pub(super) fn split(places: &mut Vec<RankPlace>, id: CriterionId, new: CriterionId) {
    let place = places.iter().find(|place| place.criterion == id).map(|place| place.place);
    places.extend(place.map(|place| RankPlace { criterion: new, place, unknown: Unknown::new() }));
}
