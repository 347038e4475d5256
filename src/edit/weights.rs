//! Edits of weights: the swing points on the leaves, and the weight sets beside them.

use super::apply::{issue, name, obeys, position, room};
use super::appraisal::Applied;
use super::criteria::leaf;
use super::{AppraisalEdit, EditError, Weighing};
use crate::appraisal::{Appraisal, Elicitation, Given, Judgement, Place, ShareRange, SwingWeight, WeightSet};
use crate::finite::Finite;
use crate::id::{CriterionId, WeightSetId};
use crate::limits::Limit;
use crate::unknown::Unknown;

/// Makes an edit of weights.
pub(super) fn apply_to(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetSwing(id, points) => {
            let leaf = leaf(appraisal, *id)?;
            leaf.swing = *points;
            leaf.ends_changed = false;
        }
        AppraisalEdit::ConfirmWeight(id) => leaf(appraisal, *id)?.ends_changed = false,
        AppraisalEdit::AddWeightSet(title, method) => {
            let name = name(title)?;
            room(&appraisal.weight_sets, Limit::WeightSets)?;
            let id = WeightSetId(issue(next_id)?);
            let elicitation = method.begin(points_in_use(appraisal));
            appraisal.weight_sets.push(WeightSet { id, name, elicitation, unknown: Unknown::new() });
            appraisal.weights_in_use = Some(id);
        }
        AppraisalEdit::RenameWeightSet(id, title) => set(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::RemoveWeightSet(id) => {
            let at = position(appraisal.weight_sets.iter().map(|set| set.id), *id, "weight set")?;
            appraisal.weight_sets.remove(at);
            appraisal.weights_in_use = appraisal.weights_in_use.filter(|used| used != id);
        }
        AppraisalEdit::UseWeights(id) => {
            if let Some(id) = id {
                set(appraisal, *id)?;
            }
            appraisal.weights_in_use = *id;
        }
        AppraisalEdit::Weigh(id, weighing) => weigh(appraisal, *id, *weighing)?,
        AppraisalEdit::SetPlaces(id, places) => set_places(appraisal, *id, places)?,
        AppraisalEdit::SetBlind(blind) => appraisal.blind = *blind,
        _ => {}
    }
    Ok(())
}

fn set(appraisal: &mut Appraisal, id: WeightSetId) -> Result<&mut WeightSet, EditError> {
    appraisal.weight_sets.iter_mut().find(|set| set.id == id).ok_or(EditError::NotThere { what: "weight set" })
}

/// Returns the weights in use as points, where they are points already; else as shares of 100.
fn points_in_use(appraisal: &Appraisal) -> Vec<Given> {
    let raw = appraisal.weights_in_use();
    let sum: f64 = raw.iter().flatten().sum();
    let as_typed = appraisal
        .weights_in_use
        .and_then(|id| appraisal.weight_set(id))
        .is_none_or(|set| matches!(set.elicitation, Elicitation::Swing(_) | Elicitation::Direct(_)));
    let point = |weight: f64| if as_typed || sum <= 0.0 { weight } else { (weight / sum * 10_000.0).round() / 100.0 };
    let leaves = appraisal.leaves();
    let given = leaves.iter().zip(raw).filter_map(|((criterion, _), weight)| {
        let points = SwingWeight::new(point(weight?))?;
        Some(Given { criterion: criterion.id, points, unknown: Unknown::new() })
    });
    given.collect()
}

fn weigh(appraisal: &mut Appraisal, id: WeightSetId, weighing: Weighing) -> Applied {
    if let Weighing::Pair(one, other, _) = weighing {
        check_siblings(appraisal, one, other)?;
    }
    if let Weighing::Points(leaf_id, _) | Weighing::Place(leaf_id, _) | Weighing::Range(leaf_id, _) = weighing {
        leaf(appraisal, leaf_id)?.ends_changed = false;
    }
    let said = &mut set(appraisal, id)?.elicitation;
    match (weighing, said) {
        (Weighing::Points(id, points), Elicitation::Swing(given) | Elicitation::Direct(given)) => {
            let new = |points| Given { criterion: id, points, unknown: Unknown::new() };
            put(given, |one| one.criterion == id, points.map(new), |old| &mut old.unknown);
        }
        (Weighing::Place(id, place), Elicitation::Ranking { places, .. }) => {
            let found = place.map(|place| Place { criterion: id, place, unknown: Unknown::new() });
            obeys(found.as_ref().and_then(Place::problem))?;
            put(places, |one| one.criterion == id, found, |old| &mut old.unknown);
        }
        (Weighing::Scheme(chosen), Elicitation::Ranking { scheme, .. }) => *scheme = chosen,
        (Weighing::Pair(one, other, times), Elicitation::Pairwise(judgements)) => {
            let judgement = times.map(|times| judgement(one, other, times)).transpose()?;
            let same = |found: &Judgement| [(one, other), (other, one)].contains(&(found.more, found.less));
            put(judgements, same, judgement, |old| &mut old.unknown);
        }
        (Weighing::Range(id, range), Elicitation::Interval(ranges)) => {
            let found = range.map(|(low, high)| share_range(id, low, high)).transpose()?;
            put(ranges, |one| one.criterion == id, found, |old| &mut old.unknown);
        }
        _ => return Err(EditError::OtherMethod),
    }
    Ok(())
}

fn set_places(appraisal: &mut Appraisal, id: WeightSetId, order: &[(CriterionId, u32)]) -> Applied {
    for (at, (criterion, _)) in order.iter().enumerate() {
        leaf(appraisal, *criterion)?;
        if order[..at].iter().any(|(earlier, _)| earlier == criterion) {
            return Err(EditError::OutOfRange { expected: "one place for each criterion" });
        }
    }
    let Elicitation::Ranking { places, .. } = &mut set(appraisal, id)?.elicitation else {
        return Err(EditError::OtherMethod);
    };
    let place = |&(criterion, place): &(CriterionId, u32)| {
        let old = places.iter().find(|old| old.criterion == criterion);
        Place { criterion, place, unknown: old.map(|old| old.unknown.clone()).unwrap_or_default() }
    };
    let found: Vec<Place> = order.iter().map(place).collect();
    obeys(found.iter().find_map(Place::problem))?;
    *places = found;
    Ok(())
}

/// Puts an item in place of the one that is meant, keeping the order and what a newer version said of that one, or takes
/// that one out.
fn put<T>(list: &mut Vec<T>, is_meant: impl Fn(&T) -> bool, item: Option<T>, unknown: impl Fn(&mut T) -> &mut Unknown) {
    match (list.iter().position(&is_meant), item) {
        (Some(at), Some(mut item)) => {
            *unknown(&mut item) = std::mem::take(unknown(&mut list[at]));
            list[at] = item;
        }
        (Some(at), None) => {
            list.remove(at);
        }
        (None, Some(item)) => list.push(item),
        (None, None) => {}
    }
}

fn judgement(one: CriterionId, other: CriterionId, times: Finite) -> Result<Judgement, EditError> {
    if !(0.11..=9.0).contains(&times.get()) {
        return Err(EditError::OutOfRange { expected: "a number of times from one ninth to 9" });
    }
    let is_less = times > Finite::ZERO && times < Finite::from(1);
    let (more, less) = if is_less { (other, one) } else { (one, other) };
    let turned = if is_less { Finite::new(1.0 / times.get()).unwrap_or(Finite::ZERO) } else { times };
    let found = Judgement { more, less, times: turned, unknown: Unknown::new() };
    obeys(found.problem())?;
    Ok(found)
}

fn share_range(criterion: CriterionId, low: Finite, high: Finite) -> Result<ShareRange, EditError> {
    let found = ShareRange { criterion, low, high, unknown: Unknown::new() };
    obeys(found.problem())?;
    Ok(found)
}

/// Only criteria of one family are compared.
fn check_siblings(appraisal: &Appraisal, one: CriterionId, other: CriterionId) -> Applied {
    fn together(criteria: &[crate::appraisal::Criterion], one: CriterionId, other: CriterionId) -> bool {
        let here = |id: CriterionId| criteria.iter().any(|criterion| criterion.id == id);
        let below = criteria.iter().any(|criterion| match &criterion.kind {
            crate::appraisal::CriterionKind::Family(children) => together(children, one, other),
            crate::appraisal::CriterionKind::Leaf(_) => false,
        });
        (here(one) && here(other)) || below
    }
    let siblings = one != other && together(&appraisal.criteria, one, other);
    if siblings { Ok(()) } else { Err(EditError::NotThere { what: "pair of criteria in one family" }) }
}
