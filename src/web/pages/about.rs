//! t
use leptos::prelude::*;
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    view! { <h1>"x"</h1> }
}
#[component]
pub(crate) fn Methods() -> impl IntoView {
    view! { <h1>"x"</h1> }
}
