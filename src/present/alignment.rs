//! The alignment page in sentences: what is supported and harmed, how much has been looked at, what stands apart.

use super::{as_typed, assessment_mark, assessment_words, count, decimal, list};
use crate::alignment::goal::{GoalAlignment, GoalState};
use crate::alignment::index::Range;
use crate::alignment::summary::Summary;
use crate::alignment::{Assessment, Contribution, Effect};
use crate::appraisal::tree::Node;
use crate::case::Case;
use crate::framework::{Lens, LensWeights};
use crate::id::{GoalId, InitiativeId};
use crate::order::sort_by;
use crate::print::capitalised;

/// How many gaps a sentence names before it only counts them.
const NAMED: usize = 3;

/// How many initiatives a sentence names before it counts the others.
const NAMED_INITIATIVES: usize = 20;

/// Returns how many goals are supported and how many harmed, which nothing supports, and how many nobody has looked at.
///
/// It never nets: a goal that is supported and harmed counts in both, and "all" is said only where nothing is harmed.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::alignment_headline};
/// let case = Case::titled("Depots");
/// assert_eq!(alignment_headline(&case, &case.alignment()), "Nothing to align yet.");
/// ```
#[must_use]
pub fn alignment_headline(case: &Case, summary: &Summary) -> String {
    let (n_goals, n_initiatives) = (summary.goals.len(), summary.initiatives.len());
    match (n_goals, n_initiatives, summary.cells.scored) {
        (0, 0, _) => return "Nothing to align yet.".to_owned(),
        (0, ..) => return format!("{}, and no goals yet.", count(n_initiatives, "initiative", "initiatives")),
        (_, 0, _) => return format!("{}, and no initiatives yet.", count(n_goals, "goal", "goals")),
        (.., 0) => return "No contribution has been scored yet.".to_owned(),
        _ => {}
    }
    if let [only] = summary.goals.as_slice() {
        return match only.standing.state() {
            GoalState::Supported => "The one goal is supported.",
            GoalState::Harmed => "The one goal is harmed.",
            GoalState::Both => "The one goal is supported and harmed.",
            GoalState::Gap => "Nothing supports the one goal.",
            GoalState::NotLookedAt => "The one goal has hardly been looked at.",
            GoalState::AppliesToNone => "The one goal is said to apply to nothing.",
        }
        .to_owned();
    }
    let of = |is: &dyn Fn(&GoalAlignment) -> bool| summary.goals.iter().filter(|goal| is(&goal.standing)).count();
    let supported = of(&|goal| !goal.supporters.is_empty());
    let harmed = of(&|goal| !goal.harmers.is_empty());
    let unseen = of(&|goal| goal.supporters.is_empty() && !goal.is_looked_at() && !goal.applies_to_none());
    let absent = of(&|goal| goal.applies_to_none());
    let has_gap = |goal: &GoalAlignment| goal.supporters.is_empty() && goal.is_looked_at();
    let gaps: Vec<GoalId> = summary.goals.iter().filter(|goal| has_gap(&goal.standing)).map(|goal| goal.id).collect();
    let first = match (supported, harmed) {
        (all, 0) if all == n_goals => format!("All {all} goals are supported, and none is harmed"),
        (_, 0) => format!("{} supported", of_goals(supported, n_goals)),
        (0, _) => format!("{} supported, and {harmed} {} harmed", of_goals(0, n_goals), are(harmed)),
        _ => format!("{} supported and {harmed} harmed", of_goals(supported, n_goals)),
    };
    let mut more = Vec::new();
    match gaps.len() {
        0 => {}
        n if n > NAMED => more.push(format!("nothing supports {n} others that were looked at")),
        _ => more.push(format!("nothing supports {}", any_of(&goal_labels(case, &gaps)))),
    }
    if unseen > 0 {
        let have = if unseen == 1 { "has" } else { "have" };
        more.push(format!("{unseen} {have} not been looked at"));
    }
    if absent > 0 {
        more.push(format!("{absent} {} said to apply to nothing", are(absent)));
    }
    match more.split_last() {
        None => format!("{first}."),
        Some((last, [])) => format!("{first}; {last}."),
        Some((last, others)) => format!("{first}; {}, and {last}.", others.join(", ")),
    }
}

/// Returns "Of 14 goals 8 are" or "None of 14 goals is".
fn of_goals(n: usize, n_goals: usize) -> String {
    if n == 0 { format!("None of {n_goals} goals is") } else { format!("Of {n_goals} goals {n} {}", are(n)) }
}

/// Returns a range of an index as it stands in a table: "21 to 66", or one number where its ends are printed alike.
///
/// # Example
/// ```
/// use weighbridge::alignment::index::Range;
/// let words = |floor, ceiling| weighbridge::present::index_range_words(Range { floor, ceiling });
/// assert_eq!([words(21.2, 65.7), words(33.3, 33.4)], ["21 to 66", "33"]);
/// ```
#[must_use]
pub fn index_range_words(range: Range) -> String {
    let (floor, ceiling) = (decimal(range.floor, 0), decimal(range.ceiling, 0));
    if floor == ceiling { floor } else { format!("{floor} to {ceiling}") }
}

/// Returns what is recorded against goals and would go with them, as a sentence; empty where nothing is.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, id::GoalId, present::hanging_words};
/// assert_eq!(hanging_words(&Case::titled("Depots"), &[GoalId(1)]), "");
/// ```
#[must_use]
pub fn hanging_words(case: &Case, goals: &[GoalId]) -> String {
    let cells = case.contributions.iter().filter(|found| goals.contains(&found.goal)).count();
    let statements = case.goal_statements.iter().filter(|found| goals.contains(&found.goal)).count();
    let is_linked = |node: &Node<'_>| node.criterion.goal.is_some_and(|goal| goals.contains(&goal));
    let criteria = case.appraisals.iter().flat_map(|appraisal| appraisal.walk()).filter(is_linked).count();
    let is_from = |found: &&Contribution| {
        let origin = found.carried_from.as_ref().map(|origin| origin.goal);
        found.is_carried() && !goals.contains(&found.goal) && origin.is_some_and(|origin| goals.contains(&origin))
    };
    let carried = case.contributions.iter().filter(is_from).count();
    let mut lost = Vec::new();
    if carried > 0 {
        lost.push(format!("{} carried from it and not confirmed", count(carried, "score", "scores")));
    }
    if cells > 0 {
        lost.push(format!("{} of the matrix", count(cells, "cell", "cells")));
    }
    if statements > 0 {
        lost.push(format!("{} of the report", count(statements, "statement", "statements")));
    }
    if criteria > 0 {
        lost.push(format!("the link of {} to it", count(criteria, "criterion", "criteria")));
    }
    if lost.is_empty() { String::new() } else { format!("{} would go with it.", capitalised(&list(&lost))) }
}

/// Returns how many of the cells that apply are scored, and what the others are.
#[must_use]
pub fn alignment_guard(summary: &Summary) -> String {
    let cells = summary.cells;
    if cells.applicable() == 0 {
        return String::new();
    }
    let mut others = Vec::new();
    if cells.unknown > 0 {
        others.push(format!("{} {} unknown", cells.unknown, are(cells.unknown)));
    }
    if cells.not_assessed > 0 {
        let verb = if others.is_empty() { format!(" {}", are(cells.not_assessed)) } else { String::new() };
        others.push(format!("{}{verb} not assessed", cells.not_assessed));
    }
    let cells_words = count(cells.applicable(), "applicable cell", "applicable cells");
    let scored = format!("{} of {cells_words} {} scored", cells.scored, are(cells.scored));
    let rest = match others.len() {
        0 => ".".to_owned(),
        _ => format!("; {}. None of those is treated as 0: they widen the ranges.", list(&others)),
    };
    format!("{scored}{rest} Harm is shown beside contribution and never subtracted from it.")
}

fn are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

fn goal_labels(case: &Case, ids: &[GoalId]) -> Vec<String> {
    let goals = ids.iter().filter_map(|id| case.goal(*id));
    goals.map(|goal| format!("“{}”", goal.label())).collect()
}

/// Returns names as a choice: "A", "A or B", "A, B or C".
fn any_of(names: &[String]) -> String {
    match names {
        [first @ .., one, last] => [first, &[format!("{one} or {last}")]].concat().join(", "),
        _ => list(names),
    }
}

/// One harm of the programme, as the ledger of harm shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Harm {
    /// The initiative.
    pub initiative: InitiativeId,
    /// The goal.
    pub goal: GoalId,
    /// How large it is, −3 to −1.
    pub effect: Effect,
    /// The two by their names.
    pub names: (String, String),
    /// Why; empty where nobody says.
    pub reason: String,
    /// What is done about it; empty where nobody says.
    pub answer: String,
}

/// Returns every harm: those that nobody has answered first, the largest first.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::harms};
/// assert!(harms(&Case::titled("Depots")).is_empty());
/// ```
#[must_use]
pub fn harms(case: &Case) -> Vec<Harm> {
    let harm = |found: &Contribution| {
        let effect = match found.counted() {
            Assessment::Scored(effect) if effect.get() < 0 => effect,
            _ => return None,
        };
        let (initiative, goal) = (case.initiative(found.initiative)?, case.goal(found.goal)?);
        Some(Harm {
            initiative: found.initiative,
            goal: found.goal,
            effect,
            names: (initiative.name.clone(), goal.title.clone()),
            reason: found.reason.clone(),
            answer: found.mitigation.clone(),
        })
    };
    let mut found: Vec<Harm> = case.contributions.by_row().filter_map(harm).collect();
    sort_by(&mut found, &mut |one, other| {
        (!one.answer.is_empty(), one.effect).cmp(&(!other.answer.is_empty(), other.effect))
    });
    found
}

/// Returns how many harms there are and how many have an answer, as a sentence; empty where there are none.
#[must_use]
pub fn harms_sentence(harms: &[Harm]) -> String {
    let answered = harms.iter().filter(|harm| !harm.answer.is_empty()).count();
    let all = count(harms.len(), "effect is adverse", "effects are adverse");
    match (harms.len(), answered) {
        (0, _) => String::new(),
        (1, 1) => format!("{all}, and it has an answer."),
        (n, answered) if n == answered => format!("{all}, and each has an answer."),
        (_, 0) => {
            format!("{all}, and nothing says what is done about {}.", if harms.len() == 1 { "it" } else { "them" })
        }
        (_, answered) => format!("{all}; {answered} {} an answer.", if answered == 1 { "has" } else { "have" }),
    }
}

/// Returns which initiatives contribute to no goal that was assessed, or an empty text where each contributes to one.
#[must_use]
pub fn orphans_sentence(case: &Case, summary: &Summary) -> String {
    // The rows of a summary are the initiatives in their order.
    let rows = summary.initiatives.iter().zip(&case.programme.initiatives).filter(|(row, _)| row.standing.orphan);
    let mut names: Vec<String> = rows.map(|(_, found)| found.name.clone()).collect();
    if names.len() > NAMED_INITIATIVES + 1 {
        let others = names.split_off(NAMED_INITIATIVES).len();
        names.push(format!("{others} others"));
    }
    match names.len() {
        0 => String::new(),
        1 => format!("{} contributes to no goal that was assessed.", names[0]),
        _ => format!("{} contribute to no goal that was assessed.", list(&names)),
    }
}

/// Returns how the money behind a goal is counted, and how many initiatives have no figure.
#[must_use]
pub fn money_note(case: &Case) -> String {
    let initiatives = &case.programme.initiatives;
    let without = initiatives.iter().filter(|initiative| initiative.budget.is_none()).count();
    let counting = "Money is each supporting initiative’s all-years budget, counted in full for every goal it supports, so the row does not add up.";
    match (without, initiatives.len()) {
        (0, _) => counting.to_owned(),
        (missing, all) if missing == all => format!("{counting} No initiative has a budget yet."),
        (1, all) => format!("{counting} 1 of {all} initiatives has no budget."),
        (missing, all) => format!("{counting} {missing} of {all} initiatives have no budget."),
    }
}

/// Returns a cell of the matrix as a screen reader says it: "+2 moderate beneficial, no reason yet. Network Refresh, A
/// connected city".
#[must_use]
pub fn cell_words(assessment: Assessment, has_reason: bool, initiative: &str, goal: &str) -> String {
    let scored = matches!(assessment, Assessment::Scored(_));
    let bare = if scored && !has_reason { ", no reason yet" } else { "" };
    // What stands in the cell comes first, so that the cell can be called by what is seen.
    let mark = match assessment {
        Assessment::NotApplicable | Assessment::Unknown => format!("{}, ", assessment_mark(assessment)),
        Assessment::Scored(_) | Assessment::NotAssessed => String::new(),
    };
    format!("{mark}{}{bare}. {initiative}, {goal}", assessment_words(assessment))
}

/// Returns the weights of the lenses in words: "equal", or the three numbers in the order of the lenses.
#[must_use]
pub fn lens_weights_words(weights: &LensWeights) -> String {
    let all = [weights.outcomes, weights.carbon, weights.social_value];
    if all.iter().all(|weight| *weight == all[0]) {
        return "equal".to_owned();
    }
    Lens::ALL.map(|lens| as_typed(weights.of(lens))).join(", ")
}

#[cfg(test)]
mod tests {
    use super::{alignment_guard, alignment_headline, any_of, lens_weights_words, orphans_sentence};
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, FrameworkEdit, ProgrammeEdit, apply};
    use crate::finite::Finite;
    use crate::framework::LensWeights;
    use crate::framework::{Framework, Goal, Lens};
    use crate::id::{FrameworkId, GoalId};
    use crate::unknown::Unknown;

    fn goal(title: &str) -> Goal {
        Goal {
            id: GoalId(0),
            title: title.to_owned(),
            text: String::new(),
            short: String::new(),
            weight: Finite::from(1),
            source: String::new(),
            cues: Vec::new(),
            carbon: None,
            anchors: Default::default(),
            unknown: Unknown::new(),
        }
    }

    fn case_with(n_goals: usize) -> Case {
        let framework = Framework {
            id: FrameworkId(0),
            title: "City".to_owned(),
            lens: Lens::Outcomes,
            publisher: String::new(),
            edition: String::new(),
            source: String::new(),
            note: String::new(),
            goals: (1..=n_goals).map(|n| goal(&format!("G{n}"))).collect(),
            heading: String::new(),
            not_found: Vec::new(),
            from: None,
            until: None,
            unknown: Unknown::new(),
        };
        let case = apply(&Case::titled("t"), &Edit::Framework(FrameworkEdit::Add(Box::new(framework)))).unwrap();
        apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative("Network".to_owned()))).unwrap()
    }

    fn scored(case: &Case, column: usize, points: i8) -> Case {
        let goal = case.frameworks[0].goals[column].id;
        let effect = Assessment::Scored(Effect::new(points).unwrap());
        apply(case, &Edit::Alignment(AlignmentEdit::SetAssessment(case.programme.initiatives[0].id, goal, effect)))
            .unwrap()
    }

    fn headline(case: &Case) -> String {
        alignment_headline(case, &case.alignment())
    }

    #[test]
    fn the_headline_says_what_is_supported_and_what_is_not() {
        let case = case_with(3);
        assert_eq!(headline(&case), "No contribution has been scored yet.");
        let case = scored(&case, 0, 2);
        assert_eq!(headline(&case), "Of 3 goals 1 is supported; 2 have not been looked at.");
        let all = scored(&scored(&case, 1, 1), 2, 3);
        assert_eq!(headline(&all), "All 3 goals are supported, and none is harmed.");
        let gaps = scored(&scored(&case, 1, 0), 2, 0);
        assert_eq!(headline(&gaps), "Of 3 goals 1 is supported; nothing supports “G2” or “G3”.");
        let harmed = scored(&scored(&case, 1, -1), 2, 1);
        assert_eq!(headline(&harmed), "Of 3 goals 2 are supported and 1 harmed; nothing supports “G2”.");
        let one = scored(&case_with(3), 0, -1);
        assert_eq!(
            headline(&one),
            "None of 3 goals is supported, and 1 is harmed; nothing supports “G1”, and 2 have not been looked at."
        );
        let many = scored(&case_with(9), 0, 1);
        assert_eq!(headline(&many), "Of 9 goals 1 is supported; 8 have not been looked at.");
        assert_eq!(headline(&scored(&case_with(1), 0, 1)), "The one goal is supported.");
        assert_eq!(headline(&scored(&case_with(1), 0, -1)), "The one goal is harmed.");
    }

    #[test]
    fn harm_that_nobody_has_answered_comes_first_and_the_largest_first() {
        let case = scored(&scored(&scored(&case_with(3), 0, -3), 1, -1), 2, -2);
        let ids = |case: &Case| super::harms(case).iter().map(|harm| harm.effect.get()).collect::<Vec<_>>();
        assert_eq!(ids(&case), [-3, -2, -1]);
        assert_eq!(
            super::harms_sentence(&super::harms(&case)),
            "3 effects are adverse, and nothing says what is done about them."
        );
        let (id, goal) = (case.programme.initiatives[0].id, case.frameworks[0].goals[0].id);
        let edit = AlignmentEdit::SetMitigation(id, goal, "A wall.".to_owned());
        let case = apply(&case, &Edit::Alignment(edit)).unwrap();
        assert_eq!(ids(&case), [-2, -1, -3]);
        assert_eq!(super::harms_sentence(&super::harms(&case)), "3 effects are adverse; 1 has an answer.");
    }

    #[test]
    fn the_guard_counts_what_is_no_number() {
        let case = scored(&case_with(3), 0, 2);
        let guard = |case: &Case| alignment_guard(&case.alignment());
        assert!(guard(&case).starts_with("1 of 3 applicable cells is scored; 2 are not assessed. None of those"));
        let ids = (case.programme.initiatives[0].id, case.frameworks[0].goals[1].id);
        let case =
            apply(&case, &Edit::Alignment(AlignmentEdit::SetAssessment(ids.0, ids.1, Assessment::Unknown))).unwrap();
        assert!(guard(&case).starts_with("1 of 3 applicable cells is scored; 1 is unknown and 1 not assessed."));
        let full = scored(&scored(&case, 1, 1), 2, 0);
        assert!(guard(&full).starts_with("3 of 3 applicable cells are scored. Harm"));
        assert_eq!(guard(&Case::titled("t")), "");
    }

    #[test]
    fn orphans_and_weights_in_words() {
        let case = scored(&case_with(2), 0, -1);
        assert_eq!(orphans_sentence(&case, &case.alignment()), "Network contributes to no goal that was assessed.");
        assert_eq!(orphans_sentence(&case_with(2), &case_with(2).alignment()), "", "nothing assessed is no orphan");
        let mut many = scored(&case_with(2), 0, -1);
        for n in 0..30 {
            many = apply(&many, &Edit::Programme(ProgrammeEdit::AddInitiative(format!("I{n}")))).unwrap();
            let (id, goal) = (many.programme.initiatives[n + 1].id, many.frameworks[0].goals[0].id);
            many = apply(
                &many,
                &Edit::Alignment(AlignmentEdit::SetAssessment(id, goal, Assessment::Scored(Effect::new(-1).unwrap()))),
            )
            .unwrap();
        }
        let sentence = orphans_sentence(&many, &many.alignment());
        assert!(sentence.starts_with("Network, I0, I1,"), "{sentence}");
        assert!(sentence.ends_with("I18 and 11 others contribute to no goal that was assessed."), "{sentence}");
        assert_eq!(lens_weights_words(&LensWeights::default()), "equal");
        let tender = [70, 10, 20].map(Finite::from);
        let [outcomes, carbon, social_value] = tender;
        assert_eq!(
            lens_weights_words(&LensWeights { outcomes, carbon, social_value, unknown: Unknown::new() }),
            "70, 10, 20"
        );
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!([any_of(&names[..1]), any_of(&names[..2]), any_of(&names)], ["A", "A or B", "A, B or C"]);
    }
}
