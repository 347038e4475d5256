//! What a committee file says of the sets of initiatives that were chosen: each is held against its limits, its value is worked
//! out, and a better one is searched for again, with the same effort whoever does it.

use super::told::figure;
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::framework::Lens;
use crate::portfolio::kept::{Broken, Rank, prove};
use crate::present::{Kept, broken_words, kept_headline, limits_sentence, then_sentence};
use crate::print::points;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// Points that differ by less are the same, in millionths: what is lost by writing them.
const SAME: i64 = 2;

/// What came of checking a set that was chosen, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCheck {
    /// The portfolio, as the file calls it.
    pub title: String,
    /// What the set comes to.
    pub headline: String,
    /// Whether it keeps its limits, is worth what is said, and whether a better one was found: a sentence each.
    pub said: Vec<String>,
    /// Whether all of that is as the file says that it was when the set was kept.
    pub holds: bool,
}

/// Returns every set that a case keeps, as files tell it.
pub(super) fn chosen(case: &Case, summary: &Summary) -> Value {
    Kept::all(case, summary).iter().map(|kept| one(kept)).collect()
}

/// Returns how a set stands against the best that was found, as files call it: these words never change.
fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Best => "no better set",
        Rank::Beaten => "a better set is known",
        Rank::Unbeaten => "no better set found, and not proved",
    }
}

fn one(kept: &Kept<'_>) -> Value {
    let (field, now) = (&kept.field, &kept.standing);
    let choice = kept.choice();
    let name = |at: usize| choice.name(at).to_owned();
    let at_points = |value: i64| figure(value as f64 / UNIT);
    let proof = prove(field);
    let limits = field.caps.iter().zip(&now.set.costs).enumerate().map(|(at, (cap, taken))| {
        let (unit, of_one) = cap.of.unit();
        let amount = |amount: u64| figure(amount as f64 / of_one);
        let left = i128::from(cap.limit) - i128::from(*taken);
        json!({
            "name": choice.cap_name(at),
            "unit": unit,
            "limit": amount(cap.limit),
            "taken": amount(*taken),
            "left": figure(left as f64 / of_one),
        })
    });
    let initiative = |at: &usize| {
        let own = &field.candidates[*at];
        let costs = own
            .costs
            .iter()
            .zip(&field.caps)
            .map(|(cost, cap)| cost.map_or(Value::Null, |cost| figure(cost as f64 / cap.of.unit().1)));
        json!({
            "initiative": own.id,
            "name": name(*at),
            "points": at_points(field.worth(*at)),
            "could_add_points": at_points(field.headroom(*at)),
            "harm_points": figure(own.harm),
            "costs": costs.collect::<Value>(),
        })
    };
    let lens = |(lens, harm): &(Lens, Option<f64>)| json!({ "name": lens.word(), "harm_points": harm.map_or(Value::Null, figure) });
    let names = |all: &[usize]| all.iter().map(|at| name(*at)).collect::<Vec<String>>();
    let rate = now.by_rate.as_ref();
    json!({
        "portfolio": kept.portfolio.id,
        "name": kept.portfolio.title,
        "limits": limits.collect::<Value>(),
        "initiatives": now.set.members.iter().map(initiative).collect::<Value>(),
        "points": at_points(now.set.value),
        "points_when_kept": figure(kept.set.points.get()),
        "bound_when_kept": kept.set.bound.map_or(Value::Null, |bound| figure(bound.get())),
        "proved_when_kept": kept.set.proved,
        "could_add_points": at_points(now.headroom),
        "harm_points": figure(now.harm),
        "harm_by_lens": now.harm_by_lens.iter().map(lens).collect::<Value>(),
        "limits_kept": now.broken.is_empty(),
        "broken": now.broken.iter().map(|broken| broken_in(kept, broken)).collect::<Value>(),
        "worth_what_it_was": (now.set.value - kept.set.value()).abs() <= SAME,
        "against_the_best": rank(Rank::of(now.set.value, &proof)),
        "best_points_found": proof.best.as_ref().map_or(Value::Null, |best| at_points(best.value)),
        "no_set_exceeds_points": proof.bound.map_or(Value::Null, at_points),
        "search_ended": proof.is_ended,
        "in_order_of_points_for_cost": json!({
            "points": rate.map_or(Value::Null, |rate| at_points(rate.value)),
            "initiatives": rate.map_or_else(Vec::new, |rate| names(&rate.members)),
        }),
    })
}

/// Returns a rule that a set breaks, as files tell it: its kind in words that never change, and which initiatives.
fn broken_in(kept: &Kept<'_>, broken: &Broken) -> Value {
    let choice = kept.choice();
    let (kind, members) = match broken {
        Broken::Over { .. } => ("over a limit", Vec::new()),
        Broken::Barred(at, _) => ("cannot be chosen", vec![*at]),
        Broken::Lacks(at) => ("must be in", vec![*at]),
        Broken::Several(all) => ("only one of several", all.clone()),
        Broken::Without(one, other) => ("without what it needs", vec![*one, *other]),
    };
    let limit = match broken {
        Broken::Over { cap, .. } => Some(choice.cap_name(*cap)),
        _ => None,
    };
    json!({
        "kind": kind,
        "limit": limit,
        "initiatives": members.iter().map(|at| choice.name(*at)).collect::<Vec<&str>>(),
        "what": broken_words(&choice, broken),
    })
}

/// Returns what came of checking the sets of a case, in words. `told` is what was worked out of them: the search is not made again.
pub(super) fn checks(case: &Case, told: &Value) -> Vec<KeptCheck> {
    let all = told.as_array().map_or(&[][..], Vec::as_slice);
    if all.is_empty() {
        return Vec::new();
    }
    let summary = case.alignment();
    Kept::all(case, &summary).iter().zip(all).map(|(kept, told)| check(kept, told)).collect()
}

fn check(kept: &Kept<'_>, told: &Value) -> KeptCheck {
    let number = |name: &str| told.get(name).and_then(Value::as_f64);
    let is = |name: &str| told.get(name).and_then(Value::as_bool).unwrap_or(false);
    let state = told.get("against_the_best").and_then(Value::as_str).unwrap_or_default();
    let own = kept.standing.set.value as f64 / UNIT;
    let searched = if state == rank(Rank::Best) {
        "Searched for again here: no set within the limits is worth more.".to_owned()
    } else if state == rank(Rank::Beaten) {
        let gap = points(number("best_points_found").unwrap_or(own) - own);
        format!("Searched for again here: a set within the limits is worth {gap} points more.")
    } else {
        let most = number("no_set_exceeds_points")
            .map_or_else(String::new, |most| format!(" None exceeds {} points.", points(most)));
        format!("Searched for again here: none was found that is worth more, and that was not proved.{most}")
    };
    // What was said of the best when the set was kept: a bound that a set exceeds was none.
    let best = number("best_points_found").unwrap_or(own);
    let beats = |bound: f64| best > bound + SAME as f64 / UNIT;
    let bound = kept.set.bound.map(crate::finite::Finite::get).filter(|bound| beats(*bound));
    let untrue = bound.map(|bound| {
        format!("The file says that no set exceeds {} points; one of {} was found.", points(bound), points(best))
    });
    let is_beaten = state == rank(Rank::Beaten);
    let claim = (kept.set.proved && is_beaten && untrue.is_none())
        .then(|| "The file says that this was proved to be the best.".to_owned());
    let holds = is("limits_kept") && is("worth_what_it_was") && !is_beaten && untrue.is_none();
    let said = [Some(limits_sentence(kept)), Some(then_sentence(kept)), Some(searched), untrue, claim];
    KeptCheck {
        title: kept.portfolio.title.clone(),
        headline: kept_headline(kept),
        said: said.into_iter().flatten().collect(),
        holds,
    }
}
