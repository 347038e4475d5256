//! Costs that fall in one year: replacements, exit costs, receipts.

use super::{CostsState, SetMoney, money_field, whole};
use crate::parts::field::{NumberField, TextField, read_number};
use crate::parts::flow::For;
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use leptos::html::Input;
use leptos::prelude::*;
use weighbridge::appraisal::{Cost, DatedCost};
use weighbridge::edit::EditError;
use weighbridge::pence::{Pence, PoundsError, read_pounds};
use weighbridge::unknown::Unknown;

const YEAR: &str = "a year from 0 to 99, counted from the first";

/// The sums, and a row to add one.
#[component]
pub(super) fn DatedSums(state: CostsState, cost: Memo<Cost>) -> impl IntoView {
    let n_sums = Memo::new(move |_| cost.with(|cost| cost.dated.len()));
    let horizon = move || {
        state.model.record.with(|record| {
            record.costing.as_ref().map_or_else(String::new, |costing| {
                let last = costing.n_years.saturating_sub(1);
                format!(" Year 0 is {}; year {last} is the last that counts.", costing.first_year)
            })
        })
    };
    view! {
        <fieldset class="costs__group">
            <legend>"Costs that fall in one year"</legend>
            <p class="note measure">"Replacements and exit costs; enter receipts as negative."{horizon}</p>
            <For each=move || 0..n_sums.get() key=|at| *at let:at><Row state cost at/></For>
            <Add state/>
        </fieldset>
    }
}

#[component]
fn Row(state: CostsState, cost: Memo<Cost>, at: usize) -> impl IntoView {
    let read = move |read: fn(&DatedCost) -> String| {
        Signal::derive(move || cost.with(|cost| cost.dated.get(at).map_or_else(String::new, read)))
    };
    let label = read(|dated| dated.label.clone());
    let change = move |change: &dyn Fn(&mut DatedCost)| {
        state.change(|cost| {
            if let Some(dated) = cost.dated.get_mut(at) {
                change(dated);
            }
        })
    };
    let set_label = move |words: String| {
        let words = words.trim().to_owned();
        if words.is_empty() {
            return Err(EditError::OutOfRange { expected: "what the sum is for" });
        }
        change(&|dated| dated.label = words.clone())
    };
    let year = Signal::derive(move || cost.with(|cost| cost.dated.get(at).map(|dated| f64::from(dated.year))));
    let set_year = Callback::new(move |year: Option<f64>| {
        let year = whole(year, 0, 99).ok_or(EditError::OutOfRange { expected: YEAR })?;
        change(&|dated| dated.year = year)
    });
    let sum = Signal::derive(move || cost.with(|cost| cost.dated.get(at).map(|dated| dated.sum)));
    let set_sum: SetMoney = Callback::new(move |sum: Option<Pence>| {
        let sum = sum.ok_or(EditError::OutOfRange { expected: PoundsError::EXPECTED })?;
        change(&|dated| dated.sum = sum)
    });
    let remove = move |_| {
        let _ = state.change(|cost| {
            if at < cost.dated.len() {
                cost.dated.remove(at);
            }
        });
        focus_soon(&[&format!("dated-{at}-label"), "dated-add-label"]);
    };
    view! {
        <div class="costs__dated">
            <TextField id=format!("dated-{at}-label") label="What for" value=label commit=set_label/>
            <NumberField id=format!("dated-{at}-year") label="Year" value=year expected=YEAR commit=set_year/>
            {money_field(format!("dated-{at}-sum"), "Sum, £", "", sum, set_sum)}
            <button class="order__button" type="button" aria-label=move || format!("Remove: {}", label.get()) on:click=remove>"Remove"</button>
        </div>
    }
}

#[component]
fn Add(state: CostsState) -> impl IntoView {
    let (label, year, sum): (NodeRef<Input>, NodeRef<Input>, NodeRef<Input>) =
        (NodeRef::new(), NodeRef::new(), NodeRef::new());
    let refused: RwSignal<Option<(&'static str, String)>> = RwSignal::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(label), Some(year), Some(sum)) = (label.get_untracked(), year.get_untracked(), sum.get_untracked())
        else {
            return;
        };
        match read(&label.value(), &year.value(), &sum.value()) {
            Err((field, reason)) => {
                refused.set(Some((field, reason)));
                focus_soon(&[field]);
            }
            Ok(dated) => {
                let done = state.change(|cost| cost.dated.push(dated));
                refused.set(done.as_ref().err().map(|error| ("dated-add-label", sentence(&error.to_string()))));
                if done.is_ok() {
                    [&label, &year, &sum].into_iter().for_each(|field| field.set_value(""));
                }
                focus_soon(&["dated-add-label"]);
            }
        }
    };
    let invalid = move |id: &'static str| {
        move || refused.with(|refused| refused.as_ref().is_some_and(|(field, _)| *field == id).then_some("true"))
    };
    let described = move || refused.with(|refused| refused.as_ref().map(|_| "dated-add-error"));
    let input = move |id: &'static str, words: &'static str, class: &'static str, node: NodeRef<Input>| {
        view! {
            <div class="field" class:field--error=move || invalid(id)().is_some()>
                <label class="field__label" for=id>{words}</label>
                <input class=class type="text" id=id autocomplete="off" node_ref=node aria-invalid=invalid(id) aria-describedby=described/>
            </div>
        }
    };
    view! {
        <form class="costs__dated" on:submit=submit novalidate>
            {input("dated-add-label", "New sum: what for", "field__input", label)}
            {input("dated-add-year", "Year", "field__input field__input--number", year)}
            {input("dated-add-sum", "Sum, £", "field__input field__input--money", sum)}
            <button class="button button--quiet" type="submit">"Add sum"</button>
        </form>
        <div role="status">{move || refused.with(|refused| refused.as_ref().map(|(_, reason)| view! {
            <p class="field__error" id="dated-add-error"><span class="visually-hidden">"Error: "</span>{reason.clone()}</p>
        }))}</div>
    }
}

/// Returns the sum that three texts make, or the field that is wrong and why.
fn read(label: &str, year: &str, sum: &str) -> Result<DatedCost, (&'static str, String)> {
    let label = label.trim().to_owned();
    if label.is_empty() {
        return Err(("dated-add-label", "Say what the sum is for.".to_owned()));
    }
    let year = read_number(year).ok().and_then(|year| whole(year, 0, 99));
    let year = year.ok_or_else(|| ("dated-add-year", sentence(&format!("enter {YEAR}"))))?;
    let sum = read_pounds(sum).map_err(|error| ("dated-add-sum", sentence(&error.to_string())))?;
    Ok(DatedCost { label, year, sum, unknown: Unknown::new() })
}
