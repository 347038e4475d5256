//! The report: what it says of itself, its sections, what was asked of it, its risks and the counts that it states.

mod context;
mod counts;
mod export;
mod implications;
mod paper;
mod registers;
mod sections;
mod text;

pub(crate) use registers::{Register, actions, register, risks};

use crate::pages::programme::{findings_at, findings_section, over, views};
use crate::parts::contents::Contents;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::health::Place;
use weighbridge::present;
use weighbridge::route::Page;

/// What stands on the page, and the heading of each.
const CONTENTS: [(&str, &str); 9] = [
    ("What the report says of itself", "h-context"),
    ("Sections", "h-sections"),
    ("Implications of each initiative", "h-implications"),
    ("Recommendations, decisions and actions", "h-actions"),
    ("Risks", "h-risks"),
    ("Numbers that the text claims", "h-counts"),
    ("What a careful reader would ask", "h-findings"),
    ("Paper: copy it or save it", "h-paper"),
    ("For the committee: export the programme", "h-export"),
];

fn contents() -> Vec<(String, &'static str)> {
    CONTENTS.map(|(words, id)| (words.to_owned(), id)).to_vec()
}

/// The page.
#[component]
pub(crate) fn Report(session: Session) -> impl IntoView {
    let case = session.case();
    let found = findings_at(session, Place::Report);
    // The appraisal that goes into the committee file: the first that an initiative points to, until another is chosen.
    let first = case.with_untracked(|case| case.programme.initiatives.iter().find_map(|one| one.appraisal));
    let chosen = RwSignal::new(first);
    let none = "Nothing: the report answers what it was asked, and its sections agree with its facts.";
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "The report"))}</p>
        <h1 class="headline__sentence">{move || case.with(|case| present::report_headline(case))}</h1>
        {views(session, Page::Report)}
        <Contents id="report-contents" entries=Signal::stored(contents())/>
        <context::Context session/>
        {sections::section(session)}
        {implications::section(session)}
        {registers::actions(session, None)}
        {registers::risks(session, None)}
        {counts::section(session)}
        {text::section(session)}
        {findings_section(session, ["report-findings", none], found, ().into_any())}
        {paper::section(session, Signal::from(chosen))}
        {export::section(session, chosen)}
    }
}
