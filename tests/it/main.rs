//! The one native test target: golden cases, laws, seeds, files and house rules.
#![allow(clippy::unwrap_used)]

mod files;
mod seeds;
