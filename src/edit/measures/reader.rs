//! The reader of a pasted table of measures: each row is read onto what those before it would have made.

use super::{MeasureChange, MeasureColumn, MeasureFault, MeasureOutcome, MeasureRow, MeasureSum};
use crate::case::Case;
use crate::edit::{CarbonEdit, Edit, EditError, apply, named_measures};
use crate::finite::Finite;
use crate::id::{CarbonLineId, InitiativeId};
use crate::programme::{CarbonField, CarbonLine};
use crate::spelling::folded;
use std::collections::HashMap;

/// Rows as they are read, each onto what those before it would have made.
pub(super) struct Reader<'a> {
    columns: &'a [(String, Option<MeasureColumn>)],
    of: Option<InitiativeId>,
    now: Case,
    edits: Vec<Edit>,
    rows: Vec<MeasureRow>,
    /// The measures that were read, by initiative and name, each with its line.
    seen: HashMap<(InitiativeId, String), usize>,
    /// Rows whose tonnes are those of others: its place, its measure and their names.
    ties: Vec<(usize, CarbonLineId, String)>,
    /// What the rows since the last sum come to within the council's boundary and in all.
    sums: [f64; 2],
}

impl<'a> Reader<'a> {
    pub(super) fn of(
        case: &Case,
        of: Option<InitiativeId>,
        columns: &'a [(String, Option<MeasureColumn>)],
    ) -> Reader<'a> {
        let (edits, rows, ties) = (Vec::new(), Vec::new(), Vec::new());
        Reader { columns, of, now: case.clone(), edits, rows, seen: HashMap::new(), ties, sums: [0.0; 2] }
    }

    /// Returns what stands in a column of a row, without a sign that only says that nothing does.
    fn cell(&self, line: &[String], wanted: MeasureColumn) -> String {
        let at = self.columns.iter().position(|(_, column)| *column == Some(wanted));
        let text = at.and_then(|at| line.get(at)).map_or("", |text| text.trim());
        if matches!(text, "–" | "-" | "—") { String::new() } else { text.to_owned() }
    }

    /// Reads a row, whose line is counted from 1.
    pub(super) fn row(&mut self, number: usize, line: &[String]) {
        let what = self.cell(line, MeasureColumn::Field(CarbonField::What));
        let mut row = MeasureRow {
            line: number,
            cells: line.to_vec(),
            what: what.clone(),
            owner: String::new(),
            outcome: MeasureOutcome::Same,
            without: Vec::new(),
        };
        if matches!(folded(&what).as_str(), "total" | "totals" | "sum" | "all measures" | "grand total") {
            row.outcome = MeasureOutcome::Total(self.total(line));
            self.sums = [0.0; 2];
        } else {
            self.measure(line, &mut row);
        }
        self.rows.push(row);
    }

    /// Returns the figures of a row of totals beside what the rows above it come to.
    fn total(&self, line: &[String]) -> Vec<MeasureSum> {
        let summed = [CarbonField::Council, CarbonField::Total].into_iter().zip(self.sums);
        let sum = |(field, worked_out): (CarbonField, f64)| {
            let printed = number(&self.cell(line, MeasureColumn::Field(field)))?;
            Some(MeasureSum { column: field.heading(), printed, worked_out })
        };
        summed.filter_map(sum).collect()
    }

    fn measure(&mut self, line: &[String], row: &mut MeasureRow) {
        let fault = |column: &str, text: &str, why: &str| MeasureFault {
            column: column.to_owned(),
            text: text.to_owned(),
            why: why.to_owned(),
        };
        if row.what.is_empty() {
            let why = "the measure has no name";
            row.outcome = MeasureOutcome::Refused(fault(CarbonField::What.heading(), "", why));
            return;
        }
        let named = self.cell(line, MeasureColumn::Owner);
        let Some(owner) = self.owner(&named) else {
            let why = if named.is_empty() {
                "it is not said whose measure it is"
            } else {
                "no initiative of this case is called so"
            };
            row.outcome = MeasureOutcome::Refused(fault(MeasureColumn::Owner.heading(), &named, why));
            return;
        };
        row.owner = self.now.initiative(owner).map_or_else(String::new, |found| found.name.clone());
        let key = (owner, folded(&row.what));
        if let Some(first) = self.seen.get(&key) {
            let why = format!("it stands in line {first} of the table already");
            row.outcome = MeasureOutcome::Refused(fault(CarbonField::What.heading(), &row.what, &why));
            return;
        }
        let own = self.now.initiative(owner).into_iter().flat_map(|found| &found.carbon.lines);
        let before = own.into_iter().find(|found| folded(&found.what) == key.1).cloned();
        let mut after = before.clone().unwrap_or_else(|| CarbonLine::named(CarbonLineId(0), &row.what));
        for field in CarbonField::ALL.into_iter().filter(|field| *field != CarbonField::What) {
            let text = self.cell(line, MeasureColumn::Field(field));
            if text.is_empty() {
                continue;
            }
            let plain = if field.is_number() { unbracketed(&text) } else { text.clone() };
            if let Err(why) = field.put(&mut after, &plain) {
                row.without.push(fault(field.heading(), &text, &why.to_string()));
            }
        }
        for ((head, column), text) in self.columns.iter().zip(line) {
            if column.is_none() && !text.trim().is_empty() {
                row.without.push(fault(head, text.trim(), "no column of measures is called so"));
            }
        }
        let beyond = line.get(self.columns.len()..).unwrap_or_default().iter().filter(|text| !text.trim().is_empty());
        row.without.extend(beyond.map(|text| fault("", text.trim(), "there is no column for it")));
        let changes = before.as_ref().map(|before| changes(before, &after));
        let id = before.as_ref().map_or(CarbonLineId(self.now.next_id), |before| before.id);
        let edit = match (&before, changes.as_ref().is_some_and(Vec::is_empty)) {
            (Some(_), true) => None,
            (Some(before), false) => Some(CarbonEdit::ChangeLine(before.id, Box::new(after.clone()))),
            (None, _) => Some(CarbonEdit::AddLine(owner, Box::new(after.clone()))),
        };
        if let Some(edit) = edit
            && let Err(error) = self.make(Edit::Carbon(edit))
        {
            row.outcome = MeasureOutcome::Refused(fault("", "", &error.to_string()));
            return;
        }
        row.outcome = match changes {
            None => MeasureOutcome::Added,
            Some(changes) if changes.is_empty() => MeasureOutcome::Same,
            Some(changes) => MeasureOutcome::Changed(changes),
        };
        let summed = [after.council_t, after.total_t].map(|t| t.map_or(0.0, Finite::get));
        self.sums.iter_mut().zip(summed).for_each(|(sum, own)| *sum += own);
        self.seen.insert(key, row.line);
        let same = self.cell(line, MeasureColumn::Same);
        if !same.is_empty() {
            self.ties.push((self.rows.len(), id, same));
        }
    }

    /// Returns the initiative of a name, or the one whose measures all are.
    fn owner(&self, named: &str) -> Option<InitiativeId> {
        if named.is_empty() {
            return self.of;
        }
        let named = folded(named);
        self.now.programme.initiatives.iter().find(|found| folded(&found.name) == named).map(|found| found.id)
    }

    fn make(&mut self, edit: Edit) -> Result<(), EditError> {
        self.now = apply(&self.now, &edit)?;
        self.edits.push(edit);
        Ok(())
    }

    /// Says of each measure which others have its tonnes, once all of them are there.
    pub(super) fn tie(&mut self) {
        for (at, id, names) in std::mem::take(&mut self.ties) {
            let Some(line) = self.now.carbon_line(id).cloned() else { continue };
            let tied = named_measures(&self.now, Some(id), &names);
            let before = self.names(&line.same_tonnes_as);
            let made = tied.and_then(|same_tonnes_as| match same_tonnes_as == line.same_tonnes_as {
                true => Ok(false),
                false => {
                    let tied = CarbonLine { same_tonnes_as, ..line };
                    self.make(Edit::Carbon(CarbonEdit::ChangeLine(id, Box::new(tied)))).map(|()| true)
                }
            });
            let row = &mut self.rows[at];
            let column = MeasureColumn::Same.heading();
            match made {
                Ok(false) => {}
                Ok(true) => {
                    let change = MeasureChange { column, from: before, to: names };
                    match &mut row.outcome {
                        MeasureOutcome::Changed(changes) => changes.push(change),
                        MeasureOutcome::Same => row.outcome = MeasureOutcome::Changed(vec![change]),
                        _ => {}
                    }
                }
                Err(error) => {
                    let why = error.to_string();
                    row.without.push(MeasureFault { column: column.to_owned(), text: names, why });
                }
            }
        }
    }

    /// Returns the rows, and the edits that take them over.
    pub(super) fn done(self) -> (Vec<MeasureRow>, Vec<Edit>) {
        (self.rows, self.edits)
    }

    fn names(&self, ids: &[CarbonLineId]) -> String {
        let names = ids.iter().filter_map(|id| self.now.carbon_line(*id)).map(|line| line.what.as_str());
        names.collect::<Vec<_>>().join("; ")
    }
}

/// Returns what changes from one form of a measure to another.
fn changes(before: &CarbonLine, after: &CarbonLine) -> Vec<MeasureChange> {
    let change = |field: CarbonField| {
        let (from, to) = (field.text(before), field.text(after));
        (from != to).then(|| MeasureChange { column: field.heading(), from, to })
    };
    CarbonField::ALL.into_iter().filter_map(change).collect()
}

/// Returns a figure in brackets with the sign that they stand for.
fn unbracketed(text: &str) -> String {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("−{}", inner.trim()),
        None => text.to_owned(),
    }
}

fn number(text: &str) -> Option<f64> {
    Finite::read(&unbracketed(text)).ok().flatten().map(Finite::get)
}
