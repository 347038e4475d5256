//! The JSON format: one envelope, read strictly and written the same way every time.
//!
//! The domain types are the format's current version. Reading checks everything before anything is replaced: the text and
//! its limits, the envelope, each type, then ids, references and ranges across the case. It is done in slices ([`Reader`]),
//! so that no file holds whoever reads it. There is no I/O here, and no clock.

mod cells;
mod check;
mod check_appraisal;
mod check_programme;
mod check_workshop;
mod controls;
mod error;
mod kind;
mod pretty;
mod reader;
mod room;
mod rule;
mod scan;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod source;
mod strict;
mod syntax;
mod typed;
mod writer;

pub use crate::digest::digest;
pub use error::LoadError;
pub use reader::{Progress, Reader, ReadingStep};
pub use room::{Room, room};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use writer::{Text, Writer, Writing, Written};

use crate::case::Case;
use crate::log::{LogEntry, changes};
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
    /// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
    /// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
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

/// Returns the text of a document, in one go: JSON with two-space indents and a newline at its end. The same document always
/// gives the same bytes. [`Writer`] does the same in slices and only for what changed.
#[must_use]
pub fn save(document: &Document) -> String {
    let mut text = pretty::pretty(document, pretty::Indent(0));
    text.push('\n');
    text
}

/// Returns the document that a file holds, in one go. A byte order mark at the start is passed over. [`Reader`] does the
/// same in slices.
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
    Reader::new(bytes).finish()
}

/// Returns the document that a JSON value holds.
///
/// # Errors
/// As [`load`].
pub fn document(value: &Value) -> Result<Document, LoadError> {
    load(value.to_string().as_bytes())
}

/// Returns whether a file may be an exported appraisal, by the name of its format; whoever reads it says for certain.
///
/// # Example
/// ```
/// use weighbridge::file::is_exported;
/// assert!(is_exported(br#"{"format": "weighbridge-appraisal"}"#));
/// assert!(!is_exported(br#"{"format": "weighbridge"}"#));
/// ```
#[must_use]
pub fn is_exported(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, format!("\"{APPRAISAL_FORMAT}\"").as_bytes()).is_some()
}

/// Returns the JSON that a file holds, of whatever format, within the limits of an exported appraisal. A byte order mark at
/// the start is passed over.
///
/// # Errors
/// [`LoadError`] where the file is too large, no text, no JSON, above a limit, or has a member twice.
pub fn read_json(bytes: &[u8]) -> Result<Value, LoadError> {
    let bytes = reader::within_size(bytes)?;
    let text = std::str::from_utf8(bytes).map_err(|error| LoadError::NotText { byte: error.valid_up_to() })?;
    let mut scan = scan::Scan::new(kind::Kind::ExportFile);
    scan.run(bytes, bytes.len())?;
    scan.passed.map_or_else(|| strict::read(text), Err)
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
    let text = value.to_string();
    source::Source::new(text.as_bytes(), 0, &[]).read(String::new).map(|(found, _)| found)
}
