//! One finding: how it stands, what it says, what to do about it, and the reason why it stays open.

use super::field::TextArea;
use super::flow::Show;
use leptos::prelude::*;
use weighbridge::edit::EditError;
use weighbridge::present::FindingWords;

/// How a finding is answered. One that is only worth a look has none of this.
#[derive(Clone, Copy)]
pub(crate) struct Answering {
    /// The reason that is recorded; empty where there is none.
    pub(crate) reason: Memo<String>,
    /// Records a reason; empty words take it back.
    pub(crate) commit: Callback<String, Result<(), EditError>>,
}

/// Returns a finding as an item of a list. `id` is that of what opens its answer; `todo` says what to do, as words or as a
/// link.
pub(crate) fn finding_item(id: String, words: FindingWords, todo: AnyView, answering: Option<Answering>) -> AnyView {
    let said = move || answering.is_some_and(|answering| !answering.reason.with(String::is_empty));
    let kind = move || match (answering.is_some(), said()) {
        (false, _) => ("finding__kind finding__kind--check", "Look at"),
        (true, false) => ("finding__kind finding__kind--error", "Open"),
        (true, true) => ("finding__kind", "Left open"),
    };
    let about = (!words.about.is_empty()).then(|| view! { <b>{words.about}</b>": " });
    let answer = answering.map(|Answering { reason, commit }| {
        let field = format!("{id}-reason");
        view! {
            <Show when=said><p class="finding__answer">"Stays open: "{move || reason.get()}</p></Show>
            <details class="finding__reason">
                <summary class="summary" id=id>{move || if said() { "Change the reason" } else { "Give a reason to leave this open" }}</summary>
                <TextArea id=field label="Reason why it stays open" rows=2 value=reason commit/>
            </details>
        }
    });
    view! {
        <li class="finding">
            <span class=move || kind().0>{move || kind().1}</span>
            <div class="finding__body">
                <h3 class="finding__what">{about}{words.what}</h3>
                <p class="finding__where">{words.why}</p>
                <p>{todo}</p>
                {answer}
            </div>
        </li>
    }
    .into_any()
}
