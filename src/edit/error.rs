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
    /// A workshop has come too far for it, or not far enough.
    Workshop(
        /// Why, and what to do.
        &'static str,
    ),
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
            EditError::NameMissing => f.write_str("enter a name"),
            EditError::NotThere { what } => write!(f, "this {what} is no longer there"),
            EditError::OutOfRange { expected } => write!(f, "enter {expected}"),
            EditError::NoDate(refused) => refused.fmt(f),
            EditError::NotAFamily => f.write_str("choose a family: a criterion that is scored holds no others"),
            EditError::IntoItself => f.write_str("choose another family: one cannot be moved into itself"),
            EditError::NotALeaf => f.write_str("choose a criterion: a family has no scale, weight or scores"),
            EditError::ReasonMissing { role } => {
                write!(f, "an appraisal without {role} needs a reason: leave the option out with its reason")
            }
            EditError::ScalesDiffer => {
                f.write_str("the two criteria are on different scales; give both the same scale, or remove one of them")
            }
            EditError::OtherMethod => f.write_str("this weight set asks for weights in another way"),
            EditError::Workshop(why) => f.write_str(why),
            EditError::TooMany(refused) => refused.fmt(f),
            EditError::ReadOnly => f.write_str("this case is open in another tab; take over to change it here"),
            EditError::NoMoreIds => f.write_str("this case can take no more items; start a new case"),
        }
    }
}

impl std::error::Error for EditError {}
