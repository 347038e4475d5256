//! The two ends of a measured scale, given together: one end alone, or twice the same, is no scale.
//!
//! What cannot be taken stays in both fields as it was typed, with the reason above them.

use crate::browser::page;
use crate::parts::field::read_number;
use crate::parts::sentence;
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// Two fields, worst and best.
#[component]
pub(crate) fn ScaleEnds(
    /// Unique in the page; the fields add "-worst" and "-best".
    #[prop(into)]
    id: String,
    /// The ends as they stand.
    #[prop(into)]
    value: Signal<Option<(f64, f64)>>,
    /// The unit they are in.
    #[prop(into)]
    unit: Signal<String>,
    /// Takes both ends.
    #[prop(into)]
    commit: Callback<(f64, f64), Result<(), EditError>>,
) -> impl IntoView {
    let drafts: [RwSignal<Option<String>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let error_id = StoredValue::new(format!("{id}-error"));
    let shown = move |end: usize| {
        drafts[end]
            .get()
            .unwrap_or_else(|| value.get().map_or_else(String::new, |ends| [ends.0, ends.1][end].to_string()))
    };
    let take = move || match untrack(|| read_ends(&shown(0), &shown(1))) {
        Ok(Some(ends)) => match commit.run(ends) {
            Ok(()) => {
                drafts.iter().for_each(|draft| draft.set(None));
                refused.set(None);
            }
            Err(error) => refused.set(Some(sentence(&error.to_string()))),
        },
        // The other end is still to come.
        Ok(None) => refused.set(None),
        Err(expected) => refused.set(Some(expected.to_owned())),
    };
    let field = move |end: usize, suffix: &str, label: &'static str| {
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
            <div class="field">
                <label class="field__label" for=field_id.clone()>{label}</label>
                <span class="ends__field">
                    <input class="field__input field__input--number" type="text" inputmode="decimal" id=field_id autocomplete="off" prop:value=move || shown(end)
                        aria-invalid=move || refused.with(Option::is_some).then_some("true")
                        aria-describedby=move || refused.with(Option::is_some).then(|| error_id.get_value())
                        on:change=move |event| { drafts[end].set(Some(event_target_value(&event))); take(); } on:keydown=on_key/>
                    <span class="note">{unit}</span>
                </span>
            </div>
        }
    };
    view! {
        <div class:field--error=move || refused.with(Option::is_some)>
            {move || refused.get().map(|reason| view! {
                <p class="field__error" id=error_id.get_value()><span class="visually-hidden">"Error: "</span>{reason}</p>
            })}
            <div class="ends">{field(0, "worst", "Worst: 0 points")}{field(1, "best", "Best: 100 points")}</div>
        </div>
    }
}

/// Returns both ends, `None` while one is still to come, or what was expected.
fn read_ends(worst: &str, best: &str) -> Result<Option<(f64, f64)>, &'static str> {
    let worst = read_number(worst).map_err(|_| "Expected a number at the worst end.")?;
    let best = read_number(best).map_err(|_| "Expected a number at the best end.")?;
    Ok(worst.zip(best))
}
