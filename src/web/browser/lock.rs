//! One writer per case, by Web Lock. Where there are no locks, the journal's check of the parent revision still holds.

use super::js;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How long is waited for an answer before the browser counts as one without locks.
const LIMIT_MS: i32 = 4_500;

/// What asking for a lock gave.
pub(crate) enum Lock {
    /// This tab is the writer.
    Held(WriterLock),
    /// Another tab is.
    Busy,
    /// The browser has no locks, or refuses them here.
    Unsupported,
}

/// The right to write a case, given back when dropped.
pub(crate) struct WriterLock {
    release: Function,
    fate: Rc<Fate>,
}

#[derive(Default)]
struct Fate {
    is_lost: Cell<bool>,
    is_released: Cell<bool>,
    on_lost: RefCell<Option<Box<dyn FnOnce()>>>,
}

impl WriterLock {
    /// Sets what to do once another tab takes over; it is done at once if that has happened.
    pub(crate) fn on_lost(&self, work: impl FnOnce() + 'static) {
        if self.fate.is_lost.get() {
            work();
        } else {
            self.fate.on_lost.replace(Some(Box::new(work)));
        }
    }

    /// Returns whether another tab has taken over.
    #[allow(dead_code, reason = "the tests of locks ask")]
    pub(crate) fn is_lost(&self) -> bool {
        self.fate.is_lost.get()
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        self.fate.is_released.set(true);
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Asks to be the writer of a case, without waiting.
pub(crate) async fn acquire(key: &str) -> Lock {
    request(key, "ifAvailable").await
}

/// Makes this tab the writer of a case. The tab that was is told through its `on_lost`.
pub(crate) async fn take_over(key: &str) -> Lock {
    request(key, "steal").await
}

async fn request(key: &str, option: &str) -> Lock {
    let locks = js::get(&js::global("navigator"), "locks");
    if !js::has_function(&locks, "request") {
        return Lock::Unsupported;
    }
    let (answer, settle_answer) = js::promise();
    let (held, release) = js::promise();
    let settle = settle_answer.clone();
    // The browser keeps the lock until the promise that this returns is settled.
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let is_granted = lock.is_truthy();
        let _ = settle.call1(&JsValue::UNDEFINED, &JsValue::from_bool(is_granted));
        if is_granted { held.into() } else { JsValue::UNDEFINED }
    });
    let name = JsValue::from_str(&format!("weighbridge case {key}"));
    let options = js::object(&[(option, JsValue::TRUE)]);
    let ended = js::call(&locks, "request", &[name, options, granted]);
    let fate = Rc::new(Fate::default());
    spawn_local(watch(ended, settle_answer, Rc::clone(&fate)));
    match js::within(LIMIT_MS, JsFuture::from(answer)).await {
        Some(Ok(answer)) if answer.as_bool() == Some(true) => Lock::Held(WriterLock { release, fate }),
        Some(Ok(answer)) if answer.as_bool() == Some(false) => Lock::Busy,
        _ => {
            // Should it be granted after all, it is let go at once.
            fate.is_released.set(true);
            let _ = release.call0(&JsValue::UNDEFINED);
            Lock::Unsupported
        }
    }
}

/// Waits for the lock's end. It fails when another tab took the lock, or when it was refused from the start.
async fn watch(ended: Result<JsValue, JsValue>, settle_answer: Function, fate: Rc<Fate>) {
    if js::wait(ended).await.is_ok() {
        return;
    }
    // No effect when the answer has been given before.
    let _ = settle_answer.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
    if fate.is_released.get() {
        return;
    }
    fate.is_lost.set(true);
    let work = fate.on_lost.take();
    if let Some(work) = work {
        work();
    }
}
