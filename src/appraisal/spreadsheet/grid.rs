//! The cells of a table, whichever way it lies, and the parts that stand one beneath the other in it.

use super::heads::{Head, head, is_ranges};
use super::{At, Lies};
use crate::spelling::folded;
use std::collections::HashSet;
use std::ops::Range;

/// Cells with criteria in rows and options in columns, whichever way they were pasted.
#[derive(Clone, Copy)]
pub(super) struct Grid<'a> {
    rows: &'a [Vec<String>],
    /// The number of the first row in the whole table, from 0.
    top: usize,
    n_columns: usize,
    lies: Lies,
}

impl<'a> Grid<'a> {
    pub(super) fn new(rows: &'a [Vec<String>], range: Range<usize>, lies: Lies) -> Grid<'a> {
        let part = &rows[range.clone()];
        Grid { rows: part, top: range.start, n_columns: part.iter().map(Vec::len).max().unwrap_or(0), lies }
    }

    /// Returns a cell without spaces around it; empty beyond the end of its row.
    pub(super) fn get(&self, row: usize, column: usize) -> &'a str {
        let (row, column) = self.turned(row, column);
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// Returns where a cell stands in what was pasted.
    pub(super) fn at(&self, row: usize, column: usize) -> At {
        let (row, column) = self.turned(row, column);
        At { row: self.top + row + 1, column: column + 1 }
    }

    pub(super) fn n_rows(&self) -> usize {
        if self.lies == Lies::OptionsAcross { self.rows.len() } else { self.n_columns }
    }

    pub(super) fn n_columns(&self) -> usize {
        if self.lies == Lies::OptionsAcross { self.n_columns } else { self.rows.len() }
    }

    /// Returns whether a column says anything beneath its heading.
    pub(super) fn has_text(&self, column: usize) -> bool {
        (1..self.n_rows()).any(|row| !self.get(row, column).is_empty())
    }

    fn turned(&self, row: usize, column: usize) -> (usize, usize) {
        if self.lies == Lies::OptionsAcross { (row, column) } else { (column, row) }
    }
}

/// What a part of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Scores,
    Ranges,
    Reasons,
    Sources,
}

/// The parts of a table.
pub(super) struct Parts {
    /// Texts that stand above the headings.
    pub(super) titles: Vec<(usize, String)>,
    /// What each part holds, and its rows from its headings on.
    pub(super) parts: Vec<(Holds, Range<usize>)>,
}

/// Returns the parts of a table: the scores, and beneath them ranges, reasons and sources under the same headings. `None` for
/// a table without any cell.
pub(super) fn parts(rows: &[Vec<String>]) -> Option<Parts> {
    let filled = |row: usize| rows[row].iter().filter(|cell| !cell.trim().is_empty()).count();
    let first_cell = |row: usize| rows[row].iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or("");
    let mut titles = Vec::new();
    let mut top = (0..rows.len()).find(|row| filled(*row) > 0)?;
    // Texts that stand alone at the edge above the row of headings.
    while filled(top) == 1 && rows[top].first().is_some_and(|cell| !cell.trim().is_empty()) {
        let Some(next) = (top + 1..rows.len()).find(|row| filled(*row) > 0) else { break };
        let is_list = filled(next) == 1 && !(next + 1..rows.len()).any(|row| filled(row) > 1);
        if is_list {
            break;
        }
        titles.push((top, first_cell(top).to_owned()));
        top = next;
    }
    let heads: HashSet<String> = rows[top].iter().map(|cell| folded(cell)).filter(|cell| !cell.is_empty()).collect();
    let names = |row: usize| {
        let cells = rows[row].iter().map(|cell| folded(cell)).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<String>>()
    };
    let mut parts = vec![(Holds::Scores, top..rows.len())];
    let mut row = top + 1;
    while row < rows.len() {
        let said = match head(first_cell(row)) {
            Head::Reason(None) => Some(Holds::Reasons),
            Head::Source(None) => Some(Holds::Sources),
            _ if is_ranges(first_cell(row)) => Some(Holds::Ranges),
            _ => None,
        };
        let next = (row + 1..rows.len()).find(|next| filled(*next) > 0);
        let rest = |row: usize, skipped: usize| {
            let names = names(row);
            names.len() > skipped + 1 && names[skipped..].iter().all(|name| heads.contains(name))
        };
        let begins = match said {
            // A title of its own, and the headings in the next row; or the title in the corner of the headings.
            Some(holds) if filled(row) == 1 => next.filter(|next| rest(*next, 0)).map(|next| (holds, next)),
            Some(holds) if rest(row, 1) => Some((holds, row)),
            Some(_) => None,
            None if filled(row) > 1 && rest(row, 0) => {
                match parts.iter().filter(|(holds, _)| *holds != Holds::Ranges).count() {
                    1 => Some((Holds::Reasons, row)),
                    2 => Some((Holds::Sources, row)),
                    _ => None,
                }
            }
            None => None,
        };
        if let Some((holds, begin)) = begins {
            if let Some((_, last)) = parts.last_mut() {
                last.end = row;
            }
            parts.push((holds, begin..rows.len()));
            row = begin;
        }
        row += 1;
    }
    Some(Parts { titles, parts })
}

/// Returns which way a table lies, as far as its own words and the names that are known tell; across where nothing does.
///
/// `is_option` and `is_criterion` tell names that the appraisal has already.
pub(super) fn lies(
    rows: &[Vec<String>],
    is_option: impl Fn(&str) -> bool,
    is_criterion: impl Fn(&str) -> bool,
) -> Lies {
    let (mut across, mut down) = (0_u32, 0_u32);
    let grid = Grid::new(rows, 0..rows.len(), Lies::OptionsAcross);
    let mut count = |text: &str, for_row: bool, is_corner: bool| {
        match head(text) {
            // These head the names themselves, wherever they stand.
            Head::Criterion => {
                across += 4;
                return;
            }
            Head::Option => {
                down += 4;
                return;
            }
            _ => {}
        }
        // What a heading says where it stands in the first row; in the first column it says the opposite.
        let (as_row, as_column) = match head(text) {
            Head::Weight | Head::Worst | Head::Best | Head::Unit | Head::Measure | Head::Scale => (3, 0),
            Head::Family if !is_corner => (2, 0),
            Head::Totals => (0, 2),
            Head::Name if is_corner => (0, 0),
            Head::Name if is_option(text) => (3, 0),
            Head::Name if is_criterion(text) => (0, 3),
            Head::Name if super::heads::is_numbered_option(text) || super::heads::role_by_name(text).is_some() => {
                (2, 0)
            }
            Head::Name if super::heads::speaks_of_cost(text) => (0, 1),
            _ => (0, 0),
        };
        let (one, other) = if for_row { (as_row, as_column) } else { (as_column, as_row) };
        across += one;
        down += other;
    };
    count(grid.get(0, 0), true, true);
    (1..grid.n_columns()).for_each(|column| count(grid.get(0, column), true, false));
    (1..grid.n_rows()).for_each(|row| count(grid.get(row, 0), false, false));
    // A row with nothing but a name, among rows of figures, is the heading of a family.
    let is_heading = |row: usize| {
        let has_rest = |row: usize| (1..grid.n_columns()).any(|column| !grid.get(row, column).is_empty());
        !grid.get(row, 0).is_empty() && !has_rest(row) && row + 1 < grid.n_rows() && has_rest(row + 1)
    };
    across += 2 * u32::from((1..grid.n_rows()).any(is_heading));
    if down > across { Lies::OptionsDown } else { Lies::OptionsAcross }
}

#[cfg(test)]
mod tests {
    use super::{Holds, lies, parts};
    use crate::appraisal::spreadsheet::Lies;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.split('|').map(|row| row.split(',').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    #[test]
    fn reasons_and_sources_stand_beneath_under_the_same_headings() {
        let found = |text: &str| {
            let parts = parts(&rows(text)).unwrap();
            (parts.titles.len(), parts.parts)
        };
        assert_eq!(
            found("Depots|,A,B|x,1,2||Reasons|,A,B|x,near,far|Sources,A,B"),
            (1, vec![(Holds::Scores, 1..4), (Holds::Reasons, 5..7), (Holds::Sources, 7..8)])
        );
        assert_eq!(found(",A,B|x,1,2|,A,B|x,near,far|,A,B|x,p,q").1.len(), 3, "untitled parts come in this order");
        assert_eq!(found(",A,B|x,1,2|Reason,near,far").1.len(), 1, "a row of reasons is no part");
        assert!(parts(&rows(",|,")).is_none());
    }

    #[test]
    fn a_table_tells_which_way_it_lies() {
        for (text, expected) in [
            (",A,B|x,1,2", Lies::OptionsAcross),
            ("Criterion,Weight,A,B|x,10,1,2", Lies::OptionsAcross),
            ("Option,x,y|A,1,2", Lies::OptionsDown),
            (",x,y,Total|A,1,2,3|B,1,2,3", Lies::OptionsDown),
            (",x,y|Weight,10,20|A,1,2", Lies::OptionsDown),
            (",A,B|x,1,2|Total,1,2", Lies::OptionsAcross),
            (",Reach,Risk|Do nothing,1,2|Hub,3,4", Lies::OptionsDown),
        ] {
            assert_eq!(lies(&rows(text), |_| false, |_| false), expected, "{text}");
        }
    }
}
