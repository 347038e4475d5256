//! What types alone cannot promise of a case that was read: each id once, each reference to something, numbers in range.

use super::LoadError;
use super::check_appraisal::check_appraisal;
use crate::case::Case;
use crate::id::{GoalId, InitiativeId};
use std::collections::{HashMap, HashSet};

pub(super) type Checked = Result<(), LoadError>;

/// Returns the first thing that is wrong in a case, with its place.
pub(super) fn check(case: &Case) -> Checked {
    let mut ids = Ids::default();
    for (i, framework) in case.frameworks.iter().enumerate() {
        let path = format!("case.frameworks[{i}]");
        ids.issue(framework.id.0, &path)?;
        for (j, goal) in framework.goals.iter().enumerate() {
            ids.issue(goal.id.0, &format!("{path}.goals[{j}]"))?;
            in_range(
                goal.weight.get(),
                0.0,
                f64::MAX,
                || format!("{path}.goals[{j}].weight"),
                "a weight of 0 or more",
            )?;
        }
    }
    for (i, initiative) in case.programme.initiatives.iter().enumerate() {
        ids.issue(initiative.id.0, &format!("case.programme.initiatives[{i}]"))?;
    }
    let goals: HashSet<GoalId> = case.goals().map(|(_, goal)| goal.id).collect();
    for (i, appraisal) in case.appraisals.iter().enumerate() {
        let path = format!("case.appraisals[{i}]");
        ids.issue(appraisal.id.0, &path)?;
        check_appraisal(appraisal, &path, &mut ids, &goals)?;
    }
    if case.next_id <= ids.highest {
        let expected = format!("expected a number above every id in use, at least {}", u64::from(ids.highest) + 1);
        return Err(LoadError::invalid("case.next_id", expected));
    }
    for (name, weight) in [
        ("outcomes", case.lens_weights.outcomes),
        ("carbon", case.lens_weights.carbon),
        ("social_value", case.lens_weights.social_value),
    ] {
        in_range(weight.get(), 0.0, f64::MAX, || format!("case.lens_weights.{name}"), "a weight of 0 or more")?;
    }
    check_programme(case)?;
    check_alignment(case)?;
    check_references(case)
}

/// The ids met so far, of all kinds: one counter issues them all.
#[derive(Default)]
pub(super) struct Ids {
    places: HashMap<u32, String>,
    highest: u32,
}

impl Ids {
    pub(super) fn issue(&mut self, id: u32, path: &str) -> Checked {
        if let Some(first) = self.places.insert(id, path.to_owned()) {
            let reason = format!("expected an id of its own, found {id}, which {first} has already");
            return Err(LoadError::invalid(format!("{path}.id"), reason));
        }
        self.highest = self.highest.max(id);
        Ok(())
    }
}

pub(super) fn in_range(number: f64, least: f64, most: f64, path: impl Fn() -> String, expected: &str) -> Checked {
    if (least..=most).contains(&number) {
        Ok(())
    } else {
        Err(LoadError::invalid(path(), format!("expected {expected}, found {number}")))
    }
}

pub(super) fn refers<T: Copy + std::hash::Hash + Eq + std::fmt::Display>(
    known: &HashSet<T>,
    id: T,
    path: impl Fn() -> String,
    what: &str,
) -> Checked {
    if known.contains(&id) {
        Ok(())
    } else {
        Err(LoadError::invalid(path(), format!("expected the id of {what}, found {id}, which is none")))
    }
}

pub(super) fn once<T: std::hash::Hash + Eq>(
    seen: &mut HashSet<T>,
    key: T,
    path: impl Fn() -> String,
    what: &str,
) -> Checked {
    if seen.insert(key) { Ok(()) } else { Err(LoadError::invalid(path(), format!("expected {what}, found a second"))) }
}

fn check_programme(case: &Case) -> Checked {
    let initiatives: HashSet<InitiativeId> =
        case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
    for (i, initiative) in case.programme.initiatives.iter().enumerate() {
        for (j, dependency) in initiative.dependencies.iter().enumerate() {
            if let crate::programme::Dependency::Initiative(id) = dependency {
                let path = || format!("case.programme.initiatives[{i}].dependencies[{j}]");
                refers(&initiatives, *id, path, "an initiative")?;
            }
        }
    }
    let lines = case.programme.budget.iter().flat_map(|table| table.lines.iter().enumerate());
    for (i, line) in lines {
        if let Some(id) = line.initiative {
            refers(&initiatives, id, || format!("case.programme.budget.lines[{i}].initiative"), "an initiative")?;
        }
    }
    Ok(())
}

fn check_alignment(case: &Case) -> Checked {
    let initiatives: HashSet<InitiativeId> =
        case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
    let goals: HashSet<GoalId> = case.goals().map(|(_, goal)| goal.id).collect();
    let mut pairs = HashSet::new();
    for (i, contribution) in case.contributions.iter().enumerate() {
        let path = || format!("case.contributions[{i}]");
        refers(&initiatives, contribution.initiative, || path() + ".initiative", "an initiative")?;
        refers(&goals, contribution.goal, || path() + ".goal", "a goal")?;
        let pair = (contribution.initiative, contribution.goal);
        once(&mut pairs, pair, path, "one contribution for each initiative and goal")?;
    }
    let mut stated = HashSet::new();
    for (i, statement) in case.goal_statements.iter().enumerate() {
        let path = || format!("case.goal_statements[{i}]");
        refers(&goals, statement.goal, || path() + ".goal", "a goal")?;
        once(&mut stated, statement.goal, path, "one statement for each goal")?;
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
