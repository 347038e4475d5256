//! The chart of value against cost.

use super::Shown;
use leptos::prelude::*;
use weighbridge::appraisal::Role;
use weighbridge::appraisal::cost_value::CostValue;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding, Lead};
use weighbridge::chart::frontier::{Dot, Label, Plot, PlotArea, plot};
use weighbridge::present::{self, MoneyUnit, axis_money};

/// The plot's height, as the style sheet has it.
const HEIGHT: f64 = 272.0;
/// From the narrowest to the widest that the plot is shown with whole names, and with letters.
const WIDE: PlotArea = PlotArea { narrowest: 600.0, widest: 1000.0, height: HEIGHT };
const NARROW: PlotArea = PlotArea { narrowest: 225.0, widest: 720.0, height: HEIGHT };

/// Dots by whole-life cost and points, and the line along the frontier.
#[component]
pub(super) fn Frontier(shown: Shown) -> impl IntoView {
    let drawn = move || {
        shown
            .model
            .results
            .with(|results| shown.costs.with(|found| shown.letters.with(|letters| drawing(results, found, letters))))
    };
    view! { <div class="plot"><div class="plot__field plot__field--short">{drawn}</div></div> }
}

fn drawing(results: &Evaluation, found: &CostValue, letters: &[String]) -> AnyView {
    let rows: Vec<usize> = (0..found.costs.len()).filter(|&row| found.place(results, row).is_some()).collect();
    if rows.is_empty() {
        return view! { <p class="note measure">"An option is drawn here once it has a cost and a total."</p> }
            .into_any();
    }
    let dots = |is_short: bool| -> Vec<Dot> {
        rows.iter().map(|&row| dot(results, found, &letters[row], row, is_short)).collect()
    };
    // Copies stand in one place: one of them is enough for the line.
    let line: Vec<usize> =
        found.frontier.by_cost.iter().filter_map(|row| rows.iter().position(|other| other == row)).collect();
    let (wide, narrow) = (plot(&dots(false), &line, WIDE), plot(&dots(true), &line, NARROW));
    let segments = line.windows(2).map(|pair| {
        let ((x1, y1), (x2, y2)) = (wide.dots[pair[0]], wide.dots[pair[1]]);
        view! { <line class="line--frontier" x1=per_cent(x1) y1=px(y1) x2=per_cent(x2) y2=px(y2)/> }
    });
    let marks = rows.iter().enumerate().map(|(dot, &row)| {
        let (x, y) = wide.dots[dot];
        let (class, radius, strong) = look(results, row);
        let text = |label: &Option<Label>, width: &str| {
            label.as_ref().map(|label| {
                let class = format!("{} halo {width}", if strong { "label--strong" } else { "label" });
                view! { <text class=class x=px(label.dx) y=px(label.dy) text-anchor=label.anchor>{label.text.clone()}</text> }
            })
        };
        view! {
            <svg x=per_cent(x) y=px(y) overflow="visible">
                <circle class=format!("dot {class}") r=radius/>
                {text(&wide.labels[dot], "only-wide")}{text(&narrow.labels[dot], "only-narrow")}
            </svg>
        }
    });
    let unit = present::cost_unit(found);
    let (grid, segments, marks) = (grid(&wide, unit), segments.collect_view(), marks.collect_view());
    view! { <svg aria-hidden="true" focusable="false">{grid}{segments}{marks}</svg> }.into_any()
}

fn per_cent(number: f64) -> String {
    format!("{number:.3}%")
}

fn px(number: f64) -> String {
    format!("{number:.1}")
}

fn fails(results: &Evaluation, row: usize) -> bool {
    matches!(results.standings[row].gate, GateStanding::Fail(_))
}

fn dot(results: &Evaluation, found: &CostValue, letter: &str, row: usize, is_short: bool) -> Dot {
    let standing = &results.standings[row];
    let (cost, value) = found.place(results, row).unwrap_or_default();
    let remark = if fails(results, row) { " (fails a gate)" } else { "" };
    let long = if letter.is_empty() { standing.name.clone() } else { format!("{letter} {}", standing.name) };
    let short = if letter.is_empty() { "BAU".to_owned() } else { letter.to_owned() };
    let lead = results.lead.as_ref();
    let order = match lead {
        Some(Lead { leader, .. }) if *leader == row => 0,
        Some(Lead { rival, .. }) if *rival == row => 1,
        _ if found.frontier.efficient[row] == Some(true) => 2,
        _ if standing.role == Role::BusinessAsUsual => 3,
        _ => 4,
    };
    let label = if is_short { String::new() } else { format!("{long}{remark}") };
    Dot { cost, value, label, short, order }
}

/// Returns class and radius of a dot, and whether its label is strong.
fn look(results: &Evaluation, row: usize) -> (&'static str, &'static str, bool) {
    match &results.lead {
        Some(lead) if lead.leader == row => ("dot--leader", "7", true),
        Some(lead) if lead.rival == row => ("dot--rival", "7", true),
        _ if fails(results, row) || results.standings[row].role == Role::BusinessAsUsual => {
            ("dot--failed", "5.5", false)
        }
        _ => ("dot--context", "5.5", false),
    }
}

fn grid(plot: &Plot, unit: MoneyUnit) -> impl IntoView + use<> {
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
        <text x="-28" y="-14">"points"</text>
        <line class="axis" x1="0" x2="100%" y1=px(HEIGHT) y2=px(HEIGHT)/>
        {across.collect_view()}
        <text class="plot__across" x="100%" y=px(HEIGHT + 38.0) text-anchor="end">"whole-life cost"</text>
    }
}
