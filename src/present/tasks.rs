//! What is to be found out about contributions, in words: who does it, by when, and what nobody is to find out yet.

use super::{count, date};
use crate::alignment::{Assessment, Contribution};
use crate::case::Case;
use crate::date::Date;
use crate::id::{ActionId, GoalId, InitiativeId};
use crate::order::sort_by;
use crate::programme::{Action, ActionState};

/// Something that is to be found out about one contribution.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Task {
    /// The action.
    pub id: ActionId,
    /// The initiative.
    pub initiative: InitiativeId,
    /// The goal.
    pub goal: GoalId,
    /// What is to be found out.
    pub what: String,
    /// The two by their names: "Telephony for Connected".
    pub pair: String,
    /// Who finds it out, by when, and whether that has passed.
    pub who: String,
    /// Whether it is still to be done.
    pub is_open: bool,
    /// Whether it is open and its date has passed.
    pub is_late: bool,
}

/// A task with what puts it in its place: whether it is over, whether it has no date, and when it is due.
type Placed = ((bool, bool, Option<(Date, Date)>), Task);

/// Returns what is to be found out, as at a date: what is open first, the earliest due first and what has no date behind
/// that.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::tasks};
/// assert!(tasks(&Case::titled("Depots"), None).is_empty());
/// ```
#[must_use]
pub fn tasks(case: &Case, as_at: Option<Date>) -> Vec<Task> {
    let task = |found: &Contribution| -> Option<Placed> {
        let id = found.find_out?;
        let action = case.programme.actions.iter().find(|action| action.id == id)?;
        let (initiative, goal) = (case.initiative(found.initiative)?, case.goal(found.goal)?);
        let is_late = is_late(action, as_at);
        let task = Task {
            id,
            initiative: found.initiative,
            goal: found.goal,
            what: action.text.clone(),
            pair: format!("{} for {}", initiative.name, goal.label()),
            who: task_words(action, as_at),
            is_open: action.state.is_open(),
            is_late,
        };
        let due = action.due.map(|due| (due.last_day(), due.first_day()));
        Some(((!task.is_open, due.is_none(), due), task))
    };
    let mut all: Vec<Placed> = case.contributions.by_row().filter_map(task).collect();
    sort_by(&mut all, &mut |one, other| one.0.cmp(&other.0));
    all.into_iter().map(|(_, task)| task).collect()
}

fn is_late(action: &Action, as_at: Option<Date>) -> bool {
    let passed = action.due.zip(as_at).is_some_and(|(due, as_at)| as_at.is_after(due));
    action.state.is_open() && passed
}

/// Returns who finds something out, by when, and whether that has passed at a date.
///
/// # Example
/// ```
/// use weighbridge::id::ActionId;
/// use weighbridge::{present::task_words, programme::{Action, ActionKind}};
/// let mut action = Action::worded(ActionId(1), ActionKind::FindOut, "What it does for jobs");
/// assert_eq!(task_words(&action, None), "nobody is named, and no date is set");
/// (action.owner_role, action.due) = ("Head of energy".into(), "2026-06".parse().ok());
/// assert_eq!(task_words(&action, None), "Head of energy, by June 2026");
/// assert_eq!(task_words(&action, "2026-08".parse().ok()), "Head of energy, by June 2026: that has passed");
/// ```
#[must_use]
pub fn task_words(action: &Action, as_at: Option<Date>) -> String {
    let by = action.due.map(|due| format!("by {}", date(due)));
    let who = match (action.owner_role.as_str(), by) {
        ("", None) => "nobody is named, and no date is set".to_owned(),
        ("", Some(by)) => format!("nobody is named, {by}"),
        (role, None) => format!("{role}, no date is set"),
        (role, Some(by)) => format!("{role}, {by}"),
    };
    match action.state {
        ActionState::Done => format!("{who}: done"),
        ActionState::Refused => format!("{who}: refused"),
        ActionState::Open if is_late(action, as_at) => format!("{who}: that has passed"),
        ActionState::Open => who,
    }
}

/// Returns how many contributions are unknown, and how many of those somebody is to find out; empty where none is unknown and
/// nothing is to be found out.
#[must_use]
pub fn tasks_sentence(case: &Case, as_at: Option<Date>) -> String {
    let all = tasks(case, as_at);
    let (open, late) = (all.iter().filter(|task| task.is_open).count(), all.iter().filter(|task| task.is_late).count());
    let is_unknown = |found: &&Contribution| found.assessment == Assessment::Unknown;
    let (unknown, alone) = case
        .contributions
        .by_row()
        .filter(is_unknown)
        .fold((0, 0), |(unknown, alone), found| (unknown + 1, alone + usize::from(found.find_out.is_none())));
    let unknown = match (unknown, alone) {
        (0, _) => String::new(),
        (1, 0) => "1 contribution is unknown, and it is to be found out.".to_owned(),
        (1, _) => "1 contribution is unknown, and nobody is to find it out yet.".to_owned(),
        (n, 0) => format!("{n} contributions are unknown, and each is to be found out."),
        (n, alone) if n == alone => format!("{n} contributions are unknown, and nobody is to find them out yet."),
        (n, alone) => {
            let have = if alone == 1 { "has" } else { "have" };
            format!("{n} contributions are unknown; {alone} of them {have} no task yet.")
        }
    };
    let under_way = match (open, late) {
        (0, _) => String::new(),
        (n, 0) => format!("{} open.", count(n, "task is", "tasks are")),
        (n, late) => {
            let of = if late == n {
                "each is".to_owned()
            } else {
                format!("{late} of them {}", if late == 1 { "is" } else { "are" })
            };
            format!("{} open, and {of} past its date.", count(n, "task is", "tasks are"))
        }
    };
    [unknown, under_way].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns what a new task says: "Find out what Telephony does for “Connected”".
#[must_use]
pub fn find_out_words(case: &Case, initiative: InitiativeId, goal: GoalId) -> String {
    let by = case.initiative(initiative).map_or("the initiative", |found| found.name.as_str());
    let to = case.goal(goal).map_or("the goal", |goal| goal.label());
    format!("Find out what {by} does for “{to}”")
}

#[cfg(test)]
mod tests {
    use super::{find_out_words, tasks, tasks_sentence};
    use crate::alignment::Assessment;
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, RegisterEdit, apply};
    use crate::file;
    use crate::id::{GoalId, InitiativeId};
    use crate::programme::Confidence;
    use crate::programme::{Action, ActionKind, ActionState};

    fn seed() -> Case {
        let mut case = file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case;
        for found in case.contributions.iter_mut().filter(|found| found.assessment == Assessment::Unknown) {
            found.assessment = Assessment::NotApplicable;
        }
        case
    }

    fn edit(case: &Case, edit: AlignmentEdit) -> Case {
        apply(case, &Edit::Alignment(edit)).unwrap()
    }

    fn place(case: &Case, row: usize) -> (InitiativeId, GoalId) {
        (case.programme.initiatives[row].id, case.goals().next().unwrap().1.id)
    }

    fn unknown(case: &Case, row: usize) -> Case {
        let (initiative, goal) = place(case, row);
        edit(case, AlignmentEdit::SetAssessment(initiative, goal, Assessment::Unknown))
    }

    fn to_find_out(case: &Case, row: usize, role: &str, due: &str) -> Case {
        let (initiative, goal) = place(case, row);
        let words = find_out_words(case, initiative, goal);
        let case = edit(case, AlignmentEdit::AddFindOut(initiative, goal, words));
        let action = case.programme.actions.last().unwrap();
        let given = Action { owner_role: role.to_owned(), due: due.parse().ok(), ..action.as_ref().clone() };
        apply(&case, &Edit::Register(RegisterEdit::ChangeAction(action.id, Box::new(given)))).unwrap()
    }

    #[test]
    fn an_unknown_has_a_task_with_a_role_and_a_date() {
        let case = unknown(&unknown(&seed(), 0), 1);
        assert_eq!(tasks_sentence(&case, None), "2 contributions are unknown, and nobody is to find them out yet.");
        let case = to_find_out(&case, 0, "Head of networks", "2020-09");
        assert_eq!(
            tasks_sentence(&case, None),
            "2 contributions are unknown; 1 of them has no task yet. 1 task is open."
        );
        let case = to_find_out(&case, 1, "", "2020-03-31");
        let as_at = "2020-05".parse().ok();
        let all = tasks(&case, as_at);
        assert_eq!(all.iter().map(|task| task.is_late).collect::<Vec<_>>(), [true, false], "the earliest due first");
        assert_eq!(all[0].who, "nobody is named, by 31 March 2020: that has passed");
        assert!(all[1].what.starts_with("Find out what ") && all[1].what.contains(&case.programme.initiatives[0].name));
        assert!(tasks_sentence(&case, as_at).ends_with("2 tasks are open, and 1 of them is past its date."));
        let (initiative, goal) = place(&case, 0);
        let again = AlignmentEdit::AddFindOut(initiative, goal, "Once more".to_owned());
        assert!(apply(&case, &Edit::Alignment(again)).is_err(), "a contribution has one task");
    }

    #[test]
    fn a_task_that_is_removed_or_becomes_something_else_is_tied_to_nothing() {
        let case = to_find_out(&unknown(&seed(), 0), 0, "Head of networks", "");
        let (initiative, goal) = place(&case, 0);
        let action = case.programme.actions.last().unwrap();
        let tied = |case: &Case| case.contribution(initiative, goal).and_then(|found| found.find_out);
        assert_eq!(tied(&case), Some(action.id));
        let removed = apply(&case, &Edit::Register(RegisterEdit::RemoveAction(action.id))).unwrap();
        assert_eq!((tied(&removed), tasks(&removed, None).len()), (None, 0));
        let other = Action { kind: ActionKind::Decision, ..action.as_ref().clone() };
        let other = apply(&case, &Edit::Register(RegisterEdit::ChangeAction(action.id, Box::new(other)))).unwrap();
        assert_eq!(tied(&other), None);
        let done = Action { state: ActionState::Done, ..action.as_ref().clone() };
        let done = apply(&case, &Edit::Register(RegisterEdit::ChangeAction(action.id, Box::new(done)))).unwrap();
        assert!(tasks(&done, None)[0].who.ends_with(": done"));
        // A cell of which nothing else is left keeps its task, and goes with it.
        let cleared = edit(&case, AlignmentEdit::SetAssessment(initiative, goal, Assessment::NotAssessed));
        let cleared = edit(&cleared, AlignmentEdit::SetReason(initiative, goal, String::new()));
        let cleared = edit(&cleared, AlignmentEdit::SetSource(initiative, goal, String::new()));
        assert_eq!(tied(&cleared), Some(action.id));
        let gone = apply(&cleared, &Edit::Register(RegisterEdit::RemoveAction(action.id))).unwrap();
        assert!(gone.contribution(initiative, goal).is_none());
    }

    #[test]
    fn what_a_number_rests_on_is_kept_with_the_task_in_a_file() {
        let case = to_find_out(&unknown(&seed(), 0), 0, "Head of networks", "2020-09");
        let (initiative, goal) = place(&case, 0);
        let case = edit(&case, AlignmentEdit::SetConfidence(initiative, goal, Some(Confidence::Guess)));
        let text = file::save(&file::Document::new(case.clone(), Vec::new()));
        let read = file::load(text.as_bytes()).unwrap().case;
        let found = read.contribution(initiative, goal).unwrap();
        assert_eq!(
            (found.confidence, found.find_out),
            (Some(Confidence::Guess), case.programme.actions.last().map(|one| one.id))
        );
        let broken = text.replace("\"find_out\": ", "\"find_out\": 9");
        let error = file::load(broken.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("find_out"), "{error}");
    }
}
