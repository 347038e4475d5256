//! The log: what was changed, when, and whether the ranking had been seen by then.

use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::log::{Event, LogEntry};
use weighbridge::present::{count, log_words, moment};
use weighbridge::route::{Page, Route};

/// How many changes are shown at a time.
const A_PAGE: usize = 100;

/// The log of the case, newest first.
#[component]
pub(crate) fn Log(session: Session) -> impl IntoView {
    let entries = Memo::new(move |_| {
        session.revision();
        session.log()
    });
    let after = move || {
        let is_after = |entry: &&Arc<LogEntry>| entry.after_ranking && entry.event == Event::Changed;
        entries.with(|log| log.iter().filter(is_after).count())
    };
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
        <p class="headline__next">{move || count(after(), "change was", "changes were")}" made after a ranking was first on screen."</p>
        <p class="headline__guard">"The log is saved with the case. Undo adds to it and takes nothing out. Earlier states stand in the "<a href=history>"History of this case"</a>"."</p>
        {paging.line()}
        <div class="table-scroll section" role="region" aria-label="Log" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Changes, newest first"</caption>
                <thead><tr><th scope="col">"When (UTC)"</th><th scope="col">"What"</th><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col">"Ranking seen"</th></tr></thead>
                <tbody aria-busy=mounting.busy()><Gradual mounting each=rows key=|(number, _)| *number children=|(_, entry)| row(&entry)/></tbody>
            </table>
        </div>
        {paging.links()}
    }
}

fn row(entry: &LogEntry) -> impl IntoView + use<> {
    let what = log_words(entry);
    let seen = if entry.after_ranking { "Yes" } else { "No" };
    view! {
        <tr><td class="nowrap">{moment(&entry.at)}</td><th scope="row">{what}</th>
            <td>{entry.from.clone()}</td><td>{entry.to.clone()}</td><td>{seen}</td></tr>
    }
}
