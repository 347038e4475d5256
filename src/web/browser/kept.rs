//! Everything that was ever kept here and still is: for getting work back when the newest state is not enough.
//!
//! Slots, snapshots, days and what was put aside, of every case, whole or damaged. Nothing is taken for granted of what is
//! stored: a value of any shape is offered with the longest text in it.

use super::database::{ALL, ASIDE, DAYS, SLOTS, SNAPSHOTS, TEXTS, bounds, refuse_when_halted, with_database};
use super::idb::{Ids, Mode, Transaction};
use super::record::{Kept, KeptId, KeptPlace};
use super::row::{self, StoredRow};
use super::storage_error::StorageError;
use super::{clock, heads, held, js};
use wasm_bindgen::{JsCast, JsValue};
use weighbridge::file::digest;
use weighbridge::journal::N_ASIDE;
use weighbridge::order::sort_by;

/// Returns everything that is kept, of every case, deleted ones too, newest first. Every text is read for it, one after
/// the other, so it takes a while where much is kept.
pub(crate) async fn everything() -> Result<Vec<Kept>, StorageError> {
    collect(&TEXTS, None).await
}

/// Returns the states of a case that are kept whole, newest first, each revision once.
pub(crate) async fn history_of(key: &str) -> Result<Vec<Kept>, StorageError> {
    let mut kept = collect(&[SLOTS, DAYS, SNAPSHOTS], Some(key)).await?;
    kept.retain(|kept| kept.is_whole);
    sort_by(&mut kept, &mut |one, other| other.revision.cmp(&one.revision));
    kept.dedup_by_key(|kept| kept.revision);
    Ok(kept)
}

async fn collect(stores: &[&'static str], case: Option<&str>) -> Result<Vec<Kept>, StorageError> {
    let mut kept = Vec::new();
    for store in stores {
        let bounds = case.map(bounds);
        let ids = bounds.as_ref().map_or(Ids::All, |(first, end)| Ids::Between(first, end));
        let ids = with_database(async |database| database.begin(&[store], Mode::Read)?.keys(store, &ids).await).await?;
        let mut n_odd = 0;
        for id in ids {
            let name = name(store, &id, &mut n_odd);
            let value = with_database(async |database| database.begin(&[store], Mode::Read)?.get(store, &id).await);
            kept.extend(value.await?.map(|value| of_value(name, store, &id, &value)));
        }
    }
    sort_by(&mut kept, &mut |one: &Kept, other: &Kept| other.saved_at.total_cmp(&one.saved_at));
    Ok(kept)
}

/// Returns the name of what stands under an id. Ids that no edition of this page gives are counted.
fn name(store: &str, id: &JsValue, n_odd: &mut usize) -> KeptId {
    KeptId(match id.as_string() {
        Some(id) => format!("{store}/{id}"),
        None => {
            *n_odd += 1;
            format!("{store}#{}", *n_odd - 1)
        }
    })
}

impl KeptId {
    /// Returns the store, and the id in it or else its place among the odd ones.
    fn parse(&self) -> Option<(&'static str, Result<&str, usize>)> {
        let at = self.0.find(['/', '#'])?;
        let store = TEXTS.into_iter().find(|store| *store == &self.0[..at])?;
        let rest = &self.0[at + 1..];
        Some((store, if self.0[at..].starts_with('/') { Ok(rest) } else { Err(rest.parse().ok()?) }))
    }

    /// Returns the store and the id in it.
    async fn find(&self, transaction: &Transaction) -> Result<(&'static str, JsValue), StorageError> {
        match self.parse().ok_or(StorageError::Missing)? {
            (store, Ok(id)) => Ok((store, JsValue::from_str(id))),
            (store, Err(place)) => {
                let ids = transaction.keys(store, &Ids::All).await?;
                let id = ids.into_iter().filter(|id| !id.is_string()).nth(place).ok_or(StorageError::Missing)?;
                Ok((store, id))
            }
        }
    }
}

/// Returns a kept text as it stands. Of a damaged value without one it is the longest text in it, or all of it as JSON.
///
/// # Errors
/// [`StorageError::Missing`] when it is kept no longer.
pub(crate) async fn kept_text(id: &KeptId) -> Result<String, StorageError> {
    let (store, value) = with_database(async |database| {
        let transaction = database.begin(&TEXTS, Mode::Read)?;
        let (store, id) = id.find(&transaction).await?;
        Ok((store, transaction.get(store, &id).await?.ok_or(StorageError::Missing)?))
    })
    .await?;
    let text = salvage(&raw(store, &value));
    if store == ASIDE && js::get(&value, "offered").is_falsy() && refuse_when_halted().is_ok() {
        // Unmarked it is kept for longer than need be, which is safe.
        let _ = with_database(async |database| {
            let transaction = database.begin(&[ASIDE], Mode::Write)?;
            transaction.put(ASIDE, &js::copy_with(&value, "offered", &JsValue::TRUE)).await?;
            transaction.commit().await
        })
        .await;
    }
    Ok(text)
}

/// Removes a text that was put aside, a snapshot or a day for good.
///
/// # Errors
/// [`StorageError::Missing`] when it is kept no longer, or is one of the two newest states of a case.
#[allow(dead_code, reason = "the tests of storage use it")]
pub(crate) async fn discard(id: &KeptId) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Write)?;
        let (store, key) = id.find(&transaction).await?;
        if store == SLOTS || transaction.get(store, &key).await?.is_none() {
            return Err(StorageError::Missing);
        }
        transaction.delete_key(store, &key).await?;
        if let (ASIDE, Some((case, _))) = (store, row::parse_id(&key))
            && let Some(mut head) = heads::get(&transaction, &case).await?
        {
            head.recovered = head.recovered.saturating_sub(1);
            heads::put(&transaction, &head).await?;
        }
        transaction.commit().await
    })
    .await
}

/// Puts a value aside as it is, so that its place can be written. Returns how many more are aside: 0 where the same one
/// was before.
pub(super) async fn put_aside(transaction: &Transaction, case: &str, value: &JsValue) -> Result<usize, StorageError> {
    let id = row::id(case, &digest(&js::json(value)));
    if transaction.get(ASIDE, &JsValue::from_str(&id)).await?.is_some() {
        return Ok(0);
    }
    let row = js::object(&[
        ("id", JsValue::from_str(&id)),
        ("raw", value.clone()),
        ("time", JsValue::from_f64(clock::now_ms())),
    ]);
    transaction.put(ASIDE, &row).await?;
    let ids = held::keys(transaction, ASIDE, case).await?;
    if ids.len() > N_ASIDE && remove_oldest_offered(transaction, &ids).await? {
        return Ok(0);
    }
    Ok(1)
}

/// Makes room among what was put aside, where something was fetched since. What nobody has seen stays.
async fn remove_oldest_offered(transaction: &Transaction, ids: &[JsValue]) -> Result<bool, StorageError> {
    let mut oldest: Option<(f64, &JsValue)> = None;
    for id in ids {
        let Some(value) = transaction.get(ASIDE, id).await? else { continue };
        let time = js::get(&value, "time").as_f64().unwrap_or(0.0);
        if js::get(&value, "offered").is_truthy() && oldest.is_none_or(|(best, _)| time < best) {
            oldest = Some((time, id));
        }
    }
    if let Some((_, id)) = oldest {
        transaction.delete_key(ASIDE, id).await?;
    }
    Ok(oldest.is_some())
}

/// Returns what was put aside of a case.
pub(super) async fn aside_of(transaction: &Transaction, case: &str) -> Result<Vec<Kept>, StorageError> {
    let mut kept = Vec::new();
    for id in held::keys(transaction, ASIDE, case).await? {
        let value = transaction.get(ASIDE, &id).await?;
        kept.extend(value.map(|value| of_value(name(ASIDE, &id, &mut 0), ASIDE, &id, &value)));
    }
    Ok(kept)
}

/// Returns what a row of a case is kept as.
pub(super) fn of_row(row: &StoredRow, case: &str) -> Kept {
    let id = js::get(&row.value, "id");
    Kept { key: case.to_owned(), ..of_value(name(row.store, &id, &mut 0), row.store, &id, &row.value) }
}

fn of_value(name: KeptId, store: &'static str, id: &JsValue, value: &JsValue) -> Kept {
    let raw = raw(store, value);
    let key = row::parse_id(id).map_or_else(|| js::text(&raw, "case"), |(case, _)| case);
    let row = StoredRow::from_js(&raw, store, &key);
    let place = match store {
        SNAPSHOTS => KeptPlace::Snapshot,
        DAYS => KeptPlace::Day,
        ASIDE => KeptPlace::Aside,
        _ => KeptPlace::Slot,
    };
    Kept {
        id: name,
        key,
        place,
        title: row.label.title,
        saved_at: row.saved_at,
        day: row.day,
        revision: row.found.head.revision,
        bytes: salvage(&raw).len(),
        is_whole: row.found.is_whole,
    }
}

/// Returns the value that was put aside, or the value itself.
fn raw(store: &str, value: &JsValue) -> JsValue {
    let raw = js::get(value, "raw");
    if store == ASIDE && !raw.is_undefined() { raw } else { value.clone() }
}

/// Returns the text of a stored value. Where it has none: the longest text that stands in any of its members, or all of
/// it as JSON.
fn salvage(value: &JsValue) -> String {
    let text = js::text(value, "text");
    if !text.is_empty() {
        return text;
    }
    let mut longest = String::new();
    search(value, 0, &mut longest);
    // Heads and titles are no case: a text is worth more than its frame only where it is longer.
    let all = js::json(value);
    if longest.len() > 200 || longest.len() * 2 > all.len() { longest } else { all }
}

fn search(value: &JsValue, depth: u32, longest: &mut String) {
    const DEEPEST: u32 = 4;
    if let Some(text) = value.as_string() {
        if text.len() > longest.len() {
            *longest = text;
        }
    } else if let Some(bytes) = bytes(value) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text.len() > longest.len() {
            *longest = text;
        }
    } else if value.is_object() && depth < DEEPEST {
        let members = js_sys::Object::values(value.unchecked_ref());
        members.iter().for_each(|member| search(&member, depth + 1, longest));
    }
}

/// Returns the bytes of a buffer or of a view of one.
fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    let is_buffer = value.is_instance_of::<js_sys::ArrayBuffer>();
    let is_view = js_sys::ArrayBuffer::is_view(value);
    let array = if is_buffer {
        js_sys::Uint8Array::new(value)
    } else if is_view {
        let (offset, length) = (js::get(value, "byteOffset").as_f64()?, js::get(value, "byteLength").as_f64()?);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        js_sys::Uint8Array::new_with_byte_offset_and_length(&js::get(value, "buffer"), offset as u32, length as u32)
    } else {
        return None;
    };
    Some(array.to_vec())
}
