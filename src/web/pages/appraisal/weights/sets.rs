//! Which weight set is shown and which is in use, and the list of sets: add, rename, remove.

use super::super::AppraisalModel;
use super::super::remove::remove;
use super::WeightsState;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::appraisal::{Appraisal, Method};
use weighbridge::edit::{EditError, WeightEdit};
use weighbridge::id::WeightSetId;
use weighbridge::present;

/// A set as the list shows it.
type Listed = (Option<WeightSetId>, Method);

fn listed(record: &Appraisal) -> Vec<Listed> {
    let further = record.weight_sets.iter().map(|set| (Some(set.id), set.elicitation.method()));
    std::iter::once((None, Method::Swing)).chain(further).collect()
}

fn key(set: Option<WeightSetId>) -> String {
    set.map_or_else(|| "base".to_owned(), |set| set.to_string())
}

fn name_of(state: WeightsState, set: Option<WeightSetId>) -> String {
    state.model.record.with(|record| present::weight_set_name(record, set))
}

/// The choice of the set in use; nothing while there is only one.
pub(super) fn chooser(state: WeightsState) -> AnyView {
    let sets = Memo::new(move |_| state.model.record.with(|record| listed(record)));
    let row = move |(set, method): Listed| {
        let id = format!("set-{}", key(set));
        let checked = move || state.asked.get().0 == set;
        let choose = move |_| choose(state, set);
        let in_use = move || state.own.record.with(|record| record.weights_in_use == set);
        view! {
            <div class="sets__choice">
                <input type="radio" name="set" id=id.clone() prop:checked=checked on:change=choose/>
                <label for=id>{move || name_of(state, set)}<span class="note">{format!(" {}", present::method_name(method))}{move || if in_use() { ", in use" } else { "" }}</span></label>
            </div>
        }
    };
    view! {
        <Show when=move || sets.with(|sets| sets.len() > 1)>
            <div class="section"><fieldset class="sets"><legend class="field__label">"Weight set"</legend>
                <For each=move || sets.get() key=|set| *set children=row/>
            </fieldset></div>
        </Show>
    }
    .into_any()
}

/// Shows a set, and takes results from it where it has all its weights.
fn choose(state: WeightsState, set: Option<WeightSetId>) {
    if n_missing(state.own, set) == 0 {
        state.shown.set(None);
        state.dispatch(WeightEdit::Use(set).into());
    } else {
        state.shown.set(Some(set));
    }
    // The page is drawn anew with the set.
    focus_soon(&[&format!("set-{}", key(set))]);
}

/// Returns how many weights a set has not got yet.
fn n_missing(model: AppraisalModel, set: Option<WeightSetId>) -> usize {
    model.record.with_untracked(|record| record.weights_of(set).iter().filter(|weight| weight.is_none()).count())
}

/// What is said of a set that is shown and not in use, and the way to use it once it is filled.
pub(super) fn filling(state: WeightsState) -> AnyView {
    let set = state.asked.get_untracked().0;
    if state.own.record.with_untracked(|record| record.weights_in_use == set) {
        return ().into_any();
    }
    let in_use = move || state.own.record.with(|record| present::weight_set_name(record, record.weights_in_use));
    let n_open = move || {
        state.model.results.with(|results| results.columns.iter().filter(|column| column.points.is_none()).count())
    };
    let words = move || {
        let open = match n_open() {
            0 => "All its weights are given.".to_owned(),
            n => format!("{} to give.", present::count(n, "weight is still", "weights are still")),
        };
        let name = name_of(state, set);
        format!("You are filling “{name}”. {open} Results are taken from “{}” until you use these weights.", in_use())
    };
    let press = move |_| {
        if n_open() == 0 {
            state.shown.set(None);
            state.dispatch(WeightEdit::Use(set).into());
            focus_soon(&[&format!("set-{}", key(set))]);
        }
    };
    view! {
        <div class="blind section"><p role="status">{words}</p>
            <p><button class="button" type="button" id="use-set" aria-disabled=move || (n_open() > 0).to_string() on:click=press>"Use these weights"</button></p></div>
    }
    .into_any()
}

/// The list of sets, and the form that adds one.
pub(super) fn manage(state: WeightsState) -> AnyView {
    let sets = Memo::new(move |_| {
        state.model.record.with(|record| record.weight_sets.iter().map(|set| set.id).collect::<Vec<_>>())
    });
    let method = RwSignal::new(0_usize);
    let names: Vec<(usize, String)> =
        Method::ALL.iter().map(|method| present::method_name(*method).to_owned()).enumerate().collect();
    let choices = StoredValue::new(names);
    let add = Callback::new(move |name: String| {
        let method = Method::ALL.get(method.get_untracked()).copied().unwrap_or(Method::Swing);
        add(state, name, method)
    });
    view! {
        <section class="section no-print" aria-labelledby="h-sets">
            <h2 id="h-sets">"Weight sets"</h2>
            <p class="note measure">"Add another set of weights: another group’s, or another point of view. Its points start as those of the set in use. “Swing weights” is always there."</p>
            <ul class="sets__list" role="list"><For each=move || sets.get() key=|set| *set children=move |set| one(state, set)/></ul>
            <div class="sets__add">
                <SelectField id="set-method" label="Method" value=method choices=Signal::derive(move || choices.get_value()) choose=move |at| method.set(at)/>
                <Adder id="add-set" label="Name of the new set" button="Add weight set" add/>
            </div>
        </section>
    }
    .into_any()
}

/// Adds a set, shows it to be filled, and puts the focus where it is chosen.
fn add(state: WeightsState, name: String, method: Method) -> Result<(), EditError> {
    state.commit(WeightEdit::AddSet(name, method).into())?;
    let set = state.own.record.with_untracked(|record| record.weight_sets.last().map(|set| set.id));
    state.shown.set(Some(set));
    focus_soon(&[&format!("set-{}", key(set))]);
    Ok(())
}

/// Takes weights from the first set that is a ranking, or adds one.
pub(super) fn use_ranking(state: WeightsState) {
    let found = state.model.record.with_untracked(|record| {
        record.weight_sets.iter().find(|set| set.elicitation.method() == Method::Ranking).map(|set| set.id)
    });
    if let Some(set) = found {
        choose(state, Some(set));
    } else if let Err(error) = add(state, "By rank".to_owned(), Method::Ranking) {
        state.model.session.notice.set(Some(Notice::problem(format!("Not added: {error}."))));
    }
}

fn one(state: WeightsState, set: WeightSetId) -> impl IntoView {
    let name = Signal::derive(move || name_of(state, Some(set)));
    let rename = Callback::new(move |name| state.commit(WeightEdit::RenameSet(set, name).into()));
    let press = move |_| {
        let called = name.get_untracked();
        remove(
            state.model,
            WeightEdit::RemoveSet(set).into(),
            &called,
            &["set-base", "add-set"],
            format!("set-name-{set}"),
        );
    };
    view! {
        <li><div class="sets__one" role="group" aria-label=name>
            <TextField id=format!("set-name-{set}") label="Name of the set" value=name commit=rename/>
            <button class="order__button" type="button" id=format!("set-remove-{set}") aria-label=move || format!("Remove: {}", name.get()) on:click=press>"Remove"</button>
        </div></li>
    }
}
