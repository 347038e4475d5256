//! Small rounds and answers for the tests of this folder.

use super::question::Question;
use super::reply::{Points, Reply};
use super::round::{RevealedBallot, Round, RoundState};
use crate::id::{AlternativeId, CriterionId, RoundId};
use crate::unknown::Unknown;

/// Returns points, 0 to 100.
pub(crate) fn points(points: u8) -> Reply {
    Points::new(points).map_or(Reply::Abstain, Reply::Points)
}

/// Returns an open round that asks about options on criterion 4.
pub(crate) fn round(id: u32, turn: u32, options: &[u32]) -> Round {
    let options = options.iter().map(|id| AlternativeId(*id)).collect();
    Round::opened(RoundId(id), turn, Question::scores(CriterionId(4), options), "0".repeat(64), 9)
}

/// Returns a round as it is revealed.
pub(crate) fn revealed(round: Round, ballots: &[&[(u32, Reply)]]) -> Round {
    let ballot =
        |answers: &&[(u32, Reply)]| RevealedBallot { answers: answers.to_vec(), by: None, unknown: Unknown::new() };
    let absent = round.expected - ballots.len() as u32;
    Round {
        state: RoundState::Revealed,
        ballots: ballots.iter().map(ballot).collect(),
        absent,
        seal: "1".repeat(64),
        ..round
    }
}
