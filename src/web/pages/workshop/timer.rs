//! The timer: off until somebody starts it. It closes nothing and drops nothing; it says how much is left.

use crate::browser::{clock, page};
use crate::parts::voice;
use leptos::prelude::*;

/// How long it runs at first, in milliseconds.
const AT_FIRST: f64 = 150_000.0;

/// What one more press adds, in milliseconds.
const MORE: f64 = 60_000.0;

/// The seconds left at which it says so, besides the end.
const SAID: [i64; 3] = [300, 60, 30];

/// How the countdown stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Runs {
    /// Nobody has started it.
    Off,
    /// It ends then, in milliseconds since 1970 began.
    Until(f64),
    /// It was stopped for a while with so many milliseconds left.
    Paused(f64),
}

/// A countdown.
#[derive(Clone, Copy)]
pub(super) struct Timer {
    runs: RwSignal<Runs>,
    /// Seconds that are left.
    left: RwSignal<i64>,
    /// Grows when it is started or stopped, so that an older tick does nothing.
    turn: StoredValue<u32>,
}

impl Timer {
    pub(super) fn new() -> Timer {
        Timer { runs: RwSignal::new(Runs::Off), left: RwSignal::new(0), turn: StoredValue::new(0) }
    }

    /// Starts it; while it runs, stops it for a while; and goes on.
    pub(super) fn toggle(self) {
        match self.runs.get_untracked() {
            Runs::Off => self.run(AT_FIRST),
            Runs::Paused(left) => self.run(left),
            Runs::Until(ends) => {
                let left = (ends - clock::now_ms()).max(0.0);
                self.stop(Runs::Paused(left));
                voice::say(format!("The timer is stopped with {} left.", words(self.left.get_untracked())));
            }
        }
    }

    /// Takes it off.
    pub(super) fn end(self) {
        self.stop(Runs::Off);
    }

    /// Adds a minute, unless it is off.
    pub(super) fn more(self) {
        match self.runs.get_untracked() {
            Runs::Off => {}
            Runs::Until(ends) => self.run((ends - clock::now_ms()).max(0.0) + MORE),
            Runs::Paused(left) => {
                self.stop(Runs::Paused(left + MORE));
                self.left.set(seconds(left + MORE));
            }
        }
    }

    /// Returns whether it is not off.
    pub(super) fn is_on(self) -> bool {
        self.runs.get() != Runs::Off
    }

    /// Returns what is left, in words; empty while it is off.
    pub(super) fn words(self) -> String {
        match (self.runs.get(), self.left.get()) {
            (Runs::Off, _) => String::new(),
            (Runs::Until(_), 0) => "The time is up. Nothing is closed.".to_owned(),
            (Runs::Until(_), left) => format!("{} left", words(left)),
            (Runs::Paused(_), left) => format!("{} left, stopped", words(left)),
        }
    }

    fn run(self, left: f64) {
        self.stop(Runs::Until(clock::now_ms() + left));
        self.left.set(seconds(left));
        self.tick(self.turn.get_value());
    }

    fn stop(self, runs: Runs) {
        self.turn.update_value(|turn| *turn += 1);
        self.runs.set(runs);
    }

    fn tick(self, turn: u32) {
        // The page may be gone by now.
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let Runs::Until(ends) = self.runs.get_untracked() else { return };
        let left = seconds(ends - clock::now_ms());
        let before = self.left.get_untracked();
        if before != left {
            self.left.set(left);
        }
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

fn seconds(left: f64) -> i64 {
    // At most some hours.
    (left / 1_000.0).ceil().max(0.0) as i64
}

fn words(left: i64) -> String {
    format!("{}:{:02}", left / 60, left % 60)
}

/// What is left, while it is not off.
pub(super) fn view(timer: Timer) -> AnyView {
    let shown = move || {
        timer.is_on().then(|| {
            view! {
                <p class="workshop__timer num"><span role="timer">{move || timer.words()}</span>" "
                    <button class="link no-print" type="button" on:click=move |_| timer.more()>"One minute more"</button>" "
                    <button class="link no-print" type="button" id="timer-off" on:click=move |_| timer.end()>"Timer off"</button>
                </p>
            }
        })
    };
    shown.into_any()
}
