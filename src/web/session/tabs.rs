//! Several tabs with one case: one writes it, the others show what it saves. Taking over asks the writer first, so that it
//! can finish; a writer that does not answer is replaced, and what it could not keep stays with it, marked and offered.

use super::open::OpenCase;
use super::slices;
use super::{Notice, Session};
use crate::browser::channel::{Channel, Message};
use crate::browser::lock::{self, Lock};
use crate::browser::store::{self, StorageError, Stored};
use crate::browser::{clock, page};
use crate::parts::draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::{Rc, Weak};
use weighbridge::file::Document;
use weighbridge::keeping::Keeping;

/// A lock that was let go a moment ago may not be free yet: how long to wait for it, in milliseconds, each time.
const LOCK_IS_LATE_MS: [i32; 3] = [30, 100, 300];

/// How often, each after [`ASK_MS`], the writer is waited for before it is replaced: three seconds in all.
const N_ASKS: u32 = 60;
const ASK_MS: i32 = 50;

impl OpenCase {
    /// Tells the other tabs with this case.
    pub(super) fn tell(&self, message: Message) {
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.send(message);
        }
    }

    /// Listens to the other tabs with this case for as long as it is in memory.
    pub(super) fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let channel = Channel::open(&self.key, move |message| {
            if let Some(open) = weak.upgrade() {
                open.heard(message);
            }
        });
        self.channel.replace(channel);
    }

    fn heard(self: Rc<Self>, message: Message) {
        let reads = self.keeping.with_untracked(Keeping::is_read_only);
        match message {
            Message::Saved { revision } if reads && revision != self.parent.get() => {
                spawn_local((self.casework.show_saved)(self));
            }
            Message::Deleted => self.keeping.update(Keeping::was_deleted),
            Message::HandOver if !reads => spawn_local(self.hand_over()),
            Message::Released => self.n_released.set(self.n_released.get() + 1),
            Message::Saved { .. } | Message::HandOver => {}
        }
    }

    /// Finishes what is to be saved, and lets the other tab write.
    async fn hand_over(self: Rc<Self>) {
        untrack(draft::hand_over_all);
        for _ in 0..N_ASKS - 10 {
            if !self.keeping.with_untracked(Keeping::has_unkept) {
                break;
            }
            page::wait(ASK_MS).await;
        }
        self.lost_lock();
        self.tell(Message::Released);
        (self.casework.show_saved)(self).await;
    }

    /// Shows what is saved of a case that this tab only reads.
    pub(super) async fn read_saved(self: Rc<Self>) {
        let Ok(stored) = store::read(&self.key).await else { return };
        let Ok(document) = slices::read(stored.text.clone()).await else { return };
        // Meanwhile this tab may have taken over.
        if self.keeping.with_untracked(Keeping::is_read_only) {
            self.take_up(document, stored.revision, stored.file);
            self.keeping.update(|keeping| keeping.shows(stored.saved_at));
        }
    }

    /// Gives the case the lock that was got for it. Without one it is only read; where there are no locks, what storage
    /// knows of the writer still stands.
    pub(super) fn hold(self: &Rc<Self>, lock: Lock) {
        match lock {
            Lock::Held(held) => {
                let weak: Weak<OpenCase> = Rc::downgrade(self);
                held.on_lost(move || {
                    if let Some(open) = weak.upgrade() {
                        // What is being typed here was typed before the other tab took over.
                        untrack(draft::hand_over_all);
                        open.lost_lock();
                        spawn_local((open.casework.show_saved)(open));
                    }
                });
                self.lock.replace(Some(held));
            }
            Lock::Unsupported => {}
            Lock::Busy => self.keeping.update(Keeping::lost_lock),
        }
    }

    /// Waits until the writer has let go, or for as long as it may take.
    async fn ask_for_it(&self) {
        let before = self.n_released.get();
        self.tell(Message::HandOver);
        for _ in 0..N_ASKS {
            if self.n_released.get() != before {
                return;
            }
            page::wait(ASK_MS).await;
        }
    }
}

impl Session {
    /// Takes the open case over from the tab that writes it, with what that tab saved last.
    pub(crate) fn take_over(self) {
        let Some(open) = self.current() else { return };
        // A second press must not take the case from the first: what was changed between the two would be shown no more, and
        // the next save would be made without it.
        if open.is_taking_over.replace(true) {
            return;
        }
        spawn_local((open.casework.take_over)(self, open));
    }

    pub(super) async fn take_over_now(self, open: Rc<OpenCase>) {
        let mut lock = lock::acquire(&open.key).await;
        if matches!(lock, Lock::Busy) {
            open.ask_for_it().await;
            lock = acquire(&open.key).await;
        }
        if matches!(lock, Lock::Busy) {
            lock = lock::take_over(&open.key).await;
        }
        let taken = store::claim(&open.key, &open.token).await;
        match read_taken(taken).await {
            Ok((document, stored)) => {
                open.take_up(document, stored.revision, stored.file);
                open.take_up_steps(stored.undo);
                open.is_claimed.set(true);
                open.keeping.update(|keeping| keeping.took_lock(clock::now_ms()));
                open.hold(lock);
            }
            Err(why) => {
                let text = format!("Not taken over: {why}. Reload to try again.");
                self.notice.set(Some(Notice::problem(text)));
            }
        }
        open.is_taking_over.set(false);
    }
}

async fn read_taken(taken: Result<Stored, StorageError>) -> Result<(Document, Stored), String> {
    let stored = taken.map_err(|error| error.to_string())?;
    let document = slices::read(stored.text.clone()).await.map_err(|error| error.to_string())?;
    Ok((document, stored))
}

/// Asks to be the writer of a case. This tab itself may have let go of it a moment ago.
pub(super) async fn acquire(key: &str) -> Lock {
    for ms in LOCK_IS_LATE_MS {
        match lock::acquire(key).await {
            Lock::Busy => page::wait(ms).await,
            other => return other,
        }
    }
    lock::acquire(key).await
}
