//! The chart of a budget that is used up, and its table.

use super::outward;
use crate::pages::programme::as_at;
use crate::parts::flow::Show;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::chart::trajectory::{Line, Trajectory, trajectory};
use weighbridge::paper::carbon::trajectory_table;
use weighbridge::present::{as_typed, budget_source_words, carbon_outlook, tonnes};

/// The plot's height, as the style sheet has it.
const HEIGHT: f64 = 272.0;

/// The figure; nothing where no period is given.
#[component]
pub(super) fn Figure(session: Session) -> impl IntoView {
    let case = session.case();
    let found = Memo::new(move |_| case.with(|case| carbon_outlook(case, as_at(case).0)));
    let outlook = move || found.get().unwrap_or_default();
    let drawn = Memo::new(move |_| trajectory(&outlook()).map(Arc::new));
    let has_years = Memo::new(move |_| !outlook().years.is_empty());
    let source = move || {
        case.with(|case| case.programme.carbon_plan.as_ref().map_or_else(String::new, |plan| budget_source_words(plan)))
    };
    let table = Signal::derive(move || trajectory_table(&outlook()));
    let limit = move || outlook().limit;
    view! {
        <Show when=move || has_years.get()>
            <section class="section print-wide" aria-labelledby="h-trajectory">
                <h2 class="chart__title" id="h-trajectory">"The budget, and what is expected of it"
                    <span class="chart__subtitle">"Tonnes within the council’s own boundary, added up from the first year. "{source}</span></h2>
                {move || drawn.get().map(|drawn| view! {
                    {key(&drawn)}
                    <div class="plot carbon__plot"><div class="plot__field plot__field--short">{plot(&drawn, limit())}</div></div>
                })}
                {outward(session, ["trajectory-table", "carbon-budget"], table)}
            </section>
        </Show>
    }
}

fn per_cent(share: f64) -> String {
    format!("{:.3}%", 100.0 * share)
}

fn px(share: f64) -> String {
    format!("{:.1}", HEIGHT * (1.0 - share))
}

/// What each line is.
const LINES: [(&str, &str); 3] = [
    ("line carbon__base", "Base line"),
    ("line line--leader", "With the measures given"),
    ("line carbon__reported", "Reported"),
];

fn lines(drawn: &Trajectory) -> [&Line; 3] {
    [&drawn.base, &drawn.planned, &drawn.reported]
}

fn key(drawn: &Trajectory) -> AnyView {
    let item = |(class, words): (&'static str, &'static str)| {
        view! { <li><svg aria-hidden="true" viewBox="0 0 16 12"><line class=class x1="0" x2="16" y1="6" y2="6"/></svg>{words}</li> }
    };
    let shown = LINES.into_iter().zip(lines(drawn)).filter(|(_, line)| !line.is_empty()).map(|(one, _)| item(one));
    let budget = drawn.limit.map(|_| item(("line carbon__limit", "Budget")));
    view! { <ul class="chart__key" role="list">{budget}{shown.collect_view()}</ul> }.into_any()
}

fn plot(drawn: &Trajectory, limit: Option<f64>) -> AnyView {
    let highest = drawn.ticks.last().copied().unwrap_or(1.0);
    let up = drawn.ticks.iter().map(|tick| {
        let y = HEIGHT * (1.0 - tick / highest);
        view! {
            <line class="grid" x1="0" x2="100%" y1=format!("{y:.1}") y2=format!("{y:.1}")/>
            <text x="-8" y=format!("{:.1}", y + 4.0) text-anchor="end">{as_typed(*tick)}</text>
        }
    });
    let n = drawn.years.len();
    let across = drawn.years.iter().enumerate().map(|(at, (year, middle))| {
        // Labels that have no room on a narrow screen stay away there; of many, most stay away everywhere.
        let every = n.div_ceil(10);
        let class = if at % n.div_ceil(3) == 0 { "" } else { "only-wide" };
        (at % every == 0).then(|| {
            view! { <text class=class x=per_cent(*middle) y=format!("{:.1}", HEIGHT + 20.0) text-anchor="middle">{year.to_string()}</text> }
        })
    });
    let line = |((class, _), points): ((&'static str, &'static str), &Line)| {
        let parts = points.windows(2).map(|pair| {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            view! { <line class=class x1=per_cent(x1) y1=px(y1) x2=per_cent(x2) y2=px(y2)/> }
        });
        parts.collect_view()
    };
    let shown = LINES.into_iter().zip(lines(drawn)).map(line).collect_view();
    let budget = drawn.limit.zip(limit).map(|(share, limit)| {
        let y = HEIGHT * (1.0 - share);
        view! {
            <line class="line carbon__limit" x1="0" x2="100%" y1=format!("{y:.1}") y2=format!("{y:.1}")/>
            <text class="label halo" x="4" y=format!("{:.1}", y - 6.0)>{format!("Budget {}", tonnes(limit))}</text>
        }
    });
    let crossing = drawn.crossing.zip(drawn.limit).map(|(x, y)| {
        view! { <svg x=per_cent(x) y=px(y) overflow="visible"><circle class="crossing" r="5"/></svg> }
    });
    view! {
        <svg aria-hidden="true" focusable="false">
            {up.collect_view()}
            <text x="-8" y="-14" text-anchor="end">"t"</text>
            <line class="axis" x1="0" x2="100%" y1=format!("{HEIGHT:.1}") y2=format!("{HEIGHT:.1}")/>
            {across.collect_view()}{shown}{budget}{crossing}
        </svg>
    }
    .into_any()
}
