//! The sealed archive: the ballots of a workshop with the salt of their seals, in a file apart from the case and from every
//! committee file. Whoever has it can check that the seals of a record are those of these ballots.

use super::refused::Refused;
use super::reply::Replies;
use super::round::{RevealedBallot, Round};
use super::seal::{Salt, seal};
use super::session::Session;
use super::token::Token;
use crate::id::{ParticipantId, RoundId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// The name that an archive's file carries.
pub const ARCHIVE_FORMAT: &str = "weighbridge-sealed-ballots";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Archive {
    format: String,
    version: u64,
    session: Token,
    salt: Salt,
    rounds: Vec<ArchivedRound>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedRound {
    round: RoundId,
    ballots: Vec<ArchivedBallot>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivedBallot {
    answers: Replies,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<ParticipantId>,
}

/// How an archive stands to the seal of one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealCheck {
    /// The ballots of the archive are those that were sealed.
    Holds,
    /// They are not.
    Broken,
    /// The archive has no ballots of this round.
    Missing,
}

/// Returns the sealed archive of a workshop as the text of a file: the ballots of every round that was revealed, in order of
/// their answers, and the salt.
#[must_use]
pub fn archive(session: &Session, salt: Salt) -> String {
    let ballot = |ballot: &RevealedBallot| ArchivedBallot { answers: ballot.answers.clone(), by: ballot.by };
    let round = |round: &Round| ArchivedRound { round: round.id, ballots: round.ballots.iter().map(ballot).collect() };
    let archive = Archive {
        format: ARCHIVE_FORMAT.to_owned(),
        version: 1,
        session: session.token,
        salt,
        rounds: session.rounds.iter().filter(|round| !round.seal.is_empty()).map(round).collect(),
    };
    // Written to memory with text keys and whole numbers, which cannot fail.
    serde_json::to_string_pretty(&archive).unwrap_or_default() + "\n"
}

/// Returns, for each round and its seal, whether an archive has the ballots that were sealed. Who has the case says which
/// workshop it is; who has a committee file alone has only the seals.
///
/// # Errors
/// [`Refused`] where the text is no archive, of a newer version, damaged, or of another workshop.
///
/// # Example
/// ```
/// use weighbridge::id::{AppraisalId, RoundId, SessionId};
/// use weighbridge::workshop::{Salt, SealCheck, Session, Token, archive, check_archive};
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// let text = archive(&session, Salt::of_bits(7));
/// let found = check_archive(&text, Some(session.token), &[(RoundId(10), "a seal")]);
/// assert_eq!(found, Ok(vec![SealCheck::Missing]));
/// ```
pub fn check_archive(text: &str, session: Option<Token>, seals: &[(RoundId, &str)]) -> Result<Vec<SealCheck>, Refused> {
    let archive: Archive = serde_json::from_str(text).map_err(|error| Refused::Damaged {
        place: format!("line {}, column {}", error.line(), error.column()),
        reason: "it is not as it was written".to_owned(),
    })?;
    if archive.format != ARCHIVE_FORMAT {
        return Err(Refused::NoBallot);
    }
    if archive.version > 1 {
        return Err(Refused::TooNew { found: archive.version });
    }
    if session.is_some_and(|session| archive.session != session) {
        return Err(Refused::OtherSession);
    }
    let of = |(id, expected): &(RoundId, &str)| {
        let Some(round) = archive.rounds.iter().find(|round| round.round == *id) else { return SealCheck::Missing };
        let ballot = |ballot: &ArchivedBallot| RevealedBallot {
            answers: ballot.answers.clone(),
            by: ballot.by,
            unknown: Unknown::new(),
        };
        let ballots: Vec<RevealedBallot> = round.ballots.iter().map(ballot).collect();
        if seal(*id, &ballots, archive.salt) == *expected { SealCheck::Holds } else { SealCheck::Broken }
    };
    Ok(seals.iter().map(of).collect())
}
