//! What types alone cannot promise of an appraisal that was read.

use super::LoadError;
use super::check::{Checked, Ids, in_range, once, refers};
use crate::appraisal::{Appraisal, Costing, Criterion, CriterionKind, Elicitation, ScoreState};
use crate::id::{AlternativeId, CriterionId, GoalId};
use std::collections::HashSet;

/// Returns the first thing that is wrong in an appraisal, with its place.
pub(super) fn check_appraisal(appraisal: &Appraisal, path: &str, ids: &mut Ids, goals: &HashSet<GoalId>) -> Checked {
    let materiality = appraisal.materiality.get();
    in_range(materiality, 0.0, 100.0, || format!("{path}.materiality"), "points from 0 to 100")?;
    for (i, alternative) in appraisal.alternatives.iter().enumerate() {
        ids.issue(alternative.id.0, &format!("{path}.alternatives[{i}]"))?;
    }
    let alternatives: HashSet<AlternativeId> = appraisal.alternatives.iter().map(|option| option.id).collect();
    for (i, gate) in appraisal.gates.iter().enumerate() {
        ids.issue(gate.id.0, &format!("{path}.gates[{i}]"))?;
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
    check_criteria(&appraisal.criteria, &format!("{path}.criteria"), ids, goals)?;
    check_scores(appraisal, path, &alternatives)?;
    check_weight_sets(appraisal, path, ids)?;
    check_costs(appraisal, path)
}

fn check_criteria(criteria: &[Criterion], path: &str, ids: &mut Ids, goals: &HashSet<GoalId>) -> Checked {
    for (i, criterion) in criteria.iter().enumerate() {
        let path = format!("{path}[{i}]");
        ids.issue(criterion.id.0, &path)?;
        if let Some(goal) = criterion.goal {
            refers(goals, goal, || format!("{path}.goal"), "a goal of this case")?;
        }
        match &criterion.kind {
            CriterionKind::Family(children) => check_criteria(children, &format!("{path}.kind.family"), ids, goals)?,
            CriterionKind::Leaf(leaf) => {
                let place = format!("{path}.kind.leaf.scale");
                for (j, level) in leaf.scale.levels().iter().enumerate() {
                    ids.issue(level.id.0, &format!("{place}.levels[{j}]"))?;
                }
                let problem = leaf.scale.problem();
                problem.map_or(Ok(()), |problem| Err(LoadError::invalid(place, problem)))?;
            }
        }
    }
    Ok(())
}

fn check_scores(appraisal: &Appraisal, path: &str, alternatives: &HashSet<AlternativeId>) -> Checked {
    let leaves = appraisal.leaves();
    let known: HashSet<CriterionId> = leaves.iter().map(|(criterion, _)| criterion.id).collect();
    let mut scored = HashSet::new();
    for (i, score) in appraisal.scores.iter().enumerate() {
        let place = || format!("{path}.scores[{i}]");
        refers(alternatives, score.alternative, || place() + ".alternative", "an option of this appraisal")?;
        refers(&known, score.criterion, || place() + ".criterion", "a criterion that options are scored on")?;
        once(&mut scored, (score.alternative, score.criterion), place, "one score for each option and criterion")?;
        match score.state {
            ScoreState::Points(points) => {
                in_range(points.get(), 0.0, 100.0, || place() + ".state.points", "points from 0 to 100")?;
            }
            ScoreState::Level(level) => {
                let own = leaves.iter().filter(|(criterion, _)| criterion.id == score.criterion);
                let levels = own.flat_map(|(_, leaf)| leaf.scale.levels()).map(|level| level.id).collect();
                refers(&levels, level, || place() + ".state.level", "a level of the criterion’s scale")?;
            }
            _ => {}
        }
        if let Some(range) = score.range
            && range.high < range.low
        {
            let found = format!("expected a number from {} up, found {}", range.low.get(), range.high.get());
            return Err(LoadError::invalid(place() + ".range.high", found));
        }
    }
    Ok(())
}

fn check_weight_sets(appraisal: &Appraisal, path: &str, ids: &mut Ids) -> Checked {
    for (i, set) in appraisal.weight_sets.iter().enumerate() {
        let place = format!("{path}.weight_sets[{i}]");
        ids.issue(set.id.0, &place)?;
        let said: Vec<CriterionId> = match &set.elicitation {
            Elicitation::Swing(given) | Elicitation::Direct(given) => given.iter().map(|one| one.criterion).collect(),
            Elicitation::Ranking { places, .. } => places.iter().map(|place| place.criterion).collect(),
            Elicitation::Pairwise(judgements) => judgements.iter().flat_map(|one| [one.more, one.less]).collect(),
            Elicitation::Interval(ranges) => ranges.iter().map(|range| range.criterion).collect(),
        };
        let stranger = said.iter().find(|id| appraisal.criterion(**id).is_none());
        if let Some(id) = stranger {
            let found = format!("expected the ids of criteria of this appraisal, found {id}, which is none");
            return Err(LoadError::invalid(format!("{place}.elicitation"), found));
        }
        if let Elicitation::Pairwise(judgements) = &set.elicitation {
            for (j, judgement) in judgements.iter().enumerate() {
                let times = || format!("{place}.elicitation.pairwise[{j}].times");
                in_range(judgement.times.get(), 1.0, 9.1, times, "a judgement from 1 to 9")?;
            }
        }
    }
    if let Some(used) = appraisal.weights_in_use {
        let sets = appraisal.weight_sets.iter().map(|set| set.id).collect();
        refers(&sets, used, || format!("{path}.weights_in_use"), "a weight set of this appraisal")?;
    }
    Ok(())
}

fn check_costs(appraisal: &Appraisal, path: &str) -> Checked {
    if let Some(costing) = &appraisal.costing {
        let place = || format!("{path}.costing.n_years");
        let longest = f64::from(Costing::LONGEST);
        in_range(f64::from(costing.n_years), 1.0, longest, place, "a horizon from 1 to 100 years")?;
    }
    Ok(())
}
