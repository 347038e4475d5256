//! A pasted table of carbon measures: read whole against what the case holds, so that what each row would add or change, and what
//! stays out and why, is seen before anything is done.

mod reader;

use super::Edit;
use crate::case::Case;
use crate::exchange::block::cells;
use crate::id::InitiativeId;
use crate::print::count;
use crate::programme::CarbonField;
use reader::Reader;

/// What a column of a pasted table of measures holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureColumn {
    /// The initiative.
    Owner,
    /// Something of the measure itself.
    Field(CarbonField),
    /// Measures that count the same tonnes.
    Same,
}

impl MeasureColumn {
    /// Returns what it is called at the head of a column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            MeasureColumn::Owner => "Initiative",
            MeasureColumn::Field(field) => field.heading(),
            MeasureColumn::Same => "Same tonnes as",
        }
    }

    /// Returns the columns as a table without headings has them; the initiative stands second where it is not given.
    fn in_order(of: Option<InitiativeId>) -> Vec<MeasureColumn> {
        let mut all: Vec<MeasureColumn> = CarbonField::ALL.into_iter().map(MeasureColumn::Field).collect();
        if of.is_none() {
            all.insert(1, MeasureColumn::Owner);
        }
        all.push(MeasureColumn::Same);
        all
    }

    /// Returns the column of a heading: by its own words, or by others that tables use.
    fn headed(text: &str) -> Option<MeasureColumn> {
        let letters = |text: &str| -> String {
            text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let text = letters(text);
        let own = MeasureColumn::in_order(None).into_iter().find(|column| letters(column.heading()) == text);
        own.or_else(|| {
            use CarbonField::{Confidence, Council, Factor, From, High, InPlan, Kwh, Low, Once, To, Total, What};
            Some(MeasureColumn::Field(match text.as_str() {
                "what" | "action" | "carbonmeasure" | "measures" => What,
                "start" | "starts" | "startdate" => From,
                "to" | "end" | "ends" | "enddate" => To,
                "council" | "counciltonnes" | "councilt" | "councilboundary" | "counciltco2e" => Council,
                "total" | "totaltonnes" | "totalt" | "inall" | "totaltco2e" => Total,
                "low" | "lowest" => Low,
                "high" | "highest" => High,
                "once" | "oneoff" | "oneofft" => Once,
                "kwh" | "electricitykwh" => Kwh,
                "factor" | "kgkwh" | "kgperkwh" => Factor,
                "confidence" => Confidence,
                "inplan" | "inthebaselinealready" | "inbaseline" => InPlan,
                "project" | "scheme" | "programme" | "workstream" => return Some(MeasureColumn::Owner),
                "sametonnes" => return Some(MeasureColumn::Same),
                _ => return None,
            }))
        })
    }
}

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureFault {
    /// Its column; empty for the row as a whole.
    pub column: String,
    /// What stands there.
    pub text: String,
    /// Why it is not taken.
    pub why: String,
}

/// A cell that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureChange {
    /// Its column.
    pub column: &'static str,
    /// As it stands; empty where nothing does.
    pub from: String,
    /// As it would stand.
    pub to: String,
}

/// A figure of a row of totals beside what the rows above it come to.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureSum {
    /// Its column.
    pub column: &'static str,
    /// As printed.
    pub printed: f64,
    /// As the rows make it.
    pub worked_out: f64,
}

/// What would come of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureOutcome {
    /// A measure is added.
    Added,
    /// A measure of that name and initiative is changed.
    Changed(Vec<MeasureChange>),
    /// The case says all of it already.
    Same,
    /// It stays out.
    Refused(MeasureFault),
    /// It is a sum: checked, and no measure.
    Total(Vec<MeasureSum>),
}

/// A row of a pasted table of measures.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureRow {
    /// Its line in the table, from 1.
    pub line: usize,
    /// Its cells as they were pasted.
    pub cells: Vec<String>,
    /// The measure.
    pub what: String,
    /// The initiative, as the case calls it; empty where there is none.
    pub owner: String,
    /// What would come of it.
    pub outcome: MeasureOutcome,
    /// Cells that are left empty, or as they are, although the row is taken.
    pub without: Vec<MeasureFault>,
}

/// What a pasted table of measures says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasuresRead {
    /// The columns of the table with what each is taken for; its own headings where it has some.
    pub columns: Vec<(String, Option<MeasureColumn>)>,
    /// Its rows.
    pub rows: Vec<MeasureRow>,
    /// Why none of it can be taken; empty where some can.
    pub refused: String,
    /// The edit that takes it over, as one step; nothing where nothing would come of it.
    pub edit: Option<Edit>,
}

impl MeasuresRead {
    /// Returns how many measures would be added, and how many changed.
    #[must_use]
    pub fn n_taken(&self) -> (usize, usize) {
        let n = |is: fn(&MeasureOutcome) -> bool| self.rows.iter().filter(|row| is(&row.outcome)).count();
        (
            n(|outcome| matches!(outcome, MeasureOutcome::Added)),
            n(|outcome| matches!(outcome, MeasureOutcome::Changed(_))),
        )
    }

    /// Returns the rows that stay out.
    pub fn refused_rows(&self) -> impl Iterator<Item = &MeasureRow> {
        self.rows.iter().filter(|row| matches!(row.outcome, MeasureOutcome::Refused(_)))
    }
}

/// Reads a pasted table of measures against a case. `of` is the initiative whose measures they are where a row does not say.
/// Measures are told by their names within an initiative. Empty cells change nothing, and nothing is removed.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::edit::{Edit, MeasureOutcome, ProgrammeEdit, apply, read_measures};
/// let case = apply(&Case::titled("Depots"), &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into())))?;
/// let text = "Measure\tInitiative\tCouncil\nElectric vans\tFleet\t(120)\nBikes\tFleet\tsome\nLamps\tStreets\t-4\n";
/// let read = read_measures(&case, text, None);
/// assert_eq!(read.n_taken(), (2, 0));
/// assert_eq!(read.rows[1].without[0].text, "some");
/// assert!(matches!(&read.rows[2].outcome, MeasureOutcome::Refused(fault) if fault.column == "Initiative"));
/// let case = apply(&case, &read.edit.unwrap())?;
/// assert_eq!(read_measures(&case, text, None).edit, None, "the case says all of it already");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn read_measures(case: &Case, text: &str, of: Option<InitiativeId>) -> MeasuresRead {
    let lines = match cells(text) {
        Ok(lines) => lines,
        Err(error) => return MeasuresRead { refused: error.to_string(), ..MeasuresRead::default() },
    };
    let heads: Vec<(String, Option<MeasureColumn>)> = lines.first().map_or_else(Vec::new, |first| {
        first.iter().map(|head| (head.trim().to_owned(), MeasureColumn::headed(head))).collect()
    });
    let is_of = |column: MeasureColumn| heads.iter().filter(move |(_, found)| *found == Some(column)).count();
    let what = MeasureColumn::Field(CarbonField::What);
    let has_heads = is_of(what) > 0 && heads.iter().filter(|(_, found)| found.is_some()).count() > 1;
    let plain = || MeasureColumn::in_order(of).into_iter().map(|column| (column.heading().to_owned(), Some(column)));
    let columns = if has_heads { heads.clone() } else { plain().collect() };
    let twice = MeasureColumn::in_order(None).into_iter().find(|column| has_heads && is_of(*column) > 1);
    if let Some(column) = twice {
        let refused = format!("two of its columns are headed as “{}”: leave one of them out", column.heading());
        return MeasuresRead { columns, refused, ..MeasuresRead::default() };
    }
    let mut reader = Reader::of(case, of, &columns);
    let skipped = usize::from(has_heads);
    for (at, line) in lines.iter().enumerate().skip(skipped) {
        if line.iter().any(|cell| !cell.trim().is_empty()) {
            reader.row(at + 1, line);
        }
    }
    reader.tie();
    let (rows, edits) = reader.done();
    let refused = if rows.is_empty() { "it has no rows".to_owned() } else { String::new() };
    let n = rows.iter().filter(|row| matches!(row.outcome, MeasureOutcome::Added | MeasureOutcome::Changed(_))).count();
    let named = || format!("Paste {}", count(n, "carbon measure", "carbon measures"));
    let edit = (!edits.is_empty()).then(|| Edit::Together(named(), edits));
    MeasuresRead { columns, rows, refused, edit }
}
