//! Weights: points for each move from worst to best, by number and by slider, with the ranking beside them.

use super::Bench;
use crate::parts::field::{NumberField, read_number};
use crate::parts::flow::For;
use crate::parts::ranking::Ranking;
use leptos::prelude::*;
use weighbridge::appraisal::{Appraisal, Criterion, CriterionKind, SwingWeight};
use weighbridge::edit::{AppraisalEdit, Edit, EditError};
use weighbridge::id::CriterionId;
use weighbridge::present;

/// What a row shows that does not move with a slider.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    Family { name: String, column: usize },
    Leaf { id: CriterionId, name: String, worst: String, best: String, column: usize },
}

/// The weights step.
#[component]
pub(crate) fn Weights(bench: Bench) -> impl IntoView {
    let rows = Memo::new(move |_| bench.record.with(|record| rows(record)));
    bench.session.note_ranking_shown(bench.id);
    let about = move || {
        let (n_criteria, n_families) = bench.results.with(|results| (results.columns.len(), results.families.len()));
        let families = present::count(n_families, "branch", "branches");
        format!("Weights by swing. {} in {families}.", present::count(n_criteria, "criterion", "criteria"))
    };
    let total = move || {
        let given = bench.results.with(|results| results.columns.iter().any(|column| column.share.is_some()));
        if given { "100.0" } else { "None yet" }
    };
    view! {
        <p class="headline__over">{about}</p>
        <h1>"How much does each move matter?"</h1>
        <p class="headline__next">"Suppose everything stood at its worst. Which one move, from the worst to the best described here, would you want first? Give it the most points, up to 100. Then say how much each other move is worth beside it."</p>
        <div class="split split--margin section">
            <div>
                <table role="table" class="weights">
                    <caption class="visually-hidden">"Swing weights: points as typed, and each criterion’s share of 100"</caption>
                    <colgroup><col/><col class="col-points"/><col class="col-share"/></colgroup>
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">"The move"</th>
                        <th role="columnheader" scope="col">"Points you give"</th>
                        <th role="columnheader" scope="col">"Share of 100"</th>
                    </tr></thead>
                    <tbody role="rowgroup">
                        <For each=move || rows.get() key=Row::clone let:row>{row_view(bench, row)}</For>
                    </tbody>
                    <tfoot role="rowgroup"><tr role="row" class="weights__total">
                        <th role="rowheader" scope="row">"Total"</th><td role="cell"></td><td role="cell" class="num">{total}</td>
                    </tr></tfoot>
                </table>
                <p class="note measure">"What you type is kept as you typed it. Shares are worked out from it and rounded so that they print as 100.0."</p>
            </div>
            <aside class="weights__live" aria-label="Ranking with these weights"><Ranking results=bench.results/></aside>
        </div>
    }
}

fn rows(record: &Appraisal) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut column = 0;
    for (family, top) in record.criteria.iter().enumerate() {
        if matches!(top.kind, CriterionKind::Family(_)) {
            rows.push(Row::Family { name: top.name.clone(), column: family });
        }
        push_leaves(top, &mut rows, &mut column);
    }
    rows
}

fn push_leaves(criterion: &Criterion, rows: &mut Vec<Row>, column: &mut usize) {
    match &criterion.kind {
        CriterionKind::Family(children) => children.iter().for_each(|child| push_leaves(child, rows, column)),
        CriterionKind::Leaf(leaf) => {
            let (worst, best) = present::ends_words(leaf);
            let (worst, best) = (present::in_sentence(&worst), present::in_sentence(&best));
            rows.push(Row::Leaf { id: criterion.id, name: criterion.name.clone(), worst, best, column: *column });
            *column += 1;
        }
    }
}

fn row_view(bench: Bench, row: Row) -> AnyView {
    match row {
        Row::Family { name, column } => {
            let share = move || {
                let printed =
                    bench.results.with(|results| results.families.get(column).and_then(|family| family.printed));
                printed.map(present::tenths)
            };
            view! {
                <tr role="row" class="weights__family">
                    <th role="rowheader" scope="row">{name}</th><td role="cell"></td><td role="cell" class="num">{share}</td>
                </tr>
            }
            .into_any()
        }
        Row::Leaf { id, name, worst, best, column } => leaf_view(bench, id, &name, (worst, best), column).into_any(),
    }
}

fn leaf_view(
    bench: Bench,
    id: CriterionId,
    name: &str,
    (worst, best): (String, String),
    column: usize,
) -> impl IntoView + use<> {
    let points = Signal::derive(move || {
        bench.results.with(|results| results.columns.get(column).and_then(|found| found.points))
    });
    let largest = move || {
        let points =
            bench.results.with(|results| results.columns.iter().filter_map(|found| found.points).fold(100.0, f64::max));
        points.to_string()
    };
    let share = move || bench.results.with(|results| results.columns.get(column).and_then(|found| found.printed));
    let width = move || format!("{:.2}%", share().map_or(0.0, |tenths| f64::from(tenths) / 10.0 * scale(bench)));
    let edit = move |points: Option<f64>| -> Result<AppraisalEdit, EditError> {
        let expected = EditError::OutOfRange { expected: "points of 0 or more" };
        let weight = points.map(|points| SwingWeight::new(points).ok_or(expected)).transpose()?;
        Ok(AppraisalEdit::SetSwing(id, weight))
    };
    let commit = Callback::new(move |points: Option<f64>| bench.session.commit_in(bench.id, edit(points)?));
    let slide = move |event| {
        if let Ok(edit) = edit(slid(&event)) {
            bench.session.preview(&Edit::Appraisal(bench.id, edit));
        }
    };
    let release = move |event| {
        // A slider gives numbers in range, so there is nothing to refuse.
        let _ = commit.run(slid(&event));
    };
    let slider_label = format!("{name}, points by slider");
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="weights__criterion">{name.to_owned()}</span>
                <span class="weights__move"><i>"from "</i>{worst}<i>" to "</i>{best}</span>
            </th>
            <td role="cell"><div class="weights__points">
                <NumberField id=format!("points-{id}") label=format!("{name}, points") label_hidden=true value=points expected="points of 0 or more" commit/>
                <input class="slider" type="range" id=format!("slide-{id}") min="0" max=largest step="any" aria-label=slider_label
                    prop:value=move || points.get().unwrap_or(0.0).to_string()
                    on:input=slide on:change=release
                    on:keydown=move |event| step_by_key(&event, points, commit)
                    on:blur=move |_| bench.session.cancel_preview()/>
            </div></td>
            <td role="cell" class="weights__share">
                <span class="weights__share-number">{move || share().map_or_else(|| "none".to_owned(), present::tenths)}</span>
                <svg aria-hidden="true" focusable="false"><rect class="weights__share-bar" x="0" y="0" height="6" width=width/></svg>
            </td>
        </tr>
    }
}

/// Returns where a slider was dragged to, in whole points.
fn slid(event: &leptos::ev::Event) -> Option<f64> {
    read_number(&event_target_value(event)).ok().flatten().map(f64::round)
}

/// Returns by how much shares are drawn longer, so that the largest fills the column.
fn scale(bench: Bench) -> f64 {
    let largest = bench.results.with(|results| results.columns.iter().filter_map(|column| column.printed).max());
    largest.filter(|largest| *largest > 0).map_or(0.0, |largest| 1000.0 / f64::from(largest))
}

/// Arrow keys move by one whole point, Page keys by ten. The slider itself has no step, or it would show a typed 66.7
/// as 67.
fn step_by_key(
    event: &leptos::ev::KeyboardEvent,
    points: Signal<Option<f64>>,
    commit: Callback<Option<f64>, Result<(), EditError>>,
) {
    let now = points.get_untracked().unwrap_or(0.0);
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => now + 1.0,
        "ArrowLeft" | "ArrowDown" => now - 1.0,
        "PageUp" => now + 10.0,
        "PageDown" => now - 10.0,
        "Home" => 0.0,
        "End" => 100.0,
        _ => return,
    };
    event.prevent_default();
    let _ = commit.run(Some(next.clamp(0.0, now.max(100.0))));
}
