//! Two numbers that are given together, such as the ends of a scale: one alone is not yet anything.
//!
//! What cannot be taken stays in both fields as it was typed, with the reason above them.

use crate::parts::draft::Draft;
use crate::parts::field::{Label, read_number, read_percent, refusal};
use leptos::prelude::*;
use weighbridge::edit::EditError;

/// What is asked for in one of the two fields.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// What the field's id ends in.
    pub(crate) suffix: &'static str,
    /// The label.
    pub(crate) label: &'static str,
    /// What is said of a text that is no number.
    pub(crate) refusal: &'static str,
}

/// Two fields.
#[component]
pub(crate) fn NumberPair(
    /// Unique in the page; the fields add a hyphen and their suffix.
    #[prop(into)]
    id: String,
    /// What is asked for.
    asked: [Asked; 2],
    /// The numbers as they stand.
    #[prop(into)]
    value: Signal<Option<(f64, f64)>>,
    /// The unit they are in.
    #[prop(into)]
    unit: Signal<String>,
    /// What both are about, where a table's heading says it: the labels are then for screen readers only.
    #[prop(into, optional)]
    name: String,
    /// What an empty field stands for while the other has a number; without it, both are needed.
    #[prop(optional)]
    whole: Option<(f64, f64)>,
    /// Whether the numbers are out of a hundred, so that "25%" is 25.
    #[prop(optional, into)]
    percent: Signal<bool>,
    /// Takes both numbers, or `None` once both fields are empty.
    #[prop(into)]
    commit: Callback<Option<(f64, f64)>, Result<(), EditError>>,
) -> impl IntoView {
    let drafts: [RwSignal<Option<String>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    // Both fields are one draft: either alone is not yet anything.
    let shown = move |at: usize| {
        drafts[at]
            .get()
            .unwrap_or_else(|| value.get().map_or_else(String::new, |pair| [pair.0, pair.1][at].to_string()))
    };
    let pair = Callback::new(move |_: String| {
        match untrack(|| read_pair(asked, whole, percent.get(), [&shown(0), &shown(1)])) {
            Ok(Some(pair)) => commit.run(pair).map_err(|error| error.to_string()),
            Ok(None) => Err("enter the other number too".to_owned()),
            Err(expected) => Err(expected.to_owned()),
        }
    });
    let draft =
        Draft::new(&format!("{name} {} and {}", asked[0].label, asked[1].label), Signal::stored(String::new()), pair);
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let error_id = StoredValue::new(format!("{id}-error"));
    let is_gone = move || drafts[0].try_get_untracked().is_none();
    let take = move || match untrack(|| read_pair(asked, whole, percent.get(), [&shown(0), &shown(1)])) {
        // The other is still to come.
        Ok(None) => refused.set(None),
        _ if draft.done(format!("{} {}", untrack(|| shown(0)), untrack(|| shown(1)))) => {
            drafts.iter().for_each(|draft| draft.set(None));
            refused.set(None);
        }
        _ => refused.set(draft.refused().get_untracked()),
    };
    let typed = move |at: usize, text: String| {
        drafts[at].set(Some(text));
        draft.typed(format!("{} {}", untrack(|| shown(0)), untrack(|| shown(1))));
    };
    let field = move |at: usize| {
        let Asked { suffix, label, .. } = asked[at];
        let field_id = format!("{id}-{suffix}");
        let label_hidden = !name.is_empty();
        let label = if label_hidden { format!("{name}, {label}") } else { label.to_owned() };
        let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                drafts[at].set(Some(event_target_value(&event)));
                take();
            }
            "Escape" => {
                drafts[at].set(None);
                refused.set(None);
                if drafts.iter().all(|draft| draft.with_untracked(Option::is_none)) {
                    draft.let_go();
                }
            }
            _ => {}
        };
        view! {
            <div class="field">
                {Label { id: field_id.clone(), label, label_hidden, hint: String::new() }.view()}
                <span class="ends__field">
                    <input class="field__input field__input--number" type="text" inputmode="decimal" id=field_id autocomplete="off" prop:value=move || shown(at)
                        aria-invalid=move || refused.with(Option::is_some).then_some("true")
                        aria-describedby=move || refused.with(Option::is_some).then(|| error_id.get_value())
                        on:input=move |event| typed(at, event_target_value(&event))
                        on:change=move |event| {
                            // Some browsers tell of a change while they take the field off the page.
                            if !is_gone() {
                                drafts[at].set(Some(event_target_value(&event)));
                                take();
                            }
                        } on:keydown=on_key/>
                    <span class="note">{unit}</span>
                </span>
            </div>
        }
    };
    view! {
        <div class:field--error=move || refused.with(Option::is_some)>
            {refusal(error_id, refused.into())}
            <div class="ends">{field(0)}{field(1)}</div>
        </div>
    }
}

/// Returns both numbers or that both fields are empty, `None` while one is still to come, or what was expected.
#[allow(clippy::type_complexity)]
fn read_pair(
    asked: [Asked; 2],
    whole: Option<(f64, f64)>,
    percent: bool,
    typed: [&str; 2],
) -> Result<Option<Option<(f64, f64)>>, &'static str> {
    let read = if percent { read_percent } else { read_number };
    let one = read(typed[0]).map_err(|_| asked[0].refusal)?;
    let other = read(typed[1]).map_err(|_| asked[1].refusal)?;
    Ok(match (one, other, whole) {
        (None, None, _) => Some(None),
        (Some(one), Some(other), _) => Some(Some((one, other))),
        (one, other, Some(whole)) => Some(Some((one.unwrap_or(whole.0), other.unwrap_or(whole.1)))),
        _ => None,
    })
}
