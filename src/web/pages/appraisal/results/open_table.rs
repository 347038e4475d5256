//! A table of results in which numbers open their arithmetic. All its numbers are one stop for Tab: arrow keys move among
//! them. Columns that say nothing of this appraisal are left out.

use super::Shown;
use super::drawer::{DrawerPlace, number_id, toggle};
use crate::browser::page;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::entry;
use weighbridge::appraisal::Appraisal;
use weighbridge::appraisal::evaluate::Standing;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;
use weighbridge::paper::results::{GAP, says_something};
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
    /// What a reader of this appraisal must know first; empty where there is nothing.
    pub(super) note: fn(&Appraisal) -> &'static str,
    /// Whether that is of use on paper too, where no number can be chosen.
    pub(super) note_on_paper: bool,
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
    // The columns that are shown, by their places in the table.
    let columns = Memo::new(move |_| {
        let says = |head: &String| {
            shown.model.record.with(|record| shown.model.results.with(|results| says_something(head, record, results)))
        };
        table.with(|table| (0..table.heads.len()).filter(|column| says(&table.heads[*column])).collect::<Vec<_>>())
    });
    let heads = move || {
        let head = |head: &String, column: usize| view! { <th scope="col" role="columnheader" class=class(column)>{head.clone()}</th> };
        table.with(|table| {
            columns.with(|columns| columns.iter().map(|column| head(&table.heads[*column], *column)).collect_view())
        })
    };
    let n_columns = Memo::new(move |_| columns.with(Vec::len));
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
            let columns: Arc<[(usize, String)]> =
                columns.get().into_iter().map(|column| (column, table.heads[column].clone())).collect();
            let n_columns = table.heads.len();
            shown.model.results.with(|results| {
                shown.letters.with(|letters| {
                    let line = |(row, cells): (usize, &Vec<Cell>)| {
                        let letter = letters.get(row).cloned().unwrap_or_default();
                        let numbers = |(column, _): &(usize, String)| {
                            let has_arithmetic = *column > 0 && has_arithmetic(&cells[*column]);
                            has_arithmetic.then(|| (layout.number)(row, *column, n_columns)).flatten()
                        };
                        let numbers = columns.iter().map(numbers).collect();
                        Arc::new(Line::of(&results.standings[row], letter, (cells.as_slice(), numbers), &columns))
                    };
                    rows.map(line).collect::<Vec<Arc<Line>>>()
                })
            })
        })
    });
    let stops = Stops::new(lines);
    let on_key = move |event: KeyboardEvent| stops.on_key(&event, layout.place);
    // A region that scrolls is a stop itself where nothing in it is.
    let region_stop = move || stops.at.with(Option::is_none).then_some("0");
    let mounting = Mounting::of(AT_ONCE / n_columns.get_untracked().max(1));
    let note = move || shown.model.record.with(|record| (layout.note)(record));
    view! {
        {paging.line()}
        <h3 class="table__title" id=layout.id>{layout.caption}</h3>
        <p class="note" class:no-print=!layout.note_on_paper>{note}</p>
        <div class="table-scroll" role="region" aria-labelledby=layout.id tabindex=region_stop>
            <table class="table table--tight table--lists" role="table" aria-labelledby=layout.id aria-busy=mounting.busy() on:keydown=on_key>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=move || lines.get() key=Arc::clone children=move |line| row_view(shown, layout, stops, &line)/></tbody>
            </table>
        </div>
        {mounting.line("options")}
        {paging.links()}
    }
}

/// Which number of a table Tab stops at.
#[derive(Clone, Copy)]
struct Stops {
    lines: Memo<Vec<Arc<Line>>>,
    /// The number that was reached last.
    reached: RwSignal<Option<Number>>,
    /// The one at which Tab stops: the one reached last while it is there, else the first.
    at: Memo<Option<Number>>,
}

impl Stops {
    fn new(lines: Memo<Vec<Arc<Line>>>) -> Stops {
        let reached = RwSignal::new(None);
        let at = Memo::new(move |_| {
            let last = reached.get();
            lines.with(|lines| {
                let all = || lines.iter().flat_map(|line| line.numbers.iter().copied().flatten());
                all().find(|number| Some(*number) == last).or_else(|| all().next())
            })
        });
        Stops { lines, reached, at }
    }

    /// Moves by arrow keys, Home and End, with Control to the first and the last row; what is no number is passed over.
    fn on_key(self, event: &KeyboardEvent, place: DrawerPlace) {
        if event.alt_key() {
            return;
        }
        let Some(id) = page::id_around(event) else { return };
        let to = self.lines.with_untracked(|lines| {
            let is_here = |number: &Option<Number>| number.is_some_and(|number| number_id(place, number) == id);
            let find = |(row, line): (usize, &Arc<Line>)| {
                line.numbers.iter().position(is_here).map(|column| entry::Position { row, column })
            };
            let mut at = lines.iter().enumerate().find_map(find)?;
            let size = (lines.len(), lines.first()?.numbers.len());
            let control = event.ctrl_key() || event.meta_key();
            loop {
                let to = entry::moved(at, &event.key(), control, size, entry::Layout::Grid).filter(|to| *to != at)?;
                if let Some(number) = lines[to.row].numbers.get(to.column).copied().flatten() {
                    return Some(number);
                }
                at = match event.key().as_str() {
                    // The ends of a row may be words: the number nearest to them is meant.
                    "Home" | "End" => {
                        let numbers = &lines[to.row].numbers;
                        let found = numbers.iter().copied().flatten();
                        return if event.key() == "Home" { found.clone().next() } else { found.last() };
                    }
                    _ => to,
                };
            }
        });
        if let Some(number) = to {
            event.prevent_default();
            self.reached.set(Some(number));
            page::focus(&number_id(place, number));
        }
    }
}

/// What a row of the table shows. It is made anew when that changes.
#[derive(Hash, PartialEq)]
struct Line {
    class: &'static str,
    letter: String,
    name: String,
    /// Each cell that is shown as it prints.
    cells: Vec<String>,
    /// The number that stands in each, where lines stand behind it.
    numbers: Vec<Option<Number>>,
    /// The places of the cells in the whole table, and their heads.
    columns: Arc<[(usize, String)]>,
}

impl Line {
    fn of(
        standing: &Standing,
        letter: String,
        (cells, numbers): (&[Cell], Vec<Option<Number>>),
        columns: &Arc<[(usize, String)]>,
    ) -> Line {
        let class = match standing.rank {
            Some(1) => "table__lead",
            Some(_) => "",
            None => "table__aside",
        };
        let cells = columns.iter().map(|(column, _)| cells[*column].print()).collect();
        Line { class, letter, name: standing.name.clone(), cells, numbers, columns: Arc::clone(columns) }
    }
}

fn row_view(shown: Shown, layout: Layout, stops: Stops, line: &Line) -> AnyView {
    let Line { class, letter, name, cells, numbers, columns } = line;
    let class = *class;
    let all = cells.iter().zip(numbers).zip(&**columns).skip(1);
    // On a narrow screen a row is a list, and each of its cells carries its head.
    let cells = all.map(|((text, number), (column, head))| {
        let class = if (layout.is_words)(*column) { "table__words" } else { "n" };
        let content = match *number {
            None => text.clone().into_any(),
            Some(number) => opener(shown, layout.place, stops, number, text),
        };
        view! { <td class=class role="cell" data-head=head.clone()>{content}</td> }
    });
    let cells = cells.collect_view();
    view! { <tr class=class role="row"><th scope="row" role="rowheader"><span class="letter">{letter.clone()}</span>" "{name.clone()}</th>{cells}</tr> }
        .into_any()
}

/// Returns whether a cell is a number, a range or a gap in a sum, all of which have lines behind them.
fn has_arithmetic(cell: &Cell) -> bool {
    matches!(cell, Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. }) || *cell == GAP
}

/// A number that shows its arithmetic when it is chosen. It is called what it prints: its row and column say whose it is.
fn opener(shown: Shown, place: DrawerPlace, stops: Stops, number: Number, text: &str) -> AnyView {
    let is_open = move || shown.opened.get() == Some((place, number));
    let press = move |_| {
        stops.reached.set(Some(number));
        toggle(shown, place, number);
    };
    view! {
        <button class="table__open" type="button" id=number_id(place, number) aria-expanded=move || is_open().to_string()
            tabindex=move || if stops.at.get() == Some(number) { "0" } else { "-1" }
            aria-controls=place.id() on:click=press>{text.to_owned()}</button>
    }
    .into_any()
}
