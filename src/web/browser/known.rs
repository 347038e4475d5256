//! What this page knows of records without reading them again: which texts are whole, and which writes it never heard of.
//!
//! The texts are those that the browser holds anyway, kept by reference: comparing with them costs no digest and no copy.

use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// How many records are remembered: the two slots of a case, for two cases.
const N_REMEMBERED: usize = 4;

/// How many unheard writes are remembered.
const N_UNHEARD: usize = 64;

struct Whole {
    case: String,
    seal: String,
    text: JsValue,
}

struct Unheard {
    case: String,
    seal: String,
}

thread_local! {
    static WHOLE: RefCell<Vec<Whole>> = const { RefCell::new(Vec::new()) };
    static UNHEARD: RefCell<Vec<Unheard>> = const { RefCell::new(Vec::new()) };
}

/// Remembers that a text is what was sealed.
pub(super) fn remember(case: &str, seal: &str, text: &JsValue) {
    WHOLE.with_borrow_mut(|all| {
        all.retain(|known| known.case != case || known.seal != seal);
        let n_of_case = all.iter().filter(|known| known.case == case).count();
        if n_of_case >= 2 {
            let oldest = all.iter().position(|known| known.case == case);
            oldest.map(|place| all.remove(place));
        }
        if all.len() >= N_REMEMBERED {
            all.remove(0);
        }
        all.push(Whole { case: case.to_owned(), seal: seal.to_owned(), text: text.clone() });
    });
}

/// Returns whether a text is known to be what was sealed.
pub(super) fn is_whole(case: &str, seal: &str, text: &JsValue) -> bool {
    WHOLE.with_borrow(|all| all.iter().any(|known| known.case == case && known.seal == seal && known.text == *text))
}

/// A write that is under way. Dropped before its end is known, it counts as unheard.
pub(super) struct Attempt {
    unheard: Option<Unheard>,
}

impl Attempt {
    /// Begins a write.
    pub(super) fn begin(case: &str, seal: &str) -> Attempt {
        Attempt { unheard: Some(Unheard { case: case.to_owned(), seal: seal.to_owned() }) }
    }

    /// Ends a write that was read back.
    pub(super) fn succeed(mut self) {
        self.unheard = None;
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let Some(unheard) = self.unheard.take() else { return };
        UNHEARD.with_borrow_mut(|all| {
            if all.len() >= N_UNHEARD {
                all.remove(0);
            }
            all.push(unheard);
        });
    }
}

/// Returns the seals of writes of a case whose end is not known.
pub(super) fn unheard(case: &str) -> Vec<String> {
    UNHEARD.with_borrow(|all| all.iter().filter(|known| known.case == case).map(|known| known.seal.clone()).collect())
}

/// Forgets the writes of a case whose end was not known: its newest state is.
pub(super) fn settle_writes(case: &str) {
    UNHEARD.with_borrow_mut(|all| all.retain(|known| known.case != case));
}

/// Lets go of what is remembered of a case, for its memory or because the case is gone.
pub(crate) fn let_go(case: &str) {
    WHOLE.with_borrow_mut(|all| all.retain(|known| known.case != case));
    settle_writes(case);
}
