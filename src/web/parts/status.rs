//! A delivery status: its shape, its colour and always its word.

use leptos::prelude::*;
use weighbridge::present::status_words;
use weighbridge::programme::Status;

/// Returns a status as it stands in a list or table.
pub(crate) fn status(status: Status) -> impl IntoView {
    let (name, shape) = match status {
        Status::Red => ("red", "M4 0H10L14 4V10L10 14H4L0 10V4Z"),
        Status::Amber => ("amber", "M7 0.5L14 13.5H0Z"),
        Status::Green => ("green", "M0.5 7A6.5 6.5 0 1 0 13.5 7A6.5 6.5 0 1 0 0.5 7Z"),
        Status::Complete => ("complete", "M1.5 7.5L5.5 11.5L12.5 3"),
    };
    view! {
        <span class=format!("status status--{name}")>
            <svg class=format!("status__shape status__shape--{name}") viewBox="0 0 14 14" aria-hidden="true" focusable="false"><path d=shape/></svg>
            {status_words(status)}
        </span>
    }
}
