//! What a key means in the matrix: where it moves to, or what it records. There is no page here, and no case.

use super::{Assessment, Effect};

/// A cell by its position, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The initiative.
    pub row: usize,
    /// The goal.
    pub column: usize,
}

/// How the cells lie on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Rows and columns.
    Grid,
    /// One beneath the other, an initiative's goals together.
    List,
}

/// Returns the cell to which a key moves in a matrix of `n_rows` and `n_columns`, or `None` where the key moves nothing.
/// At an edge the place stays. In a list, up and down go from goal to goal and on to the next initiative.
///
/// # Example
/// ```
/// use weighbridge::alignment::entry::{Layout, Position, moved};
/// let at = Position { row: 0, column: 2 };
/// assert_eq!(moved(at, "ArrowDown", false, (4, 3), Layout::Grid), Some(Position { row: 1, column: 2 }));
/// assert_eq!(moved(at, "ArrowDown", false, (4, 3), Layout::List), Some(Position { row: 1, column: 0 }));
/// assert_eq!(moved(at, "End", true, (4, 3), Layout::Grid), Some(Position { row: 3, column: 2 }));
/// ```
#[must_use]
pub fn moved(
    at: Position,
    key: &str,
    control: bool,
    (n_rows, n_columns): (usize, usize),
    layout: Layout,
) -> Option<Position> {
    let (last_row, last_column) = (n_rows.checked_sub(1)?, n_columns.checked_sub(1)?);
    let Position { row, column } = Position { row: at.row.min(last_row), column: at.column.min(last_column) };
    let in_order = |position: usize| Position { row: position / n_columns, column: position % n_columns };
    let position = row * n_columns + column;
    let next = in_order((position + 1).min(n_rows * n_columns - 1));
    let previous = in_order(position.saturating_sub(1));
    Some(match (key, control, layout) {
        ("Home", true, _) => Position { row: 0, column: 0 },
        ("End", true, _) => Position { row: last_row, column: last_column },
        (_, true, _) => return None,
        ("Home", ..) => Position { row, column: 0 },
        ("End", ..) => Position { row, column: last_column },
        ("ArrowDown" | "ArrowRight", _, Layout::List) => next,
        ("ArrowUp" | "ArrowLeft", _, Layout::List) => previous,
        ("ArrowDown", ..) => Position { row: (row + 1).min(last_row), column },
        ("ArrowUp", ..) => Position { row: row.saturating_sub(1), column },
        ("ArrowRight", ..) => Position { row, column: (column + 1).min(last_column) },
        ("ArrowLeft", ..) => Position { row, column: column.saturating_sub(1) },
        _ => return None,
    })
}

/// A sign that waits for its digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Beneficial.
    Plus,
    /// Adverse.
    Minus,
}

/// What a key asks for in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// To wait for a digit of this sign.
    Await(Sign),
    /// To record this.
    Record(Assessment),
}

/// Returns what a key asks for, or `None` where it asks for nothing. A digit without a sign is beneficial.
///
/// # Example
/// ```
/// use weighbridge::alignment::{Assessment, Effect, entry::{Entry, Sign, entered}};
/// assert_eq!(entered("-", None), Some(Entry::Await(Sign::Minus)));
/// let moderate_adverse = Assessment::Scored(Effect::new(-2).unwrap());
/// assert_eq!(entered("2", Some(Sign::Minus)), Some(Entry::Record(moderate_adverse)));
/// assert_eq!(entered("7", None), None);
/// ```
#[must_use]
pub fn entered(key: &str, pending: Option<Sign>) -> Option<Entry> {
    let record = |assessment| Some(Entry::Record(assessment));
    match key {
        "-" | "−" => Some(Entry::Await(Sign::Minus)),
        "+" => Some(Entry::Await(Sign::Plus)),
        "0" | "1" | "2" | "3" => {
            let size: i8 = key.parse().ok()?;
            let points = if pending == Some(Sign::Minus) { -size } else { size };
            record(Assessment::Scored(Effect::new(points)?))
        }
        "n" | "N" => record(Assessment::NotApplicable),
        "u" | "U" => record(Assessment::Unknown),
        "Delete" | "Backspace" => record(Assessment::NotAssessed),
        _ => None,
    }
}

/// Returns whether a key that is [`entered`] types a character, so that it must rest while single-key shortcuts are off.
#[must_use]
pub fn types_a_character(key: &str) -> bool {
    key.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::{Assessment, Entry, Layout, Position, Sign, entered, moved};

    #[test]
    fn every_move_stays_inside() {
        let keys = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"];
        for layout in [Layout::Grid, Layout::List] {
            for (row, column, key) in (0..4).flat_map(|i| (0..4).flat_map(move |j| keys.map(|key| (i, j, key)))) {
                for control in [false, true] {
                    if let Some(to) = moved(Position { row, column }, key, control, (3, 2), layout) {
                        assert!(to.row < 3 && to.column < 2, "{key} from {row}, {column}");
                    }
                }
            }
        }
        assert_eq!(moved(Position::default(), "ArrowDown", false, (0, 4), Layout::Grid), None);
        assert_eq!(moved(Position::default(), "x", false, (2, 2), Layout::Grid), None);
        assert_eq!(moved(Position::default(), "ArrowDown", true, (2, 2), Layout::Grid), None);
    }

    #[test]
    fn a_list_is_walked_from_end_to_end() {
        let mut at = Position::default();
        for _ in 0..5 {
            at = moved(at, "ArrowDown", false, (2, 3), Layout::List).unwrap();
        }
        assert_eq!(at, Position { row: 1, column: 2 });
        assert_eq!(moved(at, "ArrowRight", false, (2, 3), Layout::List), Some(at));
    }

    #[test]
    fn signs_and_digits() {
        let points = |key, sign| match entered(key, sign) {
            Some(Entry::Record(Assessment::Scored(effect))) => Some(effect.get()),
            _ => None,
        };
        assert_eq!(
            [points("3", None), points("3", Some(Sign::Plus)), points("3", Some(Sign::Minus))],
            [Some(3), Some(3), Some(-3)]
        );
        assert_eq!(points("0", Some(Sign::Minus)), Some(0));
        assert_eq!(entered("N", None), Some(Entry::Record(Assessment::NotApplicable)));
        assert_eq!(entered("Backspace", Some(Sign::Minus)), Some(Entry::Record(Assessment::NotAssessed)));
        assert_eq!(["4", "a", "Tab", ""].map(|key| entered(key, None)), [None; 4]);
    }
}
