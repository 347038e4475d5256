//! What is stored of a case, read in one transaction, and which of it counts.

use super::database::{ASIDE, DAYS, SLOTS, SNAPSHOTS, bounds};
use super::idb::{Ids, Transaction};
use super::known;
use super::record::CaseSummary;
use super::row::{self, StoredRow};
use super::storage_error::StorageError;
use wasm_bindgen::JsValue;
use weighbridge::journal::{self, Found};

/// What is stored of a case.
pub(super) struct Held {
    /// The two slots.
    pub(super) slots: [Option<StoredRow>; 2],
    /// Snapshots and days, read only when the newest whole record may be one of them: when a slot is empty or damaged.
    pub(super) behind: Vec<StoredRow>,
    /// What stands among the slots and is neither of the two.
    pub(super) stray: Vec<StoredRow>,
    /// How much was put aside.
    pub(super) n_aside: usize,
}

impl Held {
    /// Reads a case. The transaction must cover the stores of texts.
    pub(super) async fn load(transaction: &Transaction, case: &str) -> Result<Held, StorageError> {
        let mut held = Held { slots: [None, None], behind: Vec::new(), stray: Vec::new(), n_aside: 0 };
        for (place, row) in rows(transaction, SLOTS, case).await? {
            match place.as_str() {
                "0" => held.slots[0] = Some(row),
                "1" => held.slots[1] = Some(row),
                _ => held.stray.push(row),
            }
        }
        held.n_aside = keys(transaction, ASIDE, case).await?.len();
        let is_whole = |row: &Option<StoredRow>| row.as_ref().is_some_and(|row| row.found.is_whole);
        if !held.slots.iter().all(is_whole) {
            for store in [SNAPSHOTS, DAYS] {
                held.behind.extend(rows(transaction, store, case).await?.into_iter().map(|(_, row)| row));
            }
        }
        Ok(held)
    }

    /// Returns the row that counts and those worth offering beside it.
    pub(super) fn choose(&self) -> (Option<&StoredRow>, Vec<&StoredRow>) {
        let rows: Vec<&StoredRow> = self.slots.iter().flatten().chain(&self.behind).collect();
        let found: Vec<&Found> = rows.iter().map(|row| &row.found).collect();
        let choice = journal::choose(&found);
        let mut offered: Vec<&StoredRow> = choice.recovered.into_iter().map(|place| rows[place]).collect();
        offered.extend(&self.stray);
        (choice.winner.map(|place| rows[place]), offered)
    }

    /// Returns how much is worth offering beside the row that counts.
    pub(super) fn n_recovered(&self) -> usize {
        self.choose().1.len() + self.n_aside
    }

    /// Returns whether nothing at all is stored.
    pub(super) fn is_empty(&self) -> bool {
        self.slots.iter().all(Option::is_none) && self.behind.is_empty() && self.stray.is_empty() && self.n_aside == 0
    }

    /// Remembers which texts of the slots are whole, so that the next save need not hash them.
    pub(super) fn remember(&self, case: &str) {
        for row in self.slots.iter().flatten().filter(|row| row.found.is_whole) {
            known::remember(case, &row.found.head.seal, &row.text);
        }
    }

    /// Returns the case's line in the list, from the row that counts or else from any that is left.
    pub(super) fn summary(&self, case: &str) -> Option<CaseSummary> {
        let (winner, offered) = self.choose();
        if self.is_empty() {
            return None;
        }
        let row = winner.or_else(|| offered.first().copied());
        Some(CaseSummary {
            key: case.to_owned(),
            revision: winner.map_or(0, |row| row.found.head.revision),
            saved_at: row.map_or(0.0, |row| row.saved_at),
            title: row.map(|row| row.label.title.clone()).unwrap_or_default(),
            holds: row.map(|row| row.label.holds.clone()).unwrap_or_default(),
            entries: row.map_or(0, |row| row.label.entries),
            n_changes: row.map_or(0, |row| row.label.n_changes),
            bytes: row.and_then(|row| row.text.as_string()).map_or(0, |text| text.len()),
            file: row.and_then(|row| row.file.clone()),
            deleted_at: None,
            recovered: self.n_recovered(),
            digest: winner.map(|row| row.found.head.digest.clone()).unwrap_or_default(),
        })
    }
}

/// Returns which ids a store has of a case.
pub(super) async fn keys(transaction: &Transaction, store: &str, case: &str) -> Result<Vec<JsValue>, StorageError> {
    let (first, end) = bounds(case);
    transaction.keys(store, &Ids::Between(&first, &end)).await
}

/// Returns what a store holds of a case, as the place's name and the row. Each is fetched by itself: the browser unpacks what
/// is fetched together in one piece, and the texts of a large case would hold the page.
async fn rows(
    transaction: &Transaction,
    store: &'static str,
    case: &str,
) -> Result<Vec<(String, StoredRow)>, StorageError> {
    let mut found = Vec::new();
    for id in keys(transaction, store, case).await? {
        if let Some(value) = transaction.get(store, &id).await? {
            let place = row::parse_id(&id).map(|(_, place)| place).unwrap_or_default();
            found.push((place, StoredRow::from_js(&value, store, case)));
        }
    }
    Ok(found)
}
