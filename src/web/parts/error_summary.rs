//! What is wrong with a form that was submitted: one list above it, with a way to each field.

use crate::browser::page;
use leptos::html::Div;
use leptos::prelude::*;

/// The list of problems, shown while there are any. It takes the focus each time that the form was refused.
#[component]
pub(crate) fn ErrorSummary(
    /// The id of the field and what is wrong with it, in the order of the form.
    #[prop(into)]
    errors: Signal<Vec<(String, String)>>,
) -> AnyView {
    let region: NodeRef<Div> = NodeRef::new();
    Effect::new(move |_| {
        if errors.with(|errors| !errors.is_empty()) {
            request_animation_frame(move || {
                if let Some(region) = region.try_get_untracked().flatten() {
                    let _ = region.focus();
                }
            });
        }
    });
    let line = |(id, message): (String, String)| {
        let address = format!("#{id}");
        // Followed as a link it would leave the page.
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(&id);
        };
        view! { <li><a href=address on:click=go>{message}</a></li> }
    };
    let shown = move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            view! {
                <div class="problem error-summary" tabindex="-1" role="alert" node_ref=region>
                    <h2>"There is a problem"</h2>
                    <ul role="list">{errors.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    };
    shown.into_any()
}
