//! The page: mounts the app.
fn main() {
    leptos::mount::mount_to_body(|| leptos::prelude::view! { <main id="main"><h1>"Weighbridge"</h1></main> });
}
