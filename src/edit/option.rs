//! Edits of an appraisal's options.

use super::EditError;
use super::given::{Applied, issue, move_item, name, position, room, text};
use crate::appraisal::{Alternative, Appraisal, Dropped, Role};
use crate::id::AlternativeId;
use crate::limits::Limit;
use crate::log::Part;
use crate::unknown::Unknown;

/// A change of the options of an appraisal. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionEdit {
    /// Adds an option at the end.
    Add(String),
    /// Renames an option.
    Rename(AlternativeId, String),
    /// Says what an option consists of.
    Describe(AlternativeId, String),
    /// Gives an option its part in the comparison. Refused where no option would be left as business as usual, or as
    /// do-minimum, without a recorded reason.
    SetRole(AlternativeId, Role),
    /// Moves an option to a position.
    Move(AlternativeId, usize),
    /// Removes an option, its scores and its verdicts. Business as usual and do-minimum are dropped with a reason instead.
    Remove(AlternativeId),
    /// Removes an option that a reader expects, and records why.
    Drop(AlternativeId, String),
}

impl OptionEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32) -> Applied {
        match self {
            OptionEdit::Add(title) => {
                let name = name(title)?;
                room(&appraisal.alternatives, Limit::Options)?;
                let id = AlternativeId(issue(next_id)?);
                appraisal.alternatives.push(Alternative::named(id, &name, Role::Candidate));
            }
            OptionEdit::Rename(id, title) => alternative(appraisal, *id)?.name = name(title)?,
            OptionEdit::Describe(id, words) => alternative(appraisal, *id)?.description = text(words)?,
            OptionEdit::SetRole(id, role) => set_role(appraisal, *id, *role)?,
            OptionEdit::Move(id, to) => {
                let from = position(appraisal.alternatives.iter().map(|option| option.id), *id, "option")?;
                move_item(&mut appraisal.alternatives, from, *to);
            }
            OptionEdit::Remove(id) => {
                refuse_without_reason(appraisal, *id)?;
                remove(appraisal, *id)?;
            }
            OptionEdit::Drop(id, reason) => drop_with_reason(appraisal, *id, reason)?,
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        let named = |id: &AlternativeId| option_name(appraisal, *id);
        match self {
            OptionEdit::Add(name) => format!("Add option {}", name.trim()),
            OptionEdit::Rename(id, _) => format!("Name of option {}", named(id)),
            OptionEdit::Describe(id, _) => format!("Description of {}", named(id)),
            OptionEdit::SetRole(id, _) => format!("Role of {}", named(id)),
            OptionEdit::Move(id, _) => format!("Place of {}", named(id)),
            OptionEdit::Remove(id) => format!("Remove option {}", named(id)),
            OptionEdit::Drop(id, _) => format!("Leave out option {}", named(id)),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let of =
            |id: &AlternativeId, read: fn(&Alternative) -> &str| appraisal.alternative(*id).map_or("", read).to_owned();
        match self {
            OptionEdit::Rename(id, _) => of(id, |option| &option.name),
            OptionEdit::Describe(id, _) => of(id, |option| &option.description),
            OptionEdit::SetRole(id, _) => of(id, |option| option.role.word()),
            OptionEdit::Add(_) | OptionEdit::Move(..) | OptionEdit::Remove(_) | OptionEdit::Drop(..) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            OptionEdit::Add(_) | OptionEdit::SetRole(..) | OptionEdit::Remove(_) | OptionEdit::Drop(..) => {
                Some(Part::Frame)
            }
            OptionEdit::Rename(..) | OptionEdit::Describe(..) | OptionEdit::Move(..) => None,
        }
    }
}

/// Returns the name of an option as the log gives it.
pub(super) fn option_name(appraisal: &Appraisal, id: AlternativeId) -> &str {
    appraisal.alternative(id).map_or("option", |option| &option.name)
}

/// Returns an option.
pub(super) fn alternative(appraisal: &mut Appraisal, id: AlternativeId) -> Result<&mut Alternative, EditError> {
    let mut alternatives = appraisal.alternatives.iter_mut();
    alternatives.find(|option| option.id == id).ok_or(EditError::NotThere { what: "option" })
}

/// Refuses to leave an appraisal without business as usual, or without do-minimum, where no reason is recorded.
fn refuse_without_reason(appraisal: &mut Appraisal, id: AlternativeId) -> Applied {
    let role = alternative(appraisal, id)?.role;
    if role == Role::Candidate {
        return Ok(());
    }
    let others = appraisal.alternatives.iter().any(|option| option.id != id && option.role == role);
    let explained = appraisal.dropped.iter().any(|dropped| dropped.role == role);
    if others || explained { Ok(()) } else { Err(EditError::ReasonMissing { role: role.word() }) }
}

fn set_role(appraisal: &mut Appraisal, id: AlternativeId, role: Role) -> Applied {
    if alternative(appraisal, id)?.role == role {
        return Ok(());
    }
    refuse_without_reason(appraisal, id)?;
    alternative(appraisal, id)?.role = role;
    // It is no longer missing.
    appraisal.dropped.retain(|dropped| dropped.role != role);
    Ok(())
}

fn drop_with_reason(appraisal: &mut Appraisal, id: AlternativeId, reason: &str) -> Applied {
    let option = alternative(appraisal, id)?.clone();
    let reason = text(reason)?;
    if reason.is_empty() {
        return Err(EditError::OutOfRange { expected: "a reason, for readers who look for the option" });
    }
    room(&appraisal.dropped, Limit::Dropped)?;
    remove(appraisal, id)?;
    appraisal.dropped.push(Dropped { role: option.role, name: option.name, reason, unknown: Unknown::new() });
    Ok(())
}

fn remove(appraisal: &mut Appraisal, id: AlternativeId) -> Applied {
    let at = position(appraisal.alternatives.iter().map(|option| option.id), id, "option")?;
    appraisal.alternatives.remove(at);
    appraisal.scores.retain(|score| score.alternative != id);
    for gate in &mut appraisal.gates {
        gate.verdicts.retain(|verdict| verdict.alternative != id);
    }
    appraisal.record.recommended = appraisal.record.recommended.filter(|recommended| *recommended != id);
    Ok(())
}
