//! The value function of a scale as a picture: a line from the worst end to the best, or a bar for each level. Where it may
//! be changed, its points are moved by pointer or by arrow keys; what is dragged is shown at once and made once, at release.

use crate::browser::page;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use weighbridge::appraisal::{Scale, Shape, curve};
use weighbridge::chart::value::{Across, path, points_at, y};
use weighbridge::edit::EditError;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::{self, Table};
use weighbridge::paper::value::value_table;
use weighbridge::present;

/// Height of the field in pixels; style/value-graph.css has the same.
const HEIGHT: f64 = 180.0;

/// An option on the line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// Its name in full.
    pub(crate) name: String,
    /// What is printed beside the dot.
    pub(crate) letter: String,
    /// Its measure, or the position of its level from 1, and its points.
    pub(crate) at: (f64, f64),
    /// Whether it is the one that the reader looks at.
    pub(crate) is_chosen: bool,
    /// Whether its measure lies beyond an end and is held there.
    pub(crate) is_held: bool,
}

/// What moving a point does.
#[derive(Clone, Copy)]
pub(crate) struct Handling {
    /// Shows a scale while a point is dragged.
    pub(crate) preview: Callback<Scale>,
    /// Makes the scale the criterion's.
    pub(crate) commit: Callback<Scale, Result<(), EditError>>,
    /// Ends a drag without a change.
    pub(crate) cancel: Callback<()>,
}

#[derive(Clone, Copy)]
struct Graph {
    id: StoredValue<String>,
    scale: Signal<Scale>,
    marks: Signal<Vec<Mark>>,
    handling: Option<Handling>,
    /// The point that is dragged, and the scale as it would become.
    dragged: RwSignal<Option<(usize, Option<Scale>)>>,
}

/// The picture with its message and its table.
#[component]
pub(crate) fn ValueGraph(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// The scale as shown.
    #[prop(into)]
    scale: Signal<Scale>,
    /// The options on it.
    #[prop(into, optional)]
    marks: Signal<Vec<Mark>>,
    /// What moving a point does, where that is possible.
    #[prop(optional)]
    handling: Option<Handling>,
    /// Saves the table as CSV.
    download: Callback<String>,
) -> AnyView {
    let graph = Graph { id: StoredValue::new(id), scale, marks, handling, dragged: RwSignal::new(None) };
    let has_levels = Memo::new(move |_| scale.with(|scale| matches!(scale, Scale::Levels(_))));
    view! {
        <figure class="chart value-graph">
            <figcaption class="value-graph__finding">{move || scale.with(present::value_finding)}<span class="chart__subtitle">{move || subtitle(graph)}</span></figcaption>
            <Show when=move || has_levels.get() fallback=move || line_field(graph)>{bars(graph)}</Show>
            <Show when=move || handling.is_some() && scale.with(|scale| !curve::handles(scale).is_empty())>
                <p class="note">"Drag a point, or move it by arrow keys; with Shift it moves ten steps."</p>
            </Show>
            <details class="value-graph__table">
                <summary>"Show the table"</summary>
                {table(graph)}
                <button class="order__button" type="button" on:click=move |_| download.run(table::csv(&untrack(|| values(graph))))>"Download as CSV"</button>
            </details>
        </figure>
    }
    .into_any()
}

fn subtitle(graph: Graph) -> String {
    let direction = graph.scale.with(present::direction_words);
    let held = graph.marks.with(|marks| marks.iter().any(|mark| mark.is_held));
    let held = if held { " A hollow dot is beyond the scale and counts as its end." } else { "" };
    format!("{direction}{held}").trim().to_owned()
}

/// The line, its axes and the options on it.
fn line_field(graph: Graph) -> AnyView {
    let across = move || graph.scale.with(across_of);
    let drawing = move || {
        let line = graph.scale.with(curve::line);
        path(across(), &line, HEIGHT)
    };
    let grid = [0.0, 25.0, 50.0, 75.0, 100.0].into_iter().map(|points: f64| {
        let (at, label) = (format!("{:.1}", y(points, HEIGHT)), points.to_string());
        view! {
            <line class="grid" x1="0" x2="100%" y1=at.clone() y2=at.clone()/>
            <text x="-8" y=at text-anchor="end" dominant-baseline="middle">{label}</text>
        }
    });
    let grid = grid.collect_view();
    let ticks = move || {
        let across = across();
        let below = format!("{:.0}", HEIGHT + 18.0);
        let tick = |tick: f64| {
            let x = format!("{:.3}%", across.x(tick));
            view! { <text x=x y=below.clone() text-anchor="middle">{present::as_typed(tick)}</text> }
        };
        across.ticks().into_iter().map(tick).collect_view()
    };
    let unit = move || {
        graph.scale.with(|scale| match scale {
            Scale::Measured { measure, .. } if measure.unit.is_empty() => measure.name.clone(),
            Scale::Measured { measure, .. } if measure.name.is_empty() => measure.unit.clone(),
            Scale::Measured { measure, .. } => format!("{}, {}", measure.name, measure.unit),
            _ => String::new(),
        })
    };
    let mark = move |mark: &Mark| {
        let across = graph.scale.with(across_of);
        let (x, up) = (across.x(mark.at.0), y(mark.at.1, HEIGHT));
        let (cx, cy) = (format!("{x:.3}%"), format!("{up:.1}"));
        let class = match (mark.is_held, mark.is_chosen) {
            (true, true) => "value-graph__mark value-graph__mark--held value-graph__mark--chosen",
            (true, false) => "value-graph__mark value-graph__mark--held",
            (false, true) => "value-graph__mark value-graph__mark--chosen",
            (false, false) => "value-graph__mark",
        };
        let label = if mark.is_chosen { "label--strong halo" } else { "label halo" };
        // Beside the dot, on the side where there is room.
        let (dx, anchor) = if x > 85.0 { ("-9", "end") } else { ("9", "start") };
        let dy = format!("{:.1}", if up < 12.0 { up + 14.0 } else { up - 7.0 });
        view! {
            <circle class=class cx=cx.clone() cy=cy r=if mark.is_chosen { "6" } else { "4.5" }/>
            <text class=label x=cx y=dy dx=dx text-anchor=anchor>{mark.letter.clone()}</text>
        }
    };
    let described = move || format!("{} {}", graph.scale.with(present::value_finding), subtitle(graph));
    view! {
        <div class="plot value-graph__plot">
            <div class="value-graph__field" id=move || graph.field(0)>
                <svg class="value-graph__drawing" role="img" aria-label=described>
                    {grid}{ticks}
                    <svg viewBox=format!("0 0 100 {HEIGHT}") preserveAspectRatio="none" width="100%" height=HEIGHT.to_string()>
                        <path class="value-graph__line" d=drawing/>
                    </svg>
                    {move || graph.marks.with(|marks| marks.iter().map(mark).collect_view())}
                </svg>
                {graph.handles()}
            </div>
            <p class="value-graph__unit">{unit}</p>
        </div>
    }
    .into_any()
}

fn across_of(scale: &Scale) -> Across {
    match scale {
        Scale::Measured { worst, best, .. } => Across::between(worst.get(), best.get()),
        _ => Across::between(0.0, 1.0),
    }
}

/// A bar for each level, its words in full above it.
fn bars(graph: Graph) -> AnyView {
    let n = move || graph.scale.with(|scale| scale.levels().len());
    let row = move |i: usize| {
        let read = move |read: fn(&weighbridge::appraisal::Level) -> String| {
            move || graph.scale.with(|scale| scale.levels().get(i).map(read))
        };
        let width = move || {
            let points = graph.scale.with(|scale| scale.levels().get(i).map_or(0.0, |level| level.points.get()));
            format!("{points:.2}%")
        };
        let here = move || {
            let position = i as f64 + 1.0;
            graph.marks.with(|marks| {
                let here = marks.iter().filter(|mark| mark.at.0.total_cmp(&position).is_eq());
                let names = here.map(|mark| {
                    if mark.is_chosen {
                        view! { <b>{mark.letter.clone()}</b>" " }.into_any()
                    } else {
                        view! { {mark.letter.clone()}" " }.into_any()
                    }
                });
                names.collect_view()
            })
        };
        view! {
            <li class="value-graph__level">
                <span class="value-graph__words">{move || format!("{}. {}", i + 1, read(|level| level.label.clone())().unwrap_or_default())}</span>
                <span class="value-graph__points">{read(|level| present::as_typed(level.points.get()))}</span>
                <div class="value-graph__track" id=move || graph.field(i)>
                    <svg aria-hidden="true" focusable="false"><rect class="value-graph__bar" x="0" y="3" height="10" width=width/></svg>
                    {graph.handling.map(|handling| handle(graph, handling, i))}
                </div>
                <span class="note">{here}</span>
            </li>
        }
    };
    view! { <ol class="value-graph__levels" role="list"><For each=move || 0..n() key=|i| *i children=row/></ol> }
        .into_any()
}

impl Graph {
    fn handles(self) -> Option<AnyView> {
        let handling = self.handling?;
        let n = move || self.scale.with(|scale| curve::handles(scale).len());
        Some(view! { <For each=move || 0..n() key=|i| *i children=move |i| handle(self, handling, i)/> }.into_any())
    }

    fn handle_id(self, i: usize) -> String {
        self.id.with_value(|id| format!("{id}-point-{i}"))
    }

    /// Returns the id of the field in which a point is moved: one for the line, one for each level.
    fn field(self, i: usize) -> String {
        self.id.with_value(|id| format!("{id}-field-{i}"))
    }

    /// Returns the scale with a point moved to where the pointer is.
    fn pointed(self, event: &PointerEvent, i: usize) -> Option<Scale> {
        let scale = self.scale.get_untracked();
        let has_levels = matches!(scale, Scale::Levels(_));
        let ((x, down), (width, height)) = page::pointer_in(event, &self.field(if has_levels { i } else { 0 }))?;
        let share = 100.0 * x / width.max(1.0);
        let (measure, points) =
            if has_levels { (0.0, share) } else { (across_of(&scale).measure(share), points_at(down, height)) };
        Some(curve::moved(&scale, i, measure, points))
    }

    /// Makes a scale the criterion's and keeps the focus on the point, which may have moved among its fellows.
    fn settle(self, handling: Handling, scale: &Scale, i: usize) {
        let mut to = i;
        if let Scale::Levels(levels) = scale {
            let level = levels.get(i).map(|level| level.id);
            let mut sorted = levels.clone();
            curve::sort_levels(&mut sorted);
            to = sorted.iter().position(|other| Some(other.id) == level).unwrap_or(i);
        }
        // What `moved` returns is a scale, so there is nothing to refuse.
        let _ = handling.commit.run(scale.clone());
        focus_soon(&[&self.handle_id(to)]);
    }
}

/// A point that can be moved.
fn handle(graph: Graph, handling: Handling, i: usize) -> AnyView {
    let at = move || graph.scale.with(|scale| curve::handles(scale).get(i).copied()).unwrap_or_default();
    let has_levels = move || graph.scale.with(|scale| matches!(scale, Scale::Levels(_)));
    let left = move || {
        let share = if has_levels() { at().1 } else { graph.scale.with(across_of).x(at().0) };
        format!("{share:.3}%")
    };
    let top = move || if has_levels() { "8px".to_owned() } else { format!("{:.1}px", y(at().1, HEIGHT)) };
    let label = move || {
        graph.scale.with(|scale| match scale {
            Scale::Levels(levels) => levels.get(i).map_or_else(String::new, |level| level.label.clone()),
            Scale::Measured { shape: Shape::Exponential { .. }, .. } => "Measure worth 50 points".to_owned(),
            _ => format!("Point {}", i + 1),
        })
    };
    let grab = move |event: PointerEvent| {
        if event.button() == 0 {
            page::hold_pointer(&event);
            graph.dragged.set(Some((i, None)));
        }
    };
    let drag = move |event: PointerEvent| {
        let is_mine = graph.dragged.with_untracked(|dragged| dragged.as_ref().is_some_and(|(other, _)| *other == i));
        if is_mine && let Some(scale) = graph.pointed(&event, i) {
            handling.preview.run(scale.clone());
            graph.dragged.set(Some((i, Some(scale))));
        }
    };
    let release = move |_| {
        if let Some((_, Some(scale))) = graph.dragged.try_update(Option::take).flatten() {
            graph.settle(handling, &scale, i);
        }
    };
    let let_go = move |_| {
        if graph.dragged.try_update(Option::take).flatten().is_some() {
            handling.cancel.run(());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && graph.dragged.try_update(Option::take).flatten().is_some() {
            handling.cancel.run(());
            return;
        }
        let scale = graph.scale.get_untracked();
        let Some((measure, points)) = stepped(&scale, untrack(at), &event.key(), event.shift_key()) else { return };
        event.prevent_default();
        graph.settle(handling, &curve::moved(&scale, i, measure, points), i);
    };
    let words = move || graph.scale.with(|scale| present::handle_words(scale, at()));
    view! {
        <span class="value-graph__handle" role="slider" tabindex="0" id=graph.handle_id(i) aria-label=label aria-valuetext=words
            aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || at().1.to_string()
            style:left=left style:top=top
            on:pointerdown=grab on:pointermove=drag on:pointerup=release on:pointercancel=let_go on:keydown=on_key></span>
    }
    .into_any()
}

/// Returns where a key moves a point: across by steps of the measure, up and down by whole points.
fn stepped(scale: &Scale, (measure, points): (f64, f64), key: &str, is_shifted: bool) -> Option<(f64, f64)> {
    let times = if is_shifted { 10.0 } else { 1.0 };
    let step = curve::step(scale) * times;
    // A level has no measure, and the middle of a curve has always 50 points.
    let only_points = matches!(scale, Scale::Levels(_));
    let only_measure = matches!(scale, Scale::Measured { shape: Shape::Exponential { .. }, .. });
    Some(match key {
        "ArrowRight" if !only_points => (measure + step, points),
        "ArrowLeft" if !only_points => (measure - step, points),
        "ArrowUp" if only_measure => (measure + step, points),
        "ArrowDown" if only_measure => (measure - step, points),
        "ArrowUp" | "ArrowRight" => (measure, points + times),
        "ArrowDown" | "ArrowLeft" => (measure, points - times),
        _ => return None,
    })
}

fn table(graph: Graph) -> AnyView {
    let heads = move || {
        let head = |(at, head): (usize, String)| view! { <th scope="col" class=(at == 1).then_some("n")>{head}</th> };
        values(graph).heads.into_iter().enumerate().map(head).collect_view()
    };
    let rows = move || {
        let print = |row: &Vec<Cell>| row.iter().map(Cell::print).collect();
        values(graph).rows.iter().map(print).collect::<Vec<Vec<String>>>()
    };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let mut next = move || cells.next();
        view! { <tr><th scope="row">{next()}</th><td class="n">{next()}</td><td>{next()}</td></tr> }
    };
    view! {
        <table class="table">
            <thead><tr>{heads}</tr></thead>
            <tbody><For each=rows key=Clone::clone children=row/></tbody>
        </table>
    }
    .into_any()
}

fn values(graph: Graph) -> Table {
    let marks = graph.marks.get();
    let options: Vec<_> = marks.iter().map(|mark| (mark.name.as_str(), mark.at.0, mark.at.1)).collect();
    graph.scale.with(|scale| value_table(scale, &options))
}
