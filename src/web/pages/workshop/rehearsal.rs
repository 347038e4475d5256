//! Rehearsing: the whole of a workshop on a copy of the case, with invented slips. Nothing of it is kept, logged or stored.

use super::Room;
use leptos::prelude::*;

/// The seat whose slip is left to be typed.
const LEFT_TO_TYPE: u32 = 1;

/// The way in, before anything is asked.
pub(super) fn offer(room: Room) -> AnyView {
    let is_copy = room.place_of.is_copy();
    (!is_copy).then(|| view! {
        <p class="row"><button class="button" type="button" id="workshop-rehearse" on:click=move |_| room.rehearses.set(true)>"Rehearse first"</button>
            <span class="note">"With invented slips, on a copy that is thrown away."</span></p>
    })
    .into_any()
}

/// That this is a rehearsal, and the way out.
pub(super) fn notice(room: Room) -> AnyView {
    let is_copy = room.place_of.is_copy();
    is_copy.then(|| view! {
        <p class="blind no-print" role="status" id="rehearsal">"This is a rehearsal with invented slips. Nothing of it is kept. "
            <button class="button button--small" type="button" id="rehearsal-end" on:click=move |_| end(room)>"End the rehearsal"</button></p>
    })
    .into_any()
}

fn end(room: Room) {
    room.rehearses.set(false);
    crate::parts::focus::focus_soon(&["workshop-title"]);
}

/// Hands in invented slips for what was asked just now, but for one seat, whose slip is left to be typed.
pub(super) async fn invent(room: Room) {
    if !room.place_of.is_copy() {
        return;
    }
    match room.sealed.invent(LEFT_TO_TYPE).await {
        Ok(()) => {
            room.say(
                "Invented slips are in for all seats but the first. V types that one; R twice goes on without it.",
            );
        }
        Err(why) => room.say(&format!("No slips were invented: {}", super::in_sentence(&why))),
    }
}
