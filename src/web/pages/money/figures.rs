//! Figures that the text of the report states, and how they hang together.

use super::edit::places;
use crate::pages::entry_table::{Adding, Column, Layout, NONE, Row, entry_table, pasted};
use crate::pages::programme::columns::{chosen, sum_column};
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, MoneyEdit};
use weighbridge::id::FigureId;
use weighbridge::present::relation_words;
use weighbridge::programme::{Figure, Parts, Relation, Same, Spend};
use weighbridge::unknown::Unknown;

/// The figures.
#[component]
pub(super) fn Figures(session: Session) -> impl IntoView {
    let case = session.case();
    let rows = Signal::derive(move || {
        case.with(|case| case.programme.figures.iter().map(|figure| figure.id.0).collect::<Vec<_>>())
    });
    let columns = Signal::stored(columns());
    let more = move |row: Row| {
        let name = move || session.case().with(|case| label(case, FigureId(row)));
        let remove = move |_| {
            let edit = Edit::Money(MoneyEdit::RemoveFigure(FigureId(row)));
            let said = format!("Removed the figure {}.", untrack(name));
            removal::remove(session, &edit, said, &["add-figure"], format!("figures-{row}-0"));
        };
        view! { <button class="order__button" type="button" aria-label=move || format!("Remove: {}", name()) on:click=remove>"Remove"</button> }.into_any()
    };
    let layout = Layout { more: Some(Arc::new(more)), ..Layout::new("figures", "Figures in the text", columns, rows) };
    let table = entry_table(session, layout);
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let add = Callback::new(move |label: String| session.commit(&Edit::Money(MoneyEdit::AddFigure(label))));
    let adding = Adding::by_name(
        |_, label| Edit::Money(MoneyEdit::AddFigure(label)),
        |case| case.programme.figures.last().map(|figure| figure.id.0),
    );
    let pasted = pasted(session, self::columns(), adding);
    view! {
        <section class="section" aria-labelledby="h-stated">
            <h2 id="h-stated">"Figures in the text"</h2>
            <p class="note">"A reader holds the text against the tables. Enter each figure that the text states, and say below how they hang together."</p>
            <div hidden=move || is_empty.get()>{table}</div>
            <Adder id="add-figure" label="What the figure is of" button="Add figure" add pasted/>
            <Show when=move || !is_empty.get()><Relations session/></Show>
        </section>
    }
}

fn of(case: &Case, row: Row) -> Option<&Figure> {
    case.programme.figures.iter().map(AsRef::as_ref).find(|figure| figure.id.0 == row)
}

fn label(case: &Case, id: FigureId) -> String {
    of(case, id.0).map_or_else(String::new, |figure| figure.label.clone())
}

/// Returns the edit that changes one thing of a figure.
fn changed(case: &Case, row: Row, change: impl FnOnce(&mut Figure)) -> Result<Edit, EditError> {
    let mut figure = of(case, row).cloned().ok_or(EditError::NotThere { what: "figure" })?;
    change(&mut figure);
    Ok(Edit::Money(MoneyEdit::ChangeFigure(FigureId(row), Box::new(figure))))
}

/// What a figure is changed by where only its id is known: the rest stands in the case when the edit is made.
fn columns() -> Vec<Column> {
    let text = |heading: &'static str, read: fn(&Figure) -> &String, write: fn(&mut Figure, String)| {
        Column::new(
            heading,
            move |case, row| of(case, row).map_or_else(String::new, |figure| read(figure).clone()),
            move |case, row, text| changed(case, row, |figure| write(figure, text.to_owned())),
        )
    };
    let sum = |heading: &'static str,
               read: fn(&Figure) -> Option<weighbridge::pence::Pence>,
               write: fn(&mut Figure, Option<weighbridge::pence::Pence>)| {
        let column = sum_column(
            heading,
            move |case, row| of(case, row).and_then(read),
            |_, _| Err(EditError::NotThere { what: "figure" }),
        );
        column.writing(move |case, row, text| {
            let sum = crate::pages::programme::columns::read_sum(text)?;
            changed(case, row, |figure| write(figure, sum))
        })
    };
    let approximate = chosen(
        "About",
        vec![(false, NONE.to_owned()), (true, "Yes".to_owned())],
        |case, row| of(case, row).is_some_and(|figure| figure.approximate),
        |_, _| Err(EditError::NotThere { what: "figure" }),
    )
    .writing(|case, row, text| changed(case, row, |figure| figure.approximate = text == "Yes"));
    vec![
        text("Figure", |figure| &figure.label, |figure, text| figure.label = text),
        sum("Amount", |figure| figure.amount, |figure, sum| figure.amount = sum),
        sum("Rounded to", |figure| figure.step, |figure, sum| figure.step = sum),
        approximate,
        text("In words", |figure| &figure.text, |figure, text| figure.text = text),
        text("Paragraph", |figure| &figure.source, |figure, text| figure.source = text),
    ]
}

/// A way in which figures hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    PartOf,
    SpentOutOf,
    SameAs,
}

/// How the figures hang together, and the form that says so.
#[component]
fn Relations(session: Session) -> impl IntoView {
    let case = session.case();
    let said = move || {
        let all: Vec<String> =
            case.with(|case| case.programme.relations.iter().map(|relation| relation_words(case, relation)).collect());
        let one = |(at, words): (usize, String)| {
            let remove = move |_| {
                let edit = Edit::Money(MoneyEdit::Unrelate(at));
                removal::remove(
                    session,
                    &edit,
                    "Removed how figures hang together.".to_owned(),
                    &["relation-kind"],
                    "relation-kind".to_owned(),
                );
            };
            view! { <li>{words.clone()}" "<button class="link" type="button" aria-label=format!("Remove: {words}") on:click=remove>"Remove"</button></li> }
        };
        all.into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <h3>"How they hang together"</h3>
        <ul class="relations">{said}</ul>
        <RelationForm session/>
    }
}

#[component]
fn RelationForm(session: Session) -> impl IntoView {
    let case = session.case();
    let kind = RwSignal::new(Kind::PartOf);
    let kinds = [
        (Kind::PartOf, "is part of"),
        (Kind::SpentOutOf, "is spent out of"),
        (Kind::SameAs, "is the same as a cell of a table"),
    ];
    let kinds: Vec<_> = kinds.map(|(kind, words)| (kind, words.to_owned())).into();
    let figures = Signal::derive(move || {
        case.with(|case| {
            case.programme.figures.iter().map(|figure| (Some(figure.id), figure.label.clone())).collect::<Vec<_>>()
        })
    });
    let with_none = move |words: &'static str| {
        Signal::derive(move || std::iter::once((None, words.to_owned())).chain(figures.get()).collect::<Vec<_>>())
    };
    let cells = Signal::derive(move || case.with(|case| cells(case)));
    let one: RwSignal<Option<FigureId>> = RwSignal::new(None);
    let other: RwSignal<Option<FigureId>> = RwSignal::new(None);
    let committed: RwSignal<Option<FigureId>> = RwSignal::new(None);
    let cell = RwSignal::new(0_usize);
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let first = move || one.get().or_else(|| figures.with(|all| all.first().and_then(|(id, _)| *id)));
    let add = move |_| {
        let relation = untrack(|| {
            let cell = cells.with(|all| all.get(cell.get()).map(|(cell, _)| *cell));
            relation(kind.get(), first(), [other.get(), committed.get()], cell)
        });
        let made = relation.and_then(|relation| session.commit(&Edit::Money(MoneyEdit::Relate(Box::new(relation)))));
        refused.set(made.err().map(|error| crate::parts::sentence(&error.to_string())));
    };
    let second = move || {
        match kind.get() {
        Kind::PartOf => view! { <SelectField id="relation-other" label="Whole" value=other choices=with_none("Choose the whole") choose=Callback::new(move |id| other.set(id))/> }.into_any(),
        Kind::SpentOutOf => view! {
            <SelectField id="relation-other" label="Budget" value=other choices=with_none("No budget is given") choose=Callback::new(move |id| other.set(id))/>
            <SelectField id="relation-committed" label="Committed as well" value=committed choices=with_none("Nothing") choose=Callback::new(move |id| committed.set(id))/>
        }
        .into_any(),
        Kind::SameAs => {
            let choices = Signal::derive(move || cells.get().into_iter().enumerate().map(|(at, (_, words))| (at, words)).collect::<Vec<_>>());
            view! { <SelectField id="relation-other" label="Cell" value=cell choices choose=Callback::new(move |at| cell.set(at))/> }.into_any()
        }
    }
    };
    view! {
        <div class="details">
            <SelectField id="relation-one" label="Figure" value=Signal::derive(first) choices=figures choose=Callback::new(move |id| one.set(id))/>
            <SelectField id="relation-kind" label="How" value=kind choices=Signal::stored(kinds) choose=Callback::new(move |chosen| { kind.set(chosen); other.set(None); })/>
            {second}
        </div>
        {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
        <p><button class="button" type="button" on:click=add>"Say so"</button></p>
    }
}

/// A cell of a table: the table, its line and its column.
type CellPlace = (weighbridge::id::TableId, u32, u32);

/// Returns every total of every table with its words, and then the other cells.
fn cells(case: &Case) -> Vec<(CellPlace, String)> {
    let mut found = Vec::new();
    for table in &case.programme.tables {
        for (line_at, line) in places(table.lines.len()).into_iter().zip(&table.lines) {
            for (column_at, column) in places(table.columns.len()).into_iter().zip(&table.columns) {
                let words = format!("{}, {}: {}", line.label, column.heading, table.title);
                found.push(((table.id, line_at, column_at), words, line.kind.is_line()));
            }
        }
    }
    weighbridge::order::sort_by(&mut found, &mut |(_, _, one), (_, _, other)| one.cmp(other));
    found.into_iter().map(|(place, words, _)| (place, words)).collect()
}

fn relation(
    kind: Kind,
    one: Option<FigureId>,
    [other, committed]: [Option<FigureId>; 2],
    cell: Option<CellPlace>,
) -> Result<Relation, EditError> {
    let one = one.ok_or(EditError::NotThere { what: "figure" })?;
    let unknown = Unknown::new();
    Ok(match kind {
        Kind::PartOf => {
            let whole = other
                .filter(|whole| *whole != one)
                .ok_or(EditError::OutOfRange { expected: "another figure as the whole" })?;
            Relation::Parts(Parts { whole, parts: vec![one], unknown })
        }
        Kind::SpentOutOf => Relation::Spend(Spend { budget: other, spent: one, committed, unknown }),
        Kind::SameAs => {
            let (table, line, column) = cell.ok_or(EditError::NotThere { what: "cell" })?;
            Relation::Same(Same { figure: one, table, line, column, unknown })
        }
    })
}
