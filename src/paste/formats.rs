//! The one way in which all cells of a column are read: the order of its dates, the unit of its money and the sign before
//! decimals, and what is asked where the cells do not tell.

use super::dates;
use super::figures::{self, Decimal, Unit, unit_of};
use super::layout::Layout;
use super::sheet::Sheet;
use super::{About, Choices, DateOrder, Format, Question, Role};
use crate::print::list;

/// How the cells of each column are read.
pub(super) struct Formats<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    choices: &'a Choices,
    roles: &'a [Role],
    pub(super) formats: Vec<Format>,
    /// The same as a sentence.
    pub(super) says: Vec<String>,
    pub(super) questions: Vec<Question>,
    /// Columns whose dates are of both orders, where nobody has chosen.
    pub(super) mixed: Vec<usize>,
}

/// Returns how the cells of columns of these roles are read.
pub(super) fn formats<'a>(
    sheet: &'a Sheet,
    layout: &'a Layout,
    choices: &'a Choices,
    roles: &'a [Role],
) -> Formats<'a> {
    let n = roles.len();
    let mut found = Formats {
        sheet,
        layout,
        choices,
        roles,
        formats: vec![Format::Words; n],
        says: vec![String::new(); n],
        questions: Vec::new(),
        mixed: Vec::new(),
    };
    found.dates();
    found.figures();
    found
}

/// Returns whether a column of this role holds money.
pub(super) fn is_money(role: Role) -> bool {
    matches!(role, Role::Budget | Role::BudgetOfYear | Role::Money(_))
}

fn is_date(role: Role) -> bool {
    matches!(role, Role::Start | Role::PlannedEnd | Role::ActualEnd | Role::EarlierEnd)
}

impl<'a> Formats<'a> {
    fn cells(&self, column: usize) -> impl Iterator<Item = &'a str> {
        let sheet = self.sheet;
        (self.layout.body()..sheet.rows.len()).map(move |row| sheet.get(row, column))
    }

    fn heading(&self, column: usize) -> &'a str {
        self.layout.headings.get(column).map_or("", String::as_str)
    }

    /// Returns what a column is called where a question begins with it.
    fn called(&self, column: usize) -> String {
        match self.heading(column) {
            "" => format!("Column {}", column + 1),
            heading => heading.to_owned(),
        }
    }

    /// Settles the order of each column of dates.
    fn dates(&mut self) {
        let columns: Vec<usize> = (0..self.roles.len()).filter(|at| is_date(self.roles[*at])).collect();
        let signs: Vec<dates::Signs> = columns.iter().map(|at| dates::Signs::of(self.cells(*at))).collect();
        // A column that says nothing of its order goes with one that does.
        let shown = columns
            .iter()
            .zip(&signs)
            .find(|(_, signs)| signs.order().is_some() && !signs.is_mixed())
            .map(|(at, signs)| (*at, signs.order().unwrap_or_default()));
        for (&at, signs) in columns.iter().zip(&signs) {
            let chosen = self.choices.date_orders.get(&at).copied();
            let (order, is_settled, why) = match (chosen, signs.order(), shown) {
                (Some(order), ..) => (order, true, "as you chose"),
                (None, Some(order), _) => (order, !signs.is_mixed(), "as its dates show"),
                (None, None, Some((_, order))) => (order, true, "as another column shows"),
                (None, None, None) => {
                    (DateOrder::DayFirst, signs.open.is_none(), "assumed: no date in the column settles it")
                }
            };
            self.formats[at] = Format::Dates { order, is_settled };
            let shape = self.cells(at).filter(|cell| !cell.is_empty()).find_map(|cell| dates::shape(cell, order));
            let is_in_numbers = signs.order().is_some() || signs.open.is_some();
            self.says[at] = match (shape, is_in_numbers) {
                (Some(shape), true) => format!("Dates such as {shape}, {}, {why}.", order.word()),
                (Some(shape), false) => format!("Dates such as {shape}."),
                (None, _) => String::new(),
            };
            if chosen.is_some() || is_settled {
                continue;
            }
            let name = self.called(at);
            let until_then = format!("Read with {} ({why}).", order.word());
            let (words, until_then) = if signs.is_mixed() {
                self.mixed.push(at);
                let words = format!(
                    "{name}: some dates can only have the day first and some only the month. Which comes first in this column?"
                );
                (words, format!("{until_then} Dates that could be either are left empty."))
            } else {
                let open = signs.open.clone().unwrap_or_default();
                (format!("{name}: {open} is {}? (one answer for the column)", both_ways(&open)), until_then)
            };
            self.questions.push(Question { about: About::DateOrder(at), words, until_then });
        }
    }

    /// Settles the unit of each column of money and the sign before its decimals.
    fn figures(&mut self) {
        let columns: Vec<usize> = (0..self.roles.len()).filter(|at| is_money(self.roles[*at])).collect();
        let title = (0..self.layout.first).find_map(|row| self.sheet.filled(row).find_map(|(_, cell)| unit_of(cell)));
        let own: Vec<Option<Unit>> = columns
            .iter()
            .map(|at| {
                let above = self.layout.above.get(*at).map_or("", String::as_str);
                self.choices.units.get(at).copied().or_else(|| unit_of(self.heading(*at))).or_else(|| unit_of(above))
            })
            .collect();
        let mut named: Vec<Unit> = Vec::new();
        for unit in own.iter().flatten() {
            if !named.contains(unit) {
                named.push(*unit);
            }
        }
        let shared = if let [one] = named[..] { Some(one) } else { title };
        let signs: Vec<figures::Signs> = columns.iter().map(|at| figures::Signs::of(self.cells(*at))).collect();
        let shown = signs.iter().find_map(figures::Signs::decimal);
        for ((&at, own), signs) in columns.iter().zip(own).zip(&signs) {
            let name = self.called(at);
            let unit = own.or(shared).or(title);
            if unit.is_none() && named.len() > 1 {
                let words = format!(
                    "{name}: in which unit are its figures? Other columns are in {}.",
                    list(&named.iter().map(|unit| unit.word()).collect::<Vec<_>>())
                );
                self.questions.push(Question {
                    about: About::Unit(at),
                    words,
                    until_then: "Read in pounds.".to_owned(),
                });
            } else if unit.is_none() && signs.point > 0 && self.cells(at).all(is_small) {
                let words = format!(
                    "{name}: are its figures in pounds, thousands or millions? No heading says so, and they are small."
                );
                self.questions.push(Question {
                    about: About::Unit(at),
                    words,
                    until_then: "Read in pounds.".to_owned(),
                });
            }
            let chosen = self.choices.decimals.get(&at).copied();
            let decimal = chosen.or(signs.decimal()).or(shown).unwrap_or_default();
            self.formats[at] = Format::Money { unit: unit.unwrap_or_default(), decimal };
            self.says[at] = format!(
                "Money in {}{}, with {} before decimals.",
                unit.unwrap_or_default().word(),
                if unit.is_none() { " (no unit is named)" } else { "" },
                decimal.word()
            );
            if chosen.is_none() && (signs.comma > 0 || decimal == Decimal::Comma) {
                let first = signs.first_comma.clone().or_else(|| signs.open.clone()).unwrap_or_default();
                if !first.is_empty() {
                    let words = format!("{name}: {first} is £{}? (one answer for the column)", in_points(&first));
                    let until_then = format!("Read with {} before decimals.", decimal.word());
                    self.questions.push(Question { about: About::Decimal(at), words, until_then });
                }
            }
        }
    }
}

/// Returns whether a figure is none, or a small one with or without decimals and without a unit of its own.
fn is_small(cell: &str) -> bool {
    if cell.ends_with(['m', 'M', 'k', 'K', 'n', 'N', 'd', 'D']) {
        return false;
    }
    let whole: String = cell.chars().take_while(|letter| *letter != '.').filter(char::is_ascii_digit).collect();
    whole.len() <= 3
}

/// Returns a date in numbers in words, with the day first and with the month first.
fn both_ways(text: &str) -> String {
    let read = |order| {
        let rule = dates::Rule { order, refuses_open: false, is_start: false };
        dates::cell(text, rule).when.date.map_or_else(String::new, |date| {
            let words = crate::print::date(date);
            words.rsplit_once(' ').map_or(words.clone(), |(day, _)| day.to_owned())
        })
    };
    format!("{} or {}", read(DateOrder::DayFirst), read(DateOrder::MonthFirst))
}

/// Returns a figure with a comma before decimals as it is written in Britain.
fn in_points(text: &str) -> String {
    let swap = |letter| match letter {
        '.' => ',',
        ',' => '.',
        letter => letter,
    };
    text.trim_start_matches('£').chars().map(swap).collect()
}
