//! What types alone cannot promise of an appraisal that was read. Scores are checked before (`cells`).

use super::LoadError;
use super::rule::{Checked, in_range, obeys, once, refers};
use crate::appraisal::{Appraisal, Costing, Criterion, CriterionKind, Uplift};
use crate::id::{AlternativeId, CriterionId, GoalId};
use std::collections::HashSet;

/// What is told of each id: the id, and its place when it is asked for.
type Found<'a> = &'a mut dyn FnMut(u32, &dyn Fn() -> String) -> Checked;

/// Tells every id of an appraisal with its place.
pub(super) fn each_id(appraisal: &Appraisal, path: &str, found: Found<'_>) -> Checked {
    found(appraisal.id.0, &|| path.to_owned())?;
    for (i, alternative) in appraisal.alternatives.iter().enumerate() {
        found(alternative.id.0, &|| format!("{path}.alternatives[{i}]"))?;
    }
    for (i, gate) in appraisal.gates.iter().enumerate() {
        found(gate.id.0, &|| format!("{path}.gates[{i}]"))?;
    }
    each_id_of_criteria(&appraisal.criteria, &format!("{path}.criteria"), found)?;
    for (i, set) in appraisal.weight_sets.iter().enumerate() {
        found(set.id.0, &|| format!("{path}.weight_sets[{i}]"))?;
    }
    Ok(())
}

fn each_id_of_criteria(criteria: &[Criterion], path: &str, found: Found<'_>) -> Checked {
    for (i, criterion) in criteria.iter().enumerate() {
        found(criterion.id.0, &|| format!("{path}[{i}]"))?;
        match &criterion.kind {
            CriterionKind::Family(children) => {
                each_id_of_criteria(children, &format!("{path}[{i}].kind.family"), found)?;
            }
            CriterionKind::Leaf(leaf) => {
                for (j, level) in leaf.scale.levels().iter().enumerate() {
                    found(level.id.0, &|| format!("{path}[{i}].kind.leaf.scale.levels[{j}]"))?;
                }
            }
        }
    }
    Ok(())
}

/// Returns the first thing that is wrong in an appraisal, with its place.
pub(super) fn check_appraisal(appraisal: &Appraisal, path: &str, goals: &HashSet<GoalId>) -> Checked {
    let materiality = appraisal.materiality.get();
    in_range(materiality, 0.0, 100.0, || format!("{path}.materiality"), "points from 0 to 100")?;
    let alternatives: HashSet<AlternativeId> = appraisal.alternatives.iter().map(|option| option.id).collect();
    for (i, gate) in appraisal.gates.iter().enumerate() {
        let mut judged = HashSet::new();
        for (j, verdict) in gate.verdicts.iter().enumerate() {
            let place = || format!("{path}.gates[{i}].verdicts[{j}]");
            refers(&alternatives, verdict.alternative, || place() + ".alternative", "an option of this appraisal")?;
            once(&mut judged, verdict.alternative, place, "one verdict for each option")?;
        }
    }
    if let Some(recommended) = appraisal.record.recommended {
        let place = || format!("{path}.record.recommended");
        refers(&alternatives, recommended, place, "an option of this appraisal")?;
    }
    check_criteria(&appraisal.criteria, &format!("{path}.criteria"), goals)?;
    check_weight_sets(appraisal, path)?;
    check_costs(appraisal, path)
}

fn check_criteria(criteria: &[Criterion], path: &str, goals: &HashSet<GoalId>) -> Checked {
    for (i, criterion) in criteria.iter().enumerate() {
        let path = format!("{path}[{i}]");
        if let Some(goal) = criterion.goal {
            refers(goals, goal, || format!("{path}.goal"), "a goal of this case")?;
        }
        match &criterion.kind {
            CriterionKind::Family(children) => check_criteria(children, &format!("{path}.kind.family"), goals)?,
            CriterionKind::Leaf(leaf) => {
                obeys(leaf.scale.problem(), || format!("{path}.kind.leaf.scale"))?;
            }
        }
    }
    Ok(())
}

fn check_weight_sets(appraisal: &Appraisal, path: &str) -> Checked {
    let known: HashSet<CriterionId> = appraisal.walk().map(|node| node.criterion.id).collect();
    for (i, set) in appraisal.weight_sets.iter().enumerate() {
        let place = format!("{path}.weight_sets[{i}]");
        refers_all(&known, set.elicitation.criteria_said(), || format!("{place}.elicitation"))?;
        refers_all(&known, set.looked_at.clone(), || format!("{place}.looked_at"))?;
        if let Some((at, expected)) = set.elicitation.problem() {
            return Err(LoadError::invalid(format!("{place}.elicitation.{at}"), expected.to_owned()));
        }
    }
    if let Some(used) = appraisal.weights_in_use {
        let sets = appraisal.weight_sets.iter().map(|set| set.id).collect();
        refers(&sets, used, || format!("{path}.weights_in_use"), "a weight set of this appraisal")?;
    }
    Ok(())
}

fn refers_all(known: &HashSet<CriterionId>, ids: Vec<CriterionId>, place: impl Fn() -> String) -> Checked {
    match ids.into_iter().find(|id| !known.contains(id)) {
        None => Ok(()),
        Some(id) => {
            let found = format!("expected the ids of criteria of this appraisal, found {id}, which is none");
            Err(LoadError::invalid(place(), found))
        }
    }
}

fn check_costs(appraisal: &Appraisal, path: &str) -> Checked {
    for (i, option) in appraisal.alternatives.iter().enumerate() {
        let uplift = option.cost.as_ref().and_then(|cost| cost.uplift.as_ref());
        obeys(uplift.and_then(Uplift::problem), || format!("{path}.alternatives[{i}].cost.uplift"))?;
    }
    obeys(appraisal.costing.as_ref().and_then(Costing::problem), || format!("{path}.costing"))
}
