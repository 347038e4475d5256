//! A file that holds a case which this browser keeps already: finding that out, and what each of three answers does.
//!
//! Nothing is replaced before an answer. What an answer replaces is kept first, as a case of its own.

use super::open::OpenCase;
use super::slices;
use super::{Notice, Session};
use crate::browser::files::FileHandle;
use crate::browser::store::{self, FileMark};
use crate::browser::{clock, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use weighbridge::compare::{Standing, newer};
use weighbridge::file::Document;
use weighbridge::keeping::Keeping;
use weighbridge::log::n_changes;
use weighbridge::route::{Page, Route};

/// How often it is looked whether a question was answered, in milliseconds.
const WAIT_MS: i32 = 200;

/// A file that was opened, and the case in this browser that it belongs to.
pub(crate) struct FileQuestion {
    /// The file's name.
    pub(crate) name: String,
    /// What the file holds.
    pub(crate) picked: Document,
    /// What this browser keeps.
    pub(crate) kept: Document,
    key: String,
    mark: Option<FileMark>,
    handle: RefCell<Option<FileHandle>>,
}

impl Session {
    /// Opens what a file of this name holds, and waits until it is shown. A case that is kept already with the same content
    /// is shown as it is; one with other content is asked about first.
    pub(super) async fn open_document(
        self,
        name: String,
        document: Document,
        mark: Option<FileMark>,
        handle: Option<FileHandle>,
    ) {
        self.notice.set(None);
        if !self.opens_as_case(&name, &document).await {
            return;
        }
        match self.find_kept(&name, &document).await {
            Some((key, kept)) if is_same(&kept, &document) => self.go(&Route::Case { key, page: Page::Start }),
            Some((key, kept)) => {
                let question = FileQuestion { name, picked: document, kept, key, mark, handle: RefCell::new(handle) };
                let question = Rc::new(question);
                self.asked.set(Some(Rc::clone(&question)));
                page::begin_page();
                // The next of several files has its turn after the answer.
                let stands =
                    || self.asked.with_untracked(|asked| asked.as_ref().is_some_and(|one| Rc::ptr_eq(one, &question)));
                while stands() {
                    page::wait(WAIT_MS).await;
                }
            }
            None => self.start_now(document, mark, handle).await,
        }
    }

    /// Returns the question that is to be answered before anything else.
    pub(crate) fn question(self) -> Option<Rc<FileQuestion>> {
        self.asked.get()
    }

    /// Takes the question away unanswered: another page was gone to.
    pub(crate) fn leave_question(self) {
        self.leave_pack();
        if let Some(question) = self.answered() {
            let text = format!("{} was not opened. Nothing was changed.", question.name);
            self.notice.set(Some(Notice::said(text)));
        }
    }

    /// Takes what the file holds into the case, after what is here has been kept as a case of its own.
    pub(crate) fn use_file(self) {
        let Some(question) = self.answered() else { return };
        spawn_local(async move {
            let problem = match self.read_or_held(question.key.clone()).await {
                Some(open) if open.keeping.with_untracked(Keeping::is_read_only) => {
                    "it is open in another tab. Close it there and open the file again".to_owned()
                }
                Some(open) => match self.keep_as_copy(&open, &question.name).await {
                    Ok(()) => return self.replace(open, &question),
                    Err(why) => why,
                },
                None => "the case in this browser cannot be read".to_owned(),
            };
            self.notice.set(Some(Notice::problem(format!("Nothing was changed: {problem}."))));
        });
    }

    /// Shows the case as this browser has it.
    pub(crate) fn keep_what_is_here(self) {
        if let Some(question) = self.answered() {
            self.go(&Route::Case { key: question.key.clone(), page: Page::Start });
        }
    }

    /// Starts a case of its own from the file.
    pub(crate) fn open_separately(self) {
        if let Some(question) = self.answered() {
            self.start(question.picked.clone(), question.mark.clone(), question.handle.take());
        }
    }

    fn answered(self) -> Option<Rc<FileQuestion>> {
        let question = self.asked.get_untracked();
        if question.is_some() {
            self.asked.set(None);
        }
        question
    }

    /// Returns the case in this browser that a file belongs to: one whose log has the same beginning, the longest first, or
    /// one that was last saved to a file of this name and has its title.
    async fn find_kept(self, name: &str, picked: &Document) -> Option<(String, Document)> {
        let begins = picked.log.iter().find(|entry| entry.is_change());
        // Of two that share as much, such as a case and its copy, the one with the title.
        let mut best: Option<((usize, bool), String, Document)> = None;
        for case in store::list().await.ok()?.into_iter().filter(|case| case.deleted_at.is_none()) {
            let has_its_mark = case.file.is_some_and(|mark| mark.name == name) && case.title == picked.case.title;
            if begins.is_none() && case.title != picked.case.title {
                continue;
            }
            let Some(kept) = self.read_if(&case.key, begins.map(|entry| entry.at.as_str()), has_its_mark).await else {
                continue;
            };
            let n_shared = n_shared(picked, &kept);
            let is_it = n_shared > 0 || has_its_mark || is_same(&kept, picked);
            let rank = (n_shared, kept.case.title == picked.case.title);
            if is_it && best.as_ref().is_none_or(|(best, _, _)| rank > *best) {
                best = Some((rank, case.key, kept));
            }
        }
        best.map(|(_, key, kept)| (key, kept))
    }

    /// Returns a case as it stands, where its text can belong to the log that begins at this time. Most texts need not be
    /// read for that.
    pub(super) async fn read_if(self, key: &str, begins: Option<&str>, at_any_rate: bool) -> Option<Document> {
        if let Some(open) = self.in_memory().into_iter().find(|open| open.key == key) {
            return Some(open.document());
        }
        let text = store::read(key).await.ok()?.text;
        let may_be = begins.is_none_or(|at| text.contains(at));
        if may_be || at_any_rate { slices::read(text).await.ok() } else { None }
    }

    async fn keep_as_copy(self, open: &Rc<OpenCase>, name: &str) -> Result<(), String> {
        let mut copy = open.document();
        copy.case.title = format!("{} (before {name} was opened)", copy.case.title);
        let copy =
            OpenCase::new(open.casework, page::random_key(), copy, 0, None, page::random_key(), self.library_version);
        copy.is_claimed.set(true);
        copy.keeping.update(Keeping::changed);
        copy.keep_now().await;
        let is_kept = !copy.keeping.with_untracked(Keeping::has_unkept);
        if is_kept { Ok(()) } else { Err("this browser could not keep a copy of what is here".to_owned()) }
    }

    fn replace(self, open: Rc<OpenCase>, question: &FileQuestion) {
        let (parent, document) = (open.parent.get(), question.picked.clone());
        open.take_up(document, parent, question.mark.clone());
        open.handle.replace(question.handle.take());
        open.keeping.update(Keeping::changed);
        let key = open.key.clone();
        // Shown at once, and kept behind it: somebody who goes on meanwhile is not called back.
        self.show(open);
        self.go(&Route::Case { key, page: Page::Start });
    }
}

/// Returns the mark of a file that holds all of a document.
pub(super) fn whole_mark(name: String, document: &Document) -> FileMark {
    let (entries, n_changes) = (document.log.len() as u64, n_changes(&document.log));
    FileMark { name, entries, n_changes, saved_at: clock::now_ms() }
}

/// Returns whether both hold the same; that a ranking was looked at is no content.
fn is_same(one: &Document, other: &Document) -> bool {
    newer(&one.log, &other.log) == Standing::Same && one.case == other.case && one.unknown == other.unknown
}

/// Returns how many changes both logs share from the beginning.
fn n_shared(one: &Document, other: &Document) -> usize {
    let n_changes = usize::try_from(n_changes(&one.log)).unwrap_or(usize::MAX);
    match newer(&one.log, &other.log) {
        Standing::Same | Standing::OtherIsAhead(_) => n_changes,
        Standing::OneIsAhead(n) => n_changes.saturating_sub(n),
        Standing::Apart { common, .. } => common,
    }
}
