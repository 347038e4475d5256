//! Fields that keep what is typed until it is done, then hand it over once: on Enter, or when the focus leaves.
//!
//! What is refused stays in the field as it was typed, with the reason beneath it.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use weighbridge::edit::EditError;
use weighbridge::finite::{Finite, NotANumber};

/// What a field hands over, and whether it was taken.
pub(crate) type Commit = Callback<String, Result<(), EditError>>;

/// One line of text with a label.
#[component]
pub(crate) fn TextField(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What it means, where the label does not say.
    #[prop(into, optional)]
    hint: String,
    /// Whether the label is for screen readers only, because a table heading says it.
    #[prop(optional)]
    label_hidden: bool,
    /// The value as it stands.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what was typed.
    #[prop(into)]
    commit: Commit,
    /// Extra classes of the input.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let draft = Draft::new(&id, commit);
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let described = draft.described_by(hint_id.clone());
    view! {
        <div class=draft.class()>
            <label class=if label_hidden { "visually-hidden" } else { "field__label" } for=id.clone()>{label}</label>
            {hint_id.map(|hint_id| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {draft.message()}
            <input class=format!("field__input {class}") type="text" id=id autocomplete="off" prop:value=value
                aria-invalid=draft.invalid() aria-describedby=described
                on:change=move |event| draft.hand_over(&event)
                on:keydown=move |event| draft.on_key(&event, value)/>
        </div>
    }
}

/// Several lines of text with a label.
#[component]
pub(crate) fn TextArea(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What it means, where the label does not say.
    #[prop(into, optional)]
    hint: String,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The value as it stands.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what was typed.
    #[prop(into)]
    commit: Commit,
    /// Height in lines.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let draft = Draft::new(&id, commit);
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let described = draft.described_by(hint_id.clone());
    view! {
        <div class=draft.class()>
            <label class=if label_hidden { "visually-hidden" } else { "field__label" } for=id.clone()>{label}</label>
            {hint_id.map(|hint_id| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {draft.message()}
            <textarea class="field__input" id=id rows=rows prop:value=value
                aria-invalid=draft.invalid() aria-describedby=described
                on:change=move |event| draft.hand_over(&event)></textarea>
        </div>
    }
}

/// A number with a label. What is no number is refused and stays as typed.
#[component]
pub(crate) fn NumberField(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The value as it stands; empty where there is none.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// What was expected, for the message: "a number from 0 to 100".
    expected: &'static str,
    /// Takes the number, or `None` when the field was emptied.
    #[prop(into)]
    commit: Callback<Option<f64>, Result<(), EditError>>,
) -> impl IntoView {
    let text = Signal::derive(move || value.get().map_or(String::new(), |number| number.to_string()));
    let parsed = Callback::new(move |typed: String| match read_number(&typed) {
        Ok(number) => commit.run(number),
        Err(NotANumber) => Err(EditError::OutOfRange { expected }),
    });
    let draft = Draft::new(&id, parsed);
    view! {
        <div class=draft.class()>
            <label class=if label_hidden { "visually-hidden" } else { "field__label" } for=id.clone()>{label}</label>
            {draft.message()}
            <input class="field__input field__input--number" type="text" inputmode="decimal" id=id autocomplete="off" prop:value=text
                aria-invalid=draft.invalid() aria-describedby=draft.described_by(None)
                on:change=move |event| draft.hand_over(&event)
                on:keydown=move |event| draft.on_key(&event, text)/>
        </div>
    }
}

/// Returns the number in a text, or `None` for an empty one, as [`Finite::read`] reads it.
pub(crate) fn read_number(text: &str) -> Result<Option<f64>, NotANumber> {
    Finite::read(text).map(|read| read.map(Finite::get))
}

/// What a field holds beside the value: the reason for which the last text was refused.
#[derive(Clone, Copy)]
struct Draft {
    refused: RwSignal<Option<String>>,
    error_id: StoredValue<String>,
    commit: Commit,
}

impl Draft {
    fn new(id: &str, commit: Commit) -> Draft {
        Draft { refused: RwSignal::new(None), error_id: StoredValue::new(format!("{id}-error")), commit }
    }

    fn hand_over(self, event: &Event) {
        self.refused.set(self.commit.run(event_target_value(event)).err().map(|error| error.to_string()));
    }

    /// Enter hands over, Escape puts back the value as it stands.
    fn on_key(self, event: &KeyboardEvent, value: Signal<String>) {
        match event.key().as_str() {
            "Enter" => self.hand_over(event),
            "Escape" => {
                self.refused.set(None);
                crate::browser::page::set_field_text(event, &value.get_untracked());
            }
            _ => {}
        }
    }

    fn class(self) -> impl Fn() -> &'static str + Clone {
        move || if self.refused.with(Option::is_some) { "field field--error" } else { "field" }
    }

    fn invalid(self) -> impl Fn() -> Option<&'static str> + Clone {
        move || self.refused.with(|refused| refused.as_ref().map(|_| "true"))
    }

    fn described_by(self, hint_id: Option<String>) -> impl Fn() -> Option<String> + Clone {
        move || {
            let error = self.refused.with(Option::is_some).then(|| self.error_id.get_value());
            let ids: Vec<String> = hint_id.clone().into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    fn message(self) -> impl IntoView {
        move || {
            self.refused.get().map(|reason| {
                view! {
                    <p class="field__error" id=self.error_id.get_value()>
                        <span class="visually-hidden">"Error: "</span>{crate::parts::sentence(&reason)}
                    </p>
                }
            })
        }
    }
}
