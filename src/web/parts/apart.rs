//! A signal of its own for what very many parts of a page follow.
//!
//! Whoever changes a signal walks through all that follows it, memo by memo, to ask whether anything is different. Where the
//! cells of a large table follow the case by memos, every edit walks through thousands of them, most for nothing. A signal
//! that is set apart is a leaf of that walk: its followers are asked only when it is different.

use leptos::prelude::*;

/// Returns a signal that takes on what `read` gives, after each change of what it reads, and tells its followers only where
/// that is different.
pub(crate) fn set_apart<T>(read: impl Fn() -> T + Send + Sync + 'static) -> ReadSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let (signal, set) = signal(untrack(&read));
    Effect::new(move |_| {
        let now = read();
        if signal.with_untracked(|before| *before != now) {
            set.set(now);
        }
    });
    signal
}
