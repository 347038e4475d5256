//! Why a ballot was not taken. Nothing is changed then, in the box or in the case.

use std::fmt;

/// Why a ballot was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is for another workshop.
    OtherSession,
    /// It answers a question that this workshop does not ask.
    OtherQuestion {
        /// Its part, from 0.
        part: usize,
    },
    /// The question was worded anew since, or its ends were.
    QuestionChanged {
        /// Its part, from 0.
        part: usize,
    },
    /// The room has seen the answers to this question.
    Late {
        /// Its part, from 0.
        part: usize,
    },
    /// The round was discarded.
    Discarded {
        /// Its part, from 0.
        part: usize,
    },
    /// An answer does not fit what is asked.
    Unfit {
        /// Its part, from 0.
        part: usize,
        /// Its answer, from 0.
        answer: usize,
        /// What was expected there.
        expected: &'static str,
    },
    /// It has more parts or answers than any workshop asks for.
    TooLong {
        /// How many were found.
        found: usize,
        /// How many there can be.
        most: usize,
    },
    /// Its file is larger than any ballot.
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest that is read.
        most: usize,
    },
    /// The role is none with a vote in the room, or is missing where answers are shown by role.
    NoVote,
    /// No ballot of this person counted, so that none can be corrected.
    NotCounted,
    /// The round has as many ballots as it can hold.
    Full,
    /// It was made by a newer Weighbridge.
    TooNew {
        /// Its version.
        found: u64,
    },
    /// It is no ballot.
    NoBallot,
    /// It is a ballot in which something is wrong.
    Damaged {
        /// Where, for example "line 3, column 14".
        place: String,
        /// What was found or expected there.
        reason: String,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::OtherSession => f.write_str("it is for another workshop"),
            Refused::OtherQuestion { part } => {
                write!(f, "part {} answers a question that is not asked in this workshop", part + 1)
            }
            Refused::QuestionChanged { part } => write!(
                f,
                "the question of part {} was worded anew since this ballot was filled in, or an end of its scale was. Ask \
                 for a new ballot",
                part + 1
            ),
            Refused::Late { part } => write!(
                f,
                "the room has seen the question of part {}. A changed score belongs in the second round",
                part + 1
            ),
            Refused::Discarded { part } => write!(f, "the round of part {} was discarded", part + 1),
            Refused::Unfit { part, answer, expected } => {
                write!(f, "part {}, answer {}: expected {expected}", part + 1, answer + 1)
            }
            Refused::TooLong { found, most } => {
                write!(f, "it has {found} answers or parts where there can be at most {most}")
            }
            Refused::TooLarge { bytes, most } => {
                write!(f, "its file has {} kB, and a ballot has at most {} kB", bytes.div_ceil(1024), most / 1024)
            }
            Refused::NoVote => f.write_str("it names no role with a vote in this room"),
            Refused::NotCounted => f.write_str("no ballot of this seat counted here, so there is none to correct"),
            Refused::Full => f.write_str("this round has as many ballots as it can hold"),
            Refused::TooNew { found } => {
                write!(f, "it was made by a newer Weighbridge (ballot version {found}; this one reads version 1)")
            }
            Refused::NoBallot => f.write_str("it is not a ballot of Weighbridge"),
            Refused::Damaged { place, reason } => {
                write!(f, "it is damaged, or was changed by hand ({place}: {reason})")
            }
        }
    }
}

impl std::error::Error for Refused {}
