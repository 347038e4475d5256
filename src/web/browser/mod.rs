//! The browser: storage, locks, files, clipboard, clock, preferences and the page itself.
//!
//! The only module that names `web_sys`. Whatever a browser may refuse comes back as a typed error or a tolerated
//! absence, never as a panic. Nothing here knows what a case is: texts go in and come out.

pub(crate) mod ballots;
pub(crate) mod chance;
pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod clock;
mod database;
pub(crate) mod drag;
pub(crate) mod drop;
pub(crate) mod edition;
pub(crate) mod files;
mod forget;
pub(crate) mod going;
mod heads;
mod held;
mod idb;
mod js;
mod kept;
mod known;
pub(crate) mod left_focus;
pub(crate) mod lock;
pub(crate) mod page;
pub(crate) mod panic;
pub(crate) mod preferences;
pub(crate) mod print;
mod read;
mod record;
mod row;
mod save;
pub(crate) mod second_window;
mod storage_error;
pub(crate) mod store;
mod undo;
pub(crate) mod worker;
