//! Cost beside value: the chart and the table.

use super::super::plain_table::PlainTable;
use super::super::table_foot::TableFoot;
use super::Shown;
use super::drawer::{self, Drawer, DrawerPlace};
use super::frontier::Frontier;
use super::open_table::{Layout, open_table};
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::paper::differences::frontier_steps;
use weighbridge::paper::results::costs;
use weighbridge::present::{self, Number};
use weighbridge::route::{Page, Route, Step};

/// The section.
#[component]
pub(super) fn CostBesideValue(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let any = Memo::new(move |_| shown.costs.with(|found| found.costs.iter().any(|cost| cost != &Default::default())));
    let title = move || with_names(shown, present::cost_headline);
    let basis = move || model.record.with(|record| present::cost_basis(record));
    let scored = move || model.record.with(|record| present::scored_carbon_words(record));
    view! {
        <section class="section" aria-labelledby="h-cost">
            <Show when=move || any.get() fallback=move || view! {
                <h2 class="chart__title" id="h-cost" tabindex="-1">"Cost beside value"</h2>
                <p class="measure">"No option has a cost yet. Cost stands beside the points and never enters them. "{to_costs(model)}</p>
            }>
                <figure class="chart">
                    <figcaption>
                        <h2 class="chart__title" id="h-cost" tabindex="-1">{title}</h2>
                        <p class="chart__subtitle">"Total points against whole-life cost. "{basis}" "{scored}" The line joins the options in the running that no other option beats on both."</p>
                    </figcaption>
                    <Frontier shown/>
                </figure>
                <Figures shown/>
                <Steps shown/>
            </Show>
        </section>
    }
}

/// What each step along the line buys.
#[component]
fn Steps(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let table = Memo::new(move |_| {
        model.results.with(|results| {
            shown.costs.with(|found| shown.letters.with(|letters| frontier_steps(results, found, letters)))
        })
    });
    let any = Memo::new(move |_| table.with(|table| !table.rows.is_empty()));
    view! {
        <Show when=move || any.get()>
            <h3 id="h-steps">{move || table.with(|table| table.caption.clone())}</h3>
            <PlainTable model labelled_by="h-steps" region="Table: what each step along the line buys" name="cost-of-a-point" table/>
        </Show>
    }
}

/// The way to the step in which costs are given.
fn to_costs(model: super::super::AppraisalModel) -> AnyView {
    let href = move || {
        let key = model.session.key().get().unwrap_or_default();
        Route::Case { key, page: Page::Appraisal(model.id, Step::Costs) }.hash()
    };
    (!model.is_reading).then(|| view! { <a href=href>"Give costs in step 5, Costs"</a>"." }).into_any()
}

fn with_names<T>(
    shown: Shown,
    read: impl FnOnce(
        &weighbridge::appraisal::evaluate::Evaluation,
        &weighbridge::appraisal::cost_value::CostValue,
        &[String],
    ) -> T,
) -> T {
    shown.model.results.with(|results| {
        let names = shown.letters.with(|letters| present::short_names(letters, results));
        shown.costs.with(|found| read(results, found, &names))
    })
}

#[component]
fn Figures(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let table = Memo::new(move |_| {
        model
            .results
            .with(|results| shown.costs.with(|found| shown.letters.with(|letters| costs(results, found, letters))))
    });
    let words = move || with_names(shown, present::cost_summary);
    let layout = Layout {
        id: "cap-costs",
        caption: "Cost beside value",
        note: |_| "Cost never enters the points, and the price of carbon is not in the whole-life cost.",
        note_on_paper: true,
        place: DrawerPlace::Cost,
        number: |row, column, _| match column {
            1 => Some(Number::PresentValue(row)),
            2 => Some(Number::Uplift(row)),
            3 => Some(Number::WholeLife(row)),
            4 => Some(Number::Carbon(row)),
            5 => Some(Number::Total(row)),
            6 => Some(Number::Above(row)),
            _ => None,
        },
        is_words: |column| matches!(column, 0 | 7),
    };
    view! {
        <details class="chart__words"><summary class="summary">"The chart in words"</summary><p class="measure">{words}</p></details>
        <div class="split" class:split--margin=move || drawer::is_open(shown, DrawerPlace::Cost)>
            <div>
                {open_table(shown, table, layout)}
                <TableFoot model name="costs" table note="Totals are added before rounding."/>
            </div>
            <Drawer shown place=DrawerPlace::Cost/>
        </div>
    }
}
