//! Drafts: what is being typed and is not in the case yet. Each field that takes text has one here while its text differs
//! from what was handed over, so that the page can hand over all of them before it saves, exports or goes.
//!
//! A draft is handed over when its field is done or taken off the page, after a second of quiet, and when somebody asks for
//! all. What is refused stays as typed, with its message. There is no page here and no case.

use crate::browser::page;
use crate::parts::{sentence, voice};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// After so long without a key a draft is handed over by itself, in milliseconds.
const QUIET_MS: i32 = 1_000;

/// What a field does with its text: takes it, or says in a sentence why not.
pub(crate) type Take = Callback<String, Result<(), String>>;

/// One field's draft.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    /// What was typed; `None` while the field shows what stands in the case.
    text: RwSignal<Option<String>>,
    /// Why the text was refused.
    refused: RwSignal<Option<String>>,
    /// Grows with each key, so that an older timer does nothing.
    turn: StoredValue<u32>,
    /// Whether the text stands in the case already, and stays as typed until the field is left.
    is_taken: StoredValue<bool>,
    /// What stood in the case when typing began.
    before: StoredValue<Option<String>>,
    label: StoredValue<String>,
    standing: Signal<String>,
    take: Take,
    id: u32,
    /// Which of the cases that were open one after the other it belongs to.
    case: u32,
}

/// A text that could not be taken.
pub(crate) struct Refused {
    /// The field's label.
    pub(crate) label: String,
    /// What was typed.
    pub(crate) text: String,
    /// Why it was refused; empty for one that is still to be sent by its own button.
    pub(crate) reason: String,
}

/// What the registry holds of one draft.
struct InHand {
    id: u32,
    give: Rc<dyn Fn() -> Option<Refused>>,
}

thread_local! {
    static IN_HAND: RefCell<Vec<InHand>> = const { RefCell::new(Vec::new()) };
    static N_IN_HAND: ArcRwSignal<usize> = ArcRwSignal::new(0);
    static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    static CASE: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    static KEY: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes which case is open from here on: no draft of another one is handed over to it.
pub(crate) fn begin_case(key: &str) {
    KEY.with_borrow_mut(|last| {
        if last != key {
            key.clone_into(last);
            CASE.set(CASE.get() + 1);
        }
    });
}

/// Returns how many fields hold text that is not in the case.
pub(crate) fn n_in_hand() -> usize {
    N_IN_HAND.with(ArcRwSignal::clone).get()
}

/// Returns the same without following it.
pub(crate) fn any_in_hand() -> bool {
    IN_HAND.with_borrow(|all| !all.is_empty())
}

/// Hands over every draft, and returns those that could not be taken: they stay as typed.
pub(crate) fn hand_over_all() -> Vec<Refused> {
    // Taken out of the registry first: a field that is handed over changes it.
    let all: Vec<Rc<dyn Fn() -> Option<Refused>>> =
        IN_HAND.with_borrow(|all| all.iter().map(|one| Rc::clone(&one.give)).collect());
    all.into_iter().filter_map(|give| give()).collect()
}

fn new_id() -> u32 {
    NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    })
}

fn hold(id: u32, give: Rc<dyn Fn() -> Option<Refused>>) {
    IN_HAND.with_borrow_mut(|all| match all.iter_mut().find(|one| one.id == id) {
        Some(one) => one.give = give,
        None => all.push(InHand { id, give }),
    });
    tell();
}

fn let_go(id: u32) {
    IN_HAND.with_borrow_mut(|all| all.retain(|one| one.id != id));
    tell();
}

fn tell() {
    let n = IN_HAND.with_borrow(Vec::len);
    let signal = N_IN_HAND.with(ArcRwSignal::clone);
    if signal.get_untracked() != n {
        signal.set(n);
    }
}

/// Notes that a form holds text that only its own button can hand over; empty text ends that. Returns the way to say so.
pub(crate) fn form(label: &str) -> impl Fn(&str) + Copy + 'static {
    let id = new_id();
    let label = StoredValue::new(label.to_owned());
    on_cleanup(move || let_go(id));
    move |text: &str| {
        // Off the page it holds nothing.
        let Some(label) = label.try_get_value() else { return };
        if text.trim().is_empty() {
            return let_go(id);
        }
        let text = text.to_owned();
        let give = move || Some(Refused { label: label.clone(), text: text.clone(), reason: String::new() });
        hold(id, Rc::new(give));
    }
}

impl Draft {
    /// Returns a field's draft, empty. `standing` is the text of what stands in the case. When the field is taken off the
    /// page, what was typed is handed over once more; what is refused then is gone with the field.
    pub(crate) fn new(label: &str, standing: Signal<String>, take: Take) -> Draft {
        let draft = Draft {
            text: RwSignal::new(None),
            refused: RwSignal::new(None),
            turn: StoredValue::new(0),
            is_taken: StoredValue::new(false),
            before: StoredValue::new(None),
            label: StoredValue::new(label.to_owned()),
            standing,
            take,
            id: new_id(),
            case: CASE.get(),
        };
        on_cleanup(move || {
            if draft.is_in_hand() {
                untrack(|| draft.hand_over(false));
            }
            let_go(draft.id);
        });
        draft
    }

    /// Returns what the field shows: what was typed, else what stands.
    pub(crate) fn shown(self) -> String {
        self.text.get().unwrap_or_else(|| self.standing.get())
    }

    /// Returns why the text was refused.
    pub(crate) fn refused(self) -> RwSignal<Option<String>> {
        self.refused
    }

    /// Returns whether the field is off the page. Some browsers tell of a change and of a lost focus while they take it off,
    /// when its draft is let go already.
    fn is_gone(self) -> bool {
        self.turn.try_get_value().is_none()
    }

    /// A key was typed: the field holds this text now.
    pub(crate) fn typed(self, text: String) {
        if self.is_gone() {
            return;
        }
        if self.before.with_value(Option::is_none) {
            self.before.set_value(Some(self.standing.get_untracked()));
        }
        self.is_taken.set_value(false);
        self.text.set(Some(text));
        hold(self.id, Rc::new(move || self.hand_over(true)));
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        page::after(QUIET_MS, move || {
            // The field may have gone, or been typed into again.
            if self.turn.try_get_value() == Some(turn) && self.is_in_hand() {
                self.hand_over(false);
            }
        });
    }

    /// The field is done with this text: Enter, or the focus left. Returns whether it was taken.
    pub(crate) fn done(self, text: String) -> bool {
        if self.is_gone() {
            return false;
        }
        if self.is_taken.get_value() && self.text.with_untracked(|typed| typed.as_ref() == Some(&text)) {
            self.rest();
            return true;
        }
        self.text.set(Some(text));
        self.is_taken.set_value(false);
        let refused = self.hand_over(true);
        if refused.is_none() {
            self.rest();
        }
        refused.is_none()
    }

    /// Returns whether the field shows a text that was not refused and may still be written another way once it is left.
    pub(crate) fn is_open(self) -> bool {
        if self.is_gone() {
            return false;
        }
        let is_refused = self.refused.with_untracked(Option::is_some);
        self.text.with_untracked(Option::is_some) && !is_refused
    }

    /// Takes the draft back: the field shows what stood when typing began, also where quiet has handed it over meanwhile.
    pub(crate) fn take_back(self) {
        if self.is_gone() {
            return;
        }
        if let Some(before) = self.before.get_value().filter(|_| self.is_taken.get_value()) {
            // What stood there was taken once.
            let _ = self.take.run(before);
        }
        self.let_go();
    }

    /// Forgets the draft; what was handed over stays.
    pub(crate) fn let_go(self) {
        if self.is_gone() {
            return;
        }
        self.refused.set(None);
        self.rest();
        let_go(self.id);
    }

    fn rest(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.is_taken.set_value(false);
        self.before.set_value(None);
        self.text.set(None);
    }

    fn is_in_hand(self) -> bool {
        IN_HAND.with_borrow(|all| all.iter().any(|one| one.id == self.id))
    }

    /// Hands the text over. In quiet a refusal is not said: the person is not done.
    fn hand_over(self, is_said: bool) -> Option<Refused> {
        let text = self.text.try_get_untracked().flatten()?;
        if self.case != CASE.get() {
            let_go(self.id);
            return None;
        }
        match self.take.run(text.clone()) {
            Ok(()) => {
                self.refused.set(None);
                // As typed until the field is left: what stands may be written another way.
                self.is_taken.set_value(true);
                let_go(self.id);
                None
            }
            Err(reason) => {
                if is_said {
                    self.refused.set(Some(reason.clone()));
                    voice::say(format!("{}: {}", self.label.get_value(), sentence(&reason)));
                }
                hold(self.id, Rc::new(move || self.hand_over(true)));
                Some(Refused { label: self.label.get_value(), text, reason })
            }
        }
    }
}
