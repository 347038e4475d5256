//! The details of one initiative: status, dates, lead, money and words, and what else the report says of it.

use super::read_date;
use crate::parts::field::{TextArea, TextField};
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::date::entry;
use weighbridge::edit::{DateField, Edit, EditError, ProgrammeEdit, WordsField};
use weighbridge::id::InitiativeId;
use weighbridge::pence::{PoundsError, read_pounds};
use weighbridge::present;
use weighbridge::programme::{Initiative, Status};

/// The fields of an initiative.
#[component]
pub(super) fn Details(session: Session, id: InitiativeId, record: Memo<Initiative>) -> impl IntoView {
    let text = move |read: fn(&Initiative) -> String| Signal::derive(move || record.with(read));
    let lead = Callback::new(move |role| {
        session.commit(&Edit::Programme(ProgrammeEdit::SetWords(id, WordsField::LeadRole, role)))
    });
    let narrative = Callback::new(move |words| {
        session.commit(&Edit::Programme(ProgrammeEdit::SetWords(id, WordsField::Narrative, words)))
    });
    let budget = text(|record| record.budget.map_or_else(String::new, present::pounds));
    let set_budget = Callback::new(move |typed: String| {
        let refused = EditError::OutOfRange { expected: PoundsError::EXPECTED };
        let sum = if typed.trim().is_empty() { None } else { Some(read_pounds(&typed).map_err(|_| refused)?) };
        session.commit(&Edit::Programme(ProgrammeEdit::SetBudget(id, sum)))
    });
    let role = text(|record| record.lead_role.clone());
    let words = text(|record| record.narrative.clone());
    view! {
        <div class="details">
            <StatusField session id record/>
            {date_field(session, id, DateField::Start, record)}
            {date_field(session, id, DateField::PlannedEnd, record)}
            {date_field(session, id, DateField::ActualEnd, record)}
            <TextField id=format!("budget-{id}") label="Budget, all years, £" value=budget commit=set_budget/>
            <TextField id=format!("lead-{id}") label="Lead role" hint="A role, not a name" value=role commit=lead/>
            <div class="details__wide">
                <TextArea id=format!("narrative-{id}") label="Progress in words" value=words commit=narrative rows=3/>
            </div>
        </div>
        {move || view! { <AsReported session record=record.get()/> }}
    }
}

#[component]
fn StatusField(session: Session, id: InitiativeId, record: Memo<Initiative>) -> impl IntoView {
    let all = [Status::Red, Status::Amber, Status::Green, Status::Complete];
    let choices = all.map(|status| (Some(status), present::status_words(status).to_owned()));
    let choices: Vec<_> = std::iter::once((None, "None given".to_owned())).chain(choices).collect();
    let value = Signal::derive(move || record.with(|record| record.status));
    let choose = Callback::new(move |status| session.dispatch(&Edit::Programme(ProgrammeEdit::SetStatus(id, status))));
    view! { <SelectField id=format!("status-{id}") label="Status" value choices=Signal::stored(choices) choose/> }
}

fn date_field(session: Session, id: InitiativeId, field: DateField, record: Memo<Initiative>) -> impl IntoView {
    let read = move |record: &Initiative| field.of(record);
    let (name, label) = match field {
        DateField::Start => ("start", "Start"),
        DateField::PlannedEnd => ("planned", "Planned end"),
        DateField::ActualEnd => ("actual", "Actual end"),
        DateField::NewEnd => ("new", "New end"),
    };
    let value = Signal::derive(move || record.with(read).map_or_else(String::new, present::date));
    let commit = Callback::new(move |typed: String| {
        let read = if field == DateField::Start { entry::read_start } else { entry::read_end };
        let date = read_date(&typed, read)?;
        session.commit(&Edit::Programme(ProgrammeEdit::SetDate(id, field, date)))
    });
    view! { <TextField id=format!("{name}-{id}") label hint="For example 4 May 2026, May 2026 or 2026/27" value commit/> }
}

/// What the report says beside the fields, to read only.
#[component]
fn AsReported(session: Session, record: Initiative) -> impl IntoView {
    let dependencies: Vec<String> = session.case().with(|case| {
        record.dependencies.iter().map(|dependency| present::dependency_words(case, dependency)).collect()
    });
    let milestones = record.milestones.iter().map(present::milestone_words).collect();
    let one = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
    let facts: [(&str, Vec<String>); 5] = [
        ("Objective", one(record.objective)),
        ("Milestones", milestones),
        ("Risks", record.risks),
        ("Waits for", dependencies),
        ("Read from", one(record.source)),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    let row = |(term, lines): (&'static str, Vec<String>)| {
        let lines = lines.into_iter().map(|line| view! { <dd>{line}</dd> }).collect_view();
        view! { <div><dt>{term}</dt>{lines}</div> }
    };
    (!facts.is_empty())
        .then(|| view! { <dl class="facts details__facts">{facts.into_iter().map(row).collect_view()}</dl> })
}
