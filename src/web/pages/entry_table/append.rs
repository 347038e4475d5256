//! Rows that are pasted where one is added: each line becomes a row, all of them one step.

use super::column::{Column, Row};
use crate::parts::adder::Pasted;
use crate::parts::sentence;
use crate::session::Session;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, apply};
use weighbridge::exchange::block::{BlockError, cells};
use weighbridge::present::{count, list};
use weighbridge::spelling::folded;

/// Makes the edit that adds a row whose cells hold these texts.
type AddRow = Arc<dyn Fn(&Case, &[String]) -> Result<Edit, EditError> + Send + Sync>;
/// Finds the row that was added last, by the texts that it was added with.
type LastRow = Arc<dyn Fn(&Case, &[String]) -> Option<Row> + Send + Sync>;

/// How a row comes into a table.
#[derive(Clone)]
pub(crate) struct Adding {
    /// Returns the edit that adds a row whose cells hold these texts, in the order of the columns.
    pub(crate) edit: AddRow,
    /// Returns the row that was added last, by the texts that it was added with.
    pub(crate) last: LastRow,
}

impl Adding {
    /// Returns that of a table whose rows are added by what stands in their first cell.
    pub(crate) fn by_name(
        edit: impl Fn(&Case, String) -> Edit + Send + Sync + 'static,
        last: fn(&Case) -> Option<Row>,
    ) -> Adding {
        let edit =
            Arc::new(move |case: &Case, cells: &[String]| Ok(edit(case, cells.first().cloned().unwrap_or_default())));
        Adding { edit, last: Arc::new(move |case: &Case, _: &[String]| last(case)) }
    }
}

/// What pasted lines come to.
pub(super) struct Taken {
    pub(super) edits: Vec<Edit>,
    pub(super) n_rows: usize,
    pub(super) refused: Vec<String>,
}

/// Returns what a field that adds a row does with lines that are pasted into it.
pub(crate) fn pasted(session: Session, columns: Vec<Column>, adding: Adding) -> Pasted {
    let headings: Vec<String> = columns.iter().map(|column| column.heading.to_lowercase()).collect();
    let hint = if headings.len() > 1 {
        format!("Rows can be pasted here as well: {}, or beneath these headings in any order.", headings.join(", "))
    } else {
        "Several can be pasted here at once, one a line.".to_owned()
    };
    let take = Callback::new(move |text: String| {
        let lines = match lines(&text, &columns) {
            Ok(lines) => lines,
            Err(error) => return sentence(&error.to_string()),
        };
        let Taken { edits, n_rows, refused } =
            session.case().with_untracked(|case| taken(case, &columns, &adding, &lines));
        let made = match edits.len() {
            0 => Ok(()),
            _ => session.commit(&Edit::Together(format!("Paste {}", count(n_rows, "row", "rows")), edits)),
        };
        if let Err(error) = made {
            return sentence(&error.to_string());
        }
        let mut said = vec![format!("{} added.", count(n_rows, "row", "rows"))];
        if let Some(first) = refused.first() {
            said.push(format!("{} not taken: {first}.", count(refused.len(), "cell or row was", "cells or rows were")));
        }
        said.join(" ")
    });
    Pasted { hint, take }
}

/// Returns the cells of pasted lines in the order of the columns. Where the first line is of headings, they say which is which.
fn lines(text: &str, columns: &[Column]) -> Result<Vec<Vec<String>>, BlockError> {
    let parted = cells(text)?;
    if let Some(rows) = by_headings(columns, &parted) {
        return Ok(rows);
    }
    // A comma in a sentence parts nothing.
    if text.contains('\t') || text.trim_start().starts_with('"') {
        return Ok(parted);
    }
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| vec![line.to_owned()]).collect())
}

/// Returns the rows of a block in the order of the columns, where its first line is of their headings: that of the first column,
/// and of another or nothing else. What stands under no heading that is known comes behind the columns.
pub(super) fn by_headings(columns: &[Column], parted: &[Vec<String>]) -> Option<Vec<Vec<String>>> {
    let letters = |text: &str| -> String { folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let place = |heading: &String| columns.iter().position(|column| letters(&column.heading) == letters(heading));
    let (first, rest) = parted.split_first()?;
    let places: Vec<Option<usize>> = first.iter().map(place).collect();
    let n_known = places.iter().flatten().count();
    if !places.contains(&Some(0)) || (n_known < 2 && n_known < places.len()) {
        return None;
    }
    let in_order = |line: &Vec<String>| {
        let mut row = vec![String::new(); columns.len()];
        for (at, cell) in line.iter().enumerate() {
            match places.get(at).copied().flatten() {
                Some(place) => row[place].clone_from(cell),
                None => row.push(cell.clone()),
            }
        }
        row
    };
    Some(rest.iter().map(in_order).collect())
}

/// Returns the edits of lines, each tried on what those before it have made, so that what one cell is refused for keeps nothing
/// else out.
pub(super) fn taken(case: &Case, columns: &[Column], adding: &Adding, lines: &[Vec<String>]) -> Taken {
    let mut now: Cow<'_, Case> = Cow::Borrowed(case);
    let mut found = Taken { edits: Vec::new(), n_rows: 0, refused: Vec::new() };
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.iter().any(|cell| !cell.is_empty())) {
        let added = (adding.edit)(&now, line).and_then(|edit| Ok((apply(&now, &edit)?, edit)));
        let (case, edit) = match added {
            Ok(added) => added,
            Err(error) => {
                found.refused.push(format!("line {}: {error}", at + 1));
                continue;
            }
        };
        now = Cow::Owned(case);
        found.edits.push(edit);
        found.n_rows += 1;
        let Some(row) = (adding.last)(&now, line) else { continue };
        for (column, text) in columns.iter().zip(line) {
            if text.is_empty() || (column.read)(&now, row) == *text {
                continue;
            }
            match column.edit(&now, row, text).and_then(|edit| Ok((apply(&now, &edit)?, edit))) {
                Ok((case, edit)) => {
                    now = Cow::Owned(case);
                    found.edits.push(edit);
                }
                Err(error) => found.refused.push(format!("“{text}” in {}, line {}: {error}", column.heading, at + 1)),
            }
        }
        let beyond = line.get(columns.len()..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.is_empty()) {
            let cells: Vec<String> =
                beyond.iter().filter(|cell| !cell.is_empty()).map(|cell| format!("“{cell}”")).collect();
            found.refused.push(format!("{}, line {}: there is no column for it", list(&cells), at + 1));
        }
    }
    found
}
