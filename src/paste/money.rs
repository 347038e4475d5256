//! Rows of a money table: lines with their figures, and totals that are checked and never lines.

use super::columns::Columns;
use super::figures::{self, Cell, Decimal, Unit};
use super::layout::Layout;
use super::names::Names;
use super::shapes::{Shape, Shapes, shapes};
use super::sheet::Sheet;
use super::text::{one_line, shortened};
use super::totals::{Figure, Totals};
use super::{
    About, Choices, Format, Known, LONGEST_NAME, Line, MoneyFacts, MoneyRole, Outcome, Question, Refusal, Role, Row,
    VarianceSign, totals,
};
use crate::limits::Grouped;
use crate::pence::Pence;

/// A row of figures as read.
#[derive(Default)]
struct Read {
    figures: Vec<Figure>,
    /// The first figure that cannot be read.
    refusal: Option<Refusal>,
    marks: Vec<String>,
}

/// Returns the rows of a money table, questions about it, and what it is as a whole.
pub(super) fn rows(
    sheet: &Sheet,
    layout: &Layout,
    columns: &Columns,
    known: &Known<'_>,
    choices: &Choices,
) -> (Vec<Row>, Vec<Question>, MoneyFacts) {
    let money: Vec<(usize, Unit, Decimal)> = columns
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| match (column.role, column.format) {
            (Role::Money(_), Format::Money { unit, decimal }) => Some((at, unit, decimal)),
            _ => None,
        })
        .collect();
    let shapes = shapes(sheet, layout, columns, choices);
    let lines = Lines { shapes: &shapes, names: Names::of(&known.initiatives), known, columns };
    let steps = steps(sheet, layout, &money);
    let mut totals = Totals::new(steps.clone());
    let mut group = String::new();
    let mut rows = Vec::new();
    for (at, shape) in shapes.shapes.iter().enumerate() {
        let row = shapes.first + at;
        let label = shapes.label(sheet, row);
        let notes = super::unseen_words(sheet.unseen.get(row).copied().unwrap_or_default());
        let mut found =
            Row { number: at + 1, label: label.clone(), outcome: Outcome::Blank, without: Vec::new(), notes };
        match shape {
            Shape::Blank => {}
            Shape::Again => found.outcome = Outcome::HeadingAgain,
            Shape::Note => found.outcome = Outcome::Note(sheet.words(row)),
            Shape::Footnote(mark, words) => {
                found.outcome = Outcome::Footnote { mark: mark.clone(), words: words.clone() }
            }
            Shape::Group => {
                group.clone_from(&label);
                found.outcome = Outcome::Group(label);
            }
            Shape::Total(_) | Shape::Facts | Shape::Alone => {
                let read = read(sheet, row, &money);
                // A group that is named once stands for the lines beneath it too.
                let named = columns.of(Role::Group).map_or("", |at| sheet.get(row, at));
                if !named.is_empty() && *shape == Shape::Facts {
                    group = one_line(named);
                }
                let has_name = columns.of(Role::Name).is_none_or(|column| !sheet.get(row, column).is_empty());
                let fits = totals.fits(&read.figures);
                let says = match shape {
                    Shape::Total(says) => Some(*says).filter(|says| shapes.is_total(at, &label, *says, fits, &group)),
                    _ => (!has_name && fits).then_some(totals::Says::Total),
                };
                if let Some(says) = says {
                    let (sum, is_all) = totals.total(&read.figures, says, shapes.is_last(at));
                    found.outcome = if is_all { Outcome::Total(sum) } else { Outcome::Subtotal(sum) };
                    found.without.extend(read.refusal);
                } else {
                    totals.line(&read.figures);
                    if matches!(shape, Shape::Total(_)) {
                        let note = "It speaks of a total and adds up to nothing above it: read as a line";
                        found.notes.push(note.to_owned());
                    }
                    let label = if has_name { label.as_str() } else { "" };
                    (found.label, found.outcome) = lines.line(&read, label, &group);
                }
            }
        }
        rows.push(found);
    }
    let mut facts = MoneyFacts {
        unit: money.first().map(|(_, unit, _)| *unit).unwrap_or_default(),
        step: steps.iter().min().and_then(|step| Pence::new(*step)).unwrap_or_default(),
        columns: money.iter().map(|(at, ..)| *at).collect(),
        variance: None,
        fits: (0, 0),
    };
    let questions = variances(&mut rows, columns, &mut facts, choices);
    (rows, questions, facts)
}

/// Returns the step that each column is printed to. Columns of one unit are printed alike, whatever figures they have.
fn steps(sheet: &Sheet, layout: &Layout, money: &[(usize, Unit, Decimal)]) -> Vec<i64> {
    let n_decimals = |(at, unit, decimal): &(usize, Unit, Decimal)| {
        let cells = (layout.body()..sheet.rows.len()).map(|row| figures::cell(sheet.get(row, *at), *unit, *decimal));
        cells.map(|cell| if let Cell::Sum { n_decimals, .. } = cell { n_decimals } else { 0 }).max().unwrap_or(0)
    };
    let all: Vec<usize> = money.iter().map(n_decimals).collect();
    let of_unit = |unit: Unit| {
        money.iter().zip(&all).filter(|((_, other, _), _)| *other == unit).map(|(_, n)| *n).max().unwrap_or(0)
    };
    money.iter().map(|(_, unit, _)| unit.step(of_unit(*unit))).collect()
}

fn read(sheet: &Sheet, row: usize, money: &[(usize, Unit, Decimal)]) -> Read {
    let mut read = Read::default();
    for (at, unit, decimal) in money {
        let text = sheet.get(row, *at);
        read.figures.push(match figures::cell(text, *unit, *decimal) {
            Cell::Sum { pence, marks, .. } => {
                read.marks.extend(marks);
                Figure::Sum(pence)
            }
            Cell::None(_) => Figure::None,
            Cell::Refused(reason) => {
                read.refusal.get_or_insert(Refusal { column: Some(*at), found: one_line(text), reason });
                Figure::Unreadable
            }
        });
    }
    read
}

/// What lines are read with.
struct Lines<'a> {
    shapes: &'a Shapes,
    names: Names,
    known: &'a Known<'a>,
    columns: &'a Columns,
}

impl Lines<'_> {
    /// Returns what a line is called and what would come of it.
    fn line(&self, read: &Read, label: &str, group: &str) -> (String, Outcome) {
        let (bare, mut footnotes) = self.shapes.without_marks(label);
        footnotes.extend(read.marks.iter().filter_map(|mark| self.shapes.footnote(mark)));
        footnotes.dedup();
        let small = bare.to_lowercase();
        let nothing_yet = ["unallocated", "not allocated", "not yet allocated", "to be allocated", "unassigned"];
        let line = || Line {
            label: bare.to_owned(),
            is_unallocated: nothing_yet.iter().any(|words| small.contains(words)),
            group: group.to_owned(),
            initiative: self.names.only(bare).map(|at| self.known.initiatives[at].id),
            figures: read.figures.iter().map(|figure| figure.pence()).collect(),
            footnote: footnotes.join("; "),
            variance_would_be: None,
        };
        let outcome = self.refused(bare, read).map_or_else(|| Outcome::Line(line()), Outcome::Refused);
        (bare.to_owned(), outcome)
    }

    /// Returns why a line cannot be taken.
    fn refused(&self, label: &str, read: &Read) -> Option<Refusal> {
        let of_label =
            |reason: String| Some(Refusal { column: self.columns.of(Role::Name), found: shortened(label), reason });
        if label.is_empty() {
            return of_label("this row has no label".to_owned());
        }
        if let Some(reason) = figures::fault(label, "label").filter(|_| label.starts_with('#')) {
            return of_label(reason);
        }
        let n_letters = label.chars().count();
        if n_letters > LONGEST_NAME {
            return of_label(format!("a label of {} letters: expected at most {LONGEST_NAME}", Grouped(n_letters)));
        }
        let refusal = read.refusal.clone()?;
        let heading =
            refusal.column.and_then(|at| self.columns.columns.get(at)).map_or("", |column| column.heading.as_str());
        let reason = format!("{heading}: {}", refusal.reason);
        Some(Refusal { reason, ..refusal })
    }
}

/// Settles how variances are counted, as most rows do, and marks the lines that are otherwise by more than rounding.
fn variances(rows: &mut [Row], columns: &Columns, facts: &mut MoneyFacts, choices: &Choices) -> Vec<Question> {
    use MoneyRole::{AllBudget, AllForecast, AllVariance, Approved, Forecast, Revised, Spend, Variance};
    let place = |role: MoneyRole| facts.columns.iter().position(|at| columns.columns[*at].role == Role::Money(role));
    let year = place(Revised)
        .or_else(|| place(Approved))
        .or_else(|| place(AllBudget).filter(|_| place(AllForecast).is_none()));
    let sets: Vec<[usize; 3]> = [
        (year, place(Forecast).or_else(|| place(Spend)), place(Variance)),
        (place(AllBudget), place(AllForecast), place(AllVariance)),
    ]
    .into_iter()
    .filter_map(|(budget, forecast, variance)| Some([budget?, forecast?, variance?]))
    .collect();
    if sets.is_empty() {
        return Vec::new();
    }
    let step = facts.step.get();
    // Three printed figures, each within half a step.
    let fits = |printed: i64, computed: i64| {
        2 * i128::from(printed.saturating_sub(computed)).abs() <= 3 * i128::from(step.max(1))
    };
    let all = |row: &Row| -> Vec<(i64, i64)> {
        let figures = match &row.outcome {
            Outcome::Line(line) => &line.figures,
            Outcome::Subtotal(sum) | Outcome::Total(sum) => &sum.figures,
            _ => return Vec::new(),
        };
        let of = |at: usize| figures.get(at).copied().flatten().map(Pence::get);
        sets.iter()
            .filter_map(|[budget, forecast, variance]| {
                Some((of(*variance)?, of(*budget)?.saturating_sub(of(*forecast)?)))
            })
            .collect()
    };
    let pairs: Vec<(i64, i64)> = rows.iter().flat_map(all).collect();
    let n_fit = |sign: i64, tells: bool| {
        pairs.iter().filter(|(printed, less)| (!tells || *less != 0) && fits(*printed, sign * less)).count()
    };
    let (plain, turned) = (n_fit(1, true), n_fit(-1, true));
    let shown = match plain.cmp(&turned) {
        std::cmp::Ordering::Greater => Some(VarianceSign::BudgetLessForecast),
        std::cmp::Ordering::Less => Some(VarianceSign::ForecastLessBudget),
        std::cmp::Ordering::Equal => None,
    };
    facts.variance = choices.variance.or(shown);
    let Some(counted) = facts.variance else {
        let is_open = pairs.iter().any(|(_, less)| *less != 0);
        let words =
            "Is a variance here the budget less the forecast, or the forecast less the budget? The rows do not tell."
                .to_owned();
        let until_then = "Variances are kept as printed and are not checked.".to_owned();
        return if is_open { vec![Question { about: About::Variance, words, until_then }] } else { Vec::new() };
    };
    let sign = if counted == VarianceSign::BudgetLessForecast { 1 } else { -1 };
    facts.fits = (n_fit(sign, false), pairs.len());
    for row in rows {
        let off = all(row).into_iter().find(|(printed, less)| !fits(*printed, sign * less));
        let Some(would_be) = off.and_then(|(_, less)| Pence::new(sign * less)) else { continue };
        row.notes.push(format!("The variance would be {}, as {}", crate::print::money(would_be), counted.word()));
        if let Outcome::Line(line) = &mut row.outcome {
            line.variance_would_be = Some(would_be);
        }
    }
    Vec::new()
}
