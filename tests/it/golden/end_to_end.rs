//! From raw performance through value functions and a weight tree to totals, ranks and contributions by group.

use serde_json::{Map, Value, json};
use weighbridge::method::additive::{Missing, family_contributions, weighted_sum};

use super::case::{
    Case, Fault, Outcome, figure, gappy_matrix, list, member, optional_figure, optional_figures, refused, text,
};
use super::normalise::of_length;
use super::value::apply;
use super::weight::Tree;

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    (method == "end_to_end").then(|| whole(case))
}

fn whole(case: &Case) -> Outcome {
    let criteria = list(case.input("criteria")?, Ok)?;
    let values = valued(case, &criteria)?;
    let tree = Tree::read(case.input("weights_tree")?)?;
    let weights = tree.weights()?;

    // The tree lists criteria in its own order: find each criterion's leaf by name.
    let leaf = |criterion: &Value| {
        let id = text(member(criterion, "id")?)?;
        let found = weights.leaves.iter().copied().find(|&node| tree.ids[node] == id);
        found.ok_or_else(|| Fault::Unreadable(format!("criterion `{id}` has no weight")))
    };
    let leaves: Vec<usize> = criteria.iter().map(|criterion| leaf(criterion)).collect::<Result<_, _>>()?;
    let by_criterion: Vec<f64> = leaves.iter().map(|&node| weights.global[node]).collect();
    let result = weighted_sum(&by_criterion, &values, Missing::Withhold).map_err(refused)?;

    let family_of: Vec<usize> = leaves.iter().map(|&node| tree.top(node)).collect();
    let families = family_contributions(&result.contributions, &family_of, tree.ids.len());
    let tops = (0..tree.ids.len()).filter(|&node| tree.parents[node].is_none());
    let groups: Map<String, Value> =
        tops.map(|node| (tree.ids[node].clone(), families.iter().map(|row| figure(row[node])).collect())).collect();
    Ok(json!({
        "values": values.iter().map(|row| optional_figures(row)).collect::<Value>(),
        "leaf_weights": tree.leaf_weights(&weights),
        "totals": optional_figures(&result.totals),
        "totals_0_100": result.totals.iter().map(|t| optional_figure(t.map(|t| 100.0 * t))).collect::<Value>(),
        "group_contributions": groups,
        "ranks": result.ranks,
    }))
}

/// Returns the value of each measure on 0..1, gaps left as gaps.
fn valued(case: &Case, criteria: &[&Value]) -> Result<Vec<Vec<Option<f64>>>, Fault> {
    let functions: Vec<&Value> = criteria.iter().map(|c| member(c, "value")).collect::<Result<_, _>>()?;
    gappy_matrix(case.input("performance")?)?
        .into_iter()
        .map(|row| {
            of_length(functions.len(), row)?
                .into_iter()
                .zip(&functions)
                .map(|(measure, function)| measure.map(|x| apply(function, x)).transpose())
                .collect()
        })
        .collect()
}
