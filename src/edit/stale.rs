//! Weights that were given before the ends of a scale changed: each set keeps for itself what was looked at since.

use super::branch::leaf;
use crate::appraisal::Appraisal;
use crate::id::{CriterionId, WeightSetId};

/// Notes that an end of a leaf's scale is another now: what any set says of it is to be looked at again.
pub(super) fn ends_changed(appraisal: &mut Appraisal, id: CriterionId) {
    let is_weighed = appraisal.sets_that_weigh(id).next().is_some();
    let Ok(leaf) = leaf(appraisal, id) else { return };
    leaf.ends_changed = is_weighed;
    leaf.looked_at = false;
    for set in &mut appraisal.weight_sets {
        set.looked_at.retain(|other| *other != id);
    }
}

/// Notes that the weight of a leaf in one set was looked at.
pub(super) fn look_at(appraisal: &mut Appraisal, set: Option<WeightSetId>, id: CriterionId) {
    let Ok(leaf) = leaf(appraisal, id) else { return };
    if !leaf.ends_changed {
        return;
    }
    match set {
        None => leaf.looked_at = true,
        Some(set) => {
            let sets = appraisal.weight_sets.iter_mut();
            sets.filter(|found| found.id == set && !found.looked_at.contains(&id))
                .for_each(|set| set.looked_at.push(id));
        }
    }
    forget_what_is_settled(appraisal);
}

/// Returns the leaves that were looked at in a set.
pub(super) fn looked_at(appraisal: &Appraisal, set: Option<WeightSetId>) -> Vec<CriterionId> {
    match set {
        Some(set) => appraisal.weight_set(set).map(|set| set.looked_at.clone()).unwrap_or_default(),
        None => {
            let leaves = appraisal.leaves().into_iter();
            leaves.filter(|(_, leaf)| leaf.looked_at).map(|(criterion, _)| criterion.id).collect()
        }
    }
}

/// Takes the mark off leaves that were looked at in every set that weighs them.
pub(super) fn forget_what_is_settled(appraisal: &mut Appraisal) {
    let marked = appraisal.leaves().into_iter().filter(|(_, leaf)| leaf.ends_changed);
    let marked: Vec<CriterionId> = marked.map(|(criterion, _)| criterion.id).collect();
    for id in marked {
        let is_open = appraisal.sets_that_weigh(id).any(|set| appraisal.is_stale(set, id));
        if is_open {
            continue;
        }
        if let Ok(leaf) = leaf(appraisal, id) {
            (leaf.ends_changed, leaf.looked_at) = (false, false);
        }
        for set in &mut appraisal.weight_sets {
            set.looked_at.retain(|other| *other != id);
        }
    }
}
