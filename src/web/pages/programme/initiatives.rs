//! The list of initiatives: add, rename in place, reorder, remove, and open for details.

use super::details::Details;
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::order_buttons::OrderButtons;
use crate::parts::paging::Paging;
use crate::parts::status::status;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::Initiative;

const ADD: &str = "add-initiative";

/// How many initiatives are shown at a time.
const A_PAGE: usize = 100;
/// How many of them stand at once.
const AT_ONCE: usize = 30;

/// The list.
#[component]
pub(super) fn Initiatives(session: Session) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let ids = session.case().with(|case| case.programme.initiatives.iter().map(|found| found.id).collect());
        let ids: Vec<InitiativeId> = ids;
        ids
    });
    let mounting = Mounting::of(AT_ONCE);
    let paging = Paging::new(
        ["initiatives", "Initiatives"],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || ids.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    let shown = Memo::new(move |_| ids.with(|ids| ids.get(paging.rows()).unwrap_or_default().to_vec()));
    let add = Callback::new(move |name: String| {
        session.commit(&Edit::Programme(ProgrammeEdit::AddInitiative(name)))?;
        // It stands at the end.
        paging.show(ids.with_untracked(Vec::len).saturating_sub(1));
        Ok(())
    });
    view! {
        <section class="section" aria-labelledby="h-initiatives">
            <h2 id="h-initiatives">"Initiatives"</h2>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="headline__next">"An initiative is a work stream or project of the strategy. Add them by name; status, dates and money can follow."</p>
            </Show>
            {paging.line()}
            <ol class="initiatives" role="list" aria-busy=mounting.busy()>
                <Gradual mounting each=move || shown.get() key=|id| *id children=move |id| view! { <Row session ids paging id/> }/>
            </ol>
            {mounting.line("initiatives on this page")}
            {paging.links()}
            <Adder id=ADD label="Name of the initiative" button="Add initiative" add/>
        </section>
    }
}

/// One initiative, kept up to date by its own memo.
#[component]
fn Row(session: Session, ids: Memo<Vec<InitiativeId>>, paging: Paging, id: InitiativeId) -> impl IntoView {
    let record = Memo::new(move |last: Option<&Initiative>| {
        let found = session.case().with(|case| case.initiative(id).cloned());
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned()).unwrap_or_else(|| Initiative::named(id, ""))
    });
    let name = Signal::derive(move || record.with(|record| record.name.clone()));
    let place =
        Signal::derive(move || ids.with(|ids| (ids.iter().position(|other| *other == id).unwrap_or(0), ids.len())));
    let move_to = Callback::new(move |to: usize| {
        session.dispatch(&Edit::Programme(ProgrammeEdit::MoveInitiative(id, to)));
        // Over the end of a page it is followed.
        paging.show(to);
    });
    let rename = Callback::new(move |name| session.commit(&Edit::Programme(ProgrammeEdit::RenameInitiative(id, name))));
    let open = RwSignal::new(false);
    let facts = move || record.with(facts);
    view! {
        <li class="initiative">
            <div class="initiative__row">
                <span class="initiative__number">{move || place.get().0 + 1}</span>
                <TextField id=format!("initiative-{id}") label="Name" label_hidden=true value=name commit=rename class="initiative__name"/>
                <span class="initiative__status">{move || record.with(|record| record.status).map(status)}</span>
                <span class="initiative__facts">{facts}</span>
                <OrderButtons id=format!("initiative-{id}") name place move_to remove=Callback::new(move |()| remove(session, ids, id))/>
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

/// Removes an initiative; the focus goes to the one that takes its place, or to the field that adds one.
fn remove(session: Session, ids: Memo<Vec<InitiativeId>>, id: InitiativeId) {
    let (name, n_cells) = session.case().with_untracked(|case| {
        let name = case.initiative(id).map_or_else(String::new, |found| found.name.clone());
        (name, case.contributions.row(id).count())
    });
    let next = ids.with_untracked(|ids| {
        let at = ids.iter().position(|other| *other == id).unwrap_or(0);
        ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| ids.get(before))).copied()
    });
    let cells = if n_cells == 0 {
        String::new()
    } else {
        format!(" and {} of the matrix", present::count(n_cells, "cell", "cells"))
    };
    let said = format!("Removed {name}{cells}.");
    let next = next.map_or_else(|| ADD.to_owned(), |id| format!("initiative-{id}"));
    removal::remove(
        session,
        &Edit::Programme(ProgrammeEdit::RemoveInitiative(id)),
        said,
        &[&next],
        format!("initiative-{id}"),
    );
}
