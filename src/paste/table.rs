//! What comes of the rows of a money table and of a matrix.

use super::Unit;
use crate::alignment::Assessment;
use crate::id::InitiativeId;
use crate::pence::Pence;

/// A line of a money table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its label without its marks.
    pub label: String,
    /// Whether it is money for nothing yet.
    pub is_unallocated: bool,
    /// The group that it stands in.
    pub group: String,
    /// The initiative of the same name, which it likely pays for.
    pub initiative: Option<InitiativeId>,
    /// One figure for each column of money, in their order; absent where none is printed.
    pub figures: Vec<Option<Pence>>,
    /// What the marks on it stand for.
    pub footnote: String,
    /// Its variance as it would be counted, where the printed one is another by more than rounding.
    pub variance_would_be: Option<Pence>,
}

/// A printed total and whether it is the sum of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// One figure for each column of money, in their order.
    pub figures: Vec<Option<Pence>>,
    /// How each stands to its lines, in the same order; absent where none is printed.
    pub checks: Vec<Option<SumCheck>>,
    /// How the row as a whole stands: the worst of its columns.
    pub check: SumCheck,
}

/// How a printed total stands to the sum of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SumCheck {
    /// It is the sum.
    Ok,
    /// It is so much more than the sum, which rounding can explain.
    WithinRounding(Pence),
    /// It is so much more than the sum, which rounding cannot explain.
    Differs(Pence),
    /// It cannot be said, and why.
    Cannot(String),
}

/// The marks of an initiative, one for each column of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The initiative of the case; absent where it would be new.
    pub initiative: Option<InitiativeId>,
    /// Whether a question about its name is to be answered first: the row stays out until then.
    pub asks: bool,
    /// The column, and what the mark stands for. A mark that asks is not among them. None has a reason yet.
    pub marks: Vec<(usize, Assessment)>,
    /// The columns whose mark waits for an answer.
    pub asked: Vec<usize>,
}

/// How the variances of a table are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarianceSign {
    /// Budget less forecast: an overspend is below nought.
    BudgetLessForecast,
    /// Forecast less budget: an overspend is above nought.
    ForecastLessBudget,
}

impl VarianceSign {
    /// Returns it as it stands in a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            VarianceSign::BudgetLessForecast => "budget less forecast",
            VarianceSign::ForecastLessBudget => "forecast less budget",
        }
    }
}

/// What a money table is as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyFacts {
    /// What a figure of 1 is.
    pub unit: Unit,
    /// The step that figures are printed to, in pence.
    pub step: Pence,
    /// The columns of money, in the order of the figures of each line.
    pub columns: Vec<usize>,
    /// How variances are counted; absent where there are none or the rows do not tell.
    pub variance: Option<VarianceSign>,
    /// How many rows fit it, and how many have all three figures.
    pub fits: (usize, usize),
}
