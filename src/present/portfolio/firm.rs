//! How firm a set is: what is in whatever the weights are and whatever a look at the rest may find, and what its goals rest on.

use super::{Choice, UNIT};
use crate::alignment::goal::{GoalAlignment, GoalState, goal_alignment};
use crate::id::GoalId;
use crate::order::sort_by;
use crate::portfolio::found::{Core, With};
use crate::print::{capitalised, count, list, points};

/// How many goals a sentence is given for.
const GOALS: usize = 6;

/// Returns a share of draws: whole per cent, and never 0% or 100% for what is not.
///
/// # Example
/// ```
/// use weighbridge::present::share_words;
/// assert_eq!([(0, 400), (1, 400), (272, 400), (399, 400), (400, 400)].map(|(n, of)| share_words(n, of)),
///     ["never", "<1%", "68%", ">99%", "always"]);
/// ```
#[must_use]
pub fn share_words(n: usize, of: usize) -> String {
    let share = 100.0 * n as f64 / of.max(1) as f64;
    match share {
        _ if n == 0 => "never".to_owned(),
        _ if n == of => "always".to_owned(),
        share if share < 1.0 => "<1%".to_owned(),
        share if share > 99.0 => ">99%".to_owned(),
        share => format!("{share:.0}%"),
    }
}

/// Returns what is always in, what depends, and what is never in: over weightings of the lenses, and over what a look at the
/// rest may find. Nothing of what was not worked out.
#[must_use]
pub fn core_sentences(choice: &Choice<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(core) = choice.found.weightings.as_ref().filter(|core| core.n > 0) {
        let n = choice.field.lenses().len();
        let lenses = if n == 2 { "the two lenses".to_owned() } else { format!("the {n} lenses") };
        let tried = format!("weightings of {lenses} tried");
        said.push(core_words(choice, core, &format!("at every one of {} {tried}", core.n)));
    }
    if let Some(core) = choice.found.headroom.as_ref().filter(|core| core.n > 0) {
        let tried = format!("whatever a look at the rest found, in {} tries between nothing and all it could", core.n);
        said.push(core_words(choice, core, &tried));
    }
    said
}

fn core_words(choice: &Choice<'_>, core: &Core, tried: &str) -> String {
    let can = |at: &usize| choice.field.candidates[*at].barred.is_empty();
    let all: Vec<usize> = (0..core.times.len()).filter(can).collect();
    let of = |is: &dyn Fn(usize) -> bool| all.iter().copied().filter(|at| is(core.times[*at])).collect::<Vec<usize>>();
    let always = of(&|n| n == core.n);
    let mut depends = of(&|n| n > 0 && n < core.n);
    let never = of(&|n| n == 0);
    sort_by(&mut depends, &mut |one, other| core.times[*other].cmp(&core.times[*one]));
    let first = match always.len() {
        0 => format!("None is in {tried}"),
        1 => format!("{} is in {tried}", choice.names(&always)),
        n => format!("{} are in {tried}", capitalised(&n.to_string())),
    };
    let named = |at: &usize| format!("{} in {}", choice.name(*at), share_words(core.times[*at], core.n));
    let depends = match depends.len() {
        0 => String::new(),
        n if n > 4 => format!("; {n} depend on it"),
        _ => format!("; {}", list(&depends.iter().map(named).collect::<Vec<String>>())),
    };
    let never = match never.len() {
        0 => String::new(),
        1 => format!("; {} never", choice.names(&never)),
        n => format!("; {n} never are"),
    };
    format!("{first}{depends}{never}.")
}

/// Returns how each goal stands over the chosen set alone, in the order of the summary. Positions are those of initiatives.
#[must_use]
pub fn goals_of_set(choice: &Choice<'_>) -> Vec<(GoalId, GoalAlignment)> {
    let members = choice.found.best.as_ref().map_or(&[][..], |best| &best.members);
    let goals = choice.summary.goals.iter().enumerate();
    goals
        .map(|(column, goal)| {
            let rows = members.iter().filter_map(|at| choice.summary.initiatives.get(*at));
            let standing = goal_alignment(rows.map(|row| row.cells[column]));
            // Rows of the set become those of the programme again.
            let back = |found: &[usize]| found.iter().map(|at| members[*at]).collect::<Vec<usize>>();
            let (supporters, harmers) = (back(&standing.supporters), back(&standing.harmers));
            let strongest = back(&standing.strongest);
            (goal.id, GoalAlignment { supporters, harmers, strongest, ..standing })
        })
        .collect()
}

/// Returns how many goals the set supports and harms, which rest on one initiative, and how a goal that nothing chosen
/// supports could be supported with the fewest points lost.
#[must_use]
pub fn goal_sentences(choice: &Choice<'_>) -> Vec<String> {
    let goals = goals_of_set(choice);
    if goals.is_empty() || choice.found.best.is_none() {
        return Vec::new();
    }
    let label = |id: GoalId| choice.case.goal(id).map_or("", |goal| goal.label());
    let n = |is: &dyn Fn(&GoalAlignment) -> bool| goals.iter().filter(|(_, goal)| is(goal)).count();
    let (supported, harmed) = (n(&|goal| !goal.supporters.is_empty()), n(&|goal| !goal.harmers.is_empty()));
    let of = count(goals.len(), "goal", "goals");
    let harms = if harmed == 0 { "harms none".to_owned() } else { format!("harms {harmed}") };
    let mut said = vec![format!("Of {of} the set supports {supported} and {harms}.")];
    let rests = goals.iter().filter(|(_, goal)| goal.supporters.len() == 1).take(GOALS);
    said.extend(rests.map(|(id, goal)| format!("‘{}’ rests on one: {}.", label(*id), choice.name(goal.supporters[0]))));
    let open = goals.iter().filter(|(_, goal)| goal.supporters.is_empty() && goal.state() != GoalState::AppliesToNone);
    for (id, _) in open.take(GOALS) {
        let column = choice.summary.goals.iter().position(|goal| goal.id == *id);
        let supports =
            column.and_then(|at| choice.summary.goals.get(at)).map_or(&[][..], |goal| &goal.standing.supporters);
        if supports.is_empty() {
            continue;
        }
        let gap = |at: &usize| {
            choice.found.left.iter().find(|left| left.candidate == *at).and_then(|left| match left.with {
                With::Short(gap) => Some((gap, *at)),
                With::Nothing | With::Unasked => None,
            })
        };
        said.push(match supports.iter().filter_map(gap).min() {
            Some((gap, at)) => format!(
                "Nothing chosen supports ‘{}’. {} would, for {} points fewer in all.",
                label(*id),
                choice.name(at),
                points(gap as f64 / UNIT)
            ),
            None => format!("Nothing chosen supports ‘{}’, and nothing that could be chosen.", label(*id)),
        });
    }
    said
}
