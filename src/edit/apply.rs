//! `apply`: the only thing that changes a case.

use super::{DateField, Edit, EditError};
use crate::alignment::{Assessment, Contribution, GoalStatement};
use crate::appraisal::{Alternative, Appraisal, Role};
use crate::case::Case;
use crate::framework::Framework;
use crate::id::{AlternativeId, AppraisalId, FrameworkId, GoalId, InitiativeId};
use crate::limits::Limit;
use crate::programme::budget::BudgetTable;
use crate::programme::{Dependency, Initiative};
use crate::unknown::Unknown;
use std::sync::Arc;

type Applied = Result<(), EditError>;

/// Returns the case with an edit made. The case given is untouched.
///
/// # Errors
/// [`EditError`] says why the edit was refused.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, apply}};
/// let case = Case::titled("Depot relocation");
/// let with_one = apply(&case, &Edit::AddInitiative("Electric fleet".into()))?;
/// assert_eq!(with_one.programme.initiatives[0].name, "Electric fleet");
/// assert!(apply(&case, &Edit::AddInitiative("  ".into())).is_err());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
pub fn apply(case: &Case, edit: &Edit) -> Result<Case, EditError> {
    let mut case = case.clone();
    match edit {
        Edit::SetTitle(title) => case.title = name(title)?,
        Edit::SetAuthority(authority) => case.context.authority = text(authority)?,
        Edit::SetCommittee(committee) => case.context.committee = text(committee)?,
        Edit::SetDataDate(date) => case.context.data_date = *date,
        Edit::SetMeeting(date) => case.context.meeting = *date,
        Edit::SetLensWeights(weights) => {
            obeys(weights.problem())?;
            case.lens_weights = weights.clone();
        }
        Edit::AddFramework(framework) => add_framework(&mut case, framework)?,
        Edit::RemoveFramework(id) => remove_framework(&mut case, *id)?,
        Edit::SetGoalStatement(goal, words) => set_goal_statement(&mut case, *goal, words)?,
        Edit::AddInitiative(title) => {
            let title = name(title)?;
            room(&case.programme.initiatives, Limit::Initiatives)?;
            let id = InitiativeId(next_id(&mut case)?);
            case.programme.initiatives.push(Arc::new(Initiative::named(id, &title)));
        }
        Edit::MoveInitiative(id, to) => {
            let list = &mut case.programme.initiatives;
            let from = position(list.iter().map(|initiative| initiative.id), *id, "initiative")?;
            move_item(list, from, *to);
        }
        Edit::RemoveInitiative(id) => remove_initiative(&mut case, *id)?,
        Edit::RenameInitiative(id, title) => initiative(&mut case, *id)?.name = name(title)?,
        Edit::SetStatus(id, status) => initiative(&mut case, *id)?.status = *status,
        Edit::SetNarrative(id, narrative) => initiative(&mut case, *id)?.narrative = text(narrative)?,
        Edit::SetLeadRole(id, role) => initiative(&mut case, *id)?.lead_role = text(role)?,
        Edit::SetBudget(id, budget) => initiative(&mut case, *id)?.budget = *budget,
        Edit::SetInitiativeDate(id, field, date) => {
            let initiative = initiative(&mut case, *id)?;
            match field {
                DateField::Start => initiative.start = *date,
                DateField::PlannedEnd => initiative.planned_end = *date,
                DateField::ActualEnd => initiative.actual_end = *date,
            }
        }
        Edit::SetAssessment(initiative, goal, assessment) => contribute(&mut case, *initiative, *goal, |found| {
            found.assessment = *assessment;
            // A number that the author gives is the author's, whatever stood there before.
            found.illustrative = false;
        })?,
        Edit::SetContributionReason(initiative, goal, reason) => {
            let reason = text(reason)?;
            contribute(&mut case, *initiative, *goal, |found| found.reason = reason)?;
        }
        Edit::SetContributionSource(initiative, goal, source) => {
            let source = text(source)?;
            contribute(&mut case, *initiative, *goal, |found| found.source = source)?;
        }
        Edit::AddAppraisal(title) => add_appraisal(&mut case, title)?,
        Edit::RemoveAppraisal(id) => {
            let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
            case.appraisals.remove(at);
        }
        Edit::AddGoalAsCriterion(id, family, goal) => {
            let goal = case.goal(*goal).cloned().ok_or(EditError::NotThere { what: "goal" })?;
            let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
            super::criteria::add_goal(Arc::make_mut(&mut case.appraisals[at]), &mut case.next_id, *family, &goal)?;
        }
        Edit::Appraisal(id, edit) => {
            let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
            super::appraisal::apply_to(Arc::make_mut(&mut case.appraisals[at]), &mut case.next_id, edit)?;
        }
    }
    Ok(case)
}

/// Refuses what breaks a rule of its noun.
pub(super) fn obeys(problem: Option<&'static str>) -> Result<(), EditError> {
    match problem {
        None => Ok(()),
        Some(expected) => Err(EditError::OutOfRange { expected: expected.trim_start_matches("expected ") }),
    }
}

/// Returns a name without space around it, or an error when nothing is left.
pub(super) fn name(name: &str) -> Result<String, EditError> {
    let name = text(name)?;
    if name.is_empty() { Err(EditError::NameMissing) } else { Ok(name) }
}

/// Returns words without space around them, or an error when they are longer than any text may be.
pub(super) fn text(words: &str) -> Result<String, EditError> {
    let words = words.trim();
    Limit::check_text(words)?;
    Ok(words.to_owned())
}

/// Refuses one more in a list that is full.
pub(super) fn room<T>(list: &[T], limit: Limit) -> Applied {
    Ok(limit.check(list.len() + 1)?)
}

/// Issues an id.
pub(super) fn issue(next_id: &mut u32) -> Result<u32, EditError> {
    let id = *next_id;
    *next_id = id.checked_add(1).ok_or(EditError::NoMoreIds)?;
    Ok(id)
}

/// Returns where an id stands in a list.
pub(super) fn position<T: Copy + PartialEq>(
    ids: impl Iterator<Item = T>,
    id: T,
    what: &'static str,
) -> Result<usize, EditError> {
    let mut ids = ids;
    ids.position(|found| found == id).ok_or(EditError::NotThere { what })
}

/// Moves an item to a position; past the end means the end.
pub(super) fn move_item<T>(list: &mut Vec<T>, from: usize, to: usize) {
    let item = list.remove(from);
    list.insert(to.min(list.len()), item);
}

fn next_id(case: &mut Case) -> Result<u32, EditError> {
    issue(&mut case.next_id)
}

fn initiative(case: &mut Case, id: InitiativeId) -> Result<&mut Initiative, EditError> {
    let found = case.programme.initiatives.iter_mut().find(|initiative| initiative.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: "initiative" })
}

fn remove_initiative(case: &mut Case, id: InitiativeId) -> Applied {
    let at = position(case.programme.initiatives.iter().map(|initiative| initiative.id), id, "initiative")?;
    case.programme.initiatives.remove(at);
    case.contributions.retain(|contribution| contribution.initiative != id);
    let on_it = Dependency::Initiative(id);
    for initiative in case.programme.initiatives.iter_mut().filter(|other| other.dependencies.contains(&on_it)) {
        Arc::make_mut(initiative).dependencies.retain(|dependency| *dependency != on_it);
    }
    let pays = |table: &&mut Arc<BudgetTable>| table.lines.iter().any(|line| line.initiative == Some(id));
    for line in case.programme.budget.iter_mut().filter(pays).flat_map(|table| &mut Arc::make_mut(table).lines) {
        line.initiative = line.initiative.filter(|paid_for| *paid_for != id);
    }
    Ok(())
}

fn add_framework(case: &mut Case, framework: &Framework) -> Applied {
    room(&case.frameworks, Limit::Frameworks)?;
    Limit::Goals.check(case.goals().count() + framework.goals.len())?;
    check_framework(framework)?;
    let mut framework = framework.clone();
    framework.id = FrameworkId(next_id(case)?);
    for goal in &mut framework.goals {
        goal.id = GoalId(next_id(case)?);
    }
    case.frameworks.push(Arc::new(framework));
    Ok(())
}

fn check_framework(framework: &Framework) -> Applied {
    let Framework { title, publisher, edition, source, note, goals, not_found, .. } = framework;
    let own = [title, publisher, edition, source, note].into_iter().chain(not_found);
    let mut all = own.chain(goals.iter().flat_map(|goal| [&goal.title, &goal.text, &goal.short, &goal.source]));
    all.try_for_each(|text| Ok(Limit::check_text(text)?))
}

fn remove_framework(case: &mut Case, id: FrameworkId) -> Applied {
    let at = position(case.frameworks.iter().map(|framework| framework.id), id, "framework")?;
    let removed = case.frameworks.remove(at);
    let gone = |goal: GoalId| removed.goals.iter().any(|found| found.id == goal);
    case.contributions.retain(|contribution| !gone(contribution.goal));
    case.goal_statements.retain(|statement| !gone(statement.goal));
    for appraisal in case.appraisals.iter_mut().filter(|appraisal| super::criteria::links(&appraisal.criteria, &gone)) {
        super::criteria::unlink(&mut Arc::make_mut(appraisal).criteria, &gone);
    }
    Ok(())
}

fn set_goal_statement(case: &mut Case, goal: GoalId, words: &str) -> Applied {
    case.goal(goal).ok_or(EditError::NotThere { what: "goal" })?;
    let words = text(words)?;
    let found = case.goal_statements.iter_mut().find(|statement| statement.goal == goal);
    match found {
        _ if words.is_empty() => case.goal_statements.retain(|statement| statement.goal != goal),
        Some(statement) => Arc::make_mut(statement).text = words,
        None => case.goal_statements.push(Arc::new(GoalStatement { goal, text: words, unknown: Unknown::new() })),
    }
    Ok(())
}

/// Changes the record of an effect, made where there is none and dropped where nothing is left in it.
fn contribute(
    case: &mut Case,
    initiative: InitiativeId,
    goal: GoalId,
    change: impl FnOnce(&mut Contribution),
) -> Applied {
    case.initiative(initiative).ok_or(EditError::NotThere { what: "initiative" })?;
    case.goal(goal).ok_or(EditError::NotThere { what: "goal" })?;
    let contribution = case.contributions.get_or_record(initiative, goal, || Contribution {
        initiative,
        goal,
        assessment: Assessment::NotAssessed,
        reason: String::new(),
        source: String::new(),
        illustrative: false,
        unknown: Unknown::new(),
    });
    change(contribution);
    let nothing_left = contribution.assessment == Assessment::NotAssessed
        && contribution.reason.is_empty()
        && contribution.source.is_empty()
        && contribution.unknown.is_empty();
    if nothing_left {
        case.contributions.remove(initiative, goal);
    }
    Ok(())
}

fn add_appraisal(case: &mut Case, title: &str) -> Applied {
    let title = name(title)?;
    room(&case.appraisals, Limit::Appraisals)?;
    let mut appraisal = Appraisal::titled(AppraisalId(next_id(case)?), &title);
    for (name, role) in [("Business as usual", Role::BusinessAsUsual), ("Do minimum", Role::DoMinimum)] {
        appraisal.alternatives.push(Alternative::named(AlternativeId(next_id(case)?), name, role));
    }
    // Weights come before totals, so nobody weighs towards an answer.
    appraisal.blind = true;
    case.appraisals.push(Arc::new(appraisal));
    Ok(())
}
