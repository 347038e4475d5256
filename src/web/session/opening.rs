//! Opening what the user gives: a file that is picked, text that is pasted, an example.
//!
//! What is given is read and checked in full before anything changes; the case that is open stays open when it is refused.

use super::asked::whole_mark;
use super::slices;
use super::{Notice, Session};
use crate::browser::files::{self, FileError, Picked};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use weighbridge::file::{self, Document};
use weighbridge::route::Route;

/// What text that came without a file is called.
const PASTED: &str = "What was pasted";

impl Session {
    /// Lets the user pick a file and opens it.
    pub(crate) fn pick_file(self) {
        self.hand_over();
        spawn_local(async move {
            match files::pick().await {
                Ok(Some(picked)) => self.open_picked(picked).await,
                Ok(None) | Err(FileError::Cancelled) => {}
                Err(error) => self.notice.set(Some(Notice::problem(format!("Not opened: {error}.")))),
            }
        });
    }

    /// Opens a file that was picked.
    pub(crate) async fn open_picked(self, picked: Picked) {
        if let Some(casework) = self.casework().await {
            (casework.open_picked)(self, picked).await;
        }
    }

    pub(super) async fn read_picked(self, picked: Picked) {
        if file::is_exported(&picked.bytes) {
            return self.read_exported(picked);
        }
        match self.read_file(&picked.name, picked.bytes).await {
            Some(Ok(document)) => {
                let mark = whole_mark(picked.name.clone(), &document);
                self.open_document(picked.name, document, Some(mark), picked.handle).await;
            }
            Some(Err(error)) => self.refused(&picked.name, &error),
            None => {}
        }
    }

    /// Reads a file of a case beside the open one: nothing of it is opened or kept. Returns `None` where it was stopped.
    pub(crate) async fn read_beside(self, picked: Picked) -> Option<Result<Document, file::LoadError>> {
        self.read_file(&picked.name, picked.bytes).await
    }

    /// Opens text that was pasted.
    pub(crate) fn open_text(self, text: String) {
        spawn_local(async move {
            if let Some(casework) = self.casework().await {
                (casework.open_text)(self, text).await;
            }
        });
    }

    pub(super) async fn read_pasted(self, text: String) {
        if file::is_exported(text.as_bytes()) {
            let picked = Picked { name: PASTED.to_owned(), bytes: text.into_bytes(), handle: None };
            return self.read_exported(picked);
        }
        match self.read_file(PASTED, text.into_bytes()).await {
            Some(Ok(document)) => self.open_document(PASTED.to_owned(), document, None, None).await,
            Some(Err(error)) => self.refused(PASTED, &error),
            None => {}
        }
    }

    /// Shows an exported appraisal on the page that reads and checks it.
    pub(crate) fn read_exported(self, picked: Picked) {
        self.notice.set(None);
        self.to_read.set(Some(Rc::new(picked)));
        self.go(&Route::Check);
    }

    /// Opens what was read from an exported appraisal as a case of its own.
    pub(crate) fn start_from_exported(self, document: Document) {
        self.start(document, None, None);
    }

    /// Reads the text of a case, a few milliseconds at a time.
    ///
    /// # Errors
    /// [`file::LoadError`] names the place.
    pub(crate) async fn read_text(self, text: String) -> Result<Document, file::LoadError> {
        slices::read(text).await
    }

    fn refused(self, name: &str, error: &file::LoadError) {
        let text = format!("{name} was not opened: {error}. Nothing else was changed.");
        self.notice.set(Some(Notice::problem(text)));
    }

    /// Starts a case from the text of a file that comes with the page.
    pub(crate) async fn start_from_text(self, text: &str) {
        let Some(casework) = self.casework().await else { return };
        match (casework.load)(text.as_bytes()) {
            Ok(document) => self.start_now(document, None, None).await,
            Err(error) => self.notice.set(Some(Notice::problem(format!("Not opened: {error}.")))),
        }
    }
}
