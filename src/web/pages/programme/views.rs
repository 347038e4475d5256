//! The views of a programme: links from one to the other, above their headlines.

use crate::session::Session;
use leptos::prelude::*;
use weighbridge::route::{Page, Route};

/// Returns the links; `here` is the view that is shown.
pub(crate) fn views(session: Session, here: Page) -> AnyView {
    let link = move |(words, page): (&'static str, Page)| {
        let href = move || Route::Case { key: session.key().get().unwrap_or_default(), page }.hash();
        view! { <a href=href aria-current=(page == here).then_some("page")>{words}</a> }
    };
    let all = Page::OF_PROGRAMME.into_iter();
    view! { <nav class="views" aria-label="Views of the programme">{all.map(link).collect_view()}</nav> }.into_any()
}
