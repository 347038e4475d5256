//! The user's file of an open case: written when asked, by the right that the case itself holds.

use super::open::OpenCase;
use super::slices;
use crate::browser::clock;
use crate::browser::files::{self, FileError};
use crate::browser::store::FileMark;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::file::Writer;
use weighbridge::history::n_changes;

impl OpenCase {
    /// Writes the case to its file: the one it was opened from or saved to, else one that the user chooses. Returns the
    /// file's name.
    ///
    /// # Errors
    /// [`FileError`]; the file is then as it was, and so is the case.
    pub(super) async fn save_to_file(self: Rc<Self>) -> Result<String, FileError> {
        // Taken before anything is waited for: what is said of the file afterwards is said of this state.
        let (case, log) = self.history.with_untracked(|history| (Arc::clone(history.case()), history.log().to_vec()));
        let (entries, n_changes, title) = (log.len() as u64, n_changes(&log), case.title.clone());
        let unknown = self.unknown.borrow().clone();
        let text = slices::write(Writer::default(), case, log, unknown).await.0.text;
        let known = self.file_mark.with_untracked(|mark| mark.as_ref().map(|mark| mark.name.clone()));
        let name = known.unwrap_or_else(|| file_name(&title));
        let handle = self.handle.borrow().clone();
        let saved = files::save_text(&name, &text, handle).await?;
        self.handle.replace(saved.handle);
        self.note_file(FileMark { name: saved.name.clone(), entries, n_changes, saved_at: clock::now_ms() });
        Ok(saved.name)
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
