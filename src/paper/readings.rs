//! The table of the readings: ranges of contribution and harm, the ranks that they leave open, and the cost beside them.

use crate::alignment::index::Range;
use crate::alignment::ranking::ranks;
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::framework::Lens;
use crate::id::InitiativeId;
use crate::print::MoneyUnit;
use std::collections::HashMap;

/// Returns one row an initiative, in the order given, under one lens or across them.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::readings::readings_table};
/// let case = Case::titled("Depots");
/// let table = readings_table(&case, &case.alignment(), None, &[]);
/// assert_eq!((table.heads.len(), table.rows.len()), (11, 0));
/// ```
#[must_use]
pub fn readings_table(case: &Case, summary: &Summary, lens: Option<Lens>, order: &[InitiativeId]) -> Table {
    let ranges: Vec<Option<Range>> = summary.initiatives.iter().map(|row| row.indices(lens).contribution).collect();
    let ranks = ranks(&ranges);
    let places: HashMap<InitiativeId, usize> =
        summary.initiatives.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let unit = MoneyUnit::of(case.programme.initiatives.iter().filter_map(|one| one.budget));
    let ends = |range: Option<Range>| match range {
        Some(range) => [range.floor, range.ceiling].map(|end| Cell::number(end, 0)),
        None => [Cell::Missing("no goal applies"), Cell::EMPTY],
    };
    let row = |at: usize| {
        // The rows of a summary are the initiatives in their order.
        let (row, initiative) = (summary.initiatives.get(at)?, case.programme.initiatives.get(at)?);
        let (indices, counts) = (row.indices(lens), summary.counts(row.id, lens));
        let mut cells = vec![Cell::text(&initiative.name)];
        cells.extend(ends(indices.contribution));
        cells.extend(ends(indices.harm));
        cells.extend(match ranks[at] {
            Some(found) => [found.best, found.worst].map(Cell::count),
            None => [Cell::EMPTY, Cell::EMPTY],
        });
        cells.extend([counts.scored, counts.applicable(), counts.unknown].map(Cell::count));
        let sum = |sum| Cell::Money { sum, unit: Some(unit) };
        cells.push(initiative.budget.map_or(Cell::Missing("none given"), sum));
        Some(cells)
    };
    let heads = [
        "Initiative",
        "Contribution, at least",
        "Contribution, at most",
        "Harm, at least",
        "Harm, at most",
        "Rank, at best",
        "Rank, at worst",
        "Goals scored",
        "Goals that apply",
        "Goals unknown",
    ];
    let mut heads: Vec<String> = heads.map(str::to_owned).into();
    heads.push(format!("Budget, {}", unit.name()));
    let rows = order.iter().filter_map(|id| places.get(id)).filter_map(|at| row(*at)).collect();
    Table { caption: "Readings: contribution and harm out of 100".to_owned(), heads, rows }
}

#[cfg(test)]
mod tests {
    use super::readings_table;
    use crate::alignment::summary::RowOrder;
    use crate::exchange::cell::Cell;
    use crate::file;

    #[test]
    fn a_row_says_both_ends_of_what_is_known() {
        let case = file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case;
        let summary = case.alignment();
        let order = summary.in_order(RowOrder::Contribution, None);
        let table = readings_table(&case, &summary, None, &order);
        assert_eq!(table.rows.len(), case.programme.initiatives.len());
        let first: Vec<String> = table.rows[0].iter().map(Cell::print).collect();
        assert_eq!(first[..3], ["Network Refresh Programme", "21", "66"]);
        assert_eq!((first[7].as_str(), first[8].as_str(), first[10].as_str()), ("7", "13", "8.60"));
        assert!(table.rows.iter().any(|row| row[10] == Cell::Missing("none given")));
    }
}
