//! What one option costs: its sums, its uplift, its emissions, and what they come to.

use super::given::Given;
use super::{CostsState, SetMoney, dated, money_field, uplift};
use crate::parts::field::NumberField;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::appraisal::Cost;
use weighbridge::appraisal::whole_life::whole_life;
use weighbridge::edit::EditError;
use weighbridge::finite::Finite;
use weighbridge::pence::Pence;
use weighbridge::present;

/// The fields of an option.
#[component]
pub(super) fn OptionCost(state: CostsState) -> impl IntoView {
    let cost = state.cost();
    let field = move |id: &str,
                      label: &str,
                      hint: &str,
                      read: fn(&Cost) -> Option<Pence>,
                      write: fn(&mut Cost, Option<Pence>)| {
        let value = Signal::derive(move || cost.with(read));
        let set: SetMoney = Callback::new(move |sum| state.change(|cost| write(cost, sum)));
        money_field(id.to_owned(), label, hint, value, set)
    };
    let has_costing = Memo::new(move |_| state.model.record.with(|record| record.costing.is_some()));
    let is_worked_out = Memo::new(move |_| found(state).is_some_and(|found| found.worked_out));
    let tonnes = Signal::derive(move || cost.with(|cost| cost.tonnes_per_year.map(Finite::get)));
    let set_tonnes = Callback::new(move |tonnes: Option<f64>| {
        let expected = "a number of tonnes a year; negative where emissions are saved";
        let tonnes = match tonnes {
            None => None,
            Some(tonnes) => Some(Finite::new(tonnes).ok_or(EditError::OutOfRange { expected })?),
        };
        state.change(|cost| cost.tonnes_per_year = tonnes)
    });
    view! {
        <p class="costs__answer" aria-live="polite">{move || answer(state)}</p>
        <div class="costs__grid">
            {field("cost-capital", "Capital, £", "Once, in year 0.", |cost| cost.capital, |cost, sum| cost.capital = sum)}
            {field("cost-operating", "Operating a year, £", "Without energy.", |cost| cost.operating_per_year, |cost, sum| cost.operating_per_year = sum)}
            {field("cost-energy", "Energy a year, £", "Every year of the horizon.", |cost| cost.energy_per_year, |cost, sum| cost.energy_per_year = sum)}
            <NumberField id="cost-tonnes" label="Emissions, tCO₂e a year" value=tonnes expected="a number of tonnes a year" commit=set_tonnes/>
        </div>
        <dated::DatedSums state cost/>
        <Show when=move || has_costing.get()><uplift::UpliftFields state cost/></Show>
        <Show when=move || !is_worked_out.get()><Given state cost/></Show>
    }
}

fn found(state: CostsState) -> Option<weighbridge::appraisal::whole_life::WholeLife> {
    state.model.record.with(|record| {
        let row = record.alternatives.iter().position(|option| option.id == state.option)?;
        whole_life(record).into_iter().nth(row)
    })
}

/// Returns what the sums come to, as a sentence.
fn answer(state: CostsState) -> String {
    let Some(found) = found(state) else { return String::new() };
    let money = |sum: Pence| present::short_money(sum);
    let whole = match (found.total, found.present_value) {
        (Some(total), Some(value)) => {
            let bias = found
                .uplift
                .map_or_else(|| "no optimism bias".to_owned(), |uplift| format!("optimism bias {}", money(uplift)));
            format!("Whole-life cost {}: present value {}, {bias}.", money(total), money(value))
        }
        _ => "No whole-life cost yet.".to_owned(),
    };
    let carbon = match (&found.carbon_fault, found.carbon) {
        (Some(fault), _) => format!(" Carbon is not priced: {fault}."),
        (None, Some(carbon)) => format!(" Carbon, apart: {}.", money(carbon)),
        (None, None) => String::new(),
    };
    whole + &carbon
}
