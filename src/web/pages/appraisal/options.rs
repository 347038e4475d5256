//! t
use super::Bench;
use leptos::prelude::*;

#[component]
pub(crate) fn Options(bench: Bench) -> impl IntoView {
    let _ = bench;
    view! { <h1>"x"</h1> }
}
