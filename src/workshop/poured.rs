//! What a ballot box gives away when a round is revealed. Only a box makes one.

use super::round::{Moved, RevealedBallot, Round, RoundState, Route, by_answers};
use super::token::Token;
use crate::id::RoundId;

/// The answers of one round, without any sign of who handed them in or in which order.
///
/// [`Reveal`](crate::edit::WorkshopEdit::Reveal) puts it into the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poured {
    pub(super) session: Token,
    pub(super) round: RoundId,
    pub(super) asked: String,
    pub(super) ballots: Vec<RevealedBallot>,
    pub(super) absent: u32,
    pub(super) came: Vec<(Route, u32)>,
    pub(super) heard: Vec<String>,
    pub(super) seal: String,
    pub(super) moved: Option<Moved>,
}

impl Poured {
    /// Returns the workshop that it is of.
    #[must_use]
    pub fn session(&self) -> Token {
        self.session
    }

    /// Returns the round that it is of.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// Puts the answers into an open round. Returns whether it is the round that they are of; else nothing is changed.
    #[must_use]
    pub fn pour_into(&self, round: &mut Round) -> bool {
        if round.id != self.round || !round.is_open() || round.asked != self.asked {
            return false;
        }
        round.state = RoundState::Revealed;
        round.ballots.clone_from(&self.ballots);
        round.absent = self.absent;
        round.came.clone_from(&self.came);
        round.heard.clone_from(&self.heard);
        round.seal.clone_from(&self.seal);
        round.moved.clone_from(&self.moved);
        true
    }
}

/// One ballot that had been mistyped, as its slip says it. Only a box makes one.
///
/// [`Correct`](crate::edit::WorkshopEdit::Correct) puts it into the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    pub(super) session: Token,
    pub(super) round: RoundId,
    pub(super) from: RevealedBallot,
    pub(super) to: RevealedBallot,
    pub(super) seal: String,
    pub(super) moved: Option<Moved>,
}

impl Corrected {
    /// Returns the workshop that it is of.
    #[must_use]
    pub fn session(&self) -> Token {
        self.session
    }

    /// Returns the round that it is of.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// Puts the answers of the slip in place of those that were mistyped. Returns whether they were there; else nothing is
    /// changed.
    #[must_use]
    pub fn correct(&self, round: &mut Round) -> bool {
        let is_same = |ballot: &RevealedBallot| (&ballot.answers, ballot.by) == (&self.from.answers, self.from.by);
        let Some(at) = round.ballots.iter().position(is_same).filter(|_| round.id == self.round) else { return false };
        round.ballots[at].answers.clone_from(&self.to.answers);
        round.ballots = by_answers(std::mem::take(&mut round.ballots));
        round.corrected = round.corrected.saturating_add(1);
        round.seal.clone_from(&self.seal);
        round.moved.clone_from(&self.moved);
        true
    }
}
