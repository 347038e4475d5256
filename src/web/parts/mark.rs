//! The mark: a graduated beam on a fulcrum. It returns as the rule on the home page.

use leptos::prelude::*;

/// The mark beside the name.
#[component]
pub(crate) fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 36 18" aria-hidden="true" focusable="false">
            <path d="M1 6.5H35" stroke="currentColor" stroke-width="1.5" fill="none"/>
            <path d="M1 3V6.5M6.7 4.5V6.5M12.3 4.5V6.5M23.7 4.5V6.5M29.3 4.5V6.5M35 3V6.5" stroke="currentColor" stroke-width="1.25" fill="none"/>
            <path d="M18 7L22.5 16H13.5Z" fill="currentColor"/>
        </svg>
    }
}

/// The beam across the page, graduated in hundredths, with the fulcrum at its middle.
#[component]
pub(crate) fn Gradation() -> impl IntoView {
    let ticks = (0..=100)
        .map(|i| {
            let top = match i {
                _ if i % 10 == 0 => "2",
                _ if i % 5 == 0 => "7",
                _ => "10",
            };
            let at = format!("{i}%");
            view! { <line x1=at.clone() x2=at y1=top y2="14.5"/> }
        })
        .collect_view();
    view! {
        <svg class="gradation" aria-hidden="true" focusable="false">
            <line x1="0" x2="100%" y1="14.5" y2="14.5"/>
            {ticks}
            <svg x="50%" overflow="visible"><path d="M0 15L6.5 27H-6.5Z"/></svg>
        </svg>
    }
}
