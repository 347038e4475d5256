//! Stacked contribution bars: one row an option, one segment a family of criteria.

use leptos::prelude::*;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use weighbridge::chart::{stack, ticks};
use weighbridge::present;

/// How many series have a colour of their own; beyond that they repeat.
const SERIES: usize = 8;

/// The patterns that stand in for colour in print and forced colours. Once a page.
#[component]
pub(crate) fn Patterns() -> impl IntoView {
    view! {
        <svg class="visually-hidden" aria-hidden="true" focusable="false"><defs>
            <pattern id="p2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="pattern-ink" d="M0 0V6"/></pattern>
            <pattern id="p3" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="pattern-dot" cx="3" cy="3" r="1"/></pattern>
            <pattern id="p4" width="5" height="5" patternUnits="userSpaceOnUse"><path class="pattern-ink" d="M0 0H5"/></pattern>
            <pattern id="p5" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="pattern-ink" d="M0 0V6"/></pattern>
            <pattern id="p6" width="5" height="5" patternUnits="userSpaceOnUse"><path class="pattern-ink" d="M0 0V5"/></pattern>
            <pattern id="p7" width="7" height="7" patternUnits="userSpaceOnUse"><path class="pattern-ink" d="M0 0H7M0 0V7"/></pattern>
            <pattern id="p8" width="9" height="9" patternUnits="userSpaceOnUse"><circle class="pattern-ink" cx="4" cy="4" r="2"/></pattern>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-ink" d="M0 0V6"/></pattern>
        </defs></svg>
    }
}

/// Returns the key: each family with its printed share of the weight.
pub(crate) fn key(results: &Evaluation) -> impl IntoView + use<> {
    let entries = results.families.iter().enumerate();
    entries
        .map(|(i, family)| {
            let series = i % SERIES + 1;
            let share = family.printed.map_or_else(String::new, present::tenths);
            view! {
                <li>
                    <svg aria-hidden="true" focusable="false"><rect class=format!("s{series}") width="16" height="12"/>{pattern(series, "0", "16", "12")}</svg>
                    {family.name.clone()}" "<span class="muted">{share}</span>
                </li>
            }
        })
        .collect_view()
}

fn pattern(series: usize, x: &str, width: &str, height: &'static str) -> Option<AnyView> {
    let (x, width) = (x.to_owned(), width.to_owned());
    let fill = format!("url(#p{series})");
    (series > 1).then(|| view! { <rect class="pattern" x=x width=width height=height fill=fill/> }.into_any())
}

/// Returns the rows, best first, then those out of the running.
pub(crate) fn rows(results: &Evaluation, letters: &[String]) -> impl IntoView + use<> {
    let highest = results.standings.iter().filter_map(|standing| standing.total).fold(0.0, f64::max);
    let ticks = ticks(highest);
    let limit = ticks.last().copied().unwrap_or(100.0);
    let row = |i: usize| bar_row(&results.standings[i], &letters[i], limit);
    let axis = ticks
        .iter()
        .map(|tick| {
            let x = format!("{:.3}%", 100.0 * tick / limit);
            let anchor = if *tick <= 0.0 { "start" } else { "middle" };
            view! { <text x=x y="14" text-anchor=anchor>{present::as_typed(*tick)}</text> }
        })
        .collect_view();
    view! {
        <div class="bars__row bars__row--axis" aria-hidden="true"><span></span><svg class="bars__axis" focusable="false">{axis}</svg><span class="bars__total">"Total"</span></div>
        {results.order().into_iter().map(row).collect_view()}
    }
}

fn bar_row(standing: &Standing, letter: &str, limit: f64) -> impl IntoView + use<> {
    let fails = matches!(standing.gate, GateStanding::Fail(_));
    let class = match standing.rank {
        Some(1) => "bars__row bars__row--lead",
        Some(_) => "bars__row",
        None => "bars__row bars__row--aside",
    };
    let values: Vec<f64> = standing.families.iter().map(|found| found.unwrap_or(0.0)).collect();
    let segments = stack(&values, limit).into_iter().zip(&values).enumerate();
    let drawn = segments
        .map(|(i, (segment, value))| {
            let series = i % SERIES + 1;
            let (x, width) = (format!("{:.3}%", segment.start), format!("{:.3}%", segment.width));
            if fails {
                return view! {
                    <rect x=x.clone() width=width.clone() height="32" fill="url(#hatch)"/>
                    <rect class="bars__ghost" x=x width=width height="32"/>
                }
                .into_any();
            }
            let label = (segment.width >= 4.5).then(|| {
                let class = if series % 2 == 1 { "on-odd" } else { "on-even" };
                let class = if segment.width < 9.0 { format!("{class} if-wide") } else { class.to_owned() };
                view! { <text class=class x=format!("{:.3}%", segment.middle) y="21" text-anchor="middle">{present::points(*value)}</text> }
            });
            let shade = pattern(series, &x, &width, "32");
            view! { <rect class=format!("s{series}") x=x width=width height="32"/>{shade}{label} }.into_any()
        })
        .collect_view();
    let total = standing.total.map_or_else(|| "none yet".to_owned(), present::points);
    let remark = match (fails, standing.n_missing) {
        (true, _) => "Fails a gate: not ranked".to_owned(),
        (_, 0) => String::new(),
        (_, missing) => format!("{}: not ranked", present::count(missing, "score missing", "scores missing")),
    };
    view! {
        <div class=class>
            <span class="bars__name"><span class="letter">{letter.to_owned()}</span>{standing.name.clone()}
                {(!remark.is_empty()).then(|| view! { <span class="bars__gate">{remark}</span> })}</span>
            <svg class="bars__bar" aria-hidden="true" focusable="false">{drawn}</svg>
            <span class="bars__total">{total}</span>
        </div>
    }
}
