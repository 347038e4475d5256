//! Where the ballot box is, when that is not here; and that only one tab runs a workshop.

use super::Room;
use crate::session::ballots::Seen;
use leptos::prelude::*;
use weighbridge::workshop::Session as Record;

/// What is to be known of it, if anything.
pub(super) fn notice(room: Room) -> AnyView {
    let words = move || {
        let is_over = room.read(|workshop: &Record| workshop.closed);
        match room.sealed.seen() {
            Seen::Here(_) if !is_over && room.session.is_only_in_file() && !room.place_of.is_copy() => Some("This case is kept only in your file, so that sealed slips are in memory alone: they are gone when this page is closed. Reveal before you leave.".to_owned()),
            Seen::Looking | Seen::Here(_) => None,
            Seen::Elsewhere if is_over => None,
            Seen::Elsewhere => Some("This workshop was opened on another machine, or its ballots were removed from this browser. Only that machine takes slips and reveals. What is revealed can be talked about and settled here.".to_owned()),
            Seen::Failed(why) => Some(format!("The ballots could not be read: {}. Nothing is lost by that; reload the page to try again.", why.trim_end_matches('.'))),
        }
    };
    (move || words().map(|words| view! { <p class="blind" role="status">{words}</p> })).into_any()
}
