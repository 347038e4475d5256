//! A table, and how it leaves for other programs: CSV, HTML for a word processor, plain text. Cells keep what they hold, so
//! that a number is one because it was worked out, and a text never becomes one. What a spreadsheet could take for a formula
//! leaves guarded (`guard`).

use super::cell::Cell;
use super::guard::{guarded, is_risky};

/// A table with a caption. The first column heads its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Column headings.
    pub heads: Vec<String>,
    /// Rows of as many cells as there are headings.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Returns whether a column, from 0, holds figures: whether any of its cells is one. The first column heads its rows.
    #[must_use]
    pub fn is_figures(&self, column: usize) -> bool {
        let is_figure = |cell: &Cell| matches!(cell, Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. });
        column > 0 && self.rows.iter().any(|row| row.get(column).is_some_and(is_figure))
    }
}

/// Returns a table as CSV (RFC 4180: commas, CR LF, quotes doubled) with a byte order mark, so that spreadsheets read it as
/// UTF-8. A text that a spreadsheet could run as a formula gets an apostrophe in front; a number never does.
/// [`cells`](super::block::cells) reads every text back exactly.
///
/// # Reference
/// Shafranovich (2005), RFC 4180, Common Format and MIME Type for Comma-Separated Values Files.
///
/// # Example
/// ```
/// use weighbridge::exchange::{cell::Cell, table::{Table, csv}};
/// let rows = vec![vec![Cell::text("=1+1")], vec![Cell::text("1,200")], vec![Cell::number(-1200.0, 1)]];
/// let table = Table { heads: vec!["Option".into()], rows, ..Table::default() };
/// assert_eq!(csv(&table), "\u{feff}Option\r\n'=1+1\r\n\"1,200\"\r\n-1200.0\r\n");
/// ```
#[must_use]
pub fn csv(table: &Table) -> String {
    let heads = if table.heads.is_empty() { "\r\n" } else { "" };
    format!("\u{feff}{heads}{}", csv_rows(table))
}

/// Returns the lines of a table, headings first where it has any.
pub(super) fn csv_rows(table: &Table) -> String {
    let heads = (!table.heads.is_empty()).then(|| table.heads.iter().map(|head| csv_cell(&guarded(head))).collect());
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| csv_cell(&for_programs(cell))).collect());
    let line = |cells: Vec<String>| cells.join(",") + "\r\n";
    heads.into_iter().chain(rows).map(line).collect()
}

/// Returns a number as programs read it, and any text guarded.
fn for_programs(cell: &Cell) -> String {
    cell.plain_number().unwrap_or_else(|| guarded(&cell.print()).into_owned())
}

fn csv_cell(plain: &str) -> String {
    // Spaces at an end are kept where the cell is in quotation marks.
    let has_edge = plain.trim() != plain;
    if has_edge || plain.contains([',', '"', '\t', '\n', '\r']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain.to_owned()
    }
}

/// Returns a table as HTML that word processors paste as a table with a header row. Cells that a spreadsheet could take for a
/// formula are marked as text in the ways that spreadsheets know.
///
/// # Example
/// ```
/// use weighbridge::exchange::table::{Table, html};
/// let table = Table { heads: vec!["Goal".into()], rows: vec![vec!["Jobs & skills".into()]], ..Table::default() };
/// assert!(html(&table).contains("<th scope=\"row\">Jobs &amp; skills</th>"));
/// ```
#[must_use]
pub fn html(table: &Table) -> String {
    let mut text = String::from("<table border=\"1\">");
    if !table.caption.is_empty() {
        text.push_str(&format!("<caption>{}</caption>", escaped(&table.caption)));
    }
    text.push_str("<thead><tr>");
    for head in &table.heads {
        text.push_str(&format!("<th scope=\"col\"{}>{}</th>", text_mark(head), escaped(head)));
    }
    text.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        text.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
            let (open, close) = if i == 0 { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
            let words = cell.print();
            let mark = match cell {
                Cell::Text(_) | Cell::Missing(_) => text_mark(&words),
                Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. } => " align=\"right\"",
            };
            text.push_str(&format!("{open}{mark}>{}{close}", escaped(&words)));
        }
        text.push_str("</tr>");
    }
    text.push_str("</tbody></table>");
    text
}

/// Returns the attributes that make a cell a text in a spreadsheet, where it could be taken for a formula.
fn text_mark(words: &str) -> &'static str {
    if is_risky(words) { " style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\"" } else { "" }
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

/// Returns a table as plain text, cells parted by tabs. Formulas are guarded as in [`csv`].
#[must_use]
pub fn plain(table: &Table) -> String {
    let one_line = |words: &str| words.replace(['\t', '\n', '\r'], " ");
    let heads = table.heads.iter().map(|head| one_line(&guarded(head))).collect();
    let cell = |cell: &Cell| match cell {
        Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. } => cell.print(),
        Cell::Text(_) | Cell::Missing(_) => one_line(&guarded(&cell.print())),
    };
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    std::iter::once::<Vec<String>>(heads).chain(rows).map(|row| row.join("\t") + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table, csv, html};

    #[test]
    fn csv_quotes_and_guards() {
        let cells = ["a,b", "say \"so\"", "+1", "-cmd", "@x", "1,234.5", "two\nlines"];
        let row: Vec<Cell> = cells.into_iter().map(Cell::text).chain([Cell::change(1234.5)]).collect();
        let text = csv(&Table { heads: vec![], rows: vec![row], ..Table::default() });
        let expected = "\u{feff}\r\n\"a,b\",\"say \"\"so\"\"\",'+1,'-cmd,'@x,\"1,234.5\",\"two\nlines\",1234.5\r\n";
        assert_eq!(text, expected, "a number is one because it was worked out, and a text never becomes one");
    }

    #[test]
    fn html_lets_no_markup_through() {
        let table =
            Table { caption: "<b>".to_owned(), heads: vec!["\"".to_owned()], rows: vec![vec!["<script>".into()]] };
        let text = html(&table);
        assert!(!text.contains("<script") && !text.contains("<b>") && text.contains("&quot;"));
    }
}
