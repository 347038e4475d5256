//! A second window of this page, and the line to it. The window is opened by a press of a key or a button, under a name by which
//! the browser finds it again, so that there is never a second one.
//!
//! From a local file every local page hears every channel in some browsers. So the line is named by 128 bits of chance, which
//! stand in the address of the window and in this tab's own store and nowhere else.

use super::js;
use super::page::Listener;
use js_sys::{Array, Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlElement;

/// The name by which the browser finds the window again.
const WINDOW: &str = "weighbridge-room";

/// What keys of this tab's own store begin with.
const KEPT: &str = "weighbridge.room.";

/// A line to whoever knows its name. Closed when dropped. A window does not hear itself.
pub(crate) struct Line {
    channel: JsValue,
    _heard: Closure<dyn FnMut(JsValue)>,
}

impl Line {
    /// Opens the line with this name, or returns `None` where the browser has none.
    pub(crate) fn open(name: &str, on_text: impl Fn(String) + 'static) -> Option<Line> {
        let class: Function = js::global("BroadcastChannel").dyn_into().ok()?;
        let name = JsValue::from_str(&format!("weighbridge room {name}"));
        let channel = Reflect::construct(&class, &Array::of1(&name)).ok()?;
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            // Whatever is no text is no message.
            if let Some(text) = js::get(&event, "data").as_string() {
                on_text(text);
            }
        });
        js::set(&channel, "onmessage", heard.as_ref());
        Some(Line { channel, _heard: heard })
    }

    /// Says a text.
    pub(crate) fn send(&self, text: &str) {
        // A line that is closed reaches nobody, as if there were none.
        let _ = js::call(&self.channel, "postMessage", &[JsValue::from_str(text)]);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        js::set(&self.channel, "onmessage", &JsValue::NULL);
        let _ = js::call(&self.channel, "close", &[]);
    }
}

/// A window that was opened.
pub(crate) struct Opened(JsValue);

impl Opened {
    /// Puts it in front.
    pub(crate) fn focus(&self) {
        let _ = js::call(&self.0, "focus", &[]);
    }
}

/// Returns the address of this page with another hash.
pub(crate) fn address(hash: &str) -> String {
    let href = js::text(&js::global("location"), "href");
    format!("{}{hash}", href.split('#').next().unwrap_or_default())
}

/// Opens the window at a hash, or takes up the one that is open; `None` where the browser refuses.
pub(crate) fn open_window(hash: &str) -> Option<Opened> {
    let arguments = [address(hash), WINDOW.to_owned(), "popup,width=1280,height=720".to_owned()];
    let arguments = arguments.map(|argument| JsValue::from_str(&argument));
    let opened = js::call(&js::global("window"), "open", &arguments).ok()?;
    opened.is_object().then(|| Opened(opened))
}

/// Calls back when this window is closed, or is loaded anew.
pub(crate) fn on_gone(work: impl Fn() + 'static) -> Listener {
    Listener::new(web_sys::window().map(Into::into), "pagehide", move |_: web_sys::Event| work())
}

/// Calls back when this window gets another size, or fills the screen, or does so no longer.
pub(crate) fn on_resize(work: impl Fn() + 'static) -> [Listener; 2] {
    let window = || web_sys::window().map(Into::into);
    let document = web_sys::window().and_then(|window| window.document()).map(Into::into);
    let work = Rc::new(work);
    let again = Rc::clone(&work);
    [
        Listener::new(window(), "resize", move |_: web_sys::Event| work()),
        Listener::new(document, "fullscreenchange", move |_: web_sys::Event| again()),
    ]
}

/// Returns whether this window fills the screen.
pub(crate) fn fills_the_screen() -> bool {
    js::get(&js::global("document"), "fullscreenElement").is_object()
}

/// Has this window fill the screen, or ends that. After a press only; where the browser cannot, nothing happens.
pub(crate) async fn fill_the_screen() {
    let document = js::global("document");
    let called = match fills_the_screen() {
        true => js::call(&document, "exitFullscreen", &[]),
        false => js::call(&js::get(&document, "documentElement"), "requestFullscreen", &[]),
    };
    let _ = js::wait(called).await;
}

/// Asks the computer not to let the screen go dark. Where it cannot, nothing happens.
pub(crate) async fn stay_awake() {
    let lock = js::get(&js::global("navigator"), "wakeLock");
    let _ = js::wait(js::call(&lock, "request", &[JsValue::from_str("screen")])).await;
}

/// Loads this window anew.
pub(crate) fn reload() {
    let _ = js::call(&js::global("location"), "reload", &[]);
}

/// Returns what this tab keeps under a name until it is closed.
pub(crate) fn kept(name: &str) -> Option<String> {
    let key = JsValue::from_str(&format!("{KEPT}{name}"));
    js::call(&js::global("sessionStorage"), "getItem", &[key]).ok()?.as_string()
}

/// Keeps something in this tab until it is closed.
pub(crate) fn keep(name: &str, text: &str) {
    let key = JsValue::from_str(&format!("{KEPT}{name}"));
    // What cannot be kept is asked again.
    let _ = js::call(&js::global("sessionStorage"), "setItem", &[key, JsValue::from_str(text)]);
}

/// Shows one part of an element whose columns go beyond its width, by moving it behind the frame around it, and returns how many
/// parts there are.
pub(crate) fn show_part(id: &str, part: u32) -> u32 {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return 1 };
    let gap = gap_of(&element);
    let (width, all) = (f64::from(element.client_width()) + gap, f64::from(element.scroll_width()) + gap);
    if width <= gap {
        return 1;
    }
    // Half a pixel more is no part. At most a few hundred.
    let parts = ((all - 1.0) / width).ceil().clamp(1.0, 1_000.0) as u32;
    let left = format!("translateX({:.0}px)", -width * f64::from(part.min(parts - 1)));
    let _ = element.style().set_property("transform", if part == 0 { "none" } else { &left });
    parts
}

/// Returns how far the columns of an element lie apart.
fn gap_of(element: &HtmlElement) -> f64 {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let gap = style.and_then(|style| style.get_property_value("column-gap").ok()).unwrap_or_default();
    gap.trim_end_matches("px").parse().unwrap_or(0.0)
}
