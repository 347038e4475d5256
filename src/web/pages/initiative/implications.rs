//! What an initiative means for equality, carbon, money, law and the rest: one line for each thing that the template asks about.

use super::lists::GONE;
use crate::pages::entry_table::{Column, Layout, NONE, Row, entry_table};
use crate::pages::programme::columns::date_column;
use crate::pages::programme::read_date;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, EditError, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present::{implication_name, implication_prompt};
use weighbridge::programme::{Implication, ImplicationAnswer};
use weighbridge::report::implications_of;

/// Returns what is asked about: by the template, and then whatever else is answered, of one initiative or of any.
pub(crate) fn implication_roles(case: &Case, of: Option<InitiativeId>) -> Vec<String> {
    let mut roles: Vec<String> = implications_of(&case.context.template).into_iter().map(str::to_owned).collect();
    let initiatives = case.programme.initiatives.iter().filter(|one| of.is_none_or(|id| one.id == id));
    for found in initiatives.flat_map(|one| &one.implications) {
        if !roles.contains(&found.role) {
            roles.push(found.role.clone());
        }
    }
    roles
}

/// Returns a column in which the answer is chosen. `of` tells which initiative and what a row is about.
pub(crate) fn answer_column(
    heading: String,
    of: impl Fn(&Case, Row) -> (InitiativeId, String) + Clone + Send + Sync + 'static,
) -> Column {
    let for_read = of.clone();
    Column::new(
        heading,
        move |case, row| {
            let (id, role) = for_read(case, row);
            let found = case.initiative(id).and_then(|one| one.implication(&role));
            found.map_or_else(String::new, |found| found.answer.word().to_owned())
        },
        move |case, row, text| {
            let (id, role) = of(case, row);
            let answer = ImplicationAnswer::ALL.into_iter().find(|answer| answer.word() == text);
            let known = case.initiative(id).and_then(|one| one.implication(&role));
            let given = answer.map(|answer| {
                let empty = || Implication::answered(&role, answer);
                Box::new(Implication { answer, ..known.cloned().unwrap_or_else(empty) })
            });
            Ok(Edit::Programme(ProgrammeEdit::SetImplication(id, role, given)))
        },
    )
    .choosing(|_| {
        let words = ImplicationAnswer::ALL.map(|answer| answer.word().to_owned());
        std::iter::once(NONE.to_owned()).chain(words).collect()
    })
}

/// Returns the section.
pub(super) fn section(session: Session, id: InitiativeId) -> AnyView {
    let roles = Memo::new(move |_| session.case().with(|case| implication_roles(case, Some(id))));
    let rows = Signal::derive(move || (0..u32::try_from(roles.with(Vec::len)).unwrap_or(0)).collect::<Vec<Row>>());
    let columns = Signal::stored(columns(id));
    let table = entry_table(session, Layout::new("own-implications", "Implications", columns, rows));
    let prompts = move || {
        let prompt = |role: &String| {
            let words = implication_prompt(role);
            (!words.is_empty()).then(|| view! { <div><dt>{implication_name(role)}</dt><dd>{words}</dd></div> })
        };
        roles.with(|roles| roles.iter().filter_map(prompt).collect_view())
    };
    view! {
        <section class="section" aria-labelledby="h-own-implications">
            <h2 id="h-own-implications" tabindex="-1">"Implications"</h2>
            <p class="note measure">"“None” says that somebody looked: give the date and the role. “Not applicable” needs a reason. A line without an answer is printed as not answered."</p>
            {table}
            <details class="no-print">
                <summary class="summary">"What to think of"</summary>
                <dl class="facts">{prompts}</dl>
            </details>
        </section>
    }
    .into_any()
}

fn role_at(case: &Case, id: InitiativeId, row: Row) -> String {
    implication_roles(case, Some(id)).get(row as usize).cloned().unwrap_or_default()
}

fn at(case: &Case, id: InitiativeId, row: Row) -> Option<&Implication> {
    case.initiative(id)?.implication(&role_at(case, id, row))
}

/// Returns the edit that changes what stands beside an answer; without one there is nothing to stand beside.
fn change(case: &Case, id: InitiativeId, row: Row, change: impl FnOnce(&mut Implication)) -> Result<Edit, EditError> {
    let mut found = at(case, id, row).cloned().ok_or(EditError::OutOfRange {
        expected: "an answer first: yes, none or not applicable, in the column before",
    })?;
    change(&mut found);
    Ok(Edit::Programme(ProgrammeEdit::SetImplication(id, found.role.clone(), Some(Box::new(found)))))
}

fn words(
    id: InitiativeId,
    heading: &'static str,
    read: fn(&Implication) -> &String,
    write: fn(&mut Implication, String),
) -> Column {
    Column::new(
        heading,
        move |case, row| at(case, id, row).map_or_else(String::new, |found| read(found).clone()),
        move |case, row, text| change(case, id, row, |found| write(found, text.to_owned())),
    )
}

fn columns(id: InitiativeId) -> Vec<Column> {
    let asked = Column::new(
        "For",
        move |case, row| implication_name(&role_at(case, id, row)),
        |_, _, _| Err(EditError::OutOfRange { expected: "an answer, to the right" }),
    );
    let assessed = date_column(
        "Assessed",
        move |case, row| at(case, id, row).and_then(|found| found.assessed),
        |_, _| Err(GONE),
        entry::read_event,
    )
    .writing(move |case, row, text| {
        let date = read_date(text, entry::read_event)?;
        change(case, id, row, |found| found.assessed = date)
    });
    vec![
        asked,
        answer_column("Implications".to_owned(), move |case, row| (id, role_at(case, id, row))),
        words(id, "What they are", |found| &found.text, |found, text| found.text = text),
        words(id, "Why not applicable", |found| &found.reason, |found, text| found.reason = text),
        assessed,
        words(id, "By, a role", |found| &found.by_role, |found, text| found.by_role = text),
    ]
}
