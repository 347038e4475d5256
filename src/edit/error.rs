//! `EditError`: why an edit was refused.

use crate::date::entry::NoDate;
use crate::limits::TooMany;
use std::fmt;

/// Why an edit was refused. The case is then as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// A name is missing.
    NameMissing,
    /// The thing to change is no longer there.
    NotThere {
        /// What was looked for, for example "initiative".
        what: &'static str,
    },
    /// A number is outside its range.
    OutOfRange {
        /// What was expected, for example "points from 0 to 100".
        expected: &'static str,
    },
    /// A text is no date.
    NoDate(NoDate),
    /// Leaves cannot hold criteria.
    NotAFamily,
    /// A family cannot be moved into itself.
    IntoItself,
    /// Only a leaf has a scale, a weight and scores.
    NotALeaf,
    /// An option that a reader expects goes only with a reason.
    ReasonMissing {
        /// Which one, for example "business as usual".
        role: &'static str,
    },
    /// The two criteria are not scored on the same scale.
    ScalesDiffer,
    /// The weight set was elicited in another way.
    OtherMethod,
    /// More than a case may hold of something, or a longer text.
    TooMany(TooMany),
    /// Every id has been used.
    NoMoreIds,
    /// Another tab writes the case.
    ReadOnly,
}

impl From<TooMany> for EditError {
    fn from(refused: TooMany) -> EditError {
        EditError::TooMany(refused)
    }
}

impl From<NoDate> for EditError {
    fn from(refused: NoDate) -> EditError {
        EditError::NoDate(refused)
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::NameMissing => f.write_str("expected a name"),
            EditError::NotThere { what } => write!(f, "expected an existing {what}; this one has been removed"),
            EditError::OutOfRange { expected } => write!(f, "expected {expected}"),
            EditError::NoDate(refused) => refused.fmt(f),
            EditError::NotAFamily => f.write_str("expected a family of criteria, found a criterion that is scored"),
            EditError::IntoItself => f.write_str("expected another family, found the one that is being moved"),
            EditError::NotALeaf => f.write_str("expected a criterion that is scored, found a family"),
            EditError::ReasonMissing { role } => {
                write!(f, "expected a reason for an appraisal without {role}; drop the option with its reason instead")
            }
            EditError::ScalesDiffer => {
                f.write_str("expected two criteria on the same scale; give both the same scale, or remove one of them")
            }
            EditError::OtherMethod => f.write_str("expected a weight set that was elicited in this way"),
            EditError::TooMany(refused) => refused.fmt(f),
            EditError::ReadOnly => f.write_str("this case is open in another tab; take over to change it here"),
            EditError::NoMoreIds => f.write_str("expected a free id, found none; start a new case"),
        }
    }
}

impl std::error::Error for EditError {}
