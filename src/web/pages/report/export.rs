//! The programme for the committee: a file that carries its own proof. With findings open it needs a reason for each, or one for all.

use crate::browser::page;
use crate::pages::asked;
use crate::pages::exporting::{self, Outcome};
use crate::pages::programme::{as_at, programme_findings};
use crate::parts::error_summary::ErrorSummary;
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::case::Case;
use weighbridge::committee::{Carried, has_programme};
use weighbridge::edit::{CaseEdit, Edit};
use weighbridge::health::{EXPORT_KEY, Finding, Place, check, check_programme};
use weighbridge::id::AppraisalId;
use weighbridge::present::{count, export_sentence, finding_words};
use weighbridge::route::Route;

/// How many open findings a refusal names; the others are counted.
const NAMED: usize = 8;

/// Returns the section. `chosen` is the appraisal that goes into the same file.
pub(super) fn section(session: Session, chosen: RwSignal<Option<AppraisalId>>) -> AnyView {
    let one_for_all = Signal::derive(move || {
        session.case().with(|case| {
            let found = case.answers.iter().find(|answer| answer.finding == EXPORT_KEY);
            found.map_or_else(String::new, |answer| answer.reason.clone())
        })
    });
    let all = programme_findings(session);
    let open = Memo::new(move |_| {
        session.case().with(|case| {
            all.with(|all| all.iter().filter(|found| found.is_open(&case.answers)).cloned().collect::<Vec<Finding>>())
        })
    });
    // Those of the report stand above with their answers; the others stand here.
    let elsewhere = Memo::new(move |_| {
        open.with(|open| open.iter().filter(|found| found.place() != Place::Report).cloned().collect::<Vec<_>>())
    });
    let has_elsewhere = move || elsewhere.with(|found| !found.is_empty());
    // There may be hundreds, so they are drawn only when they are looked at.
    let is_listed = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let making: RwSignal<Option<String>> = RwSignal::new(None);
    let errors = Signal::derive(move || {
        let of = |open: &Vec<Finding>| faults(session, open, chosen.get(), one_for_all);
        if refused.get() { open.with(of) } else { Vec::new() }
    });
    let carried = Signal::derive(move || Carried::programme(chosen.get()));
    let press = move |_| {
        // What is being typed belongs to the export; what is refused is shown where it stands.
        if session.hand_over().iter().any(|refused| !refused.reason.is_empty()) {
            let text = "Not exported: what is typed in one field could not be accepted. See the message beside it.";
            session.notice.set(Some(Notice::problem(text.to_owned())));
            return;
        }
        page::focus("export");
        // Set anew, so that the list takes the focus again.
        refused.set(false);
        if untrack(|| faults(session, &open_now(session), chosen.get(), one_for_all)).is_empty() {
            let title = session.case().with_untracked(|case| case.title.clone());
            exporting::export(session, carried.get_untracked(), &title, making);
        } else {
            refused.set(true);
        }
    };
    let commit =
        Callback::new(move |words| session.commit(&Edit::Case(CaseEdit::Answer(EXPORT_KEY.to_owned(), words))));
    let is_there = Memo::new(move |_| session.case().with(|case| has_programme(case)));
    let has_appraisals = move || session.case().with(|case| !case.appraisals.is_empty());
    let choices = Signal::derive(move || {
        let titles = |case: &std::sync::Arc<Case>| {
            let all = case.appraisals.iter().map(|one| (Some(one.id), one.title.clone()));
            std::iter::once((None, "None".to_owned())).chain(all).collect::<Vec<_>>()
        };
        session.case().with(titles)
    });
    let body = move || {
        view! {
            <p class="measure">"One JSON file beside the paper: the programme as it stands, how every goal and initiative stands with its harm, which sums add up, the findings with their answers, and a SHA-256 digest of each part. Whoever receives it can "<a href=Route::Check.hash()>"check it here"</a>"."</p>
            <ErrorSummary errors/>
            <Show when=has_appraisals>
                <SelectField id="export-appraisal" label="Appraisal in the same file" value=Signal::derive(move || chosen.get()) choices
                    choose=Callback::new(move |id: Option<AppraisalId>| chosen.set(id))/>
            </Show>
            <Show when=move || !open.with(Vec::is_empty)>
                <p class="note">{move || export_sentence(open.with(Vec::len))}</p>
                <Show when=has_elsewhere>
                    <details class="finding__each" on:toggle=move |_| is_listed.update(|open| *open = !*open)>
                        <summary class="summary" id="export-open">{move || elsewhere.with(|found| count(found.len(), "open finding on another page", "open findings on other pages"))}</summary>
                        <Show when=move || is_listed.get()>{asked::list(session, "export-findings", elsewhere)}</Show>
                    </details>
                </Show>
                <TextArea id="programme-export" label="One reason for all open findings" rows=2
                    hint="For example: a draft for the panel of 24 November. It is exported beside each of them."
                    value=one_for_all commit/>
            </Show>
            <button class="button button--main" type="button" id="export"
                // Not by the press of the mouse: what then appears above would move the button away from under it.
                on:mousedown=|event| event.prevent_default() on:click=press>"Export the programme"</button>
            <Outcome session carried making/>
        }
    };
    view! {
        <section class="section form no-print" aria-labelledby="h-export">
            <h2 id="h-export" tabindex="-1">"For the committee"</h2>
            <Show when=move || is_there.get() fallback=|| view! { <p class="note">"There is nothing to export yet: no initiative, no money and no section."</p> }>
                {body()}
            </Show>
        </section>
    }
    .into_any()
}

/// Returns the open findings of the case as it is at this moment, which may not be painted yet.
fn open_now(session: Session) -> Vec<Finding> {
    session.case().with_untracked(|case| {
        let mut found = check_programme(case, as_at(case).0);
        found.retain(|finding| finding.is_open(&case.answers));
        found
    })
}

/// Returns what stands in the way of an export, each with where it is put right: open findings of the programme, and of the
/// appraisal that goes along.
fn faults(
    session: Session,
    open: &[Finding],
    chosen: Option<AppraisalId>,
    one_for_all: Signal<String>,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if one_for_all.with(String::is_empty) && !open.is_empty() {
        let all = "Give one reason for all open findings, or one for each:".to_owned();
        found.push(("programme-export".to_owned(), all));
        let line = |one: &Finding| {
            let words = finding_words(None, one);
            let to = if one.place() == Place::Report { answer_id(one) } else { "export-open".to_owned() };
            let about = if words.about.is_empty() { String::new() } else { format!("{}: ", words.about) };
            (to, format!("{about}{}", words.what))
        };
        found.extend(open.iter().take(NAMED).map(line));
        let n = open.len().saturating_sub(NAMED);
        if n > 0 {
            found.push(("export-open".to_owned(), count(n, "more", "more")));
        }
    }
    if let Some(n) = chosen.map(|id| n_open_of(session, id)).filter(|n| *n > 0) {
        let words = format!("{} The appraisal’s own page, Record, takes them.", export_sentence(n));
        found.push(("export-appraisal".to_owned(), words));
    }
    found
}

/// Returns how many findings of an appraisal stand in the way of its export.
fn n_open_of(session: Session, id: AppraisalId) -> usize {
    let log = session.log();
    session.case().with(|case| {
        let Some(appraisal) = case.appraisal(id) else { return 0 };
        let answers = &appraisal.record.overrides;
        if answers.iter().any(|answer| answer.finding == EXPORT_KEY) {
            return 0;
        }
        let found = check(case, appraisal, &evaluate(appraisal), &log);
        found.iter().filter(|finding| finding.is_open(answers)).count()
    })
}

fn answer_id(finding: &Finding) -> String {
    format!("answer-{}", finding.key().replace([':', '+'], "-"))
}
