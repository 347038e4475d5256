//! The table of weight sets side by side.

use crate::appraisal::Appraisal;
use crate::appraisal::scenario::Scenario;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::present::{clear_leader, count, move_words, scenarios_sentence, weight_set_name};

/// Returns each criterion's share of 100 under each weight set and, where options may be named, who leads and by how much.
///
/// A set without all its weights has no leader, and a lead below the declared materiality is no clear lead.
#[must_use]
pub fn weight_sets(appraisal: &Appraisal, scenarios: &[Scenario], with_leaders: bool) -> Table {
    let mut heads = vec!["Improvement".to_owned()];
    heads.extend(scenarios.iter().map(|scenario| weight_set_name(appraisal, scenario.set)));
    let cell = |scenario: &Scenario, column: usize| {
        let share = scenario.results.columns.get(column).and_then(|column| column.points.and(column.printed));
        share.map_or(Cell::Missing("–"), Cell::tenths)
    };
    let leaves = appraisal.leaves();
    let mut rows: Vec<Vec<Cell>> = leaves
        .iter()
        .enumerate()
        .map(|(column, (criterion, leaf))| {
            let (worst, best) = move_words(leaf);
            let mut row = vec![Cell::text(format!("{}: from {worst} to {best}", criterion.name))];
            row.extend(scenarios.iter().map(|scenario| cell(scenario, column)));
            row
        })
        .collect();
    let sets = count(scenarios.len(), "weight set", "weight sets");
    if !with_leaders {
        return Table { caption: format!("Shares of 100 under {sets}"), heads, rows };
    }
    let mut row = |label: &str, read: &dyn Fn(&Scenario) -> Cell| {
        rows.push(std::iter::once(label.into()).chain(scenarios.iter().map(read)).collect());
    };
    row("Leader", &|scenario| leader(scenario).into());
    row("Lead, points", &|scenario| {
        let lead = scenario.results.lead.as_ref().filter(|_| scenario.results.n_unweighted() == 0);
        lead.map_or(Cell::EMPTY, |lead| Cell::points(lead.points))
    });
    Table { caption: scenarios_sentence(scenarios).trim_end_matches('.').to_owned(), heads, rows }
}

fn leader(scenario: &Scenario) -> String {
    let results = &scenario.results;
    match (results.n_unweighted(), &results.lead) {
        (1.., _) => format!("None yet: {}", count(results.n_unweighted(), "weight missing", "weights missing")),
        (0, None) => "None yet".to_owned(),
        (0, Some(_)) => clear_leader(results).unwrap_or("No clear leader").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, weight_sets};
    use crate::appraisal::scenario::scenarios;
    use crate::appraisal::{Method, SwingWeight};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, TreeEdit, WeightEdit, apply};

    #[test]
    fn no_option_is_named_while_weights_are_given_blind() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        for edit in [
            TreeEdit::AddCriterion(None, "Time".into()).into(),
            WeightEdit::AddSet("Panel".into(), Method::Ranking).into(),
        ] {
            case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        }
        let leaf = case.appraisals[0].leaves()[0].0.id;
        case = apply(&case, &Edit::Appraisal(id, WeightEdit::SetSwing(leaf, SwingWeight::new(10.0)).into())).unwrap();
        let appraisal = &case.appraisals[0];
        let table = weight_sets(appraisal, &scenarios(appraisal), false);
        assert_eq!(table.heads, ["Improvement", "Swing weights", "Panel"]);
        let row =
            [Cell::text("Time: from worst to best, neither described yet"), Cell::tenths(1000), Cell::Missing("–")];
        assert_eq!(table.rows, [row]);
        assert_eq!(table.caption, "Shares of 100 under 2 weight sets");
        let open = weight_sets(appraisal, &scenarios(appraisal), true);
        assert_eq!(open.rows[1], ["Leader", "None yet", "None yet: 1 weight missing"].map(Cell::from));
    }
}
