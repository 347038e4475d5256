//! A pack file, which holds frameworks, perhaps with a crosswalk between them, and nothing else, opened while a case is open: it is asked whether they go into that
//! case or start one of their own.

use super::{Notice, Session, file_name};
use crate::browser::page;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::taking_pack;
use weighbridge::file::{self, Document};
use weighbridge::id::FrameworkId;
use weighbridge::keeping::Keeping;
use weighbridge::present::pack_words;
use weighbridge::route::{Page, Route};

/// How often it is looked whether the question was answered, in milliseconds.
const WAIT_MS: i32 = 200;

/// A pack file that was opened.
pub(crate) struct PackQuestion {
    /// The file's name.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) pack: Arc<Case>,
    /// The title of the case that is open.
    pub(crate) open: String,
    /// Whether the file is to start a case.
    starts: Cell<bool>,
}

impl Session {
    /// Asks what a pack file is opened for, where a case is open that lacks what it holds and can be changed. Returns whether
    /// to go on and open the file as a case.
    pub(super) async fn opens_as_case(self, name: &str, document: &Document) -> bool {
        let Some(open) = self.current().filter(|_| document.case.is_pack()) else { return true };
        let case = open.case();
        let has_all = taking_pack(&case, &document.case) == Ok(None);
        if has_all || open.keeping.with_untracked(Keeping::is_read_only) {
            return true;
        }
        let question = Rc::new(PackQuestion {
            name: name.to_owned(),
            pack: Arc::new(document.case.clone()),
            open: case.title.clone(),
            starts: Cell::new(false),
        });
        self.pack.set(Some(Rc::clone(&question)));
        page::begin_page();
        // The next of several files has its turn after the answer.
        let stands = || self.pack.with_untracked(|asked| asked.as_ref().is_some_and(|one| Rc::ptr_eq(one, &question)));
        while stands() {
            page::wait(WAIT_MS).await;
        }
        question.starts.get()
    }

    /// Returns the pack file that is asked about.
    pub(crate) fn pack_question(self) -> Option<Rc<PackQuestion>> {
        self.pack.get()
    }

    /// Takes what the file holds into the open case, and goes to its frameworks.
    pub(crate) fn add_pack(self) {
        let Some(question) = self.answer_pack() else { return };
        let Some(key) = self.key().get_untracked() else { return };
        let taken = self.case().with_untracked(|case| taking_pack(case, &question.pack));
        let made = taken.and_then(|taken| match taken {
            Some(taken) => self.commit(&taken.edit).map(|()| pack_words(&taken)),
            None => Ok("The case has all of it already.".to_owned()),
        });
        match made {
            Ok(words) => self.notice.set(Some(Notice::said(words))),
            Err(error) => return self.notice.set(Some(Notice::problem(format!("Nothing was added: {error}.")))),
        }
        self.go(&Route::Case { key, page: Page::Frameworks });
    }

    /// Opens the file as a case of its own.
    pub(crate) fn start_pack(self) {
        if let Some(question) = self.pack.get_untracked() {
            question.starts.set(true);
            self.pack.set(None);
        }
    }

    /// Takes the question away unanswered.
    pub(crate) fn leave_pack(self) {
        if let Some(question) = self.answer_pack() {
            let text = format!("{} was not opened. Nothing was changed.", question.name);
            self.notice.set(Some(Notice::said(text)));
        }
    }

    /// Hands a framework of the open case to the user as a pack file.
    pub(crate) fn save_pack(self, id: FrameworkId) {
        let found = self.case().with_untracked(|case| case.framework(id).cloned());
        if let Some(framework) = found {
            let text = file::save(&Document::new(Case::of_framework(&framework), Vec::new()));
            self.download(&file_name(&framework.title), &text, "application/json");
        }
    }

    /// Hands a crosswalk of the open case, with its two frameworks, to the user as a pack file.
    pub(crate) fn save_crosswalk(self, from: FrameworkId, to: FrameworkId) {
        if let Some(pack) = self.case().with_untracked(|case| case.of_crosswalk(from, to)) {
            let name = file_name(&pack.title);
            self.download(&name, &file::save(&Document::new(pack, Vec::new())), "application/json");
        }
    }

    fn answer_pack(self) -> Option<Rc<PackQuestion>> {
        let question = self.pack.get_untracked();
        if question.is_some() {
            self.pack.set(None);
        }
        question
    }
}
