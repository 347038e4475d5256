//! A pasted table, on the pages of a programme: what it would come to is shown first, and taken over as one step.

mod columns;
mod place;
mod preview;
mod questions;
mod rows;
mod words;

use crate::browser::{clipboard, drag, files};
use crate::parts::draft;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::session::{Notice, Session};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::edit::{Edit, EditError, Placing, read_onto, taking};
use weighbridge::exchange::block::decoded;
use weighbridge::exchange::table::csv;
use weighbridge::paste::{Choices, Reading, left_out};

/// What a table is called until somebody says otherwise.
const UNTITLED: &str = "Pasted table";
/// The longest line before the headings that is taken for a title.
const LONGEST_TITLE: usize = 120;

/// The table that is being pasted.
#[derive(Clone, Copy)]
struct Pasting {
    session: Session,
    is_open: RwSignal<bool>,
    /// What stands in the text area.
    text: RwSignal<String>,
    choices: RwSignal<Choices>,
    /// Whether somebody chose or answered something.
    is_chosen: RwSignal<bool>,
    placing: RwSignal<Placing>,
    /// What the text says, as the case stands; nothing while there is no text.
    reading: Memo<Option<Arc<Reading>>>,
    /// Why it was not taken.
    refused: RwSignal<Option<String>>,
    /// What was taken over last.
    taken: RwSignal<Option<Taken>>,
}

/// What was taken over: what came of it, and what stayed out.
#[derive(Clone)]
struct Taken {
    says: String,
    reading: Arc<Reading>,
}

impl Pasting {
    fn new(session: Session) -> Pasting {
        let (text, choices) = (RwSignal::new(String::new()), RwSignal::new(Choices::default()));
        // Never compared: it is read again only where something has changed, and comparing would cost as much.
        let reading = Memo::new_with_compare(
            move |_| {
                let is_empty = text.with(|text| text.trim().is_empty());
                let read =
                    || session.case().with(|case| text.with(|text| choices.with(|all| read_onto(case, text, all))));
                (!is_empty).then(|| Arc::new(read()))
            },
            |_, _| true,
        );
        Pasting {
            session,
            is_open: RwSignal::new(false),
            text,
            choices,
            is_chosen: RwSignal::new(false),
            placing: RwSignal::new(Placing::default()),
            reading,
            refused: RwSignal::new(None),
            taken: RwSignal::new(None),
        }
    }

    /// Takes a new text, with nothing chosen yet about it.
    fn put(self, text: String) {
        self.forget_choices();
        self.taken.set(None);
        self.text.set(text);
        let line = |reading: &Arc<Reading>| reading.skipped.first().cloned();
        let line = self.reading.with_untracked(|reading| reading.as_ref().and_then(line));
        let title = line.filter(|line| line.chars().count() <= LONGEST_TITLE).unwrap_or_else(|| UNTITLED.to_owned());
        self.placing.set(Placing { title, replaces: None, links: true });
    }

    /// Takes a text that was pasted outside every field, or a file.
    fn show(self, text: String) {
        self.is_open.set(true);
        self.put(text);
        focus_soon(&["paste-preview", "paste-text"]);
    }

    /// Changes what is chosen, and reads again.
    fn choose(self, change: impl FnOnce(&mut Choices)) {
        self.refused.set(None);
        self.is_chosen.set(true);
        self.choices.update(change);
    }

    fn forget_choices(self) {
        self.refused.set(None);
        self.is_chosen.set(false);
        self.choices.set(Choices::default());
    }

    /// Returns the edit that takes it over; nothing where nothing would come of it.
    fn edit(self) -> Option<Edit> {
        let reading = self.reading.get()?;
        self.session.case().with(|case| self.placing.with(|placing| taking(case, &reading, placing)))
    }

    fn take(self) {
        let session = self.session;
        let (Some(edit), Some(reading)) = (untrack(|| self.edit()), self.reading.get_untracked()) else { return };
        match session.commit(&edit) {
            Ok(()) => {}
            // The session has said why.
            Err(EditError::ReadOnly) => return,
            Err(error) => {
                self.refused.set(Some(format!("Not taken: {error}.")));
                focus_soon(&["paste-refused"]);
                return;
            }
        }
        let after = untrack(|| session.revision());
        let undo = move || {
            if untrack(|| session.revision()) == after {
                session.undo();
                self.taken.try_set(None);
                focus_soon(&["paste-text", "paste-open"]);
            } else {
                let text = "Other changes came later. Use Undo at the top of the page.";
                session.notice.set(Some(Notice::problem(text.to_owned())));
            }
        };
        let first = reading.says.split_inclusive(". ").next().unwrap_or_default().trim_end();
        let said = Notice::said(format!("Taken over: {first}")).with("Undo", undo);
        let says = reading.says.clone();
        self.put(String::new());
        self.taken.set(Some(Taken { says, reading }));
        session.notice.set(Some(said));
        focus_soon(&["paste-taken"]);
    }

    fn leave(self) {
        self.put(String::new());
        self.is_open.set(false);
        focus_soon(&["paste-open"]);
    }

    /// Reads a file that was chosen or dropped.
    fn take_file(self, read: Result<Option<files::Picked>, files::FileError>) {
        match read {
            Ok(Some(picked)) => self.show(decoded(&picked.bytes)),
            Ok(None) | Err(files::FileError::Cancelled) => {}
            Err(error) => self.session.notice.set(Some(Notice::problem(format!("Not read: {error}.")))),
        }
    }
}

/// The way in for a table: a button, and a paste anywhere on the page outside a field and outside a cell that takes it.
#[component]
pub(crate) fn PasteTable(session: Session) -> AnyView {
    let pasting = Pasting::new(session);
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        // One word on its own is no table.
        let is_table = |text: &String| text.trim_end().contains(['\t', '\n']);
        if let Some(text) = clipboard::pasted_outside_fields(&event).filter(is_table) {
            event.prevent_default();
            pasting.show(text);
        }
    });
    on_cleanup(move || paste.remove());
    let is_open = move || pasting.is_open.get();
    let turn = move |_| {
        if pasting.is_open.get_untracked() {
            pasting.leave();
        } else {
            pasting.is_open.set(true);
            focus_soon(&["paste-text"]);
        }
    };
    view! {
        <div class="pasting no-print">
            <button class="button button--small" type="button" id="paste-open" aria-expanded=move || is_open().to_string()
                on:click=turn>"Paste a table"</button>
            <Show when=is_open><Panel pasting/></Show>
        </div>
    }
    .into_any()
}

#[component]
fn Panel(pasting: Pasting) -> AnyView {
    let hold = draft::form("Pasted table");
    // Whether it was typed, read from a file or taken over.
    Effect::new(move |_| pasting.text.with(|text| hold(text)));
    let choose = move |_| spawn_local(async move { pasting.take_file(files::pick().await) });
    let drop = move |event: DragEvent| {
        let dropped = files::dropped_files(&event);
        if dropped.is_empty() {
            return;
        }
        event.prevent_default();
        spawn_local(async move {
            if let Some(file) = dropped.first() {
                pasting.take_file(files::read_file(file).await.map(Some));
            }
        });
    };
    let has_reading = move || pasting.reading.with(Option::is_some);
    view! {
        <section class="from-table pasted" aria-labelledby="h-paste">
            <h2 id="h-paste">"Paste a table"</h2>
            <div class="field">
                <label class="field__label" for="paste-text">"Your table"</label>
                <p class="field__hint" id="paste-hint">"Copy initiatives, money or a matrix of marks with their headings from a spreadsheet, a document or a PDF, and paste them here or anywhere on this page. Nothing changes until you take them, and nothing is removed because it is missing."</p>
                <textarea class="field__input from-table__text" id="paste-text" rows="6" spellcheck="false" wrap="off"
                    aria-describedby="paste-hint" prop:value=move || pasting.text.get()
                    on:dragover=|event| drag::allow(&event) on:drop=drop
                    on:input=move |event| pasting.put(event_target_value(&event))></textarea>
                <p class="note"><button class="link" type="button" id="paste-file" on:click=choose>"Open a CSV file"</button>", or drop it on the box."</p>
            </div>
            <Show when=has_reading><preview::Preview pasting/></Show>
            {move || pasting.taken.get().map(|taken| taken_line(pasting.session, taken))}
        </section>
    }
    .into_any()
}

/// Returns what is said once a table was taken over.
fn taken_line(session: Session, taken: Taken) -> AnyView {
    let Taken { says, reading } = taken;
    view! {
        <p class="note" id="paste-taken" tabindex="-1">"Taken over: "{says}" Undo takes it back in one step."</p>
        {save_left_out(session, reading)}
    }
    .into_any()
}

/// Returns the button that saves what stays out as a file, where something does.
fn save_left_out(session: Session, reading: Arc<Reading>) -> Option<AnyView> {
    let words = words::left_out(&reading)?;
    let save = move |_| session.download("refused-rows.csv", &csv(&left_out(&reading)), "text/csv");
    Some(view! { <p><button class="link" type="button" id="paste-save" on:click=save>{words}</button></p> }.into_any())
}
