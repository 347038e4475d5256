//! What the cells of one row say of an initiative.

use super::columns::Columns;
use super::dates::{self, is_nothing, refusal};
use super::figures::{self, Cell};
use super::heads::role_word;
use super::sheet::Sheet;
use super::text::one_line;
use super::totals::Figure;
use super::{Choices, Column, Format, Pasted, Refusal, Role, When, status};
use crate::limits::Limit;
use crate::print::capitalised;

/// A row as read.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) pasted: Pasted,
    pub(super) without: Vec<Refusal>,
    pub(super) notes: Vec<String>,
    /// The figure of each column of money, for totals.
    pub(super) figures: Vec<Figure>,
    /// A word for a status that is none of the four.
    pub(super) asks_status: bool,
}

/// Returns what the cells of a row say.
pub(super) fn fields(sheet: &Sheet, row: usize, columns: &Columns, choices: &Choices) -> Fields {
    let mut found = Fields::default();
    for (at, column) in columns.columns.iter().enumerate() {
        let text = sheet.get(row, at);
        match column.role {
            Role::Start | Role::PlannedEnd | Role::ActualEnd | Role::EarlierEnd => {
                found.date(at, column, text, columns.mixed.contains(&at));
            }
            Role::Budget | Role::BudgetOfYear => found.money(at, column, text),
            Role::Status
            | Role::Reference
            | Role::Group
            | Role::LeadRole
            | Role::Narrative
            | Role::Objective
            | Role::Source
                if text.starts_with('#') && figures::fault(text, role_word(column.role)).is_some() =>
            {
                let reason = figures::fault(text, role_word(column.role)).unwrap_or_default();
                found.without.push(Refusal { column: Some(at), found: one_line(text), reason });
            }
            Role::Status if !text.is_empty() => {
                let cell = status::cell(text, &choices.statuses);
                found.asks_status = !cell.words.is_empty() && cell.note.is_some();
                (found.pasted.status, found.pasted.status_words) = (cell.status, cell.words);
                found.notes.extend(cell.note);
            }
            _ if is_nothing(text) => {}
            Role::Reference => found.pasted.reference = one_line(text),
            Role::Group => found.pasted.group = found.words(at, text, choices),
            Role::LeadRole => found.pasted.lead_role = found.words(at, text, choices),
            Role::Narrative => found.pasted.narrative = found.words(at, text, choices),
            Role::Objective => found.pasted.objective = found.words(at, text, choices),
            Role::Source => found.pasted.source = found.words(at, text, choices),
            Role::Unmapped => {
                let words = found.words(at, text, choices);
                found.pasted.others.push((at, words));
            }
            _ => {}
        }
    }
    found
}

impl Fields {
    fn date(&mut self, at: usize, column: &Column, text: &str, is_mixed: bool) {
        if text.is_empty() {
            return;
        }
        let order = if let Format::Dates { order, .. } = column.format { order } else { dates::DateOrder::default() };
        let rule = dates::Rule { order, refuses_open: is_mixed, is_start: column.role == Role::Start };
        let cell = dates::cell(text, rule);
        self.notes
            .extend(cell.notes.into_iter().map(|note| format!("{}: {note}", capitalised(role_word(column.role)))));
        self.without.extend(cell.refusal.map(|reason| refusal(at, text, reason)));
        match column.role {
            Role::Start => self.pasted.start = cell.when,
            Role::ActualEnd => self.pasted.actual_end = cell.when,
            Role::EarlierEnd => self.pasted.earlier_ends.extend(cell.when.date),
            _ => {
                self.pasted.planned_end = cell.when;
                self.pasted.earlier_ends.extend(cell.earlier);
            }
        }
        let When { date, .. } = self.pasted.planned_end;
        self.pasted.earlier_ends.retain(|earlier| Some(*earlier) != date);
        self.pasted.earlier_ends.sort_unstable();
        self.pasted.earlier_ends.dedup();
    }

    fn money(&mut self, at: usize, column: &Column, text: &str) {
        let Format::Money { unit, decimal } = column.format else { return };
        match figures::cell(text, unit, decimal) {
            Cell::Sum { pence, .. } => {
                self.figures.push(Figure::Sum(pence));
                if column.role == Role::Budget {
                    self.pasted.budget = Some(pence);
                } else {
                    let year = column.period.clone().unwrap_or_else(|| column.heading.clone());
                    self.pasted.budget_by_year.push((year, pence));
                }
            }
            Cell::None(words) => {
                self.figures.push(Figure::None);
                if !words.is_empty() {
                    self.notes.push(format!("{}: “{words}” left empty", column.heading));
                }
            }
            Cell::Refused(reason) => {
                self.figures.push(Figure::Unreadable);
                self.without.push(Refusal { column: Some(at), found: one_line(text), reason });
            }
        }
    }

    /// Returns the words of a cell: without addresses of persons, unless somebody keeps them, and none where they are too many.
    fn words(&mut self, at: usize, text: &str, choices: &Choices) -> String {
        if let Err(refused) = Limit::check_text(text) {
            self.without.push(refusal(at, &super::text::shortened(text), refused.to_string()));
            return String::new();
        }
        if choices.keeps_addresses {
            return text.to_owned();
        }
        let (kept, n) = crate::personal::without_addresses(text);
        if n > 0 {
            self.notes
                .push("A person’s address or telephone number was left out: it is kept only if you say so".to_owned());
        }
        kept
    }
}
