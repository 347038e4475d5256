//! `Session`: the only holder of cases. It points to the one that is open and keeps in memory those that were left before
//! everything of them was kept.
//!
//! Pages read memos and dispatch edits. What belongs to one case is in [`open`]; how cases come and go is in [`library`] and
//! [`leaving`]. What touches the browser is in `crate::browser`.

mod asked;
pub(crate) mod ballots;
mod boxes;
mod casework;
mod choices;
mod deleting;
mod dropped;
mod keep;
mod leaving;
mod library;
mod noticed;
mod open;
mod opening;
mod pack;
mod saving;
mod slices;
pub(crate) mod stored;
mod tabs;
pub(crate) mod workshop_case;

pub(crate) use crate::parts::notice::Notice;
pub(crate) use asked::FileQuestion;
pub(crate) use keep::holds;
pub(crate) use library::opening_step;
pub(crate) use open::{LeftOver, OpenCase};
pub(crate) use pack::PackQuestion;
pub(crate) use saving::file_name;
pub(crate) use slices::Reading;
pub(crate) use weighbridge::keeping::Says;

use crate::browser::clock;
use crate::browser::files::Picked;
use crate::browser::store::FileMark;
use crate::parts::draft::Refused;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use open::Casework;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::committee::Carried;
use weighbridge::edit::{AppraisalEdit, Edit, EditError};
use weighbridge::file::Room;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AppraisalId, PortfolioId};
use weighbridge::keeping::Keeping;
use weighbridge::log::LogEntry;
use weighbridge::route::{Page, Route, Step};

/// Takes the last step of a history back, or makes it again; returns what it was.
type Take = fn(&mut History, Stamp<'_>) -> Option<String>;

/// What was exported last.
#[derive(Clone, PartialEq)]
pub(crate) struct Exported {
    /// The case, and what of it was exported.
    pub(crate) of: (String, Carried),
    /// How often the case had been changed by then.
    pub(crate) revision: u64,
    /// The name of the file.
    pub(crate) name: String,
    /// The digest of its inputs.
    pub(crate) digest: String,
}

/// Handle to the session; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    open: RwSignal<Option<Rc<OpenCase>>, LocalStorage>,
    /// Cases that were left before everything of them was kept.
    held: RwSignal<Vec<Rc<OpenCase>>, LocalStorage>,
    /// A file that must be asked about before it is opened.
    asked: RwSignal<Option<Rc<FileQuestion>>, LocalStorage>,
    /// A pack file that must be asked about before it is opened.
    pack: RwSignal<Option<Rc<PackQuestion>>, LocalStorage>,
    /// Where the app is.
    pub(crate) route: RwSignal<Route>,
    /// What was just done, with a way back where there is one.
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// Grows when the list of cases may have changed.
    pub(crate) library_version: RwSignal<u32>,
    /// Whether the shortcuts sheet is open.
    pub(crate) shortcuts_open: RwSignal<bool>,
    case: Memo<Arc<Case>>,
    key: Memo<Option<String>>,
    revision: Memo<u64>,
    settled: Memo<u64>,
    listed: Memo<u64>,
    checked: Memo<u64>,
    is_opening: StoredValue<bool>,
    /// Cases that were deleted while something of them was in memory only.
    deleted: StoredValue<Vec<Rc<OpenCase>>, LocalStorage>,
    /// The keys of the cases that this tab is deleting.
    deleting: StoredValue<Vec<String>>,
    /// How far the reading of a large file is.
    pub(crate) reading: RwSignal<Option<Reading>>,
    is_stopped: StoredValue<bool>,
    presses: StoredValue<noticed::Presses>,
    /// Returns the digest of what the page shows, for the foot of each sheet when it is printed.
    pub(crate) printed_digest: StoredValue<Option<Callback<(), Option<String>>>>,
    /// Whether the program itself goes to another page.
    is_going: StoredValue<bool>,
    /// A file that was opened and is an exported appraisal: it is read on the page that checks it.
    pub(crate) to_read: RwSignal<Option<Rc<Picked>>, LocalStorage>,
    /// What was exported last, and is still as it was then.
    pub(crate) exported: RwSignal<Option<Exported>>,
}

/// Fetches what cases are read, changed and kept with.
///
/// # Errors
/// The browser could not get it.
pub(crate) async fn fetch_casework() -> Result<(), SplitLoaderError> {
    casework::fetch_casework().await
}

impl Session {
    /// Starts a session with nothing open.
    pub(crate) fn new() -> Session {
        let open: RwSignal<Option<Rc<OpenCase>>, LocalStorage> = RwSignal::new_local(None);
        let nothing = Arc::new(Case::titled(""));
        // Compared by identity: every edit makes a new snapshot, and comparing whole cases would cost more than drawing them.
        let case = Memo::new_with_compare(
            move |_| match open.get() {
                Some(open) => open.history.with(|history| history.shown().clone()),
                None => nothing.clone(),
            },
            |one: Option<&Arc<Case>>, other: Option<&Arc<Case>>| match (one, other) {
                (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
                _ => true,
            },
        );
        Session {
            open,
            held: RwSignal::new_local(Vec::new()),
            asked: RwSignal::new_local(None),
            pack: RwSignal::new_local(None),
            route: RwSignal::new(Route::parse(&crate::browser::page::hash())),
            notice: RwSignal::new(None),
            library_version: RwSignal::new(0),
            shortcuts_open: RwSignal::new(false),
            case,
            key: Memo::new(move |_| open.with(|open| open.as_ref().map(|open| open.key.clone()))),
            revision: Memo::new(move |_| open.get().map_or(0, |open| open.history.with(History::revision))),
            settled: Memo::new(move |_| open.get().map_or(0, |open| open.settled.get())),
            listed: Memo::new(move |_| open.get().map_or(0, |open| open.listed.get())),
            checked: Memo::new(move |_| open.get().map_or(0, |open| open.checked.get())),
            is_opening: StoredValue::new(false),
            deleted: StoredValue::new_local(Vec::new()),
            deleting: StoredValue::new(Vec::new()),
            reading: RwSignal::new(None),
            is_stopped: StoredValue::new(false),
            presses: StoredValue::default(),
            printed_digest: StoredValue::new(None),
            is_going: StoredValue::new(false),
            to_read: RwSignal::new_local(None),
            exported: RwSignal::new(None),
        }
    }

    /// Returns the open case.
    pub(crate) fn current(self) -> Option<Rc<OpenCase>> {
        self.open.get_untracked()
    }

    /// Makes another case the open one, or none. What is still being typed stays behind with the case that is left.
    fn point_at(self, open: Option<Rc<OpenCase>>) {
        if let Some(open) = &open {
            crate::parts::draft::begin_case(&open.key);
        }
        self.open.set(open);
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
    pub(crate) fn revision(self) -> u64 {
        self.revision.get()
    }

    /// Returns the revision that has been painted: what may follow a change and need not come with it depends on this.
    pub(crate) fn settled(self) -> u64 {
        // Read and not only tracked: a memo that nobody has read follows nothing yet.
        self.settled.get()
    }

    /// Returns the revision that follows the painted one in a task of its own: long lists and tables depend on this.
    pub(crate) fn listed(self) -> u64 {
        self.listed.get()
    }

    /// Returns the revision that follows the listed one in a task of its own: the rules of a careful reader depend on this.
    pub(crate) fn checked(self) -> u64 {
        self.checked.get()
    }

    /// Returns what is to be said of where the open case is kept.
    pub(crate) fn says(self) -> Option<Says> {
        self.open.get().map(|open| open.keeping.with(Keeping::says))
    }

    /// Returns whether the open case may only be read here.
    pub(crate) fn is_read_only(self) -> bool {
        self.open.get().is_some_and(|open| open.keeping.with(Keeping::is_read_only))
    }

    /// Returns the newest copy of the open case in a file.
    pub(crate) fn file_mark(self) -> Option<FileMark> {
        self.open.get().and_then(|open| open.file_mark.get())
    }

    /// Returns what this tab could not keep of the open case.
    pub(crate) fn left_over(self) -> Option<LeftOver> {
        self.open.get().and_then(|open| open.left_over.get())
    }

    /// Returns how much room the file of the open case has left.
    pub(crate) fn room(self) -> Room {
        self.open.get().map_or(Room::Plenty, |open| open.room())
    }

    /// Returns the log of the open case.
    pub(crate) fn log(self) -> Vec<Arc<LogEntry>> {
        self.open.get().map_or_else(Vec::new, |open| open.history.with(|history| history.log().to_vec()))
    }

    /// Returns what undo would take back.
    pub(crate) fn undo_label(self) -> Option<String> {
        let label =
            self.open.get().and_then(|open| open.history.with(|history| history.undo_label().map(str::to_owned)));
        label.map(|label| self.without_options(label))
    }

    /// Returns what redo would bring back.
    pub(crate) fn redo_label(self) -> Option<String> {
        let label =
            self.open.get().and_then(|open| open.history.with(|history| history.redo_label().map(str::to_owned)));
        label.map(|label| self.without_options(label))
    }

    /// Returns how many changes are in no file yet; `None` when the case was never in one.
    pub(crate) fn changes_behind_file(self) -> Option<u64> {
        self.open.get().and_then(|open| open.changes_behind_file())
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// [`EditError::ReadOnly`] where another tab writes the case; else as `weighbridge::edit::apply`.
    pub(crate) fn commit(self, edit: &Edit) -> Result<(), EditError> {
        let Some(open) = self.current() else { return Ok(()) };
        if self.refuses_writing() {
            return Err(EditError::ReadOnly);
        }
        let at = clock::now_utc();
        let mut result = Ok(false);
        open.change(|history| {
            result = (open.casework.commit)(history, edit, Stamp { at: &at, by: "" });
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
        match self.commit(edit) {
            // The notice says already why.
            Ok(()) | Err(EditError::ReadOnly) => {}
            Err(error) => self.notice.set(Some(Notice::problem(format!("Not changed: {error}.")))),
        }
    }

    /// Shows an edit while a control is dragged, without making it.
    pub(crate) fn preview(self, edit: &Edit) {
        if let Some(open) = self.current().filter(|open| !open.keeping.with_untracked(Keeping::is_read_only)) {
            open.history.update(|history| {
                // A refused preview shows the case as it is, which is right.
                let _ = (open.casework.preview)(history, edit);
            });
        }
    }

    /// Ends a preview.
    pub(crate) fn cancel_preview(self) {
        if let Some(open) = self.current() {
            open.history.update(History::cancel_preview);
        }
    }

    /// Takes back the last edit.
    pub(crate) fn undo(self) {
        self.step("Undid", "Nothing to undo.", |casework| casework.undo);
    }

    /// Makes the last undone edit again.
    pub(crate) fn redo(self) {
        self.step("Redid", "Nothing to redo.", |casework| casework.redo);
    }

    /// Logs that an appraisal's ranking is on screen, the first time it is.
    pub(crate) fn note_ranking_shown(self, appraisal: AppraisalId) {
        let Some(open) = self.current() else { return };
        if !open.keeping.with_untracked(Keeping::is_read_only) {
            let at = clock::now_utc();
            open.change(|history| (open.casework.note_ranking_shown)(history, appraisal, Stamp { at: &at, by: "" }));
        }
    }

    /// Logs that the set that a portfolio chooses is on screen, the first time it is.
    pub(crate) fn note_choice_shown(self, portfolio: PortfolioId) {
        let Some(open) = self.current() else { return };
        if !open.keeping.with_untracked(Keeping::is_read_only) {
            let at = clock::now_utc();
            open.change(|history| (open.casework.note_choice_shown)(history, portfolio, Stamp { at: &at, by: "" }));
        }
    }

    /// Opens or closes the shortcuts sheet.
    pub(crate) fn show_shortcuts(self, open: bool) {
        self.shortcuts_open.set(open);
    }

    /// Hands over what is being typed, wherever. Returns what could not be taken: it stays as typed.
    pub(crate) fn hand_over(self) -> Vec<Refused> {
        untrack(crate::parts::draft::hand_over_all)
    }

    fn step(self, done: &str, nothing: &str, step: fn(&Casework) -> Take) {
        let Some(open) = self.current() else { return };
        if self.refuses_writing() {
            return;
        }
        // What is being typed is the last change, so it is what is taken back.
        self.hand_over();
        let at = clock::now_utc();
        let mut what = None;
        open.change(|history| {
            what = step(open.casework)(history, Stamp { at: &at, by: "" });
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

    fn refuses_writing(self) -> bool {
        let read_only = self.current().is_some_and(|open| open.keeping.with_untracked(Keeping::is_read_only));
        if read_only {
            let text = "This case is open in another tab, so it cannot be changed here. Take over to change it here.";
            self.notice.set(Some(Notice::problem(text.to_owned())));
        }
        read_only
    }
}
