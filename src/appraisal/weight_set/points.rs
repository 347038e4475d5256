//! Points for each criterion: swing weights and direct ones differ in the question, not in what is kept.

use super::Said;
use crate::appraisal::SwingWeight;
use crate::id::CriterionId;
use crate::print::as_typed;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

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

impl Given {
    pub(super) fn said(&self) -> Said {
        let text = as_typed(self.points.points());
        Said { kind: "points", what: "Weight", of: self.criterion, with: None, text }
    }
}

/// Returns the raw weight of each of these leaves: its points.
pub(super) fn weights(ids: &[CriterionId], given: &[Given]) -> Vec<Option<f64>> {
    ids.iter().map(|id| points_of(given, *id).map(SwingWeight::points)).collect()
}

fn points_of(given: &[Given], id: CriterionId) -> Option<SwingWeight> {
    given.iter().find(|one| one.criterion == id).map(|one| one.points)
}

/// Each half has half of the points, so that the sum stays.
pub(super) fn split(given: &mut Vec<Given>, id: CriterionId, new: CriterionId) {
    if let Some(one) = given.iter_mut().find(|one| one.criterion == id) {
        one.points = one.points.half();
        let points = one.points;
        given.push(Given { criterion: new, points, unknown: Unknown::new() });
    }
}

/// The one that stays has the points of both.
pub(super) fn merge(given: &mut Vec<Given>, into: CriterionId, from: CriterionId) {
    let Some(gone) = points_of(given, from) else { return };
    match given.iter_mut().find(|one| one.criterion == into) {
        Some(kept) => kept.points = kept.points.plus(gone),
        None => given.push(Given { criterion: into, points: gone, unknown: Unknown::new() }),
    }
}
