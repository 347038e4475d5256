//! What the shapes of the timeline mean: those that are drawn, and no others.

use super::Delivered;
use super::bars::{SQUARE, shape};
use leptos::prelude::*;
use weighbridge::chart::timeline::{MarkShape, Row, Timeline};
use weighbridge::present;

/// The marks and their words.
const MARKS: [(MarkShape, &str); 5] = [
    (MarkShape::Outside, "date set outside"),
    (MarkShape::Done, "done"),
    (MarkShape::Planned, "planned"),
    (MarkShape::Missed, "missed"),
    (MarkShape::Contingent, "only if needed"),
];

/// Returns the key.
pub(super) fn key(drawn: &Timeline, delivered: Delivered) -> AnyView {
    let any = |is: fn(&Row) -> bool| drawn.rows.iter().any(is);
    let figures = delivered.as_at.get().0.filter(|_| drawn.figures.is_some());
    let reading = delivered.reading.get().filter(|_| drawn.reading.is_some());
    let rect = |class: &'static str| view! { <rect class=class x="0.5" y="1.5" width="15" height="9"/> }.into_any();
    let line = |class: &'static str, path: &'static str| view! { <path class=class d=path/> }.into_any();
    let square = |class: &'static str| view! { <path class=class transform="translate(8 6)" d=SQUARE/> }.into_any();
    let bars = [
        (any(|row| row.bar.is_some()), rect("timeline__plan"), "planned, still to run"),
        (any(|row| row.elapsed.is_some()), rect("timeline__done"), "elapsed, in the colour of the status"),
        (any(|row| !row.unsure.is_empty()), rect("timeline__unsure"), "starts or ends somewhere in here"),
        (
            any(|row| row.only_start.is_some() || row.only_end.is_some()),
            line("timeline__alone", "M2 1.5H13V10.5H2"),
            "only this date is known",
        ),
        (any(|row| !row.ghosts.is_empty()), line("timeline__ghost", "M0.5 4H15.5V8H0.5Z"), "end given before"),
        (any(|row| row.end.is_some_and(|end| end.is_recorded)), square("timeline__end"), "actual end"),
        (
            any(|row| row.end.is_some_and(|end| !end.is_recorded)),
            square("timeline__end timeline__end--missing"),
            "complete, no actual end given",
        ),
        (any(|row| row.late.is_some()), line("timeline__late", "M0 6H16"), "past its end"),
    ];
    let item = |(drawing, words): (AnyView, String)| view! { <li><svg aria-hidden="true" focusable="false" viewBox="0 0 16 12">{drawing}</svg>{words}</li> };
    let bars =
        bars.into_iter().filter(|(is_drawn, ..)| *is_drawn).map(|(_, drawing, words)| (drawing, words.to_owned()));
    let has = |wanted: MarkShape| drawn.rows.iter().any(|row| row.marks.iter().any(|mark| mark.shape == wanted));
    let marks = MARKS.into_iter().filter(|(wanted, _)| has(*wanted)).map(|(wanted, words)| {
        (view! { <g transform="translate(8 6)">{shape(wanted)}</g> }.into_any(), words.to_owned())
    });
    let figures = figures.map(|date| {
        (
            line("timeline__figures", "M8 0V12"),
            format!("{} {}", if delivered.is_of_figures() { "figures as at" } else { "as at" }, present::date(date)),
        )
    });
    let reading = reading.map(|date| (rect("timeline__reading"), format!("read {}", present::date(date))));
    let items = bars.chain(marks).chain(figures).chain(reading).map(item).collect_view();
    view! { <ul class="chart__key timeline__key" role="list" aria-label="Key">{items}</ul> }.into_any()
}
