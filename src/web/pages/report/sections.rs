//! The sections of the report: heading, what each is for, what it answers and why where it does not apply.

use crate::pages::entry_table::{Adding, Column, Layout, NONE, Row, entry_table, pasted};
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::flow::Show;
use crate::parts::order_buttons::OrderButtons;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, RegisterEdit};
use weighbridge::present;
use weighbridge::report::{Heading, ROLES, Section, template, templates};

/// Returns the section of sections.
pub(super) fn section(session: Session) -> AnyView {
    let n = move || session.case().with(|case| case.sections.len());
    let rows = Signal::derive(move || (0..u32::try_from(n()).unwrap_or(u32::MAX)).collect::<Vec<Row>>());
    let more = move |row: Row| {
        let name = Signal::derive(move || {
            session.case().with(|case| of(case, row).map_or_else(String::new, |section| section.heading.clone()))
        });
        let move_to = Callback::new(move |to: usize| {
            session.dispatch(&Edit::Register(RegisterEdit::MoveSection(row as usize, to)));
        });
        let remove = Callback::new(move |()| {
            let edit = Edit::Register(RegisterEdit::RemoveSection(row as usize));
            let said = format!("Removed the section {}.", name.get_untracked());
            removal::remove(session, &edit, said, &["add-section"], "add-section".to_owned());
        });
        let place = Signal::derive(move || (row as usize, n()));
        view! { <OrderButtons id=format!("section-{row}") name place move_to remove/> }.into_any()
    };
    let columns = Signal::stored(columns());
    let layout =
        Layout { more: Some(Arc::new(more)), ..Layout::new("sections", "Sections of the report", columns, rows) };
    let table = entry_table(session, layout);
    let is_empty = Memo::new(move |_| n() == 0);
    let missing = Memo::new(move |_| session.case().with(|case| missing(case)));
    let add_all = move |_| {
        let n = n();
        let edits = missing.get_untracked().into_iter().enumerate().flat_map(|(at, (number, heading, role))| {
            let section = Section { number, heading: heading.clone(), role, ..Section::default() };
            let change = RegisterEdit::ChangeSection(n + at, Box::new(section));
            [Edit::Register(RegisterEdit::AddSection(heading)), Edit::Register(change)]
        });
        session.dispatch(&Edit::Together("Add the sections of the template".to_owned(), edits.collect()));
        crate::parts::focus::focus_soon(&["add-section"]);
    };
    let adding = Adding::by_name(
        |_, heading| Edit::Register(RegisterEdit::AddSection(heading)),
        |case| u32::try_from(case.sections.len().checked_sub(1)?).ok(),
    );
    let pasted = pasted(session, self::columns(), adding);
    let add = Callback::new(move |heading: String| session.commit(&Edit::Register(RegisterEdit::AddSection(heading))));
    view! {
        <section class="section" aria-labelledby="h-sections">
            <h2 id="h-sections" tabindex="-1">"Sections of the report"</h2>
            <div hidden=move || is_empty.get()>{table}</div>
            <Show when=move || missing.with(|missing| !missing.is_empty())>
                <p><button class="button" type="button" id="add-sections" on:click=add_all>{move || missing.with(|missing| present::count(missing.len(), "section of the template is not here: add it", "sections of the template are not here: add them"))}</button></p>
            </Show>
            <Adder id="add-section" label="Heading of the section" button="Add section" add pasted/>
        </section>
    }
    .into_any()
}

/// Returns the sections of the template that the report has not, each with its number, its heading and what it is for.
fn missing(case: &Case) -> Vec<(String, String, String)> {
    let wanted = template(&case.context.template).map_or(&[][..], |template| &template.sections);
    let has = |wanted: &Heading| {
        let is_it = |section: &Section| {
            section.heading.eq_ignore_ascii_case(&wanted.heading)
                || (!wanted.role.is_empty() && section.role == wanted.role)
        };
        case.sections.iter().any(|section| is_it(section))
    };
    let missing = wanted.iter().filter(|wanted| !has(wanted));
    missing.map(|one| (one.number.clone(), one.heading.clone(), one.role.clone())).collect()
}

fn of(case: &Case, row: Row) -> Option<&Section> {
    case.sections.get(row as usize).map(AsRef::as_ref)
}

/// Returns the column of one text of a section.
fn text(heading: &'static str, read: fn(&Section) -> &String, write: fn(&mut Section, String)) -> Column {
    Column::new(
        heading,
        move |case, row| of(case, row).map_or_else(String::new, |section| read(section).clone()),
        move |case, row, text| {
            let mut section = of(case, row).cloned().ok_or(EditError::NotThere { what: "section" })?;
            write(&mut section, text.to_owned());
            Ok(Edit::Register(RegisterEdit::ChangeSection(row as usize, Box::new(section))))
        },
    )
}

/// Returns what a section may be said to be for: what is known by the words of a heading, and what the templates name besides.
fn roles() -> Vec<String> {
    let known = ROLES.iter().map(|(role, _)| *role);
    let named = templates().iter().flat_map(|template| &template.sections).map(|section| section.role.as_str());
    let mut roles = vec![NONE.to_owned()];
    for role in known.chain(named).filter(|role| !role.is_empty()) {
        if !roles.iter().any(|there| there == role) {
            roles.push(role.to_owned());
        }
    }
    roles
}

fn columns() -> Vec<Column> {
    let role = text(
        "Is for",
        |section| &section.role,
        |section, role| {
            section.role = if role == NONE { String::new() } else { role };
        },
    );
    let role = role.choosing(|_| roles());
    vec![
        text("Heading", |section| &section.heading, |section, text| section.heading = text),
        text("Number", |section| &section.number, |section, text| section.number = text),
        role,
        text("Says", |section| &section.answer, |section, text| section.answer = text),
        text("Why not applicable", |section| &section.reason, |section, text| section.reason = text),
    ]
}
