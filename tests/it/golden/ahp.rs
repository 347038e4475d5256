//! Pairwise comparisons: one matrix, a group's, and hierarchies.

use serde_json::{Map, Value, json};
use weighbridge::method::ahp::hierarchy::{Comparison, Mode, criteria, synthesise};
use weighbridge::method::ahp::{PriorityMethod, RandomIndex, aggregate, analyse, priorities};

use super::case::{
    Case, Fault, Outcome, figure, figures, list, matrix, member, number, optional_figure, refused, rows, text,
};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "ahp_priorities" => Some(one(case)),
        "ahp_group_aij" => Some(group(case)),
        "ahp_hierarchy" => Some(flat(case)),
        "ahp_hierarchy_tree" => Some(tree(case)),
        _ => None,
    }
}

fn one(case: &Case) -> Outcome {
    analysed(&matrix(case.input("matrix")?)?, case)
}

fn group(case: &Case) -> Outcome {
    let aggregated = aggregate(&list(case.input("matrices")?, matrix)?).map_err(refused)?;
    let mut outcome = analysed(&aggregated, case)?;
    outcome["aggregated"] = rows(&aggregated);
    Ok(outcome)
}

fn analysed(judgements: &[Vec<f64>], case: &Case) -> Outcome {
    let analysis = analyse(judgements, random_index(case.inputs.get("random_index"), judgements.len())?);
    let analysis = analysis.map_err(refused)?;
    Ok(json!({
        "n": judgements.len(),
        "priorities_eigen": figures(&analysis.eigenvector),
        "lambda_max": figure(analysis.consistency.lambda_max),
        "ci": figure(analysis.consistency.index),
        "cr": optional_figure(analysis.consistency.ratio),
        "priorities_geometric": figures(&analysis.geometric),
        "gci": figure(analysis.consistency.geometric_index),
    }))
}

/// Returns the table that holds the file's figure, or else the figure itself.
fn random_index(stated: Option<&Value>, n: usize) -> Result<RandomIndex, Fault> {
    let Some(stated) = stated.filter(|stated| !stated.is_null()) else {
        return Ok(RandomIndex::Saaty);
    };
    let stated = number(stated)?;
    let holds = |table: &RandomIndex| table.value(n).is_some_and(|value| (value - stated).abs() < 1e-12);
    Ok([RandomIndex::Saaty, RandomIndex::AlonsoLamata].into_iter().find(holds).unwrap_or(RandomIndex::Stated(stated)))
}

fn flat(case: &Case) -> Outcome {
    let names = list(case.input("criteria")?, text)?;
    let weights = priorities(&matrix(case.input("criteria_matrix")?)?, PriorityMethod::Eigenvector).map_err(refused)?;
    let result = synthesise(&weights, &by_name(case, &names)?, PriorityMethod::Eigenvector, Mode::Distributive)
        .map_err(refused)?;
    let local: Map<String, Value> =
        names.iter().zip(&result.local).map(|(name, own)| ((*name).to_owned(), figures(own))).collect();
    Ok(json!({
        "criteria_weights": figures(&weights),
        "local_priorities": local,
        "totals": figures(&result.totals),
        "ranks": result.ranks,
    }))
}

/// A tree given as the children and the comparison of each family, by the name of the family's head.
fn tree(case: &Case) -> Outcome {
    let families = case.input("tree")?;
    let heads: Vec<&str> = families.as_object().into_iter().flat_map(|map| map.keys().map(String::as_str)).collect();
    let children = |head: &str| list(member(member(families, head)?, "children")?, text);
    let (mut nodes, mut parent_names) = (Vec::new(), Vec::new());
    for &head in &heads {
        for child in children(head)? {
            nodes.push(child);
            parent_names.push(head);
        }
    }
    let place = |name: &str| nodes.iter().position(|node| *node == name);
    let parents: Vec<Option<usize>> = parent_names.iter().map(|name| place(name)).collect();
    let comparisons = heads.iter().map(|&head| {
        Ok(Comparison { parent: place(head), judgements: matrix(member(member(families, head)?, "matrix")?)? })
    });
    let comparisons: Vec<Comparison> = comparisons.collect::<Result<_, Fault>>()?;
    let weights = criteria(&parents, &comparisons, PriorityMethod::Eigenvector).map_err(refused)?;

    let leaves: Vec<&str> = weights.leaves.iter().map(|&node| nodes[node]).collect();
    let shares: Vec<f64> = weights.leaves.iter().map(|&node| weights.global[node]).collect();
    let result = synthesise(&shares, &by_name(case, &leaves)?, PriorityMethod::Eigenvector, Mode::Distributive)
        .map_err(refused)?;
    let options = list(case.input("options")?, text)?;
    let named = |names: &[&str], values: Vec<Value>| -> Map<String, Value> {
        names.iter().map(|name| (*name).to_owned()).zip(values).collect()
    };
    Ok(json!({
        "leaf_weights": named(&leaves, shares.into_iter().map(figure).collect()),
        "totals": named(&options, result.totals.into_iter().map(figure).collect()),
        "ranks": named(&options, result.ranks.into_iter().map(Value::from).collect()),
    }))
}

/// Returns the comparison of the options under each criterion named.
fn by_name(case: &Case, names: &[&str]) -> Result<Vec<Vec<Vec<f64>>>, Fault> {
    let matrices = case.input("option_matrices")?;
    names.iter().map(|name| matrix(member(matrices, name)?)).collect()
}
