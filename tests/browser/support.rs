//! What several files of tests share: waiting, and making a browser's own method fail.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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

/// Runs a script that may wait, with some values as its arguments `a`, `b` and `c`, and returns what it returns.
pub(crate) async fn run_with(script: &str, arguments: &[JsValue]) -> JsValue {
    let function = Function::new_with_args("a, b, c", &format!("return (async () => {{ {script} }})()"));
    let started = function.apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>()).unwrap();
    JsFuture::from(started.unchecked_into::<Promise>()).await.unwrap()
}

/// Runs a script that may wait, and returns what it returns.
pub(crate) async fn run(script: &str) -> JsValue {
    run_with(script, &[]).await
}

/// Does something with a store of the database, past the module under test, and returns what it gives.
pub(crate) async fn past(store: &str, request: &str, argument: &JsValue) -> JsValue {
    let script = format!(
        "const done = request => new Promise((resolve, reject) => {{
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        }});
        const database = await done(indexedDB.open('weighbridge'));
        try {{
            const store = database.transaction(a, 'readwrite').objectStore(a);
            return await done({request});
        }} finally {{
            database.close();
        }}"
    );
    run_with(&script, &[store.into(), argument.clone()]).await
}

/// Returns what is stored under an id.
pub(crate) async fn record(store: &str, id: &str) -> Option<JsValue> {
    let found = past(store, "store.get(b)", &id.into()).await;
    (!found.is_undefined()).then_some(found)
}

/// Overwrites one member of a stored record.
pub(crate) async fn overwrite(store: &str, id: &str, member: &str, value: impl Into<JsValue>) {
    let found = record(store, id).await.unwrap();
    Reflect::set(&found, &member.into(), &value.into()).unwrap();
    past(store, "store.put(b)", &found).await;
}

pub(crate) fn number(record: &JsValue, member: &str) -> Option<f64> {
    Reflect::get(record, &member.into()).unwrap().as_f64()
}
