//! The health check: each finding with its place, and the reason why it stays open. Findings of one kind stand as one line,
//! with each of them behind it and one answer for all.

use super::super::{AppraisalModel, PLACES};
use crate::parts::finding::{Answering, finding_item};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::appraisal::Appraisal;
use weighbridge::edit::RecordEdit;
use weighbridge::health::{Finding, Gap, Kind, Level, groups};
use weighbridge::present::{FindingWords, finding_group_words, finding_words, health_sentence, place_words};
use weighbridge::route::{Page, Route};

/// Returns how many findings there are, as a sentence.
pub(super) fn sentence(model: AppraisalModel) -> String {
    model.record.with(|record| {
        model.findings.with(|findings| {
            let n = |wanted: &dyn Fn(&Finding) -> bool| findings.iter().filter(|finding| wanted(finding)).count();
            let open = n(&|finding| finding.is_open(&record.record.overrides));
            let prompts = n(&|finding| finding.level() == Level::Prompt);
            health_sentence(open, findings.len() - open - prompts, prompts)
        })
    })
}

/// Returns the id of what opens the answer to a finding.
pub(super) fn answer_id(finding: &Finding) -> String {
    format!("answer-{}", finding.key().replace([':', '+'], "-"))
}

/// Returns the id of what opens the answer to a group: that of its finding where it has but one.
pub(super) fn group_id(group: &[Finding]) -> String {
    match group {
        [one] => answer_id(one),
        all => all.first().map_or_else(String::new, |first| format!("all-{}", answer_id(first))),
    }
}

/// Returns what a group says, in one sentence.
pub(super) fn group_what(record: &Appraisal, group: &[Finding]) -> String {
    match group {
        [one] => finding_words(Some(record), one).what,
        all => finding_group_words(all),
    }
}

/// How many findings stand at once.
const AT_ONCE: usize = 30;

/// The list.
#[component]
pub(super) fn Findings(model: AppraisalModel) -> impl IntoView {
    let any = Memo::new(move |_| model.findings.with(|findings| !findings.is_empty()));
    let key = move |group: &Vec<Finding>| {
        let what = |finding: &Finding| model.record.with_untracked(|record| finding_words(Some(record), finding).what);
        group.iter().map(|finding| (finding.key(), what(finding))).collect::<Vec<(String, String)>>()
    };
    let grouped = move || model.findings.with(|findings| groups(findings));
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <section class="section" aria-labelledby="h-health">
            <h2 id="h-health">"Before this goes to committee"</h2>
            <Show when=move || any.get() fallback=|| view! { <p class="note">"The health check found nothing."</p> }>
                <ul class="findings" role="list" aria-busy=mounting.busy()>
                    <Gradual mounting each=grouped key=key children=move |group| group_row(model, &group)/>
                </ul>
                {mounting.line("findings")}
            </Show>
        </section>
    }
}

/// Returns a group as an item: one finding as it is; several as one line, with a reason for all and each behind it.
fn group_row(model: AppraisalModel, group: &[Finding]) -> AnyView {
    let [first, _, ..] = group else { return group.first().map(|only| row(model, only)).into_any() };
    let words = model.record.with_untracked(|record| finding_words(Some(record), first));
    let words = FindingWords { about: String::new(), what: finding_group_words(group), ..words };
    let todo = todo(model, first, words.todo);
    // A group may have hundreds, so they are drawn only when they are looked at.
    let is_open = RwSignal::new(false);
    let all = StoredValue::new(group.to_vec());
    let each = move || {
        let all = if is_open.get() { all.get_value() } else { Vec::new() };
        all.iter().map(|finding| row(model, finding)).collect_view()
    };
    let label = format!("Show all {}", group.len());
    let todo = view! {
        {todo}
        <details class="finding__each" on:toggle=move |_| is_open.update(|open| *open = !*open)>
            <summary class="summary">{label}</summary>
            <ul role="list">{each}</ul>
        </details>
    };
    finding_item(group_id(group), words, todo.into_any(), answering_all(model, group))
}

/// Returns how a group is answered: one reason that is recorded for each of its findings. Where each has one of its own, they
/// stand one after the other; where one has none, the group has none.
fn answering_all(model: AppraisalModel, group: &[Finding]) -> Option<Answering> {
    let all = group.to_vec();
    let keys: Vec<String> = group.iter().map(Finding::key).collect();
    let is_open = group.iter().all(|finding| finding.level() == Level::Open);
    is_open.then(|| Answering {
        reason: Memo::new(move |_| {
            model.record.with(|record| {
                let overrides = &record.record.overrides;
                let reason = |finding: &Finding| finding.answer(overrides).unwrap_or_default().to_owned();
                let mut reasons: Vec<String> = all.iter().map(reason).collect();
                // What is answered in part is still open.
                if reasons.iter().any(String::is_empty) {
                    return String::new();
                }
                reasons.dedup();
                reasons.join(" ")
            })
        }),
        commit: Callback::new(move |words| {
            model.session.commit_in(model.id, RecordEdit::SetOverrides(keys.clone(), words).into())
        }),
    })
}

fn row(model: AppraisalModel, finding: &Finding) -> AnyView {
    let words = model.record.with_untracked(|record| finding_words(Some(record), finding));
    let todo = todo(model, finding, words.todo);
    finding_item(answer_id(finding), words, todo, answering(model, finding))
}

/// Returns what to do about a finding, as a link to where it is done.
fn todo(model: AppraisalModel, finding: &Finding, words: &'static str) -> AnyView {
    let place = finding.place();
    let step = PLACES.into_iter().find(|(other, _)| *other == place).map(|(_, step)| step);
    let href = step.map(|step| {
        let key = model.session.key().get_untracked().unwrap_or_default();
        Route::Case { key, page: Page::Appraisal(model.id, step) }.hash()
    });
    let target = target(finding);
    view! {
        <a href=href on:click=move |_| follow(&target)>{words}</a>" "<span class="finding__where">{place_words(place)}</span>
    }
    .into_any()
}

fn answering(model: AppraisalModel, finding: &Finding) -> Option<Answering> {
    let (finding, key) = (finding.clone(), finding.key());
    (finding.level() == Level::Open).then(|| Answering {
        reason: Memo::new(move |_| {
            model.record.with(|record| finding.answer(&record.record.overrides).unwrap_or_default().to_owned())
        }),
        commit: Callback::new(move |words| {
            model.session.commit_in(model.id, RecordEdit::SetOverride(key.clone(), words).into())
        }),
    })
}

/// Moves the focus to the place itself once its step stands: the address changes first, then the page.
fn follow(target: &[String]) {
    let target = target.to_vec();
    request_animation_frame(move || {
        let target: Vec<&str> = target.iter().map(String::as_str).collect();
        focus_soon(&target);
    });
}

/// Returns the ids of where a finding is put right, the best first.
fn target(finding: &Finding) -> Vec<String> {
    let first = (finding.options().next(), finding.criteria().next());
    let found = match (&finding.kind, finding.gate(), first) {
        (Kind::Context(gaps), ..) => return gaps.iter().map(|gap| field_of(*gap).to_owned()).collect(),
        (Kind::NoMateriality, ..) => "appraisal-materiality".to_owned(),
        (Kind::NoRecommendation | Kind::RecommendedFails, ..) => "record-recommended".to_owned(),
        (Kind::NoWhy | Kind::NotTheLeader, ..) => "record-why".to_owned(),
        (Kind::NoDissent, ..) => "record-dissent".to_owned(),
        (Kind::ChangedAfter { .. }, ..) => "h-changes".to_owned(),
        (_, Some(gate), (Some(option), _)) => format!("outcome-{gate}-{option}"),
        (_, _, (Some(option), Some(criterion))) => format!("score-{option}-{criterion}"),
        (_, _, (None, Some(criterion))) => return vec![format!("points-{criterion}"), format!("edit-{criterion}")],
        _ => return Vec::new(),
    };
    vec![found]
}

fn field_of(gap: Gap) -> &'static str {
    match gap {
        Gap::Authority => "context-authority",
        Gap::Committee => "context-committee",
        Gap::Meeting => "context-meeting",
        Gap::Stage => "appraisal-stage",
        Gap::Guidance => "appraisal-guidance",
        Gap::Room => "appraisal-room",
        Gap::Basis => "appraisal-basis",
    }
}
