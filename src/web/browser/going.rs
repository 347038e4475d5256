//! The moment in which the page goes: a copy of what is kept nowhere else is put where it can be put at once.
//!
//! Storage for cases answers later, and a page that is being closed or reloaded has no later. localStorage is written before
//! the call returns. It is no home for cases (a browser that is killed loses what it accepted in the last seconds), so a
//! copy stays there only until the case is opened again and kept.

use super::{js, panic};
use wasm_bindgen::JsCast;
use weighbridge::file::digest;

/// The largest copy, in UTF-16 units: the browser allows about five million for all together.
pub(crate) const LARGEST: usize = 2_000_000;

fn storage() -> Option<web_sys::Storage> {
    js::global("localStorage").dyn_into().ok()
}

fn name(key: &str) -> String {
    format!("weighbridge.going.{key}")
}

/// Puts a copy of a case down, and returns whether it is there.
pub(crate) fn put(key: &str, text: &str) -> bool {
    // A program that has failed saves nothing more, here neither: nobody knows what state it is in.
    if panic::halted() || text.len() > LARGEST {
        return false;
    }
    let held = format!("{}\n{text}", digest(text));
    storage().is_some_and(|storage| storage.set_item(&name(key), &held).is_ok())
}

/// Returns the copy of a case, if there is a whole one.
pub(crate) fn get(key: &str) -> Option<String> {
    let held = storage()?.get_item(&name(key)).ok()??;
    let (stated, text) = held.split_once('\n')?;
    (digest(text) == stated).then(|| text.to_owned())
}

/// Takes the copy away: what it held is kept.
pub(crate) fn clear(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name(key));
    }
}
