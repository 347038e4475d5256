//! Scores: every option on every criterion, as entered and in points, with the reason for the one that is selected.

mod cell;
mod detail;
mod missing;
mod onward;
mod paste;
mod sheet;
mod spread;
mod table;

use super::AppraisalModel;
use super::spreadsheet::StartFromSpreadsheet;
use super::table_foot::TableFoot;
use crate::parts::flow::Show;
use leptos::prelude::*;
use sheet::Sheet;
use weighbridge::id::{AlternativeId, CriterionId};
use weighbridge::paper::scores::score_table;
use weighbridge::present;
use weighbridge::route::{Page, Route, Step};

/// One cell: an option and a criterion.
type CellId = (AlternativeId, CriterionId);

/// Returns the letter of each option; business as usual has none.
fn letters_of(record: &std::sync::Arc<weighbridge::appraisal::Appraisal>) -> Vec<String> {
    weighbridge::present::letters(record)
}

/// The scores step.
#[component]
pub(crate) fn Scores(model: AppraisalModel) -> impl IntoView {
    let sheet = Sheet::new(model);
    let block = paste::Block::new(sheet);
    let progress = Memo::new(move |_| model.record.with(|record| present::scores_progress(record)));
    let any = move || sheet.at.with(Option::is_some);
    let mark = Memo::new(move |_| model.record.with(|record| present::mark_words(record)));
    let reason = move |_| {
        if let Some(place) = sheet.at.get_untracked() {
            cell::to_reason(sheet, place);
        }
    };
    let out = Signal::derive(move || model.record.with(|record| score_table(record)));
    view! {
        <p class="headline__over">"Scores. As entered, and the points they earn on a scale from 0 to 100."</p>
        <h1>{move || progress.with(|progress| progress.finding.clone())}</h1>
        <p class="headline__guard">{move || progress.with(|progress| progress.open.clone())}</p>
        <StartFromSpreadsheet model/>
        <Show when=any fallback=move || view! { <Nothing model/> }>
            <paste::PasteBlock block/>
            <missing::WhatIsMissing sheet/>
            <div class="split split--margin split--sheet section">
                <div class="sheet-main">
                    <table::Parts sheet/>
                    <p class="note sheet-keys no-print">"Arrow keys move. Type a number, or press Enter, to change a score; Enter goes on to the next one. "<b>"R"</b>", or Shift with Enter, leads to the reason, and Escape back. N is not applicable, U unknown, E no effect; Delete clears."</p>
                    <Show when=move || !mark.with(String::is_empty)>
                        <p class="note sheet-mark"><span class="sheet-mark__ring" aria-hidden="true"></span><span class="visually-hidden">"A ring in a cell: "</span>{move || mark.get()}</p>
                    </Show>
                    <table::Table sheet block/>
                    <p class="sheet-go no-print"><button class="button button--small" type="button" on:click=reason>"Reason and source of the selected score"</button></p>
                    <p class="note measure sheet-note">"The smaller figure under a measure is the points it earns. A bar shows the range it could lie in. You can paste cells from a spreadsheet on a cell. Ctrl+D fills an empty cell, and a missing reason or source, from the cell above."</p>
                </div>
                <aside class="sheet-aside" aria-label="The selected score" on:keydown:capture=move |event| cell::leave_panel(&event, sheet)><detail::Detail sheet/></aside>
            </div>
            <TableFoot model name="scores" table=out note="With scales, weights, reasons and sources. The saved table can be pasted back."/>
        </Show>
    }
}

/// Says what scores need first.
#[component]
fn Nothing(model: AppraisalModel) -> impl IntoView {
    let link = move |step: Step, words: &'static str| {
        let key = model.session.key().get().unwrap_or_default();
        let href = Route::Case { key, page: Page::Appraisal(model.id, step) }.hash();
        view! { <a href=href>{words}</a> }
    };
    let missing = move || {
        let (options, criteria) =
            model.results.with(|results| (results.standings.is_empty(), results.columns.is_empty()));
        let options =
            options.then(|| view! { <li>"There are no options yet. "{link(Step::Options, "Add options")}</li> });
        let criteria = criteria.then(
            || view! { <li>"There are no criteria to score on yet. "{link(Step::Criteria, "Add criteria")}</li> },
        );
        view! { {options}{criteria} }
    };
    view! { <ul class="section" role="list">{missing}</ul> }
}
