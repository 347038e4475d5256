//! `LoadError`: why a file was not opened, in words that say what to do and, where it is a Weighbridge file, name the place.

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
        /// Whether it begins as every case does, with an opening brace.
        begins_well: bool,
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
            _ => LoadError::NotJson { line, column, reason: reason_of(error), begins_well: true },
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
            // Each of these is a file of another program.
            LoadError::NotText { .. } | LoadError::NotWeighbridge | LoadError::NotJson { begins_well: false, .. } => {
                f.write_str("it is not a Weighbridge file. Weighbridge opens the .json files it saves")
            }
            LoadError::TooLarge { bytes, limit } => {
                let mebibytes = |bytes: &usize| bytes.div_ceil(1024 * 1024);
                write!(f, "it has {} MB, and a case has at most {} MB", mebibytes(bytes), mebibytes(limit))
            }
            LoadError::Truncated { line: 1, column: 0 } => f.write_str("it is empty"),
            LoadError::Truncated { line, .. } => {
                write!(f, "it is cut off at line {line}. Copy or download it again")
            }
            LoadError::NotJson { line, column, .. } => {
                write!(f, "its text is damaged at line {line}, column {column}. Copy or download it again")
            }
            LoadError::Exported => {
                f.write_str("it is a committee file, not a case. “Read and check a committee file” on Home reads it")
            }
            LoadError::TooNew { found, supported } => {
                write!(
                    f,
                    "it was saved by a newer Weighbridge (format {found}; this one reads up to format {supported})"
                )
            }
            LoadError::Invalid { path, reason } => {
                write!(f, "it is damaged, or was changed by hand ({path}{})", what_is_needed(reason))
            }
        }
    }
}

/// Returns what a place needs, as it follows its path: the readers of types say what they expected and what they found.
fn what_is_needed(reason: &str) -> String {
    let found = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant "]
        .iter()
        .find_map(|kind| reason.strip_prefix(kind)?.split_once(", expected "));
    match (found, reason.strip_prefix("expected "), reason.strip_prefix("missing field ")) {
        (Some((found, needed)), ..) => format!(" needs {}, found {found}", plain(needed)),
        (_, Some(needed), _) => format!(" needs {}", plain(needed)),
        (.., Some(member)) => format!(" needs the member {member}"),
        _ => format!(": {reason}"),
    }
}

/// Returns what is needed, with the name that people have for a type of this program.
fn plain(needed: &str) -> &str {
    match needed {
        "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of 0 or more",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "a string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "members in braces",
        needed => needed,
    }
}

impl std::error::Error for LoadError {}

#[cfg(test)]
mod tests {
    use super::LoadError;
    use crate::file::load;

    fn words(bytes: &[u8]) -> String {
        load(bytes).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn a_file_of_another_program_is_told_in_plain_words() {
        let other = "it is not a Weighbridge file. Weighbridge opens the .json files it saves";
        for bytes in [
            b"PK\x03\x04\xff\xfe".as_slice(),
            b"Option,Score\nA,3\n",
            b"\"Option\",\"A\"",
            b"1,2",
            b"{\"a\": 1}",
            b"[]",
            b"<html>",
        ] {
            assert_eq!(words(bytes), other, "{}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(words(b""), "it is empty");
        assert_eq!(words(b"{\n\"format\": "), "it is cut off at line 2. Copy or download it again");
        assert_eq!(words(b"{\n  !"), "its text is damaged at line 2, column 3. Copy or download it again");
    }

    #[test]
    fn a_damaged_place_says_what_it_needs() {
        let words = |reason: &str| LoadError::invalid("case.title", reason).to_string();
        let said = |needs: &str| format!("it is damaged, or was changed by hand (case.title{needs})");
        assert_eq!(words("expected a name, found 5"), said(" needs a name, found 5"));
        assert_eq!(words("invalid type: integer `5`, expected a string"), said(" needs a text, found integer `5`"));
        assert_eq!(words("missing field `id`"), said(" needs the member `id`"));
        assert_eq!(
            words("there can be at most 2 of these, found 3"),
            said(": there can be at most 2 of these, found 3")
        );
    }
}
