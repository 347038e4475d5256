//! What is missing in the sheet: how much, where, and a button that leads to the next of it.

use super::CellId;
use super::sheet::Sheet;
use crate::browser::page;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::appraisal::missing::{Lack, missing, next};
use weighbridge::present;

/// How many places are listed.
const SHOWN: usize = 100;

/// The count, the list behind it, and the way to the next.
#[component]
pub(super) fn WhatIsMissing(sheet: Sheet) -> AnyView {
    let record = sheet.model.record;
    let summary = Memo::new(move |_| record.with(|record| present::missing_summary(record)));
    let any = move || summary.with(|summary| !summary.is_empty());
    let is_open = RwSignal::new(false);
    let on_next = move |_| {
        let found = record.with_untracked(|record| next(record, sheet.chosen.get_untracked()));
        if let Some((place, lack)) = found {
            go(sheet, place, lack);
        }
    };
    // Hundreds of places are put into words only while they are looked at.
    let rows = move || {
        if !is_open.get() {
            return Vec::new();
        }
        record.with(|record| {
            let found = missing(record).into_iter().take(SHOWN);
            found.map(|(place, lack)| (place, lack, present::missing_words(record, place, lack))).collect::<Vec<_>>()
        })
    };
    let more = move || {
        let n = if is_open.get() { record.with(|record| missing(record).len()) } else { 0 };
        n.checked_sub(SHOWN).filter(|more| *more > 0)
    };
    view! {
        <Show when=any>
            <div class="missing">
                <details class="missing__list" on:toggle=move |_| is_open.update(|open| *open = !*open)>
                    <summary class="summary" id="missing-open">{summary}</summary>
                    <ul role="list">
                        <For each=rows key=Clone::clone children=move |(place, lack, words): (CellId, Lack, String)| view! {
                            <li><button class="link" type="button" on:click=move |_| go(sheet, place, lack)>{words}</button></li>
                        }/>
                    </ul>
                    {move || more().map(|more| view! { <p class="note">{format!("And {more} more.")}</p> })}
                </details>
                <button class="button" type="button" id="missing-next" on:click=on_next>"Next missing"</button>
            </div>
        </Show>
    }
    .into_any()
}

/// Selects a cell and leads to the field of what it lacks.
fn go(sheet: Sheet, place: CellId, lack: Lack) {
    sheet.chosen.set(Some(place));
    let cell = super::cell::cell_id(place);
    match lack {
        Lack::Score => {
            page::focus(&cell);
            focus_soon(&[&cell]);
        }
        // The panel is made anew for the cell, so its fields are there only once it is drawn.
        Lack::Reason => focus_soon(&["score-reason", &cell]),
        Lack::Source => focus_soon(&["score-source", &cell]),
    }
}
