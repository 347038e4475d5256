//! What a page says after something was removed: a line with a way back that never takes back anything else.

use crate::parts::notice::Notice;
use crate::session::Session;
use leptos::prelude::*;

/// Says what was removed, and offers it back for as long as nothing else has been changed.
pub(crate) fn say_removed(session: Session, text: String) {
    let then = session.revision().get_untracked();
    let undo = move || {
        if session.revision().get_untracked() == then {
            session.undo();
        } else {
            let text = "Not undone: other changes have been made since. Undo at the top of the page takes them back one by one.";
            session.notice.set(Some(Notice::problem(text.to_owned())));
        }
    };
    session.notice.set(Some(Notice::said(text).with("Undo", undo)));
}
