//! The table behind the timeline: status, dates, moves, and the room before dates that are set outside.

use crate::date::Date;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::present;
use crate::programme::Initiative;
use std::sync::Arc;

/// A heading, and the cell of an initiative beneath it.
type Column<'a> = (&'static str, &'a dyn Fn(&Initiative) -> Cell);

/// Returns one row an initiative, in the order of their places. Columns in which nothing stands are left out, but for the
/// start and the planned end.
///
/// # Example
/// ```
/// use std::sync::Arc;
/// use weighbridge::id::InitiativeId;
/// use weighbridge::{paper::delivery::delivery_table, programme::Initiative};
/// let depot = Initiative { planned_end: "2026-09".parse().ok(), ..Initiative::named(InitiativeId(1), "Depot") };
/// let table = delivery_table(&[Arc::new(depot)], &[0], "2026-11".parse().ok());
/// assert_eq!(table.heads, ["Initiative", "Start", "Planned end", "Months over"]);
/// ```
#[must_use]
pub fn delivery_table(initiatives: &[Arc<Initiative>], places: &[usize], as_at: Option<Date>) -> Table {
    let kept = ["Initiative", "Start", "Planned end"];
    let columns: [Column<'_>; 11] = [
        (kept[0], &|one| Cell::text(one.name.clone())),
        ("Status", &|one| one.status.map_or(Cell::EMPTY, |status| Cell::text(present::status_words(status)))),
        (kept[1], &|one| date(one.start)),
        ("Earlier ends", &|one| lines(one.earlier_ends.iter().map(|end| present::date(end.date)))),
        (kept[2], &|one| date(one.planned_end)),
        ("New end", &|one| date(one.new_end)),
        ("Actual end", &|one| date(one.actual_end)),
        ("Moved, months", &|one| months(one.slip().and_then(|slip| slip.months), true)),
        ("Months over", &|one| months(as_at.and_then(|as_at| one.months_over(as_at)), false)),
        ("Room before outside dates", &|one| lines(one.slacks().iter().map(present::slack_words))),
        ("Milestones", &|one| lines(one.milestones.iter().map(present::milestone_words))),
    ];
    let shown: Vec<&Arc<Initiative>> = places.iter().filter_map(|at| initiatives.get(*at)).collect();
    let mut table = Table { caption: "Delivery".to_owned(), rows: vec![Vec::new(); shown.len()], ..Table::default() };
    for (head, cell) in columns {
        let cells: Vec<Cell> = shown.iter().map(|one| cell(one)).collect();
        if kept.contains(&head) || cells.iter().any(|cell| *cell != Cell::EMPTY) {
            table.heads.push(head.to_owned());
            table.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        }
    }
    table
}

fn date(date: Option<Date>) -> Cell {
    date.map_or(Cell::EMPTY, |date| Cell::text(present::date(date)))
}

#[allow(clippy::cast_precision_loss)]
fn months(months: Option<i64>, signed: bool) -> Cell {
    months.map_or(Cell::EMPTY, |months| Cell::Number { value: months as f64, decimals: 0, signed })
}

fn lines(lines: impl Iterator<Item = String>) -> Cell {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { Cell::EMPTY } else { Cell::text(lines.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::delivery_table;
    use crate::id::InitiativeId;
    use crate::programme::{Initiative, Status};
    use std::sync::Arc;

    #[test]
    fn columns_that_say_nothing_stay_behind_and_rows_keep_the_order_given() {
        let one = |id, name: &str, new_end: &str, status| {
            let (planned_end, new_end) = ("2014-07".parse().ok(), new_end.parse().ok());
            Arc::new(Initiative { status, planned_end, new_end, ..Initiative::named(InitiativeId(id), name) })
        };
        let all = [one(1, "Email", "", None), one(2, "Internet", "2014-12", Some(Status::Red))];
        let table = delivery_table(&all, &[1, 0], "2014-09".parse().ok());
        assert_eq!(
            table.heads,
            ["Initiative", "Status", "Start", "Planned end", "New end", "Moved, months", "Months over"]
        );
        let printed: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| cell.print()).collect()).collect();
        assert_eq!(printed[0], ["Internet", "Red", "", "July 2014", "December 2014", "+5", ""]);
        assert_eq!(printed[1], ["Email", "", "", "July 2014", "", "", "2"]);
    }
}
