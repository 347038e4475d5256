//! Programme: the initiatives with their status and dates, and what a careful reader would ask about them.

pub(crate) mod columns;
mod initiatives;
mod views;

pub(crate) use views::views;

use crate::browser::clock;
use crate::pages::asked;
use crate::pages::paste::PasteTable;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::gradual::in_turn;
use crate::parts::next::next_link;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::date::Date;
use weighbridge::date::entry::{self, NoDate};
use weighbridge::edit::{CaseEdit, Edit, EditError};
use weighbridge::health::{Finding, Place, check_programme_beside, check_text, text_date};
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// What stands beside the label of a date field.
pub(crate) const DATE_HINT: &str = "For example 4 May 2026, or May 2026";

/// Beyond so many contributions the rules take longer than a frame.
const MANY: usize = 1_000;

/// The programme page.
#[component]
pub(crate) fn Programme(session: Session) -> impl IntoView {
    let case = session.case();
    let over = move || case.with(|case| over(case, "Programme"));
    let headline = move || case.with(|case| present::programme_headline(case));
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="headline__sentence">{headline}</h1>
        {views(session, Page::Programme)}
        <PasteTable session/>
        <div class="programme">
            <initiatives::Initiatives session/>
            <Findings session/>
        </div>
        {move || next_link(alignment(), "Alignment")}
    }
}

/// Returns what stands above the headline of a view: its name, and whose report it is of.
pub(crate) fn over(case: &Case, view: &str) -> String {
    let context = &case.context;
    let parts = [&context.report, &context.authority, &context.committee];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let of = if parts.is_empty() { String::new() } else { format!(" {}.", parts.join(", ")) };
    format!("{view}.{of}")
}

/// Returns a date as it is typed, as that field reads it, or nothing for an empty field.
pub(crate) fn read_date(text: &str, read: fn(&str) -> Result<Date, NoDate>) -> Result<Option<Date>, EditError> {
    if text.trim().is_empty() { Ok(None) } else { Ok(Some(read(text)?)) }
}

/// Returns the date as at which the programme is read: of the figures, of the meeting, or today.
pub(crate) fn as_at(case: &Case) -> (Option<Date>, &'static str) {
    match (case.context.data_date, case.context.meeting) {
        (Some(date), _) => (Some(date), "the date of the figures"),
        (None, Some(date)) => (Some(date), "the date of the meeting"),
        (None, None) => (clock::local_day(clock::now_ms()).parse().ok(), "today"),
    }
}

/// Returns what a careful reader would ask of the programme, kept up to date behind the paint.
pub(crate) fn programme_findings(session: Session) -> Memo<Vec<Finding>> {
    let case_now = move || {
        session.checked();
        session.key().track();
        session.case().get_untracked()
    };
    // The report's own text is read only where it has changed.
    let kept = Memo::new(move |_| {
        let case = case_now();
        (case.report_text.clone(), text_date(&case))
    });
    let text = Memo::new(move |_| kept.with(|(paragraphs, date)| check_text(paragraphs, *date)));
    Memo::new(move |_| {
        let case = case_now();
        text.with(|text| check_programme_beside(&case, as_at(&case).0, text))
    })
}

/// Returns the findings that are put right at one place, kept up to date.
pub(crate) fn findings_at(session: Session, place: Place) -> Memo<Vec<Finding>> {
    let all = programme_findings(session);
    Memo::new(move |_| all.with(|all| all.iter().filter(|finding| finding.place() == place).cloned().collect()))
}

/// Returns a section of the findings that are put right at a place; `none` is said where there are none.
pub(crate) fn findings_section(
    session: Session,
    [id, none]: [&'static str; 2],
    found: Memo<Vec<Finding>>,
    foot: AnyView,
) -> AnyView {
    let is_empty = Memo::new(move |_| found.with(Vec::is_empty));
    let read_as_at = move || {
        let (date, what) = session.case().with(as_at_of);
        date.map(|date| format!("Read as at {}, {what}.", present::date(date)))
    };
    view! {
        <section class="section" aria-labelledby="h-findings">
            <h2 id="h-findings" tabindex="-1">"What a careful reader would ask"</h2>
            <p class="note">{read_as_at}</p>
            <Show when=move || is_empty.get() fallback=move || asked::list(session, id, found)>
                <p>{none}</p>
            </Show>
            {foot}
        </section>
    }
    .into_any()
}

fn as_at_of(case: &std::sync::Arc<Case>) -> (Option<Date>, &'static str) {
    as_at(case)
}

/// What does not agree with itself, in dates and statuses.
#[component]
fn Findings(session: Session) -> impl IntoView {
    let case = session.case();
    let found = findings_at(session, Place::Programme);
    let has_initiatives = Memo::new(move |_| case.with(|case| !case.programme.initiatives.is_empty()));
    let section = move || {
        let none = "Nothing: dates and statuses agree with each other.";
        findings_section(session, ["programme-findings", none], found, data_date(session))
    };
    // The rules read every contribution: where they are many, the first rows come first.
    let standing = in_turn(1, case.with_untracked(|case| case.contributions.len() > MANY));
    view! { <Show when=move || has_initiatives.get() && standing.get() == 1>{section()}</Show> }
}

/// Returns the field for the date to which figures and statuses refer.
fn data_date(session: Session) -> AnyView {
    let case = session.case();
    let date = Signal::derive(move || case.with(|case| case.context.data_date.map_or_else(String::new, present::date)));
    let commit = Callback::new(move |text: String| {
        session.commit(&Edit::Case(CaseEdit::SetDataDate(read_date(&text, entry::read)?)))
    });
    view! {
        <div class="programme__date">
            <TextField id="data-date" label="Date of the figures" hint=DATE_HINT value=date commit/>
        </div>
    }
    .into_any()
}
