//! The views of the alignment.

use crate::pages::views::view_links;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::route::Page;

/// Returns the links to the views; `here` is the one that is shown.
pub(crate) fn views(session: Session, here: Page) -> AnyView {
    let links = move || {
        // The first goal stands for all: its page leads to the others.
        let first = session.case().with(|case| case.goals().next().map(|(_, goal)| goal.id));
        let goals = first.map(|id| ("Goals", Page::Goal(id), matches!(here, Page::Goal(_))));
        let all = Page::OF_ALIGNMENT.map(|(words, page)| (words, page, page == here));
        view_links(session, "Views of the alignment", all.into_iter().chain(goals).collect())
    };
    links.into_any()
}
