//! Results: the answer as a sentence, where it comes from, every number open, and cost beside it.

use super::Bench;
use crate::browser::clipboard;
use crate::parts::bars::{self, Patterns};
use crate::parts::beam::Beam;
use crate::parts::flow::Show;
use crate::session::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding};
use weighbridge::appraisal::{Appraisal, Role, Scale, ScoreState};
use weighbridge::exchange::table::{Table, csv, html, plain};
use weighbridge::paper::results::{contributions, costs};
use weighbridge::present::{self, headline, where_it_leads};

/// Which number is open: a row of the options and a family.
type Opened = Option<(usize, usize)>;

/// The results step.
#[component]
pub(crate) fn Results(bench: Bench) -> impl IntoView {
    bench.session.note_ranking_shown(bench.id);
    let opened: RwSignal<Opened> = RwSignal::new(None);
    let sentence = Memo::new(move |_| bench.results.with(headline));
    let illustrative = move || bench.session.case().with(|case| case.illustrative);
    let over = move || {
        let (n_options, n_criteria) = bench.results.with(|results| (results.standings.len(), results.columns.len()));
        let invented = if illustrative() { " Figures are illustrative." } else { "" };
        format!(
            "Results. {}, {}.{invented}",
            present::count(n_options, "option", "options"),
            present::count(n_criteria, "criterion", "criteria")
        )
    };
    let beam = move || {
        let materiality = bench.record.with(|record| record.materiality.get());
        bench.results.with(|results| {
            results.lead.as_ref().map(|lead| {
                let letters = bench.record.with(|record| letters(record));
                let name = |row: usize| {
                    if letters[row].is_empty() { results.standings[row].name.clone() } else { letters[row].clone() }
                };
                let caption =
                    format!("{} leads {} by {}", name(lead.leader), name(lead.rival), present::points(lead.points));
                view! { <Beam lead=lead.points materiality caption/> }
            })
        })
    };
    view! {
        <Patterns/>
        <p class="headline__over">{over}</p>
        <h1 class="headline__sentence"><b>{move || sentence.with(|found| found.finding.clone())}</b>" "{move || sentence.with(|found| found.next.clone())}</h1>
        {beam}
        <p class="headline__guard">"A total is a guide for judgement, not a verdict on value for money. Cost is kept apart, below. "{move || bench.results.with(failed)}</p>
        <Chart bench/>
        <section class="split section" class:split--margin=move || opened.get().is_some() aria-label="Table and arithmetic">
            <Figures bench opened/>
            <Drawer bench opened/>
        </section>
        <Costs bench/>
        <Basis bench/>
    }
}

/// Returns the letter of each option: business as usual has none.
pub(super) fn letters(record: &Appraisal) -> Vec<String> {
    let mut next = 0;
    let letter = |option: &weighbridge::appraisal::Alternative| {
        if option.role == Role::BusinessAsUsual {
            return String::new();
        }
        next += 1;
        present::letter(next - 1)
    };
    record.alternatives.iter().map(letter).collect()
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
fn Chart(bench: Bench) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-chart">
            <figure class="chart">
                <figcaption>
                    <h2 class="chart__title" id="h-chart">{move || bench.results.with(where_it_leads)}</h2>
                    <p class="chart__subtitle">"Weighted points out of 100, by family of criteria. The figure after each family is its weight."</p>
                </figcaption>
                <ul class="chart__key">{move || bench.results.with(bars::key)}</ul>
                <div class="bars">{move || bench.results.with(|results| bars::rows(results, &bench.record.with(|record| letters(record))))}</div>
            </figure>
        </section>
    }
}

#[component]
fn Figures(bench: Bench, opened: RwSignal<Opened>) -> impl IntoView {
    let table =
        move || bench.results.with(|results| contributions(results, &bench.record.with(|record| letters(record))));
    let heads = move || {
        let names: Vec<String> =
            bench.results.with(|results| results.families.iter().map(|family| family.name.clone()).collect());
        names.into_iter().map(|name| view! { <th scope="col" class="n">{name}</th> }).collect_view()
    };
    let rows = move || {
        let letters = bench.record.with(|record| letters(record));
        bench.results.with(|results| {
            results.order().into_iter().map(|row| figures_row(results, row, &letters[row], opened)).collect_view()
        })
    };
    view! {
        <div>
            <div class="table-scroll" role="region" aria-labelledby="cap-figures" tabindex="0">
                <table class="table table--tight">
                    <caption id="cap-figures">"The same figures "<span class="note">"Choose a number to see its arithmetic."</span></caption>
                    <thead><tr><th scope="col">"Option"</th>{heads}<th scope="col" class="n">"Total"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <TableFoot bench name="contributions" table=Signal::derive(table)/>
        </div>
    }
}

/// "Save as CSV" and "Copy for Word" under a table.
#[component]
pub(super) fn TableFoot(
    bench: Bench,
    name: &'static str,
    table: Signal<Table>,
    #[prop(default = "Sums are of unrounded figures.")] note: &'static str,
) -> impl IntoView {
    let save =
        move |_| table.with_untracked(|table| bench.session.download(&format!("{name}.csv"), &csv(table), "text/csv"));
    let copy = move |_| {
        let (rich, text) = table.with_untracked(|table| (html(table), plain(table)));
        spawn_local(async move {
            let notice = match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The table is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}.")),
            };
            bench.session.notice.set(Some(notice));
        });
    };
    view! {
        <p class="chart__foot">
            <button class="link" type="button" on:click=save>"Save as CSV"</button>
            <button class="link" type="button" on:click=copy>"Copy for Word"</button>
            <span>{note}</span>
        </p>
    }
}

fn figures_row(results: &Evaluation, row: usize, letter: &str, opened: RwSignal<Opened>) -> impl IntoView + use<> {
    let standing = &results.standings[row];
    let name = standing.name.clone();
    let class = match standing.rank {
        Some(1) => "table__lead",
        Some(_) => "",
        None => "table__aside",
    };
    let cells = standing
        .families
        .iter()
        .enumerate()
        .map(|(family, points)| {
            let label = format!("{}, {}", name, results.families[family].name);
            let number = points.map_or_else(|| "none".to_owned(), present::points);
            let is_open = move || opened.get() == Some((row, family));
            view! {
                <td class="n"><button class="table__open" type="button" aria-expanded=move || is_open().to_string() aria-controls="arithmetic"
                    aria-label=format!("{number}. {label}: show the arithmetic")
                    on:click=move |_| opened.update(|open| *open = if *open == Some((row, family)) { None } else { Some((row, family)) })>{number.clone()}</button></td>
            }
        })
        .collect_view();
    let total = standing.total.map_or_else(|| "none".to_owned(), present::points);
    view! { <tr class=class><th scope="row"><span class="letter">{letter.to_owned()}</span>{name.clone()}</th>{cells}<td class="n">{total}</td></tr> }
}

#[component]
fn Drawer(bench: Bench, opened: RwSignal<Opened>) -> impl IntoView {
    let body = move || {
        let (row, family) = opened.get()?;
        let lines = bench.results.with(|results| arithmetic(results, row, family))?;
        let notes = bench.record.with(|record| bench.results.with(|results| measures(record, results, row, family)));
        let rows = lines
            .rows
            .into_iter()
            .map(|(name, weight, points, sum)| view! { <tr><th scope="row">{name}</th><td>{weight}</td><td>{points}</td><td>{sum}</td></tr> })
            .collect_view();
        Some(view! {
            <div class="drawer__head"><h3 class="drawer__title" id="h-arithmetic">{lines.title}</h3>
                <button class="link" type="button" on:click=move |_| opened.set(None)>"Close"</button></div>
            <p class="drawer__answer num">{lines.answer.clone()}</p>
            <table class="sum">
                <thead><tr><td></td><th scope="col">"Weight"</th><th scope="col">"Score"</th><th scope="col">"Points"</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">"Sum"</th><td></td><td></td><td>{lines.answer}</td></tr></tfoot>
            </table>
            <p>"Points are weight × score ÷ 100."</p>
            {notes.into_iter().map(|note| view! { <p class="formula">{note}</p> }).collect_view()}
        })
    };
    view! { <aside class="drawer" id="arithmetic" aria-label="Arithmetic" class:drawer--shut=move || opened.get().is_none()>{body}</aside> }
}

struct Arithmetic {
    title: String,
    answer: String,
    rows: Vec<(String, String, String, String)>,
}

/// Returns the sum behind one number of the table, as printed: weight, score and points of each leaf.
fn arithmetic(results: &Evaluation, row: usize, family: usize) -> Option<Arithmetic> {
    let standing = results.standings.get(row)?;
    let heading = results.families.get(family)?;
    let own = results.columns.iter().zip(&standing.cells).filter(|(column, _)| column.family == family);
    let rows = own
        .map(|(column, cell)| {
            let weight = column.share.map_or_else(|| "none".to_owned(), |share| present::decimal(share * 100.0, 2));
            let score =
                cell.points.map_or_else(|| "missing".to_owned(), |points| format!("× {}", present::points(points)));
            let points = cell.contribution.map_or_else(String::new, |points| present::decimal(points, 2));
            (column.name.clone(), weight, score, points)
        })
        .collect();
    let answer = standing.families.get(family).copied().flatten();
    let answer = answer.map_or_else(|| "none".to_owned(), |points| present::decimal(points, 2));
    Some(Arithmetic { title: format!("{}, {}", standing.name, heading.name), answer, rows })
}

/// Returns how measured scores of one number came about, a sentence each.
fn measures(record: &Appraisal, results: &Evaluation, row: usize, family: usize) -> Vec<String> {
    let Some(standing) = results.standings.get(row) else { return Vec::new() };
    let own = results.columns.iter().zip(&standing.cells).filter(|(column, _)| column.family == family);
    own.filter_map(|(column, cell)| {
        let leaf = record.leaves().into_iter().find(|(criterion, _)| criterion.id == column.criterion)?.1;
        let score = record.score(standing.alternative, column.criterion)?;
        let (Scale::Measured { measure, worst, best, .. }, ScoreState::Measured(found)) = (&leaf.scale, score.state)
        else {
            return None;
        };
        let number = |finite: weighbridge::finite::Finite| present::as_typed(finite.get());
        let held = if cell.outside { " It lies beyond the scale and is held at its end." } else { "" };
        Some(format!(
            "{}: {} {}, on a scale from {} (worst) to {} (best), scores {}.{held}",
            column.name,
            number(found),
            measure.unit,
            number(*worst),
            number(*best),
            cell.points.map_or_else(|| "nothing".to_owned(), present::points)
        ))
    })
    .collect()
}

#[component]
fn Costs(bench: Bench) -> impl IntoView {
    let table = Signal::derive(move || {
        bench.record.with(|record| bench.results.with(|results| costs(record, results, &letters(record))))
    });
    let any = move || bench.record.with(|record| record.alternatives.iter().any(|option| option.cost.is_some()));
    let body = move || {
        table.with(|table| {
            let heads = table
                .heads
                .iter()
                .enumerate()
                .map(|(i, head)| view! { <th scope="col" class=(i > 0).then_some("n")>{head.clone()}</th> })
                .collect_view();
            let rows = table
                .rows
                .iter()
                .map(|row| {
                    let cells =
                        row.iter().skip(1).map(|cell| view! { <td class="n">{cell.clone()}</td> }).collect_view();
                    view! { <tr><th scope="row">{row.first().cloned().unwrap_or_default()}</th>{cells}</tr> }
                })
                .collect_view();
            view! { <thead><tr>{heads}</tr></thead><tbody>{rows}</tbody> }
        })
    };
    view! {
        <Show when=any>
            <section class="section">
                <div class="table-scroll" role="region" aria-labelledby="cap-costs" tabindex="0">
                    <table class="table table--tight">
                        <caption id="cap-costs">"Cost beside value "<span class="note">"£m. Cost never enters the points. Carbon is priced apart and is not in the whole-life cost."</span></caption>
                        {body}
                    </table>
                </div>
                <TableFoot bench name="costs" table/>
            </section>
        </Show>
    }
}

#[component]
fn Basis(bench: Bench) -> impl IntoView {
    let basis = move || bench.record.with(|record| record.basis.clone());
    view! {
        <Show when=move || !basis().is_empty()>
            <section class="section" aria-labelledby="h-basis">
                <h2 id="h-basis">"What this rests on"</h2>
                <p class="measure">{basis}</p>
            </section>
        </Show>
    }
}
