//! A block of cells as a spreadsheet puts it on the clipboard: rows in lines, cells parted by tabs, or by commas.

use super::guard::unguarded;
use crate::digits::plain;
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
        write!(f, "the cell that begins in row {row} has no closing quotation mark")
    }
}

impl std::error::Error for BlockError {}

/// Returns the text of a file that a spreadsheet has written: UTF-8, UTF-16 with its mark as in "Unicode text", or else the
/// Western European letters of older programs.
///
/// # Example
/// ```
/// use weighbridge::exchange::block::decoded;
/// assert_eq!(decoded("\u{feff}Cost,£".as_bytes()), "\u{feff}Cost,£");
/// assert_eq!(decoded(b"Cost,\xa3"), "Cost,£");
/// assert_eq!(decoded(b"\xff\xfeA\0\xa3\0"), "A£");
/// ```
#[must_use]
pub fn decoded(bytes: &[u8]) -> String {
    let pairs = |turn: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2).map(|pair| turn([pair[0], pair[1]]));
        String::from_utf16_lossy(&pairs.collect::<Vec<u16>>())
    };
    match bytes {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => {
            std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(older_letter).collect(), str::to_owned)
        }
    }
}

/// Returns a letter of Windows-1252: as in Latin-1, but for those that English tables use of the rest.
fn older_letter(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        byte => char::from(byte),
    }
}

/// Returns the cells of a text, row by row, without the spaces around them. Empty lines at the end are left out.
///
/// Cells are parted by tabs where there is one outside quotation marks, by semicolons where every line has as many of them, else
/// by commas; between semicolons "45,5" is read as 45.5. A cell in quotation marks may hold
/// tabs, commas, line ends, spaces at its ends and, doubled, quotation marks; where no separator follows the closing mark,
/// both marks are letters, as spreadsheets leave them. A single line without a tab is one cell, and a column whose every
/// comma stands in a number between thousands is one column. The apostrophe that [`csv`](super::table::csv) puts before
/// formulas is taken off.
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
    let separator = separator_of(text);
    let mut rows = parted_by(text, separator)?;
    if separator == ';' {
        rows.iter_mut().flatten().for_each(read_decimal_comma);
    }
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    Ok(rows)
}

/// Returns what parts the cells of a text.
fn separator_of(text: &str) -> char {
    if has_open_tab(text) || is_one_cell(text) {
        return '\t';
    }
    if is_parted_by_semicolons(text) {
        return ';';
    }
    if is_column(text) { '\t' } else { ',' }
}

/// Returns whether every line that says anything has as many semicolons as the first, and at least one: so spreadsheets part
/// cells where the comma stands before decimals.
fn is_parted_by_semicolons(text: &str) -> bool {
    let Ok(rows) = parted_by(text, ';') else { return false };
    let mut widths = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).map(Vec::len);
    widths.next().is_some_and(|first| first > 1 && widths.all(|width| width == first))
}

/// Turns the comma of a number such as "45,5" into a point: where semicolons part cells it stands before decimals. A number
/// with a point, or with a comma before three digits, is left for its reader: it may mean either.
fn read_decimal_comma(cell: &mut String) {
    let Some((whole, decimals)) = cell.split_once(',') else { return };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(whole.trim_start_matches(['-', '−'])) && is_digits(decimals) && decimals.len() != 3 {
        *cell = format!("{whole}.{decimals}");
    }
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

/// Returns whether the text is one line, as one cell of a spreadsheet or of a sentence gives it: a comma in it parts nothing.
fn is_one_cell(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).count() == 1 && !text.contains('"')
}

/// Returns whether some lines have commas, and each comma stands between the thousands of a line's one number: "£1,200",
/// "(1,200)". Lines without a comma may say anything.
fn is_column(text: &str) -> bool {
    let has_comma = |line: &&str| line.contains(',');
    let is_number = |line: &str| {
        let bare = line.trim_matches(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ',' | '.'));
        plain(bare).is_some()
    };
    let mut with_comma = text.lines().map(str::trim).filter(has_comma).peekable();
    with_comma.peek().is_some() && with_comma.all(is_number)
}

/// Returns the cells of a text that are parted by one letter, row by row, likewise, but with its empty lines.
///
/// # Errors
/// [`BlockError`] for a quotation mark that is left open.
///
/// # Example
/// ```
/// use weighbridge::exchange::block::parted_by;
/// assert_eq!(parted_by("A|\"b|c\"\n|1", '|').unwrap(), [["A", "b|c"], ["", "1"]]);
/// ```
pub fn parted_by(text: &str, separator: char) -> Result<Vec<Vec<String>>, BlockError> {
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
            ('"', None) if cell.trim().is_empty() && holds_a_cell(letters.clone(), separator) => {
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

/// Returns whether what follows an opening quotation mark is a cell: the closing mark is followed by a separator, a line end or
/// the end. Where there is no closing mark at all, that is for the caller to say.
fn holds_a_cell(mut letters: std::iter::Peekable<std::str::Chars<'_>>, separator: char) -> bool {
    while let Some(letter) = letters.next() {
        if letter == '"' && letters.next_if_eq(&'"').is_none() {
            let after = letters.find(|letter| *letter != ' ' || separator == ' ');
            return after.is_none_or(|letter| letter == separator || matches!(letter, '\n' | '\r'));
        }
    }
    true
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
        assert_eq!(read("\t\"Front door\" hub\nReach\t10"), [["", "\"Front door\" hub"], ["Reach", "10"]]);
        assert_eq!(read("\"a\" ,b\nc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("1\t2\n3\t\"4"), Err(BlockError::QuoteLeftOpen { row: 2 }));
    }

    #[test]
    fn semicolons_part_cells_where_every_line_has_as_many() {
        let text = "Option;Reach;Risk\r\nNew hub;45,5;60\r\n\r\nShared site;−60,25;\"70,5\"\r\n";
        assert_eq!(
            read(text),
            vec![
                vec!["Option", "Reach", "Risk"],
                vec!["New hub", "45.5", "60"],
                vec![""],
                vec!["Shared site", "−60.25", "70.5"]
            ]
        );
        assert_eq!(read("a;1,200\nb;1,2,3"), [["a", "1,200"], ["b", "1,2,3"]], "what may mean either is left");
        assert_eq!(read("Roof; wall,2\nBridge,3"), [["Roof; wall", "2"], ["Bridge", "3"]]);
    }

    #[test]
    fn commas_part_cells_unless_they_are_for_thousands() {
        assert_eq!(read("1,2\n3,4"), [["1", "2"], ["3", "4"]]);
        assert_eq!(read("1,200\n950\n2,400,000.5"), [["1,200"], ["950"], ["2,400,000.5"]]);
        assert_eq!(read("1,200\t3"), [["1,200", "3"]]);
        for one in ["1,200", "1,5", "1.234,5", "Roof, Bridge"] {
            assert_eq!(read(one), [[one]], "one line is one cell");
        }
        assert_eq!(read("1,200\nn/a\n950"), [["1,200"], ["n/a"], ["950"]]);
        assert_eq!(read("£1,200\n(2,400)\n1,000%\n"), [["£1,200"], ["(2,400)"], ["1,000%"]]);
        assert_eq!(read("1,5\n2,5"), [["1", "5"], ["2", "5"]], "no thousands: cells");
    }
}
