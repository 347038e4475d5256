//! Deleting: a case for the time being, for good, and all that this page keeps.

use super::database::{ALL, ASIDE, BALLOTS, DAYS, HEADS, MARKS, NAME, SLOTS, SNAPSHOTS, UNDO, WRITERS, bounds};
use super::database::{TEXTS, in_time, refuse_when_halted, with_database};
use super::idb::{Database, Ids, Mode, Transaction};
use super::storage_error::StorageError;
use super::{clock, js, known, preferences, row};
use std::cell::Cell;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};

/// How long is waited for each of the browser's other stores.
const LIMIT_MS: i32 = 2_000;

/// What the names of this page's caches begin with.
const CACHE: &str = "weighbridge";

/// What was removed of all that this page keeps in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forgotten {
    /// How many cases, deleted ones too.
    pub cases: usize,
    /// How many choices, such as the theme.
    pub preferences: usize,
    /// How many copies of the page itself for use without a network.
    pub caches: usize,
    /// How many programs that serve those copies.
    pub workers: usize,
}

/// Marks a case as deleted. Nothing is removed until [`purge`].
pub(crate) async fn delete(key: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&[MARKS], Mode::Write)?;
        let mark = js::object(&[("id", JsValue::from_str(key)), ("time", JsValue::from_f64(clock::now_ms()))]);
        transaction.put(MARKS, &mark).await?;
        transaction.commit().await
    })
    .await
}

/// Takes a case out of the deleted ones.
pub(crate) async fn restore(key: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&[MARKS], Mode::Write)?;
        transaction.delete(MARKS, &Ids::One(key)).await?;
        transaction.commit().await
    })
    .await
}

/// Removes for good what was deleted before a time in milliseconds since 1970 began, and returns how many cases went.
pub(crate) async fn purge(older_than_ms: f64) -> Result<usize, StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Write)?;
        let mut n_purged = 0;
        for mark in transaction.get_all(MARKS, &Ids::All).await? {
            if js::get(&mark, "time").as_f64().is_some_and(|time| time < older_than_ms) {
                remove(&transaction, &js::text(&mark, "id")).await?;
                n_purged += 1;
            }
        }
        transaction.commit().await?;
        Ok(n_purged)
    })
    .await
}

/// Removes everything of one case at once and for good: all its states, what was put aside, its steps of undo and its
/// line in the list. Its open tabs are told [`StorageError::Gone`] at their next save.
pub(crate) async fn forget(key: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Write)?;
        remove(&transaction, key).await?;
        transaction.commit().await
    })
    .await?;
    known::let_go(key);
    Ok(())
}

async fn remove(transaction: &Transaction, key: &str) -> Result<(), StorageError> {
    let (first, end) = bounds(key);
    for store in [SLOTS, SNAPSHOTS, DAYS, ASIDE, UNDO, BALLOTS] {
        transaction.delete(store, &Ids::Between(&first, &end)).await?;
    }
    for store in [HEADS, MARKS, WRITERS] {
        transaction.delete(store, &Ids::One(key)).await?;
    }
    Ok(())
}

/// Removes everything that this page keeps in this browser: cases, choices, and its own copy for use without a network.
/// Returns what went.
///
/// # Errors
/// [`StorageError::InUse`] when another tab does not let go of the storage, and others of storage; nothing else is removed
/// then.
pub(crate) async fn forget_all() -> Result<Forgotten, StorageError> {
    let cases = with_database(async |database| {
        let transaction = database.begin(&TEXTS, Mode::Read)?;
        let mut keys = BTreeSet::new();
        for store in TEXTS {
            let ids = transaction.keys(store, &Ids::All).await?;
            keys.extend(ids.iter().map(|id| row::parse_id(id).unwrap_or_default().0));
        }
        Ok(keys)
    })
    .await?;
    let is_blocked = Cell::new(false);
    in_time(&is_blocked, Database::delete(NAME, &is_blocked)).await?;
    cases.iter().for_each(|key| known::let_go(key));
    Ok(Forgotten {
        cases: cases.len(),
        preferences: preferences::forget(),
        caches: forget_caches().await,
        workers: forget_workers().await,
    })
}

/// Removes the page's own caches; others of the same site may belong to other pages. Returns how many went.
async fn forget_caches() -> usize {
    let caches = js::global("caches");
    let names = list(&caches, "keys").await;
    let mut n_gone = 0;
    for name in names.iter().filter(|name| name.as_string().is_some_and(|name| name.starts_with(CACHE))) {
        let gone = js::within(LIMIT_MS, js::wait(js::call(&caches, "delete", std::slice::from_ref(name)))).await;
        n_gone += usize::from(matches!(gone, Some(Ok(gone)) if gone.is_truthy()));
    }
    n_gone
}

/// Takes the page's own service worker off. Returns how many went.
async fn forget_workers() -> usize {
    let container = js::get(&js::global("navigator"), "serviceWorker");
    let folder = js::call(&js::global("location"), "toString", &[]).ok().and_then(|address| address.as_string());
    let folder = folder.unwrap_or_default();
    let page = folder.split(['?', '#']).next().unwrap_or_default();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut n_gone = 0;
    for registration in list(&container, "getRegistrations").await {
        if js::text(&registration, "scope").trim_end_matches('/') == folder {
            let gone = js::within(LIMIT_MS, js::wait(js::call(&registration, "unregister", &[]))).await;
            n_gone += usize::from(matches!(gone, Some(Ok(gone)) if gone.is_truthy()));
        }
    }
    n_gone
}

/// Returns the list that a call gives, or an empty one where there is none.
async fn list(target: &JsValue, method: &str) -> Vec<JsValue> {
    match js::within(LIMIT_MS, js::wait(js::call(target, method, &[]))).await {
        Some(Ok(found)) => found.dyn_ref::<js_sys::Array>().map(js_sys::Array::to_vec).unwrap_or_default(),
        _ => Vec::new(),
    }
}
