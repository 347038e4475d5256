//! `LoadError`: why a file was not opened, in words that name the place and what was expected.

use serde_json::error::Category;
use std::fmt;

/// Why a file was not opened. Each variant is a different thing for the user to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Not UTF-8 text: a picture, a spreadsheet or a text in another encoding.
    NotText {
        /// Where the first byte stands that is not text.
        byte: usize,
    },
    /// Larger than any case: refused unread.
    TooLarge {
        /// The file's size.
        bytes: usize,
        /// The largest that is read.
        limit: usize,
    },
    /// Text that ends before its JSON is complete: a broken download or copy.
    Truncated {
        /// The line on which it ends, from 1.
        line: usize,
        /// The column on which it ends, from 1.
        column: usize,
    },
    /// Text that is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader met there.
        reason: String,
    },
    /// JSON of something else.
    NotWeighbridge,
    /// An exported appraisal: it is checked and never opened.
    Exported,
    /// Written by a newer Weighbridge.
    TooNew {
        /// The file's version of the format.
        found: u64,
        /// The newest that this program reads.
        supported: u64,
    },
    /// A Weighbridge file in which something is wrong.
    Invalid {
        /// The place, as a path from the top of the file; items are counted from 0.
        path: String,
        /// What was expected there.
        reason: String,
    },
}

impl LoadError {
    pub(super) fn invalid(path: impl Into<String>, reason: impl Into<String>) -> LoadError {
        LoadError::Invalid { path: path.into(), reason: reason.into() }
    }

    pub(super) fn from_json(error: &serde_json::Error) -> LoadError {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            Category::Eof => LoadError::Truncated { line, column },
            _ => LoadError::NotJson { line, column, reason: reason_of(error) },
        }
    }
}

/// Returns serde's message without the place, which is told separately.
fn reason_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotText { byte } => {
                write!(f, "expected a text file in UTF-8; byte {} is not text", byte + 1)
            }
            LoadError::TooLarge { bytes, limit } => {
                let mebibytes = |bytes: &usize| bytes.div_ceil(1024 * 1024);
                write!(f, "expected at most {} MiB, found {} MiB", mebibytes(limit), mebibytes(bytes))
            }
            LoadError::Truncated { line, column } => {
                write!(f, "the file ends at line {line}, column {column}, before its content is complete")
            }
            LoadError::NotJson { line, column, reason } => {
                write!(f, "expected JSON; line {line}, column {column}: {reason}")
            }
            LoadError::NotWeighbridge => {
                f.write_str("expected a Weighbridge file, with \"format\": \"weighbridge\" at its top")
            }
            LoadError::Exported => {
                f.write_str("this is an exported appraisal, not a case; use Check a file to work it out again")
            }
            LoadError::TooNew { found, supported } => {
                write!(
                    f,
                    "the file is in version {found} of the format; this Weighbridge reads up to version {supported}"
                )
            }
            LoadError::Invalid { path, reason } => write!(f, "{path}: {reason}"),
        }
    }
}

impl std::error::Error for LoadError {}
