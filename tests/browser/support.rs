//! What several files of tests share: waiting, and making a browser's own method fail.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

pub(crate) fn prototype(class: &str) -> JsValue {
    let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
    Reflect::get(&class, &"prototype".into()).unwrap()
}

/// Replaces a method of a browser's class until the returned function is called.
pub(crate) fn replace(class: &str, method: &'static str, with: &Function) -> impl FnOnce() + use<> {
    let prototype = prototype(class);
    let original = Reflect::get(&prototype, &method.into()).unwrap();
    Reflect::set(&prototype, &method.into(), with).unwrap();
    move || {
        Reflect::set(&prototype, &method.into(), &original).unwrap();
    }
}

pub(crate) async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let set: Function = Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap().dyn_into().unwrap();
        set.call2(&JsValue::UNDEFINED, &resolve, &ms.into()).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

/// Asks again and again for up to two seconds.
pub(crate) async fn wait_for<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    for _ in 0..200 {
        if let Some(answer) = ask() {
            return answer;
        }
        sleep(10).await;
    }
    panic!("expected an answer within two seconds");
}
