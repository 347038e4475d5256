//! `CarbonYear`: a financial year from April, or a calendar year, as budgets of carbon are set in.

use crate::date::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A financial year (`2025/26`, April to March) or a calendar year (`2025`). Ordered by their first month.
///
/// # Example
/// ```
/// use weighbridge::programme::CarbonYear;
/// let year: CarbonYear = "2025-26".parse().unwrap();
/// assert_eq!((year.to_string().as_str(), year.months()), ("2025/26", [2025 * 12 + 3, 2026 * 12 + 2]));
/// assert!("2025/27".parse::<CarbonYear>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct CarbonYear {
    start: u16,
    is_financial: bool,
}

/// Says that a text is no year of a carbon budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarbonYearError;

impl fmt::Display for CarbonYearError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(CarbonYearError::EXPECTED)
    }
}

impl std::error::Error for CarbonYearError {}

impl CarbonYearError {
    /// What was expected.
    pub const EXPECTED: &'static str = "expected a year such as 2025/26 or 2025, from 1900 to 2200";
}

impl CarbonYear {
    /// Returns the first and the last month, each as the months since the year 0.
    #[must_use]
    pub fn months(self) -> [i64; 2] {
        let first = i64::from(self.start) * 12 + if self.is_financial { 3 } else { 0 };
        [first, first + 11]
    }

    /// Returns the year as a whole number that no other year has.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::from(self.start) * 2 + u32::from(self.is_financial)
    }

    /// Returns the year of a [`number`](CarbonYear::number).
    #[must_use]
    pub fn of_number(number: u32) -> Option<CarbonYear> {
        let start = u16::try_from(number / 2).ok().filter(|start| (1900..=2200).contains(start))?;
        Some(CarbonYear { start, is_financial: number % 2 == 1 })
    }

    /// Returns the years from one to another, both included; nothing where they are not of one kind, or the wrong way round.
    #[must_use]
    pub fn up_to(self, last: CarbonYear) -> Vec<CarbonYear> {
        if self.is_financial != last.is_financial {
            return Vec::new();
        }
        (self.start..=last.start).map(|start| CarbonYear { start, ..self }).collect()
    }

    /// Returns whether all of it lies before a date, whatever day that means.
    #[must_use]
    pub fn is_over_by(self, date: Date) -> bool {
        date.month_numbers()[0] > self.months()[1]
    }

    /// Returns for how many months of it something runs that lasts from one month to another, 0 to 12; `None` where a date
    /// does not say which months.
    #[must_use]
    pub fn months_within(self, from: Date, to: Option<Date>) -> Option<u8> {
        let [first, last] = self.months();
        let start = self.month_of(from, false)?;
        let end = match to {
            Some(to) => self.month_of(to, true)?,
            None => last,
        };
        u8::try_from((end.min(last) - start.max(first) + 1).clamp(0, 12)).ok()
    }

    /// Returns the month that a date means: of a year alone only where years begin in January, or the year lies to one side.
    fn month_of(self, date: Date, is_end: bool) -> Option<i64> {
        let [first, last] = date.month_numbers();
        let [own_first, own_last] = self.months();
        let is_known = first == last || !self.is_financial && date.ends().is_none();
        let is_aside = last < own_first || first > own_last;
        (is_known || is_aside).then_some(if is_end { last } else { first })
    }
}

impl FromStr for CarbonYear {
    type Err = CarbonYearError;

    fn from_str(text: &str) -> Result<CarbonYear, CarbonYearError> {
        let text = text.trim();
        let number = |text: &str| {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| text.parse::<u16>().ok()).flatten()
        };
        let (start, end) = match text.split_once(['/', '-', '–']) {
            None => (text, None),
            Some((start, end)) => (start.trim(), Some(end.trim())),
        };
        let start = number(start).filter(|start| (1900..=2200).contains(start)).ok_or(CarbonYearError)?;
        let follows = |end: &str| match end.len() {
            2 => number(end) == Some((start + 1) % 100),
            4 => number(end) == Some(start + 1),
            _ => false,
        };
        match end {
            None => Ok(CarbonYear { start, is_financial: false }),
            Some(end) if follows(end) => Ok(CarbonYear { start, is_financial: true }),
            Some(_) => Err(CarbonYearError),
        }
    }
}

impl fmt::Display for CarbonYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CarbonYear { start, is_financial } = self;
        if *is_financial { write!(f, "{start}/{:02}", (start + 1) % 100) } else { write!(f, "{start}") }
    }
}

impl TryFrom<String> for CarbonYear {
    type Error = CarbonYearError;

    fn try_from(text: String) -> Result<CarbonYear, CarbonYearError> {
        text.parse()
    }
}

impl From<CarbonYear> for String {
    fn from(year: CarbonYear) -> String {
        year.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::CarbonYear;

    fn year(text: &str) -> CarbonYear {
        text.parse().unwrap()
    }

    #[test]
    fn years_are_read_as_they_are_printed_and_no_other_way() {
        for text in ["2025/26", "1999/00", "2025", "2099/00"] {
            assert_eq!(year(text).to_string(), text);
            assert_eq!(CarbonYear::of_number(year(text).number()), Some(year(text)));
        }
        assert_eq!(year("2025–2026"), year("2025/26"));
        for text in ["", "25/26", "2025/25", "2025/2027", "20256", "2025/", "1899", "two", "2025/2", "+2025"] {
            assert!(text.parse::<CarbonYear>().is_err(), "{text}");
        }
        assert_eq!(year("2025/26").up_to(year("2029/30")).len(), 5);
        assert!(year("2025").up_to(year("2029/30")).is_empty() && year("2026").up_to(year("2025")).is_empty());
    }

    #[test]
    fn months_are_counted_only_where_they_are_said() {
        let within = |text: &str, from: &str, to: &str| {
            year(text).months_within(from.parse().unwrap(), (!to.is_empty()).then(|| to.parse().unwrap()))
        };
        assert_eq!(within("2026/27", "2026-04", ""), Some(12));
        assert_eq!(within("2026/27", "2026-10", "2026-12"), Some(3));
        assert_eq!(within("2026/27", "2027-04", ""), Some(0));
        assert_eq!(within("2026/27", "2026", ""), None, "which month of 2026 nobody says");
        assert_eq!(within("2028/29", "2026", ""), Some(12), "whichever it was, it is before");
        assert_eq!(within("2026", "2026", "2026"), Some(12));
        assert_eq!(within("2026", "2026-05/2026-07", ""), None);
        assert!(year("2025/26").is_over_by("2026-04".parse().unwrap()));
        assert!(!year("2025/26").is_over_by("2026-03".parse().unwrap()));
    }
}
