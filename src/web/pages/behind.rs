//! A table elsewhere: what stands under it to save it as CSV or copy it for Word, and a table behind a line that opens it.

use crate::browser::clipboard;
use crate::parts::flow::Show;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};

/// How a table leaves the page.
#[derive(Clone, Copy)]
pub(crate) struct Leaving {
    /// The file as which it is saved, without its ending.
    pub(crate) name: &'static str,
    /// What the table is of, heard behind the words of the buttons where a page has several; else nothing.
    pub(crate) of: Option<Signal<String>>,
    /// What a reader must know of its figures; it goes along to Word. Empty where that is nothing.
    pub(crate) note: &'static str,
}

impl Leaving {
    /// Returns how a table leaves of which nothing more is to be said.
    pub(crate) fn named(name: &'static str) -> Leaving {
        Leaving { name, of: None, note: "" }
    }
}

/// Returns "Save as CSV" and "Copy for Word" of a table that is made when it is asked for.
pub(crate) fn foot(
    session: Session,
    leaving: Leaving,
    make: impl Fn() -> Table + Copy + Send + Sync + 'static,
) -> AnyView {
    let Leaving { name, of, note } = leaving;
    let save = move |_| session.download(&format!("{name}.csv"), &csv(&untrack(make)), "text/csv");
    let copy = move |_| {
        let remark = (!note.is_empty()).then(|| Block::Paragraph(note.to_owned()));
        let blocks: Vec<Block> = std::iter::once(Block::Table(untrack(make))).chain(remark).collect();
        let (rich, text) = (html(&blocks), plain(&blocks));
        spawn_local(async move {
            let notice = match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The table is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}. Save it as CSV instead.")),
            };
            session.notice.set(Some(notice));
        });
    };
    let heard = move || of.map(|of| view! { <span class="visually-hidden">": "{move || of.get()}</span> });
    view! {
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"{heard()}</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"{heard()}</button>
            {(!note.is_empty()).then(|| view! { <span>{note}</span> })}
        </p>
    }
    .into_any()
}

/// Returns a table behind a line that opens it, with what takes it elsewhere. `[id, line]` are the id of the line, and its words
/// before what the table is of. `shown` is what stands on the page, and `all` what leaves.
pub(crate) fn table_behind(
    session: Session,
    leaving: Leaving,
    [id, line]: [&'static str; 2],
    shown: impl Fn() -> Table + Copy + Send + Sync + 'static,
    all: impl Fn() -> Table + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let of = move || leaving.of.map(|of| view! { ": "{move || of.get()} });
    let region = move || {
        // "Show the table" says nothing of what is in it; the name of the file does.
        let plain = line.trim_start_matches("Show ").trim_start_matches("the ");
        let plain = || if plain == "table" { leaving.name } else { plain }.to_owned();
        format!("Table: {}", leaving.of.map_or_else(plain, |of| of.get()))
    };
    view! {
        <details class="no-print" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="summary summary--long" id=id>{line}{of()}</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" role="region" aria-label=region tabindex="0">{move || rows(&shown(), id)}</div>
            </Show>
        </details>
        {foot(session, leaving, all)}
    }
    .into_any()
}

fn rows(table: &Table, labelled_by: &'static str) -> AnyView {
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
        <table class="table table--tight table--lists" role="table" aria-labelledby=labelled_by>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
