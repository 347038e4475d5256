//! The log: what was changed, when, and whether a ranking or a chosen set had been seen by then.

use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::moment::moment;
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::log::LogEntry;
use weighbridge::present::{log_sentence, log_words};
use weighbridge::route::{Page, Route};

/// How many changes are shown at a time.
const A_PAGE: usize = 100;

const HEADS: [&str; 5] = ["When", "What", "From", "To", "Result seen"];

/// The log of the case, newest first.
#[component]
pub(crate) fn Log(session: Session) -> impl IntoView {
    let entries = Memo::new(move |_| {
        session.revision();
        session.log()
    });
    let mounting = Mounting::of(A_PAGE);
    let paging = Paging::new(
        ["log", "Changes"],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || entries.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    // Each with its number: the log only grows.
    let rows = move || {
        entries.with(|log| {
            let newest_first = log.iter().enumerate().rev().skip(paging.rows().start).take(paging.rows().len());
            newest_first.map(|(number, entry)| (number, entry.clone())).collect::<Vec<_>>()
        })
    };
    let history = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::History }.hash();
    view! {
        <h1>"What was changed"</h1>
        <p class="headline__next">{move || entries.with(|log| log_sentence(log))}</p>
        <p class="headline__guard">"The log is saved with the case. Undo adds to it and takes nothing out. Earlier states are in the "<a href=history>"History of this case"</a>"."</p>
        {paging.line()}
        <div class="table-scroll section" role="region" aria-label="Log" tabindex="0">
            <table class="table table--lists" role="table">
                <caption class="visually-hidden">"Changes, newest first"</caption>
                <thead role="rowgroup"><tr role="row">{HEADS.map(|head| view! { <th scope="col" role="columnheader">{head}</th> })}</tr></thead>
                <tbody role="rowgroup" aria-busy=mounting.busy()><Gradual mounting each=rows key=|(number, _)| *number children=|(_, entry)| row(&entry)/></tbody>
            </table>
        </div>
        {paging.links()}
    }
}

fn row(entry: &LogEntry) -> impl IntoView + use<> {
    let what = log_words(entry);
    let seen = if entry.after_ranking { "Yes" } else { "No" };
    // On a narrow screen each cell carries its head.
    let [when, _, from, to, ranking] = HEADS;
    view! {
        <tr role="row"><td role="cell" data-head=when><span>{moment(&entry.at)}</span></td><th scope="row" role="rowheader">{what}</th>
            <td role="cell" data-head=from>{entry.from.clone()}</td><td role="cell" data-head=to>{entry.to.clone()}</td><td role="cell" data-head=ranking>{seen}</td></tr>
    }
}
