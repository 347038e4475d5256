//! Second opinions, options that can never come first, and the rank-reversal test.

use super::Stress;
use super::testing::pending;
use crate::pages::appraisal::plain_table::PlainTable;
use leptos::prelude::*;
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::sensitivity::{methods_title, prospects_words, reversals_title};

/// What other methods say.
pub(super) fn methods(stress: Stress) -> AnyView {
    let table = stress.table(|stress, _| {
        stress.found(|found| &found.opinions, |naming, found| paper::methods(naming, found)).unwrap_or_default()
    });
    let title = move || {
        let found = stress.found(|found| &found.opinions, |naming, found| methods_title(naming, found));
        found.unwrap_or_else(|| "What do other methods say?".to_owned())
    };
    let is_there = Memo::new(move |_| stress.testing.with(|found| found.opinions.is_some()));
    view! {
        <section class="section" aria-labelledby="h-methods">
            <div>
                <h2 class="chart__title" id="h-methods" tabindex="-1">{title}</h2>
                <p class="chart__subtitle">"All use the same scores; all but equal weights use your weights. Each method asks a different question. One that disagrees is a reason to look again, and is never averaged in."</p>
            </div>
            {move || if is_there.get() { view! { <PlainTable model=stress.model labelled_by="h-methods" region="Table: other methods" name="other-methods" table/> }.into_any() } else { pending() }}
        </section>
    }
    .into_any()
}

/// Which options are dominated, and which can never come first.
pub(super) fn prospects(stress: Stress) -> AnyView {
    let items = move || match stress.found(|found| &found.prospects, |naming, found| prospects_words(naming, found)) {
        None => pending(),
        Some(words) => {
            let items = words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
            view! { <ul class="measure">{items}</ul> }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="h-prospects">
            <h2 class="chart__title" id="h-prospects" tabindex="-1">"Which options could ever come first?"</h2>
            {items}
        </section>
    }
    .into_any()
}

/// Whether the order of two options depends on a third.
pub(super) fn reversals(stress: Stress) -> AnyView {
    let table = stress.table(|stress, _| {
        stress.found(|found| &found.reversals, |naming, found| paper::reversals(naming, found)).unwrap_or_default()
    });
    let title = move || {
        let found = stress.found(|found| &found.reversals, |_, found| reversals_title(found));
        found.unwrap_or_else(|| "Does the order of two options depend on a third?".to_owned())
    };
    let is_there = Memo::new(move |_| stress.testing.with(|found| found.reversals.is_some()));
    view! {
        <section class="section" aria-labelledby="h-reversals">
            <div>
                <h2 class="chart__title" id="h-reversals" tabindex="-1">{title}</h2>
                <p class="chart__subtitle">"Rank reversal: each option is left out in turn, and a copy of each is added, to see whether two of the others change places."</p>
            </div>
            {move || if is_there.get() { view! { <PlainTable model=stress.model labelled_by="h-reversals" region="Table: rank reversal" name="rank-reversal" table/> }.into_any() } else { pending() }}
        </section>
    }
    .into_any()
}
