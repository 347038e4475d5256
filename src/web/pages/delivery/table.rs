//! The table behind the timeline.

use super::Delivered;
use crate::pages::behind::{Leaving, table_behind};
use leptos::prelude::*;
use weighbridge::paper::delivery::delivery_table;

/// "Show the table", "Save as CSV" and "Copy for Word".
#[component]
pub(super) fn DeliveryTable(delivered: Delivered) -> impl IntoView {
    let session = delivered.session;
    let table_of = move |places: &[usize]| {
        session.case().with(|case| delivery_table(&case.programme.initiatives, places, delivered.as_at.get().0))
    };
    // Whatever is on the page at hand, all of it leaves.
    let all = move || delivered.places.with(|places| table_of(places));
    let behind = ["h-delivery-table", "Show the table"];
    table_behind(session, Leaving::named("delivery"), behind, move || table_of(&delivered.shown()), all)
}
