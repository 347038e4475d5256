//! IndexedDB as futures: a database, a transaction, and the requests within it.
//!
//! Only what the store of cases needs. Every handler that a request or a transaction has is the function that settles a
//! promise, so a future that is dropped half-way leaves nothing behind that a late event could call; a transaction that
//! is dropped before its commit is aborted, and a database that is dropped is closed.

use super::js;
use super::storage_error::StorageError;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// An open database. Closed when dropped, and as soon as another tab wants to upgrade or delete it.
pub(super) struct Database(JsValue);

/// Whether a transaction may write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

/// What reaches into a store: one id, or all between two.
pub(super) enum Ids<'a> {
    One(&'a str),
    /// From the first up to and without the second.
    Between(&'a str, &'a str),
    All,
}

/// A transaction that is under way.
pub(super) struct Transaction {
    transaction: JsValue,
    ended: js_sys::Promise,
    is_ended: Cell<bool>,
}

/// An opening that may still be answered when nobody waits any more.
struct Opening(JsValue);

thread_local! {
    /// Closes the database of an event: another tab asks for it, or it was opened too late.
    static CLOSE: Closure<dyn FnMut(JsValue)> = Closure::new(|event: JsValue| {
        let target = js::get(&event, "target");
        let opened = js::get(&target, "result");
        let _ = js::call(if opened.is_object() { &opened } else { &target }, "close", &[]);
    });
    /// Stops an upgrade that nobody waits for any more, so that it leaves no database without stores.
    static STOP_UPGRADE: Closure<dyn FnMut(JsValue)> = Closure::new(|event: JsValue| {
        let transaction = js::get(&js::get(&event, "target"), "transaction");
        let _ = js::call(&transaction, "abort", &[]);
    });
}

impl Drop for Opening {
    fn drop(&mut self) {
        CLOSE.with(|close| js::set(&self.0, "onsuccess", close.as_ref()));
        STOP_UPGRADE.with(|stop| js::set(&self.0, "onupgradeneeded", stop.as_ref()));
    }
}

impl Database {
    /// Opens a database, with every store that it lacks made. `is_blocked` is set while another tab keeps it from being
    /// upgraded.
    pub(super) async fn open(
        name: &str,
        version: u32,
        stores: &[&str],
        is_blocked: &Cell<bool>,
    ) -> Result<Database, StorageError> {
        let factory = js::global("indexedDB");
        if factory.is_falsy() {
            return Err(StorageError::Unavailable);
        }
        let arguments = [JsValue::from_str(name), JsValue::from(version)];
        let request = js::call(&factory, "open", &arguments).map_err(|thrown| StorageError::of_opening(&thrown))?;
        let opening = Opening(request);
        loop {
            let (kind, _) = next_event(&opening.0, &["success", "error", "blocked", "upgradeneeded"]).await;
            match kind.as_str() {
                "success" => break,
                "blocked" => is_blocked.set(true),
                "upgradeneeded" => upgrade(&js::get(&opening.0, "result"), stores)?,
                _ => return Err(StorageError::of_opening(&js::get(&opening.0, "error"))),
            }
        }
        let database = js::get(&opening.0, "result");
        std::mem::forget(opening);
        CLOSE.with(|close| js::set(&database, "onversionchange", close.as_ref()));
        Ok(Database(database))
    }

    /// Deletes a database. `is_blocked` is set while another tab keeps it open.
    pub(super) async fn delete(name: &str, is_blocked: &Cell<bool>) -> Result<(), StorageError> {
        let factory = js::global("indexedDB");
        if factory.is_falsy() {
            return Ok(());
        }
        let request = js::call(&factory, "deleteDatabase", &[JsValue::from_str(name)])?;
        loop {
            let (kind, _) = next_event(&request, &["success", "error", "blocked"]).await;
            match kind.as_str() {
                "success" => return Ok(()),
                "blocked" => is_blocked.set(true),
                _ => return Err(js::get(&request, "error").into()),
            }
        }
    }

    /// Begins a transaction over some stores.
    pub(super) fn begin(&self, stores: &[&str], mode: Mode) -> Result<Transaction, StorageError> {
        let names: js_sys::Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = if mode == Mode::Write { "readwrite" } else { "readonly" };
        let transaction = js::call(&self.0, "transaction", &[names.into(), JsValue::from_str(mode)])?;
        let ended = on_event(&transaction, &["complete", "abort"]);
        Ok(Transaction { transaction, ended, is_ended: Cell::new(false) })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = js::call(&self.0, "close", &[]);
    }
}

/// Makes the stores that are missing. Nothing that is there is touched.
fn upgrade(database: &JsValue, stores: &[&str]) -> Result<(), StorageError> {
    let there = js::get(database, "objectStoreNames");
    for name in stores {
        let name = JsValue::from_str(name);
        if js::call(&there, "contains", std::slice::from_ref(&name))?.is_falsy() {
            let options = js::object(&[("keyPath", JsValue::from_str("id"))]);
            js::call(database, "createObjectStore", &[name, options])?;
        }
    }
    Ok(())
}

impl Transaction {
    /// Returns the value under an id.
    pub(super) async fn get(&self, store: &str, id: &JsValue) -> Result<Option<JsValue>, StorageError> {
        let found = self.ask(store, "get", std::slice::from_ref(id)).await?;
        Ok((!found.is_undefined()).then_some(found))
    }

    /// Returns the values of some ids, in the order of their ids.
    pub(super) async fn get_all(&self, store: &str, ids: &Ids<'_>) -> Result<Vec<JsValue>, StorageError> {
        list(&self.ask(store, "getAll", &[ids.to_js()?]).await?)
    }

    /// Returns which ids there are, without reading what stands there.
    pub(super) async fn keys(&self, store: &str, ids: &Ids<'_>) -> Result<Vec<JsValue>, StorageError> {
        list(&self.ask(store, "getAllKeys", &[ids.to_js()?]).await?)
    }

    /// Puts a value under the id that it carries.
    pub(super) async fn put(&self, store: &str, value: &JsValue) -> Result<(), StorageError> {
        self.ask(store, "put", std::slice::from_ref(value)).await.map(|_| ())
    }

    /// Removes what stands under some ids.
    pub(super) async fn delete(&self, store: &str, ids: &Ids<'_>) -> Result<(), StorageError> {
        self.ask(store, "delete", &[ids.to_js()?]).await.map(|_| ())
    }

    /// Removes what stands under an id of any kind.
    pub(super) async fn delete_key(&self, store: &str, id: &JsValue) -> Result<(), StorageError> {
        self.ask(store, "delete", std::slice::from_ref(id)).await.map(|_| ())
    }

    async fn ask(&self, store: &str, method: &str, arguments: &[JsValue]) -> Result<JsValue, StorageError> {
        let store = js::call(&self.transaction, "objectStore", &[JsValue::from_str(store)])?;
        let request = js::call(&store, method, arguments)?;
        let (kind, _) = next_event(&request, &["success", "error"]).await;
        if kind == "success" { Ok(js::get(&request, "result")) } else { Err(js::get(&request, "error").into()) }
    }

    /// Ends the transaction and waits until the browser has accepted all of it.
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        if js::has_function(&self.transaction, "commit") {
            js::call(&self.transaction, "commit", &[])?;
        }
        let event = JsFuture::from(self.ended.clone()).await?;
        self.is_ended.set(true);
        if js::text(&event, "type") == "complete" {
            return Ok(());
        }
        let error = js::get(&self.transaction, "error");
        Err(if error.is_object() { error.into() } else { StorageError::Closed })
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.is_ended.get() {
            // Refused where all has been done before, which is as well.
            let _ = js::call(&self.transaction, "abort", &[]);
        }
    }
}

impl Ids<'_> {
    fn to_js(&self) -> Result<JsValue, StorageError> {
        let range = js::global("IDBKeyRange");
        match self {
            Ids::All => Ok(JsValue::UNDEFINED),
            Ids::One(id) => Ok(JsValue::from_str(id)),
            Ids::Between(first, end) => {
                let bounds = [JsValue::from_str(first), JsValue::from_str(end), JsValue::FALSE, JsValue::TRUE];
                Ok(js::call(&range, "bound", &bounds)?)
            }
        }
    }
}

fn list(array: &JsValue) -> Result<Vec<JsValue>, StorageError> {
    let array = array.dyn_ref::<js_sys::Array>().ok_or_else(|| StorageError::Unknown(String::new()))?;
    Ok(array.iter().collect())
}

/// Returns a promise of the first of some events of a target. It is kept even where nobody waits for it.
fn on_event(target: &JsValue, kinds: &[&str]) -> js_sys::Promise {
    let (promise, settle) = js::promise();
    for kind in kinds {
        js::set(target, &format!("on{kind}"), &settle);
    }
    promise
}

/// Waits for the next of some events, and returns its kind and the event.
async fn next_event(target: &JsValue, kinds: &[&str]) -> (String, JsValue) {
    // The promise is only ever fulfilled.
    let event = JsFuture::from(on_event(target, kinds)).await.unwrap_or(JsValue::UNDEFINED);
    (js::text(&event, "type"), event)
}
