//! A table that is typed into, as in a spreadsheet: arrows move, typing or Enter begins, Enter and Tab take it over and go on,
//! Escape leaves the cell as it was, Delete empties it, Ctrl+D fills down, and a block from a spreadsheet goes in by a paste.
//!
//! One cell is a tab stop. The case is read and changed through the columns alone, so one such table serves initiatives, lines of
//! money, risks and all else that stands in rows. On a narrow screen rows become lists.

mod append;
mod block;
mod cell;
mod column;
mod keys;

pub(crate) use append::{Adding, pasted};
pub(crate) use column::{Column, NONE, Row, key_of_sum};

use crate::browser::page;
use crate::parts::focus::{focus_soon, focus_soon_if};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;

/// How many rows are shown at a time.
const A_PAGE: usize = 40;
/// How many of them stand at once.
const AT_ONCE: usize = 25;

/// Returns what stands at the end of a row.
pub(crate) type More = Arc<dyn Fn(Row) -> AnyView + Send + Sync>;

/// What such a table is made of.
pub(crate) struct Layout {
    /// Unique in the page.
    pub(crate) id: String,
    /// What its rows are, as a caption.
    pub(crate) caption: String,
    /// The first column names the row.
    pub(crate) columns: Signal<Vec<Column>>,
    /// The rows, in their order.
    pub(crate) rows: Signal<Vec<Row>>,
    /// What stands at the end of each row.
    pub(crate) more: Option<More>,
    /// Whether rows can be sorted by a press on a heading.
    pub(crate) sorts: bool,
    /// What adds a row for each line of a block that goes beyond the last one.
    pub(crate) adding: Option<Adding>,
    /// Set to a row that is to be on the page that is shown.
    pub(crate) show: RwSignal<Option<Row>>,
}

impl Layout {
    /// Returns a table of these columns and rows, with nothing at the end of a row.
    pub(crate) fn new(id: &str, caption: &str, columns: Signal<Vec<Column>>, rows: Signal<Vec<Row>>) -> Layout {
        let (id, caption) = (id.to_owned(), caption.to_owned());
        Layout { id, caption, columns, rows, more: None, sorts: false, adding: None, show: RwSignal::new(None) }
    }
}

/// The state of a table.
#[derive(Clone, Copy)]
struct Sheet {
    session: Session,
    id: StoredValue<String>,
    columns: Signal<Vec<Column>>,
    /// The rows that are shown.
    rows: Memo<Vec<Row>>,
    /// Which cell has the tab stop.
    at: RwSignal<(Row, usize)>,
    /// Which cell is typed into, and what was typed first.
    typing: RwSignal<Option<(Row, usize, Option<char>)>>,
    /// What adds rows beyond the last one.
    adding: StoredValue<Option<Adding>>,
    /// What came of the last paste.
    said: RwSignal<String>,
    is_at: StoredValue<Selector<(Row, usize)>>,
    is_typing: StoredValue<Selector<Option<(Row, usize)>>>,
}

/// How rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sorting {
    column: usize,
    is_down: bool,
}

/// Returns the table.
pub(crate) fn entry_table(session: Session, layout: Layout) -> AnyView {
    let Layout { id, caption, columns, rows, more, sorts, adding, show } = layout;
    let sorting: RwSignal<Option<Sorting>> = RwSignal::new(None);
    let sorted = Memo::new(move |_| match sorting.get() {
        Some(sorting) => session.case().with(|case| columns.with(|columns| sort(case, columns, rows.get(), sorting))),
        None => rows.get(),
    });
    let paging = Paging::new(
        [&id, &caption],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || sorted.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    Effect::new(move |_| {
        let place =
            show.get().and_then(|wanted| sorted.with_untracked(|rows| rows.iter().position(|row| *row == wanted)));
        if let Some(at) = place {
            paging.show(at);
        }
    });
    let shown = Memo::new(move |_| sorted.with(|rows| rows.get(paging.rows()).unwrap_or_default().to_vec()));
    let at = RwSignal::new((0, 0));
    let typing: RwSignal<Option<(Row, usize, Option<char>)>> = RwSignal::new(None);
    // The tab stop stays on the table, whatever rows go.
    let stop = Memo::new(move |_| {
        let (row, column) = at.get();
        let is_there = shown.with(|rows| rows.contains(&row));
        let row = if is_there { row } else { shown.with(|rows| rows.first().copied().unwrap_or(row)) };
        (row, column.min(columns.with(Vec::len).saturating_sub(1)))
    });
    let sheet = Sheet {
        session,
        id: StoredValue::new(id.clone()),
        columns,
        rows: shown,
        at,
        typing,
        adding: StoredValue::new(adding),
        said: RwSignal::new(String::new()),
        is_at: StoredValue::new(Selector::new(move || stop.get())),
        is_typing: StoredValue::new(Selector::new(move || typing.get().map(|(row, column, _)| (row, column)))),
    };
    let mounting = Mounting::of(AT_ONCE);
    let has_more = more.is_some();
    let heads = move || {
        let head = |(at, column): (usize, Column)| heading(sorting, sorts, at, &column);
        columns.get().into_iter().enumerate().map(head).collect_view()
    };
    let row = move |row: Row| sheet.row(row, more.clone());
    // A column more or less makes the rows anew.
    let each = move || {
        columns.track();
        shown.get()
    };
    let key = move |row: &Row| (*row, columns.with_untracked(Vec::len));
    view! {
        {paging.line()}
        <div class="table-scroll entry-table">
            <table class="table table--tight table--lists" role="grid" id=id aria-busy=mounting.busy()
                on:keydown=move |event| keys::on_key(&event, sheet) on:paste=move |event| block::on_paste(&event, sheet)
                on:click=move |event| sheet.on_click(&event) on:dblclick=move |event| sheet.on_double(&event)>
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row">{heads}{has_more.then(|| view! { <td role="gridcell"></td> })}</tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=each key=key children=row/></tbody>
            </table>
        </div>
        <p class="note entry-table__said" role="status">{move || sheet.said.get()}</p>
        {mounting.line("rows")}
        {paging.links()}
    }
    .into_any()
}

fn heading(sorting: RwSignal<Option<Sorting>>, sorts: bool, at: usize, column: &Column) -> AnyView {
    let class = if column.is_number { "n" } else { "" };
    let heading = column.heading.clone();
    if !sorts {
        return view! { <th scope="col" role="columnheader" class=class>{heading}</th> }.into_any();
    }
    let own = move || sorting.get().filter(|sorting| sorting.column == at);
    let aria = move || own().map(|sorting| if sorting.is_down { "descending" } else { "ascending" });
    let mark = move || own().map(|sorting| if sorting.is_down { " ▼" } else { " ▲" });
    let press = move |_| {
        sorting.update(|sorting| {
            *sorting = match *sorting {
                Some(Sorting { column, is_down: false }) if column == at => Some(Sorting { column, is_down: true }),
                Some(Sorting { column, is_down: true }) if column == at => None,
                _ => Some(Sorting { column: at, is_down: false }),
            }
        });
    };
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=aria>
            <button class="entry-table__sort" type="button" on:click=press>{heading}<span aria-hidden="true">{mark}</span></button>
        </th>
    }
    .into_any()
}

/// Returns rows in an order: those whose cell is empty come last, either way.
fn sort(case: &Case, columns: &[Column], rows: Vec<Row>, sorting: Sorting) -> Vec<Row> {
    let Some(column) = columns.get(sorting.column) else { return rows };
    let mut keyed: Vec<(String, Row)> = rows.into_iter().map(|row| (column.key(case, row), row)).collect();
    weighbridge::order::sort_by(&mut keyed, &mut |(one, _), (other, _)| {
        let by_key = if sorting.is_down { other.cmp(one) } else { one.cmp(other) };
        one.is_empty().cmp(&other.is_empty()).then(by_key)
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

impl Sheet {
    fn row(self, row: Row, more: Option<More>) -> AnyView {
        let values = Memo::new(move |_| {
            let read = |case: &Case| self.columns.with(|all| all.iter().map(|one| (one.read)(case, row)).collect());
            let values: Vec<String> = self.session.case().with(|case| read(case));
            values
        });
        let n = self.columns.with_untracked(Vec::len);
        let cells = (0..n).map(|column| cell::view(self, row, column, values)).collect_view();
        let more = more.map(|more| view! { <td role="gridcell" class="entry-table__more">{more(row)}</td> });
        view! { <tr role="row">{cells}{more}</tr> }.into_any()
    }

    /// Returns the id of a cell.
    fn cell_id(self, (row, column): (Row, usize)) -> String {
        format!("{}-{row}-{column}", self.id.get_value())
    }

    /// Returns the cell whose id an element has.
    fn place_of(self, id: &str) -> Option<(Row, usize)> {
        let place = id.strip_prefix(&self.id.get_value())?.strip_prefix('-')?;
        let (row, column) = place.split_once('-')?;
        Some((row.parse().ok()?, column.parse().ok()?))
    }

    /// Returns the cell so many rows and columns on, held within the table.
    fn from(self, (row, column): (Row, usize), down: isize, right: isize) -> (Row, usize) {
        let n = self.columns.with_untracked(Vec::len);
        self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|other| *other == row).unwrap_or(0);
            let at = at.saturating_add_signed(down).min(rows.len().saturating_sub(1));
            (rows.get(at).copied().unwrap_or(row), column.saturating_add_signed(right).min(n.saturating_sub(1)))
        })
    }

    /// Moves the tab stop and the focus to a cell.
    fn go(self, place: (Row, usize)) {
        self.at.set(place);
        let id = self.cell_id(place);
        page::focus(&id);
        focus_soon_if(id, move || self.at.try_get_untracked() == Some(place));
    }

    /// Begins to type into a cell, with its text or with a letter.
    fn start(self, (row, column): (Row, usize), letter: Option<char>) {
        self.at.set((row, column));
        self.typing.set(Some((row, column, letter)));
        focus_soon(&[&format!("{}-entry", self.id.get_value())]);
    }

    fn on_click(self, event: &leptos::ev::MouseEvent) {
        if let Some(place) = page::id_around(event).and_then(|id| self.place_of(&id)) {
            self.at.set(place);
            page::focus(&self.cell_id(place));
        }
    }

    fn on_double(self, event: &leptos::ev::MouseEvent) {
        if let Some(place) = page::id_around(event).and_then(|id| self.place_of(&id)) {
            self.start(place, None);
        }
    }
}
