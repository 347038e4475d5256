//! Files dropped on the page, wherever they fall: without this the browser leaves the page and shows the file instead.
//!
//! Text and rows that are dragged are none of its business: fields and lists that take those go on doing so.

use super::files::{self, DroppedFile};
use super::js;
use super::page::Listener;
use wasm_bindgen::JsValue;
use web_sys::DragEvent;

/// Calls back with the files of each drop that nothing else has dealt with, where they are wanted.
pub(crate) fn on_files(
    are_wanted: impl Fn() -> bool + 'static,
    work: impl Fn(Vec<DroppedFile>) + 'static,
) -> [Listener; 2] {
    let window = || web_sys::window().map(Into::into);
    let over = Listener::new(window(), "dragover", |event: DragEvent| {
        if !event.default_prevented() && carries_files(&event) {
            event.prevent_default();
            if let Some(carried) = event.data_transfer() {
                carried.set_drop_effect("copy");
            }
        }
    });
    let dropped = Listener::new(window(), "drop", move |event: DragEvent| {
        if event.default_prevented() || !carries_files(&event) || !are_wanted() {
            return;
        }
        event.prevent_default();
        let files = files::dropped_files(&event);
        if !files.is_empty() {
            work(files);
        }
    });
    [over, dropped]
}

fn carries_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|carried| js::get(&carried, "types"));
    let types = types.unwrap_or(JsValue::UNDEFINED);
    js_sys::Array::is_array(&types) && js_sys::Array::from(&types).iter().any(|kind| kind == "Files")
}
