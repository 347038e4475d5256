//! Where the headings of a table stand, and what they are.

use super::content::is_typed;
use super::figures::unit_of;
use super::heads::head;
use super::sheet::Sheet;
use super::status;
use super::text::one_line;
use crate::spelling::folded;

/// The headings of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The row in which they begin.
    pub(super) first: usize,
    /// How many rows they take; 0 where there are none.
    pub(super) n_rows: usize,
    /// One a column.
    pub(super) headings: Vec<String>,
    /// What stands in the row above them, over several columns: a hint and no heading.
    pub(super) above: Vec<String>,
    /// Each row of headings as names are compared, to know them again further down.
    folded: Vec<Vec<String>>,
}

/// Headings stand among the first rows or nowhere.
const WITHIN: usize = 30;
/// Headings take at most so many rows.
const AT_MOST: usize = 3;

impl Layout {
    /// Returns where the headings are. `is_known` says whether a cell is a heading for another reason: the name of a goal.
    pub(super) fn of(sheet: &Sheet, is_known: &dyn Fn(&str) -> bool) -> Layout {
        let Some(main) = main_row(sheet, is_known) else { return Layout::bare(sheet) };
        let is_heading = |cell: &str| head(cell, "").is_some() || unit_of(cell).is_some() || is_known(cell);
        let mut first = main;
        // What stands over several columns takes several cells: one alone is a title or a hint.
        while first > 0 && main - first + 1 < AT_MOST {
            let mut cells = sheet.filled(first - 1);
            let over = |(at, cell): (usize, &str)| !is_typed(cell) && (at > 0 || is_heading(cell));
            if sheet.filled(first - 1).count() < 2 || !cells.all(over) {
                break;
            }
            first -= 1;
        }
        let mut last = main;
        let name_of = |row: usize| sheet.filled(row).find(|(_, cell)| is_name(cell)).map(|(at, _)| at);
        let mut name = name_of(main);
        while last + 1 < sheet.rows.len() && last - first + 1 < AT_MOST {
            let row = last + 1;
            let named = name_of(row);
            // The name is headed once, in one row or the other.
            let fits = name.is_none() != named.is_none()
                || (name.is_some() && sheet.get(row, name.unwrap_or_default()).is_empty());
            if !fits || sheet.is_blank(row) || !sheet.filled(row).all(|(_, cell)| is_heading(cell) && !is_typed(cell)) {
                break;
            }
            (last, name) = (row, name.or(named));
        }
        let over = first.checked_sub(1).filter(|row| sheet.filled(*row).all(|(at, _)| at > 0));
        let above = over.map_or_else(Vec::new, |row| spread(sheet, row));
        let rows: Vec<Vec<String>> = (first..=last)
            .map(|row| {
                // A text over several columns stands in the first of them.
                if row < last {
                    spread(sheet, row)
                } else {
                    (0..sheet.width).map(|at| one_line(sheet.get(row, at))).collect()
                }
            })
            .collect();
        let headings = (0..sheet.width).map(|at| {
            let parts: Vec<&str> = rows.iter().map(|row| row[at].as_str()).filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        });
        let folded = (first..=last).map(|row| sheet.rows[row].iter().map(|cell| folded(cell)).collect()).collect();
        Layout { first, n_rows: last - first + 1, headings: headings.collect(), above, folded }
    }

    fn bare(sheet: &Sheet) -> Layout {
        Layout { headings: vec![String::new(); sheet.width], ..Layout::default() }
    }

    /// Returns the first row beneath the headings.
    pub(super) fn body(&self) -> usize {
        self.first + self.n_rows
    }

    /// Returns whether a row says the headings again.
    pub(super) fn is_again(&self, cells: &[String]) -> bool {
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.is_empty());
        self.folded.iter().filter(filled).any(|heads| {
            let length = heads.len().max(cells.len());
            let same = |at: usize| {
                let (head, cell) = (heads.get(at).map_or("", String::as_str), cells.get(at).map_or("", String::as_str));
                head.is_empty() == cell.is_empty() && (cell.is_empty() || folded(cell) == head)
            };
            (0..length).all(same)
        })
    }
}

fn is_name(cell: &str) -> bool {
    matches!(head(cell, ""), Some(found) if found.strength > 0)
}

/// Returns the row of headings by which a table is read.
fn main_row(sheet: &Sheet, is_known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let rows = 0..sheet.rows.len().min(WITHIN);
    let n_filled = |row: usize| sheet.filled(row).count();
    let says =
        |cell: &str| (head(cell, "").is_some() && status::known(cell).is_none() && !is_number(cell)) || is_known(cell);
    let n_known = |row: usize| sheet.filled(row).filter(|(_, cell)| says(cell)).count();
    let is_sure = |row: &usize| {
        let (known, filled) = (n_known(*row), n_filled(*row));
        known >= 2 && (known >= 3 || known * 2 >= filled) && sheet.filled(*row).all(|(_, cell)| !is_typed(cell))
    };
    // Of a row of years over a row of headings, the first is as sure as the second.
    if let Some(row) = rows.clone().find(is_sure) {
        return Some(row);
    }
    // One known heading among words, over rows that hold something else than words.
    let is_likely = |row: &usize| {
        let all_words = sheet.filled(*row).all(|(_, cell)| !is_typed(cell) && cell.chars().count() <= 60);
        let body = *row + 1..sheet.rows.len().min(*row + 6);
        let has_typed = || body.clone().any(|row| sheet.filled(row).any(|(at, cell)| at > 0 && is_typed(cell)));
        let has_name =
            || sheet.filled(*row).any(|(_, cell)| matches!(head(cell, ""), Some(found) if found.strength > 0));
        all_words && n_filled(*row) >= 2 && n_filled(*row) + 1 >= sheet.width && (has_typed() || has_name())
    };
    // Where each cell stands in a line of its own, the lines are no rows.
    let is_one_cell = |row: usize| head(sheet.get(row, 0), "").is_some() || status::known(sheet.get(row, 0)).is_some();
    let alone = |row: &usize| {
        let is_name = matches!(head(sheet.get(*row, 0), ""), Some(found) if found.strength > 1);
        sheet.width == 1 && is_name && !is_one_cell(*row + 1)
    };
    rows.clone().find(is_likely).or_else(|| rows.clone().find(alone))
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the cells of a row, each text also in the empty cells after it.
fn spread(sheet: &Sheet, row: usize) -> Vec<String> {
    let mut before = String::new();
    let cells = (0..sheet.width).map(|at| {
        let cell = one_line(sheet.get(row, at));
        if !cell.is_empty() {
            before = cell;
        }
        before.clone()
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use crate::paste::sheet::Sheet;

    fn layout(text: &str) -> Layout {
        Layout::of(&Sheet::of(text), &|_| false)
    }

    #[test]
    fn headings_stand_beneath_titles_and_over_two_rows() {
        let one = layout("Capital programme,,\n,,\nProject,Lead,End\nHub,Head of Hubs,2027-03");
        assert_eq!((one.first, one.n_rows), (2, 1));
        let two = layout(
            "Project\t2025/26\t\tAll years\t\n\tBudget £k\tForecast £k\tBudget £k\tForecast £k\nHub\t1\t2\t3\t4",
        );
        assert_eq!((two.first, two.n_rows), (0, 2));
        assert_eq!(
            two.headings,
            ["Project", "2025/26 Budget £k", "2025/26 Forecast £k", "All years Budget £k", "All years Forecast £k"]
        );
        let over = layout("\t2025/26\tAll years\nProject\tBudget\tBudget\nHub\t1\t2");
        assert_eq!((over.first, over.n_rows, over.headings[2].as_str()), (0, 2, "All years Budget"));
        let hint = layout(",,,\n,,Budget,\nProject,Lead,2025/26 £,All years £\nHub,,1,2");
        assert_eq!((hint.first, hint.n_rows, hint.above[3].as_str()), (2, 1, "Budget"));
    }

    #[test]
    fn a_table_without_headings_has_none() {
        assert_eq!(layout("Warm homes\tGreen\tMar-27\nHub\tRed\tApr-27").n_rows, 0);
        assert!(layout("a\tb\na\tb").n_rows == 0);
    }

    #[test]
    fn headings_are_known_again() {
        let one = layout("Project\tEnd\nHub\t2027-03\nproject\tEND\n\nProject\t");
        assert!(one.is_again(&["project".into(), "END".into()]) && !one.is_again(&["Project".into()]));
    }
}
