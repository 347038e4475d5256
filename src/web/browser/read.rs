//! Reading a case, and becoming the one tab that writes it.

use super::database::{ALL, WRITERS, refuse_when_halted, with_database};
use super::held::Held;
use super::idb::{Mode, Transaction};
use super::record::{Kept, Stored};
use super::storage_error::StorageError;
use super::{clock, heads, js, kept, known, undo};
use wasm_bindgen::JsValue;

/// Returns a case as it was last saved.
///
/// # Errors
/// [`StorageError::Missing`] for an unknown key, [`StorageError::Damaged`] when not one record is whole.
pub(crate) async fn read(key: &str) -> Result<Stored, StorageError> {
    let (stored, head_is_true) = with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Read)?;
        let held = Held::load(&transaction, key).await?;
        let head = heads::get(&transaction, key).await?;
        let head_is_true = held.is_empty() || heads::is_true(head.as_ref(), &held);
        Ok((stored(&transaction, key, &held).await, head_is_true))
    })
    .await?;
    if !head_is_true {
        // The list of cases says what was found here; where it cannot, it says what it said before.
        let _ = heads::make(key).await;
    }
    stored
}

/// Makes the holder of a token the one that writes a case, and returns the case as it was last saved. Both are one
/// transaction: a late save of the tab that wrote it before has either landed and is returned here, or is refused with
/// [`StorageError::Superseded`]. A token is any text that no other tab has.
///
/// # Errors
/// As [`read`]; the writer is then the one that it was.
pub(crate) async fn claim(key: &str, token: &str) -> Result<Stored, StorageError> {
    refuse_when_halted()?;
    let stored = with_database(async |database| {
        let transaction = database.begin(&ALL, Mode::Write)?;
        let held = Held::load(&transaction, key).await?;
        let stored = stored(&transaction, key, &held).await?;
        set_writer(&transaction, key, token).await?;
        if !heads::is_true(heads::get(&transaction, key).await?.as_ref(), &held)
            && let Some(head) = heads::of_held(&transaction, key, &held).await?
        {
            heads::put(&transaction, &head).await?;
        }
        transaction.commit().await?;
        held.remember(key);
        Ok(stored)
    })
    .await?;
    // Whatever was under way has landed and was read, or never will.
    known::settle_writes(key);
    Ok(stored)
}

async fn stored(transaction: &Transaction, key: &str, held: &Held) -> Result<Stored, StorageError> {
    if held.is_empty() {
        return Err(StorageError::Missing);
    }
    let (winner, offered) = held.choose();
    let mut recovered: Vec<Kept> = offered.into_iter().map(|row| kept::of_row(row, key)).collect();
    if held.n_aside > 0 {
        recovered.extend(kept::aside_of(transaction, key).await?);
    }
    let Some(row) = winner else {
        return Err(StorageError::Damaged(recovered));
    };
    // The file is noted on the head alone when the case is saved to one.
    let head = heads::get(transaction, key).await?;
    let head = head.filter(|head| head.revision == row.found.head.revision);
    Ok(Stored {
        text: row.text.as_string().unwrap_or_default(),
        revision: row.found.head.revision,
        saved_at: row.saved_at,
        file: head.map_or_else(|| row.file.clone(), |head| head.file),
        recovered,
        undo: undo::read(transaction, key).await?,
    })
}

/// Returns the token of the tab that writes a case.
pub(super) async fn writer(transaction: &Transaction, key: &str) -> Result<Option<String>, StorageError> {
    let row = transaction.get(WRITERS, &JsValue::from_str(key)).await?;
    Ok(row.map(|row| js::text(&row, "token")).filter(|token| !token.is_empty()))
}

/// Notes which tab writes a case.
pub(super) async fn set_writer(transaction: &Transaction, key: &str, token: &str) -> Result<(), StorageError> {
    let row = js::object(&[
        ("id", JsValue::from_str(key)),
        ("token", JsValue::from_str(token)),
        ("time", JsValue::from_f64(clock::now_ms())),
    ]);
    transaction.put(WRITERS, &row).await
}
