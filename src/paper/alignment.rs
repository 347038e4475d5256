//! The report's alignment table: outcomes on the left, how the report aligns on the right.

use crate::alignment::Assessment;
use crate::case::Case;
use crate::exchange::table::Table;
use crate::framework::Framework;
use crate::id::GoalId;

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
