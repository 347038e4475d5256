//! Deleting cases from this browser, bringing them back, and what to do with one that another tab has deleted.

use super::{Notice, Session};
use crate::browser::channel::{Channel, Message};
use crate::browser::store::{self, CaseSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::keeping::Keeping;
use weighbridge::route::Route;

impl Session {
    /// Deletes a case from this browser; the notice offers it back.
    pub(crate) fn delete(self, summary: &CaseSummary) {
        let (key, title) = (summary.key.clone(), summary.title.clone());
        spawn_local(async move {
            let notice = match store::delete(&key).await {
                Ok(()) => {
                    self.give_up(&key);
                    if let Some(channel) = Channel::open(&key, |_| {}) {
                        channel.send(Message::Deleted);
                    }
                    let back = move || self.restore(key.clone());
                    Notice::said(format!("Deleted {title} from this browser.")).with("Undo", back)
                }
                Err(error) => Notice::problem(format!("Not deleted: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
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

    /// Brings a deleted case back.
    pub(crate) fn restore(self, key: String) {
        spawn_local(async move {
            let notice = match store::restore(&key).await {
                Ok(()) => Notice::said("The case is back.".to_owned()),
                Err(error) => Notice::problem(format!("Not brought back: {error}.")),
            };
            self.notice.set(Some(notice));
            self.library_version.update(|version| *version += 1);
        });
    }
}
