//! Contribution against cost: a dot at what is found, a line up to what could still be found.

use super::Readings;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::chart::frontier::{Label, Plot, PlotArea};
use weighbridge::chart::ranges::{Priced, against_cost};
use weighbridge::pence::Pence;
use weighbridge::present::{self, MoneyUnit, axis_money};

/// The plot's height, as the style sheet has it.
const HEIGHT: f64 = 272.0;
/// From the narrowest to the widest that the plot is shown with names, and with numbers.
const WIDE: PlotArea = PlotArea { narrowest: 600.0, widest: 1000.0, height: HEIGHT };
const NARROW: PlotArea = PlotArea { narrowest: 225.0, widest: 720.0, height: HEIGHT };
/// How many dots have a label at most: the dearest.
const LABELLED: usize = 40;

/// What is drawn: the initiatives with a budget, by name and by number, and the unit of their budgets.
#[derive(Clone, PartialEq)]
struct Drawn {
    named: Vec<Priced>,
    unit: MoneyUnit,
}

/// The section.
#[component]
pub(super) fn AgainstCost(readings: Readings) -> impl IntoView {
    let case = readings.session.case();
    let said = Memo::new(move |_| {
        let lens = readings.lens.get();
        readings.summary.with(|summary| case.with_untracked(|case| present::cost_reading(case, summary, lens)))
    });
    let drawn = Memo::new(move |_| {
        readings.summary.track();
        case.with_untracked(|case| drawn(readings, case))
    });
    let is_drawn = Memo::new(move |_| drawn.with(|drawn| !drawn.named.is_empty()));
    let picture = move || drawn.with(drawing);
    view! {
        <section class="section" aria-labelledby="h-cost">
            <h2 id="h-cost">"Contribution against cost"</h2>
            <Show when=move || is_drawn.get()>
                <p class="measure">{move || said.with(|[said, _]| said.clone())}</p>
                <p class="note measure">"Up: contribution, a dot at what is found and a line to what could still be found. Across: the budget over all years. Harm is not in it, and no points are divided by pounds. Each figure is in the table above."</p>
                <div class="plot"><div class="plot__field plot__field--short">{picture}</div></div>
            </Show>
            <p class="note measure">{move || said.with(|[_, out]| out.clone())}</p>
        </section>
    }
}

fn drawn(readings: Readings, case: &Case) -> Drawn {
    let lens = readings.lens.get();
    let budgets = || case.programme.initiatives.iter().filter_map(|one| one.budget);
    let mut dearest: Vec<Pence> = budgets().collect();
    dearest.sort_unstable_by_key(|sum| std::cmp::Reverse(sum.get()));
    let least = dearest.get(LABELLED - 1).copied();
    let named = readings.summary.with_untracked(|summary| {
        // The rows of a summary are the initiatives in their order.
        let rows = summary.initiatives.iter().zip(&case.programme.initiatives).enumerate();
        rows.filter_map(|(at, (row, initiative))| {
            let (range, budget) = (row.indices(lens).contribution?, initiative.budget?);
            let has_label = least.is_none_or(|least| budget >= least);
            let label = |words: String| if has_label { words } else { String::new() };
            Some(Priced {
                cost: budget.get() as f64 / 100.0,
                floor: range.floor,
                ceiling: range.ceiling,
                label: label(format!("{} {}", at + 1, initiative.name)),
                short: label((at + 1).to_string()),
            })
        })
        .collect()
    });
    Drawn { named, unit: MoneyUnit::of(budgets()) }
}

fn per_cent(number: f64) -> String {
    format!("{number:.3}%")
}

fn px(number: f64) -> String {
    format!("{number:.1}")
}

fn drawing(drawn: &Drawn) -> AnyView {
    let numbered: Vec<Priced> =
        drawn.named.iter().map(|one| Priced { label: one.short.clone(), ..one.clone() }).collect();
    let ((wide, tops), (narrow, _)) = (against_cost(&drawn.named, WIDE), against_cost(&numbered, NARROW));
    let lines = wide.dots.iter().zip(&tops).map(|((x, y), top)| {
        let x = per_cent(*x);
        view! { <line class="readings__reach" x1=x.clone() x2=x.clone() y1=px(*y) y2=px(*top)/><svg x=x y=px(*top) overflow="visible"><line class="readings__reach" x1="-4" x2="4" y1="0" y2="0"/></svg> }
    });
    let marks = wide.dots.iter().enumerate().map(|(dot, (x, y))| {
        let text = |label: &Option<Label>, width: &str| {
            label.as_ref().map(|label| {
                view! { <text class=format!("label halo {width}") x=px(label.dx) y=px(label.dy) text-anchor=label.anchor>{label.text.clone()}</text> }
            })
        };
        view! {
            <svg x=per_cent(*x) y=px(*y) overflow="visible">
                <circle class="dot dot--leader" r="5.5"/>
                {text(&wide.labels[dot], "only-wide")}{text(&narrow.labels[dot], "only-narrow")}
            </svg>
        }
    });
    let (grid, lines, marks) = (grid(&wide, drawn.unit), lines.collect_view(), marks.collect_view());
    view! { <svg aria-hidden="true" focusable="false">{grid}{lines}{marks}</svg> }.into_any()
}

fn grid(plot: &Plot, unit: MoneyUnit) -> AnyView {
    let up = plot.up.ticks.iter().map(|tick| {
        let y = HEIGHT * (1.0 - plot.up.share(*tick));
        view! {
            <line class="grid" x1="0" x2="100%" y1=px(y) y2=px(y)/>
            <text x="-8" y=px(y + 4.0) text-anchor="end">{present::as_typed(*tick)}</text>
        }
    });
    let amounts = axis_money(&plot.across.ticks, unit);
    let crowded = amounts.len() > 6 || amounts.iter().any(|amount| amount.chars().count() > 3);
    let across = plot.across.ticks.iter().zip(amounts).enumerate().map(|(i, (tick, amount))| {
        let x = per_cent(100.0 * plot.across.share(*tick));
        let class = if crowded && i % 2 == 1 { "only-wide" } else { "" };
        view! {
            <line class="axis" x1=x.clone() x2=x.clone() y1=px(HEIGHT) y2=px(HEIGHT + 5.0)/>
            <text class=class x=x y=px(HEIGHT + 20.0) text-anchor="middle">{amount}</text>
        }
    });
    view! {
        {up.collect_view()}
        <text x="-28" y="-14">"contribution, of 100"</text>
        <line class="axis" x1="0" x2="100%" y1=px(HEIGHT) y2=px(HEIGHT)/>
        {across.collect_view()}
        <text class="plot__across" x="100%" y=px(HEIGHT + 38.0) text-anchor="end">"budget, all years"</text>
    }
    .into_any()
}
