//! Edits of an appraisal's frame: what is decided, how far it is, by whose guidance, and who is in the room.

use super::EditError;
use super::given::{Applied, name, text};
use super::score::points_in_range;
use crate::appraisal::{Appraisal, Stage};
use crate::finite::Finite;
use crate::limits::Limit;
use crate::log::Part;
use crate::print::as_typed;

/// A change of an appraisal's frame.
#[derive(Clone, Debug, PartialEq)]
pub enum FrameEdit {
    /// Gives the appraisal a title.
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
}

impl FrameEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal) -> Applied {
        match self {
            FrameEdit::SetTitle(title) => appraisal.title = name(title)?,
            FrameEdit::SetBasis(basis) => appraisal.basis = text(basis)?,
            FrameEdit::SetMateriality(points) => appraisal.materiality = points_in_range(*points)?,
            FrameEdit::SetStage(stage) => appraisal.frame.stage = *stage,
            FrameEdit::SetGuidance(words) => appraisal.frame.guidance = text(words)?,
            FrameEdit::SetRoom(roles) => {
                let roles = roles.iter().map(|role| text(role)).collect::<Result<Vec<String>, EditError>>()?;
                let roles: Vec<String> = roles.into_iter().filter(|role| !role.is_empty()).collect();
                Limit::Roles.check(roles.len())?;
                appraisal.frame.room = roles;
            }
        }
        Ok(())
    }

    pub(super) fn what(&self) -> String {
        let words = match self {
            FrameEdit::SetTitle(_) => "Title of the appraisal",
            FrameEdit::SetBasis(_) => "Assumptions",
            FrameEdit::SetMateriality(_) => "Smallest lead that counts",
            FrameEdit::SetStage(_) => "Stage",
            FrameEdit::SetGuidance(_) => "Guidance",
            FrameEdit::SetRoom(_) => "Who is in the room",
        };
        words.to_owned()
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        match self {
            FrameEdit::SetTitle(_) => appraisal.title.clone(),
            FrameEdit::SetBasis(_) => appraisal.basis.clone(),
            FrameEdit::SetMateriality(_) => format!("{} of 100 points", as_typed(appraisal.materiality.get())),
            FrameEdit::SetStage(_) => appraisal.frame.stage.map_or("", Stage::word).to_owned(),
            FrameEdit::SetGuidance(_) => appraisal.frame.guidance.clone(),
            FrameEdit::SetRoom(_) => appraisal.frame.room.join("; "),
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            // A lead that does not count is no lead.
            FrameEdit::SetMateriality(_) => Some(Part::Frame),
            FrameEdit::SetTitle(_)
            | FrameEdit::SetBasis(_)
            | FrameEdit::SetStage(_)
            | FrameEdit::SetGuidance(_)
            | FrameEdit::SetRoom(_) => None,
        }
    }
}
