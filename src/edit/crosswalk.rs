//! Edits of crosswalks: which goal of one framework stands for which of another, and carrying over what was scored.

use super::EditError;
use super::given::{Applied, obeys, position, room, text};
use crate::alignment::carry::{Source, proposals};
use crate::alignment::{Assessment, CarriedFrom, Contribution};
use crate::case::Case;
use crate::framework::{Crosswalk, Link, Strength};
use crate::id::{FrameworkId, GoalId, InitiativeId};
use crate::limits::Limit;
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of the crosswalks of a case. A crosswalk is named by its two frameworks, the one that was scored first.
#[derive(Clone, Debug, PartialEq)]
pub enum CrosswalkEdit {
    /// Adds a crosswalk.
    Add(Box<Crosswalk>),
    /// Says who drew a crosswalk up, and where it was read.
    SetSource(FrameworkId, FrameworkId, String),
    /// Links two goals, or changes their link: how far the first stands for the second, and what to know about it.
    SetLink(GoalId, GoalId, Strength, String),
    /// Takes the link of two goals away.
    RemoveLink(GoalId, GoalId),
    /// Removes a crosswalk. What was carried by it stays.
    Remove(FrameworkId, FrameworkId),
    /// Carries over all that the links agree on, into cells in which nothing is recorded.
    Carry(FrameworkId, FrameworkId),
    /// Carries over what one goal says of an initiative for another, where several differ.
    CarryFrom(InitiativeId, GoalId, GoalId),
    /// Takes back what was carried from one framework to another and is not confirmed.
    TakeBack(FrameworkId, FrameworkId),
}

impl CrosswalkEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            CrosswalkEdit::Add(crosswalk) => add(case, crosswalk)?,
            CrosswalkEdit::SetSource(from, to, words) => {
                let words = text(words)?;
                let at = place(case, *from, *to)?;
                Arc::make_mut(&mut case.crosswalks[at]).source = words;
            }
            CrosswalkEdit::SetLink(from, to, strength, note) => set_link(case, *from, *to, *strength, note)?,
            CrosswalkEdit::RemoveLink(from, to) => {
                let at = place_of_goals(case, *from, *to)?;
                let links = &mut Arc::make_mut(&mut case.crosswalks[at]).links;
                let at = position(links.iter().map(|link| (link.from, link.to)), (*from, *to), LINK)?;
                links.remove(at);
            }
            CrosswalkEdit::Remove(from, to) => {
                let at = place(case, *from, *to)?;
                case.crosswalks.remove(at);
            }
            CrosswalkEdit::Carry(from, to) => carry(case, *from, *to)?,
            CrosswalkEdit::CarryFrom(initiative, from, to) => carry_from(case, *initiative, *from, *to)?,
            CrosswalkEdit::TakeBack(from, to) => {
                let goals = goals(case, *to);
                let is_it = |found: &Contribution| {
                    found.is_carried()
                        && goals.contains(&found.goal)
                        && found.carried_from.as_ref().is_some_and(|origin| origin.framework == *from)
                };
                case.contributions.retain(|found| !is_it(found));
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: FrameworkId| case.framework(id).map_or("framework", |found| &found.title);
        let goal = |id: GoalId| case.goal(id).map_or("goal", |found| &found.title);
        let pair = |from: &FrameworkId, to: &FrameworkId| format!("from {} to {}", named(*from), named(*to));
        match self {
            CrosswalkEdit::Add(crosswalk) => format!("Add crosswalk {}", pair(&crosswalk.from, &crosswalk.to)),
            CrosswalkEdit::SetSource(from, to, _) => format!("Source of the crosswalk {}", pair(from, to)),
            CrosswalkEdit::SetLink(from, to, ..) => format!("Link from {} to {}", goal(*from), goal(*to)),
            CrosswalkEdit::RemoveLink(from, to) => format!("Remove link from {} to {}", goal(*from), goal(*to)),
            CrosswalkEdit::Remove(from, to) => format!("Remove crosswalk {}", pair(from, to)),
            CrosswalkEdit::Carry(from, to) => format!("Carry scores {}", pair(from, to)),
            CrosswalkEdit::CarryFrom(initiative, from, to) => {
                let name = case.initiative(*initiative).map_or("initiative", |found| &found.name);
                format!("Carry {name} from {} to {}", goal(*from), goal(*to))
            }
            CrosswalkEdit::TakeBack(from, to) => format!("Take back scores carried {}", pair(from, to)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        match self {
            CrosswalkEdit::SetSource(from, to, _) => {
                case.crosswalk(*from, *to).map_or(String::new(), |found| found.source.clone())
            }
            CrosswalkEdit::SetLink(from, to, ..) => {
                let found = case.crosswalks.iter().find_map(|crosswalk| crosswalk.link(*from, *to));
                found.map_or(String::new(), |link| match link.note.as_str() {
                    "" => link.strength.word().to_owned(),
                    note => format!("{}: {note}", link.strength.word()),
                })
            }
            CrosswalkEdit::Add(_)
            | CrosswalkEdit::RemoveLink(..)
            | CrosswalkEdit::Remove(..)
            | CrosswalkEdit::Carry(..)
            | CrosswalkEdit::CarryFrom(..)
            | CrosswalkEdit::TakeBack(..) => String::new(),
        }
    }
}

const CROSSWALK: &str = "crosswalk";
const LINK: &str = "link";

fn place(case: &Case, from: FrameworkId, to: FrameworkId) -> Result<usize, EditError> {
    position(case.crosswalks.iter().map(|found| (found.from, found.to)), (from, to), CROSSWALK)
}

fn place_of_goals(case: &Case, from: GoalId, to: GoalId) -> Result<usize, EditError> {
    let of = |goal| case.framework_of(goal).map(|found| found.id).ok_or(EditError::NotThere { what: "goal" });
    place(case, of(from)?, of(to)?)
}

fn goals(case: &Case, id: FrameworkId) -> Vec<GoalId> {
    case.framework(id).map_or_else(Vec::new, |found| found.goals.iter().map(|goal| goal.id).collect())
}

fn add(case: &mut Case, given: &Crosswalk) -> Applied {
    room(&case.crosswalks, Limit::Crosswalks)?;
    Limit::Links.check(given.links.len())?;
    if case.crosswalk(given.from, given.to).is_some() {
        return Err(EditError::OutOfRange { expected: "one crosswalk for each two frameworks and direction" });
    }
    let mut crosswalk = Crosswalk { source: text(&given.source)?, ..given.clone() };
    for link in &mut crosswalk.links {
        link.note = text(&link.note)?;
    }
    let known = |id| case.framework(id).ok_or(EditError::NotThere { what: "framework" });
    obeys(crosswalk.problem(known(given.from)?, known(given.to)?))?;
    case.crosswalks.push(Arc::new(crosswalk));
    Ok(())
}

fn set_link(case: &mut Case, from: GoalId, to: GoalId, strength: Strength, note: &str) -> Applied {
    let note = text(note)?;
    let at = place_of_goals(case, from, to)?;
    let links = &mut Arc::make_mut(&mut case.crosswalks[at]).links;
    match links.iter_mut().find(|link| (link.from, link.to) == (from, to)) {
        Some(link) => (link.strength, link.note) = (strength, note),
        None => {
            room(links, Limit::Links)?;
            links.push(Link { from, to, strength, note, unknown: Unknown::new() });
        }
    }
    Ok(())
}

/// Returns the record of a cell with what a source carries to it.
fn record(case: &Case, goal: GoalId, source: &Source<'_>, assessment: Assessment) -> Option<Contribution> {
    let origin = case.framework_of(source.found.goal)?;
    Some(Contribution {
        assessment,
        reason: source.found.reason.clone(),
        source: source.found.source.clone(),
        mitigation: source.found.mitigation.clone(),
        illustrative: source.found.illustrative,
        carried_from: Some(CarriedFrom { framework: origin.id, goal: source.found.goal, unknown: Unknown::new() }),
        ..Contribution::blank(source.found.initiative, goal)
    })
}

/// Puts records into cells in which nothing is recorded, or only what was carried and is not confirmed.
fn put(case: &mut Case, records: Vec<Contribution>) {
    for record in records {
        let (initiative, goal) = (record.initiative, record.goal);
        *case.contributions.get_or_record(initiative, goal, || Contribution::blank(initiative, goal)) = record;
    }
}

fn carry(case: &mut Case, from: FrameworkId, to: FrameworkId) -> Applied {
    let crosswalk = &case.crosswalks[place(case, from, to)?];
    let initiatives = case.programme.initiatives.iter().map(|found| found.id);
    let proposed = proposals(crosswalk, initiatives, &case.contributions);
    let is_free = |initiative, goal| case.contribution(initiative, goal).is_none();
    let records = proposed.iter().filter(|one| is_free(one.initiative, one.goal)).filter_map(|one| {
        let source = one.agreed()?;
        record(case, one.goal, &source, source.carries?)
    });
    let records = records.collect();
    put(case, records);
    Ok(())
}

fn carry_from(case: &mut Case, initiative: InitiativeId, from: GoalId, to: GoalId) -> Applied {
    let nothing = EditError::NotThere { what: "score to carry" };
    let crosswalk = &case.crosswalks[place_of_goals(case, from, to)?];
    if case.contribution(initiative, to).is_some_and(|found| !found.is_carried()) {
        return Err(EditError::OutOfRange { expected: "a goal for which nothing is recorded" });
    }
    let proposed = proposals(crosswalk, [initiative], &case.contributions);
    let source = proposed
        .iter()
        .filter(|proposal| proposal.goal == to)
        .find_map(|proposal| proposal.sources.iter().find(|source| source.link.from == from))
        .ok_or(nothing.clone())?;
    let found = source.carries.and_then(|assessment| record(case, to, source, assessment));
    let records = vec![found.ok_or(nothing)?];
    put(case, records);
    Ok(())
}

/// Takes away what hangs on goals or on a framework that are gone: links, crosswalks, and what was carried from there and is
/// not confirmed. What is confirmed stays, and is the author's own.
pub(super) fn forget(case: &mut Case, gone: &dyn Fn(GoalId) -> bool, framework: Option<FrameworkId>) {
    if let Some(id) = framework {
        case.crosswalks.retain(|crosswalk| crosswalk.from != id && crosswalk.to != id);
    }
    for crosswalk in &mut case.crosswalks {
        if crosswalk.links.iter().any(|link| gone(link.from) || gone(link.to)) {
            Arc::make_mut(crosswalk).links.retain(|link| !gone(link.from) && !gone(link.to));
        }
    }
    let from_there = |found: &Contribution| found.carried_from.as_ref().is_some_and(|origin| gone(origin.goal));
    case.contributions.retain(|found| !(found.is_carried() && from_there(found)));
    case.contributions.change(from_there, |found| (found.carried_from, found.confirmed) = (None, false));
}
