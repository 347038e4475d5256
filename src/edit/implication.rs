//! The implications of an initiative as edits set them: one answer for each thing that is asked about.

use super::given::{Applied, name as given_name, obeys, room, text};
use crate::limits::Limit;
use crate::programme::Implication;
use crate::report::IMPLICATIONS;

/// Puts the answer for a role in the place of the one that is there, at the end where there is none; without an answer, takes
/// the one that is there out.
pub(super) fn set(found: &mut Vec<Implication>, role: &str, given: Option<&Implication>) -> Applied {
    let role = given_name(role)?;
    let at = found.iter().position(|one| one.role == role);
    let Some(given) = given else {
        found.retain(|one| one.role != role);
        return Ok(());
    };
    let given = Implication {
        role,
        text: text(&given.text)?,
        reason: text(&given.reason)?,
        by_role: text(&given.by_role)?,
        ..given.clone()
    };
    obeys(given.problem())?;
    match at {
        Some(at) => found[at] = given,
        None => {
            room(found, Limit::Implications)?;
            found.push(given);
        }
    }
    Ok(())
}

/// Returns what the log calls the implications for a role: "Implications for equality".
pub(super) fn name(role: &str) -> String {
    let known = IMPLICATIONS.iter().find(|(known, _)| *known == role);
    format!("Implications for {}", known.map_or(role.to_owned(), |(_, words)| words.to_lowercase()))
}

/// Returns an answer as the log gives it.
pub(super) fn value(found: &Implication) -> String {
    let said = [found.answer.word(), &found.text, &found.reason];
    said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(": ")
}
