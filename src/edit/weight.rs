//! Edits of weights: the swing points on the leaves, and the weight sets beside them.

use super::branch::{criterion_name, leaf};
use super::given::{Applied, issue, name, obeys, position, room};
use super::{EditError, stale};
use crate::appraisal::{
    Appraisal, Elicitation, Given, Judgement, Method, RankPlace, RankScheme, ShareRange, SwingWeight, WeightSet,
};
use crate::finite::Finite;
use crate::id::{CriterionId, WeightSetId};
use crate::limits::Limit;
use crate::log::Part;
use crate::print::as_typed;
use crate::unknown::Unknown;

/// A change of weights. `None` in place of a weight set means the swing points on the criteria.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightEdit {
    /// Gives the move from worst to best its points, or clears them.
    SetSwing(CriterionId, Option<SwingWeight>),
    /// Says that the weight of a leaf in a set still holds although an end of its scale was changed.
    Confirm(Option<WeightSetId>, CriterionId),
    /// Adds a weight set. Points start as those of the set in use; results are taken from it once [`WeightEdit::Use`] says so.
    AddSet(String, Method),
    /// Renames a weight set.
    RenameSet(WeightSetId, String),
    /// Removes a weight set.
    RemoveSet(WeightSetId),
    /// Says from which set results are taken.
    Use(Option<WeightSetId>),
    /// Records what people said in a weight set.
    Weigh(WeightSetId, Weighing),
    /// Says whether weights are being given blind.
    SetBlind(bool),
}

/// What is said in a weight set. Each goes with one method and is refused in a set of another.
#[derive(Clone, Debug, PartialEq)]
pub enum Weighing {
    /// Points of a criterion, for swing and direct weights.
    Points(CriterionId, Option<SwingWeight>),
    /// The moves in order, for a ranking: the place of each, 1 or more. Moves that are not named have none.
    Places(Vec<(CriterionId, u32)>),
    /// How places become weights.
    Scheme(RankScheme),
    /// How many times the first counts as much as the second, 1 to 9, or 1/9 to 1 where the second counts more.
    Pair(CriterionId, CriterionId, Option<Finite>),
    /// Least and most share of 100.
    Range(CriterionId, Option<(Finite, Finite)>),
}

impl WeightEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32) -> Applied {
        match self {
            WeightEdit::SetSwing(id, points) => {
                leaf(appraisal, *id)?.swing = *points;
                stale::look_at(appraisal, None, *id);
            }
            WeightEdit::Confirm(among, id) => {
                if let Some(among) = among {
                    set(appraisal, *among)?;
                }
                leaf(appraisal, *id)?;
                stale::look_at(appraisal, *among, *id);
            }
            WeightEdit::AddSet(title, method) => add_set(appraisal, next_id, title, *method)?,
            WeightEdit::RenameSet(id, title) => set(appraisal, *id)?.name = name(title)?,
            WeightEdit::RemoveSet(id) => {
                let at = position(appraisal.weight_sets.iter().map(|set| set.id), *id, "weight set")?;
                appraisal.weight_sets.remove(at);
                appraisal.weights_in_use = appraisal.weights_in_use.filter(|used| used != id);
                stale::forget_what_is_settled(appraisal);
            }
            WeightEdit::Use(id) => {
                if let Some(id) = id {
                    set(appraisal, *id)?;
                }
                appraisal.weights_in_use = *id;
            }
            WeightEdit::Weigh(id, weighing) => weigh(appraisal, *id, weighing)?,
            WeightEdit::SetBlind(blind) => appraisal.blind = *blind,
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        let named = |id: &CriterionId| criterion_name(appraisal, *id);
        let set = |id: &WeightSetId| set_name(appraisal, Some(*id));
        match self {
            WeightEdit::SetSwing(id, _) => format!("Weight of {}", named(id)),
            WeightEdit::Confirm(_, id) => format!("Weight of {} still holds", named(id)),
            WeightEdit::AddSet(name, _) => format!("Add weight set {}", name.trim()),
            WeightEdit::RenameSet(id, _) => format!("Name of weight set {}", set(id)),
            WeightEdit::RemoveSet(id) => format!("Remove weight set {}", set(id)),
            WeightEdit::Use(_) => "Weights in use".to_owned(),
            WeightEdit::Weigh(id, weighing) => format!("{}, {}", what_is_weighed(appraisal, weighing), set(id)),
            WeightEdit::SetBlind(true) => "Weigh blind".to_owned(),
            WeightEdit::SetBlind(false) => "Finish weighing blind".to_owned(),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        match self {
            WeightEdit::SetSwing(id, _) => {
                let swing = appraisal.leaf(*id).and_then(|leaf| leaf.swing);
                swing.map_or(String::new(), |swing| as_typed(swing.points()))
            }
            WeightEdit::RenameSet(id, _) => set_name(appraisal, Some(*id)),
            WeightEdit::Use(_) => set_name(appraisal, appraisal.weights_in_use),
            WeightEdit::Weigh(id, weighing) => said(appraisal, *id, weighing).unwrap_or_default(),
            WeightEdit::SetBlind(_) => if appraisal.blind { "blind" } else { "open" }.to_owned(),
            WeightEdit::Confirm(..) | WeightEdit::AddSet(..) | WeightEdit::RemoveSet(_) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            WeightEdit::SetSwing(..) | WeightEdit::RemoveSet(_) | WeightEdit::Use(_) | WeightEdit::Weigh(..) => {
                Some(Part::Weights)
            }
            WeightEdit::Confirm(..) | WeightEdit::AddSet(..) | WeightEdit::RenameSet(..) | WeightEdit::SetBlind(_) => {
                None
            }
        }
    }
}

fn set_name(appraisal: &Appraisal, id: Option<WeightSetId>) -> String {
    let Some(id) = id else { return "swing points on the criteria".to_owned() };
    appraisal.weight_set(id).map_or_else(|| "weight set".to_owned(), |set| set.name.clone())
}

fn what_is_weighed(appraisal: &Appraisal, weighing: &Weighing) -> String {
    let named = |id: &CriterionId| criterion_name(appraisal, *id);
    match weighing {
        Weighing::Points(id, _) => format!("Weight of {}", named(id)),
        Weighing::Places(_) => "Order of the improvements".to_owned(),
        Weighing::Scheme(_) => "How ranks become weights".to_owned(),
        Weighing::Pair(one, other, _) => format!("Comparison of {} with {}", named(one), named(other)),
        Weighing::Range(id, _) => format!("Limits of {}", named(id)),
    }
}

/// Returns what is said in a set: "Time 1, Risk 2", "3 times, for Time"; `None` where nothing is.
fn said(appraisal: &Appraisal, id: WeightSetId, weighing: &Weighing) -> Option<String> {
    let named = |id: CriterionId| criterion_name(appraisal, id);
    let elicitation = &appraisal.weight_set(id)?.elicitation;
    let all = elicitation.said();
    let of = |id: &CriterionId| all.iter().find(|said| said.of == *id && said.with.is_none());
    match weighing {
        Weighing::Points(id, _) | Weighing::Range(id, _) => of(id).map(|said| said.text.clone()),
        Weighing::Places(_) => {
            let places = all.iter().map(|said| format!("{} {}", named(said.of), said.text));
            Some(places.collect::<Vec<_>>().join(", "))
        }
        Weighing::Scheme(_) => elicitation.scheme().map(|scheme| scheme.word().to_owned()),
        Weighing::Pair(one, other, _) => {
            let pair = [(*one, Some(*other)), (*other, Some(*one))];
            let found = all.iter().find(|said| pair.contains(&(said.of, said.with)))?;
            Some(format!("{}, for {}", found.text, named(found.of)))
        }
    }
}

fn add_set(appraisal: &mut Appraisal, next_id: &mut u32, title: &str, method: Method) -> Applied {
    let name = name(title)?;
    room(&appraisal.weight_sets, Limit::WeightSets)?;
    let id = WeightSetId(issue(next_id)?);
    let elicitation = method.begin(points_in_use(appraisal));
    // Points that are taken over are as old as those they come from.
    let looked_at = stale::looked_at(appraisal, appraisal.weights_in_use);
    appraisal.weight_sets.push(WeightSet { id, name, elicitation, looked_at, unknown: Unknown::new() });
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

fn weigh(appraisal: &mut Appraisal, id: WeightSetId, weighing: &Weighing) -> Applied {
    check_criteria(appraisal, weighing)?;
    let moved = match (weighing, &mut set(appraisal, id)?.elicitation) {
        (Weighing::Points(id, points), Elicitation::Swing(given) | Elicitation::Direct(given)) => {
            let new = |points| Given { criterion: *id, points, unknown: Unknown::new() };
            put(given, |one| one.criterion == *id, points.map(new), |old| &mut old.unknown);
            vec![*id]
        }
        (Weighing::Places(order), Elicitation::Ranking { places, .. }) => set_places(places, order)?,
        (Weighing::Scheme(chosen), Elicitation::Ranking { scheme, .. }) => {
            *scheme = *chosen;
            Vec::new()
        }
        (Weighing::Pair(one, other, times), Elicitation::Pairwise(judgements)) => {
            let judgement = times.map(|times| judgement(*one, *other, times)).transpose()?;
            let same = |found: &Judgement| [(*one, *other), (*other, *one)].contains(&(found.more, found.less));
            put(judgements, same, judgement, |old| &mut old.unknown);
            // One pair of several is not the whole of its weight.
            Vec::new()
        }
        (Weighing::Range(id, range), Elicitation::Interval(ranges)) => {
            let found = range.map(|(low, high)| share_range(*id, low, high)).transpose()?;
            put(ranges, |one| one.criterion == *id, found, |old| &mut old.unknown);
            vec![*id]
        }
        (
            Weighing::Points(..) | Weighing::Places(_) | Weighing::Scheme(_) | Weighing::Pair(..) | Weighing::Range(..),
            Elicitation::Swing(_)
            | Elicitation::Direct(_)
            | Elicitation::Ranking { .. }
            | Elicitation::Pairwise(_)
            | Elicitation::Interval(_),
        ) => return Err(EditError::OtherMethod),
    };
    moved.into_iter().for_each(|criterion| stale::look_at(appraisal, Some(id), criterion));
    Ok(())
}

/// Refuses what speaks of criteria that are no leaves, or that cannot be compared.
fn check_criteria(appraisal: &mut Appraisal, weighing: &Weighing) -> Applied {
    match weighing {
        Weighing::Points(id, _) | Weighing::Range(id, _) => leaf(appraisal, *id).map(|_| ()),
        Weighing::Places(order) => order.iter().try_for_each(|(id, _)| leaf(appraisal, *id).map(|_| ())),
        Weighing::Pair(one, other, _) => check_siblings(appraisal, *one, *other),
        Weighing::Scheme(_) => Ok(()),
    }
}

/// Puts moves in an order, and returns those whose place is another than before.
fn set_places(places: &mut Vec<RankPlace>, order: &[(CriterionId, u32)]) -> Result<Vec<CriterionId>, EditError> {
    let of = |id: CriterionId| places.iter().find(|old| old.criterion == id);
    for (at, (criterion, _)) in order.iter().enumerate() {
        if order[..at].iter().any(|(earlier, _)| earlier == criterion) {
            return Err(EditError::OutOfRange { expected: "one place for each criterion" });
        }
    }
    let place = |&(criterion, place): &(CriterionId, u32)| RankPlace {
        criterion,
        place,
        unknown: of(criterion).map(|old| old.unknown.clone()).unwrap_or_default(),
    };
    let found: Vec<RankPlace> = order.iter().map(place).collect();
    obeys(found.iter().find_map(RankPlace::problem))?;
    let moved = order.iter().filter(|(id, place)| of(*id).map(|old| old.place) != Some(*place)).map(|(id, _)| *id);
    let moved = moved.collect();
    *places = found;
    Ok(moved)
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
        return Err(EditError::OutOfRange { expected: "a number from 1 to 9" });
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
    let family = |id: CriterionId| appraisal.walk().find(|node| node.criterion.id == id).map(|node| node.family());
    let are_siblings = one != other && family(one).is_some() && family(one) == family(other);
    if are_siblings { Ok(()) } else { Err(EditError::NotThere { what: "pair of criteria in one family" }) }
}
