//! The rows of a pasted table, a page at a time: what would come of each.

use super::Pasting;
use super::words::{Said, said};
use crate::parts::paging::Paging;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::paste::{Outcome, Reading, Row};
use weighbridge::present::count;

/// How many rows are shown at a time.
const A_PAGE: usize = 100;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    All,
    Taken,
    Refused,
    Totals,
}

impl Shown {
    const ALL: [Shown; 4] = [Shown::All, Shown::Taken, Shown::Refused, Shown::Totals];

    fn word(self) -> &'static str {
        match self {
            Shown::All => "All rows",
            Shown::Taken => "Rows that would be taken",
            Shown::Refused => "Rows that stay out or have cells left empty",
            Shown::Totals => "Totals",
        }
    }

    fn has(self, row: &Row) -> bool {
        let is_out = matches!(row.outcome, Outcome::Refused(_) | Outcome::Asks(_));
        let is_taken =
            matches!(row.outcome, Outcome::Added(_) | Outcome::Changed(_) | Outcome::Line(_) | Outcome::Marks(_));
        match self {
            Shown::All => true,
            Shown::Taken => is_taken,
            Shown::Refused => is_out || !row.without.is_empty(),
            Shown::Totals => matches!(row.outcome, Outcome::Subtotal(_) | Outcome::Total(_)),
        }
    }
}

/// The rows as a table.
#[component]
pub(super) fn Rows(pasting: Pasting) -> AnyView {
    let shown = RwSignal::new(Shown::All);
    let rows = Memo::new(move |_| {
        let shown = shown.get();
        pasting.reading.with(|reading| {
            let rows = reading.iter().flat_map(|found| found.rows.iter().enumerate());
            rows.filter(|(_, row)| shown.has(row)).map(|(at, _)| at).collect::<Vec<usize>>()
        })
    });
    let n = Signal::derive(move || rows.with(Vec::len));
    let key = pasting.session.key().get_untracked().unwrap_or_default();
    let paging = Paging::new(["paste-rows", "Rows"], &key, n, Signal::stored(A_PAGE));
    // Another choice of rows begins at its first.
    let choose = move |to| {
        shown.set(to);
        paging.show(0);
    };
    let choices = Signal::derive(move || {
        let n = |shown: Shown| {
            pasting
                .reading
                .with(|reading| reading.iter().flat_map(|found| &found.rows).filter(|row| shown.has(row)).count())
        };
        let words = |shown: Shown| format!("{} ({})", shown.word(), count(n(shown), "", "").trim());
        Shown::ALL.map(|shown| (shown, words(shown))).to_vec()
    });
    let body = move || {
        let Some(reading) = pasting.reading.get() else { return Vec::new() };
        let at_hand = rows.with(|rows| rows.get(paging.rows()).unwrap_or_default().to_vec());
        at_hand.into_iter().filter_map(|at| Some(row_view(&reading, reading.rows.get(at)?))).collect()
    };
    view! {
        <h4 id="h-paste-rows">"What would come of its rows"</h4>
        <SelectField id="paste-shown" label="Show" value=shown choices=choices choose=choose/>
        {paging.line()}
        <div class="table-scroll from-table__changes" role="region" aria-labelledby="h-paste-rows" tabindex="0">
            <table class="table table--lists" role="table" id="paste-rows">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader" class="n">"Row"</th><th scope="col" role="columnheader">"Name"</th>
                    <th scope="col" role="columnheader">"Result"</th><th scope="col" role="columnheader">"What"</th>
                </tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
        {paging.links()}
    }
    .into_any()
}

fn row_view(reading: &Reading, row: &Row) -> AnyView {
    let Said { word, rest } = said(reading, row);
    let class = if matches!(row.outcome, Outcome::Refused(_)) { "pasted__refused" } else { "" };
    // A heading without words heads nothing.
    let name = match row.label.as_str() {
        "" => view! { <td role="cell" data-head="Name"></td> }.into_any(),
        label => view! { <th scope="row" role="rowheader">{label.to_owned()}</th> }.into_any(),
    };
    let lines = rest.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <tr role="row">
            <td role="cell" class="n" data-head="Row">{row.number.to_string()}</td>
            {name}
            <td role="cell" data-head="Result"><b class=class>{word}</b></td>
            <td role="cell" data-head="What"><div>{lines}</div></td>
        </tr>
    }
    .into_any()
}
