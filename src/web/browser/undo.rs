//! The steps of undo of a case, each a row of its own, so that a save writes only those that are new.
//!
//! Steps are numbered from 0 since the first of the case. What a step says is for the session to know.

use super::database::{UNDO, bounds};
use super::idb::{Ids, Transaction};
use super::js;
use super::record::{UndoSteps, UndoTail};
use super::row::{id, number, whole_number};
use super::storage_error::StorageError;
use std::collections::VecDeque;
use wasm_bindgen::{JsCast, JsValue};
use weighbridge::journal::{N_UNDO, UNDO_LIMIT};

/// The place of the row that lists the others. It comes after all digits.
const INDEX: &str = "index";

/// Which steps are stored, and how long each is.
struct Index {
    first: u64,
    sizes: VecDeque<u64>,
}

impl Index {
    async fn read(transaction: &Transaction, key: &str) -> Result<Index, StorageError> {
        let row = transaction.get(UNDO, &JsValue::from_str(&id(key, INDEX))).await?.unwrap_or(JsValue::UNDEFINED);
        let sizes = js::get(&row, "sizes");
        let sizes = sizes.dyn_ref::<js_sys::Array>().map(js_sys::Array::to_vec).unwrap_or_default();
        let sizes = sizes.iter().map(|size| whole_number(&js::object(&[("size", size.clone())]), "size")).collect();
        Ok(Index { first: whole_number(&row, "first"), sizes })
    }

    fn to_js(&self, key: &str) -> JsValue {
        let sizes: js_sys::Array = self.sizes.iter().map(|size| number(*size)).collect();
        js::object(&[
            ("id", JsValue::from_str(&id(key, INDEX))),
            ("first", number(self.first)),
            ("sizes", sizes.into()),
        ])
    }

    fn end(&self) -> u64 {
        self.first + self.sizes.len() as u64
    }
}

/// Returns the id of a step: its digits sort as its number does.
fn step_id(key: &str, step: u64) -> String {
    id(key, &format!("{step:016}"))
}

/// Returns the steps of a case, or none where one of them is missing.
pub(super) async fn read(transaction: &Transaction, key: &str) -> Result<UndoSteps, StorageError> {
    let index = Index::read(transaction, key).await?;
    let (from, end) = (step_id(key, index.first), step_id(key, index.end()));
    if index.sizes.is_empty() {
        return Ok(UndoSteps { first: index.first, steps: Vec::new() });
    }
    let rows = transaction.get_all(UNDO, &Ids::Between(&from, &end)).await?;
    let steps: Vec<String> = rows.iter().filter_map(|row| js::get(row, "text").as_string()).collect();
    if steps.len() == index.sizes.len() {
        Ok(UndoSteps { first: index.first, steps })
    } else {
        Ok(UndoSteps { first: index.end(), steps: Vec::new() })
    }
}

/// Stores what happened to the steps of a case; the oldest go where there are too many.
pub(super) async fn put(transaction: &Transaction, key: &str, tail: &UndoTail) -> Result<(), StorageError> {
    let mut index = Index::read(transaction, key).await?;
    if tail.keep < index.first || tail.keep > index.end() {
        // What would follow on is not here: what is here leads nowhere.
        let (first, end) = bounds(key);
        transaction.delete(UNDO, &Ids::Between(&first, &end)).await?;
        index = Index { first: tail.keep, sizes: VecDeque::new() };
    }
    if tail.keep < index.end() {
        transaction.delete(UNDO, &Ids::Between(&step_id(key, tail.keep), &step_id(key, index.end()))).await?;
        index.sizes.truncate(usize::try_from(tail.keep - index.first).unwrap_or(usize::MAX));
    }
    for text in &tail.add {
        let row =
            js::object(&[("id", JsValue::from_str(&step_id(key, index.end()))), ("text", JsValue::from_str(text))]);
        transaction.put(UNDO, &row).await?;
        index.sizes.push_back(text.len() as u64);
    }
    let before = index.first;
    let mut total: u64 = index.sizes.iter().sum();
    while index.sizes.len() > N_UNDO || total > UNDO_LIMIT {
        total -= index.sizes.pop_front().unwrap_or_default();
        index.first += 1;
    }
    if index.first > before {
        transaction.delete(UNDO, &Ids::Between(&step_id(key, before), &step_id(key, index.first))).await?;
    }
    transaction.put(UNDO, &index.to_js(key)).await
}
