//! Edits of the programme: its initiatives, and what is said of each.

use super::EditError;
use super::case::date_text;
use super::given::{Applied, issue, move_item, name, position, room, text};
use crate::case::Case;
use crate::date::Date;
use crate::id::InitiativeId;
use crate::limits::Limit;
use crate::pence::Pence;
use crate::print::money;
use crate::programme::budget::BudgetTable;
use crate::programme::{Dependency, Initiative, Status};
use std::sync::Arc;

/// A change of the programme. Positions count from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeEdit {
    /// Adds an initiative at the end.
    AddInitiative(String),
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
    /// Says in words how an initiative stands.
    SetNarrative(InitiativeId, String),
    /// Says which role leads an initiative.
    SetLeadRole(InitiativeId, String),
    /// Sets or clears an initiative's all-years budget.
    SetBudget(InitiativeId, Option<Pence>),
}

/// Which date of an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// When it began.
    Start,
    /// When it was to end.
    PlannedEnd,
    /// When it ended.
    ActualEnd,
}

impl DateField {
    /// Returns what it is called, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateField::Start => "Start",
            DateField::PlannedEnd => "Planned end",
            DateField::ActualEnd => "Actual end",
        }
    }

    fn of(self, initiative: &Initiative) -> Option<Date> {
        match self {
            DateField::Start => initiative.start,
            DateField::PlannedEnd => initiative.planned_end,
            DateField::ActualEnd => initiative.actual_end,
        }
    }

    fn of_mut(self, initiative: &mut Initiative) -> &mut Option<Date> {
        match self {
            DateField::Start => &mut initiative.start,
            DateField::PlannedEnd => &mut initiative.planned_end,
            DateField::ActualEnd => &mut initiative.actual_end,
        }
    }
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
            ProgrammeEdit::MoveInitiative(id, to) => {
                let list = &mut case.programme.initiatives;
                let from = position(list.iter().map(|initiative| initiative.id), *id, "initiative")?;
                move_item(list, from, *to);
            }
            ProgrammeEdit::RemoveInitiative(id) => remove(case, *id)?,
            ProgrammeEdit::RenameInitiative(id, title) => initiative(case, *id)?.name = name(title)?,
            ProgrammeEdit::SetStatus(id, status) => initiative(case, *id)?.status = *status,
            ProgrammeEdit::SetNarrative(id, narrative) => initiative(case, *id)?.narrative = text(narrative)?,
            ProgrammeEdit::SetLeadRole(id, role) => initiative(case, *id)?.lead_role = text(role)?,
            ProgrammeEdit::SetBudget(id, budget) => initiative(case, *id)?.budget = *budget,
            ProgrammeEdit::SetDate(id, field, date) => *field.of_mut(initiative(case, *id)?) = *date,
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: &InitiativeId| initiative_name(case, *id);
        match self {
            ProgrammeEdit::AddInitiative(name) => format!("Add initiative {}", name.trim()),
            ProgrammeEdit::RenameInitiative(id, _) => format!("Name of initiative {}", named(id)),
            ProgrammeEdit::MoveInitiative(id, _) => format!("Place of {}", named(id)),
            ProgrammeEdit::RemoveInitiative(id) => format!("Remove initiative {}", named(id)),
            ProgrammeEdit::SetStatus(id, _) => format!("Status of {}", named(id)),
            ProgrammeEdit::SetDate(id, field, _) => format!("{} of {}", field.word(), named(id)),
            ProgrammeEdit::SetNarrative(id, _) => format!("Progress of {}", named(id)),
            ProgrammeEdit::SetLeadRole(id, _) => format!("Lead of {}", named(id)),
            ProgrammeEdit::SetBudget(id, _) => format!("Budget of {}", named(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of =
            |id: &InitiativeId, read: &dyn Fn(&Initiative) -> String| case.initiative(*id).map_or(String::new(), read);
        match self {
            ProgrammeEdit::RenameInitiative(id, _) => of(id, &|found| found.name.clone()),
            ProgrammeEdit::SetStatus(id, _) => of(id, &|found| found.status.map_or("", Status::word).to_owned()),
            ProgrammeEdit::SetDate(id, field, _) => of(id, &|found| date_text(field.of(found))),
            ProgrammeEdit::SetNarrative(id, _) => of(id, &|found| found.narrative.clone()),
            ProgrammeEdit::SetLeadRole(id, _) => of(id, &|found| found.lead_role.clone()),
            ProgrammeEdit::SetBudget(id, _) => of(id, &|found| found.budget.map_or(String::new(), money)),
            ProgrammeEdit::AddInitiative(_)
            | ProgrammeEdit::MoveInitiative(..)
            | ProgrammeEdit::RemoveInitiative(_) => String::new(),
        }
    }
}

/// Returns the name of an initiative as the log gives it.
pub(super) fn initiative_name(case: &Case, id: InitiativeId) -> &str {
    case.initiative(id).map_or("initiative", |initiative| &initiative.name)
}

fn initiative(case: &mut Case, id: InitiativeId) -> Result<&mut Initiative, EditError> {
    let found = case.programme.initiatives.iter_mut().find(|initiative| initiative.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: "initiative" })
}

fn remove(case: &mut Case, id: InitiativeId) -> Applied {
    let at = position(case.programme.initiatives.iter().map(|initiative| initiative.id), id, "initiative")?;
    case.programme.initiatives.remove(at);
    case.contributions.retain(|contribution| contribution.initiative != id);
    let on_it = Dependency::Initiative(id);
    for initiative in case.programme.initiatives.iter_mut().filter(|other| other.dependencies.contains(&on_it)) {
        Arc::make_mut(initiative).dependencies.retain(|dependency| *dependency != on_it);
    }
    let pays = |table: &&mut Arc<BudgetTable>| table.lines.iter().any(|line| line.initiative == Some(id));
    for line in case.programme.budget.iter_mut().filter(pays).flat_map(|table| &mut Arc::make_mut(table).lines) {
        line.initiative = line.initiative.filter(|paid_for| *paid_for != id);
    }
    Ok(())
}
