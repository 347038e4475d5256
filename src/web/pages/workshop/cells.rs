//! Answers as the room sees them: a dot for each, nobody's name, and no middle figure where there are two camps.

use super::{Place, Room};
use leptos::prelude::*;
use weighbridge::present;
use weighbridge::workshop::{Cell, PictureRow, Session as Record, cells, picture_rows};

/// Returns the newest answers about a place.
pub(super) fn newest(workshop: &Record, (criterion, option): Place) -> Option<Cell> {
    let round = workshop.round_of(criterion, option)?;
    cells(workshop, round).into_iter().find(|cell| cell.of == option.0)
}

/// Answers as dots on a line from 0 to 100, those of one figure above each other. What they say stands beside them.
pub(super) fn dots(cell: &Cell) -> AnyView {
    dots_of(&cell.dots)
}

fn dots_of(dots: &[(u8, usize)]) -> AnyView {
    let most = dots.iter().map(|(_, n)| *n).max().unwrap_or(1).max(2);
    // From the line at the foot upwards, in equal steps within the height.
    let at = |points: u8| format!("{:.1}%", 3.0 + 0.94 * f64::from(points));
    let circles = dots.iter().flat_map(|(points, n)| {
        let x = at(*points);
        (0..*n).map(move |row| {
            let y = format!("{:.1}%", 86.0 - 72.0 * (row as f64 + 0.5) / most as f64);
            view! { <circle class="dot" cx=x.clone() cy=y r="4.5"/> }
        })
    });
    view! {
        <svg class="dots" aria-hidden="true">
            <line class="dots__base" x1="3%" x2="97%" y1="92%" y2="92%"/>
            <line class="dots__base" x1="3%" x2="3%" y1="84%" y2="100%"/>
            <line class="dots__base" x1="50%" x2="50%" y1="88%" y2="96%"/>
            <line class="dots__base" x1="97%" x2="97%" y1="84%" y2="100%"/>
            {circles.collect_view()}
        </svg>
    }
    .into_any()
}

/// Every option on the criterion that is talked about, each by its newest answers; where it was asked twice, the first answers
/// stand above the second.
pub(super) fn picture(room: Room, place: Place) -> AnyView {
    let rows = Memo::new(move |_| {
        room.appraisal.with(|appraisal| {
            room.read(|workshop| picture_rows(appraisal, workshop, &present::letters(appraisal), place))
        })
    });
    let (criterion, _) = place;
    let ends = move || {
        room.appraisal.with(|appraisal| {
            let leaf = appraisal.leaf(criterion)?;
            Some(format!("0 is: {}. 100 is: {}.", end(&leaf.worst_anchor), end(&leaf.best_anchor)))
        })
    };
    let items = move || rows.get().into_iter().map(item).collect_view();
    view! {
        <p class="note measure">{ends}</p>
        <ul class="spreads" role="list" id="workshop-spreads">{items}</ul>
    }
    .into_any()
}

fn end(words: &str) -> String {
    if words.trim().is_empty() { "not said".to_owned() } else { words.trim_end_matches('.').to_owned() }
}

fn item(row: PictureRow) -> AnyView {
    let PictureRow { letter, cell, is_here, before } = row;
    let figure = match (&cell.settled, &cell.middle, cell.looks) {
        (Some(settled), ..) => view! { <b>{settled.clone()}</b><small>" settled"</small> }.into_any(),
        (None, Some(middle), _) => view! { {middle.clone()}<small>" middle"</small> }.into_any(),
        (None, None, Some(_)) => view! { <small>"talk first"</small> }.into_any(),
        (None, None, None) => view! { <small>"no points"</small> }.into_any(),
    };
    let before =
        before.map(|dots| view! { <div class="spreads__before"><small>"first round"</small>{dots_of(&dots)}</div> });
    view! {
        <li class="spreads__row" aria-current=is_here.then_some("true")>
            <span class="spreads__name"><b>{letter}</b>" "{cell.name.clone()}</span>
            <span class="spreads__figure num">{figure}</span>
            {before}
            {dots_of(&cell.dots)}
            <span class="spreads__line">{cell.line.clone()}</span>
        </li>
    }
    .into_any()
}
