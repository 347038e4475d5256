//! Workers: the same program, started a second time off the page's thread with one job.
//!
//! A worker is handed the compiled program and the job, both at once, by a script that the build writes. It says what it
//! has to say in texts. Where workers are refused the caller hears of it and does the job itself.

use super::js;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// The worker's script of the hosted edition. The single file names its own in `weighbridgeWorker`.
const SCRIPT: &str = "./worker.js";

/// A worker at its job. It stops when this is dropped.
pub(crate) struct Worker {
    worker: JsValue,
    _hears: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Worker {
    /// Starts a worker with a job, which it finds as [`job`]. `hear` gets every text that it sends, `fail` why it could
    /// not start or go on, in the browser's words.
    ///
    /// # Errors
    /// Says why the browser refused to start it.
    pub(crate) fn start(
        job: &str,
        hear: impl Fn(String) + 'static,
        fail: impl Fn(String) + 'static,
    ) -> Result<Worker, String> {
        let described = |thrown: JsValue| js::describe(&thrown);
        let own = js::global("weighbridgeWorker").as_string();
        // Chromium refuses module workers that come from a page on a disk; a classic one it starts.
        let kind = if own.is_some() { "classic" } else { "module" };
        let arguments = Array::of2(
            &JsValue::from_str(own.as_deref().unwrap_or(SCRIPT)),
            &js::object(&[("type", JsValue::from_str(kind))]),
        );
        let constructor: js_sys::Function =
            js::global("Worker").dyn_into().map_err(|_| "no workers in this browser".to_owned())?;
        let worker = Reflect::construct(&constructor, &arguments).map_err(described)?;
        let hears = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| hear(js::text(&event, "data")));
        let fails = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            // Said by the page; the browser need not say it again.
            let _ = js::call(&event, "preventDefault", &[]);
            fail(js::text(&event, "message"));
        });
        let _ = Reflect::set(&worker, &"onmessage".into(), hears.as_ref());
        let _ = Reflect::set(&worker, &"onerror".into(), fails.as_ref());
        let _ = Reflect::set(&worker, &"onmessageerror".into(), fails.as_ref());
        let worker = Worker { worker, _hears: [hears, fails] };
        let message = Array::of2(&wasm_bindgen::module(), &JsValue::from_str(job));
        js::call(&worker.worker, "postMessage", &[message.into()]).map_err(described)?;
        Ok(worker)
    }

    /// Stops the worker at once, in the middle of what it does.
    pub(crate) fn stop(&self) {
        for name in ["onmessage", "onerror", "onmessageerror"] {
            let _ = Reflect::set(&self.worker, &name.into(), &JsValue::NULL);
        }
        let _ = js::call(&self.worker, "terminate", &[]);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Returns the job of this worker; `None` on a page.
pub(crate) fn job() -> Option<String> {
    js::global("weighbridgeJob").as_string()
}

/// Says something to the page that started this worker.
pub(crate) fn say(text: &str) {
    let _ = js::call(&js_sys::global(), "postMessage", &[JsValue::from_str(text)]);
}

/// Does work that waits, on a page or in a worker.
pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Lets the page breathe: it draws, and hears what was pressed, before the work goes on.
pub(crate) async fn breathe() {
    js::breathe().await;
}
