//! Deleting cases from this browser, bringing them back, and what to do with one that another tab has deleted.

use super::open::OpenCase;
use super::{Notice, Session};
use crate::browser::channel::{Channel, Message};
use crate::browser::page;
use crate::browser::store::{self, CaseSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use weighbridge::keeping::{Keeping, Says};
use weighbridge::route::Route;

/// How often to look whether something is over, in milliseconds, and how many times at most.
const LOOK_MS: i32 = 50;
const MOST_LOOKS: usize = 100;

impl Session {
    /// Deletes a case from this browser; the notice offers it back. What of it is in memory only is kept first. Where that
    /// cannot be, the notice says so, and it comes back with the case.
    pub(crate) fn delete(self, summary: &CaseSummary) {
        let (key, title) = (summary.key.clone(), summary.title.clone());
        spawn_local(async move {
            let unkept = self.keep_first(&key).await;
            self.deleting.update_value(|keys| keys.push(key.clone()));
            let deleted = store::delete(&key).await;
            self.deleting.update_value(|keys| keys.retain(|other| *other != key));
            // Whoever went back to it meanwhile sees it by now.
            while self.is_opening.get_value() {
                page::wait(LOOK_MS).await;
            }
            let notice = match deleted {
                Ok(()) => {
                    if self.wanted_key().as_ref() == Some(&key) {
                        self.go(&Route::Home);
                    }
                    self.give_up(&key);
                    if let Some(channel) = Channel::open(&key, |_| {}) {
                        channel.send(Message::Deleted);
                    }
                    let more = if unkept.is_some() {
                        " Changes made in this tab are kept nowhere else: Undo brings them back too."
                    } else {
                        ""
                    };
                    self.deleted.update_value(|deleted| deleted.extend(unkept));
                    let back = move || self.restore(key.clone());
                    Notice::said(format!("Deleted {title} from this browser.{more}")).with("Undo", back)
                }
                Err(error) => Notice::problem(format!("Not deleted: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
    }

    /// Keeps what of a case is in memory only, as far as that can be done in a few seconds. Returns the case where it could
    /// not.
    async fn keep_first(self, key: &str) -> Option<Rc<OpenCase>> {
        let open = self.in_memory().into_iter().find(|open| open.key == key && open.has_unkept())?;
        let is_deleted = open.keeping.with_untracked(Keeping::says) == Says::Deleted;
        if is_deleted && store::restore(key).await.is_ok() {
            open.keeping.update(Keeping::want_back);
        }
        open.keep();
        for _ in 0..MOST_LOOKS {
            if !open.has_unkept() || !open.is_running.get() {
                break;
            }
            page::wait(LOOK_MS).await;
        }
        open.has_unkept().then_some(open)
    }

    /// Keeps the open case, which was deleted in another tab.
    pub(crate) fn keep_deleted(self) {
        let Some(open) = self.current() else { return };
        spawn_local(async move {
            match store::restore(&open.key).await {
                Ok(()) => {
                    open.keeping.update(Keeping::want_back);
                    open.keep();
                    self.library_version.update(|version| *version += 1);
                }
                Err(error) => self.notice.set(Some(Notice::problem(format!("Not kept: {error}.")))),
            }
        });
    }

    /// Lets the open case go, which was deleted in another tab.
    pub(crate) fn let_deleted_go(self) {
        if let Some(open) = self.current() {
            self.give_up(&open.key);
            self.go(&Route::Home);
        }
    }

    /// Brings a deleted case back, with what of it was in memory only.
    pub(crate) fn restore(self, key: String) {
        spawn_local(async move {
            let notice = match store::restore(&key).await {
                Ok(()) => {
                    let open = self.deleted.with_value(|deleted| deleted.iter().find(|open| open.key == key).cloned());
                    self.deleted.update_value(|deleted| deleted.retain(|open| open.key != key));
                    if let Some(open) = open.filter(|_| self.in_memory().iter().all(|other| other.key != key)) {
                        open.keeping.update(Keeping::want_back);
                        open.keep();
                        self.held.update(|held| held.push(open));
                    }
                    Notice::said("The case is back.".to_owned())
                }
                Err(error) => Notice::problem(format!("Not brought back: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
    }
}
