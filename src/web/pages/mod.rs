//! Pages: each wires memos of the session to parts, and dispatches edits.

pub(crate) mod about;
pub(crate) mod alignment;
pub(crate) mod appraisal;
pub(crate) mod appraisals;
pub(crate) mod asked;
pub(crate) mod check;
pub(crate) mod delivery;
pub(crate) mod entry_table;
pub(crate) mod forget;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod initiative;
mod keeping;
mod kept;
pub(crate) mod log;
pub(crate) mod money;
pub(crate) mod pack;
pub(crate) mod paste;
pub(crate) mod programme;
pub(crate) mod recover;
pub(crate) mod references;
pub(crate) mod removal;
pub(crate) mod report;
pub(crate) mod same_case;
