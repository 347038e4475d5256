//! What of a case a committee file carries, and what that rests on.

use super::has_programme;
use crate::appraisal::{Alternative, Appraisal};
use crate::case::Case;
use crate::framework::Framework;
use crate::id::{AppraisalId, GoalId};
use crate::log::{Event, LogEntry, after_ranking};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;

/// What of a case a committee file carries: the programme, an appraisal, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Whether it carries the programme: initiatives, what they do for goals, money, and the report.
    pub programme: bool,
    /// The appraisal that it carries.
    pub appraisal: Option<AppraisalId>,
}

impl From<AppraisalId> for Carried {
    fn from(id: AppraisalId) -> Carried {
        Carried { programme: false, appraisal: Some(id) }
    }
}

impl Carried {
    /// Returns the programme, with an appraisal beside it or without.
    #[must_use]
    pub fn programme(appraisal: Option<AppraisalId>) -> Carried {
        Carried { programme: true, appraisal }
    }

    /// Returns the case cut down to what is carried. `None` where it is not there.
    pub(super) fn inputs(self, case: &Case) -> Option<Case> {
        let own = match self.appraisal {
            Some(id) => Some(Arc::clone(case.appraisal(id)?)),
            None => None,
        };
        if !self.programme {
            return own.map(|own| inputs_of_appraisal(case, own));
        }
        if !has_programme(case) {
            return None;
        }
        // The one that is carried stands first. Of the others that initiatives point to, only what is asked of them is here:
        // which options they have.
        let is_pointed_to = |one: &&Arc<Appraisal>| {
            Some(one.id) != self.appraisal && case.programme.initiatives.iter().any(|own| own.appraisal == Some(one.id))
        };
        let others = case.appraisals.iter().filter(is_pointed_to).map(|one| Arc::new(named_only(one)));
        Some(Case {
            appraisals: own.into_iter().chain(others).collect(),
            references: Vec::new(),
            // Ballots go to no committee, nor who took part in which.
            participants: Vec::new(),
            sessions: Vec::new(),
            unknown: crate::unknown::Unknown::new(),
            ..case.clone()
        })
    }

    /// Returns what of a log belongs to what is carried: that the ranking was shown, and what was changed after that.
    pub(super) fn log(self, log: &[Arc<LogEntry>]) -> Vec<Arc<LogEntry>> {
        let Some(id) = self.appraisal else { return Vec::new() };
        let shown = log.iter().filter(|entry| entry.event == Event::RankingShown(id));
        shown.chain(after_ranking(log, id)).cloned().collect()
    }
}

/// Returns the case cut down to what an appraisal rests on: its context, the goals that criteria are linked to, and the
/// appraisal itself.
fn inputs_of_appraisal(case: &Case, appraisal: Arc<Appraisal>) -> Case {
    let linked: HashSet<GoalId> = appraisal.walk().filter_map(|node| node.criterion.goal).collect();
    let mut frameworks: Vec<Arc<Framework>> = case.frameworks.clone();
    for framework in &mut frameworks {
        Arc::make_mut(framework).goals.retain(|goal| linked.contains(&goal.id));
    }
    frameworks.retain(|framework| !framework.goals.is_empty());
    Case {
        illustrative: case.illustrative,
        context: case.context.clone(),
        frameworks,
        appraisals: vec![appraisal],
        next_id: case.next_id,
        ..Case::titled(&case.title)
    }
}

/// Returns an appraisal of which nothing is known but its title and its options.
fn named_only(appraisal: &Appraisal) -> Appraisal {
    let named = |one: &Alternative| Alternative::named(one.id, &one.name, one.role);
    let alternatives = appraisal.alternatives.iter().map(named).collect();
    Appraisal { alternatives, ..Appraisal::titled(appraisal.id, &appraisal.title) }
}
