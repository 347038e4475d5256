//! The cases that this browser keeps: opening, starting, importing, deleting.
//!
//! An import is read and checked in full before anything changes; the case that is open stays open when it is refused.

use super::keep::{label, n_changes};
use super::{Keeping, Notice, Open, Session};
use crate::browser::files::{self, FileError, Picked};
use crate::browser::lock::{self, Lock};
use crate::browser::store::{self, CaseSummary, FileMark, StorageError};
use crate::browser::{clock, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::case::Case;
use weighbridge::file::{self, Document};
use weighbridge::history::History;
use weighbridge::route::{Page, Route, Step};

/// How long a deleted case can be brought back, in milliseconds: 30 days.
const DELETED_ARE_KEPT: f64 = 30.0 * 86_400_000.0;

impl Session {
    /// Goes to a place in the app.
    pub(crate) fn go(self, route: &Route) {
        page::set_hash(&route.hash());
    }

    /// Opens the case that the route names, unless it is open already.
    pub(crate) fn follow_route(self) {
        let Some(key) = self.route.with(|route| match route {
            Route::Case { key, .. } => Some(key.clone()),
            _ => None,
        }) else {
            return;
        };
        if self.key.get_untracked().as_ref() != Some(&key) {
            spawn_local(self.open_kept(key, None));
        }
    }

    async fn open_kept(self, key: String, taken: Option<Lock>) {
        let stored = match store::read(&key).await {
            Ok(stored) => stored,
            Err(error) => return self.not_opened(&error.to_string()),
        };
        let document = match file::load(stored.text.as_bytes()) {
            Ok(document) => document,
            Err(error) => {
                let text = stored.text;
                let notice = Notice::problem(format!("Not opened: {error}. What is kept was left as it is."));
                let download = move || self.download("weighbridge-as-kept.json", &text, "application/json");
                self.notice.set(Some(notice.with("Download it", download)));
                return self.go(&Route::Home);
            }
        };
        self.show(key, document, stored.revision, stored.file, taken).await;
    }

    fn not_opened(self, why: &str) {
        self.notice.set(Some(Notice::problem(format!("Not opened: {why}."))));
        self.go(&Route::Home);
    }

    /// Shows a document as the open case, under the lock that was taken over or else one that is asked for here.
    async fn show(self, key: String, document: Document, revision: u64, mark: Option<FileMark>, taken: Option<Lock>) {
        self.stored.update_value(|stored| {
            stored.lock = None;
            stored.handle = None;
            stored.revision = revision;
        });
        let lock = match taken {
            Some(lock) => lock,
            None => lock::acquire(&key).await,
        };
        let keeping = match lock {
            Lock::Held(held) => {
                held.on_lost(move || self.lost_lock());
                self.stored.update_value(|stored| stored.lock = Some(held));
                Keeping::Kept(clock::now_ms())
            }
            // The check of the parent revision still stands where locks are missing.
            Lock::Unsupported => Keeping::Kept(clock::now_ms()),
            Lock::Busy => Keeping::ReadOnly,
        };
        let history = History::new(document.case, document.log);
        self.file_mark.set(mark);
        self.keeping.set(keeping);
        self.open.set(Some(Open { key, history, unknown: document.unknown }));
    }

    fn lost_lock(self) {
        self.stored.update_value(|stored| stored.lock = None);
        self.keeping.set(Keeping::ReadOnly);
    }

    /// Takes the open case over from the tab that writes it, with what that tab saved last.
    pub(crate) fn take_over(self) {
        let Some(key) = self.key.get_untracked() else { return };
        spawn_local(async move {
            match lock::take_over(&key).await {
                held @ Lock::Held(_) => self.open_kept(key, Some(held)).await,
                Lock::Busy | Lock::Unsupported => {
                    self.notice
                        .set(Some(Notice::problem("The other tab did not let go. Close it, then reload.".to_owned())));
                }
            }
        });
    }

    /// Hands a text to the user as a file.
    pub(crate) fn download(self, name: &str, text: &str, kind: &str) {
        if let Err(error) = files::download_text(name, text, kind) {
            self.notice.set(Some(Notice::problem(format!("Not downloaded: {error}."))));
        }
    }

    /// Starts a case from a document, keeps it in this browser and shows it.
    pub(crate) fn start(self, document: Document, mark: Option<FileMark>) {
        spawn_local(async move {
            let key = page::random_key();
            let case = &document.case;
            let (text, label) = (file::save(&document), label(&document));
            let landing = landing(&key, case);
            let written = store::write(&key, 0, &text, label, mark.clone()).await;
            self.library_version.update(|version| *version += 1);
            match written {
                Ok(saved) => {
                    self.show(key, document, saved.revision, mark, None).await;
                    self.keeping.update(|keeping| {
                        if *keeping != Keeping::ReadOnly {
                            *keeping = Keeping::Kept(saved.saved_at);
                        }
                    });
                }
                Err(error) => {
                    self.show(key, document, 0, mark, None).await;
                    let why = format!("This browser does not keep it: {error}. Save to a file.");
                    self.keeping.set(Keeping::Failed(why));
                }
            }
            self.go(&landing);
        });
    }

    /// Starts an empty case.
    pub(crate) fn start_empty(self, title: &str) {
        self.start(Document::new(Case::titled(title), Vec::new()), None);
    }

    /// Lets the user pick a file and opens it.
    pub(crate) fn pick_file(self) {
        spawn_local(async move {
            match files::pick().await {
                Ok(Some(picked)) => self.open_picked(picked).await,
                Ok(None) | Err(FileError::Cancelled) => {}
                Err(error) => self.notice.set(Some(Notice::problem(format!("Not opened: {error}.")))),
            }
        });
    }

    /// Opens a file that was picked or dropped.
    pub(crate) async fn open_picked(self, picked: Picked) {
        match file::load(&picked.bytes) {
            Ok(document) => {
                self.notice.set(None);
                if let Some(key) = self.kept_already(&document).await {
                    return self.go(&landing(&key, &document.case));
                }
                let entries = document.log.len() as u64;
                let n_changes = n_changes(&document);
                let mark = FileMark { name: picked.name, entries, n_changes, saved_at: clock::now_ms() };
                self.start(document, Some(mark));
            }
            Err(error) => self.refused(&picked.name, &error),
        }
    }

    /// Returns the key of a case that this browser keeps with the very same content, so that opening a file twice does not
    /// make two cases.
    async fn kept_already(self, document: &Document) -> Option<String> {
        let digest = file::digest(&file::save(document));
        let kept = store::list().await.ok()?;
        kept.into_iter().find(|case| case.digest == digest && case.deleted_at.is_none()).map(|case| case.key)
    }

    /// Opens text that was pasted.
    pub(crate) fn open_text(self, text: &str) {
        match file::load(text.as_bytes()) {
            Ok(document) => self.start(document, None),
            Err(error) => self.refused("What was pasted", &error),
        }
    }

    fn refused(self, name: &str, error: &file::LoadError) {
        let text = format!("{name} was not opened: {error}. Nothing else was changed.");
        self.notice.set(Some(Notice::problem(text)));
    }

    /// Deletes a case from this browser; the notice offers it back.
    pub(crate) fn delete(self, summary: &CaseSummary) {
        let (key, title) = (summary.key.clone(), summary.title.clone());
        spawn_local(async move {
            let notice = match store::delete(&key).await {
                Ok(()) => {
                    if self.key.get_untracked().as_ref() == Some(&key) {
                        self.close();
                    }
                    let back = move || self.restore(key.clone());
                    Notice::said(format!("Deleted {title} from this browser.")).with("Undo", back)
                }
                Err(error) => Notice::problem(format!("Not deleted: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
    }

    /// Brings a deleted case back.
    pub(crate) fn restore(self, key: String) {
        spawn_local(async move {
            let notice = match store::restore(&key).await {
                Ok(()) => Notice::said("The case is back.".to_owned()),
                Err(error) => Notice::problem(format!("Not brought back: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
    }

    fn close(self) {
        self.stored.update_value(|stored| stored.lock = None);
        self.open.set(None);
        self.keeping.set(Keeping::Nothing);
        self.file_mark.set(None);
    }

    /// Returns the cases that this browser keeps, newest first. What was deleted long ago goes for good.
    pub(crate) async fn library(self) -> Result<Vec<CaseSummary>, StorageError> {
        // A purge that fails leaves more than was asked for, which is safe.
        let _ = store::purge(clock::now_ms() - DELETED_ARE_KEPT).await;
        store::list().await
    }
}

/// Returns the page on which a case opens: where most of it is.
fn landing(key: &str, case: &Case) -> Route {
    let page = match case.appraisals.first() {
        Some(appraisal) if case.programme.initiatives.is_empty() => Page::Appraisal(appraisal.id, Step::Results),
        _ if case.programme.initiatives.is_empty() && !case.references.is_empty() => Page::References,
        _ if case.goals().next().is_none() => Page::Programme,
        _ => Page::Alignment,
    };
    Route::Case { key: key.to_owned(), page }
}
