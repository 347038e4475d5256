//! The page around the app: address, title, focus, keys, leaving, and what the browser says of itself.

use super::js;
use js_sys::{Math, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, EventTarget, HtmlElement, Window};

/// An event listener, removed when dropped.
pub(crate) struct Listener {
    stop: Option<Box<dyn FnOnce()>>,
}

impl Listener {
    pub(super) fn new<E: FromWasmAbi + 'static>(
        target: Option<EventTarget>,
        event: &'static str,
        work: impl Fn(E) + 'static,
    ) -> Listener {
        Listener::of(target, event, false, work)
    }

    /// Listens before whatever stands within the target hears of the event.
    fn first<E: FromWasmAbi + 'static>(
        target: Option<EventTarget>,
        event: &'static str,
        work: impl Fn(E) + 'static,
    ) -> Listener {
        Listener::of(target, event, true, work)
    }

    fn of<E: FromWasmAbi + 'static>(
        target: Option<EventTarget>,
        event: &'static str,
        is_first: bool,
        work: impl Fn(E) + 'static,
    ) -> Listener {
        let closure = Closure::<dyn FnMut(E)>::new(work);
        let stop = target.map(|target| -> Box<dyn FnOnce()> {
            let heard = || closure.as_ref().unchecked_ref();
            let _ = target.add_event_listener_with_callback_and_bool(event, heard(), is_first);
            Box::new(move || {
                let heard = closure.as_ref().unchecked_ref();
                let _ = target.remove_event_listener_with_callback_and_bool(event, heard, is_first);
            })
        });
        Listener { stop }
    }

    /// Listens before anything within the target hears of it.
    pub(super) fn capturing<E: FromWasmAbi + 'static>(
        target: Option<EventTarget>,
        event: &'static str,
        work: impl Fn(E) + 'static,
    ) -> Listener {
        let closure = Closure::<dyn FnMut(E)>::new(work);
        let stop = target.map(|target| -> Box<dyn FnOnce()> {
            let heard = closure.as_ref().unchecked_ref();
            let _ = target.add_event_listener_with_callback_and_bool(event, heard, true);
            Box::new(move || {
                let heard = closure.as_ref().unchecked_ref();
                let _ = target.remove_event_listener_with_callback_and_bool(event, heard, true);
            })
        });
        Listener { stop }
    }

    /// Keeps listening for as long as the page is open.
    pub(crate) fn keep(mut self) {
        std::mem::forget(self.stop.take());
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop();
        }
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Returns the address after its `#`, or an empty text.
pub(crate) fn hash() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Goes to an address after `#`, as a step that "back" undoes.
pub(crate) fn set_hash(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Puts another address after `#` in the place of the present one: "back" leads to what came before both.
pub(crate) fn replace_hash(hash: &str) {
    let history = window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// Calls back with the address after `#` each time it changes.
pub(crate) fn on_hash_change(work: impl Fn(String) + 'static) -> Listener {
    Listener::new(window().map(Into::into), "hashchange", move |_: web_sys::Event| {
        work(hash());
    })
}

/// Sets the title of the window.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Returns a new key, 36 characters long, that no other case has.
pub(crate) fn random_key() -> String {
    let crypto = js::global("crypto");
    // Missing on plain http.
    if let Some(key) = js::call(&crypto, "randomUUID", &[]).ok().and_then(|key| key.as_string()) {
        return key;
    }
    let array = Uint8Array::new_with_length(16);
    let mut bytes = if js::call(&crypto, "getRandomValues", &[array.clone().into()]).is_ok() {
        array.to_vec()
    } else {
        (0..16).map(|_| random_byte()).collect()
    };
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("{a}-{b}-{c}-{d}-{e}")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn random_byte() -> u8 {
    (Math::random() * 256.0) as u8
}

thread_local! {
    /// The element to which the page itself moved the focus last.
    static PUT_BY_PAGE: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Moves the focus to an element, and returns whether it is there.
pub(crate) fn focus(id: &str) -> bool {
    let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return false };
    PUT_BY_PAGE.set(Some(element.clone().into()));
    // Browsers put what takes the focus in the middle of the window, and the names above a table would go out of sight.
    let is_in_region = element.closest(".table-scroll--tall").is_ok_and(|region| region.is_some());
    if is_in_region {
        let _ = js::call(&element, "focus", &[js::object(&[("preventScroll", true.into())])]);
        let nearest = js::object(&[("block", "nearest".into()), ("inline", "nearest".into())]);
        return js::call(&element, "scrollIntoView", &[nearest]).is_ok();
    }
    element.focus().is_ok()
}

/// Runs a function once, after a time in milliseconds.
pub(crate) fn after(ms: i32, work: impl FnOnce() + 'static) {
    js::later(ms, work);
}

/// Waits for a time in milliseconds.
pub(crate) async fn wait(ms: i32) {
    js::sleep(ms).await;
}

/// Calls back when the page is about to go out of sight or to be closed: the last moment in which anything can be done.
/// The browser may end the page right after.
pub(crate) fn on_going(work: impl Fn() + Clone + 'static) -> [Listener; 2] {
    let again = work.clone();
    [
        Listener::new(window().map(Into::into), "pagehide", move |_: web_sys::Event| work()),
        Listener::new(document().map(Into::into), "visibilitychange", move |_: web_sys::Event| {
            if js::global("document").is_object() && js::text(&js::global("document"), "visibilityState") == "hidden" {
                again();
            }
        }),
    ]
}

/// Asks before the page is left for as long as `must_ask` says so. It is called when the page is about to be left.
pub(crate) fn on_leaving(must_ask: impl Fn() -> bool + 'static) -> Listener {
    Listener::new(window().map(Into::into), "beforeunload", move |event: web_sys::Event| {
        if must_ask() {
            event.prevent_default();
            // Older engines ask only when this is set.
            let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &JsValue::TRUE);
        }
    })
}

/// The element that has the focus.
#[derive(Clone, PartialEq)]
pub(crate) struct Focused(Option<Element>);

impl Focused {
    /// Returns whether somebody moved the focus from there to another element. What is taken off the page leaves it nowhere,
    /// and the page itself puts it on the heading of what opens.
    pub(crate) fn was_moved_from(&self, before: &Focused) -> bool {
        let is_nowhere = self.0.as_ref().is_none_or(|element| element.tag_name() == "BODY");
        let is_put = PUT_BY_PAGE.with_borrow(|put| put.is_some() && *put == self.0);
        self != before && !is_nowhere && !is_put
    }
}

/// Returns where the focus is.
pub(crate) fn focused() -> Focused {
    Focused(document().and_then(|document| document.active_element()))
}

/// Returns whether part of the page is still being mounted.
pub(crate) fn is_busy() -> bool {
    document().and_then(|document| document.query_selector("main [aria-busy=true]").ok().flatten()).is_some()
}

/// Waits until what has changed is painted; at most a fifth of a second, as a page out of sight is not painted.
pub(crate) async fn painted() {
    let (promise, settle) = js::promise();
    let at_last = settle.clone();
    // A task that is begun in a frame comes after its paint.
    let in_frame = Closure::once_into_js(move || {
        js::later(0, move || {
            let _ = settle.call0(&JsValue::NULL);
        });
    });
    let _ = js::call(&js_sys::global(), "requestAnimationFrame", &[in_frame]);
    js::later(200, move || {
        let _ = at_last.call0(&JsValue::NULL);
    });
    let _ = js::wait(Ok(promise.into())).await;
}

/// Returns the id of the element that an event came from, or of the nearest around it that has one.
pub(crate) fn id_around(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[id]").ok().flatten().map(|element| element.id())
}

/// Returns where the pointer is within an element, from its left and from its top, in pixels, and the element's size.
pub(crate) fn pointer_in(event: &web_sys::PointerEvent, id: &str) -> Option<((f64, f64), (f64, f64))> {
    let frame = by_id(id)?.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top());
    Some(((x, y), (frame.width(), frame.height())))
}

/// Sends what the pointer does to the element that an event came from until it is released, wherever it goes.
pub(crate) fn hold_pointer(event: &web_sys::PointerEvent) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The width under which style/matrix.css lays the matrix out as a list.
const MATRIX: &str = "screen and (max-width: 63.99rem)";

/// The width under which style/scores.css shows one option at a time.
pub(crate) const TABLET: &str = "screen and (max-width: 47.99rem)";

/// Returns whether the page is too narrow for a wide table. On paper it never is.
pub(crate) fn is_narrow() -> bool {
    is_under(MATRIX)
}

/// Calls back when that changes.
pub(crate) fn on_narrow_change(work: impl Fn(bool) + 'static) -> Listener {
    on_width_change(MATRIX, work)
}

/// Returns whether a media query holds.
pub(crate) fn is_under(query: &'static str) -> bool {
    media(query).is_some_and(|query| query.matches())
}

/// Calls back when that changes.
pub(crate) fn on_width_change(query: &'static str, work: impl Fn(bool) + 'static) -> Listener {
    Listener::new(media(query).map(Into::into), "change", move |_: web_sys::Event| work(is_under(query)))
}

fn media(query: &str) -> Option<web_sys::MediaQueryList> {
    window()?.match_media(query).ok().flatten()
}

/// Begins a page at its top, with the focus where its content begins, as a browser does after following a link.
pub(crate) fn begin_page() {
    focus("main");
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Returns whether the page was opened as a file, where storage cannot be relied on.
pub(crate) fn is_file_protocol() -> bool {
    window().and_then(|window| window.location().protocol().ok()).as_deref() == Some("file:")
}

/// A key that was pressed.
pub(crate) struct KeyPress {
    event: web_sys::KeyboardEvent,
    /// The key, such as "z", "Escape" or "?".
    pub key: String,
    /// Whether Control, or Command on a Mac, was held.
    pub control: bool,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether the key goes into a field that takes text, or acts on a list of choices.
    pub is_typing: bool,
}

impl KeyPress {
    /// Returns whether the focus is on something that a press of Enter or Space acts on.
    pub(crate) fn is_on_control(&self) -> bool {
        let target = self.event.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|element| element.closest("a, button, summary, label").is_ok_and(|found| found.is_some()))
    }

    /// Keeps the browser from acting on the key too.
    pub(crate) fn prevent_default(&self) {
        self.event.prevent_default();
    }
}

/// Calls back before anything else does on every press of a key, a button or a finger.
pub(crate) fn on_press(work: impl Fn() + Clone + 'static) -> [Listener; 2] {
    ["keydown", "pointerdown"].map(|event| {
        let work = work.clone();
        Listener::first(window().map(Into::into), event, move |_: web_sys::Event| work())
    })
}

/// Calls back on every key press that nothing else has dealt with. Keys of an input method in progress are left out.
pub(crate) fn on_key(work: impl Fn(KeyPress) + 'static) -> Listener {
    Listener::new(window().map(Into::into), "keydown", move |event: web_sys::KeyboardEvent| {
        // Autofill sends events of this name without a key.
        if event.default_prevented() || event.is_composing() || js::get(&event, "key").is_undefined() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        work(KeyPress {
            key: event.key(),
            control: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            is_typing: target.is_some_and(|element| takes_keys(&element)),
            event,
        });
    })
}

fn takes_keys(element: &Element) -> bool {
    let is_editable = js::get(element, "isContentEditable").as_bool() == Some(true);
    let without_text = ["button", "checkbox", "radio", "range", "submit", "reset", "file", "color"];
    match element.tag_name().to_ascii_lowercase().as_str() {
        "input" => !without_text.contains(&js::text(element, "type").as_str()),
        "textarea" | "select" => true,
        _ => is_editable,
    }
}

/// Returns whether the details that an event came from are open.
pub(crate) fn is_open(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.has_attribute("open"))
}
