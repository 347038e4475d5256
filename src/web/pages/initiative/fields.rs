//! The fields of an initiative: status, dates, lead, money and words.

use crate::pages::entry_table::NONE;
use crate::pages::programme::columns::read_sum;
use crate::pages::programme::read_date;
use crate::parts::field::{TextArea, TextField};
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::date::entry;
use weighbridge::edit::{DateField, Edit, ProgrammeEdit, WordsField};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::{Initiative, Status, StatusBasis};
use weighbridge::route::{Page, Route, Step};

/// The fields.
#[component]
pub(super) fn Fields(session: Session, id: InitiativeId, record: Memo<Initiative>) -> impl IntoView {
    let edit = move |edit: ProgrammeEdit| session.commit(&Edit::Programme(edit));
    let text = move |read: fn(&Initiative) -> String| Signal::derive(move || record.with(read));
    let rename = Callback::new(move |name| edit(ProgrammeEdit::RenameInitiative(id, name)));
    let set_budget = Callback::new(move |typed: String| edit(ProgrammeEdit::SetBudget(id, read_sum(&typed)?)));
    let set_tags = Callback::new(move |typed: String| {
        let tags = typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        edit(ProgrammeEdit::SetTags(id, tags))
    });
    let words = move |field: WordsField, label: &'static str, hint: &'static str| {
        let value = Signal::derive(move || record.with(|record| field.of(record).to_owned()));
        let commit = Callback::new(move |words| edit(ProgrammeEdit::SetWords(id, field, words)));
        view! { <TextField id=format!("{label}-{id}").to_lowercase().replace(' ', "-") label hint value commit/> }
    };
    let area = move |field: WordsField, label: &'static str| {
        let value = Signal::derive(move || record.with(|record| field.of(record).to_owned()));
        let commit = Callback::new(move |words| edit(ProgrammeEdit::SetWords(id, field, words)));
        view! { <div class="details__wide"><TextArea id=format!("{label}-{id}").to_lowercase().replace(' ', "-") label value commit rows=3/></div> }
    };
    view! {
        <div class="details">
            <div class="details__wide"><TextField id=format!("name-{id}") label="Name" value=text(|record| record.name.clone()) commit=rename/></div>
            <Choices session id record/>
            {words(WordsField::StatusReason, "Reason for the status", "")}
            {date_field(session, id, DateField::Start, record)}
            {date_field(session, id, DateField::PlannedEnd, record)}
            {date_field(session, id, DateField::NewEnd, record)}
            {date_field(session, id, DateField::ActualEnd, record)}
            <TextField id=format!("budget-{id}") label="Budget, all years, £" value=text(|record| record.budget.map_or_else(String::new, present::pounds)) commit=set_budget/>
            {words(WordsField::LeadRole, "Lead role", "A role, not a name")}
            {words(WordsField::Reference, "Reference", "What the council numbers it by")}
            {words(WordsField::Group, "Group", "The heading it stands under, such as a directorate")}
            <TextField id=format!("tags-{id}") label="Tags" hint="For example equipment, building, digital" value=text(|record| record.tags.join(", ")) commit=set_tags/>
            {words(WordsField::Source, "Read from", "Paragraphs of the report")}
            {area(WordsField::Objective, "Objective")}
            {area(WordsField::Narrative, "Progress in words")}
        </div>
    }
}

/// What is chosen: status and what it rests on, what it is part of, the appraisal of its options.
#[component]
fn Choices(session: Session, id: InitiativeId, record: Memo<Initiative>) -> impl IntoView {
    let dispatch = move |edit: ProgrammeEdit| session.dispatch(&Edit::Programme(edit));
    let statuses = [Status::Red, Status::Amber, Status::Green, Status::Complete];
    let statuses = statuses.map(|status| (Some(status), present::status_words(status).to_owned()));
    let statuses: Vec<_> = std::iter::once((None, "None given".to_owned())).chain(statuses).collect();
    let bases = StatusBasis::ALL.map(|basis| (Some(basis), basis.word().to_owned()));
    let bases: Vec<_> = std::iter::once((None, "Nobody says".to_owned())).chain(bases).collect();
    let parents = Signal::derive(move || {
        let others = |case: &std::sync::Arc<weighbridge::case::Case>| {
            let others = case.programme.initiatives.iter().filter(|other| other.id != id);
            let others = others.map(|other| (Some(other.id), other.name.clone()));
            std::iter::once((None, NONE.to_owned())).chain(others).collect::<Vec<_>>()
        };
        session.case().with(others)
    });
    let appraisals = Signal::derive(move || {
        let all = |case: &std::sync::Arc<weighbridge::case::Case>| {
            let all = case.appraisals.iter().map(|appraisal| (Some(appraisal.id), appraisal.title.clone()));
            std::iter::once((None, NONE.to_owned())).chain(all).collect::<Vec<_>>()
        };
        session.case().with(all)
    });
    let linked = move || {
        let found = record.with(|record| record.appraisal)?;
        let title = session.case().with(|case| case.appraisal(found).map(|appraisal| appraisal.title.clone()))?;
        let page = Page::Appraisal(found, Step::Results);
        let href = Route::Case { key: session.key().get().unwrap_or_default(), page }.hash();
        Some(view! { <p class="note details__wide">"Its options are appraised in "<a href=href>{title}</a>"."</p> })
    };
    view! {
        <SelectField id=format!("status-{id}") label="Status" value=Signal::derive(move || record.with(|record| record.status))
            choices=Signal::stored(statuses) choose=Callback::new(move |status| dispatch(ProgrammeEdit::SetStatus(id, status)))/>
        <SelectField id=format!("basis-{id}") label="What the status rests on" value=Signal::derive(move || record.with(|record| record.status_basis))
            choices=Signal::stored(bases) choose=Callback::new(move |basis| dispatch(ProgrammeEdit::SetStatusBasis(id, basis)))/>
        <SelectField id=format!("parent-{id}") label="Part of" value=Signal::derive(move || record.with(|record| record.parent))
            choices=parents choose=Callback::new(move |parent| dispatch(ProgrammeEdit::SetParent(id, parent)))/>
        <SelectField id=format!("appraisal-{id}") label="Appraisal of its options" value=Signal::derive(move || record.with(|record| record.appraisal))
            choices=appraisals choose=Callback::new(move |appraisal| dispatch(ProgrammeEdit::SetAppraisal(id, appraisal)))/>
        {linked}
    }
}

fn date_field(session: Session, id: InitiativeId, field: DateField, record: Memo<Initiative>) -> impl IntoView {
    let (name, hint) = match field {
        DateField::Start => ("start", "For example May 2026, 2026/27 or 2026"),
        DateField::PlannedEnd => ("planned", "For example 4 May 2026, 2026/27 or 2026"),
        DateField::ActualEnd => ("actual", "For example 4 May 2026"),
        DateField::NewEnd => ("new", "Where the planned end no longer holds"),
    };
    let value = Signal::derive(move || record.with(|record| field.of(record).map_or_else(String::new, present::date)));
    let commit = Callback::new(move |typed: String| {
        let one_end = if field == DateField::Start { entry::read_start } else { entry::read_end };
        let date =
            read_date(&typed, one_end).or_else(|refused| read_date(&typed, entry::read_event).map_err(|_| refused))?;
        session.commit(&Edit::Programme(ProgrammeEdit::SetDate(id, field, date)))
    });
    view! { <TextField id=format!("{name}-{id}") label=field.word() hint value commit/> }
}
