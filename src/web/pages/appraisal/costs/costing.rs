//! How costs are discounted: first year, horizon, discounting, price base.

use super::super::AppraisalModel;
use super::{carbon, change_costing, whole};
use crate::parts::field::{NumberField, TextField};
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::parts::sentence;
use leptos::prelude::*;
use weighbridge::appraisal::{Costing, DiscountSchedule};
use weighbridge::edit::{CostEdit, Edit, EditError};
use weighbridge::finite::Finite;
use weighbridge::unknown::Unknown;

const FIRST_YEAR: &str = "a first year from 1900 to 2200";
const HORIZON: &str = "a horizon from 1 to 100 years";
const RATE: &str = "a rate from 0 to 100 per cent a year";

/// The fields, or the offer to work costs out.
#[component]
pub(super) fn CostingFields(model: AppraisalModel) -> impl IntoView {
    let has = Memo::new(move |_| model.record.with(|record| record.costing.is_some()));
    view! {
        <div class="costs__costing">
            <h2>"Discounting"</h2>
            <Show when=move || has.get() fallback=move || view! { <Start model/> }>
                <Fields model/>
                <carbon::CarbonPrices model/>
            </Show>
        </div>
    }
}

/// Without a costing: what it would do, and the two figures that it cannot do without.
#[component]
fn Start(model: AppraisalModel) -> impl IntoView {
    let first_year: RwSignal<Option<u32>> = RwSignal::new(None);
    let n_years: RwSignal<Option<u32>> = RwSignal::new(None);
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let take = |signal: RwSignal<Option<u32>>, low, high, expected: &'static str| {
        Callback::new(move |number: Option<f64>| {
            let found = whole(number, low, high);
            signal.set(found);
            if number.is_some() && found.is_none() { Err(EditError::OutOfRange { expected }) } else { Ok(()) }
        })
    };
    let shown = |signal: RwSignal<Option<u32>>| Signal::derive(move || signal.get().map(f64::from));
    let start = move |_| {
        let (Some(first_year), Some(n_years)) = (first_year.get_untracked(), n_years.get_untracked()) else {
            refused.set(Some("Give the first year and the horizon first.".to_owned()));
            return;
        };
        let costing = Costing {
            first_year,
            n_years,
            schedule: DiscountSchedule::default(),
            price_base: String::new(),
            carbon_prices: Vec::new(),
            carbon_source: String::new(),
            unknown: Unknown::new(),
        };
        let edit = CostEdit::SetCosting(Some(Box::new(costing))).into();
        refused.set(model.session.commit_in(model.id, edit).err().map(|error| sentence(&error.to_string())));
    };
    view! {
        <p class="measure">"Totals are taken from their sources. Or enter each option’s capital and yearly costs, and have present values worked out here, year by year, with every factor shown."</p>
        <div class="costs__grid">
            <NumberField id="costing-first" label="First year, year 0" value=shown(first_year) expected=FIRST_YEAR commit=take(first_year, 1900, 2200, FIRST_YEAR)/>
            <NumberField id="costing-years" label="Horizon in years" value=shown(n_years) expected=HORIZON commit=take(n_years, 1, Costing::LONGEST, HORIZON)/>
        </div>
        <div role="status">{move || refused.get().map(|reason| view! { <p class="field__error">{reason}</p> })}</div>
        <button class="button" type="button" id="costing-start" on:click=start>"Work out costs"</button>
    }
}

#[component]
fn Fields(model: AppraisalModel) -> impl IntoView {
    let costing = Memo::new(move |_| model.record.with(|record| record.costing.clone()));
    let number = move |read: fn(&Costing) -> u32| {
        Signal::derive(move || costing.with(|costing| costing.as_ref().map(|costing| f64::from(read(costing)))))
    };
    let set = move |low, high, expected: &'static str, write: fn(&mut Costing, u32)| {
        Callback::new(move |number: Option<f64>| {
            let found = whole(number, low, high).ok_or(EditError::OutOfRange { expected })?;
            change_costing(model, |costing| write(costing, found))
        })
    };
    let base = Signal::derive(move || {
        costing.with(|costing| costing.as_ref().map_or_else(String::new, |costing| costing.price_base.clone()))
    });
    let set_base = move |words: String| change_costing(model, |costing| costing.price_base = words.trim().to_owned());
    view! {
        <div class="costs__grid">
            <NumberField id="costing-first" label="First year, year 0" value=number(|costing| costing.first_year) expected=FIRST_YEAR
                commit=set(1900, 2200, FIRST_YEAR, |costing, year| costing.first_year = year)/>
            <NumberField id="costing-years" label="Horizon in years" value=number(|costing| costing.n_years) expected=HORIZON
                commit=set(1, Costing::LONGEST, HORIZON, |costing, years| costing.n_years = years)/>
            <Schedule model costing/>
            <TextField id="costing-base" label="Price base" hint="Such as “2026 prices, real”." value=base commit=set_base/>
        </div>
        <button class="link" type="button" id="costing-stop" on:click=move |_| model.session.dispatch(&Edit::Appraisal(model.id, CostEdit::SetCosting(None).into()))>
            "Use totals from another source instead"
        </button>
    }
}

#[component]
fn Schedule(model: AppraisalModel, costing: Memo<Option<Costing>>) -> impl IntoView {
    let current = move || costing.with(|costing| costing.as_ref().map(|costing| costing.schedule)).unwrap_or_default();
    let kind = Signal::derive(move || match current() {
        DiscountSchedule::GreenBook => 0,
        DiscountSchedule::GreenBookReduced => 1,
        DiscountSchedule::Flat(_) => 2,
    });
    let words = [
        "Green Book: 3.5%, falling after 30 years",
        "Green Book, reduced: 3%, falling after 30 years",
        "One flat rate",
    ];
    let choices = Signal::derive(move || {
        words.iter().map(|word| (*word).to_owned()).enumerate().collect::<Vec<(usize, String)>>()
    });
    let choose = Callback::new(move |kind: usize| {
        let schedule = match kind {
            0 => DiscountSchedule::GreenBook,
            1 => DiscountSchedule::GreenBookReduced,
            // The rate that it starts from stands in the field below.
            _ => DiscountSchedule::Flat(Finite::new(3.5).unwrap_or(Finite::ZERO)),
        };
        // Refused only where the costing is gone, and then so is this list.
        let _ = change_costing(model, |costing| costing.schedule = schedule);
    });
    let rate = Signal::derive(move || match current() {
        DiscountSchedule::Flat(percent) => Some(percent.get()),
        _ => None,
    });
    let set_rate = Callback::new(move |percent: Option<f64>| {
        let percent = percent.and_then(Finite::new).ok_or(EditError::OutOfRange { expected: RATE })?;
        change_costing(model, |costing| costing.schedule = DiscountSchedule::Flat(percent))
    });
    view! {
        <SelectField id="costing-schedule" label="Discounted at" value=kind choices choose/>
        <Show when=move || rate.get().is_some()>
            <NumberField id="costing-rate" label="Rate, % a year" value=rate expected=RATE percent=true commit=set_rate/>
        </Show>
    }
}
