//! Edits within one appraisal, by noun.

use super::given::Applied;
use super::{
    CostEdit, FrameEdit, GateEdit, OptionEdit, RecordEdit, ScaleEdit, ScoreEdit, SpreadsheetEdit, TreeEdit, WeightEdit,
};
use crate::appraisal::Appraisal;
use crate::framework::Framework;
use crate::log::Part;
use std::sync::Arc;

/// A change within one appraisal.
#[derive(Clone, Debug, PartialEq)]
pub enum AppraisalEdit {
    /// Of what is decided, and by whom.
    Frame(FrameEdit),
    /// Of the options.
    Option(OptionEdit),
    /// Of the gates.
    Gate(GateEdit),
    /// Of the criteria tree.
    Tree(TreeEdit),
    /// Of the scales of criteria.
    Scale(ScaleEdit),
    /// Of scores.
    Score(ScoreEdit),
    /// Of weights.
    Weight(WeightEdit),
    /// Of costs.
    Cost(CostEdit),
    /// Of the recommendation, dissent and answers to findings.
    Record(RecordEdit),
    /// By a whole table from a spreadsheet.
    Spreadsheet(SpreadsheetEdit),
}

impl AppraisalEdit {
    /// Makes the edit. New things take their ids from the case's counter, and goals are those of its frameworks.
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32, frameworks: &[Arc<Framework>]) -> Applied {
        match self {
            AppraisalEdit::Frame(edit) => edit.apply(appraisal),
            AppraisalEdit::Option(edit) => edit.apply(appraisal, next_id),
            AppraisalEdit::Gate(edit) => edit.apply(appraisal, next_id),
            AppraisalEdit::Tree(edit) => edit.apply(appraisal, next_id, frameworks),
            AppraisalEdit::Scale(edit) => edit.apply(appraisal, next_id),
            AppraisalEdit::Score(edit) => edit.apply(appraisal),
            AppraisalEdit::Weight(edit) => edit.apply(appraisal, next_id),
            AppraisalEdit::Cost(edit) => edit.apply(appraisal),
            AppraisalEdit::Record(edit) => edit.apply(appraisal),
            AppraisalEdit::Spreadsheet(edit) => edit.apply(appraisal, next_id),
        }
    }

    pub(super) fn what(&self, appraisal: &Appraisal, frameworks: &[Arc<Framework>]) -> String {
        match self {
            AppraisalEdit::Frame(edit) => edit.what(),
            AppraisalEdit::Option(edit) => edit.what(appraisal),
            AppraisalEdit::Gate(edit) => edit.what(appraisal),
            AppraisalEdit::Tree(edit) => edit.what(appraisal, frameworks),
            AppraisalEdit::Scale(edit) => edit.what(appraisal),
            AppraisalEdit::Score(edit) => edit.what(appraisal),
            AppraisalEdit::Weight(edit) => edit.what(appraisal),
            AppraisalEdit::Cost(edit) => edit.what(appraisal),
            AppraisalEdit::Record(edit) => edit.what(),
            AppraisalEdit::Spreadsheet(edit) => edit.what(),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        match self {
            AppraisalEdit::Frame(edit) => edit.value(appraisal),
            AppraisalEdit::Option(edit) => edit.value(appraisal),
            AppraisalEdit::Gate(edit) => edit.value(appraisal),
            AppraisalEdit::Tree(edit) => edit.value(appraisal),
            AppraisalEdit::Scale(edit) => edit.value(appraisal),
            AppraisalEdit::Score(edit) => edit.value(appraisal),
            AppraisalEdit::Weight(edit) => edit.value(appraisal),
            AppraisalEdit::Cost(edit) => edit.value(appraisal),
            AppraisalEdit::Record(edit) => edit.value(appraisal),
            AppraisalEdit::Spreadsheet(edit) => edit.value(),
        }
    }

    /// Returns the part of a ranking that the edit may move; `None` where no total rests on what it changes.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        match self {
            AppraisalEdit::Frame(edit) => edit.part(),
            AppraisalEdit::Option(edit) => edit.part(),
            AppraisalEdit::Gate(edit) => edit.part(),
            AppraisalEdit::Tree(edit) => edit.part(),
            AppraisalEdit::Scale(edit) => edit.part(),
            AppraisalEdit::Score(edit) => edit.part(),
            AppraisalEdit::Weight(edit) => edit.part(),
            AppraisalEdit::Cost(edit) => edit.part(),
            AppraisalEdit::Record(edit) => edit.part(),
            AppraisalEdit::Spreadsheet(edit) => edit.part(),
        }
    }

    /// Returns whether it gives what is given only after a ranking by its nature; the appraisal is the one before it.
    pub(super) fn is_apart(&self, before: &Appraisal) -> bool {
        match self {
            AppraisalEdit::Record(_) => true,
            AppraisalEdit::Cost(edit) => edit.only_adds(before),
            AppraisalEdit::Frame(_)
            | AppraisalEdit::Option(_)
            | AppraisalEdit::Gate(_)
            | AppraisalEdit::Tree(_)
            | AppraisalEdit::Scale(_)
            | AppraisalEdit::Score(_)
            | AppraisalEdit::Weight(_)
            | AppraisalEdit::Spreadsheet(_) => false,
        }
    }
}

macro_rules! from_noun {
    ($($noun:ident($edit:ident)),*) => {$(
        impl From<$edit> for AppraisalEdit {
            fn from(edit: $edit) -> AppraisalEdit {
                AppraisalEdit::$noun(edit)
            }
        }
    )*};
}

from_noun!(
    Frame(FrameEdit),
    Option(OptionEdit),
    Gate(GateEdit),
    Tree(TreeEdit),
    Scale(ScaleEdit),
    Score(ScoreEdit),
    Weight(WeightEdit),
    Cost(CostEdit),
    Record(RecordEdit),
    Spreadsheet(SpreadsheetEdit)
);
