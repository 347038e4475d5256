//! A cell of a table: what it holds, so that whoever prints it need not guess it from a text.

use crate::pence::Pence;
use crate::print::{MINUS, MoneyUnit, decimal, money};

/// What a cell holds. It compares and prints by its value; a renderer for spreadsheets takes the value itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words. What looks like a number in them is none.
    Text(String),
    /// A number and how many decimals of it mean something.
    Number {
        /// The value, not rounded.
        value: f64,
        /// Decimals that are printed, 0 to 6.
        decimals: usize,
        /// Whether a plus stands before it where it is more than nothing: for changes and effects.
        signed: bool,
    },
    /// A number that is only known to lie between two.
    Range {
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
        /// Decimals that are printed, 0 to 6.
        decimals: usize,
    },
    /// A sum of money.
    Money {
        /// The sum.
        sum: Pence,
        /// The unit, in a column whose heading names it; none for a sum that prints its own.
        unit: Option<MoneyUnit>,
    },
    /// Nothing, and why; or nothing at all.
    Missing(&'static str),
}

impl Cell {
    /// Nothing, where nothing needs saying.
    pub const EMPTY: Cell = Cell::Missing("");

    /// Returns words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Cell {
        Cell::Text(words.into())
    }

    /// Returns a number with so many decimals.
    #[must_use]
    pub fn number(value: f64, decimals: usize) -> Cell {
        Cell::Number { value, decimals, signed: false }
    }

    /// Returns points or a weight of 100, to a tenth.
    #[must_use]
    pub fn points(value: f64) -> Cell {
        Cell::number(value, 1)
    }

    /// Returns a change in points, to a tenth, with its sign.
    #[must_use]
    pub fn change(value: f64) -> Cell {
        Cell::Number { value, decimals: 1, signed: true }
    }

    /// Returns a number with the decimals that it was typed with, at most six.
    #[must_use]
    pub fn as_typed(value: f64) -> Cell {
        let decimals = value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Cell::number(value, decimals.min(6))
    }

    /// Returns a whole number.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn count(n: usize) -> Cell {
        Cell::number(n as f64, 0)
    }

    /// Returns a share that was rounded to tenths with others, so that they add up.
    #[must_use]
    pub fn tenths(tenths: u32) -> Cell {
        Cell::points(f64::from(tenths) / 10.0)
    }

    /// Returns the cell as people read it.
    ///
    /// # Example
    /// ```
    /// use weighbridge::exchange::cell::Cell;
    /// assert_eq!(Cell::number(-1234.5, 0).print(), "−1,235");
    /// assert_eq!(Cell::change(9.25).print(), "+9.3");
    /// assert_eq!(Cell::Missing("not given").print(), "not given");
    /// ```
    #[must_use]
    pub fn print(&self) -> String {
        match self {
            Cell::Text(words) => words.clone(),
            Cell::Number { value, decimals, signed } => {
                let text = decimal(*value, *decimals);
                let is_more = *signed && *value > 0.0 && text.contains(|digit| matches!(digit, '1'..='9'));
                if is_more { format!("+{text}") } else { text }
            }
            Cell::Range { low, high, decimals } => {
                format!("{} to {}", decimal(*low, *decimals), decimal(*high, *decimals))
            }
            Cell::Money { sum, unit: Some(unit) } => unit.print(*sum),
            Cell::Money { sum, unit: None } => money(*sum),
            Cell::Missing(why) => (*why).to_owned(),
        }
    }

    /// Returns a number or a sum as programs read it: no commas for thousands, and a hyphen for the minus that readers see.
    pub(super) fn plain_number(&self) -> Option<String> {
        match self {
            Cell::Number { .. } | Cell::Money { unit: Some(_), .. } => {
                Some(self.print().replace(MINUS, "-").replace(',', "").trim_start_matches('+').to_owned())
            }
            Cell::Text(_) | Cell::Range { .. } | Cell::Money { .. } | Cell::Missing(_) => None,
        }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Cell {
        Cell::Text(words)
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use crate::pence::Pence;
    use crate::print::MoneyUnit;

    #[test]
    fn a_cell_prints_its_value_and_programs_get_it_without_commas() {
        let [sum, less] = [-1_234_560_000, 1_000_000].map(|pounds| Pence::from_pounds(pounds).unwrap());
        let cells = [
            (Cell::number(1234.56, 1), "1,234.6", Some("1234.6")),
            (Cell::change(-0.04), "0.0", Some("0.0")),
            (Cell::change(0.04), "0.0", Some("0.0")),
            (Cell::change(1234.0), "+1,234.0", Some("1234.0")),
            (Cell::tenths(83), "8.3", Some("8.3")),
            (Cell::as_typed(12.25), "12.25", Some("12.25")),
            (Cell::as_typed(-100.0), "−100", Some("-100")),
            (Cell::Money { sum, unit: Some(MoneyUnit::of([less])) }, "−1,234.56", Some("-1234.56")),
            (Cell::Money { sum, unit: None }, "−£1,234.56m", None),
            (Cell::Range { low: 3.0, high: 4.25, decimals: 1 }, "3.0 to 4.3", None),
            (Cell::text("1,234"), "1,234", None),
            (Cell::EMPTY, "", None),
        ];
        for (cell, printed, plain) in cells {
            assert_eq!((cell.print().as_str(), cell.plain_number().as_deref()), (printed, plain), "{cell:?}");
        }
    }
}
