//! One save of a case: in one transaction where the journal says, then read back.

use super::database::{ALL, DAYS, MARKS, SLOTS, SNAPSHOTS, in_time, open, refuse_when_halted};
use super::held::{self, Held};
use super::idb::{Database, Ids, Mode, Transaction};
use super::known::Attempt;
use super::record::{CaseSummary, FileMark, Label, Saved, Text, UndoTail};
use super::row::{self, Parts, StoredRow};
use super::storage_error::StorageError;
use super::{clock, heads, js, kept, known, panic, read, undo};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use weighbridge::journal::{self, Found, Head, N_DAYS, Parent, Plan, Refusal};

/// What is to be saved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Save {
    /// The case's key.
    pub key: String,
    /// What the text was made from.
    pub parent: Parent,
    /// The token of the tab that saves, as given to [`read::claim`]. Without one the parent alone is checked.
    pub token: Option<String>,
    /// The file's text.
    pub text: Text,
    /// What the list of cases is to say of it.
    pub label: Label,
    /// The file that holds the case too.
    pub file: Option<FileMark>,
    /// The day of the person's calendar: "2026-11-29".
    pub day: String,
    /// What happened to the steps of undo since the last save, or `None` to leave them as they are.
    pub undo: Option<UndoTail>,
}

/// Saves a case, then reads it back. Where the read-back fails it is tried once more.
///
/// A write of this page that was given up as [`StorageError::Silent`] and landed after all is known by its seal: the next
/// save follows it.
///
/// # Errors
/// [`StorageError`]; whatever it is, the newest stored state before this save is untouched, unless it was this page's own.
/// [`StorageError::Deleted`] for a case that stands as deleted: [`super::forget::restore`] it first.
pub(crate) async fn save(save: &Save) -> Result<Saved, StorageError> {
    refuse_when_halted()?;
    let saved_at = clock::now_ms();
    let text = JsValue::from_str(&save.text.text);
    let is_blocked = Cell::new(false);
    let row = in_time(&is_blocked, async {
        let database = open(&is_blocked).await?;
        let (slot, row, attempt) = put(&database, save, &text, saved_at).await?;
        let first = confirm(&database, &slot, &row).await;
        drop(database);
        if first.is_err() {
            confirm(&open(&is_blocked).await?, &slot, &row).await?;
        }
        attempt.succeed();
        Ok(row)
    })
    .await?;
    let head = &row.found.head;
    known::settle_writes(&save.key);
    known::remember(&save.key, &head.seal, &row.text);
    panic::mark_saved(saved_at);
    Ok(Saved { revision: head.revision, saved_at })
}

/// Puts a save where the journal says, in one transaction, and returns the id that it went to, the row, and the attempt
/// that ends when it was read back.
async fn put(
    database: &Database,
    save: &Save,
    text: &JsValue,
    saved_at: f64,
) -> Result<(String, StoredRow, Attempt), StorageError> {
    let key = &save.key;
    let transaction = database.begin(&ALL, Mode::Write)?;
    take_turn(&transaction, save).await?;
    let held = Held::load(&transaction, key).await?;
    let Plan { parent, slot, keeps_aside, snapshot } = plan(&held, save)?;
    let id = row::id(key, &slot.to_string());
    let row = StoredRow::new(
        &id,
        Parts {
            head: Head::following(key, parent, save.text.digest.clone()),
            text,
            saved_at,
            label: &save.label,
            file: save.file.as_ref(),
            day: &save.day,
        },
    );
    let mut n_aside = held.n_aside;
    if let Some(there) = held.slots[slot].as_ref().filter(|_| keeps_aside) {
        n_aside += kept::put_aside(&transaction, key, &there.value).await?;
    }
    keep_day(&transaction, &held, &save.day).await?;
    if let Some(place) = snapshot {
        n_aside += put_snapshot(&transaction, key, &row::id(key, &place.to_string()), &row).await?;
    }
    let head = summary(save, &row, recovered(&held, slot) + n_aside);
    heads::put(&transaction, &head).await?;
    if let Some(tail) = &save.undo {
        undo::put(&transaction, key, tail).await?;
    }
    let attempt = Attempt::begin(key, &row.found.head.seal);
    transaction.put(SLOTS, &row.value).await?;
    transaction.commit().await?;
    Ok((id, row, attempt))
}

/// Refuses where another tab writes the case, or where it is deleted; else notes that this one does.
async fn take_turn(transaction: &Transaction, save: &Save) -> Result<(), StorageError> {
    if let Some(token) = &save.token {
        match read::writer(transaction, &save.key).await? {
            Some(writer) if writer != *token => return Err(StorageError::Superseded),
            Some(_) => {}
            None => read::set_writer(transaction, &save.key, token).await?,
        }
    }
    let mark = transaction.get(MARKS, &JsValue::from_str(&save.key)).await?;
    if mark.is_some_and(|mark| js::get(&mark, "time").as_f64().is_some()) {
        return Err(StorageError::Deleted);
    }
    Ok(())
}

fn plan(held: &Held, save: &Save) -> Result<Plan, StorageError> {
    let slots = [0, 1].map(|slot: usize| held.slots[slot].as_ref().map(|row| &row.found));
    let behind: Vec<&Found> = held.behind.iter().map(|row| &row.found).collect();
    let own = known::unheard(&save.key);
    journal::plan(save.parent, slots, &behind, &own).map_err(|refusal| match refusal {
        Refusal::Conflict { parent, stored } => {
            let saved_at = held.choose().0.map_or(0.0, |newest| newest.saved_at);
            StorageError::Conflict { parent, stored, saved_at }
        }
        Refusal::Gone { parent, stored } => StorageError::Gone { parent, stored },
    })
}

/// Returns how much is worth offering that stays where it is while `slot` is written.
fn recovered(held: &Held, slot: usize) -> usize {
    let other = held.slots[1 - slot].as_ref().filter(|row| !row.found.is_whole);
    let behind = held.behind.iter().filter(|row| !row.found.is_whole).count();
    usize::from(other.is_some()) + behind + held.stray.len()
}

/// Keeps the newest state so far as the last of its day, once a save of another day follows it.
async fn keep_day(transaction: &Transaction, held: &Held, day: &str) -> Result<(), StorageError> {
    let Some(last) = held.choose().0.filter(|last| last.day != day) else { return Ok(()) };
    let key = &last.found.head.case;
    transaction.put(DAYS, &last.under(&row::id(key, &last.day))).await?;
    let ids = held::keys(transaction, DAYS, key).await?;
    for id in &ids[..ids.len().saturating_sub(N_DAYS)] {
        transaction.delete_key(DAYS, id).await?;
    }
    Ok(())
}

/// Puts a copy into the ring of snapshots. What it displaces is old and may go, unless it is damaged. Returns how many
/// were put aside.
async fn put_snapshot(transaction: &Transaction, key: &str, id: &str, row: &StoredRow) -> Result<usize, StorageError> {
    let mut n_aside = 0;
    if let Some(there) = transaction.get(SNAPSHOTS, &JsValue::from_str(id)).await?
        && !StoredRow::from_js(&there, SNAPSHOTS, key).found.is_whole
    {
        n_aside = kept::put_aside(transaction, key, &there).await?;
    }
    transaction.put(SNAPSHOTS, &row.under(id)).await?;
    Ok(n_aside)
}

fn summary(save: &Save, row: &StoredRow, recovered: usize) -> CaseSummary {
    CaseSummary {
        key: save.key.clone(),
        revision: row.found.head.revision,
        saved_at: row.saved_at,
        title: save.label.title.clone(),
        holds: save.label.holds.clone(),
        entries: save.label.entries,
        n_changes: save.label.n_changes,
        bytes: save.text.text.len(),
        file: save.file.clone(),
        deleted_at: None,
        recovered,
        digest: save.text.digest.clone(),
    }
}

/// Reads a record back in a transaction of its own. The browser compares the texts, so none is copied.
async fn confirm(database: &Database, id: &str, written: &StoredRow) -> Result<(), StorageError> {
    let transaction = database.begin(&[SLOTS], Mode::Read)?;
    let values = transaction.get_all(SLOTS, &Ids::One(id)).await?;
    let Some(found) = values.first() else {
        let head = &written.found.head;
        return Err(StorageError::Gone { parent: head.revision, stored: 0 });
    };
    let is_same = |name: &str| js::get(found, name) == js::get(&written.value, name);
    let is_kept = ["case", "revision", "parent", "text", "digest", "seal"].into_iter().all(is_same);
    if is_kept { Ok(()) } else { Err(StorageError::NotKept) }
}

/// Saves a text without a token, whose digest is not known yet, as [`save`] does.
///
/// # Errors
/// As [`save`].
#[allow(dead_code, reason = "the tests of storage use it")]
pub(crate) async fn write(
    key: &str,
    parent_revision: u64,
    text: &str,
    label: Label,
    file: Option<FileMark>,
) -> Result<Saved, StorageError> {
    save(&Save {
        key: key.to_owned(),
        parent: Parent::After(parent_revision),
        token: None,
        text: Text::of(text),
        label,
        file,
        day: clock::local_day(clock::now_ms()),
        undo: None,
    })
    .await
}
