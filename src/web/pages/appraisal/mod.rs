//! One appraisal: the rail of its steps, and the step that the route names.

mod context;
mod costs;
mod criteria;
mod options;
mod record;
mod remove;
mod results;
mod scores;
mod sensitivity;
mod table_foot;
mod weights;

use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::evaluate::{Evaluation, evaluate};
use weighbridge::appraisal::{Appraisal as Record, Outcome};
use weighbridge::id::AppraisalId;
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route, Step};

/// What every step works from: the appraisal as shown and its results, each worked out once a change.
#[derive(Clone, Copy)]
pub(crate) struct Bench {
    /// The session, for edits.
    pub(crate) session: Session,
    /// Which appraisal.
    pub(crate) id: AppraisalId,
    /// The appraisal as shown.
    pub(crate) record: Memo<Arc<Record>>,
    /// Its results.
    pub(crate) results: Memo<Evaluation>,
}

/// The page of an appraisal.
#[component]
pub(crate) fn Appraisal(session: Session, id: AppraisalId, step: Step) -> impl IntoView {
    let exists = session.case().with_untracked(|case| case.appraisal(id).is_some());
    if !exists {
        return view! { <h1>"This appraisal has been removed"</h1><p>"Undo brings it back."</p> }.into_any();
    }
    let record = Memo::new(move |last: Option<&Arc<Record>>| {
        let found = session.case().with(|case| case.appraisal(id).cloned());
        // After it is removed, the page shows its last state until the route changes.
        found.map(Arc::new).or_else(|| last.cloned()).unwrap_or_else(|| Arc::new(Record::titled(id, "")))
    });
    let results = Memo::new(move |_| record.with(|record| evaluate(record)));
    let bench = Bench { session, id, record, results };
    let body = match step {
        Step::Context => view! { <context::Context bench/> }.into_any(),
        Step::Options => view! { <options::Options bench/> }.into_any(),
        Step::Criteria => view! { <criteria::Criteria bench/> }.into_any(),
        Step::Scores => view! { <scores::Scores bench/> }.into_any(),
        Step::Weights => view! { <weights::Weights bench/> }.into_any(),
        Step::Results => unless_blind(bench, step, |bench| view! { <results::Results bench/> }.into_any()),
        Step::Sensitivity => unless_blind(bench, step, |bench| view! { <sensitivity::Sensitivity bench/> }.into_any()),
        Step::Record => view! { <record::Record bench/> }.into_any(),
    };
    view! {
        <div class="with-rail">
            <Rail bench step/>
            <div>{body}</div>
        </div>
    }
    .into_any()
}

/// Returns a step that names options only once weighting is finished.
fn unless_blind(bench: Bench, step: Step, body: fn(Bench) -> AnyView) -> AnyView {
    let blind = Memo::new(move |_| bench.record.with(|record| record.blind));
    let shown = move || match blind.get() {
        true => view! { <weights::HiddenWhileBlind bench step/> }.into_any(),
        false => body(bench),
    };
    shown.into_any()
}

/// Returns a step's name.
pub(crate) fn step_name(step: Step) -> &'static str {
    match step {
        Step::Context => "Context and roles",
        Step::Options => "Options and gates",
        Step::Criteria => "Criteria",
        Step::Scores => "Scores",
        Step::Weights => "Weights",
        Step::Results => "Results",
        Step::Sensitivity => "Sensitivity",
        Step::Record => "Record",
    }
}

#[component]
fn Rail(bench: Bench, step: Step) -> impl IntoView {
    let links = move || {
        let key = bench.session.key().get().unwrap_or_default();
        Step::ALL.into_iter().enumerate().map(move |(i, other)| {
            let href = Route::Case { key: key.clone(), page: Page::Appraisal(bench.id, other) }.hash();
            let current = (other == step).then_some("step");
            (i + 1, href, other, current)
        })
    };
    let number = Step::ALL.iter().position(|other| *other == step).unwrap_or(0) + 1;
    view! {
        <nav class="rail" aria-label="Steps of the appraisal">
            <p class="rail__title">{move || bench.record.with(|record| record.title.clone())}</p>
            <ol class="rail__list" role="list">
                {move || links().map(|(i, href, other, current)| view! {
                    <li><a class="rail__link" href=href aria-current=current>
                        <span class="rail__number">{i}</span>
                        <span>{step_name(other)}</span>
                        <span class="rail__state">{move || bench.results.with(|results| state(bench, results, other))}</span>
                    </a></li>
                }).collect_view()}
            </ol>
        </nav>
        <nav class="steps" aria-label="Steps, short">
            <span>{format!("Step {number} of {}: {}", Step::ALL.len(), step_name(step))}</span>
            {move || links().filter(|(_, _, other, _)| *other != step).map(|(_, href, other, _)| view! {
                <a href=href>{step_name(other)}</a>
            }).collect_view()}
        </nav>
    }
}

/// Returns how far a step is, in a few words.
fn state(bench: Bench, results: &Evaluation, step: Step) -> String {
    let n_options = results.standings.len();
    if matches!(step, Step::Results | Step::Sensitivity) && bench.record.with(|record| record.blind) {
        return "Hidden while weighting".to_owned();
    }
    match step {
        Step::Sensitivity if results.lead.is_some() => "Ready".to_owned(),
        Step::Context | Step::Sensitivity | Step::Record => String::new(),
        Step::Options => bench.record.with(|record| {
            let known = |outcome: Outcome| outcome != Outcome::NotYetKnown;
            let judged: usize = record
                .gates
                .iter()
                .map(|gate| gate.verdicts.iter().filter(|verdict| known(verdict.outcome)).count())
                .sum();
            match record.gates.len() * n_options - judged {
                0 => count(n_options, "option", "options"),
                open => count(open, "gate to decide", "gates to decide"),
            }
        }),
        Step::Criteria => count(results.columns.len(), "criterion", "criteria"),
        Step::Scores => {
            let cells = results.standings.iter().flat_map(|standing| &standing.cells);
            match cells.filter(|cell| cell.points.is_none()).count() {
                0 if results.columns.is_empty() => "Not started".to_owned(),
                0 => "All given".to_owned(),
                missing => count(missing, "score missing", "scores missing"),
            }
        }
        Step::Weights => match results.n_unweighted() {
            0 if results.columns.is_empty() => "Not started".to_owned(),
            0 => "All given".to_owned(),
            missing => count(missing, "weight missing", "weights missing"),
        },
        Step::Results => match &results.lead {
            Some(lead) if lead.clear => format!("Lead {}", present::points(lead.points)),
            Some(_) => "No clear leader".to_owned(),
            None => "Not yet".to_owned(),
        },
    }
}
