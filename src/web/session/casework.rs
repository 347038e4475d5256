//! What reads, changes and keeps cases: a chunk of its own.
//!
//! Home lists cases and needs none of it. Whatever a function outside the chunks names is part of the first load, so what
//! Home can reach takes these functions from a [`Casework`], which is there once the chunk is. An open case holds one: where
//! there is a case, there is the chunk.

use super::open::Casework;
use super::{Notice, Session};
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use weighbridge::file;
use weighbridge::history::History;

static CASEWORK: Casework = Casework {
    commit: History::commit,
    preview: History::preview,
    undo: History::undo,
    redo: History::redo,
    note_ranking_shown: History::note_ranking_shown,
    note_choice_shown: History::note_choice_shown,
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
