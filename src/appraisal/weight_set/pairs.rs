//! Pairs of siblings compared, at the top of the tree and within each family.

use super::Said;
use crate::appraisal::tree::Node;
use crate::appraisal::{Appraisal, Criterion};
use crate::finite::Finite;
use crate::id::CriterionId;
use crate::method::ahp::hierarchy::{self, Comparison};
use crate::method::ahp::{Analysis, PriorityMethod as Priorities, RandomIndex, analyse};
use crate::print::as_typed;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// One pair compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Judgement {
    /// The one that counts at least as much.
    pub more: CriterionId,
    /// Its sibling.
    pub less: CriterionId,
    /// How many times as much, 1 to 9.
    pub times: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Judgement {
    pub(super) fn said(&self) -> Said {
        let text = format!("{} times", as_typed(self.times.get()));
        Said { kind: "pair", what: "Comparison", of: self.more, with: Some(self.less), text }
    }

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        // A ninth as it is typed, turned round, is a little more than nine.
        let is_judgement = (1.0..=9.1).contains(&self.times.get()) && self.more != self.less;
        (!is_judgement).then_some("expected a judgement from 1/9 to 9 of two criteria")
    }
}

/// The siblings that are compared in pairs, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Siblings {
    /// The family; `None` at the top of the tree.
    pub family: Option<CriterionId>,
    /// Its children.
    pub children: Vec<CriterionId>,
    /// How many of their pairs are not judged yet.
    pub n_open: usize,
    /// Weights and consistency; absent while a pair is open.
    pub analysis: Option<Analysis>,
}

impl Appraisal {
    /// Returns the siblings that a set of comparisons is about, from the top of the tree down; only children are left out.
    #[must_use]
    pub fn siblings_compared(&self, judgements: &[Judgement], index: RandomIndex) -> Vec<Siblings> {
        let below = self.walk().map(|node| (Some(node.criterion.id), node.criterion.children()));
        let lists = std::iter::once((None, self.criteria.as_slice())).chain(below);
        lists.filter_map(|(family, list)| siblings(family, list, judgements, index)).collect()
    }
}

/// Returns the matrix of comparisons between children, `None` where a pair is open.
fn matrix(children: &[CriterionId], judgements: &[Judgement]) -> Vec<Vec<Option<f64>>> {
    let ratio = |one: CriterionId, other: CriterionId| {
        if one == other {
            return Some(1.0);
        }
        judgements.iter().find_map(|judgement| match (judgement.more, judgement.less) {
            pair if pair == (one, other) => Some(judgement.times.get()),
            pair if pair == (other, one) => Some(1.0 / judgement.times.get()),
            _ => None,
        })
    };
    children.iter().map(|one| children.iter().map(|other| ratio(*one, *other)).collect()).collect()
}

/// Returns what is compared in one list of criteria; `None` where fewer than two of them can carry weight.
fn siblings(
    family: Option<CriterionId>,
    list: &[Criterion],
    judgements: &[Judgement],
    index: RandomIndex,
) -> Option<Siblings> {
    let children: Vec<CriterionId> = list.iter().filter(|one| carries_weight(one)).map(|one| one.id).collect();
    if children.len() < 2 {
        return None;
    }
    let matrix = matrix(&children, judgements);
    let n_open = matrix.iter().flatten().filter(|ratio| ratio.is_none()).count() / 2;
    let whole: Option<Vec<Vec<f64>>> = matrix.into_iter().map(|row| row.into_iter().collect()).collect();
    let analysis = whole.and_then(|matrix| analyse(&matrix, index).ok());
    Some(Siblings { family, children, n_open, analysis })
}

/// A family without leaves carries no weight that could reach one.
fn carries_weight(criterion: &Criterion) -> bool {
    criterion.n_leaves() > 0
}

/// Returns the weights of the leaves by comparisons in pairs, or `None` while a pair is open.
pub(super) fn weights(appraisal: &Appraisal, judgements: &[Judgement]) -> Option<Vec<Option<f64>>> {
    let nodes: Vec<Node> = appraisal.walk().filter(|node| carries_weight(node.criterion)).collect();
    let of = |family: CriterionId| nodes.iter().position(|node| node.criterion.id == family);
    let parents: Vec<Option<usize>> = nodes.iter().map(|node| of(node.family()?)).collect();
    let mut comparisons = Vec::new();
    for parent in std::iter::once(None).chain((0..nodes.len()).map(Some)) {
        let beneath = nodes.iter().zip(&parents).filter(|(_, above)| **above == parent);
        let children: Vec<CriterionId> = beneath.map(|(node, _)| node.criterion.id).collect();
        if children.len() > 1 {
            let rows = matrix(&children, judgements).into_iter();
            let judgements: Vec<Vec<f64>> = rows.map(|row| row.into_iter().collect()).collect::<Option<_>>()?;
            comparisons.push(Comparison { parent, judgements });
        }
    }
    let weights = hierarchy::criteria(&parents, &comparisons, Priorities::Eigenvector).ok()?;
    let of_leaves = nodes.iter().zip(weights.global).filter(|(node, _)| !node.criterion.is_family());
    Some(of_leaves.map(|(_, weight)| Some(weight)).collect())
}
