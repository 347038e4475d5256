//! One field and one button that add something to a list by its name.

use crate::parts::draft;
use crate::parts::{sentence, voice};
use leptos::html::Input;
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// A form that adds by name. The field is emptied and keeps the focus, so that several can be added one after the other.
#[component]
pub(crate) fn Adder(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What the button says.
    #[prop(into)]
    button: String,
    /// Takes the name.
    #[prop(into)]
    add: Callback<String, Result<(), EditError>>,
) -> impl IntoView {
    let input: NodeRef<Input> = NodeRef::new();
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let hold = draft::form(&label);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = input.get_untracked() else { return };
        match add.run(field.value()) {
            Ok(()) => {
                refused.set(None);
                field.set_value("");
                hold("");
            }
            Err(error) => {
                let reason = sentence(&error.to_string());
                voice::say(reason.clone());
                refused.set(Some(reason));
            }
        }
        let _ = field.focus();
    };
    view! {
        <form class="adder" class:field--error=move || refused.with(Option::is_some) on:submit=submit novalidate>
            <label class="field__label" for=id.clone()>{label}</label>
            {move || refused.get().map(|reason| view! {
                <p class="field__error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{reason}</p>
            })}
            <div class="adder__row">
                <input class="field__input" type="text" id=id autocomplete="off" node_ref=input
                    on:input=move |event| hold(&event_target_value(&event))
                    aria-invalid=move || refused.with(Option::is_some).then_some("true")
                    aria-describedby=move || refused.with(Option::is_some).then(|| described.clone())/>
                <button class="button" type="submit">{button}</button>
            </div>
        </form>
    }
}
