//! A table under a heading, with what takes it elsewhere. Figures stand to the right; on a narrow screen each row is a list.

use super::AppraisalModel;
use super::table_foot::TableFoot;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;

/// How many cells a page of a table has, and how many stand at once, about.
const CELLS: usize = 2000;
const AT_ONCE: usize = 300;

/// The table. What has too many cells for one page is shown a page at a time.
#[component]
pub(crate) fn PlainTable(
    /// What every step works from.
    model: AppraisalModel,
    /// The element that names the table.
    labelled_by: &'static str,
    /// What the table shows, for the region that it scrolls in.
    region: &'static str,
    /// The name of its file.
    name: &'static str,
    /// The table as it stands.
    #[prop(into)]
    table: Signal<Table>,
) -> AnyView {
    let n_columns = Memo::new(move |_| table.with(|table| table.heads.len()).max(1));
    // Whether each column holds figures, told by its cells.
    let figures = Memo::new(move |_| {
        table.with(|table| (0..table.heads.len()).map(|at| table.is_figures(at)).collect::<Vec<_>>())
    });
    let class = move |at: usize| if figures.with(|figures| figures.get(at) == Some(&true)) { "n" } else { "" };
    let heads = move || {
        let head = |(at, head): (usize, &String)| {
            view! { <th scope="col" role="columnheader" class=class(at)>{head.clone()}</th> }
        };
        table.with(|table| table.heads.iter().enumerate().map(head).collect_view())
    };
    let paging = Paging::new(
        [labelled_by, "Rows"],
        &model.paged(),
        Signal::derive(move || table.with(|table| table.rows.len())),
        Signal::derive(move || (CELLS / n_columns.get() / 5 * 5).max(10)),
    );
    let rows = move || {
        let shown = paging.rows();
        table.with(|table| {
            let rows = table.rows.iter().enumerate().skip(shown.start).take(shown.len());
            rows.map(|(at, row)| (at, row.iter().map(Cell::print).collect())).collect::<Vec<(usize, Vec<String>)>>()
        })
    };
    // On a narrow screen each cell carries its head.
    let row = move |(_, row): (usize, Vec<String>)| {
        let heads = table.with_untracked(|table| table.heads.clone());
        let mut cells = row.into_iter().zip(heads).enumerate();
        let first = cells.next().map(|(_, (cell, _))| cell);
        let cells = cells.map(|(at, (cell, head))| {
            view! { <td class=untrack(|| class(at)) role="cell" data-head=head>{cell}</td> }
        });
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells.collect_view()}</tr> }
    };
    let mounting = Mounting::of(AT_ONCE / n_columns.get_untracked());
    view! {
        {paging.line()}
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table table--tight table--lists" role="table" aria-labelledby=labelled_by aria-busy=mounting.busy()>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=rows key=Clone::clone children=row/></tbody>
            </table>
        </div>
        {paging.links()}
        <TableFoot model name table note=""/>
    }
    .into_any()
}
