//! Tests of `src/web/browser` in a real browser.
