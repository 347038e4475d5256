//! An older table of the programme that was pasted, in place of an older file.

use super::moves::{Moves, told};
use crate::id::InitiativeId;
use crate::paste::{Kind, Outcome, Pasted, Reading, Role, Row, When};
use crate::present::count;
use crate::programme::{Initiative, Programme};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an older table says of the initiatives of a programme, and of others.
#[derive(Clone, Debug, Default)]
pub struct OlderTable {
    /// What it says of each initiative that is still there.
    rows: BTreeMap<InitiativeId, (Row, Pasted)>,
    /// The names of its initiatives that are not.
    gone: Vec<String>,
    /// What its columns hold.
    roles: Vec<Role>,
    /// How many of its rows were refused, and how many wait for an answer.
    n_out: (usize, usize),
}

impl OlderTable {
    /// Returns what a table says; `None` where it is none of initiatives. Read it with `edit::read_beside`, which knows of the
    /// programme what its initiatives are called and nothing else.
    #[must_use]
    pub fn of(reading: &Reading) -> Option<OlderTable> {
        let mut found =
            OlderTable { roles: reading.columns.iter().map(|column| column.role).collect(), ..OlderTable::default() };
        for row in &reading.rows {
            match &row.outcome {
                Outcome::Changed(changed) => {
                    found.rows.insert(changed.id, (row.clone(), changed.pasted.clone()));
                }
                Outcome::Unchanged(id) => {
                    found.rows.insert(*id, (row.clone(), Pasted::default()));
                }
                Outcome::Added(pasted) => found.gone.push(pasted.name.clone()),
                Outcome::Refused(_) => found.n_out.0 += 1,
                Outcome::Asks(_) => found.n_out.1 += 1,
                _ => {}
            }
        }
        (reading.kind == Some(Kind::Initiatives)).then_some(found)
    }

    /// Returns whether it says an end or a status of an initiative that is still there.
    #[must_use]
    pub fn can_be_compared(&self) -> bool {
        !self.rows.is_empty() && (self.has(Role::PlannedEnd) || self.has(Role::Status))
    }

    /// Returns how much of it is of the programme, in a sentence or two.
    #[must_use]
    pub fn says(&self) -> String {
        let n = self.rows.len();
        let mut said = vec![match n {
            0 => "None of its rows is an initiative of this programme".to_owned(),
            n => format!("{} of this programme", count(n, "row is an initiative", "rows are initiatives")),
        }];
        let others = [
            (self.gone.len(), "is not in it", "are not in it"),
            (self.n_out.0, "could not be read", "could not be read"),
            (self.n_out.1, "waits for an answer", "wait for an answer"),
        ];
        said.extend(others.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)));
        let missing = match (self.has(Role::PlannedEnd), self.has(Role::Status)) {
            (true, true) => "",
            (true, false) => " It has no column of statuses, so ends alone are compared.",
            (false, true) => " It has no column of planned ends, so statuses alone are compared.",
            (false, false) => " It has neither planned ends nor statuses: say which of its columns holds them.",
        };
        format!("{}.{missing}", said.join(", "))
    }

    /// Returns what has moved since. A cell that could not be read, or a column that is not there, says nothing: what it does not
    /// say has not moved.
    #[must_use]
    pub fn moves(&self, now: &Programme) -> Moves {
        let by_id: BTreeMap<InitiativeId, &Initiative> =
            now.initiatives.iter().map(|found| (found.id, found.as_ref())).collect();
        let known = self.rows.iter().filter_map(|(id, (row, pasted))| Some((row, pasted, *by_id.get(id)?)));
        let mut older: Vec<Arc<Initiative>> =
            known.map(|(row, pasted, now)| Arc::new(self.initiative(row, pasted, now))).collect();
        let pairs = older.iter().map(|found| (found.id, found.id)).collect();
        let free = now.initiatives.iter().map(|found| found.id.0).max().unwrap_or(0);
        let gone = self.gone.iter().zip(1..);
        older.extend(gone.map(|(name, at)| Arc::new(Initiative::named(InitiativeId(free.saturating_add(at)), name))));
        told(&Programme { initiatives: older, ..Programme::default() }, now, &pairs)
    }

    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Returns an initiative as the table has it.
    fn initiative(&self, row: &Row, pasted: &Pasted, now: &Initiative) -> Initiative {
        let is_unread = |role: Role| {
            row.without.iter().any(|refusal| refusal.column.and_then(|at| self.roles.get(at)) == Some(&role))
        };
        let says = |role: Role| self.has(role) && !is_unread(role);
        let date = |when: &When| when.date;
        // What the table calls it, also where it is known by another name.
        let name = if row.label.is_empty() { &now.name } else { &row.label };
        let end = if says(Role::PlannedEnd) {
            date(&pasted.actual_end).or_else(|| date(&pasted.planned_end))
        } else {
            now.last_end()
        };
        let status = if says(Role::Status) && pasted.status_words.is_empty() { pasted.status } else { now.status };
        Initiative { planned_end: end, status, ..Initiative::named(now.id, name) }
    }
}
