//! Weighbridge: strategy alignment and options appraisal, as a pure library.
//!
//! The library turns a `Case` into results; the web program (`src/web`) only shows them.

pub mod alignment;
pub mod appraisal;
pub mod finite;
pub mod id;
