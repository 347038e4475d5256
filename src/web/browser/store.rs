//! Cases in this browser: a journal in IndexedDB with a read-back after every save.
//!
//! Which record counts and which save is refused is decided by `weighbridge::journal`. Texts are kept as they are given:
//! nothing here parses them. This file holds what goes in and comes out; each kind of work is in a file of its own.

use std::sync::Arc;
use weighbridge::file::digest;

pub(crate) use super::database::persist;
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::database::usage;
pub(crate) use super::forget::{Forgotten, delete, forget, forget_all, purge, restore};
pub(crate) use super::heads::{list, mark_file};
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::kept::discard;
pub(crate) use super::kept::{Kept, KeptId, Place, everything, history_of, kept_text};
pub(crate) use super::known::let_go;
pub(crate) use super::read::{claim, read};
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::save::write;
pub(crate) use super::save::{Save, save};
pub(crate) use super::storage_error::StorageError;
pub(crate) use super::undo::{UndoSteps, UndoTail};
pub(crate) use weighbridge::journal::Parent;

/// A file's text with its digest, so that a save hashes it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The text.
    pub text: Arc<String>,
    /// Its SHA-256 digest as `weighbridge::file::digest` gives it.
    pub digest: String,
}

impl Text {
    /// Returns a text whose digest is not known yet.
    #[allow(dead_code, reason = "the tests of storage use it")]
    pub(crate) fn of(text: &str) -> Text {
        Text { text: Arc::new(text.to_owned()), digest: digest(text) }
    }
}

/// Which file holds a case too, and how far it has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileMark {
    /// The file's name.
    pub name: String,
    /// How many entries of the case's log it has.
    pub entries: u64,
    /// How many of them are changes.
    pub n_changes: u64,
    /// When it was written, in milliseconds since 1970 began.
    pub saved_at: f64,
}

/// What the list of cases shows of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CaseSummary {
    /// The key to read it by.
    pub key: String,
    /// Its newest whole revision; 0 when it has none.
    pub revision: u64,
    /// When that was saved, in milliseconds since 1970 began.
    pub saved_at: f64,
    /// Its title as given with the save.
    pub title: String,
    /// One line on what it holds, as given with the save.
    pub holds: String,
    /// How many entries its log has, as given with the save.
    pub entries: u64,
    /// How many of them are changes, as given with the save.
    pub n_changes: u64,
    /// The length of its text in bytes.
    pub bytes: usize,
    /// The file that holds it too.
    pub file: Option<FileMark>,
    /// When it was deleted, or `None`.
    pub deleted_at: Option<f64>,
    /// How many texts are offered as recovered.
    pub recovered: usize,
    /// The SHA-256 digest of its text.
    pub digest: String,
}

/// A case as it was last saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    /// The file's text.
    pub text: String,
    /// The revision to give as parent of the next save.
    pub revision: u64,
    /// When it was saved, in milliseconds since 1970 began.
    pub saved_at: f64,
    /// The file that holds it too.
    pub file: Option<FileMark>,
    /// What was left over beside it; most likely damaged, so it may not load.
    pub recovered: Vec<Kept>,
    /// The steps of undo that were kept with it.
    pub undo: UndoSteps,
}

/// What the list of cases is to say of a save.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Label {
    /// The case's title.
    pub title: String,
    /// One line on what it holds.
    pub holds: String,
    /// How many entries its log has.
    pub entries: u64,
    /// How many of them are changes: having looked at a ranking is none.
    pub n_changes: u64,
}

/// What a save gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Saved {
    /// The revision to give as parent of the next save.
    pub revision: u64,
    /// When it was saved, in milliseconds since 1970 began.
    pub saved_at: f64,
}
