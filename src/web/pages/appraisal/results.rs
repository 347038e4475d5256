//! Results: the answer as a sentence, where it comes from, every number open, and cost beside it.

mod beside;
mod drawer;
mod frontier;
mod gains;
mod open_table;
mod parts;

use super::AppraisalModel;
use super::heading::{heading, present_link};
use crate::parts::bars::Patterns;
use crate::parts::beam::Beam;
use crate::parts::flow::Show;
use crate::parts::gradual::in_turn;
use drawer::Opened;
use leptos::prelude::*;
use weighbridge::appraisal::breakdown::{Breakdown, Depth, breakdown, families};
use weighbridge::appraisal::cost_value::{CostValue, cost_value};
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding};
use weighbridge::present::{self, headline, letters};
use weighbridge::route::Step;

/// How many options there may be for the whole page to stand at once.
const AT_ONCE: usize = 50;

/// What every part of the page reads. Each is worked out once a change, and tells only who depends on what changed.
#[derive(Clone, Copy)]
struct Shown {
    model: AppraisalModel,
    /// The level that was chosen.
    depth: RwSignal<Depth>,
    /// The level that is shown: a family that is gone is not.
    level: Memo<Depth>,
    breakdown: Memo<Breakdown>,
    letters: Memo<Vec<String>>,
    /// How each option stands at the gates, in words.
    gates: Memo<Vec<String>>,
    materiality: Memo<f64>,
    costs: Memo<CostValue>,
    opened: RwSignal<Opened>,
}

impl Shown {
    fn new(model: AppraisalModel) -> Shown {
        let depth = RwSignal::new(Depth::Families);
        let level = Memo::new(move |_| match depth.get() {
            Depth::Within(id)
                if model.record.with(|record| families(&record.criteria).iter().all(|found| found.0 != id)) =>
            {
                Depth::Families
            }
            depth => depth,
        });
        let breakdown = Memo::new(move |_| {
            model.record.with(|record| model.results.with(|results| breakdown(record, results, level.get())))
        });
        Shown {
            model,
            depth,
            level,
            breakdown,
            letters: Memo::new(move |_| model.record.with(|record| letters(record))),
            gates: Memo::new(move |_| {
                let words = |record: &std::sync::Arc<weighbridge::appraisal::Appraisal>| {
                    let standings = |results: &Evaluation| {
                        results.standings.iter().map(|standing| present::gate_words(record, standing)).collect()
                    };
                    model.results.with(standings)
                };
                model.record.with(words)
            }),
            materiality: Memo::new(move |_| model.record.with(|record| record.materiality.get())),
            costs: Memo::new(move |_| {
                model.record.with(|record| model.results.with(|results| cost_value(record, results)))
            }),
            opened: RwSignal::new(None),
        }
    }
}

/// The results step.
#[component]
pub(crate) fn Results(
    /// What the step works from.
    model: AppraisalModel,
    /// What stands between the headline and where the points come from.
    #[prop(optional)]
    beneath: Option<AnyView>,
) -> impl IntoView {
    if !model.is_reading {
        model.session.note_ranking_shown(model.id);
    }
    let shown = Shown::new(model);
    let sentence = Memo::new(move |_| model.results.with(headline));
    let standing = in_turn(4, model.results.with_untracked(|results| results.standings.len() > AT_ONCE));
    let stands = move |part: usize| move || standing.get() >= part;
    let illustrative = move || model.case.with(|case| case.illustrative);
    let over = move || {
        let (n_options, n_criteria) = model.results.with(|results| (results.standings.len(), results.columns.len()));
        let invented = if illustrative() { " Figures are illustrative." } else { "" };
        format!(
            "Results. {}, {}.{invented}",
            present::count(n_options, "option", "options"),
            present::count(n_criteria, "criterion", "criteria")
        )
    };
    view! {
        <Patterns/>
        <p class="headline__over">{over}</p>
        {heading(model, "h-answer", view! {
            <b>{move || sentence.with(|found| found.finding.clone())}</b>" "{move || sentence.with(|found| found.next.clone())}
        }.into_any())}
        {move || beam(shown)}
        <p class="headline__guard">"A total is a guide for judgement, not a verdict on value for money. Cost is handled separately, below. "{move || model.results.with(failed)}</p>
        {present_link(model, Step::Results)}
        {beneath}
        <parts::Parts shown/>
        <Show when=stands(1)>
            <section class="split section" class:split--margin=move || drawer::is_open(shown, drawer::DrawerPlace::Value) aria-label="Ranking, figures and arithmetic">
                <div class="stack">
                    <parts::Ranking shown/>
                    <Show when=stands(2)><parts::Figures shown/></Show>
                </div>
                <drawer::Drawer shown place=drawer::DrawerPlace::Value/>
            </section>
        </Show>
        <Show when=stands(3)><gains::Gains shown/></Show>
        <Show when=stands(4)>
            <beside::CostBesideValue shown/>
            <Basis model/>
        </Show>
    }
}

/// The lead against what is too close to call.
fn beam(shown: Shown) -> Option<impl IntoView> {
    let materiality = shown.materiality.get();
    shown.model.results.with(|results| {
        results.lead.as_ref().map(|lead| {
            let names = shown.letters.with(|letters| present::short_names(letters, results));
            let caption = present::lead_caption(lead, &names);
            view! { <Beam lead=lead.points materiality caption/> }
        })
    })
}

fn failed(results: &Evaluation) -> String {
    let failed: Vec<&str> = results
        .standings
        .iter()
        .filter(|standing| matches!(standing.gate, GateStanding::Fail(_)))
        .map(|standing| standing.name.as_str())
        .collect();
    match failed.len() {
        0 => String::new(),
        1 => format!("{} fails a gate and is shown for comparison only.", failed[0]),
        _ => format!("{} fail a gate and are shown for comparison only.", present::list(&failed)),
    }
}

#[component]
fn Basis(model: AppraisalModel) -> impl IntoView {
    let basis = move || model.record.with(|record| record.basis.clone());
    view! {
        <Show when=move || !basis().is_empty()>
            <section class="section" aria-labelledby="h-basis">
                <h2 id="h-basis">"What this rests on"</h2>
                <p class="measure">{basis}</p>
            </section>
        </Show>
    }
}
