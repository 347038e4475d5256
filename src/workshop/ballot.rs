//! A ballot on its way: what one person answers to one or more rounds, before any box has taken it.

use super::reply::Replies;
use super::token::{Token, Voter};
use crate::id::{ParticipantId, RoundId};

/// What one person hands in.
#[derive(Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The workshop that it is for.
    pub session: Token,
    /// Who hands it in.
    pub voter: Voter,
    /// 1 for the first, and one more each time that it is changed.
    pub revision: u32,
    /// In which role; counts only where the room agreed to show answers by role.
    pub by: Option<ParticipantId>,
    /// The answers, one part for each round.
    pub parts: Vec<BallotPart>,
}

/// What one person answers to one round.
#[derive(Clone, PartialEq, Eq)]
pub struct BallotPart {
    /// The round.
    pub round: RoundId,
    /// The digest of the question as it stood before them: all 64 hexadecimal digits, or as many of the first as their route
    /// has room for, at least 5.
    pub asked: String,
    /// The answers.
    pub replies: Replies,
}

impl BallotPart {
    /// The fewest digits of a question's digest that tell it.
    pub const FEWEST_DIGITS: usize = 5;

    /// Returns whether it answers the question that has this digest.
    #[must_use]
    pub fn answers(&self, asked: &str) -> bool {
        self.asked.len() >= BallotPart::FEWEST_DIGITS && asked.starts_with(&self.asked)
    }
}
