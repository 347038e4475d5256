//! Opening, revealing and discarding rounds.

use super::changed;
use crate::appraisal::{Appraisal, Scale};
use crate::case::Case;
use crate::edit::EditError;
use crate::edit::given::{Applied, issue, name, room};
use crate::id::{RoundId, SessionId};
use crate::limits::Limit;
use crate::workshop::{Corrected, Poured, Question, Round, RoundState};
use std::collections::HashSet;

/// The most times that one question is put.
const TURNS: u32 = 9;

pub(super) fn open(case: &mut Case, id: SessionId, asks: &Question, rehearsal: bool) -> Applied {
    let session = case.session(id).ok_or(EditError::NotThere { what: "workshop" })?;
    let appraisal = case.appraisal(session.appraisal()).ok_or(EditError::NotThere { what: "appraisal" })?;
    check(appraisal, asks)?;
    let digest = asks.digest(appraisal).ok_or(EditError::NotThere { what: "option or criterion" })?;
    let same = || session.rounds.iter().filter(|round| round.asks.is_about_the_same(asks));
    if same().any(Round::is_open) {
        return Err(EditError::Workshop("a round on this is open already"));
    }
    let turn = 1 + same().filter(|round| round.counts()).map(|round| round.turn).max().unwrap_or(0);
    if turn > TURNS {
        return Err(EditError::Workshop("this question was put nine times; settle it, or park it"));
    }
    let votes = |id: &&crate::id::ParticipantId| case.participant(**id).is_some_and(|one| one.votes);
    let expected = session.present.iter().filter(votes).count();
    if expected == 0 {
        return Err(EditError::Workshop("nobody in the room has a vote"));
    }
    let mut next_id = case.next_id;
    let mut round = Round::opened(
        RoundId(issue(&mut next_id)?),
        turn,
        asks.clone(),
        digest,
        u32::try_from(expected).unwrap_or(u32::MAX),
    );
    round.rehearsal = rehearsal;
    changed(case, id, |session| {
        room(&session.rounds, Limit::Rounds)?;
        session.rounds.push(round);
        Ok(())
    })?;
    case.next_id = next_id;
    Ok(())
}

pub(super) fn open_all(case: &mut Case, id: SessionId, questions: &[Question]) -> Applied {
    if questions.is_empty() {
        return Err(EditError::Workshop("ask about something"));
    }
    // What is refused half-way leaves nothing: an edit is made on a copy of the case.
    questions.iter().try_for_each(|asks| open(case, id, asks, false))
}

/// Refuses what cannot be asked: nothing, something twice, or points on a criterion whose points follow from facts.
fn check(appraisal: &Appraisal, asks: &Question) -> Applied {
    let items = asks.items();
    Limit::Answers.check(items.len())?;
    let distinct: HashSet<&u32> = items.iter().collect();
    if items.is_empty() || distinct.len() != items.len() {
        return Err(EditError::Workshop("ask about each thing once, and about one at least"));
    }
    let scale = asks.criterion().and_then(|id| appraisal.leaf(id)).map(|leaf| &leaf.scale);
    match scale {
        Some(Scale::Measured { .. } | Scale::Levels(_)) => Err(EditError::Workshop(
            "this criterion is measured: its points follow from facts, and nobody votes on facts",
        )),
        Some(Scale::Direct) | None => Ok(()),
    }
}

pub(super) fn reveal(case: &mut Case, id: SessionId, poured: &[Poured]) -> Applied {
    if poured.is_empty() {
        return Err(EditError::Workshop("choose a round to reveal"));
    }
    changed(case, id, |session| {
        for one in poured {
            if one.session() != session.token {
                return Err(EditError::Workshop("these ballots are of another workshop"));
            }
            let round = session.rounds.iter_mut().find(|round| round.id == one.round());
            if !round.is_some_and(|round| one.pour_into(round)) {
                return Err(EditError::Workshop("this round is not open"));
            }
        }
        Ok(())
    })
}

pub(super) fn correct(case: &mut Case, id: SessionId, corrected: &Corrected) -> Applied {
    changed(case, id, |session| {
        if corrected.session() != session.token {
            return Err(EditError::Workshop("this ballot is of another workshop"));
        }
        let round = session.rounds.iter_mut().find(|round| round.id == corrected.round());
        if !round.is_some_and(|round| corrected.correct(round)) {
            return Err(EditError::Workshop("this ballot is no longer there"));
        }
        Ok(())
    })
}

pub(super) fn discard(case: &mut Case, id: SessionId, round: RoundId, reason: &str) -> Applied {
    let reason = name(reason).map_err(|refused| match refused {
        EditError::NameMissing => EditError::Workshop("a round is discarded with a reason"),
        refused => refused,
    })?;
    changed(case, id, |session| {
        let round = session.rounds.iter_mut().find(|one| one.id == round);
        let round = round.ok_or(EditError::NotThere { what: "round" })?;
        if !round.settled.is_empty() {
            return Err(EditError::Workshop("something was settled by this round; settle it anew in a second round"));
        }
        if round.state == RoundState::Discarded {
            return Err(EditError::Workshop("this round is discarded already"));
        }
        (round.state, round.discarded) = (RoundState::Discarded, reason);
        Ok(())
    })
}

/// Returns what a round asks, as a sentence of the log says it.
pub(super) fn asked_words(case: &Case, session: SessionId, asks: &Question) -> String {
    let appraisal = case.session(session).and_then(|session| case.appraisal(session.appraisal()));
    match asks {
        Question::Scores(asked) => {
            let criterion = appraisal.and_then(|appraisal| appraisal.criterion(asked.criterion));
            criterion.map_or("a criterion", |criterion| criterion.name.as_str()).to_owned()
        }
        Question::Swings(_) => "the weights of the moves".to_owned(),
        Question::Biggest(_) => "the biggest move".to_owned(),
        Question::Choice(_) => "first choices".to_owned(),
    }
}
