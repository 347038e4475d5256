//! Edits: every change to a case, as data. [`apply`] is the only thing that changes a case.
//!
//! One file a noun. There each edit says what it does (`apply`), what it is about (`what`), the value that it sets (`value`)
//! and, within an appraisal, which part of the ranking it may move (`part`). No match in them has a wildcard, so an edit that
//! is new does not compile until it has answered all four.

mod alignment;
mod answer;
mod appraisal;
mod branch;
mod carbon;
mod carbon_offer;
mod case;
mod cost;
mod crosswalk;
mod error;
mod field;
mod frame;
mod framework;
mod framework_field;
mod gate;
mod given;
mod implication;
mod marked;
mod measures;
mod money;
mod option;
mod pack;
mod pasted;
mod portfolio;
mod programme;
mod record;
mod register;
mod related;
mod reshape;
mod rows;
mod same_tonnes;
mod scale;
mod score;
mod social;
mod spreadsheet;
mod stale;
mod tree;
mod weight;
mod workshop;

pub use alignment::AlignmentEdit;
pub use appraisal::AppraisalEdit;
pub use carbon::{CarbonEdit, named_measures};
pub use carbon_offer::{CarbonOffer, carbon_offers};
pub use case::{CaseEdit, ContextField};
pub use cost::CostEdit;
pub use crosswalk::CrosswalkEdit;
pub use error::EditError;
pub use field::{DateField, WordsField};
pub use frame::FrameEdit;
pub use framework::FrameworkEdit;
pub use framework_field::{Anchor, Origin};
pub use gate::GateEdit;
pub use marked::MarkedRow;
pub use measures::{
    MeasureChange, MeasureColumn, MeasureFault, MeasureOutcome, MeasureRow, MeasureSum, MeasuresRead, read_measures,
};
pub use money::MoneyEdit;
pub use option::OptionEdit;
pub use pack::{PackTaken, taking_pack};
pub use pasted::{Placing, read_beside, read_onto, taking};
pub use portfolio::{PortfolioEdit, Standing};
pub use programme::ProgrammeEdit;
pub use record::RecordEdit;
pub use register::RegisterEdit;
pub use rows::Rows;
pub use scale::{GivenLevel, ScaleEdit, ScaleEnd};
pub use score::{ScoreEdit, fill_down_edit};
pub use social::SocialEdit;
pub use spreadsheet::{SpreadsheetEdit, unnamed_from_the_start};
pub use tree::TreeEdit;
pub use weight::{Weighing, WeightEdit};
pub use workshop::{NewSession, Seat, SessionField, SettledWeights, Settling, WorkshopEdit};

use crate::case::Case;
use crate::id::AppraisalId;
use crate::log::Part;
use given::{Applied, position};
use std::sync::Arc;

/// A change to a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Of the case itself.
    Case(CaseEdit),
    /// Of its frameworks.
    Framework(FrameworkEdit),
    /// Of how goals of one framework map on to those of another.
    Crosswalk(CrosswalkEdit),
    /// Of its programme.
    Programme(ProgrammeEdit),
    /// Of money as a report prints and states it.
    Money(MoneyEdit),
    /// Of risks, actions, stated counts and sections.
    Register(RegisterEdit),
    /// Of carbon in tonnes.
    Carbon(CarbonEdit),
    /// Of social value.
    Social(SocialEdit),
    /// Of how initiatives stand against goals.
    Alignment(AlignmentEdit),
    /// Of choices among its initiatives.
    Portfolio(PortfolioEdit),
    /// Of workshops.
    Workshop(WorkshopEdit),
    /// Within one appraisal.
    Appraisal(AppraisalId, AppraisalEdit),
    /// Several one after the other, as one step: all are made, or none. The words say what they are together.
    Together(String, Vec<Edit>),
}

/// Returns the case with an edit made. The case given is untouched.
///
/// # Errors
/// [`EditError`] says why the edit was refused.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, ProgrammeEdit, apply}};
/// let add = |name: &str| Edit::Programme(ProgrammeEdit::AddInitiative(name.into()));
/// let case = Case::titled("Depot relocation");
/// let with_one = apply(&case, &add("Electric fleet"))?;
/// assert_eq!(with_one.programme.initiatives[0].name, "Electric fleet");
/// assert!(apply(&case, &add("  ")).is_err());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
pub fn apply(case: &Case, edit: &Edit) -> Result<Case, EditError> {
    let mut case = case.clone();
    edit.apply(&mut case)?;
    Ok(case)
}

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
    Change { what: edit.what(before), from: edit.value(before), to: edit.value(after) }
}

impl Edit {
    fn apply(&self, case: &mut Case) -> Applied {
        match self {
            Edit::Case(edit) => edit.apply(case),
            Edit::Framework(edit) => edit.apply(case),
            Edit::Crosswalk(edit) => edit.apply(case),
            Edit::Programme(edit) => edit.apply(case),
            Edit::Money(edit) => edit.apply(case),
            Edit::Register(edit) => edit.apply(case),
            Edit::Carbon(edit) => edit.apply(case),
            Edit::Social(edit) => edit.apply(case),
            Edit::Alignment(edit) => edit.apply(case),
            Edit::Portfolio(edit) => edit.apply(case),
            Edit::Workshop(edit) => edit.apply(case),
            Edit::Appraisal(id, edit) => {
                let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
                let appraisal = Arc::make_mut(&mut case.appraisals[at]);
                edit.apply(appraisal, &mut case.next_id, &case.frameworks)
            }
            Edit::Together(_, edits) => edits.iter().try_for_each(|edit| edit.apply(case)),
        }
    }

    /// Returns what the edit is about, by the names that things have in the case before it.
    fn what(&self, case: &Case) -> String {
        match self {
            Edit::Case(edit) => edit.what(case),
            Edit::Framework(edit) => edit.what(case),
            Edit::Crosswalk(edit) => edit.what(case),
            Edit::Programme(edit) => edit.what(case),
            Edit::Money(edit) => edit.what(case),
            Edit::Register(edit) => edit.what(case),
            Edit::Carbon(edit) => edit.what(case),
            Edit::Social(edit) => edit.what(case),
            Edit::Alignment(edit) => edit.what(case),
            Edit::Portfolio(edit) => edit.what(case),
            Edit::Workshop(edit) => edit.what(case),
            Edit::Appraisal(id, edit) => {
                case.appraisal(*id).map_or(String::new(), |appraisal| edit.what(appraisal, &case.frameworks))
            }
            Edit::Together(what, _) => what.clone(),
        }
    }

    /// Returns the value that the edit sets, as it stands in a case. Empty where it adds, removes or moves.
    fn value(&self, case: &Case) -> String {
        match self {
            Edit::Case(edit) => edit.value(case),
            Edit::Framework(edit) => edit.value(case),
            Edit::Crosswalk(edit) => edit.value(case),
            Edit::Programme(edit) => edit.value(case),
            Edit::Money(edit) => edit.value(case),
            Edit::Register(edit) => edit.value(case),
            Edit::Carbon(edit) => edit.value(case),
            Edit::Social(edit) => edit.value(case),
            Edit::Alignment(edit) => edit.value(case),
            Edit::Portfolio(edit) => edit.value(case),
            Edit::Workshop(edit) => edit.value(case),
            Edit::Appraisal(id, edit) => case.appraisal(*id).map_or(String::new(), |appraisal| edit.value(appraisal)),
            Edit::Together(..) => String::new(),
        }
    }

    /// Returns the appraisal that the edit changes.
    #[must_use]
    pub fn appraisal(&self) -> Option<AppraisalId> {
        match self {
            Edit::Case(edit) => edit.appraisal(),
            Edit::Workshop(edit) => edit.appraisal(),
            Edit::Appraisal(id, _) => Some(*id),
            Edit::Together(_, edits) => edits.iter().find_map(Edit::appraisal),
            Edit::Framework(_)
            | Edit::Programme(_)
            | Edit::Money(_)
            | Edit::Register(_)
            | Edit::Carbon(_)
            | Edit::Social(_)
            | Edit::Alignment(_)
            | Edit::Portfolio(_)
            | Edit::Crosswalk(_) => None,
        }
    }

    /// Returns the part of a ranking that the edit may move; `None` for words, costs and all that no total rests on.
    ///
    /// # Example
    /// ```
    /// use weighbridge::edit::{AppraisalEdit, Edit, RecordEdit, WeightEdit};
    /// use weighbridge::id::{AppraisalId, CriterionId};
    /// use weighbridge::log::Part;
    /// let within = |edit: AppraisalEdit| Edit::Appraisal(AppraisalId(1), edit).part();
    /// assert_eq!(within(WeightEdit::SetSwing(CriterionId(2), None).into()), Some(Part::Weights));
    /// assert_eq!(within(RecordEdit::SetDissent("None.".into()).into()), None);
    /// ```
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        match self {
            Edit::Appraisal(_, edit) => edit.part(),
            Edit::Workshop(edit) => edit.part(),
            Edit::Together(_, edits) => edits.iter().find_map(Edit::part),
            Edit::Case(_)
            | Edit::Framework(_)
            | Edit::Crosswalk(_)
            | Edit::Programme(_)
            | Edit::Money(_)
            | Edit::Register(_)
            | Edit::Carbon(_)
            | Edit::Social(_)
            | Edit::Alignment(_)
            | Edit::Portfolio(_) => None,
        }
    }

    /// Returns whether the edit may move which initiatives a portfolio chooses: it changes scores, weights or costs. What a
    /// portfolio asks for stands on its page for all to see, and is no such change.
    ///
    /// # Example
    /// ```
    /// use weighbridge::edit::{Edit, PortfolioEdit, ProgrammeEdit};
    /// use weighbridge::id::InitiativeId;
    /// assert!(Edit::Programme(ProgrammeEdit::SetBudget(InitiativeId(1), None)).moves_choice());
    /// assert!(!Edit::Programme(ProgrammeEdit::SetStatus(InitiativeId(1), None)).moves_choice());
    /// assert!(!Edit::Portfolio(PortfolioEdit::Add("£20m".into())).moves_choice());
    /// ```
    #[must_use]
    pub fn moves_choice(&self) -> bool {
        match self {
            Edit::Framework(edit) => edit.moves_choice(),
            Edit::Programme(edit) => edit.moves_choice(),
            Edit::Alignment(edit) => edit.moves_choice(),
            Edit::Together(_, edits) => edits.iter().any(Edit::moves_choice),
            Edit::Case(_)
            | Edit::Money(_)
            | Edit::Register(_)
            | Edit::Carbon(_)
            | Edit::Social(_)
            | Edit::Crosswalk(_)
            | Edit::Portfolio(_)
            | Edit::Workshop(_)
            | Edit::Appraisal(..) => false,
        }
    }

    /// Returns whether the edit gives what is given only after a ranking by its nature: the record, or costs where none
    /// stood. `before` is the case before it.
    ///
    /// # Example
    /// ```
    /// use weighbridge::appraisal::Cost;
    /// use weighbridge::{case::Case, edit::{CaseEdit, CostEdit, Edit, apply}, pence::Pence};
    /// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
    /// let (id, option) = (case.appraisals[0].id, case.appraisals[0].alternatives[0].id);
    /// let costs = |capital| {
    ///     let cost = Cost { capital: Pence::new(capital), ..Cost::default() };
    ///     Edit::Appraisal(id, CostEdit::Set(option, Some(Box::new(cost))).into())
    /// };
    /// assert!(costs(100).is_apart(&case));
    /// let with_costs = apply(&case, &costs(100))?;
    /// assert!(!costs(200).is_apart(&with_costs), "a figure that stood was changed");
    /// # Ok::<(), weighbridge::edit::EditError>(())
    /// ```
    #[must_use]
    pub fn is_apart(&self, before: &Case) -> bool {
        match self {
            Edit::Appraisal(id, edit) => before.appraisal(*id).is_some_and(|appraisal| edit.is_apart(appraisal)),
            Edit::Together(_, edits) => edits.iter().all(|edit| edit.is_apart(before)),
            Edit::Case(_)
            | Edit::Framework(_)
            | Edit::Crosswalk(_)
            | Edit::Programme(_)
            | Edit::Money(_)
            | Edit::Register(_)
            | Edit::Carbon(_)
            | Edit::Social(_)
            | Edit::Alignment(_)
            | Edit::Portfolio(_)
            | Edit::Workshop(_) => false,
        }
    }
    /// Returns whether undo stops at the edit: what a room has seen cannot be un-seen, and what was forgotten does not come
    /// back.
    ///
    /// # Example
    /// ```
    /// use weighbridge::edit::{Edit, WorkshopEdit};
    /// use weighbridge::id::SessionId;
    /// assert!(Edit::Workshop(WorkshopEdit::Reveal(SessionId(1), Vec::new())).is_ratchet());
    /// assert!(!Edit::Workshop(WorkshopEdit::Close(SessionId(1))).is_ratchet());
    /// ```
    #[must_use]
    pub fn is_ratchet(&self) -> bool {
        match self {
            Edit::Workshop(edit) => edit.is_ratchet(),
            Edit::Together(_, edits) => edits.iter().any(Edit::is_ratchet),
            Edit::Case(_)
            | Edit::Framework(_)
            | Edit::Crosswalk(_)
            | Edit::Programme(_)
            | Edit::Money(_)
            | Edit::Register(_)
            | Edit::Carbon(_)
            | Edit::Social(_)
            | Edit::Alignment(_)
            | Edit::Portfolio(_)
            | Edit::Appraisal(..) => false,
        }
    }
}
