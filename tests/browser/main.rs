//! Tests of `src/web/browser` on the real thing: IndexedDB, Web Locks, localStorage and files of a headless browser. And
//! the golden cases, whose bytes in the browser are held against a native build's.
//!
//! `script/test-browser` runs them. They are built for wasm only, and without Leptos.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "../../src/web/browser/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use part of it")]
mod browser;

#[path = "../it/golden/mod.rs"]
mod cases;

mod channel;
mod faults;
mod files;
mod forget;
mod golden;
mod heads;
mod lock;
mod page;
mod preferences;
mod recover;
mod store;
mod support;
mod tabs;
mod undo;
mod weight;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
