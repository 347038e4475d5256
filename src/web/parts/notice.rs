//! What the app says after something was done: one line, and a way back where there is one. It stays until it is dismissed
//! or replaced, or the next change or page ends it; nothing on it is timed.

use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a button beside the news does. The notice keeps it itself: a callback of the row that was removed would be gone with
/// the row.
type Run = Arc<dyn Fn() + Send + Sync>;

/// One line of news.
#[derive(Clone)]
pub(crate) struct Notice {
    /// What tells it from every other.
    number: u32,
    text: String,
    is_problem: bool,
    action: Option<(&'static str, Run)>,
}

impl Notice {
    /// Something was done.
    pub(crate) fn said(text: String) -> Notice {
        Notice { number: next_number(), text, is_problem: false, action: None }
    }

    /// Something did not work.
    pub(crate) fn problem(text: String) -> Notice {
        Notice { number: next_number(), text, is_problem: true, action: None }
    }

    /// Returns what tells it from every other notice.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Adds a button beside the news.
    pub(crate) fn with(self, label: &'static str, run: impl Fn() + Send + Sync + 'static) -> Notice {
        Notice { action: Some((label, Arc::new(run))), ..self }
    }
}

fn next_number() -> u32 {
    static ISSUED: AtomicU32 = AtomicU32::new(0);
    ISSUED.fetch_add(1, Ordering::Relaxed)
}

/// The line itself, as a status message.
#[component]
pub(crate) fn NoticeBar(notice: RwSignal<Option<Notice>>) -> impl IntoView {
    let shown = move || {
        notice.get().map(|Notice { text, is_problem, action, .. }| {
            let class = if is_problem { "notice notice--problem" } else { "notice" };
            let act = action.map(|(label, run)| {
                let press = move |_| {
                    notice.set(None);
                    run();
                };
                view! { <button class="button button--small" type="button" on:click=press>{label}</button> }
            });
            view! {
                <div class=class>
                    <div class="page notice__row">
                        {is_problem.then(|| view! { <b class="notice__kind">"There is a problem"</b> })}
                        <span>{text}</span>
                        {act}
                        <button class="link" type="button" on:click=move |_| notice.set(None)>"Dismiss"</button>
                    </div>
                </div>
            }
        })
    };
    view! { <div class="notices" role="status" aria-live="polite">{shown}</div> }
}
