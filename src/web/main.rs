//! The page: mounts the app.
#[allow(dead_code)]
mod browser;
use leptos::prelude::*;
fn main() {
    leptos::mount::mount_to_body(|| leptos::prelude::view! { <main id="main"><h1>"Weighbridge"</h1></main> });
}
