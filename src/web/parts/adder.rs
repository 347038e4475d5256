//! One field and one button that add something to a list by its name.

use crate::browser::clipboard;
use crate::parts::draft;
use crate::parts::{sentence, voice};
use leptos::html::Input;
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// What a field that adds does with several rows that are pasted into it.
#[derive(Clone)]
pub(crate) struct Pasted {
    /// Says that rows can be pasted, and how.
    pub(crate) hint: String,
    /// Takes them, and returns what came of it as a sentence or two.
    pub(crate) take: Callback<String, String>,
}

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
    /// Takes rows that are pasted.
    #[prop(optional)]
    pasted: Option<Pasted>,
    /// Whether a table that is pasted here goes to the page, which shows it first.
    #[prop(optional)]
    takes_table: bool,
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
    let hint_id = format!("{id}-hint");
    let hint = pasted.as_ref().map(|pasted| {
        let text = pasted.hint.clone();
        view! { <p class="field__hint" id=hint_id.clone()>{text}</p> }
    });
    let described = {
        let hint_id = hint.is_some().then(|| hint_id.clone());
        move || {
            let error = refused.with(Option::is_some).then(|| described.clone());
            let ids: Vec<String> = hint_id.clone().into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let said = RwSignal::new(String::new());
    let paste = move |event: leptos::ev::ClipboardEvent| {
        let Some((pasted, text)) = pasted.as_ref().zip(clipboard::pasted_rows(&event)) else { return };
        event.prevent_default();
        refused.set(None);
        said.set(pasted.take.run(text));
    };
    let line = hint.is_some().then(|| view! { <p class="note" role="status">{move || said.get()}</p> });
    view! {
        <form class="adder" class:field--error=move || refused.with(Option::is_some) on:submit=submit novalidate>
            <label class="field__label" for=id.clone()>{label}</label>
            {hint}
            {move || refused.get().map(|reason| view! {
                <p class="field__error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{reason}</p>
            })}
            <div class="adder__row">
                <input class="field__input" type="text" id=id autocomplete="off" node_ref=input
                    data-takes-table=takes_table.then_some("") on:paste=paste
                    on:input=move |event| hold(&event_target_value(&event))
                    aria-invalid=move || refused.with(Option::is_some).then_some("true")
                    aria-describedby=described/>
                <button class="button" type="submit">{button}</button>
            </div>
            {line}
        </form>
    }
}
