//! The browser: storage, locks, files, clipboard, clock, preferences and the page itself.
//!
//! The only module that names `web_sys`. Whatever a browser may refuse comes back as a typed error or a tolerated
//! absence, never as a panic. Nothing here knows what a case is: texts go in and come out.

// The session moves over to all of this; until then some of it is only used by its tests.
#[allow(dead_code)]
pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod clock;
mod database;
pub(crate) mod drag;
pub(crate) mod drop;
pub(crate) mod edition;
pub(crate) mod files;
#[allow(dead_code)]
mod forget;
pub(crate) mod going;
mod heads;
mod held;
mod idb;
mod js;
#[allow(dead_code)]
mod kept;
#[allow(dead_code)]
mod known;
pub(crate) mod lock;
pub(crate) mod page;
pub(crate) mod panic;
pub(crate) mod preferences;
#[allow(dead_code)]
mod read;
mod row;
#[allow(dead_code)]
mod save;
mod storage_error;
#[allow(dead_code, unused_imports)]
pub(crate) mod store;
#[allow(dead_code)]
mod undo;
pub(crate) mod worker;
