//! What heads a step, and what leads on from it.

use super::AppraisalModel;
use crate::parts::next::next_link;
use leptos::prelude::*;
use weighbridge::route::{Page, Route, Step};

/// The headline of a step; where an exported file is read, it heads a section.
pub(crate) fn heading(model: AppraisalModel, id: &'static str, words: AnyView) -> AnyView {
    match model.is_reading {
        true => view! { <h2 class="headline__sentence" id=id tabindex="-1">{words}</h2> }.into_any(),
        false => view! { <h1 class="headline__sentence">{words}</h1> }.into_any(),
    }
}

/// The way to the same findings for a room, one a screen; nothing where an exported file is read.
pub(super) fn present_link(model: AppraisalModel, step: Step) -> AnyView {
    let href = move || {
        let key = model.session.key().get().unwrap_or_default();
        Route::Case { key, page: Page::Present(model.id, step) }.hash()
    };
    (!model.is_reading).then(|| view! { <p class="no-print"><a id="to-present" href=href>"Show it to a room, one finding a screen"</a></p> }).into_any()
}

/// The way to the step that follows; nothing after the last, and nothing to what is hidden while weights are given blind.
pub(super) fn next(model: AppraisalModel, step: Step) -> AnyView {
    let Some(next) = step.next() else { return ().into_any() };
    let is_hidden = move || step == Step::Weights && model.record.with(|record| record.blind);
    let link = move || {
        (!is_hidden()).then(|| {
            let key = model.session.key().get().unwrap_or_default();
            let href = Route::Case { key, page: Page::Appraisal(model.id, next) }.hash();
            next_link(href, next.title())
        })
    };
    link.into_any()
}
