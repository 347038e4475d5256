//! What the keys do in a table that is typed into.

use super::{Sheet, block};
use crate::browser::{page, preferences};
use leptos::ev::KeyboardEvent;

/// How many rows a page key goes.
const A_SCREEN: isize = 15;

/// Answers a key on a cell. Within a field the field answers.
pub(super) fn on_key(event: &KeyboardEvent, sheet: Sheet) {
    let Some(place) = page::id_around(event).and_then(|id| sheet.place_of(&id)) else { return };
    let far = isize::MAX;
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        match key.as_str() {
            "Home" => sheet.go(sheet.from(place, -far, -far)),
            "End" => sheet.go(sheet.from(place, far, far)),
            "d" | "D" if !event.shift_key() => block::fill_down(sheet, place),
            _ => return,
        }
        return event.prevent_default();
    }
    if event.alt_key() {
        return;
    }
    match key.as_str() {
        "ArrowLeft" => sheet.go(sheet.from(place, 0, -1)),
        "ArrowRight" => sheet.go(sheet.from(place, 0, 1)),
        "ArrowUp" => sheet.go(sheet.from(place, -1, 0)),
        "ArrowDown" => sheet.go(sheet.from(place, 1, 0)),
        "PageUp" => sheet.go(sheet.from(place, -A_SCREEN, 0)),
        "PageDown" => sheet.go(sheet.from(place, A_SCREEN, 0)),
        "Home" => sheet.go(sheet.from(place, 0, -far)),
        "End" => sheet.go(sheet.from(place, 0, far)),
        "Enter" | "F2" => sheet.start(place, None),
        "Delete" | "Backspace" => block::set(sheet, place, &[vec![String::new()]]),
        _ if !preferences::single_key_shortcuts() => return,
        letter => match (letter.chars().next(), letter.chars().nth(1)) {
            (Some(letter), None) if letter != ' ' => sheet.start(place, Some(letter)),
            _ => return,
        },
    }
    event.prevent_default();
}
