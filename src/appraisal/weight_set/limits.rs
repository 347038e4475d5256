//! Each move's share of 100 between two limits.

use super::Said;
use crate::appraisal::scenario::LimitSums;
use crate::finite::Finite;
use crate::id::CriterionId;
use crate::print::as_typed;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

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
    pub(super) fn said(&self) -> Said {
        let text = format!("{} to {}", as_typed(self.low.get()), as_typed(self.high.get()));
        Said { kind: "limits", what: "Limits", of: self.criterion, with: None, text }
    }

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_range = Finite::ZERO <= self.low && self.low <= self.high && self.high <= Finite::from(100);
        (!is_range).then_some("expected a lowest share and a highest share from 0 to 100, in order")
    }
}

/// Returns the raw weight of each of these leaves: all stand equally far up in their ranges, so that they add to 100.
pub(super) fn weights(ids: &[CriterionId], ranges: &[ShareRange]) -> Vec<Option<f64>> {
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

/// Each half has half of the range, so that the sum stays. What was not said of the whole is said of the halves: no more
/// than half of all for each.
pub(super) fn split(ranges: &mut Vec<ShareRange>, id: CriterionId, new: CriterionId) {
    if ranges.is_empty() {
        return;
    }
    let half = |share: Finite| Finite::new(share.get() / 2.0).unwrap_or(share);
    let (low, high) = match ranges.iter_mut().find(|range| range.criterion == id) {
        Some(range) => {
            (range.low, range.high) = (half(range.low), half(range.high));
            (range.low, range.high)
        }
        None => {
            let (low, high) = (Finite::ZERO, Finite::from(50));
            ranges.push(ShareRange { criterion: id, low, high, unknown: Unknown::new() });
            (low, high)
        }
    };
    ranges.push(ShareRange { criterion: new, low, high, unknown: Unknown::new() });
}

/// The one that stays has the range of both, within 100.
pub(super) fn merge(ranges: &mut Vec<ShareRange>, into: CriterionId, from: CriterionId) {
    let of = |id: CriterionId| ranges.iter().find(|range| range.criterion == id).map(|range| (range.low, range.high));
    // One without limits may have any share, and so may both together.
    let (Some(one), Some(other)) = (of(into), of(from)) else {
        ranges.retain(|range| range.criterion != into);
        return;
    };
    let sum = |one: Finite, other: Finite| Finite::new((one.get() + other.get()).min(100.0)).unwrap_or(one);
    for range in ranges.iter_mut().filter(|range| range.criterion == into) {
        (range.low, range.high) = (sum(one.0, other.0), sum(one.1, other.1));
    }
}
