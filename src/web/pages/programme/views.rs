//! The views of a programme.

use crate::pages::views::view_links;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::route::Page;

/// Returns the links to the views; `here` is the one that is shown.
pub(crate) fn views(session: Session, here: Page) -> AnyView {
    let all = Page::OF_PROGRAMME.map(|(words, page)| (words, page, page == here)).into();
    view_links(session, "Views of the programme", all)
}
