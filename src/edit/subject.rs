//! What an edit is about: which appraisal, and which part of it moves the ranking.

use super::{AppraisalEdit, Edit};
use crate::id::AppraisalId;
use serde::{Deserialize, Serialize};

/// A part of an appraisal that its ranking rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Scores, their ranges, and the scales they are read on.
    Scores,
    /// Weights, and which of them are in use.
    Weights,
    /// Which options, gates and criteria there are, and how options stand at the gates.
    Frame,
}

impl Part {
    /// The parts in order.
    pub const ALL: [Part; 3] = [Part::Scores, Part::Weights, Part::Frame];
}

impl Edit {
    /// Returns the appraisal that the edit changes.
    #[must_use]
    pub fn appraisal(&self) -> Option<AppraisalId> {
        match self {
            Edit::RemoveAppraisal(id) | Edit::AddGoalAsCriterion(id, ..) | Edit::Appraisal(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Returns the part of a ranking that the edit may move; `None` for words, costs and all that no total rests on.
    ///
    /// # Example
    /// ```
    /// use weighbridge::edit::{AppraisalEdit, Edit, Part};
    /// use weighbridge::id::{AppraisalId, CriterionId};
    /// let within = |edit| Edit::Appraisal(AppraisalId(1), edit).part();
    /// assert_eq!(within(AppraisalEdit::SetSwing(CriterionId(2), None)), Some(Part::Weights));
    /// assert_eq!(within(AppraisalEdit::SetDissent("None.".into())), None);
    /// ```
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        match self {
            Edit::AddGoalAsCriterion(..) => Some(Part::Frame),
            Edit::Appraisal(_, edit) => part(edit),
            _ => None,
        }
    }
}

fn part(edit: &AppraisalEdit) -> Option<Part> {
    match edit {
        AppraisalEdit::SetScore(..)
        | AppraisalEdit::SetScores(_)
        | AppraisalEdit::SetScoreRange(..)
        | AppraisalEdit::SetScale(..)
        | AppraisalEdit::SetLevels(..) => Some(Part::Scores),
        AppraisalEdit::SetSwing(..)
        | AppraisalEdit::AddWeightSet(..)
        | AppraisalEdit::RemoveWeightSet(_)
        | AppraisalEdit::UseWeights(_)
        | AppraisalEdit::Weigh(..) => Some(Part::Weights),
        AppraisalEdit::SetMateriality(_)
        | AppraisalEdit::AddAlternative(_)
        | AppraisalEdit::SetRole(..)
        | AppraisalEdit::RemoveAlternative(_)
        | AppraisalEdit::DropAlternative(..)
        | AppraisalEdit::AddGate(_)
        | AppraisalEdit::RemoveGate(_)
        | AppraisalEdit::SetOutcome(..)
        | AppraisalEdit::AddFamily(_)
        | AppraisalEdit::AddCriterion(..)
        | AppraisalEdit::MoveToFamily(..)
        | AppraisalEdit::PlaceCriterion(..)
        | AppraisalEdit::SplitCriterion(..)
        | AppraisalEdit::MergeCriteria { .. }
        | AppraisalEdit::RemoveCriterion(_) => Some(Part::Frame),
        _ => None,
    }
}
