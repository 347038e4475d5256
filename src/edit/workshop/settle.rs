//! Settling scores: the figure goes into the round, and into the appraisal as an ordinary score.

use super::changed;
use crate::appraisal::{Appraisal, Scale, ScoreRange, ScoreState};
use crate::case::Case;
use crate::edit::ScoreEdit;
use crate::edit::branch::criterion_name;
use crate::edit::given::{Applied, text};
use crate::edit::option::option_name;
use crate::edit::{EditError, score::points_in_range};
use crate::finite::Finite;
use crate::id::{AlternativeId, AppraisalId, CriterionId, RoundId, SessionId};
use crate::print;
use crate::unknown::Unknown;
use crate::workshop::{Cell, How, Question, Round, RoundState, Session, Settled, TalkItem, cells, talk};
use std::sync::Arc;

/// The score that a room settles on.
#[derive(Clone, Debug, PartialEq)]
pub struct Settling {
    /// The workshop.
    pub session: SessionId,
    /// The appraisal that it is about.
    pub appraisal: AppraisalId,
    /// The criterion.
    pub criterion: CriterionId,
    /// The option.
    pub option: AlternativeId,
    /// Points, 0 to 100.
    pub figure: Finite,
    /// How it was come by.
    pub how: How,
    /// Why; may be empty where the figure lies among the answers.
    pub reason: String,
    /// Whether the quartiles of the answers become the range of the score, so that the room's doubt is carried on.
    pub keeps_range: bool,
}

/// The fewest answers whose middle is taken without discussion.
const FEWEST_SWEPT: usize = 3;

/// A cell whose middle can be taken.
pub(super) struct CloseCell {
    round: RoundId,
    criterion: CriterionId,
    option: AlternativeId,
    cell: Cell,
}

pub(super) fn settle(case: &mut Case, settling: &Settling) -> Applied {
    let reason = text(&settling.reason)?;
    points_in_range(settling.figure)?;
    let session = of_appraisal(case, settling.session, settling.appraisal)?;
    let round = session
        .round_of(settling.criterion, settling.option)
        .ok_or(EditError::Workshop("the room has not scored this: open a round on it first"))?;
    let cell = cells(session, round).into_iter().find(|cell| cell.of == settling.option.0);
    if reason.is_empty() && cell.as_ref().is_some_and(|cell| cell.is_outside(settling.figure)) {
        return Err(EditError::Workshop("the figure lies outside all answers: say why"));
    }
    let range = cell.filter(|_| settling.keeps_range).and_then(|cell| cell.range_around(settling.figure));
    if settling.keeps_range && range.is_none() {
        return Err(EditError::Workshop("fewer than five gave points, so that their range would show who gave which"));
    }
    let (id, source) = (round.id, source(session, round));
    put(case, (settling.session, settling.appraisal), id, settling, (&reason, &source), range)
}

pub(super) fn settle_close(case: &mut Case, id: SessionId, appraisal: AppraisalId) -> Applied {
    let session = of_appraisal(case, id, appraisal)?;
    let close = close_cells(session);
    if close.is_empty() {
        return Err(EditError::Workshop("no close answers are left to take"));
    }
    let reason = format!("Taken without discussion: all answers lie within {} points.", session.close);
    take_middles(case, (id, appraisal), close, How::Close, &reason)
}

pub(super) fn settle_idle(case: &mut Case, id: SessionId, appraisal: AppraisalId) -> Applied {
    let session = of_appraisal(case, id, appraisal)?;
    let found = case.appraisal(appraisal).ok_or(EditError::NotThere { what: "appraisal" })?;
    let idle = idle_cells(found, session);
    if idle.is_empty() {
        return Err(EditError::Workshop("no score is left to take that cannot change who leads"));
    }
    let reason = "Taken without discussion: no answer of the room could change who leads.";
    take_middles(case, (id, appraisal), idle, How::NoEffect, reason)
}

/// Settles cells at the middle of their answers.
fn take_middles(
    case: &mut Case,
    (id, appraisal): (SessionId, AppraisalId),
    found: Vec<CloseCell>,
    how: How,
    reason: &str,
) -> Applied {
    let session = of_appraisal(case, id, appraisal)?;
    let mut settlings = Vec::with_capacity(found.len());
    for CloseCell { round, criterion, option, cell } in found {
        let Some(figure) = cell.offered().and_then(Finite::new) else { continue };
        let range = cell.range_around(figure);
        let keeps_range = range.is_some();
        let source = session.round(round).map_or(String::new(), |round| source(session, round));
        let (session, reason) = (id, reason.to_owned());
        let settling = Settling { session, appraisal, criterion, option, figure, how, reason, keeps_range };
        settlings.push((settling, round, source, range));
    }
    for (settling, round, source, range) in settlings {
        put(case, (id, appraisal), round, &settling, (&settling.reason, &source), range)?;
    }
    Ok(())
}

/// Returns the cells of a workshop that differ, cannot change who leads, have enough answers and a middle, and are not settled.
pub(super) fn idle_cells(appraisal: &Appraisal, session: &Session) -> Vec<CloseCell> {
    let found = talk(appraisal, session);
    let taken = |item: &TalkItem| CloseCell {
        round: item.round,
        criterion: item.criterion,
        option: item.option,
        cell: item.cell.clone(),
    };
    found.idle_with_a_middle().map(taken).collect()
}

/// Returns the cells of a workshop that are close, have enough answers and are not settled, each by its newest round.
pub(super) fn close_cells(session: &Session) -> Vec<CloseCell> {
    let mut found = Vec::new();
    for round in session.rounds.iter().filter(|round| round.counts()) {
        let Question::Scores(asked) = &round.asks else { continue };
        for cell in cells(session, round) {
            let (criterion, option) = (asked.criterion, AlternativeId(cell.of));
            let is_newest = session.round_of(criterion, option).is_some_and(|newest| newest.id == round.id);
            let is_close = cell.is_close() && cell.n() >= FEWEST_SWEPT;
            if is_newest && is_close && round.settled(cell.of).is_none() {
                found.push(CloseCell { round: round.id, criterion, option, cell });
            }
        }
    }
    found
}

fn of_appraisal(case: &Case, id: SessionId, appraisal: AppraisalId) -> Result<&Session, EditError> {
    let session = case.session(id).ok_or(EditError::NotThere { what: "workshop" })?;
    if session.appraisal() != appraisal {
        return Err(EditError::Workshop("this workshop is about another appraisal"));
    }
    Ok(session)
}

/// Puts a figure into the round and the score into the appraisal.
fn put(
    case: &mut Case,
    (session, appraisal): (SessionId, AppraisalId),
    round: RoundId,
    settling: &Settling,
    (reason, source): (&str, &str),
    range: Option<ScoreRange>,
) -> Applied {
    let (option, criterion) = (settling.option, settling.criterion);
    let at = crate::edit::given::position(case.appraisals.iter().map(|one| one.id), appraisal, "appraisal")?;
    let found = Arc::make_mut(&mut case.appraisals[at]);
    let scale = found.leaf(criterion).map(|leaf| &leaf.scale);
    if !matches!(scale, Some(Scale::Direct)) {
        return Err(EditError::Workshop("this criterion is measured since: its points follow from facts"));
    }
    let keeps_range = range.is_some();
    for edit in [
        ScoreEdit::Set(option, criterion, ScoreState::Points(settling.figure)),
        ScoreEdit::SetRange(option, criterion, range),
        ScoreEdit::SetReason(option, criterion, reason.to_owned()),
        ScoreEdit::SetSource(option, criterion, source.to_owned()),
    ] {
        edit.apply(found)?;
    }
    changed(case, session, |session| {
        let round = session.rounds.iter_mut().find(|one| one.id == round);
        let round = round.ok_or(EditError::NotThere { what: "round" })?;
        let settled = Settled {
            of: option.0,
            figure: settling.figure,
            how: settling.how,
            reason: reason.to_owned(),
            keeps_range,
            unknown: Unknown::new(),
        };
        match round.settled.iter_mut().find(|one| one.of == option.0) {
            Some(place) => *place = Settled { unknown: place.unknown.clone(), ..settled },
            None => round.settled.push(settled),
        }
        if round.settled.len() == round.asks.items().len() {
            round.state = RoundState::Settled;
        }
        Ok(())
    })
}

/// Returns where a score comes from: "Workshop 14 May 2026, second round, 9 of 9".
pub(super) fn source(session: &Session, round: &Round) -> String {
    const TURNS: [&str; 3] = ["first", "second", "third"];
    let turn = TURNS
        .get(round.turn.saturating_sub(1) as usize)
        .map_or_else(|| format!("round {}", round.turn), |turn| format!("{turn} round"));
    let held = session.held.map_or(String::new(), |date| format!(" {}", print::date(date)));
    format!("Workshop{held}, {turn}, {} of {}", round.n_handed_in(), round.expected)
}

pub(super) fn what(case: &Case, settling: &Settling) -> String {
    let named = case
        .appraisal(settling.appraisal)
        .map(|appraisal| (option_name(appraisal, settling.option), criterion_name(appraisal, settling.criterion)));
    let (option, criterion) = named.unwrap_or(("option", "criterion"));
    format!("Settle {option}, {criterion}")
}

pub(super) fn value(case: &Case, settling: &Settling) -> String {
    let Some(appraisal) = case.appraisal(settling.appraisal) else { return String::new() };
    let state = ScoreState::Points(settling.figure);
    ScoreEdit::Set(settling.option, settling.criterion, state).value(appraisal)
}
