//! The export for the committee: with findings open it needs a reason for each, or one for all.

use super::super::AppraisalModel;
use super::findings::{group_id, group_what};
use crate::browser::{clipboard, clock, page};
use crate::parts::error_summary::ErrorSummary;
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::session::{Exported, Notice};
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use weighbridge::edit::RecordEdit;
use weighbridge::health::{EXPORT_KEY, Finding, groups};
use weighbridge::present::{export_name, export_sentence};
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
        if needs_reason { refused.set(true) } else { export(model, making) }
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
            <Outcome model making/>
        </section>
    }
}

/// What came of the export, where its button is: under way, or the name of the file and the digest to print.
#[component]
fn Outcome(model: AppraisalModel, making: RwSignal<Option<String>>) -> impl IntoView {
    let session = model.session;
    let own = move || {
        let of = (session.key().get()?, model.id);
        session.exported.get().filter(|exported| exported.of == of)
    };
    let done = move || {
        own().map(|Exported { revision, name, digest, .. }| {
            let short = digest.get(..16).unwrap_or_default().to_owned();
            let copied = short.clone();
            let copy = move |_| {
                let digest = copied.clone();
                spawn_local(async move {
                    let notice = match clipboard::copy_table(&digest, &digest).await {
                        Ok(()) => Notice::said("The digest is copied.".to_owned()),
                        Err(error) => Notice::problem(format!("Not copied: {error}.")),
                    };
                    session.notice.set(Some(notice));
                });
            };
            let since = (session.revision() != revision)
                .then(|| view! { <p class="note">"The case has changed since. Export it again before the paper goes out."</p> });
            view! {
                <div class="exported">
                    <p>{format!("Exported as {name}. Print the start of its digest in the paper:")}</p>
                    <p class="row"><b class="exported__digest num">{short}</b>
                        <button class="button button--small" type="button" id="copy-digest" on:click=copy>"Copy the digest"</button></p>
                    <p class="note">"This file is the committee’s. Your own copy, in which you go on working, is saved with “Save to file”."</p>
                    {since}
                </div>
            }
        })
    };
    let under_way = move || making.get().map(|name| view! { <p>{format!("{name} is being made…")}</p> });
    view! { <div role="status" id="export-outcome">{under_way}{move || making.with(Option::is_none).then(done)}</div> }
}

/// Makes the file off the page's thread: ten thousand draws of 200 options take seconds. It goes on when the page is left.
fn export(model: AppraisalModel, making: RwSignal<Option<String>>) {
    let at = clock::now_utc();
    // The day on the wall, as the person who files it would write it.
    let day = clock::local_day(clock::now_ms());
    let name = model.record.with_untracked(|record| export_name(&record.title, &day));
    let session = model.session;
    session.notice.set(None);
    making.set(Some(name.clone()));
    let of = (session.key().get_untracked().unwrap_or_default(), model.id);
    let revision = untrack(|| session.revision());
    // Held by what hears of it, and so until the last news.
    let job: Rc<RefCell<Option<worker::Job>>> = Rc::default();
    let held = job.clone();
    let hear = move |news: News, _here: bool| {
        match news {
            News::Exported(text, digest) => {
                session.download(&name, &text, "application/json");
                let exported = Exported { of: of.clone(), revision, name: name.clone(), digest };
                session.exported.set(Some(exported));
            }
            News::Failed(why) => session.notice.set(Some(Notice::problem(format!("Not exported: {why}.")))),
            News::Progress(_) | News::Drawn(_) | News::Checked(..) | News::Choosing(_) => return,
        }
        // The page of the button may be gone by now.
        let _ = making.try_set(None);
        // Not here: this runs within the job.
        let held = held.clone();
        spawn_local(async move { drop(held.borrow_mut().take()) });
    };
    spawn_local(async move {
        let Some(case) = session.text().await else {
            let _ = making.try_set(None);
            return;
        };
        let asked = Asked::Export { case: (*case).clone(), appraisal: model.id, at };
        *job.borrow_mut() = Some(worker::start(&asked, hear));
    });
}
