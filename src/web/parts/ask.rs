//! A question that is asked in place before something is done: one field, a button that does it, and a way out.

use crate::parts::draft;
use crate::parts::error_summary::ErrorSummary;
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// How a question is answered.
pub(crate) enum Answer {
    /// By one line of text.
    Line,
    /// By several lines of text.
    Lines,
    /// By one of these values, each with its words.
    OneOf(Vec<(String, String)>),
}

/// What a question asks, and how.
pub(crate) struct Question {
    /// Id of the field, unique in the page.
    pub(crate) id: String,
    /// What is asked.
    pub(crate) label: String,
    /// What follows from the answer.
    pub(crate) hint: String,
    /// How it is answered.
    pub(crate) answer: Answer,
    /// What the button says that does it.
    pub(crate) button: &'static str,
}

/// The question as a small form. It takes the focus; what is refused stays as typed, with the reason above it.
#[component]
pub(crate) fn Ask(
    /// What is asked.
    question: Question,
    /// Takes the answer. Where it is taken, the owner takes the question away.
    #[prop(into)]
    submit: Callback<String, Result<(), EditError>>,
    /// Takes the question away.
    #[prop(into)]
    cancel: Callback<()>,
) -> AnyView {
    let Question { id, label, hint, answer, button } = question;
    let first = if let Answer::OneOf(choices) = &answer { choices.first() } else { None };
    let typed = RwSignal::new(first.map_or_else(String::new, |(value, _)| value.clone()));
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let field_id = StoredValue::new(id.clone());
    let errors = Signal::derive(move || {
        refused.get().map(|reason| (field_id.get_value(), reason)).into_iter().collect::<Vec<_>>()
    });
    let hold = draft::form(&label);
    let write = move |event| {
        let text = event_target_value(&event);
        hold(&text);
        typed.set(text);
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Err(error) = submit.run(typed.get_untracked()) {
            refused.set(Some(sentence(&error.to_string())));
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            cancel.run(());
        }
    };
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if refused.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    let invalid = move || refused.with(Option::is_some).then_some("true");
    focus_soon(&[&id]);
    let field = match answer {
        Answer::Line => view! {
            <input class="field__input" type="text" id=id.clone() autocomplete="off" aria-invalid=invalid aria-describedby=described
                on:input=write/>
        }
        .into_any(),
        Answer::Lines => view! {
            <textarea class="field__input" id=id.clone() rows="3" aria-invalid=invalid aria-describedby=described
                on:input=write></textarea>
        }
        .into_any(),
        Answer::OneOf(choices) => {
            let choice = |(value, words): (String, String)| view! { <option value=value>{words}</option> };
            view! {
                <select class="field__input" id=id.clone() aria-invalid=invalid aria-describedby=described
                    on:change=move |event| typed.set(event_target_value(&event))>{choices.into_iter().map(choice).collect_view()}</select>
            }
            .into_any()
        }
    };
    view! {
        <form class="ask" on:submit=send on:keydown=on_key novalidate>
            <ErrorSummary errors/>
            <div class="field" class:field--error=move || refused.with(Option::is_some)>
                <label class="field__label" for=id>{label}</label>
                <p class="field__hint" id=hint_id>{hint}</p>
                {move || refused.get().map(|reason| view! {
                    <p class="field__error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{reason}</p>
                })}
                {field}
            </div>
            <div class="row">
                <button class="button" type="submit">{button}</button>
                <button class="link" type="button" on:click=move |_| cancel.run(())>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}
