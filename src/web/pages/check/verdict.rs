//! What came of the check: the verdict, what differs, and the digest to compare with the paper.

use super::printed::Compare;
use crate::parts::flow::For;
use leptos::prelude::*;
use weighbridge::committee::{Difference, KeptCheck, Verification};

/// The section of the verdict.
pub(super) fn section(name: String, found: &Verification) -> AnyView {
    let facts = found.facts().into_iter().map(|(term, detail)| {
        view! { <div><dt>{term}</dt><dd class="check__digest">{detail}</dd></div> }
    });
    let digest = found.digest.clone();
    view! {
        <section class="check__result" aria-labelledby="check-result">
            <div class="check__verdict">
                <div>
                    <p class="headline__over">{name}</p>
                    <h2 class="headline__sentence check__finding" id="check-result" tabindex="-1"><b>{found.verdict()}</b></h2>
                    <p class="measure">{found.assurance()}</p>
                </div>
                <Compare digest/>
            </div>
            {table("What differs", "Worked out", found.cause(), &found.differences)}
            {table("What is worded differently", "This version says", found.about_the_wording(), &found.rewordings)}
            {chosen(&found.chosen)}
            <details>
                <summary class="summary">"What was checked"</summary>
                <dl class="facts">{facts.collect_view()}</dl>
            </details>
        </section>
    }
    .into_any()
}

/// What came of checking the sets that were chosen; nothing where the file has none.
fn chosen(checks: &[KeptCheck]) -> Option<AnyView> {
    let one = |check: &KeptCheck| {
        let holds = if check.holds { "As the file says." } else { "Not as the file says, or not the best." };
        let words = format!("{} {}", check.headline, check.said.join(" "));
        view! { <li><b>{format!("{}: {holds}", check.title)}</b>" "{words}</li> }
    };
    let items = checks.iter().map(one).collect_view();
    (!checks.is_empty()).then(|| {
        view! {
            <h3 id="check-chosen">"The chosen set, checked again"</h3>
            <ul class="measure">{items}</ul>
        }
        .into_any()
    })
}

/// What differs, under a sentence that says why; nothing where nothing does.
fn table(label: &'static str, worked_out: &'static str, about: String, differences: &[Difference]) -> Option<AnyView> {
    let differences = StoredValue::new(differences.to_vec());
    let row = |difference: Difference| {
        view! { <tr><th scope="row">{difference.place}</th><td>{difference.file}</td><td>{difference.worked_out}</td></tr> }
    };
    (!about.is_empty()).then(|| {
        view! {
            <p class="headline__next check__about">{about}</p>
            <div class="table-scroll" role="region" aria-label=label tabindex="0">
                <table class="table check__table">
                    <thead><tr><th scope="col">"Where"</th><th scope="col">"File says"</th><th scope="col">{worked_out}</th></tr></thead>
                    <tbody><For each=move || differences.get_value().into_iter().enumerate() key=|(at, _)| *at children=move |(_, difference)| row(difference)/></tbody>
                </table>
            </div>
        }
        .into_any()
    })
}
