//! Edits: every change to a case, as data. [`apply`] is the only thing that changes a case.

mod apply;
mod appraisal;
mod criteria;
mod describe;
mod error;
mod reshape;
mod scores;
mod subject;
mod weights;

pub use apply::apply;
pub use describe::{Change, describe};
pub use error::EditError;
pub use subject::Part;

use crate::alignment::Assessment;
use crate::appraisal::{
    Cost, Costing, Method, Outcome, RankScheme, Role, Scale, ScoreRange, ScoreState, Stage, SwingWeight,
};
use crate::date::Date;
use crate::finite::Finite;
use crate::framework::Framework;
use crate::framework::LensWeights;
use crate::id::{
    AlternativeId, AppraisalId, CriterionId, FrameworkId, GateId, GoalId, InitiativeId, LevelId, WeightSetId,
};
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
    /// Sets or clears the date on which the committee meets.
    SetMeeting(Option<Date>),
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
    /// Adds a leaf that is taken from a goal of the case and stays linked to it, at the end of a family or of the tree.
    AddGoalAsCriterion(AppraisalId, Option<CriterionId>, GoalId),
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
    /// Says how far the decision is.
    SetStage(Option<Stage>),
    /// Names the guidance that is followed, with its edition.
    SetGuidance(String),
    /// Says who is in the room, a role each. Empty lines are left out.
    SetRoom(Vec<String>),

    /// Adds an option at the end.
    AddAlternative(String),
    /// Renames an option.
    RenameAlternative(AlternativeId, String),
    /// Says what an option consists of.
    DescribeAlternative(AlternativeId, String),
    /// Gives an option its part in the comparison. Refused where no option would be left as business as usual, or as
    /// do-minimum, without a recorded reason.
    SetRole(AlternativeId, Role),
    /// Moves an option to a position.
    MoveAlternative(AlternativeId, usize),
    /// Removes an option, its scores and its verdicts. Business as usual and do-minimum are dropped with a reason instead.
    RemoveAlternative(AlternativeId),
    /// Removes an option that a reader expects, and records why.
    DropAlternative(AlternativeId, String),
    /// Says what an option costs, or clears it.
    SetCost(AlternativeId, Option<Box<Cost>>),
    /// Says how costs are brought to present value, or that figures are taken as given.
    SetCosting(Option<Box<Costing>>),

    /// Adds a gate.
    AddGate(String),
    /// Renames a gate.
    RenameGate(GateId, String),
    /// Moves a gate to a position.
    MoveGate(GateId, usize),
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
    /// Moves a family or leaf, with all beneath it, to a position in a family, or in the tree.
    PlaceCriterion(CriterionId, Option<CriterionId>, usize),
    /// Splits a leaf in two. The second takes this name and stands behind the first; both keep scale and scores, and each
    /// takes half the weight, so that no total moves.
    SplitCriterion(CriterionId, String),
    /// Merges a leaf into another, which keeps its name, scale and scores, takes the scores that it lacks, and the weight
    /// of both.
    MergeCriteria {
        /// The leaf that stays.
        into: CriterionId,
        /// The leaf that goes.
        from: CriterionId,
    },
    /// Removes a family or leaf, all beneath it, and their scores.
    RemoveCriterion(CriterionId),
    /// Gives a leaf its scale. Levels are set by [`AppraisalEdit::SetLevels`].
    SetScale(CriterionId, Scale),
    /// Gives a leaf a scale of described levels: a known level under its id, a new one without. Scores at a level that is
    /// gone are not scored any more; their reasons stay.
    SetLevels(CriterionId, Vec<(Option<LevelId>, String, Finite)>),
    /// Describes an end of a leaf's scale.
    SetAnchor(CriterionId, ScaleEnd, String),
    /// Gives the move from worst to best its points, or clears them.
    SetSwing(CriterionId, Option<SwingWeight>),
    /// Says that weights still hold although an end of this leaf's scale was changed.
    ConfirmWeight(CriterionId),
    /// Adds a weight set and takes results from it. Points start as those of the set in use.
    AddWeightSet(String, Method),
    /// Renames a weight set.
    RenameWeightSet(WeightSetId, String),
    /// Removes a weight set.
    RemoveWeightSet(WeightSetId),
    /// Says from which set results are taken; `None` for the swing points on the criteria.
    UseWeights(Option<WeightSetId>),
    /// Puts the moves of a ranking in an order: the place of each, 1 or more. Moves that are not named lose theirs.
    SetPlaces(WeightSetId, Vec<(CriterionId, u32)>),
    /// Records what people said in a weight set.
    Weigh(WeightSetId, Weighing),
    /// Says whether weights are being given blind.
    SetBlind(bool),

    /// Records what is known of an option on a criterion.
    SetScore(AlternativeId, CriterionId, ScoreState),
    /// Records several scores at once, as pasted from a spreadsheet.
    SetScores(Vec<(AlternativeId, CriterionId, ScoreState)>),
    /// Says how far the truth may lie from a score, or that it is taken as certain.
    SetScoreRange(AlternativeId, CriterionId, Option<ScoreRange>),
    /// Records why.
    SetScoreReason(AlternativeId, CriterionId, String),
    /// Records where the evidence is.
    SetScoreSource(AlternativeId, CriterionId, String),
    /// Says which option is recommended.
    SetRecommended(Option<AlternativeId>),
    /// Says why, in words.
    SetRecommendation(String),
    /// Records what was said against it.
    SetDissent(String),
    /// Records why a finding of the health check stays open; empty words take the record back.
    SetOverride(String, String),
}

/// What is said in a weight set. Each goes with one method and is refused in a set of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weighing {
    /// Points of a criterion, for swing and direct weights.
    Points(CriterionId, Option<SwingWeight>),
    /// The place of a criterion, for a ranking: 1 or more.
    Place(CriterionId, Option<u32>),
    /// How places become weights.
    Scheme(RankScheme),
    /// How many times the first counts as much as the second, 1 to 9, or 1/9 to 1 where the second counts more.
    Pair(CriterionId, CriterionId, Option<Finite>),
    /// Least and most share of 100.
    Range(CriterionId, Option<(Finite, Finite)>),
}
