//! `OpenCase`: one open case and all that is its own: history, who may write it, where it is kept, the file it is saved to.
//!
//! Every task that waits for the browser holds its `OpenCase` and writes only there, so nothing of one case can land in
//! another's. How it is kept is in [`super::keep`], files are in [`super::saving`], other tabs in [`super::tabs`].

use super::Session;
use crate::browser::ballots::SealedRecord;
use crate::browser::channel::Channel;
use crate::browser::files::{DroppedFile, FileError, FileHandle, Picked};
use crate::browser::lock::WriterLock;
use crate::browser::store::{self, FileMark, UndoSteps, UndoTail};
use crate::browser::{clock, panic};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError};
use weighbridge::file::{Document, LoadError, Room, Writer, room};
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AppraisalId, PortfolioId};
use weighbridge::keeping::{Keeping, Says};
use weighbridge::log::n_changes;
use weighbridge::past;
use weighbridge::unknown::Unknown;

/// What comes of work that waits for the browser.
type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// The name of a file that was written, and how much room it has left.
type Saved = (String, Room);

/// What reads, changes and keeps cases. The functions are a chunk of their own, which `casework.rs` fetches.
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
    /// [`History::note_choice_shown`].
    pub(super) note_choice_shown: fn(&mut History, PortfolioId, Stamp<'_>) -> bool,
    /// Reads a file, in one piece.
    pub(super) load: fn(&[u8]) -> Result<Document, LoadError>,
    /// Writes a file, in one piece.
    pub(super) save: fn(&Document) -> String,
    /// Returns the case of a key from memory or storage; what cannot be opened is said in a notice.
    pub(super) opened: fn(Session, String) -> Later<Option<Rc<OpenCase>>>,
    /// Opens a file that was picked.
    pub(super) open_picked: fn(Session, Picked) -> Later<()>,
    /// Opens text that was pasted.
    pub(super) open_text: fn(Session, String) -> Later<()>,
    /// Opens files that were dropped.
    pub(super) open_dropped: fn(Session, Vec<DroppedFile>) -> Later<()>,
    /// Starts a case with all that the one of a key holds.
    pub(super) copy_case: fn(Session, String) -> Later<()>,
    /// Returns a case of that name, with an appraisal of the same name where that is wanted.
    pub(super) empty: fn(&str, bool) -> Document,
    /// Takes a case over from the tab that writes it.
    pub(super) take_over: fn(Session, Rc<OpenCase>) -> Later<()>,
    /// Saves a case as it stands, and returns whether that held.
    pub(super) keep_once: fn(Rc<OpenCase>) -> Later<bool>,
    /// Writes a case to its file.
    pub(super) save_to_file: fn(Rc<OpenCase>) -> Later<Result<Saved, FileError>>,
    /// Shows what is saved of a case that this tab only reads.
    pub(super) show_saved: fn(Rc<OpenCase>) -> Later<()>,
}

/// Changes made here that this tab could not keep, because another tab took the case over.
#[derive(Clone)]
pub(crate) struct LeftOver {
    /// The case with them.
    pub(crate) document: Arc<Document>,
    /// How many they are.
    pub(crate) n_changes: u64,
}

/// One open case.
pub(crate) struct OpenCase {
    /// The browser's key for it.
    pub(crate) key: String,
    /// What reads, changes and keeps it.
    pub(super) casework: &'static Casework,
    /// How it came to be as it is.
    pub(super) history: ArcRwSignal<History>,
    /// How far it is kept in this browser.
    pub(super) keeping: ArcRwSignal<Keeping>,
    /// The newest copy in a file.
    pub(super) file_mark: ArcRwSignal<Option<FileMark>>,
    /// The newest revision of the history that has been painted.
    pub(super) settled: ArcRwSignal<u64>,
    /// The newest revision whose figures have followed the paint: lists and tables of it come behind them.
    pub(super) listed: ArcRwSignal<u64>,
    /// The newest revision whose lists have followed its figures: what is asked of it comes behind them.
    pub(super) checked: ArcRwSignal<u64>,
    /// What could not be kept here.
    pub(super) left_over: ArcRwSignal<Option<LeftOver>>,
    /// Members of the envelope that this version does not know.
    pub(super) unknown: RefCell<Unknown>,
    /// The revision in storage that the next save is made from.
    pub(super) parent: Cell<u64>,
    /// The file mark as storage has it.
    pub(super) stored_mark: RefCell<Option<FileMark>>,
    /// Writes it, and knows the text of what has not changed.
    pub(super) writer: RefCell<Writer>,
    /// The steps of undo as storage has them: the number of the first, and their texts.
    pub(super) stored_steps: RefCell<(u64, Vec<Arc<str>>)>,
    /// The length of its file in bytes, when it was last written or read.
    pub(super) n_bytes: ArcRwSignal<usize>,
    /// Whether the queue of saves is running.
    pub(super) is_running: Cell<bool>,
    /// Grows with each failure in a row: how long to wait before the next try.
    pub(super) n_failures: Cell<u32>,
    /// Grows when the list of cases may have changed.
    pub(super) library_version: RwSignal<u32>,
    /// What tells this tab's saves from another's.
    pub(super) token: String,
    /// Whether storage knows this tab as the one that writes the case.
    pub(super) is_claimed: Cell<bool>,
    /// Whether what the next save is made from is gone from storage, so that all of it is to be kept anew.
    pub(super) is_gone: Cell<bool>,
    /// The way to the other tabs with this case.
    pub(super) channel: RefCell<Option<Channel>>,
    /// Whether this tab is taking the case over at this moment.
    pub(super) is_taking_over: Cell<bool>,
    /// Grows when the tab that writes the case says that it has let go.
    pub(super) n_released: Cell<u32>,
    /// The right to write it, where the browser has locks.
    pub(super) lock: RefCell<Option<WriterLock>>,
    /// The right to write to its file.
    pub(super) handle: RefCell<Option<FileHandle>>,
    /// Ballot boxes that are in memory alone, by the names of their workshops.
    pub(super) boxes: RefCell<BTreeMap<String, SealedRecord>>,
}

impl OpenCase {
    /// Returns a case as it was read from storage, with nothing to be kept.
    pub(super) fn new(
        casework: &'static Casework,
        key: String,
        document: Document,
        parent: u64,
        mark: Option<FileMark>,
        token: String,
        library_version: RwSignal<u32>,
    ) -> Rc<OpenCase> {
        let history = History::new(document.case, document.log);
        let keeping = Keeping::opened(clock::now_ms());
        Rc::new(OpenCase {
            key,
            casework,
            history: ArcRwSignal::new(history),
            keeping: ArcRwSignal::new(keeping),
            file_mark: ArcRwSignal::new(mark.clone()),
            settled: ArcRwSignal::new(0),
            listed: ArcRwSignal::new(0),
            checked: ArcRwSignal::new(0),
            left_over: ArcRwSignal::new(None),
            unknown: RefCell::new(document.unknown),
            parent: Cell::new(parent),
            stored_mark: RefCell::new(mark),
            writer: RefCell::new(Writer::default()),
            stored_steps: RefCell::new((0, Vec::new())),
            n_bytes: ArcRwSignal::new(0),
            is_running: Cell::new(false),
            n_failures: Cell::new(0),
            library_version,
            token,
            is_claimed: Cell::new(false),
            is_gone: Cell::new(false),
            channel: RefCell::new(None),
            is_taking_over: Cell::new(false),
            n_released: Cell::new(0),
            lock: RefCell::new(None),
            handle: RefCell::new(None),
            boxes: RefCell::default(),
        })
    }

    /// Takes up what storage holds of the case in the place of what is here.
    pub(super) fn take_up(&self, document: Document, parent: u64, mark: Option<FileMark>) {
        self.unknown.replace(document.unknown);
        self.history
            .update(|history| *history = History::new(document.case, document.log).counting_from(history.revision()));
        self.settled.set(self.history.with_untracked(History::revision));
        self.listed.set(self.settled.get_untracked());
        self.checked.set(self.settled.get_untracked());
        self.stored_steps.replace((0, Vec::new()));
        self.parent.set(parent);
        self.stored_mark.replace(mark.clone());
        self.file_mark.set(mark);
    }

    /// Changes the history, tells what depends on it where `change` returns true, and keeps what is new.
    pub(super) fn change(self: &Rc<Self>, change: impl FnOnce(&mut History) -> bool) {
        if panic::halted() {
            return;
        }
        let before = self.history.with_untracked(History::revision);
        self.history.maybe_update(change);
        if self.history.with_untracked(History::revision) != before {
            self.keeping.update(Keeping::changed);
            self.keep();
        }
    }

    /// Takes up the steps of undo that storage has of the case as it was read.
    pub(super) fn take_up_steps(&self, undo: UndoSteps) {
        let first = undo.first;
        let (case, log) = self.history.with_untracked(|history| ((**history.case()).clone(), history.log().to_vec()));
        let (n_steps, revision) = (undo.steps.len(), self.history.with_untracked(History::revision));
        let history = past::restored(case, log, undo.steps).counting_from(revision);
        let texts = past::texts(&history);
        // Where not all could be read, all are stored anew with the next save.
        let known = if texts.len() == n_steps { texts } else { Vec::new() };
        self.stored_steps.replace((first, known));
        let revision = history.revision();
        self.history.set(history);
        self.settled.set(revision);
        self.listed.set(revision);
        self.checked.set(revision);
    }

    /// Returns what is new of the steps of undo since they were stored, and how they stand once that is stored.
    pub(super) fn new_steps(&self) -> (UndoTail, (u64, Vec<Arc<str>>)) {
        let texts = self.history.with_untracked(past::texts);
        let (first, stored) = &*self.stored_steps.borrow();
        let same = |one: &Arc<str>, other: &Arc<str>| Arc::ptr_eq(one, other);
        let begins = texts.first().and_then(|text| stored.iter().position(|known| same(known, text))).unwrap_or(0);
        let n_known = stored[begins..].iter().zip(&texts).take_while(|(one, other)| same(one, other)).count();
        let keep = first + (begins + n_known) as u64;
        let add = texts[n_known..].iter().map(|text| text.to_string()).collect();
        (UndoTail { keep, add }, (keep - n_known as u64, texts))
    }

    /// Returns the case as committed.
    pub(super) fn case(&self) -> Arc<Case> {
        self.history.with_untracked(|history| Arc::clone(history.case()))
    }

    /// Returns the title as committed.
    pub(crate) fn title(&self) -> String {
        self.history.with_untracked(|history| history.case().title.clone())
    }

    /// Returns the document as it stands.
    pub(super) fn document(&self) -> Document {
        let mut document =
            self.history.with_untracked(|history| Document::new((**history.case()).clone(), history.log().to_vec()));
        document.unknown = self.unknown.borrow().clone();
        document
    }

    /// Returns how many changes are in no file yet; `None` when the case was never in one.
    pub(super) fn changes_behind_file(&self) -> Option<u64> {
        let changes = self.history.with(|history| n_changes(history.log()));
        self.file_mark.with(|mark| mark.as_ref().map(|mark| changes.saturating_sub(mark.n_changes)))
    }

    /// Returns how much room its file has left.
    pub(super) fn room(&self) -> Room {
        self.n_bytes.with(|n_bytes| room(*n_bytes))
    }

    /// Returns what is to be said of it.
    pub(crate) fn says(&self) -> Says {
        self.keeping.with(Keeping::says)
    }

    /// Returns whether its author should know that it is in memory only: a save that is on its way is no news.
    pub(crate) fn needs_care(&self) -> bool {
        let says = self.says();
        says == Says::FileOnly || (self.has_unkept() && says != Says::Saving)
    }

    /// Returns whether something of it is in memory only.
    pub(super) fn has_unkept(&self) -> bool {
        let keeping = self.keeping.get_untracked();
        let in_no_file = || {
            let changes = self.history.with_untracked(|history| n_changes(history.log()));
            self.file_mark.with_untracked(|mark| mark.as_ref().is_none_or(|mark| mark.n_changes < changes))
        };
        match keeping.says() {
            Says::FileOnly | Says::Deleted => in_no_file(),
            _ => keeping.has_unkept() || self.left_over.with_untracked(Option::is_some),
        }
    }
}

impl Drop for OpenCase {
    fn drop(&mut self) {
        // What storage remembers of it to save quickly is needed no longer.
        store::let_go(&self.key);
    }
}
