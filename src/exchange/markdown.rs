//! Blocks as Markdown, for wikis and for whoever compares two editions line by line.

use super::document::Block;
use super::guard::shown;
use super::table::Table;

/// Returns blocks as Markdown with tables. Every sign that could mean something there is escaped, so that what was typed is read
/// as it was typed; the lines of a text stay lines.
///
/// # Reference
/// GitHub Flavored Markdown Spec, version 0.29 (2019): backslash escapes (2.4 of CommonMark), entities (2.5), tables (4.10).
///
/// # Example
/// ```
/// use weighbridge::exchange::{cell::Cell, document::Block, markdown::markdown, table::Table};
/// let rows = vec![vec![Cell::text("a|b"), Cell::number(1.0, 0)]];
/// let table = Table { caption: "Costs".into(), heads: vec!["What".into(), "£m".into()], rows };
/// let text = markdown("Depots", &[Block::Table(table)]);
/// assert_eq!(text, "# Depots\n\n**Costs**\n\n| What | £m |\n| --- | ---: |\n| a\\|b | 1 |\n");
/// ```
#[must_use]
pub fn markdown(title: &str, blocks: &[Block]) -> String {
    let mut parts = vec![format!("# {}\n", line(title))];
    parts.extend(blocks.iter().map(|block| match block {
        Block::Heading(heading) => format!("## {}\n", line(heading)),
        Block::Subheading(heading) => format!("### {}\n", line(heading)),
        Block::Paragraph(paragraph) => format!("{}\n", lines(paragraph)),
        Block::Table(table) => of_table(table),
    }));
    parts.join("\n")
}

fn of_table(table: &Table) -> String {
    let mut text = String::new();
    if !table.caption.is_empty() {
        text.push_str(&format!("**{}**\n\n", line(&table.caption)));
    }
    if table.heads.is_empty() {
        return text;
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&row(table.heads.iter().map(|head| line(head)).collect()));
    let rule = |at: usize| if table.is_figures(at) { "---:" } else { "---" }.to_owned();
    text.push_str(&row((0..table.heads.len()).map(rule).collect()));
    for cells in &table.rows {
        text.push_str(&row(cells.iter().map(|cell| lines(&cell.print())).collect()));
    }
    text
}

/// Returns a text in one line.
fn line(text: &str) -> String {
    escaped(&shown(text).replace(['\n', '\r', '\t'], " "))
}

/// Returns a text whose line ends are kept.
fn lines(text: &str) -> String {
    let text = shown(text).replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    text.split('\n').map(escaped).collect::<Vec<_>>().join("<br>")
}

/// Returns a line with every sign escaped that may mean something. A sign that means something only at the beginning of a line is
/// escaped there alone.
fn escaped(line: &str) -> String {
    let line = line.trim();
    let mut text = String::with_capacity(line.len());
    let n_digits = line.chars().take_while(char::is_ascii_digit).count();
    // A list begins where a space or nothing follows.
    let is_end = |at: usize| line[at + 1..].chars().next().is_none_or(char::is_whitespace);
    for (at, letter) in line.chars().enumerate() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' | '@' | '#' => text.extend(['\\', letter]),
            '+' | '-' | '=' if at == 0 => text.extend(['\\', letter]),
            // "2020. " would begin a list.
            '.' | ')' if n_digits > 0 && at == n_digits && is_end(at) => text.extend(['\\', letter]),
            // A name would become a link.
            ':' if line.contains("://") => text.push_str("&#58;"),
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{escaped, markdown};
    use crate::exchange::cell::Cell;
    use crate::exchange::document::Block;
    use crate::exchange::table::Table;
    use proptest::prelude::*;

    #[test]
    fn what_could_mean_something_does_not() {
        let pairs = [
            ("# Jobs", "\\# Jobs"),
            ("- one", "\\- one"),
            ("1. one", "1\\. one"),
            ("2020) one", "2020\\) one"),
            ("1.5 million", "1.5 million"),
            ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("https://example.org", "https&#58;//example.org"),
            ("a|b*c_d", "a\\|b\\*c\\_d"),
            ("AT&T \\", "AT&amp;T \\\\"),
        ];
        for (typed, expected) in pairs {
            assert_eq!(escaped(typed), expected);
        }
        let text = markdown("t", &[Block::Heading("a\n# b".into()), Block::Paragraph("one\n\ntwo".into())]);
        assert_eq!(text, "# t\n\n## a \\# b\n\none<br><br>two\n");
    }

    /// Reads an escaped line as Markdown would.
    fn unescaped(text: &str) -> String {
        let mut found = String::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => found.extend(letters.next()),
                letter => found.push(letter),
            }
        }
        found.replace("&#58;", ":").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    /// Returns how many bars of a line part cells.
    fn n_bars(line: &str) -> usize {
        let (mut n, mut is_escaped) = (0, false);
        for letter in line.chars() {
            n += usize::from(letter == '|' && !is_escaped);
            is_escaped = letter == '\\' && !is_escaped;
        }
        n
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn a_line_is_read_back_as_it_was_typed(typed in "[ -~£−é|\\\\<>&#*_`]{0,40}") {
            prop_assert_eq!(unescaped(&escaped(&typed)), typed.trim());
        }

        /// Whatever stands in its cells, a table has its rows and columns, and no tag but the ends of lines.
        #[test]
        fn cells_part_nothing(cells in prop::collection::vec("[\\PC\n\r\t|\\\\<>\u{202e}]{0,16}", 4)) {
            let cell = |at: usize| Cell::text(cells[at].clone());
            let heads = vec!["One".to_owned(), "Two".to_owned()];
            let table = Table { caption: String::new(), heads, rows: vec![vec![cell(0), cell(1)], vec![cell(2), cell(3)]] };
            let text = markdown("t", &[Block::Table(table)]);
            let rows: Vec<&str> = text.split('\n').skip(2).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(rows.len(), 4, "{}", text);
            for row in rows {
                prop_assert_eq!(n_bars(row), 3, "{}", row);
                let others = ['<', '>', '\u{202e}'];
                prop_assert!(!row.replace("<br>", "").contains(others), "{}", row);
            }
        }
    }
}
