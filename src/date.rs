//! Dates as reports print them: a month, or a day of a month. No clock and no calendar arithmetic beyond order.
//!
//! The text of a `Date` is how files keep it (`2020-02-04`); how people type it is read by [`entry`], and how they read it
//! is printed by [`print::date`](crate::print::date).

pub mod entry;
mod no_date;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week, Sunday first.
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A month (`2020-02`) or a day (`2020-02-04`). A month sorts before its days.
///
/// # Example
/// ```
/// use weighbridge::date::Date;
/// let exit: Date = "2020-02".parse().unwrap();
/// let meeting: Date = "2020-02-04".parse().unwrap();
/// assert!(exit < meeting);
/// assert!("2020-13".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct Date {
    year: u16,
    month: u8,
    day: Option<u8>,
}

/// Says that a text is not a date in one of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a month such as 2020-02 or a day such as 2020-02-04")
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// Returns a month, or a day of it, or `None` where the calendar has no such day: years run from 1000 to 9999.
    #[must_use]
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Option<Date> {
        let month_is_real = (1..=12).contains(&month) && (1000..=9999).contains(&year);
        let is_real = month_is_real && day.is_none_or(|day| (1..=days_in_month(year, month)).contains(&day));
        is_real.then_some(Date { year, month, day })
    }

    /// Returns the year, 1000 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day, 1 to 31, or `None` when only the month is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }
}

/// Returns the name of a month, 1 to 12; empty for any other number.
fn month_name(month: u16) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let part = |text: &str, length: usize| -> Result<u16, DateError> {
            if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
                text.parse().map_err(|_| DateError)
            } else {
                Err(DateError)
            }
        };
        let mut parts = text.split('-');
        let (Some(year), Some(month), day, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(DateError);
        };
        let year = part(year, 4)?;
        let month = u8::try_from(part(month, 2)?).map_err(|_| DateError)?;
        let day = match day {
            Some(day) => Some(u8::try_from(part(day, 2)?).map_err(|_| DateError)?),
            None => None,
        };
        Date::new(year, month, day).ok_or(DateError)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, day),
            None => write!(f, "{:04}-{:02}", self.year, self.month),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Date, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_real_dates_are_read() {
        for text in ["2020-02-29", "1999-12", "2024-12-31"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(text));
        }
        for text in ["2019-02-29", "2020-00", "2020-2", "20-02", "2020-02-04-01", "", "+020-02", "2020-04-31"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
