//! Leaving: a page, a case, or the browser's tab. Nothing that was typed or changed goes with it in silence.

use super::open::OpenCase;
use super::{Notice, Session};
use crate::browser::{going, page};
use crate::parts::draft;
use leptos::prelude::*;
use std::rc::Rc;
use weighbridge::keeping::Keeping;

impl Session {
    /// Listens for the page's end for as long as it is open.
    pub(crate) fn watch_leaving(self) {
        page::on_leaving(move || self.must_ask_before_going()).keep();
        for listener in page::on_going(move || drop(self.prepare_to_go())) {
            listener.keep();
        }
    }

    /// Hands over what is being typed before another page is shown, and says what could not be taken.
    pub(crate) fn leave_page(self) {
        let refused = self.hand_over();
        if let Some(first) = refused.first() {
            let reason =
                if first.reason.is_empty() { String::new() } else { format!(" It {}.", reason(&first.reason)) };
            let more = match refused.len() {
                1 => String::new(),
                n => format!(" {} more fields were not kept either.", n - 1),
            };
            let text = format!("Not kept: “{}” in {}.{reason}{more}", short(&first.text), first.label);
            self.notice.set(Some(Notice::problem(text)));
        }
    }

    /// Leaves the open case: it stays in memory for as long as something of it is kept nowhere else.
    pub(super) fn leave_case(self) {
        let Some(open) = self.current() else { return };
        self.hand_over();
        if open.has_unkept() {
            self.held.update(|held| held.push(open));
        }
        self.point_at(None);
    }

    /// Returns the cases that are in memory and not kept: those that were left, and the open one.
    pub(crate) fn unkept(self) -> Vec<Rc<OpenCase>> {
        self.held.get().into_iter().chain(self.open.get()).filter(|open| open.needs_care()).collect()
    }

    /// Lets go of the cases that are kept by now, and with them of the right to write them.
    pub(crate) fn let_go_of_kept(self) {
        if self.held.with_untracked(|held| held.iter().any(|open| !open.has_unkept())) {
            self.held.update(|held| held.retain(|open| open.has_unkept()));
        }
    }

    /// Gives up what is kept nowhere of a case, as its author said.
    pub(crate) fn give_up(self, key: &str) {
        self.held.update(|held| held.retain(|open| open.key != key));
        if self.key.get_untracked().as_deref() == Some(key) {
            self.point_at(None);
        }
        going::clear(key);
    }

    /// Returns whether the browser must ask: something would be gone with the page.
    fn must_ask_before_going(self) -> bool {
        let put_down = self.prepare_to_go();
        let is_lost = |open: &Rc<OpenCase>| open.has_unkept() && !put_down.contains(&open.key);
        draft::any_in_hand() || self.in_memory().iter().any(is_lost)
    }

    /// Does what can be done at once: hands over what is being typed, and puts down a copy of what is on its way. Returns
    /// the keys of the cases of which there is now a copy.
    fn prepare_to_go(self) -> Vec<String> {
        self.hand_over();
        let mut put_down = Vec::new();
        for open in self.in_memory() {
            let may_keep = open.keeping.with_untracked(Keeping::wants_saving);
            // A large one could not be put down, and writing it would hold the page.
            let is_small = open.n_bytes.get_untracked() < going::LARGEST;
            if may_keep && is_small && going::put(&open.key, &(open.casework.save)(&open.document())) {
                put_down.push(open.key.clone());
            }
        }
        put_down
    }

    /// Returns the cases in memory: those that were left, and the open one.
    pub(super) fn in_memory(self) -> Vec<Rc<OpenCase>> {
        self.held.get_untracked().into_iter().chain(self.current()).collect()
    }
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

fn reason(reason: &str) -> String {
    format!("was refused: {}", reason.trim_end_matches('.'))
}
