//! Weighbridge: strategy alignment and options appraisal, as a pure library.
//!
//! The library turns a `Case` into results; the web program (`src/web`) only shows them.

pub mod alignment;
pub mod appraisal;
pub mod case;
pub mod chart;
pub mod date;
pub mod edit;
pub mod exchange;
pub mod file;
pub mod finite;
pub mod framework;
pub mod history;
pub mod id;
pub mod journal;
pub mod paper;
pub mod pence;
pub mod present;
pub mod programme;
pub mod route;
pub mod unknown;
