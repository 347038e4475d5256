//! The list of cases, from one small row for each, so that no text is read for it.
//!
//! A head is written with each save. Where one is missing or damaged it is made anew from the case's records.

use super::database::{ALL, HEADS, MARKS, TEXTS, refuse_when_halted, with_database};
use super::held::Held;
use super::idb::{Ids, Mode, Transaction};
use super::js;
use super::record::{CaseSummary, FileMark};
use super::row::{self, number, whole_number};
use super::storage_error::StorageError;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;
use weighbridge::file::digest;
use weighbridge::order::sort_by;

/// Returns every case, deleted ones too, newest first.
pub(crate) async fn list() -> Result<Vec<CaseSummary>, StorageError> {
    let Listing { keys, mut heads, deleted } = with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Read)?;
        let mut keys = BTreeSet::new();
        for store in TEXTS {
            let ids = transaction.keys(store, &Ids::All).await?;
            keys.extend(ids.iter().filter_map(row::parse_id).map(|(key, _)| key));
        }
        let heads = transaction.get_all(HEADS, &Ids::All).await?.iter().filter_map(from_js).collect();
        let marks = transaction.get_all(MARKS, &Ids::All).await?;
        let deleted = marks.iter().filter_map(|mark| Some((js::text(mark, "id"), js::get(mark, "time").as_f64()?)));
        Ok(Listing { keys, heads, deleted: deleted.collect() })
    })
    .await?;
    let mut cases = Vec::with_capacity(keys.len());
    for key in keys {
        let head = match heads.iter().position(|head| head.key == key) {
            Some(place) => Some(heads.swap_remove(place)),
            None => make(&key).await?,
        };
        let deleted_at = deleted.get(&key).copied();
        cases.extend(head.map(|head| CaseSummary { deleted_at, ..head }));
    }
    sort_by(&mut cases, &mut |one, other| other.saved_at.total_cmp(&one.saved_at));
    Ok(cases)
}

struct Listing {
    keys: BTreeSet<String>,
    heads: Vec<CaseSummary>,
    deleted: BTreeMap<String, f64>,
}

/// Makes the head of a case from its records and keeps it, and returns it. A failure to keep it costs the next listing
/// time, no more.
pub(super) async fn make(key: &str) -> Result<Option<CaseSummary>, StorageError> {
    if refuse_when_halted().is_ok() {
        let kept = with_database(async |database| {
            let transaction = database.begin(&ALL, Mode::Write)?;
            let head = of_held(&transaction, key, &Held::load(&transaction, key).await?).await?;
            if let Some(head) = &head {
                put(&transaction, head).await?;
            }
            transaction.commit().await?;
            Ok(head)
        });
        if let Ok(head) = kept.await {
            return Ok(head);
        }
    }
    with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Read)?;
        of_held(&transaction, key, &Held::load(&transaction, key).await?).await
    })
    .await
}

/// Returns the head that what is stored of a case should have. Its file stays as it was noted for the same revision.
pub(super) async fn of_held(
    transaction: &Transaction,
    key: &str,
    held: &Held,
) -> Result<Option<CaseSummary>, StorageError> {
    let Some(mut head) = held.summary(key) else { return Ok(None) };
    if let Some(there) = get(transaction, key).await?.filter(|there| there.revision == head.revision) {
        head.file = there.file;
    }
    Ok(Some(head))
}

/// Notes on the stored case that a file now holds it as far as the mark says. Its revision stays as it is.
///
/// # Errors
/// [`StorageError::Missing`] when the case is not stored or has no whole record: save it first.
pub(crate) async fn mark_file(key: &str, mark: FileMark) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Write)?;
        let head = match get(&transaction, key).await? {
            Some(head) => Some(head),
            None => of_held(&transaction, key, &Held::load(&transaction, key).await?).await?,
        };
        let head = head.filter(|head| head.revision > 0).ok_or(StorageError::Missing)?;
        put(&transaction, &CaseSummary { file: Some(mark.clone()), ..head }).await?;
        transaction.commit().await
    })
    .await
}

/// Returns the head of a case, or `None` when it is missing or damaged.
pub(super) async fn get(transaction: &Transaction, key: &str) -> Result<Option<CaseSummary>, StorageError> {
    Ok(transaction.get(HEADS, &JsValue::from_str(key)).await?.as_ref().and_then(from_js))
}

/// Puts the head of a case.
pub(super) async fn put(transaction: &Transaction, head: &CaseSummary) -> Result<(), StorageError> {
    transaction.put(HEADS, &to_js(head)).await
}

fn to_js(head: &CaseSummary) -> JsValue {
    let mut members = vec![
        ("id", JsValue::from_str(&head.key)),
        ("revision", number(head.revision)),
        ("time", JsValue::from_f64(head.saved_at)),
        ("title", JsValue::from_str(&head.title)),
        ("holds", JsValue::from_str(&head.holds)),
        ("entries", number(head.entries)),
        ("changes", number(head.n_changes)),
        ("bytes", number(head.bytes as u64)),
        ("recovered", number(head.recovered as u64)),
        ("digest", JsValue::from_str(&head.digest)),
    ];
    if let Some(file) = &head.file {
        members.push(("file", row::file_to_js(file)));
    }
    let check = digest(&js::json(&js::object(&members)));
    members.push(("check", JsValue::from_str(&check)));
    js::object(&members)
}

#[allow(clippy::cast_possible_truncation)]
fn from_js(value: &JsValue) -> Option<CaseSummary> {
    let checked = js::copy_with(value, "check", &JsValue::UNDEFINED);
    if digest(&js::json(&checked)) != js::text(value, "check") {
        return None;
    }
    Some(CaseSummary {
        key: js::text(value, "id"),
        revision: whole_number(value, "revision"),
        saved_at: js::get(value, "time").as_f64()?,
        title: js::text(value, "title"),
        holds: js::text(value, "holds"),
        entries: whole_number(value, "entries"),
        n_changes: whole_number(value, "changes"),
        bytes: whole_number(value, "bytes") as usize,
        file: row::file_from_js(&js::get(value, "file")),
        deleted_at: None,
        recovered: whole_number(value, "recovered") as usize,
        digest: js::text(value, "digest"),
    })
}

/// Returns whether a head says what is stored.
pub(super) fn is_true(head: Option<&CaseSummary>, held: &Held) -> bool {
    head.is_some_and(|head| {
        let revision = held.choose().0.map_or(0, |row| row.found.head.revision);
        head.revision == revision && head.recovered == held.n_recovered()
    })
}
