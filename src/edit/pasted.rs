//! From a pasted text to one edit: it is read against what the case holds, and what was read becomes the edit.

use super::rows::kept;
use super::{AlignmentEdit, Edit, MarkedRow, MoneyEdit, ProgrammeEdit, Rows};
use crate::alignment::Assessment;
use crate::case::Case;
use crate::date::Date;
use crate::id::TableId;
use crate::paste::{
    self, Changed, Choices, Format, Kind, Known, KnownGoal, KnownInitiative, Line, Outcome, Pasted, Reading, Role, Row,
    Sum, When, bare_heading,
};
use crate::pence::Pence;
use crate::programme::{LineKind, MoneyColumn, MoneyLine, MoneyTable};
use crate::unknown::Unknown;

/// Where a pasted table of money goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placing {
    /// What it is called.
    pub title: String,
    /// The table in whose place it goes; absent where it is a new one.
    pub replaces: Option<TableId>,
    /// Whether lines are said to pay for initiatives of the same name.
    pub links: bool,
}

/// Returns what a pasted text says, read against what a case holds.
#[must_use]
pub fn read_onto(case: &Case, text: &str, choices: &Choices) -> Reading {
    let initiatives = &case.programme.initiatives;
    let kept: Vec<(&str, Vec<(String, Pence)>)> = initiatives.iter().map(|found| kept(&found.narrative)).collect();
    let ends: Vec<Vec<Date>> =
        initiatives.iter().map(|found| found.earlier_ends.iter().map(|end| end.date).collect()).collect();
    let facts = initiatives.iter().zip(kept.iter().zip(&ends));
    let initiatives = facts.map(|(found, ((narrative, budgets), ends))| KnownInitiative {
        id: found.id,
        name: &found.name,
        reference: &found.reference,
        group: &found.group,
        lead_role: &found.lead_role,
        status: found.status,
        start: found.start,
        planned_end: found.planned_end,
        actual_end: found.actual_end,
        earlier_ends: ends,
        budget: found.budget,
        budget_by_year: budgets,
        narrative,
        objective: &found.objective,
        source: &found.source,
    });
    let goals = case.goals().map(|(_, goal)| KnownGoal { id: goal.id, title: &goal.title, short: &goal.short });
    let known = Known { initiatives: initiatives.collect(), goals: goals.collect() };
    paste::read(text, &known, choices)
}

/// Returns what a pasted text says beside a case: of its initiatives it is known what they are called and by which reference, and
/// nothing else. So a table of an earlier time says all it has, also where the case says the same today.
#[must_use]
pub fn read_beside(case: &Case, text: &str, choices: &Choices) -> Reading {
    let initiatives = case
        .programme
        .initiatives
        .iter()
        .map(|found| KnownInitiative { reference: &found.reference, ..KnownInitiative::named(found.id, &found.name) });
    paste::read(text, &Known { initiatives: initiatives.collect(), goals: Vec::new() }, choices)
}

/// Returns the edit that takes over what was read; nothing where nothing would come of it. What is refused or waits for an answer
/// stays out.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::edit::{Placing, apply, read_onto, taking};
/// use weighbridge::paste::Choices;
/// let (case, text) = (Case::titled("Depots"), "Project\tPlanned end\nTown hall roof\tMar-27\nDepot\tTBC\n");
/// let read = |case: &Case| read_onto(case, text, &Choices::default());
/// let edit = taking(&case, &read(&case), &Placing::default()).unwrap();
/// let case = apply(&case, &edit)?;
/// assert_eq!(case.programme.initiatives.len(), 2);
/// assert_eq!(taking(&case, &read(&case), &Placing::default()), None, "the case says all of it already");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn taking(case: &Case, reading: &Reading, placing: &Placing) -> Option<Edit> {
    match reading.kind? {
        Kind::Initiatives => initiatives(reading).map(|rows| Edit::Programme(ProgrammeEdit::TakeRows(Box::new(rows)))),
        Kind::Money => {
            let table = table(case, reading, placing)?;
            let put = MoneyEdit::PutTable(placing.replaces, Box::new(table));
            Some(Edit::Money(put))
        }
        Kind::Matrix => matrix(case, reading).map(|rows| Edit::Alignment(AlignmentEdit::TakeMarks(rows))),
    }
}

fn initiatives(reading: &Reading) -> Option<Rows> {
    let mut rows = Rows::default();
    for row in &reading.rows {
        match &row.outcome {
            Outcome::Added(pasted) => rows.added.push(Pasted::clone(pasted)),
            Outcome::Changed(changed) => rows.changed.push((changed.id, what_changes(changed))),
            _ => {}
        }
    }
    rows.source = notes(reading);
    (!rows.added.is_empty() || !rows.changed.is_empty()).then_some(rows)
}

/// Returns what a row says anew: what the preview shows and no more, so that a text in one line does not take the place of one
/// in several.
fn what_changes(changed: &Changed) -> Pasted {
    let has = |role: Role| changed.changes.iter().any(|change| change.role == role);
    let words = |role: Role, words: &String| if has(role) { words.clone() } else { String::new() };
    let when = |role: Role, when: &When| When { date: when.date.filter(|_| has(role)), words: when.words.clone() };
    let Pasted {
        name,
        reference,
        group,
        lead_role,
        status,
        status_words,
        start,
        planned_end,
        actual_end,
        earlier_ends,
        budget,
        budget_by_year,
        narrative,
        objective,
        source,
        others: _,
    } = &changed.pasted;
    Pasted {
        name: words(Role::Name, name),
        reference: words(Role::Reference, reference),
        group: words(Role::Group, group),
        lead_role: words(Role::LeadRole, lead_role),
        status: status.filter(|_| has(Role::Status)),
        status_words: status_words.clone(),
        start: when(Role::Start, start),
        planned_end: when(Role::PlannedEnd, planned_end),
        actual_end: when(Role::ActualEnd, actual_end),
        earlier_ends: earlier_ends.clone(),
        budget: budget.filter(|_| has(Role::Budget)),
        budget_by_year: budget_by_year.clone(),
        narrative: words(Role::Narrative, narrative),
        objective: words(Role::Objective, objective),
        source: words(Role::Source, source),
        others: Vec::new(),
    }
}

/// Returns the notes beneath a table, as its source.
fn notes(reading: &Reading) -> String {
    let note = |row: &Row| if let Outcome::Note(words) = &row.outcome { Some(words.clone()) } else { None };
    reading.rows.iter().filter_map(note).collect::<Vec<_>>().join("; ")
}

fn table(case: &Case, reading: &Reading, placing: &Placing) -> Option<MoneyTable> {
    let facts = reading.money.as_ref()?;
    let before = case.programme.tables.iter().find(|table| Some(table.id) == placing.replaces);
    let column = |at: &usize| {
        let found = &reading.columns[*at];
        let heading = match found.format {
            _ if found.heading.is_empty() => format!("Column {}", at + 1),
            // Its figures are kept in pounds, so "£m" above them would be untrue.
            Format::Money { .. } => bare_heading(&found.heading),
            _ => found.heading.clone(),
        };
        let role = if let Role::Money(role) = found.role { role.column_role() } else { Default::default() };
        MoneyColumn { heading, role, period: found.period.clone().unwrap_or_default(), unknown: Unknown::new() }
    };
    let lines: Vec<MoneyLine> = reading.rows.iter().filter_map(|row| line(row, placing.links)).collect();
    let has_lines = lines.iter().any(|line| matches!(line.kind, LineKind::Line | LineKind::Unallocated));
    let mut table = MoneyTable {
        columns: facts.columns.iter().map(column).collect(),
        lines,
        source: notes(reading),
        ..MoneyTable::titled(TableId(0), &placing.title)
    };
    if facts.step.get() > 0 {
        table.printed_step = facts.step;
    }
    if let Some(before) = before {
        (table.basis, table.unknown) = (before.basis, before.unknown.clone());
        if table.source.is_empty() {
            table.source.clone_from(&before.source);
        }
        for line in &mut table.lines {
            keep(line, before);
        }
    }
    (has_lines && !table.columns.is_empty()).then_some(table)
}

/// Keeps of a line of the same label what the pasted one does not say.
fn keep(line: &mut MoneyLine, before: &MoneyTable) {
    let Some(known) = before.lines.iter().find(|known| known.label == line.label) else { return };
    line.initiative = line.initiative.or(known.initiative);
    line.unknown = known.unknown.clone();
    if line.note.is_empty() {
        line.note.clone_from(&known.note);
    }
}

fn line(row: &Row, links: bool) -> Option<MoneyLine> {
    let sum = |kind: LineKind, word: &str, sum: &Sum| {
        let label = if row.label.is_empty() { word.to_owned() } else { row.label.clone() };
        MoneyLine { label, kind, figures: sum.figures.clone(), ..MoneyLine::default() }
    };
    match &row.outcome {
        Outcome::Line(line) => Some(of_line(line, links)),
        Outcome::Subtotal(found) => Some(sum(LineKind::Subtotal, "Subtotal", found)),
        Outcome::Total(found) => Some(sum(LineKind::Total, "Total", found)),
        _ => None,
    }
}

fn of_line(line: &Line, links: bool) -> MoneyLine {
    let note = [line.group.as_str(), &line.footnote];
    MoneyLine {
        label: line.label.clone(),
        kind: if line.is_unallocated { LineKind::Unallocated } else { LineKind::Line },
        initiative: line.initiative.filter(|_| links),
        note: note.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; "),
        figures: line.figures.clone(),
        unknown: Unknown::new(),
    }
}

/// Returns the rows of a matrix that say something the case does not say already.
fn matrix(case: &Case, reading: &Reading) -> Option<Vec<MarkedRow>> {
    let goal = |column: usize| if let Role::Goal(goal) = reading.columns[column].role { Some(goal) } else { None };
    let mut rows = Vec::new();
    for row in &reading.rows {
        let Outcome::Marks(marks) = &row.outcome else { continue };
        if marks.asks {
            continue;
        }
        let is_new = |goal, mark| {
            let before = marks.initiative.and_then(|id| case.contribution(id, goal));
            before.is_none_or(|found| found.assessment != mark || found.is_carried())
        };
        let said = marks.marks.iter().filter(|(_, mark)| *mark != Assessment::NotAssessed);
        let said = said.filter_map(|(column, mark)| Some((goal(*column)?, *mark)));
        let said: Vec<_> = said.filter(|(goal, mark)| is_new(*goal, *mark)).collect();
        if marks.initiative.is_none() || !said.is_empty() {
            rows.push(MarkedRow { initiative: marks.initiative, name: row.label.clone(), marks: said });
        }
    }
    (!rows.is_empty()).then_some(rows)
}
