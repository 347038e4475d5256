//! What options cost: how costs are brought to present value, and each option's sums. Nothing of it enters the points.

mod carbon;
mod costing;
mod dated;
mod given;
mod option;
mod uplift;

use super::AppraisalModel;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::{Cost, Costing};
use weighbridge::edit::{CostEdit, EditError};
use weighbridge::id::AlternativeId;
use weighbridge::pence::{Pence, PoundsError, read_pounds};
use weighbridge::present;

/// Takes a sum of money that was typed, or that it was emptied.
type SetMoney = Callback<Option<Pence>, Result<(), EditError>>;

/// The costs step: costing and costs, one option at a time.
#[component]
pub(crate) fn Costs(model: AppraisalModel) -> impl IntoView {
    let progress = Memo::new(move |_| model.record.with(|record| present::costs_progress(record)));
    let is_empty = move || model.record.with(|record| record.alternatives.is_empty());
    view! {
        <p class="headline__over">"Costs. They stand beside the points and never enter them."</p>
        <h1 class="options__finding">{move || progress.with(|progress| progress.finding.clone())}</h1>
        <p class="headline__next">{move || progress.with(|progress| progress.open.clone())}</p>
        <Show when=move || model.record.with(|record| record.alternatives.iter().any(|option| option.cost.is_none()))>
            <p class="measure">"First choose how costs are discounted. Then enter each option’s capital and yearly costs. You can leave this step and come back: results show the points without it."</p>
        </Show>
        <Show when=move || !is_empty() fallback=|| view! { <p class="note measure">"There are no options yet. Add them in step 2, Options and gates."</p> }>
            <Editor model/>
        </Show>
    }
}

#[component]
fn Editor(model: AppraisalModel) -> impl IntoView {
    let options = Memo::new(move |_| {
        model.record.with(|record| {
            let all = record.alternatives.iter().map(|option| (option.id, option.name.clone()));
            all.collect::<Vec<_>>()
        })
    });
    let wanted: RwSignal<Option<AlternativeId>> = RwSignal::new(None);
    // The first, until one is chosen, and when the chosen one is gone.
    let chosen = Memo::new(move |_| {
        options.with(|options| {
            let there = wanted.get().filter(|wanted| options.iter().any(|(id, _)| id == wanted));
            there.or_else(|| options.first().map(|(id, _)| *id))
        })
    });
    let value = Signal::derive(move || chosen.get().unwrap_or(AlternativeId(0)));
    let one = move || chosen.get().map(|option| view! { <option::OptionCost state=CostsState { model, option }/> });
    view! {
        <div class="costs">
            <costing::CostingFields model/>
            <div class="costs__options">
                <h2>"Costs of each option"</h2>
                <SelectField id="cost-option" label="Option" value choices=options choose=move |id| wanted.set(Some(id))/>
                {one}
            </div>
        </div>
    }
}

/// One option's cost, read and changed.
#[derive(Clone, Copy)]
struct CostsState {
    model: AppraisalModel,
    option: AlternativeId,
}

impl CostsState {
    /// Returns what is known of the cost.
    fn cost(self) -> Memo<Cost> {
        Memo::new(move |_| {
            self.model.record.with(|record| {
                record.alternative(self.option).and_then(|option| option.cost.clone()).unwrap_or_default()
            })
        })
    }

    /// Changes the cost; one of which nothing is left is no cost.
    fn change(self, change: impl FnOnce(&mut Cost)) -> Result<(), EditError> {
        let found = self.model.record.with_untracked(|record| {
            record.alternative(self.option).map(|option| option.cost.clone().unwrap_or_default())
        });
        let mut cost = found.ok_or(EditError::NotThere { what: "option" })?;
        change(&mut cost);
        let cost = (cost != Cost::default()).then(|| Box::new(cost));
        self.model.session.commit_in(self.model.id, CostEdit::Set(self.option, cost).into())
    }
}

/// Changes the costing.
fn change_costing(model: AppraisalModel, change: impl FnOnce(&mut Costing)) -> Result<(), EditError> {
    let found = model.record.with_untracked(|record| record.costing.clone());
    let mut costing = found.ok_or(EditError::NotThere { what: "costing" })?;
    change(&mut costing);
    model.session.commit_in(model.id, CostEdit::SetCosting(Some(Box::new(costing))).into())
}

/// A sum of money in pounds.
fn money_field(id: String, label: &str, hint: &str, value: Signal<Option<Pence>>, set: SetMoney) -> AnyView {
    let text = Signal::derive(move || value.get().map_or_else(String::new, present::pounds));
    let commit = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return set.run(None);
        }
        let sum = read_pounds(&typed).map_err(|_| EditError::OutOfRange { expected: PoundsError::EXPECTED })?;
        set.run(Some(sum))
    });
    let (label, hint) = (label.to_owned(), hint.to_owned());
    view! { <TextField id label hint value=text commit class="field__input--money"/> }.into_any()
}

/// Returns a whole number within limits.
fn whole(number: Option<f64>, low: u32, high: u32) -> Option<u32> {
    let number = number.filter(|number| number.fract().abs() < 1e-9)?;
    (f64::from(low)..=f64::from(high)).contains(&number).then_some(number as u32)
}
