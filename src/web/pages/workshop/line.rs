//! One line, or several, of a form that only its own button hands over.

use crate::parts::draft;
use leptos::prelude::*;

/// The field. What is typed counts as in hand until the form is sent.
#[component]
pub(super) fn Line(
    /// Unique in the page.
    id: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What it means, where the label does not say.
    #[prop(into, optional)]
    hint: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How many lines it has.
    #[prop(default = 1)]
    rows: u32,
) -> AnyView {
    let hold = draft::form(&label);
    let write = move |event| {
        let text = event_target_value(&event);
        hold(&text);
        value.set(text);
    };
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> });
    let control = if rows > 1 {
        view! {
            <textarea class="field__input" id=id rows=rows prop:value=value aria-describedby=described on:input=write></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="field__input" type="text" id=id autocomplete="off" prop:value=value aria-describedby=described on:input=write/>
        }
        .into_any()
    };
    view! { <div class="field"><label class="field__label" for=id>{label}</label>{hint}{control}</div> }.into_any()
}
