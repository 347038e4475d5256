//! What types alone cannot promise of workshops that were read. What a workshop was about may be gone since: an option, a
//! criterion or the whole appraisal. An id is never issued twice, so that the record still means what it meant.

use super::LoadError;
use super::rule::{Checked, obeys, once, refers};
use crate::case::Case;
use crate::id::ParticipantId;
use std::collections::HashSet;

/// Tells every id of workshops and who takes part in them, with its place.
pub(super) fn each_id(case: &Case, found: &mut dyn FnMut(u32, &dyn Fn() -> String) -> Checked) -> Checked {
    for (i, participant) in case.participants.iter().enumerate() {
        found(participant.id.0, &|| format!("case.participants[{i}]"))?;
    }
    for (i, session) in case.sessions.iter().enumerate() {
        found(session.id.0, &|| format!("case.sessions[{i}]"))?;
        for (j, round) in session.rounds.iter().enumerate() {
            found(round.id.0, &|| format!("case.sessions[{i}].rounds[{j}]"))?;
        }
    }
    Ok(())
}

/// Returns the first thing that is wrong in a workshop, with its place.
///
/// # Errors
/// [`LoadError::Invalid`].
pub(super) fn check_workshops(case: &Case) -> Result<(), LoadError> {
    let known: HashSet<ParticipantId> = case.participants.iter().map(|one| one.id).collect();
    for (i, participant) in case.participants.iter().enumerate() {
        let is_named = !participant.role.trim().is_empty();
        let problem = (!is_named).then_some("expected a role");
        obeys(problem, || format!("case.participants[{i}].role"))?;
    }
    let mut tokens = HashSet::new();
    for (i, session) in case.sessions.iter().enumerate() {
        let path = || format!("case.sessions[{i}]");
        obeys(session.problem(), path)?;
        once(&mut tokens, session.token, || path() + ".token", "a token of its own for each workshop")?;
        for (j, id) in session.present.iter().enumerate() {
            refers(&known, *id, || format!("{}.present[{j}]", path()), "a role that takes part")?;
        }
        for (j, round) in session.rounds.iter().enumerate() {
            let path = || format!("case.sessions[{i}].rounds[{j}]");
            obeys(round.problem(), path)?;
            for (k, ballot) in round.ballots.iter().enumerate() {
                if let Some(by) = ballot.by {
                    refers(&known, by, || format!("{}.ballots[{k}].by", path()), "a role that takes part")?;
                }
            }
        }
    }
    Ok(())
}
