//! Taking a part out of the case: at once, with a notice that offers the way back and never takes back anything else.

use crate::parts::focus::focus_soon;
use crate::parts::notice::Notice;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, EditError};

/// Removes something. `said` is what the notice says, `next` is where the focus then goes (the first that is there), and
/// `back` is where it goes when the removal is taken back. What is refused is said in a notice.
pub(crate) fn remove(session: Session, edit: &Edit, said: String, next: &[&str], back: String) {
    if let Err(error) = take_out(session, edit, said, next, back) {
        session.notice.set(Some(Notice::problem(format!("Not changed: {error}."))));
    }
}

/// Removes something as [`remove`] does, and hands back why it was refused.
///
/// # Errors
/// As the edit.
pub(crate) fn take_out(
    session: Session,
    edit: &Edit,
    said: String,
    next: &[&str],
    back: String,
) -> Result<(), EditError> {
    let before = untrack(|| session.revision());
    session.commit(edit)?;
    let after = untrack(|| session.revision());
    if after == before {
        // The case cannot be changed here; the session has said why.
        return Ok(());
    }
    let undo = move || {
        if untrack(|| session.revision()) == after {
            session.undo();
            focus_soon(&[&back]);
        } else {
            let text = "Other changes came later. Use Undo at the top of the page.";
            session.notice.set(Some(Notice::problem(text.to_owned())));
        }
    };
    session.notice.set(Some(Notice::said(said).with("Undo", undo)));
    focus_soon(next);
    Ok(())
}
