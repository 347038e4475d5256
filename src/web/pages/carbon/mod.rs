//! Carbon and social value: the budget and until when it lasts, measures in both boundaries, and what is promised and delivered.

mod figure;
mod measures;
mod plan;
mod social;
mod years;

pub(crate) use measures::measures;
pub(crate) use social::social_value;

use crate::browser::clipboard;
use crate::pages::programme::{as_at, findings_at, findings_section, over, views};
use crate::parts::flow::Show;
use crate::parts::next::next_link;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};
use weighbridge::health::Place;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// The page.
#[component]
pub(crate) fn Carbon(session: Session) -> impl IntoView {
    let case = session.case();
    let headline = Memo::new(move |_| case.with(|case| present::carbon_headline(case, as_at(case).0)));
    let remarks = Memo::new(move |_| case.with(|case| present::carbon_remarks(case, as_at(case).0)));
    let is_bare = Memo::new(move |_| {
        case.with(|case| {
            let has_plan = case.programme.carbon_plan.is_some();
            !has_plan && case.carbon_lines().next().is_none() && case.social_values().next().is_none()
        })
    });
    let found = findings_at(session, Place::Carbon);
    let none = "Nothing: no tonnes only move, no year of the budget is missing, and no social value stands out.";
    let report = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Report }.hash();
    view! {
        <p class="headline__over">{move || case.with(|case| over(case, "Carbon and social value"))}</p>
        <h1 class="headline__sentence">{move || headline.get()}</h1>
        <ul class="carbon__remarks" role="list">
            {move || remarks.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
        </ul>
        {views(session, Page::Carbon)}
        <Show when=move || is_bare.get()>
            <p class="headline__next">"Choose a published carbon budget, or add what saves or adds tonnes. The council’s own boundary and the total stand side by side, because tonnes that move to somebody else are not saved. Social value in pounds needs a value that you type, with its source and edition."</p>
        </Show>
        <figure::Figure session/>
        {plan::section(session)}
        {years::section(session)}
        {measures(session, None)}
        {measures_out(session)}
        {social::proxies(session)}
        {social_value(session, None)}
        {social::out(session)}
        {findings_section(session, ["carbon-findings", none], found, ().into_any())}
        {move || next_link(report(), "Report")}
    }
}

/// Returns what takes the measures elsewhere, with which of them count.
fn measures_out(session: Session) -> AnyView {
    let case = session.case();
    let table = Memo::new(move |_| case.with(|case| weighbridge::paper::carbon::measures_table(case)));
    let is_empty = Memo::new(move |_| table.with(|table| table.rows.is_empty()));
    let table = Signal::derive(move || table.get());
    view! { <Show when=move || !is_empty.get()>{outward(session, ["measures-out", "carbon-measures.csv"], table)}</Show> }
        .into_any()
}

/// Returns a table behind "Show the table", and what takes it elsewhere. `id` is unique in the page, `file` the name as CSV.
fn outward(session: Session, [id, file]: [&'static str; 2], table: Signal<Table>) -> AnyView {
    let save = move |_| session.download(file, &csv(&table.get_untracked()), "text/csv");
    let copy = move |_| {
        let blocks = [Block::Table(table.get_untracked())];
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
    let caption = move || table.with(|table| table.caption.clone());
    let labelled = move || format!("Table: {}", caption());
    view! {
        <details class="no-print" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="summary carbon__summary" id=id>"Show the table: "{caption}</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" role="region" aria-label=labelled tabindex="0">
                    {move || table.with(|table| rows(id, table))}
                </div>
            </Show>
        </details>
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"<span class="visually-hidden">": "{caption}</span></button>
            <button class="link" type="button" on:click=copy>"Copy for Word"<span class="visually-hidden">": "{caption}</span></button>
        </p>
    }
    .into_any()
}

fn rows(id: &'static str, table: &Table) -> AnyView {
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
        <table class="table table--lists" role="table" aria-labelledby=id>
            <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
            <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
