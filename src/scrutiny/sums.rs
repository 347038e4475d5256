//! Whether a money table adds up: its totals against its lines, its variances against budget and forecast.
//!
//! A figure that is printed to a step is within half of it. So a sum of n figures may honestly differ from its printed total
//! by (n + 1) half steps, and a difference of two from a printed one by three. A figure that is not printed is never read as 0:
//! what needs it is not checked.

use super::facts::{ColumnRole, LineKind, Table};

/// How a printed figure stands to what the other printed figures make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Footing {
    /// The same.
    Ok,
    /// Different by no more than rounding can explain.
    WithinRounding,
    /// Different by more than rounding can explain: at least one printed figure is wrong.
    BeyondRounding,
}

/// One printed figure of a table beside the same figure worked out from others, in pence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The line in which it is printed, from 0.
    pub line: usize,
    /// The column in which it is printed, from 0.
    pub column: usize,
    /// As printed.
    pub printed: i64,
    /// As the other figures make it.
    pub computed: i64,
    /// The lines that were added up; none where it is a difference within its own line.
    pub lines: Vec<usize>,
    /// How the two stand to each other.
    pub footing: Footing,
}

impl Check {
    /// Returns printed less computed, in pence.
    #[must_use]
    pub fn difference(&self) -> i64 {
        self.printed.saturating_sub(self.computed)
    }
}

/// How a table counts its variances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Budget less forecast: negative is an overspend.
    BudgetLessForecast,
    /// Forecast less budget: negative is an underspend.
    ForecastLessBudget,
    /// As many rows speak for the one as for the other, and not all fit.
    Unclear,
}

/// The variances of a table, for one pair of budget and forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variances {
    /// The column in which they are printed, from 0.
    pub column: usize,
    /// How they are counted, by most of the rows.
    pub sign: Sign,
    /// Each row that prints all three; none where the sign is unclear.
    pub checks: Vec<Check>,
}

/// Returns each printed total and subtotal against the lines that it adds up, column by column.
///
/// # Reference
/// Moore (1966), Interval Analysis: a sum of n figures, each within s / 2 of its exact value, is within n · s / 2.
///
/// # Example
/// ```
/// use weighbridge::programme::{ColumnRole, LineKind};
/// use weighbridge::scrutiny::facts::{Column, Line, Table};
/// use weighbridge::scrutiny::{Footing, sums};
/// let line = |label, kind, sum| Line { label, kind, initiative: None, has_note: false, figures: vec![Some(sum)] };
/// let column = Column { heading: "Budget", role: ColumnRole::Other };
/// let lines = vec![line("A", LineKind::Line, 30), line("B", LineKind::Line, 40), line("All", LineKind::Total, 80)];
/// let table = Table { title: "Depots", step: 10, columns: vec![column], lines };
/// let found = sums(&table);
/// assert_eq!((found[0].computed, found[0].footing), (70, Footing::WithinRounding));
/// ```
#[must_use]
pub fn sums(table: &Table<'_>) -> Vec<Check> {
    let mut found = Vec::new();
    for column in 0..table.columns.len() {
        let (mut part, mut all): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, line) in table.lines.iter().enumerate() {
            match line.kind {
                LineKind::Line | LineKind::Unallocated => {
                    part.push(at);
                    all.push(at);
                }
                LineKind::Subtotal => found.extend(sum(table, at, column, std::mem::take(&mut part))),
                LineKind::Total => found.extend(sum(table, at, column, all.clone())),
            }
        }
    }
    found
}

fn sum(table: &Table<'_>, line: usize, column: usize, lines: Vec<usize>) -> Option<Check> {
    let printed = table.lines[line].figure(column)?;
    let figures: Option<Vec<i64>> = lines.iter().map(|line| table.lines[*line].figure(column)).collect();
    let figures = figures.filter(|figures| !figures.is_empty())?;
    let computed = figures.iter().copied().fold(0, i64::saturating_add);
    Some(Check {
        line,
        column,
        printed,
        computed,
        footing: footing(printed, computed, figures.len(), table.step),
        lines,
    })
}

/// Returns the printed variances of a table against budget and forecast, for the year and for all years.
#[must_use]
pub fn variances(table: &Table<'_>) -> Vec<Variances> {
    use ColumnRole::{AllBudget, AllForecast, AllVariance, Approved, Forecast, Revised, Variance};
    let year = table.column(Revised).or_else(|| table.column(Approved));
    let of_year = [year, table.column(Forecast), table.column(Variance)];
    let of_all = [table.column(AllBudget), table.column(AllForecast), table.column(AllVariance)];
    let there = |columns: [Option<usize>; 3]| Some([columns[0]?, columns[1]?, columns[2]?]);
    [of_year, of_all].into_iter().filter_map(there).map(|columns| of_columns(table, columns)).collect()
}

fn of_columns(table: &Table<'_>, [budget, forecast, column]: [usize; 3]) -> Variances {
    let rows: Vec<(usize, i64, i64)> = table
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let less = line.figure(budget)?.saturating_sub(line.figure(forecast)?);
            Some((at, line.figure(column)?, less))
        })
        .collect();
    let fits = |printed: i64, computed: i64| footing(printed, computed, 2, table.step) != Footing::BeyondRounding;
    let tells = |sign: i64| rows.iter().filter(|(_, printed, less)| *less != 0 && fits(*printed, sign * less)).count();
    let (plain, turned) = (tells(1), tells(-1));
    if plain == turned && plain > 0 && rows.iter().any(|(_, printed, less)| !fits(*printed, *less)) {
        return Variances { column, sign: Sign::Unclear, checks: Vec::new() };
    }
    let (sign, times) = if turned > plain { (Sign::ForecastLessBudget, -1) } else { (Sign::BudgetLessForecast, 1) };
    let check = |(line, printed, less): (usize, i64, i64)| {
        let computed = times * less;
        Check { line, column, printed, computed, lines: Vec::new(), footing: footing(printed, computed, 2, table.step) }
    };
    Variances { column, sign, checks: rows.into_iter().map(check).collect() }
}

fn footing(printed: i64, computed: i64, n: usize, step: i64) -> Footing {
    let difference = (i128::from(printed) - i128::from(computed)).abs();
    match difference {
        0 => Footing::Ok,
        _ if 2 * difference <= (n as i128 + 1) * i128::from(step.max(0)) => Footing::WithinRounding,
        _ => Footing::BeyondRounding,
    }
}
