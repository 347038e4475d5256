//! `Session`: the only holder of a case. One writable history; all else is derived from it.
//!
//! Pages read memos and dispatch edits. What touches the browser is in `crate::browser`; keeping cases there and in files is
//! in [`keep`] and [`library`].

mod keep;
mod library;

pub(crate) use crate::parts::notice::Notice;
pub(crate) use keep::Keeping;

use crate::browser::clock;
use crate::browser::files::FileHandle;
use crate::browser::lock::WriterLock;
use crate::browser::store::FileMark;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{AppraisalEdit, Edit, EditError};
use weighbridge::history::{History, LogEntry, Stamp};
use weighbridge::id::AppraisalId;
use weighbridge::route::{Page, Route, Step};
use weighbridge::unknown::Unknown;

/// The case that is open.
struct Open {
    key: String,
    history: History,
    /// Members of the envelope that this version does not know.
    unknown: Unknown,
}

/// Handle to the session; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    open: RwSignal<Option<Open>>,
    /// Where the app is.
    pub(crate) route: RwSignal<Route>,
    /// Where the open case is kept, and how that goes.
    pub(crate) keeping: RwSignal<Keeping>,
    /// The newest copy in a file.
    pub(crate) file_mark: RwSignal<Option<FileMark>>,
    /// What was just done, with a way back where there is one.
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// Grows when the list of cases may have changed.
    pub(crate) library_version: RwSignal<u32>,
    /// Whether the shortcuts sheet is open.
    pub(crate) shortcuts_open: RwSignal<bool>,
    case: Memo<Arc<Case>>,
    key: Memo<Option<String>>,
    revision: Memo<u64>,
    settled: RwSignal<u64>,
    stored: StoredValue<Stored, LocalStorage>,
}

/// What the session must remember between saves and nothing on the page depends on.
#[derive(Default)]
struct Stored {
    revision: u64,
    saving: bool,
    lock: Option<WriterLock>,
    handle: Option<FileHandle>,
}

impl Session {
    /// Starts a session with nothing open.
    pub(crate) fn new() -> Session {
        let open: RwSignal<Option<Open>> = RwSignal::new(None);
        let nothing = Arc::new(Case::titled(""));
        // Compared by identity: every edit makes a new snapshot, and comparing whole cases would cost more than drawing them.
        let case = Memo::new_with_compare(
            move |_| {
                open.with(|open| open.as_ref().map_or_else(|| nothing.clone(), |open| open.history.shown().clone()))
            },
            |one: Option<&Arc<Case>>, other: Option<&Arc<Case>>| match (one, other) {
                (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
                _ => true,
            },
        );
        Session {
            open,
            route: RwSignal::new(Route::parse(&crate::browser::page::hash())),
            keeping: RwSignal::new(Keeping::Nothing),
            file_mark: RwSignal::new(None),
            notice: RwSignal::new(None),
            library_version: RwSignal::new(0),
            shortcuts_open: RwSignal::new(false),
            case,
            key: Memo::new(move |_| open.with(|open| open.as_ref().map(|open| open.key.clone()))),
            revision: Memo::new(move |_| open.with(|open| open.as_ref().map_or(0, |open| open.history.revision()))),
            settled: RwSignal::new(0),
            stored: StoredValue::new_local(Stored::default()),
        }
    }

    /// Returns the case as shown, with the preview of a drag in it.
    pub(crate) fn case(self) -> Memo<Arc<Case>> {
        self.case
    }

    /// Returns the key of the case that is open.
    pub(crate) fn key(self) -> Memo<Option<String>> {
        self.key
    }

    /// Returns a number that grows with each change of the open case.
    pub(crate) fn revision(self) -> Memo<u64> {
        self.revision
    }

    /// Returns the revision that has been painted: what may follow a change and need not come with it depends on this.
    pub(crate) fn settled(self) -> ReadSignal<u64> {
        self.settled.read_only()
    }

    /// Returns the log of the open case.
    pub(crate) fn log(self) -> Vec<Arc<LogEntry>> {
        self.open.with(|open| open.as_ref().map_or_else(Vec::new, |open| open.history.log().to_vec()))
    }

    /// Returns what undo would take back.
    pub(crate) fn undo_label(self) -> Option<String> {
        let label = self.open.with(|open| open.as_ref().and_then(|open| open.history.undo_label().map(str::to_owned)));
        label.map(|label| self.without_options(label))
    }

    /// Returns what redo would bring back.
    pub(crate) fn redo_label(self) -> Option<String> {
        let label = self.open.with(|open| open.as_ref().and_then(|open| open.history.redo_label().map(str::to_owned)));
        label.map(|label| self.without_options(label))
    }

    /// Returns how many changes are in no file yet; `None` when the case was never in one.
    pub(crate) fn changes_behind_file(self) -> Option<u64> {
        let entries = self.open.with(|open| open.as_ref().map_or(0, |open| open.history.log().len() as u64));
        self.file_mark.with(|mark| mark.as_ref().map(|mark| entries.saturating_sub(mark.entries)))
    }

    /// Makes an edit.
    pub(crate) fn commit(self, edit: &Edit) -> Result<(), EditError> {
        if self.refuses_writing() {
            return Ok(());
        }
        let at = clock::now_utc();
        let mut result = Ok(false);
        self.change(|history| {
            result = history.commit(edit, Stamp { at: &at, by: "" });
            result == Ok(true)
        });
        result.map(|_| ())
    }

    /// Makes an edit within an appraisal.
    pub(crate) fn commit_in(self, appraisal: AppraisalId, edit: AppraisalEdit) -> Result<(), EditError> {
        self.commit(&Edit::Appraisal(appraisal, edit))
    }

    /// Makes an edit that can only be refused because what it changes is gone; says so in a notice.
    pub(crate) fn dispatch(self, edit: &Edit) {
        if let Err(error) = self.commit(edit) {
            self.notice.set(Some(Notice::problem(format!("Not changed: {error}."))));
        }
    }

    /// Shows an edit while a control is dragged, without making it.
    pub(crate) fn preview(self, edit: &Edit) {
        if !self.keeping.with_untracked(Keeping::is_read_only) {
            self.open.update(|open| {
                if let Some(open) = open {
                    // A refused preview shows the case as it is, which is right.
                    let _ = open.history.preview(edit);
                }
            });
        }
    }

    /// Ends a preview.
    pub(crate) fn cancel_preview(self) {
        self.change(|history| {
            history.cancel_preview();
            true
        });
    }

    /// Takes back the last edit.
    pub(crate) fn undo(self) {
        self.step("Undid", "Nothing to undo.", History::undo);
    }

    /// Makes the last undone edit again.
    pub(crate) fn redo(self) {
        self.step("Redid", "Nothing to redo.", History::redo);
    }

    /// Logs that an appraisal's ranking is on screen, the first time it is.
    pub(crate) fn note_ranking_shown(self, appraisal: AppraisalId) {
        if self.keeping.with_untracked(Keeping::is_read_only) {
            return;
        }
        let at = clock::now_utc();
        self.change(|history| history.note_ranking_shown(appraisal, Stamp { at: &at, by: "" }));
    }

    /// Opens or closes the shortcuts sheet.
    pub(crate) fn show_shortcuts(self, open: bool) {
        self.shortcuts_open.set(open);
    }

    fn step(self, done: &str, nothing: &str, step: fn(&mut History, Stamp<'_>) -> Option<String>) {
        if self.key.with_untracked(Option::is_none) || self.refuses_writing() {
            return;
        }
        let at = clock::now_utc();
        let mut what = None;
        self.change(|history| {
            what = step(history, Stamp { at: &at, by: "" });
            what.is_some()
        });
        let what = what.map(|what| untrack(|| self.without_options(what)));
        let text = what.map_or_else(|| nothing.to_owned(), |what| format!("{done}: {what}."));
        self.notice.set(Some(Notice::said(text)));
    }

    /// Returns the label of a change as it may stand on the page that is shown: while weights are given blind, no option is
    /// named there.
    fn without_options(self, label: String) -> String {
        let hiding = self.route.with(|route| match route {
            Route::Case { page: Page::Appraisal(id, Step::Weights | Step::Results | Step::Sensitivity), .. } => {
                Some(*id)
            }
            _ => None,
        });
        let blind = hiding.is_some_and(|id| self.case.with(|case| case.appraisal(id).is_some_and(|found| found.blind)));
        if blind { weighbridge::present::blind_label(&label).to_owned() } else { label }
    }

    /// Changes the history; what depends on it is told only where `change` returns true.
    fn change(self, change: impl FnOnce(&mut History) -> bool) {
        self.open.maybe_update(|open| open.as_mut().is_some_and(|open| change(&mut open.history)));
    }

    fn refuses_writing(self) -> bool {
        let read_only = self.keeping.with_untracked(Keeping::is_read_only);
        if read_only {
            let text = "This case is open in another tab, so it cannot be changed here. Take over to change it here.";
            self.notice.set(Some(Notice::problem(text.to_owned())));
        }
        read_only
    }
}
