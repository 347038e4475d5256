//! The part of a pasted block that speaks of scores: without blank edges and a title above it.

use super::{Fault, FaultKind, PassedOver};

/// The rows and columns of a block that are read, each with its number in the block.
pub(super) struct Shape<'a> {
    /// The cells, as many in each row.
    pub(super) rows: Vec<&'a [String]>,
    /// The number of each row, from 1.
    pub(super) numbers: Vec<usize>,
    /// The number of the first column that is read, from 0.
    pub(super) left: usize,
    /// A title that stood above.
    pub(super) title: Option<PassedOver>,
}

/// Returns what is read of a block. `is_known` tells the names of options and criteria, which are no titles.
///
/// # Errors
/// Every row that is not as long as the first one that is read, or that the block is empty.
pub(super) fn shape<'a>(rows: &'a [Vec<String>], is_known: impl Fn(&str) -> bool) -> Result<Shape<'a>, Vec<Fault>> {
    let is_blank = |row: &Vec<String>| row.iter().all(String::is_empty);
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let empty = || vec![Fault { row: 0, column: 0, kind: FaultKind::Empty }];
    let mut top = rows.iter().position(|row| !is_blank(row)).ok_or_else(empty)?;
    let mut title = None;
    // One text alone, at the edge, above rows of several cells.
    let next = rows[top + 1..].iter().position(|row| !is_blank(row)).map(|at| top + 1 + at);
    if let (1, Some(next)) = (filled(&rows[top]), next) {
        let words = rows[top].iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let is_at_edge = rows[top].first().is_some_and(|cell| !cell.is_empty());
        if is_at_edge && filled(&rows[next]) > 1 && !is_known(words) && words.chars().any(char::is_alphabetic) {
            title = Some(PassedOver::Title(words.to_owned()));
            top = next;
        }
    }
    let rows = &rows[top..];
    let n_columns = rows.first().map_or(0, Vec::len);
    let is_ragged = |row: &Vec<String>| row.len() != n_columns && !is_blank(row);
    let ragged = rows.iter().enumerate().filter(|(_, row)| is_ragged(row)).map(|(i, row)| {
        let kind = FaultKind::Ragged { found: row.len(), expected: n_columns };
        Fault { row: top + i + 1, column: 0, kind }
    });
    let ragged: Vec<Fault> = ragged.collect();
    if !ragged.is_empty() {
        return Err(ragged);
    }
    let is_blank_column = |column: &usize| rows.iter().all(|row| row.get(*column).is_none_or(String::is_empty));
    let left = (0..n_columns).take_while(is_blank_column).count();
    // A blank row in the middle may be short; it says nothing.
    let read = rows.iter().enumerate().filter(|(_, row)| row.len() == n_columns);
    let (numbers, rows) = read.map(|(i, row)| (top + i + 1, &row[left..])).unzip();
    Ok(Shape { rows, numbers, left, title })
}
