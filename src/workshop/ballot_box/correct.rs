//! Correcting a ballot that had been mistyped, after the reveal: its slip decides. A change of mind is no correction, and
//! belongs in a second round.

use super::{BallotBox, Slip};
use crate::id::RoundId;
use crate::unknown::Unknown;
use crate::workshop::poured::Corrected;
use crate::workshop::refused::Refused;
use crate::workshop::reply::{Replies, Reply};
use crate::workshop::round::{RevealedBallot, by_answers, in_order};
use crate::workshop::seal::seal;
use crate::workshop::session::Session;
use crate::workshop::token::Voter;

impl BallotBox {
    /// Puts what a slip says about one thing in place of what was typed, and returns that for the case. What the slip says about
    /// everything else stays; without a reply the slip is blank there.
    ///
    /// # Errors
    /// As [`correct`](BallotBox::correct).
    pub fn correct_one(
        &mut self,
        session: &Session,
        round: RoundId,
        voter: Voter,
        (of, reply): (u32, Option<Reply>),
    ) -> Result<Corrected, Refused> {
        let typed = self.counted(round).find(|(one, ..)| *one == voter).map(|(_, slip, _)| slip.answers.clone());
        let mut replies = typed.ok_or(Refused::NotCounted)?;
        replies.retain(|(item, _)| *item != of);
        replies.extend(reply.map(|reply| (of, reply)));
        self.correct(session, round, voter, replies)
    }

    /// Puts what a slip says in place of what was typed from it, and returns that for the case.
    ///
    /// # Errors
    /// [`Refused::NotCounted`] where no ballot of this person counted in the round, or its ballots are forgotten, or this
    /// machine did not reveal it; [`Refused::Unfit`] where the slip answers something else.
    pub fn correct(
        &mut self,
        session: &Session,
        round: RoundId,
        voter: Voter,
        replies: Replies,
    ) -> Result<Corrected, Refused> {
        let salt = self.salt.filter(|_| session.token == self.session).ok_or(Refused::NotCounted)?;
        let round = session.round(round).filter(|round| !round.is_open() && !round.ballots.is_empty());
        let round = round.ok_or(Refused::NotCounted)?;
        if let Some(unfit) = round.asks.unfit(&replies) {
            return Err(Refused::Unfit { part: 0, answer: unfit.at, expected: unfit.expected });
        }
        let old = self.counted(round.id).find(|(one, ..)| *one == voter);
        let (old, route) = old.map(|(_, slip, route)| (slip.clone(), route)).ok_or(Refused::NotCounted)?;
        let new = Slip { revision: old.revision.saturating_add(1), by: old.by, answers: in_order(replies) };
        let revealed =
            |slip: &Slip| RevealedBallot { answers: slip.answers.clone(), by: slip.by, unknown: Unknown::new() };
        let (from, to) = (revealed(&old), revealed(&new));
        if let Some(slips) = self.rounds.get_mut(&round.id).and_then(|held| held.voters.get_mut(&voter)) {
            slips.clear();
            slips.insert(new, route);
        }
        let ballots = by_answers(self.counted(round.id).map(|(_, slip, _)| revealed(slip)).collect());
        let seal = seal(round.id, &ballots, salt);
        Ok(Corrected { session: self.session, round: round.id, from, to, seal, moved: self.moved(session, round) })
    }
}
