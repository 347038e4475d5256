//! Tests of `src/web/browser` on the real thing: IndexedDB, Web Locks, localStorage and files of a headless browser.
//!
//! `script/test-browser` runs them. They are built for wasm only, and without Leptos.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "../../src/web/browser/mod.rs"]
#[allow(dead_code)]
mod browser;

mod files;
mod lock;
mod page;
mod preferences;
mod store;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
