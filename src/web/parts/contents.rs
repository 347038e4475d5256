//! The contents of a long page: a list of what it answers, each an entry that leads there.

use crate::browser::page;
use leptos::prelude::*;

/// A list of contents under a heading. Each entry has its words and the id of the heading that it leads to, which can take
/// the focus.
#[component]
pub(crate) fn Contents(
    /// Unique in the page.
    id: &'static str,
    /// The entries.
    #[prop(into)]
    entries: Signal<Vec<(String, &'static str)>>,
) -> impl IntoView {
    let item = |(words, to): (String, &'static str)| {
        // The address names the page; within it, the focus goes where the answer is.
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(to);
        };
        view! { <li><a href=format!("#{}", page::hash()) on:click=go>{words}</a></li> }
    };
    view! {
        <nav class="contents no-print" aria-labelledby=id>
            <h2 class="contents__title" id=id>"On this page"</h2>
            <ol>{move || entries.get().into_iter().map(item).collect_view()}</ol>
        </nav>
    }
}
