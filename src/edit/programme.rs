//! Edits of the programme: its initiatives, and what is said of each.

use super::EditError;
use super::case::date_text;
use super::field::{DateField, WordsField};
use super::given::{Applied, issue, move_item, name, obeys, position, room, text};
use super::implication;
use super::rows::Rows;
use super::same_tonnes::forget;
use crate::case::Case;
use crate::date::Date;
use crate::id::{AppraisalId, InitiativeId};
use crate::limits::Limit;
use crate::pence::Pence;
use crate::print::{self, money};
use crate::programme::{
    Dependency, EarlierEnd, Implication, Initiative, InitiativeCost, Milestone, MoneyTable, Status, StatusBasis, Target,
};
use std::sync::Arc;

/// A change of the programme. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeEdit {
    /// Adds an initiative at the end.
    AddInitiative(String),
    /// Takes over rows of a pasted table: changes initiatives that they name, and adds others at the end.
    TakeRows(Box<Rows>),
    /// Renames an initiative.
    RenameInitiative(InitiativeId, String),
    /// Moves an initiative to a position.
    MoveInitiative(InitiativeId, usize),
    /// Removes an initiative and its contributions.
    RemoveInitiative(InitiativeId),
    /// Sets or clears an initiative's delivery status.
    SetStatus(InitiativeId, Option<Status>),
    /// Sets or clears one of an initiative's dates.
    SetDate(InitiativeId, DateField, Option<Date>),
    /// Says one of the things that are said of an initiative in words.
    SetWords(InitiativeId, WordsField, String),
    /// Sets or clears an initiative's all-years budget.
    SetBudget(InitiativeId, Option<Pence>),
    /// Says what it would cost.
    SetCost(InitiativeId, Box<InitiativeCost>),
    /// Says what its status rests on.
    SetStatusBasis(InitiativeId, Option<StatusBasis>),
    /// Says which initiative it is part of.
    SetParent(InitiativeId, Option<InitiativeId>),
    /// Says in single words what it is about.
    SetTags(InitiativeId, Vec<String>),
    /// Says which appraisal chooses among its options.
    SetAppraisal(InitiativeId, Option<AppraisalId>),
    /// Answers what it means for something that is asked about; `None` takes the answer back.
    SetImplication(InitiativeId, String, Option<Box<Implication>>),
    /// Puts a milestone at a position of its list, or takes out the one that is there.
    PutMilestone(InitiativeId, usize, Option<Milestone>),
    /// Puts an end that has moved at a position of its list, or takes out the one that is there.
    PutEarlierEnd(InitiativeId, usize, Option<EarlierEnd>),
    /// Adds ends that were planned before, each behind those that were said before it. Those that are there already are left.
    KeepEarlierEnds(Vec<(InitiativeId, EarlierEnd)>),
    /// Puts something that it is measured by at a position of its list, or takes out the one that is there.
    PutTarget(InitiativeId, usize, Option<Target>),
    /// Puts something that it waits for at a position of its list, or takes out what is there.
    PutDependency(InitiativeId, usize, Option<Dependency>),
    /// Puts a risk in words at a position of its list, or takes out the one that is there.
    PutRisk(InitiativeId, usize, Option<String>),
    /// Puts an option in words at a position of its list, or takes out the one that is there.
    PutOption(InitiativeId, usize, Option<String>),
}

impl ProgrammeEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            ProgrammeEdit::AddInitiative(title) => {
                let title = name(title)?;
                room(&case.programme.initiatives, Limit::Initiatives)?;
                let id = InitiativeId(issue(&mut case.next_id)?);
                case.programme.initiatives.push(Arc::new(Initiative::named(id, &title)));
            }
            ProgrammeEdit::TakeRows(rows) => rows.take(case)?,
            ProgrammeEdit::MoveInitiative(id, to) => {
                let list = &mut case.programme.initiatives;
                let from = position(list.iter().map(|initiative| initiative.id), *id, "initiative")?;
                move_item(list, from, *to);
            }
            ProgrammeEdit::RemoveInitiative(id) => remove(case, *id)?,
            ProgrammeEdit::RenameInitiative(id, title) => initiative(case, *id)?.name = name(title)?,
            ProgrammeEdit::SetStatus(id, status) => initiative(case, *id)?.status = *status,
            ProgrammeEdit::SetWords(id, field, words) => *field.of_mut(initiative(case, *id)?) = text(words)?,
            ProgrammeEdit::SetStatusBasis(id, basis) => initiative(case, *id)?.status_basis = *basis,
            ProgrammeEdit::SetParent(id, parent) => set_parent(case, *id, *parent)?,
            ProgrammeEdit::SetTags(id, tags) => {
                Limit::Tags.check(tags.len())?;
                let tags: Result<Vec<String>, EditError> = tags.iter().map(|tag| name(tag)).collect();
                initiative(case, *id)?.tags = tags?;
            }
            ProgrammeEdit::SetAppraisal(id, appraisal) => {
                if appraisal.is_some_and(|id| case.appraisal(id).is_none()) {
                    return Err(EditError::NotThere { what: "appraisal" });
                }
                initiative(case, *id)?.appraisal = *appraisal;
            }
            ProgrammeEdit::SetImplication(id, role, given) => {
                let found = &mut initiative(case, *id)?.implications;
                implication::set(found, role, given.as_deref())?;
            }
            ProgrammeEdit::PutMilestone(id, at, given) => {
                let given = given.as_ref().map(|one| {
                    Ok::<_, EditError>(Milestone { what: name(&one.what)?, source: text(&one.source)?, ..one.clone() })
                });
                put(&mut initiative(case, *id)?.milestones, *at, given.transpose()?, Limit::Milestones)?;
            }
            ProgrammeEdit::PutEarlierEnd(id, at, given) => {
                let given = given
                    .as_ref()
                    .map(|one| Ok::<_, EditError>(EarlierEnd { source: text(&one.source)?, ..one.clone() }));
                put(&mut initiative(case, *id)?.earlier_ends, *at, given.transpose()?, Limit::EarlierEnds)?;
            }
            ProgrammeEdit::KeepEarlierEnds(ends) => {
                for (id, end) in ends {
                    keep_earlier_end(initiative(case, *id)?, end)?;
                }
            }
            ProgrammeEdit::PutTarget(id, at, given) => {
                let given = given.as_ref().map(|one| {
                    let (what, target) = (name(&one.what)?, text(&one.target)?);
                    let (now, source) = (text(&one.now)?, text(&one.source)?);
                    Ok::<_, EditError>(Target { what, target, now, source, ..one.clone() })
                });
                put(&mut initiative(case, *id)?.measures, *at, given.transpose()?, Limit::Measures)?;
            }
            ProgrammeEdit::PutDependency(id, at, given) => {
                let given = match given {
                    Some(Dependency::Initiative(other)) if other == id || case.initiative(*other).is_none() => {
                        return Err(EditError::NotThere { what: "initiative to wait for" });
                    }
                    Some(Dependency::Other(words)) => Some(Dependency::Other(name(words)?)),
                    given => given.clone(),
                };
                put(&mut initiative(case, *id)?.dependencies, *at, given, Limit::Dependencies)?;
            }
            ProgrammeEdit::PutRisk(id, at, given) => {
                let given = given.as_ref().map(|words| name(words)).transpose()?;
                put(&mut initiative(case, *id)?.risks, *at, given, Limit::Risks)?;
            }
            ProgrammeEdit::PutOption(id, at, given) => {
                let given = given.as_ref().map(|words| name(words)).transpose()?;
                put(&mut initiative(case, *id)?.options, *at, given, Limit::ListedOptions)?;
            }
            ProgrammeEdit::SetBudget(id, budget) => initiative(case, *id)?.budget = *budget,
            ProgrammeEdit::SetCost(id, given) => {
                obeys(given.problem())?;
                let source = text(&given.source)?;
                initiative(case, *id)?.money = InitiativeCost { source, ..given.as_ref().clone() };
            }
            ProgrammeEdit::SetDate(id, field, date) => *field.of_mut(initiative(case, *id)?) = *date,
        }
        Ok(())
    }

    /// Returns whether it may move which initiatives a portfolio chooses.
    pub(super) fn moves_choice(&self) -> bool {
        match self {
            ProgrammeEdit::TakeRows(_)
            | ProgrammeEdit::RemoveInitiative(_)
            | ProgrammeEdit::SetBudget(..)
            | ProgrammeEdit::SetCost(..) => true,
            ProgrammeEdit::AddInitiative(_)
            | ProgrammeEdit::RenameInitiative(..)
            | ProgrammeEdit::MoveInitiative(..)
            | ProgrammeEdit::SetStatus(..)
            | ProgrammeEdit::SetDate(..)
            | ProgrammeEdit::SetWords(..)
            | ProgrammeEdit::SetStatusBasis(..)
            | ProgrammeEdit::SetParent(..)
            | ProgrammeEdit::SetTags(..)
            | ProgrammeEdit::SetAppraisal(..)
            | ProgrammeEdit::SetImplication(..)
            | ProgrammeEdit::PutMilestone(..)
            | ProgrammeEdit::PutEarlierEnd(..)
            | ProgrammeEdit::KeepEarlierEnds(_)
            | ProgrammeEdit::PutTarget(..)
            | ProgrammeEdit::PutDependency(..)
            | ProgrammeEdit::PutRisk(..)
            | ProgrammeEdit::PutOption(..) => false,
        }
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: &InitiativeId| initiative_name(case, *id);
        match self {
            ProgrammeEdit::AddInitiative(name) => format!("Add initiative {}", name.trim()),
            ProgrammeEdit::TakeRows(rows) => rows.what(),
            ProgrammeEdit::RenameInitiative(id, _) => format!("Name of initiative {}", named(id)),
            ProgrammeEdit::MoveInitiative(id, _) => format!("Place of {}", named(id)),
            ProgrammeEdit::RemoveInitiative(id) => format!("Remove initiative {}", named(id)),
            ProgrammeEdit::SetStatus(id, _) => format!("Status of {}", named(id)),
            ProgrammeEdit::SetDate(id, field, _) => format!("{} of {}", field.word(), named(id)),
            ProgrammeEdit::SetWords(id, field, _) => format!("{} of {}", field.word(), named(id)),
            ProgrammeEdit::SetStatusBasis(id, _) => format!("What the status of {} rests on", named(id)),
            ProgrammeEdit::SetParent(id, _) => format!("What {} is part of", named(id)),
            ProgrammeEdit::SetTags(id, _) => format!("Tags of {}", named(id)),
            ProgrammeEdit::SetAppraisal(id, _) => format!("Appraisal of {}", named(id)),
            ProgrammeEdit::SetImplication(id, role, _) => {
                format!("{} of {}", implication::name(role), named(id))
            }
            ProgrammeEdit::PutMilestone(id, ..) => format!("Milestone of {}", named(id)),
            ProgrammeEdit::PutEarlierEnd(id, ..) => format!("Earlier end of {}", named(id)),
            ProgrammeEdit::KeepEarlierEnds(ends) => match ends.as_slice() {
                [(id, _)] => format!("Earlier end of {}", named(id)),
                ends => format!("Earlier ends of {}", print::count(ends.len(), "initiative", "initiatives")),
            },
            ProgrammeEdit::PutTarget(id, ..) => format!("Measure of {}", named(id)),
            ProgrammeEdit::PutDependency(id, ..) => format!("What {} waits for", named(id)),
            ProgrammeEdit::PutRisk(id, ..) => format!("Risk of {}", named(id)),
            ProgrammeEdit::PutOption(id, ..) => format!("Option of {}", named(id)),
            ProgrammeEdit::SetBudget(id, _) => format!("Budget of {}", named(id)),
            ProgrammeEdit::SetCost(id, _) => format!("Cost of {}", named(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of =
            |id: &InitiativeId, read: &dyn Fn(&Initiative) -> String| case.initiative(*id).map_or(String::new(), read);
        match self {
            ProgrammeEdit::RenameInitiative(id, _) => of(id, &|found| found.name.clone()),
            ProgrammeEdit::SetStatus(id, _) => of(id, &|found| found.status.map_or("", Status::word).to_owned()),
            ProgrammeEdit::SetDate(id, field, _) => of(id, &|found| date_text(field.of(found))),
            ProgrammeEdit::SetWords(id, field, _) => of(id, &|found| field.of(found).to_owned()),
            ProgrammeEdit::SetStatusBasis(id, _) => {
                of(id, &|found| found.status_basis.map_or("", StatusBasis::word).to_owned())
            }
            ProgrammeEdit::SetParent(id, _) => {
                of(id, &|found| found.parent.map_or("", |parent| initiative_name(case, parent)).to_owned())
            }
            ProgrammeEdit::SetTags(id, _) => of(id, &|found| found.tags.join(", ")),
            ProgrammeEdit::SetAppraisal(id, _) => of(id, &|found| {
                let appraisal = found.appraisal.and_then(|id| case.appraisal(id));
                appraisal.map_or(String::new(), |appraisal| appraisal.title.clone())
            }),
            ProgrammeEdit::SetImplication(id, role, _) => {
                of(id, &|found| found.implication(role).map_or(String::new(), implication::value))
            }
            ProgrammeEdit::PutMilestone(id, at, _) => of(id, &|found| {
                found
                    .milestones
                    .get(*at)
                    .map_or(String::new(), |one| format!("{}: {}", print::date(one.date), one.what))
            }),
            ProgrammeEdit::PutEarlierEnd(id, at, _) => {
                of(id, &|found| found.earlier_ends.get(*at).map_or(String::new(), |one| print::date(one.date)))
            }
            ProgrammeEdit::KeepEarlierEnds(ends) => {
                let n_kept = |id: &InitiativeId| case.initiative(*id).map_or(0, |found| found.earlier_ends.len());
                let n: usize = ends.iter().map(|(id, _)| n_kept(id)).sum();
                print::count(n, "earlier end", "earlier ends")
            }
            ProgrammeEdit::PutTarget(id, at, _) => of(id, &|found| {
                found.measures.get(*at).map_or(String::new(), |one| format!("{} {}", one.what, one.target))
            }),
            ProgrammeEdit::PutDependency(id, at, _) => of(id, &|found| match found.dependencies.get(*at) {
                Some(Dependency::Initiative(other)) => initiative_name(case, *other).to_owned(),
                Some(Dependency::Other(words)) => words.clone(),
                None => String::new(),
            }),
            ProgrammeEdit::PutRisk(id, at, _) => {
                of(id, &|found| found.risks.get(*at).map_or(String::new(), String::clone))
            }
            ProgrammeEdit::PutOption(id, at, _) => {
                of(id, &|found| found.options.get(*at).map_or(String::new(), String::clone))
            }
            ProgrammeEdit::SetBudget(id, _) => of(id, &|found| found.budget.map_or(String::new(), money)),
            ProgrammeEdit::SetCost(id, _) => of(id, &|found| found.money.words()),
            ProgrammeEdit::AddInitiative(_)
            | ProgrammeEdit::TakeRows(_)
            | ProgrammeEdit::MoveInitiative(..)
            | ProgrammeEdit::RemoveInitiative(_) => String::new(),
        }
    }
}

/// Returns the name of an initiative as the log gives it.
pub(super) fn initiative_name(case: &Case, id: InitiativeId) -> &str {
    case.initiative(id).map_or("initiative", |initiative| &initiative.name)
}

/// Returns an initiative to change.
pub(super) fn initiative(case: &mut Case, id: InitiativeId) -> Result<&mut Initiative, EditError> {
    let found = case.programme.initiatives.iter_mut().find(|initiative| initiative.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: "initiative" })
}

fn remove(case: &mut Case, id: InitiativeId) -> Applied {
    let at = position(case.programme.initiatives.iter().map(|initiative| initiative.id), id, "initiative")?;
    let gone = case.programme.initiatives.remove(at);
    forget(case, &gone.carbon.lines.iter().map(|line| line.id).collect::<Vec<_>>());
    case.contributions.retain(|contribution| contribution.initiative != id);
    let on_it = Dependency::Initiative(id);
    for initiative in case.programme.initiatives.iter_mut().filter(|other| other.dependencies.contains(&on_it)) {
        Arc::make_mut(initiative).dependencies.retain(|dependency| *dependency != on_it);
    }
    for child in case.programme.initiatives.iter_mut().filter(|other| other.parent == Some(id)) {
        Arc::make_mut(child).parent = None;
    }
    for portfolio in case.portfolios.iter_mut().filter(|one| one.named().any(|(_, named)| named == id)) {
        Arc::make_mut(portfolio).forget(id);
    }
    let pays = |table: &&mut Arc<MoneyTable>| table.lines.iter().any(|line| line.initiative == Some(id));
    for line in case.programme.tables.iter_mut().filter(pays).flat_map(|table| &mut Arc::make_mut(table).lines) {
        line.initiative = line.initiative.filter(|paid_for| *paid_for != id);
    }
    for risk in case.programme.risks.iter_mut().filter(|risk| risk.initiative == Some(id)) {
        Arc::make_mut(risk).initiative = None;
    }
    for action in case.programme.actions.iter_mut().filter(|action| action.initiative == Some(id)) {
        Arc::make_mut(action).initiative = None;
    }
    Ok(())
}

/// Puts an item at a position of a list, at the end where there is none, or takes out the one that is there.
fn put<T>(list: &mut Vec<T>, at: usize, item: Option<T>, limit: Limit) -> Applied {
    match (list.get_mut(at), item) {
        (Some(place), Some(item)) => *place = item,
        (Some(_), None) => drop(list.remove(at)),
        (None, Some(item)) => {
            room(list, limit)?;
            list.push(item);
        }
        (None, None) => return Err(EditError::NotThere { what: "line" }),
    }
    Ok(())
}

fn keep_earlier_end(initiative: &mut Initiative, end: &EarlierEnd) -> Applied {
    let ends = &mut initiative.earlier_ends;
    if ends.iter().any(|known| known.date == end.date && known.as_at == end.as_at) {
        return Ok(());
    }
    room(ends, Limit::EarlierEnds)?;
    let is_later = |known: &EarlierEnd| known.as_at.zip(end.as_at).is_some_and(|(known, own)| known > own);
    let at = ends.iter().position(is_later).unwrap_or(ends.len());
    ends.insert(at, EarlierEnd { source: text(&end.source)?, ..end.clone() });
    Ok(())
}

fn set_parent(case: &mut Case, id: InitiativeId, parent: Option<InitiativeId>) -> Applied {
    // Whoever is above it may not be it.
    let mut above = parent;
    for _ in 0..=case.programme.initiatives.len() {
        match above {
            Some(other) if other == id => return Err(EditError::IntoItself),
            Some(other) => above = case.initiative(other).ok_or(EditError::NotThere { what: "initiative" })?.parent,
            None => break,
        }
    }
    initiative(case, id)?.parent = parent;
    Ok(())
}
