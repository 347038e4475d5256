//! What a ballot box gives away when a round is revealed. Only a box makes one.

use super::round::{Moved, RevealedBallot, Round, RoundState, Route};
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
