//! The ranking beside a control: the finding, and each option's total, moving as the control moves.

use leptos::prelude::*;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use weighbridge::present::{self, headline};

/// The finding and the totals.
#[component]
pub(crate) fn Ranking(results: Memo<Evaluation>) -> impl IntoView {
    let sentence = move || results.with(headline);
    let rows = move || {
        results.with(|results| results.order().into_iter().map(|place| row(&results.standings[place])).collect_view())
    };
    view! {
        <p class="ranking__finding">{move || sentence().finding}</p>
        <p class="note">{move || sentence().next}</p>
        <ol class="ranking" role="list">{rows}</ol>
    }
}

fn row(standing: &Standing) -> impl IntoView + use<> {
    let total = standing.total.map_or_else(
        || {
            standing.range.map_or_else(
                || "none yet".to_owned(),
                |(low, high)| format!("{} to {}", present::index(low), present::index(high)),
            )
        },
        present::points,
    );
    let width = format!("{:.2}%", standing.total.unwrap_or(0.0).clamp(0.0, 100.0));
    let remark = match (&standing.gate, standing.rank) {
        (GateStanding::Fail(_), _) => "Fails a gate",
        (_, None) => "Not ranked",
        _ => "",
    };
    let class = if standing.rank == Some(1) { "ranking__row ranking__row--lead" } else { "ranking__row" };
    let rank = standing.rank.map_or_else(String::new, |rank| rank.to_string());
    view! {
        <li class=class>
            <span class="ranking__rank">{rank}</span>
            <span class="ranking__name">{standing.name.clone()}{(!remark.is_empty()).then(|| view! { <span class="ranking__remark">{remark}</span> })}</span>
            <span class="ranking__total num">{total}</span>
            <svg class="ranking__bar" aria-hidden="true" focusable="false"><rect x="0" y="0" height="4" width=width/></svg>
        </li>
    }
}
