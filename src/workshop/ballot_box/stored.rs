//! How a ballot box is written down, for a storage record of its own: the same box always gives the same bytes.

use super::{BallotBox, Held, Slip};
use crate::id::{ParticipantId, RoundId};
use crate::workshop::refused::Refused;
use crate::workshop::reply::Replies;
use crate::workshop::round::Route;
use crate::workshop::seal::Salt;
use crate::workshop::token::{Token, Voter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name that a stored box carries.
const FORMAT: &str = "weighbridge-ballot-box";

#[derive(Serialize, Deserialize)]
struct StoredBox {
    format: String,
    version: u64,
    session: Token,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<Salt>,
    rounds: Vec<StoredRound>,
}

#[derive(Serialize, Deserialize)]
struct StoredRound {
    round: RoundId,
    asked: String,
    revealed: bool,
    ballots: Vec<StoredBallot>,
}

#[derive(Serialize, Deserialize)]
struct StoredBallot {
    voter: Voter,
    route: Route,
    revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<ParticipantId>,
    answers: Replies,
}

impl BallotBox {
    /// Returns the box as a text. It is for the box's own storage record and for nothing else.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::{BallotBox, Token};
    /// let sealed = BallotBox::new(Token::of_bits(1));
    /// assert_eq!(BallotBox::read(&sealed.text()).map(|found| found.text()), Ok(sealed.text()));
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        let round = |(round, held): (&RoundId, &Held)| {
            let slips = held.voters.iter().flat_map(|(voter, slips)| slips.iter().map(move |slip| (*voter, slip)));
            let ballot = |(voter, (slip, route)): (Voter, (&Slip, &Route))| StoredBallot {
                voter,
                route: *route,
                revision: slip.revision,
                by: slip.by,
                answers: slip.answers.clone(),
            };
            let ballots = slips.map(ballot).collect();
            StoredRound { round: *round, asked: held.asked.clone(), revealed: held.is_revealed, ballots }
        };
        let stored = StoredBox {
            format: FORMAT.to_owned(),
            version: 1,
            session: self.session,
            salt: self.salt,
            rounds: self.rounds.iter().map(round).collect(),
        };
        // Written to memory with text keys and whole numbers, which cannot fail.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Returns the box that a text was written from.
    ///
    /// # Errors
    /// [`Refused::NoBallot`] for the text of anything else, [`Refused::TooNew`], and [`Refused::Damaged`].
    pub fn read(text: &str) -> Result<BallotBox, Refused> {
        let stored: StoredBox = serde_json::from_str(text).map_err(|error| Refused::Damaged {
            place: format!("line {}, column {}", error.line(), error.column()),
            reason: error.to_string(),
        })?;
        if stored.format != FORMAT {
            return Err(Refused::NoBallot);
        }
        if stored.version > 1 {
            return Err(Refused::TooNew { found: stored.version });
        }
        let mut rounds = BTreeMap::new();
        for round in stored.rounds {
            let mut voters: BTreeMap<Voter, BTreeMap<Slip, Route>> = BTreeMap::new();
            for StoredBallot { voter, route, revision, by, answers } in round.ballots {
                voters.entry(voter).or_default().insert(Slip { revision, by, answers }, route);
            }
            let held = Held { asked: round.asked, is_revealed: round.revealed, voters };
            rounds.insert(round.round, held);
        }
        Ok(BallotBox { session: stored.session, salt: stored.salt, rounds })
    }
}
