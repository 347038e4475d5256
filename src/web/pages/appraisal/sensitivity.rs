//! Sensitivity: what would have to be different before another option came first.

mod checks;
mod draws;
mod paths;
mod scores;

use super::Bench;
use super::results::letters;
use super::table_foot::TableFoot;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::appraisal::stress::Field;
use weighbridge::exchange::table::Table;
use weighbridge::present::sensitivity::{Naming, StressHeadline, stress_headline};
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route, Step};

/// What the sections work from, worked out once a change.
#[derive(Clone, Copy)]
struct Stress {
    bench: Bench,
    field: Memo<Option<Field>>,
    letters: Memo<Vec<String>>,
}

impl Stress {
    /// Reads the field with its names; gives nothing where there is no lead to put to the test.
    fn with<T: Default>(self, read: impl FnOnce(&Naming<'_>) -> T) -> T {
        self.letters.with(|letters| {
            self.bench.results.with(|results| {
                self.field.with(|field| {
                    field.as_ref().map(|field| read(&Naming { results, letters, field })).unwrap_or_default()
                })
            })
        })
    }

    /// Returns a table of the field, made anew with each change.
    fn table(self, make: fn(Stress, &Naming<'_>) -> Table) -> Signal<Table> {
        Signal::derive(move || self.with(|naming| make(self, naming)))
    }
}

/// The sensitivity step.
#[component]
pub(crate) fn Sensitivity(bench: Bench) -> impl IntoView {
    bench.session.note_ranking_shown(bench.id);
    let field =
        Memo::new(move |_| bench.record.with(|record| bench.results.with(|results| Field::of(record, results))));
    let stress = Stress { bench, field, letters: Memo::new(move |_| bench.record.with(|record| letters(record))) };
    view! {
        <p class="headline__over">"Sensitivity. What would change the answer?"</p>
        <Show when=move || field.with(Option::is_some) fallback=move || needs(bench)>{sections(stress)}</Show>
    }
}

fn sections(stress: Stress) -> AnyView {
    let headline = Memo::new(move |_| stress.with(|naming| Words(stress_headline(naming))).0);
    let part = move |of: fn(&StressHeadline) -> &String| headline.with(|headline| of(headline).clone());
    let provisional = move || {
        let found = stress.bench.results.with(present::headline);
        if found.provisional { format!(" {}", found.next) } else { String::new() }
    };
    view! {
        <h1 class="headline__sentence">{move || part(|words| &words.before)}<b>{move || part(|words| &words.strong)}</b>{move || part(|words| &words.after)}</h1>
        <p class="headline__guard">{move || part(|words| &words.guard)}{provisional}</p>
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

/// A headline that may be absent.
#[derive(Default)]
struct Words(StressHeadline);

/// What must be there first, with the way to it.
fn needs(bench: Bench) -> AnyView {
    let finding = move || bench.results.with(|results| present::headline(results).finding);
    let items = move || {
        let (n_running, n_unweighted, n_missing, weighted) = bench.results.with(|results| {
            let fails = |gate: &weighbridge::appraisal::evaluate::GateStanding| {
                matches!(gate, weighbridge::appraisal::evaluate::GateStanding::Fail(_))
            };
            let n_running = results.standings.iter().filter(|standing| !fails(&standing.gate)).count();
            let weighted = results.columns.iter().any(|column| column.share.is_some_and(|share| share > 0.0));
            (n_running, results.n_unweighted(), results.n_missing(), weighted)
        });
        let running = format!("Two options in the running: {} so far.", count(n_running, "option", "options"));
        let weights = match (weighted, n_unweighted) {
            (false, _) => "Weights: none is given yet.".to_owned(),
            (true, 0) => "Weights: all are given.".to_owned(),
            (true, n) => format!("Weights: {} without one.", count(n, "criterion", "criteria")),
        };
        let scores = if weighted {
            let missing = count(n_missing, "score is missing", "scores are missing");
            format!("A score on every criterion of weight, for two options at least: {missing}.")
        } else {
            "A score on every criterion of weight, for two options at least.".to_owned()
        };
        let key = bench.session.key().get().unwrap_or_default();
        let link = move |step: Step, words: String| {
            let href = Route::Case { key: key.clone(), page: Page::Appraisal(bench.id, step) }.hash();
            view! { <li>{words}" "<a href=href>{super::step_name(step)}</a></li> }
        };
        [(Step::Options, running), (Step::Weights, weights), (Step::Scores, scores)]
            .map(|(step, words)| link(step, words))
            .collect_view()
    };
    view! {
        <h1>"There is no ranking to put to the test yet"</h1>
        <p class="headline__next">{finding}" Sensitivity asks how much would have to be different before another option came first: which weights, which scores, in whose view. For that it needs:"</p>
        <ul class="needs">{items}</ul>
    }
    .into_any()
}

/// A table of text under a heading, with what takes it elsewhere. Figures stand to the right.
#[component]
fn PlainTable(
    stress: Stress,
    /// The element that names the table.
    labelled_by: &'static str,
    /// What the table shows, for the region that it scrolls in.
    region: &'static str,
    /// The name of its file.
    name: &'static str,
    table: Signal<Table>,
    /// Whether all columns but the first hold figures.
    #[prop(optional)]
    figures: bool,
) -> AnyView {
    let class = if figures { "n" } else { "" };
    let body = move || {
        table.with(|table| {
            let head = |(at, head): (usize, &String)| {
                let class = if at > 0 { class } else { "" };
                view! { <th scope="col" class=class>{head.clone()}</th> }
            };
            let row = |row: &Vec<String>| {
                let cells = row.iter().skip(1).map(|cell| view! { <td class=class>{cell.clone()}</td> }).collect_view();
                view! { <tr><th scope="row">{row.first().cloned()}</th>{cells}</tr> }
            };
            view! {
                <thead><tr>{table.heads.iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
            }
        })
    };
    view! {
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table table--tight" aria-labelledby=labelled_by>{body}</table>
        </div>
        <TableFoot bench=stress.bench name table note=""/>
    }
    .into_any()
}

/// Returns a share of the width as SVG takes it.
fn percent(share: f64) -> String {
    format!("{share:.3}%")
}
