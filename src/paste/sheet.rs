//! The cells of a pasted text: what parts them, and what was taken out that cannot be seen.

use super::Separator;
use super::heads::head;
use super::text::one_line;
use crate::exchange::block::parted_by;

/// Rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) separator: Separator,
    pub(super) rows: Vec<Vec<String>>,
    /// What was taken out of each row.
    pub(super) unseen: Vec<Unseen>,
    pub(super) width: usize,
}

/// How many letters were taken out that cannot be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Those that turn the direction of writing.
    pub(super) turning: usize,
    /// Those that take no room, and control characters.
    pub(super) others: usize,
}

impl Unseen {
    /// Returns both together.
    pub(super) fn and(self, other: Unseen) -> Unseen {
        Unseen { turning: self.turning + other.turning, others: self.others + other.others }
    }
}

impl Sheet {
    /// Returns the cells of a text.
    pub(super) fn of(text: &str) -> Sheet {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (separator, rows) = parted(text);
        Sheet::with(separator, rows)
    }

    fn with(separator: Separator, mut rows: Vec<Vec<String>>) -> Sheet {
        let mut unseen = vec![Unseen::default(); rows.len()];
        for (row, unseen) in rows.iter_mut().zip(&mut unseen) {
            row.iter_mut().for_each(|cell| take_out(cell, unseen));
        }
        if separator == Separator::Bar {
            without_frame(&mut rows);
        }
        // A spreadsheet ends its last row with a line end.
        while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            rows.pop();
            unseen.pop();
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        Sheet { separator, rows, unseen, width }
    }

    /// Returns a sheet with rows for columns.
    pub(super) fn turned(&self) -> Sheet {
        let column = |at: usize| (0..self.rows.len()).map(|row| self.get(row, at).to_owned()).collect();
        Sheet::with(self.separator, (0..self.width).map(column).collect())
    }

    /// Returns a cell; empty beyond the ends.
    pub(super) fn get(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// Returns the cells of a row that are not empty, with their columns.
    pub(super) fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells.iter().enumerate().map(|(at, cell)| (at, cell.as_str())).filter(|(_, cell)| !cell.is_empty())
    }

    pub(super) fn is_blank(&self, row: usize) -> bool {
        self.filled(row).next().is_none()
    }

    /// Returns a row as one text, its cells with a comma between them.
    pub(super) fn words(&self, row: usize) -> String {
        self.filled(row).map(|(_, cell)| one_line(cell)).collect::<Vec<_>>().join(", ")
    }
}

/// Returns what parts the cells of a text, and its rows. Tabs part where they stand in half the lines, since they come from a
/// table; bars likewise; semicolons and commas only where most lines have as many, since sentences have them too.
fn parted(text: &str) -> (Separator, Vec<Vec<String>>) {
    let mut found: Option<(usize, Separator, Vec<Vec<String>>)> = None;
    for (separator, sign, least) in [
        (Separator::Tab, '\t', 34),
        (Separator::Bar, '|', 50),
        (Separator::Semicolon, ';', 75),
        (Separator::Comma, ',', 50),
    ] {
        if !text.contains(sign) {
            continue;
        }
        let rows = rows(text, sign);
        let (n, n_lines) = evenness(&rows, separator == Separator::Tab);
        let is_filled = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).nth(1).is_some();
        let n_filled = rows.iter().filter(is_filled).count();
        if n * 100 < least * n_lines || n == 0 || n_filled <= usize::from(separator != Separator::Tab) {
            continue;
        }
        // Of two signs that could part cells, the one between known headings does.
        let n_heads = rows
            .iter()
            .take(10)
            .map(|row| row.iter().filter(|cell| head(cell, "").is_some()).count())
            .max()
            .unwrap_or(0);
        if found.as_ref().is_none_or(|(before, ..)| n_heads > *before) {
            found = Some((n_heads, separator, rows));
        }
    }
    if let Some((_, separator, rows)) = found {
        return (separator, rows);
    }
    // A letter that is none parts nothing; quotation marks hold their lines together all the same.
    (Separator::Nothing, rows(text, '\u{10ffff}'))
}

/// Returns the rows of a text. A quotation mark that is never closed is a letter like any other.
fn rows(text: &str, sign: char) -> Vec<Vec<String>> {
    parted_by(text, sign).unwrap_or_else(|_| {
        let cells = |line: &str| line.split(sign).map(|cell| cell.trim().to_owned()).collect();
        text.lines().map(cells).collect()
    })
}

/// Returns how many lines have the most usual number of cells above one, or any above one where every number counts, and how many
/// lines say anything.
fn evenness(rows: &[Vec<String>], any_number: bool) -> (usize, usize) {
    let says = |row: &&Vec<String>| row.iter().any(|cell| !cell.is_empty());
    let widths: Vec<usize> = rows.iter().filter(says).map(Vec::len).collect();
    let mut counts = vec![0_usize; widths.iter().max().map_or(0, |widest| widest.saturating_add(1)).min(1_000)];
    for width in widths.iter().filter(|width| **width > 1) {
        let at = if any_number { 0 } else { *width };
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    (counts.into_iter().max().unwrap_or(0), widths.len())
}

/// Takes out the bars at both ends of each line, and lines of dashes, as tables in plain text have them.
fn without_frame(rows: &mut Vec<Vec<String>>) {
    let is_rule = |row: &[String]| {
        let marks =
            |cell: &String| !cell.is_empty() && cell.chars().all(|letter| matches!(letter, '-' | ':' | '=' | '+'));
        row.iter().any(marks) && row.iter().all(|cell| cell.is_empty() || (cell.len() > 2 && marks(cell)))
    };
    rows.retain(|row| !is_rule(row));
    let has_edge = |rows: &[Vec<String>], edge: fn(&Vec<String>) -> Option<&String>| {
        rows.iter().filter(|row| row.len() > 1).all(|row| edge(row).is_some_and(String::is_empty))
    };
    if has_edge(rows, |row| row.last()) {
        rows.iter_mut().filter(|row| row.len() > 1).for_each(|row| drop(row.pop()));
    }
    if has_edge(rows, |row| row.first()) {
        rows.iter_mut().filter(|row| row.len() > 1).for_each(|row| drop(row.remove(0)));
    }
}

/// Takes letters out of a cell that cannot be seen, and counts them. Joiners within signs that are made of several stay.
fn take_out(cell: &mut String, unseen: &mut Unseen) {
    if !cell.chars().any(|letter| is_turning(letter) || is_unseen(letter)) {
        return;
    }
    let mut kept = String::with_capacity(cell.len());
    for letter in cell.chars() {
        let joins = letter == '\u{200d}' && kept.chars().next_back().is_some_and(|last| last >= '\u{2190}');
        if is_turning(letter) {
            unseen.turning += 1;
        } else if is_unseen(letter) && !joins {
            unseen.others += 1;
        } else {
            kept.push(letter);
        }
    }
    kept.trim().clone_into(cell);
}

fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_unseen(letter: char) -> bool {
    let is_zero_width = matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    );
    is_zero_width || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::{Separator, Sheet, Unseen};

    #[test]
    fn what_parts_cells_is_told_from_what_stands_in_sentences() {
        for (text, separator) in [
            ("a\tb\nc\td", Separator::Tab),
            ("one, two and three\n\nName\tEnd\nHub, north\t2027", Separator::Tab),
            ("Name|End\nHub, north|2027", Separator::Bar),
            ("Name;Cost\n\"Hub; north\";1,5\nYard;2,5", Separator::Semicolon),
            ("Name,Note\nHub,one; two\nYard,three", Separator::Comma),
            ("Title\n\nName,End\nHub,2027\nNote", Separator::Comma),
            ("The council, which met in May, agreed.\nIt will meet again.\nNobody spoke.", Separator::Nothing),
            ("one line, and no more", Separator::Nothing),
            ("Dear all,\n\nSee below.\n\nRegards,\nX", Separator::Nothing),
            ("", Separator::Nothing),
        ] {
            assert_eq!(Sheet::of(text).separator, separator, "{text}");
        }
    }

    #[test]
    fn frames_of_plain_tables_are_no_cells() {
        let sheet = Sheet::of("| Name | End |\n|------|:---:|\n| Hub  |     |\n");
        assert_eq!(sheet.rows, [["Name", "End"], ["Hub", ""]]);
        let sheet = Sheet::of("Name | End\nHub | \nYard | -");
        assert_eq!(sheet.rows, [["Name", "End"], ["Hub", ""], ["Yard", "-"]]);
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out_and_counted() {
        let sheet =
            Sheet::of("\u{feff}Name\tNote\n\u{202e}evil\u{202c} name\tzero\u{200b}width\n👩\u{200d}🚒\t\u{200d}x\n");
        assert_eq!(sheet.rows[1], ["evil name", "zerowidth"]);
        assert_eq!(sheet.rows[2], ["👩\u{200d}🚒", "x"]);
        assert_eq!(sheet.unseen[1], Unseen { turning: 2, others: 1 });
        assert_eq!(sheet.unseen[0], Unseen::default(), "the mark of the file's form is no letter");
    }

    #[test]
    fn a_mark_that_is_never_closed_swallows_nothing() {
        let sheet = Sheet::of("Name\tEnd\n\"Hub\t2027\nYard\t2028");
        assert_eq!(sheet.rows, [["Name", "End"], ["\"Hub", "2027"], ["Yard", "2028"]]);
    }
}
