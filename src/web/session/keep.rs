//! Keeping the open case: in this browser after every change, in the user's file when asked.
//!
//! A save that fails says so at once and work goes on in memory. Nothing here ever replaces what it has not seen.

use super::{Notice, Session};
use crate::browser::files::{self, FileError};
use crate::browser::lock::WriterLock;
use crate::browser::store::{self, FileMark, Label, StorageError};
use crate::browser::{clock, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file::{self, Document};
use weighbridge::history::{Event, LogEntry};
use weighbridge::present::count;
use weighbridge::unknown::Unknown;

/// How the open case is kept in this browser.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Keeping {
    /// No case is open.
    Nothing,
    /// A save is under way.
    Saving,
    /// The newest change is kept since then, in milliseconds since 1970.
    Kept(f64),
    /// The newest change is only in memory.
    Failed(String),
    /// Another tab writes this case.
    ReadOnly,
}

impl Keeping {
    /// Returns whether the case may not be changed here.
    pub(crate) fn is_read_only(&self) -> bool {
        *self == Keeping::ReadOnly
    }
}

/// The case at one moment, and what its save stands on.
struct Snapshot {
    key: String,
    history_revision: u64,
    case: Arc<Case>,
    log: Vec<Arc<LogEntry>>,
    unknown: Unknown,
    parent: u64,
    mark: Option<FileMark>,
}

impl Session {
    /// Keeps the open case in this browser. Called after each change; saves that overlap are run one after the other.
    pub(crate) fn keep(self) {
        let revision = self.revision.get_untracked();
        spawn_local(async move {
            page::painted().await;
            self.settled.set(revision);
        });
        let busy = self.stored.try_update_value(|stored| std::mem::replace(&mut stored.saving, true));
        if busy != Some(false) {
            return;
        }
        // Taken now: by the time that it is written, another case may be open.
        let Some(first) = self.snapshot() else {
            self.stored.update_value(|stored| stored.saving = false);
            return;
        };
        self.keeping.set(Keeping::Saving);
        spawn_local(async move {
            // Writing out a large case takes longer than a frame, so the change is painted first.
            page::painted().await;
            let mut next = Some(first);
            while let Some(snapshot) = next.take() {
                let revision = snapshot.history_revision;
                self.keep_snapshot(snapshot).await;
                let newest = self.revision.get_untracked();
                if newest == revision || matches!(self.keeping.get_untracked(), Keeping::Failed(_)) {
                    break;
                }
                next = self.snapshot();
            }
            self.stored.update_value(|stored| stored.saving = false);
        });
    }

    fn snapshot(self) -> Option<Snapshot> {
        let lock_is_lost = self.stored.with_value(|stored| stored.lock.as_ref().is_some_and(WriterLock::is_lost));
        if lock_is_lost || self.keeping.with_untracked(Keeping::is_read_only) {
            return None;
        }
        let parent = self.stored.with_value(|stored| stored.revision);
        let mark = self.file_mark.get_untracked();
        self.open.with_untracked(|open| {
            let open = open.as_ref()?;
            Some(Snapshot {
                key: open.key.clone(),
                history_revision: open.history.revision(),
                case: Arc::clone(open.history.case()),
                log: open.history.log().to_vec(),
                unknown: open.unknown.clone(),
                parent,
                mark,
            })
        })
    }

    async fn keep_snapshot(self, snapshot: Snapshot) {
        if self.key.get_untracked().as_ref() == Some(&snapshot.key) {
            self.keeping.set(Keeping::Saving);
        }
        let mut document = Document::new((*snapshot.case).clone(), snapshot.log);
        document.unknown = snapshot.unknown;
        let (text, label) = (file::save(&document), label(&document));
        let written = store::write(&snapshot.key, snapshot.parent, &text, label, snapshot.mark).await;
        if self.key.get_untracked().as_ref() != Some(&snapshot.key) {
            return;
        }
        match written {
            Ok(saved) => {
                self.stored.update_value(|stored| stored.revision = saved.revision);
                self.keeping.set(Keeping::Kept(saved.saved_at));
                page::warn_before_leaving(false);
            }
            Err(error) => {
                self.keeping.set(Keeping::Failed(failure(&error)));
                page::warn_before_leaving(true);
            }
        }
    }

    /// Writes the open case to the user's file.
    pub(crate) fn save_to_file(self) {
        let Some(snapshot) = self.file_snapshot() else { return };
        spawn_local(async move {
            let handle = self.stored.with_value(|stored| stored.handle.clone());
            let known = self.file_mark.with_untracked(|mark| mark.as_ref().map(|mark| mark.name.clone()));
            let name = known.unwrap_or_else(|| file_name(&snapshot.title));
            match files::save_text(&name, &snapshot.text, handle).await {
                Ok(saved) => {
                    let entries = snapshot.entries;
                    let n_changes = snapshot.n_changes;
                    let mark = FileMark { name: saved.name.clone(), entries, n_changes, saved_at: clock::now_ms() };
                    self.file_mark.set(Some(mark.clone()));
                    self.stored.update_value(|stored| stored.handle = saved.handle);
                    self.notice.set(Some(Notice::said(format!("Saved to {}.", saved.name))));
                    self.note_file(mark).await;
                }
                Err(FileError::Cancelled) => {}
                Err(error) => {
                    let text = format!("Not saved to a file: {error}. Your work is still open here.");
                    self.notice.set(Some(Notice::problem(text)));
                }
            }
        });
    }

    /// Notes in this browser that the case is in a file too. The mark is a convenience: without it the page says that the
    /// file is behind, which loses nothing.
    async fn note_file(self, mark: FileMark) {
        if let Some(key) = self.key.get_untracked() {
            let _ = store::mark_file(&key, mark).await;
        }
    }

    fn file_snapshot(self) -> Option<FileSnapshot> {
        self.open.with_untracked(|open| {
            let open = open.as_ref()?;
            let log = open.history.log().to_vec();
            let entries = log.len() as u64;
            let mut document = Document::new((**open.history.case()).clone(), log);
            document.unknown = open.unknown.clone();
            let n_changes = n_changes(&document);
            Some(FileSnapshot { text: file::save(&document), title: document.case.title, entries, n_changes })
        })
    }
}

struct FileSnapshot {
    text: String,
    title: String,
    entries: u64,
    n_changes: u64,
}

/// Returns how many entries of a document's log are changes: having looked at a ranking is none.
pub(super) fn n_changes(document: &Document) -> u64 {
    document.log.iter().filter(|entry| !matches!(entry.event, Event::RankingShown(_))).count() as u64
}

/// Returns what stopped a save, as a sentence for the page.
fn failure(error: &StorageError) -> String {
    match error {
        StorageError::Conflict { .. } => {
            "Another tab has saved this case since. Save this copy to a file, then reload.".to_owned()
        }
        StorageError::Deleted => {
            "This case was deleted in another tab. To keep this copy, save it to a file.".to_owned()
        }
        other => format!("This browser did not keep the last change: {other}. Save to a file."),
    }
}

/// Returns what the list of cases says of a document.
pub(super) fn label(document: &Document) -> Label {
    let case = &document.case;
    Label {
        title: case.title.clone(),
        holds: holds(case),
        entries: document.log.len() as u64,
        n_changes: n_changes(document),
    }
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

/// Returns a file name for a case: its title in lower case, words joined by hyphens.
fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem = if words.is_empty() { "case".to_owned() } else { words.join("-") };
    let short: String = stem.chars().take(60).collect();
    format!("{short}.json")
}
