//! Options and gates: what is compared, what was left out and why, and what must be true of each.

mod gates;
mod row;

use super::AppraisalModel;
use super::spreadsheet::StartFromSpreadsheet;
use crate::parts::adder::Adder;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::appraisal::Dropped;
use weighbridge::edit::OptionEdit;
use weighbridge::present::{self, letters};

/// How many options there are before those off the screen are left unpainted.
const MANY: usize = 30;

/// The options step.
#[component]
pub(crate) fn Options(model: AppraisalModel) -> impl IntoView {
    let finding = move || model.results.with(present::options_finding);
    let over = move || {
        let (n_options, n_gates) = model.record.with(|record| (record.alternatives.len(), record.gates.len()));
        let gates = present::count(n_gates, "gate", "gates");
        format!("Options and gates. {}, {gates}.", present::count(n_options, "option", "options"))
    };
    let ids = Memo::new(move |_| {
        model.record.with(|record| record.alternatives.iter().map(|option| option.id).collect::<Vec<_>>())
    });
    let letters = Memo::new(move |_| model.record.with(|record| letters(record)));
    let is_empty = move || ids.with(Vec::is_empty);
    let is_many = move || ids.with(Vec::len) > MANY;
    let mounting = Mounting::of(MANY);
    let add = Callback::new(move |name| model.session.commit_in(model.id, OptionEdit::Add(name).into()));
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="options__finding">{finding}</h1>
        <p class="headline__next">"List what the committee could decide to do. Compare each option with business as usual (what happens if nothing is decided) and with the least that would meet the need."</p>
        <StartFromSpreadsheet model/>
        <Baseline model/>
        <section class="section" aria-labelledby="h-options">
            <h2 id="h-options">"Options"</h2>
            <Show when=is_empty><p class="note measure">"None yet. Add what happens if nothing is decided, the least that meets the need, and two or more real choices."</p></Show>
            <ol class="options" class:options--many=is_many role="list" aria-busy=mounting.busy()>
                <Gradual mounting each=move || ids.get() key=|id| *id children=move |id| view! { <row::OptionRow model id ids letters/> }/>
            </ol>
            {mounting.line("options")}
            <Adder id="add-option" label="Add an option" button="Add option" add/>
            <LeftOut model/>
        </section>
        <gates::Gates model options=ids letters/>
    }
}

/// Warns where nothing plays business as usual, or more than one does.
#[component]
fn Baseline(model: AppraisalModel) -> impl IntoView {
    let warning = Memo::new(move |_| model.record.with(|record| present::baseline_problem(record)));
    view! { <div role="status">{move || warning.get().map(|words| view! { <div class="section"><p class="blind">{words}</p></div> })}</div> }
}

/// The options that were left out, with their reasons.
#[component]
fn LeftOut(model: AppraisalModel) -> impl IntoView {
    let dropped = Memo::new(move |_| model.record.with(|record| record.dropped.clone()));
    let any = move || dropped.with(|dropped| !dropped.is_empty());
    let row = |dropped: Dropped| {
        view! { <li class="left-out"><b>{present::dropped_words(&dropped)}</b><p>{dropped.reason}</p></li> }
    };
    view! {
        <Show when=any>
            <h3 id="h-left-out">"Left out, and why"</h3>
            <ul class="left-outs" role="list" aria-labelledby="h-left-out">{move || dropped.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}
