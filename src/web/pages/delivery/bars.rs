//! What is drawn in a row of the timeline, and the axis above.

use super::Delivered;
use leptos::prelude::*;
use weighbridge::chart::Segment;
use weighbridge::chart::timeline::{EndMark, MarkShape, Row, Tick, Timeline};
use weighbridge::present::{milestone_words, short_month};
use weighbridge::programme::{Initiative, Status};

/// How much of the axis a letter of a remark takes at the narrowest that remarks are drawn, in per cent.
const LETTER: f64 = 1.25;

/// The mark of an end, around its middle.
pub(super) const SQUARE: &str = "M-4 -4H4V4H-4Z";

fn per_cent(number: f64) -> String {
    format!("{number:.3}%")
}

/// Returns the beginnings of months, quarters or years with their words, and the lines at the date of the figures and of
/// reading.
pub(super) fn axis(drawn: &Timeline, delivered: Delivered) -> AnyView {
    let is_years = drawn.ticks.windows(2).all(|pair| pair[0].month == 1 && pair[1].month == 1);
    let months = drawn.ticks.iter().filter(|_| !is_years).map(|tick| {
        view! { <text x=per_cent(tick.at) dx="3" y="46">{short_month(tick.month)}</text> }
    });
    // A year that begins close behind the first tick would be printed over it.
    let follows = |at: usize, tick: &Tick| at == 0 || (tick.month == 1 && tick.at > 6.0);
    let years = drawn.ticks.iter().enumerate().filter(|(at, tick)| follows(*at, tick)).map(|(_, tick)| {
        let y = if is_years { "46" } else { "31" };
        view! { <text class="timeline__year" x=per_cent(tick.at) dx="3" y=y>{tick.year}</text> }
    });
    let word = if delivered.is_of_figures() { "figures" } else { "as at" };
    let figures = drawn.figures.map(|at| {
        // On whichever side there is room.
        let (anchor, dx) = if at > 12.0 { ("end", "-5") } else { ("start", "5") };
        let line = view! { <line class="timeline__figures" x1=per_cent(at) x2=per_cent(at) y1="4" y2="100%"/> };
        (line, view! { <text class="timeline__label" x=per_cent(at) dx=dx y="13" text-anchor=anchor>{word}</text> })
    });
    let reading = drawn.reading.map(|reading| {
        let (at, anchor, dx) = if reading.start < 88.0 {
            (reading.start + reading.width, "start", "5")
        } else {
            (reading.start, "end", "-5")
        };
        let label =
            view! { <text class="timeline__label" x=per_cent(at) dx=dx y="13" text-anchor=anchor>"read"</text> };
        (band(reading), label)
    });
    let ((band, read), (line, label)) = (reading.unzip(), figures.unzip());
    view! { <svg aria-hidden="true" focusable="false">{band}{line}{months.collect_view()}{years.collect_view()}{read}{label}</svg> }
        .into_any()
}

fn band(reading: Segment) -> AnyView {
    let (x, width) = (per_cent(reading.start), per_cent(reading.width));
    if reading.width > 0.0 {
        view! { <rect class="timeline__reading" x=x width=width y="0" height="100%"/> }.into_any()
    } else {
        view! { <line class="timeline__reading-line" x1=x.clone() x2=x y1="0" y2="100%"/> }.into_any()
    }
}

/// Returns the lines behind a row.
pub(super) fn grid(drawn: &Timeline) -> AnyView {
    let ticks = drawn.ticks.iter().map(|tick| {
        let class = if tick.month == 1 { "timeline__grid timeline__grid--year" } else { "timeline__grid" };
        view! { <line class=class x1=per_cent(tick.at) x2=per_cent(tick.at) y1="0" y2="100%"/> }
    });
    let figures = drawn.figures.map(|at| {
        view! { <line class="timeline__figures" x1=per_cent(at) x2=per_cent(at) y1="0" y2="100%"/> }
    });
    view! { {drawn.reading.map(band)}{ticks.collect_view()}{figures} }.into_any()
}

/// Returns what is drawn of an initiative.
pub(super) fn bars(drawn: &Timeline, row: &Row, initiative: &Initiative, remark: &str) -> AnyView {
    let rect = |class: String, segment: Segment| {
        view! { <rect class=class x=per_cent(segment.start) width=per_cent(segment.width) y="50%" height="10" transform="translate(0 -5)"/> }
    };
    let done = match initiative.status {
        Some(Status::Red) => "timeline__done timeline__done--red",
        Some(Status::Amber) => "timeline__done timeline__done--amber",
        Some(Status::Green) => "timeline__done timeline__done--green",
        Some(Status::Complete) | None => "timeline__done",
    };
    let plan = row.bar.map(|bar| rect("timeline__plan".to_owned(), bar));
    let elapsed = row.elapsed.map(|bar| rect(done.to_owned(), bar));
    let unsure = row.unsure.iter().map(|span| rect("timeline__unsure".to_owned(), *span)).collect_view();
    let late = row.late.map(|late| {
        view! { <line class="timeline__late" x1=per_cent(late.start) x2=per_cent(late.start + late.width) y1="50%" y2="50%"/> }
    });
    // A date alone is the closed side of a bracket.
    let alone = [(row.only_start, "M12 -5H0V5H12"), (row.only_end, "M-12 -5H0V5H-12")];
    let alone = alone.into_iter().filter_map(|(at, path)| Some(mark(at?, "timeline__alone", path))).collect_view();
    // What is set outside is drawn over the others.
    let is_outside = |outside: bool| {
        let all = row.marks.iter().zip(&initiative.milestones);
        all.filter(move |(drawn, _)| (drawn.shape == MarkShape::Outside) == outside)
    };
    let marks = is_outside(false).chain(is_outside(true)).map(|(drawn, milestone)| {
        let within = drawn.within.map(|within| {
            view! { <line class="timeline__within" x1=per_cent(within.start) x2=per_cent(within.start + within.width) y1="50%" y2="50%"/> }
        });
        view! {
            {within}
            <svg x=per_cent(drawn.at) y="50%" overflow="visible">{shape(drawn.shape)}<title>{milestone_words(milestone)}</title></svg>
        }
    });
    view! {
        <svg aria-hidden="true" focusable="false">
            {grid(drawn)}{ghosts(row)}{unsure}{plan}{elapsed}{late}{alone}{row.end.map(end)}{marks.collect_view()}{flag(row, remark)}
        </svg>
    }
    .into_any()
}

/// Ends of before: a thin bar beneath, closed at each.
fn ghosts(row: &Row) -> AnyView {
    let ghost = |ghost: &Segment| {
        let end = per_cent(ghost.start + ghost.width);
        view! {
            <rect class="timeline__ghost" x=per_cent(ghost.start) width=per_cent(ghost.width) y="50%" height="3" transform="translate(0 6.5)"/>
            <svg x=end y="50%" overflow="visible"><path class="timeline__ghost-end" d="M0 5V11"/></svg>
        }
    };
    row.ghosts.iter().map(ghost).collect_view().into_any()
}

fn mark(at: f64, class: &'static str, path: &'static str) -> AnyView {
    view! { <svg x=per_cent(at) y="50%" overflow="visible"><path class=class d=path/></svg> }.into_any()
}

fn end(end: EndMark) -> AnyView {
    let class = if end.is_recorded { "timeline__end" } else { "timeline__end timeline__end--missing" };
    mark(end.at, class, SQUARE)
}

/// Returns the shape of a dated event around its middle.
pub(super) fn shape(shape: MarkShape) -> AnyView {
    let circle = |class: &'static str| view! { <circle class=class r="3.5"/> }.into_any();
    let path = |class: &'static str, path: &'static str| view! { <path class=class d=path/> }.into_any();
    match shape {
        MarkShape::Outside => path("timeline__outside", "M0 -6.5L6.5 0L0 6.5L-6.5 0Z"),
        MarkShape::Done => circle("timeline__event timeline__event--done"),
        MarkShape::Planned => circle("timeline__event"),
        MarkShape::Missed => path("timeline__event--missed", "M-4 -4L4 4M-4 4L4 -4"),
        MarkShape::Contingent => circle("timeline__event timeline__event--contingent"),
    }
}

/// The remark, to the right of all that is drawn where there is room for it, else to the left, else within its end.
fn flag(row: &Row, remark: &str) -> AnyView {
    if remark.is_empty() {
        return ().into_any();
    }
    let segments = row.bar.iter().chain(&row.late).chain(&row.unsure).chain(&row.ghosts);
    let spans = segments.map(|segment| (segment.start, segment.start + segment.width));
    let points = row.marks.iter().map(|mark| mark.at).chain(row.only_start).chain(row.only_end).map(|at| (at, at));
    let (low, high) =
        spans.chain(points).fold((100.0_f64, 0.0_f64), |(low, high), (from, to)| (low.min(from), high.max(to)));
    #[allow(clippy::cast_precision_loss)]
    let width = LETTER * remark.chars().count() as f64 + 2.0;
    let (at, dx, anchor) = match () {
        () if high + width <= 100.0 => (high, "10", "start"),
        () if low - width >= 0.0 => (low, "-10", "end"),
        () => (high, "-10", "end"),
    };
    view! { <text class="timeline__flag" x=per_cent(at) dx=dx y="50%" dy="0.35em" text-anchor=anchor>{remark.to_owned()}</text> }
        .into_any()
}
