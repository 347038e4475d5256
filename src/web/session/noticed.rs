//! When a notice ends: with the next change, and with the next page. It tells of what was just done, and its Undo takes back
//! just that.
//!
//! What a person does once may change the case, go to another page and say so, in any order and some of it later. So a
//! notice belongs to the press of a key or a button after which it was set, and whatever follows from a later one ends it.

use super::Session;
use crate::browser::page;
use leptos::prelude::*;

/// How many presses there were, and at which of them the notice was set.
#[derive(Clone, Copy, Default)]
pub(super) struct Presses {
    n: u32,
    noticed_at: u32,
    notice: Option<u32>,
}

impl Session {
    /// Counts presses, and ends a notice with the change that follows it.
    pub(crate) fn watch_notices(self) {
        for listener in page::on_press(move || self.presses.update_value(|presses| presses.n += 1)) {
            listener.keep();
        }
        Effect::new(move |last: Option<(u64, Option<String>)>| {
            let number = self.notice.with(|notice| notice.as_ref().map(crate::parts::notice::Notice::number));
            let now = (self.revision(), self.key.get());
            let is_new = self.presses.with_value(|presses| presses.notice) != number;
            if is_new {
                self.presses.update_value(|presses| {
                    presses.notice = number;
                    presses.noticed_at = presses.n;
                });
            } else if last.is_some_and(|last| last != now) {
                self.end_earlier_notice();
            }
            now
        });
    }

    /// Ends the notice where another page is gone to, unless what went there set it.
    pub(crate) fn end_notice_of_page(self) {
        if self.is_going.get_value() {
            self.is_going.set_value(false);
            self.end_earlier_notice();
        } else {
            self.notice.set(None);
        }
    }

    fn end_earlier_notice(self) {
        if self.presses.with_value(|presses| presses.n > presses.noticed_at) {
            self.notice.set(None);
        }
    }
}
