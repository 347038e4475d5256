//! Whose report it is, what is asked, and the dates that it is read by.

use crate::pages::programme::{DATE_HINT, read_date};
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::date::{Date, entry};
use weighbridge::edit::{CaseEdit, ContextField, Edit};
use weighbridge::present;
use weighbridge::report::{template, templates};

/// The fields.
#[component]
pub(super) fn Context(session: Session) -> impl IntoView {
    let template_note = move || {
        session
            .case()
            .with(|case| template(&case.context.template).map_or_else(String::new, |found| found.note.clone()))
    };
    view! {
        <section class="section" aria-labelledby="h-context">
            <h2 id="h-context" tabindex="-1">"What the report says of itself"</h2>
            <div class="details">
                {words(session, "report-title", ContextField::Report, "")}
                {own(session, "authority", "Authority", |context| context.authority.clone(), CaseEdit::SetAuthority)}
                {own(session, "committee", "Committee", |context| context.committee.clone(), CaseEdit::SetCommittee)}
                {words(session, "report-type", ContextField::ReportType, "For example: for information")}
                {words(session, "author-role", ContextField::AuthorRole, "A role, not a name")}
                {date(session, "meeting", "Date of the meeting", |context| context.meeting, CaseEdit::SetMeeting)}
                {date(session, "figures-date", "Date of the figures", |context| context.data_date, CaseEdit::SetDataDate)}
                {date(session, "read-as-at", "Date of reading, if not the meeting", |context| context.read_as_at, CaseEdit::SetReadAsAt)}
                {date(session, "previous-report", "Date of the report before", |context| context.previous_report, CaseEdit::SetPreviousReport)}
                {template_field(session)}
                {words(session, "alignment-heading", ContextField::AlignmentHeading, "")}
                <Show when=move || !template_note().is_empty()><p class="note details__wide">{template_note}</p></Show>
                <div class="details__wide">{note(session)}</div>
            </div>
        </section>
    }
}

/// A part of the context.
type Of<T> = fn(&weighbridge::case::Context) -> T;

fn words(session: Session, id: &'static str, field: ContextField, hint: &'static str) -> AnyView {
    let value = Signal::derive(move || session.case().with(|case| field.of(&case.context).to_owned()));
    let commit = Callback::new(move |words| session.commit(&Edit::Case(CaseEdit::SetWords(field, words))));
    view! { <TextField id label=field.word() hint value commit/> }.into_any()
}

fn own(
    session: Session,
    id: &'static str,
    label: &'static str,
    read: Of<String>,
    edit: fn(String) -> CaseEdit,
) -> AnyView {
    let value = Signal::derive(move || session.case().with(|case| read(&case.context)));
    let commit = Callback::new(move |words| session.commit(&Edit::Case(edit(words))));
    view! { <TextField id label value commit/> }.into_any()
}

fn date(
    session: Session,
    id: &'static str,
    label: &'static str,
    read: Of<Option<Date>>,
    edit: fn(Option<Date>) -> CaseEdit,
) -> AnyView {
    let value =
        Signal::derive(move || session.case().with(|case| read(&case.context).map_or_else(String::new, present::date)));
    let commit = Callback::new(move |typed: String| session.commit(&Edit::Case(edit(read_date(&typed, entry::read)?))));
    view! { <TextField id label hint=DATE_HINT value commit/> }.into_any()
}

/// Returns the choice of the template whose sections the report follows.
fn template_field(session: Session) -> AnyView {
    let value = Signal::derive(move || session.case().with(|case| case.context.template.clone()));
    let known = templates().iter().map(|template| (template.key.clone(), template.title.clone()));
    let choices: Vec<_> = std::iter::once((String::new(), "None".to_owned())).chain(known).collect();
    let choose = Callback::new(move |key| {
        session.dispatch(&Edit::Case(CaseEdit::SetWords(ContextField::Template, key)));
    });
    view! { <SelectField id="template" label="Template of its sections" value choices=Signal::stored(choices) choose/> }
        .into_any()
}

fn note(session: Session) -> AnyView {
    let field = ContextField::Note;
    let value = Signal::derive(move || session.case().with(|case| field.of(&case.context).to_owned()));
    let commit = Callback::new(move |words| session.commit(&Edit::Case(CaseEdit::SetWords(field, words))));
    view! { <TextArea id="context-note" label="Where the content came from" value commit rows=3/> }.into_any()
}
