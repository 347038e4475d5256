//! What a contribution or a score must be before it is put into its grid: about things that are there, in range, and the only
//! one in its place.

use super::rule::{Checked, first, in_range, refers};
use super::{Document, LoadError};
use crate::alignment::Contribution;
use crate::appraisal::{Appraisal, Scale, Score, ScoreState};
use crate::grid::Grid;
use crate::id::{ActionId, AlternativeId, CriterionId, FrameworkId, GoalId, InitiativeId};
use crate::programme::ActionKind;
use std::collections::{HashMap, HashSet};

/// What the items of a grid that is being filled may name.
#[derive(Debug)]
pub(super) enum Cells {
    None,
    Contributions(Contributions),
    Scores(HashSet<AlternativeId>, HashMap<CriterionId, Scale>),
}

/// What a contribution may name.
#[derive(Debug)]
pub(super) struct Contributions {
    initiatives: HashSet<InitiativeId>,
    /// Each goal with its framework.
    goals: HashMap<GoalId, FrameworkId>,
    to_find_out: HashSet<ActionId>,
    /// The initiative of the one before, which need not be looked up again: a file has them together.
    last: Option<InitiativeId>,
}

impl Cells {
    /// Returns the empty grid of what initiatives do for goals. Both must have been read, and the actions.
    pub(super) fn of_contributions(document: &Document) -> Cells {
        let case = &document.case;
        let initiatives = case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
        let finds_out = case.programme.actions.iter().filter(|action| action.kind == ActionKind::FindOut);
        Cells::Contributions(Contributions {
            initiatives,
            goals: case.goals().map(|(framework, goal)| (goal.id, framework.id)).collect(),
            to_find_out: finds_out.map(|action| action.id).collect(),
            last: None,
        })
    }

    /// Returns the empty grid of scores. Options and criteria must have been read.
    pub(super) fn of_scores(appraisal: &Appraisal) -> Cells {
        let options = appraisal.alternatives.iter().map(|option| option.id).collect();
        let leaves = appraisal.leaves().into_iter().map(|(criterion, leaf)| (criterion.id, leaf.scale.clone()));
        Cells::Scores(options, leaves.collect())
    }

    /// Checks a contribution before it is put into its grid.
    pub(super) fn check_contribution(
        &mut self,
        one: &Contribution,
        grid: &Grid<Contribution>,
        path: &dyn Fn() -> String,
    ) -> Checked {
        let Cells::Contributions(Contributions { initiatives, goals, to_find_out, last }) = self else {
            return Ok(());
        };
        if *last != Some(one.initiative) {
            refers(initiatives, one.initiative, || path() + ".initiative", "an initiative")?;
            *last = Some(one.initiative);
        }
        if let Some(action) = one.find_out {
            refers(to_find_out, action, || path() + ".find_out", "an action of the kind find_out")?;
        }
        if !goals.contains_key(&one.goal) {
            return refers(&HashSet::new(), one.goal, || path() + ".goal", "a goal");
        }
        if let Some(from) = &one.carried_from {
            let path = || path() + ".carried_from.goal";
            match goals.get(&from.goal) {
                Some(framework) if *framework == from.framework => {}
                Some(_) => return Err(LoadError::invalid(path(), "expected a goal of the framework beside it")),
                None => return refers(&HashSet::new(), from.goal, path, "a goal"),
            }
        }
        let is_taken = grid.get(one.initiative, one.goal).is_some();
        first(is_taken, path, "one contribution for each initiative and goal")
    }

    /// Checks a score before it is put into its grid.
    pub(super) fn check_score(&self, score: &Score, grid: Option<&Grid<Score>>, path: &dyn Fn() -> String) -> Checked {
        let Cells::Scores(options, leaves) = self else { return Ok(()) };
        refers(options, score.alternative, || path() + ".alternative", "an option of this appraisal")?;
        let Some(scale) = leaves.get(&score.criterion) else {
            let what = "a criterion that options are scored on";
            return refers(&HashSet::new(), score.criterion, || path() + ".criterion", what);
        };
        let is_taken = grid.is_some_and(|grid| grid.get(score.alternative, score.criterion).is_some());
        first(is_taken, path, "one score for each option and criterion")?;
        match score.state {
            ScoreState::Points(points) => {
                in_range(points.get(), 0.0, 100.0, || path() + ".state.points", "points from 0 to 100")?;
            }
            ScoreState::Level(level) if !scale.levels().iter().any(|known| known.id == level) => {
                let what = "a level of the criterion’s scale";
                return refers(&HashSet::new(), level, || path() + ".state.level", what);
            }
            _ => {}
        }
        if let Some(range) = &score.range
            && range.high < range.low
        {
            let found = format!("expected a number from {} up, found {}", range.low.get(), range.high.get());
            return Err(LoadError::invalid(path() + ".range.high", found));
        }
        Ok(())
    }
}
