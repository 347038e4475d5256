//! What goes into storage and comes out of it.

use std::sync::Arc;
use weighbridge::file::digest;

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

/// Names one kept text. It holds as long as the text is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct KeptId(pub(super) String);

/// Why a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptPlace {
    /// It is one of the two newest states.
    Slot,
    /// It is one of every 25th.
    Snapshot,
    /// It is the last state of a day.
    Day,
    /// It was damaged, or stood in the way of a save that was not made from it.
    Aside,
}

/// A text that is kept, without the text itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// The name to fetch it by.
    pub id: KeptId,
    /// The key of its case; may be empty where the record is damaged.
    pub key: String,
    /// Why it is kept.
    pub place: KeptPlace,
    /// The case's title, where it can be read.
    pub title: String,
    /// When it claims to have been saved, in milliseconds since 1970 began; 0 when it does not say.
    pub saved_at: f64,
    /// The day it claims to have been saved: "2026-11-29".
    pub day: String,
    /// The revision it claims to be.
    pub revision: u64,
    /// How long its text is, in bytes.
    pub bytes: usize,
    /// Whether it is what was once saved.
    pub is_whole: bool,
}

/// The steps that are stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UndoSteps {
    /// The number of the first.
    pub first: u64,
    /// The steps, oldest first.
    pub steps: Vec<String>,
}

/// What happened to the steps since they were stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UndoTail {
    /// How many steps stay, counted from number 0: those numbered below this. The others are taken away.
    pub keep: u64,
    /// The steps that follow them.
    pub add: Vec<String>,
}
