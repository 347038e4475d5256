//! The database of cases: its stores, and the use of it for a limited time.

use super::idb::Database;
use super::storage_error::StorageError;
use super::{js, panic};
use std::cell::Cell;
use std::future::Future;
use wasm_bindgen::JsValue;

pub(super) const NAME: &str = "weighbridge";

/// Version 1 had [`SLOTS`], [`SNAPSHOTS`], [`ASIDE`] and [`MARKS`], and version 2 all but [`BALLOTS`]; what was in them stays
/// as it is.
const VERSION: u32 = 3;

/// How long anything may take that is asked of the storage. With [`ESTIMATE_LIMIT_MS`] and a busy
/// computer it stays below five seconds.
const LIMIT_MS: i32 = 3_600;

/// How long is waited for what the browser says of itself.
const ESTIMATE_LIMIT_MS: i32 = 500;

/// The two alternating records of each case.
pub(super) const SLOTS: &str = "slots";
/// Every 25th revision of each case.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// What could not be trusted and would have been overwritten, as it was.
pub(super) const ASIDE: &str = "aside";
/// Which cases are deleted, and when.
pub(super) const MARKS: &str = "marks";
/// A small row for each case, for the list of cases.
pub(super) const HEADS: &str = "heads";
/// The last state of each day of each case.
pub(super) const DAYS: &str = "days";
/// The steps of undo of each case.
pub(super) const UNDO: &str = "undo";
/// Which tab writes a case, by its token.
pub(super) const WRITERS: &str = "writers";

/// Sealed ballots of each workshop of a case, which no save of the case holds.
pub(super) const BALLOTS: &str = "ballots";

/// Every store, for transactions over the whole of a case.
pub(super) const ALL: [&str; 9] = [SLOTS, SNAPSHOTS, ASIDE, MARKS, HEADS, DAYS, UNDO, WRITERS, BALLOTS];

/// The stores that keep a case's texts.
pub(super) const TEXTS: [&str; 4] = [SLOTS, SNAPSHOTS, DAYS, ASIDE];

/// Opens the database, does some work and closes it again, so that no tab ever keeps another from upgrading or deleting.
///
/// # Errors
/// Those of the work, those of opening, and [`StorageError::Silent`] when there is no answer in time. What was asked for
/// may then still happen.
pub(super) async fn with_database<T>(
    work: impl AsyncFnOnce(&Database) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    let is_blocked = Cell::new(false);
    in_time(&is_blocked, async { work(&open(&is_blocked).await?).await }).await
}

/// Opens the database.
pub(super) async fn open(is_blocked: &Cell<bool>) -> Result<Database, StorageError> {
    Database::open(NAME, VERSION, &ALL, is_blocked).await
}

/// Waits for some work with the database as long as is reasonable.
pub(super) async fn in_time<T>(
    is_blocked: &Cell<bool>,
    work: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    match js::within(LIMIT_MS, work).await {
        // A transaction that was stopped carries no reason in some engines; a nearly full store is the likely one.
        Some(Err(StorageError::Closed)) if is_nearly_full().await => Err(StorageError::Full),
        Some(result) => result,
        None if is_blocked.get() => Err(StorageError::InUse),
        None => Err(StorageError::Silent),
    }
}

async fn is_nearly_full() -> bool {
    usage().await.is_some_and(|(used, quota)| used > 0.95 * quota)
}

/// Returns how many bytes this site uses and how many it may, or `None` when the browser does not say within half a
/// second.
pub(crate) async fn usage() -> Option<(f64, f64)> {
    let estimate = ask_storage("estimate").await?;
    Some((js::get(&estimate, "usage").as_f64()?, js::get(&estimate, "quota").as_f64()?))
}

/// Asks the browser not to clear this site's storage by itself, and returns whether it agreed. Firefox asks the person:
/// without an answer within half a second it has not agreed yet.
pub(crate) async fn persist() -> bool {
    ask_storage("persist").await.is_some_and(|answer| answer.as_bool() == Some(true))
}

async fn ask_storage(method: &str) -> Option<JsValue> {
    let storage = js::get(&js::global("navigator"), "storage");
    js::within(ESTIMATE_LIMIT_MS, js::wait(js::call(&storage, method, &[]))).await?.ok()
}

/// Refuses once the program has failed.
pub(super) fn refuse_when_halted() -> Result<(), StorageError> {
    if panic::halted() { Err(StorageError::Halted) } else { Ok(()) }
}

/// Returns the bounds of all ids of a case: from the first up to and without the second. "0" is the character after "/".
pub(super) fn bounds(case: &str) -> (String, String) {
    (format!("{case}/"), format!("{case}0"))
}
