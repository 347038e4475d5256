//! The best initiatives within a budget, for each of several budgets.

use serde_json::{Value, json};
use weighbridge::method::portfolio::frontier::frontier;
use weighbridge::method::portfolio::{Portfolio, Problem, SearchOutcome};

use super::case::{Case, Fault, Outcome as Ran, list, refused};

pub(crate) fn run(method: &str, case: &Case) -> Option<Ran> {
    (method == "knapsack").then(|| knapsack(case))
}

fn knapsack(case: &Case) -> Ran {
    let problem = Problem {
        values: list(case.input("value")?, whole)?,
        costs: vec![list(case.input("cost")?, amount)?],
        budgets: Vec::new(),
        mandatory: list(case.input("must_include")?, position)?,
        forbidden: list(case.input("exclude")?, position)?,
        exclusive: list(case.input("mutually_exclusive")?, |set| list(set, position))?,
        requires: list(case.input("requires")?, pair)?,
    };
    let budgets = list(case.input("budgets")?, |budget| Ok(vec![amount(budget)?]))?;
    let steps = frontier(&problem, &budgets).map_err(refused)?;
    let results = steps.iter().enumerate().map(|(at, step)| {
        let expected = &case.expected["results"][at];
        match &step.outcome {
            SearchOutcome::Infeasible(clashes) => {
                assert!(!clashes.is_empty());
                json!({ "budget": step.budgets[0], "feasible": false })
            }
            SearchOutcome::Best(portfolio) => written(&problem, step.budgets[0], portfolio, expected),
        }
    });
    Ok(json!({ "results": results.collect::<Value>() }))
}

/// Writes a result. Where several choices are worth as much, any that keeps the limits is right: then the selection and
/// cost of the file are those that are written, provided that the ones found keep every limit.
fn written(problem: &Problem, budget: u64, found: &Portfolio, expected: &Value) -> Value {
    let mut result = json!({
        "budget": budget,
        "feasible": true,
        "value": found.value,
        "cost": found.costs[0],
        "selected": found.selected,
        "unique": found.unique,
        // Not expected of a file; a browser must find the same one of several.
        "found": found.selected,
    });
    if expected["unique"] == json!(false) && keeps_limits(problem, budget, found) {
        result["cost"] = expected["cost"].clone();
        result["selected"] = expected["selected"].clone();
    }
    result
}

fn keeps_limits(problem: &Problem, budget: u64, found: &Portfolio) -> bool {
    let chosen = |one: &usize| found.selected.contains(one);
    let cost: u64 = found.selected.iter().map(|&one| problem.costs[0][one]).sum();
    let value: i64 = found.selected.iter().map(|&one| problem.values[one]).sum();
    cost == found.costs[0]
        && value == found.value
        && cost <= budget
        && problem.mandatory.iter().all(chosen)
        && !problem.forbidden.iter().any(chosen)
        && problem.exclusive.iter().all(|set| set.iter().filter(|one| chosen(one)).count() <= 1)
        && problem.requires.iter().all(|(one, needed)| !chosen(one) || chosen(needed))
}

fn whole(value: &Value) -> Result<i64, Fault> {
    value.as_i64().ok_or_else(|| refused(format!("expected a whole number, found {value}")))
}

fn amount(value: &Value) -> Result<u64, Fault> {
    value.as_u64().ok_or_else(|| refused(format!("expected a whole number of zero or more, found {value}")))
}

fn position(value: &Value) -> Result<usize, Fault> {
    usize::try_from(amount(value)?).map_err(refused)
}

fn pair(value: &Value) -> Result<(usize, usize), Fault> {
    match list(value, position)?.as_slice() {
        [one, needed] => Ok((*one, *needed)),
        _ => Err(refused(format!("expected two positions, found {value}"))),
    }
}
