//! What changes a money table: its facts, its columns and its lines.

use crate::pages::entry_table::{Column, Layout, NONE, Row, entry_table};
use crate::pages::programme::columns::{chosen, read_sum, sum_column};
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, MoneyEdit};
use weighbridge::id::TableId;
use weighbridge::pence::PoundsError;
use weighbridge::present;
use weighbridge::programme::{Basis, ColumnRole, LineKind, MoneyColumn, MoneyLine, MoneyTable};

/// The table, while it is there.
type Found = Memo<Option<Arc<MoneyTable>>>;

/// Returns what changes a table, closed at first where it has lines.
pub(super) fn editing(session: Session, id: TableId, table: Found) -> AnyView {
    let is_open =
        RwSignal::new(table.with_untracked(|table| table.as_ref().is_some_and(|table| table.lines.is_empty())));
    let inner = move || view! { <Fields session id table/> {columns(session, id, table)} {lines(session, id, table)} };
    view! {
        <details class="money__edit" prop:open=is_open.get_untracked() on:toggle=move |event| is_open.set(crate::browser::page::is_open(&event))>
            <summary class="summary">"Change this table"</summary>
            <Show when=move || is_open.get()>{inner()}</Show>
        </details>
    }
    .into_any()
}

fn money(edit: MoneyEdit) -> Edit {
    Edit::Money(edit)
}

fn of(case: &Case, id: TableId) -> Option<&MoneyTable> {
    case.programme.tables.iter().map(AsRef::as_ref).find(|table| table.id == id)
}

#[component]
fn Fields(session: Session, id: TableId, table: Found) -> impl IntoView {
    let text = move |read: fn(&MoneyTable) -> String| {
        Signal::derive(move || table.with(|table| table.as_deref().map_or_else(String::new, read)))
    };
    let set_title = Callback::new(move |title| session.commit(&money(MoneyEdit::SetTitle(id, title))));
    let set_source = Callback::new(move |source| session.commit(&money(MoneyEdit::SetTableSource(id, source))));
    let set_step = Callback::new(move |typed: String| {
        let step = read_sum(&typed)?.ok_or(EditError::OutOfRange { expected: PoundsError::EXPECTED })?;
        session.commit(&money(MoneyEdit::SetStep(id, step)))
    });
    let basis = Signal::derive(move || table.with(|table| table.as_ref().and_then(|table| table.basis)));
    let bases = [(None, "Not said"), (Some(Basis::Capital), "Capital"), (Some(Basis::Revenue), "Revenue")];
    let bases: Vec<_> = bases.map(|(basis, words)| (basis, words.to_owned())).into();
    let choose = Callback::new(move |basis| session.dispatch(&money(MoneyEdit::SetBasis(id, basis))));
    let remove = move |_| {
        let name = text(|table| table.title.clone()).get_untracked();
        let edit = money(MoneyEdit::RemoveTable(id));
        removal::remove(session, &edit, format!("Removed the table {name}."), &["add-table"], format!("h-money-{id}"));
    };
    view! {
        <div class="details">
            <TextField id=format!("title-{id}") label="Title" value=text(|table| table.title.clone()) commit=set_title/>
            <SelectField id=format!("basis-{id}") label="Kind of money" value=basis choices=Signal::stored(bases) choose/>
            <TextField id=format!("step-{id}") label="Figures are rounded to, £" hint="For example 100k, or 1" value=text(|table| present::pounds(table.printed_step)) commit=set_step/>
            <TextField id=format!("source-{id}") label="Paragraph of the report" value=text(|table| table.source.clone()) commit=set_source/>
        </div>
        <p><button class="button button--quiet" type="button" on:click=remove>"Remove this table"</button></p>
    }
}

/// Returns the columns as a table: heading, what each holds, its year.
fn columns(session: Session, id: TableId, table: Found) -> AnyView {
    let column =
        move |case: &Case, row: Row| -> Option<MoneyColumn> { of(case, id)?.columns.get(row as usize).cloned() };
    let heading = Column::new(
        "Column",
        move |case, row| column(case, row).map_or_else(String::new, |found| found.heading),
        move |_, row, text| Ok(money(MoneyEdit::SetHeading(id, row as usize, text.to_owned()))),
    );
    let role = Column::new(
        "Holds",
        move |case, row| column(case, row).map_or_else(String::new, |found| found.role.word().to_owned()),
        move |case, row, text| {
            let role = ColumnRole::ALL.into_iter().find(|role| role.word() == text).unwrap_or_default();
            let period = column(case, row).map_or_else(String::new, |found| found.period);
            Ok(money(MoneyEdit::SetRole(id, row as usize, role, period)))
        },
    )
    .choosing(|_| ColumnRole::ALL.map(|role| role.word().to_owned()).into());
    let period = Column::new(
        "Financial year",
        move |case, row| column(case, row).map_or_else(String::new, |found| found.period),
        move |case, row, text| {
            let role = column(case, row).map_or(ColumnRole::Other, |found| found.role);
            Ok(money(MoneyEdit::SetRole(id, row as usize, role, text.to_owned())))
        },
    );
    let rows =
        Signal::derive(move || table.with(|table| places(table.as_ref().map_or(0, |table| table.columns.len()))));
    let more = move |row: Row| {
        let remove = move |_| {
            let name =
                session.case().with_untracked(|case| column(case, row).map_or_else(String::new, |found| found.heading));
            let edit = money(MoneyEdit::RemoveColumn(id, row as usize));
            let next = format!("add-column-{id}");
            removal::remove(session, &edit, format!("Removed the column {name}."), &[&next], next.clone());
        };
        let name =
            move || session.case().with(|case| column(case, row).map_or_else(String::new, |found| found.heading));
        view! { <button class="order__button" type="button" aria-label=move || format!("Remove: {}", name()) on:click=remove>"Remove"</button> }.into_any()
    };
    let columns = Signal::stored(vec![heading, role, period]);
    let layout = Layout {
        more: Some(Arc::new(more)),
        ..Layout::new(&format!("columns-{id}"), "Columns of the table", columns, rows)
    };
    let add = Callback::new(move |heading: String| session.commit(&money(MoneyEdit::AddColumn(id, heading))));
    view! {
        <h3>"Columns"</h3>
        {entry_table(session, layout)}
        <Adder id=format!("add-column-{id}") label="Heading of another column" button="Add column" add/>
    }
    .into_any()
}

/// Returns the lines as a table: label, one figure a column, and what each line is.
fn lines(session: Session, id: TableId, table: Found) -> AnyView {
    let line = move |case: &Case, row: Row| -> Option<MoneyLine> { of(case, id)?.lines.get(row as usize).cloned() };
    let headings = Memo::new(move |_| {
        let heading = |column: &MoneyColumn| column.heading.clone();
        table.with(|table| {
            table.as_ref().map_or_else(Vec::new, |table| table.columns.iter().map(heading).collect::<Vec<_>>())
        })
    });
    let columns = Signal::derive(move || {
        let label = Column::new(
            "Line",
            move |case, row| line(case, row).map_or_else(String::new, |found| found.label),
            move |_, row, text| Ok(money(MoneyEdit::SetLabel(id, row as usize, text.to_owned()))),
        );
        let figures = headings.get().into_iter().enumerate().map(|(at, heading)| {
            sum_column(
                heading,
                move |case, row| line(case, row).and_then(|found| found.figure(at)),
                move |row, sum| Ok(money(MoneyEdit::SetFigure(id, [row as usize, at], sum))),
            )
        });
        let kind = chosen(
            "Is",
            LineKind::ALL.map(|kind| (kind, kind.word().to_owned())).into(),
            move |case, row| line(case, row).map_or(LineKind::Line, |found| found.kind),
            move |row, kind| Ok(money(MoneyEdit::SetKind(id, row as usize, kind))),
        );
        let note = Column::new(
            "Note",
            move |case, row| line(case, row).map_or_else(String::new, |found| found.note),
            move |_, row, text| Ok(money(MoneyEdit::SetNote(id, row as usize, text.to_owned()))),
        );
        std::iter::once(label).chain(figures).chain([kind, paid_for(id), note]).collect()
    });
    let rows = Signal::derive(move || table.with(|table| places(table.as_ref().map_or(0, |table| table.lines.len()))));
    let n = move || table.with(|table| table.as_ref().map_or(0, |table| table.lines.len()));
    let more = move |row: Row| {
        let name = Signal::derive(move || {
            session.case().with(|case| line(case, row).map_or_else(String::new, |found| found.label))
        });
        let move_to =
            Callback::new(move |to: usize| session.dispatch(&money(MoneyEdit::MoveLine(id, row as usize, to))));
        let remove = Callback::new(move |()| {
            let edit = money(MoneyEdit::RemoveLine(id, row as usize));
            let next = format!("add-line-{id}");
            removal::remove(
                session,
                &edit,
                format!("Removed the line {}.", name.get_untracked()),
                &[&next],
                next.clone(),
            );
        });
        let place = Signal::derive(move || (row as usize, n()));
        view! { <OrderButtons id=format!("line-{id}-{row}") name place move_to remove/> }.into_any()
    };
    let layout = Layout {
        more: Some(Arc::new(more)),
        ..Layout::new(&format!("lines-{id}"), "Lines of the table", columns, rows)
    };
    let add = Callback::new(move |label: String| session.commit(&money(MoneyEdit::AddLine(id, label))));
    view! {
        <h3>"Lines"</h3>
        <p class="note">"Type pounds, such as 420k or 4.4m. An empty cell is not printed; it is never read as 0."</p>
        {entry_table(session, layout)}
        <Adder id=format!("add-line-{id}") label="Label of another line" button="Add line" add/>
    }
    .into_any()
}

/// Returns the column for the initiative that a line pays for.
fn paid_for(id: TableId) -> Column {
    Column::new(
        "Pays for",
        move |case, row| {
            let line = of(case, id).and_then(|table| table.lines.get(row as usize));
            let initiative = line.and_then(|line| line.initiative).and_then(|id| case.initiative(id));
            initiative.map_or_else(String::new, |found| found.name.clone())
        },
        move |case, row, text| {
            let found = case.programme.initiatives.iter().find(|found| found.name == text);
            Ok(money(MoneyEdit::SetPaidFor(id, row as usize, found.map(|found| found.id))))
        },
    )
    .choosing(|case| {
        let names = case.programme.initiatives.iter().map(|found| found.name.clone());
        std::iter::once(NONE.to_owned()).chain(names).collect()
    })
}

/// Returns the places of so many rows.
pub(super) fn places(n: usize) -> Vec<Row> {
    (0..u32::try_from(n).unwrap_or(u32::MAX)).collect()
}
