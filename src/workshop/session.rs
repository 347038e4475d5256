//! A workshop: who takes part, what it is about, its rounds, and what was parked and dissented from. Roles, never persons.

use super::question::Question;
use super::round::{Round, RoundState};
use super::token::Token;
use crate::date::Date;
use crate::finite::Finite;
use crate::id::{AlternativeId, AppraisalId, CriterionId, ParticipantId, RoundId, SessionId};
use crate::method::group::Thresholds;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A role that takes part in workshops; never a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Participant {
    /// Issued by the case.
    pub id: ParticipantId,
    /// The role, for example "Head of ICT".
    pub role: String,
    /// What it belongs to, for example a directorate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Whether its seat has a vote: a chair, an analyst and an observer have seats without.
    pub votes: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Session {
    /// Issued by the case.
    pub id: SessionId,
    /// How ballots on other machines name it.
    pub token: Token,
    /// A name of the machine that opened it: no other may reveal.
    pub holder: String,
    /// What it is called.
    pub title: String,
    /// When it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Date>,
    /// Where it is held.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What it is about.
    pub about: About,
    /// How what people answer is shown.
    pub privacy: Privacy,
    /// The step of the scale that is given on paper, in points.
    #[serde(default = "five")]
    pub step: u32,
    /// Answers are close where the highest is at most so many points above the lowest.
    #[serde(default = "twenty")]
    pub close: u32,
    /// A gap of so many points between neighbouring answers divides them.
    #[serde(default = "twenty_five")]
    pub gap: u32,
    /// Who is in the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<ParticipantId>,
    /// The role or body that facilitates and does not score.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facilitator: String,
    /// The guidance that is followed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// Its rounds, in the order in which they were opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Whose own figures put which option first, as counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_winners: Option<WinnerCounts>,
    /// What was left open, each with who looks after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<Parked>,
    /// Who could not agree, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissents: Vec<Dissent>,
    /// On which date the ballots are forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ballots_kept_until: Option<Date>,
    /// Whether they have been forgotten.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ballots_forgotten: bool,
    /// Whether it is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

fn five() -> u32 {
    5
}

fn twenty() -> u32 {
    20
}

fn twenty_five() -> u32 {
    25
}

/// What a workshop is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// An appraisal.
    Appraisal(AppraisalId),
}

/// How what people answer is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Without names and roles.
    #[default]
    Unnamed,
    /// By role, where the room agreed to it before the first ballot.
    ByRole,
}

impl Privacy {
    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Privacy::Unnamed => "unnamed",
            Privacy::ByRole => "by role",
        }
    }
}

/// What something said in a workshop is about: a criterion, an option, one option on one criterion, or all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct On {
    /// The criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<AlternativeId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Something that a workshop left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Parked {
    /// What it is about.
    pub on: On,
    /// What is open.
    pub what: String,
    /// The role that looks after it.
    pub owner: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What somebody could not agree to, in words that they approved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Dissent {
    /// In which role.
    pub role: String,
    /// What it is about.
    pub on: On,
    /// What they say.
    pub says: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Whose own figures put which option first, as counts: only the ballot box knows which ballots are one person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WinnerCounts {
    /// How many people's figures were looked at.
    pub n: u32,
    /// How many put each option first; who has several first is counted for each.
    pub counts: Vec<(AlternativeId, u32)>,
    /// How many of their figures are the group's, because they gave none.
    pub filled: u32,
    /// How many figures there are.
    pub n_figures: u32,
    /// How often each option leads when one person is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_each: Vec<(AlternativeId, u32)>,
    /// The share of redrawn rooms that each option leads, 0 to 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redrawn: Vec<(AlternativeId, Finite)>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Session {
    /// The fewest answers of which a record tells how they spread: of fewer, it would tell who gave them.
    pub const FEWEST: usize = 5;

    /// Returns a workshop in which nothing has happened.
    #[must_use]
    pub fn titled(id: SessionId, title: &str, about: AppraisalId, token: Token, holder: &str) -> Session {
        Session {
            id,
            token,
            holder: holder.to_owned(),
            title: title.to_owned(),
            held: None,
            place: String::new(),
            about: About::Appraisal(about),
            privacy: Privacy::Unnamed,
            step: five(),
            close: twenty(),
            gap: twenty_five(),
            present: Vec::new(),
            facilitator: String::new(),
            guidance: String::new(),
            rounds: Vec::new(),
            own_winners: None,
            parked: Vec::new(),
            dissents: Vec::new(),
            ballots_kept_until: None,
            ballots_forgotten: false,
            closed: false,
            unknown: Unknown::new(),
        }
    }

    /// Returns the appraisal that it is about.
    #[must_use]
    pub fn appraisal(&self) -> AppraisalId {
        let About::Appraisal(id) = self.about;
        id
    }

    /// Returns the round with this id.
    #[must_use]
    pub fn round(&self, id: RoundId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// Returns how far apart answers must be to be called so.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        Thresholds { close: f64::from(self.close), gap: f64::from(self.gap) }
    }

    /// Returns the newest round that counts in which an option was asked about on a criterion.
    ///
    /// # Example
    /// ```
    /// use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, SessionId};
    /// use weighbridge::workshop::{Session, Token};
    /// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
    /// assert!(session.round_of(CriterionId(4), AlternativeId(2)).is_none());
    /// ```
    #[must_use]
    pub fn round_of(&self, criterion: CriterionId, option: AlternativeId) -> Option<&Round> {
        let asks = |round: &&Round| match &round.asks {
            Question::Scores(asked) => asked.criterion == criterion && asked.options.contains(&option),
            Question::Swings(_) | Question::Biggest(_) | Question::Choice(_) => false,
        };
        self.rounds.iter().rev().filter(|round| round.counts()).find(asks)
    }

    /// Returns the newest round before this one that counts and asked the same.
    #[must_use]
    pub fn round_before(&self, round: &Round) -> Option<&Round> {
        let at = self.rounds.iter().position(|one| one.id == round.id)?;
        self.rounds[..at].iter().rev().find(|one| one.counts() && one.asks.is_about_the_same(&round.asks))
    }

    /// Returns whether the room has seen an answer of it that counts.
    #[must_use]
    pub fn has_revealed(&self) -> bool {
        self.rounds.iter().any(|round| !round.rehearsal && !round.is_open() && round.has_been_seen())
    }

    /// Returns what a workshop of a file does not obey, if anything. Rounds are asked for themselves.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let present: HashSet<ParticipantId> = self.present.iter().copied().collect();
        if present.len() != self.present.len() {
            return Some("expected each role in the room once");
        }
        if !(1..=50).contains(&self.step) || self.close > 100 || !(1..=100).contains(&self.gap) {
            return Some("expected a step from 1 to 50, and limits of what is close and of a gap up to 100");
        }
        if self.closed && self.rounds.iter().any(Round::is_open) {
            return Some("expected no open round in a workshop that is over");
        }
        let names_a_role = |round: &Round| round.ballots.iter().any(|ballot| ballot.by.is_some());
        if self.privacy == Privacy::Unnamed && self.rounds.iter().any(names_a_role) {
            return Some("expected no roles on the ballots of an unnamed workshop");
        }
        let shares = self.own_winners.iter().flat_map(|own| &own.redrawn);
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        let is_fair = shares.fold(true, |fair, (_, share)| fair && is_share(share.get()));
        (!is_fair).then_some("expected shares of redrawn rooms from 0 to 1")
    }
}

impl Round {
    /// Returns whether the room has seen the answers, whatever became of the round then.
    #[must_use]
    pub fn has_been_seen(&self) -> bool {
        match self.state {
            RoundState::Open => false,
            RoundState::Revealed | RoundState::Settled => true,
            RoundState::Discarded => !self.seal.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Privacy, Session, Token};
    use crate::id::{AlternativeId, AppraisalId, CriterionId, ParticipantId, RoundId, SessionId};
    use crate::workshop::testing::{points, revealed, round};

    fn session() -> Session {
        Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "m")
    }

    #[test]
    fn the_newest_round_that_counts_is_found() {
        let mut session = session();
        session.rounds = vec![
            revealed(round(10, 1, &[2, 3]), &[&[(2, points(10)), (3, points(20))]]),
            revealed(round(11, 2, &[2]), &[&[(2, points(15))]]),
            round(12, 3, &[2]),
        ];
        let of = |option| session.round_of(CriterionId(4), AlternativeId(option)).map(|round| round.id.0);
        assert_eq!((of(2), of(3), of(7)), (Some(11), Some(10), None), "an open round has no answers");
        let before = |at: usize| session.round_before(&session.rounds[at]).map(|round| round.id);
        assert_eq!((before(0), before(1), before(2)), (None, Some(RoundId(10)), Some(RoundId(11))));
        session.rounds[1].rehearsal = true;
        assert_eq!(session.round_of(CriterionId(4), AlternativeId(2)).unwrap().id, RoundId(10));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let good = Session { rounds: vec![revealed(round(10, 1, &[2]), &[&[(2, points(10))]])], ..session() };
        assert_eq!((good.problem(), good.rounds[0].problem()), (None, None));
        let mut named = good.clone();
        named.rounds[0].ballots[0].by = Some(ParticipantId(5));
        assert!(named.problem().is_some());
        named.privacy = Privacy::ByRole;
        assert_eq!(named.problem(), None);
        for wrong in [
            Session { present: vec![ParticipantId(5), ParticipantId(5)], ..good.clone() },
            Session { gap: 0, ..good.clone() },
            Session { closed: true, rounds: vec![round(10, 1, &[2])], ..good.clone() },
        ] {
            assert!(wrong.problem().is_some(), "{wrong:?}");
        }
    }
}
