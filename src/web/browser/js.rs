//! Calls into JavaScript by name, for what `web_sys` lacks or marks as unstable. Every throw is caught and handed back.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Returns a member of a value, or `undefined` when there is none or it may not be read.
pub(super) fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Returns whether a value has a member that can be called.
pub(super) fn has_function(target: &JsValue, name: &str) -> bool {
    get(target, name).is_function()
}

/// Calls a member of a value. Returns what it threw when it is missing or throws.
pub(super) fn call(target: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(target, &JsValue::from_str(name))?.dyn_into()?;
    Reflect::apply(&function, target, &arguments.iter().collect::<Array>())
}

/// Makes something of a class that the page has under this name. Returns what it threw when there is none or it throws.
pub(super) fn construct(class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = global(class).dyn_into()?;
    Reflect::construct(&class, &arguments.iter().collect::<Array>())
}

/// Waits for what a call returned, whether it is a promise or not.
pub(super) async fn wait(called: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&called?)).await
}

/// Returns an object with these members.
pub(super) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot be refused.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Returns a copy of an object with one member set, or left out where the value is `undefined`.
pub(super) fn copy_with(object: &JsValue, name: &str, value: &JsValue) -> JsValue {
    let copy = Object::new();
    if let Some(object) = object.dyn_ref::<Object>() {
        Object::assign(&copy, object);
    }
    // A plain object refuses neither.
    let _ = match value.is_undefined() {
        true => Reflect::delete_property(&copy, &JsValue::from_str(name)).map(|_| true),
        false => Reflect::set(&copy, &JsValue::from_str(name), value),
    };
    copy.into()
}

/// Returns a value as JSON, or an empty text where it has none.
pub(super) fn json(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// Sets a member of a value, if that is allowed.
pub(super) fn set(target: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(target, &JsValue::from_str(name), value);
}

/// Sets a member of the global object, if that is allowed.
pub(super) fn set_global(name: &str, value: &JsValue) {
    set(&js_sys::global(), name, value);
}

/// Returns a member of the global object, or `undefined`.
pub(super) fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// Returns a text member, or an empty text.
pub(super) fn text(target: &JsValue, name: &str) -> String {
    get(target, name).as_string().unwrap_or_default()
}

/// Returns the name of what was thrown, such as "AbortError".
pub(super) fn error_name(thrown: &JsValue) -> String {
    text(thrown, "name")
}

/// Returns an error's name as it may stand on the page: letters only, and not many.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).take(40).collect()
}

/// Returns name and message of what was thrown, for people to pass on.
pub(super) fn describe(thrown: &JsValue) -> String {
    let (name, message) = (text(thrown, "name"), text(thrown, "message"));
    match (name.is_empty(), message.is_empty()) {
        (false, false) => format!("{name}: {message}"),
        (false, true) => name,
        (true, false) => message,
        (true, true) => thrown.as_string().unwrap_or_else(|| "unknown reason".to_owned()),
    }
}

/// Returns a promise and the function that settles it.
pub(super) fn promise() -> (Promise, Function) {
    // Not `Function::default()`: that calls the `Function` constructor, which the content security policy forbids.
    let mut settle = JsValue::UNDEFINED;
    let promise = Promise::new(&mut |resolve, _| settle = resolve.into());
    (promise, settle.unchecked_into())
}

/// Waits for a time in milliseconds.
pub(super) async fn sleep(ms: i32) {
    let (promise, settle) = promise();
    let set = call(&js_sys::global(), "setTimeout", &[settle.into(), JsValue::from(ms)]);
    if set.is_ok() {
        let _ = JsFuture::from(promise).await;
    }
}

/// Lets the browser do what waits, draw and hear what was pressed, and goes on after that. Not by a timer: out of sight a
/// page's timers run once a second, and long work would take minutes there.
pub(super) async fn breathe() {
    let Ok(constructor) = global("MessageChannel").dyn_into::<Function>() else { return sleep(0).await };
    let Ok(channel) = Reflect::construct(&constructor, &js_sys::Array::new()) else { return sleep(0).await };
    let (promise, settle) = promise();
    let port = get(&channel, "port1");
    let _ = Reflect::set(&port, &"onmessage".into(), &settle);
    if call(&get(&channel, "port2"), "postMessage", &[JsValue::NULL]).is_ok() {
        let _ = JsFuture::from(promise).await;
    }
    let _ = call(&port, "close", &[]);
}

/// Waits for some work for at most a time in milliseconds, and drops it then.
pub(super) async fn within<T>(ms: i32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut limit = pin!(sleep(ms));
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Runs a function once, after a time in milliseconds.
pub(super) fn later(ms: i32, work: impl FnOnce() + 'static) {
    let _ = call(&js_sys::global(), "setTimeout", &[Closure::once_into_js(work), JsValue::from(ms)]);
}
