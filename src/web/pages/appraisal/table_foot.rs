//! What stands under a table of an appraisal: save it as CSV, copy it for Word, and a remark.

use super::AppraisalModel;
use crate::browser::clipboard;
use crate::session::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};
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
    let save = move |_| model.session.download(&format!("{name}.csv"), &csv(&told()), "text/csv");
    let copy = move |_| {
        let remark = (!note.is_empty()).then(|| Block::Paragraph(note.to_owned()));
        let blocks: Vec<Block> = std::iter::once(Block::Table(told())).chain(remark).collect();
        let (rich, text) = (html(&blocks), plain(&blocks));
        spawn_local(async move {
            let notice = match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The table is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}.")),
            };
            model.session.notice.set(Some(notice));
        });
    };
    view! {
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"</button>
            <span>{note}</span>
        </p>
    }
}
