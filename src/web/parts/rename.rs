//! A name that can be changed where it stands: a button beside it that opens a field, and closes it again.

use crate::parts::field::{Commit, TextField};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use leptos::prelude::*;

/// The button, or the field while it is open. Enter takes the name and closes the field, Escape leaves the name as it was.
/// What is refused stays as typed.
#[component]
pub(crate) fn Rename(
    /// Unique in the page; the button adds "-open".
    id: &'static str,
    /// What is renamed: "the case".
    what: &'static str,
    /// The name as it stands.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the new name.
    #[prop(into)]
    commit: Commit,
) -> impl IntoView {
    let (is_open, is_refused) = (RwSignal::new(false), RwSignal::new(false));
    let button_id = StoredValue::new(format!("{id}-open"));
    let commit = Callback::new(move |name: String| {
        let done = commit.run(name);
        is_refused.set(done.is_err());
        done
    });
    let open = move |_| {
        is_refused.set(false);
        is_open.set(true);
        focus_soon(&[id]);
    };
    let close = move || {
        is_open.set(false);
        focus_soon(&[&button_id.get_value()]);
    };
    // The field hears a key first, so by then the name is taken or refused.
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !is_refused.get_untracked() => close(),
        "Escape" => close(),
        _ => {}
    };
    let done = move |_| {
        if !is_refused.get_untracked() {
            close();
        }
    };
    view! {
        <Show when=move || is_open.get() fallback=move || view! {
            <button class="link no-print" type="button" id=button_id.get_value() aria-label=format!("Rename {what}") on:click=open>"Rename"</button>
        }>
            <div class="rename no-print" on:keydown=on_key>
                <TextField id label=format!("New name of {what}") label_hidden=true value commit/>
                <button class="link" type="button" on:click=done>"Done"</button>
            </div>
        </Show>
    }
}
