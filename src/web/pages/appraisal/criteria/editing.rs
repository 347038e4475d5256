//! One scale that is being edited, for the pieces of its editor.

use super::Rows;
use crate::parts::value_graph::Handling;
use leptos::prelude::*;
use weighbridge::appraisal::Scale;
use weighbridge::edit::{AppraisalEdit, Edit, EditError, ScaleEdit};
use weighbridge::id::CriterionId;

/// What the pieces of the editor work from.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) rows: Rows,
    /// The leaf.
    pub(super) id: CriterionId,
    /// Its scale as shown.
    pub(super) scale: Memo<Scale>,
    /// Gives it a scale.
    pub(super) commit: Callback<Scale, Result<(), EditError>>,
    /// Saves a table of its value function.
    pub(super) download: Callback<String>,
}

impl Editing {
    /// Makes an edit of the appraisal.
    pub(super) fn edit(self, edit: AppraisalEdit) -> Result<(), EditError> {
        self.rows.model.session.commit_in(self.rows.model.id, edit)
    }

    /// Returns what moving a point of the picture does.
    pub(super) fn handling(self) -> Handling {
        let (model, id) = (self.rows.model, self.id);
        let show = move |scale| model.session.preview(&Edit::Appraisal(model.id, ScaleEdit::Set(id, scale).into()));
        let cancel = move |()| model.session.cancel_preview();
        Handling { preview: Callback::new(show), commit: self.commit, cancel: Callback::new(cancel) }
    }
}
