//! What stands under a table of an appraisal: save it as CSV, copy it for Word, and a remark.

use super::AppraisalModel;
use crate::pages::behind::{Leaving, foot};
use leptos::prelude::*;
use weighbridge::exchange::table::Table;
use weighbridge::paper::results::without_silent_columns;

/// "Save as CSV" and "Copy for Word" under a table.
#[component]
pub(crate) fn TableFoot(
    /// What every step works from.
    model: AppraisalModel,
    /// Name of the file, without its ending.
    name: &'static str,
    /// The table as it stands.
    #[prop(into)]
    table: Signal<Table>,
    /// What a reader must know of the figures.
    #[prop(default = "Totals are added before rounding.")]
    note: &'static str,
) -> impl IntoView {
    // As it is on the page: columns that say nothing stay behind.
    let told = move || {
        model.record.with_untracked(|record| {
            model
                .results
                .with_untracked(|results| table.with_untracked(|table| without_silent_columns(table, record, results)))
        })
    };
    foot(model.session, Leaving { note, ..Leaving::named(name) }, told)
}
