//! One appraisal: the rail of its steps, and the step that the route names.

mod context;
mod costs;
mod criteria;
pub(crate) mod heading;
mod options;
pub(crate) mod plain_table;
mod presenting;
mod record;
mod remove;
pub(crate) mod results;
mod scores;
pub(crate) mod sensitivity;
mod spreadsheet;
pub(crate) mod table_foot;
mod weights;

use crate::browser::clock;
use crate::parts::rename::Rename;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::Appraisal as Record;
use weighbridge::appraisal::evaluate::{Evaluation, evaluate};
use weighbridge::case::Case;
use weighbridge::committee::inputs_digest;
use weighbridge::edit::FrameEdit;
use weighbridge::file::Document;
use weighbridge::health::{self, Finding, Place};
use weighbridge::id::AppraisalId;
use weighbridge::log::LogEntry;
use weighbridge::present::{StepState, step_state};
use weighbridge::route::{Page, Route, Step};

/// What every step works from: the appraisal as shown and its results, each worked out once a change.
#[derive(Clone, Copy)]
pub(crate) struct AppraisalModel {
    /// The session, for edits.
    pub(crate) session: Session,
    /// Which appraisal.
    pub(crate) id: AppraisalId,
    /// The case that it stands in, as shown.
    pub(crate) case: Memo<Arc<Case>>,
    /// The appraisal as shown.
    pub(crate) record: Memo<Arc<Record>>,
    /// Its results.
    pub(crate) results: Memo<Evaluation>,
    /// What the health check finds in it as committed. It does not follow a control while that is dragged, and a change is
    /// painted before it.
    pub(crate) findings: Memo<Vec<Finding>>,
    /// Whether it is an exported file that is read: nothing of it can be changed, and looking at it is logged nowhere.
    pub(crate) is_reading: bool,
}

impl AppraisalModel {
    /// Returns the model of an appraisal of the open case.
    fn of_case(session: Session, id: AppraisalId) -> AppraisalModel {
        let record = Memo::new(move |last: Option<&Arc<Record>>| {
            let found = session.case().with(|case| case.appraisal(id).cloned());
            // After it is removed, the page shows its last state until the route changes.
            found.or_else(|| last.cloned()).unwrap_or_else(|| Arc::new(Record::titled(id, "")))
        });
        let results = Memo::new(move |_| record.with(|record| evaluate(record)));
        let findings = Memo::new(move |_| {
            session.settled();
            session.key().track();
            findings(session, record, results)
        });
        let case = session.case();
        AppraisalModel { session, id, case, record, results, findings, is_reading: false }
    }

    /// Returns the model of an exported appraisal that is read. `None` where the document holds none.
    pub(crate) fn of_file(session: Session, document: &Document) -> Option<AppraisalModel> {
        let (case, log) = (Arc::new(document.case.clone()), document.log.clone());
        let record = Arc::clone(case.appraisals.first()?);
        let id = record.id;
        let found = evaluate(&record);
        let findings = health::check(&case, &record, &found, &log);
        let (case, record) = (Memo::new(move |_| Arc::clone(&case)), Memo::new(move |_| Arc::clone(&record)));
        let (results, findings) = (Memo::new(move |_| found.clone()), Memo::new(move |_| findings.clone()));
        Some(AppraisalModel { session, id, case, record, results, findings, is_reading: true })
    }

    /// Returns what tells the lists of this appraisal from those of others.
    pub(crate) fn paged(self) -> String {
        let place =
            if self.is_reading { "read".to_owned() } else { self.session.key().get_untracked().unwrap_or_default() };
        format!("{} {place}", self.id)
    }

    /// Returns what the health check finds in the case as it is at this moment, which may not be painted yet.
    fn findings_now(self) -> Vec<Finding> {
        findings(self.session, self.record, self.results)
    }
}

fn findings(session: Session, record: Memo<Arc<Record>>, results: Memo<Evaluation>) -> Vec<Finding> {
    untrack(|| {
        let log = session.log();
        session.case().with(|case| record.with(|record| results.with(|results| found_in(case, record, results, &log))))
    })
}

/// Returns what the health check finds in an appraisal and in how the workshops on it went.
pub(crate) fn found_in(case: &Case, record: &Record, results: &Evaluation, log: &[Arc<LogEntry>]) -> Vec<Finding> {
    let mut found = health::check(case, record, results, log);
    found.extend(health::check_workshops(case, record, clock::local_day(clock::now_ms()).parse().ok()));
    found
}

/// Where findings are put right, and the step that is.
const PLACES: [(Place, Step); 8] = [
    (Place::Context, Step::Context),
    (Place::Options, Step::Options),
    (Place::Criteria, Step::Criteria),
    (Place::Scores, Step::Scores),
    (Place::Costs, Step::Costs),
    (Place::Weights, Step::Weights),
    (Place::Results, Step::Results),
    (Place::Record, Step::Record),
];

/// The page of an appraisal.
#[component]
pub(crate) fn Appraisal(session: Session, id: AppraisalId, step: Step) -> impl IntoView {
    let exists = session.case().with_untracked(|case| case.appraisal(id).is_some());
    if !exists {
        return view! { <h1>"This appraisal has been removed"</h1><p>"Undo brings it back."</p> }.into_any();
    }
    let model = AppraisalModel::of_case(session, id);
    let digest = move |()| session.case().with_untracked(|case| inputs_digest(case, id));
    session.printed_digest.set_value(Some(Callback::new(digest)));
    on_cleanup(move || session.printed_digest.set_value(None));
    if matches!(step, Step::Weights | Step::Results | Step::Sensitivity) {
        crate::parts::voice::say_changes(settled_headline(model));
    }
    let body = match step {
        Step::Context => view! { <context::Context model/> }.into_any(),
        Step::Options => view! { <options::Options model/> }.into_any(),
        Step::Criteria => view! { <criteria::Criteria model/> }.into_any(),
        Step::Scores => view! { <scores::Scores model/> }.into_any(),
        Step::Costs => view! { <costs::Costs model/> }.into_any(),
        Step::Weights => view! { <weights::Weights model/> }.into_any(),
        Step::Results => unless_blind(model, step, |model| view! { <results::Results model/> }.into_any()),
        Step::Sensitivity => unless_blind(model, step, |model| view! { <sensitivity::Sensitivity model/> }.into_any()),
        Step::Record => view! { <record::Record model/> }.into_any(),
    };
    view! {
        <div class="with-rail">
            <Rail model step/>
            <div>{body}{heading::next(model, step)}</div>
        </div>
    }
    .into_any()
}

/// The findings of a step, one a screen.
#[component]
pub(crate) fn Presented(session: Session, id: AppraisalId, step: Step) -> impl IntoView {
    if session.case().with_untracked(|case| case.appraisal(id).is_none()) {
        return view! { <h1>"This appraisal has been removed"</h1><p>"Undo brings it back."</p> }.into_any();
    }
    let model = AppraisalModel::of_case(session, id);
    match step {
        Step::Sensitivity => unless_blind(model, step, |model| presenting::view(model, Step::Sensitivity)),
        _ => unless_blind(model, step, |model| presenting::view(model, Step::Results)),
    }
}

/// Returns what the results say once a change is painted, so that what passes while a control is dragged is not said; empty
/// while weights are given blind.
fn settled_headline(model: AppraisalModel) -> Memo<String> {
    Memo::new(move |_| {
        model.session.settled();
        untrack(|| match model.record.with(|record| record.blind) {
            true => String::new(),
            false => model.results.with(weighbridge::present::headline).finding,
        })
    })
}

/// Returns a step that names options only once weighting is finished.
fn unless_blind(model: AppraisalModel, step: Step, body: fn(AppraisalModel) -> AnyView) -> AnyView {
    let blind = Memo::new(move |_| model.record.with(|record| record.blind));
    let shown = move || match blind.get() {
        true => view! { <weights::HiddenWhileBlind model step/> }.into_any(),
        false => body(model),
    };
    shown.into_any()
}

#[component]
fn Rail(model: AppraisalModel, step: Step) -> impl IntoView {
    let links = move || {
        let key = model.session.key().get().unwrap_or_default();
        Step::ALL.into_iter().enumerate().map(move |(i, other)| {
            let href = Route::Case { key: key.clone(), page: Page::Appraisal(model.id, other) }.hash();
            let current = (other == step).then_some("step");
            (i + 1, href, other, current)
        })
    };
    let workshops = move || {
        let key = model.session.key().get().unwrap_or_default();
        Route::Case { key, page: Page::Workshops(model.id) }.hash()
    };
    let title = Signal::derive(move || model.record.with(|record| record.title.clone()));
    let rename = move |title| model.session.commit_in(model.id, FrameEdit::SetTitle(title).into());
    let number = Step::ALL.iter().position(|other| *other == step).unwrap_or(0) + 1;
    view! {
        <nav class="rail" aria-label="Steps of the appraisal">
            <p class="rail__title">{title}</p>
            <Rename id="appraisal-name" what="the appraisal" value=title commit=rename/>
            <ol class="rail__list" role="list">
                {move || links().map(|(i, href, other, current)| view! {
                    <li><a class="rail__link" href=href aria-current=current>
                        <span class="rail__number">{i}</span>" "
                        <span>{other.title()}</span>" "
                        {rail_state(model, other)}
                    </a></li>
                }).collect_view()}
            </ol>
            <p class="rail__aside"><a href=workshops>"Workshops"</a></p>
        </nav>
        <nav class="steps" aria-label="Steps, short">
            <details>
                <summary class="steps__here">{format!("Step {number} of {}: {}", Step::ALL.len(), step.title())}</summary>
                <ol class="steps__list">
                    {move || links().map(|(_, href, other, current)| view! {
                        <li><a href=href aria-current=current>{other.title()}</a></li>
                    }).collect_view()}
                    <li class="steps__aside"><a href=workshops>"Workshops"</a></li>
                </ol>
            </details>
        </nav>
    }
}

/// Returns how far a step is as a view that changes only when that does.
fn rail_state(model: AppraisalModel, step: Step) -> impl IntoView {
    let state = Memo::new(move |_| state(model, step));
    let class = move || state.with(|state| if state.is_open { "rail__state rail__state--open" } else { "rail__state" });
    view! { <span class=class>{move || state.with(|state| state.words.clone())}</span> }
}

/// Returns how far a step is. While weights are given blind, nothing here tells who leads.
fn state(model: AppraisalModel, step: Step) -> StepState {
    let calm = |words: &str| StepState { words: words.to_owned(), is_open: false };
    let blind = model.record.with(|record| record.blind);
    if blind && matches!(step, Step::Results | Step::Sensitivity) {
        return calm("Hidden while weighting");
    }
    let Some((place, _)) = PLACES.into_iter().find(|(_, other)| *other == step) else {
        return calm(if model.results.with(|results| results.lead.is_some()) { "Ready" } else { "Not yet" });
    };
    model.session.case().with(|case| {
        model.record.with(|record| {
            model.results.with(|results| {
                model.findings.with(|findings| step_state(&case.context, record, results, findings, place))
            })
        })
    })
}
