//! A table of text, and how it leaves for other programs: CSV, HTML for a word processor, plain text. What a spreadsheet could
//! take for a formula leaves guarded (`guard`).

use super::guard::{guarded, is_risky};
use crate::finite::Finite;

/// A table of text with a caption. The first column heads its row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Column headings.
    pub heads: Vec<String>,
    /// Rows of as many cells as there are headings.
    pub rows: Vec<Vec<String>>,
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
/// use weighbridge::exchange::table::{Table, csv};
/// let table = Table { heads: vec!["Option".into()], rows: vec![vec!["=1+1".into()], vec!["−2".into()]], ..Table::default() };
/// assert_eq!(csv(&table), "\u{feff}Option\r\n'=1+1\r\n-2\r\n");
/// ```
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    for row in std::iter::once(&table.heads).chain(&table.rows) {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn csv_cell(cell: &str) -> String {
    let plain = as_number(cell).unwrap_or_else(|| guarded(cell).into_owned());
    // Spaces at an end are kept where the cell is in quotation marks.
    let has_edge = plain.trim() != plain;
    if has_edge || plain.contains([',', '"', '\t', '\n', '\r']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain
    }
}

/// Returns a number as programs read it, without commas for thousands: the true minus is for readers, they want a hyphen.
fn as_number(text: &str) -> Option<String> {
    let is_number = Finite::read(text).is_ok_and(|number| number.is_some());
    is_number.then(|| text.trim().replace('−', "-").replace(',', ""))
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
            text.push_str(&format!("{open}{}>{}{close}", text_mark(cell), escaped(cell)));
        }
        text.push_str("</tr>");
    }
    text.push_str("</tbody></table>");
    text
}

/// Returns the attributes that make a cell a text in a spreadsheet, where it could be taken for a formula.
fn text_mark(cell: &str) -> &'static str {
    let is_formula = is_risky(cell) && as_number(cell).is_none();
    if is_formula { " style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\"" } else { "" }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

/// Returns a table as plain text, cells parted by tabs. Formulas are guarded as in [`csv`].
#[must_use]
pub fn plain(table: &Table) -> String {
    let rows = std::iter::once(&table.heads).chain(&table.rows);
    rows.map(|row| row.iter().map(|cell| plain_cell(cell)).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn plain_cell(cell: &str) -> String {
    let is_number = as_number(cell).is_some();
    let cell = if is_number { cell.to_owned() } else { guarded(cell).into_owned() };
    cell.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::{Table, csv, html};

    #[test]
    fn csv_quotes_and_guards() {
        let cells = ["a,b", "say \"so\"", "+1", "-cmd", "@x", "1,234.5", "two\nlines"];
        let row: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let text = csv(&Table { heads: vec![], rows: vec![row], ..Table::default() });
        assert_eq!(text, "\u{feff}\r\n\"a,b\",\"say \"\"so\"\"\",+1,'-cmd,'@x,1234.5,\"two\nlines\"\r\n");
    }

    #[test]
    fn html_lets_no_markup_through() {
        let table =
            Table { caption: "<b>".to_owned(), heads: vec!["\"".to_owned()], rows: vec![vec!["<script>".to_owned()]] };
        let text = html(&table);
        assert!(!text.contains("<script") && !text.contains("<b>") && text.contains("&quot;"));
    }
}
