//! Edits within one appraisal.

use super::apply::{issue, move_item, name, position, text};
use super::{AppraisalEdit, EditError, ScaleEnd};
use crate::appraisal::{
    Alternative, Appraisal, Criterion, CriterionKind, Gate, Leaf, Outcome, Role, Score, ScoreState, Verdict,
};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId, GateId};
use crate::unknown::Unknown;

type Applied = Result<(), EditError>;

/// Makes an edit in an appraisal; new things take their ids from the case's counter.
pub(super) fn apply_to(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::SetTitle(title) => appraisal.title = name(title)?,
        AppraisalEdit::SetBasis(basis) => appraisal.basis = text(basis),
        AppraisalEdit::SetMateriality(points) => appraisal.materiality = points_in_range(*points)?,
        AppraisalEdit::AddAlternative(title) => {
            let name = name(title)?;
            let id = AlternativeId(issue(next_id)?);
            let unknown = Unknown::new();
            let role = Role::Candidate;
            appraisal.alternatives.push(Alternative {
                id,
                name,
                role,
                description: String::new(),
                cost: None,
                unknown,
            });
        }
        AppraisalEdit::RenameAlternative(id, title) => alternative(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::DescribeAlternative(id, words) => alternative(appraisal, *id)?.description = text(words),
        AppraisalEdit::SetRole(id, role) => alternative(appraisal, *id)?.role = *role,
        AppraisalEdit::MoveAlternative(id, to) => {
            let from = position(appraisal.alternatives.iter().map(|option| option.id), *id, "option")?;
            move_item(&mut appraisal.alternatives, from, *to);
        }
        AppraisalEdit::RemoveAlternative(id) => remove_alternative(appraisal, *id)?,
        AppraisalEdit::AddGate(title) => {
            let name = name(title)?;
            let id = GateId(issue(next_id)?);
            appraisal.gates.push(Gate { id, name, verdicts: Vec::new(), unknown: Unknown::new() });
        }
        AppraisalEdit::RenameGate(id, title) => gate(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::RemoveGate(id) => {
            let at = position(appraisal.gates.iter().map(|gate| gate.id), *id, "gate")?;
            appraisal.gates.remove(at);
        }
        AppraisalEdit::SetOutcome(id, option, outcome) => {
            judge(appraisal, *id, *option, |verdict| verdict.outcome = *outcome)?;
        }
        AppraisalEdit::SetEvidence(id, option, words) => {
            judge(appraisal, *id, *option, |verdict| verdict.evidence = text(words))?;
        }
        AppraisalEdit::SetScore(option, criterion, state) => {
            if let ScoreState::Points(points) = state {
                points_in_range(*points)?;
            }
            score(appraisal, *option, *criterion, |score| score.state = *state)?;
        }
        AppraisalEdit::SetScoreReason(option, criterion, words) => {
            score(appraisal, *option, *criterion, |score| score.reason = text(words))?;
        }
        AppraisalEdit::SetScoreSource(option, criterion, words) => {
            score(appraisal, *option, *criterion, |score| score.source = text(words))?;
        }
        _ => edit_criteria(appraisal, next_id, edit)?,
    }
    Ok(())
}

/// Edits of the criteria tree.
fn edit_criteria(appraisal: &mut Appraisal, next_id: &mut u32, edit: &AppraisalEdit) -> Applied {
    match edit {
        AppraisalEdit::AddFamily(title) => {
            let family = new_criterion(next_id, title, CriterionKind::Family(Vec::new()))?;
            appraisal.criteria.push(family);
        }
        AppraisalEdit::AddCriterion(family, title) => {
            let leaf = new_criterion(next_id, title, CriterionKind::Leaf(Leaf::default()))?;
            children(&mut appraisal.criteria, *family)?.push(leaf);
        }
        AppraisalEdit::RenameCriterion(id, title) => criterion(appraisal, *id)?.name = name(title)?,
        AppraisalEdit::DefineCriterion(id, words) => criterion(appraisal, *id)?.definition = text(words),
        AppraisalEdit::MoveCriterion(id, to) => {
            let siblings = siblings(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
            let from = position(siblings.iter().map(|criterion| criterion.id), *id, "criterion")?;
            move_item(siblings, from, *to);
        }
        AppraisalEdit::MoveToFamily(id, family) => move_to_family(appraisal, *id, *family)?,
        AppraisalEdit::RemoveCriterion(id) => {
            take(&mut appraisal.criteria, *id).ok_or(NO_CRITERION)?;
            let left: Vec<CriterionId> = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
            appraisal.scores.retain(|score| left.contains(&score.criterion));
        }
        AppraisalEdit::SetScale(id, scale) => {
            if let Some(expected) = scale.problem() {
                return Err(EditError::OutOfRange { expected: expected.trim_start_matches("expected ") });
            }
            leaf(appraisal, *id)?.scale = scale.clone();
        }
        AppraisalEdit::SetAnchor(id, ScaleEnd::Worst, words) => leaf(appraisal, *id)?.worst_anchor = text(words),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Best, words) => leaf(appraisal, *id)?.best_anchor = text(words),
        AppraisalEdit::SetSwing(id, points) => leaf(appraisal, *id)?.swing = *points,
        _ => {}
    }
    Ok(())
}

const NO_CRITERION: EditError = EditError::NotThere { what: "criterion" };

fn points_in_range(points: Finite) -> Result<Finite, EditError> {
    let inside = (0.0..=100.0).contains(&points.get());
    inside.then_some(points).ok_or(EditError::OutOfRange { expected: "points from 0 to 100" })
}

fn alternative(appraisal: &mut Appraisal, id: AlternativeId) -> Result<&mut Alternative, EditError> {
    let mut alternatives = appraisal.alternatives.iter_mut();
    alternatives.find(|option| option.id == id).ok_or(EditError::NotThere { what: "option" })
}

fn remove_alternative(appraisal: &mut Appraisal, id: AlternativeId) -> Applied {
    let at = position(appraisal.alternatives.iter().map(|option| option.id), id, "option")?;
    appraisal.alternatives.remove(at);
    appraisal.scores.retain(|score| score.alternative != id);
    for gate in &mut appraisal.gates {
        gate.verdicts.retain(|verdict| verdict.alternative != id);
    }
    Ok(())
}

fn gate(appraisal: &mut Appraisal, id: GateId) -> Result<&mut Gate, EditError> {
    appraisal.gates.iter_mut().find(|gate| gate.id == id).ok_or(EditError::NotThere { what: "gate" })
}

/// Changes the verdict of a gate on an option, made where there is none and dropped where nothing is left in it.
fn judge(appraisal: &mut Appraisal, id: GateId, option: AlternativeId, change: impl FnOnce(&mut Verdict)) -> Applied {
    alternative(appraisal, option)?;
    let verdicts = &mut gate(appraisal, id)?.verdicts;
    let at = verdicts.iter().position(|verdict| verdict.alternative == option).unwrap_or_else(|| {
        verdicts.push(Verdict { alternative: option, outcome: Outcome::NotYetKnown, evidence: String::new() });
        verdicts.len() - 1
    });
    change(&mut verdicts[at]);
    if verdicts[at].outcome == Outcome::NotYetKnown && verdicts[at].evidence.is_empty() {
        verdicts.remove(at);
    }
    Ok(())
}

/// Changes the score of an option on a leaf, made where there is none and dropped where nothing is left in it.
fn score(
    appraisal: &mut Appraisal,
    option: AlternativeId,
    id: CriterionId,
    change: impl FnOnce(&mut Score),
) -> Applied {
    alternative(appraisal, option)?;
    leaf(appraisal, id)?;
    let place = appraisal.scores.iter().position(|score| score.alternative == option && score.criterion == id);
    let at = place.unwrap_or_else(|| {
        appraisal.scores.push(Score {
            alternative: option,
            criterion: id,
            state: ScoreState::NotScored,
            reason: String::new(),
            source: String::new(),
            unknown: Unknown::new(),
        });
        appraisal.scores.len() - 1
    });
    let score = &mut appraisal.scores[at];
    change(score);
    let words_left = !(score.reason.is_empty() && score.source.is_empty() && score.unknown.is_empty());
    if score.state == ScoreState::NotScored && !words_left {
        appraisal.scores.remove(at);
    }
    Ok(())
}

fn new_criterion(next_id: &mut u32, title: &str, kind: CriterionKind) -> Result<Criterion, EditError> {
    let name = name(title)?;
    let id = CriterionId(issue(next_id)?);
    Ok(Criterion { id, name, definition: String::new(), kind, unknown: Unknown::new() })
}

/// Returns the criteria that stand beside this one, itself among them.
fn siblings(criteria: &mut Vec<Criterion>, id: CriterionId) -> Option<&mut Vec<Criterion>> {
    if criteria.iter().any(|criterion| criterion.id == id) {
        return Some(criteria);
    }
    criteria.iter_mut().find_map(|criterion| match &mut criterion.kind {
        CriterionKind::Family(children) => siblings(children, id),
        CriterionKind::Leaf(_) => None,
    })
}

fn criterion(appraisal: &mut Appraisal, id: CriterionId) -> Result<&mut Criterion, EditError> {
    let siblings = siblings(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    siblings.iter_mut().find(|criterion| criterion.id == id).ok_or(NO_CRITERION)
}

fn leaf(appraisal: &mut Appraisal, id: CriterionId) -> Result<&mut Leaf, EditError> {
    match &mut criterion(appraisal, id)?.kind {
        CriterionKind::Leaf(leaf) => Ok(leaf),
        CriterionKind::Family(_) => Err(EditError::NotALeaf),
    }
}

/// Returns the children of a family, or the top of the tree.
fn children(criteria: &mut Vec<Criterion>, family: Option<CriterionId>) -> Result<&mut Vec<Criterion>, EditError> {
    let Some(id) = family else { return Ok(criteria) };
    let siblings = siblings(criteria, id).ok_or(EditError::NotThere { what: "family" })?;
    match siblings.iter_mut().find(|criterion| criterion.id == id).map(|criterion| &mut criterion.kind) {
        Some(CriterionKind::Family(children)) => Ok(children),
        Some(CriterionKind::Leaf(_)) => Err(EditError::NotAFamily),
        None => Err(EditError::NotThere { what: "family" }),
    }
}

/// Takes a criterion out of the tree.
fn take(criteria: &mut Vec<Criterion>, id: CriterionId) -> Option<Criterion> {
    let siblings = siblings(criteria, id)?;
    let at = siblings.iter().position(|criterion| criterion.id == id)?;
    Some(siblings.remove(at))
}

fn move_to_family(appraisal: &mut Appraisal, id: CriterionId, family: Option<CriterionId>) -> Applied {
    let moved = take(&mut appraisal.criteria, id).ok_or(NO_CRITERION)?;
    if let Some(family) = family {
        let within = std::slice::from_ref(&moved);
        if contains(within, family) {
            return Err(EditError::IntoItself);
        }
    }
    children(&mut appraisal.criteria, family)?.push(moved);
    Ok(())
}

fn contains(criteria: &[Criterion], id: CriterionId) -> bool {
    criteria.iter().any(|criterion| match &criterion.kind {
        _ if criterion.id == id => true,
        CriterionKind::Family(children) => contains(children, id),
        CriterionKind::Leaf(_) => false,
    })
}
