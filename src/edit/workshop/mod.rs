//! Edits of workshops: who takes part, rounds, what the room settled on, and what it left open.
//!
//! A ballot is never an edit: before the reveal it lies in a box that no case holds. [`WorkshopEdit::Reveal`] pours a box into
//! the case in one step, which is not undone ([`Edit::is_ratchet`](super::Edit::is_ratchet)).

mod round;
mod session;
mod settle;
mod weights;

pub use session::{NewSession, Seat, SessionField};
pub use settle::Settling;
pub use weights::SettledWeights;

use super::EditError;
use super::case::date_text;
use super::given::{Applied, position};
use crate::case::Case;
use crate::date::Date;
use crate::id::{AppraisalId, ParticipantId, RoundId, SessionId};
use crate::log::Part;
use crate::print::{as_typed, count, list};
use crate::workshop::{Corrected, Dissent, Parked, Poured, Privacy, Question, Round, Session, WinnerCounts};
use std::sync::Arc;

/// A change of workshops. Positions count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkshopEdit {
    /// Adds a role that may take part.
    AddParticipant(Seat),
    /// Says anew what a role is.
    SetParticipant(ParticipantId, Seat),
    /// Removes a role that no workshop names.
    RemoveParticipant(ParticipantId),
    /// Opens a workshop.
    OpenSession(Box<NewSession>),
    /// Removes a workshop of which the room has seen nothing that counts.
    RemoveSession(SessionId),
    /// Says something of a workshop in words.
    SetWords(SessionId, SessionField, String),
    /// Sets or clears when it is held.
    SetHeld(SessionId, Option<Date>),
    /// Sets or clears until when ballots are kept.
    SetKeptUntil(SessionId, Option<Date>),
    /// Says who is in the room.
    SetPresent(SessionId, Vec<ParticipantId>),
    /// Says how answers are shown; before the first round only.
    SetPrivacy(SessionId, Privacy),
    /// Puts a question to everybody.
    OpenRound {
        /// The workshop.
        session: SessionId,
        /// What is asked.
        asks: Question,
        /// Whether it is a rehearsal, of which nothing counts.
        rehearsal: bool,
    },
    /// Locks the ends: puts several questions to everybody at once, all or none.
    OpenRounds(SessionId, Vec<Question>),
    /// Puts into the case what a ballot box gave away.
    Reveal(SessionId, Vec<Poured>),
    /// Puts what a slip says in place of what was typed from it, as the box gives it.
    Correct(SessionId, Box<Corrected>),
    /// Says that a round does not count, and why.
    Discard(SessionId, RoundId, String),
    /// Settles the score of one option on one criterion.
    Settle(Box<Settling>),
    /// Takes the middle of every close answer of an appraisal that is not settled, without discussion.
    SettleClose(SessionId, AppraisalId),
    /// Takes the middle of every answer that cannot change who leads and is not settled, without discussion.
    SettleIdle(SessionId, AppraisalId),
    /// Settles the weights of a round on the moves.
    SettleWeights(Box<SettledWeights>),
    /// Leaves something open, with who looks after it.
    Park(SessionId, Parked),
    /// Takes out what was parked at a position.
    RemoveParked(SessionId, usize),
    /// Records what somebody could not agree to.
    Dissent(SessionId, Dissent),
    /// Takes out a dissent at a position.
    RemoveDissent(SessionId, usize),
    /// Records whose own figures put which option first, as the box counted it.
    CountWinners(SessionId, Option<WinnerCounts>),
    /// Throws away what was played through to try it.
    RemoveRehearsals(SessionId),
    /// Closes a workshop.
    Close(SessionId),
    /// Forgets the ballots of a workshop; what they came to stays.
    ForgetBallots(SessionId),
}

impl WorkshopEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            WorkshopEdit::AddParticipant(seat) => session::add_participant(case, seat),
            WorkshopEdit::SetParticipant(id, seat) => session::set_participant(case, *id, seat),
            WorkshopEdit::RemoveParticipant(id) => session::remove_participant(case, *id),
            WorkshopEdit::OpenSession(new) => session::open(case, new),
            WorkshopEdit::RemoveSession(id) => session::remove(case, *id),
            WorkshopEdit::SetWords(id, field, words) => session::set_words(case, *id, *field, words),
            WorkshopEdit::SetHeld(id, date) => changed(case, *id, |session| {
                session.held = *date;
                Ok(())
            }),
            WorkshopEdit::SetKeptUntil(id, date) => changed(case, *id, |session| {
                session.ballots_kept_until = *date;
                Ok(())
            }),
            WorkshopEdit::SetPresent(id, present) => session::set_present(case, *id, present),
            WorkshopEdit::SetPrivacy(id, privacy) => session::set_privacy(case, *id, *privacy),
            WorkshopEdit::OpenRound { session, asks, rehearsal } => round::open(case, *session, asks, *rehearsal),
            WorkshopEdit::OpenRounds(id, questions) => round::open_all(case, *id, questions),
            WorkshopEdit::Reveal(id, poured) => round::reveal(case, *id, poured),
            WorkshopEdit::Correct(id, corrected) => round::correct(case, *id, corrected),
            WorkshopEdit::Discard(id, round, reason) => round::discard(case, *id, *round, reason),
            WorkshopEdit::Settle(settling) => settle::settle(case, settling),
            WorkshopEdit::SettleClose(id, appraisal) => settle::settle_close(case, *id, *appraisal),
            WorkshopEdit::SettleIdle(id, appraisal) => settle::settle_idle(case, *id, *appraisal),
            WorkshopEdit::SettleWeights(settled) => weights::settle(case, settled),
            WorkshopEdit::Park(id, parked) => session::park(case, *id, parked),
            WorkshopEdit::RemoveParked(id, at) => changed(case, *id, |session| taken_out(&mut session.parked, *at)),
            WorkshopEdit::Dissent(id, dissent) => session::dissent(case, *id, dissent),
            WorkshopEdit::RemoveDissent(id, at) => changed(case, *id, |session| taken_out(&mut session.dissents, *at)),
            WorkshopEdit::CountWinners(id, counts) => changed(case, *id, |session| {
                session.own_winners.clone_from(counts);
                Ok(())
            }),
            WorkshopEdit::RemoveRehearsals(id) => session::remove_rehearsals(case, *id),
            WorkshopEdit::Close(id) => session::close(case, *id),
            WorkshopEdit::ForgetBallots(id) => session::forget_ballots(case, *id),
        }
    }

    /// Returns what the edit is about. No figure and no seat is in it.
    pub(super) fn what(&self, case: &Case) -> String {
        let titled = |id: &SessionId| case.session(*id).map_or(WORKSHOP, |found| found.title.as_str());
        let role = |id: &ParticipantId| case.participant(*id).map_or("role", |found| found.role.as_str());
        match self {
            WorkshopEdit::AddParticipant(seat) => format!("Add role {}", seat.role.trim()),
            WorkshopEdit::SetParticipant(id, _) => format!("Role {}", role(id)),
            WorkshopEdit::RemoveParticipant(id) => format!("Remove role {}", role(id)),
            WorkshopEdit::OpenSession(new) => format!("Open workshop {}", new.title.trim()),
            WorkshopEdit::RemoveSession(id) => format!("Remove workshop {}", titled(id)),
            WorkshopEdit::SetWords(id, field, _) => format!("{} of workshop {}", field.word(), titled(id)),
            WorkshopEdit::SetHeld(id, _) => format!("Date of workshop {}", titled(id)),
            WorkshopEdit::SetKeptUntil(id, _) => format!("How long ballots of {} are kept", titled(id)),
            WorkshopEdit::SetPresent(id, _) => format!("Who is in the room of {}", titled(id)),
            WorkshopEdit::SetPrivacy(id, _) => format!("How answers are shown in {}", titled(id)),
            WorkshopEdit::OpenRound { session, asks, rehearsal } => {
                let about = round::asked_words(case, *session, asks);
                let rehearsal = if *rehearsal { "rehearsal" } else { "round" };
                format!("Open a {rehearsal} of {}: {about}", titled(session))
            }
            WorkshopEdit::OpenRounds(id, questions) => {
                format!("Open {} of {}", count(questions.len(), "round", "rounds"), titled(id))
            }
            WorkshopEdit::Reveal(id, poured) => {
                let rounds: Vec<&Round> = case
                    .session(*id)
                    .into_iter()
                    .flat_map(|session| poured.iter().filter_map(|one| session.round(one.round())))
                    .collect();
                if let [one] = rounds[..] {
                    format!("Reveal {}: {}", titled(id), round::asked_words(case, *id, &one.asks))
                } else {
                    format!("Reveal {} of {}", count(poured.len(), "round", "rounds"), titled(id))
                }
            }
            WorkshopEdit::Correct(id, corrected) => {
                let about = case.session(*id).and_then(|session| session.round(corrected.round()));
                let about = about.map_or("round".to_owned(), |round| round::asked_words(case, *id, &round.asks));
                format!("Correct a ballot of {} against its slip: {about}", titled(id))
            }
            WorkshopEdit::Discard(id, round, _) => {
                let about = case.session(*id).and_then(|session| session.round(*round));
                let about = about.map_or("round".to_owned(), |round| round::asked_words(case, *id, &round.asks));
                format!("Discard a round of {}: {about}", titled(id))
            }
            WorkshopEdit::Settle(settling) => settle::what(case, settling),
            WorkshopEdit::SettleClose(id, _) => {
                let n = case.session(*id).map_or(0, |session| settle::close_cells(session).len());
                let close = count(n, "close score", "close scores");
                format!("Take {close} of {} without discussion", titled(id))
            }
            WorkshopEdit::SettleIdle(id, appraisal) => {
                let found = case.appraisal(*appraisal).zip(case.session(*id));
                let n = found.map_or(0, |(appraisal, session)| settle::idle_cells(appraisal, session).len());
                let idle = count(n, "score", "scores");
                format!("Take {idle} of {} that cannot change who leads", titled(id))
            }
            WorkshopEdit::SettleWeights(settled) => format!("Settle weights of {}", titled(&settled.session)),
            WorkshopEdit::Park(id, _) | WorkshopEdit::RemoveParked(id, _) => format!("Parked in {}", titled(id)),
            WorkshopEdit::Dissent(id, _) | WorkshopEdit::RemoveDissent(id, _) => format!("Dissent in {}", titled(id)),
            WorkshopEdit::CountWinners(id, _) => format!("Own winners in {}", titled(id)),
            WorkshopEdit::RemoveRehearsals(id) => format!("Throw away the rehearsals of {}", titled(id)),
            WorkshopEdit::Close(id) => format!("Close workshop {}", titled(id)),
            WorkshopEdit::ForgetBallots(id) => format!("Forget the ballots of {}", titled(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of = |id: &SessionId, read: &dyn Fn(&Session) -> String| case.session(*id).map_or(String::new(), read);
        match self {
            WorkshopEdit::SetParticipant(id, _) => case.participant(*id).map_or(String::new(), |found| {
                let vote = if found.votes { "with a vote" } else { "without a vote" };
                format!("{} {}, {vote}", found.role, found.group).replace(" ,", ",")
            }),
            WorkshopEdit::SetWords(id, field, _) => of(id, &|session| field.of(session).to_owned()),
            WorkshopEdit::SetHeld(id, _) => of(id, &|session| date_text(session.held)),
            WorkshopEdit::SetKeptUntil(id, _) => of(id, &|session| date_text(session.ballots_kept_until)),
            WorkshopEdit::SetPresent(id, _) => of(id, &|session| {
                let roles = session.present.iter().filter_map(|id| case.participant(*id));
                list(&roles.map(|found| found.role.as_str()).collect::<Vec<_>>())
            }),
            WorkshopEdit::SetPrivacy(id, _) => of(id, &|session| session.privacy.word().to_owned()),
            WorkshopEdit::Discard(id, round, _) => {
                of(id, &|session| session.round(*round).map_or(String::new(), |found| found.discarded.clone()))
            }
            WorkshopEdit::Settle(settling) => settle::value(case, settling),
            WorkshopEdit::Park(id, _) | WorkshopEdit::RemoveParked(id, _) => of(id, &|session| {
                let words = session.parked.iter().map(|one| format!("{} ({})", one.what, one.owner));
                words.collect::<Vec<_>>().join("; ")
            }),
            WorkshopEdit::Dissent(id, _) | WorkshopEdit::RemoveDissent(id, _) => of(id, &|session| {
                session.dissents.iter().map(|one| format!("{}: {}", one.role, one.says)).collect::<Vec<_>>().join("; ")
            }),
            WorkshopEdit::CountWinners(id, _) => of(id, &|session| {
                let counts = session.own_winners.iter().flat_map(|own| &own.counts);
                let name = |id| case.appraisal(session.appraisal()).and_then(|appraisal| appraisal.alternative(id));
                let words = counts.map(|(id, n)| {
                    format!("{} {}", name(*id).map_or("option", |option| option.name.as_str()), as_typed(f64::from(*n)))
                });
                words.collect::<Vec<_>>().join(", ")
            }),
            WorkshopEdit::AddParticipant(_)
            | WorkshopEdit::RemoveParticipant(_)
            | WorkshopEdit::OpenSession(_)
            | WorkshopEdit::RemoveSession(_)
            | WorkshopEdit::OpenRound { .. }
            | WorkshopEdit::OpenRounds(..)
            | WorkshopEdit::Reveal(..)
            | WorkshopEdit::Correct(..)
            | WorkshopEdit::SettleClose(..)
            | WorkshopEdit::SettleIdle(..)
            | WorkshopEdit::SettleWeights(_)
            | WorkshopEdit::RemoveRehearsals(_)
            | WorkshopEdit::Close(_)
            | WorkshopEdit::ForgetBallots(_) => String::new(),
        }
    }

    /// Returns the appraisal that the edit changes.
    pub(super) fn appraisal(&self) -> Option<AppraisalId> {
        match self {
            WorkshopEdit::Settle(settling) => Some(settling.appraisal),
            WorkshopEdit::SettleClose(_, appraisal) | WorkshopEdit::SettleIdle(_, appraisal) => Some(*appraisal),
            WorkshopEdit::SettleWeights(settled) => Some(settled.appraisal),
            WorkshopEdit::AddParticipant(_)
            | WorkshopEdit::SetParticipant(..)
            | WorkshopEdit::RemoveParticipant(_)
            | WorkshopEdit::OpenSession(_)
            | WorkshopEdit::RemoveSession(_)
            | WorkshopEdit::SetWords(..)
            | WorkshopEdit::SetHeld(..)
            | WorkshopEdit::SetKeptUntil(..)
            | WorkshopEdit::SetPresent(..)
            | WorkshopEdit::SetPrivacy(..)
            | WorkshopEdit::OpenRound { .. }
            | WorkshopEdit::OpenRounds(..)
            | WorkshopEdit::Reveal(..)
            | WorkshopEdit::Correct(..)
            | WorkshopEdit::Discard(..)
            | WorkshopEdit::Park(..)
            | WorkshopEdit::RemoveParked(..)
            | WorkshopEdit::Dissent(..)
            | WorkshopEdit::RemoveDissent(..)
            | WorkshopEdit::CountWinners(..)
            | WorkshopEdit::RemoveRehearsals(_)
            | WorkshopEdit::Close(_)
            | WorkshopEdit::ForgetBallots(_) => None,
        }
    }

    /// Returns the part of a ranking that the edit may move.
    pub(super) fn part(&self) -> Option<Part> {
        match self {
            WorkshopEdit::Settle(_) | WorkshopEdit::SettleClose(..) | WorkshopEdit::SettleIdle(..) => {
                Some(Part::Scores)
            }
            WorkshopEdit::SettleWeights(settled) => settled.in_use.then_some(Part::Weights),
            WorkshopEdit::AddParticipant(_)
            | WorkshopEdit::SetParticipant(..)
            | WorkshopEdit::RemoveParticipant(_)
            | WorkshopEdit::OpenSession(_)
            | WorkshopEdit::RemoveSession(_)
            | WorkshopEdit::SetWords(..)
            | WorkshopEdit::SetHeld(..)
            | WorkshopEdit::SetKeptUntil(..)
            | WorkshopEdit::SetPresent(..)
            | WorkshopEdit::SetPrivacy(..)
            | WorkshopEdit::OpenRound { .. }
            | WorkshopEdit::OpenRounds(..)
            | WorkshopEdit::Reveal(..)
            | WorkshopEdit::Correct(..)
            | WorkshopEdit::Discard(..)
            | WorkshopEdit::Park(..)
            | WorkshopEdit::RemoveParked(..)
            | WorkshopEdit::Dissent(..)
            | WorkshopEdit::RemoveDissent(..)
            | WorkshopEdit::CountWinners(..)
            | WorkshopEdit::RemoveRehearsals(_)
            | WorkshopEdit::Close(_)
            | WorkshopEdit::ForgetBallots(_) => None,
        }
    }

    /// Returns whether undo stops at the edit: what a room has seen is not un-seen, and what was forgotten does not come back.
    pub(super) fn is_ratchet(&self) -> bool {
        match self {
            // The box holds what the slip says: a case that went back would not fit its seal.
            WorkshopEdit::Reveal(..) | WorkshopEdit::Correct(..) | WorkshopEdit::ForgetBallots(_) => true,
            WorkshopEdit::AddParticipant(_)
            | WorkshopEdit::SetParticipant(..)
            | WorkshopEdit::RemoveParticipant(_)
            | WorkshopEdit::OpenSession(_)
            | WorkshopEdit::RemoveSession(_)
            | WorkshopEdit::SetWords(..)
            | WorkshopEdit::SetHeld(..)
            | WorkshopEdit::SetKeptUntil(..)
            | WorkshopEdit::SetPresent(..)
            | WorkshopEdit::SetPrivacy(..)
            | WorkshopEdit::OpenRound { .. }
            | WorkshopEdit::OpenRounds(..)
            | WorkshopEdit::Discard(..)
            | WorkshopEdit::Settle(_)
            | WorkshopEdit::SettleClose(..)
            | WorkshopEdit::SettleIdle(..)
            | WorkshopEdit::SettleWeights(_)
            | WorkshopEdit::Park(..)
            | WorkshopEdit::RemoveParked(..)
            | WorkshopEdit::Dissent(..)
            | WorkshopEdit::RemoveDissent(..)
            | WorkshopEdit::CountWinners(..)
            | WorkshopEdit::RemoveRehearsals(_)
            | WorkshopEdit::Close(_) => false,
        }
    }
}

const WORKSHOP: &str = "workshop";

fn found(case: &mut Case, id: SessionId) -> Result<&mut Session, EditError> {
    let at = position(case.sessions.iter().map(|session| session.id), id, WORKSHOP)?;
    Ok(Arc::make_mut(&mut case.sessions[at]))
}

/// Changes a workshop that is not over.
fn changed(case: &mut Case, id: SessionId, change: impl FnOnce(&mut Session) -> Applied) -> Applied {
    let session = found(case, id)?;
    if session.closed {
        return Err(EditError::Workshop("this workshop is over"));
    }
    change(session)
}

fn taken_out<T>(items: &mut Vec<T>, at: usize) -> Applied {
    if at >= items.len() {
        return Err(EditError::NotThere { what: "line" });
    }
    items.remove(at);
    Ok(())
}
