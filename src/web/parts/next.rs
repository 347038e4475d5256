//! What leads on from the foot of a page to the one that follows.

use leptos::prelude::*;

/// The link. `words` name the page that follows.
pub(crate) fn next_link(href: String, words: &str) -> AnyView {
    view! { <p class="next"><a class="button" id="next-step" href=href>{format!("Next: {words}")}</a></p> }.into_any()
}
