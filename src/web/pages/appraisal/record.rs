//! Record: this step is still empty.

use super::Bench;
use leptos::prelude::*;

/// The record step.
#[component]
pub(crate) fn Record(bench: Bench) -> impl IntoView {
    let _ = bench;
    view! {
        <p class="headline__over">"Record."</p>
        <h1>"What is recommended, and why?"</h1>
    }
}
