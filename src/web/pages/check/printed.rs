//! The digest that is printed in the paper, compared with that of the file.

use leptos::prelude::*;
use weighbridge::committee::compare_printed;

/// How many digits are printed in a paper.
const PRINTED: usize = 16;

/// A field for the digest in the paper, beside the digest that was worked out.
#[component]
pub(super) fn Compare(digest: String) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let short: String = digest.chars().take(PRINTED).collect();
    let compared = Memo::new(move |_| typed.with(|typed| compare_printed(typed, &digest)));
    let class = move || if compared.with(|compared| compared.fits()) { "check__fits" } else { "check__fits-not" };
    view! {
        <div class="check__printed">
            <p>"Digest of the inputs: "<b class="check__digest">{short}</b></p>
            <div class="field no-print">
                <label class="field__label" for="printed-digest">"Digest printed in the paper"</label>
                <p class="field__hint" id="printed-digest-hint">"Enter its beginning to compare it with this file. For example 06da 71a3 6a39 0c40"</p>
                <input class="field__input check__typed" type="text" id="printed-digest" autocomplete="off" spellcheck="false"
                    aria-describedby="printed-digest-hint" on:input=move |event| typed.set(event_target_value(&event))/>
                <p role="status" id="printed-digest-answer" class=class>{move || compared.with(|compared| compared.words())}</p>
            </div>
            <p class="note measure">"A digest shows change, not who made it: whoever changes a file can make new digests. So compare this one with the paper."</p>
        </div>
    }
}
