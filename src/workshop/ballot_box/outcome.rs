//! What a ballot box says of itself: how many ballots lie in it, what became of one, and why it does not reveal.

use serde::{Deserialize, Serialize};

/// How many ballots lie in a box, and how many are expected: all that anybody may know of it before the reveal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxCounts {
    /// How many seats have handed in a ballot that counts.
    pub handed_in: u32,
    /// How many seats have a vote.
    pub expected: u32,
}

impl BoxCounts {
    /// Returns whether all are in.
    #[must_use]
    pub fn all_in(self) -> bool {
        self.handed_in >= self.expected
    }

    /// Returns how many are missing.
    #[must_use]
    pub fn missing(self) -> u32 {
        self.expected.saturating_sub(self.handed_in)
    }
}

/// What became of one part of a ballot that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is the first from this person.
    New,
    /// It replaces an older one of the same person.
    Replaced,
    /// It was here already.
    Again,
    /// A newer one of the same person is here, and counts.
    Older,
    /// Another one of the same person and revision is here: neither counts until a newer one decides.
    Conflicting,
}

/// Why a round is not revealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRevealed {
    /// Another machine opened the workshop.
    OtherMachine,
    /// The round is not open, or is of another workshop.
    NotOpen,
    /// Seats have not handed in, and nobody said to go on without them.
    Missing {
        /// How many.
        n: u32,
    },
    /// More ballots are in than seats have a vote, so that somebody handed in twice.
    TooMany {
        /// How many too many.
        n: u32,
    },
    /// Seats have two different ballots of one revision.
    Conflicting {
        /// How many seats.
        n: u32,
    },
}

impl std::fmt::Display for NotRevealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotRevealed::OtherMachine => f.write_str("only the machine that opened this workshop reveals"),
            NotRevealed::NotOpen => f.write_str("this round is not open"),
            NotRevealed::Missing { n } => write!(f, "{n} not in. Reveal again to go on without them"),
            NotRevealed::TooMany { n } => {
                write!(
                    f,
                    "{n} more in than seats have a vote, so somebody handed in twice. Count the room, discard this round and \
                     ask again"
                )
            }
            NotRevealed::Conflicting { n } => {
                write!(f, "{n} handed in two different ballots. Neither counts until you choose")
            }
        }
    }
}

impl std::error::Error for NotRevealed {}
