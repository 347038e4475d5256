//! The views of a part of the case: links from one to the other, above their headlines.

use crate::session::Session;
use leptos::prelude::*;
use weighbridge::route::{Page, Route};

/// A view: its words, the page that it leads to, and whether that is shown.
pub(crate) type ViewLink = (&'static str, Page, bool);

/// Returns the links; `label` names them.
pub(crate) fn view_links(session: Session, label: &'static str, all: Vec<ViewLink>) -> AnyView {
    let link = move |(words, page, is_here): ViewLink| {
        let href = move || Route::Case { key: session.key().get().unwrap_or_default(), page }.hash();
        view! { <a href=href aria-current=is_here.then_some("page")>{words}</a> }
    };
    let links = all.into_iter().map(link).collect_view();
    view! { <nav class="views" aria-label=label>{links}</nav> }.into_any()
}
