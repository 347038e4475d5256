//! A choice from a list, with a label. It takes effect when chosen.

use super::field::Label;
use leptos::prelude::*;

/// One of several values. The words stand in the list; the value is handed over.
#[component]
pub(crate) fn SelectField<T>(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// Whether the label is for screen readers only, because a table heading says it.
    #[prop(optional)]
    label_hidden: bool,
    /// The value as it stands.
    #[prop(into)]
    value: Signal<T>,
    /// The values and their words.
    #[prop(into)]
    choices: Signal<Vec<(T, String)>>,
    /// Takes the value that was chosen.
    #[prop(into)]
    choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pick = move |event| {
        let number = event_target_value(&event).parse::<usize>().ok();
        let chosen = number.and_then(|number| choices.with_untracked(|all| all.get(number).cloned()));
        if let Some((chosen, _)) = chosen {
            choose.run(chosen);
        }
    };
    let options = move || {
        let choice = |(number, (choice, words)): (usize, (T, String))| {
            // A property: the attribute alone no longer moves a list that was used.
            let selected = move || value.with(|value| *value == choice);
            view! { <option value=number.to_string() prop:selected=selected>{words}</option> }
        };
        choices.get().into_iter().enumerate().map(choice).collect_view()
    };
    view! {
        <div class="field">
            {Label { id: id.clone(), label, label_hidden, hint: String::new() }.view()}
            <select class="field__input" id=id on:change=pick>{options}</select>
        </div>
    }
}
