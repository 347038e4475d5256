//! Sealed ballots in this browser: one record of a workshop, overwritten, beside the case and never within it. It is in no
//! save, snapshot, day or step of undo of the case, and goes with the case where that is removed.
//!
//! What stands in it is for the session to know: a text goes in and comes out.

use super::database::{BALLOTS, bounds, refuse_when_halted, with_database};
use super::idb::{Ids, Mode};
use super::js;
use super::row::{id, parse_id};
use super::storage_error::StorageError;
use wasm_bindgen::JsValue;

/// The record of one workshop.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SealedRecord {
    /// The name of this machine in this workshop: none other may reveal.
    pub(crate) holder: String,
    /// The box, as a text.
    pub(crate) text: String,
}

/// Returns the record of a workshop of a case; `None` where this browser has none.
pub(crate) async fn read(case: &str, workshop: &str) -> Result<Option<SealedRecord>, StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&[BALLOTS], Mode::Read)?;
        let row = transaction.get(BALLOTS, &JsValue::from_str(&id(case, workshop))).await?;
        Ok(row.map(|row| SealedRecord { holder: js::text(&row, "holder"), text: js::text(&row, "text") }))
    })
    .await
}

/// Puts the record of a workshop in the place of the one before, in one transaction: whoever kills the browser finds the old one
/// or the new one.
pub(crate) async fn write(case: &str, workshop: &str, record: &SealedRecord) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&[BALLOTS], Mode::Write)?;
        let row = js::object(&[
            ("id", JsValue::from_str(&id(case, workshop))),
            ("holder", JsValue::from_str(&record.holder)),
            ("text", JsValue::from_str(&record.text)),
        ]);
        transaction.put(BALLOTS, &row).await?;
        transaction.commit().await
    })
    .await
}

/// Returns the names of the workshops of a case that have a record here.
pub(crate) async fn names(case: &str) -> Result<Vec<String>, StorageError> {
    refuse_when_halted()?;
    let (first, end) = bounds(case);
    with_database(async |database| {
        let transaction = database.begin(&[BALLOTS], Mode::Read)?;
        let ids = transaction.keys(BALLOTS, &Ids::Between(&first, &end)).await?;
        Ok(ids.iter().filter_map(parse_id).map(|(_, name)| name).collect())
    })
    .await
}

/// Removes the record of a workshop for good.
pub(crate) async fn remove(case: &str, workshop: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&[BALLOTS], Mode::Write)?;
        transaction.delete(BALLOTS, &Ids::One(&id(case, workshop))).await?;
        transaction.commit().await
    })
    .await
}
