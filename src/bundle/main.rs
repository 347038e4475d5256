//! Post-build step: service worker, single file, content security policy.
fn main() {}
