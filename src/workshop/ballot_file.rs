//! A ballot as a file: JSON of its own format, `weighbridge-ballot`, version 1. It is small, and read as a whole or not at
//! all.

use super::ballot::{Ballot, BallotPart};
use super::refused::Refused;
use super::reply::Replies;
use super::token::{Token, Voter};
use crate::id::{ParticipantId, RoundId};
use crate::limits::{ANSWERS, ROUNDS};
use serde::{Deserialize, Serialize};

/// The name that a ballot's file carries.
pub const BALLOT_FORMAT: &str = "weighbridge-ballot";

/// The newest version of a ballot's file that is read, and the one that is written.
pub const BALLOT_VERSION: u64 = 1;

/// The largest file of a ballot that is read, in bytes.
pub const LARGEST_BALLOT: usize = 512 * 1024;

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct StoredBallot {
    format: String,
    version: u64,
    session: Token,
    voter: Voter,
    revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<ParticipantId>,
    parts: Vec<StoredPart>,
}

#[derive(Serialize, Deserialize)]
struct StoredPart {
    round: RoundId,
    asked: String,
    answers: Replies,
}

/// Returns a ballot as the text of its file.
///
/// # Example
/// ```
/// use weighbridge::workshop::{Ballot, Token, Voter, ballot_text, read_ballot};
/// let (session, voter) = (Token::of_bits(1), Voter::of_bits(7));
/// let ballot = Ballot { session, voter, revision: 1, by: None, parts: Vec::new() };
/// assert!(read_ballot(ballot_text(&ballot).as_bytes()).is_ok_and(|found| found == ballot));
/// ```
#[must_use]
pub fn ballot_text(ballot: &Ballot) -> String {
    let part =
        |part: &BallotPart| StoredPart { round: part.round, asked: part.asked.clone(), answers: part.replies.clone() };
    let stored = StoredBallot {
        format: BALLOT_FORMAT.to_owned(),
        version: BALLOT_VERSION,
        session: ballot.session,
        voter: ballot.voter,
        revision: ballot.revision,
        by: ballot.by,
        parts: ballot.parts.iter().map(part).collect(),
    };
    // Written to memory with text keys and whole numbers, which cannot fail.
    serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
}

/// Returns the ballot that a file holds. A byte order mark at the start is passed over. Whether it fits a workshop is found
/// when a box takes it.
///
/// # Errors
/// [`Refused`]: no ballot, a newer version, too large, or damaged at a line and column.
pub fn read_ballot(bytes: &[u8]) -> Result<Ballot, Refused> {
    if bytes.len() > LARGEST_BALLOT {
        return Err(Refused::TooLarge { bytes: bytes.len(), most: LARGEST_BALLOT });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NoBallot)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('{') {
        return Err(Refused::NoBallot);
    }
    let head: Head = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    if head.format.as_deref() != Some(BALLOT_FORMAT) {
        return Err(Refused::NoBallot);
    }
    if let Some(found) = head.version.filter(|version| *version > BALLOT_VERSION) {
        return Err(Refused::TooNew { found });
    }
    let stored: StoredBallot = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    let longest = stored.parts.iter().map(|part| part.answers.len()).max().unwrap_or(0);
    for (found, most) in [(stored.parts.len(), ROUNDS), (longest, ANSWERS)] {
        if found > most {
            return Err(Refused::TooLong { found, most });
        }
    }
    let part = |part: StoredPart| BallotPart { round: part.round, asked: part.asked, replies: part.answers };
    Ok(Ballot {
        session: stored.session,
        voter: stored.voter,
        revision: stored.revision,
        by: stored.by,
        parts: stored.parts.into_iter().map(part).collect(),
    })
}

/// Returns what is wrong and where. What the file says there is not repeated: it may be anything.
fn damaged(error: &serde_json::Error) -> Refused {
    let place = format!("line {}, column {}", error.line(), error.column());
    let message = error.to_string();
    let end = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&end).unwrap_or(&message);
    let expected = message.rfind("expected ").map(|at| &message[at..]);
    let is_ours = ["missing field ", "duplicate field "].iter().any(|start| message.starts_with(start));
    let reason = match expected {
        _ if !error.is_data() => "it is not JSON",
        Some(expected) => expected,
        None if is_ours => message,
        None => "it does not fit",
    };
    Refused::Damaged { place, reason: reason.to_owned() }
}
