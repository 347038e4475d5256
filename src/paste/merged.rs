//! A copied table with its merged cells: the plain text of the clipboard has their values, its HTML says over which rows and
//! columns they stand.

use super::content::is_figure;
use super::markup::{Cell, tables};
use crate::exchange::block::parted_by;
use crate::print::count;

/// A copied table as plain text, each cell where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its cells, parted by tabs.
    pub text: String,
    /// How many cells took what stands in a merged cell above them.
    pub n_filled: usize,
    /// How many rows have cells further right than the plain text has them, since a merged cell stands before them.
    pub n_moved: usize,
    /// Whether cells hold several lines, which the plain text has as rows.
    pub joins_lines: bool,
}

impl Merged {
    /// Returns what was done with merged cells, in a sentence or two.
    #[must_use]
    pub fn says(&self) -> String {
        let mut said = Vec::new();
        if self.n_filled > 0 {
            said.push(format!(
                "Merged cells: {} {} what stands in the merged cell above. Figures are not repeated.",
                count(self.n_filled, "cell", "cells"),
                if self.n_filled == 1 { "takes" } else { "take" }
            ));
        }
        if self.n_moved > 0 {
            let rows = count(self.n_moved, "row", "rows");
            said.push(format!("In {rows}, the cells behind a merged one went back into their columns."));
        }
        if self.joins_lines {
            said.push("Cells of several lines were kept in one piece.".to_owned());
        }
        said.join(" ")
    }
}

/// A place in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The cell of this number in its row begins here.
    Begins(usize),
    /// The cell that begins in this row and the same column stands here too.
    Beneath(usize),
    /// A cell that begins further left stands here too, or none does.
    Empty,
}

/// A table with more places is read by its plain text alone.
const MOST_PLACES: usize = 1_000_000;

/// Returns a copied table as text in which merged cells are taken apart; `None` where the plain text says all there is, or the two
/// do not go together.
///
/// What stands in a cell is always that of the plain text, since the HTML of a spreadsheet has "####" and rounded figures. Only
/// where the two have other rows, because cells hold several lines, and say the same letters from the first to the last, are the
/// cells those of the HTML. A merged cell beneath the headings stands for each of its rows, unless it is a figure: money that
/// several rows share is not each one's.
///
/// # Example
/// ```
/// use weighbridge::paste::merged;
/// let html = "<table><tr><td>Directorate</td><td>Project</td></tr>\
///     <tr><td rowspan=2>Growth</td><td>Depot</td></tr><tr><td>Town hall</td></tr></table>";
/// let found = merged("Directorate\tProject\nGrowth\tDepot\nTown hall\n", html).unwrap();
/// assert_eq!(found.text, "Directorate\tProject\nGrowth\tDepot\nGrowth\tTown hall\n");
/// assert_eq!(merged("a\tb", "<table><tr><td>a</td><td>b</td></tr></table>"), None);
/// ```
#[must_use]
pub fn merged(plain: &str, html: &str) -> Option<Merged> {
    let tables = tables(html);
    let [rows] = tables.as_slice() else { return None };
    let grid = grid(rows)?;
    let mut said = parted_by(plain.strip_prefix('\u{feff}').unwrap_or(plain), '\t').ok()?;
    while said.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        said.pop();
    }
    let aligned = aligned(&grid, &said);
    let joins_lines = aligned.is_none();
    let (mut values, n_moved) = match aligned {
        Some(aligned) => aligned,
        None => (from_html(rows, &grid, &said)?, 0),
    };
    let n_filled = fill(&mut values, &grid, n_heads(rows));
    let text = values.iter().map(|row| line(row)).collect();
    (n_filled + n_moved > 0 || joins_lines).then_some(Merged { text, n_filled, n_moved, joins_lines })
}

/// Returns where each cell stands, as browsers lay a table out; `None` where it is too large.
fn grid(rows: &[Vec<Cell>]) -> Option<Vec<Vec<Place>>> {
    // For each column, the row in which the cell begins that stands there, and the first row beneath it.
    let mut open: Vec<Option<(usize, usize, bool)>> = Vec::new();
    let mut grid: Vec<Vec<Place>> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        for held in &mut open {
            *held = held.filter(|(_, until, _)| *until > at);
        }
        let mut places: Vec<Place> = open
            .iter()
            .map(|held| {
                held.map_or(
                    Place::Empty,
                    |(from, _, is_first)| if is_first { Place::Beneath(from) } else { Place::Empty },
                )
            })
            .collect();
        let mut column = 0;
        for (number, cell) in row.iter().enumerate() {
            while open.get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let until = if cell.rows == 0 { rows.len() } else { at.saturating_add(cell.rows) };
            for offset in 0..cell.columns {
                let place = if offset == 0 { Place::Begins(number) } else { Place::Empty };
                let held = Some((at, until, offset == 0));
                if column + offset < places.len() {
                    (places[column + offset], open[column + offset]) = (place, held);
                } else {
                    places.push(place);
                    open.push(held);
                }
            }
            column += cell.columns;
        }
        grid.push(places);
        if grid.len().saturating_mul(open.len()) > MOST_PLACES {
            return None;
        }
    }
    let width = open.len();
    grid.iter_mut().for_each(|places| places.resize(width, Place::Empty));
    Some(grid)
}

/// Returns the cells of the plain text where they stand, and how many rows had them further left; `None` where the two have other
/// rows or cells. Spreadsheets leave the places of a merged cell empty, browsers and word processors leave them out.
fn aligned(grid: &[Vec<Place>], said: &[Vec<String>]) -> Option<(Vec<Vec<String>>, usize)> {
    let mut n_moved = 0;
    if grid.len() != said.len() {
        return None;
    }
    let row = |(at, places): (usize, &Vec<Place>)| {
        let cells = said.get(at).map_or(&[][..], Vec::as_slice);
        let begins = |place: &Place| matches!(place, Place::Begins(_));
        let n_begun = places.iter().filter(|place| begins(place)).count();
        if cells.len() == places.len() || cells.iter().all(String::is_empty) {
            let mut cells = cells.to_vec();
            cells.resize(places.len(), String::new());
            return Some(cells);
        }
        if cells.len() != n_begun {
            return None;
        }
        let mut rest = cells.iter();
        let cell = |place: &Place| if begins(place) { rest.next().cloned().unwrap_or_default() } else { String::new() };
        let moved: Vec<String> = places.iter().map(cell).collect();
        n_moved += usize::from(moved.get(..cells.len()) != Some(cells));
        Some(moved)
    };
    let rows: Option<Vec<Vec<String>>> = grid.iter().enumerate().map(row).collect();
    Some((rows?, n_moved))
}

/// Returns the cells of the HTML where they stand, as long as they say the same letters as the plain text.
fn from_html(rows: &[Vec<Cell>], grid: &[Vec<Place>], said: &[Vec<String>]) -> Option<Vec<Vec<String>>> {
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let one: String = said.iter().flatten().map(|cell| letters(cell)).collect();
    let other: String = rows.iter().flatten().map(|cell| letters(&cell.text)).collect();
    let cell = |row: &[Cell], place: &Place| match place {
        Place::Begins(number) => row.get(*number).map_or_else(String::new, |cell| cell.text.clone()),
        Place::Beneath(_) | Place::Empty => String::new(),
    };
    let row = |(row, places): (&Vec<Cell>, &Vec<Place>)| places.iter().map(|place| cell(row, place)).collect();
    (one == other && !one.is_empty()).then(|| rows.iter().zip(grid).map(row).collect())
}

/// Returns how many rows the headings take: those of nothing but headings, and as far as the cells of the first row go down.
fn n_heads(rows: &[Vec<Cell>]) -> usize {
    let marked = rows.iter().take_while(|row| row.iter().all(|cell| cell.is_heading)).count();
    let first = rows.first().map_or(1, |row| row.iter().map(|cell| cell.rows).max().unwrap_or(1));
    // A first row that stands over the whole table is no heading.
    marked.max(if first < rows.len() { first } else { 1 })
}

/// Fills what stands beneath a merged cell, and returns how many places were filled.
fn fill(values: &mut [Vec<String>], grid: &[Vec<Place>], n_heads: usize) -> usize {
    let mut n_filled = 0;
    for (at, places) in grid.iter().enumerate() {
        for (column, place) in places.iter().enumerate() {
            let Place::Beneath(from) = *place else { continue };
            let above = values.get(from).and_then(|row| row.get(column)).filter(|_| from >= n_heads).cloned();
            let Some(above) = above.filter(|above| !above.is_empty() && !is_figure(above)) else { continue };
            if let Some(cell) = values.get_mut(at).and_then(|row| row.get_mut(column)).filter(|cell| cell.is_empty()) {
                *cell = above;
                n_filled += 1;
            }
        }
    }
    n_filled
}

/// Returns cells as a line, those in quotation marks that would be taken for several.
fn line(cells: &[String]) -> String {
    let cell = |cell: &String| {
        if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    format!("{}\n", cells.iter().map(cell).collect::<Vec<_>>().join("\t"))
}

#[cfg(test)]
mod tests {
    use super::{Merged, merged};

    const TABLE: &str = "<table><tr><td rowspan=2>Project</td><td colspan=2>2026/27</td><td rowspan=2>Lead</td></tr>\
        <tr><td>Budget</td><td>Forecast</td></tr>\
        <tr><td>Depot</td><td rowspan=2>4.20</td><td>####</td><td rowspan=2>Head of Estates</td></tr>\
        <tr><td>Town hall</td><td>1</td></tr></table>";

    #[test]
    fn a_spreadsheet_leaves_places_empty_and_has_the_values() {
        let plain = "Project\t2026/27\t\tLead\r\n\tBudget\tForecast\t\r\nDepot\t4.2\t12,345\tHead of Estates\r\nTown hall\t\t1\t\r\n";
        let found = merged(plain, TABLE).unwrap();
        let expected = "Project\t2026/27\t\tLead\n\tBudget\tForecast\t\nDepot\t4.2\t12,345\tHead of Estates\nTown hall\t\t1\tHead of Estates\n";
        assert_eq!(found, Merged { text: expected.to_owned(), n_filled: 1, n_moved: 0, joins_lines: false });
        assert_eq!(
            found.says(),
            "Merged cells: 1 cell takes what stands in the merged cell above. Figures are not repeated."
        );
    }

    #[test]
    fn a_browser_leaves_places_out_and_each_cell_goes_back_into_its_column() {
        let plain = "Project\t2026/27\tLead\nBudget\tForecast\nDepot\t4.2\t12,345\tHead of Estates\nTown hall\t1\n";
        let found = merged(plain, TABLE).unwrap();
        assert_eq!(
            found.text,
            "Project\t2026/27\t\tLead\n\tBudget\tForecast\t\nDepot\t4.2\t12,345\tHead of Estates\nTown hall\t\t1\tHead of Estates\n"
        );
        assert_eq!((found.n_filled, found.n_moved), (1, 3));
        assert!(found.says().ends_with("In 3 rows, the cells behind a merged one went back into their columns."));
    }

    #[test]
    fn cells_of_several_lines_are_kept_where_both_say_the_same_letters() {
        let html = "<table><tr><td>Project</td><td>Progress</td></tr><tr><td>Depot</td><td><p>On course.</p><p>Roof \"A\" next.</p></td></tr></table>";
        let found = merged("Project\tProgress\nDepot\tOn course.\nRoof \"A\" next.\n", html).unwrap();
        assert_eq!(found.text, "Project\tProgress\nDepot\t\"On course.\nRoof \"\"A\"\" next.\"\n");
        assert_eq!(found.says(), "Cells of several lines were kept in one piece.");
        assert_eq!(merged("Project\tProgress\nDepot\tOn course.\nRoof B next.\n", html), None, "other words");
    }

    #[test]
    fn what_does_not_go_together_is_left_to_the_plain_text() {
        for (plain, html) in [
            ("a\tb\tc\n", TABLE),
            ("a\tb", "<p>a b</p>"),
            ("a\tb", "<table><tr><td>a</td><td>b</td></tr></table>"),
            ("a\nb", "<table><tr><td>a</td></tr></table><table><tr><td rowspan=2>b</td></tr></table>"),
            ("", "<table><tr><td rowspan=2></td></tr></table>"),
        ] {
            assert_eq!(merged(plain, html), None, "{plain:?}");
        }
    }

    #[test]
    fn a_hostile_table_takes_no_time() {
        let wide = format!("<table>{}</table>", "<tr><td colspan=1000 rowspan=65534>a</td></tr>".repeat(2_000));
        assert_eq!(merged("a\tb\n", &wide), None);
        let deep = "<table><tr><td>".repeat(20_000);
        assert_eq!(merged("a\tb\n", &deep), None);
    }
}
