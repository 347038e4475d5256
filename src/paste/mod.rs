//! A table that is pasted onto the pages of a programme: initiatives, money, or a matrix of marks.
//!
//! [`read`] takes the text, what the case holds and what somebody chose, and returns a [`Reading`]: what each row would come to,
//! and what is to be asked. Nothing is applied here and no id is issued. A cell that cannot be read stays empty and says why; a
//! row that cannot be taken stays out and says why; nothing that could mean two things is read as one without saying so, and
//! all cells of a column are read in one way.

mod asks;
mod changes;
mod choices;
mod columns;
mod conflicts;
mod content;
mod dates;
mod fields;
mod figures;
mod formats;
mod groups;
mod heads;
mod initiatives;
mod layout;
mod marks;
mod markup;
mod matrix;
mod merged;
mod money;
mod names;
mod question;
mod remembered;
mod result;
mod running;
mod says;
mod shapes;
mod sheet;
mod status;
mod table;
mod text;
mod totals;

pub use choices::{Choices, Known, KnownGoal, KnownInitiative, Same};
pub use dates::DateOrder;
pub(crate) use figures::bare_heading;
pub use figures::{Decimal, Unit};
pub use merged::{Merged, merged};
pub use question::{About, Question};
pub use remembered::{Remembered, TABLES_REMEMBERED, remembered_from, remembered_text, with_remembered};
pub use result::{
    Change, Changed, Column, Format, Kind, MoneyRole, Outcome, Pasted, Refusal, Role, Row, Separator, When,
};
pub use says::left_out;
pub use table::{Line, Marks, MoneyFacts, Sum, SumCheck, VarianceSign};

use layout::Layout;
use names::Goals;
use sheet::{Sheet, Unseen};

/// The most letters that the name of an initiative may have in a pasted table: a longer one is a sentence.
pub const LONGEST_NAME: usize = 200;

/// What a pasted text says, and what would come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the table is; absent where there is none.
    pub kind: Option<Kind>,
    /// What parts its cells.
    pub separator: Separator,
    /// The lines before the headings, without blank ones.
    pub skipped: Vec<String>,
    /// How many lines stand before the headings, blank ones too.
    pub n_skipped: usize,
    /// How many rows the headings take.
    pub header_rows: usize,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns whose empty cells take what stands above them.
    pub filled_down: Vec<usize>,
    /// Its rows beneath the headings.
    pub rows: Vec<Row>,
    /// What it is as a table of money, where it is one.
    pub money: Option<MoneyFacts>,
    /// What is to be asked.
    pub questions: Vec<Question>,
    /// How many initiatives of the case it does not name. They stay as they are.
    pub n_missing: usize,
    /// How many marks were taken out that turn the direction of writing, and how many others that cannot be seen.
    pub n_unseen: (usize, usize),
    /// What would come of it, in a sentence or two.
    pub says: String,
}

impl Reading {
    /// Returns the columns that are not taken and that hold something, by their places.
    #[must_use]
    pub fn unmapped(&self) -> Vec<usize> {
        let is_unmapped =
            |at: &usize| self.columns[*at].role == Role::Unmapped && !self.columns[*at].heading.is_empty();
        (0..self.columns.len()).filter(is_unmapped).collect()
    }
}

/// Returns what a pasted text says.
///
/// # Example
/// ```
/// use weighbridge::paste::{self, Choices, Known, Outcome, Role};
/// let text = "Project\tPlanned end\tRAG\nTown hall roof\tMar-27\tG\nProject\tPlanned end\tRAG\nDepot\tTBC\tAmber\n";
/// let reading = paste::read(text, &Known::default(), &Choices::default());
/// assert_eq!(reading.says, "2 initiatives added. 1 row repeats the heading.");
/// assert_eq!(reading.columns[1].role, Role::PlannedEnd);
/// let Outcome::Added(roof) = &reading.rows[0].outcome else { panic!() };
/// assert_eq!(roof.planned_end.date.map(|date| date.to_string()).as_deref(), Some("2027-03"));
/// ```
#[must_use]
pub fn read(text: &str, known: &Known<'_>, choices: &Choices) -> Reading {
    let sheet = Sheet::of(text);
    let n_unseen = sheet.unseen.iter().fold(Unseen::default(), |sum, one| sum.and(*one));
    let mut reading = match running::running(&sheet).filter(|_| sheet.separator == Separator::Nothing) {
        Some(running) => {
            let mut reading = of_sheet(&running.sheet, known, choices);
            for row in &mut reading.rows {
                // Lines that belong to no row were marked as notes to be read as such.
                if let Outcome::Note(words) = &mut row.outcome {
                    *words = words.trim_start_matches(running::NOTE).to_owned();
                    row.label.clone_from(words);
                }
            }
            reading.n_skipped = running.skipped.len();
            reading.skipped = running.skipped;
            reading.header_rows = running.n_head_lines;
            if running.asks {
                let words = "Two dates in a row are taken for start and planned end: right?".to_owned();
                let until_then = "They are read so.".to_owned();
                reading.questions.push(Question { about: About::RunningDates, words, until_then });
            }
            reading
        }
        None => of_sheet(&sheet, known, choices),
    };
    reading.n_unseen = (n_unseen.turning, n_unseen.others);
    reading.says = says::says(&reading);
    reading
}

fn of_sheet(sheet: &Sheet, known: &Known<'_>, choices: &Choices) -> Reading {
    let goals = Goals::of(&known.goals);
    let is_goal = |cell: &str| goals.find(cell).is_some_and(|found| found.is_sure);
    let n_goals = |cells: &mut dyn Iterator<Item = &str>| cells.filter(|cell| is_goal(cell)).count();
    // A matrix may lie the other way, with its goals down the side.
    let is_turned = n_goals(&mut (0..sheet.rows.len()).map(|row| sheet.get(row, 0))) >= 2
        && (0..sheet.rows.len().min(5)).all(|row| n_goals(&mut sheet.filled(row).skip(1).map(|(_, cell)| cell)) < 2);
    let turned;
    let sheet = if is_turned {
        turned = sheet.turned();
        &turned
    } else {
        sheet
    };
    let layout = Layout::of(sheet, &is_goal);
    let mut columns = columns::columns(sheet, &layout, &goals, choices);
    let mut reading = Reading {
        kind: columns.kind,
        separator: sheet.separator,
        skipped: (0..layout.first).filter(|row| !sheet.is_blank(*row)).map(|row| sheet.words(row)).collect(),
        n_skipped: layout.first,
        header_rows: layout.n_rows,
        columns: Vec::new(),
        filled_down: Vec::new(),
        rows: Vec::new(),
        money: None,
        questions: Vec::new(),
        n_missing: 0,
        n_unseen: (0, 0),
        says: String::new(),
    };
    let mut asked = std::mem::take(&mut columns.questions);
    match columns.kind {
        Some(Kind::Initiatives) => {
            let (rows, questions, n_missing) = initiatives::rows(sheet, &layout, &columns, known, choices);
            reading.filled_down = filled_down(sheet, &columns, &rows);
            (reading.rows, reading.n_missing) = (rows, n_missing);
            asked.extend(questions);
        }
        Some(Kind::Money) => {
            let (rows, questions, facts) = money::rows(sheet, &layout, &columns, known, choices);
            (reading.rows, reading.money) = (rows, Some(facts));
            asked.extend(questions);
        }
        Some(Kind::Matrix) => {
            let (rows, questions) = matrix::rows(sheet, &layout, &columns, known, choices);
            reading.rows = rows;
            asked.extend(questions);
        }
        None => asked.extend(list_of_names(sheet)),
    }
    (reading.columns, reading.questions) = (columns.columns, asked);
    for at in &reading.filled_down {
        "An empty cell takes the group above it.".clone_into(&mut reading.columns[*at].says);
    }
    reading
}

/// Returns the columns of groups in which cells are empty beneath others.
fn filled_down(sheet: &Sheet, columns: &columns::Columns, rows: &[Row]) -> Vec<usize> {
    let first = sheet.rows.len() - rows.len();
    let is_filled = |at: &usize| {
        rows.iter().any(|row| {
            let group = match &row.outcome {
                Outcome::Added(pasted) | Outcome::Asks(pasted) => &pasted.group,
                Outcome::Changed(changed) => &changed.pasted.group,
                _ => return false,
            };
            sheet.get(first + row.number - 1, *at).is_empty() && !group.is_empty()
        })
    };
    columns.of(Role::Group).filter(is_filled).into_iter().collect()
}

/// Asks whether lines without a separator are names, where they could be.
fn list_of_names(sheet: &Sheet) -> Option<Question> {
    let lines: Vec<&str> = (0..sheet.rows.len()).map(|row| sheet.get(row, 0)).filter(|line| !line.is_empty()).collect();
    let is_name = |line: &&str| line.chars().count() <= 120 && !line.ends_with(['.', ':', '?', '!']);
    let could_be = sheet.width == 1 && lines.len() >= 2 && lines.iter().all(is_name);
    could_be.then(|| Question {
        about: About::Kind,
        words: "Is each line the name of an initiative?".to_owned(),
        until_then: "Nothing is read.".to_owned(),
    })
}

/// Returns what was taken out of a row that cannot be seen, as sentences without their points.
fn unseen_words(unseen: Unseen) -> Vec<String> {
    let said = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 invisible mark {one} was taken out")),
        n => Some(format!("{n} invisible marks {many} were taken out")),
    };
    let turning = said(unseen.turning, "that turns text round", "that turn text round");
    turning.into_iter().chain(said(unseen.others, "that takes no room", "that take no room")).collect()
}
