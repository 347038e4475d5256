//! What a paper is made of, in order: headings, paragraphs, tables. Each way out prints the same blocks.

use super::guard::guarded;
use super::table::{self, Table};

/// One block of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A heading beneath another.
    Subheading(String),
    /// A paragraph; its lines stay lines.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// Returns blocks as HTML that word processors paste with their structure.
///
/// # Example
/// ```
/// use weighbridge::exchange::document::{Block, html};
/// let blocks = [Block::Heading("Costs & value".into()), Block::Paragraph("In £m.".into())];
/// assert_eq!(html(&blocks), "<h2>Costs &amp; value</h2><p>In £m.</p>");
/// ```
#[must_use]
pub fn html(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading(words) => format!("<h2>{}</h2>", table::escaped(words)),
        Block::Subheading(words) => format!("<h3>{}</h3>", table::escaped(words)),
        Block::Paragraph(words) => format!("<p>{}</p>", table::escaped(words)),
        Block::Table(table) => table::html(table),
    };
    blocks.iter().map(block).collect()
}

/// Returns blocks as plain text: the cells of a table are parted by tabs, and one empty line stands between blocks.
///
/// # Example
/// ```
/// use weighbridge::exchange::document::{Block, plain};
/// let blocks = [Block::Heading("Costs".into()), Block::Paragraph("=1".into())];
/// assert_eq!(plain(&blocks), "Costs\n\n'=1\n");
/// ```
#[must_use]
pub fn plain(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading(words) | Block::Subheading(words) | Block::Paragraph(words) => format!("{}\n", guarded(words)),
        Block::Table(table) => table::plain(table),
    };
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// Returns blocks as one CSV: a heading or a paragraph is a row of one cell, the caption of a table stands above it, and an empty
/// row between blocks. Guarded as [`table::csv`] guards.
///
/// # Example
/// ```
/// use weighbridge::exchange::{document::{Block, csv}, table::Table};
/// let table = Table { caption: "Costs".into(), heads: vec!["What".into()], rows: vec![vec!["=1".into()]] };
/// let text = csv(&[Block::Heading("Money".into()), Block::Table(table)]);
/// assert_eq!(text, "\u{feff}Money\r\n\r\nCosts\r\nWhat\r\n'=1\r\n");
/// ```
#[must_use]
pub fn csv(blocks: &[Block]) -> String {
    let one = |words: &str| Table { rows: vec![vec![words.into()]], ..Table::default() };
    let block = |block: &Block| match block {
        Block::Heading(words) | Block::Subheading(words) | Block::Paragraph(words) => table::csv_rows(&one(words)),
        Block::Table(found) if found.caption.is_empty() => table::csv_rows(found),
        Block::Table(found) => table::csv_rows(&one(&found.caption)) + &table::csv_rows(found),
    };
    format!("\u{feff}{}", blocks.iter().map(block).collect::<Vec<_>>().join("\r\n"))
}
