//! One round of a workshop: what was asked, what came in, and what was settled. Before it is revealed it holds no answer.

use super::question::Question;
use super::reply::{Replies, Reply};
use crate::finite::Finite;
use crate::id::{ParticipantId, RoundId};
use crate::limits::{ANSWERS, BALLOTS};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One question that was put to everybody at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Round {
    /// Issued by the case.
    pub id: RoundId,
    /// 1 for the first time that the question is put, 2 for the second, and so on.
    pub turn: u32,
    /// What is asked.
    pub asks: Question,
    /// SHA-256 of the question as people read it when the round was opened.
    pub asked: String,
    /// How many seats had a vote then.
    pub expected: u32,
    /// How far it has come.
    pub state: RoundState,
    /// True for a round that was played through to try it: nothing of it counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rehearsal: bool,
    /// The ballots, once they are revealed, in order of their answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<RevealedBallot>,
    /// How many seats handed none in; they are absent, and no answer of theirs is 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub absent: u32,
    /// By which routes ballots came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<(Route, u32)>,
    /// A mark for each ballot that counted, by which it is known again and tied to no answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    /// SHA-256 of the ballots with a salt that the case does not hold.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seal: String,
    /// How many answers moved since the round before; absent in a first round, and where fewer than five handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// How many ballots were corrected against their slips after the reveal, because they had been mistyped.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub corrected: u32,
    /// What is left of the answers once the ballots are forgotten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Summary>,
    /// How alike people ordered what was asked about, once the ballots are forgotten: Kendall's W, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concordance: Option<Finite>,
    /// What was settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<Settled>,
    /// Why it was discarded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub discarded: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// How far a round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Ballots are handed in, and nobody sees one.
    Open,
    /// The room has seen the answers.
    Revealed,
    /// All that was asked about has been settled.
    Settled,
    /// It does not count, and the reason is recorded.
    Discarded,
}

impl RoundState {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RoundState::Open => "open",
            RoundState::Revealed => "revealed",
            RoundState::Settled => "settled",
            RoundState::Discarded => "discarded",
        }
    }
}

/// The answers of one person, once the room has seen them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RevealedBallot {
    /// What was answered, by what it is about.
    pub answers: Replies,
    /// In which role; only where the room agreed on that before the first ballot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How a ballot came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Typed from a slip of paper.
    Typed,
    /// Read out as a short code.
    ShortCode,
    /// Pasted from a message.
    Pasted,
    /// Opened from a file.
    File,
    /// Read by a camera.
    Camera,
}

/// How many answers moved between two rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Moved {
    /// How many went up.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub up: u32,
    /// How many went down.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub down: u32,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What is known of the answers about one thing without the ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Summary {
    /// What it is about.
    pub of: u32,
    /// How many gave points, or chose it.
    pub n: u32,
    /// How many said that it is not theirs to judge.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub abstained: u32,
    /// How many said that the evidence is missing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_known: u32,
    /// The middle of the points; absent where fewer than five gave points, and in two camps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Finite>,
    /// Lower and upper quartile; absent where fewer than five gave points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quartiles: Option<(Finite, Finite)>,
    /// What the points look like; absent where fewer than five gave points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Looks>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What points look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    /// All within a small range.
    Close,
    /// A wide gap with two or more on each side.
    TwoCamps,
    /// A wide gap with one by itself.
    OneApart,
    /// Neither close nor divided.
    Spread,
}

impl Looks {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Looks::Close => "close",
            Looks::TwoCamps => "two camps",
            Looks::OneApart => "one apart",
            Looks::Spread => "spread",
        }
    }
}

/// A figure that the room settled on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Settled {
    /// What it is about.
    pub of: u32,
    /// Points, 0 to 100.
    pub figure: Finite,
    /// How it was come by.
    pub how: How,
    /// Why; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Whether the quartiles of the ballots stand as the range of the score.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_range: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How a figure was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The answers were close, and their middle was taken without discussion.
    Close,
    /// After discussion.
    AfterDiscussion,
    /// After a second round.
    SecondRound,
    /// By the chair, where the room did not agree.
    Chair,
    /// No answer of the room could change who leads, and the middle was taken without discussion.
    NoEffect,
}

impl How {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            How::Close => "taken without discussion",
            How::AfterDiscussion => "after discussion",
            How::SecondRound => "after a second round",
            How::Chair => "settled by the chair",
            How::NoEffect => "taken without discussion, as it cannot change who leads",
        }
    }
}

impl Round {
    /// Returns a round that was opened just now: its id, which time the question is put, what is asked, the digest of that,
    /// and how many seats have a vote.
    #[must_use]
    pub fn opened(id: RoundId, turn: u32, asks: Question, asked: String, expected: u32) -> Round {
        Round {
            id,
            turn,
            asks,
            asked,
            expected,
            state: RoundState::Open,
            rehearsal: false,
            ballots: Vec::new(),
            absent: 0,
            came: Vec::new(),
            heard: Vec::new(),
            seal: String::new(),
            moved: None,
            corrected: 0,
            summary: Vec::new(),
            concordance: None,
            settled: Vec::new(),
            discarded: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns whether the room has seen the answers and they count: it is no rehearsal, and was not discarded.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.rehearsal && matches!(self.state, RoundState::Revealed | RoundState::Settled)
    }

    /// Returns whether it may still take ballots.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == RoundState::Open
    }

    /// Returns how many handed a ballot in; known once it is revealed.
    #[must_use]
    pub fn n_handed_in(&self) -> u32 {
        self.expected.saturating_sub(self.absent)
    }

    /// Returns the figure that something was settled at.
    #[must_use]
    pub fn settled(&self, of: u32) -> Option<&Settled> {
        self.settled.iter().find(|settled| settled.of == of)
    }

    /// Returns what a round of a file does not obey, if anything.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let items: HashSet<u32> = self.asks.items().into_iter().collect();
        if items.len() != self.asks.items().len() || items.is_empty() {
            return Some("expected each thing that is asked about once, and at least one");
        }
        if !(1..=9).contains(&self.turn) || self.asked.len() != 64 {
            return Some("expected a turn from 1 to 9 and the digest of the question");
        }
        let is_silent = self.ballots.is_empty() && self.summary.is_empty() && self.seal.is_empty();
        if self.is_open() && !(is_silent && self.heard.is_empty() && self.settled.is_empty()) {
            return Some("expected no answers in a round that is open");
        }
        if self.ballots.len() > BALLOTS || items.len() > ANSWERS {
            return Some("expected at most 200 ballots and 300 things that are asked about");
        }
        if self.ballots.iter().any(|ballot| self.asks.unfit(&ballot.answers).is_some()) {
            return Some("expected answers to what is asked, one for each thing");
        }
        if self.absent > self.expected || self.ballots.len() > self.expected as usize {
            return Some("expected no more ballots and no more absent than seats with a vote");
        }
        let mut settled = HashSet::new();
        let is_fair = |one: &Settled| items.contains(&one.of) && (0.0..=100.0).contains(&one.figure.get());
        if !self.settled.iter().all(|one| is_fair(one) && settled.insert(one.of)) {
            return Some("expected one settled figure from 0 to 100 for each thing that is asked about");
        }
        let in_order = |one: &Summary| one.quartiles.is_none_or(|(low, high)| low <= high);
        if !self.summary.iter().all(|one| items.contains(&one.of) && in_order(one)) {
            return Some("expected quartiles in order, of what is asked about");
        }
        let is_reasoned = (self.state == RoundState::Discarded) != self.discarded.is_empty();
        (!is_reasoned).then_some("expected a reason where a round is discarded, and nowhere else")
    }
}

/// Returns answers in order of what they are about.
pub(super) fn in_order(mut replies: Replies) -> Replies {
    replies.sort_unstable();
    replies
}

/// Returns ballots in order of their answers, so that the order says nothing of who handed them in.
pub(super) fn by_answers(mut ballots: Vec<RevealedBallot>) -> Vec<RevealedBallot> {
    let key =
        |ballot: &RevealedBallot| -> (Vec<(u32, Reply)>, Option<ParticipantId>) { (ballot.answers.clone(), ballot.by) };
    ballots.sort_by_cached_key(key);
    ballots
}
