//! Sensitivity: this step is still empty.

use super::Bench;
use leptos::prelude::*;

/// The sensitivity step.
#[component]
pub(crate) fn Sensitivity(bench: Bench) -> impl IntoView {
    let _ = bench;
    view! {
        <p class="headline__over">"Sensitivity."</p>
        <h1>"What would change the answer?"</h1>
    }
}
