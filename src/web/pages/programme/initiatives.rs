//! The list of initiatives: add, rename in place, reorder, remove, and open for details.

use super::details::Details;
use crate::browser::page;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::status::status;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use weighbridge::edit::Edit;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::Initiative;

const ADD: &str = "add-initiative";

/// The list.
#[component]
pub(super) fn Initiatives(session: Session) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let ids = session.case().with(|case| case.programme.initiatives.iter().map(|found| found.id).collect());
        let ids: Vec<InitiativeId> = ids;
        ids
    });
    let said = RwSignal::new(String::new());
    let add = Callback::new(move |name: String| session.commit(&Edit::AddInitiative(name)));
    view! {
        <section class="section" aria-labelledby="h-initiatives">
            <h2 id="h-initiatives">"Initiatives"</h2>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="headline__next">"An initiative is a work stream or project of the strategy. Add them by name; status, dates and money can follow."</p>
            </Show>
            <ol class="initiatives" role="list">
                <For each=move || ids.get() key=|id| *id children=move |id| view! { <Row session ids id said/> }/>
            </ol>
            <p class="visually-hidden" role="status">{said}</p>
            <Adder id=ADD label="Name of the initiative" button="Add initiative" add/>
        </section>
    }
}

/// One initiative, kept up to date by its own memo.
#[component]
fn Row(session: Session, ids: Memo<Vec<InitiativeId>>, id: InitiativeId, said: RwSignal<String>) -> impl IntoView {
    let record = Memo::new(move |last: Option<&Initiative>| {
        let found = session.case().with(|case| case.initiative(id).cloned());
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned()).unwrap_or_else(|| Initiative::named(id, ""))
    });
    let name = Signal::derive(move || record.with(|record| record.name.clone()));
    let position = move || ids.with(|ids| ids.iter().position(|other| *other == id)).unwrap_or(0);
    let rename = Callback::new(move |name| session.commit(&Edit::RenameInitiative(id, name)));
    let open = RwSignal::new(false);
    let facts = move || record.with(|record| facts(record));
    view! {
        <li class="initiative">
            <div class="initiative__row">
                <span class="initiative__number">{move || position() + 1}</span>
                <TextField id=format!("initiative-{id}") label="Name" label_hidden=true value=name commit=rename class="initiative__name"/>
                <span class="initiative__status">{move || record.with(|record| record.status).map(status)}</span>
                <span class="initiative__facts">{facts}</span>
                <Controls session ids id name said/>
            </div>
            <details class="initiative__details" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary class="summary">"Details"<span class="visually-hidden">" of "{name}</span></summary>
                <Show when=move || open.get()><Details session id record/></Show>
            </details>
        </li>
    }
}

/// Returns dates and money in a few words.
fn facts(record: &Initiative) -> String {
    let end = match (record.actual_end, record.planned_end) {
        (Some(ended), _) => Some(format!("ended {}", present::date(ended))),
        (None, Some(planned)) => Some(format!("due {}", present::date(planned))),
        (None, None) => None,
    };
    let parts: Vec<String> = end.into_iter().chain(record.budget.map(present::money)).collect();
    parts.join(", ")
}

/// Up, down and remove.
#[component]
fn Controls(
    session: Session,
    ids: Memo<Vec<InitiativeId>>,
    id: InitiativeId,
    name: Signal<String>,
    said: RwSignal<String>,
) -> impl IntoView {
    let at = move |ids: &Vec<InitiativeId>| ids.iter().position(|other| *other == id);
    let is_first = Memo::new(move |_| ids.with(|ids| at(ids) == Some(0)));
    let is_last = Memo::new(move |_| ids.with(|ids| at(ids).is_some_and(|at| at + 1 == ids.len())));
    let move_to = move |to: usize, button: &str| {
        session.dispatch(&Edit::MoveInitiative(id, to));
        let n = ids.with_untracked(Vec::len);
        said.set(format!("{} is now {} of {n}", name.get_untracked(), to + 1));
        // Moving the row in the page takes the focus from it.
        page::focus_soon(button);
    };
    let (up_id, down_id) = (format!("up-{id}"), format!("down-{id}"));
    let (up_button, down_button) = (up_id.clone(), down_id.clone());
    let up = move |_| {
        if let Some(to) = ids.with_untracked(at).and_then(|at| at.checked_sub(1)) {
            move_to(to, &up_button);
        }
    };
    let down = move |_| {
        if let Some(at) = ids.with_untracked(at).filter(|at| at + 1 < ids.with_untracked(Vec::len)) {
            move_to(at + 1, &down_button);
        }
    };
    let label = move |verb: &'static str| move || format!("{verb} {}", name.get());
    view! {
        <span class="initiative__controls">
            <button class="button button--small" type="button" id=up_id aria-label=move || format!("Move {} up", name.get())
                aria-disabled=move || is_first.get().to_string() on:click=up>"Up"</button>
            <button class="button button--small" type="button" id=down_id aria-label=move || format!("Move {} down", name.get())
                aria-disabled=move || is_last.get().to_string() on:click=down>"Down"</button>
            <button class="button button--small" type="button" aria-label=label("Remove") on:click=move |_| remove(session, ids, id)>"Remove"</button>
        </span>
    }
}

/// Removes an initiative; the focus goes to the one that takes its place, or to the field that adds one.
fn remove(session: Session, ids: Memo<Vec<InitiativeId>>, id: InitiativeId) {
    let (name, n_cells) = session.case().with_untracked(|case| {
        let name = case.initiative(id).map_or_else(String::new, |found| found.name.clone());
        (name, case.contributions.iter().filter(|found| found.initiative == id).count())
    });
    let next = ids.with_untracked(|ids| {
        let at = ids.iter().position(|other| *other == id).unwrap_or(0);
        ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| ids.get(before))).copied()
    });
    session.dispatch(&Edit::RemoveInitiative(id));
    let cells = if n_cells == 0 {
        String::new()
    } else {
        format!(" and {} of the matrix", present::count(n_cells, "cell", "cells"))
    };
    let notice = Notice::said(format!("Removed {name}{cells}.")).with("Undo", move || session.undo());
    session.notice.set(Some(notice));
    page::focus_soon(&next.map_or_else(|| ADD.to_owned(), |id| format!("initiative-{id}")));
}
