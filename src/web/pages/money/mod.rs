//! Money: the report's tables as printed and whether they add up, the figures of its text and how they hang together.

mod edit;
mod figures;
mod printed;

use crate::pages::paste::PasteTable;
use crate::pages::programme::{findings_at, findings_section, over, views};
use crate::parts::adder::Adder;
use crate::parts::flow::For;
use crate::parts::next::next_link;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, MoneyEdit};
use weighbridge::health::Place;
use weighbridge::id::TableId;
use weighbridge::present;
use weighbridge::programme::MoneyTable;
use weighbridge::route::{Page, Route};

/// The page.
#[component]
pub(crate) fn Money(session: Session) -> impl IntoView {
    let case = session.case();
    let headline = move || case.with(|case| present::money_headline(case));
    let ids = move || {
        let ids: Vec<TableId> = case.with(|case| case.programme.tables.iter().map(|table| table.id).collect());
        ids
    };
    let add = Callback::new(move |title: String| session.commit(&Edit::Money(MoneyEdit::AddTable(title))));
    let found = findings_at(session, Place::Money);
    let report = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Report }.hash();
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "Money"))}</p>
        <h1 class="headline__sentence">{headline}</h1>
        {views(session, Page::Money)}
        <PasteTable session/>
        <For each=ids key=|id| *id children=move |id| table_section(session, id)/>
        <section class="section" aria-labelledby="h-add-table">
            <h2 id="h-add-table">"Another table"</h2>
            <Adder id="add-table" label="Title of the table" button="Add table" add/>
        </section>
        <figures::Figures session/>
        {findings_section(session, ["money-findings", "Nothing: sums and figures agree with each other."], found, ().into_any())}
        {move || next_link(report(), "Report")}
    }
}

/// Returns a table as printed, with what changes it behind.
fn table_section(session: Session, id: TableId) -> AnyView {
    let table = Memo::new(move |last: Option<&Option<std::sync::Arc<MoneyTable>>>| {
        let found = session.case().with(|case| case.programme.tables.iter().find(|table| table.id == id).cloned());
        // While the section goes away, it shows its last state.
        found.or_else(|| last.cloned().flatten())
    });
    let title = move || table.with(|table| table.as_ref().map_or_else(String::new, |table| table.title.clone()));
    let heading = format!("h-money-{id}");
    view! {
        <section class="section" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title}</h2>
            {move || table.get().map(|table| printed::table_view(session, &table))}
            {edit::editing(session, id, table)}
        </section>
    }
    .into_any()
}
