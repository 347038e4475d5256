//! Cases in this browser: a journal in IndexedDB with a read-back after every save.
//!
//! Which record counts and which save is refused is decided by `weighbridge::journal`. Texts are kept as they are given:
//! nothing here parses them.

use super::database::{ALL, ASIDE, Held, MARKS, SLOTS, SNAPSHOTS, clear, commit, reading, with_database, writing};
use super::row::{self, Row};
use super::{clock, js, panic};
use rexie::{Rexie, Transaction};
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use weighbridge::file::digest;
use weighbridge::journal::{self, Plan, Record};
use weighbridge::order::sort_by;

pub(crate) use super::database::StorageError;

/// Which file holds a case too, and how far it has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileMark {
    /// The file's name.
    pub name: String,
    /// How many entries of the case's log it has.
    pub entries: u64,
    /// When it was written, in milliseconds since 1970 began.
    pub saved_at: f64,
}

/// What the list of cases shows of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CaseSummary {
    /// The key to read it by.
    pub key: String,
    /// Its newest whole revision; 0 when it has none.
    pub revision: u64,
    /// When that was saved, in milliseconds since 1970 began.
    pub saved_at: f64,
    /// Its title as given with the save.
    pub title: String,
    /// One line on what it holds, as given with the save.
    pub holds: String,
    /// How many entries its log has, as given with the save.
    pub entries: u64,
    /// The length of its text in bytes.
    pub bytes: usize,
    /// The file that holds it too.
    pub file: Option<FileMark>,
    /// When it was deleted, or `None`.
    pub deleted_at: Option<f64>,
    /// How many texts are offered as recovered.
    pub recovered: usize,
    /// The SHA-256 digest of its text.
    pub digest: String,
}

/// A case as it was last saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    /// The file's text.
    pub text: String,
    /// The revision to give as parent of the next save.
    pub revision: u64,
    /// The file that holds it too.
    pub file: Option<FileMark>,
    /// Texts that were left over; most likely damaged, so they may not load.
    pub recovered: Vec<Recovered>,
}

/// A text that was found beside the one that counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recovered {
    /// The revision it claims to be.
    pub revision: u64,
    /// When it claims to have been saved, in milliseconds since 1970 began.
    pub saved_at: f64,
    /// What is left of it.
    pub text: String,
}

/// What the list of cases is to say of a save.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// The case's title.
    pub title: String,
    /// One line on what it holds.
    pub holds: String,
    /// How many entries its log has.
    pub entries: u64,
}

/// What a save gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Saved {
    /// The revision to give as parent of the next save.
    pub revision: u64,
    /// When it was saved, in milliseconds since 1970 began.
    pub saved_at: f64,
}

/// Returns every case, deleted ones too, newest first.
pub(crate) async fn list() -> Result<Vec<CaseSummary>, StorageError> {
    with_database(async |database| {
        let transaction = reading(database, &ALL)?;
        let mut keys = BTreeSet::new();
        for name in [SLOTS, SNAPSHOTS, ASIDE] {
            let ids = transaction.store(name)?.get_all_keys(None, None).await?;
            keys.extend(ids.iter().map(|id| row::parse_id(id).0));
        }
        let mut cases = Vec::with_capacity(keys.len());
        for key in keys {
            let held = Held::load(&transaction, &key).await?;
            let deleted_at = deleted_at(&transaction, &key).await?;
            cases.extend(summary(&key, &held, deleted_at));
        }
        sort_by(&mut cases, &mut |one, other| other.saved_at.total_cmp(&one.saved_at));
        Ok(cases)
    })
    .await
}

/// Returns a case's line in the list, from the row that counts or else from any that is left.
fn summary(key: &str, held: &Held, deleted_at: Option<f64>) -> Option<CaseSummary> {
    let (winner, offered) = held.choose(key);
    let row = winner.or_else(|| offered.first().copied())?;
    Some(CaseSummary {
        key: key.to_owned(),
        revision: winner.map_or(0, |row| row.record.revision),
        saved_at: row.saved_at,
        title: row.title.clone(),
        holds: row.holds.clone(),
        entries: row.entries,
        bytes: row.record.text.len(),
        file: row.file.clone(),
        deleted_at,
        recovered: offered.len(),
        digest: winner.map(|row| row.record.digest.clone()).unwrap_or_default(),
    })
}

/// Returns a case as it was last saved.
///
/// # Errors
/// [`StorageError::Missing`] for an unknown key, [`StorageError::Damaged`] when not one record is whole.
pub(crate) async fn read(key: &str) -> Result<Stored, StorageError> {
    with_database(async |database| {
        let held = Held::load(&reading(database, &ALL)?, key).await?;
        if held.is_empty() {
            return Err(StorageError::Missing);
        }
        let (winner, offered) = held.choose(key);
        let recovered: Vec<Recovered> = offered.into_iter().map(recovered).collect();
        match winner {
            Some(row) => Ok(Stored {
                text: row.record.text.clone(),
                revision: row.record.revision,
                file: row.file.clone(),
                recovered,
            }),
            None => Err(StorageError::Damaged(recovered)),
        }
    })
    .await
}

fn recovered(row: &Row) -> Recovered {
    Recovered { revision: row.record.revision, saved_at: row.saved_at, text: row.record.text.clone() }
}

/// Saves a case that was made from `parent_revision` (0 for a new one), then reads it back. A deleted case that is saved
/// is in use, so its deletion is undone.
///
/// # Errors
/// [`StorageError`]; whatever it is, the newest stored state before this save is untouched.
pub(crate) async fn write(
    key: &str,
    parent_revision: u64,
    text: &str,
    label: Label,
    file: Option<FileMark>,
) -> Result<Saved, StorageError> {
    refuse_when_halted()?;
    let row = Row {
        record: Record::following(key, parent_revision, text.to_owned()),
        saved_at: clock::now_ms(),
        title: label.title,
        holds: label.holds,
        entries: label.entries,
        file,
    };
    with_database(async |database| {
        let id = put(database, &row).await?;
        confirm(database, &id, &row.record).await
    })
    .await?;
    panic::mark_saved(row.saved_at);
    Ok(Saved { revision: row.record.revision, saved_at: row.saved_at })
}

/// Puts a row where the journal says, in one transaction, and returns the id it went to.
async fn put(database: &Rexie, row: &Row) -> Result<String, StorageError> {
    let key = &row.record.case;
    let transaction = writing(database, &ALL)?;
    let held = Held::load(&transaction, key).await?;
    let Plan { slot, keeps_aside, snapshot } = plan(&held, row)?;
    if let Some(there) = held.slots[slot].as_ref().filter(|_| keeps_aside) {
        let place = digest(&there.record.text);
        let aside = there.to_js(&row::id(key, &place));
        transaction.store(ASIDE)?.put(&aside, None).await?;
    }
    if let Some(place) = snapshot {
        let copy = row.to_js(&row::id(key, &place.to_string()));
        transaction.store(SNAPSHOTS)?.put(&copy, None).await?;
    }
    transaction.store(MARKS)?.delete(JsValue::from_str(key)).await?;
    let id = row::id(key, &slot.to_string());
    transaction.store(SLOTS)?.put(&row.to_js(&id), None).await?;
    commit(transaction).await?;
    Ok(id)
}

fn plan(held: &Held, row: &Row) -> Result<Plan, StorageError> {
    let key = &row.record.case;
    let slots = [0, 1].map(|slot: usize| held.slots[slot].as_ref().map(|row| &row.record));
    let snapshots: Vec<&Record> = held.snapshots.iter().map(|row| &row.record).collect();
    journal::plan(key, row.record.parent, slots, &snapshots).map_err(|conflict| StorageError::Conflict {
        parent: conflict.parent,
        stored: conflict.stored,
        saved_at: held.choose(key).0.map_or(0.0, |newest| newest.saved_at),
    })
}

/// Reads a record back in a transaction of its own.
async fn confirm(database: &Rexie, id: &str, written: &Record) -> Result<(), StorageError> {
    let transaction = reading(database, &[SLOTS])?;
    let found = transaction.store(SLOTS)?.get(JsValue::from_str(id)).await?;
    match found.map(|value| Row::from_js(&value).record) {
        Some(found) if found.seal == written.seal && found.is_whole(&written.case) => Ok(()),
        _ => Err(StorageError::NotKept),
    }
}

/// Notes on the stored case that a file now holds it as far as the mark says. Its revision stays as it is.
///
/// # Errors
/// [`StorageError::Missing`] when the case is not stored, or stands in a snapshot only: save it first.
pub(crate) async fn mark_file(key: &str, mark: FileMark) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = writing(database, &ALL)?;
        let mut held = Held::load(&transaction, key).await?;
        let revision = held.choose(key).0.map(|row| row.record.revision);
        let is_newest = |row: &Option<Row>| {
            row.as_ref().is_some_and(|row| Some(row.record.revision) == revision && row.record.is_whole(key))
        };
        let slot = held.slots.iter().position(is_newest).ok_or(StorageError::Missing)?;
        let Some(row) = held.slots[slot].as_mut() else {
            return Err(StorageError::Missing);
        };
        row.file = Some(mark);
        let value = row.to_js(&row::id(key, &slot.to_string()));
        transaction.store(SLOTS)?.put(&value, None).await?;
        commit(transaction).await
    })
    .await
}

/// Marks a case as deleted. Nothing is removed until [`purge`].
pub(crate) async fn delete(key: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = writing(database, &[MARKS])?;
        let mark = js::object(&[("id", JsValue::from_str(key)), ("time", JsValue::from_f64(clock::now_ms()))]);
        transaction.store(MARKS)?.put(&mark, None).await?;
        commit(transaction).await
    })
    .await
}

/// Takes a case out of the deleted ones.
pub(crate) async fn restore(key: &str) -> Result<(), StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = writing(database, &[MARKS])?;
        transaction.store(MARKS)?.delete(JsValue::from_str(key)).await?;
        commit(transaction).await
    })
    .await
}

/// Removes for good what was deleted before a time in milliseconds since 1970 began, and returns how many cases went.
pub(crate) async fn purge(older_than_ms: f64) -> Result<usize, StorageError> {
    refuse_when_halted()?;
    with_database(async |database| {
        let transaction = writing(database, &ALL)?;
        let mut n_purged = 0;
        for mark in transaction.store(MARKS)?.get_all(None, None).await? {
            let key = js::text(&mark, "id");
            if js::get(&mark, "time").as_f64().is_some_and(|time| time < older_than_ms) {
                for name in [SLOTS, SNAPSHOTS, ASIDE] {
                    clear(&transaction.store(name)?, &key).await?;
                }
                transaction.store(MARKS)?.delete(JsValue::from_str(&key)).await?;
                n_purged += 1;
            }
        }
        commit(transaction).await?;
        Ok(n_purged)
    })
    .await
}

async fn deleted_at(transaction: &Transaction, key: &str) -> Result<Option<f64>, StorageError> {
    let mark = transaction.store(MARKS)?.get(JsValue::from_str(key)).await?;
    Ok(mark.and_then(|mark| js::get(&mark, "time").as_f64()))
}

fn refuse_when_halted() -> Result<(), StorageError> {
    if panic::halted() { Err(StorageError::Halted) } else { Ok(()) }
}

/// Returns how many bytes this site uses and how many it may, or `None` when the browser does not say.
pub(crate) async fn usage() -> Option<(f64, f64)> {
    let storage = js::get(&js::global("navigator"), "storage");
    let estimate = js::wait(js::call(&storage, "estimate", &[])).await.ok()?;
    Some((js::get(&estimate, "usage").as_f64()?, js::get(&estimate, "quota").as_f64()?))
}

/// Asks the browser not to clear this site's storage by itself, and returns whether it agreed.
pub(crate) async fn persist() -> bool {
    let storage = js::get(&js::global("navigator"), "storage");
    let answer = js::wait(js::call(&storage, "persist", &[])).await;
    answer.is_ok_and(|answer| answer.as_bool() == Some(true))
}
