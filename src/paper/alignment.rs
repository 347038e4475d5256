//! The report's alignment table: outcomes on the left, how the report aligns on the right.

use crate::alignment::Assessment;
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::framework::{Framework, Goal};
use crate::id::{GoalId, InitiativeId};
use crate::order::sort_by;
use crate::present;
use std::collections::HashMap;

/// Returns the two-column table of one framework's goals, as council reports print it.
///
/// The right-hand column is the author's own summary. Where there is none, the reasons recorded for supporting
/// initiatives stand there, each with the initiative's name; where there is none of those either, "n/a".
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::alignment_table};
/// let case = Case::titled("Depots");
/// assert!(case.frameworks.iter().all(|framework| alignment_table(&case, framework).rows.is_empty()));
/// ```
#[must_use]
pub fn alignment_table(case: &Case, framework: &Framework) -> Table {
    let mut summaries = summaries(case, usize::MAX);
    let mut row = |goal: &Goal| vec![goal.full_text().into(), summaries.remove(&goal.id).unwrap_or_default().into()];
    let rows = framework.goals.iter().map(&mut row).collect();
    Table { caption: case.context.alignment_heading.clone(), heads: alignment_heads(framework).to_vec(), rows }
}

/// Returns the two headings of a framework's alignment table.
#[must_use]
pub fn alignment_heads(framework: &Framework) -> [String; 2] {
    let left = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Manchester Strategy outcomes".to_owned(),
        title => title.to_owned(),
    };
    let right = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Summary of how this report aligns to the OMS",
        _ => "Summary of how this report aligns",
    };
    [left, right.to_owned()]
}

/// Returns what the right-hand column says of each goal. Where reasons of initiatives stand there, at most so many are
/// written out and the others counted.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::summaries};
/// assert!(summaries(&Case::titled("Depots"), 20).is_empty());
/// ```
#[must_use]
pub fn summaries(case: &Case, at_most: usize) -> HashMap<GoalId, String> {
    let places: HashMap<InitiativeId, usize> =
        case.programme.initiatives.iter().enumerate().map(|(at, initiative)| (initiative.id, at)).collect();
    let supports = |assessment: Assessment| matches!(assessment, Assessment::Scored(effect) if effect.get() > 0);
    let mut reasons: HashMap<GoalId, Vec<(usize, &str)>> = HashMap::new();
    for found in case.contributions.by_row().filter(|found| supports(found.assessment) && !found.reason.is_empty()) {
        if let Some(at) = places.get(&found.initiative) {
            reasons.entry(found.goal).or_default().push((*at, &found.reason));
        }
    }
    let said = |goal: GoalId| {
        let mut reasons = reasons.get(&goal).cloned().unwrap_or_default();
        sort_by(&mut reasons, &mut |one, other| one.0.cmp(&other.0));
        let line = |(at, reason): &(usize, &str)| format!("{}: {reason}", case.programme.initiatives[*at].name);
        let mut lines: Vec<String> = reasons.iter().take(at_most).map(line).collect();
        match (lines.len(), reasons.len()) {
            (0, _) => return "n/a".to_owned(),
            (written, all) if written < all => lines.push(format!(
                "and {}. The table as a file has them all.",
                present::count(all - written, "more initiative", "more initiatives")
            )),
            _ => {}
        }
        lines.join("\n")
    };
    let statements: HashMap<GoalId, &str> =
        case.goal_statements.iter().map(|statement| (statement.goal, statement.text.as_str())).collect();
    let of_goal =
        |goal: &Goal| (goal.id, statements.get(&goal.id).map_or_else(|| said(goal.id), |text| (*text).to_owned()));
    case.goals().map(|(_, goal)| of_goal(goal)).collect()
}

/// Returns the whole matrix: one row an initiative with its marks and indices, then what stands behind each goal.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::matrix_table};
/// let case = Case::titled("Depots");
/// assert_eq!(matrix_table(&case, &case.alignment()).heads, ["Initiative", "Contribution", "Harm", "Coverage"]);
/// ```
#[must_use]
pub fn matrix_table(case: &Case, summary: &Summary) -> Table {
    let mut heads = vec!["Initiative".to_owned()];
    heads.extend(case.goals().map(|(_, goal)| goal.title.clone()));
    heads.extend(["Contribution", "Harm", "Coverage"].map(str::to_owned));
    let index = |index: Option<f64>| index.map_or(Cell::EMPTY, |index| Cell::number(index, 0));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The rows of a summary are the initiatives in their order.
    for (row, initiative) in summary.initiatives.iter().zip(&case.programme.initiatives) {
        let mut cells = vec![Cell::text(&initiative.name)];
        cells.extend(row.cells.iter().map(|cell| match cell {
            Assessment::NotAssessed => Cell::Missing("not assessed"),
            Assessment::Unknown => Cell::Missing("unknown"),
            Assessment::Scored(effect) => Cell::Number { value: f64::from(effect.get()), decimals: 0, signed: true },
            Assessment::NotApplicable => present::assessment_mark(*cell).into(),
        }));
        let overall = row.indices(None);
        let coverage = format!("{} of {}", row.n_assessed, row.n_applicable);
        cells.extend([index(overall.contribution), index(overall.harm), coverage.into()]);
        rows.push(cells);
    }
    let mut of_goals = |label: &str, figure: &dyn Fn(usize) -> Cell| {
        let mut cells = vec![Cell::text(label)];
        cells.extend((0..summary.goals.len()).map(figure));
        cells.extend([Cell::EMPTY; 3]);
        rows.push(cells);
    };
    if !summary.initiatives.is_empty() {
        let goals = &summary.goals;
        of_goals("Supporting", &|i| Cell::count(goals[i].standing.supporters.len()));
        of_goals("Harming", &|i| Cell::count(goals[i].standing.harmers.len()));
        of_goals("Money behind", &|i| {
            goals[i].money.map_or(Cell::Missing("none"), |sum| Cell::Money { sum, unit: None })
        });
    }
    Table { caption: format!("{}: contribution of initiatives to goals", case.title), heads, rows }
}

#[cfg(test)]
mod tests {
    use super::summaries;
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, ProgrammeEdit, apply};
    use crate::file;
    use crate::grid::Grid;

    /// Returns a case in which initiatives A to D support the first goal, recorded in the opposite order.
    fn case() -> Case {
        let text = include_bytes!("../../tests/files/v1/programme.json");
        let mut case = file::load(text).unwrap().case;
        case.programme.initiatives.clear();
        case.contributions = Grid::new();
        case.goal_statements.clear();
        for name in ["A", "B", "C", "D"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.to_owned()))).unwrap();
        }
        let goal = case.frameworks[0].goals[0].id;
        let ids: Vec<_> = case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
        for id in ids.into_iter().rev() {
            let effect = Assessment::Scored(Effect::new(2).unwrap());
            case = apply(&case, &Edit::Alignment(AlignmentEdit::SetAssessment(id, goal, effect))).unwrap();
            case =
                apply(&case, &Edit::Alignment(AlignmentEdit::SetReason(id, goal, format!("because of {id}")))).unwrap();
        }
        case
    }

    #[test]
    fn reasons_stand_in_the_order_of_the_initiatives_and_the_rest_is_counted() {
        let case = case();
        let goals = &case.frameworks[0].goals;
        let names = |text: &str| text.lines().map(|line| line[..1].to_owned()).collect::<String>();
        let all = summaries(&case, usize::MAX);
        assert_eq!(names(&all[&goals[0].id]), "ABCD");
        assert_eq!(all[&goals[1].id], "n/a");
        let few = &summaries(&case, 3)[&goals[0].id];
        assert_eq!(names(few), "ABCa");
        assert!(few.ends_with("and 1 more initiative. The table as a file has them all."), "{few}");
    }

    #[test]
    fn the_report_s_own_words_come_first() {
        let mut case = case();
        let goal = case.frameworks[0].goals[0].id;
        case = apply(&case, &Edit::Alignment(AlignmentEdit::SetGoalStatement(goal, "As the report says.".to_owned())))
            .unwrap();
        assert_eq!(summaries(&case, 3)[&goal], "As the report says.");
    }
}
