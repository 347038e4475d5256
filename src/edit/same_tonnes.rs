//! What lines of carbon say of each other, when some of them go.

use crate::case::Case;
use crate::id::CarbonLineId;
use crate::programme::CarbonLine;
use std::sync::Arc;

/// Takes lines that are gone out of what others say of them.
pub(super) fn forget(case: &mut Case, gone: &[CarbonLineId]) {
    let names = |line: &CarbonLine| line.same_tonnes_as.iter().any(|id| gone.contains(id));
    let all = case.programme.initiatives.iter_mut();
    for initiative in all.filter(|initiative| initiative.carbon.lines.iter().any(names)) {
        for line in &mut Arc::make_mut(initiative).carbon.lines {
            line.same_tonnes_as.retain(|id| !gone.contains(id));
        }
    }
}
