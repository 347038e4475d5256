//! Edits within one appraisal: its frame, options, gates, costs and record. The tree is in `criteria`, the rest beside it.

use super::apply::{issue, move_item, name, obeys, position, room, text};
use super::{AppraisalEdit, EditError, criteria, scores, weights};
use crate::appraisal::{
    Alternative, Appraisal, Cost, Costing, Dropped, Gate, Outcome, Override, Role, Uplift, Verdict,
};
use crate::finite::Finite;
use crate::id::{AlternativeId, GateId};
use crate::limits::Limit;
use crate::unknown::Unknown;

pub(super) type Applied = Result<(), EditError>;

/// Makes an edit in an appraisal; new things take their ids from the case's counter.
pub(super) fn apply_to(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetTitle(title) => appraisal.title = name(title)?,
        AppraisalEdit::SetBasis(basis) => appraisal.basis = text(basis)?,
        AppraisalEdit::SetMateriality(points) => appraisal.materiality = points_in_range(*points)?,
        AppraisalEdit::SetStage(stage) => appraisal.frame.stage = *stage,
        AppraisalEdit::SetGuidance(words) => appraisal.frame.guidance = text(words)?,
        AppraisalEdit::SetRoom(roles) => {
            let roles = roles.iter().map(|role| text(role)).collect::<Result<Vec<String>, EditError>>()?;
            let roles: Vec<String> = roles.into_iter().filter(|role| !role.is_empty()).collect();
            Limit::Roles.check(roles.len())?;
            appraisal.frame.room = roles;
        }
        AppraisalEdit::AddAlternative(title) => {
            let name = name(title)?;
            room(&appraisal.alternatives, Limit::Options)?;
            let id = AlternativeId(issue(next_id)?);
            appraisal.alternatives.push(Alternative::named(id, &name, Role::Candidate));
        }
        AppraisalEdit::RenameAlternative(id, title) => alternative(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::DescribeAlternative(id, words) => alternative(appraisal, *id)?.description = text(words)?,
        AppraisalEdit::SetRole(id, role) => set_role(appraisal, *id, *role)?,
        AppraisalEdit::MoveAlternative(id, to) => {
            let from = position(appraisal.alternatives.iter().map(|option| option.id), *id, "option")?;
            move_item(&mut appraisal.alternatives, from, *to);
        }
        AppraisalEdit::RemoveAlternative(id) => {
            refuse_without_reason(appraisal, *id)?;
            remove_alternative(appraisal, *id)?;
        }
        AppraisalEdit::DropAlternative(id, reason) => drop_alternative(appraisal, *id, reason)?,
        AppraisalEdit::SetCost(id, cost) => {
            check_cost(cost.as_deref())?;
            alternative(appraisal, *id)?.cost = cost.as_deref().cloned();
        }
        AppraisalEdit::SetCosting(costing) => {
            check_costing(costing.as_deref())?;
            appraisal.costing = costing.as_deref().cloned();
        }
        AppraisalEdit::AddGate(title) => {
            let name = name(title)?;
            room(&appraisal.gates, Limit::Gates)?;
            let id = GateId(issue(next_id)?);
            appraisal.gates.push(Gate { id, name, verdicts: Vec::new(), unknown: Unknown::new() });
        }
        AppraisalEdit::RenameGate(id, title) => gate(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::MoveGate(id, to) => {
            let from = position(appraisal.gates.iter().map(|gate| gate.id), *id, "gate")?;
            move_item(&mut appraisal.gates, from, *to);
        }
        AppraisalEdit::RemoveGate(id) => {
            let at = position(appraisal.gates.iter().map(|gate| gate.id), *id, "gate")?;
            appraisal.gates.remove(at);
        }
        AppraisalEdit::SetOutcome(id, option, outcome) => {
            judge(appraisal, *id, *option, |verdict| verdict.outcome = *outcome)?;
        }
        AppraisalEdit::SetEvidence(id, option, words) => {
            let evidence = text(words)?;
            judge(appraisal, *id, *option, |verdict| verdict.evidence = evidence)?;
        }
        _ => return record(appraisal, next_id, edit),
    }
    Ok(())
}

/// Edits of the record; what is none of them belongs to scores, weights or the tree.
fn record(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetRecommended(id) => {
            if let Some(id) = id {
                alternative(appraisal, *id)?;
            }
            appraisal.record.recommended = *id;
        }
        AppraisalEdit::SetRecommendation(words) => appraisal.record.recommendation = text(words)?,
        AppraisalEdit::SetDissent(words) => appraisal.record.dissent = text(words)?,
        AppraisalEdit::SetOverride(finding, reason) => {
            let overrides = &mut appraisal.record.overrides;
            let reason = text(reason)?;
            match overrides.iter_mut().find(|other| other.finding == *finding) {
                Some(_) if reason.is_empty() => overrides.retain(|other| other.finding != *finding),
                Some(answer) => answer.reason = reason,
                None if reason.is_empty() => {}
                None => {
                    room(overrides, Limit::Overrides)?;
                    Limit::check_text(finding)?;
                    overrides.push(Override { finding: finding.clone(), reason, unknown: Unknown::new() });
                }
            }
        }
        AppraisalEdit::SetScore(..)
        | AppraisalEdit::SetScores(_)
        | AppraisalEdit::SetScoreRange(..)
        | AppraisalEdit::SetScoreReason(..)
        | AppraisalEdit::SetScoreSource(..) => scores::apply_to(appraisal, edit)?,
        AppraisalEdit::SetSwing(..)
        | AppraisalEdit::ConfirmWeight(_)
        | AppraisalEdit::AddWeightSet(..)
        | AppraisalEdit::RenameWeightSet(..)
        | AppraisalEdit::RemoveWeightSet(_)
        | AppraisalEdit::UseWeights(_)
        | AppraisalEdit::SetPlaces(..)
        | AppraisalEdit::Weigh(..)
        | AppraisalEdit::SetBlind(_) => weights::apply_to(appraisal, next_id, edit)?,
        _ => criteria::apply_to(appraisal, next_id, edit)?,
    }
    Ok(())
}

/// Returns points from 0 to 100 as they are.
pub(super) fn points_in_range(points: Finite) -> Result<Finite, EditError> {
    let inside = (0.0..=100.0).contains(&points.get());
    inside.then_some(points).ok_or(EditError::OutOfRange { expected: "points from 0 to 100" })
}

/// Returns an option.
pub(super) fn alternative(appraisal: &mut Appraisal, id: AlternativeId) -> Result<&mut Alternative, EditError> {
    let mut alternatives = appraisal.alternatives.iter_mut();
    alternatives.find(|option| option.id == id).ok_or(EditError::NotThere { what: "option" })
}

/// Refuses to leave an appraisal without business as usual, or without do-minimum, where no reason is recorded.
fn refuse_without_reason(appraisal: &mut Appraisal, id: AlternativeId) -> Applied {
    let role = alternative(appraisal, id)?.role;
    let words = match role {
        Role::BusinessAsUsual => "business as usual",
        Role::DoMinimum => "do minimum",
        Role::Candidate => return Ok(()),
    };
    let others = appraisal.alternatives.iter().any(|option| option.id != id && option.role == role);
    let explained = appraisal.dropped.iter().any(|dropped| dropped.role == role);
    if others || explained { Ok(()) } else { Err(EditError::ReasonMissing { role: words }) }
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

fn drop_alternative(appraisal: &mut Appraisal, id: AlternativeId, reason: &str) -> Applied {
    let option = alternative(appraisal, id)?.clone();
    let reason = text(reason)?;
    if reason.is_empty() {
        return Err(EditError::OutOfRange { expected: "a reason, for whoever reads this and misses the option" });
    }
    room(&appraisal.dropped, Limit::Dropped)?;
    remove_alternative(appraisal, id)?;
    appraisal.dropped.push(Dropped { role: option.role, name: option.name, reason, unknown: Unknown::new() });
    Ok(())
}

fn remove_alternative(appraisal: &mut Appraisal, id: AlternativeId) -> Applied {
    let at = position(appraisal.alternatives.iter().map(|option| option.id), id, "option")?;
    appraisal.alternatives.remove(at);
    appraisal.scores.retain(|score| score.alternative != id);
    for gate in &mut appraisal.gates {
        gate.verdicts.retain(|verdict| verdict.alternative != id);
    }
    appraisal.record.recommended = appraisal.record.recommended.filter(|recommended| *recommended != id);
    Ok(())
}

fn check_cost(cost: Option<&Cost>) -> Applied {
    let Some(cost) = cost else { return Ok(()) };
    Limit::DatedCosts.check(cost.dated.len())?;
    let uplift = cost.uplift.iter().flat_map(|uplift| [&uplift.class, &uplift.source]);
    let mut texts = cost.dated.iter().map(|dated| &dated.label).chain(uplift).chain([&cost.optimism_bias_basis]);
    texts.try_for_each(|text| Ok::<(), EditError>(Limit::check_text(text)?))?;
    obeys(cost.uplift.as_ref().and_then(Uplift::problem))
}

fn check_costing(costing: Option<&Costing>) -> Applied {
    let Some(costing) = costing else { return Ok(()) };
    Limit::Years.check(costing.carbon_prices.len())?;
    Limit::check_text(&costing.price_base)?;
    Limit::check_text(&costing.carbon_source)?;
    obeys(costing.problem())
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
    if verdicts[at].outcome == Outcome::NotYetKnown
        && verdicts[at].evidence.is_empty()
        && verdicts[at].unknown.is_empty()
    {
        verdicts.remove(at);
    }
    Ok(())
}
