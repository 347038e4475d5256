//! Stacked contribution bars: one row an option, one segment a part of the criteria tree. Beyond six parts, a small chart
//! for each part.

use leptos::prelude::*;
use weighbridge::appraisal::breakdown::{Breakdown, OptionRow};
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use weighbridge::chart::{Segment, stack, ticks};
use weighbridge::present;

/// How many series are stacked in one bar; beyond that each has a chart of its own.
const STACKED: usize = 6;

/// How many bars are drawn; beyond that only those of the first options and the heaviest parts.
const DRAWN: usize = 400;

/// How many options are drawn where not all can be.
pub(crate) const FIRST: usize = 30;

/// How many parts are drawn by themselves where not all can be.
pub(crate) const HEAVIEST: usize = STACKED - 1;

/// How the bars of a breakdown are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawing {
    /// In one bar an option.
    Stacked,
    /// In a small chart a part.
    Multiples,
    /// In one bar an option, the heaviest parts by themselves and the others as one.
    Heaviest,
}

/// Returns how the bars of a breakdown are drawn.
pub(crate) fn drawing(breakdown: &Breakdown) -> Drawing {
    match breakdown.parts.len() {
        0..=STACKED => Drawing::Stacked,
        n if n * breakdown.rows.len() <= DRAWN => Drawing::Multiples,
        _ => Drawing::Heaviest,
    }
}

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

/// Returns the key: each part with its printed share of the weight.
pub(crate) fn key(breakdown: &Breakdown) -> impl IntoView + use<> {
    let entries = breakdown.parts.iter().enumerate();
    entries
        .map(|(i, part)| {
            let series = i + 1;
            let share = part.printed.map_or_else(String::new, present::tenths);
            view! {
                <li>
                    <svg aria-hidden="true" focusable="false"><rect class=format!("s{series}") width="16" height="12"/>{pattern(series, "0", "16", "12")}</svg>
                    {part.name.clone()}" "<span class="muted">{share}</span>
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

/// Returns how many options are drawn in bars of so many parts.
pub(crate) fn n_drawn(n_options: usize, n_parts: usize) -> usize {
    if n_options * n_parts.min(STACKED) > DRAWN { FIRST } else { n_options }
}

/// Returns the rows, best first, then those out of the running, as many as are drawn. `gates` says how each option stands at the gates,
/// `sum` heads the sums.
pub(crate) fn rows(
    results: &Evaluation,
    breakdown: &Breakdown,
    letters: &[String],
    gates: &[String],
    sum: &str,
) -> impl IntoView + use<> {
    let reach = |row: &OptionRow| row.sum.or(row.range.map(|(_, high)| high));
    let highest = breakdown.rows.iter().filter_map(reach).fold(0.0, f64::max);
    let ticks = ticks(highest);
    let limit = ticks.last().copied().unwrap_or(100.0);
    let row = |i: usize| bar_row(&results.standings[i], &breakdown.rows[i], &letters[i], &gates[i], limit);
    let axis = ticks
        .iter()
        .map(|tick| {
            let anchor = if *tick <= 0.0 { "start" } else { "middle" };
            view! { <text x=per_cent(100.0 * tick / limit) y="14" text-anchor=anchor>{present::as_typed(*tick)}</text> }
        })
        .collect_view();
    view! {
        <div class="bars__row bars__row--axis" aria-hidden="true"><span></span><svg class="bars__axis" focusable="false">{axis}</svg><span class="bars__total">{sum.to_owned()}</span></div>
        {results.order().into_iter().take(n_drawn(breakdown.rows.len(), breakdown.parts.len())).map(row).collect_view()}
    }
}

fn per_cent(number: f64) -> String {
    format!("{number:.3}%")
}

/// Returns how a row is drawn: the leader strong, those out of the running below a rule.
fn class(base: &str, standing: &Standing) -> String {
    match standing.rank {
        Some(1) => format!("{base} {base}--lead"),
        Some(_) => base.to_owned(),
        None => format!("{base} {base}--aside"),
    }
}

fn bar_row(standing: &Standing, row: &OptionRow, letter: &str, gate: &str, limit: f64) -> impl IntoView + use<> {
    let fails = matches!(standing.gate, GateStanding::Fail(_));
    let segments = stack(&row.known, limit).into_iter().zip(&row.known).enumerate();
    let drawn = segments.map(|(i, (segment, points))| drawn(i + 1, segment, *points, fails)).collect_view();
    // What the missing scores could still add.
    let open = row.range.filter(|_| row.sum.is_none()).map(|(low, high)| {
        let (x, width) = (per_cent(100.0 * low / limit), per_cent(100.0 * (high - low) / limit));
        view! { <rect class="bars__open" x=x y="1" width=width height="30"/> }
    });
    let missing = present::count(standing.n_missing, "score missing", "scores missing");
    let remark = match (fails, standing.n_missing) {
        (true, 0) => gate.to_owned(),
        (true, _) => format!("{gate}. {missing}"),
        (_, 0) if standing.gate != GateStanding::Pass => gate.to_owned(),
        (_, 0) => String::new(),
        (..) => format!("{missing}: not ranked"),
    };
    let sum = present::sum_words(row.sum, row.range);
    let total_class = if row.sum.is_some() { "bars__total" } else { "bars__total bars__total--range" };
    view! {
        <div class=class("bars__row", standing)>
            <span class="bars__name"><span class="letter">{letter.to_owned()}</span>{standing.name.clone()}
                {(!remark.is_empty()).then(|| view! { <span class="bars__gate">{remark}</span> })}</span>
            <svg class="bars__bar" aria-hidden="true" focusable="false">{drawn}{open}</svg>
            <span class=total_class>{sum}</span>
        </div>
    }
}

fn drawn(series: usize, segment: Segment, points: f64, fails: bool) -> AnyView {
    let (x, width) = (per_cent(segment.start), per_cent(segment.width));
    if fails {
        return view! {
            <rect x=x.clone() width=width.clone() height="32" fill="url(#hatch)"/>
            <rect class="bars__ghost" x=x width=width height="32"/>
        }
        .into_any();
    }
    let label = (segment.width >= 4.5).then(|| {
        let class = if series % 2 == 1 { "on-odd" } else { "on-even" };
        let narrow = if segment.width < 9.0 { " if-wide" } else { "" };
        let class = format!("k{series} {class}{narrow}");
        view! { <text class=class x=per_cent(segment.middle) y="21" text-anchor="middle">{present::points(points)}</text> }
    });
    let shade = pattern(series, &x, &width, "32");
    view! { <rect class=format!("s{series}") x=x width=width height="32"/>{shade}{label} }.into_any()
}

/// Returns a small chart for each part, all to one scale: options from top to bottom in the order of the ranking.
pub(crate) fn multiples(results: &Evaluation, breakdown: &Breakdown, letters: &[String]) -> impl IntoView + use<> {
    let points = breakdown.rows.iter().flat_map(|row| row.known.iter().copied());
    let limit = ticks(points.fold(0.0, f64::max)).last().copied().unwrap_or(100.0);
    let order = results.order();
    let names = present::marks(letters);
    let rival = results.lead.as_ref().map(|lead| lead.rival);
    let chart = |at: usize| {
        let part = &breakdown.parts[at];
        let share = part.printed.map_or_else(String::new, present::tenths);
        let bars = order.iter().map(|&row| {
            let standing = &results.standings[row];
            let points = breakdown.rows[row].parts[at];
            let width = per_cent(100.0 * points.unwrap_or(0.0) / limit);
            let fails = matches!(standing.gate, GateStanding::Fail(_));
            let bar = if fails {
                view! { <rect x="0" width=width.clone() height="12" fill="url(#hatch)"/><rect class="bars__ghost" x="0" width=width height="12"/> }.into_any()
            } else {
                let class = match standing.rank {
                    Some(1) => "multiples__bar multiples__bar--lead",
                    _ if rival == Some(row) => "multiples__bar multiples__bar--rival",
                    _ => "multiples__bar",
                };
                view! { <rect class=class x="0" width=width height="12"/> }.into_any()
            };
            view! {
                <li class=class("multiples__row", standing)>
                    <span class="multiples__name">{names[row].clone()}</span>
                    <svg aria-hidden="true" focusable="false">{bar}</svg>
                    <span class="multiples__number num">{points.map_or_else(|| "missing".to_owned(), present::points)}</span>
                </li>
            }
        });
        view! {
            <div class="multiples__chart">
                <p class="multiples__title">{part.name.clone()}" "<span class="muted">{share}</span></p>
                <ul class="multiples__list" role="list">{bars.collect_view()}</ul>
            </div>
        }
    };
    (0..breakdown.parts.len()).map(chart).collect_view()
}
