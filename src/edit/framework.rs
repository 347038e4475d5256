//! Edits of frameworks: which goals initiatives are scored against, as published or as a council words its own.

use super::EditError;
use super::case::date_text;
use super::crosswalk;
use super::framework_field::{Anchor, Origin};
use super::given::{Applied, issue, move_item, name, obeys, position, room, text};
use super::tree::{links, unlink};
use crate::case::Case;
use crate::date::Date;
use crate::finite::Finite;
use crate::framework::{Boundary, Framework, Goal, Lens};
use crate::id::{FrameworkId, GoalId};
use crate::limits::Limit;
use crate::print::as_typed;
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of the frameworks of a case. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameworkEdit {
    /// Adds a framework, its goals and itself under new ids.
    Add(Box<Framework>),
    /// Starts a framework of one's own, with no goals yet.
    Start(String, Lens),
    /// Renames a framework.
    Rename(FrameworkId, String),
    /// Says which question a framework answers.
    SetLens(FrameworkId, Lens),
    /// Says where a framework comes from.
    SetOrigin(FrameworkId, Origin, String),
    /// Adds a goal at the end of a framework.
    AddGoal(FrameworkId, String),
    /// Renames a goal.
    RenameGoal(GoalId, String),
    /// Sets a goal's label for narrow columns; empty where its name is short enough.
    SetGoalLabel(GoalId, String),
    /// Says what follows a goal's name where it is published.
    SetGoalText(GoalId, String),
    /// Says how much a goal counts beside the others of its lens.
    SetGoalWeight(GoalId, Finite),
    /// Says where a goal's wording was taken from, where that differs from its framework's source.
    SetGoalSource(GoalId, String),
    /// Lists the beginnings of words that speak of a goal.
    SetCues(GoalId, Vec<String>),
    /// Says whose emissions a goal is about, where it is about carbon.
    SetCarbon(GoalId, Option<Boundary>),
    /// Says what an end of the scale means for a goal.
    SetAnchor(GoalId, Anchor, String),
    /// Lists the parts of the publication that were not found.
    SetNotFound(FrameworkId, Vec<String>),
    /// Says from when a framework holds.
    SetFrom(FrameworkId, Option<Date>),
    /// Says until when a framework holds.
    SetUntil(FrameworkId, Option<Date>),
    /// Moves a goal to a position in its framework.
    MoveGoal(GoalId, usize),
    /// Removes a goal and what is recorded against it.
    RemoveGoal(GoalId),
    /// Removes a framework, its goals, and what is recorded against them.
    Remove(FrameworkId),
}

impl FrameworkEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            FrameworkEdit::Add(framework) => add(case, framework)?,
            FrameworkEdit::Start(title, lens) => start(case, title, *lens)?,
            FrameworkEdit::Rename(id, title) => framework(case, *id)?.title = name(title)?,
            FrameworkEdit::SetLens(id, lens) => framework(case, *id)?.lens = *lens,
            FrameworkEdit::SetOrigin(id, origin, words) => *origin.of_mut(framework(case, *id)?) = text(words)?,
            FrameworkEdit::AddGoal(id, title) => add_goal(case, *id, title)?,
            FrameworkEdit::RenameGoal(id, title) => goal(case, *id)?.title = name(title)?,
            FrameworkEdit::SetGoalLabel(id, words) => goal(case, *id)?.short = text(words)?,
            FrameworkEdit::SetGoalText(id, words) => goal(case, *id)?.text = text(words)?,
            FrameworkEdit::SetGoalWeight(id, weight) => {
                let is_weight = *weight >= Finite::ZERO;
                obeys((!is_weight).then_some("a weight of 0 or more"))?;
                goal(case, *id)?.weight = *weight;
            }
            FrameworkEdit::SetGoalSource(id, words) => goal(case, *id)?.source = text(words)?,
            FrameworkEdit::SetCues(id, cues) => {
                Limit::Cues.check(cues.len())?;
                goal(case, *id)?.cues = list(&cues.iter().map(|cue| cue.to_lowercase()).collect::<Vec<_>>())?;
            }
            FrameworkEdit::SetCarbon(id, boundary) => goal(case, *id)?.carbon = *boundary,
            FrameworkEdit::SetAnchor(id, anchor, words) => *anchor.of_mut(goal(case, *id)?) = text(words)?,
            FrameworkEdit::SetNotFound(id, parts) => {
                Limit::NotFound.check(parts.len())?;
                framework(case, *id)?.not_found = list(parts)?;
            }
            FrameworkEdit::SetFrom(id, date) => framework(case, *id)?.from = *date,
            FrameworkEdit::SetUntil(id, date) => framework(case, *id)?.until = *date,
            FrameworkEdit::MoveGoal(id, to) => {
                let (goals, at) = siblings(case, *id)?;
                move_item(goals, at, *to);
            }
            FrameworkEdit::RemoveGoal(id) => {
                let (goals, at) = siblings(case, *id)?;
                goals.remove(at);
                forget(case, &|goal| goal == *id, None);
            }
            FrameworkEdit::Remove(id) => {
                let at = position(case.frameworks.iter().map(|framework| framework.id), *id, FRAMEWORK)?;
                let removed = case.frameworks.remove(at);
                forget(case, &|goal| removed.goals.iter().any(|found| found.id == goal), Some(*id));
            }
        }
        Ok(())
    }

    /// Returns whether it may move which initiatives a portfolio chooses.
    pub(super) fn moves_choice(&self) -> bool {
        match self {
            FrameworkEdit::Add(_)
            | FrameworkEdit::Start(..)
            | FrameworkEdit::SetLens(..)
            | FrameworkEdit::AddGoal(..)
            | FrameworkEdit::SetGoalWeight(..)
            | FrameworkEdit::RemoveGoal(_)
            | FrameworkEdit::Remove(_) => true,
            FrameworkEdit::Rename(..)
            | FrameworkEdit::SetOrigin(..)
            | FrameworkEdit::RenameGoal(..)
            | FrameworkEdit::SetGoalLabel(..)
            | FrameworkEdit::SetGoalText(..)
            | FrameworkEdit::SetGoalSource(..)
            | FrameworkEdit::SetCues(..)
            | FrameworkEdit::SetCarbon(..)
            | FrameworkEdit::SetAnchor(..)
            | FrameworkEdit::SetNotFound(..)
            | FrameworkEdit::SetFrom(..)
            | FrameworkEdit::SetUntil(..)
            | FrameworkEdit::MoveGoal(..) => false,
        }
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: &FrameworkId| case.framework(*id).map_or(FRAMEWORK, |framework| &framework.title);
        let goal = |id: &GoalId| case.goal(*id).map_or("goal", |goal| &goal.title);
        match self {
            FrameworkEdit::Add(framework) => format!("Add {}", framework.title),
            FrameworkEdit::Start(title, _) => format!("Add framework {}", title.trim()),
            FrameworkEdit::Rename(id, _) => format!("Name of {}", named(id)),
            FrameworkEdit::SetLens(id, _) => format!("Lens of {}", named(id)),
            FrameworkEdit::SetOrigin(id, origin, _) => format!("{} of {}", origin.word(), named(id)),
            FrameworkEdit::AddGoal(_, title) => format!("Add goal {}", title.trim()),
            FrameworkEdit::RenameGoal(id, _) => format!("Name of goal {}", goal(id)),
            FrameworkEdit::SetGoalLabel(id, _) => format!("Short name of goal {}", goal(id)),
            FrameworkEdit::SetGoalText(id, _) => format!("Words of goal {}", goal(id)),
            FrameworkEdit::SetGoalWeight(id, _) => format!("Weight of goal {}", goal(id)),
            FrameworkEdit::SetGoalSource(id, _) => format!("Source of goal {}", goal(id)),
            FrameworkEdit::SetCues(id, _) => format!("Cues of goal {}", goal(id)),
            FrameworkEdit::SetCarbon(id, _) => format!("Emissions that goal {} is about", goal(id)),
            FrameworkEdit::SetAnchor(id, anchor, _) => format!("Meaning of {} for goal {}", anchor.mark(), goal(id)),
            FrameworkEdit::SetNotFound(id, _) => format!("Parts not found of {}", named(id)),
            FrameworkEdit::SetFrom(id, _) => format!("Beginning of {}", named(id)),
            FrameworkEdit::SetUntil(id, _) => format!("End of {}", named(id)),
            FrameworkEdit::MoveGoal(id, _) => format!("Place of goal {}", goal(id)),
            FrameworkEdit::RemoveGoal(id) => format!("Remove goal {}", goal(id)),
            FrameworkEdit::Remove(id) => format!("Remove {}", named(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of =
            |id: &FrameworkId, read: &dyn Fn(&Framework) -> String| case.framework(*id).map_or(String::new(), read);
        let of_goal =
            |id: &GoalId, read: fn(&Goal) -> &String| case.goal(*id).map_or(String::new(), |goal| read(goal).clone());
        match self {
            FrameworkEdit::Rename(id, _) => of(id, &|framework| framework.title.clone()),
            FrameworkEdit::SetLens(id, _) => of(id, &|framework| framework.lens.word().to_owned()),
            FrameworkEdit::SetOrigin(id, origin, _) => of(id, &|framework| origin.of(framework).to_owned()),
            FrameworkEdit::RenameGoal(id, _) => of_goal(id, |goal| &goal.title),
            FrameworkEdit::SetGoalLabel(id, _) => of_goal(id, |goal| &goal.short),
            FrameworkEdit::SetGoalText(id, _) => of_goal(id, |goal| &goal.text),
            FrameworkEdit::SetGoalSource(id, _) => of_goal(id, |goal| &goal.source),
            FrameworkEdit::SetGoalWeight(id, _) => {
                case.goal(*id).map_or(String::new(), |goal| as_typed(goal.weight.get()))
            }
            FrameworkEdit::SetCues(id, _) => case.goal(*id).map_or(String::new(), |goal| goal.cues.join(", ")),
            FrameworkEdit::SetCarbon(id, _) => {
                let boundary = case.goal(*id).and_then(|goal| goal.carbon);
                boundary.map_or("", Boundary::word).to_owned()
            }
            FrameworkEdit::SetAnchor(id, anchor, _) => {
                case.goal(*id).map_or(String::new(), |goal| anchor.of(goal).to_owned())
            }
            FrameworkEdit::SetNotFound(id, _) => of(id, &|framework| framework.not_found.join("; ")),
            FrameworkEdit::SetFrom(id, _) => of(id, &|framework| date_text(framework.from)),
            FrameworkEdit::SetUntil(id, _) => of(id, &|framework| date_text(framework.until)),
            FrameworkEdit::Add(_)
            | FrameworkEdit::Start(..)
            | FrameworkEdit::AddGoal(..)
            | FrameworkEdit::MoveGoal(..)
            | FrameworkEdit::RemoveGoal(_)
            | FrameworkEdit::Remove(_) => String::new(),
        }
    }
}

const FRAMEWORK: &str = "framework";
const NO_GOAL: EditError = EditError::NotThere { what: "goal" };

fn framework(case: &mut Case, id: FrameworkId) -> Result<&mut Framework, EditError> {
    let at = position(case.frameworks.iter().map(|framework| framework.id), id, FRAMEWORK)?;
    Ok(Arc::make_mut(&mut case.frameworks[at]))
}

/// Returns the goals of the framework that has a goal, and where it stands among them.
fn siblings(case: &mut Case, id: GoalId) -> Result<(&mut Vec<Goal>, usize), EditError> {
    let place = case
        .frameworks
        .iter()
        .enumerate()
        .find_map(|(at, framework)| framework.goals.iter().position(|goal| goal.id == id).map(|place| (at, place)));
    let (at, place) = place.ok_or(NO_GOAL)?;
    Ok((&mut Arc::make_mut(&mut case.frameworks[at]).goals, place))
}

fn goal(case: &mut Case, id: GoalId) -> Result<&mut Goal, EditError> {
    let (goals, at) = siblings(case, id)?;
    goals.get_mut(at).ok_or(NO_GOAL)
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

fn start(case: &mut Case, title: &str, lens: Lens) -> Applied {
    room(&case.frameworks, Limit::Frameworks)?;
    let title = name(title)?;
    let framework = Framework {
        id: FrameworkId(issue(&mut case.next_id)?),
        title,
        lens,
        publisher: String::new(),
        edition: String::new(),
        from: None,
        until: None,
        source: String::new(),
        note: String::new(),
        goals: Vec::new(),
        heading: String::new(),
        not_found: Vec::new(),
        unknown: Unknown::new(),
    };
    case.frameworks.push(Arc::new(framework));
    Ok(())
}

fn add_goal(case: &mut Case, id: FrameworkId, title: &str) -> Applied {
    Limit::Goals.check(case.goals().count() + 1)?;
    let title = name(title)?;
    // Found before an id is issued: what is refused issues none.
    framework(case, id)?;
    let goal = Goal {
        id: GoalId(issue(&mut case.next_id)?),
        title,
        text: String::new(),
        short: String::new(),
        weight: Finite::from(1),
        cues: Vec::new(),
        carbon: None,
        anchors: Default::default(),
        source: String::new(),
        unknown: Unknown::new(),
    };
    framework(case, id)?.goals.push(goal);
    Ok(())
}

fn check_texts(framework: &Framework) -> Applied {
    let Framework { title, publisher, edition, source, note, heading, goals, not_found, .. } = framework;
    let own = [title, publisher, edition, source, note, heading].into_iter().chain(not_found);
    let of_goal = |goal: &Goal| {
        let anchors = [goal.anchors.large_beneficial.clone(), goal.anchors.large_adverse.clone()];
        [&goal.title, &goal.text, &goal.short, &goal.source].map(Clone::clone).into_iter().chain(anchors)
    };
    let goals = goals.iter().flat_map(of_goal);
    let mut all = own.cloned().chain(goals);
    all.try_for_each(|text| Ok(Limit::check_text(&text)?))
}

/// Returns the texts of a list, those that say something, each once.
fn list(given: &[String]) -> Result<Vec<String>, EditError> {
    let mut kept: Vec<String> = Vec::new();
    for one in given {
        let one = text(one)?;
        if !one.is_empty() && !kept.contains(&one) {
            kept.push(one);
        }
    }
    Ok(kept)
}

/// Takes away what is recorded against goals that are gone, and what was carried from them.
fn forget(case: &mut Case, gone: &dyn Fn(GoalId) -> bool, framework: Option<FrameworkId>) {
    crosswalk::forget(case, gone, framework);
    case.contributions.retain(|contribution| !gone(contribution.goal));
    case.goal_statements.retain(|statement| !gone(statement.goal));
    for appraisal in case.appraisals.iter_mut().filter(|appraisal| links(&appraisal.criteria, gone)) {
        unlink(&mut Arc::make_mut(appraisal).criteria, gone);
    }
}

#[cfg(test)]
mod tests {
    use super::{FrameworkEdit, Origin};
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, CaseEdit, Edit, EditError, ProgrammeEdit, TreeEdit, apply, describe};
    use crate::framework::Lens;
    use crate::id::{FrameworkId, GoalId};

    fn after(case: &Case, edits: impl IntoIterator<Item = FrameworkEdit>) -> Case {
        edits.into_iter().fold(case.clone(), |case, edit| apply(&case, &Edit::Framework(edit)).unwrap())
    }

    /// A framework of one's own with goals A and B.
    fn own() -> (Case, FrameworkId, [GoalId; 2]) {
        let case = after(&Case::titled("t"), [FrameworkEdit::Start(" Our plan ".into(), Lens::Carbon)]);
        let id = case.frameworks[0].id;
        let case = after(&case, ["A", "B"].map(|name| FrameworkEdit::AddGoal(id, name.into())));
        let goals = [0, 1].map(|at| case.frameworks[0].goals[at].id);
        (case, id, goals)
    }

    #[test]
    fn a_framework_of_ones_own_is_started_worded_and_ordered() {
        let (case, id, [a, b]) = own();
        let case = after(
            &case,
            [
                FrameworkEdit::Rename(id, "Our plan to 2030".into()),
                FrameworkEdit::SetLens(id, Lens::Outcomes),
                FrameworkEdit::SetOrigin(id, Origin::Publisher, "Anytown Council".into()),
                FrameworkEdit::RenameGoal(a, "Warm homes".into()),
                FrameworkEdit::SetGoalLabel(a, "Homes".into()),
                FrameworkEdit::SetGoalText(a, "no home below 18 °C".into()),
                FrameworkEdit::MoveGoal(b, 0),
            ],
        );
        let found = &case.frameworks[0];
        assert_eq!(
            (found.title.as_str(), found.lens, found.publisher.as_str()),
            ("Our plan to 2030", Lens::Outcomes, "Anytown Council")
        );
        assert_eq!(found.goals.iter().map(|goal| goal.label()).collect::<Vec<_>>(), ["B", "Homes"]);
        assert_eq!(found.goals[1].full_text(), "Warm homes: no home below 18 °C");
    }

    #[test]
    fn what_is_recorded_against_a_goal_goes_with_it_and_nothing_else_does() {
        let (case, _, [a, b]) = own();
        let case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into()))).unwrap();
        let fleet = case.programme.initiatives[0].id;
        let scored = |goal| AlignmentEdit::SetAssessment(fleet, goal, Assessment::Scored(Effect::new(2).unwrap()));
        let edits = [
            Edit::Alignment(scored(a)),
            Edit::Alignment(scored(b)),
            Edit::Alignment(AlignmentEdit::SetGoalStatement(a, "n/a".into())),
            Edit::Case(CaseEdit::AddAppraisal("Where".into())),
        ];
        let case = edits.iter().fold(case, |case, edit| apply(&case, edit).unwrap());
        let appraisal = case.appraisals[0].id;
        let case = apply(&case, &Edit::Appraisal(appraisal, TreeEdit::AddGoal(None, a).into())).unwrap();
        let case = after(&case, [FrameworkEdit::RemoveGoal(a)]);
        assert_eq!(case.contributions.iter().map(|found| found.goal).collect::<Vec<_>>(), [b]);
        assert!(case.goal_statements.is_empty());
        assert_eq!(case.appraisals[0].criteria[0].goal, None, "the criterion stays, and names no goal");
        assert_eq!(case.frameworks[0].goals.len(), 1);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let (case, id, [a, _]) = own();
        let refused = |edit| apply(&case, &Edit::Framework(edit)).unwrap_err();
        assert_eq!(refused(FrameworkEdit::Start("  ".into(), Lens::Carbon)), EditError::NameMissing);
        assert_eq!(refused(FrameworkEdit::RenameGoal(a, String::new())), EditError::NameMissing);
        assert_eq!(
            refused(FrameworkEdit::AddGoal(FrameworkId(99), "C".into())),
            EditError::NotThere { what: "framework" }
        );
        assert_eq!(refused(FrameworkEdit::RemoveGoal(GoalId(id.0))), EditError::NotThere { what: "goal" });
    }

    #[test]
    fn the_log_says_what_was_changed_from_what_to_what() {
        let (case, _, [a, _]) = own();
        let edit = Edit::Framework(FrameworkEdit::RenameGoal(a, "Homes".into()));
        let change = describe(&case, &apply(&case, &edit).unwrap(), &edit);
        assert_eq!((change.what.as_str(), change.from.as_str(), change.to.as_str()), ("Name of goal A", "A", "Homes"));
    }
}
