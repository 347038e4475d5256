//! Check a file: an exported appraisal is worked out again. The open case stays as it is.

use crate::session::Session;
use leptos::prelude::*;

/// The page.
#[component]
pub(crate) fn Check(session: Session) -> impl IntoView {
    let _ = session;
    view! { <h1>"Check a file"</h1> }
}
