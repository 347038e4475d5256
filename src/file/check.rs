//! What types alone cannot promise of a case that was read: each id once, each reference to something, numbers in range.
//! Contributions and scores are checked before (`cells`).
//!
//! The check goes step by step, so that a large case can be checked in slices; each step takes some thousand look-ups.

use super::LoadError;
use super::check_appraisal::{check_appraisal, each_id as each_id_of_appraisal};
use super::check_programme::{Known, check_initiative, check_programme};
use super::check_workshop::{check_workshops, each_id as each_id_of_workshops};
use super::rule::{Checked, in_range, obeys, once, refers};
use crate::case::Case;
use crate::id::{GoalId, InitiativeId};
use std::collections::HashSet;

/// How many initiatives are looked at in one step.
const AT_ONCE: usize = 200;

/// A check of one case, as far as it has come.
#[derive(Debug, Default)]
pub(super) struct Check {
    stage: Stage,
    /// How many items of this stage were looked at.
    at: usize,
    initiatives: HashSet<InitiativeId>,
    goals: HashSet<GoalId>,
    known: Known,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    #[default]
    Ids,
    Appraisals,
    Programme,
    Rest,
}

impl Check {
    /// Makes one step. Returns whether it was the last.
    ///
    /// # Errors
    /// The first thing that is wrong in the case, with its place.
    pub(super) fn step(&mut self, case: &Case) -> Result<bool, LoadError> {
        let (n_items, next) = match self.stage {
            Stage::Ids => {
                self.initiatives = case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
                self.goals = case.goals().map(|(_, goal)| goal.id).collect();
                self.known = Known::of(case);
                check_ids(case)?;
                (0, Stage::Appraisals)
            }
            Stage::Appraisals => {
                if let Some(appraisal) = case.appraisals.get(self.at) {
                    check_appraisal(appraisal, &format!("case.appraisals[{}]", self.at), &self.goals)?;
                }
                self.at += 1;
                (case.appraisals.len(), Stage::Programme)
            }
            Stage::Programme => {
                self.check_dependencies(case)?;
                self.at += AT_ONCE;
                (case.programme.initiatives.len(), Stage::Rest)
            }
            Stage::Rest => {
                self.check_rest(case)?;
                return Ok(true);
            }
        };
        if self.at >= n_items {
            (self.stage, self.at) = (next, 0);
        }
        Ok(false)
    }

    fn check_dependencies(&self, case: &Case) -> Checked {
        for (i, initiative) in case.programme.initiatives.iter().enumerate().skip(self.at).take(AT_ONCE) {
            for (j, dependency) in initiative.dependencies.iter().enumerate() {
                if let crate::programme::Dependency::Initiative(id) = dependency {
                    let path = || format!("case.programme.initiatives[{i}].dependencies[{j}]");
                    refers(&self.initiatives, *id, path, "an initiative")?;
                }
            }
            let path = |member: &str| format!("case.programme.initiatives[{i}].{member}");
            obeys(initiative.money.problem(), || path("money"))?;
            let mut answered = HashSet::new();
            for (j, implication) in initiative.implications.iter().enumerate() {
                let path = || path(&format!("implications[{j}]"));
                obeys(implication.problem(), path)?;
                once(&mut answered, &implication.role, path, "one answer for each thing that is asked about")?;
            }
            if let Some(parent) = initiative.parent {
                refers(&self.initiatives, parent, || path("parent"), "an initiative")?;
            }
            if let Some(appraisal) = initiative.appraisal {
                let known = case.appraisals.iter().map(|appraisal| appraisal.id).collect();
                refers(&known, appraisal, || path("appraisal"), "an appraisal")?;
            }
            check_initiative(initiative, &self.known, &path)?;
        }
        Ok(())
    }

    fn check_rest(&self, case: &Case) -> Checked {
        check_programme(&case.programme, &self.initiatives)?;
        for (i, proxy) in case.proxies.iter().enumerate() {
            obeys(proxy.problem(), || format!("case.proxies[{i}]"))?;
        }
        self.check_portfolios(case)?;
        check_workshops(case)?;
        let mut stated = HashSet::new();
        for (i, statement) in case.goal_statements.iter().enumerate() {
            let path = || format!("case.goal_statements[{i}]");
            refers(&self.goals, statement.goal, || path() + ".goal", "a goal")?;
            once(&mut stated, statement.goal, path, "one statement for each goal")?;
        }
        check_crosswalks(case)?;
        check_references(case)
    }

    fn check_portfolios(&self, case: &Case) -> Checked {
        for (i, portfolio) in case.portfolios.iter().enumerate() {
            obeys(portfolio.problem(), || format!("case.portfolios[{i}]"))?;
            for (member, id) in portfolio.named() {
                refers(&self.initiatives, id, || format!("case.portfolios[{i}].{member}"), "an initiative")?;
            }
        }
        Ok(())
    }
}

/// Tells every id of a case with its place, frameworks first.
fn each_id(case: &Case, found: &mut dyn FnMut(u32, &dyn Fn() -> String) -> Checked) -> Checked {
    for (i, framework) in case.frameworks.iter().enumerate() {
        let path = || format!("case.frameworks[{i}]");
        found(framework.id.0, &path)?;
        for (j, goal) in framework.goals.iter().enumerate() {
            found(goal.id.0, &|| format!("{}.goals[{j}]", path()))?;
        }
    }
    for (i, initiative) in case.programme.initiatives.iter().enumerate() {
        let path = || format!("case.programme.initiatives[{i}]");
        found(initiative.id.0, &path)?;
        for (j, line) in initiative.carbon.lines.iter().enumerate() {
            found(line.id.0, &|| format!("{}.carbon.lines[{j}]", path()))?;
        }
        for (j, one) in initiative.social_value.iter().enumerate() {
            found(one.id.0, &|| format!("{}.social_value[{j}]", path()))?;
        }
    }
    let programme = &case.programme;
    for (i, table) in programme.tables.iter().enumerate() {
        found(table.id.0, &|| format!("case.programme.tables[{i}]"))?;
    }
    for (i, figure) in programme.figures.iter().enumerate() {
        found(figure.id.0, &|| format!("case.programme.figures[{i}]"))?;
    }
    for (i, risk) in programme.risks.iter().enumerate() {
        found(risk.id.0, &|| format!("case.programme.risks[{i}]"))?;
    }
    for (i, action) in programme.actions.iter().enumerate() {
        found(action.id.0, &|| format!("case.programme.actions[{i}]"))?;
    }
    for (i, proxy) in case.proxies.iter().enumerate() {
        found(proxy.id.0, &|| format!("case.proxies[{i}]"))?;
    }
    for (i, portfolio) in case.portfolios.iter().enumerate() {
        found(portfolio.id.0, &|| format!("case.portfolios[{i}]"))?;
    }
    each_id_of_workshops(case, found)?;
    for (i, appraisal) in case.appraisals.iter().enumerate() {
        each_id_of_appraisal(appraisal, &format!("case.appraisals[{i}]"), found)?;
    }
    Ok(())
}

/// Checks that each id is there once, below the next one; then the weights of goals and lenses.
pub(super) fn check_ids(case: &Case) -> Checked {
    let (mut ids, mut highest) = (HashSet::new(), 0);
    each_id(case, &mut |id, path| {
        highest = highest.max(id);
        if ids.insert(id) { Ok(()) } else { Err(second_of(case, id, &path())) }
    })?;
    if case.next_id <= highest {
        let expected = format!("expected a number above every id in use, at least {}", u64::from(highest) + 1);
        return Err(LoadError::invalid("case.next_id", expected));
    }
    for (i, framework) in case.frameworks.iter().enumerate() {
        for (j, goal) in framework.goals.iter().enumerate() {
            let path = || format!("case.frameworks[{i}].goals[{j}].weight");
            in_range(goal.weight.get(), 0.0, f64::MAX, path, "a weight of 0 or more")?;
        }
    }
    obeys(case.lens_weights.problem(), || "case.lens_weights".to_owned())
}

/// Returns the error of an id that is there already, naming where it stood first.
fn second_of(case: &Case, id: u32, path: &str) -> LoadError {
    let mut first = None;
    // Nothing fails here: the walk only looks for the first place.
    let _ = each_id(case, &mut |other, path| {
        if other == id && first.is_none() {
            first = Some(path());
        }
        Ok(())
    });
    let first = first.unwrap_or_default();
    LoadError::invalid(
        format!("{path}.id"),
        format!("expected an id of its own, found {id}, which {first} has already"),
    )
}

fn check_crosswalks(case: &Case) -> Checked {
    let known = case.frameworks.iter().map(|framework| framework.id).collect();
    let mut pairs = HashSet::new();
    for (i, crosswalk) in case.crosswalks.iter().enumerate() {
        let path = || format!("case.crosswalks[{i}]");
        refers(&known, crosswalk.from, || path() + ".from", "a framework")?;
        refers(&known, crosswalk.to, || path() + ".to", "a framework")?;
        once(&mut pairs, (crosswalk.from, crosswalk.to), path, "one crosswalk for each two frameworks and direction")?;
        if let Some((from, to)) = case.framework(crosswalk.from).zip(case.framework(crosswalk.to)) {
            obeys(crosswalk.problem(from, to), path)?;
        }
    }
    Ok(())
}

fn check_references(case: &Case) -> Checked {
    for (i, table) in case.references.iter().enumerate() {
        for (j, row) in table.rows.iter().enumerate() {
            let (found, expected) = (row.values.len(), table.columns.len());
            if found != expected {
                let path = format!("case.references[{i}].rows[{j}].values");
                return Err(LoadError::invalid(
                    path,
                    format!("expected {expected} figures, one a column, found {found}"),
                ));
            }
        }
    }
    Ok(())
}
