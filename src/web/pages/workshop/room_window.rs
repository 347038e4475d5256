//! The window that a room sees. It opens no case, no storage and no lock: it shows the pictures that come by its line, and says
//! when none has come for a while.

use crate::browser::clock;
use crate::browser::page::{self, KeyPress};
use crate::browser::second_window::{self, Line};
use crate::parts::picture::PictureView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::workshop::{BEAT_MS, FromRoom, Picture, PictureScene, RoomWindow};

/// The line, its other end, and what is shown.
#[derive(Clone, Copy)]
struct Shown {
    line: StoredValue<Option<Line>, LocalStorage>,
    end: StoredValue<RoomWindow>,
    picture: RwSignal<Picture>,
    /// On how many screens the picture goes.
    parts: StoredValue<u32>,
    /// Since when nothing has come, in words; empty while it is in step.
    late: RwSignal<String>,
}

impl Shown {
    fn send(self, message: FromRoom) {
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.send(&message.text());
            }
        });
    }

    fn here(self) {
        let parts = self.parts.get_value();
        self.send(self.end.with_value(|end| end.here(parts)));
    }

    fn hear(self, text: &str) {
        let now = clock::now_ms();
        if self.end.try_update_value(|end| end.hear(text, now)) == Some(true) {
            if let Some(picture) = self.end.with_value(|end| end.picture().cloned()) {
                self.picture.set(picture);
            }
            self.here();
        }
        self.look();
    }

    fn look(self) {
        let late = self.end.try_update_value(|end| end.tick(clock::now_ms())).flatten();
        let words = late.map_or_else(String::new, |since| format!("Not in step since {}.", clock::local_hh_mm(since)));
        if self.late.get_untracked() != words {
            self.late.set(words);
        }
    }

    /// Asks from time to time whether its picture is the newest.
    fn beat(self) {
        self.here();
        self.look();
        page::after(BEAT_MS, move || self.beat());
    }
}

/// Returns the page, with the line of this name.
pub(crate) fn room_page(name: &str) -> AnyView {
    let mut waiting = Picture::titled("Weighbridge", "Waiting for the workshop", PictureScene::Words);
    waiting.says = vec![
        "This window shows what the room may see, and nothing else. Leave it open; the workshop’s own window fills it."
            .to_owned(),
    ];
    let shown = Shown {
        line: StoredValue::new_local(None),
        end: StoredValue::new(RoomWindow::new(clock::now_ms())),
        picture: RwSignal::new(waiting),
        parts: StoredValue::new(1),
        late: RwSignal::new(String::new()),
    };
    let line = Line::open(name, move |text| shown.hear(&text));
    if line.is_none() {
        shown.picture.update(|picture| {
            picture.title = "This browser cannot join two windows".to_owned();
            picture.says =
                vec!["Show the workshop’s own window to the room, and answer there that the room sees it.".to_owned()];
        });
    }
    shown.line.set_value(line);
    shown.beat();
    second_window::on_gone(move || shown.send(FromRoom::Gone)).keep();
    // Another address is another line, or no room at all.
    page::on_hash_change(|_| second_window::reload()).keep();
    let fills = RwSignal::new(second_window::fills_the_screen());
    for listener in second_window::on_resize(move || fills.set(second_window::fills_the_screen())) {
        listener.keep();
    }
    page::on_key(move |press| heard(&press)).keep();
    Effect::new(move |_| {
        let over = shown.picture.with(|picture| picture.over.clone());
        page::set_title(&if over.is_empty() { "Weighbridge".to_owned() } else { format!("{over}. Weighbridge") });
    });
    let note = Signal::derive(move || {
        let late = shown.late.get();
        match (late.is_empty(), fills.get()) {
            (false, _) => late,
            (true, true) => String::new(),
            (true, false) => {
                "Press F to fill the screen. Until then the browser may show the room an address.".to_owned()
            }
        }
    });
    let told = Callback::new(move |parts: u32| {
        if shown.parts.get_value() != parts {
            shown.parts.set_value(parts);
            shown.here();
        }
    });
    view! { <main class="room-window" id="main"><PictureView id="room-picture" picture=shown.picture.into() note on_parts=told/></main> }
    .into_any()
}

/// F fills the screen, or ends that. Any key keeps the screen from going dark.
fn heard(press: &KeyPress) {
    spawn_local(second_window::stay_awake());
    if press.control || press.alt || !press.key.eq_ignore_ascii_case("f") {
        return;
    }
    press.prevent_default();
    spawn_local(second_window::fill_the_screen());
}
