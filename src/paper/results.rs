//! The tables of an appraisal's results.

use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::{Evaluation, GateStanding};
use crate::exchange::table::Table;
use crate::pence::Pence;
use crate::present::{millions, points};

/// Returns contributions by family and totals, best first. `letters` has one entry for each option.
#[must_use]
pub fn contributions(results: &Evaluation, letters: &[String]) -> Table {
    let mut heads = vec!["Option".to_owned()];
    heads.extend(results.families.iter().map(|family| family.name.clone()));
    heads.extend(["Total".to_owned(), "Rank".to_owned()]);
    let number = |points_found: Option<f64>| points_found.map_or_else(String::new, points);
    let row = |row: usize| {
        let standing = &results.standings[row];
        let mut cells = vec![lettered(letters, row, &standing.name)];
        cells.extend(standing.families.iter().map(|found| number(*found)));
        cells.push(number(standing.total));
        cells.push(match (&standing.gate, standing.rank) {
            (_, Some(rank)) => rank.to_string(),
            (GateStanding::Fail(_), None) => "fails a gate".to_owned(),
            (_, None) => "not ranked".to_owned(),
        });
        cells
    };
    Table {
        caption: "Weighted points out of 100".to_owned(),
        heads,
        rows: results.order().into_iter().map(row).collect(),
    }
}

/// Returns cost beside value, in £m, in the author's order. Whole-life cost is present value with optimism bias; carbon
/// stands apart.
#[must_use]
pub fn costs(appraisal: &Appraisal, results: &Evaluation, letters: &[String]) -> Table {
    let heads = ["Option", "Present value", "Optimism bias", "Whole-life cost", "Carbon, apart", "Points"];
    let text = |sum: Option<Pence>| sum.map_or_else(|| "not given".to_owned(), |sum| millions(sum, 2));
    let options = appraisal.alternatives.iter().zip(&results.standings).enumerate();
    let rows = options
        .map(|(row, (option, standing))| {
            let cost = option.cost.clone().unwrap_or_default();
            let whole = cost.present_value.and_then(|value| {
                let bias = cost.optimism_bias.map_or(0, Pence::get);
                Pence::new(value.get().saturating_add(bias))
            });
            vec![
                lettered(letters, row, &option.name),
                text(cost.present_value),
                text(cost.optimism_bias),
                text(whole),
                text(cost.carbon),
                standing.total.map_or_else(|| "none yet".to_owned(), points),
            ]
        })
        .collect();
    Table { caption: "Cost beside value, £m".to_owned(), heads: heads.map(str::to_owned).to_vec(), rows }
}

fn lettered(letters: &[String], row: usize, name: &str) -> String {
    match letters.get(row) {
        Some(letter) if !letter.is_empty() => format!("{letter}. {name}"),
        _ => name.to_owned(),
    }
}
