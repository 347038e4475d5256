//! The table behind the readings.

use super::Readings;
use crate::pages::behind::{Leaving, table_behind};
use leptos::prelude::*;
use weighbridge::id::InitiativeId;
use weighbridge::paper::readings::readings_table;

/// "Show the table", "Save as CSV" and "Copy for Word".
#[component]
pub(super) fn ReadingsTable(readings: Readings) -> impl IntoView {
    let session = readings.session;
    let table_of = move |order: &[InitiativeId]| {
        let lens = readings.lens.get();
        readings.summary.with(|summary| session.case().with(|case| readings_table(case, summary, lens, order)))
    };
    // Whatever is on the page at hand, all of it leaves.
    let all = move || readings.rows.with(|rows| table_of(rows));
    let behind = ["h-readings-table", "Show the table"];
    table_behind(session, Leaving::named("readings"), behind, move || table_of(&readings.shown()), all)
}
