//! Where the focus goes after the page has changed.

use crate::browser::page;
use leptos::prelude::request_animation_frame;

/// Moves the focus to the first of these elements that is there once the page has been drawn again.
pub(crate) fn focus_soon(ids: &[&str]) {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    request_animation_frame(move || {
        ids.iter().any(|id| page::focus(id));
    });
}
