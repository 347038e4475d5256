//! Blocks of cells: what is pasted from a spreadsheet, and what is filled down.

use super::Sheet;
use super::append::{Taken, by_headings, taken};
use super::column::Row;
use crate::browser::clipboard::pasted_outside_fields;
use crate::browser::page;
use leptos::prelude::*;
use weighbridge::edit::Edit;
use weighbridge::exchange::block::cells;
use weighbridge::present::count;

/// Takes a block that is pasted on a cell. Within a field the browser pastes.
pub(super) fn on_paste(event: &leptos::ev::ClipboardEvent, sheet: Sheet) {
    let Some(place) = page::id_around(event).and_then(|id| sheet.place_of(&id)) else { return };
    let Some(text) = pasted_outside_fields(event) else { return };
    event.prevent_default();
    // A page that takes whole tables does not get what went into cells.
    event.stop_propagation();
    match cells(&text) {
        Ok(rows) => set(sheet, place, &rows),
        Err(error) => sheet.said.set(crate::parts::sentence(&error.to_string())),
    }
}

/// Puts into a cell what stands in the one above it.
pub(super) fn fill_down(sheet: Sheet, place: (Row, usize)) {
    let above = sheet.from(place, -1, 0);
    if above.0 == place.0 {
        return;
    }
    let text = sheet.columns.with_untracked(|columns| {
        let column = columns.get(place.1)?;
        Some(sheet.session.case().with_untracked(|case| (column.read)(case, above.0)))
    });
    if let Some(text) = text {
        set(sheet, place, &[vec![text]]);
    }
}

/// Sets a block of cells whose first is at a place, as one step. What is refused is left out, and said.
pub(super) fn set(sheet: Sheet, (row, column): (Row, usize), texts: &[Vec<String>]) {
    let rows: Vec<Row> =
        sheet.rows.with_untracked(|rows| rows.iter().skip_while(|other| **other != row).copied().collect());
    let (mut edits, mut refused, mut n_beyond) = (Vec::new(), Vec::new(), 0);
    let adding = sheet.adding.get_value();
    let headed = sheet.columns.with_untracked(|columns| adding.as_ref().and_then(|_| by_headings(columns, texts)));
    // A block with headings is rows of its own, wherever it is pasted.
    let n_met = if headed.is_some() { 0 } else { rows.len() };
    let new: Vec<Vec<String>> = match (&adding, headed) {
        (Some(_), Some(headed)) => headed,
        (Some(_), None) => {
            let empty = || std::iter::repeat_n(String::new(), column);
            let cells = |texts: &Vec<String>| empty().chain(texts.iter().cloned()).collect();
            texts.iter().skip(n_met).map(cells).collect()
        }
        (None, _) => Vec::new(),
    };
    let texts = if adding.is_some() { texts.get(..n_met.min(texts.len())).unwrap_or_default() } else { texts };
    sheet.session.case().with_untracked(|case| {
        sheet.columns.with_untracked(|columns| {
            for (line, texts) in texts.iter().enumerate() {
                for (offset, text) in texts.iter().enumerate() {
                    let (Some(row), Some(found)) = (rows.get(line), columns.get(column + offset)) else {
                        n_beyond += 1;
                        continue;
                    };
                    if (found.read)(case, *row) == *text {
                        continue;
                    }
                    let edit = found.edit(case, *row, text).and_then(|edit| {
                        // Tried alone: what one cell is refused for does not keep the others out.
                        weighbridge::edit::apply(case, &edit).map(|_| edit)
                    });
                    match edit {
                        Ok(edit) => edits.push(edit),
                        Err(error) => refused.push(format!("“{text}” in {}, row {}: {error}", found.heading, line + 1)),
                    }
                }
            }
        });
    });
    let n = edits.len();
    // What stands in the cells is set first: rows are added to what that has made.
    let grown = adding.map(|adding| {
        sheet
            .columns
            .with_untracked(|columns| sheet.session.case().with_untracked(|case| taken(case, columns, &adding, &new)))
    });
    let n_new = grown.as_ref().map_or(0, |grown| grown.n_rows);
    if let Some(Taken { edits: more, refused: why, .. }) = grown {
        edits.extend(more);
        refused.extend(why);
    }
    let made = match edits.as_slice() {
        [] => Ok(()),
        [one] => sheet.session.commit(one),
        _ if n == 0 => sheet.session.commit(&Edit::Together(format!("Add {}", count(n_new, "row", "rows")), edits)),
        _ => sheet.session.commit(&Edit::Together(format!("Fill {n} cells"), edits)),
    };
    let mut said = Vec::new();
    match made {
        Ok(()) => {
            if n > 1 {
                said.push(format!("{} filled.", count(n, "cell", "cells")));
            }
            if n_new > 0 {
                said.push(format!("{} added.", count(n_new, "row", "rows")));
            }
        }
        Err(error) => said.push(crate::parts::sentence(&error.to_string())),
    }
    if let Some(first) = refused.first() {
        let what = if n_new > 0 { ["entry was", "entries were"] } else { ["cell was", "cells were"] };
        said.push(format!("{} not taken: {first}.", count(refused.len(), what[0], what[1])));
    }
    if n_beyond > 0 {
        said.push(format!("{} beyond the table.", count(n_beyond, "cell is", "cells are")));
    }
    sheet.said.set(said.join(" "));
}
