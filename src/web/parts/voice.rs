//! What a screen reader is told of that happens elsewhere than where the focus is: one line, out of sight, for the whole page.
//! It says what matters and is quiet else: a field that refused, a new leader, work that could not be saved.

use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    /// What was said since the last frame.
    static WAITING: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static SAID: ArcRwSignal<String> = ArcRwSignal::new(String::new());
}

/// Says a sentence. What is said within one frame is said in one breath, or the later would take the place of the earlier.
pub(crate) fn say(words: String) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        let is_first = waiting.is_empty();
        if !waiting.contains(&words) {
            waiting.push(words);
        }
        is_first
    });
    if is_first {
        request_animation_frame(|| {
            let mut words = WAITING.take().join(" ");
            if words.is_empty() {
                return;
            }
            let said = SAID.with(ArcRwSignal::clone);
            if said.with_untracked(|before| *before == words) {
                // The same words once more are heard only where the text is another.
                words.push('\u{a0}');
            }
            said.set(words);
        });
    }
}

/// Takes back what was said: it may name what the page now hides.
pub(crate) fn hush() {
    WAITING.take();
    SAID.with(ArcRwSignal::clone).set(String::new());
}

/// Says what `words` become each time that they are others. What they are at first, and that they are gone, is not said.
pub(crate) fn say_changes(words: Memo<String>) {
    Effect::new(move |last: Option<String>| {
        let now = words.get();
        if last.is_some_and(|last| !last.is_empty() && !now.is_empty() && last != now) {
            say(now.clone());
        }
        now
    });
}

/// The line.
#[component]
pub(crate) fn Voice() -> impl IntoView {
    let said = SAID.with(ArcRwSignal::clone);
    view! { <p class="visually-hidden" id="voice" role="status">{move || said.get()}</p> }
}
