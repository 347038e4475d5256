//! The report: what it says of itself, its sections, what was asked of it, its risks and the counts that it states.

mod context;
mod counts;
mod registers;
mod sections;
mod text;

pub(crate) use registers::{Register, actions, register, risks};

use crate::pages::programme::{findings_at, findings_section, over, views};
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::health::Place;
use weighbridge::present;
use weighbridge::route::Page;

/// The page.
#[component]
pub(crate) fn Report(session: Session) -> impl IntoView {
    let case = session.case();
    let found = findings_at(session, Place::Report);
    let none = "Nothing: the report answers what it was asked, and its sections agree with its facts.";
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "The report"))}</p>
        <h1 class="headline__sentence">{move || case.with(|case| present::report_headline(case))}</h1>
        {views(session, Page::Report)}
        <context::Context session/>
        {sections::section(session)}
        {registers::actions(session, None)}
        {registers::risks(session, None)}
        {counts::section(session)}
        {text::section(session)}
        {findings_section(session, ["report-findings", none], found, ().into_any())}
    }
}
