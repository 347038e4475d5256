//! Edits of an appraisal's gates and of how options stand at them.

use super::EditError;
use super::given::{Applied, issue, move_item, name, position, room, text};
use super::option::{alternative, option_name};
use crate::appraisal::{Appraisal, Gate, Outcome, Verdict};
use crate::id::{AlternativeId, GateId};
use crate::limits::Limit;
use crate::log::Part;
use crate::unknown::Unknown;

/// A change of the gates of an appraisal. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum GateEdit {
    /// Adds a gate.
    Add(String),
    /// Renames a gate.
    Rename(GateId, String),
    /// Moves a gate to a position.
    Move(GateId, usize),
    /// Removes a gate.
    Remove(GateId),
    /// Records how an option stands at a gate.
    SetOutcome(GateId, AlternativeId, Outcome),
    /// Records why.
    SetEvidence(GateId, AlternativeId, String),
}

impl GateEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32) -> Applied {
        match self {
            GateEdit::Add(title) => {
                let name = name(title)?;
                room(&appraisal.gates, Limit::Gates)?;
                let id = GateId(issue(next_id)?);
                appraisal.gates.push(Gate { id, name, verdicts: Vec::new(), unknown: Unknown::new() });
            }
            GateEdit::Rename(id, title) => gate(appraisal, *id)?.name = name(title)?,
            GateEdit::Move(id, to) => {
                let from = place(appraisal, *id)?;
                move_item(&mut appraisal.gates, from, *to);
            }
            GateEdit::Remove(id) => {
                let at = place(appraisal, *id)?;
                appraisal.gates.remove(at);
            }
            GateEdit::SetOutcome(id, option, outcome) => {
                judge(appraisal, *id, *option, |verdict| verdict.outcome = *outcome)?;
            }
            GateEdit::SetEvidence(id, option, words) => {
                let evidence = text(words)?;
                judge(appraisal, *id, *option, |verdict| verdict.evidence = evidence)?;
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        let named = |id: &GateId| appraisal.gate(*id).map_or("gate", |gate| &gate.name);
        let option = |id: &AlternativeId| option_name(appraisal, *id);
        match self {
            GateEdit::Add(name) => format!("Add gate {}", name.trim()),
            GateEdit::Rename(id, _) => format!("Name of gate {}", named(id)),
            GateEdit::Move(id, _) => format!("Place of gate {}", named(id)),
            GateEdit::Remove(id) => format!("Remove gate {}", named(id)),
            GateEdit::SetOutcome(id, alternative, _) => format!("{} at gate {}", option(alternative), named(id)),
            GateEdit::SetEvidence(id, alternative, _) => {
                format!("Evidence for {} at gate {}", option(alternative), named(id))
            }
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let verdict = |id: &GateId, option: &AlternativeId| {
            appraisal.gate(*id)?.verdicts.iter().find(|verdict| verdict.alternative == *option)
        };
        match self {
            GateEdit::Rename(id, _) => appraisal.gate(*id).map_or(String::new(), |gate| gate.name.clone()),
            GateEdit::SetOutcome(id, option, _) => {
                verdict(id, option).map_or_else(Outcome::default, |verdict| verdict.outcome).word().to_owned()
            }
            GateEdit::SetEvidence(id, option, _) => {
                verdict(id, option).map_or(String::new(), |verdict| verdict.evidence.clone())
            }
            GateEdit::Add(_) | GateEdit::Move(..) | GateEdit::Remove(_) => String::new(),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            GateEdit::Add(_) | GateEdit::Remove(_) | GateEdit::SetOutcome(..) => Some(Part::Frame),
            GateEdit::Rename(..) | GateEdit::Move(..) | GateEdit::SetEvidence(..) => None,
        }
    }
}

fn place(appraisal: &Appraisal, id: GateId) -> Result<usize, EditError> {
    position(appraisal.gates.iter().map(|gate| gate.id), id, "gate")
}

fn gate(appraisal: &mut Appraisal, id: GateId) -> Result<&mut Gate, EditError> {
    appraisal.gates.iter_mut().find(|gate| gate.id == id).ok_or(EditError::NotThere { what: "gate" })
}

/// Changes the verdict of a gate on an option, made where there is none and dropped where nothing is left in it.
fn judge(appraisal: &mut Appraisal, id: GateId, option: AlternativeId, change: impl FnOnce(&mut Verdict)) -> Applied {
    alternative(appraisal, option)?;
    let verdicts = &mut gate(appraisal, id)?.verdicts;
    let at = verdicts.iter().position(|verdict| verdict.alternative == option).unwrap_or_else(|| {
        verdicts.push(Verdict {
            alternative: option,
            outcome: Outcome::NotYetKnown,
            evidence: String::new(),
            unknown: Unknown::new(),
        });
        verdicts.len() - 1
    });
    change(&mut verdicts[at]);
    let left = &verdicts[at];
    if left.outcome == Outcome::NotYetKnown && left.evidence.is_empty() && left.unknown.is_empty() {
        verdicts.remove(at);
    }
    Ok(())
}
