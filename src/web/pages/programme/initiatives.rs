//! The list of initiatives as a table that is typed into: add, change, sort, filter, choose columns, reorder and remove.

use super::columns;
use crate::pages::entry_table::{Column, Layout, Row, entry_table};
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::order_buttons::OrderButtons;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::route::{Page, Route};

const ADD: &str = "add-initiative";
const TABLE: &str = "initiatives";

/// From so many initiatives on, a filter is worth its place.
const FILTERED: usize = 12;

/// The list.
#[component]
pub(super) fn Initiatives(session: Session) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let ids = session.case().with(|case| case.programme.initiatives.iter().map(|found| found.id.0).collect());
        let ids: Vec<Row> = ids;
        ids
    });
    let all = StoredValue::new(columns::all());
    let shows = RwSignal::new(all.with_value(|all| all.iter().map(|(_, shows)| *shows).collect::<Vec<bool>>()));
    let columns = Signal::derive(move || {
        let shows = shows.get();
        all.with_value(|all| {
            all.iter().zip(shows).filter(|(_, shows)| *shows).map(|((one, _), _)| one.clone()).collect()
        })
    });
    let filter = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let wanted = filter.get().trim().to_lowercase();
        if wanted.is_empty() {
            return ids.get();
        }
        let columns: Vec<Column> = columns.get();
        session.case().with(|case| {
            let has = |row: &Row| columns.iter().any(|column| column.text(case, *row).to_lowercase().contains(&wanted));
            ids.with(|ids| ids.iter().copied().filter(has).collect())
        })
    });
    let show = RwSignal::new(None);
    let add = Callback::new(move |name: String| {
        session.commit(&Edit::Programme(ProgrammeEdit::AddInitiative(name)))?;
        // It stands at the end, where no filter hides it.
        filter.set(String::new());
        show.set(ids.with_untracked(|ids| ids.last().copied()));
        Ok(())
    });
    let more = move |row: Row| view! { <More session ids show row/> }.into_any();
    let layout = Layout {
        more: Some(Arc::new(more)),
        sorts: true,
        show,
        ..Layout::new(TABLE, "Initiatives", columns, rows.into())
    };
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let is_long = Memo::new(move |_| ids.with(|ids| ids.len() >= FILTERED));
    let table = entry_table(session, layout);
    let n_found = move || {
        let (found, of) = (rows.with(Vec::len), ids.with(Vec::len));
        (!filter.with(String::is_empty)).then(|| format!("{found} of {of} shown."))
    };
    view! {
        <section class="section" aria-labelledby="h-initiatives">
            <h2 id="h-initiatives">"Initiatives"</h2>
            <Show when=move || is_empty.get()>
                <p class="headline__next">"An initiative is a work stream or project of the strategy. Add them by name; status, dates and money can follow."</p>
            </Show>
            <div class="initiatives__tools" hidden=move || is_empty.get()>
                <Show when=move || is_long.get()>
                    <TextField id="filter-initiatives" label="Show only those with these words" value=filter commit=Callback::new(move |words| { filter.set(words); Ok(()) })/>
                </Show>
                <details class="initiatives__columns">
                    <summary class="summary">"Columns"</summary>
                    {column_boxes(all, shows)}
                </details>
            </div>
            <p class="note" role="status">{n_found}</p>
            <div hidden=move || is_empty.get()>{table}</div>
            <Adder id=ADD label="Name of the initiative" button="Add initiative" add takes_table=true/>
        </section>
    }
}

/// Returns a box for each column but the first.
fn column_boxes(all: StoredValue<Vec<(Column, bool)>>, shows: RwSignal<Vec<bool>>) -> AnyView {
    let one = |(at, heading): (usize, String)| {
        let id = format!("column-{at}");
        let checked = move || shows.with(|shows| shows.get(at).copied().unwrap_or(false));
        let turn = move |_| {
            shows.update(|shows| {
                if let Some(own) = shows.get_mut(at) {
                    *own = !*own;
                }
            });
        };
        view! {
            <div class="choice"><input type="checkbox" id=id.clone() prop:checked=checked on:change=turn/><label for=id>{heading}</label></div>
        }
    };
    let headings: Vec<String> =
        all.with_value(|all| all.iter().map(|(column, _)| column.heading().to_owned()).collect());
    view! {
        <fieldset class="initiatives__boxes">
            <legend class="visually-hidden">"Columns that are shown"</legend>
            {headings.into_iter().enumerate().skip(1).map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What stands at the end of a row: its page, its place and its end.
#[component]
fn More(session: Session, ids: Memo<Vec<Row>>, show: RwSignal<Option<Row>>, row: Row) -> impl IntoView {
    let id = InitiativeId(row);
    let name = Signal::derive(move || session.case().with(|case| name_of(case, id)));
    let place =
        Signal::derive(move || ids.with(|ids| (ids.iter().position(|other| *other == row).unwrap_or(0), ids.len())));
    let move_to = Callback::new(move |to: usize| {
        session.dispatch(&Edit::Programme(ProgrammeEdit::MoveInitiative(id, to)));
        // Over the end of a page it is followed.
        show.set(None);
        show.set(Some(row));
    });
    let open = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Initiative(id) }.hash();
    view! {
        <div class="initiative__more">
            <a class="initiative__open" href=open>"Open"<span class="visually-hidden">" "{name}</span></a>
            <OrderButtons id=format!("initiative-{id}") name place move_to remove=Callback::new(move |()| remove(session, ids, id))/>
        </div>
    }
}

fn name_of(case: &Case, id: InitiativeId) -> String {
    case.initiative(id).map_or_else(String::new, |found| found.name.clone())
}

/// Removes an initiative; the focus goes to the one that takes its place, or to the field that adds one.
fn remove(session: Session, ids: Memo<Vec<Row>>, id: InitiativeId) {
    let (name, n_cells) = session.case().with_untracked(|case| (name_of(case, id), case.contributions.row(id).count()));
    let next = ids.with_untracked(|ids| {
        let at = ids.iter().position(|other| *other == id.0).unwrap_or(0);
        ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| ids.get(before))).copied()
    });
    let cells = if n_cells == 0 {
        String::new()
    } else {
        format!(" and {} of the matrix", present::count(n_cells, "cell", "cells"))
    };
    let said = format!("Removed {name}{cells}.");
    let cell = |row: Row| format!("{TABLE}-{row}-0");
    let next = next.map_or_else(|| ADD.to_owned(), cell);
    removal::remove(session, &Edit::Programme(ProgrammeEdit::RemoveInitiative(id)), said, &[&next], cell(id.0));
}
