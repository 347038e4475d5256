//! The one native test target: golden cases, laws, seeds, files and house rules.
#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect should stop there")]

mod files;
mod golden;
mod laws;
mod portfolio;
