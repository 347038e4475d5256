//! What columns hold by what stands in them, where their headings do not say.

use super::DateOrder;
use super::dates::{Rule, cell as date_cell, is_nothing};
use super::figures::{Cell, Decimal, Unit, cell as money_cell};
use super::marks::is_mark;
use super::status;
use super::text::one_line;

/// What most cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Empty,
    Dates,
    Statuses,
    Money,
    /// Whole numbers below a hundred or so, or shares.
    Numbers,
    Marks,
    Words,
}

/// As many cells tell what a column holds.
const ENOUGH: usize = 200;

/// Returns what most of some cells are.
pub(super) fn content<'a>(cells: impl Iterator<Item = &'a str>) -> Content {
    let mut counts = [0_usize; 6];
    let kinds = [Content::Dates, Content::Statuses, Content::Money, Content::Numbers, Content::Marks, Content::Words];
    let mut n = 0;
    for cell in cells.filter(|cell| !is_nothing(cell)).take(ENOUGH) {
        n += 1;
        let found = kind(cell);
        if let Some(count) = kinds.iter().position(|kind| *kind == found).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    // Figures may stand as money or as plain numbers.
    let figures = counts[2] + counts[3];
    if n == 0 {
        return Content::Empty;
    }
    let most = |count: usize| count * 5 >= n * 3;
    match counts {
        [dates, ..] if most(dates) => Content::Dates,
        [_, statuses, ..] if most(statuses) => Content::Statuses,
        [.., marks, _] if most(marks) => Content::Marks,
        [_, _, money, ..] if most(figures) && money > 0 => Content::Money,
        _ if most(figures) => Content::Numbers,
        _ => Content::Words,
    }
}

fn kind(cell: &str) -> Content {
    let cell = one_line(cell);
    // A small letter alone is hardly a status.
    let is_small_letter = cell.len() == 1 && cell.bytes().all(|byte| byte.is_ascii_lowercase());
    if status::known(&cell).is_some() && !is_small_letter {
        return Content::Statuses;
    }
    if is_date(&cell) {
        return Content::Dates;
    }
    match money_cell(&cell, Unit::Pounds, Decimal::Point) {
        Cell::Sum { pence, .. } => {
            let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit()) && pence.get() < 100_000;
            return if is_plain { Content::Numbers } else { Content::Money };
        }
        Cell::Refused(_) if matches!(money_cell(&cell, Unit::Millions, Decimal::Comma), Cell::Sum { .. }) => {
            return Content::Money;
        }
        _ => {}
    }
    if is_mark(&cell) {
        return Content::Marks;
    }
    Content::Words
}

/// Returns whether a text is a date in one of the forms that a column of dates has.
fn is_date(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_short = text.len() <= 40;
    // A number alone is a date only in a column that says so.
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.matches('.').count() < 2;
    let rule = Rule { order: DateOrder::DayFirst, refuses_open: false, is_start: false };
    has_digit && is_short && !is_number && date_cell(text, rule).when.date.is_some()
}

/// Returns whether a cell holds a sum or a number.
pub(super) fn is_figure(cell: &str) -> bool {
    matches!(kind(cell), Content::Money | Content::Numbers)
}

/// Returns whether a cell holds something else than words: it is no heading then.
pub(super) fn is_typed(cell: &str) -> bool {
    match kind(cell) {
        Content::Dates | Content::Statuses => super::heads::head(cell, "").is_none(),
        // A year may head a column.
        Content::Money | Content::Numbers => super::heads::year_in(cell).is_none(),
        Content::Marks | Content::Words | Content::Empty => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, content};

    #[test]
    fn columns_are_told_by_most_of_their_cells() {
        let of = |cells: &[&str]| content(cells.iter().copied());
        assert_eq!(of(&["Mar-27", "TBC", "31/03/2027", "2027-04"]), Content::Dates);
        assert_eq!(of(&["Green", "R", "On hold", "AMBER"]), Content::Statuses);
        assert_eq!(of(&["£1,200", "n/a", "3,400", "12"]), Content::Money);
        assert_eq!(of(&["1", "2", "3"]), Content::Numbers);
        assert_eq!(of(&["+", "++", "0", "n/a"]), Content::Marks);
        assert_eq!(of(&["1.234,50", "12.000,00"]), Content::Money);
        assert_eq!(of(&["Head of ICT", ""]), Content::Words);
        assert_eq!(of(&["", ""]), Content::Empty);
    }
}
