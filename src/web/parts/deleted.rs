//! What stands at the top of a case that was deleted in another tab while it was open here: nothing comes back unasked.

use leptos::prelude::*;

/// The question, with both answers.
#[component]
pub(crate) fn DeletedElsewhere(
    /// Keeps the case: it is taken out of the deleted ones and saved again as it stands here.
    #[prop(into)]
    keep: Callback<()>,
    /// Lets it go: it is closed here and stays deleted.
    #[prop(into)]
    let_go: Callback<()>,
) -> AnyView {
    view! {
        <div class="page"><p class="blind" role="alert">
            "This case was deleted in another tab. What you see is only in this tab. "
            <button class="button" type="button" on:click=move |_| keep.run(())>"Keep it"</button>
            " "
            <button class="link" type="button" on:click=move |_| let_go.run(())>"Let it go"</button>
        </p></div>
    }
    .into_any()
}
