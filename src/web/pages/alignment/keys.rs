//! The keys of the matrix: they move, score, and lead to the reason.

use super::{AlignmentState, Cell, cell_id, cell_of};
use crate::browser::{page, preferences};
use crate::parts::focus::focus_soon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use weighbridge::alignment::Assessment;
use weighbridge::alignment::entry::{Entry, Layout, Sign, entered, moved, types_a_character};
use weighbridge::edit::{AlignmentEdit, Edit};
use weighbridge::present::assessment_words;

/// The field to which Enter leads.
pub(super) const REASON_FIELD: &str = "reason-text";

/// Acts on a key that was pressed in a cell: the one with the focus, which need not be the one that was chosen last. A press
/// that slides off, a right click and a screen reader move the focus alone.
pub(super) fn press(state: AlignmentState, event: &KeyboardEvent) {
    let control = event.ctrl_key() || event.meta_key();
    let focused = page::id_around(event).and_then(|id| cell_of(&id));
    let Some(cell) = focused.filter(|_| !event.alt_key() && !event.is_composing()) else {
        return;
    };
    let key = event.key();
    if key == "Tab" {
        state.show_panel();
    }
    if moves(state, cell, &key, control) || (!control && acts(state, cell, &key)) {
        event.prevent_default();
    }
}

fn moves(state: AlignmentState, cell: Cell, key: &str, control: bool) -> bool {
    let size = (state.rows.with_untracked(Vec::len), state.columns.with_untracked(Vec::len));
    let layout = if state.is_narrow.get_untracked() { Layout::List } else { Layout::Grid };
    let to = state.place(cell).and_then(|at| moved(at, key, control, size, layout)).and_then(|to| state.cell(to));
    if let Some(to) = to {
        state.select(to);
        // On another page it is yet to come.
        if !page::focus(&cell_id(to)) {
            focus_soon(&[&cell_id(to)]);
        }
    }
    to.is_some()
}

fn acts(state: AlignmentState, cell: Cell, key: &str) -> bool {
    match key {
        "Enter" => {
            to_reason(state, cell);
            return true;
        }
        "Escape" => return state.pending.try_update(Option::take).flatten().is_some(),
        _ if types_a_character(key) && !preferences::single_key_shortcuts() => return false,
        "r" | "R" => {
            to_reason(state, cell);
            return true;
        }
        _ => {}
    }
    // A sign waits in the cell in which it was pressed.
    let waits_here = state.selected.get_untracked() == Some(cell);
    let entry = entered(key, state.pending.get_untracked().filter(|_| waits_here));
    match entry {
        Some(Entry::Await(sign)) => await_digit(state, cell, sign),
        Some(Entry::Record(assessment)) => record(state, cell, assessment),
        None => {}
    }
    entry.is_some()
}

/// Selects a cell and moves the focus to it, under the lens that shows it.
pub(super) fn go_to(state: AlignmentState, cell: Cell) {
    state.filter.show(cell.0);
    if state.place(cell).is_none() {
        let lens =
            state.summary.with_untracked(|all| all.goals.iter().find(|goal| goal.id == cell.1).map(|goal| goal.lens));
        state.chosen_lens.set(lens);
    }
    state.select(cell);
    state.show_panel();
    focus_soon(&[&cell_id(cell)]);
}

/// Leads to the reason of a cell.
pub(super) fn to_reason(state: AlignmentState, cell: Cell) {
    state.select(cell);
    state.show_panel();
    focus_soon(&[REASON_FIELD]);
}

/// Selects a cell and moves the focus to what is done about its harm.
pub(super) fn to_answer(state: AlignmentState, cell: Cell) {
    state.select(cell);
    state.show_panel();
    focus_soon(&["reason-answer", REASON_FIELD]);
}

fn await_digit(state: AlignmentState, cell: Cell, sign: Sign) {
    state.select(cell);
    state.pending.set(Some(sign));
    let word = if sign == Sign::Minus { "Minus" } else { "Plus" };
    state.said.set(format!("{word}: now 1, 2 or 3"));
}

/// Records what is known of a cell, and says so.
pub(super) fn record(state: AlignmentState, cell: Cell, assessment: Assessment) {
    state.select(cell);
    state.session.dispatch(&Edit::Alignment(AlignmentEdit::SetAssessment(cell.0, cell.1, assessment)));
    state.said.set(assessment_words(assessment));
}
