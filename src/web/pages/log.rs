//! The log: what was changed, when, and whether the ranking had been seen by then.

use crate::session::Session;
use leptos::prelude::*;
use weighbridge::history::{Event, LogEntry};
use weighbridge::present::{count, log_words};
use weighbridge::route::{Page, Route};

/// The log of the case, newest first.
#[component]
pub(crate) fn Log(session: Session) -> impl IntoView {
    let entries = move || {
        session.revision().track();
        session.log()
    };
    let after = move || entries().iter().filter(|entry| entry.after_ranking && entry.event == Event::Changed).count();
    let history = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::History }.hash();
    let rows = move || entries().iter().rev().map(|entry| row(entry)).collect_view();
    view! {
        <h1>"What was changed"</h1>
        <p class="headline__next">{move || count(after(), "change was", "changes were")}" made after a ranking was first on screen."</p>
        <p class="headline__guard">"The log is saved with the case. Undo adds to it and takes nothing out. Earlier states stand in the "<a href=history>"History of this case"</a>"."</p>
        <div class="table-scroll section" role="region" aria-label="Log" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Changes, newest first"</caption>
                <thead><tr><th scope="col">"When (UTC)"</th><th scope="col">"What"</th><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col">"Ranking seen"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(entry: &LogEntry) -> impl IntoView + use<> {
    let what = log_words(entry);
    let seen = if entry.after_ranking { "Yes" } else { "No" };
    view! {
        <tr><td class="nowrap">{entry.at.replace('T', " ").replace('Z', "")}</td><th scope="row">{what}</th>
            <td>{entry.from.clone()}</td><td>{entry.to.clone()}</td><td>{seen}</td></tr>
    }
}
