//! Record: what is recommended and why, what was said against it, what a hostile reader would find, what was changed after
//! the ranking was first shown, and the export for the committee.

mod export;
mod findings;

use super::AppraisalModel;
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::moment::moment;
use crate::parts::paging::Paging;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::Appraisal;
use weighbridge::edit::{Edit, RecordEdit};
use weighbridge::log::{Event, LogEntry, after_ranking};
use weighbridge::present::{self, count};

/// How many changes are shown at a time.
const A_PAGE: usize = 50;

/// The record step.
#[component]
pub(crate) fn Record(model: AppraisalModel) -> impl IntoView {
    let finding = move || model.record.with(recommendation);
    view! {
        <p class="headline__over">"Record."</p>
        <h1 class="record__finding">{finding}</h1>
        <p class="headline__next">{move || findings::sentence(model)}</p>
        <Recommendation model/>
        <findings::Findings model/>
        <Changes model/>
        <export::Export model/>
    }
}

fn recommendation(record: &Arc<Appraisal>) -> String {
    let recommended = record.record.recommended.and_then(|id| record.alternative(id));
    recommended
        .map_or_else(|| "What is recommended, and why?".to_owned(), |option| format!("{} is recommended.", option.name))
}

#[component]
fn Recommendation(model: AppraisalModel) -> impl IntoView {
    let text =
        move |read: fn(&Appraisal) -> &String| Signal::derive(move || model.record.with(|record| read(record).clone()));
    let edit = move |edit| model.session.commit_in(model.id, edit);
    let value = Signal::derive(move || model.record.with(|record| record.record.recommended));
    let choices = Signal::derive(move || {
        model.record.with(|record| {
            let options = record.alternatives.iter().map(|option| (Some(option.id), option.name.clone()));
            std::iter::once((None, "None yet".to_owned())).chain(options).collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |id| {
        model.session.dispatch(&Edit::Appraisal(model.id, RecordEdit::SetRecommended(id).into()));
    });
    let other = move || {
        model.record.with(|record| model.results.with(|results| present::recommended_beside_leader(record, results)))
    };
    let is_other = Memo::new(move |_| !other().is_empty());
    view! {
        <section class="section form" aria-labelledby="h-recommendation">
            <h2 id="h-recommendation">"Recommendation"</h2>
            <SelectField id="record-recommended" label="Recommended option" value choices choose/>
            <Show when=move || is_other.get()><p class="blind" role="status">{other}</p></Show>
            <TextArea id="record-why" label="Why" rows=4
                hint="In plain words, without figures: what decides, what it costs, what would change it."
                value=text(|record| &record.record.recommendation) commit=move |words| edit(RecordEdit::SetRecommendation(words).into())/>
            <TextArea id="record-dissent" label="Dissent" rows=3
                hint="Who disagreed (by role) and why. If nobody did, say so."
                value=text(|record| &record.record.dissent) commit=move |words| edit(RecordEdit::SetDissent(words).into())/>
        </section>
    }
}

/// The log of changes after the ranking was first shown.
#[component]
fn Changes(model: AppraisalModel) -> impl IntoView {
    let log = Memo::new(move |_| {
        model.session.revision();
        untrack(|| model.session.log())
    });
    let shown = move || log.with(|log| log.iter().any(|entry| entry.event == Event::RankingShown(model.id)));
    let changes = Memo::new(move |_| {
        log.with(|log| after_ranking(log, model.id).into_iter().cloned().collect::<Vec<Arc<LogEntry>>>())
    });
    let n = move || changes.with(Vec::len);
    let mounting = Mounting::of(A_PAGE);
    let paging = Paging::new(["record-changes", "Changes"], &model.paged(), Signal::derive(n), Signal::stored(A_PAGE));
    let rows = move || {
        changes.with(|changes| {
            let newest_first = changes.iter().enumerate().rev().skip(paging.rows().start).take(paging.rows().len());
            newest_first.map(|(number, entry)| (number, entry.clone())).collect::<Vec<_>>()
        })
    };
    let said = move || match n() {
        0 if shown() => "Nothing has changed since the ranking was first shown.".to_owned(),
        0 => "No ranking has been shown yet.".to_owned(),
        n => format!("{} since, newest first. They are exported.", count(n, "change", "changes")),
    };
    let any = Memo::new(move |_| n() > 0);
    view! {
        <section class="section" aria-labelledby="h-changes">
            <h2 id="h-changes" tabindex="-1">"Changes after the ranking was first shown"</h2>
            <p class="note">{said}</p>
            <Show when=move || any.get()>
                {paging.line()}
                <div class="table-scroll" role="region" aria-label="Changes, newest first" tabindex="0">
                    <table class="table record__changes">
                        <thead><tr><th scope="col">"What"</th><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col">"When"</th></tr></thead>
                        <tbody aria-busy=mounting.busy()><Gradual mounting each=rows key=|(number, _)| *number children=|(_, entry)| row(&entry)/></tbody>
                    </table>
                </div>
                {paging.links()}
            </Show>
        </section>
    }
}

fn row(entry: &LogEntry) -> impl IntoView + use<> {
    let what = present::log_words(entry);
    view! { <tr><th scope="row">{what}</th><td>{entry.from.clone()}</td><td>{entry.to.clone()}</td><td>{moment(&entry.at)}</td></tr> }
}
