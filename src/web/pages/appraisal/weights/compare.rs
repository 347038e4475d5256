//! All weight sets side by side: shares, and who leads under each once options may be named.

use super::super::table_foot::TableFoot;
use super::WeightsState;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;
use weighbridge::paper::weights::weight_sets;

/// The table; nothing while there is only one set.
pub(super) fn side_by_side(state: WeightsState) -> AnyView {
    let model = state.model;
    // Once a change, not once a preview: it asks for the results of every set.
    let table = Memo::new(move |_| {
        model.session.revision();
        let blind = state.blind.get();
        untrack(|| {
            model.record.with(|record| {
                if record.weight_sets.is_empty() {
                    return Table { caption: String::new(), heads: Vec::new(), rows: Vec::new() };
                }
                weight_sets(record, &weighbridge::appraisal::scenario::scenarios(record), !blind)
            })
        })
    });
    let any = move || table.with(|table| !table.rows.is_empty());
    view! {
        <Show when=any>
            <section class="section" aria-label="Weight sets side by side">
                <div class="table-scroll" role="region" aria-labelledby="cap-sets" tabindex="0">
                    <table class="table table--sets">{move || table.with(|table| body(table, state.blind.get()))}</table>
                </div>
                <TableFoot model name="weight-sets" table note="Shares are rounded so that each column adds up to 100.0."/>
            </section>
        </Show>
    }
    .into_any()
}

fn body(table: &Table, blind: bool) -> AnyView {
    let heads = table.heads.iter().enumerate();
    let heads = heads
        .map(|(i, head)| view! { <th scope="col" class=(i > 0).then_some("n")>{head.clone()}</th> })
        .collect_view();
    // The last two rows say who leads.
    let n_shares = if blind { table.rows.len() } else { table.rows.len().saturating_sub(2) };
    let rows = table.rows.iter().enumerate().map(|(i, row)| {
        let cells = row.iter().skip(1).map(|cell| view! { <td class="n">{cell.print()}</td> }).collect_view();
        let class = (i >= n_shares).then_some("table__total");
        view! { <tr class=class><th scope="row">{row.first().map(Cell::print)}</th>{cells}</tr> }
    });
    view! {
        <caption id="cap-sets">{table.caption.clone()}</caption>
        <thead><tr>{heads}</tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}
