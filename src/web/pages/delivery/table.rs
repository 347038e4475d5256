//! The table behind the timeline, and what takes it elsewhere.

use super::Delivered;
use crate::browser::clipboard;
use crate::parts::flow::Show;
use crate::session::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};
use weighbridge::paper::delivery::delivery_table;

/// "Show the table", "Save as CSV" and "Copy for Word".
#[component]
pub(super) fn DeliveryTable(delivered: Delivered) -> impl IntoView {
    let session = delivered.session;
    let table_of = move |places: &[usize]| {
        session.case().with(|case| delivery_table(&case.programme.initiatives, places, delivered.as_at.get().0))
    };
    // Whatever is on the page at hand, all of it leaves.
    let all = move || untrack(|| delivered.places.with(|places| table_of(places)));
    let save = move |_| session.download("delivery.csv", &csv(&all()), "text/csv");
    let copy = move |_| {
        let blocks = [Block::Table(all())];
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
    let shown = move || rows(&table_of(&delivered.shown()));
    view! {
        <details class="no-print" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="summary" id="h-delivery-table">"Show the table"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" role="region" aria-label="Table: delivery" tabindex="0">{shown}</div>
            </Show>
        </details>
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"</button>
        </p>
    }
}

fn rows(table: &Table) -> AnyView {
    let class = |column: usize| if table.is_figures(column) { "n" } else { "" };
    let heads = table.heads.iter().enumerate();
    let heads =
        heads.map(|(at, head)| view! { <th scope="col" role="columnheader" class=class(at)>{head.clone()}</th> });
    let row = |row: &Vec<weighbridge::exchange::cell::Cell>| {
        let mut cells = row.iter().map(weighbridge::exchange::cell::Cell::print).enumerate();
        let first = cells.next().map(|(_, words)| words);
        let cells = cells.map(
            |(at, words)| view! { <td role="cell" class=class(at) data-head=table.heads[at].clone()>{words}</td> },
        );
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="table table--lists" role="table" aria-labelledby="h-delivery-table">
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
