//! The keys of a workshop. They obey the switch for shortcuts of a single key, and every one of them has a button too.

use super::{Asking, Phase, Room, act, screens};
use crate::browser::page::{self, KeyPress};
use crate::browser::preferences;
use leptos::prelude::*;

/// Listens for as long as the page is shown.
pub(super) fn listen(room: Room) {
    // Goes with the page.
    StoredValue::new_local(page::on_key(move |press| heard(room, &press)));
}

fn heard(room: Room, press: &KeyPress) {
    if press.control || press.alt || room.session.shortcuts_open.get_untracked() {
        return;
    }
    if room.is_blank.get_untracked() && !room.screens.is_apart_now() {
        if matches!(press.key.as_str(), "b" | "B" | "Escape") {
            press.prevent_default();
            super::blank(room);
        }
        return;
    }
    if press.key == "Escape" {
        if back(room) {
            press.prevent_default();
        }
        return;
    }
    if press.is_typing || !preferences::single_key_shortcuts() {
        return;
    }
    if press.key == "Enter" && press.is_on_control() {
        return;
    }
    if run(room, &press.key) {
        press.prevent_default();
    }
}

/// Closes what is open. Returns whether anything was.
fn back(room: Room) -> bool {
    if room.asking.get_untracked().is_some() {
        room.asking.set(None);
        page::focus("workshop-title");
        return true;
    }
    if room.slip.is_open.get_untracked() {
        room.slip.is_open.set(false);
        page::focus("workshop-title");
        return true;
    }
    if room.phase.get_untracked() == Phase::Talk && room.place.get_untracked().is_some() {
        room.place.set(None);
        crate::parts::focus::focus_soon(&["workshop-title"]);
        return true;
    }
    false
}

/// Does what a key asks for. Returns whether it asks for anything here.
fn run(room: Room, key: &str) -> bool {
    match (room.phase.get_untracked(), key) {
        (_, "b") => super::blank(room),
        (_, "w") => screens::open(room),
        (_, "[") if room.screens.is_apart_now() => screens::turn(room, -1),
        (_, "]") if room.screens.is_apart_now() => screens::turn(room, 1),
        (Phase::Prepare | Phase::Close, "n") if room.screens.is_apart_now() => act::step(room, 1),
        (Phase::Prepare | Phase::Close, "N") if room.screens.is_apart_now() => act::step(room, -1),
        (_, "t") => room.timer.toggle(),
        (_, "T") => room.timer.end(),
        (_, "+") => room.timer.more(),
        (Phase::Prepare, "k") => act::lock(room),
        (Phase::Score, "v") => act::type_slip(room),
        (Phase::Score, "n" | "Enter") => act::step(room, 1),
        (Phase::Score | Phase::Talk, "N") => act::step(room, -1),
        (Phase::Score | Phase::Talk, "r") => act::reveal(room),
        (Phase::Talk, "n" | "Enter") => act::step(room, 1),
        (Phase::Talk, "s") => act::sweep(room),
        (Phase::Talk, "S") => act::sweep_idle(room),
        (Phase::Talk, "a") => act::ask(room, Asking::Agree),
        (Phase::Talk, "c") => act::ask(room, Asking::Correct),
        (Phase::Talk, "p") => act::ask(room, Asking::Park),
        (Phase::Talk, "2") => act::second(room),
        (Phase::Talk | Phase::Close, "d") => act::ask(room, Asking::Dissent),
        (Phase::Close, "r") => act::show_result(room),
        (Phase::Close, "C") => act::close(room),
        _ => return false,
    }
    true
}
