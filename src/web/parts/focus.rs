//! Where the focus goes after the page has changed.

use crate::browser::left_focus::Move;
use crate::browser::page;
use leptos::prelude::request_animation_frame;

/// How many frames are waited for a list that is still being mounted.
const FRAMES: u32 = 600;

/// Moves the focus to the first of these elements that is there once the page has been drawn again. While a list is still
/// being mounted it may yet come; whoever moves the focus meanwhile keeps it, even before the first frame.
pub(crate) fn focus_soon(ids: &[&str]) {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let (before, begun) = (page::focused(), Move::begin());
    request_animation_frame(move || focus_within(ids, &before, FRAMES, begun));
}

/// Moves the focus as [`focus_soon`] does, unless it is no longer wanted there by then: somebody who types faster than the page
/// is drawn may be two fields further.
pub(crate) fn focus_soon_if(id: String, is_wanted: impl FnOnce() -> bool + 'static) {
    let (before, begun) = (page::focused(), Move::begin());
    request_animation_frame(move || {
        if is_wanted() {
            focus_within(vec![id], &before, FRAMES, begun);
        }
    });
}

fn focus_within(ids: Vec<String>, before: &page::Focused, frames: u32, begun: Move) {
    if page::focused().was_moved_from(before) {
        return;
    }
    let may_come = page::is_busy() && frames > 0;
    // Until all is there only the best will do: the others stand in for one that is not.
    let wanted = if may_come { ids.get(..1) } else { ids.get(..) };
    let is_there = wanted.unwrap_or_default().iter().any(|id| page::focus(id));
    if !is_there && may_come {
        let before = before.clone();
        request_animation_frame(move || focus_within(ids, &before, frames - 1, begun));
    } else {
        drop(begun);
    }
}
