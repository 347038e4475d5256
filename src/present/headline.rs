//! The headline of an appraisal: the answer as a sentence, and what would change it.

use super::{count, gap, list};
use crate::appraisal::evaluate::{Evaluation, GateStanding, Lead};
use crate::method::switch::SmallestMove;
use crate::order::sort_by;

/// The answer as a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// The finding, printed strong.
    pub finding: String,
    /// What would change it, or what is still needed.
    pub next: String,
    /// Whether something that the ranking rests on is still missing.
    pub provisional: bool,
}

/// Returns the headline of an appraisal's results.
///
/// A lead below the declared materiality is no lead. A total is never called a verdict on value for money.
#[must_use]
pub fn headline(results: &Evaluation) -> Headline {
    let missing = what_is_missing(results);
    match &results.lead {
        Some(lead) => Headline { provisional: missing.is_some(), ..of_lead(results, lead, missing) },
        None => Headline { finding: no_ranking(results), next: missing.unwrap_or_default(), provisional: true },
    }
}

fn of_lead(results: &Evaluation, lead: &Lead, missing: Option<String>) -> Headline {
    let name = |row: usize| results.standings[row].name.as_str();
    let (leader, rival) = (name(lead.leader), name(lead.rival));
    let finding = match lead {
        Lead { clear: true, .. } => format!("{leader} leads {rival} by {} points.", gap(lead.points)),
        Lead { points, .. } if *points > 0.0 => {
            format!("No clear leader: {leader} is {} points ahead of {rival}.", gap(*points))
        }
        _ => format!("No clear leader: {leader} and {rival} have the same total."),
    };
    let next = missing.unwrap_or_else(|| match &lead.tie {
        Some((row, tie)) if !tie.moves.is_empty() => tie_sentence(results, lead, *row, tie),
        Some(_) => "Moving any weight between criteria on which they differ would decide it.".to_owned(),
        None if results.ranking().len() > 2 => {
            format!("No change of weights would put another option level with {leader}.")
        }
        None => format!("No change of weights would put {rival} level."),
    });
    Headline { finding, next, provisional: false }
}

/// Returns how far the leader stands ahead, beside the beam; a lead below the declared materiality is not called one. `names`
/// has a short name for each option.
///
/// # Example
/// ```
/// use weighbridge::appraisal::evaluate::Lead;
/// use weighbridge::present::lead_caption;
/// let names = ["A".to_owned(), "C".to_owned()];
/// let lead = |points, clear| Lead { leader: 1, rival: 0, points, clear, tie: None };
/// assert_eq!(lead_caption(&lead(5.7, true), &names), "C leads A by 5.7");
/// assert_eq!(lead_caption(&lead(0.5, false), &names), "C is 0.5 ahead of A");
/// assert_eq!(lead_caption(&lead(0.0, false), &names), "C and A are level");
/// ```
#[must_use]
pub fn lead_caption(lead: &Lead, names: &[String]) -> String {
    let (leader, rival) = (&names[lead.leader], &names[lead.rival]);
    match lead {
        Lead { clear: true, points, .. } => format!("{leader} leads {rival} by {}", gap(*points)),
        Lead { points, .. } if *points > 0.0 => format!("{leader} is {} ahead of {rival}", gap(*points)),
        _ => format!("{leader} and {rival} are level"),
    }
}

/// "Moving 4.0 points of weight from Operational carbon to Supplier and migration risk would tie them." Where another than the
/// second needs least, it is named.
fn tie_sentence(results: &Evaluation, lead: &Lead, row: usize, tie: &SmallestMove) -> String {
    let name = |column: usize| results.columns[column].name.as_str();
    let unique = |columns: Vec<usize>| {
        let mut names: Vec<&str> = Vec::new();
        for column in columns {
            if !names.contains(&name(column)) {
                names.push(name(column));
            }
        }
        list(&names)
    };
    let from = unique(tie.moves.iter().map(|step| step.from).collect());
    let to = unique(tie.moves.iter().map(|step| step.to).collect());
    let what = match row == lead.rival {
        true => "tie them".to_owned(),
        false => {
            format!("bring {} level with {}", results.standings[row].name, results.standings[lead.leader].name)
        }
    };
    format!("Moving {} points of weight from {from} to {to} would {what}.", gap(tie.total * 100.0))
}

fn what_is_missing(results: &Evaluation) -> Option<String> {
    let mut needs = Vec::new();
    let n_unweighted = results.n_unweighted();
    if n_unweighted > 0 {
        let one = "criterion has no weight yet and counts for nothing";
        needs.push(count(n_unweighted, one, "criteria have no weight yet and count for nothing"));
    }
    let n_missing = results.n_missing();
    if n_missing > 0 {
        needs.push(count(n_missing, "score is missing", "scores are missing"));
    }
    let open = results.standings.iter().filter(|standing| matches!(standing.gate, GateStanding::Open(_))).count();
    if open > 0 {
        needs.push(count(open, "option is not yet through its gates", "options are not yet through their gates"));
    }
    (!needs.is_empty()).then(|| format!("Provisional: {}.", list(&needs)))
}

fn no_ranking(results: &Evaluation) -> String {
    let ranked = results.ranking();
    match (results.standings.len(), results.columns.len(), ranked.as_slice()) {
        (0, ..) => "There are no options yet.".to_owned(),
        (_, 0, _) => "There are no criteria yet.".to_owned(),
        (.., [only]) => format!("{} is the only option in the running with every score.", only.name),
        _ if results.columns.iter().all(|column| column.points.is_none()) => {
            "No weights have been given yet.".to_owned()
        }
        _ if results.columns.iter().all(|column| column.share.is_none()) => {
            "Every weight that was given is 0, so nothing tells the options apart.".to_owned()
        }
        _ => "No option has every score yet.".to_owned(),
    }
}

/// Returns which parts put one option ahead of another, and where it is weaker; `gaps` are points of the one less those
/// of the other.
pub(super) fn gaps_sentence(mut gaps: Vec<(&str, f64)>, leader: &str, rival: &str) -> String {
    sort_by(&mut gaps, &mut |one, other| other.1.total_cmp(&one.1));
    // Half a printed step: what prints as 0.0 is no difference.
    let seen = 0.05;
    let ahead: Vec<&str> = gaps.iter().filter(|(_, gap)| *gap >= seen).take(2).map(|(name, _)| *name).collect();
    let behind = gaps.last().filter(|(_, gap)| *gap <= -seen).map(|(name, _)| *name);
    let verb = if ahead.len() == 1 { "puts" } else { "put" };
    match (ahead.as_slice(), behind) {
        ([], None) => format!("{leader} and {rival} differ on none of these"),
        ([], Some(behind)) => format!("{leader} is weaker on {behind}"),
        (ahead, None) => format!("{} {verb} {leader} ahead of {rival}", list(ahead)),
        (ahead, Some(behind)) => {
            format!("{} {verb} {leader} ahead of {rival}; it is weaker on {behind}", list(ahead))
        }
    }
}
