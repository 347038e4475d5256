//! Cases in this browser: a journal in IndexedDB with a read-back after every save.
//!
//! Which record counts and which save is refused is decided by `weighbridge::journal`. Texts are kept as they are given:
//! nothing here parses them. This is the door: what goes in and comes out is in `record`, each kind of work in a file of its own.

pub(crate) use super::database::persist;
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::database::usage;
pub(crate) use super::forget::{Forgotten, delete, forget, forget_all, purge, restore};
pub(crate) use super::heads::{list, mark_file};
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::kept::discard;
pub(crate) use super::kept::{everything, history_of, kept_text};
pub(crate) use super::known::let_go;
pub(crate) use super::read::{claim, read};
#[allow(unused_imports, reason = "the tests of storage use it")]
pub(crate) use super::record::Saved;
pub(crate) use super::record::{
    CaseSummary, FileMark, Kept, KeptId, KeptPlace, Label, Stored, Text, UndoSteps, UndoTail,
};
#[allow(unused_imports, reason = "the tests of storage use them")]
pub(crate) use super::save::write;
pub(crate) use super::save::{Save, save};
pub(crate) use super::storage_error::StorageError;
pub(crate) use weighbridge::journal::Parent;
