//! What an edit did, in words: for the menu ("Undo: …") and for the log.

use super::{AppraisalEdit, DateField, Edit, ScaleEnd};
use crate::alignment::Assessment;
use crate::appraisal::{Appraisal, Outcome, Role, Scale, ScoreState};
use crate::case::Case;
use crate::id::{AlternativeId, CriterionId, GateId, GoalId, InitiativeId};
use crate::programme::Status;

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
        Edit::Appraisal(id, edit) => {
            case.appraisal(*id).map_or(String::new(), |appraisal| what_in_appraisal(appraisal, edit))
        }
    }
}

fn what_in_appraisal(appraisal: &Appraisal, edit: &AppraisalEdit) -> String {
    let option = |id: &AlternativeId| appraisal.alternative(*id).map_or("option", |option| &option.name).to_owned();
    let criterion = |id: &CriterionId| appraisal.criterion(*id).map_or("criterion", |found| &found.name).to_owned();
    let gate =
        |id: &GateId| appraisal.gates.iter().find(|gate| gate.id == *id).map_or("gate", |gate| &gate.name).to_owned();
    match edit {
        AppraisalEdit::SetTitle(_) => "Title of the appraisal".to_owned(),
        AppraisalEdit::SetBasis(_) => "Basis of the appraisal".to_owned(),
        AppraisalEdit::SetMateriality(_) => "Lead that counts".to_owned(),
        AppraisalEdit::AddAlternative(name) => format!("Add option {}", name.trim()),
        AppraisalEdit::RenameAlternative(id, _) => format!("Name of option {}", option(id)),
        AppraisalEdit::DescribeAlternative(id, _) => format!("Description of {}", option(id)),
        AppraisalEdit::SetRole(id, _) => format!("Role of {}", option(id)),
        AppraisalEdit::MoveAlternative(id, _) => format!("Place of {}", option(id)),
        AppraisalEdit::RemoveAlternative(id) => format!("Remove option {}", option(id)),
        AppraisalEdit::AddGate(name) => format!("Add gate {}", name.trim()),
        AppraisalEdit::RenameGate(id, _) => format!("Name of gate {}", gate(id)),
        AppraisalEdit::RemoveGate(id) => format!("Remove gate {}", gate(id)),
        AppraisalEdit::SetOutcome(id, alternative, _) => format!("{} at gate {}", option(alternative), gate(id)),
        AppraisalEdit::SetEvidence(id, alternative, _) => {
            format!("Evidence for {} at gate {}", option(alternative), gate(id))
        }
        AppraisalEdit::AddFamily(name) => format!("Add family {}", name.trim()),
        AppraisalEdit::AddCriterion(_, name) => format!("Add criterion {}", name.trim()),
        AppraisalEdit::RenameCriterion(id, _) => format!("Name of {}", criterion(id)),
        AppraisalEdit::DefineCriterion(id, _) => format!("Definition of {}", criterion(id)),
        AppraisalEdit::MoveCriterion(id, _) => format!("Place of {}", criterion(id)),
        AppraisalEdit::MoveToFamily(id, _) => format!("Family of {}", criterion(id)),
        AppraisalEdit::RemoveCriterion(id) => format!("Remove {}", criterion(id)),
        AppraisalEdit::SetScale(id, _) => format!("Scale of {}", criterion(id)),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Worst, _) => format!("Worst end of {}", criterion(id)),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Best, _) => format!("Best end of {}", criterion(id)),
        AppraisalEdit::SetSwing(id, _) => format!("Weight of {}", criterion(id)),
        AppraisalEdit::SetScore(alternative, id, _) => format!("Score of {}, {}", option(alternative), criterion(id)),
        AppraisalEdit::SetScoreReason(alternative, id, _) => {
            format!("Reason for {}, {}", option(alternative), criterion(id))
        }
        AppraisalEdit::SetScoreSource(alternative, id, _) => {
            format!("Source for {}, {}", option(alternative), criterion(id))
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
        Edit::SetLensWeights(_) => {
            let weights = case.lens_weights;
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

fn value_in_appraisal(appraisal: &Appraisal, edit: &AppraisalEdit) -> String {
    let option = |id: &AlternativeId| appraisal.alternative(*id);
    let criterion = |id: &CriterionId| appraisal.criterion(*id);
    let gate = |id: &GateId| appraisal.gates.iter().find(|gate| gate.id == *id);
    let verdict = |id: &GateId, option: &AlternativeId| {
        gate(id).and_then(|gate| gate.verdicts.iter().find(|verdict| verdict.alternative == *option))
    };
    let leaf = |id: &CriterionId| {
        appraisal.leaves().into_iter().find(|(criterion, _)| criterion.id == *id).map(|(_, leaf)| leaf)
    };
    let score = |alternative: &AlternativeId, id: &CriterionId| appraisal.score(*alternative, *id);
    match edit {
        AppraisalEdit::SetTitle(_) => appraisal.title.clone(),
        AppraisalEdit::SetBasis(_) => appraisal.basis.clone(),
        AppraisalEdit::SetMateriality(_) => appraisal.materiality.get().to_string(),
        AppraisalEdit::RenameAlternative(id, _) => option(id).map_or(String::new(), |found| found.name.clone()),
        AppraisalEdit::DescribeAlternative(id, _) => {
            option(id).map_or(String::new(), |found| found.description.clone())
        }
        AppraisalEdit::SetRole(id, _) => option(id).map_or("", |found| role_name(found.role)).to_owned(),
        AppraisalEdit::RenameGate(id, _) => gate(id).map_or(String::new(), |gate| gate.name.clone()),
        AppraisalEdit::SetOutcome(id, alternative, _) => {
            outcome_name(verdict(id, alternative).map_or_else(Default::default, |verdict| verdict.outcome)).to_owned()
        }
        AppraisalEdit::SetEvidence(id, alternative, _) => {
            verdict(id, alternative).map_or(String::new(), |verdict| verdict.evidence.clone())
        }
        AppraisalEdit::RenameCriterion(id, _) => criterion(id).map_or(String::new(), |found| found.name.clone()),
        AppraisalEdit::DefineCriterion(id, _) => criterion(id).map_or(String::new(), |found| found.definition.clone()),
        AppraisalEdit::SetScale(id, _) => leaf(id).map_or(String::new(), |leaf| scale_text(&leaf.scale)),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Worst, _) => {
            leaf(id).map_or(String::new(), |leaf| leaf.worst_anchor.clone())
        }
        AppraisalEdit::SetAnchor(id, ScaleEnd::Best, _) => {
            leaf(id).map_or(String::new(), |leaf| leaf.best_anchor.clone())
        }
        AppraisalEdit::SetSwing(id, _) => {
            leaf(id).and_then(|leaf| leaf.swing).map_or(String::new(), |swing| swing.points().to_string())
        }
        AppraisalEdit::SetScore(option, id, _) => {
            score_text(score(option, id).map_or_else(Default::default, |score| score.state))
        }
        AppraisalEdit::SetScoreReason(option, id, _) => {
            score(option, id).map_or(String::new(), |score| score.reason.clone())
        }
        AppraisalEdit::SetScoreSource(option, id, _) => {
            score(option, id).map_or(String::new(), |score| score.source.clone())
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

fn role_name(role: Role) -> &'static str {
    match role {
        Role::BusinessAsUsual => "business as usual",
        Role::DoMinimum => "do minimum",
        Role::Candidate => "option",
    }
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::NotYetKnown => "not yet known",
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

fn score_text(state: ScoreState) -> String {
    match state {
        ScoreState::NotScored => "not scored".to_owned(),
        ScoreState::Points(points) => format!("{} points", points.get()),
        ScoreState::Measured(measure) => format!("measure {}", measure.get()),
        ScoreState::NoEffect => "no effect".to_owned(),
        ScoreState::Unknown => "unknown".to_owned(),
        ScoreState::NotApplicable => "not applicable".to_owned(),
    }
}

fn scale_text(scale: &Scale) -> String {
    match scale {
        Scale::Direct => "judged directly".to_owned(),
        Scale::Measured { measure, worst, best, .. } => {
            format!("{} from {} to {} {}", measure.name, worst.get(), best.get(), measure.unit)
        }
    }
}
