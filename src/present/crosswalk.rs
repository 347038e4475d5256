//! Crosswalks in words: what is carried and not confirmed, and what each link carries.

use super::{assessment_mark, count, in_sentence, list};
use crate::alignment::Assessment;
use crate::alignment::carry::{Proposal, Source};
use crate::case::Case;
use crate::edit::PackTaken;
use crate::framework::{Boundary, Framework, Strength};
use crate::id::FrameworkId;

/// Returns how frameworks stand: what is carried and not confirmed, and what is not in them.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::frameworks_headline};
/// assert_eq!(frameworks_headline(&Case::titled("Depots")), "No framework yet. Add one, or start your own.");
/// ```
#[must_use]
pub fn frameworks_headline(case: &Case) -> String {
    if case.frameworks.is_empty() {
        return "No framework yet. Add one, or start your own.".to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    for framework in &case.frameworks {
        said.extend(carried_sentence(case, framework));
        said.extend(not_found_sentence(framework));
    }
    if !said.is_empty() {
        return said.join(" ");
    }
    let n_goals = case.frameworks.iter().map(|framework| framework.goals.len()).sum();
    format!(
        "{} with {}; no score waits to be confirmed.",
        count(case.frameworks.len(), "framework", "frameworks"),
        count(n_goals, "goal", "goals")
    )
}

/// Returns how many scores of a framework are carried and not confirmed; nothing where none is.
fn carried_sentence(case: &Case, framework: &Framework) -> Option<String> {
    let is_own = |goal| framework.goals.iter().any(|found| found.id == goal);
    let scored =
        case.contributions.iter().filter(|found| is_own(found.goal) && found.assessment != Assessment::NotAssessed);
    let (mut n, mut n_carried, mut origins) = (0, 0, Vec::<FrameworkId>::new());
    for found in scored {
        n += 1;
        if let Some(origin) = found.carried_from.as_ref().filter(|_| found.is_carried()) {
            n_carried += 1;
            if !origins.contains(&origin.framework) {
                origins.push(origin.framework);
            }
        }
    }
    if n_carried == 0 {
        return None;
    }
    let origins: Vec<&str> = origins.iter().filter_map(|id| Some(case.framework(*id)?.title.as_str())).collect();
    let scores = if n == 1 { "The 1 score".to_owned() } else { format!("{n_carried} of {n} scores") };
    let is = if n_carried == 1 { "is" } else { "are" };
    Some(format!("{scores} for {} {is} carried from {} and not confirmed.", framework.title, list(&origins)))
}

fn not_found_sentence(framework: &Framework) -> Option<String> {
    let n = framework.not_found.len();
    let is = if n == 1 { "is" } else { "are" };
    (n > 0).then(|| format!("{} of {} {is} not in this file.", count(n, "part", "parts"), framework.title))
}

/// Returns a framework with its edition and where it was read, as they stand beside its name.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, FrameworkEdit, Origin, apply}, framework::Lens, present::framework_words};
/// let start = Edit::Framework(FrameworkEdit::Start("Our plan".into(), Lens::Outcomes));
/// let case = apply(&Case::titled("Depots"), &start)?;
/// assert_eq!(framework_words(&case.frameworks[0]), "Our plan. Source: not recorded.");
/// let id = case.frameworks[0].id;
/// let edition = Edit::Framework(FrameworkEdit::SetOrigin(id, Origin::Edition, "2026 to 2030".into()));
/// let case = apply(&case, &edition)?;
/// assert_eq!(framework_words(&case.frameworks[0]), "Our plan, edition 2026 to 2030. Source: not recorded.");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn framework_words(framework: &Framework) -> String {
    let edition = match framework.edition.as_str() {
        "" => String::new(),
        edition if framework.title.contains(edition) => String::new(),
        edition => format!(", edition {}", in_sentence(edition)),
    };
    let source = if framework.source.is_empty() { "not recorded" } else { &framework.source };
    format!("{}{edition}. Source: {}.", framework.title, source.trim_end_matches('.'))
}

/// Returns what a strength is called on the page.
#[must_use]
pub fn strength_name(strength: Strength) -> &'static str {
    match strength {
        Strength::Same => "Same goal",
        Strength::Part => "Part of it",
        Strength::Related => "Related only",
    }
}

/// Returns what a strength does with a score.
#[must_use]
pub fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Same => "carries the score as it is",
        Strength::Part => "proposes the direction, and at most 1",
        Strength::Related => "carries no number, and shows the old reason",
    }
}

/// Returns a record of the older framework that speaks of a goal: what it was, where it comes from and what it carries.
#[must_use]
pub fn source_words(case: &Case, source: &Source<'_>) -> String {
    let goal = case.goal(source.found.goal).map_or("goal", |goal| goal.label());
    let carries = match source.carries {
        Some(assessment) => format!("carries {}", assessment_mark(assessment)),
        None => "carries no number".to_owned(),
    };
    let reason = if source.found.reason.is_empty() { "no reason recorded" } else { &source.found.reason };
    format!(
        "{goal} {}, {}, {carries}: {reason}",
        assessment_mark(source.found.assessment),
        strength_name(source.link.strength).to_lowercase()
    )
}

/// Returns what comes of a proposal: the mark that is carried, or why none is.
#[must_use]
pub fn proposal_words(proposal: &Proposal<'_>) -> String {
    match proposal.agreed().and_then(|source| source.carries) {
        Some(assessment) => assessment_mark(assessment).to_owned(),
        None if proposal.sources.iter().any(|source| source.carries.is_some()) => "They differ: choose one".to_owned(),
        None => "No number".to_owned(),
    }
}

/// Returns what is said of an unconfirmed cell beneath its score.
#[must_use]
pub fn carried_words(case: &Case, from: &crate::alignment::CarriedFrom) -> String {
    let goal = case.goal(from.goal).map_or("another goal", |goal| &goal.title);
    let framework = case.framework(from.framework).map_or("another framework", |found| &found.title);
    format!("Carried from “{goal}” in {framework}. It counts for nothing until somebody confirms it.")
}

/// Returns whose emissions a goal is about, as a choice.
#[must_use]
pub fn boundary_words(boundary: Option<Boundary>) -> &'static str {
    match boundary {
        None => "Not about carbon",
        Some(Boundary::Council) => "The council’s own emissions",
        Some(Boundary::Total) => "All emissions, whoever’s they are",
    }
}

/// Returns what a pack file brought into a case: "Added Our Manchester 2025-35, and the crosswalk from ... with 9 links."
#[must_use]
pub fn pack_words(taken: &PackTaken) -> String {
    let crosswalks = taken.crosswalks.iter().map(|words| format!("the crosswalk {words}"));
    let all: Vec<String> = taken.frameworks.iter().cloned().chain(crosswalks).collect();
    let with = match taken.crosswalks.is_empty() {
        true => String::new(),
        false => format!(", with {}", count(taken.n_links, "link", "links")),
    };
    let left = match taken.left.len() {
        0 => String::new(),
        n => format!(
            " {} left out, because the case has no such goal: {}.",
            count(n, "link was", "links were"),
            taken.left.join("; ")
        ),
    };
    format!("Added {}{with}.{left}", list(&all))
}
