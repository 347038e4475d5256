//! What a table would become: how it was read, which may be chosen otherwise, and what would change.

use super::Taking;
use crate::parts::flow::{For, Show};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::Appraisal;
use weighbridge::appraisal::spreadsheet::{CostChoice, Figures, Lies};
use weighbridge::edit::{Edit, apply, unnamed_from_the_start};
use weighbridge::present::{self, TableChange};

/// How many changes are listed.
const CHANGES_SHOWN: usize = 100;

/// The preview, and the button that takes the table over.
#[component]
pub(super) fn Preview(taking: Taking) -> AnyView {
    let model = taking.model;
    let reading = move || taking.outcome.get().and_then(Result::ok).unwrap_or_default();
    // What stands after it, or why it cannot be made.
    let after: Memo<Option<Result<Arc<Appraisal>, String>>> = Memo::new(move |_| {
        let edit = taking.edit()?;
        let after = model.session.case().with(|case| apply(case, &Edit::Appraisal(model.id, edit.into())));
        let found = after.map(|case| case.appraisal(model.id).cloned());
        found.map_err(|error| crate::parts::sentence(&error.to_string())).transpose()
    });
    let changes = Memo::new(move |_| match after.get() {
        Some(Ok(after)) => model.record.with(|record| present::table_changes(record, &after)),
        _ => Vec::new(),
    });
    let refused = move || after.get().and_then(Result::err);
    let n = Memo::new(move |_| changes.with(Vec::len));
    let rows = move || changes.with(|changes| changes.iter().take(CHANGES_SHOWN).cloned().collect::<Vec<_>>());
    let more = move || n.get().checked_sub(CHANGES_SHOWN).filter(|more| *more > 0);
    let remarks =
        move || present::table_remarks(&reading()).into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let any = move || n.get() > 0;
    view! {
        <div class="from-table__preview">
            <h2 id="table-preview" tabindex="-1">{move || present::table_summary(&reading().contents)}</h2>
            <ul class="from-table__remarks">{remarks}</ul>
            <Chosen taking/>
            <Unnamed taking/>
            {move || refused().map(|words| view! { <p class="field__error" role="alert">{words}</p> })}
            <Show when=any fallback=|| view! { <p class="note">"The appraisal says all of this already."</p> }>
                <div class="table-scroll from-table__changes" role="region" aria-labelledby="table-preview" tabindex="0">
                    <table class="table">
                        <thead><tr><th scope="col">"What"</th><th scope="col">"Now"</th><th scope="col">"Then"</th></tr></thead>
                        <tbody><For each=rows key=Clone::clone children=|change: TableChange| view! {
                            <tr><th scope="row">{change.what}</th><td>{change.now}</td><td><b>{change.then}</b></td></tr>
                        }/></tbody>
                    </table>
                </div>
                {move || more().map(|more| view! { <p class="note">{format!("And {}.", present::count(more, "more change", "more changes"))}</p> })}
                <p><button class="button button--main" type="button" id="table-apply" on:click=move |_| taking.apply()>"Use this table"</button></p>
            </Show>
        </div>
    }
    .into_any()
}

/// How the table was read, as choices.
#[component]
fn Chosen(taking: Taking) -> AnyView {
    let reading = Memo::new(move |_| taking.outcome.get().and_then(Result::ok).unwrap_or_default());
    let lies = Signal::derive(move || reading.with(|reading| reading.lies));
    let ways = [Lies::OptionsAcross, Lies::OptionsDown].map(|lies| (lies, present::lies_words(lies).to_owned()));
    let ways = Signal::stored(ways.to_vec());
    let choose_lies = move |to| taking.choices.update(|choices| choices.lies = Some(to));
    let figures = Signal::derive(move || reading.with(|reading| reading.figures).unwrap_or_default());
    let kinds = Signal::derive(move || {
        let mut kinds = vec![Figures::Points, Figures::MarksOutOf(10), Figures::MarksOutOf(5)];
        let now = figures.get();
        if !kinds.contains(&now) {
            kinds.push(now);
        }
        kinds.into_iter().map(|kind| (kind, present::figures_words(kind))).collect::<Vec<_>>()
    });
    let choose_figures = move |to| taking.choices.update(|choices| choices.figures = Some(to));
    let has_figures = Memo::new(move |_| reading.with(|reading| reading.figures.is_some()));
    let cost = Signal::derive(move || reading.with(|reading| reading.cost_taken));
    let costs = Signal::derive(move || {
        let rows = reading.with(|reading| reading.costs.clone()).into_iter().enumerate();
        let rows = rows.map(|(at, name)| (Some(at), format!("Use “{name}” as whole-life cost")));
        std::iter::once((None, "Leave costs out".to_owned())).chain(rows).collect::<Vec<(Option<usize>, String)>>()
    });
    let choose_cost = move |to: Option<usize>| {
        taking.choices.update(|choices| choices.cost = Some(to.map_or(CostChoice::LeaveOut, CostChoice::Take)));
    };
    let has_costs = Memo::new(move |_| reading.with(|reading| !reading.costs.is_empty()));
    view! {
        <div class="from-table__choices">
            <SelectField id="table-lies" label="The table has" value=lies choices=ways choose=choose_lies/>
            <Show when=move || has_figures.get()>
                <SelectField id="table-figures" label="Its figures are" value=figures choices=kinds choose=choose_figures/>
            </Show>
            <Show when=move || has_costs.get()>
                <SelectField id="table-cost" label="Costs" value=cost choices=costs choose=choose_cost/>
            </Show>
        </div>
    }
    .into_any()
}

/// Asks why business as usual and do-minimum are left out, where the table does not name them.
#[component]
fn Unnamed(taking: Taking) -> AnyView {
    let names = Memo::new(move |_| {
        let contents = taking.outcome.get().and_then(Result::ok).unwrap_or_default().contents;
        taking.model.record.with(|record| {
            let left = unnamed_from_the_start(record, &contents).into_iter();
            let left = left.filter_map(|id| record.alternative(id)).map(|option| option.name.clone());
            left.collect::<Vec<String>>()
        })
    });
    let hint = move || {
        format!(
            "The table does not name {}. To leave them out, say why; otherwise they stay, without scores.",
            present::list(&names.get())
        )
    };
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <div class="field">
                <label class="field__label" for="table-why">{move || format!("Why leave out {}?", present::list(&names.get()))}</label>
                <p class="field__hint" id="table-why-hint">{hint}</p>
                <input class="field__input" type="text" id="table-why" autocomplete="off" aria-describedby="table-why-hint"
                    prop:value=move || taking.why.get() on:input=move |event| taking.why.set(event_target_value(&event))/>
            </div>
        </Show>
    }
    .into_any()
}
