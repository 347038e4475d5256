//! The table of moves that the ways of asking share: a row a criterion with its move, what is asked, and its share.

use super::{WeightsState, field_of};
use crate::parts::focus::focus_soon;
use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::Evaluation;
use weighbridge::appraisal::tree::Node;
use weighbridge::appraisal::{Appraisal, Criterion, Elicitation, Leaf, Method};
use weighbridge::edit::WeightEdit;
use weighbridge::id::CriterionId;
use weighbridge::present;

/// How many rows stand at once.
const AT_ONCE: usize = 40;

/// What all rows show that changes with the weights, worked out once for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MovesContent {
    pub(super) leaves: Vec<MoveContent>,
    /// Printed share of each family.
    pub(super) families: Vec<Option<u32>>,
    /// The end of the sliders.
    pub(super) slider_top: f64,
    /// The largest printed share, whose bar is the longest.
    pub(super) most_share: u32,
}

/// What one row shows that changes with the weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MoveContent {
    /// The raw weight.
    pub(super) points: Option<f64>,
    /// The share as printed, in tenths.
    pub(super) share: Option<u32>,
    /// Whether an end of the scale was changed after the weight was given.
    pub(super) stale: bool,
    /// Its place in a ranking.
    pub(super) place: Option<u32>,
    /// Whether it can go up and down in a ranking.
    pub(super) steps: (bool, bool),
    /// Its limits.
    pub(super) range: Option<(f64, f64)>,
}

impl MovesContent {
    /// Returns what the rows of an appraisal show.
    pub(super) fn of(record: &Appraisal, results: &Evaluation) -> MovesContent {
        let said = record.weights_in_use.and_then(|id| record.weight_set(id)).map(|set| &set.elicitation);
        let contents =
            record.leaves().into_iter().zip(&results.columns).map(|((criterion, leaf), column)| MoveContent {
                points: column.points,
                share: column.points.and(column.printed),
                stale: leaf.ends_changed && record.is_stale(record.weights_in_use, criterion.id),
                place: said.and_then(|said| place(said, criterion.id)),
                steps: (true, false),
                range: said.and_then(|said| range(said, criterion.id)),
            });
        let mut leaves: Vec<MoveContent> = contents.collect();
        let places: Vec<u32> = leaves.iter().filter_map(|content| content.place).collect();
        let ends = (places.iter().copied().min(), places.iter().copied().max());
        for content in &mut leaves {
            if let (Some(place), (Some(first), Some(last))) = (content.place, ends) {
                let is_tied = places.iter().filter(|other| **other == place).count() > 1;
                content.steps = (place > first || is_tied, place < last || is_tied);
            }
        }
        MovesContent {
            slider_top: present::slider_top(leaves.iter().filter_map(|content| content.points)),
            most_share: leaves.iter().filter_map(|content| content.share).max().unwrap_or(0),
            families: results.families.iter().map(|family| family.printed).collect(),
            leaves,
        }
    }
}

fn place(said: &Elicitation, criterion: CriterionId) -> Option<u32> {
    let Elicitation::Ranking { places, .. } = said else { return None };
    places.iter().find(|place| place.criterion == criterion).map(|place| place.place)
}

fn range(said: &Elicitation, criterion: CriterionId) -> Option<(f64, f64)> {
    let Elicitation::Interval(ranges) = said else { return None };
    ranges.iter().find(|range| range.criterion == criterion).map(|range| (range.low.get(), range.high.get()))
}

/// What a row shows that does not change with the weights.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum MoveRow {
    Family { name: String, column: usize },
    Leaf(Move),
}

/// A criterion and its move.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Move {
    pub(super) id: CriterionId,
    pub(super) name: String,
    pub(super) worst: String,
    pub(super) best: String,
    /// Its position among the leaves.
    pub(super) column: usize,
    /// Whether it stands at the top of the tree and so begins a part of the table by itself.
    pub(super) is_alone: bool,
}

impl Move {
    /// Returns the move of a leaf.
    pub(super) fn of(criterion: &Criterion, leaf: &Leaf, column: usize) -> Move {
        let (worst, best) = present::move_words(leaf);
        Move { id: criterion.id, name: criterion.name.clone(), worst, best, column, is_alone: false }
    }
}

/// How a table of moves asks.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    /// What the table is, for screen readers.
    pub(super) caption: &'static str,
    /// Heading over what is asked.
    pub(super) heading: &'static str,
    /// The way to ask.
    pub(super) method: Method,
}

fn rows(record: &Appraisal) -> Vec<MoveRow> {
    let mut column = 0;
    let mut family = 0;
    let row = |node: Node<'_>| {
        let at_top = node.parent.is_none();
        let row = match node.leaf() {
            Some(leaf) => {
                column += 1;
                Some(MoveRow::Leaf(Move { is_alone: at_top, ..Move::of(node.criterion, leaf, column - 1) }))
            }
            // Families within families have no line of their own.
            None => at_top.then(|| MoveRow::Family { name: node.criterion.name.clone(), column: family }),
        };
        family += usize::from(at_top);
        row
    };
    record.walk().filter_map(row).collect()
}

/// Returns the table; `cell` makes what is asked of a move.
pub(super) fn table(state: WeightsState, asking: Asking, cell: fn(WeightsState, Move) -> AnyView) -> AnyView {
    let rows = Memo::new(move |_| state.model.record.with(|record| rows(record)));
    let total = move || {
        let any = state.contents.with(|contents| contents.most_share > 0);
        if any { "100.0" } else { "–" }
    };
    let row = move |row: MoveRow| match row {
        MoveRow::Family { name, column } => family(state, name, column),
        MoveRow::Leaf(the_move) => leaf(state, asking, cell, the_move),
    };
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <table role="table" class="weights" aria-busy=mounting.busy()>
            <caption class="visually-hidden">{asking.caption}</caption>
            <colgroup><col/><col class="col-points"/><col class="col-share"/></colgroup>
            <thead role="rowgroup"><tr role="row">
                <th role="columnheader" scope="col">"Improvement"</th>
                <th role="columnheader" scope="col">{asking.heading}</th>
                <th role="columnheader" scope="col">"Share of 100"</th>
            </tr></thead>
            <tbody role="rowgroup"><Gradual mounting each=move || rows.get() key=MoveRow::clone children=row/></tbody>
            <tfoot role="rowgroup"><tr role="row" class="weights__total">
                <th role="rowheader" scope="row">"Total"</th><td role="cell"></td><td role="cell" class="num">{total}</td>
            </tr></tfoot>
        </table>
        {mounting.line("rows")}
    }
    .into_any()
}

fn family(state: WeightsState, name: String, column: usize) -> AnyView {
    let share =
        move || state.contents.with(|contents| contents.families.get(column).copied().flatten()).map(present::tenths);
    view! {
        <tr role="row" class="weights__family">
            <th role="rowheader" scope="row">{name}</th><td role="cell"></td><td role="cell" class="num">{share}</td>
        </tr>
    }
    .into_any()
}

fn leaf(state: WeightsState, asking: Asking, cell: fn(WeightsState, Move) -> AnyView, the_move: Move) -> AnyView {
    let column = the_move.column;
    let class = the_move.is_alone.then_some("weights__alone");
    let head = head(state, &the_move, field_of(asking.method, Some(the_move.id)));
    let share = move || state.contents.with(|contents| contents.leaves.get(column).and_then(|content| content.share));
    let width = move || {
        let most = state.contents.with(|contents| contents.most_share).max(1);
        format!("{:.2}%", share().map_or(0.0, |share| f64::from(share) * 100.0 / f64::from(most)))
    };
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="row">{head}</th>
            <td role="cell">{cell(state, the_move)}</td>
            <td role="cell" class="weights__share">
                <span class="weights__share-number">{move || share().map_or_else(|| "–".to_owned(), present::tenths)}</span>
                <svg aria-hidden="true" focusable="false"><rect class="weights__share-bar" x="0" y="0" height="6" width=width/></svg>
            </td>
        </tr>
    }
    .into_any()
}

/// Returns a criterion's name, its move, and whether the weight must be looked at again. `field` takes the focus once the
/// weight is said to hold.
pub(super) fn head(state: WeightsState, the_move: &Move, field: String) -> AnyView {
    let Move { id, name, worst, best, column, .. } = the_move.clone();
    let stale = Memo::new(move |_| {
        state.contents.with(|contents| contents.leaves.get(column).is_some_and(|content| content.stale))
    });
    let label = format!("Still holds: {name}");
    let mark = move || {
        let (label, field) = (label.clone(), field.clone());
        stale.get().then(|| {
            let confirm = move |_| {
                let set = state.model.record.with_untracked(|record| record.weights_in_use);
                state.dispatch(WeightEdit::Confirm(set, id).into());
                focus_soon(&[&field, "h-weights"]);
            };
            view! {
                <span class="weights__stale">
                    <b>"An end of this scale changed after the weight was given. "</b>
                    <button class="button button--small" type="button" aria-label=label on:click=confirm>"Still holds"</button>
                </span>
            }
        })
    };
    view! {
        <span class="weights__criterion">{name}</span>
        <span class="weights__move"><i>"from "</i>{worst}<i>" to "</i>{best}</span>
        {mark}
    }
    .into_any()
}
