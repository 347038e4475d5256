//! Money and points: what the best set is worth for each of many limits of the first budget.

use super::study::Choosing;
use crate::pages::behind::{Leaving, table_behind};
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::chart::levels::{Steps, steps};
use weighbridge::paper::portfolio as paper;
use weighbridge::pence::Pence;
use weighbridge::portfolio::Resource;
use weighbridge::portfolio::field::Capped;
use weighbridge::present::{self, Choice, MoneyUnit, axis_money};

/// The plot's height, as the style sheet has it.
const HEIGHT: f64 = 272.0;
/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// What is drawn.
#[derive(Clone, PartialEq)]
struct Drawn {
    best: Steps,
    by_rate: Steps,
    /// Where the set as asked for stands.
    here: Option<(f64, f64)>,
    /// What stands beneath each tick across.
    amounts: Vec<String>,
    name: String,
}

/// The section.
pub(super) fn section(choosing: Choosing) -> AnyView {
    let drawn = Memo::new(move |_| choosing.with(drawn));
    let table = Memo::new(move |_| choosing.with(paper::frontier_table));
    let title = move || choosing.with(title);
    view! {
        <Show when=move || drawn.with(Option::is_some)>
            <section class="section" aria-labelledby="h-frontier">
                <figure class="chart">
                    <figcaption>
                        <h2 class="chart__title" id="h-frontier" tabindex="-1">{title}</h2>
                        <span class="chart__subtitle">"Points of contribution of the best set, by what there is to spend; every other limit is kept. Harm is not in the points."</span>
                    </figcaption>
                    <ul class="chart__key">
                        <li><svg aria-hidden="true" focusable="false"><line class="line--frontier" x1="0" x2="100%" y1="6" y2="6"/></svg>"Best set"</li>
                        <li><svg aria-hidden="true" focusable="false"><line class="line--rate" x1="0" x2="100%" y1="6" y2="6"/></svg>"In order of points for cost"</li>
                        <li><svg aria-hidden="true" focusable="false"><circle class="dot dot--leader" cx="8" cy="6" r="5"/></svg>"This portfolio"</li>
                    </ul>
                    <div class="plot"><div class="plot__field plot__field--short">{move || drawn.get().as_ref().map(drawing)}</div></div>
                </figure>
                {table_behind(choosing.session, Leaving::named("portfolio-money"), ["h-frontier-table", "Show the levels as a table"], move || table.get(), move || table.get())}
            </section>
        </Show>
    }
    .into_any()
}

/// "From £0 to £40m, the best set rises to 280.1 points."
fn title(choice: &Choice<'_>) -> String {
    let Some(primary) = choice.field.primary() else { return String::new() };
    let best = |level: &weighbridge::portfolio::found::Level| level.value.map(|value| (level.budget, value));
    let Some(all) = choice.found.frontier.iter().filter_map(best).next_back() else { return String::new() };
    let most = all.1;
    let least = choice.found.frontier.iter().filter_map(best).find(|(_, value)| *value == most).unwrap_or(all);
    format!(
        "The most that is bought here is {} points, from {} on",
        present::points(most as f64 / UNIT),
        choice.amount(primary, least.0)
    )
}

fn drawn(choice: &Choice<'_>) -> Option<Drawn> {
    let primary = choice.field.primary()?;
    let levels = &choice.found.frontier;
    if levels.len() < 2 {
        return None;
    }
    let is_money = matches!(choice.field.caps[primary].of, Capped::Budget(what, _) if what != Resource::People);
    // Pounds, or people.
    let across = |amount: u64| amount as f64 / 100.0;
    let value = |value: Option<i64>| value.map(|value| value as f64 / UNIT);
    let points = |of: fn(&weighbridge::portfolio::found::Level) -> Option<i64>| {
        levels.iter().map(|level| (across(level.budget), value(of(level)))).collect::<Vec<_>>()
    };
    let best = steps(&points(|level| level.value), HEIGHT);
    let mut by_rate = steps(&points(|level| level.by_rate), HEIGHT);
    // Both lines on the axes of the higher one.
    if by_rate.up != best.up {
        let stretched = points(|level| level.by_rate);
        by_rate = on_axes(&best, &stretched);
    }
    let here = choice
        .found
        .best
        .as_ref()
        .map(|set| best.place((across(choice.field.caps[primary].limit), set.value as f64 / UNIT), HEIGHT));
    let ticks = &best.across.ticks;
    let amounts = if is_money {
        let sums = ticks.iter().filter_map(|tick| Pence::from_pounds(*tick as i64));
        axis_money(ticks, MoneyUnit::of(sums))
    } else {
        ticks.iter().map(|tick| present::as_typed(*tick)).collect()
    };
    let unit = if is_money { "" } else { " (people)" };
    Some(Drawn { amounts, by_rate, here, name: format!("{}{unit}", choice.cap_name(primary)), best })
}

/// Returns a line on the axes of another.
fn on_axes(axes: &Steps, levels: &[(f64, Option<f64>)]) -> Steps {
    let mut found = Steps { line: Vec::new(), ..axes.clone() };
    for pair in levels.windows(2) {
        let ((from, Some(before)), (to, Some(after))) = (pair[0], pair[1]) else { continue };
        let [start, corner, end] = [(from, before), (to, before), (to, after)].map(|at| axes.place(at, HEIGHT));
        found.line.extend([(start, corner), (corner, end)]);
    }
    found
}

fn per_cent(number: f64) -> String {
    format!("{number:.3}%")
}

fn px(number: f64) -> String {
    format!("{number:.1}")
}

fn drawing(drawn: &Drawn) -> AnyView {
    let line = |steps: &Steps, class: &'static str| {
        let piece = |((x1, y1), (x2, y2)): &((f64, f64), (f64, f64))| {
            view! { <line class=class x1=per_cent(*x1) y1=px(*y1) x2=per_cent(*x2) y2=px(*y2)/> }
        };
        steps.line.iter().map(piece).collect_view()
    };
    let up = drawn.best.up.ticks.iter().map(|tick| {
        let y = HEIGHT * (1.0 - drawn.best.up.share(*tick));
        view! {
            <line class="grid" x1="0" x2="100%" y1=px(y) y2=px(y)/>
            <text x="-8" y=px(y + 4.0) text-anchor="end">{present::as_typed(*tick)}</text>
        }
    });
    let crowded = drawn.amounts.len() > 6 || drawn.amounts.iter().any(|amount| amount.chars().count() > 3);
    let across = drawn.best.across.ticks.iter().zip(&drawn.amounts).enumerate().map(|(at, (tick, amount))| {
        let x = per_cent(100.0 * drawn.best.across.share(*tick));
        let class = if crowded && at % 2 == 1 { "only-wide" } else { "" };
        view! {
            <line class="axis" x1=x.clone() x2=x.clone() y1=px(HEIGHT) y2=px(HEIGHT + 5.0)/>
            <text class=class x=x y=px(HEIGHT + 20.0) text-anchor="middle">{amount.clone()}</text>
        }
    });
    let here = drawn.here.map(|(x, y)| view! { <circle class="dot dot--leader" cx=per_cent(x) cy=px(y) r="7"/> });
    view! {
        <svg aria-hidden="true" focusable="false">
            {up.collect_view()}
            <text x="-28" y="-14">"points"</text>
            <line class="axis" x1="0" x2="100%" y1=px(HEIGHT) y2=px(HEIGHT)/>
            {across.collect_view()}
            <text class="plot__across" x="100%" y=px(HEIGHT + 38.0) text-anchor="end">{drawn.name.clone()}</text>
            {line(&drawn.by_rate, "line--rate")}
            {line(&drawn.best, "line--frontier")}
            {here}
        </svg>
    }
    .into_any()
}
