//! The cases that this browser keeps: opening and starting them.

use super::open::{Casework, LeftOver, OpenCase};
use super::slices;
use super::tabs::acquire;
use super::{Notice, Session};
use crate::browser::files::{self, FileHandle};
use crate::browser::lock::Lock;
use crate::browser::store::{self, CaseSummary, FileMark, StorageError, Stored};
use crate::browser::{clock, going, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::appraisal::Appraisal;
use weighbridge::case::Case;
use weighbridge::edit::{CaseEdit, Edit, apply};
use weighbridge::file::{self, Document};
use weighbridge::history::{History, Stamp};
use weighbridge::keeping::Keeping;
use weighbridge::log::{LogEntry, n_changes};
use weighbridge::route::{Page, Route, Step};

/// How often to look whether a case is still being deleted, in milliseconds.
const LOOK_MS: i32 = 20;

/// How long a deleted case can be brought back, in milliseconds: 30 days.
const DELETED_ARE_KEPT: f64 = 30.0 * 86_400_000.0;

impl Session {
    /// Goes to a place in the app.
    pub(crate) fn go(self, route: &Route) {
        // Where the address stays the same, nothing is heard of it.
        self.is_going.set_value(page::hash() != route.hash().trim_start_matches('#'));
        page::set_hash(&route.hash());
    }

    pub(super) fn wanted_key(self) -> Option<String> {
        self.route.with_untracked(|route| match route {
            Route::Case { key, .. } => Some(key.clone()),
            _ => None,
        })
    }

    /// Opens the case that the route names, unless it is open already. One case is opened at a time, so that steps taken
    /// back and forth quickly end at the last of them.
    pub(crate) fn follow_route(self) {
        self.route.track();
        untrack(|| self.open_wanted());
    }

    fn open_wanted(self) {
        if self.is_opening.get_value() {
            return;
        }
        self.land();
        if let Some(key) = self.key_to_open() {
            self.is_opening.set_value(true);
            spawn_local(async move {
                let mut next = Some(key);
                while let Some(key) = next {
                    let is_there = self.open_kept(key.clone()).await;
                    // A case that is not there leads to Home, which takes a moment.
                    next = self.key_to_open().filter(|wanted| is_there || *wanted != key);
                }
                self.is_opening.set_value(false);
                self.land();
            });
        }
    }

    /// Returns the key of the case that is to be opened, after showing it from memory where it is there.
    fn key_to_open(self) -> Option<String> {
        let key = self.wanted_key()?;
        if self.key.get_untracked().as_ref() == Some(&key) {
            return None;
        }
        let held = self.held.with_untracked(|held| held.iter().find(|open| open.key == key).cloned());
        let Some(held) = held else { return Some(key) };
        self.show(held);
        None
    }

    /// Opens a case and shows it, if it is still wanted then. Returns whether it is there.
    async fn open_kept(self, key: String) -> bool {
        let Some(casework) = self.casework().await else {
            self.go(&Route::Home);
            return false;
        };
        let Some(open) = (casework.opened)(self, key).await else { return false };
        if self.wanted_key().as_ref() == Some(&open.key) {
            self.show(open);
        }
        true
    }

    /// Returns a case of this browser, from memory or from storage, with the right to write it where that can be had. What
    /// cannot be opened is said in a notice.
    pub(super) async fn read_or_held(self, key: String) -> Option<Rc<OpenCase>> {
        if let Some(open) = self.in_memory().into_iter().find(|open| open.key == key) {
            return Some(open);
        }
        // What is being deleted in this tab cannot be read and shown as if it were kept.
        while self.deleting.with_value(|keys| keys.contains(&key)) {
            page::wait(LOOK_MS).await;
        }
        let (lock, token) = (acquire(&key).await, page::random_key());
        let claimed = match &lock {
            Lock::Busy => None,
            Lock::Held(_) | Lock::Unsupported => store::claim(&key, &token).await.ok(),
        };
        let is_claimed = claimed.is_some();
        // A case that cannot be claimed, because storage is full or damaged, can be read all the same.
        let stored = match claimed {
            Some(stored) => Ok(stored),
            None => store::read(&key).await,
        };
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => {
                self.not_opened(&error.to_string());
                return None;
            }
        };
        let casework = self.casework().await?;
        let open = self.read_kept(casework, key, stored, token).await?;
        open.is_claimed.set(is_claimed);
        open.hold(lock);
        open.listen();
        Some(open)
    }

    /// Returns the case that storage gave, with a newer state of it that was put down when its page went.
    async fn read_kept(
        self,
        casework: &'static Casework,
        key: String,
        stored: Stored,
        token: String,
    ) -> Option<Rc<OpenCase>> {
        let n_bytes = stored.text.len();
        let document = match slices::read(stored.text.clone()).await {
            Ok(document) => document,
            Err(error) => {
                let text = stored.text;
                let notice = Notice::problem(format!("Not opened: {error}. What is kept was left as it is."));
                let download = move || self.download("weighbridge-as-kept.json", &text, "application/json");
                self.notice.set(Some(notice.with("Download it", download)));
                self.go(&Route::Home);
                return None;
            }
        };
        let put_down = going::get(&key).and_then(|text| file::load(text.as_bytes()).ok());
        let Some(put_down) = put_down.filter(|put_down| *put_down != document) else {
            going::clear(&key);
            let open =
                OpenCase::new(casework, key, document, stored.revision, stored.file, token, self.library_version);
            open.n_bytes.set(n_bytes);
            open.take_up_steps(stored.undo);
            return Some(open);
        };
        if put_down.log.starts_with(&document.log) {
            // Made from what is kept, and newer: it is taken up where it was left.
            let open =
                OpenCase::new(casework, key, put_down, stored.revision, stored.file, token, self.library_version);
            open.keeping.update(Keeping::changed);
            return Some(open);
        }
        let open =
            OpenCase::new(casework, key.clone(), document, stored.revision, stored.file, token, self.library_version);
        let is_older = open.history.with_untracked(|history| history.log().starts_with(&put_down.log));
        if is_older {
            going::clear(&key);
        } else {
            let n_changes =
                apart(&put_down.log, open.history.with_untracked(|history| history.log().to_vec()).as_slice());
            open.left_over.set(Some(LeftOver { document: Arc::new(put_down), n_changes }));
        }
        Some(open)
    }

    fn not_opened(self, why: &str) {
        let notice = Notice::problem(format!("Not opened: {why}."));
        self.notice.set(Some(notice.with("Recover work", move || self.go(&Route::Recover))));
        self.go(&Route::Home);
    }

    /// Shows a case and leaves the one that was open.
    pub(super) fn show(self, open: Rc<OpenCase>) {
        self.leave_case();
        self.held.update(|held| held.retain(|one| !Rc::ptr_eq(one, &open)));
        open.keep();
        self.point_at(Some(open));
        self.land();
    }

    /// Replaces an address that names a case and no page of it by one that names the page on which it opens.
    fn land(self) {
        let route = self.route.get_untracked();
        if let (Route::Case { key, page: Page::Start }, Some(open)) = (route, self.current())
            && open.key == key
        {
            let landing = Route::Case { key, page: landing(&open.case()) };
            page::replace_hash(&landing.hash());
            self.route.set(landing);
        }
    }

    /// Hands a text to the user as a file.
    pub(crate) fn download(self, name: &str, text: &str, kind: &str) {
        if let Err(error) = files::download_text(name, text, kind) {
            self.notice.set(Some(Notice::problem(format!("Not downloaded: {error}."))));
        }
    }

    /// Starts a case from a document, keeps it in this browser and shows it.
    pub(crate) fn start(self, document: Document, mark: Option<FileMark>, handle: Option<FileHandle>) {
        spawn_local(self.start_now(document, mark, handle));
    }

    /// Does what [`Session::start`] does, and is done when the case is shown and has been saved for the first time.
    pub(super) async fn start_now(self, document: Document, mark: Option<FileMark>, handle: Option<FileHandle>) {
        let Some(casework) = self.casework().await else { return };
        let key = page::random_key();
        let landing = Route::Case { key: key.clone(), page: Page::Start };
        let open = OpenCase::new(casework, key, document, 0, mark, page::random_key(), self.library_version);
        open.handle.replace(handle);
        open.hold(acquire(&open.key).await);
        open.is_claimed.set(true);
        open.listen();
        // Nothing of it is kept yet. It is shown first: writing out a large case takes longer than its first rows.
        open.keeping.update(Keeping::changed);
        open.is_running.set(true);
        self.show(Rc::clone(&open));
        self.go(&landing);
        page::painted().await;
        open.keep_now().await;
        self.library_version.update(|version| *version += 1);
    }

    /// Starts a case with this name; with an appraisal of the same name where options are to be compared.
    pub(crate) fn start_empty(self, title: &str, with_appraisal: bool) {
        let title = title.to_owned();
        spawn_local(async move {
            if let Some(casework) = self.casework().await {
                self.start_now((casework.empty)(&title, with_appraisal), None, None).await;
            }
        });
    }

    /// Starts a case with all that another one holds, its log too, and "(copy)" behind its title. They share nothing from
    /// then on.
    pub(crate) fn copy_case(self, key: String) {
        spawn_local(async move {
            if let Some(casework) = self.casework().await {
                (casework.copy_case)(self, key).await;
            }
        });
    }

    pub(super) async fn start_copy(self, key: String) {
        let Some(mut copy) = self.read_if(&key, None, true).await else {
            let text = "Not copied: the case in this browser cannot be read.";
            self.notice.set(Some(Notice::problem(text.to_owned())));
            return;
        };
        let mut history = History::new(copy.case.clone(), copy.log.clone());
        let title = CaseEdit::SetTitle(format!("{} (copy)", copy.case.title));
        // The log of the copy says where it began. Only a title that is too long is refused, and then it stays.
        let _ = history.commit(&Edit::Case(title), Stamp { at: &clock::now_utc(), by: "" });
        (copy.case, copy.log) = ((**history.case()).clone(), history.log().to_vec());
        self.start_now(copy, None, None).await;
    }

    /// Opens as a case of its own what this tab could not keep.
    pub(crate) fn start_from_left_over(self) {
        let Some(open) = self.current() else { return };
        if let Some(left_over) = open.left_over.get_untracked() {
            let mut document = (*left_over.document).clone();
            document.case.title = format!("{} (changes that were not kept)", document.case.title);
            open.left_over.set(None);
            going::clear(&open.key);
            self.start(document, None, None);
        }
    }

    /// Gives up what this tab could not keep.
    pub(crate) fn give_up_left_over(self) {
        if let Some(open) = self.current() {
            open.left_over.set(None);
            going::clear(&open.key);
        }
    }

    /// Returns the cases that this browser keeps, newest first. What was deleted long ago goes for good.
    pub(crate) async fn library(self) -> Result<Vec<CaseSummary>, StorageError> {
        // A purge that fails leaves more than was asked for, which is safe.
        let _ = store::purge(clock::now_ms() - DELETED_ARE_KEPT).await;
        store::list().await
    }
}

/// Returns a case with this name; with an appraisal of the same name where options are to be compared.
pub(super) fn empty(title: &str, with_appraisal: bool) -> Document {
    let case = Case::titled(title);
    let add = Edit::Case(CaseEdit::AddAppraisal(title.to_owned()));
    // A name that an appraisal cannot have is refused there, and the case is begun without.
    let case = if with_appraisal { apply(&case, &add).unwrap_or(case) } else { case };
    Document::new(case, Vec::new())
}

/// Returns how many entries of a log stand behind the beginning that it shares with another.
fn apart(log: &[Arc<LogEntry>], other: &[Arc<LogEntry>]) -> u64 {
    let n_shared = log.iter().zip(other).take_while(|(one, other)| one == other).count();
    n_changes(&log[n_shared..])
}

/// Returns the step on which an appraisal opens: its results, or the first step while there is nothing to compare by.
pub(crate) fn opening_step(appraisal: &Appraisal) -> Step {
    if appraisal.criteria.is_empty() { Step::Context } else { Step::Results }
}

/// Returns the page on which a case opens: where most of it is.
fn landing(case: &Case) -> Page {
    // Initiatives that only say which appraisal chooses among their options are no programme yet.
    let is_appraised_only = case.programme.initiatives.iter().all(|one| one.appraisal.is_some());
    match case.appraisals.first() {
        Some(appraisal) if is_appraised_only && case.contributions.is_empty() => {
            Page::Appraisal(appraisal.id, opening_step(appraisal))
        }
        _ if case.programme.initiatives.is_empty() && !case.references.is_empty() => Page::References,
        _ if case.goals().next().is_none() => Page::Programme,
        _ => Page::Alignment,
    }
}
