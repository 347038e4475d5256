//! Sensitivity: what would have to be different before another option came first.

mod checks;
mod draws;
mod paths;
mod scores;
mod testing;

use self::testing::Testing;
use super::AppraisalModel;
use super::results::letters;
use super::table_foot::TableFoot;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::stress::Field;
use weighbridge::appraisal::stress::pieces::Findings;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;
use weighbridge::present::sensitivity::{Naming, StressHeadline, stress_headline};
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route, Step};

/// How many cells a page of a table has, and how many stand at once, about.
const CELLS: usize = 2000;
const AT_ONCE: usize = 300;

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

    /// Returns what tells the lists of this appraisal from those of others.
    fn paged(self) -> String {
        format!("{} {}", self.model.id, self.model.session.key().get_untracked().unwrap_or_default())
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
    model.session.note_ranking_shown(model.id);
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
        <h1 class="headline__sentence">{move || part(|words| &words.before)}<b>{move || part(|words| &words.strong)}</b>{move || part(|words| &words.after)}</h1>
        <p class="headline__guard">{move || part(|words| &words.guard)}{provisional}</p>
        {move || stress.with(|naming| Some(naming.without_weight())).filter(|words| !words.is_empty()).map(|words| view! { <p class="note measure">{words}</p> })}
        {stress.testing.status()}
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
    let heads = move || {
        let head = |(at, head): (usize, &String)| {
            let class = if at > 0 { class } else { "" };
            view! { <th scope="col" class=class>{head.clone()}</th> }
        };
        table.with(|table| table.heads.iter().enumerate().map(head).collect_view())
    };
    let n_columns = Memo::new(move |_| table.with(|table| table.heads.len()).max(1));
    let paging = Paging::new(
        [labelled_by, "Rows"],
        &stress.paged(),
        Signal::derive(move || table.with(|table| table.rows.len())),
        Signal::derive(move || (CELLS / n_columns.get() / 5 * 5).max(10)),
    );
    let rows = move || {
        let shown = paging.rows();
        table.with(|table| {
            let rows = table.rows.iter().enumerate().skip(shown.start).take(shown.len());
            rows.map(|(at, row)| (at, row.iter().map(Cell::print).collect())).collect::<Vec<(usize, Vec<String>)>>()
        })
    };
    let row = move |(_, row): (usize, Vec<String>)| {
        let mut cells = row.into_iter();
        let first = cells.next();
        let cells = cells.map(|cell| view! { <td class=class>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{first}</th>{cells}</tr> }
    };
    let mounting = Mounting::of(AT_ONCE / n_columns.get_untracked());
    view! {
        {paging.line()}
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table table--tight" aria-labelledby=labelled_by aria-busy=mounting.busy()>
                <thead><tr>{heads}</tr></thead>
                <tbody><Gradual mounting each=rows key=Clone::clone children=row/></tbody>
            </table>
        </div>
        {paging.links()}
        <TableFoot model=stress.model name table note=""/>
    }
    .into_any()
}

/// Returns a share of the width as SVG takes it.
fn percent(share: f64) -> String {
    format!("{share:.3}%")
}
