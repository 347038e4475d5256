//! Swing weights and weights down a tree of criteria.

use serde_json::{Map, Value, json};
use weighbridge::method::weight;

use super::case::{Case, Fault, Outcome, figure, figures, member, number, numbers, refused, text};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "swing_weights" => Some(swing(case)),
        "hierarchical_weights" => Some(hierarchy(case)),
        _ => None,
    }
}

fn swing(case: &Case) -> Outcome {
    let weights = weight::normalise(&numbers(case.input("swings")?)?).map_err(refused)?;
    Ok(json!({ "weights": figures(&weights) }))
}

fn hierarchy(case: &Case) -> Outcome {
    let tree = Tree::read(case.input("tree")?)?;
    let weights = tree.weights()?;
    Ok(json!({ "leaf_weights": tree.leaf_weights(&weights), "node_weights": tree.by_id(0..tree.ids.len(), &weights) }))
}

/// A tree of `{id, weight, children}` laid out as the library takes it.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) ids: Vec<String>,
    pub(crate) parents: Vec<Option<usize>>,
    raw: Vec<f64>,
}

impl Tree {
    /// Reads one root, or a list of nodes at the top.
    pub(crate) fn read(value: &Value) -> Result<Tree, Fault> {
        let mut tree = Tree::default();
        match value.as_array() {
            Some(nodes) => nodes.iter().try_for_each(|node| tree.add(node, None))?,
            None => tree.add(value, None)?,
        }
        Ok(tree)
    }

    fn add(&mut self, node: &Value, parent: Option<usize>) -> Result<(), Fault> {
        let position = self.ids.len();
        self.ids.push(text(member(node, "id")?)?.to_owned());
        self.raw.push(number(member(node, "weight")?)?);
        self.parents.push(parent);
        let children = node.get("children").and_then(Value::as_array);
        children.into_iter().flatten().try_for_each(|child| self.add(child, Some(position)))
    }

    pub(crate) fn weights(&self) -> Result<weight::TreeWeights, Fault> {
        weight::tree(&self.parents, &self.raw).map_err(refused)
    }

    pub(crate) fn leaf_weights(&self, weights: &weight::TreeWeights) -> Map<String, Value> {
        self.by_id(weights.leaves.iter().copied(), weights)
    }

    fn by_id(&self, nodes: impl IntoIterator<Item = usize>, weights: &weight::TreeWeights) -> Map<String, Value> {
        nodes.into_iter().map(|node| (self.ids[node].clone(), figure(weights.global[node]))).collect()
    }

    /// Returns the node at the top above a node.
    pub(crate) fn top(&self, node: usize) -> usize {
        self.parents[node].map_or(node, |parent| self.top(parent))
    }
}
