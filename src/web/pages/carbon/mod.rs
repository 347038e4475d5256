//! Carbon and social value: the budget and until when it lasts, measures in both boundaries, and what is promised and delivered.

mod figure;
mod measures;
mod pasted;
mod plan;
mod social;
mod years;

pub(crate) use measures::measures;
pub(crate) use social::social_value;

use crate::pages::behind::{Leaving, table_behind};
use crate::pages::programme::{as_at, findings_at, findings_section, over, views};
use crate::parts::flow::Show;
use crate::parts::next::next_link;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::exchange::table::Table;
use weighbridge::health::Place;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// The page.
#[component]
pub(crate) fn Carbon(session: Session) -> impl IntoView {
    let case = session.case();
    let headline = Memo::new(move |_| case.with(|case| present::carbon_headline(case, as_at(case).0)));
    let remarks = Memo::new(move |_| case.with(|case| present::carbon_remarks(case, as_at(case).0)));
    let is_bare = Memo::new(move |_| {
        case.with(|case| {
            let has_plan = case.programme.carbon_plan.is_some();
            !has_plan && case.carbon_lines().next().is_none() && case.social_values().next().is_none()
        })
    });
    let found = findings_at(session, Place::Carbon);
    let none = "Nothing: no tonnes only move, no year of the budget is missing, and no social value stands out.";
    let report = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Report }.hash();
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "Carbon and social value"))}</p>
        <h1 class="headline__sentence">{move || headline.get()}</h1>
        <ul class="carbon__remarks" role="list">
            {move || remarks.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
        </ul>
        {views(session, Page::Carbon)}
        <Show when=move || is_bare.get()>
            <p class="headline__next">"Choose a published carbon budget, or add what saves or adds tonnes. The council’s own boundary and the total stand side by side, because tonnes that move to somebody else are not saved. Social value in pounds needs a value that you type, with its source and edition."</p>
        </Show>
        <figure::Figure session/>
        {plan::section(session)}
        {years::section(session)}
        {measures(session, None)}
        {measures_out(session)}
        {social::proxies(session)}
        {social_value(session, None)}
        {social::out(session)}
        {findings_section(session, ["carbon-findings", none], found, ().into_any())}
        {move || next_link(report(), "Report")}
    }
}

/// Returns what takes the measures elsewhere, with which of them count.
fn measures_out(session: Session) -> AnyView {
    let case = session.case();
    let table = Memo::new(move |_| case.with(|case| weighbridge::paper::carbon::measures_table(case)));
    let is_empty = Memo::new(move |_| table.with(|table| table.rows.is_empty()));
    let table = Signal::derive(move || table.get());
    view! { <Show when=move || !is_empty.get()>{outward(session, ["measures-out", "carbon-measures"], table)}</Show> }
        .into_any()
}

/// Returns a table behind "Show the table", and what takes it elsewhere. `id` is unique in the page, `name` the file without its
/// ending.
fn outward(session: Session, [id, name]: [&'static str; 2], table: Signal<Table>) -> AnyView {
    let of = Signal::derive(move || table.with(|table| table.caption.clone()));
    let leaving = Leaving { of: Some(of), ..Leaving::named(name) };
    table_behind(session, leaving, [id, "Show the table"], move || table.get(), move || table.get())
}
