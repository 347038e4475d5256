//! The health check: each finding with its place, and the reason why it stays open.

use super::super::{AppraisalModel, PLACES};
use crate::parts::finding::{Answering, finding_item};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::edit::RecordEdit;
use weighbridge::health::{Finding, Gap, Kind, Level};
use weighbridge::present::{finding_words, health_sentence, place_words};
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

/// How many findings stand at once.
const AT_ONCE: usize = 30;

/// The list.
#[component]
pub(super) fn Findings(model: AppraisalModel) -> impl IntoView {
    let any = Memo::new(move |_| model.findings.with(|findings| !findings.is_empty()));
    let case = model.session.case();
    let key = move |finding: &Finding| {
        let what = model
            .record
            .with_untracked(|record| case.with_untracked(|case| finding_words(case, Some(record), finding).what));
        (finding.key(), what)
    };
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <section class="section" aria-labelledby="h-health">
            <h2 id="h-health">"Before this goes to committee"</h2>
            <Show when=move || any.get() fallback=|| view! { <p class="note">"The health check found nothing."</p> }>
                <ul class="findings" role="list" aria-busy=mounting.busy()>
                    <Gradual mounting each=move || model.findings.get() key=key children=move |finding| row(model, &finding)/>
                </ul>
                {mounting.line("findings")}
            </Show>
        </section>
    }
}

fn row(model: AppraisalModel, finding: &Finding) -> AnyView {
    let case = model.session.case();
    let words =
        case.with_untracked(|case| model.record.with_untracked(|record| finding_words(case, Some(record), finding)));
    let place = finding.place();
    let step = PLACES.into_iter().find(|(other, _)| *other == place).map(|(_, step)| step);
    let href = step.map(|step| {
        let key = model.session.key().get_untracked().unwrap_or_default();
        Route::Case { key, page: Page::Appraisal(model.id, step) }.hash()
    });
    let target = target(finding);
    let todo = view! {
        <a href=href on:click=move |_| follow(&target)>{words.todo}</a>" "<span class="finding__where">{place_words(place)}</span>
    };
    finding_item(answer_id(finding), words, todo.into_any(), answering(model, finding))
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
