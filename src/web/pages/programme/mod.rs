//! Programme: the initiatives with their status, dates and money, and what a careful reader would ask about them.

mod details;
mod initiatives;
mod money;

use crate::browser::clock;
use crate::pages::asked;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::next::next_link;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::date::Date;
use weighbridge::date::entry::{self, NoDate};
use weighbridge::edit::{CaseEdit, Edit, EditError};
use weighbridge::health::{Place, check_programme};
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// What stands beside the label of a date field.
pub(crate) const DATE_HINT: &str = "For example 4 May 2026, or May 2026";

/// The programme page.
#[component]
pub(crate) fn Programme(session: Session) -> impl IntoView {
    let case = session.case();
    let over = move || case.with(|case| over(case));
    let headline = move || case.with(|case| present::programme_headline(case));
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="headline__sentence">{headline}</h1>
        <initiatives::Initiatives session/>
        <Findings session/>
        <money::Money session/>
        {move || next_link(alignment(), "Alignment")}
    }
}

fn over(case: &Case) -> String {
    let context = &case.context;
    let parts = [&context.report, &context.authority, &context.committee];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let of = if parts.is_empty() { String::new() } else { format!(" {}.", parts.join(", ")) };
    format!("Programme.{of}")
}

/// Returns a date as it is typed, as that field reads it, or nothing for an empty field.
pub(crate) fn read_date(text: &str, read: fn(&str) -> Result<Date, NoDate>) -> Result<Option<Date>, EditError> {
    if text.trim().is_empty() { Ok(None) } else { Ok(Some(read(text)?)) }
}

/// Returns the date as at which the programme is read: of the figures, of the meeting, or today.
fn as_at(case: &Case) -> (Option<Date>, &'static str) {
    match (case.context.data_date, case.context.meeting) {
        (Some(date), _) => (Some(date), "the date of the figures"),
        (None, Some(date)) => (Some(date), "the date of the meeting"),
        (None, None) => (clock::local_day(clock::now_ms()).parse().ok(), "today"),
    }
}

/// What does not agree with itself, in dates, statuses and sums.
#[component]
fn Findings(session: Session) -> impl IntoView {
    let case = session.case();
    let found = Memo::new(move |_| {
        let mut found = case.with(|case| check_programme(case, as_at(case).0));
        // What is asked of goals stands with them.
        found.retain(|finding| finding.place() != Place::Alignment);
        found
    });
    let has_initiatives = Memo::new(move |_| case.with(|case| !case.programme.initiatives.is_empty()));
    let read_as_at = move || {
        let (date, what) = case.with(|case| as_at(case));
        date.map(|date| format!("Read as at {}, {what}.", present::date(date)))
    };
    let date = Signal::derive(move || case.with(|case| case.context.data_date.map_or_else(String::new, present::date)));
    let commit = Callback::new(move |text: String| {
        session.commit(&Edit::Case(CaseEdit::SetDataDate(read_date(&text, entry::read)?)))
    });
    let is_empty = Memo::new(move |_| found.with(Vec::is_empty));
    view! {
        <Show when=move || has_initiatives.get()>
            <section class="section" aria-labelledby="h-findings">
                <h2 id="h-findings">"What a careful reader would ask"</h2>
                <p class="note">{read_as_at}</p>
                <Show when=move || is_empty.get() fallback=move || asked::list(session, "programme-findings", found)>
                    <p>"Nothing: dates, statuses and sums agree with each other."</p>
                </Show>
                <div class="programme__date">
                    <TextField id="data-date" label="Date of the figures" hint=DATE_HINT value=date commit/>
                </div>
            </section>
        </Show>
    }
}
