//! Opening, describing and closing workshops, who takes part, and what was parked and dissented from.

use super::{changed, found};
use crate::case::Case;
use crate::date::Date;
use crate::edit::EditError;
use crate::edit::given::{Applied, issue, name, position, room, text};
use crate::id::{AppraisalId, ParticipantId, SessionId};
use crate::limits::Limit;
use crate::unknown::Unknown;
use crate::workshop::{Dissent, On, Parked, Participant, Privacy, Round, Session, Token, without_ballots};
use std::sync::Arc;

/// A role that takes part in workshops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The role; never a person's name.
    pub role: String,
    /// What it belongs to; may be empty.
    pub group: String,
    /// Whether it has a vote.
    pub votes: bool,
}

/// A workshop that is opened. Token and holder are made by chance where the clock and the browser are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// What it is about.
    pub appraisal: AppraisalId,
    /// What it is called.
    pub title: String,
    /// How ballots on other machines name it.
    pub token: Token,
    /// A name of the machine that opens it.
    pub holder: String,
    /// How answers are shown.
    pub privacy: Privacy,
    /// When it is held.
    pub held: Option<Date>,
    /// Who is in the room.
    pub present: Vec<ParticipantId>,
    /// Until when ballots are kept.
    pub kept_until: Option<Date>,
}

/// What is said of a workshop in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionField {
    /// What it is called.
    Title,
    /// Where it is held.
    Place,
    /// Who facilitates and does not score.
    Facilitator,
    /// The guidance that is followed.
    Guidance,
}

impl SessionField {
    /// Returns what it is called, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SessionField::Title => "Name",
            SessionField::Place => "Place",
            SessionField::Facilitator => "Facilitator",
            SessionField::Guidance => "Guidance",
        }
    }

    /// Returns what is said of a workshop.
    #[must_use]
    pub fn of(self, session: &Session) -> &str {
        match self {
            SessionField::Title => &session.title,
            SessionField::Place => &session.place,
            SessionField::Facilitator => &session.facilitator,
            SessionField::Guidance => &session.guidance,
        }
    }
}

pub(super) fn add_participant(case: &mut Case, seat: &Seat) -> Applied {
    let (role, group) = (name(&seat.role)?, text(&seat.group)?);
    room(&case.participants, Limit::Participants)?;
    let id = ParticipantId(issue(&mut case.next_id)?);
    case.participants.push(Arc::new(Participant { id, role, group, votes: seat.votes, unknown: Unknown::new() }));
    Ok(())
}

pub(super) fn set_participant(case: &mut Case, id: ParticipantId, seat: &Seat) -> Applied {
    let (role, group) = (name(&seat.role)?, text(&seat.group)?);
    let at = position(case.participants.iter().map(|one| one.id), id, "role")?;
    if case.participants[at].votes != seat.votes {
        let is_asked =
            |session: &Arc<Session>| session.present.contains(&id) && session.rounds.iter().any(Round::is_open);
        if case.sessions.iter().any(is_asked) {
            return Err(EditError::Workshop("a round is open: reveal or discard it before a seat's vote changes"));
        }
    }
    let participant = Arc::make_mut(&mut case.participants[at]);
    (participant.role, participant.group, participant.votes) = (role, group, seat.votes);
    Ok(())
}

pub(super) fn remove_participant(case: &mut Case, id: ParticipantId) -> Applied {
    let at = position(case.participants.iter().map(|one| one.id), id, "role")?;
    let names = |round: &Round| round.ballots.iter().any(|ballot| ballot.by == Some(id));
    let is_named = |session: &Arc<Session>| session.present.contains(&id) || session.rounds.iter().any(names);
    if case.sessions.iter().any(is_named) {
        return Err(EditError::Workshop("a workshop names this role, so it stays"));
    }
    case.participants.remove(at);
    Ok(())
}

pub(super) fn open(case: &mut Case, new: &NewSession) -> Applied {
    let title = name(&new.title)?;
    let holder = name(&new.holder)?;
    case.appraisal(new.appraisal).ok_or(EditError::NotThere { what: "appraisal" })?;
    room(&case.sessions, Limit::Sessions)?;
    if case.sessions.iter().any(|session| session.token == new.token) {
        return Err(EditError::Workshop("another workshop of this case has the same token"));
    }
    let present = in_the_room(case, &new.present)?;
    let id = SessionId(issue(&mut case.next_id)?);
    case.sessions.push(Arc::new(Session {
        privacy: new.privacy,
        held: new.held,
        present,
        ballots_kept_until: new.kept_until,
        ..Session::titled(id, &title, new.appraisal, new.token, &holder)
    }));
    Ok(())
}

fn in_the_room(case: &Case, ids: &[ParticipantId]) -> Result<Vec<ParticipantId>, EditError> {
    Limit::Participants.check(ids.len())?;
    let mut present: Vec<ParticipantId> = Vec::with_capacity(ids.len());
    for id in ids {
        case.participant(*id).ok_or(EditError::NotThere { what: "role" })?;
        if !present.contains(id) {
            present.push(*id);
        }
    }
    Ok(present)
}

pub(super) fn remove(case: &mut Case, id: SessionId) -> Applied {
    if found(case, id)?.has_revealed() {
        return Err(EditError::Workshop("the room has seen answers of this workshop, so its record stays"));
    }
    case.sessions.retain(|session| session.id != id);
    Ok(())
}

pub(super) fn set_words(case: &mut Case, id: SessionId, field: SessionField, words: &str) -> Applied {
    let words = if field == SessionField::Title { name(words)? } else { text(words)? };
    changed(case, id, |session| {
        match field {
            SessionField::Title => session.title = words,
            SessionField::Place => session.place = words,
            SessionField::Facilitator => session.facilitator = words,
            SessionField::Guidance => session.guidance = words,
        }
        Ok(())
    })
}

pub(super) fn set_present(case: &mut Case, id: SessionId, ids: &[ParticipantId]) -> Applied {
    let present = in_the_room(case, ids)?;
    changed(case, id, |session| {
        if session.rounds.iter().any(Round::is_open) {
            return Err(EditError::Workshop("a round is open: reveal or discard it before the room changes"));
        }
        session.present = present;
        Ok(())
    })
}

pub(super) fn set_privacy(case: &mut Case, id: SessionId, privacy: Privacy) -> Applied {
    changed(case, id, |session| {
        if session.rounds.iter().any(|round| !round.rehearsal) {
            return Err(EditError::Workshop("how answers are shown is agreed before the first round"));
        }
        session.privacy = privacy;
        if privacy == Privacy::Unnamed {
            // Of rehearsals alone.
            session.rounds.iter_mut().flat_map(|round| &mut round.ballots).for_each(|ballot| ballot.by = None);
        }
        Ok(())
    })
}

pub(super) fn park(case: &mut Case, id: SessionId, parked: &Parked) -> Applied {
    let (what, owner) = (name(&parked.what)?, name(&parked.owner)?);
    check_on(case, id, &parked.on)?;
    changed(case, id, |session| {
        room(&session.parked, Limit::Parked)?;
        session.parked.push(Parked { what, owner, ..parked.clone() });
        Ok(())
    })
}

pub(super) fn dissent(case: &mut Case, id: SessionId, dissent: &Dissent) -> Applied {
    let (role, says) = (name(&dissent.role)?, name(&dissent.says)?);
    check_on(case, id, &dissent.on)?;
    changed(case, id, |session| {
        room(&session.dissents, Limit::Parked)?;
        session.dissents.push(Dissent { role, says, ..dissent.clone() });
        Ok(())
    })
}

/// Refuses what is about an option or a criterion that the appraisal does not have.
fn check_on(case: &Case, id: SessionId, on: &On) -> Applied {
    let appraisal = case.session(id).and_then(|session| case.appraisal(session.appraisal()));
    let appraisal = appraisal.ok_or(EditError::NotThere { what: "appraisal" })?;
    if on.option.is_some_and(|option| appraisal.alternative(option).is_none()) {
        return Err(EditError::NotThere { what: "option" });
    }
    if on.criterion.is_some_and(|criterion| appraisal.criterion(criterion).is_none()) {
        return Err(EditError::NotThere { what: "criterion" });
    }
    Ok(())
}

pub(super) fn close(case: &mut Case, id: SessionId) -> Applied {
    changed(case, id, |session| {
        if session.rounds.iter().any(Round::is_open) {
            return Err(EditError::Workshop("a round is open: reveal or discard it first"));
        }
        session.closed = true;
        Ok(())
    })
}

pub(super) fn forget_ballots(case: &mut Case, id: SessionId) -> Applied {
    let session = found(case, id)?;
    if session.rounds.iter().any(Round::is_open) {
        return Err(EditError::Workshop("a round is open: reveal or discard it first"));
    }
    *session = without_ballots(session);
    session.ballots_forgotten = true;
    Ok(())
}

pub(super) fn remove_rehearsals(case: &mut Case, id: SessionId) -> Applied {
    changed(case, id, |session| {
        session.rounds.retain(|round| !round.rehearsal);
        Ok(())
    })
}
