//! Keeping an open case in this browser, after every change. Saves of one case run one after the other, each from what the
//! one before has left; a save that fails is said at once, work goes on in memory, and it is tried again by itself.

use super::open::{LeftOver, OpenCase};
use super::slices;
use crate::browser::channel::Message;
use crate::browser::store::{self, FileMark, Label, Parent, Save, StorageError, Text};
use crate::browser::{clock, going, page, worker};
use crate::parts::sentence;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file::Room;
use weighbridge::history::History;
use weighbridge::keeping::Keeping;
use weighbridge::log::{LogEntry, n_changes};
use weighbridge::present::count;

/// How long to wait before a failed save is tried again, in milliseconds: longer after each failure in a row.
const TRY_AGAIN_MS: [i32; 4] = [2_000, 5_000, 10_000, 30_000];

impl OpenCase {
    /// Keeps what is new, behind the paint. Called after each change.
    pub(super) fn keep(self: &Rc<Self>) {
        let revision = self.history.with_untracked(History::revision);
        let (settled, listed, checked) = (self.settled.clone(), self.listed.clone(), self.checked.clone());
        spawn_local(async move {
            page::painted().await;
            settled.set(revision);
            // Figures, lists and rules of a large case together would hold the page for longer than each.
            worker::breathe().await;
            listed.set(revision);
            worker::breathe().await;
            checked.set(revision);
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
            if (self.casework.keep_once)(Rc::clone(&self)).await {
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
        (self.casework.keep_once)(Rc::clone(self)).await;
        self.is_running.set(false);
        self.keep();
    }

    /// Saves the case as it stands, and returns whether that held.
    pub(super) async fn keep_once(self: Rc<Self>) -> bool {
        if !self.keeping.with_untracked(Keeping::wants_saving) {
            return self.keep_mark().await;
        }
        self.keeping.update(Keeping::began);
        if let Err(error) = self.claim_first().await {
            self.not_kept(&error);
            return false;
        }
        let newest = self.keeping.with_untracked(Keeping::newest);
        let mark = self.file_mark.get_untracked();
        let (case, log) = self.history.with_untracked(|history| (Arc::clone(history.case()), history.log().to_vec()));
        let label = label(&case, &log);
        let (steps, stored_steps) = self.new_steps();
        let unknown = self.unknown.borrow().clone();
        let (text, writer) = slices::write(self.writer.take(), case, log, unknown).await;
        self.writer.replace(writer);
        self.n_bytes.set(text.text.len());
        if let room @ Room::Over { .. } = text.room() {
            self.keeping.update(|keeping| keeping.failed(&sentence(&room.to_string())));
            return false;
        }
        let save = Save {
            key: self.key.clone(),
            parent: if self.is_gone.get() { Parent::Anew(self.parent.get()) } else { Parent::After(self.parent.get()) },
            token: Some(self.token.clone()),
            text: Text { text: text.text, digest: text.digest },
            label,
            file: mark.clone(),
            day: clock::local_day(clock::now_ms()),
            undo: Some(steps),
        };
        match store::save(&save).await {
            Ok(saved) => {
                self.parent.set(saved.revision);
                self.is_gone.set(false);
                self.stored_steps.replace(stored_steps);
                self.stored_mark.replace(mark);
                self.keeping.update(|keeping| keeping.kept(newest, saved.saved_at));
                if !self.keeping.with_untracked(Keeping::has_unkept) {
                    going::clear(&self.key);
                }
                self.tell(Message::Saved { revision: saved.revision });
                true
            }
            Err(error) => {
                self.not_kept(&error);
                if self.keeping.with_untracked(Keeping::is_read_only) {
                    spawn_local(Rc::clone(&self).read_saved());
                }
                false
            }
        }
    }

    /// Notes in storage which file holds the case, where nothing else is new. Without the mark the page says that the file is
    /// behind, which loses nothing, so a failure is not said.
    async fn keep_mark(&self) -> bool {
        let mark = self.file_mark.get_untracked();
        if let Some(new) = mark.clone() {
            let _ = store::mark_file(&self.key, new).await;
        }
        self.stored_mark.replace(mark);
        true
    }

    /// Makes this tab the one that writes the case, where that could not be done when it was opened.
    async fn claim_first(&self) -> Result<(), StorageError> {
        if self.is_claimed.get() || self.parent.get() == 0 || self.is_gone.get() {
            return Ok(());
        }
        let stored = store::claim(&self.key, &self.token).await?;
        if stored.revision != self.parent.get() {
            let (parent, stored, saved_at) = (self.parent.get(), stored.revision, stored.saved_at);
            return Err(StorageError::Conflict { parent, stored, saved_at });
        }
        self.is_claimed.set(true);
        Ok(())
    }

    fn not_kept(&self, error: &StorageError) {
        match error {
            StorageError::Conflict { .. } | StorageError::Superseded => self.lost_lock(),
            StorageError::Deleted => self.keeping.update(Keeping::was_deleted),
            other => {
                // The next try keeps all of it anew.
                self.is_gone.set(matches!(other, StorageError::Gone { .. } | StorageError::Missing));
                let why =
                    format!("{} It is tried again by itself; save to a file meanwhile.", sentence(&other.to_string()));
                self.keeping.update(|keeping| keeping.failed(&why));
            }
        }
    }

    /// Another tab writes the case from now on. What could not be kept here is put aside, to be offered.
    pub(super) fn lost_lock(&self) {
        self.lock.replace(None);
        self.is_claimed.set(false);
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

/// Returns what the list of cases says of a case.
fn label(case: &Case, log: &[Arc<LogEntry>]) -> Label {
    let (entries, n_changes) = (log.len() as u64, n_changes(log));
    Label { title: case.title.clone(), holds: holds(case), entries, n_changes }
}

/// Returns what a case holds, in one line for the list of cases.
pub(crate) fn holds(case: &Case) -> String {
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
