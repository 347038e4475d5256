//! The export for the committee: with findings open it needs a reason for each, or one for all.

use super::super::AppraisalModel;
use super::findings::{group_id, group_what};
use crate::browser::page;
use crate::pages::exporting::{self, Outcome};
use crate::parts::error_summary::ErrorSummary;
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::committee::Carried;
use weighbridge::edit::RecordEdit;
use weighbridge::health::{EXPORT_KEY, Finding, groups};
use weighbridge::present::export_sentence;
use weighbridge::route::Route;

/// What the committee receives.
#[component]
pub(super) fn Export(model: AppraisalModel) -> impl IntoView {
    let one_for_all = Signal::derive(move || {
        model.record.with(|record| {
            let found = record.record.overrides.iter().find(|answer| answer.finding == EXPORT_KEY);
            found.map_or_else(String::new, |answer| answer.reason.clone())
        })
    });
    // Findings that stand in the way, by kind as the list above has them: what leads to each kind, what it is, and how many.
    let open = Memo::new(move |_| {
        model.record.with(|record| {
            model.findings.with(|findings| {
                let n_open = |group: &[Finding]| {
                    group.iter().filter(|finding| finding.is_open(&record.record.overrides)).count()
                };
                let groups = groups(findings).into_iter().map(|group| (n_open(&group), group));
                let line = |(n, group): (usize, Vec<Finding>)| (group_id(&group), group_what(record, &group), n);
                groups.filter(|(n, _)| *n > 0).map(line).collect::<Vec<_>>()
            })
        })
    });
    let n_open = move || open.with(|open| open.iter().map(|(_, _, n)| n).sum());
    let refused = RwSignal::new(false);
    let making: RwSignal<Option<String>> = RwSignal::new(None);
    let errors = Signal::derive(move || {
        if !refused.get() || !one_for_all.with(String::is_empty) || open.with(Vec::is_empty) {
            return Vec::new();
        }
        let all = ("record-export".to_owned(), "Give one reason for all open findings, or one for each:".to_owned());
        let each = open.get().into_iter().map(|(id, what, _)| (id, what));
        std::iter::once(all).chain(each).collect::<Vec<(String, String)>>()
    });
    let press = move |_| {
        // What is being typed belongs to the export; what is refused is shown where it stands.
        if model.session.hand_over().iter().any(|refused| !refused.reason.is_empty()) {
            let text = "Not exported: what is typed in one field could not be accepted. See the message beside it.";
            model.session.notice.set(Some(Notice::problem(text.to_owned())));
            return;
        }
        page::focus("export");
        // Not what is painted: what was handed over a moment ago may have opened a finding.
        let is_open =
            |finding: &Finding| model.record.with_untracked(|record| finding.is_open(&record.record.overrides));
        let needs_reason = one_for_all.with_untracked(String::is_empty) && model.findings_now().iter().any(is_open);
        // Set anew, so that the list takes the focus again.
        refused.set(false);
        if needs_reason {
            refused.set(true);
        } else {
            let title = model.record.with_untracked(|record| record.title.clone());
            exporting::export(model.session, model.id.into(), &title, making);
        }
    };
    let commit =
        move |words| model.session.commit_in(model.id, RecordEdit::SetOverride(EXPORT_KEY.to_owned(), words).into());
    view! {
        <section class="section form no-print" aria-labelledby="h-export">
            <h2 id="h-export">"For the committee"</h2>
            <p class="record__about">"One JSON file beside the paper: the inputs, the weights and how they were given, every result, the draws and their seed, the findings with their reasons, the changes above, and a SHA-256 digest of each part. Whoever receives it can "<a href=Route::Check.hash()>"check it here"</a>"."</p>
            <ErrorSummary errors/>
            <Show when=move || !open.with(Vec::is_empty)>
                <p class="note">{move || export_sentence(n_open())}</p>
                <TextArea id="record-export" label="One reason for all open findings" rows=2
                    hint="For example: a draft for the panel of 24 November. It is exported beside each of them."
                    value=one_for_all commit/>
            </Show>
            <button class="button button--main" type="button" id="export"
                // Not by the press of the mouse: what then appears above would move the button away from under it.
                on:mousedown=|event| event.prevent_default() on:click=press>"Export the appraisal"</button>
            <Outcome session=model.session carried=Signal::stored(Carried::from(model.id)) making/>
        </section>
    }
}
