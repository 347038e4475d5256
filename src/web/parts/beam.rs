//! The beam: how far the lead stands from "too close to call".

use leptos::prelude::*;
use weighbridge::chart::ticks;
use weighbridge::present::{as_typed, points};

/// The beam under a result. `lead` and `materiality` are points; `caption` names who leads whom.
#[component]
pub(crate) fn Beam(lead: f64, materiality: f64, #[prop(into)] caption: String) -> impl IntoView {
    let ticks = ticks(lead.max(2.0 * materiality));
    let limit = ticks.last().copied().unwrap_or(10.0);
    let at = |value: f64| format!("{:.3}%", 100.0 * value / limit);
    let label = format!(
        "The lead is {} points. Below {} points it would be too close to call.",
        points(lead),
        points(materiality)
    );
    let marks = ticks
        .iter()
        .map(|tick| {
            let x = at(*tick);
            // The first stays within the page, which paper cuts at its edge.
            let anchor = if *tick > 0.0 { "middle" } else { "start" };
            view! {
                <line class="beam__line" x1=x.clone() x2=x.clone() y1="40" y2="46"/>
                <text x=x y="62" text-anchor=anchor>{as_typed(*tick)}</text>
            }
        })
        .collect_view();
    // Near the right end the words stand to the left of the mark.
    let (anchor, shift) = if lead / limit > 0.55 { ("end", "-12") } else { ("start", "12") };
    let end = at(lead);
    view! {
        <figure class="beam">
            <svg role="img" aria-label=label>
                <rect class="beam__close" x="0" y="24" width=at(materiality) height="16"/>
                {(materiality > 0.0).then(|| view! { <text x="0" y="18">"too close to call"</text> })}
                <line class="beam__line" x1="0" x2="100%" y1="40" y2="40"/>
                {marks}
                <line class="beam__lead" x1="0" x2=end.clone() y1="40" y2="40"/>
                <svg x=end overflow="visible">
                    <path class="beam__point" d="M-6 27H6L0 39Z"/>
                    <text class="beam__value" x=shift y="32" text-anchor=anchor>{caption}</text>
                </svg>
            </svg>
        </figure>
    }
}
