//! Buttons that move a thing among its siblings and remove it.

use crate::parts::focus::focus_soon;
use leptos::prelude::*;

/// Up, down and remove. The focus stays on the button that was pressed, also when the row moves.
#[component]
pub(crate) fn OrderButtons(
    /// Unique in the page; the buttons add "-up", "-down" and "-remove".
    #[prop(into)]
    id: String,
    /// What is moved or removed.
    #[prop(into)]
    name: Signal<String>,
    /// Its position among its siblings, from 0, and how many there are.
    #[prop(into)]
    place: Signal<(usize, usize)>,
    /// Moves it to a position.
    #[prop(into)]
    move_to: Callback<usize>,
    /// Removes it.
    #[prop(into)]
    remove: Callback<()>,
) -> impl IntoView {
    let step = |word: &'static str, suffix: &'static str, to: fn(usize, usize) -> Option<usize>| {
        let button_id = format!("{id}-{suffix}");
        let focus_id = button_id.clone();
        let target = move || {
            let (at, n) = place.get();
            to(at, n)
        };
        let label = move || {
            let (at, n) = place.get();
            format!("{word}: {}, now {} of {n}", name.get(), at + 1)
        };
        let press = move |_| {
            if let Some(to) = untrack(target) {
                move_to.run(to);
                focus_soon(&[&focus_id]);
            }
        };
        view! {
            <button class="order__button" type="button" id=button_id aria-label=label aria-disabled=move || target().is_none().to_string() on:click=press>{word}</button>
        }
    };
    let up = step("Up", "up", |at, _| at.checked_sub(1));
    let down = step("Down", "down", |at, n| (at + 1 < n).then_some(at + 1));
    let remove_id = id + "-remove";
    view! {
        <div class="order">
            {up}
            {down}
            <button class="order__button" type="button" id=remove_id aria-label=move || format!("Remove: {}", name.get()) on:click=move |_| remove.run(())>"Remove"</button>
        </div>
    }
}
