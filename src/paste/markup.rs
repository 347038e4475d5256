//! The rows of the tables in a piece of HTML, as spreadsheets, word processors and pages put it on the clipboard: what each cell
//! says, and over how many rows and columns it stands. Nothing of it is run, followed or shown.

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says, its paragraphs as lines.
    pub(super) text: String,
    /// Over how many rows it stands; 0 where it stands down to the end of its table.
    pub(super) rows: usize,
    /// Over how many columns it stands.
    pub(super) columns: usize,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
}

/// A cell may stand over so many columns, as in browsers.
const MOST_COLUMNS: usize = 1_000;
/// A cell may stand over so many rows, as in browsers.
const MOST_ROWS: usize = 65_534;

/// Returns the tables of a piece of HTML, each with the cells that begin in its rows. What stands within a cell of a table is text
/// of that cell.
pub(super) fn tables(html: &str) -> Vec<Vec<Vec<Cell>>> {
    let mut found = Reader::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        found.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some((tag, after)) = tag(rest) {
            rest = after;
            let silent = ["style", "script", "title", "template"].into_iter().find(|name| tag.is(name) && !tag.is_end);
            if let Some(name) = silent {
                rest = behind(rest, name);
            } else {
                found.tag(&tag);
            }
        } else {
            found.text("<");
            rest = &rest[1..];
        }
    }
    found.text(rest);
    found.end_table();
    found.tables
}

/// A tag.
struct Tag<'a> {
    name: &'a str,
    is_end: bool,
    attributes: &'a str,
}

impl Tag<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the number that an attribute holds.
    fn number(&self, name: &str) -> Option<usize> {
        let lower = self.attributes.to_ascii_lowercase();
        let after = lower.match_indices(name).find_map(|(at, _)| {
            let is_start = lower[..at].chars().next_back().is_none_or(|letter| letter.is_whitespace() || letter == '"');
            lower[at + name.len()..].trim_start().strip_prefix('=').filter(|_| is_start)
        })?;
        let digits: String =
            after.trim_start_matches([' ', '"', '\'']).chars().take_while(char::is_ascii_digit).take(6).collect();
        digits.parse().ok()
    }
}

/// Returns the tag at the beginning of a text, and what follows it. A ">" within quotation marks ends no tag.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inner = text.strip_prefix('<')?;
    let is_end = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if !inner.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '!' | '?')) {
        return None;
    }
    let mut quote = None;
    let end = inner.char_indices().find_map(|(at, letter)| {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
        None
    })?;
    let (tag, after) = (&inner[..end], &inner[end + 1..]);
    let name_end = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
    Some((Tag { name: &tag[..name_end], is_end, attributes: &tag[name_end..] }, after))
}

/// Returns what follows the end tag of this name.
fn behind<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        if let Some((_, after)) = tag(rest).filter(|(found, _)| found.is(name)) {
            return after;
        }
        rest = &rest[2..];
    }
    ""
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    tables: Vec<Vec<Vec<Cell>>>,
    rows: Vec<Vec<Cell>>,
    cell: Option<Cell>,
    /// How many tables are open: one within a cell is text of that cell.
    depth: usize,
    /// Whether a row is open.
    in_row: bool,
    /// Whether white space is text, as where it is laid out by it.
    space: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        for letter in unescaped(text).chars() {
            // A space that does not break is one that was typed.
            if letter.is_whitespace() && letter != '\u{a0}' {
                self.space = !cell.text.is_empty() && !cell.text.ends_with('\n');
            } else {
                if std::mem::take(&mut self.space) {
                    cell.text.push(' ');
                }
                cell.text.push(letter);
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if tag.is("table") {
            if tag.is_end {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            } else {
                self.depth += 1;
            }
        } else if self.depth == 1 && tag.is("tr") {
            self.end_cell();
            if !tag.is_end {
                self.rows.push(Vec::new());
            }
            self.in_row = !tag.is_end;
        } else if self.depth == 1 && (tag.is("td") || tag.is("th")) {
            self.end_cell();
            if !tag.is_end {
                self.begin_cell(tag);
            }
        } else if ["br", "p", "div", "li", "tr", "td"].iter().any(|name| tag.is(name)) {
            self.break_line();
        }
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        if !std::mem::replace(&mut self.in_row, true) {
            self.rows.push(Vec::new());
        }
        let rows = tag.number("rowspan").unwrap_or(1).min(MOST_ROWS);
        let columns = tag.number("colspan").unwrap_or(1).clamp(1, MOST_COLUMNS);
        self.cell = Some(Cell { text: String::new(), rows, columns, is_heading: tag.is("th") });
    }

    fn break_line(&mut self) {
        self.space = false;
        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty() && !cell.text.ends_with('\n')) {
            cell.text.push('\n');
        }
    }

    fn end_cell(&mut self) {
        self.space = false;
        if let Some((cell, row)) = self.cell.take().zip(self.rows.last_mut()) {
            row.push(Cell { text: cell.text.trim().to_owned(), ..cell });
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        (self.in_row, self.depth) = (false, 0);
        let rows = std::mem::take(&mut self.rows);
        if rows.iter().any(|row| !row.is_empty()) {
            self.tables.push(rows);
        }
    }
}

/// The signs with names that tables of councils have. Another name stays as it is written.
const NAMED: [(&str, &str); 20] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("pound", "£"),
    ("euro", "€"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("eacute", "é"),
    ("shy", "\u{ad}"),
];

/// Returns a text with its signs instead of their names and numbers.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut found = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let sign = part.split_once(';').and_then(|(name, after)| Some((sign(name)?, after)));
        if let Some((sign, after)) = sign {
            found.push_str(&sign);
            found.push_str(after);
        } else {
            found.push('&');
            found.push_str(part);
        }
    }
    found
}

fn sign(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).map(String::from);
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Cell, tables};

    fn texts(html: &str) -> Vec<Vec<Vec<String>>> {
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.clone()).collect();
        tables(html).iter().map(|rows| rows.iter().map(row).collect()).collect()
    }

    #[test]
    fn cells_are_read_as_word_processors_and_spreadsheets_write_them() {
        let word = "<html xmlns:o=\"x\"><head><style><!-- td {a:b} <td>no</td> --></style></head><body><!--StartFragment-->\
            <table class=MsoTable><tr><td width=1 rowspan=2><p class=MsoNormal>Place<o:p></o:p></p></td><td colspan='2'><p>Depot\r\n  move&nbsp;1 &amp; 2</p><p>North</p></td></tr>\
            <tr><td>&pound;4.2m</td><td>a<br>b</td></tr></table><!--EndFragment--></body></html>";
        let found = tables(word);
        assert_eq!(texts(word), [vec![vec!["Place", "Depot move\u{a0}1 & 2\nNorth"], vec!["£4.2m", "a\nb"]]]);
        assert_eq!((found[0][0][0].rows, found[0][0][1].columns), (2, 2));
        assert_eq!(
            texts("<TABLE><TR><TH>A<TH>B<TR><TD>1<TD>&#50;&#x33;</TABLE>"),
            [vec![vec!["A", "B"], vec!["1", "23"]]]
        );
    }

    #[test]
    fn a_table_in_a_cell_is_text_of_the_cell() {
        let html =
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table><table><tr><td>f";
        assert_eq!(texts(html), [vec![vec!["a\nb\nc\nd", "e"]], vec![vec!["f"]]]);
    }

    #[test]
    fn what_is_no_markup_is_text_and_what_is_hostile_stays_text() {
        assert!(tables("no table <b>here</b> &amp; 3 < 4").is_empty());
        assert_eq!(
            texts(
                "<table><tr><td title='a > b'>3 < 4 &unknown; &amp;lt;</td><td><script>alert('</td>')</script>x</td></tr>"
            ),
            [vec![vec!["3 < 4 &unknown; &lt;", "x"]]]
        );
        let spans = tables(
            "<table><tr><td colspan=99999999999 rowspan=\"999999999\">a</td><td data-colspan=7>b</td></tr></table>",
        );
        assert_eq!((spans[0][0][0].columns, spans[0][0][0].rows, spans[0][0][1].columns), (1_000, 65_534, 1));
        assert!(tables("<table><tr><td").is_empty() && tables("<").is_empty() && tables("<!-- <table>").is_empty());
    }
}
