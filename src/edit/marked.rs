//! Marks of a pasted matrix, taken over in one pass.

use super::EditError;
use super::given::{Applied, issue, name};
use crate::alignment::{Assessment, Contribution};
use crate::case::Case;
use crate::id::{GoalId, InitiativeId};
use crate::limits::Limit;
use crate::print::count;
use crate::programme::Initiative;
use std::collections::HashSet;
use std::sync::Arc;

/// What a row of a pasted matrix says of an initiative. Goals that it does not mark stay as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedRow {
    /// The initiative of the case; absent where it is new.
    pub initiative: Option<InitiativeId>,
    /// What a new one is called.
    pub name: String,
    /// What the marks stand for. A mark that is another than before keeps the reason that stood there.
    pub marks: Vec<(GoalId, Assessment)>,
}

pub(super) fn take(case: &mut Case, rows: &[MarkedRow]) -> Applied {
    let n_new = rows.iter().filter(|row| row.initiative.is_none()).count();
    Limit::Initiatives.check(case.programme.initiatives.len() + n_new)?;
    let known: HashSet<InitiativeId> = case.programme.initiatives.iter().map(|found| found.id).collect();
    let goals: HashSet<GoalId> = case.goals().map(|(_, goal)| goal.id).collect();
    for row in rows {
        let id = match row.initiative {
            Some(id) if known.contains(&id) => id,
            Some(_) => return Err(EditError::NotThere { what: "initiative" }),
            None => {
                let id = InitiativeId(issue(&mut case.next_id)?);
                case.programme.initiatives.push(Arc::new(Initiative::named(id, &name(&row.name)?)));
                id
            }
        };
        for (goal, assessment) in &row.marks {
            if !goals.contains(goal) {
                return Err(EditError::NotThere { what: "goal" });
            }
            let is_so = |found: &Contribution| found.assessment == *assessment && !found.is_carried();
            if case.contributions.get(id, *goal).is_some_and(is_so) {
                continue;
            }
            let found = case.contributions.get_or_record(id, *goal, || Contribution::blank(id, *goal));
            // A mark that somebody gives is theirs, whatever stood there before.
            (found.assessment, found.illustrative) = (*assessment, false);
            (found.carried_from, found.confirmed) = (None, false);
        }
    }
    Ok(())
}

pub(super) fn what(rows: &[MarkedRow]) -> String {
    let n_marks = rows.iter().map(|row| row.marks.len()).sum();
    let initiatives = count(rows.len(), "initiative", "initiatives");
    format!("Take a pasted matrix: {} of {initiatives}", count(n_marks, "mark", "marks"))
}
