//! Keeping an open case in this browser, after every change. Saves of one case run one after the other, each from what the
//! one before has left; a save that fails is said at once, work goes on in memory, and it is tried again by itself.

use super::open::{LeftOver, OpenCase};
use crate::browser::{going, page};
use crate::browser::store::{self, FileMark, Label, StorageError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file::{self, Document};
use weighbridge::history::History;
use weighbridge::keeping::Keeping;
use weighbridge::present::count;

/// How long to wait before a failed save is tried again, in milliseconds: longer after each failure in a row.
const TRY_AGAIN_MS: [i32; 4] = [2_000, 5_000, 10_000, 30_000];

impl OpenCase {
    /// Keeps what is new, behind the paint. Called after each change.
    pub(super) fn keep(self: &Rc<Self>) {
        let revision = self.history.with_untracked(History::revision);
        let settled = self.settled.clone();
        spawn_local(async move {
            page::painted().await;
            settled.set(revision);
        });
        if !self.is_running.get() && self.has_work() {
            self.is_running.set(true);
            spawn_local(Rc::clone(self).run());
        }
    }

    /// Returns whether something is to be written.
    fn has_work(&self) -> bool {
        let keeping = self.keeping.get_untracked();
        let mark_is_new = || self.file_mark.with_untracked(|mark| *mark != *self.stored_mark.borrow());
        keeping.wants_saving() || (!keeping.is_read_only() && !keeping.is_file_only() && mark_is_new())
    }

    async fn run(self: Rc<Self>) {
        // Writing out a large case takes longer than a frame, so the change is painted first.
        page::painted().await;
        while self.has_work() {
            if self.keep_once().await {
                self.n_failures.set(0);
            } else if self.keeping.with_untracked(Keeping::wants_saving) {
                let turn = self.n_failures.get() as usize;
                self.n_failures.set(self.n_failures.get() + 1);
                page::wait(TRY_AGAIN_MS[turn.min(TRY_AGAIN_MS.len() - 1)]).await;
            } else {
                break;
            }
        }
        self.is_running.set(false);
        self.library_version.update(|version| *version += 1);
    }

    /// Saves the case for the first time, and waits for it. A failure is tried again behind it.
    pub(super) async fn keep_now(self: &Rc<Self>) {
        self.is_running.set(true);
        self.keep_once().await;
        self.is_running.set(false);
        self.keep();
    }

    /// Saves the case as it stands, and returns whether that held.
    async fn keep_once(self: &Rc<Self>) -> bool {
        self.keeping.update(Keeping::began);
        let revision = self.history.with_untracked(History::revision);
        let mark = self.file_mark.get_untracked();
        let document = self.document();
        let (text, label) = (file::save(&document), label(&document));
        match store::write(&self.key, self.parent.get(), &text, label, mark.clone()).await {
            Ok(saved) => {
                self.parent.set(saved.revision);
                self.stored_mark.replace(mark);
                self.keeping.update(|keeping| keeping.kept(revision, saved.saved_at));
                if !self.keeping.with_untracked(Keeping::has_unkept) {
                    going::clear(&self.key);
                }
                true
            }
            Err(error) => {
                self.not_kept(&error);
                false
            }
        }
    }

    fn not_kept(&self, error: &StorageError) {
        match error {
            StorageError::Conflict { .. } => self.lost_lock(),
            other => {
                let why = format!("{} Save to a file.", crate::parts::sentence(&other.to_string()));
                self.keeping.update(|keeping| keeping.failed(&why));
            }
        }
    }

    /// Another tab writes the case from now on. What could not be kept here is put aside, to be offered.
    pub(super) fn lost_lock(&self) {
        self.lock.replace(None);
        if self.keeping.with_untracked(|keeping| keeping.has_unkept() && !keeping.is_read_only()) {
            let n_changes = self.keeping.with_untracked(Keeping::n_unkept);
            self.left_over.set(Some(LeftOver { document: Arc::new(self.document()), n_changes }));
        }
        self.keeping.update(Keeping::lost_lock);
    }

    /// Notes that a file holds the case up to a number of changes, here and in storage.
    pub(super) fn note_file(self: &Rc<Self>, mark: FileMark) {
        self.file_mark.set(Some(mark));
        self.keep();
    }
}

/// Returns what the list of cases says of a document.
pub(super) fn label(document: &Document) -> Label {
    let case = &document.case;
    Label { title: case.title.clone(), holds: holds(case), entries: super::open::n_changes(&document.log) }
}

/// Returns what a case holds, in one line for the list of cases.
fn holds(case: &Case) -> String {
    let mut parts = Vec::new();
    let initiatives = case.programme.initiatives.len();
    let goals = case.goals().count();
    match (initiatives, goals) {
        (0, 0) => {}
        (0, _) => parts.push(count(goals, "goal", "goals")),
        (_, 0) => parts.push(count(initiatives, "initiative", "initiatives")),
        _ => parts.push(format!(
            "{} against {}",
            count(initiatives, "initiative", "initiatives"),
            count(goals, "goal", "goals")
        )),
    }
    for appraisal in &case.appraisals {
        let options = count(appraisal.alternatives.len(), "option", "options");
        let criteria = count(appraisal.leaves().len(), "criterion", "criteria");
        parts.push(format!("{}: {options}, {criteria}", appraisal.title));
    }
    if !case.references.is_empty() {
        parts.push(count(case.references.len(), "reference table", "reference tables"));
    }
    if parts.is_empty() { "Nothing yet.".to_owned() } else { format!("{}.", parts.join(". ")) }
}
