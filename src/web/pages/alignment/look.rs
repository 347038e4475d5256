//! Where to look next, in a line that leads there.

use super::{AlignmentState, Cell, keys};
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::look::next_look;
use weighbridge::alignment::summary::Summary;
use weighbridge::case::Case;
use weighbridge::route::{Page, Route};

/// Why this cell and no other.
const WHY: &str = ": of what nobody has scored, it could change most.";

/// Returns the cell to look at next, and its initiative and goal by their names.
fn next(case: &Case, summary: &Summary) -> Option<(Cell, String)> {
    let next = next_look(&case.programme.initiatives, &case.frameworks, summary, &case.lens_weights)?;
    let (initiative, goal) = (case.initiative(next.0)?, case.goal(next.1)?);
    Some((next, format!("{} for {}", initiative.name, goal.label())))
}

/// Returns the line on the page of the matrix: a press leads to the cell.
pub(super) fn sentence(state: AlignmentState) -> AnyView {
    let case = state.session.case();
    let found = Memo::new(move |_| state.summary.with(|summary| case.with_untracked(|case| next(case, summary))));
    let line = move || {
        found.get().map(|(cell, names)| view! {
            <p class="matrix__next no-print">"Look next at "<button class="link" type="button" on:click=move |_| keys::go_to(state, cell)>{names}</button>{WHY}</p>
        })
    };
    line.into_any()
}

/// Returns the line on another page: a link to the cell.
pub(crate) fn next_look_link(session: Session, summary: Signal<Arc<Summary>>) -> AnyView {
    let found = Memo::new(move |_| summary.with(|summary| session.case().with_untracked(|case| next(case, summary))));
    let line = move || {
        found.get().map(|((initiative, goal), names)| {
            let key = session.key().get().unwrap_or_default();
            let href = Route::Case { key, page: Page::Cell(initiative, goal) }.hash();
            view! { <p class="matrix__next no-print">"Look next at "<a href=href>{names}</a>{WHY}</p> }
        })
    };
    line.into_any()
}
