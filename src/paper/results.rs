//! The tables of an appraisal's results.

use crate::appraisal::Appraisal;
use crate::appraisal::breakdown::{Breakdown, above_baseline, baseline};
use crate::appraisal::cost_value::CostValue;
use crate::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::pence::Pence;
use crate::present::{above_words, cost_unit, gate_words, reading_words, short_names};

/// What stands where a part of a sum is not known.
pub const GAP: Cell = Cell::Missing("missing");

/// Headings of the columns that not every appraisal fills.
const ABOVE: &str = "Above business as usual";
const GATES: &str = "Gates";

fn heads(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Returns contributions at a level and their sums, best first. `letters` has one entry for each option; `sum` heads the
/// sums.
#[must_use]
pub fn contributions(results: &Evaluation, breakdown: &Breakdown, letters: &[String], sum: &str) -> Table {
    let mut heads = heads(&["Option"]);
    heads.extend(breakdown.parts.iter().map(|part| part.name.clone()));
    heads.push(sum.to_owned());
    let row = |row: usize| {
        let (standing, found) = (&results.standings[row], &breakdown.rows[row]);
        let mut cells = vec![lettered(letters, row, &standing.name)];
        cells.extend(found.parts.iter().map(|found| found.map_or(GAP, Cell::points)));
        cells.push(total(found.sum, found.range));
        cells
    };
    Table {
        caption: "Weighted points out of 100".to_owned(),
        heads,
        rows: results.order().into_iter().map(row).collect(),
    }
}

/// Returns the ranking with gates: rank, total, distance to the leader and to business as usual, and how each option stands
/// at the gates. Options out of the running come last and have no rank.
#[must_use]
pub fn ranking(appraisal: &Appraisal, results: &Evaluation, letters: &[String]) -> Table {
    let above = above_baseline(results);
    let leader = results.lead.as_ref().map(|lead| lead.leader);
    let total_of = |row: usize| results.standings[row].total;
    let row = |row: usize| {
        let standing = &results.standings[row];
        let behind = leader.and_then(|leader| Some(total_of(leader)? - standing.total?));
        let behind = match (leader, standing.rank) {
            (Some(leader), _) if leader == row => Cell::text("leads"),
            (_, Some(_)) => behind.map_or(Cell::EMPTY, Cell::points),
            (_, None) => Cell::EMPTY,
        };
        vec![
            lettered(letters, row, &standing.name),
            place(standing),
            total(standing.total, standing.range),
            behind,
            above_comparator(results, row, above[row]),
            gate_words(appraisal, standing).into(),
        ]
    };
    Table {
        caption: "Ranking, with gates".to_owned(),
        heads: heads(&["Option", "Rank", "Total", "Behind the leader", ABOVE, GATES]),
        rows: results.order().into_iter().map(row).collect(),
    }
}

fn place(standing: &Standing) -> Cell {
    match (&standing.gate, standing.rank) {
        (_, Some(rank)) => Cell::count(rank),
        (GateStanding::Fail(_), None) => Cell::Missing("out"),
        (_, None) => Cell::Missing("not ranked"),
    }
}

/// A sum of points, or what it lies between while some are missing.
fn total(sum: Option<f64>, range: Option<(f64, f64)>) -> Cell {
    match (sum, range) {
        (Some(sum), _) => Cell::points(sum),
        (None, Some((low, high))) => Cell::Range { low, high, decimals: 1 },
        (None, None) => Cell::Missing("none yet"),
    }
}

/// Points above business as usual, or the words that stand instead.
fn above_comparator(results: &Evaluation, row: usize, above: Option<f64>) -> Cell {
    match above {
        Some(points) if baseline(results) != Some(row) => Cell::change(points),
        _ => above_words(results, row, above).into(),
    }
}

/// Returns whether a column of these tables says something of this appraisal: without business as usual nothing stands above
/// it, and without gates none is passed. `head` is the heading of the column.
#[must_use]
pub fn says_something(head: &str, appraisal: &Appraisal, results: &Evaluation) -> bool {
    match head {
        ABOVE => baseline(results).is_some(),
        GATES => !appraisal.gates.is_empty(),
        _ => true,
    }
}

/// Returns a table without the columns that say nothing of this appraisal.
#[must_use]
pub fn without_silent_columns(table: &Table, appraisal: &Appraisal, results: &Evaluation) -> Table {
    let says: Vec<bool> = table.heads.iter().map(|head| says_something(head, appraisal, results)).collect();
    let row =
        |cells: &Vec<Cell>| cells.iter().zip(&says).filter(|(_, says)| **says).map(|(cell, _)| cell.clone()).collect();
    Table {
        caption: table.caption.clone(),
        heads: table.heads.iter().zip(&says).filter(|(_, says)| **says).map(|(head, _)| head.clone()).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

/// Returns cost beside value, best first, all sums in the unit of [`cost_unit`]. Whole-life cost is present value with optimism
/// bias; carbon stands apart.
#[must_use]
pub fn costs(results: &Evaluation, found: &CostValue, letters: &[String]) -> Table {
    let unit = cost_unit(found);
    let money = |sum: Option<Pence>, none| sum.map_or(Cell::Missing(none), |sum| Cell::Money { sum, unit: Some(unit) });
    let (above, names) = (above_baseline(results), short_names(letters, results));
    let row = |row: usize| {
        let (standing, cost) = (&results.standings[row], &found.costs[row]);
        let none = if cost.total.is_some() { "none" } else { "not given" };
        vec![
            lettered(letters, row, &standing.name),
            money(cost.present_value, "not given"),
            money(cost.uplift, none),
            money(cost.total, "not given"),
            money(cost.carbon, "not given"),
            total(standing.total, standing.range),
            above_comparator(results, row, above[row]),
            reading_words(&found.readings[row], &names).into(),
        ]
    };
    let sums = ["Present value", "Optimism bias", "Whole-life cost", "Priced carbon, apart"];
    let mut heads = heads(&["Option"]);
    heads.extend(sums.map(|head| format!("{head}, {}", unit.name())));
    heads.extend(["Points", ABOVE, "Reading"].map(str::to_owned));
    let caption = format!("Cost beside value, {}", unit.name());
    Table { caption, heads, rows: results.order().into_iter().map(row).collect() }
}

fn lettered(letters: &[String], row: usize, name: &str) -> Cell {
    match letters.get(row) {
        Some(letter) if !letter.is_empty() => format!("{letter}. {name}").into(),
        _ => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ranking, without_silent_columns};
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::{Appraisal, Role};
    use crate::present::letters;

    fn heads(appraisal: &Appraisal) -> Vec<String> {
        let results = evaluate(appraisal);
        let whole = ranking(appraisal, &results, &letters(appraisal));
        let found = without_silent_columns(&whole, appraisal, &results);
        assert!(found.rows.iter().all(|row| row.len() == found.heads.len()), "rows are as long as the heads");
        assert_eq!(whole.heads.len(), 6);
        found.heads
    }

    #[test]
    fn columns_without_anything_to_say_are_left_out() {
        let text = include_bytes!("../../seeds/data-centre-siting.json");
        let case = crate::file::load(text).unwrap().case;
        let mut appraisal = (*case.appraisals[0]).clone();
        assert_eq!(heads(&appraisal).len(), 6);
        appraisal.gates.clear();
        assert_eq!(heads(&appraisal), ["Option", "Rank", "Total", "Behind the leader", "Above business as usual"]);
        appraisal.alternatives.iter_mut().for_each(|option| option.role = Role::Candidate);
        assert_eq!(heads(&appraisal), ["Option", "Rank", "Total", "Behind the leader"]);
    }
}
