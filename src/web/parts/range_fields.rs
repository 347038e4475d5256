//! Two numbers that bound a third, given together: what cannot be taken stays in both fields as it was typed, with the
//! reason above them.

use crate::browser::page;
use crate::parts::field::read_number;
use crate::parts::sentence;
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// Two fields, least and most. One that is left empty stands for its end of the whole.
#[component]
pub(crate) fn RangeFields(
    /// Unique in the page; the fields add "-low" and "-high".
    #[prop(into)]
    id: String,
    /// What is bounded, for screen readers.
    #[prop(into)]
    name: String,
    /// The bounds as they stand.
    #[prop(into)]
    value: Signal<Option<(f64, f64)>>,
    /// The least and the most that there is.
    whole: (f64, f64),
    /// Takes both bounds, or `None` when both fields were emptied.
    #[prop(into)]
    commit: Callback<Option<(f64, f64)>, Result<(), EditError>>,
) -> impl IntoView {
    let drafts: [RwSignal<Option<String>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let error_id = StoredValue::new(format!("{id}-error"));
    let shown = move |end: usize| {
        drafts[end]
            .get()
            .unwrap_or_else(|| value.get().map_or_else(String::new, |ends| [ends.0, ends.1][end].to_string()))
    };
    let take = move || {
        let read = untrack(|| (read_number(&shown(0)), read_number(&shown(1))));
        let (Ok(low), Ok(high)) = read else {
            refused.set(Some("Expected numbers.".to_owned()));
            return;
        };
        let range = (low.is_some() || high.is_some()).then(|| (low.unwrap_or(whole.0), high.unwrap_or(whole.1)));
        match commit.run(range) {
            Ok(()) => {
                drafts.iter().for_each(|draft| draft.set(None));
                refused.set(None);
            }
            Err(error) => refused.set(Some(sentence(&error.to_string()))),
        }
    };
    let field = move |end: usize, suffix: &str, label: &str| {
        let field_id = format!("{id}-{suffix}");
        let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                drafts[end].set(Some(event_target_value(&event)));
                take();
            }
            "Escape" => {
                drafts[end].set(None);
                refused.set(None);
                page::set_field_text(&event, &untrack(|| shown(end)));
            }
            _ => {}
        };
        view! {
            <label class="visually-hidden" for=field_id.clone()>{format!("{name}, {label}")}</label>
            <input class="field__input field__input--number" type="text" inputmode="decimal" id=field_id autocomplete="off" prop:value=move || shown(end)
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby=move || refused.with(Option::is_some).then(|| error_id.get_value())
                on:change=move |event| { drafts[end].set(Some(event_target_value(&event))); take(); } on:keydown=on_key/>
        }
    };
    view! {
        <div class:field--error=move || refused.with(Option::is_some)>
            {move || refused.get().map(|reason| view! {
                <p class="field__error" id=error_id.get_value()><span class="visually-hidden">"Error: "</span>{reason}</p>
            })}
            <div class="range">{field(0, "low", "least")}<span aria-hidden="true">"to"</span>{field(1, "high", "most")}</div>
        </div>
    }
}
