//! Rules on goals: what is scored without a reason, harmed without an answer, counted several times or not looked at, and
//! what the report says of goals in its own words.

use super::delivery::is_after;
use super::facts::{Contribution, Facts};
use super::words::{hedges, is_not_applicable, n_cues};
use super::{Found, Level, Place};
use crate::alignment::Assessment;
use crate::alignment::goal::{GoalAlignment, GoalState, goal_alignment};
use std::collections::{BTreeSet, HashMap};

/// In how many cells one reason is remarkable.
const REPEATED: usize = 3;
/// How many words of another goal a statement must have.
const CUES: usize = 2;
/// From how many scores on it is remarkable that all of them are benefits.
const NO_DOWNSIDE: usize = 8;
/// How many letters of a repeated reason are given.
pub(crate) const REASON_SHOWN: usize = 40;

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    statements(facts, found);
    cells(facts, found);
    same_reason(facts, found);
    let rows = rows(facts);
    carbon(facts, &rows, found);
    if !facts.initiatives.is_empty() {
        goals(facts, found);
    }
    initiatives(facts, &rows, found);
    frameworks(facts, found);
}

/// What is recorded for each initiative.
type Rows<'a> = Vec<Vec<&'a Contribution<'a>>>;

fn rows<'a>(facts: &'a Facts<'a>) -> Rows<'a> {
    let mut rows: Rows<'a> = vec![Vec::new(); facts.initiatives.len()];
    for one in &facts.contributions {
        rows[one.initiative].push(one);
    }
    rows
}

impl Contribution<'_> {
    fn score(&self) -> Option<i8> {
        match self.assessment {
            Assessment::Scored(effect) => Some(effect.get()),
            _ => None,
        }
    }

    fn place(&self) -> Place {
        Place::Cell(self.initiative, self.goal)
    }
}

/// `no_measure` (ask): a statement promises and has no figure. `other_goals_words` (ask): a statement has two words or more
/// of another goal of its framework and none of its own. `statement_na_bare` (ask): it says that the goal does not apply, and
/// not why.
fn statements(facts: &Facts<'_>, found: &mut Found) {
    let (mut bare, mut unmeasured) = (Vec::new(), Vec::new());
    for statement in &facts.statements {
        let (goal, text) = (&facts.goals[statement.goal], statement.text);
        if is_not_applicable(text) {
            bare.push(Place::Goal(statement.goal));
            continue;
        }
        if hedges(text) && !text.contains(|letter: char| letter.is_ascii_digit()) {
            unmeasured.push(Place::Goal(statement.goal));
        }
        if !goal.cues.is_empty() && n_cues(text, &goal.cues) == 0 {
            let others = facts.goals.iter().enumerate().filter(|(at, other)| {
                *at != statement.goal && other.framework == goal.framework && n_cues(text, &other.cues) >= CUES
            });
            for (other, _) in others {
                let places = [Place::Goal(statement.goal), Place::Goal(other)];
                found.push("other_goals_words", Level::Ask, places, &[]);
            }
        }
    }
    found.all("no_measure", Level::Ask, unmeasured);
    found.all("statement_na_bare", Level::Ask, bare);
}

/// `score_without_reason`, `na_without_reason`, `harm_unanswered` and `carried_unconfirmed` (ask): as they are named.
fn cells(facts: &Facts<'_>, found: &mut Found) {
    let those = |is: &dyn Fn(&Contribution<'_>) -> bool| {
        facts.contributions.iter().filter(|one| is(one)).map(Contribution::place).collect::<Vec<Place>>()
    };
    let is_bare = |one: &Contribution<'_>| one.reason.is_empty() && !one.is_carried;
    found.all("score_without_reason", Level::Ask, those(&|one| one.score().is_some() && is_bare(one)));
    let absent = |one: &Contribution<'_>| one.assessment == Assessment::NotApplicable && is_bare(one);
    found.all("na_without_reason", Level::Ask, those(&absent));
    let harmed = |one: &Contribution<'_>| one.score().is_some_and(|score| score < 0) && one.mitigation.is_empty();
    found.all("harm_unanswered", Level::Ask, those(&harmed));
    found.all("carried_unconfirmed", Level::Ask, those(&|one| one.is_carried));
}

/// `same_reason` (ask): one reason stands for three scores or more.
fn same_reason(facts: &Facts<'_>, found: &mut Found) {
    let mut reasons: HashMap<String, Vec<Place>> = HashMap::new();
    for one in facts.contributions.iter().filter(|one| one.score().is_some() && !one.reason.is_empty()) {
        reasons.entry(one.reason.trim().to_lowercase()).or_default().push(one.place());
    }
    let mut repeated: Vec<(String, Vec<Place>)> =
        reasons.into_iter().filter(|(_, cells)| cells.len() >= REPEATED).collect();
    crate::order::sort_by(&mut repeated, &mut |(one, _), (other, _)| one.cmp(other));
    for (reason, cells) in repeated {
        let n = i64::try_from(cells.len()).unwrap_or(i64::MAX);
        let words = Place::Words(reason.chars().take(REASON_SHOWN).collect());
        found.push("same_reason", Level::Ask, [words].into_iter().chain(cells), &[("n", n)]);
    }
}

/// `carbon_counted` (ask): an initiative has scores other than 0 for carbon goals of two lenses or more. `boundary_shift`
/// (ask): tonnes leave the council's own boundary and not the total. `score_against_tonnes` (error): a score for a carbon goal
/// has the other sign than the tonnes of its boundary.
fn carbon(facts: &Facts<'_>, rows: &Rows<'_>, found: &mut Found) {
    for ((at, initiative), row) in facts.initiatives.iter().enumerate().zip(rows) {
        let own =
            |one: &&Contribution<'_>| facts.goals[one.goal].is_carbon && one.score().is_some_and(|score| score != 0);
        let scored: Vec<&Contribution<'_>> = row.iter().copied().filter(own).collect();
        let lenses: BTreeSet<usize> = scored.iter().map(|one| facts.goals[one.goal].lens).collect();
        if lenses.len() > 1 {
            let n = i64::try_from(scored.len()).unwrap_or(i64::MAX);
            let goals = scored.iter().map(|one| Place::Goal(one.goal));
            found.push("carbon_counted", Level::Ask, [Place::Initiative(at)].into_iter().chain(goals), &[("n", n)]);
        }
        let (council, total) = (initiative.council_tonnes, initiative.total_tonnes);
        if council.zip(total).is_some_and(|(council, total)| council < 0.0 && total >= 0.0) {
            found.push("boundary_shift", Level::Ask, [Place::Initiative(at)], &[]);
        }
        let against = row.iter().filter(|one| {
            let goal = &facts.goals[one.goal];
            let tonnes = if goal.is_council { council } else { total };
            let is_about = goal.is_carbon || goal.is_council;
            let score = one.score().map(f64::from);
            is_about && score.zip(tonnes).is_some_and(|(score, tonnes)| score * tonnes > 0.0)
        });
        for one in against {
            found.push("score_against_tonnes", Level::Error, [Place::Initiative(at), one.place()], &[]);
        }
    }
}

/// `gap` (ask): nothing supports or harms it, and half of what it applies to is scored. `goal_not_looked_at` (ask): nothing
/// supports it, and less is scored. `goal_not_applicable_to_any` (ask): it is said to apply to nothing.
fn goals(facts: &Facts<'_>, found: &mut Found) {
    let n = facts.initiatives.len();
    // Goal by goal, each with all initiatives.
    let mut cells = vec![Assessment::default(); facts.goals.len() * n];
    for one in &facts.contributions {
        cells[one.goal * n + one.initiative] = one.assessment;
    }
    let all: Vec<GoalAlignment> = cells.chunks(n).map(|goal| goal_alignment(goal.iter().copied())).collect();
    // Where nobody has begun there is nothing to ask goal by goal.
    if all.iter().all(|goal| goal.n_scored == 0) {
        return;
    }
    let those = |is: &dyn Fn(&GoalAlignment) -> bool| {
        all.iter().enumerate().filter(|(_, goal)| is(goal)).map(|(at, _)| Place::Goal(at)).collect::<Vec<Place>>()
    };
    found.all("gap", Level::Ask, those(&|goal| goal.state() == GoalState::Gap));
    let unseen = |goal: &GoalAlignment| goal.supporters.is_empty() && !goal.is_looked_at() && !goal.applies_to_none();
    found.all("goal_not_looked_at", Level::Ask, those(&unseen));
    found.all("goal_not_applicable_to_any", Level::Ask, those(&GoalAlignment::applies_to_none));
}

/// `thin` (note): something is scored, and less than a third of what applies. `orphan` (ask): more is, and none of it is a
/// benefit. `no_downside` (note): eight scores or more, all of them benefits.
fn initiatives(facts: &Facts<'_>, rows: &Rows<'_>, found: &mut Found) {
    let (mut orphans, mut glowing) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let scores: Vec<i8> = row.iter().filter_map(|one| one.score()).collect();
        let absent = row.iter().filter(|one| one.assessment == Assessment::NotApplicable).count();
        let applicable = facts.goals.len().saturating_sub(absent);
        if scores.is_empty() {
            continue;
        }
        if 3 * scores.len() < applicable {
            let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let figures = [("scored", number(scores.len())), ("applicable", number(applicable))];
            found.push("thin", Level::Note, [Place::Initiative(at)], &figures);
        } else if scores.iter().all(|score| *score <= 0) {
            orphans.push(Place::Initiative(at));
        }
        if scores.len() >= NO_DOWNSIDE && scores.iter().all(|score| *score > 0) {
            glowing.push(Place::Initiative(at));
        }
    }
    found.all("orphan", Level::Ask, orphans);
    found.all("no_downside", Level::Note, glowing);
}

/// `framework_later` (note): a framework holds only from after the meeting. `past_the_framework` (note): an initiative that is
/// scored for it ends after it.
fn frameworks(facts: &Facts<'_>, found: &mut Found) {
    for (at, framework) in facts.frameworks.iter().enumerate() {
        if framework.from.zip(facts.context.meeting).is_some_and(|(from, meeting)| is_after(from, meeting)) {
            found.push("framework_later", Level::Note, [Place::Framework(at)], &[]);
        }
        let Some(until) = framework.until else { continue };
        let scored: BTreeSet<usize> = facts
            .contributions
            .iter()
            .filter(|one| one.score().is_some() && facts.goals[one.goal].framework == at)
            .map(|one| one.initiative)
            .collect();
        let end =
            |initiative: &usize| facts.initiatives[*initiative].new_end.or(facts.initiatives[*initiative].planned_end);
        let beyond = scored.into_iter().filter(|one| end(one).is_some_and(|end| is_after(end, until)));
        let beyond: Vec<Place> = beyond.map(Place::Initiative).collect();
        if !beyond.is_empty() {
            found.push("past_the_framework", Level::Note, [Place::Framework(at)].into_iter().chain(beyond), &[]);
        }
    }
}
