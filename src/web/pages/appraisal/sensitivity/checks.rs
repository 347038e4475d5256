//! Second opinions, options that can never come first, and the rank-reversal test.

use super::{PlainTable, Stress};
use leptos::prelude::*;
use weighbridge::appraisal::stress::check::{prospects as found_prospects, reversal_checks};
use weighbridge::appraisal::stress::opinion::opinions;
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::sensitivity::{methods_title, prospects_words, reversals_title};

/// What other methods say.
pub(super) fn methods(stress: Stress) -> AnyView {
    let table = stress.table(|_, naming| paper::methods(naming, &opinions(naming.field)));
    view! {
        <section class="section" aria-labelledby="h-methods">
            <div>
                <h2 class="chart__title" id="h-methods">{move || stress.with(|naming| methods_title(naming, &opinions(naming.field)))}</h2>
                <p class="chart__subtitle">"The same scores and, but for the second, the same weights. Another method asks another question. One that disagrees is a reason to look, and is never averaged in."</p>
            </div>
            <PlainTable stress labelled_by="h-methods" region="Table: other methods" name="other-methods" table/>
        </section>
    }
    .into_any()
}

/// Which options are dominated, and which can never come first.
pub(super) fn prospects(stress: Stress) -> AnyView {
    let items = move || {
        let words = stress.with(|naming| prospects_words(naming, &found_prospects(naming.field)));
        words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()
    };
    view! {
        <section class="section" aria-labelledby="h-prospects">
            <h2 class="chart__title" id="h-prospects">"Which options could ever come first?"</h2>
            <ul class="measure">{items}</ul>
        </section>
    }
    .into_any()
}

/// Whether the order of two options depends on a third.
pub(super) fn reversals(stress: Stress) -> AnyView {
    let table = stress.table(|_, naming| paper::reversals(naming, &reversal_checks(naming.field)));
    view! {
        <section class="section" aria-labelledby="h-reversals">
            <div>
                <h2 class="chart__title" id="h-reversals">{move || stress.with(|naming| reversals_title(&reversal_checks(naming.field)))}</h2>
                <p class="chart__subtitle">"Rank reversal: each option is left out in turn, and a copy of each is added, to see whether two of the others change places."</p>
            </div>
            <PlainTable stress labelled_by="h-reversals" region="Table: rank reversal" name="rank-reversal" table/>
        </section>
    }
    .into_any()
}
