//! Weight sets side by side, limits of shares, and which options can lead within them.

use super::evaluate::{Evaluation, GateStanding, evaluate};
use super::{Appraisal, Elicitation, RankPlace, ShareRange};
use crate::id::{CriterionId, WeightSetId};
use crate::method::constraint::{Sense, bound};
use crate::method::dominance::{DominanceError, Reach, reach};
use crate::order::sort_by;
use crate::unknown::Unknown;

/// How far sums of shares of 100 may miss 100 by rounding.
const ROUNDING: f64 = 1e-9;

/// Returns the results of an appraisal with the weights of one set; `None` names the swing points on the leaves.
///
/// # Example
/// ```
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::appraisal::scenario::evaluate_with;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// assert_eq!(evaluate_with(&case.appraisals[0], None), evaluate(&case.appraisals[0]));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn evaluate_with(appraisal: &Appraisal, set: Option<WeightSetId>) -> Evaluation {
    if appraisal.weights_in_use == set {
        return evaluate(appraisal);
    }
    evaluate(&Appraisal { weights_in_use: set, ..appraisal.clone() })
}

/// An appraisal's results with the weights of one set.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The set; `None` for the swing points on the leaves.
    pub set: Option<WeightSetId>,
    /// What follows from it.
    pub results: Evaluation,
}

/// Returns the results with every weight set, the swing points on the leaves first.
#[must_use]
pub fn scenarios(appraisal: &Appraisal) -> Vec<Scenario> {
    let sets = std::iter::once(None).chain(appraisal.weight_sets.iter().map(|set| Some(set.id)));
    sets.map(|set| Scenario { set, results: evaluate_with(appraisal, set) }).collect()
}

/// What limits of shares add up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitSums {
    /// Sum of the least shares of 100.
    pub least: f64,
    /// Sum of the most shares of 100; a criterion without limits may have all 100.
    pub most: f64,
}

impl LimitSums {
    /// Returns whether some weights meet all limits at once.
    #[must_use]
    pub fn can_be_met(self) -> bool {
        // Thirds that are typed to one decimal do not quite add up in binary.
        self.least <= 100.0 + ROUNDING && self.most >= 100.0 - ROUNDING
    }
}

/// Returns what the limits of a set add up to; `None` where the set has none or is elicited in another way.
#[must_use]
pub fn limit_sums(appraisal: &Appraisal, set: WeightSetId) -> Option<LimitSums> {
    let ranges = ranges(appraisal, set)?;
    let mut sums = LimitSums { least: 0.0, most: 0.0 };
    for (criterion, _) in appraisal.leaves() {
        let limits = ranges.iter().find(|range| range.criterion == criterion.id);
        let (low, high) = limits.map_or((0.0, 100.0), |range| (range.low.get(), range.high.get()));
        sums = LimitSums { least: sums.least + low, most: sums.most + high };
    }
    Some(sums)
}

fn ranges(appraisal: &Appraisal, set: WeightSetId) -> Option<&[ShareRange]> {
    match &appraisal.weight_set(set)?.elicitation {
        Elicitation::Interval(ranges) if !ranges.is_empty() => Some(ranges),
        _ => None,
    }
}

/// How high options can come within the limits of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Reaches {
    /// Row of each option that is in the running with every score, and how high it can come.
    pub found: Vec<(usize, Reach)>,
    /// Rows of the options in the running that are left out because a score is missing.
    pub left_out: Vec<usize>,
}

/// Returns how high each option can come under some weights within the limits of a set; `None` where the set has no
/// limits. Options that fail a gate are not asked about.
///
/// # Errors
/// As [`reach`]: no weights within the limits.
///
/// # Reference
/// [`dominance`](crate::method::dominance).
pub fn reaches(
    appraisal: &Appraisal,
    results: &Evaluation,
    set: WeightSetId,
) -> Option<Result<Reaches, DominanceError>> {
    let ranges = ranges(appraisal, set)?;
    let leaves = appraisal.leaves();
    let mut limits = Vec::new();
    for range in ranges {
        let Some(at) = leaves.iter().position(|(criterion, _)| criterion.id == range.criterion) else { continue };
        for (sense, share) in [(Sense::AtLeast, range.low.get()), (Sense::AtMost, range.high.get())] {
            // Limits are checked when they are set, so a bound cannot be refused.
            limits.extend(bound(leaves.len(), at, sense, share / 100.0));
        }
    }
    let (mut rows, mut points, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for (row, standing) in results.standings.iter().enumerate() {
        if matches!(standing.gate, GateStanding::Fail(_)) {
            continue;
        }
        match standing.cells.iter().map(|cell| cell.points).collect::<Option<Vec<f64>>>() {
            Some(found) => {
                rows.push(row);
                points.push(found);
            }
            None => left_out.push(row),
        }
    }
    if rows.is_empty() {
        return Some(Ok(Reaches { found: Vec::new(), left_out }));
    }
    let found = reach(&points, &limits).map(|found| rows.into_iter().zip(found).collect());
    Some(found.map(|found| Reaches { found, left_out }))
}

/// Which way a criterion goes in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankMove {
    /// Towards the first place.
    Up,
    /// Towards the last place.
    Down,
}

/// Returns the places of an order after one criterion has changed places with the next one up or down, numbered from 1
/// without gaps; `None` where it cannot go that way. Ties share a number. A criterion without a place takes the last one.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{RankPlace, scenario::{RankMove, stepped}};
/// use weighbridge::id::CriterionId;
/// let place = |id, place| RankPlace { criterion: CriterionId(id), place, unknown: Default::default() };
/// let order = [place(1, 10), place(2, 20), place(3, 20)];
/// let up = stepped(&order, CriterionId(3), RankMove::Up);
/// assert_eq!(up, Some(vec![place(1, 1), place(2, 3), place(3, 2)]));
/// assert_eq!(stepped(&order, CriterionId(1), RankMove::Up), None);
/// ```
#[must_use]
pub fn stepped(places: &[RankPlace], criterion: CriterionId, step: RankMove) -> Option<Vec<RankPlace>> {
    // Twice the rank, so that there is room between two neighbours.
    let mut ranked = numbered(places);
    for place in &mut ranked {
        place.place *= 2;
    }
    let last = ranked.iter().map(|place| place.place).max().unwrap_or(0);
    let Some(at) = ranked.iter().position(|place| place.criterion == criterion) else {
        ranked.push(RankPlace { criterion, place: last + 2, unknown: Unknown::new() });
        return Some(numbered(&ranked));
    };
    let own = ranked[at].place;
    let is_tied = ranked.iter().filter(|place| place.place == own).count() > 1;
    match (step, is_tied) {
        // Out of a tie first.
        (RankMove::Up, true) => ranked[at].place = own - 1,
        (RankMove::Down, true) => ranked[at].place = own + 1,
        (RankMove::Up, false) if own > 2 => ranked[at].place = own - 3,
        (RankMove::Down, false) if own < last => ranked[at].place = own + 3,
        _ => return None,
    }
    Some(numbered(&ranked))
}

/// Returns an order with its places numbered 1, 2, 3 and so on; ties share a number.
fn numbered(places: &[RankPlace]) -> Vec<RankPlace> {
    let mut distinct: Vec<u32> = places.iter().map(|place| place.place).collect();
    sort_by(&mut distinct, &mut u32::cmp);
    distinct.dedup();
    let rank = |place: u32| (1..).zip(&distinct).find(|(_, other)| **other == place).map_or(0, |(rank, _)| rank);
    places.iter().map(|place| RankPlace { place: rank(place.place), ..place.clone() }).collect()
}
