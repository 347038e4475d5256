//! Dates as reports print them: a year, a month, a day, or from one of these to another. No clock and no calendar arithmetic
//! beyond order.
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

/// A year (`2020`), a month (`2020-02`), a day (`2020-02-04`), or a span from one to a later one (`2019/2023`, as ISO 8601 writes
/// it). What says less sorts before what says more: a year before its months, a month before its days.
///
/// # Example
/// ```
/// use weighbridge::date::Date;
/// let exit: Date = "2020-02".parse().unwrap();
/// let meeting: Date = "2020-02-04".parse().unwrap();
/// assert!(exit < meeting);
/// assert!("2020-13".parse::<Date>().is_err());
/// assert!("2023/2019".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct Date {
    from: Point,
    to: Option<Point>,
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Point {
    year: u16,
    /// 1 to 12.
    month: Option<u8>,
    /// 1 to 31; only where there is a month.
    day: Option<u8>,
}

/// Says that a text is not a date in one of the forms that files keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a month such as 2020-02, a day such as 2020-02-04, a year, or a span such as 2019/2023")
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// Returns a month, or a day of it, or `None` where the calendar has no such day: years run from 1000 to 9999.
    #[must_use]
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Option<Date> {
        Some(Date { from: Point::new(year, Some(month), day)?, to: None })
    }

    /// Returns a whole year, or `None` outside 1000 to 9999.
    #[must_use]
    pub fn of_year(year: u16) -> Option<Date> {
        Some(Date { from: Point::new(year, None, None)?, to: None })
    }

    /// Returns the span from the beginning of a date to the end of another, or `None` where that is not later.
    ///
    /// # Example
    /// ```
    /// use weighbridge::date::Date;
    /// let date = |text: &str| text.parse::<Date>().unwrap();
    /// assert_eq!(Date::span(date("2020-02"), date("2020-03")), Some(date("2020-02/2020-03")));
    /// assert_eq!(Date::span(date("2020-03"), date("2020-02")), None);
    /// ```
    #[must_use]
    pub fn span(from: Date, to: Date) -> Option<Date> {
        let to = to.to.unwrap_or(to.from);
        (from.from.last() < to.last()).then_some(Date { from: from.from, to: Some(to) })
    }

    /// Returns the dates that a span runs from and to, or `None` where it is no span.
    #[must_use]
    pub fn ends(self) -> Option<[Date; 2]> {
        Some([self.from, self.to?].map(|point| Date { from: point, to: None }))
    }

    /// Returns the year in which it begins, 1000 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.from.year
    }

    /// Returns the month in which it begins, 1 to 12, or `None` when only the year is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.from.month
    }

    /// Returns the day on which it begins, 1 to 31, or `None` when only the month or the year is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.from.day
    }

    /// Returns whether it is one day, and no longer time.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.from.day.is_some() && self.to.is_none()
    }

    /// Returns the first day that it may mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date { from: self.from.first(), to: None }
    }

    /// Returns the last day that it may mean.
    ///
    /// # Example
    /// ```
    /// use weighbridge::date::Date;
    /// let last = |text: &str| text.parse::<Date>().unwrap().last_day().to_string();
    /// assert_eq!([last("2020"), last("2020-02"), last("2019/2020-03")], ["2020-12-31", "2020-02-29", "2020-03-31"]);
    /// ```
    #[must_use]
    pub fn last_day(self) -> Date {
        Date { from: self.to.unwrap_or(self.from).last(), to: None }
    }

    /// Returns whether it is later than another on each day that either may mean.
    #[must_use]
    pub fn is_after(self, other: Date) -> bool {
        self.first_day() > other.last_day()
    }

    /// Returns by how many whole months it is later than another at least; negative where it may be earlier.
    ///
    /// # Example
    /// ```
    /// use weighbridge::date::Date;
    /// let date = |text: &str| text.parse::<Date>().unwrap();
    /// assert_eq!(date("2014-12").months_after(date("2014-07")), 5);
    /// assert_eq!(date("2015-03-09").months_after(date("2015-02-10")), 0);
    /// ```
    #[must_use]
    pub fn months_after(self, other: Date) -> i64 {
        let is_short = self.is_day() && other.is_day() && self.day() < other.day();
        self.month_numbers()[0] - other.month_numbers()[1] - i64::from(is_short)
    }

    /// Returns the months since the year 0 in which it begins and ends.
    #[must_use]
    pub fn month_numbers(self) -> [i64; 2] {
        [self.first_day(), self.last_day()].map(|day| day.from.month_number())
    }
}

impl Point {
    fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Point> {
        let month_is_real = month.is_none_or(|month| (1..=12).contains(&month)) && (1000..=9999).contains(&year);
        let last = month.map(|month| if month_is_real { days_in_month(year, month) } else { 0 });
        let is_real = month_is_real && day.is_none_or(|day| last.is_some_and(|last| (1..=last).contains(&day)));
        is_real.then_some(Point { year, month, day })
    }

    fn first(self) -> Point {
        Point { year: self.year, month: self.month.or(Some(1)), day: self.day.or(Some(1)) }
    }

    fn last(self) -> Point {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in_month(self.year, month));
        Point { year: self.year, month: Some(month), day: Some(day) }
    }

    fn month_number(self) -> i64 {
        i64::from(self.year) * 12 + i64::from(self.month.unwrap_or(1)) - 1
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
        match text.split_once('/') {
            None => Ok(Date { from: text.parse()?, to: None }),
            Some((from, to)) => {
                let [from, to] = [from, to].map(|end| end.parse().map(|point| Date { from: point, to: None }));
                Date::span(from?, to?).ok_or(DateError)
            }
        }
    }
}

impl FromStr for Point {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Point, DateError> {
        let number = |text: &str, length: usize| -> Result<u16, DateError> {
            if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
                text.parse().map_err(|_| DateError)
            } else {
                Err(DateError)
            }
        };
        // Two digits fit.
        let short = |text: &str| number(text, 2).map(|number| number as u8);
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(short).transpose()?;
        let day = parts.next().map(short).transpose()?;
        if parts.next().is_some() {
            return Err(DateError);
        }
        Point::new(year, month, day).ok_or(DateError)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.fmt(f)?;
        self.to.map_or(Ok(()), |to| write!(f, "/{to}"))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
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
        for text in ["2020-02-29", "1999-12", "2024-12-31", "2019", "2019/2023", "2020-02/2020-03", "2020-02-04/2020"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(text));
        }
        for text in [
            "2019-02-29",
            "2020-00",
            "2020-2",
            "20-02",
            "2020-02-04-01",
            "",
            "+020-02",
            "2020-04-31",
            "2020/",
            "2020/2020",
            "2020-03/2020-02",
            "2019/2020/2021",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
