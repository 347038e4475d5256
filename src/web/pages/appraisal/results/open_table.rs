//! A table of results in which numbers open their arithmetic.

use super::Shown;
use super::drawer::{DrawerPlace, number_id};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::evaluate::Standing;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;
use weighbridge::paper::results::GAP;
use weighbridge::present::Number;

/// How many cells are on a page, and how many stand at once, about.
const CELLS: usize = 3000;
const AT_ONCE: usize = 400;

/// What a table adds to its text.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Unique in the page.
    pub(super) id: &'static str,
    /// What it shows.
    pub(super) caption: &'static str,
    /// What a reader must know first.
    pub(super) note: &'static str,
    /// Where its arithmetic opens.
    pub(super) place: DrawerPlace,
    /// Which number stands in a column, the option's row given; nothing for words.
    pub(super) number: fn(usize, usize, usize) -> Option<Number>,
    /// Whether a column, from 0, holds words.
    pub(super) is_words: fn(usize) -> bool,
}

/// A table whose rows are the options in the order of the ranking. A row is drawn anew only when
/// its text changes; what has too many cells for one page is shown a page at a time.
pub(super) fn open_table(shown: Shown, table: Memo<Table>, layout: Layout) -> impl IntoView {
    let class = move |column| if (layout.is_words)(column) { "table__words" } else { "n" };
    let heads = move || {
        let head = |(column, head): (usize, &String)| view! { <th scope="col" class=class(column)>{head.clone()}</th> };
        table.with(|table| table.heads.iter().enumerate().map(head).collect_view())
    };
    let n_columns = Memo::new(move |_| table.with(|table| table.heads.len()));
    let a_page = move || (CELLS / n_columns.get().max(1) / 5 * 5).max(10);
    let paging = Paging::new(
        [layout.id, "Options"],
        &shown.model.paged(),
        Signal::derive(move || table.with(|table| table.rows.len())),
        Signal::derive(a_page),
    );
    // The list asks for its rows once a slice: they are shared, not made anew each time.
    let lines = Memo::new(move |_| {
        let order = shown.model.results.with(|results| results.order());
        table.with(|table| {
            let rows = order.into_iter().zip(&table.rows).skip(paging.rows().start).take(paging.rows().len());
            let heads: Arc<[String]> = table.heads.clone().into();
            shown.model.results.with(|results| {
                shown.letters.with(|letters| {
                    let line = |(row, cells): (usize, &Vec<Cell>)| {
                        let letter = letters.get(row).cloned().unwrap_or_default();
                        Arc::new(Line::of(row, &results.standings[row], letter, cells, &heads))
                    };
                    rows.map(line).collect::<Vec<Arc<Line>>>()
                })
            })
        })
    });
    let mounting = Mounting::of(AT_ONCE / n_columns.get_untracked().max(1));
    view! {
        {paging.line()}
        <div class="table-scroll" role="region" aria-labelledby=layout.id tabindex="0">
            <table class="table table--tight" aria-busy=mounting.busy()>
                <caption id=layout.id>{layout.caption}" "<span class="note">{layout.note}</span></caption>
                <thead><tr>{heads}</tr></thead>
                <tbody><Gradual mounting each=move || lines.get() key=Arc::clone children=move |line| row_view(shown, layout, &line)/></tbody>
            </table>
        </div>
        {mounting.line("options")}
        {paging.links()}
    }
}

/// What a row of the table shows. It is made anew when that changes.
#[derive(Hash, PartialEq)]
struct Line {
    /// The option's row.
    row: usize,
    class: &'static str,
    letter: String,
    name: String,
    /// Each cell as it prints, and whether lines stand behind it.
    cells: Vec<(String, bool)>,
    heads: Arc<[String]>,
}

impl Line {
    fn of(row: usize, standing: &Standing, letter: String, cells: &[Cell], heads: &Arc<[String]>) -> Line {
        let class = match standing.rank {
            Some(1) => "table__lead",
            Some(_) => "",
            None => "table__aside",
        };
        let cells = cells.iter().map(|cell| (cell.print(), has_arithmetic(cell))).collect();
        Line { row, class, letter, name: standing.name.clone(), cells, heads: Arc::clone(heads) }
    }
}

fn row_view(shown: Shown, layout: Layout, line: &Line) -> AnyView {
    let Line { row, class, letter, name, cells, heads } = line;
    let (row, class, n_columns) = (*row, *class, cells.len());
    let cells = cells.iter().zip(&**heads).enumerate().skip(1).map(|(column, ((text, has_arithmetic), head))| {
        let number = (layout.number)(row, column, n_columns).filter(|_| *has_arithmetic);
        let class = if (layout.is_words)(column) { "table__words" } else { "n" };
        let content = match number {
            None => text.clone().into_any(),
            Some(number) => opener(shown, layout.place, number, text, &format!("{name}, {head}")),
        };
        view! { <td class=class>{content}</td> }
    });
    let cells = cells.collect_view();
    view! { <tr class=class><th scope="row"><span class="letter">{letter.clone()}</span>{name.clone()}</th>{cells}</tr> }
        .into_any()
}

/// Returns whether a cell is a number, a range or a gap in a sum, all of which have lines behind them.
fn has_arithmetic(cell: &Cell) -> bool {
    matches!(cell, Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. }) || *cell == GAP
}

/// A number that shows its arithmetic when it is chosen.
fn opener(shown: Shown, place: DrawerPlace, number: Number, text: &str, whose: &str) -> AnyView {
    let is_open = move || shown.opened.get() == Some((place, number));
    let toggle = move |_| {
        shown.opened.update(|open| *open = if *open == Some((place, number)) { None } else { Some((place, number)) });
    };
    view! {
        <button class="table__open" type="button" id=number_id(place, number) aria-expanded=move || is_open().to_string()
            aria-controls=place.id() aria-label=format!("{text}. {whose}: show the arithmetic") on:click=toggle>{text.to_owned()}</button>
    }
    .into_any()
}
