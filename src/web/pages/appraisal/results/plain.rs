//! A short table that is named by its heading: words in the first column, figures or words in the others.

use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;

/// How many rows stand at once.
const AT_ONCE: usize = 40;

/// The table. On a narrow screen each row is a list, and each of its cells carries its head.
pub(crate) fn plain_table(labelled_by: &'static str, table: Memo<Table>, figures: bool) -> AnyView {
    let class = if figures { "n" } else { "" };
    let heads = move || {
        let head = |(at, head): (usize, &String)| {
            let class = if at > 0 { class } else { "" };
            view! { <th scope="col" role="columnheader" class=class>{head.clone()}</th> }
        };
        table.with(|table| table.heads.iter().enumerate().map(head).collect_view())
    };
    let mounting = Mounting::of(AT_ONCE);
    let rows = move || {
        table.with(|table| {
            let printed = |row: &Vec<Cell>| row.iter().map(Cell::print).zip(table.heads.clone()).collect::<Vec<_>>();
            table.rows.iter().map(printed).enumerate().collect::<Vec<_>>()
        })
    };
    let row = move |(_, row): (usize, Vec<(String, String)>)| {
        let mut cells = row.into_iter();
        let first = cells.next().map(|(cell, _)| cell);
        let cells = cells.map(|(cell, head)| view! { <td class=class role="cell" data-head=head>{cell}</td> });
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-scroll" role="region" aria-labelledby=labelled_by tabindex="0">
            <table class="table table--tight table--lists" role="table" aria-labelledby=labelled_by aria-busy=mounting.busy()>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=rows key=Clone::clone children=row/></tbody>
            </table>
        </div>
        {mounting.line("rows")}
    }
    .into_any()
}
