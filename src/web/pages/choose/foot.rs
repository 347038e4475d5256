//! What stands under a table of a portfolio: save it as CSV, copy it for Word; and a table behind a line that opens it.

use crate::browser::clipboard;
use crate::parts::flow::Show;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};

/// Returns "Save as CSV" and "Copy for Word" of a table that is made when it is asked for.
pub(super) fn foot(
    session: Session,
    name: &'static str,
    make: impl Fn() -> Table + Copy + Send + Sync + 'static,
) -> AnyView {
    let save = move |_| session.download(&format!("{name}.csv"), &csv(&untrack(make)), "text/csv");
    let copy = move |_| {
        let blocks = [Block::Table(untrack(make))];
        let (rich, text) = (html(&blocks), plain(&blocks));
        spawn_local(async move {
            let notice = match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The table is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}. Save it as CSV instead.")),
            };
            session.notice.set(Some(notice));
        });
    };
    view! {
        <p class="chart__foot no-print">
            <button class="link" type="button" on:click=save>"Save as CSV"</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"</button>
        </p>
    }
    .into_any()
}

/// Returns a table behind a line that opens it, with what takes it elsewhere. `[id, line, file]` are the id of the line, its
/// words and the name of the file.
pub(super) fn behind(session: Session, [id, line, file]: [&'static str; 3], table: Memo<Table>) -> AnyView {
    let open = RwSignal::new(false);
    let region = format!("Table: {}", line.trim_start_matches("Show ").trim_start_matches("the "));
    let shown = move || {
        let region = region.clone();
        table.with(|table| rows(id, region, table))
    };
    view! {
        <details class="no-print" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="summary" id=id>{line}</summary>
            <Show when=move || open.get()>{shown.clone()}</Show>
        </details>
        {foot(session, file, move || table.get())}
    }
    .into_any()
}

fn rows(id: &'static str, region: String, table: &Table) -> AnyView {
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
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table table--tight table--lists" role="table" aria-labelledby=id>
                <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
                <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
