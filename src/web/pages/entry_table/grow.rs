//! Rows that a pasted block adds: one for each of its lines, under its own headings where it has them.

use super::column::Column;
use crate::browser::clipboard::pasted_cells;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, apply};
use weighbridge::exchange::block::cells;
use weighbridge::present::count;

/// Returns the edit that adds a row with these texts, each by the place of its column.
pub(crate) type Grow = Arc<dyn Fn(&Case, &[(usize, String)]) -> Result<Edit, EditError> + Send + Sync>;

/// Returns what stands beneath each heading of a block, where its first line has the headings of two columns or more.
pub(super) fn by_headings(columns: &[Column], texts: &[Vec<String>]) -> Option<Vec<Vec<(usize, String)>>> {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (first, rest) = texts.split_first()?;
    let place = |text: &String| columns.iter().position(|column| letters(column.heading()) == letters(text));
    let places: Vec<Option<usize>> = first.iter().map(place).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().zip(&places).filter_map(|(text, place)| Some(((*place)?, text.clone())));
        cells.collect()
    };
    (places.iter().flatten().count() > 1).then(|| rest.iter().map(row).collect())
}

/// Adds to `edits` what adds these rows, and to `refused` why one is not added. Returns how many are.
pub(super) fn grown(
    session: Session,
    grow: &Grow,
    rows: &[Vec<(usize, String)>],
    edits: &mut Vec<Edit>,
    refused: &mut Vec<String>,
) -> usize {
    let mut n = 0;
    session.case().with_untracked(|case| {
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.iter().any(|(_, text)| !text.trim().is_empty()))
        {
            // Tried alone: what one row is refused for does not keep the others out.
            match grow(case, row).and_then(|edit| apply(case, &edit).map(|_| edit)) {
                Ok(edit) => {
                    edits.push(edit);
                    n += 1;
                }
                Err(error) => {
                    let name = row.first().map_or("", |(_, text)| text);
                    refused.push(format!("line {}, “{name}”: {error}", at + 1));
                }
            }
        }
    });
    n
}

/// Returns a form that adds by name, around which a pasted block adds a row for each of its lines.
pub(crate) fn with_paste(session: Session, columns: Signal<Vec<Column>>, grow: Grow, form: AnyView) -> AnyView {
    let said = RwSignal::new(String::new());
    let paste = move |event: leptos::ev::ClipboardEvent| {
        let Some(text) = pasted_cells(&event) else { return };
        event.prevent_default();
        event.stop_propagation();
        let rows = match cells(&text) {
            Ok(rows) => rows,
            Err(error) => return said.set(crate::parts::sentence(&error.to_string())),
        };
        let plain = || rows.iter().map(|row| row.iter().cloned().enumerate().collect()).collect();
        let rows: Vec<Vec<(usize, String)>> =
            columns.with_untracked(|columns| by_headings(columns, &rows)).unwrap_or_else(plain);
        let (mut edits, mut refused) = (Vec::new(), Vec::new());
        let n = grown(session, &grow, &rows, &mut edits, &mut refused);
        let made = match edits.is_empty() {
            true => Ok(()),
            false => session.commit(&Edit::Together(format!("Add {}", count(n, "row", "rows")), edits)),
        };
        let mut words = match made {
            Ok(()) => vec![format!("{} added.", count(n, "row", "rows"))],
            Err(error) => vec![crate::parts::sentence(&error.to_string())],
        };
        if let Some(first) = refused.first() {
            words.push(format!("{} not taken: {first}.", count(refused.len(), "line was", "lines were")));
        }
        said.set(words.join(" "));
    };
    view! {
        <div on:paste=paste>{form}<p class="note entry-table__said" role="status">{move || said.get()}</p></div>
    }
    .into_any()
}
