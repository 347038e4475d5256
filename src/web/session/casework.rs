//! What reads, changes and keeps cases: a chunk of its own.
//!
//! Home lists cases and needs none of it. Whatever a function outside the chunks names is part of the first load, so what
//! Home can reach takes these functions from a [`Casework`], which is there once the chunk is. An open case holds one: where
//! there is a case, there is the chunk.

use super::open::OpenCase;
use super::{Notice, Session};
use crate::browser::files::{DroppedFile, FileError, Picked};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::pin::Pin;
use std::rc::Rc;
use weighbridge::edit::{Edit, EditError};
use weighbridge::file::{self, Document, LoadError, Room};
use weighbridge::history::{History, Stamp};
use weighbridge::id::AppraisalId;

/// What comes of work that waits for the browser.
type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// The name of a file that was written, and how much room it has left.
type Saved = (String, Room);

/// The functions of the chunk.
pub(crate) struct Casework {
    /// [`History::commit`].
    pub(super) commit: fn(&mut History, &Edit, Stamp<'_>) -> Result<bool, EditError>,
    /// [`History::preview`].
    pub(super) preview: fn(&mut History, &Edit) -> Result<(), EditError>,
    /// [`History::undo`].
    pub(super) undo: fn(&mut History, Stamp<'_>) -> Option<String>,
    /// [`History::redo`].
    pub(super) redo: fn(&mut History, Stamp<'_>) -> Option<String>,
    /// [`History::note_ranking_shown`].
    pub(super) note_ranking_shown: fn(&mut History, AppraisalId, Stamp<'_>) -> bool,
    /// [`file::load`].
    pub(super) load: fn(&[u8]) -> Result<Document, LoadError>,
    /// [`file::save`].
    pub(super) save: fn(&Document) -> String,
    /// [`Session::opened`].
    pub(super) opened: fn(Session, String) -> Later<Option<Rc<OpenCase>>>,
    /// [`Session::open_picked`].
    pub(super) open_picked: fn(Session, Picked) -> Later<()>,
    /// [`Session::open_text`].
    pub(super) open_text: fn(Session, String) -> Later<()>,
    /// [`Session::open_dropped`].
    pub(super) open_dropped: fn(Session, Vec<DroppedFile>) -> Later<()>,
    /// [`Session::copy_case`].
    pub(super) copy_case: fn(Session, String) -> Later<()>,
    /// [`Session::start_empty`].
    pub(super) empty: fn(&str, bool) -> Document,
    /// [`Session::take_over`].
    pub(super) take_over: fn(Session, Rc<OpenCase>) -> Later<()>,
    /// [`OpenCase::keep_once`].
    pub(super) keep_once: fn(Rc<OpenCase>) -> Later<bool>,
    /// [`OpenCase::save_to_file`].
    pub(super) save_to_file: fn(Rc<OpenCase>) -> Later<Result<Saved, FileError>>,
    /// [`OpenCase::show_saved`].
    pub(super) show_saved: fn(Rc<OpenCase>) -> Later<()>,
}

static CASEWORK: Casework = Casework {
    commit: History::commit,
    preview: History::preview,
    undo: History::undo,
    redo: History::redo,
    note_ranking_shown: History::note_ranking_shown,
    load: file::load,
    save: file::save,
    opened: |session, key| Box::pin(session.read_or_held(key)),
    open_picked: |session, picked| Box::pin(session.read_picked(picked)),
    open_text: |session, text| Box::pin(session.read_pasted(text)),
    open_dropped: |session, files| Box::pin(session.read_dropped(files)),
    copy_case: |session, key| Box::pin(session.start_copy(key)),
    empty: super::library::empty,
    take_over: |session, open| Box::pin(session.take_over_now(open)),
    keep_once: |open| Box::pin(open.keep_once()),
    save_to_file: |open| Box::pin(open.write_to_file()),
    show_saved: |open| Box::pin(open.read_saved()),
};

#[wasm_split(casework, wasm_split_path = ::leptos::wasm_split, preload(fetch_casework), fallible)]
pub(super) fn casework() -> Result<&'static Casework, SplitLoaderError> {
    Ok(&CASEWORK)
}

impl Session {
    /// Returns the chunk, once it is there. Where the browser cannot get it, a notice says so.
    pub(super) async fn casework(self) -> Option<&'static Casework> {
        let found = casework().await.ok();
        if found.is_none() {
            let text = "Not opened: this browser could not fetch the part of the page that reads cases. Connect to the \
                        network once, then try again. Nothing was changed.";
            self.notice.set(Some(Notice::problem(text.to_owned())));
        }
        found
    }
}
