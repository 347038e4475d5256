//! Where ballot boxes lie: each in a record of its own in this browser; in memory alone where nothing of the case is kept here.
//! That of a workshop which was removed leaves the browser with it, and comes back with it as long as the page is open.

use super::open::OpenCase;
use crate::browser::ballots::{self, SealedRecord};
use crate::browser::store::StorageError;
use leptos::prelude::*;
use std::collections::BTreeSet;
use weighbridge::keeping::Keeping;

impl OpenCase {
    fn is_file_only(&self) -> bool {
        self.keeping.with_untracked(Keeping::is_file_only)
    }

    /// Returns the box of a workshop; `None` where this browser has none.
    pub(super) async fn read_box(&self, name: &str) -> Result<Option<SealedRecord>, StorageError> {
        let held = self.boxes.borrow().get(name).cloned();
        if held.is_some() || self.is_file_only() {
            return Ok(held);
        }
        ballots::read(&self.key, name).await
    }

    /// Puts the box of a workshop in the place of the one before.
    pub(super) async fn write_box(&self, name: &str, record: SealedRecord) -> Result<(), StorageError> {
        if self.is_file_only() {
            self.boxes.borrow_mut().insert(name.to_owned(), record);
            return Ok(());
        }
        ballots::write(&self.key, name, &record).await?;
        self.boxes.borrow_mut().remove(name);
        Ok(())
    }

    /// Removes the box of a workshop for good.
    pub(super) async fn remove_box(&self, name: &str) -> Result<(), StorageError> {
        self.boxes.borrow_mut().remove(name);
        ballots::remove(&self.key, name).await
    }

    /// Takes all boxes of the case into memory, before everything of it leaves this browser.
    pub(super) async fn take_boxes(&self) -> Result<(), StorageError> {
        for name in ballots::names(&self.key).await? {
            if let Some(record) = ballots::read(&self.key, &name).await? {
                self.boxes.borrow_mut().insert(name, record);
            }
        }
        Ok(())
    }

    /// Takes the boxes of workshops that the case has no more out of this browser, and puts those back that it has again.
    pub(super) async fn tidy_boxes(&self) -> Result<(), StorageError> {
        // The case of a tab that only reads may be older than the boxes.
        if self.keeping.with_untracked(Keeping::is_read_only) {
            return Ok(());
        }
        let of_case: BTreeSet<String> = self.case().sessions.iter().map(|one| one.token.to_string()).collect();
        for name in ballots::names(&self.key).await?.into_iter().filter(|name| !of_case.contains(name)) {
            if let Some(record) = ballots::read(&self.key, &name).await? {
                self.boxes.borrow_mut().insert(name.clone(), record);
            }
            ballots::remove(&self.key, &name).await?;
        }
        if self.is_file_only() {
            return Ok(());
        }
        let back: Vec<(String, SealedRecord)> = {
            let boxes = self.boxes.borrow();
            let is_back = |(name, _): &(&String, &SealedRecord)| of_case.contains(*name);
            boxes.iter().filter(is_back).map(|(name, record)| (name.clone(), record.clone())).collect()
        };
        for (name, record) in back {
            self.write_box(&name, record).await?;
        }
        Ok(())
    }
}
