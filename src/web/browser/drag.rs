//! Dragging a row of a list with the browser's own drag and drop.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element};

/// Begins to drag what a handle belongs to: the element around it that matches `whole` is what is seen at the pointer.
pub(crate) fn begin(event: &DragEvent, whole: &str, name: &str) {
    let Some(carried) = event.data_transfer() else { return };
    carried.set_effect_allowed("move");
    // Firefox drags only what carries something.
    let _ = carried.set_data("text/plain", name);
    let handle = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(row) = handle.and_then(|handle| handle.closest(whole).ok().flatten()) {
        carried.set_drag_image(&row, 12, 12);
    }
}

/// Says that what is dragged may be dropped here.
pub(crate) fn allow(event: &DragEvent) {
    event.prevent_default();
    if let Some(carried) = event.data_transfer() {
        carried.set_drop_effect("move");
    }
}

/// Returns how far down the element that listens the pointer is: 0 at its top, 1 at its foot.
pub(crate) fn how_far_down(event: &DragEvent) -> f64 {
    let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    element.map_or(0.0, |element| {
        let frame = element.get_bounding_client_rect();
        if frame.height() > 0.0 { (f64::from(event.client_y()) - frame.top()) / frame.height() } else { 0.0 }
    })
}
