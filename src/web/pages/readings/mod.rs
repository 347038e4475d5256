//! Readings: the ranges of contribution and of harm, which of them can be ranked, and what stands against what it costs.

mod cost;
mod figure;
mod table;
mod tasks;

use crate::pages::alignment::{next_look_link, views};
use crate::pages::programme::over;
use crate::parts::flow::Show;
use crate::parts::gradual::Mounting;
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::ranking::{Ranks, ranks};
use weighbridge::alignment::summary::{RowOrder, Summary};
use weighbridge::framework::Lens;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// How many initiatives are shown at a time.
const A_PAGE: usize = 100;
/// How many of them stand at once.
const AT_ONCE: usize = 30;

/// What every piece of the page works from.
#[derive(Clone, Copy)]
struct Readings {
    session: Session,
    summary: Memo<Arc<Summary>>,
    lenses: Memo<Vec<Lens>>,
    chosen_lens: RwSignal<Option<Lens>>,
    /// The lens on screen; `None` is all of them.
    lens: Memo<Option<Lens>>,
    order: RwSignal<RowOrder>,
    /// All initiatives, in order.
    rows: Memo<Vec<InitiativeId>>,
    /// Between which ranks each lies, as the summary has them.
    ranks: Memo<Arc<Vec<Option<Ranks>>>>,
    paging: Paging,
    mounting: Mounting,
}

impl Readings {
    fn new(session: Session) -> Readings {
        let case = session.case();
        // It reads every contribution, so a change is painted first.
        let summary = Memo::new(move |_| {
            session.settled();
            session.key().track();
            Arc::new(case.with_untracked(|case| case.alignment()))
        });
        let lenses = Memo::new(move |_| {
            let has = |lens: &Lens| summary.with(|summary| summary.goals.iter().any(|goal| goal.lens == *lens));
            Lens::ALL.into_iter().filter(has).collect::<Vec<Lens>>()
        });
        let chosen_lens = RwSignal::new(None);
        let lens = Memo::new(move |_| chosen_lens.get().filter(|lens| lenses.with(|all| all.contains(lens))));
        let order = RwSignal::new(RowOrder::Contribution);
        let rows = Memo::new(move |_| summary.with(|summary| summary.in_order(order.get(), lens.get())));
        let ranks = Memo::new(move |_| {
            let lens = lens.get();
            let ranges = summary.with(|summary| {
                summary.initiatives.iter().map(|row| row.indices(lens).contribution).collect::<Vec<_>>()
            });
            Arc::new(ranks(&ranges))
        });
        let paging = Paging::new(
            ["readings-initiatives", "Initiatives"],
            &session.key().get_untracked().unwrap_or_default(),
            Signal::derive(move || rows.with(Vec::len)),
            Signal::stored(A_PAGE),
        );
        let mounting = Mounting::of(AT_ONCE);
        Readings { session, summary, lenses, chosen_lens, lens, order, rows, ranks, paging, mounting }
    }

    /// Returns the initiatives on the page at hand.
    fn shown(self) -> Vec<InitiativeId> {
        let rows = self.paging.rows();
        self.rows.with(|all| all.get(rows).unwrap_or_default().to_vec())
    }
}

/// The page.
#[component]
pub(crate) fn ReadingsPage(session: Session) -> impl IntoView {
    let readings = Readings::new(session);
    let case = session.case();
    let over = move || {
        let lens = readings.lens.get().map(|lens| format!(" {} alone.", present::lens_name(lens)));
        format!("{}{}", case.with(|case| over(case, "Readings")), lens.unwrap_or_default())
    };
    let said = Memo::new(move |_| {
        let lens = readings.lens.get();
        readings.summary.with(|summary| {
            case.with_untracked(|case| {
                [present::readings_headline(case, summary, lens), present::readings_guard(case, summary, lens)]
            })
        })
    });
    let has_rows = Memo::new(move |_| {
        readings.summary.with(|summary| !summary.initiatives.is_empty() && !summary.goals.is_empty())
    });
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    let teaching = move || {
        view! { <p class="headline__next">"Add initiatives and goals, and score them in the "<a href=alignment>"matrix"</a>". What is found of each, and what could still be found, stands here as a bar."</p> }
    };
    view! {
        <div class="print-wide">
            <p class="headline__over">{over}</p>
            <h1 class="headline__sentence">{move || said.with(|[headline, _]| headline.clone())}</h1>
            <p class="headline__guard">{move || said.with(|[_, guard]| guard.clone())}</p>
        </div>
        {views(session, Page::Readings)}
        <Show when=move || has_rows.get() fallback=teaching>
            {next_look_link(session, Signal::derive(move || readings.summary.get()))}
            <figure::Figure readings/>
            <cost::AgainstCost readings/>
            <tasks::Tasks readings/>
        </Show>
    }
}
