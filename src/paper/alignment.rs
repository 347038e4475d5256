//! The report's alignment table: outcomes on the left, how the report aligns on the right.

use crate::alignment::Assessment;
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::exchange::table::Table;
use crate::framework::Framework;
use crate::id::GoalId;
use crate::present;

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
    let left = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Manchester Strategy outcomes".to_owned(),
        title => title.to_owned(),
    };
    let right = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Summary of how this report aligns to the OMS",
        _ => "Summary of how this report aligns",
    };
    let rows = framework.goals.iter().map(|goal| vec![goal.full_text(), summary_for(case, goal.id)]).collect();
    Table { caption: case.context.alignment_heading.clone(), heads: vec![left, right.to_owned()], rows }
}

/// Returns what the right-hand column says of a goal.
#[must_use]
pub fn summary_for(case: &Case, goal: GoalId) -> String {
    if let Some(statement) = case.goal_statements.iter().find(|statement| statement.goal == goal) {
        return statement.text.clone();
    }
    let supports = |assessment: Assessment| matches!(assessment, Assessment::Scored(effect) if effect.get() > 0);
    let reasons: Vec<String> = case
        .programme
        .initiatives
        .iter()
        .filter_map(|initiative| {
            let found = case.contribution(initiative.id, goal)?;
            let counts = supports(found.assessment) && !found.reason.is_empty();
            counts.then(|| format!("{}: {}", initiative.name, found.reason))
        })
        .collect();
    if reasons.is_empty() { "n/a".to_owned() } else { reasons.join("\n") }
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
    let index = |index: Option<f64>| index.map_or_else(String::new, present::index);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &summary.initiatives {
        let mut cells = vec![case.initiative(row.id).map_or_else(String::new, |found| found.name.clone())];
        cells.extend(row.cells.iter().map(|cell| match cell {
            Assessment::NotAssessed => "not assessed".to_owned(),
            Assessment::Unknown => "unknown".to_owned(),
            other => present::assessment_mark(*other),
        }));
        let overall = row.indices(None);
        let coverage = format!("{} of {}", row.n_assessed, row.n_applicable);
        cells.extend([index(overall.contribution), index(overall.harm), coverage]);
        rows.push(cells);
    }
    let mut of_goals = |label: &str, figure: &dyn Fn(usize) -> String| {
        let mut cells = vec![label.to_owned()];
        cells.extend((0..summary.goals.len()).map(figure));
        cells.extend([const { String::new() }; 3]);
        rows.push(cells);
    };
    if !summary.initiatives.is_empty() {
        let goals = &summary.goals;
        of_goals("Supporting", &|i| goals[i].standing.supporters.len().to_string());
        of_goals("Harming", &|i| goals[i].standing.harmers.len().to_string());
        of_goals("Money behind", &|i| goals[i].money.map_or_else(|| "none".to_owned(), present::money));
    }
    Table { caption: format!("{}: contribution of initiatives to goals", case.title), heads, rows }
}
