//! One kept state of a case: what it is, what it holds, and the ways to get it back. Looking changes nothing, and a state is
//! only ever opened as a case of its own.

use crate::browser::clock;
use crate::parts::differences::differences;
use crate::session::stored::{self, Kept, KeptId, StorageError};
use crate::session::{Notice, Session, holds};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::compare::{Comparison, compare};
use weighbridge::file::{self, Document};
use weighbridge::log::LogEntry;
use weighbridge::present::{count, decimal, log_words, moment};

/// How many of the last changes a preview lists.
const LAST_CHANGES: usize = 10;

/// How much of an unreadable text a preview shows, in characters.
const RAW_SHOWN: usize = 2_000;

/// The state that another is held against.
#[derive(Clone)]
pub(crate) struct Against {
    /// Its name in the browser.
    pub(crate) id: KeptId,
    /// What the differences are headed, for example "What was changed after it".
    pub(crate) title: &'static str,
    /// Whether that state came first.
    pub(crate) is_before: bool,
}

/// What a preview shows.
#[derive(Clone)]
enum Look {
    /// The state was read.
    Read {
        title: String,
        holds: String,
        n_entries: usize,
        last: Vec<Arc<LogEntry>>,
        differs: Option<(&'static str, Comparison)>,
    },
    /// It is kept, and is no case that can be read.
    Unreadable { why: String, beginning: String },
    /// It could not be fetched.
    Failed(String),
}

/// How far a preview is.
#[derive(Clone)]
enum Preview {
    Shut,
    Underway,
    Shown(Look),
}

/// One state, with its preview below it once that is asked for.
#[component]
pub(crate) fn KeptRow(
    /// The session.
    session: Session,
    /// The state.
    kept: Kept,
    /// What it is, for example "The last save".
    what: String,
    /// What its preview holds it against.
    against: Option<Against>,
) -> AnyView {
    let preview = RwSignal::new(Preview::Shut);
    let id = kept.id.clone();
    let toggle = move |_| {
        if !matches!(preview.get_untracked(), Preview::Shut) {
            return preview.set(Preview::Shut);
        }
        preview.set(Preview::Underway);
        let (id, against) = (id.clone(), against.clone());
        spawn_local(async move {
            let look = look(&id, against).await;
            preview.set(Preview::Shown(look));
        });
    };
    let when = when(&kept);
    let name = format!("{what}, {when}");
    let size = size_words(kept.bytes);
    let is_open = move || preview.with(|preview| !matches!(preview, Preview::Shut));
    let damaged = (!kept.is_whole).then(|| view! { " "<span class="kept__damaged">"Damaged."</span> });
    let (copied, saved) = (kept.clone(), kept);
    view! {
        <li class="kept__row">
            <div class="kept__line">
                <p class="kept__what"><b>{what}</b>". "{when}". "{size}"."{damaged}</p>
                <div class="row">
                    <button class="link" type="button" aria-expanded=move || is_open().to_string() aria-label=format!("Preview: {name}") on:click=toggle>"Preview"</button>
                    <button class="link" type="button" aria-label=format!("Open as a copy: {name}") on:click=move |_| open_copy(session, copied.clone())>"Open as a copy"</button>
                    <button class="link" type="button" aria-label=format!("Save as it is: {name}") on:click=move |_| save_as_it_is(session, saved.clone())>"Save as it is"</button>
                </div>
            </div>
            {move || preview.with(shown)}
        </li>
    }
    .into_any()
}

fn shown(preview: &Preview) -> AnyView {
    match preview {
        Preview::Shut => ().into_any(),
        Preview::Underway => view! { <p class="note" role="status">"Reading it…"</p> }.into_any(),
        Preview::Shown(look) => view! { <div class="kept__look">{content(look)}</div> }.into_any(),
    }
}

fn content(look: &Look) -> AnyView {
    match look {
        Look::Failed(why) => view! { <p>{format!("It could not be read: {why}.")}</p> }.into_any(),
        Look::Unreadable { why, beginning } => view! {
            <p>{format!("This text cannot be opened as a case: {why}. It is kept as it is. Save it to look for what can be used.")}</p>
            <pre class="kept__raw" tabindex="0" role="region" aria-label="Beginning of the text">{beginning.clone()}</pre>
        }
        .into_any(),
        Look::Read { title, holds, n_entries, last, differs } => {
            let lines = last.iter().map(|entry| view! { <li>{log_line(entry)}</li> }).collect_view();
            let log = (!last.is_empty()).then(|| view! { <p><b>"Last changes"</b></p><ul class="kept__log">{lines}</ul> });
            let differs = differs.as_ref().map(|(title, found)| view! { <p><b>{*title}</b></p>{differences(found)} });
            let changes = count(*n_entries, "entry in its log", "entries in its log");
            view! { <p><b><bdi>{title.clone()}</bdi></b>". "{holds.clone()}" "{changes}"."</p>{log}{differs} }.into_any()
        }
    }
}

fn log_line(entry: &LogEntry) -> String {
    let at = moment(&entry.at);
    let (from, to) = (short(&entry.from), short(&entry.to));
    let values = match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!(": {to}"),
        (false, true) => format!(": was {from}"),
        (false, false) => format!(": was {from}, then {to}"),
    };
    format!("{at} UTC. {}{values}", log_words(entry))
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

async fn look(id: &KeptId, against: Option<Against>) -> Look {
    let text = match stored::kept_text(id).await {
        Ok(text) => text,
        Err(error) => return Look::Failed(error.to_string()),
    };
    let document = match file::load(text.as_bytes()) {
        Ok(document) => document,
        Err(error) => {
            let beginning = text.chars().take(RAW_SHOWN).collect();
            return Look::Unreadable { why: error.to_string(), beginning };
        }
    };
    let mut differs = None;
    if let Some(against) = against
        && let Some(other) = read(&against.id).await
    {
        let (before, after) = if against.is_before { (&other, &document) } else { (&document, &other) };
        differs = Some((against.title, compare(&before.case, &after.case)));
    }
    let from = document.log.len().saturating_sub(LAST_CHANGES);
    Look::Read {
        title: document.case.title.clone(),
        holds: holds(&document.case),
        n_entries: document.log.len(),
        last: document.log[from..].iter().rev().cloned().collect(),
        differs,
    }
}

async fn read(id: &KeptId) -> Option<Document> {
    let text = stored::kept_text(id).await.ok()?;
    file::load(text.as_bytes()).ok()
}

/// Opens a state as a case of its own.
fn open_copy(session: Session, kept: Kept) {
    spawn_local(async move {
        let problem = match stored::kept_text(&kept.id).await {
            Ok(text) => match file::load(text.as_bytes()) {
                Ok(mut document) => {
                    document.case.title = format!("{} (copy of {})", document.case.title, when(&kept));
                    return session.start(document, None, None);
                }
                Err(error) => format!("Not opened: {error}. Save it as it is to look for what can be used."),
            },
            Err(error) => fetch_problem(&error),
        };
        session.notice.set(Some(Notice::problem(problem)));
    });
}

/// Hands out the text as it is kept, whole or damaged.
fn save_as_it_is(session: Session, kept: Kept) {
    spawn_local(async move {
        match stored::kept_text(&kept.id).await {
            Ok(text) => {
                let title = if kept.title.is_empty() { "weighbridge" } else { &kept.title };
                let name = format!("{title}, as kept, state {}.json", kept.revision);
                session.download(&name, &text, "application/json");
            }
            Err(error) => session.notice.set(Some(Notice::problem(fetch_problem(&error)))),
        }
    });
}

fn fetch_problem(error: &StorageError) -> String {
    format!("Not read: {error}. Nothing was changed.")
}

/// Returns when a state was saved, in words.
pub(crate) fn when(kept: &Kept) -> String {
    if kept.saved_at > 0.0 { clock::local_day_hh_mm(kept.saved_at) } else { "at a time that cannot be read".to_owned() }
}

/// Returns a size as people read it: "480 bytes", "12 kB", "1.2 MB".
pub(crate) fn size_words(bytes: usize) -> String {
    match bytes {
        0..1_000 => count(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", decimal(bytes as f64 / 1e3, 0)),
        _ => format!("{} MB", decimal(bytes as f64 / 1e6, 1)),
    }
}
