//! A whole table from a spreadsheet: options, families and criteria, ends, weights, scores, ranges, reasons and sources.
//!
//! Nothing is applied here and no id is issued: what a table says stands under the names that it uses, and what is new is told
//! by whoever applies it. One fault anywhere and nothing can be: half a table would be worse than none.

mod cells;
mod check;
mod grid;
mod heads;
mod lines;
mod read;
mod scale;

use super::{Role, Scale, ScoreRange, ScoreState, SwingWeight};
use crate::limits::TooMany;
use crate::pence::Pence;
use std::fmt;

pub use read::read;
pub use scale::line as scale_line;

/// Which way a table lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lies {
    /// Options stand in columns, criteria in rows.
    #[default]
    OptionsAcross,
    /// Options stand in rows, criteria in columns.
    OptionsDown,
}

/// What figures mean on criteria that say nothing of their scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// Points from 0 to 100.
    #[default]
    Points,
    /// Marks from 0 to this.
    MarksOutOf(u32),
}

/// What becomes of rows of costs: cost stands beside value and is no criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostChoice {
    /// They are left out.
    LeaveOut,
    /// The row of this number, from 0, is the whole-life cost of each option.
    Take(usize),
}

/// What a reader of a table may decide; absent where its content decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Which way it lies.
    pub lies: Option<Lies>,
    /// What its figures mean.
    pub figures: Option<Figures>,
    /// What becomes of costs.
    pub cost: Option<CostChoice>,
}

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What it says of an appraisal.
    pub contents: Contents,
    /// Which way it lies, as chosen or as told from its content.
    pub lies: Lies,
    /// What its figures mean where a criterion does not say; `None` where every criterion does.
    pub figures: Option<Figures>,
    /// The rows of costs, by their names.
    pub costs: Vec<String>,
    /// The row that is taken for whole-life costs, from 0.
    pub cost_taken: Option<usize>,
    /// What stands in it and is not taken, in its order.
    pub left_out: Vec<LeftOut>,
    /// Pasted totals that were held against the figures.
    pub totals: Vec<Totals>,
}

/// What a table says of an appraisal. Names are as they were written, without spaces around them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// The options.
    pub options: Vec<NamedOption>,
    /// Criteria, and families that hold none, in the order of the table.
    pub criteria: Vec<NamedCriterion>,
    /// What it says of options on criteria.
    pub scores: Vec<NamedScore>,
}

/// An option of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedOption {
    /// What it is called.
    pub name: String,
    /// Its part in the comparison, where the table says it.
    pub role: Option<Role>,
    /// What it consists of; empty where the table does not say.
    pub description: String,
    /// Its whole-life cost, where that is taken.
    pub cost: Option<Pence>,
}

/// A criterion of a table. Whatever is absent or empty is not said, and leaves what stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedCriterion {
    /// The families that it stands in, the outermost first.
    pub families: Vec<String>,
    /// What it is called; empty for a family alone.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// Its scale. Levels have their positions from 0 for ids, and scores use those.
    pub scale: Option<Scale>,
    /// What 0 points look like.
    pub worst: String,
    /// What 100 points look like.
    pub best: String,
    /// The weight of the move from worst to best, as typed.
    pub weight: Option<SwingWeight>,
}

/// What a table says of one option on one criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedScore {
    /// The option, as its place among the options of the table.
    pub option: usize,
    /// The criterion, as its place among the criteria of the table.
    pub criterion: usize,
    /// What was found, on the scale that the table gives or else on the one that the criterion has.
    pub state: Option<ScoreState>,
    /// How far the truth may lie from it; absent where the table does not say.
    pub range: Option<ScoreRange>,
    /// Why; empty where the table does not say.
    pub reason: String,
    /// Where the evidence is; empty where the table does not say.
    pub source: String,
}

/// What stands in a table and is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A text above the table.
    Title(String),
    /// A text beneath it.
    Note(String),
    /// A row or column of totals or ranks: they are worked out.
    Totals(String),
    /// The weight of a family, which is the sum of those of its criteria.
    FamilyWeight(String),
    /// A row of costs.
    Cost(String),
    /// A row or column that says nothing which an appraisal holds: numbers, or weights of options.
    Line(String),
}

/// Pasted totals, held against the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals {
    /// The heading of the line.
    pub name: String,
    /// The first total that does not follow; `None` where all do.
    pub fault: Option<TotalFault>,
}

/// A pasted total that does not follow from the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalFault {
    /// Where it stands.
    pub at: At,
    /// The option.
    pub option: String,
    /// As pasted.
    pub said: String,
    /// Points of 100 that the figures give.
    pub found: f64,
}

/// A cell by its row and its column, both from 1. It prints as spreadsheets name it.
///
/// # Example
/// ```
/// use weighbridge::appraisal::spreadsheet::At;
/// assert_eq!(At { row: 4, column: 3 }.to_string(), "C4");
/// assert_eq!(At { row: 1, column: 28 }.to_string(), "AB1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Columns are counted in letters without a nought: after Z comes AA.
        let (mut left, mut letters) = (self.column, Vec::new());
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        write!(f, "{}{}", letters.iter().rev().collect::<String>(), self.row)
    }
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The cell; `None` where it is about the table as a whole.
    pub at: Option<At>,
    /// What it is.
    pub kind: FaultKind,
}

/// Kinds of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// There is nothing in the table.
    Empty,
    /// No column is headed by the name of an option.
    NoOptions,
    /// No row is headed by the name of a criterion.
    NoCriteria,
    /// A line of cells has no heading, as beneath or beside merged cells.
    BlankHead,
    /// A name stands twice.
    NamedTwice {
        /// The name.
        name: String,
        /// Where it stands first.
        before: At,
    },
    /// A name is borne by several options or criteria of the appraisal.
    SharedName(String),
    /// A part beneath the scores names what the scores do not.
    NotAbove(String),
    /// A text is no score on the scale of its criterion.
    NoScore {
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
        /// Whether ends were given neither as numbers nor as words, so that figures are read as points.
        lacks_ends: bool,
    },
    /// A text is no mark.
    NoMark {
        /// What was found.
        found: String,
        /// The highest mark.
        out_of: u32,
    },
    /// A text is something else than its heading asks for.
    NotThat {
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// More than an appraisal may hold.
    TooMany(TooMany),
}
