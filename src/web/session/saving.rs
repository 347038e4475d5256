//! The user's file of an open case: written when asked, by the right that the case itself holds.

use super::open::OpenCase;
use super::{Notice, Session, slices};
use crate::browser::clock;
use crate::browser::files::{self, FileError};
use crate::browser::store::FileMark;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file::{Room, Writer, room};
use weighbridge::log::{LogEntry, n_changes};

impl OpenCase {
    /// Writes the case to its file: the one it was opened from or saved to, else one that the user chooses. Returns the
    /// file's name, and how much room it has left: a file that is too large to be opened again is written all the same, so that
    /// nothing is lost, and is not counted as one that has the case.
    ///
    /// # Errors
    /// [`FileError`]; the file is then as it was, and so is the case.
    pub(super) async fn write_to_file(self: Rc<Self>) -> Result<(String, Room), FileError> {
        // Taken before anything is waited for: what is said of the file afterwards is said of this state.
        let (case, log) = self.history.with_untracked(|history| (Arc::clone(history.case()), history.log().to_vec()));
        let (entries, n_changes, title) = (log.len() as u64, n_changes(&log), case.title.clone());
        let text = self.text(case, log).await;
        let known = self.file_mark.with_untracked(|mark| mark.as_ref().map(|mark| mark.name.clone()));
        let name = known.unwrap_or_else(|| file_name(&title));
        let handle = self.handle.borrow().clone();
        let saved = files::save_text(&name, &text, handle).await?;
        self.handle.replace(saved.handle);
        self.n_bytes.set(text.len());
        let room = room(text.len());
        if !matches!(room, Room::Over { .. }) {
            self.note_file(FileMark { name: saved.name.clone(), entries, n_changes, saved_at: clock::now_ms() });
        }
        Ok((saved.name, room))
    }
}

impl OpenCase {
    async fn text(&self, case: Arc<Case>, log: Vec<Arc<LogEntry>>) -> Arc<String> {
        let unknown = self.unknown.borrow().clone();
        slices::write(Writer::default(), case, log, unknown).await.0.text
    }
}

impl Session {
    /// Returns the open case as it would stand in a file, as committed; `None` where no case is open.
    pub(crate) async fn text(self) -> Option<Arc<String>> {
        let open = self.current()?;
        let (case, log) = open.history.with_untracked(|history| (Arc::clone(history.case()), history.log().to_vec()));
        Some(open.text(case, log).await)
    }

    /// Writes the open case to the user's file.
    pub(crate) fn save_to_file(self) {
        if let Some(open) = self.current() {
            self.save_case_to_file(open);
        }
    }

    fn save_case_to_file(self, open: Rc<OpenCase>) {
        let refused = self.hand_over();
        let left_out = match refused.first() {
            None => String::new(),
            Some(one) => format!(" Left out of it: what is typed in {}, which could not be accepted.", one.label),
        };
        spawn_local(async move {
            match (open.casework.save_to_file)(Rc::clone(&open)).await {
                Ok((name, room @ Room::Over { .. })) => {
                    let text = format!("Saved to {name}, but {room}.{left_out}");
                    self.notice.set(Some(Notice::problem(text)));
                }
                Ok((name, _)) => self.notice.set(Some(Notice::said(format!("Saved to {name}.{left_out}")))),
                Err(FileError::Cancelled) => {}
                Err(FileError::ChangedOutside) => self.ask_to_write_over(&open),
                Err(error) => {
                    let text = format!("Not saved to a file: {error}. Your work is still open here.");
                    self.notice.set(Some(Notice::problem(text)));
                }
            }
        });
    }

    /// The file is not as this page saw it last: somebody else may have worked in it.
    fn ask_to_write_over(self, open: &Rc<OpenCase>) {
        let name =
            open.file_mark.with_untracked(|mark| mark.as_ref().map_or_else(String::new, |mark| mark.name.clone()));
        let text = format!(
            "Not saved: {name} was changed by somebody else since this page read it. Open it to compare, or write over it."
        );
        let key = open.key.clone();
        let write_over = move || {
            if let Some(open) = self.current().filter(|open| open.key == key) {
                if let Some(handle) = open.handle.borrow().as_ref() {
                    handle.overwrite_next();
                }
                self.save_case_to_file(open);
            }
        };
        self.notice.set(Some(Notice::problem(text).with("Write over it", write_over)));
    }
}

/// Returns a file name for a case: its title in lower case, words joined by hyphens.
pub(crate) fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem = if words.is_empty() { "case".to_owned() } else { words.join("-") };
    let short: String = stem.chars().take(60).collect();
    format!("{short}.json")
}
