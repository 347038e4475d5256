//! The ranking beside a control: the finding, and each option's total, moving as the control moves.

use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use weighbridge::present::{self, headline};

/// How many rows stand at once.
const AT_ONCE: usize = 40;

/// What a row shows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Face {
    rank: String,
    name: String,
    remark: &'static str,
    total: String,
    width: String,
}

/// The finding and the totals. A row stands for a place in the order and stays while options pass through it, so that a
/// control that is dragged changes texts and no elements.
#[component]
pub(crate) fn Ranking(results: Memo<Evaluation>) -> impl IntoView {
    let sentence = Memo::new(move |_| results.with(headline));
    let faces = Memo::new(move |_| {
        results.with(|results| {
            results.order().into_iter().map(|place| face(&results.standings[place])).collect::<Vec<_>>()
        })
    });
    let n_rows = Memo::new(move |_| faces.with(Vec::len));
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <p class="ranking__finding">{move || sentence.with(|sentence| sentence.finding.clone())}</p>
        <p class="note">{move || sentence.with(|sentence| sentence.next.clone())}</p>
        <ol class="ranking" role="list" aria-busy=mounting.busy()><Gradual mounting each=move || 0..n_rows.get() key=|at| *at children=move |at| row(faces, at)/></ol>
    }
}

fn face(standing: &Standing) -> Face {
    let total = standing.total.map_or_else(
        || {
            standing.range.map_or_else(
                || "none yet".to_owned(),
                |(low, high)| format!("{} to {}", present::index(low), present::index(high)),
            )
        },
        present::points,
    );
    let remark = match (&standing.gate, standing.rank) {
        (GateStanding::Fail(_), _) => "Fails a gate",
        (_, None) => "Not ranked",
        _ => "",
    };
    Face {
        rank: standing.rank.map_or_else(String::new, |rank| rank.to_string()),
        name: standing.name.clone(),
        remark,
        total,
        width: format!("{:.2}%", standing.total.unwrap_or(0.0).clamp(0.0, 100.0)),
    }
}

fn row(faces: Memo<Vec<Face>>, at: usize) -> AnyView {
    let face = Memo::new(move |_| faces.with(|faces| faces.get(at).cloned()).unwrap_or_default());
    let remark = Memo::new(move |_| face.with(|face| face.remark));
    let class =
        move || if face.with(|face| face.rank == "1") { "ranking__row ranking__row--lead" } else { "ranking__row" };
    view! {
        <li class=class>
            <span class="ranking__rank">{move || face.with(|face| face.rank.clone())}</span>
            <span class="ranking__name">{move || face.with(|face| face.name.clone())}{move || (!remark.get().is_empty()).then(|| view! { <span class="ranking__remark">{remark.get_untracked()}</span> })}</span>
            <span class="ranking__total num">{move || face.with(|face| face.total.clone())}</span>
            <svg class="ranking__bar" aria-hidden="true" focusable="false"><rect x="0" y="0" height="4" width=move || face.with(|face| face.width.clone())/></svg>
        </li>
    }
    .into_any()
}
