//! Removing a part of the case: at once, with a notice that offers the way back and never takes back anything else.

use crate::parts::focus::focus_soon;
use crate::parts::notice::Notice;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::Edit;

/// Removes something. `said` is what the notice says, `next` is where the focus then goes (the first that is there), and
/// `back` is where it goes when the removal is taken back.
pub(crate) fn remove(session: Session, edit: &Edit, said: String, next: &[&str], back: String) {
    let before = session.revision().get_untracked();
    session.dispatch(edit);
    let after = session.revision().get_untracked();
    if after == before {
        // Refused; the session has said why.
        return;
    }
    let undo = move || {
        if session.revision().get_untracked() == after {
            session.undo();
            focus_soon(&[&back]);
        } else {
            let text =
                "Not undone: other changes have been made since. Undo in the masthead takes them back one by one.";
            session.notice.set(Some(Notice::problem(text.to_owned())));
        }
    };
    session.notice.set(Some(Notice::said(said).with("Undo", undo)));
    focus_soon(next);
}
