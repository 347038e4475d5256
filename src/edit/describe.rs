//! What an edit did, in words: for the menu ("Undo: …") and for the log.

mod appraisal;

use super::{DateField, Edit};
use crate::alignment::Assessment;
use crate::case::Case;
use crate::id::{GoalId, InitiativeId};
use crate::programme::Status;
use appraisal::{value_in_appraisal, what_in_appraisal};

/// What an edit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What was changed, for example "Weight of Operational carbon".
    pub what: String,
    /// As it stood before; empty for things added.
    pub from: String,
    /// As it stands after; empty for things removed.
    pub to: String,
}

/// Returns what an edit did, from the case before and the case after it.
#[must_use]
pub fn describe(before: &Case, after: &Case, edit: &Edit) -> Change {
    let what = what(before, edit);
    Change { what, from: value(before, edit), to: value(after, edit) }
}

fn what(case: &Case, edit: &Edit) -> String {
    match edit {
        Edit::SetTitle(_) => "Title of the case".to_owned(),
        Edit::SetAuthority(_) => "Authority".to_owned(),
        Edit::SetCommittee(_) => "Committee".to_owned(),
        Edit::SetDataDate(_) => "Date of the figures".to_owned(),
        Edit::SetMeeting(_) => "Date of the meeting".to_owned(),
        Edit::SetLensWeights(_) => "Lens weights".to_owned(),
        Edit::AddFramework(framework) => format!("Add {}", framework.title),
        Edit::RemoveFramework(id) => {
            format!("Remove {}", case.framework(*id).map_or("framework", |framework| &framework.title))
        }
        Edit::SetGoalStatement(goal, _) => format!("Summary for {}", goal_name(case, *goal)),
        Edit::AddInitiative(name) => format!("Add initiative {}", name.trim()),
        Edit::RenameInitiative(id, _) => format!("Name of initiative {}", initiative_name(case, *id)),
        Edit::MoveInitiative(id, _) => format!("Place of {}", initiative_name(case, *id)),
        Edit::RemoveInitiative(id) => format!("Remove initiative {}", initiative_name(case, *id)),
        Edit::SetStatus(id, _) => format!("Status of {}", initiative_name(case, *id)),
        Edit::SetInitiativeDate(id, field, _) => {
            let field = match field {
                DateField::Start => "Start",
                DateField::PlannedEnd => "Planned end",
                DateField::ActualEnd => "Actual end",
            };
            format!("{field} of {}", initiative_name(case, *id))
        }
        Edit::SetNarrative(id, _) => format!("Progress of {}", initiative_name(case, *id)),
        Edit::SetLeadRole(id, _) => format!("Lead of {}", initiative_name(case, *id)),
        Edit::SetBudget(id, _) => format!("Budget of {}", initiative_name(case, *id)),
        Edit::SetAssessment(initiative, goal, _) => format!("Contribution of {}", pair(case, *initiative, *goal)),
        Edit::SetContributionReason(initiative, goal, _) => format!("Reason for {}", pair(case, *initiative, *goal)),
        Edit::SetContributionSource(initiative, goal, _) => format!("Source for {}", pair(case, *initiative, *goal)),
        Edit::AddAppraisal(title) => format!("Add appraisal {}", title.trim()),
        Edit::RemoveAppraisal(id) => {
            format!("Remove appraisal {}", case.appraisal(*id).map_or("", |appraisal| &appraisal.title))
        }
        Edit::AddGoalAsCriterion(_, _, goal) => format!("Add criterion {}", goal_name(case, *goal)),
        Edit::Appraisal(id, edit) => {
            case.appraisal(*id).map_or(String::new(), |appraisal| what_in_appraisal(appraisal, edit))
        }
    }
}

/// Returns the value that an edit sets, as it stands in a case. Empty where the edit adds, removes or moves.
fn value(case: &Case, edit: &Edit) -> String {
    let initiative = |id: &InitiativeId| case.initiative(*id);
    let contribution = |i: &InitiativeId, g: &GoalId| case.contribution(*i, *g);
    let date = |date: Option<crate::date::Date>| date.map_or(String::new(), |date| date.to_string());
    match edit {
        Edit::SetTitle(_) => case.title.clone(),
        Edit::SetAuthority(_) => case.context.authority.clone(),
        Edit::SetCommittee(_) => case.context.committee.clone(),
        Edit::SetDataDate(_) => date(case.context.data_date),
        Edit::SetMeeting(_) => date(case.context.meeting),
        Edit::SetLensWeights(_) => {
            let weights = &case.lens_weights;
            format!("{} / {} / {}", weights.outcomes.get(), weights.carbon.get(), weights.social_value.get())
        }
        Edit::SetGoalStatement(goal, _) => {
            let found = case.goal_statements.iter().find(|statement| statement.goal == *goal);
            found.map_or(String::new(), |statement| statement.text.clone())
        }
        Edit::RenameInitiative(id, _) => initiative(id).map_or(String::new(), |found| found.name.clone()),
        Edit::SetStatus(id, _) => initiative(id).and_then(|found| found.status).map_or("", status_name).to_owned(),
        Edit::SetInitiativeDate(id, field, _) => initiative(id).map_or(String::new(), |found| match field {
            DateField::Start => date(found.start),
            DateField::PlannedEnd => date(found.planned_end),
            DateField::ActualEnd => date(found.actual_end),
        }),
        Edit::SetNarrative(id, _) => initiative(id).map_or(String::new(), |found| found.narrative.clone()),
        Edit::SetLeadRole(id, _) => initiative(id).map_or(String::new(), |found| found.lead_role.clone()),
        Edit::SetBudget(id, _) => {
            let budget = initiative(id).and_then(|found| found.budget);
            budget.map_or(String::new(), |pence| format!("{} pence", pence.get()))
        }
        Edit::SetAssessment(i, g, _) => {
            assessment_text(contribution(i, g).map_or_else(Default::default, |c| c.assessment))
        }
        Edit::SetContributionReason(i, g, _) => contribution(i, g).map_or(String::new(), |c| c.reason.clone()),
        Edit::SetContributionSource(i, g, _) => contribution(i, g).map_or(String::new(), |c| c.source.clone()),
        Edit::Appraisal(id, edit) => {
            case.appraisal(*id).map_or(String::new(), |appraisal| value_in_appraisal(appraisal, edit))
        }
        _ => String::new(),
    }
}

fn initiative_name(case: &Case, id: InitiativeId) -> String {
    case.initiative(id).map_or("initiative", |initiative| &initiative.name).to_owned()
}

fn goal_name(case: &Case, id: GoalId) -> String {
    case.goal(id).map_or("goal", |goal| &goal.title).to_owned()
}

fn pair(case: &Case, initiative: InitiativeId, goal: GoalId) -> String {
    format!("{} to {}", initiative_name(case, initiative), goal_name(case, goal))
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Red => "red",
        Status::Amber => "amber",
        Status::Green => "green",
        Status::Complete => "complete",
    }
}

fn assessment_text(assessment: Assessment) -> String {
    match assessment {
        Assessment::NotAssessed => "not assessed".to_owned(),
        Assessment::Scored(effect) => effect.get().to_string(),
        Assessment::NotApplicable => "not applicable".to_owned(),
        Assessment::Unknown => "unknown".to_owned(),
    }
}
