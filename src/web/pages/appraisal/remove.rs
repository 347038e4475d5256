//! Removing a part of an appraisal: at once, with a notice that offers the way back.

use super::Bench;
use crate::parts::focus::focus_soon;
use crate::parts::notice::Notice;
use leptos::prelude::*;
use weighbridge::edit::{AppraisalEdit, Edit};

/// Removes something. `name` is what it was called, `next` is where the focus then goes (the first that is there), and `back`
/// is where it goes when the removal is taken back.
pub(super) fn remove(bench: Bench, edit: AppraisalEdit, name: &str, next: &[&str], back: String) {
    let session = bench.session;
    let before = session.revision().get_untracked();
    session.dispatch(&Edit::Appraisal(bench.id, edit));
    if session.revision().get_untracked() == before {
        // Refused; the session has said why.
        return;
    }
    let removal = untrack(|| session.undo_label());
    let undo = move || {
        // Later edits are undone first, in the masthead, so that this button never takes back something else.
        if untrack(|| session.undo_label()) == removal {
            session.undo();
            focus_soon(&[&back]);
        } else {
            let text =
                "Not undone: other changes have been made since. Undo in the masthead takes them back one by one.";
            session.notice.set(Some(Notice::problem(text.to_owned())));
        }
    };
    session.notice.set(Some(Notice::said(format!("Removed {name}.")).with("Undo", undo)));
    focus_soon(next);
}
