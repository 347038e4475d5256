//! A pasted table, on the pages of a programme: what it would come to is shown first, and taken over as one step.

mod columns;
mod last_time;
mod older;
mod place;
mod preview;
mod questions;
mod rows;
mod words;

pub(crate) use older::{OlderState, PasteOlder};

use crate::browser::{clipboard, drag, files};
use crate::parts::draft;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::session::{Notice, Session};
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::edit::{Edit, EditError, Placing, read_beside, read_onto, taking};
use weighbridge::exchange::block::decoded;
use weighbridge::exchange::table::csv;
use weighbridge::paste::{Choices, Reading, left_out, merged};

/// What a table is called until somebody says otherwise.
const UNTITLED: &str = "Pasted table";
/// The longest line before the headings that is taken for a title.
const LONGEST_TITLE: usize = 120;

/// What a pasted table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// It is taken into the case.
    Taking,
    /// The case is compared with it, and nothing of it is taken.
    Comparing,
}

/// The table that is being pasted.
#[derive(Clone, Copy)]
struct Pasting {
    session: Session,
    aim: Aim,
    is_open: RwSignal<bool>,
    /// What stands in the text area.
    text: RwSignal<String>,
    choices: RwSignal<Choices>,
    /// Whether somebody chose or answered something.
    is_chosen: RwSignal<bool>,
    placing: RwSignal<Placing>,
    /// What the text says, as the case stands; nothing while there is no text.
    reading: Memo<Option<Arc<Reading>>>,
    /// What was done with merged cells of what was copied.
    merged: RwSignal<String>,
    /// What columns of tables were taken for before.
    last_time: last_time::LastTime,
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
    fn new(session: Session, aim: Aim) -> Pasting {
        let (text, choices) = (RwSignal::new(String::new()), RwSignal::new(Choices::default()));
        // Never compared: it is read again only where something has changed, and comparing would cost as much.
        let reading = Memo::new_with_compare(
            move |_| {
                let is_empty = text.with(|text| text.trim().is_empty());
                let onto = match aim {
                    Aim::Taking => read_onto,
                    Aim::Comparing => read_beside,
                };
                let read = || session.case().with(|case| text.with(|text| choices.with(|all| onto(case, text, all))));
                (!is_empty).then(|| Arc::new(read()))
            },
            |_, _| true,
        );
        Pasting {
            session,
            aim,
            is_open: RwSignal::new(false),
            text,
            choices,
            is_chosen: RwSignal::new(false),
            placing: RwSignal::new(Placing::default()),
            reading,
            merged: RwSignal::new(String::new()),
            last_time: last_time::LastTime::new(),
            refused: RwSignal::new(None),
            taken: RwSignal::new(None),
        }
    }

    /// Takes a new text, with nothing chosen yet about it.
    fn put(self, text: String) {
        self.forget_choices();
        self.taken.set(None);
        self.merged.set(String::new());
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

    /// Takes what was pasted outside every field, with its merged cells taken apart.
    fn show_copied(self, text: String, html: Option<&str>) {
        match html.and_then(|html| merged(&text, html)) {
            Some(merged) => {
                self.show(merged.text.clone());
                self.merged.set(merged.says());
            }
            None => self.show(text),
        }
    }

    /// Takes what is pasted into the empty field, where cells are merged in it. All else the browser pastes.
    fn on_paste(self, event: &ClipboardEvent, field: NodeRef<Textarea>) {
        let is_whole = field.get_untracked().is_some_and(|field| {
            let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
            field.selection_start() == Ok(Some(0)) && field.selection_end() == Ok(Some(end))
        });
        let copied = clipboard::pasted_text(event).zip(clipboard::pasted_markup(event)).filter(|_| is_whole);
        if let Some(merged) = copied.and_then(|(text, html)| merged(&text, &html)) {
            event.prevent_default();
            self.put(merged.text.clone());
            self.merged.set(merged.says());
        }
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
        self.choices.with_untracked(|choices| self.last_time.keep(&reading, choices));
        self.put(String::new());
        self.taken.set(Some(Taken { says, reading }));
        session.notice.set(Some(said));
        focus_soon(&["paste-taken"]);
    }

    /// Opens the way in, or leaves it.
    fn turn(self) {
        if self.is_open.get_untracked() {
            self.leave();
        } else {
            self.is_open.set(true);
            focus_soon(&["paste-text"]);
        }
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
    let pasting = Pasting::new(session, Aim::Taking);
    listen(pasting);
    let is_open = move || pasting.is_open.get();
    view! {
        <div class="pasting no-print">
            <button class="button button--small" type="button" id="paste-open" aria-expanded=move || is_open().to_string()
                on:click=move |_| pasting.turn()>"Paste a table"</button>
            <Show when=is_open><Panel pasting/></Show>
        </div>
    }
    .into_any()
}

/// Takes what is pasted anywhere on the page outside fields, while the page is there.
fn listen(pasting: Pasting) {
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        // One word on its own is no table.
        let is_table = |text: &String| text.trim_end().contains(['\t', '\n']);
        if let Some(text) = clipboard::pasted_outside_fields(&event).filter(is_table) {
            event.prevent_default();
            pasting.show_copied(text, clipboard::pasted_markup(&event).as_deref());
        }
    });
    on_cleanup(move || paste.remove());
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
    let field: NodeRef<Textarea> = NodeRef::new();
    let (heading, hint) = match pasting.aim {
        Aim::Taking => (
            "Paste a table",
            "Copy initiatives, money or a matrix of marks with their headings from a spreadsheet, a document or a PDF, and paste them here or anywhere on this page. Nothing changes until you take them, and nothing is removed because it is missing.",
        ),
        Aim::Comparing => (
            "Paste an older table",
            "Copy the initiatives with their headings from an earlier report, and paste them here or anywhere on this page. The table is only read: nothing of it is taken into the case.",
        ),
    };
    view! {
        <section class="from-table pasted" aria-labelledby="h-paste">
            <h2 id="h-paste">{heading}</h2>
            <div class="field">
                <label class="field__label" for="paste-text">"Your table"</label>
                <p class="field__hint" id="paste-hint">{hint}</p>
                <textarea class="field__input from-table__text" id="paste-text" rows="6" spellcheck="false" wrap="off"
                    node_ref=field on:paste=move |event| pasting.on_paste(&event, field)
                    aria-describedby="paste-hint" prop:value=move || pasting.text.get()
                    on:dragover=|event| drag::allow(&event) on:drop=drop
                    on:input=move |event| pasting.put(event_target_value(&event))></textarea>
                <p class="note"><button class="link" type="button" id="paste-file" on:click=choose>"Open a CSV file"</button>", or drop it on the box."</p>
            </div>
            <Show when=has_reading>{match pasting.aim {
                Aim::Taking => view! { <preview::Preview pasting/> }.into_any(),
                Aim::Comparing => view! { <older::Compared pasting/> }.into_any(),
            }}</Show>
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
