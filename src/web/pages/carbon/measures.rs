//! The measures that save or add tonnes: typed, chosen or pasted, of one initiative or of all.

use super::pasted::preview;
use crate::pages::entry_table::{Adding, Column, Row};
use crate::pages::removal;
use crate::pages::report::{Register, register};
use crate::parts::adder::{Adder, Pasted};
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{CarbonEdit, Edit, EditError};
use weighbridge::id::{CarbonLineId, InitiativeId};
use weighbridge::programme::{CarbonField, CarbonLine, Initiative};

const GONE: EditError = EditError::NotThere { what: "carbon measure" };

/// Returns the measures, of one initiative where it is named.
pub(crate) fn measures(session: Session, of: Option<InitiativeId>) -> AnyView {
    let case = session.case();
    let rows = Signal::derive(move || {
        let rows = |case: &Arc<Case>| -> Vec<Row> {
            let own = case.carbon_lines().filter(|(owner, _)| of.is_none_or(|of| owner.id == of));
            own.map(|(_, line)| line.id.0).collect()
        };
        case.with(rows)
    });
    let chosen: RwSignal<Option<InitiativeId>> = RwSignal::new(of);
    let whose = move |case: &Case| {
        let is_there = |id: &InitiativeId| case.initiative(*id).is_some();
        chosen.get_untracked().filter(is_there).or_else(|| case.programme.initiatives.first().map(|first| first.id))
    };
    let add = Callback::new(move |what: String| {
        let owner = case.with_untracked(|case| whose(case)).ok_or(EditError::NotThere { what: "initiative" })?;
        let line = CarbonLine::named(CarbonLineId(0), &what);
        session.commit(&Edit::Carbon(CarbonEdit::AddLine(owner, Box::new(line))))
    });
    let remove = Arc::new(move |row: Row| {
        let id = CarbonLineId(row);
        let name = case.with_untracked(|case| case.carbon_line(id).map_or_else(String::new, |line| line.what.clone()));
        let edit = Edit::Carbon(CarbonEdit::RemoveLine(id));
        removal::remove(
            session,
            &edit,
            format!("Removed the measure {name}."),
            &["add-carbon"],
            format!("carbon-{row}-0"),
        );
    });
    let adding = adding(of);
    let text: RwSignal<Option<String>> = RwSignal::new(None);
    let take = Callback::new(move |pasted: String| {
        text.set(Some(pasted));
        String::new()
    });
    let hint = "Rows can be pasted here as well, beneath their headings or in the order of the columns. They are shown \
                before anything is taken over. Tonnes that are saved are negative.";
    let pasted = StoredValue::new(Pasted { hint: hint.to_owned(), take });
    let n = Memo::new(move |_| case.with(|case| case.programme.initiatives.len()));
    let form = view! {
        <Show when=move || n.get() != 0 fallback=|| view! { <p>"Add an initiative to the programme first."</p> }.into_any()>
            {of.is_none().then(|| owner_field(session, "carbon-of", chosen))}
            <Adder id="add-carbon" label="What saves or adds tonnes" button="Add carbon measure" add pasted=pasted.get_value()/>
            {preview(session, of, text)}
        </Show>
    };
    let columns = columns(of.is_none());
    let heading = "Measures, in tonnes a year";
    let parts = Register { id: "carbon", heading, columns, rows, remove, adding: Some(adding) };
    register(session, parts, form.into_any())
}

/// Returns the choice of the initiative to which something is added.
pub(super) fn owner_field(session: Session, id: &'static str, chosen: RwSignal<Option<InitiativeId>>) -> AnyView {
    let case = session.case();
    let choices = Signal::derive(move || {
        let named = |case: &Arc<Case>| {
            let all = case.programme.initiatives.iter();
            all.map(|found| (Some(found.id), found.name.clone())).collect::<Vec<_>>()
        };
        case.with(named)
    });
    let value =
        Signal::derive(move || chosen.get().or_else(|| choices.with(|all| all.first().and_then(|(id, _)| *id))));
    let choose = Callback::new(move |id| chosen.set(id));
    view! { <div class="programme__date no-print"><SelectField id label="Initiative" value choices choose/></div> }
        .into_any()
}

fn changed(
    case: &Case,
    row: Row,
    change: impl FnOnce(&mut CarbonLine) -> Result<(), EditError>,
) -> Result<Edit, EditError> {
    let id = CarbonLineId(row);
    let mut line = case.carbon_line(id).cloned().ok_or(GONE)?;
    change(&mut line)?;
    Ok(Edit::Carbon(CarbonEdit::ChangeLine(id, Box::new(line))))
}

fn field(field: CarbonField) -> Column {
    let column = Column::new(
        field.heading(),
        move |case, row| case.carbon_line(CarbonLineId(row)).map_or_else(String::new, |line| field.text(line)),
        move |case, row, text| changed(case, row, |line| Ok(field.put(line, text)?)),
    );
    let column = if field.is_number() { column.of_numbers() } else { column };
    let choices = field.choices();
    if choices.is_empty() {
        return column;
    }
    column.choosing(move |_| choices.iter().map(|word| (*word).to_owned()).collect())
}

/// Returns the column in which the initiative of a row is chosen.
pub(super) fn owner_column(
    read: fn(&Case, Row) -> Option<&Initiative>,
    place: fn(Row, InitiativeId) -> Edit,
) -> Column {
    Column::new(
        OWNER,
        move |case, row| read(case, row).map_or_else(String::new, |found| found.name.clone()),
        move |case, row, text| Ok(place(row, initiative_named(case, text)?)),
    )
    .choosing(|case| case.programme.initiatives.iter().map(|found| found.name.clone()).collect())
}

/// The heading of the column of initiatives.
const OWNER: &str = "Initiative";

/// Returns the initiative of a name.
pub(super) fn initiative_named(case: &Case, name: &str) -> Result<InitiativeId, EditError> {
    let name = name.trim().to_lowercase();
    let found = case.programme.initiatives.iter().find(|found| found.name.to_lowercase() == name);
    found.map(|found| found.id).ok_or(EditError::OutOfRange { expected: "the name of an initiative of this case" })
}

const SAME: &str = "Same tonnes as";

fn same() -> Column {
    Column::new(
        SAME,
        |case, row| {
            let line = case.carbon_line(CarbonLineId(row));
            let names = line.into_iter().flat_map(|line| &line.same_tonnes_as);
            let names = names.filter_map(|id| case.carbon_line(*id)).map(|line| line.what.as_str());
            names.collect::<Vec<_>>().join("; ")
        },
        |case, row, text| Ok(Edit::Carbon(CarbonEdit::same_tonnes(case, CarbonLineId(row), text)?)),
    )
}

fn columns(with_owner: bool) -> Vec<Column> {
    let owner = owner_column(
        |case, row| case.carbon_lines().find(|(_, line)| line.id.0 == row).map(|(owner, _)| owner),
        |row, to| Edit::Carbon(CarbonEdit::PlaceLine(CarbonLineId(row), to)),
    );
    let mut columns: Vec<Column> = CarbonField::ALL.into_iter().map(field).collect();
    if with_owner {
        columns.insert(1, owner);
    }
    columns.push(same());
    columns
}

/// Returns how a measure is added by pasted cells: what it is, and its initiative where that is not given.
fn adding(of: Option<InitiativeId>) -> Adding {
    let edit = move |case: &Case, cells: &[String]| {
        let named = cells.get(1).map_or("", String::as_str);
        let owner = of.map_or_else(|| initiative_named(case, named), Ok)?;
        let line = CarbonLine::named(CarbonLineId(0), cells.first().map_or("", String::as_str));
        Ok(Edit::Carbon(CarbonEdit::AddLine(owner, Box::new(line))))
    };
    let last = |case: &Case, _: &[String]| case.carbon_lines().map(|(_, line)| line.id.0).max();
    Adding { edit: Arc::new(edit), last: Arc::new(last) }
}
