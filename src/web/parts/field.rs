//! Fields for text and numbers. What is typed is a [`Draft`]: it is handed over on Enter, when the focus leaves, after a
//! second of quiet, and whenever the page is about to save or to go. Escape takes it back.
//!
//! What is refused stays in the field as it was typed, with the reason above it.

use crate::parts::draft::Draft;
use leptos::ev::KeyboardEvent;
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
    let typing = Typing::new(&id, &label, value, commit);
    let (described, class) = (typing.described_by(&id, &hint), format!("field__input {class}"));
    let control = one_line(typing, &id, class, None, described);
    typing.shell(Label { id, label, label_hidden, hint }, control)
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
    let typing = Typing::new(&id, &label, value, commit);
    let described = typing.described_by(&id, &hint);
    let control = view! {
        <textarea class="field__input" id=id.clone() rows=rows prop:value=move || typing.draft.shown()
            aria-invalid=typing.invalid() aria-describedby=described
            on:input=move |event| typing.draft.typed(event_target_value(&event))
            on:change=move |event| typing.done(event_target_value(&event))
            on:blur=move |event| typing.left(event_target_value(&event))
            on:keydown=move |event| typing.on_key(&event, false)></textarea>
    };
    typing.shell(Label { id, label, label_hidden, hint }, control.into_any())
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
    /// Whether the number is out of a hundred, so that "25%" is 25.
    #[prop(optional)]
    percent: bool,
    /// Takes the number, or `None` when the field was emptied.
    #[prop(into)]
    commit: Callback<Option<f64>, Result<(), EditError>>,
) -> impl IntoView {
    let text = Signal::derive(move || value.get().map_or(String::new(), |number| number.to_string()));
    let read = if percent { read_percent } else { read_number };
    let parsed = Callback::new(move |typed: String| match read(&typed) {
        Ok(number) => commit.run(number),
        Err(NotANumber) => Err(EditError::OutOfRange { expected }),
    });
    let typing = Typing::new(&id, &label, text, parsed);
    let (described, class) = (typing.described_by(&id, ""), "field__input field__input--number".to_owned());
    let control = one_line(typing, &id, class, Some("decimal"), described);
    typing.shell(Label { id, label, label_hidden, hint: String::new() }, control)
}

/// The control of a field of one line.
fn one_line(
    typing: Typing,
    id: &str,
    class: String,
    inputmode: Option<&'static str>,
    described: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> AnyView {
    view! {
        <input class=class type="text" inputmode=inputmode id=id.to_owned() autocomplete="off" prop:value=move || typing.draft.shown()
            aria-invalid=typing.invalid() aria-describedby=described
            on:input=move |event| typing.draft.typed(event_target_value(&event))
            on:change=move |event| typing.done(event_target_value(&event))
            on:blur=move |event| typing.left(event_target_value(&event))
            on:keydown=move |event| typing.on_key(&event, true)/>
    }
    .into_any()
}

/// What stands above a control.
pub(super) struct Label {
    /// The id of the control.
    pub(super) id: String,
    /// What is asked for.
    pub(super) label: String,
    /// Whether that is for screen readers only.
    pub(super) label_hidden: bool,
    /// What it means; may be empty.
    pub(super) hint: String,
}

impl Label {
    /// Returns a label and a hint for a control.
    pub(super) fn view(self) -> AnyView {
        let Label { id, label, label_hidden, hint } = self;
        let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id(&id)>{hint}</p> });
        view! {
            <label class=if label_hidden { "visually-hidden" } else { "field__label" } for=id>{label}</label>
            {hint}
        }
        .into_any()
    }
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

/// Returns the message that stands above what was refused, as a sentence; nothing while nothing is.
pub(super) fn refusal(id: StoredValue<String>, refused: Signal<Option<String>>) -> AnyView {
    let message = move |reason: String| {
        view! { <p class="field__error" id=id.get_value()><span class="visually-hidden">"Error: "</span>{crate::parts::sentence(&reason)}</p> }
    };
    (move || refused.get().map(message)).into_any()
}

/// Returns the number in a text, or `None` for an empty one, as [`Finite::read`] reads it.
pub(crate) fn read_number(text: &str) -> Result<Option<f64>, NotANumber> {
    Finite::read(text).map(|read| read.map(Finite::get))
}

/// Returns the number in a text, or `None` for an empty one, as [`Finite::read_percent`] reads it.
pub(crate) fn read_percent(text: &str) -> Result<Option<f64>, NotANumber> {
    Finite::read_percent(text).map(|read| read.map(Finite::get))
}

/// A field's draft, with the message that stands above the field.
#[derive(Clone, Copy)]
struct Typing {
    draft: Draft,
    error_id: StoredValue<String>,
}

impl Typing {
    fn new(id: &str, label: &str, standing: Signal<String>, commit: Commit) -> Typing {
        let take = Callback::new(move |text: String| commit.run(text).map_err(|error| error.to_string()));
        Typing { draft: Draft::new(label, standing, take), error_id: StoredValue::new(format!("{id}-error")) }
    }

    fn done(self, text: String) {
        self.draft.done(text);
    }

    fn left(self, text: String) {
        if self.draft.is_open() {
            self.draft.done(text);
        }
    }

    /// Enter hands over where the field is one line; Escape puts back what stands in the case.
    fn on_key(self, event: &KeyboardEvent, is_one_line: bool) {
        match event.key().as_str() {
            "Enter" if is_one_line => self.done(event_target_value(event)),
            "Escape" => self.draft.take_back(),
            _ => {}
        }
    }

    fn refused(self) -> RwSignal<Option<String>> {
        self.draft.refused()
    }

    fn class(self) -> impl Fn() -> &'static str + Clone {
        move || if self.refused().with(Option::is_some) { "field field--error" } else { "field" }
    }

    fn invalid(self) -> impl Fn() -> Option<&'static str> + Clone {
        move || self.refused().with(|refused| refused.as_ref().map(|_| "true"))
    }

    fn described_by(self, id: &str, hint: &str) -> impl Fn() -> Option<String> + Clone + use<> {
        let hint_id = (!hint.is_empty()).then(|| hint_id(id));
        move || {
            let error = self.refused().with(Option::is_some).then(|| self.error_id.get_value());
            let ids: Vec<String> = hint_id.clone().into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// The whole field: label, hint, message, control.
    fn shell(self, label: Label, control: AnyView) -> AnyView {
        view! { <div class=self.class()>{label.view()}{refusal(self.error_id, self.refused().into())}{control}</div> }
            .into_any()
    }
}
