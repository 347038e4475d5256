//! The ranking beside a control: the finding, and each option's total, moving as the control moves.

use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use weighbridge::present::{self, headline};

/// How many rows stand at once.
const AT_ONCE: usize = 40;

/// What a row shows.
#[derive(Clone, Debug, Default, PartialEq)]
struct RowContent {
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
    let contents = Memo::new(move |_| {
        results.with(|results| {
            results.order().into_iter().map(|place| content(&results.standings[place])).collect::<Vec<_>>()
        })
    });
    let n_rows = Memo::new(move |_| contents.with(Vec::len));
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <p class="ranking__finding">{move || sentence.with(|sentence| sentence.finding.clone())}</p>
        <p class="note">{move || sentence.with(|sentence| sentence.next.clone())}</p>
        <ol class="ranking" role="list" aria-busy=mounting.busy()><Gradual mounting each=move || 0..n_rows.get() key=|at| *at children=move |at| row(contents, at)/></ol>
    }
}

fn content(standing: &Standing) -> RowContent {
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
    RowContent {
        rank: standing.rank.map_or_else(String::new, |rank| rank.to_string()),
        name: standing.name.clone(),
        remark,
        total,
        width: format!("{:.2}%", standing.total.unwrap_or(0.0).clamp(0.0, 100.0)),
    }
}

fn row(contents: Memo<Vec<RowContent>>, at: usize) -> AnyView {
    let content = Memo::new(move |_| contents.with(|contents| contents.get(at).cloned()).unwrap_or_default());
    let remark = Memo::new(move |_| content.with(|content| content.remark));
    let class = move || {
        if content.with(|content| content.rank == "1") { "ranking__row ranking__row--lead" } else { "ranking__row" }
    };
    view! {
        <li class=class>
            <span class="ranking__rank">{move || content.with(|content| content.rank.clone())}</span>
            <span class="ranking__name">{move || content.with(|content| content.name.clone())}{move || (!remark.get().is_empty()).then(|| view! { " "<span class="ranking__remark">{remark.get_untracked()}</span> })}</span>
            <span class="ranking__total num">{move || content.with(|content| content.total.clone())}</span>
            <svg class="ranking__bar" aria-hidden="true" focusable="false"><rect x="0" y="0" height="4" width=move || content.with(|content| content.width.clone())/></svg>
        </li>
    }
    .into_any()
}
