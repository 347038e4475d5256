//! The ballot box: sealed ballots, and which of them are one person's. Nothing of it is in a case before the reveal.
//!
//! Its fields are private, it cannot be printed, and only this folder writes it down ([`BallotBox::text`]), for a storage
//! record of its own that is overwritten and never logged. What a room may see of it are [`BoxCounts`].
//!
//! ```compile_fail
//! # let sealed = weighbridge::workshop::BallotBox::new(weighbridge::workshop::Token::of_bits(1));
//! println!("{sealed:?}"); // A box cannot be printed.
//! ```
//!
//! ```compile_fail
//! # let sealed = weighbridge::workshop::BallotBox::new(weighbridge::workshop::Token::of_bits(1));
//! serde_json::to_string(&sealed); // Nor saved as a part of anything else.
//! ```

mod correct;
mod outcome;
mod people;
mod stored;

pub use outcome::{BoxCounts, NotRevealed, Taken};

use super::ballot::{Ballot, BallotPart};
use super::poured::Poured;
use super::refused::Refused;
use super::reply::Replies;
use super::round::{Moved, RevealedBallot, Round, RoundState, Route, by_answers, in_order};
use super::seal::{Salt, seal};
use super::session::{Participant, Privacy, Session};
use super::token::{Token, Voter, hashed};
use crate::id::{ParticipantId, RoundId};
use crate::limits::{ANSWERS, BALLOTS, ROUNDS};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What one person answered to one round.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Slip {
    revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<ParticipantId>,
    answers: Replies,
}

/// The ballots of one round: of each person all that have their highest revision, each with the first of its routes.
#[derive(Clone)]
struct Held {
    asked: String,
    is_revealed: bool,
    voters: BTreeMap<Voter, BTreeMap<Slip, Route>>,
}

/// Sealed ballots of one workshop.
#[derive(Clone)]
pub struct BallotBox {
    session: Token,
    salt: Option<Salt>,
    rounds: BTreeMap<RoundId, Held>,
}

impl BallotBox {
    /// Returns an empty box, as a machine has it that collects ballots and does not reveal.
    #[must_use]
    pub fn new(session: Token) -> BallotBox {
        BallotBox { session, salt: None, rounds: BTreeMap::new() }
    }

    /// Returns an empty box of the machine that reveals, with the salt of its seals: 128 bits of chance.
    #[must_use]
    pub fn with_salt(session: Token, salt: Salt) -> BallotBox {
        BallotBox { salt: Some(salt), ..BallotBox::new(session) }
    }

    /// Returns the workshop that it is of.
    #[must_use]
    pub fn session(&self) -> Token {
        self.session
    }

    /// Returns the salt of its seals.
    #[must_use]
    pub fn salt(&self) -> Option<Salt> {
        self.salt
    }

    /// Takes a ballot, part by part, and returns what became of each part. Who may vote is said by the workshop.
    ///
    /// # Errors
    /// [`Refused`] where nothing of it can be taken; within the list, where one part cannot.
    pub fn take(
        &mut self,
        session: &Session,
        participants: &[impl AsRef<Participant>],
        ballot: &Ballot,
        route: Route,
    ) -> Result<Vec<Result<Taken, Refused>>, Refused> {
        if ballot.session != self.session || session.token != self.session {
            return Err(Refused::OtherSession);
        }
        let longest = ballot.parts.iter().map(|part| part.replies.len()).max().unwrap_or(0);
        if ballot.parts.len() > ROUNDS {
            return Err(Refused::TooLong { found: ballot.parts.len(), most: ROUNDS });
        }
        if longest > ANSWERS {
            return Err(Refused::TooLong { found: longest, most: ANSWERS });
        }
        let by = match session.privacy {
            // A role that nobody asked for is kept nowhere.
            Privacy::Unnamed => None,
            Privacy::ByRole => {
                let has_vote = |id: &ParticipantId| {
                    let known = participants.iter().map(AsRef::as_ref).find(|one| one.id == *id);
                    session.present.contains(id) && known.is_some_and(|one| one.votes)
                };
                Some(ballot.by.filter(has_vote).ok_or(Refused::NoVote)?)
            }
        };
        // A role is one person, by whichever device.
        let voter = by.map_or(ballot.voter, |id| Voter::of_role(self.session, id));
        let parts = ballot.parts.iter().enumerate();
        let slip = |part: &BallotPart| Slip { revision: ballot.revision, by, answers: in_order(part.replies.clone()) };
        Ok(parts.map(|(at, part)| self.take_part(session, voter, (at, part), slip(part), route)).collect())
    }

    fn take_part(
        &mut self,
        session: &Session,
        voter: Voter,
        (at, part): (usize, &BallotPart),
        slip: Slip,
        route: Route,
    ) -> Result<Taken, Refused> {
        let round = session.round(part.round).ok_or(Refused::OtherQuestion { part: at })?;
        match round.state {
            RoundState::Open => {}
            // A ballot that counted is known again, and said to be here; any other one is late.
            RoundState::Revealed | RoundState::Settled => {
                let is_here = round.heard.contains(&heard(self.session, round.id, voter));
                let held = self.rounds.get(&round.id).and_then(|held| held.voters.get(&voter));
                let is_same = held.is_none_or(|slips| slips.contains_key(&slip));
                return if is_here && is_same { Ok(Taken::Again) } else { Err(Refused::Late { part: at }) };
            }
            RoundState::Discarded => return Err(Refused::Discarded { part: at }),
        }
        if !part.answers(&round.asked) {
            return Err(Refused::QuestionChanged { part: at });
        }
        if let Some(unfit) = round.asks.unfit(&part.replies) {
            return Err(Refused::Unfit { part: at, answer: unfit.at, expected: unfit.expected });
        }
        let held = self.rounds.entry(round.id).or_insert_with(|| Held {
            asked: round.asked.clone(),
            is_revealed: false,
            voters: BTreeMap::new(),
        });
        if held.is_revealed {
            return Err(Refused::Late { part: at });
        }
        if held.voters.len() >= BALLOTS && !held.voters.contains_key(&voter) {
            return Err(Refused::Full);
        }
        let slips = held.voters.entry(voter).or_default();
        let newest = slips.keys().map(|slip| slip.revision).max();
        let taken = match newest {
            None => Taken::New,
            Some(newest) if newest > slip.revision => Taken::Older,
            Some(newest) if newest < slip.revision => Taken::Replaced,
            Some(_) if slips.contains_key(&slip) => Taken::Again,
            Some(_) => Taken::Conflicting,
        };
        join(slips, [(slip, route)]);
        Ok(taken)
    }

    /// Adds what lies in another box of the same workshop: of each person the ballots of the highest revision. In whichever
    /// order and however often boxes are joined, the outcome is the same, to the byte.
    ///
    /// # Errors
    /// [`Refused::OtherSession`]; [`Refused::QuestionChanged`] where a round asks something else there;
    /// [`Refused::Late`] where a round that was revealed here or there has other ballots in the other box. This box is then
    /// as it was. The place of a round is its place among those of the other box.
    ///
    /// # Reference
    /// Shapiro, Preguiça, Baquero and Zawirski (2011), *Conflict-free replicated data types* (a join semilattice).
    pub fn merge(&mut self, other: &BallotBox) -> Result<(), Refused> {
        if other.session != self.session {
            return Err(Refused::OtherSession);
        }
        let mut rounds = self.rounds.clone();
        for (part, (id, theirs)) in other.rounds.iter().enumerate() {
            let Some(held) = rounds.get_mut(id) else {
                rounds.insert(*id, theirs.clone());
                continue;
            };
            if held.asked != theirs.asked {
                return Err(Refused::QuestionChanged { part });
            }
            let before = held.voters.clone();
            for (voter, slips) in &theirs.voters {
                let all = slips.iter().map(|(slip, route)| (slip.clone(), *route));
                join(held.voters.entry(*voter).or_default(), all);
            }
            let is_moved =
                (held.is_revealed && held.voters != before) || (theirs.is_revealed && held.voters != theirs.voters);
            if is_moved {
                return Err(Refused::Late { part });
            }
            held.is_revealed |= theirs.is_revealed;
        }
        self.rounds = rounds;
        self.salt = self.salt.max(other.salt);
        Ok(())
    }

    /// Returns how many ballots of a round lie here. A seat with two different ballots of one revision has handed in none.
    #[must_use]
    pub fn counts(&self, round: &Round) -> BoxCounts {
        let n = self.counted(round.id).count();
        BoxCounts { handed_in: u32::try_from(n).unwrap_or(u32::MAX), expected: round.expected }
    }

    /// Returns how many seats have two different ballots of one revision.
    #[must_use]
    pub fn n_conflicting(&self, round: RoundId) -> u32 {
        let voters = self.rounds.get(&round).into_iter().flat_map(|held| held.voters.values());
        u32::try_from(voters.filter(|slips| slips.len() > 1).count()).unwrap_or(u32::MAX)
    }

    /// Returns whether somebody has handed in a ballot of a round that counts; what stands on it is not told.
    #[must_use]
    pub fn has(&self, round: RoundId, voter: Voter) -> bool {
        self.counted(round).any(|(one, ..)| one == voter)
    }

    /// Returns the revision of the newest ballot of a round that somebody has handed in; 0 where there is none.
    #[must_use]
    pub fn revision(&self, round: RoundId, voter: Voter) -> u32 {
        let slips = self.rounds.get(&round).and_then(|held| held.voters.get(&voter));
        slips.into_iter().flatten().map(|(slip, _)| slip.revision).max().unwrap_or(0)
    }

    /// Empties rounds, as they are when they are opened: an id that undo has freed may name another question now.
    pub fn begin(&mut self, rounds: &[RoundId]) {
        self.rounds.retain(|id, _| !rounds.contains(id));
    }

    /// Returns the box of a workshop that is over: without ballots, so that nothing ties the answers of one person together
    /// any more, and with the salt, so that the seals can still be checked.
    #[must_use]
    pub fn emptied(&self) -> BallotBox {
        BallotBox { rounds: BTreeMap::new(), ..self.clone() }
    }

    /// Pours rounds out, all or none. Their ballots stay here, so that later rounds can be compared with them, but take no
    /// more. `without_missing` says that seats that have not handed in are absent, once somebody was told.
    ///
    /// # Errors
    /// [`NotRevealed`]; the box is then as it was.
    pub fn reveal(
        &mut self,
        session: &Session,
        rounds: &[RoundId],
        holder: &str,
        without_missing: bool,
    ) -> Result<Vec<Poured>, NotRevealed> {
        let Some(salt) = self.salt.filter(|_| session.holder == holder && session.token == self.session) else {
            return Err(NotRevealed::OtherMachine);
        };
        let mut poured = Vec::with_capacity(rounds.len());
        for id in rounds {
            let round = session.round(*id).filter(|round| round.is_open()).ok_or(NotRevealed::NotOpen)?;
            let (counts, n_conflicting) = (self.counts(round), self.n_conflicting(*id));
            if counts.handed_in > counts.expected {
                return Err(NotRevealed::TooMany { n: counts.handed_in - counts.expected });
            }
            if n_conflicting > 0 && !without_missing {
                return Err(NotRevealed::Conflicting { n: n_conflicting });
            }
            if !(counts.all_in() || without_missing) {
                return Err(NotRevealed::Missing { n: counts.missing() });
            }
            poured.push(self.poured(session, round, salt, counts));
        }
        for id in rounds {
            if let Some(held) = self.rounds.get_mut(id) {
                held.is_revealed = true;
            }
        }
        Ok(poured)
    }

    fn poured(&self, session: &Session, round: &Round, salt: Salt, counts: BoxCounts) -> Poured {
        let ballot =
            |slip: &Slip| RevealedBallot { answers: slip.answers.clone(), by: slip.by, unknown: Unknown::new() };
        let ballots = by_answers(self.counted(round.id).map(|(_, slip, _)| ballot(slip)).collect());
        let mut came: BTreeMap<Route, u32> = BTreeMap::new();
        self.counted(round.id).for_each(|(_, _, route)| *came.entry(route).or_default() += 1);
        let marks: BTreeSet<String> =
            self.counted(round.id).map(|(voter, ..)| heard(self.session, round.id, voter)).collect();
        Poured {
            session: self.session,
            round: round.id,
            asked: round.asked.clone(),
            seal: seal(round.id, &ballots, salt),
            ballots,
            absent: counts.missing(),
            came: came.into_iter().collect(),
            heard: marks.into_iter().collect(),
            moved: self.moved(session, round),
        }
    }

    /// Returns how many answers moved since the round before; `None` where fewer than five handed in, as one in four can be
    /// told.
    fn moved(&self, session: &Session, round: &Round) -> Option<Moved> {
        let before = session.round_before(round)?;
        if self.counted(round.id).count() < Session::FEWEST {
            return None;
        }
        let old: BTreeMap<Voter, &Slip> = self.counted(before.id).map(|(voter, slip, _)| (voter, slip)).collect();
        let mut moved = Moved::default();
        for (voter, slip, _) in self.counted(round.id) {
            let Some(old) = old.get(&voter) else { continue };
            for (item, reply) in &slip.answers {
                let was = old.answers.iter().find(|(of, _)| of == item).and_then(|(_, reply)| reply.points());
                let Some((was, is)) = was.zip(reply.points()) else { continue };
                moved.up += u32::from(is > was);
                moved.down += u32::from(is < was);
            }
        }
        Some(moved)
    }

    /// Returns the ballots of a round that count.
    fn counted(&self, round: RoundId) -> impl Iterator<Item = (Voter, &Slip, Route)> {
        let voters = self.rounds.get(&round).into_iter().flat_map(|held| &held.voters);
        voters
            .filter(|(_, slips)| slips.len() == 1)
            .flat_map(|(voter, slips)| slips.iter().map(move |(slip, route)| (*voter, slip, *route)))
    }
}

/// Adds slips to those of one person: those of the highest revision stay, each with the first of its routes.
fn join(slips: &mut BTreeMap<Slip, Route>, others: impl IntoIterator<Item = (Slip, Route)>) {
    for (slip, route) in others {
        let kept = slips.entry(slip).or_insert(route);
        *kept = route.min(*kept);
    }
    let newest = slips.keys().map(|slip| slip.revision).max();
    slips.retain(|slip, _| Some(slip.revision) == newest);
}

/// Returns the mark by which a ballot that counted is known again: it depends on who handed it in and on nothing that they
/// answered.
fn heard(session: Token, round: RoundId, voter: Voter) -> String {
    let parts = [session.to_string(), round.to_string(), voter.to_string()];
    format!("{:016x}", hashed("heard", &parts.each_ref().map(String::as_str), 64))
}
