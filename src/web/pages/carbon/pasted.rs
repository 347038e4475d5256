//! A pasted table of measures, shown row by row before anything is taken over, and taken over as one step.

use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::paging::Paging;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use weighbridge::edit::{MeasureOutcome, MeasureRow, MeasuresRead, read_measures};
use weighbridge::exchange::table::csv;
use weighbridge::id::InitiativeId;
use weighbridge::paper::measures::refused_measures;
use weighbridge::present::{count, measure_row_words, measures_read_sentence};

/// How many rows are shown at a time.
const A_PAGE: usize = 100;

/// Returns what would come of a pasted text, where there is one. `of` is the initiative whose measures they are.
pub(super) fn preview(session: Session, of: Option<InitiativeId>, text: RwSignal<Option<String>>) -> AnyView {
    // Read anew where the case changes meanwhile.
    let read: Memo<Option<MeasuresRead>> = Memo::new(move |_| {
        text.with(|text| text.as_ref().map(|text| session.case().with(|case| read_measures(case, text, of))))
    });
    let is_there = Memo::new(move |_| text.with(Option::is_some));
    // Whoever pastes another table is led to what comes of that one.
    Effect::new(move |_| {
        if text.with(Option::is_some) {
            focus_soon(&["h-measures-pasted"]);
        }
    });
    let shown = move || view! { <Show when=move || is_there.get()>{body(session, read, text)}</Show> };
    shown().into_any()
}

fn body(session: Session, read: Memo<Option<MeasuresRead>>, text: RwSignal<Option<String>>) -> AnyView {
    let with = move |of: fn(&MeasuresRead) -> String| read.with(|read| read.as_ref().map(of).unwrap_or_default());
    let n_taken = Memo::new(move |_| read.with(|read| read.as_ref().map_or((0, 0), MeasuresRead::n_taken)));
    let n_out = Memo::new(move |_| read.with(|read| read.as_ref().map_or(0, |read| read.refused_rows().count())));
    let is_any = Memo::new(move |_| read.with(|read| read.as_ref().is_some_and(|read| read.edit.is_some())));
    let n_rows = Signal::derive(move || read.with(|read| read.as_ref().map_or(0, |read| read.rows.len())));
    let leave = move || {
        text.set(None);
        focus_soon(&["add-carbon"]);
    };
    let take = move |_| {
        let Some(edit) = read.with_untracked(|read| read.as_ref().and_then(|read| read.edit.clone())) else { return };
        let (added, changed) = n_taken.get_untracked();
        match session.commit(&edit) {
            Ok(()) => {
                let words = match changed {
                    0 => format!("{} added.", count(added, "measure", "measures")),
                    _ => format!("{} added, {changed} changed.", count(added, "measure", "measures")),
                };
                session.notice.set(Some(Notice::said(words).with("Undo", move || session.undo())));
                leave();
            }
            Err(error) => session.notice.set(Some(Notice::problem(format!("Not taken over: {error}.")))),
        }
    };
    let save = move |_| {
        let table = read.with_untracked(|read| read.as_ref().map(refused_measures));
        if let Some(table) = table {
            session.download("measures-that-stay-out.csv", &csv(&table), "text/csv");
        }
    };
    let words = move || match n_taken.get() {
        (added, changed) if added + changed == 1 => "Take over 1 measure".to_owned(),
        (added, changed) => format!("Take over {} measures", added + changed),
    };
    let key = session.key().get_untracked().unwrap_or_default();
    let paging = Paging::new(["measures-rows", "Rows"], &key, n_rows, Signal::stored(A_PAGE));
    let rows = move || {
        read.with(|read| {
            let rows = read.as_ref().map_or(&[][..], |read| read.rows.get(paging.rows()).unwrap_or_default());
            rows.iter().map(row).collect_view()
        })
    };
    view! {
        <section class="from-table" aria-labelledby="h-measures-pasted">
            <h3 id="h-measures-pasted" tabindex="-1">"What would come of the pasted measures"</h3>
            <p class="measure" role="status">{move || with(measures_read_sentence)}</p>
            <Show when=move || n_rows.get().gt(&0)>
                {paging.line()}
                <div class="table-scroll from-table__changes" role="region" aria-label="Table: pasted measures" tabindex="0">
                    <table class="table table--lists" role="table" id="measures-rows">
                        <thead role="rowgroup"><tr role="row">
                            <th scope="col" role="columnheader" class="n">"Line"</th><th scope="col" role="columnheader">"Measure"</th>
                            <th scope="col" role="columnheader">"Result"</th><th scope="col" role="columnheader">"What"</th>
                        </tr></thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
                {paging.links()}
            </Show>
            <p class="row">
                <button class="button button--main" type="button" id="take-measures" on:click=take hidden=move || !is_any.get()>{words}</button>
                <button class="button" type="button" id="leave-measures" on:click=move |_| leave()>"Leave it"</button>
                <button class="link" type="button" id="save-measures-out" on:click=save hidden=move || n_out.get() == 0>"Save the rows that stay out as CSV"</button>
            </p>
        </section>
    }
    .into_any()
}

fn row(row: &MeasureRow) -> AnyView {
    let (word, said) = measure_row_words(row);
    let class = if matches!(row.outcome, MeasureOutcome::Refused(_)) { "pasted__refused" } else { "" };
    let name = match row.what.as_str() {
        "" => view! { <td role="cell" data-head="Measure"></td> }.into_any(),
        what => view! { <th scope="row" role="rowheader">{what.to_owned()}</th> }.into_any(),
    };
    let lines = said.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <tr role="row">
            <td role="cell" class="n" data-head="Line">{row.line.to_string()}</td>
            {name}
            <td role="cell" data-head="Result"><b class=class>{word}</b></td>
            <td role="cell" data-head="What"><div>{lines}</div></td>
        </tr>
    }
    .into_any()
}
