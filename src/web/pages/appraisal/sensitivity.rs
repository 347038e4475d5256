//! Sensitivity: what would have to be different before another option came first.

mod checks;
mod draws;
mod paths;
mod scores;
mod testing;

use self::testing::Testing;
use super::AppraisalModel;
use super::heading::{heading, present_link};
use crate::parts::contents::Contents;
use crate::parts::flow::Show;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::stress::Field;
use weighbridge::appraisal::stress::pieces::Findings;
use weighbridge::exchange::table::Table;
use weighbridge::present::sensitivity::{Naming, StressHeadline, stress_headline};
use weighbridge::present::{self, count, letters};
use weighbridge::route::{Page, Route, Step};

/// What the sections work from, worked out once a change.
#[derive(Clone, Copy)]
struct Stress {
    model: AppraisalModel,
    field: Memo<Option<Field>>,
    letters: Memo<Vec<String>>,
    testing: Testing,
}

impl Stress {
    /// Reads the field with its names; gives nothing where there is no lead to put to the test.
    fn with<T: Default>(self, read: impl FnOnce(&Naming<'_>) -> T) -> T {
        self.letters.with(|letters| {
            self.model.results.with(|results| {
                self.field.with(|field| {
                    field.as_ref().map(|field| read(&Naming { results, letters, field })).unwrap_or_default()
                })
            })
        })
    }

    /// Returns a table of the field, made anew with each change.
    fn table(self, make: fn(Stress, &Naming<'_>) -> Table) -> Signal<Table> {
        Memo::new(move |_| self.with(|naming| make(self, naming))).into()
    }

    /// Reads a part of the test with the names of the field; gives nothing while it is still to come.
    fn found<T, P: Clone>(
        self,
        part: fn(&Findings) -> &Option<Arc<P>>,
        read: impl FnOnce(&Naming<'_>, &P) -> T,
    ) -> Option<T> {
        let found = self.testing.with(|found| part(found).clone())?;
        self.with(|naming| Some(read(naming, &found)))
    }
}

/// The sensitivity step.
#[component]
pub(crate) fn Sensitivity(model: AppraisalModel) -> impl IntoView {
    if !model.is_reading {
        model.session.note_ranking_shown(model.id);
    }
    let field =
        Memo::new(move |_| model.record.with(|record| model.results.with(|results| Field::of(record, results))));
    let letters = Memo::new(move |_| model.record.with(|record| letters(record)));
    let stress = Stress { model, field, letters, testing: Testing::of(model, field) };
    view! {
        <p class="headline__over">"Sensitivity. What would change the answer?"</p>
        <Show when=move || field.with(Option::is_some) fallback=move || needs(model)>{sections(stress)}</Show>
    }
}

fn sections(stress: Stress) -> AnyView {
    let headline = Memo::new(move |_| stress.with(|naming| Words(stress_headline(naming))).0);
    let part = move |of: fn(&StressHeadline) -> &String| headline.with(|headline| of(headline).clone());
    let provisional = move || {
        let found = stress.model.results.with(present::headline);
        if found.provisional { format!(" {}", found.next) } else { String::new() }
    };
    view! {
        {heading(stress.model, "h-change", view! {
            {move || part(|words| &words.before)}<b>{move || part(|words| &words.strong)}</b>{move || part(|words| &words.after)}
        }.into_any())}
        <p class="headline__guard">{move || part(|words| &words.guard)}{provisional}</p>
        {present_link(stress.model, Step::Sensitivity)}
        {move || stress.with(|naming| Some(naming.without_weight())).filter(|words| !words.is_empty()).map(|words| view! { <p class="note measure">{words}</p> })}
        {stress.testing.status()}
        {(!stress.model.is_reading).then(|| view! { <Contents id="sensitivity-contents" entries=Signal::stored(contents())/> })}
        {paths::section(stress)}
        {scores::switches(stress)}
        {scores::tornado(stress)}
        {draws::section(stress)}
        {checks::methods(stress)}
        {checks::prospects(stress)}
        {checks::reversals(stress)}
    }
    .into_any()
}

/// What the page answers, in its order.
fn contents() -> Vec<(String, &'static str)> {
    [
        ("How far can a weight move?", "h-paths"),
        ("What happens as one weight goes from 0 to 100?", "h-lines"),
        ("Which one score would make a tie?", "h-scores"),
        ("What if a weight is halved or doubled?", "h-tornado"),
        ("How often does each option come first under random weights?", "h-draws"),
        ("Do other methods agree?", "h-methods"),
        ("Could any weights put each option first?", "h-prospects"),
        ("Would leaving an option out turn the order round?", "h-reversals"),
    ]
    .map(|(question, id)| (question.to_owned(), id))
    .to_vec()
}

/// A headline that may be absent.
#[derive(Default)]
struct Words(StressHeadline);

/// What must be there first, with the way to it.
fn needs(model: AppraisalModel) -> AnyView {
    let finding = move || model.results.with(|results| present::headline(results).finding);
    let items = move || {
        let (n_running, n_unweighted, n_missing, weighted, n_criteria) = model.results.with(|results| {
            let fails = |gate: &weighbridge::appraisal::evaluate::GateStanding| {
                matches!(gate, weighbridge::appraisal::evaluate::GateStanding::Fail(_))
            };
            let n_running = results.standings.iter().filter(|standing| !fails(&standing.gate)).count();
            let weighted = results.columns.iter().any(|column| column.share.is_some_and(|share| share > 0.0));
            (n_running, results.n_unweighted(), results.n_missing(), weighted, results.columns.len())
        });
        let running = format!("Two options in the running: {} so far.", count(n_running, "option", "options"));
        let weights = match (weighted, n_unweighted) {
            (false, n) if n < n_criteria => "Weights: every one that was given is 0.".to_owned(),
            (false, _) => "Weights: none is given yet.".to_owned(),
            (true, 0) => "Weights: all are given.".to_owned(),
            (true, n) => format!("Weights: {} without one.", count(n, "criterion", "criteria")),
        };
        let scores = if weighted {
            let missing = count(n_missing, "score is missing", "scores are missing");
            format!("A score on every criterion that has a weight, for at least two options: {missing}.")
        } else {
            "A score on every criterion that has a weight, for at least two options.".to_owned()
        };
        let key = model.session.key().get().unwrap_or_default();
        let link = move |step: Step, words: String| {
            let href = Route::Case { key: key.clone(), page: Page::Appraisal(model.id, step) }.hash();
            let way = (!model.is_reading).then(|| view! { " "<a href=href>{step.title()}</a> });
            view! { <li>{words}{way}</li> }
        };
        [(Step::Options, running), (Step::Weights, weights), (Step::Scores, scores)]
            .map(|(step, words)| link(step, words))
            .collect_view()
    };
    view! {
        {heading(model, "h-change", "There is no ranking to put to the test yet".into_any())}
        <p class="headline__next">{finding}" Sensitivity asks how much would have to be different before another option came first: which weights, which scores, in whose view. For that it needs:"</p>
        <ul class="needs">{items}</ul>
    }
    .into_any()
}

/// Returns a share of the width as SVG takes it.
fn percent(share: f64) -> String {
    format!("{share:.3}%")
}
