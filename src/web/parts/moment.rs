//! A moment of the log: the local time that people know, and the UTC that the file holds.

use crate::browser::clock;
use leptos::prelude::*;

/// Returns a moment such as "2026-11-21T14:02:11Z" in local time, with UTC beneath it.
pub(crate) fn moment(at: &str) -> AnyView {
    let utc = format!("{} UTC", at.replace('T', " ").replace('Z', ""));
    match clock::local_of_utc(at) {
        Some(local) => {
            view! { <span class="nowrap">{local}</span><br/><span class="note nowrap">{utc}</span> }.into_any()
        }
        None => view! { <span class="nowrap">{utc}</span> }.into_any(),
    }
}
