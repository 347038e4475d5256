//! Removing a part of an appraisal.

use super::AppraisalModel;
use crate::pages::removal;
use weighbridge::edit::{AppraisalEdit, Edit};

/// Removes something. `name` is what it was called, `next` is where the focus then goes (the first that is there), and `back`
/// is where it goes when the removal is taken back.
pub(super) fn remove(model: AppraisalModel, edit: AppraisalEdit, name: &str, next: &[&str], back: String) {
    removal::remove(model.session, &Edit::Appraisal(model.id, edit), format!("Removed {name}."), next, back);
}
