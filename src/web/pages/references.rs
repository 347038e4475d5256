//! Reference tables: published figures with where they came from.

use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::{ReferenceRow, ReferenceTable};
use weighbridge::present::as_typed;

/// The reference tables of a case.
#[component]
pub(crate) fn References(session: Session) -> impl IntoView {
    let tables =
        move || session.case().with(|case| case.references.clone()).into_iter().enumerate().map(table).collect_view();
    view! {
        <h1>"Reference tables"</h1>
        <p class="headline__guard">"Published figures, each with its source. A figure that was not found is left out, never guessed."</p>
        {tables}
    }
}

fn table((number, table): (usize, Arc<ReferenceTable>)) -> impl IntoView {
    let table = Arc::unwrap_or_clone(table);
    let id = format!("reference-{number}");
    let region = id.clone();
    let has_notes = table.rows.iter().any(|row| !row.note.is_empty());
    let heads = table.columns.into_iter().map(|name| view! { <th scope="col" class="n">{name}</th> }).collect_view();
    let rows = table.rows.into_iter().map(|found| row(found, has_notes)).collect_view();
    view! {
        <div class="section">
            <div class="table-scroll" role="region" aria-labelledby=region tabindex="0">
                <table class="table">
                    <caption id=id>{table.title}<span class="note">{table.unit}</span></caption>
                    <thead><tr><td></td>{heads}{has_notes.then(|| view! { <th scope="col">"Note"</th> })}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="note measure">{table.publisher}". "{table.source}</p>
            {(!table.note.is_empty()).then(|| view! { <p class="note measure">{table.note}</p> })}
        </div>
    }
}

fn row(row: ReferenceRow, has_notes: bool) -> impl IntoView {
    let cells = row
        .values
        .into_iter()
        .map(|value| view! { <td class="n">{value.map_or_else(|| "not found".to_owned(), |value| as_typed(value.get()))}</td> })
        .collect_view();
    view! { <tr><th scope="row">{row.label}</th>{cells}{has_notes.then(|| view! { <td class="note">{row.note}</td> })}</tr> }
}
