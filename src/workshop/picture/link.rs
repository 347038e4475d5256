//! The two ends of the line between the console and the room's window: who has which picture, and since when nobody has
//! answered. Time is an argument, in milliseconds since 1970 began.

use super::Picture;
use super::message::{FromRoom, ToRoom};

/// How often the room's window asks whether its picture is the newest, in milliseconds.
pub const BEAT_MS: i32 = 2_000;

/// For how long an end of the line may be silent before the other says so, in milliseconds.
pub const LATE_MS: f64 = 5_500.0;

/// What the console knows of the room's window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum WindowState {
    /// It was not opened, or not by this console.
    #[default]
    NotOpened,
    /// It is being opened, since when.
    Opening(f64),
    /// The browser refused to open it.
    Refused,
    /// It answers.
    InStep,
    /// It has not answered since.
    Silent(f64),
    /// It was closed.
    Closed,
}

/// The console's end.
#[derive(Clone, Debug)]
pub struct Console {
    seq: u64,
    picture: Option<Picture>,
    state: WindowState,
    heard: f64,
    parts: u32,
}

impl Console {
    /// Returns the end of a console that begins now. Its pictures are newer than those of any console that began before.
    #[must_use]
    pub fn new(now: f64) -> Console {
        // Pictures are made more slowly than milliseconds pass.
        Console { seq: now.max(1.0) as u64, picture: None, state: WindowState::NotOpened, heard: now, parts: 1 }
    }

    /// Returns what is known of the window.
    #[must_use]
    pub fn state(&self) -> WindowState {
        self.state
    }

    /// Returns on how many screens the picture goes that the window shows.
    #[must_use]
    pub fn parts(&self) -> u32 {
        self.parts
    }

    /// Takes a picture as what the room sees, and returns what is to be told; `None` where it is the same as before.
    pub fn show(&mut self, picture: Picture) -> Option<ToRoom> {
        if self.picture.as_ref() == Some(&picture) {
            return None;
        }
        if self.picture.is_some() {
            self.seq += 1;
        }
        self.picture = Some(picture);
        self.newest()
    }

    fn newest(&self) -> Option<ToRoom> {
        let picture = Box::new(self.picture.clone()?);
        Some(ToRoom::Picture { seq: self.seq, picture })
    }

    /// The browser was asked for a window, and gave one or none.
    pub fn opened(&mut self, is_given: bool, now: f64) {
        self.heard = now;
        self.state = match (is_given, self.state) {
            (false, _) => WindowState::Refused,
            (true, WindowState::InStep) => WindowState::InStep,
            (true, _) => WindowState::Opening(now),
        };
    }

    /// Hears a text, and returns what is to be told. What is no message changes nothing.
    pub fn hear(&mut self, text: &str, now: f64) -> Option<ToRoom> {
        match FromRoom::read(text)? {
            FromRoom::Here { seq, parts } => {
                (self.state, self.heard) = (WindowState::InStep, now);
                if seq == self.seq {
                    self.parts = parts.clamp(1, 1_000);
                    Some(ToRoom::Beat { seq })
                } else {
                    self.newest()
                }
            }
            FromRoom::Gone => {
                self.state = WindowState::Closed;
                None
            }
        }
    }

    /// Looks at the clock.
    pub fn tick(&mut self, now: f64) {
        let is_late = now - self.heard > LATE_MS;
        self.state = match self.state {
            WindowState::InStep if is_late => WindowState::Silent(self.heard),
            WindowState::Opening(since) if now - since > 4.0 * LATE_MS => WindowState::Silent(since),
            state => state,
        };
    }
}

/// The end of the room's window.
#[derive(Clone, Debug, Default)]
pub struct RoomWindow {
    seq: u64,
    picture: Option<Picture>,
    heard: f64,
    is_late: bool,
}

impl RoomWindow {
    /// Returns the end of a window that was opened now.
    #[must_use]
    pub fn new(now: f64) -> RoomWindow {
        RoomWindow { heard: now, ..RoomWindow::default() }
    }

    /// Returns the picture that is shown; `None` before the first.
    #[must_use]
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }

    /// Returns what is told of it: that it is there, with which picture, on how many screens.
    #[must_use]
    pub fn here(&self, parts: u32) -> FromRoom {
        FromRoom::Here { seq: self.seq, parts }
    }

    /// Hears a text. Returns whether another picture is shown now. What is no message, and what is older, changes nothing.
    pub fn hear(&mut self, text: &str, now: f64) -> bool {
        match ToRoom::read(text) {
            Some(ToRoom::Picture { seq, picture }) if seq > self.seq => {
                (self.seq, self.heard, self.is_late) = (seq, now, false);
                self.picture = Some(*picture);
                true
            }
            Some(ToRoom::Beat { seq }) if seq == self.seq => {
                (self.heard, self.is_late) = (now, false);
                false
            }
            Some(ToRoom::Picture { .. } | ToRoom::Beat { .. }) | None => false,
        }
    }

    /// Looks at the clock. Returns since when it is not in step, if it is not.
    pub fn tick(&mut self, now: f64) -> Option<f64> {
        self.is_late |= now - self.heard > LATE_MS;
        self.is_late.then_some(self.heard)
    }
}

#[cfg(test)]
mod tests {
    use super::{Console, LATE_MS, RoomWindow, WindowState};
    use crate::workshop::picture::{Picture, Scene};

    fn titled(title: &str) -> Picture {
        Picture::titled("Siting", title, Scene::Words)
    }

    #[test]
    fn a_window_that_is_opened_late_or_anew_gets_the_whole_picture() {
        let mut console = Console::new(1_000.0);
        console.show(titled("One"));
        console.opened(true, 1_000.0);
        assert_eq!(console.state(), WindowState::Opening(1_000.0));
        let mut window = RoomWindow::new(1_100.0);
        let told = console.hear(&window.here(1).text(), 1_100.0).unwrap();
        assert!(window.hear(&told.text(), 1_101.0));
        assert_eq!((window.picture(), console.state()), (Some(&titled("One")), WindowState::InStep));
        assert!(console.show(titled("One")).is_none(), "the same picture is not sent twice");
        let told = console.show(titled("Two")).unwrap();
        assert!(window.hear(&told.text(), 1_200.0));
        assert!(!window.hear(&told.text(), 1_300.0), "nor drawn twice");
        // It asks again, and is told that its picture stands.
        let beat = console.hear(&window.here(2).text(), 3_000.0).unwrap();
        assert!(!window.hear(&beat.text(), 3_000.0));
        assert_eq!((console.parts(), window.tick(3_000.0 + LATE_MS)), (2, None));
        // A window that is loaded anew has none.
        let mut again = RoomWindow::new(4_000.0);
        assert!(again.hear(&console.hear(&again.here(1).text(), 4_000.0).unwrap().text(), 4_000.0));
        assert_eq!(again.picture(), Some(&titled("Two")));
    }

    #[test]
    fn each_end_says_when_the_other_is_silent() {
        let mut console = Console::new(0.0);
        let mut window = RoomWindow::new(0.0);
        window.hear(&console.show(titled("One")).unwrap().text(), 0.0);
        console.hear(&window.here(1).text(), 0.0);
        console.tick(LATE_MS);
        assert_eq!((console.state(), window.tick(LATE_MS)), (WindowState::InStep, None));
        console.tick(LATE_MS + 1.0);
        assert_eq!(console.state(), WindowState::Silent(0.0));
        assert_eq!(window.tick(LATE_MS + 1.0), Some(0.0));
        assert_eq!(window.picture(), Some(&titled("One")), "it keeps its last picture");
        // A console that is loaded anew is newer, whatever it shows.
        let mut again = Console::new(9_000.0);
        let told = again.show(titled("Three")).unwrap();
        assert!(window.hear(&told.text(), 9_000.0));
        assert_eq!(window.tick(9_001.0), None);
        again.hear(&window.here(1).text(), 9_000.0);
        assert!(again.hear(&crate::workshop::FromRoom::Gone.text(), 9_500.0).is_none());
        assert_eq!(again.state(), WindowState::Closed);
        again.opened(false, 9_600.0);
        assert_eq!(again.state(), WindowState::Refused);
    }

    #[test]
    fn what_is_older_or_no_message_changes_nothing() {
        let mut console = Console::new(5_000.0);
        let mut window = RoomWindow::new(0.0);
        let first = console.show(titled("One")).unwrap().text();
        let second = console.show(titled("Two")).unwrap().text();
        assert!(window.hear(&second, 0.0));
        for text in [first.as_str(), "", "[]", "{\"seq\":9}", &window.here(1).text()] {
            assert!(!window.hear(text, 4_000.0), "{text}");
        }
        assert_eq!(window.picture(), Some(&titled("Two")));
        assert_eq!(window.tick(LATE_MS + 1.0), Some(0.0), "nor is it a sign of the console");
        assert!(console.hear("[]", 0.0).is_none() && console.hear(&second, 0.0).is_none());
        assert_eq!(console.state(), WindowState::NotOpened);
    }
}
