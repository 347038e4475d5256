//! Edits of frameworks: which goals initiatives are scored against.

use super::given::{Applied, issue, position, room};
use super::tree::{links, unlink};
use crate::case::Case;
use crate::framework::Framework;
use crate::id::{FrameworkId, GoalId};
use crate::limits::Limit;
use std::sync::Arc;

/// A change of the frameworks of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameworkEdit {
    /// Adds a framework, its goals and itself under new ids.
    Add(Box<Framework>),
    /// Removes a framework, its goals, and what is recorded against them.
    Remove(FrameworkId),
}

impl FrameworkEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            FrameworkEdit::Add(framework) => add(case, framework),
            FrameworkEdit::Remove(id) => remove(case, *id),
        }
    }

    pub(super) fn what(&self, case: &Case) -> String {
        match self {
            FrameworkEdit::Add(framework) => format!("Add {}", framework.title),
            FrameworkEdit::Remove(id) => {
                format!("Remove {}", case.framework(*id).map_or("framework", |framework| &framework.title))
            }
        }
    }

    pub(super) fn value(&self) -> String {
        match self {
            FrameworkEdit::Add(_) | FrameworkEdit::Remove(_) => String::new(),
        }
    }
}

fn add(case: &mut Case, framework: &Framework) -> Applied {
    room(&case.frameworks, Limit::Frameworks)?;
    Limit::Goals.check(case.goals().count() + framework.goals.len())?;
    check_texts(framework)?;
    let mut framework = framework.clone();
    framework.id = FrameworkId(issue(&mut case.next_id)?);
    for goal in &mut framework.goals {
        goal.id = GoalId(issue(&mut case.next_id)?);
    }
    case.frameworks.push(Arc::new(framework));
    Ok(())
}

fn check_texts(framework: &Framework) -> Applied {
    let Framework { title, publisher, edition, source, note, goals, not_found, .. } = framework;
    let own = [title, publisher, edition, source, note].into_iter().chain(not_found);
    let mut all = own.chain(goals.iter().flat_map(|goal| [&goal.title, &goal.text, &goal.short, &goal.source]));
    all.try_for_each(|text| Ok(Limit::check_text(text)?))
}

fn remove(case: &mut Case, id: FrameworkId) -> Applied {
    let at = position(case.frameworks.iter().map(|framework| framework.id), id, "framework")?;
    let removed = case.frameworks.remove(at);
    let gone = |goal: GoalId| removed.goals.iter().any(|found| found.id == goal);
    case.contributions.retain(|contribution| !gone(contribution.goal));
    case.goal_statements.retain(|statement| !gone(statement.goal));
    for appraisal in case.appraisals.iter_mut().filter(|appraisal| links(&appraisal.criteria, &gone)) {
        unlink(&mut Arc::make_mut(appraisal).criteria, &gone);
    }
    Ok(())
}
