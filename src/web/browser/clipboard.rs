//! Copying a table, as one that word processors and spreadsheets paste with its cells.

use super::js;
use js_sys::{Array, Function};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Says that neither way of copying worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ClipboardError {
    /// The browser refused, in its own words: select the table and copy it by hand, or save it as CSV.
    Refused(String),
}

impl fmt::Display for ClipboardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ClipboardError::Refused(reason) = self;
        write!(f, "the browser did not allow copying ({reason})")
    }
}

impl std::error::Error for ClipboardError {}

/// Copies a table as HTML and as plain text. Call it from a click or a key press.
///
/// The older way is tried first: it needs no permission and works on `file://`.
pub(crate) async fn copy_table(html: &str, plain: &str) -> Result<(), ClipboardError> {
    if copy_by_event(html, plain) {
        return Ok(());
    }
    copy_by_clipboard(html, plain).await.map_err(|thrown| ClipboardError::Refused(js::describe(&thrown)))
}

fn copy_by_event(html: &str, plain: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let is_set = Rc::new(Cell::new(false));
    let (html, plain, was_set) = (html.to_owned(), plain.to_owned(), Rc::clone(&is_set));
    let on_copy = Closure::<dyn FnMut(web_sys::ClipboardEvent)>::new(move |event: web_sys::ClipboardEvent| {
        let Some(data) = event.clipboard_data() else { return };
        event.prevent_default();
        event.stop_immediate_propagation();
        was_set.set(data.set_data("text/html", &html).is_ok() && data.set_data("text/plain", &plain).is_ok());
    });
    let listener = on_copy.as_ref().unchecked_ref();
    if document.add_event_listener_with_callback_and_bool("copy", listener, true).is_err() {
        return false;
    }
    let is_done = js::call(&document, "execCommand", &[JsValue::from_str("copy")]);
    let _ = document.remove_event_listener_with_callback_and_bool("copy", listener, true);
    is_set.get() && is_done.is_ok_and(|done| done.as_bool() == Some(true))
}

async fn copy_by_clipboard(html: &str, plain: &str) -> Result<(), JsValue> {
    let contents = js::object(&[("text/html", blob(html, "text/html")?), ("text/plain", blob(plain, "text/plain")?)]);
    let constructor: Function = js::global("ClipboardItem").dyn_into()?;
    let item = js_sys::Reflect::construct(&constructor, &Array::of1(&contents))?;
    let clipboard = js::get(&js::global("navigator"), "clipboard");
    js::wait(js::call(&clipboard, "write", &[Array::of1(&item).into()])).await?;
    Ok(())
}

fn blob(text: &str, kind: &str) -> Result<JsValue, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    Ok(web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?.into())
}

/// Returns the text of a paste that no field takes, or `None`. A field that says so gives what is more than one cell away.
pub(crate) fn pasted_outside_fields(event: &web_sys::ClipboardEvent) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let field = target.filter(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
    match field {
        Some(field) if field.has_attribute("data-takes-table") => pasted_rows(event),
        Some(_) => None,
        None => pasted_text(event),
    }
}

/// Returns the text of a paste that is more than one cell, or `None`.
pub(crate) fn pasted_rows(event: &web_sys::ClipboardEvent) -> Option<String> {
    pasted_text(event).filter(|text| text.trim().contains(['\t', '\n', '\r']))
}

/// Returns the HTML of a paste; `None` where the program that was copied from gave none.
pub(crate) fn pasted_markup(event: &web_sys::ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/html").ok().filter(|html| !html.is_empty())
}

/// Returns the text of a paste; `None` where it has none.
pub(crate) fn pasted_text(event: &web_sys::ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/plain").ok().filter(|text| !text.trim().is_empty())
}
