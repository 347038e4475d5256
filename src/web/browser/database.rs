//! The database itself: opening it, what is read of a case in one transaction, and what can go wrong.

use super::row::{self, Row};
use super::{js, store};
use rexie::{KeyRange, ObjectStore, Rexie, Store, Transaction, TransactionMode};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::JsValue;
use weighbridge::journal::{self, Choice, Record};

const NAME: &str = "weighbridge";
const VERSION: u32 = 1;

/// Opening has been seen to hang for ever in one engine; after this it counts as unavailable.
const OPEN_LIMIT_MS: i32 = 8_000;

/// The two alternating records of each case.
pub(super) const SLOTS: &str = "slots";
/// Every 25th revision of each case.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// Records that could not be trusted and would have been overwritten.
pub(super) const ASIDE: &str = "aside";
/// Which cases are deleted, and when.
pub(super) const MARKS: &str = "marks";
/// Every store, for transactions over the whole of a case.
pub(super) const ALL: [&str; 4] = [SLOTS, SNAPSHOTS, ASIDE, MARKS];

/// Says why storage in this browser did not do what was asked. Each variant asks something else of the person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StorageError {
    /// There is no storage here: keep the work in a file.
    Unavailable,
    /// No room: delete cases or free disk space, and save to a file meanwhile.
    Full,
    /// Somebody else, most likely another tab, saved first: open theirs, or keep this as a copy.
    Conflict {
        /// The revision this work was made from.
        parent: u64,
        /// The newest revision that is stored.
        stored: u64,
        /// When that one was saved, in milliseconds since 1970 began; 0 when none is stored.
        saved_at: f64,
    },
    /// What was read back is not what was written: save to a file.
    NotKept,
    /// The program has failed and saves nothing more: reload.
    Halted,
    /// No case has this key: go back to the list.
    Missing,
    /// The case is there but not one record is whole: offer the texts for download.
    Damaged(Vec<store::Recovered>),
    /// Anything else, in the browser's words: try again, and save to a file if it stays.
    Other(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Unavailable => f.write_str("expected storage in this browser, found none"),
            StorageError::Full => f.write_str("expected room in this browser's storage, found it full"),
            StorageError::Conflict { parent, stored, .. } => {
                write!(f, "expected revision {parent} to be the newest one stored, found {stored}")
            }
            StorageError::NotKept => f.write_str("expected to read back what was saved, found something else"),
            StorageError::Halted => f.write_str("the program has failed and saves nothing more"),
            StorageError::Missing => f.write_str("expected a stored case under this key, found none"),
            StorageError::Damaged(texts) => {
                write!(f, "expected a whole record of this case, found {} damaged", texts.len())
            }
            StorageError::Other(reason) => write!(f, "storage in this browser failed: {reason}"),
        }
    }
}

impl std::error::Error for StorageError {}

impl From<rexie::Error> for StorageError {
    fn from(error: rexie::Error) -> StorageError {
        // The names differ between engines and versions, so the whole text is searched.
        let text = format!("{error:?}");
        if text.to_lowercase().contains("quota") {
            StorageError::Full
        } else {
            StorageError::Other(text.chars().take(300).collect())
        }
    }
}

/// Opens the database, does some work and closes it again, so that no tab ever keeps another from upgrading or deleting.
pub(super) async fn with_database<T>(
    work: impl AsyncFnOnce(&Rexie) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    let database = open().await?;
    let result = work(&database).await;
    database.close();
    result
}

async fn open() -> Result<Rexie, StorageError> {
    if js::global("indexedDB").is_falsy() {
        return Err(StorageError::Unavailable);
    }
    let builder = ALL.into_iter().fold(Rexie::builder(NAME).version(VERSION), |builder, name| {
        builder.add_object_store(ObjectStore::new(name).key_path("id"))
    });
    let mut opening = pin!(builder.build());
    let mut limit = pin!(js::sleep(OPEN_LIMIT_MS));
    poll_fn(|context| {
        if let Poll::Ready(opened) = opening.as_mut().poll(context) {
            return Poll::Ready(opened.map_err(|_| StorageError::Unavailable));
        }
        limit.as_mut().poll(context).map(|()| Err(StorageError::Unavailable))
    })
    .await
}

/// Begins a transaction that may write.
pub(super) fn writing(database: &Rexie, stores: &[&str]) -> Result<Transaction, StorageError> {
    Ok(database.transaction(stores, TransactionMode::ReadWrite)?)
}

/// Begins a transaction that only reads.
pub(super) fn reading(database: &Rexie, stores: &[&str]) -> Result<Transaction, StorageError> {
    Ok(database.transaction(stores, TransactionMode::ReadOnly)?)
}

/// Ends a transaction and waits until the browser has accepted it.
pub(super) async fn commit(transaction: Transaction) -> Result<(), StorageError> {
    let ended = transaction.commit().await;
    match (ended, store::usage().await) {
        (Ok(()), _) => Ok(()),
        // An abort at the end carries no reason; a nearly full store is the likely one.
        (Err(_), Some((used, quota))) if used > 0.95 * quota => Err(StorageError::Full),
        (Err(error), _) => Err(error.into()),
    }
}

/// Returns the range of all ids of a case.
fn range(case: &str) -> Result<KeyRange, StorageError> {
    // "0" is the character after "/".
    let bounds = (JsValue::from_str(&format!("{case}/")), JsValue::from_str(&format!("{case}0")));
    KeyRange::bound(&bounds.0, &bounds.1, Some(false), Some(true))
        .map_err(|_| StorageError::Other("the case's key cannot be searched for".to_owned()))
}

/// Returns what a store holds of a case, as the place's name and the row.
pub(super) async fn rows(store: &Store, case: &str) -> Result<Vec<(String, Row)>, StorageError> {
    let values = store.get_all(Some(range(case)?), None).await?;
    Ok(values.iter().map(|value| (row::parse_id(&js::get(value, "id")).1, Row::from_js(value))).collect())
}

/// Deletes everything that a store holds of a case.
pub(super) async fn clear(store: &Store, case: &str) -> Result<(), StorageError> {
    for id in store.get_all_keys(Some(range(case)?), None).await? {
        store.delete(id).await?;
    }
    Ok(())
}

/// What is stored of a case, read in one transaction.
pub(super) struct Held {
    /// The two slots.
    pub(super) slots: [Option<Row>; 2],
    /// The snapshots, read only when the newest whole record may be one of them: when a slot is empty or damaged.
    pub(super) snapshots: Vec<Row>,
    /// What was put aside.
    pub(super) aside: Vec<Row>,
}

impl Held {
    /// Reads a case. The transaction must cover slots, snapshots and what was put aside.
    pub(super) async fn load(transaction: &Transaction, case: &str) -> Result<Held, StorageError> {
        let mut held = Held { slots: [None, None], snapshots: Vec::new(), aside: Vec::new() };
        for (place, row) in rows(&transaction.store(SLOTS)?, case).await? {
            match place.as_str() {
                "0" => held.slots[0] = Some(row),
                "1" => held.slots[1] = Some(row),
                _ => held.aside.push(row),
            }
        }
        let aside = rows(&transaction.store(ASIDE)?, case).await?;
        held.aside.extend(aside.into_iter().map(|(_, row)| row));
        let is_whole = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.record.is_whole(case));
        if !held.slots.iter().all(is_whole) {
            let snapshots = rows(&transaction.store(SNAPSHOTS)?, case).await?;
            held.snapshots = snapshots.into_iter().map(|(_, row)| row).collect();
        }
        Ok(held)
    }

    /// Returns the row that counts and those worth offering beside it.
    pub(super) fn choose(&self, case: &str) -> (Option<&Row>, Vec<&Row>) {
        let rows: Vec<&Row> = self.slots.iter().flatten().chain(&self.snapshots).collect();
        let records: Vec<&Record> = rows.iter().map(|row| &row.record).collect();
        let Choice { winner, recovered } = journal::choose(case, &records);
        let mut offered: Vec<&Row> = recovered.into_iter().map(|place| rows[place]).collect();
        offered.extend(&self.aside);
        (winner.map(|place| rows[place]), offered)
    }

    /// Returns whether nothing at all is stored.
    pub(super) fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none) && self.snapshots.is_empty() && self.aside.is_empty()
    }
}
