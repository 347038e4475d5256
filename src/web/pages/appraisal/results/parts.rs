//! Where the points come from: bars at a level of the criteria tree, the ranking with gates, and the figures.

use super::super::table_foot::TableFoot;
use super::Shown;
use super::drawer::DrawerPlace;
use super::open_table::{Layout, open_table};
use crate::parts::bars::{self, Drawing};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::breakdown::{Breakdown, Depth, families};
use weighbridge::appraisal::evaluate::Evaluation;
use weighbridge::paper::results::{contributions, ranking};
use weighbridge::present::{self, Number};

/// The chart, and the choice of its level.
#[component]
pub(super) fn Parts(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let choices = Memo::new(move |_| {
        let mut all = vec![(Depth::Families, "By family".to_owned())];
        let inner = model.record.with(|record| families(&record.criteria));
        all.extend(inner.into_iter().map(|(id, name, _)| (Depth::Within(id), format!("Within {name}"))));
        all.push((Depth::Criteria, "By criterion".to_owned()));
        all
    });
    let choose = Callback::new(move |depth| {
        // Parts are other parts now.
        shown.opened.set(None);
        shown.depth.set(depth);
    });
    let title = move || {
        let found =
            model.results.with(|results| shown.breakdown.with(|found| present::where_parts_lead(results, found)));
        if found.is_empty() { "Where the points come from".to_owned() } else { found }
    };
    let subtitle = move || {
        let most = shown.breakdown.with(|found| found.printed).map_or_else(String::new, present::tenths);
        match shown.level.get() {
            Depth::Families => "Weighted points out of 100, by family of criteria. The figure after each family is its weight.".to_owned(),
            Depth::Within(_) => format!("Weighted points within one family, which has a weight of {most} out of 100. The figure after each name is its weight."),
            Depth::Criteria => "Weighted points out of 100, by criterion, all to one scale. The figure after each criterion is its weight. BAU is business as usual.".to_owned(),
        }
    };
    let words = move || {
        model
            .results
            .with(|results| shown.breakdown.with(|found| present::breakdown_summary(results, found, shown.level.get())))
    };
    view! {
        <section class="section" aria-labelledby="h-chart">
            <figure class="chart">
                <figcaption>
                    <h2 class="chart__title" id="h-chart" tabindex="-1">{title}</h2>
                    <p class="chart__subtitle">{subtitle}</p>
                </figcaption>
                <div class="chart__level no-print"><SelectField id="level" label="Level of the criteria tree" value=shown.level choices choose/></div>
                {move || drawing(shown)}
            </figure>
            <details class="chart__words"><summary class="summary">"The chart in words"</summary><p class="measure">{words}</p></details>
        </section>
    }
}

fn drawing(shown: Shown) -> AnyView {
    shown.model.results.with(|results| {
        shown.breakdown.with(|found| {
            let letters = shown.letters.get();
            match bars::drawing(found) {
                Drawing::Stacked => stacked(shown, results, found, String::new()),
                Drawing::Multiples => {
                    view! { <div class="multiples">{bars::multiples(results, found, &letters)}</div> }.into_any()
                }
                Drawing::Heaviest => {
                    let parts = if shown.level.get() == Depth::Families { "families" } else { "parts" };
                    let others = format!("The {} {parts} of most weight have bars of their own. ", bars::HEAVIEST);
                    stacked(shown, results, &found.heaviest(bars::HEAVIEST), others)
                }
            }
        })
    })
}

/// Bars of stacked parts. `others` says which parts have none of their own.
fn stacked(shown: Shown, results: &Evaluation, found: &Breakdown, others: String) -> AnyView {
    let (letters, gates) = (shown.letters.get(), shown.gates.get());
    let sum = if matches!(shown.level.get(), Depth::Within(_)) { "Sum" } else { "Total" };
    let (n_options, n_drawn) = (found.rows.len(), bars::n_drawn(found.rows.len(), found.parts.len()));
    let first = match n_drawn < n_options {
        true => format!("The first {n_drawn} of {n_options} options are drawn. "),
        false => String::new(),
    };
    let few = (!first.is_empty() || !others.is_empty())
        .then(|| view! { <p class="note measure">{first}{others}"The figures below have them all."</p> });
    view! {
        {few}
        <ul class="chart__key">{bars::key(found)}</ul>
        <div class="bars">{bars::rows(results, found, &letters, &gates, sum)}</div>
    }
    .into_any()
}

/// Rank, total, distances and gates.
#[component]
pub(super) fn Ranking(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let table = Memo::new(move |_| {
        model.record.with(|record| {
            model.results.with(|results| shown.letters.with(|letters| ranking(record, results, letters)))
        })
    });
    let layout = Layout {
        id: "cap-ranking",
        caption: "Ranking, with gates",
        note: |appraisal| match appraisal.gates.as_slice() {
            [] => "",
            _ => "An option that fails a gate is out of the running and has no rank.",
        },
        note_on_paper: true,
        place: DrawerPlace::Value,
        number: |row, column, _| match column {
            2 => Some(Number::Total(row)),
            3 => Some(Number::Behind(row)),
            4 => Some(Number::Above(row)),
            _ => None,
        },
        is_words: |column| matches!(column, 0 | 5),
    };
    view! {
        <div>
            {open_table(shown, table, layout)}
            <TableFoot model name="ranking" table/>
        </div>
    }
}

/// The figures behind the chart.
#[component]
pub(super) fn Figures(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let table = Memo::new(move |_| {
        let sum = if matches!(shown.level.get(), Depth::Within(_)) { "Sum" } else { "Total" };
        model.results.with(|results| {
            shown.breakdown.with(|found| shown.letters.with(|letters| contributions(results, found, letters, sum)))
        })
    });
    let layout = Layout {
        id: "cap-figures",
        caption: "The figures of the chart",
        note: |_| "Choose a number to see its arithmetic.",
        note_on_paper: false,
        place: DrawerPlace::Value,
        number: |row, column, n_columns| {
            Some(if column + 1 == n_columns { Number::Sum(row) } else { Number::Part(row, column - 1) })
        },
        is_words: |column| column == 0,
    };
    view! {
        <div>
            {open_table(shown, table, layout)}
            <TableFoot model name="contributions" table/>
        </div>
    }
}
