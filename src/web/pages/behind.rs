//! The table behind a picture, and what takes it elsewhere.

use crate::browser::clipboard;
use crate::parts::flow::Show;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};

/// Returns "Show the table", "Save as CSV" and "Copy for Word". `name` is that of the file without its ending. `shown` is what
/// stands on the page, and `all` what leaves.
pub(crate) fn table_behind(
    session: Session,
    name: &'static str,
    shown: impl Fn() -> Table + Copy + Send + Sync + 'static,
    all: impl Fn() -> Table + Copy + Send + Sync + 'static,
) -> AnyView {
    let save = move |_| session.download(&format!("{name}.csv"), &csv(&untrack(all)), "text/csv");
    let copy = move |_| {
        let blocks = [Block::Table(untrack(all))];
        let (rich, text) = (html(&blocks), plain(&blocks));
        spawn_local(async move {
            let notice = match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The table is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}. Save it as CSV instead.")),
            };
            session.notice.set(Some(notice));
        });
    };
    let open = RwSignal::new(false);
    let heading = format!("h-{name}-table");
    let region = format!("Table: {name}");
    let table = {
        let heading = heading.clone();
        move || rows(&shown(), &heading)
    };
    view! {
        <details class="no-print" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="summary" id=heading>"Show the table"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" role="region" aria-label=region.clone() tabindex="0">{table.clone()}</div>
            </Show>
        </details>
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"</button>
        </p>
    }
    .into_any()
}

fn rows(table: &Table, labelled_by: &str) -> AnyView {
    let class = |column: usize| if table.is_figures(column) { "n" } else { "" };
    let heads = table.heads.iter().enumerate();
    let heads =
        heads.map(|(at, head)| view! { <th scope="col" role="columnheader" class=class(at)>{head.clone()}</th> });
    let row = |row: &Vec<Cell>| {
        let mut cells = row.iter().map(Cell::print).enumerate();
        let first = cells.next().map(|(_, words)| words);
        let cells = cells.map(
            |(at, words)| view! { <td role="cell" class=class(at) data-head=table.heads[at].clone()>{words}</td> },
        );
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="table table--lists" role="table" aria-labelledby=labelled_by.to_owned()>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
