//! The JSON format: one envelope, read strictly and written the same way every time.
//!
//! The domain types are the format's current version. Reading checks everything before anything is replaced: the text,
//! the envelope, each type, then ids, references and ranges across the case. There is no I/O here.

mod check;
mod check_appraisal;
mod error;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod strict;
mod typed;

pub use crate::digest::digest;
pub use error::LoadError;
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;

use crate::case::Case;
use crate::history::{LogEntry, changes};
use crate::unknown::Unknown;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// The name that the envelope carries.
pub const FORMAT: &str = "weighbridge";

/// The name that the envelope of an exported appraisal carries.
pub const APPRAISAL_FORMAT: &str = "weighbridge-appraisal";

/// The newest version of the format that this program reads, and the one it writes.
pub const VERSION: u64 = 1;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Document {
    /// Always "weighbridge".
    format: String,
    /// The format's version.
    version: u64,
    /// The case.
    pub case: Case,
    /// How it came to be, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Arc<LogEntry>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Document {
    /// Returns a document of the current version.
    #[must_use]
    pub fn new(case: Case, log: Vec<Arc<LogEntry>>) -> Document {
        Document { format: FORMAT.to_owned(), version: VERSION, case, log, unknown: Unknown::new() }
    }

    /// Returns a digest of what the document says, whoever has looked at it: a ranking that was on screen is no change, so
    /// two copies of which one was only read have the same.
    ///
    /// # Example
    /// ```
    /// use weighbridge::file::Document;
    /// use weighbridge::history::{History, Stamp};
    /// use weighbridge::{case::Case, edit::{Edit, apply}};
    /// let case = apply(&Case::titled("Depots"), &Edit::AddAppraisal("Where to".into()))?;
    /// let mut history = History::new(case, Vec::new());
    /// let document = |history: &History| Document::new((**history.case()).clone(), history.log().to_vec());
    /// let opened = document(&history);
    /// history.note_ranking_shown(opened.case.appraisals[0].id, Stamp { at: "2026-11-21T14:02:11Z", by: "" });
    /// assert_ne!(document(&history), opened);
    /// assert_eq!(document(&history).content_digest(), opened.content_digest());
    /// # Ok::<(), weighbridge::edit::EditError>(())
    /// ```
    #[must_use]
    pub fn content_digest(&self) -> String {
        digest(&save(&Document { log: changes(&self.log), ..self.clone() }))
    }
}

/// Returns the text of a document: JSON with two-space indents and a newline at its end. The same document always gives
/// the same bytes.
#[must_use]
pub fn save(document: &Document) -> String {
    // Every type in a document has text keys and finite numbers, so writing to memory cannot fail; an empty text would be
    // refused on the way back and by the digest that is compared after each save.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// Returns the document that a file holds. A byte order mark at the start is passed over.
///
/// # Errors
/// [`LoadError`] names the place and what was expected there. Nothing is half-read.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, file};
/// let document = file::Document::new(Case::titled("Depot relocation"), Vec::new());
/// assert_eq!(file::load(file::save(&document).as_bytes()), Ok(document));
/// ```
pub fn load(bytes: &[u8]) -> Result<Document, LoadError> {
    document(&read_json(bytes)?)
}

/// Returns the document that a JSON value holds.
///
/// # Errors
/// As [`load`].
pub fn document(value: &Value) -> Result<Document, LoadError> {
    check_envelope(value)?;
    let document: Document = typed::read(value)?;
    check::check(&document.case)?;
    Ok(document)
}

/// Returns the JSON that a file holds, of whatever format. A byte order mark at the start is passed over.
///
/// # Errors
/// [`LoadError`] where the file is too large, no text, no JSON, or has a member twice.
pub fn read_json(bytes: &[u8]) -> Result<Value, LoadError> {
    if bytes.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge { bytes: bytes.len(), limit: LARGEST_FILE });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| LoadError::NotText { byte: error.valid_up_to() })?;
    strict::read(text)
}

/// Returns what a JSON value holds as a noun of a case, by itself: nothing is checked that stands across a case.
///
/// # Errors
/// [`LoadError`] names the place within the value.
///
/// # Example
/// ```
/// use weighbridge::{file, id::GoalId};
/// assert_eq!(file::read_part(&serde_json::json!(7)), Ok(GoalId(7)));
/// ```
pub fn read_part<T: DeserializeOwned>(value: &Value) -> Result<T, LoadError> {
    typed::read(value)
}

/// Reads format and version before anything else, so that a newer file is never half-read.
fn check_envelope(value: &Value) -> Result<(), LoadError> {
    match value.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        Some(APPRAISAL_FORMAT) => return Err(LoadError::Exported),
        _ => return Err(LoadError::NotWeighbridge),
    }
    let version = value.get("version").unwrap_or(&Value::Null);
    match version.as_u64() {
        Some(VERSION) => Ok(()),
        Some(found) if found > VERSION => Err(LoadError::TooNew { found, supported: VERSION }),
        _ => Err(LoadError::invalid("version", format!("expected {VERSION}, found {version}"))),
    }
}
