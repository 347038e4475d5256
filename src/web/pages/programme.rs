//! t
use crate::session::Session;
use leptos::prelude::*;

#[component]
pub(crate) fn Programme(session: Session) -> impl IntoView {
    let _ = session;
    view! { <h1>"x"</h1> }
}
