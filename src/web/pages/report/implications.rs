//! Implications over all initiatives: which answer each has for what the template asks about. What they are is said on the page of
//! each initiative.

use crate::pages::entry_table::{Column, Layout, Row, entry_table};
use crate::pages::initiative::{answer_column, implication_roles};
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present::{implication_name, implications_sentence};

/// Returns the section.
pub(super) fn section(session: Session) -> AnyView {
    let case = session.case();
    let rows = Signal::derive(move || {
        let ids = |case: &Arc<Case>| case.programme.initiatives.iter().map(|one| one.id.0).collect::<Vec<Row>>();
        case.with(ids)
    });
    let roles = Memo::new(move |_| case.with(|case| implication_roles(case, None)));
    let columns = Signal::derive(move || std::iter::once(name()).chain(roles.get().into_iter().map(answer)).collect());
    let table = entry_table(session, Layout::new("implications", "Implications of each initiative", columns, rows));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <section class="section" aria-labelledby="h-implications">
            <h2 id="h-implications" tabindex="-1">"Implications of each initiative"</h2>
            <p class="note measure">{move || case.with(|case| implications_sentence(case))}" What they are, when somebody looked and in which role is said on the page of each initiative."</p>
            <div hidden=move || is_empty.get()>{table}</div>
        </section>
    }
    .into_any()
}

fn name() -> Column {
    Column::new(
        "Initiative",
        |case, row| case.initiative(InitiativeId(row)).map_or_else(String::new, |one| one.name.clone()),
        |_, row, text| Ok(Edit::Programme(ProgrammeEdit::RenameInitiative(InitiativeId(row), text.to_owned()))),
    )
}

fn answer(role: String) -> Column {
    let heading = implication_name(&role);
    answer_column(heading, move |_, row| (InitiativeId(row), role.clone()))
}
