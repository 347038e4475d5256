//! An older table of the programme, pasted to be compared with: how it is read, and of when it is.

use super::columns::Columns;
use super::preview::how_read;
use super::questions::Questions;
use super::{Aim, Panel, Pasting, listen};
use crate::pages::programme::{DATE_HINT, read_date};
use crate::parts::draft::hand_over_all;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::compare::OlderTable;
use weighbridge::date::{Date, entry};

/// What a comparison is made with.
#[derive(Clone)]
pub(crate) struct OlderState {
    /// What it says.
    pub(crate) table: Arc<OlderTable>,
    /// The line above its headings, where it has one.
    pub(crate) title: String,
    /// Of when it is, where somebody says.
    pub(crate) as_at: Option<Date>,
}

/// The way in for an older table.
#[component]
pub(crate) fn PasteOlder(
    session: Session,
    /// Takes what is to be compared with.
    compare: Callback<OlderState>,
) -> AnyView {
    let pasting = Pasting::new(session, Aim::Comparing);
    provide_context(Comparing { compare, as_at: RwSignal::new(None) });
    listen(pasting);
    let is_open = move || pasting.is_open.get();
    view! {
        <button class="button" type="button" id="paste-open" aria-expanded=move || is_open().to_string()
            on:click=move |_| pasting.turn()>"Paste an older table"</button>
        <Show when=is_open><div class="pasting pasting--wide"><Panel pasting/></div></Show>
    }
    .into_any()
}

/// What the pieces of the way in share.
#[derive(Clone, Copy)]
struct Comparing {
    compare: Callback<OlderState>,
    as_at: RwSignal<Option<Date>>,
}

/// What an older table says of the programme, and the button that compares.
#[component]
pub(super) fn Compared(pasting: Pasting) -> AnyView {
    let Comparing { compare, as_at } = expect_context();
    let table = Memo::new_with_compare(
        move |_| pasting.reading.get().and_then(|reading| OlderTable::of(&reading)).map(Arc::new),
        |_, _| true,
    );
    let says = move || {
        table.with(|table| {
            table.as_ref().map_or_else(
                || {
                    "This is no list of initiatives: paste one with its headings, and with planned ends or statuses."
                        .to_owned()
                },
                |table| table.says(),
            )
        })
    };
    let read = move || pasting.reading.with(|reading| reading.as_ref().map(|found| how_read(found)));
    let has_kind = move || pasting.reading.with(|reading| reading.as_ref().is_some_and(|found| found.kind.is_some()));
    let can = Memo::new(move |_| table.with(|table| table.as_ref().is_some_and(|table| table.can_be_compared())));
    let date = Signal::derive(move || as_at.get().map_or_else(String::new, weighbridge::present::date));
    let set_date = Callback::new(move |typed: String| {
        as_at.set(read_date(&typed, entry::read)?);
        Ok(())
    });
    let press = move |_| {
        hand_over_all();
        let Some(table) = table.get_untracked() else { return };
        let title = pasting.reading.with_untracked(|reading| reading.as_ref()?.skipped.first().cloned());
        let state = OlderState { table, title: title.unwrap_or_default(), as_at: as_at.get_untracked() };
        pasting.put(String::new());
        pasting.is_open.set(false);
        compare.run(state);
    };
    view! {
        <div class="from-table__preview">
            <h3 id="paste-preview" tabindex="-1">{says}</h3>
            <p class="note">{read}</p>
            <Show when=move || pasting.merged.with(|words| !words.is_empty())><p class="note" id="paste-merged">{pasting.merged}</p></Show>
            {super::last_time::offer(pasting)}
            <Questions pasting/>
            <Show when=has_kind><Columns pasting/></Show>
            <TextField id="older-date" label="Date of the older table, if known" hint=DATE_HINT value=date commit=set_date/>
            <div class="row">
                <Show when=move || can.get()>
                    <button class="button button--main" type="button" id="paste-compare" on:click=press>"Compare with this table"</button>
                </Show>
                <button class="button" type="button" id="paste-leave" on:click=move |_| pasting.leave()>"Leave it"</button>
            </div>
        </div>
    }
    .into_any()
}
