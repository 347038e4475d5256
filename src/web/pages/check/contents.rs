//! The contents of an appraisal that is read, as the questions that a committee asks.

use crate::browser::page;
use crate::pages::appraisal::AppraisalModel;
use leptos::prelude::*;

/// Each question, and the heading beneath which it is answered.
const QUESTIONS: [(&str, &str); 10] = [
    ("What won, and by how much?", "h-answer"),
    ("What is recommended, and who disagreed?", "read-recommendation"),
    ("Where do the points come from?", "h-chart"),
    ("What does it cost?", "h-cost"),
    ("What would change the answer?", "h-change"),
    ("Why does each option score as it does?", "read-scores"),
    ("What was asked about the work, and what was answered?", "read-findings"),
    ("Who decided this, and in whose view?", "read-frame"),
    ("What was changed after the ranking was seen?", "read-changes"),
    ("Is the file as it was exported?", "check-result"),
];

/// The list of questions.
pub(super) fn contents(model: AppraisalModel) -> AnyView {
    let n_options = model.results.with_untracked(|results| results.standings.len());
    let item = |(question, id): (&'static str, &'static str)| {
        // The address names the page; within it, the focus goes where the answer is.
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(id);
        };
        view! { <li><a href="#/check" on:click=go>{question}</a></li> }
    };
    (n_options > 0)
        .then(|| {
            view! {
                <nav class="contents no-print" aria-labelledby="read-contents">
                    <h2 id="read-contents">"On this page"</h2>
                    <ol>{QUESTIONS.map(item).collect_view()}</ol>
                </nav>
            }
        })
        .into_any()
}
