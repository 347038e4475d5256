//! An order of the moves: a place each, by number or by buttons, and how places become weights.

use super::WeightsState;
use super::moves::{Asking, Move, table};
use crate::parts::field::NumberField;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::scenario::{RankMove, stepped};
use weighbridge::appraisal::{Elicitation, Method, RankPlace, RankScheme};
use weighbridge::edit::{EditError, Weighing, WeightEdit};
use weighbridge::id::{CriterionId, WeightSetId};
use weighbridge::order::sort_by;
use weighbridge::present;

const EXPECTED: &str = "a whole number of 1 or more";

/// The places of a set.
pub(super) fn editor(state: WeightsState, set: WeightSetId) -> AnyView {
    let scheme = Memo::new(move |_| {
        let found = state.said(|said| match said {
            Elicitation::Ranking { scheme, .. } => Some(*scheme),
            _ => None,
        });
        found.unwrap_or_default()
    });
    let at = Signal::derive(move || RankScheme::ALL.iter().position(|one| *one == scheme.get()).unwrap_or(0));
    let names: Vec<(usize, String)> =
        RankScheme::ALL.iter().map(|scheme| present::scheme_name(*scheme).to_owned()).enumerate().collect();
    let choices = StoredValue::new(names);
    let choose = Callback::new(move |at: usize| {
        if let Some(scheme) = RankScheme::ALL.get(at) {
            state.dispatch(WeightEdit::Weigh(set, Weighing::Scheme(*scheme)).into());
        }
    });
    let any_open =
        move || state.contents.with(|contents| contents.leaves.iter().any(|content| content.place.is_none()));
    let place_all = move |_| {
        let order = state.model.record.with_untracked(|record| {
            let mut order = numbers(places_of(record, set));
            let last = order.iter().map(|(_, place)| *place).max().unwrap_or(0);
            let leaves = record.leaves().into_iter().map(|(criterion, _)| criterion.id);
            let open: Vec<CriterionId> = leaves.filter(|id| order.iter().all(|(other, _)| other != id)).collect();
            order.extend(open.into_iter().zip(last + 1..));
            order
        });
        state.dispatch(WeightEdit::Weigh(set, Weighing::Places(order)).into());
        crate::parts::focus::focus_soon(&["scheme"]);
    };
    let asking = Asking {
        caption: "The place of each improvement, and each criterion’s share of 100",
        heading: "Place, 1 first",
        method: Method::Ranking,
    };
    view! {
        <div class="weights__scheme">
            <SelectField id="scheme" label="How places become weights" value=at choices=Signal::derive(move || choices.get_value()) choose/>
            <p class="note">{move || present::scheme_words(scheme.get())}</p>
        </div>
        {table(state, asking, cell)}
        <Show when=any_open>
            <p><button class="button button--small" type="button" id="place-all" on:click=place_all>"Place the others in the order shown"</button></p>
        </Show>
        {in_order(state)}
    }
    .into_any()
}

fn places_of(record: &weighbridge::appraisal::Appraisal, set: WeightSetId) -> Vec<RankPlace> {
    match record.weight_set(set).map(|set| &set.elicitation) {
        Some(Elicitation::Ranking { places, .. }) => places.clone(),
        _ => Vec::new(),
    }
}

fn numbers(places: Vec<RankPlace>) -> Vec<(CriterionId, u32)> {
    places.into_iter().map(|place| (place.criterion, place.place)).collect()
}

/// Returns a number as a place, or what was expected.
fn whole(number: f64) -> Result<u32, EditError> {
    let place = number.to_string().parse().ok().filter(|place| *place > 0);
    place.ok_or(EditError::OutOfRange { expected: EXPECTED })
}

fn cell(state: WeightsState, the_move: Move) -> AnyView {
    let Move { id, name, column, .. } = the_move;
    let content = Memo::new(move |_| {
        state.contents.with(|contents| contents.leaves.get(column).map(|content| (content.place, content.steps)))
    });
    let place = Signal::derive(move || content.get().and_then(|content| content.0).map(f64::from));
    let commit = Callback::new(move |number: Option<f64>| {
        let Some(set) = state.asked.get_untracked().0 else { return Ok(()) };
        let place = number.map(whole).transpose()?;
        let mut order = state.model.record.with_untracked(|record| numbers(places_of(record, set)));
        order.retain(|(other, _)| *other != id);
        order.extend(place.map(|place| (id, place)));
        state.commit(WeightEdit::Weigh(set, Weighing::Places(order)).into())
    });
    let button = |word: &'static str, step: RankMove| {
        let can = move || content.get().is_some_and(|(_, (up, down))| if step == RankMove::Up { up } else { down });
        let name = name.clone();
        let label = move || {
            let at = place.get().map_or_else(|| "no place yet".to_owned(), |place| format!("now place {place}"));
            format!("{word}: {name}, {at}")
        };
        let press = move |_| {
            let Some(set) = state.asked.get_untracked().0 else { return };
            let order = state.model.record.with_untracked(|record| stepped(&places_of(record, set), id, step));
            if let Some(order) = order {
                state.dispatch(WeightEdit::Weigh(set, Weighing::Places(numbers(order))).into());
            }
        };
        let button_id = format!("place-{id}-{}", word.to_lowercase());
        view! { <button class="order__button" type="button" id=button_id aria-label=label aria-disabled=move || (!can()).to_string() on:click=press>{word}</button> }
    };
    let (up, down) = (button("Up", RankMove::Up), button("Down", RankMove::Down));
    view! {
        <div class="weights__place">
            <NumberField id=format!("place-{id}") label=format!("{name}, place") label_hidden=true value=place expected=EXPECTED commit/>
            <div class="order">{up}{down}</div>
        </div>
    }
    .into_any()
}

/// The order in words, first place first.
fn in_order(state: WeightsState) -> AnyView {
    let order = Memo::new(move |_| {
        state.model.record.with(|record| {
            let leaves = record.leaves();
            let mut placed: Vec<(u32, String)> = state.contents.with(|contents| {
                let both = contents.leaves.iter().zip(&leaves);
                both.filter_map(|(content, (criterion, _))| Some((content.place?, criterion.name.clone()))).collect()
            });
            sort_by(&mut placed, &mut |one, other| one.0.cmp(&other.0));
            placed
        })
    });
    let items = move || {
        let order = order.get();
        let tied = |place: u32| order.iter().filter(|(other, _)| *other == place).count() > 1;
        let item = |(place, name): &(u32, String)| {
            let tie = tied(*place).then_some(" (tied)");
            view! { <li><span class="ranking__rank">{*place}</span>" "{name.clone()}{tie}</li> }
        };
        order.iter().map(item).collect_view()
    };
    view! {
        <Show when=move || !order.with(Vec::is_empty)>
            <div class="weights__order"><h2>"The order so far"</h2><ol role="list">{items}</ol></div>
        </Show>
    }
    .into_any()
}
