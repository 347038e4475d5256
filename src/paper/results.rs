//! The tables of an appraisal's results.

use crate::appraisal::Appraisal;
use crate::appraisal::breakdown::{Breakdown, above_baseline};
use crate::appraisal::cost_value::CostValue;
use crate::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use crate::exchange::table::Table;
use crate::pence::Pence;
use crate::present::{above_words, gate_words, millions, points, reading_words, short_names, sum_words};

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
        cells.extend(found.parts.iter().map(|found| found.map_or_else(|| "missing".to_owned(), points)));
        cells.push(sum_words(found.sum, found.range));
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
            (Some(leader), _) if leader == row => "leads".to_owned(),
            (_, Some(_)) => behind.map_or_else(String::new, points),
            (_, None) => String::new(),
        };
        vec![
            lettered(letters, row, &standing.name),
            rank_words(standing),
            sum_words(standing.total, standing.range),
            behind,
            above_words(results, row, above[row]),
            gate_words(appraisal, standing),
        ]
    };
    Table {
        caption: "Ranking, with gates".to_owned(),
        heads: heads(&["Option", "Rank", "Total", "Behind the leader", "Above business as usual", "Gates"]),
        rows: results.order().into_iter().map(row).collect(),
    }
}

fn rank_words(standing: &Standing) -> String {
    match (&standing.gate, standing.rank) {
        (_, Some(rank)) => rank.to_string(),
        (GateStanding::Fail(_), None) => "out".to_owned(),
        (_, None) => "not ranked".to_owned(),
    }
}

/// Returns cost beside value, in £m, best first. Whole-life cost is present value with optimism bias; carbon stands apart.
#[must_use]
pub fn costs(results: &Evaluation, found: &CostValue, letters: &[String]) -> Table {
    let text = |sum: Option<Pence>| sum.map_or_else(|| "not given".to_owned(), |sum| millions(sum, 2));
    let (above, names) = (above_baseline(results), short_names(letters, results));
    let row = |row: usize| {
        let (standing, cost) = (&results.standings[row], &found.costs[row]);
        let none = if cost.total.is_some() { "none" } else { "not given" };
        vec![
            lettered(letters, row, &standing.name),
            text(cost.present_value),
            cost.uplift.map_or_else(|| none.to_owned(), |sum| millions(sum, 2)),
            text(cost.total),
            text(cost.carbon),
            sum_words(standing.total, standing.range),
            above_words(results, row, above[row]),
            reading_words(&found.readings[row], &names),
        ]
    };
    let heads = heads(&[
        "Option",
        "Present value",
        "Optimism bias",
        "Whole-life cost",
        "Priced carbon, apart",
        "Points",
        "Above business as usual",
        "Reading",
    ]);
    Table { caption: "Cost beside value, £m".to_owned(), heads, rows: results.order().into_iter().map(row).collect() }
}

fn lettered(letters: &[String], row: usize, name: &str) -> String {
    match letters.get(row) {
        Some(letter) if !letter.is_empty() => format!("{letter}. {name}"),
        _ => name.to_owned(),
    }
}
