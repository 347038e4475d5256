//! One initiative: all that is said of it, and what a careful reader would ask about it.

mod cost;
mod dated;
mod fields;
mod goals;
mod implications;
mod lists;

pub(crate) use implications::{answer_column, implication_roles};

use crate::pages::carbon::{measures, social_value};
use crate::pages::programme::{over, programme_findings, views};
use crate::pages::report::{actions, risks};
use crate::pages::{asked, removal};
use crate::parts::flow::Show;
use crate::parts::next::next_link;
use crate::parts::order_buttons::OrderButtons;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::Initiative;
use weighbridge::route::{Page, Route};

/// Returns the page; where the initiative is gone it says so.
pub(crate) fn page(session: Session, id: InitiativeId) -> AnyView {
    let is_there = Memo::new(move |_| session.case().with(|case| case.initiative(id).is_some()));
    view! {
        <Show when=move || is_there.get() fallback=move || gone(session)>{initiative(session, id)}</Show>
    }
    .into_any()
}

fn gone(session: Session) -> AnyView {
    view! {
        <h1 class="headline__sentence">"This initiative is not in the case"</h1>
        {views(session, Page::Programme)}
        <p>"It was removed, or the address is of another case. Undo brings back what was just removed."</p>
    }
    .into_any()
}

fn initiative(session: Session, id: InitiativeId) -> AnyView {
    let record = Memo::new(move |last: Option<&Initiative>| {
        let found = session.case().with(|case| case.initiative(id).cloned());
        // While the page goes away, it shows its last state.
        found.or_else(|| last.cloned()).unwrap_or_else(|| Initiative::named(id, ""))
    });
    let case = session.case();
    let headline = move || case.with(|case| present::initiative_headline(case, id));
    let all = programme_findings(session);
    let found = Memo::new(move |_| {
        all.with(|all| all.iter().filter(|one| one.initiatives().any(|own| own == id)).cloned().collect::<Vec<_>>())
    });
    let has_findings = move || found.with(|found| !found.is_empty());
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "Initiative"))}</p>
        <h1 class="headline__sentence">{headline}</h1>
        {views(session, Page::Initiative(id))}
        <section class="section" aria-labelledby="h-facts">
            <h2 id="h-facts">"What is said of it"</h2>
            <fields::Fields session id record/>
        </section>
        <Show when=has_findings>
            <section class="section" aria-labelledby="h-asked">
                <h2 id="h-asked">"What a careful reader would ask"</h2>
                {asked::list(session, "initiative-findings", found)}
            </section>
        </Show>
        {dated::milestones(session, id, record)}
        {dated::earlier_ends(session, id, record)}
        {lists::waits_for(session, id, record)}
        {goals::section(session, id)}
        {goals::money(session, id)}
        {measures(session, Some(id))}
        {social_value(session, Some(id))}
        {cost::section(session, id, record)}
        {implications::section(session, id)}
        {lists::measures(session, id, record)}
        {actions(session, Some(id))}
        {risks(session, Some(id))}
        {lists::words(session, id, record, lists::Words::Risks)}
        {lists::words(session, id, record, lists::Words::Options)}
        <Place session id record/>
    }
    .into_any()
}

/// Its place in the list, and the way to the one behind it.
#[component]
fn Place(session: Session, id: InitiativeId, record: Memo<Initiative>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        session.case().with(|case| case.programme.initiatives.iter().map(|found| found.id).collect::<Vec<_>>())
    });
    let at = move || ids.with(|ids| ids.iter().position(|other| *other == id).unwrap_or(0));
    let place = Signal::derive(move || (at(), ids.with(Vec::len)));
    let name = Signal::derive(move || record.with(|record| record.name.clone()));
    let move_to =
        Callback::new(move |to: usize| session.dispatch(&Edit::Programme(ProgrammeEdit::MoveInitiative(id, to))));
    let remove = Callback::new(move |()| {
        let said = format!("Removed {}.", name.get_untracked());
        removal::remove(
            session,
            &Edit::Programme(ProgrammeEdit::RemoveInitiative(id)),
            said,
            &["main"],
            "main".to_owned(),
        );
    });
    let next = move || {
        let next = ids.with(|ids| ids.get(at() + 1).copied())?;
        let name = session.case().with(|case| case.initiative(next).map(|found| found.name.clone()))?;
        let href = Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Initiative(next) }.hash();
        Some(next_link(href, &name))
    };
    view! {
        <section class="section" aria-labelledby="h-place">
            <h2 id="h-place">"Its place in the list"</h2>
            <p class="initiative__place">{move || format!("{} of {}.", place.get().0 + 1, place.get().1)}
                <OrderButtons id="initiative-place" name place move_to remove/></p>
        </section>
        {next}
    }
}
