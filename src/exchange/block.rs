//! A block of cells as a spreadsheet puts it on the clipboard: rows in lines, cells parted by tabs, or by commas.

use super::guard::unguarded;
use std::fmt;

/// Why a text is no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// A cell begins with a quotation mark that is never closed.
    QuoteLeftOpen {
        /// The row in which it begins, from 1.
        row: usize,
    },
}

impl fmt::Display for BlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BlockError::QuoteLeftOpen { row } = self;
        write!(f, "expected a closing quotation mark for the cell that begins in row {row}")
    }
}

impl std::error::Error for BlockError {}

/// Returns the cells of a text, row by row, without the spaces around them. Empty lines at the end are left out.
///
/// Cells are parted by tabs where there is one outside quotation marks, else by commas. A cell in quotation marks may hold
/// tabs, commas, line ends, spaces at its ends and, doubled, quotation marks. A single column of numbers with commas for
/// thousands stays one. The apostrophe that [`csv`](super::table::csv) puts before formulas is taken off.
///
/// # Errors
/// [`BlockError`] for a quotation mark that is left open.
///
/// # Reference
/// Shafranovich (2005), RFC 4180, Common Format and MIME Type for Comma-Separated Values Files.
///
/// # Example
/// ```
/// use weighbridge::exchange::block::cells;
/// assert_eq!(cells("Option\tCost\r\nA\t\"1,200\"\r\n").unwrap(), [["Option", "Cost"], ["A", "1,200"]]);
/// assert_eq!(cells("A,\"say \"\"so\"\"\"").unwrap(), [["A", "say \"so\""]]);
/// ```
pub fn cells(text: &str) -> Result<Vec<Vec<String>>, BlockError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_tabbed = has_open_tab(text) || is_column_of_numbers(text);
    let mut rows = split(text, if is_tabbed { '\t' } else { ',' })?;
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    Ok(rows)
}

/// Returns whether a tab stands outside quotation marks, whatever parts the cells.
fn has_open_tab(text: &str) -> bool {
    let (mut is_open, mut is_start) = (false, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_open => {
                is_open = letters.next_if_eq(&'"').is_some();
            }
            '"' if is_start => is_open = true,
            _ if is_open => {}
            '\t' => return true,
            _ => is_start = matches!(letter, ',' | '\n' | '\r') || (is_start && letter == ' '),
        }
    }
    is_open && text.contains('\t')
}

/// Returns whether each line is one number and some have commas for thousands: "1,200".
fn is_column_of_numbers(text: &str) -> bool {
    let is_grouped = |line: &str| {
        let mut groups = line.split('.').next().unwrap_or_default().trim_start_matches(['-', '−', '+']).split(',');
        let first = groups.next().unwrap_or_default();
        let digits = |group: &str| group.chars().all(|letter| letter.is_ascii_digit());
        (1..=3).contains(&first.len()) && digits(first) && groups.all(|group| group.len() == 3 && digits(group))
    };
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines().count() > 1 && lines().all(is_grouped) && lines().any(|line| line.contains(','))
}

fn split(text: &str, separator: char) -> Result<Vec<Vec<String>>, BlockError> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    // Where the quotation mark stands that is open, and how much of the cell stood in quotation marks.
    let (mut opened, mut n_quoted): (Option<usize>, usize) = (None, 0);
    while let Some(letter) = letters.next() {
        match (letter, opened) {
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            ('"', Some(_)) => (opened, n_quoted) = (None, cell.len()),
            (_, Some(_)) => cell.push(letter),
            // In the middle of a cell it is a letter like any other.
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                opened = Some(rows.len() + 1);
            }
            ('\r', None) if letters.peek() == Some(&'\n') => {}
            ('\n' | '\r', None) => {
                row.push(finished(&mut cell, &mut n_quoted));
                rows.push(std::mem::take(&mut row));
            }
            (_, None) if letter == separator => row.push(finished(&mut cell, &mut n_quoted)),
            (_, None) => cell.push(letter),
        }
    }
    if let Some(row) = opened {
        return Err(BlockError::QuoteLeftOpen { row });
    }
    row.push(finished(&mut cell, &mut n_quoted));
    rows.push(row);
    Ok(rows)
}

/// Ends a cell: what stood in quotation marks stays as it is.
fn finished(cell: &mut String, n_quoted: &mut usize) -> String {
    let cell = std::mem::take(cell);
    let (quoted, rest) = cell.split_at(std::mem::take(n_quoted));
    let whole = if quoted.is_empty() { rest.trim().to_owned() } else { format!("{quoted}{}", rest.trim_end()) };
    unguarded(&whole).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{BlockError, cells};

    fn read(text: &str) -> Vec<Vec<String>> {
        cells(text).unwrap()
    }

    #[test]
    fn every_line_end_is_read_and_the_empty_end_is_left_out() {
        for text in ["1\t2\n3\t4", "1\t2\r\n3\t4\r\n", "1\t2\r3\t4\r", "1\t2\n3\t4\n\n\t\n", "\u{feff}1\t2\n3\t4\n"] {
            assert_eq!(read(text), [["1", "2"], ["3", "4"]], "{text:?}");
        }
        assert!(read("").is_empty() && read(" \n\n").is_empty());
        assert_eq!(read("1\t\t\n\t5\t"), [["1", "", ""], ["", "5", ""]], "empty cells are cells");
    }

    #[test]
    fn quotation_marks_hold_what_would_part_cells() {
        assert_eq!(read("a\t\"two\nlines\"\nb\tc"), [["a", "two\nlines"], ["b", "c"]]);
        assert_eq!(read("\"a,b\",c"), [["a,b", "c"]]);
        assert_eq!(read("\"a\tb\",c"), [["a\tb", "c"]], "a tab inside a cell parts nothing");
        assert_eq!(read("5\" pipe\t1"), [["5\" pipe", "1"]], "a mark inside a word is a letter");
        assert_eq!(cells("1\t2\n3\t\"4"), Err(BlockError::QuoteLeftOpen { row: 2 }));
    }

    #[test]
    fn commas_part_cells_unless_they_are_for_thousands() {
        assert_eq!(read("1,2\n3,4"), [["1", "2"], ["3", "4"]]);
        assert_eq!(read("1,200\n950\n2,400,000.5"), [["1,200"], ["950"], ["2,400,000.5"]]);
        assert_eq!(read("1,200\t3"), [["1,200", "3"]]);
    }
}
