//! Edits: every change to a case, as data. [`apply`] is the only thing that changes a case.

mod apply;
mod appraisal;
mod describe;
mod error;

pub use apply::apply;
pub use describe::{Change, describe};
pub use error::EditError;

use crate::alignment::Assessment;
use crate::appraisal::{Outcome, Role, Scale, ScoreState, SwingWeight};
use crate::date::Date;
use crate::finite::Finite;
use crate::framework::Framework;
use crate::framework::LensWeights;
use crate::id::{AlternativeId, AppraisalId, CriterionId, FrameworkId, GateId, GoalId, InitiativeId};
use crate::programme::Status;

/// A change to a case. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Gives the case a title.
    SetTitle(String),
    /// Says whose paper this is: the council or other body.
    SetAuthority(String),
    /// Says which committee receives the paper.
    SetCommittee(String),
    /// Sets or clears the date to which figures and statuses refer.
    SetDataDate(Option<Date>),
    /// Says how much each lens counts.
    SetLensWeights(LensWeights),

    /// Adds a framework, its goals and itself under new ids.
    AddFramework(Box<Framework>),
    /// Removes a framework, its goals, and what is recorded against them.
    RemoveFramework(FrameworkId),
    /// Records the report's own words on a goal; empty words remove the record.
    SetGoalStatement(GoalId, String),

    /// Adds an initiative at the end.
    AddInitiative(String),
    /// Renames an initiative.
    RenameInitiative(InitiativeId, String),
    /// Moves an initiative to a position.
    MoveInitiative(InitiativeId, usize),
    /// Removes an initiative and its contributions.
    RemoveInitiative(InitiativeId),
    /// Sets or clears an initiative's delivery status.
    SetStatus(InitiativeId, Option<Status>),
    /// Sets or clears one of an initiative's dates.
    SetInitiativeDate(InitiativeId, DateField, Option<Date>),
    /// Says in words how an initiative stands.
    SetNarrative(InitiativeId, String),
    /// Says which role leads an initiative.
    SetLeadRole(InitiativeId, String),
    /// Sets or clears an initiative's all-years budget.
    SetBudget(InitiativeId, Option<crate::pence::Pence>),

    /// Records an initiative's effect on a goal.
    SetAssessment(InitiativeId, GoalId, Assessment),
    /// Records why.
    SetContributionReason(InitiativeId, GoalId, String),
    /// Records where the evidence is.
    SetContributionSource(InitiativeId, GoalId, String),

    /// Adds an appraisal with business as usual and do-minimum as its first options.
    AddAppraisal(String),
    /// Removes an appraisal.
    RemoveAppraisal(AppraisalId),
    /// A change within one appraisal.
    Appraisal(AppraisalId, AppraisalEdit),
}

/// Which date of an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// When it began.
    Start,
    /// When it was to end.
    PlannedEnd,
    /// When it ended.
    ActualEnd,
}

/// Which end of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleEnd {
    /// 0 points.
    Worst,
    /// 100 points.
    Best,
}

/// A change within one appraisal.
#[derive(Clone, Debug, PartialEq)]
pub enum AppraisalEdit {
    /// Gives it a title.
    SetTitle(String),
    /// States its basis.
    SetBasis(String),
    /// Declares the points below which a lead is not a lead, 0 to 100.
    SetMateriality(Finite),

    /// Adds an option at the end.
    AddAlternative(String),
    /// Renames an option.
    RenameAlternative(AlternativeId, String),
    /// Says what an option consists of.
    DescribeAlternative(AlternativeId, String),
    /// Gives an option its part in the comparison.
    SetRole(AlternativeId, Role),
    /// Moves an option to a position.
    MoveAlternative(AlternativeId, usize),
    /// Removes an option, its scores and its verdicts.
    RemoveAlternative(AlternativeId),

    /// Adds a gate.
    AddGate(String),
    /// Renames a gate.
    RenameGate(GateId, String),
    /// Removes a gate.
    RemoveGate(GateId),
    /// Records how an option stands at a gate.
    SetOutcome(GateId, AlternativeId, Outcome),
    /// Records why.
    SetEvidence(GateId, AlternativeId, String),

    /// Adds a family at the end of the tree.
    AddFamily(String),
    /// Adds a leaf at the end of a family, or of the tree.
    AddCriterion(Option<CriterionId>, String),
    /// Renames a family or leaf.
    RenameCriterion(CriterionId, String),
    /// Says what a criterion means.
    DefineCriterion(CriterionId, String),
    /// Moves a family or leaf to a position among its siblings.
    MoveCriterion(CriterionId, usize),
    /// Moves a family or leaf, with all beneath it, to the end of another family, or of the tree.
    MoveToFamily(CriterionId, Option<CriterionId>),
    /// Removes a family or leaf, all beneath it, and their scores.
    RemoveCriterion(CriterionId),
    /// Gives a leaf its scale.
    SetScale(CriterionId, Scale),
    /// Describes an end of a leaf's scale.
    SetAnchor(CriterionId, ScaleEnd, String),
    /// Gives the move from worst to best its points, or clears them.
    SetSwing(CriterionId, Option<SwingWeight>),

    /// Records what is known of an option on a criterion.
    SetScore(AlternativeId, CriterionId, ScoreState),
    /// Records why.
    SetScoreReason(AlternativeId, CriterionId, String),
    /// Records where the evidence is.
    SetScoreSource(AlternativeId, CriterionId, String),
}
