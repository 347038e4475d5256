//! Rows of a table of initiatives: what each would add to the case or change in it.

use super::asks;
use super::changes::changes;
use super::columns::Columns;
use super::fields::{Fields, fields};
use super::figures::{self, Cell};
use super::groups::Groups;
use super::layout::Layout;
use super::names::{Match, Names, letters, mixes_alphabets};
use super::shapes::{Shape, Shapes, shapes};
use super::sheet::Sheet;
use super::text::{one_line, shortened};
use super::totals::{self, Figure, Totals};
use super::{
    About, Changed, Choices, Format, Known, KnownInitiative, LONGEST_NAME, Outcome, Pasted, Question, Refusal, Role,
    Row, Same,
};
use crate::limits::{Grouped, Limit};
use crate::personal;
use crate::print;
use crate::programme::Status;
use crate::spelling::folded;
use std::collections::{BTreeMap, HashMap, HashSet};

struct Reader<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    columns: &'a Columns,
    known: &'a [KnownInitiative<'a>],
    names: Names,
    choices: &'a Choices,
    shapes: Shapes,
    /// How many cells the headings have, and how many rows beneath have more.
    n_heads: usize,
    n_longer: usize,
    /// References that stand more than once: they name nothing then, and neither do the others.
    twice: HashSet<String>,
    /// The row in which a name stands already, and an initiative of the case.
    seen: HashMap<String, usize>,
    taken: HashMap<usize, usize>,
    n_added: usize,
    questions: Vec<Question>,
    /// Words for a status that are none of the four, each asked about once.
    statuses: BTreeMap<String, String>,
}

/// Returns the rows of a table of initiatives, questions about them, and how many initiatives of the case it does not name.
pub(super) fn rows(
    sheet: &Sheet,
    layout: &Layout,
    columns: &Columns,
    known: &Known<'_>,
    choices: &Choices,
) -> (Vec<Row>, Vec<Question>, usize) {
    let n_heads = (layout.first..layout.body()).map(|row| sheet.rows[row].len()).max().unwrap_or(usize::MAX);
    let mut reader = Reader {
        n_heads,
        n_longer: sheet.rows[layout.body()..].iter().filter(|row| row.len() > n_heads).count(),
        sheet,
        layout,
        columns,
        known: &known.initiatives,
        names: Names::of(&known.initiatives),
        choices,
        shapes: shapes(sheet, layout, columns, choices),
        twice: HashSet::new(),
        seen: HashMap::new(),
        taken: HashMap::new(),
        n_added: 0,
        questions: Vec::new(),
        statuses: BTreeMap::new(),
    };
    reader.references();
    reader.persons();
    let rows = reader.rows();
    let n_missing = known.initiatives.len() - reader.taken.len();
    for (key, word) in std::mem::take(&mut reader.statuses) {
        let words = format!("Which status does “{word}” stand for: red, amber, green, complete, or none?");
        reader.questions.push(Question {
            about: About::Status(key),
            words,
            until_then: "It is kept as words, without a status.".to_owned(),
        });
    }
    (rows, reader.questions, n_missing)
}

impl Reader<'_> {
    fn references(&mut self) {
        let Some(column) = self.columns.of(Role::Reference) else { return };
        let mut seen = HashSet::new();
        for at in
            (0..self.shapes.shapes.len()).filter(|at| matches!(self.shapes.shapes[*at], Shape::Facts | Shape::Alone))
        {
            let reference = folded(self.sheet.get(self.shapes.first + at, column));
            if !reference.is_empty() && !seen.insert(reference.clone()) {
                self.twice.insert(reference);
            }
        }
    }

    /// Asks where a column of roles names persons.
    fn persons(&mut self) {
        let Some(column) = self.columns.of(Role::LeadRole) else { return };
        let cells = (self.layout.body()..self.sheet.rows.len()).map(|row| self.sheet.get(row, column));
        if let Some(name) = cells.into_iter().find(|cell| personal::looks_like_a_person(cell)) {
            let words = format!(
                "“{}” looks like the name of a person: a case holds roles, such as Head of Estates. Which roles are they?",
                shortened(name)
            );
            self.questions.push(Question {
                about: About::Persons(column),
                words,
                until_then: "The column is read as it stands.".to_owned(),
            });
        }
    }

    fn rows(&mut self) -> Vec<Row> {
        let mut totals = Totals::new(self.steps());
        let mut groups = Groups::new(self.shapes.is_outline);
        let mut above = String::new();
        let mut rows = Vec::new();
        for at in 0..self.shapes.shapes.len() {
            let row = self.shapes.first + at;
            let label = self.shapes.label(self.sheet, row);
            let mut found = Row {
                number: at + 1,
                label: label.clone(),
                outcome: Outcome::Blank,
                without: Vec::new(),
                notes: self.unseen(row),
            };
            let shape = self.shapes.shapes[at].clone();
            if matches!(shape, Shape::Facts | Shape::Alone) {
                groups.leave(self.reference(row));
            }
            let group = groups.name().to_owned();
            match shape {
                Shape::Blank => {}
                Shape::Again => found.outcome = Outcome::HeadingAgain,
                Shape::Note => found.outcome = Outcome::Note(self.sheet.words(row)),
                Shape::Footnote(mark, words) => found.outcome = Outcome::Footnote { mark, words },
                Shape::Group => {
                    groups.begin(self.reference(row), &label);
                    above.clear();
                    found.outcome = Outcome::Group(label);
                }
                Shape::Total(says) => {
                    let read = fields(self.sheet, row, self.columns, self.choices);
                    let fits = totals.fits(&read.figures);
                    if self.shapes.is_total(at, &label, says, fits, if above.is_empty() { &group } else { &above }) {
                        found.outcome = summed(&mut totals, &read.figures, says, self.shapes.is_last(at));
                        found.without = read.without;
                    } else {
                        found.notes.push(
                            "It speaks of a total and adds up to nothing above it: read as an initiative".to_owned(),
                        );
                        totals.line(&read.figures);
                        self.facts(row, &mut found, read, &group, &mut above);
                    }
                }
                shape @ (Shape::Facts | Shape::Alone) => {
                    if shape == Shape::Alone {
                        self.questions.push(asks::group(at + 1, &label));
                    }
                    let read = fields(self.sheet, row, self.columns, self.choices);
                    let name = self.columns.of(Role::Name).map_or("", |column| self.sheet.get(row, column));
                    let is_total =
                        totals.fits(&read.figures) && (name.is_empty() || self.is_total(row, at + 1, &label));
                    if is_total {
                        found.outcome =
                            summed(&mut totals, &read.figures, totals::Says::Total, self.shapes.is_last(at));
                    } else {
                        totals.line(&read.figures);
                        self.facts(row, &mut found, read, &group, &mut above);
                    }
                }
            }
            rows.push(found);
        }
        rows
    }

    fn reference(&self, row: usize) -> &str {
        self.columns.of(Role::Reference).map_or("", |column| self.sheet.get(row, column))
    }

    /// Returns the step that each column of money is printed to.
    fn steps(&self) -> Vec<i64> {
        let money = self
            .columns
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| matches!(column.role, Role::Budget | Role::BudgetOfYear));
        money
            .map(|(at, column)| match column.format {
                Format::Money { unit, decimal } => {
                    let cells = (self.layout.body()..self.sheet.rows.len())
                        .map(|row| figures::cell(self.sheet.get(row, at), unit, decimal));
                    let decimals =
                        cells.map(|cell| if let Cell::Sum { n_decimals, .. } = cell { n_decimals } else { 0 });
                    unit.step(decimals.max().unwrap_or(0))
                }
                _ => 1,
            })
            .collect()
    }

    fn unseen(&self, row: usize) -> Vec<String> {
        super::unseen_words(self.sheet.unseen.get(row).copied().unwrap_or_default())
    }

    /// Returns whether a row whose figures are the sums of those above it is their total, and asks. One of which more is said than
    /// of a total is an initiative.
    fn is_total(&mut self, row: usize, number: usize, label: &str) -> bool {
        let says_more = |role: Role| matches!(role, Role::Status | Role::Start | Role::PlannedEnd | Role::LeadRole);
        let columns = &self.columns.columns;
        let is_bare = self.sheet.filled(row).all(|(at, _)| {
            columns.get(at).is_some_and(|column| matches!(column.role, Role::Name | Role::Budget | Role::BudgetOfYear))
        });
        let could_be = is_bare && columns.iter().any(|column| says_more(column.role));
        let chosen = self.choices.totals.get(&folded(label)).copied();
        if could_be && chosen.is_none() {
            self.questions.push(asks::total(number, label));
        }
        could_be && chosen.unwrap_or(true)
    }

    /// Says what would come of a row with facts.
    fn facts(&mut self, row: usize, found: &mut Row, read: Fields, group: &str, above: &mut String) {
        let Fields { mut pasted, without, notes, asks_status, .. } = read;
        let cell = self.columns.of(Role::Name).map_or("", |column| self.sheet.get(row, column));
        let (name, marks) = {
            let line = one_line(cell);
            let (bare, marks) = self.shapes.without_marks(&line);
            (bare.to_owned(), marks.join("; "))
        };
        if !marks.is_empty() {
            found.notes.push(format!("Footnote: {marks}"));
        }
        pasted.name.clone_from(&name);
        found.label.clone_from(&name);
        // A group that is named once stands for the rows beneath it too.
        if pasted.group.is_empty() {
            pasted.group = if above.is_empty() { group.to_owned() } else { above.clone() };
        } else {
            above.clone_from(&pasted.group);
        }
        if !pasted.reference.is_empty() && (!self.twice.is_empty() || self.shapes.is_outline) {
            if self.twice.contains(&folded(&pasted.reference)) {
                let heading = self
                    .columns
                    .of(Role::Reference)
                    .and_then(|column| self.columns.columns.get(column))
                    .map_or("", |column| column.heading.as_str());
                found.notes.push(format!("{} stands twice: {heading} is not taken as an id", pasted.reference));
            }
            pasted.reference.clear();
        }
        if let Some(refusal) = self.refused(row, found.number, &name) {
            found.outcome = Outcome::Refused(refusal);
            return;
        }
        found.without = without;
        found.notes.extend(notes);
        if asks_status {
            self.statuses.entry(folded(&pasted.status_words)).or_insert_with(|| pasted.status_words.clone());
        }
        found.outcome = self.outcome(found, pasted);
    }

    /// Returns why a row cannot be taken at all.
    fn refused(&mut self, row: usize, number: usize, name: &str) -> Option<Refusal> {
        let column = self.columns.of(Role::Name);
        let of_name = |reason: String| Some(Refusal { column, found: shortened(name), reason });
        let n_heads = self.n_heads;
        let n_cells = self.sheet.rows[row].len();
        let is_shifted = n_cells > n_heads
            && (self.n_longer * 2 <= self.shapes.shapes.len() || self.sheet.filled(row).any(|(at, _)| at >= n_heads));
        if self.layout.n_rows > 0 && is_shifted {
            let reason = format!(
                "this row has {n_cells} cells and the headings are {n_heads}: a cell with a separator in it needs quotation marks"
            );
            return Some(Refusal { column: None, found: shortened(&self.sheet.words(row)), reason });
        }
        let Some(column) = column else {
            return Some(Refusal {
                column: None,
                found: shortened(&self.sheet.words(row)),
                reason: "no column is the name".to_owned(),
            });
        };
        if name.is_empty() {
            return Some(Refusal {
                column: Some(column),
                found: shortened(&self.sheet.words(row)),
                reason: "this row has no name".to_owned(),
            });
        }
        if let Some(reason) = figures::fault(name, "name").filter(|_| name.starts_with('#')) {
            return of_name(reason);
        }
        let n_letters = name.chars().count();
        if n_letters > LONGEST_NAME {
            return of_name(format!("a name of {} letters: expected at most {LONGEST_NAME}", Grouped(n_letters)));
        }
        let bare = letters(name);
        let key = if bare.is_empty() { folded(name) } else { bare };
        if let Some(before) = self.seen.get(&key) {
            return of_name(format!("the same name as row {before} of this paste"));
        }
        self.seen.insert(key, number);
        None
    }

    fn outcome(&mut self, found: &mut Row, mut pasted: Pasted) -> Outcome {
        let name = pasted.name.clone();
        if name.starts_with(['=', '+', '-', '@']) {
            found.notes.push("Kept as text; never a formula, also on the way out".to_owned());
        }
        if mixes_alphabets(&name) {
            found.notes.push("Its name has letters of two alphabets that can look the same".to_owned());
        }
        if personal::is_address(&name) && !self.choices.keeps_addresses {
            self.questions.push(asks::address(found.number, &name));
            return Outcome::Asks(Box::new(pasted));
        }
        let chosen = self.choices.names.get(&folded(&name)).copied();
        let place = |id| self.known.iter().position(|known| known.id == id);
        // An answer about an initiative that is gone is none.
        let (at, mut renames) = match chosen {
            Some(Same::Is(id)) => (place(id), false),
            Some(Same::Renames(id)) => (place(id), true),
            Some(Same::New) | None => (None, false),
        };
        let at = match at {
            Some(at) => Some(at),
            None if chosen == Some(Same::New) => None,
            None => match self.names.find(&name, &pasted.reference) {
                Match::Is(at) => {
                    // Found by its reference: the name that is pasted is the newer one.
                    renames = letters(&name) != letters(self.known[at].name);
                    Some(at)
                }
                Match::Several => {
                    let reason =
                        "several initiatives of the case have this name: give each a name of its own first".to_owned();
                    return Outcome::Refused(Refusal { column: self.columns.of(Role::Name), found: name, reason });
                }
                Match::Near(near) => {
                    self.questions.push(asks::same_name(found.number, &name, &self.known[near]));
                    return Outcome::Asks(Box::new(pasted));
                }
                Match::None => None,
            },
        };
        let Some(at) = at else {
            if let Err(refused) = Limit::Initiatives.check(self.known.len() + self.n_added + 1) {
                return Outcome::Refused(Refusal { column: None, found: name, reason: refused.to_string() });
            }
            self.n_added += 1;
            if pasted.status == Some(Status::Complete) && pasted.actual_end == super::When::default() {
                found.notes.push("It is called complete and has no actual end".to_owned());
            }
            return Outcome::Added(Box::new(pasted));
        };
        if let Some(before) = self.taken.get(&at) {
            let reason = format!("the same initiative as row {before} of this paste");
            return Outcome::Refused(Refusal { column: self.columns.of(Role::Name), found: name, reason });
        }
        self.taken.insert(at, found.number);
        let known = &self.known[at];
        if !renames {
            known.name.clone_into(&mut pasted.name);
        }
        let says_group = self.columns.of(Role::Group).is_some() || !known.group.is_empty();
        let changes = changes(known, &pasted, says_group);
        let status = pasted.status.or(known.status);
        if status == Some(Status::Complete) && pasted.actual_end.date.or(known.actual_end).is_none() {
            found.notes.push("It is called complete and has no actual end".to_owned());
        }
        if changes.is_empty() {
            return Outcome::Unchanged(known.id);
        }
        let moves = changes.iter().any(|change| change.role == Role::PlannedEnd);
        let keeps_end = known.planned_end.filter(|_| moves);
        if let Some(end) = keeps_end {
            found.notes.push(format!("{} is kept as the earlier end", print::date(end)));
        }
        Outcome::Changed(Box::new(Changed { id: known.id, pasted, changes, keeps_end }))
    }
}

fn summed(totals: &mut Totals, figures: &[Figure], says: totals::Says, is_last: bool) -> Outcome {
    let (sum, is_all) = totals.total(figures, says, is_last);
    if is_all { Outcome::Total(sum) } else { Outcome::Subtotal(sum) }
}
