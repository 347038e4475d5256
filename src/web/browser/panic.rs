//! What happens when the program fails: it says so to the page's plain JavaScript, and nothing more is saved.
//!
//! The screen itself is not here: after a panic no Rust code can be trusted to draw it.

use super::js;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsValue;

static HALTED: AtomicBool = AtomicBool::new(false);

/// Sets the panic hook. Call it first.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| halt(&panic.to_string())));
}

/// Stops all further saves and tells the page why.
pub(crate) fn halt(message: &str) {
    HALTED.store(true, Ordering::Relaxed);
    let _ = js::call(&js::global("console"), "error", &[JsValue::from_str(message)]);
    let _ = js::call(&js_sys::global(), "weighbridgePanic", &[JsValue::from_str(message)]);
}

/// Returns whether the program has failed, as seen from here or by the page's own script.
pub(crate) fn halted() -> bool {
    HALTED.load(Ordering::Relaxed) || js::global("weighbridgeHalted").as_bool() == Some(true)
}

/// Notes when work was last safe, for the screen that follows a failure. In milliseconds since 1970 began.
pub(crate) fn mark_saved(ms: f64) {
    js::set_global("weighbridgeSavedAt", &JsValue::from_f64(ms));
}
