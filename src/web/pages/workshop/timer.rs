//! The timer: off until somebody starts it. It closes nothing and drops nothing; it says how much is left.

use crate::browser::{clock, page};
use crate::parts::voice;
use leptos::prelude::*;

/// How long it runs at first, in seconds.
const AT_FIRST: f64 = 150.0;

/// The seconds left at which it says so, besides the end.
const SAID: [i64; 3] = [300, 60, 30];

/// A countdown.
#[derive(Clone, Copy)]
pub(super) struct Timer {
    /// When it ends, in milliseconds since 1970 began; `None` while it is off.
    ends: RwSignal<Option<f64>>,
    /// Seconds that are left.
    left: RwSignal<i64>,
    /// Grows when it is started or stopped, so that an older tick does nothing.
    turn: StoredValue<u32>,
}

impl Timer {
    pub(super) fn new() -> Timer {
        Timer { ends: RwSignal::new(None), left: RwSignal::new(0), turn: StoredValue::new(0) }
    }

    /// Starts it, or stops it.
    pub(super) fn toggle(self) {
        self.turn.update_value(|turn| *turn += 1);
        if self.ends.get_untracked().is_some() {
            self.ends.set(None);
            return;
        }
        self.ends.set(Some(clock::now_ms() + 1_000.0 * AT_FIRST));
        self.tick(self.turn.get_value());
    }

    /// Adds a minute while it runs.
    pub(super) fn more(self) {
        if let Some(ends) = self.ends.get_untracked() {
            self.ends.set(Some(ends.max(clock::now_ms()) + 60_000.0));
            self.turn.update_value(|turn| *turn += 1);
            self.tick(self.turn.get_value());
        }
    }

    fn tick(self, turn: u32) {
        // The page may be gone by now.
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let Some(ends) = self.ends.get_untracked() else { return };
        // At most some hours.
        let left = ((ends - clock::now_ms()) / 1_000.0).ceil().max(0.0) as i64;
        let before = self.left.get_untracked();
        self.left.set(left);
        if SAID.iter().any(|at| before > *at && left <= *at) {
            voice::say(format!("{} left.", words(left)));
        }
        if left == 0 {
            voice::say("The time is up. Nothing is closed.".to_owned());
        } else {
            page::after(1_000, move || self.tick(turn));
        }
    }
}

fn words(left: i64) -> String {
    format!("{}:{:02}", left / 60, left % 60)
}

/// What is left, while it runs.
pub(super) fn view(timer: Timer) -> AnyView {
    let shown = move || {
        timer.ends.get().map(|_| {
            let words = move || match timer.left.get() {
                0 => "The time is up. Nothing is closed.".to_owned(),
                left => format!("{} left", words(left)),
            };
            view! { <p class="workshop__timer num" role="timer">{words}</p> }
        })
    };
    shown.into_any()
}
