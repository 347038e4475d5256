//! What the author decides about where a case is kept: only in a file, or nowhere any more.

use super::{Notice, Says, Session};
use crate::browser::channel::{Channel, Message};
use crate::browser::store::{self, Forgotten, StorageError};
use crate::browser::{going, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::keeping::Keeping;

/// How long a save that is under way is waited for at a time, in milliseconds.
const WAIT_MS: i32 = 50;

/// Removes everything of a case from this browser, once its ballot boxes are in memory.
async fn forgotten(taken: Result<(), StorageError>, key: &str) -> Result<(), StorageError> {
    taken?;
    store::forget(key).await
}

impl Session {
    /// Returns whether the open case is kept only in its author's file.
    pub(crate) fn is_only_in_file(self) -> bool {
        self.says() == Some(Says::FileOnly)
    }

    /// Keeps the open case only in its file and removes everything of it from this browser; or keeps it here again.
    pub(crate) fn keep_only_in_file(self, only: bool) {
        let Some(open) = self.current() else { return };
        self.hand_over();
        open.keeping.update(|keeping| keeping.keep_in_file_only(only));
        if !only {
            return open.keep();
        }
        spawn_local(async move {
            while open.is_running.get() {
                page::wait(WAIT_MS).await;
            }
            let taken = open.take_boxes().await;
            match forgotten(taken, &open.key).await {
                Ok(()) => {
                    going::clear(&open.key);
                    // Kept here again it is kept anew.
                    open.is_gone.set(true);
                }
                Err(error) => {
                    open.keeping.update(|keeping| keeping.keep_in_file_only(false));
                    let text = format!("Nothing was removed from this browser: {error}.");
                    self.notice.set(Some(Notice::problem(text)));
                }
            }
            self.library_version.update(|version| *version += 1);
        });
    }

    /// Removes everything that this page keeps in this browser, and closes what is open. Other tabs are told, so that
    /// nothing comes back unasked.
    ///
    /// # Errors
    /// [`StorageError`]; what is open stays open then.
    pub(crate) async fn forget_everything(self) -> Result<Forgotten, StorageError> {
        let keys: Vec<String> = store::list().await.unwrap_or_default().into_iter().map(|case| case.key).collect();
        let forgotten = store::forget_all().await?;
        for key in keys {
            if let Some(channel) = Channel::open(&key, |_| {}) {
                channel.send(Message::Deleted);
            }
            going::clear(&key);
        }
        for open in self.in_memory() {
            // A save that is under way ends here.
            open.keeping.update(Keeping::lost_lock);
            self.give_up(&open.key);
        }
        Ok(forgotten)
    }
}
