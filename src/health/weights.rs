//! Findings on weights: missing ones, ones given before there was something to weigh, ones that contradict each other.

use super::{Finding, Input, Kind};
use crate::appraisal::Elicitation;
use crate::id::CriterionId;
use crate::method::ahp::{ACCEPTED_RATIO, RandomIndex};

pub(super) fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let columns = &input.results.columns;
    let open: Vec<CriterionId> =
        columns.iter().filter(|column| column.points.is_none()).map(|column| column.criterion).collect();
    if !open.is_empty() {
        let criteria = if open.len() == columns.len() { Vec::new() } else { open };
        found.push(Finding::on(Kind::Unweighted, criteria));
    }
    if input.appraisal.blind && columns.iter().any(|column| column.points.is_some()) {
        found.push(Finding::new(Kind::Blind));
    }
    for ((criterion, leaf), column) in input.leaves.iter().zip(columns) {
        if column.points == Some(0.0) {
            found.push(Finding::on(Kind::ZeroWeight, [criterion.id]));
        }
        if column.points.is_some() && !leaf.has_both_ends() {
            found.push(Finding::on(Kind::WeighedBeforeEnds, [criterion.id]));
        }
        let set = input.appraisal.weights_in_use;
        if column.points.is_some() && leaf.ends_changed && input.appraisal.is_stale(set, criterion.id) {
            found.push(Finding::on(Kind::EndsChanged, [criterion.id]));
        }
    }
    let set = input.appraisal.weights_in_use.and_then(|id| input.appraisal.weight_set(id));
    if let Some(Elicitation::Pairwise(judgements)) = set.map(|set| &set.elicitation) {
        inconsistent(input, judgements, found);
    }
}

/// # Reference
/// Saaty (1980), *The Analytic Hierarchy Process*: a consistency ratio above 0.10 asks for a second look.
fn inconsistent(input: &Input<'_>, judgements: &[crate::appraisal::Judgement], found: &mut Vec<Finding>) {
    for siblings in input.appraisal.siblings_compared(judgements, RandomIndex::Saaty) {
        let Some(analysis) = siblings.analysis else { continue };
        let Some(ratio) = analysis.consistency.ratio.filter(|ratio| *ratio > ACCEPTED_RATIO) else { continue };
        // The pair to look at again; where none stands out, the siblings.
        let worst = analysis.worst.map(|worst| vec![siblings.children[worst.row], siblings.children[worst.column]]);
        let criteria = worst.unwrap_or(siblings.children);
        found.push(Finding::on(Kind::Inconsistent { ratio }, criteria));
    }
}
