//! What can go wrong with storage in this browser, told apart by what a person has to do, in words for that person.

use super::js;
use super::record::Kept;
use std::fmt;
use wasm_bindgen::JsValue;

/// Says why storage in this browser did not do what was asked. Each variant asks something else of the person. What is
/// displayed is part of a sentence: it opens in lower case and has no full stop.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StorageError {
    /// There is no storage here: keep the work in a file.
    Unavailable,
    /// Storage is switched off for this page: allow it, or keep the work in a file.
    SwitchedOff,
    /// No room: delete cases or free disk space, and save to a file meanwhile.
    Full,
    /// Somebody else, most likely another tab, saved first: open theirs, or keep this as a copy.
    Conflict {
        /// The revision this work was made from.
        parent: u64,
        /// The newest revision that is stored.
        stored: u64,
        /// When that one was saved, in milliseconds since 1970 began; 0 when none is stored.
        saved_at: f64,
    },
    /// Another tab has taken this case over: look at theirs, or keep this as a copy.
    Superseded,
    /// What this work was made from is no longer stored, and nothing newer is: save anew, once the person agrees.
    Gone {
        /// The revision this work was made from.
        parent: u64,
        /// The newest revision that is stored; 0 for none.
        stored: u64,
    },
    /// The case stands as deleted, most likely by another tab: ask, and restore it before it is saved again.
    Deleted,
    /// What was read back is not what was written: save to a file.
    NotKept,
    /// The storage was closed or deleted while it was used: try again.
    Closed,
    /// The browser does not answer: try again. What was asked for may still happen.
    Silent,
    /// Another tab holds the storage, of an older or newer edition of this page: close it.
    InUse,
    /// A newer edition of this page has used the storage: reload.
    Newer,
    /// The program has failed and saves nothing more: reload.
    Halted,
    /// No case has this key: go back to the list.
    Missing,
    /// The case is there but not one record is whole: offer what is left of it.
    Damaged(Vec<Kept>),
    /// Anything else, with the browser's own name for it, which may be empty: try again, and save to a file if it stays.
    Unknown(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StorageError::Unavailable => "this browser offers no storage to this page",
            StorageError::SwitchedOff => "storage is switched off for this page in this browser",
            StorageError::Full => "there is no room left in this browser's storage",
            StorageError::Conflict { .. } => "another tab has saved this case since",
            StorageError::Superseded => "another tab has taken this case over",
            StorageError::Gone { stored: 0, .. } => {
                "this case is no longer in this browser's storage, which was cleared"
            }
            StorageError::Gone { .. } => "what was saved last is no longer whole in this browser's storage",
            StorageError::Deleted => "this case was deleted in another tab meanwhile",
            StorageError::NotKept => "what this browser gave back is not what was saved",
            StorageError::Closed => "this browser closed or deleted its storage meanwhile",
            StorageError::Silent => "this browser's storage does not answer",
            StorageError::InUse => "another tab with an older Weighbridge holds the storage; close that tab",
            StorageError::Newer => "a newer Weighbridge has used this storage; reload the page to get it",
            StorageError::Halted => "the program has failed and saves nothing more",
            StorageError::Missing => "this case is not in this browser; open it from its file",
            StorageError::Damaged(kept) if kept.is_empty() => "what this browser holds of it is damaged",
            StorageError::Damaged(_) => "what this browser holds of it is damaged; what is left can still be taken out",
            StorageError::Unknown(name) if name.is_empty() => "this browser's storage failed and gave no reason",
            StorageError::Unknown(name) => return write!(f, "this browser's storage failed ({name})"),
        })
    }
}

impl std::error::Error for StorageError {}

impl From<JsValue> for StorageError {
    fn from(thrown: JsValue) -> StorageError {
        let name = js::error_name(&thrown);
        match name.as_str() {
            "QuotaExceededError" => StorageError::Full,
            // Some engines have no name of their own for a full disk.
            _ if js::text(&thrown, "message").to_lowercase().contains("quota") => StorageError::Full,
            "SecurityError" | "NotAllowedError" => StorageError::SwitchedOff,
            "AbortError" | "InvalidStateError" | "TransactionInactiveError" => StorageError::Closed,
            "VersionError" => StorageError::Newer,
            _ => StorageError::Unknown(js::plain_name(&name)),
        }
    }
}

impl StorageError {
    /// Returns what is said of an opening that failed.
    pub(super) fn of_opening(thrown: &JsValue) -> StorageError {
        match js::error_name(thrown).as_str() {
            // Firefox with storage switched off, or in some private windows.
            "InvalidStateError" | "SecurityError" | "NotAllowedError" => StorageError::SwitchedOff,
            _ => thrown.clone().into(),
        }
    }
}
