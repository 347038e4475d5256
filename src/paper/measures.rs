//! The rows of a pasted table of carbon measures that stay out, to be mended elsewhere and pasted again.

use crate::edit::{MeasureOutcome, MeasureRow, MeasuresRead};
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::present::measure_row_words;

/// Returns the rows that stay out as they were pasted, with the line of each and why.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::read_measures, paper::measures::refused_measures};
/// let read = read_measures(&Case::titled("Depots"), "Measure\tInitiative\nLamps\tStreets\n", None);
/// let table = refused_measures(&read);
/// assert_eq!(table.heads, ["Measure", "Initiative", "Line", "Why it stays out"]);
/// assert_eq!(table.rows.len(), 1);
/// ```
#[must_use]
pub fn refused_measures(read: &MeasuresRead) -> Table {
    let heads = read.columns.iter().map(|(head, _)| head.clone());
    let heads = heads.chain(["Line".to_owned(), "Why it stays out".to_owned()]).collect();
    let n = read.columns.len();
    let row = |row: &MeasureRow| {
        let mut cells: Vec<Cell> = row.cells.iter().take(n).map(Cell::text).collect();
        cells.resize(n, Cell::EMPTY);
        let (_, why) = measure_row_words(row);
        cells.extend([Cell::text(row.line.to_string()), Cell::text(why.join(" "))]);
        cells
    };
    let out = read.rows.iter().filter(|row| matches!(row.outcome, MeasureOutcome::Refused(_)));
    Table { caption: "Measures that stay out".to_owned(), heads, rows: out.map(row).collect() }
}
