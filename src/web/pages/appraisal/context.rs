//! Context: this step is still empty.

use super::Bench;
use leptos::prelude::*;

/// The context step.
#[component]
pub(crate) fn Context(bench: Bench) -> impl IntoView {
    let _ = bench;
    view! {
        <p class="headline__over">"Context and roles."</p>
        <h1>"What is decided, by whom, and who is in the room?"</h1>
    }
}
