//! Where one option gains on another, criterion by criterion, and what each step along the frontier of cost and value buys.

use crate::appraisal::cost_value::CostValue;
use crate::appraisal::evaluate::Evaluation;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::order::sort_by;
use crate::pence::Pence;
use crate::present::short_names;

/// Returns where one option (by its row) gains on another: weight, the points of both, and the weighted difference, from the
/// largest gain to the largest loss. The differences add up to that of the totals; a criterion without points on either side
/// has none.
///
/// # Reference
/// Department for Communities and Local Government (2009), *Multi-criteria analysis: a manual*, 6.2.11: advantages and
/// disadvantages of pairs of options.
#[must_use]
pub fn differences(results: &Evaluation, letters: &[String], one: usize, other: usize) -> Table {
    let names = short_names(letters, results);
    let name = |row: usize| names.get(row).cloned().unwrap_or_default();
    let points = |row: usize, column: usize| results.standings.get(row).and_then(|found| found.cells[column].points);
    let gain = |column: usize| {
        let of = |row: usize| results.standings.get(row).and_then(|found| found.cells[column].contribution);
        Some(of(one)? - of(other)?)
    };
    let mut columns: Vec<usize> = (0..results.columns.len()).collect();
    let key = |column: &usize| gain(*column).unwrap_or(f64::NEG_INFINITY);
    sort_by(&mut columns, &mut |first, second| key(second).total_cmp(&key(first)));
    let row = |column: usize| {
        let found = &results.columns[column];
        let cell = |points: Option<f64>| points.map_or(Cell::Missing("missing"), Cell::points);
        vec![
            Cell::text(&found.name),
            found.printed.map_or(Cell::EMPTY, Cell::tenths),
            cell(points(one, column)),
            cell(points(other, column)),
            gain(column).map_or(Cell::Missing("missing"), Cell::change),
        ]
    };
    let total = |row: usize| results.standings.get(row).and_then(|found| found.total);
    let mut rows: Vec<Vec<Cell>> = columns.into_iter().map(row).collect();
    if let (Some(first), Some(second)) = (total(one), total(other)) {
        rows.push(vec![
            "Total".into(),
            Cell::EMPTY,
            Cell::points(first),
            Cell::points(second),
            Cell::change(first - second),
        ]);
    }
    Table {
        caption: format!("Where {} gains on {}", name(one), name(other)),
        heads: vec![
            "Criterion".to_owned(),
            "Weight".to_owned(),
            format!("Points of {}", name(one)),
            format!("Points of {}", name(other)),
            "Weighted difference".to_owned(),
        ],
        rows,
    }
}

/// Returns each step along the frontier, from the cheapest option up: how much more it costs, how many more points it brings,
/// and what each of those costs. Empty where fewer than two options are on it.
#[must_use]
pub fn frontier_steps(results: &Evaluation, found: &CostValue, letters: &[String]) -> Table {
    let names = short_names(letters, results);
    let place = |row: usize| found.place(results, row);
    // Three figures say all that estimates can.
    let money = |pounds: f64| {
        let pence = Pence::new((three_figures(pounds) * 100.0).round() as i64);
        pence.map_or(Cell::EMPTY, |sum| Cell::Money { sum, unit: None })
    };
    let steps = found.frontier.by_cost.windows(2).filter_map(|pair| {
        let ((cost, value), (more_cost, more_value)) = (place(pair[0])?, place(pair[1])?);
        let (extra, gained) = (more_cost - cost, more_value - value);
        (gained > 0.0).then(|| {
            let words = format!("From {} to {}", names[pair[0]], names[pair[1]]);
            vec![words.into(), money(extra), Cell::points(gained), money(extra / gained)]
        })
    });
    Table {
        caption: "What each step along the line buys".to_owned(),
        heads: ["Step", "Costs more", "Points more", "Cost of a point"].map(str::to_owned).to_vec(),
        rows: steps.collect(),
    }
}

/// Returns a number to three significant figures.
fn three_figures(number: f64) -> f64 {
    let mut unit = 1.0;
    while number.abs() >= unit * 1000.0 {
        unit *= 10.0;
    }
    (number / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::cost_value::cost_value;
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::{Appraisal, Cost};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, OptionEdit, ScoreEdit, TreeEdit, WeightEdit, apply};
    use crate::finite::Finite;
    use crate::present::letters;

    fn two_options() -> Appraisal {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let mut edit = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        edit(OptionEdit::Add("North".into()).into());
        edit(TreeEdit::AddCriterion(None, "Access".into()).into());
        edit(TreeEdit::AddCriterion(None, "Risk".into()).into());
        let options: Vec<_> = case.appraisals[0].alternatives.iter().map(|option| option.id).collect();
        let leaves: Vec<_> = case.appraisals[0].leaves().iter().map(|(found, _)| found.id).collect();
        let scores = [[20, 90], [80, 30], [50, 50]];
        let mut edit = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        for (option, scores) in options.iter().zip(scores) {
            for (leaf, points) in leaves.iter().zip(scores) {
                let state = crate::appraisal::ScoreState::Points(Finite::from(points));
                edit(ScoreEdit::Set(*option, *leaf, state).into());
            }
        }
        for (leaf, points) in leaves.iter().zip([75.0, 25.0]) {
            edit(WeightEdit::SetSwing(*leaf, crate::appraisal::SwingWeight::new(points)).into());
        }
        let mut appraisal = (*case.appraisals[0]).clone();
        for (option, pence) in appraisal.alternatives.iter_mut().zip([10_000, 40_000, 90_000]) {
            option.cost = Some(Cost { present_value: Pence::new(pence), ..Cost::default() });
        }
        appraisal
    }

    fn printed(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.iter().map(Cell::print).collect()).collect()
    }

    #[test]
    fn differences_go_from_the_largest_gain_to_the_largest_loss_and_add_up() {
        let appraisal = two_options();
        let results = evaluate(&appraisal);
        let table = differences(&results, &letters(&appraisal), 1, 0);
        // 0.75 × (80 − 20) and 0.25 × (30 − 90)
        let expected = [
            ["Access", "75.0", "80.0", "20.0", "+45.0"],
            ["Risk", "25.0", "30.0", "90.0", "−15.0"],
            ["Total", "", "67.5", "37.5", "+30.0"],
        ];
        assert_eq!(printed(&table), expected);
    }

    #[test]
    fn a_step_along_the_frontier_has_the_cost_of_a_point() {
        let appraisal = two_options();
        let results = evaluate(&appraisal);
        let table = frontier_steps(&results, &cost_value(&appraisal, &results), &letters(&appraisal));
        // £300 more for 30 points more; the third costs more and scores less.
        assert_eq!(table.rows.len(), 1);
        assert_eq!(printed(&table)[0][1..], ["£300", "30.0", "£10"]);
    }
}
