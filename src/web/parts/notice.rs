//! The line that says what was just done. It stays until it is dismissed or replaced; nothing on it is timed.

use crate::session::{Notice, Session};
use leptos::prelude::*;

/// News as a status message, trouble as an alert.
#[component]
pub(crate) fn NoticeBar(notice: RwSignal<Option<Notice>>, session: Session) -> impl IntoView {
    let shown = move || {
        notice.get().map(|news| {
            let Notice { text, is_problem, action } = news;
            let class = if is_problem { "notice notice--problem" } else { "notice" };
            view! {
                <div class=class>
                    <div class="page notice__row">
                        {is_problem.then(|| view! { <b class="notice__kind">"There is a problem"</b> })}
                        <span>{text}</span>
                        {action.map(|action| view! {
                            <button class="button button--small" type="button" on:click=move |_| {
                                notice.set(None);
                                (action.run)(session);
                            }>{action.label}</button>
                        })}
                        <button class="link" type="button" on:click=move |_| notice.set(None)>"Dismiss"</button>
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status" aria-live="polite">{shown}</div> }
}
