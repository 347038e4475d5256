//! Edits of the alignment: contributions to goals, the report's words on each goal, and what each lens counts.

use super::EditError;
use super::given::{Applied, issue, name, obeys, room, text};
use super::marked::{self, MarkedRow};
use super::programme::initiative_name;
use crate::alignment::{Assessment, Contribution, GoalStatement};
use crate::case::Case;
use crate::framework::LensWeights;
use crate::id::{ActionId, GoalId, InitiativeId};
use crate::limits::Limit;
use crate::print::{as_typed, signed};
use crate::programme::Confidence;
use crate::programme::{Action, ActionKind};
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of how initiatives stand against goals.
#[derive(Clone, Debug, PartialEq)]
pub enum AlignmentEdit {
    /// Says how much each lens counts.
    SetLensWeights(LensWeights),
    /// Records the report's own words on a goal; empty words remove the record.
    SetGoalStatement(GoalId, String),
    /// Records an initiative's effect on a goal.
    SetAssessment(InitiativeId, GoalId, Assessment),
    /// Records why.
    SetReason(InitiativeId, GoalId, String),
    /// Records where the evidence is.
    SetSource(InitiativeId, GoalId, String),
    /// Records what is done about harm.
    SetMitigation(InitiativeId, GoalId, String),
    /// Says on what it rests, or takes that back.
    SetConfidence(InitiativeId, GoalId, Option<Confidence>),
    /// Adds an action by its words: somebody is to find out what the initiative does for the goal.
    AddFindOut(InitiativeId, GoalId, String),
    /// Confirms what was carried over from another framework: from now on it counts.
    Confirm(InitiativeId, GoalId),
    /// Takes over the marks of a pasted matrix, and adds the initiatives that are new in it.
    TakeMarks(Vec<MarkedRow>),
}

impl AlignmentEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            AlignmentEdit::SetLensWeights(weights) => {
                obeys(weights.problem())?;
                case.lens_weights = weights.clone();
            }
            AlignmentEdit::SetGoalStatement(goal, words) => set_goal_statement(case, *goal, words)?,
            AlignmentEdit::SetAssessment(initiative, goal, assessment) => {
                contribute(case, *initiative, *goal, |found| {
                    found.assessment = *assessment;
                    // A number that the author gives is the author's, whatever stood there before.
                    found.illustrative = false;
                    (found.carried_from, found.confirmed) = (None, false);
                })?;
            }
            AlignmentEdit::SetReason(initiative, goal, reason) => {
                let reason = text(reason)?;
                contribute(case, *initiative, *goal, |found| found.reason = reason)?;
            }
            AlignmentEdit::SetSource(initiative, goal, source) => {
                let source = text(source)?;
                contribute(case, *initiative, *goal, |found| found.source = source)?;
            }
            AlignmentEdit::SetMitigation(initiative, goal, words) => {
                let words = text(words)?;
                contribute(case, *initiative, *goal, |found| found.mitigation = words)?;
            }
            AlignmentEdit::SetConfidence(initiative, goal, confidence) => {
                contribute(case, *initiative, *goal, |found| found.confidence = *confidence)?;
            }
            AlignmentEdit::AddFindOut(initiative, goal, words) => add_find_out(case, *initiative, *goal, words)?,
            AlignmentEdit::Confirm(initiative, goal) => {
                let found = case.contributions.get_mut(*initiative, *goal).filter(|found| found.is_carried());
                found.ok_or(EditError::NotThere { what: "score to confirm" })?.confirmed = true;
            }
            AlignmentEdit::TakeMarks(rows) => marked::take(case, rows)?,
        }
        Ok(())
    }

    /// Returns whether it may move which initiatives a portfolio chooses.
    pub(super) fn moves_choice(&self) -> bool {
        match self {
            AlignmentEdit::SetLensWeights(_)
            | AlignmentEdit::SetAssessment(..)
            | AlignmentEdit::SetMitigation(..)
            | AlignmentEdit::Confirm(..)
            | AlignmentEdit::TakeMarks(_) => true,
            AlignmentEdit::SetGoalStatement(..)
            | AlignmentEdit::SetReason(..)
            | AlignmentEdit::SetSource(..)
            | AlignmentEdit::SetConfidence(..)
            | AlignmentEdit::AddFindOut(..) => false,
        }
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: &GoalId| case.goal(*id).map_or("goal", |goal| &goal.title);
        let pair = |initiative: &InitiativeId, goal: &GoalId| {
            format!("{} to {}", initiative_name(case, *initiative), named(goal))
        };
        match self {
            AlignmentEdit::SetLensWeights(_) => "Lens weights".to_owned(),
            AlignmentEdit::SetGoalStatement(goal, _) => format!("Summary for {}", named(goal)),
            AlignmentEdit::SetAssessment(initiative, goal, _) => format!("Contribution of {}", pair(initiative, goal)),
            AlignmentEdit::SetReason(initiative, goal, _) => format!("Reason for {}", pair(initiative, goal)),
            AlignmentEdit::SetSource(initiative, goal, _) => format!("Source for {}", pair(initiative, goal)),
            AlignmentEdit::SetMitigation(initiative, goal, _) => {
                format!("Answer to the harm of {}", pair(initiative, goal))
            }
            AlignmentEdit::SetConfidence(initiative, goal, _) => {
                format!("What the contribution of {} rests on", pair(initiative, goal))
            }
            AlignmentEdit::AddFindOut(.., words) => format!("Add what is to be found out: {}", words.trim()),
            AlignmentEdit::Confirm(initiative, goal) => format!("Confirm {}", pair(initiative, goal)),
            AlignmentEdit::TakeMarks(rows) => marked::what(rows),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let contribution = |initiative: &InitiativeId, goal: &GoalId| case.contribution(*initiative, *goal);
        match self {
            AlignmentEdit::SetLensWeights(_) => {
                let weights = &case.lens_weights;
                [weights.outcomes, weights.carbon, weights.social_value].map(|one| as_typed(one.get())).join(" / ")
            }
            AlignmentEdit::SetGoalStatement(goal, _) => {
                let found = case.goal_statements.iter().find(|statement| statement.goal == *goal);
                found.map_or(String::new(), |statement| statement.text.clone())
            }
            AlignmentEdit::SetAssessment(initiative, goal, _) => {
                assessment_text(contribution(initiative, goal).map_or_else(Default::default, |found| found.assessment))
            }
            AlignmentEdit::SetReason(initiative, goal, _) => {
                contribution(initiative, goal).map_or(String::new(), |found| found.reason.clone())
            }
            AlignmentEdit::SetSource(initiative, goal, _) => {
                contribution(initiative, goal).map_or(String::new(), |found| found.source.clone())
            }
            AlignmentEdit::SetMitigation(initiative, goal, _) => {
                contribution(initiative, goal).map_or(String::new(), |found| found.mitigation.clone())
            }
            AlignmentEdit::SetConfidence(initiative, goal, _) => contribution(initiative, goal)
                .and_then(|found| found.confidence)
                .map_or(String::new(), |confidence| confidence.word().to_owned()),
            AlignmentEdit::AddFindOut(..) | AlignmentEdit::TakeMarks(_) => String::new(),
            AlignmentEdit::Confirm(initiative, goal) => contribution(initiative, goal).map_or(String::new(), |found| {
                let standing = if found.is_carried() { "carried, not confirmed" } else { "confirmed" };
                format!("{}, {standing}", assessment_text(found.assessment))
            }),
        }
    }
}

fn assessment_text(assessment: Assessment) -> String {
    match assessment {
        Assessment::NotAssessed => "not assessed".to_owned(),
        Assessment::Scored(effect) => signed(i64::from(effect.get())),
        Assessment::NotApplicable => "not applicable".to_owned(),
        Assessment::Unknown => "unknown".to_owned(),
    }
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

fn add_find_out(case: &mut Case, initiative: InitiativeId, goal: GoalId, words: &str) -> Applied {
    let words = name(words)?;
    if case.contribution(initiative, goal).is_some_and(|found| found.find_out.is_some()) {
        return Err(EditError::OutOfRange { expected: "a contribution that nobody is to find out yet" });
    }
    room(&case.programme.actions, Limit::Actions)?;
    let id = ActionId(issue(&mut case.next_id)?);
    contribute(case, initiative, goal, |found| found.find_out = Some(id))?;
    let action = Action { initiative: Some(initiative), ..Action::worded(id, ActionKind::FindOut, &words) };
    case.programme.actions.push(Arc::new(action));
    Ok(())
}

/// Takes an action away from whatever it is to find out.
pub(super) fn untie(case: &mut Case, action: ActionId) -> Applied {
    let tied = case.contributions.by_row().filter(|found| found.find_out == Some(action));
    let places: Vec<(InitiativeId, GoalId)> = tied.map(|found| (found.initiative, found.goal)).collect();
    places
        .into_iter()
        .try_for_each(|(initiative, goal)| contribute(case, initiative, goal, |found| found.find_out = None))
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
    let contribution = case.contributions.get_or_record(initiative, goal, || Contribution::blank(initiative, goal));
    change(contribution);
    if contribution.says_nothing() {
        case.contributions.remove(initiative, goal);
    }
    Ok(())
}
