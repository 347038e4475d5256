//! Reference tables: published figures with where they came from.

use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::{ReferenceRow, ReferenceTable};
use weighbridge::finite::Finite;
use weighbridge::present::aligned;

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
    let figures = figures(&table);
    let table = Arc::unwrap_or_clone(table);
    let id = format!("reference-{number}");
    let region = id.clone();
    let has_notes = table.rows.iter().any(|row| !row.note.is_empty());
    // A few columns of figures have room in any window.
    let class = if has_notes || table.columns.len() > 3 { "table" } else { "table table--few" };
    let heads = table.columns.into_iter().map(|name| view! { <th scope="col" class="n">{name}</th> }).collect_view();
    let rows =
        table.rows.into_iter().zip(figures).map(|(found, figures)| row(found, figures, has_notes)).collect_view();
    view! {
        <div class="section">
            <div class="table-scroll" role="region" aria-labelledby=region tabindex="0">
                <table class=class>
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

/// A figure as published, and the zeros that bring its point under the others of its column; nothing where none was found.
type Figure = Option<(String, String)>;

/// Returns the figures of each row.
fn figures(table: &ReferenceTable) -> Vec<Vec<Figure>> {
    let n_columns = table.rows.iter().map(|row| row.values.len()).max().unwrap_or(0);
    let column = |at: usize| {
        let values = table.rows.iter().map(|row| row.values.get(at).copied().flatten().map(Finite::get));
        aligned(&values.collect::<Vec<_>>())
    };
    let columns: Vec<Vec<Figure>> = (0..n_columns).map(column).collect();
    let row = |(at, row): (usize, &ReferenceRow)| {
        columns.iter().take(row.values.len()).map(|column| column[at].clone()).collect()
    };
    table.rows.iter().enumerate().map(row).collect()
}

fn row(row: ReferenceRow, figures: Vec<Figure>, has_notes: bool) -> impl IntoView {
    let figure = |figure: Figure| match figure {
        None => view! { <td class="n">"not found"</td> }.into_any(),
        Some((text, zeros)) => {
            let zeros = (!zeros.is_empty()).then(|| view! { <span class="n__zeros" aria-hidden="true">{zeros}</span> });
            view! { <td class="n">{text}{zeros}</td> }.into_any()
        }
    };
    let cells = figures.into_iter().map(figure).collect_view();
    view! { <tr><th scope="row">{row.label}</th>{cells}{has_notes.then(|| view! { <td class="note">{row.note}</td> })}</tr> }
}
