//! `NoDate`: why a typed text is no date, and what to enter instead.

use super::{Date, WEEKDAYS, days_in_month, month_name};
use std::fmt;

/// Why a text is no date. Each says what to enter instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// It is nothing that is read as a date.
    NotADate,
    /// A day or a month without its year, as in "4 May".
    YearMissing,
    /// Two short numbers, as in "5/26": a month of a year, or a day without one.
    TwoWays {
        /// The first number.
        first: u16,
        /// The second.
        second: u16,
    },
    /// "2011-12": a month, or a financial year.
    MonthOrYear {
        /// The year in front.
        year: u16,
    },
    /// A whole year.
    Year(u16),
    /// A financial year, which begins in April.
    FinancialYear(u16),
    /// A quarter of a financial year.
    Quarter {
        /// The year in which the financial year begins.
        year: u16,
        /// 1 to 4; the first is April to June.
        quarter: u8,
    },
    /// A quarter of a year that may be a calendar or a financial one.
    QuarterOfWhich {
        /// The year.
        year: u16,
        /// 1 to 4.
        quarter: u8,
    },
    /// No month has this number.
    NoSuchMonth(u16),
    /// The month has fewer days.
    NoSuchDay {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
    },
    /// The day is another day of the week than was said.
    OtherWeekday {
        /// The day.
        date: Date,
        /// The day of the week that it is, 0 for Sunday.
        is: u8,
    },
}

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SUCH: &str = "enter a day such as 4 May 2026, or a month such as May 2026";
        let short = |year: u16| format!("{year}/{:02}", (year + 1) % 100);
        match *self {
            NoDate::NotADate => f.write_str(SUCH),
            NoDate::YearMissing => write!(f, "the year is missing: {SUCH}"),
            NoDate::TwoWays { first, second } => {
                write!(f, "{first}/{second} can be read in more than one way: {SUCH}")
            }
            NoDate::MonthOrYear { year } => {
                let month = month_name((year + 1) % 100);
                write!(
                    f,
                    "this is either {month} {year} or the financial year {}: enter {month} {year}, or a month of that financial year",
                    short(year)
                )
            }
            NoDate::Year(year) => {
                write!(f, "{year} is a whole year: enter a month such as May {year}, or a day such as 4 May {year}")
            }
            NoDate::FinancialYear(year) => {
                let end = year + 1;
                write!(
                    f,
                    "{} runs from April {year} to March {end}: enter one month or day of it, such as March {end}",
                    short(year)
                )
            }
            NoDate::Quarter { year, quarter } => {
                let [first, last] = quarter_months(quarter).map(|month| month_name(month.into()));
                let at = quarter_year(year, quarter);
                write!(
                    f,
                    "Q{quarter} {} runs from {first} to {last} {at}: enter one month or day of it, such as {last} {at}",
                    short(year)
                )
            }
            NoDate::QuarterOfWhich { year, quarter } => {
                write!(
                    f,
                    "Q{quarter} {year} may be of a calendar or of a financial year: enter a month such as May {year}"
                )
            }
            NoDate::NoSuchMonth(month) => {
                write!(f, "there is no month {month}; the day comes first, so 4 May 2026 is 04/05/2026")
            }
            NoDate::NoSuchDay { year, month } => {
                let days = days_in_month(year, month);
                write!(f, "{} {year} has {days} days: enter a day from 1 to {days}", month_name(month.into()))
            }
            NoDate::OtherWeekday { date, is } => {
                let (day, month) = (date.day().unwrap_or(1), month_name(date.month().unwrap_or(1).into()));
                let weekday = WEEKDAYS[usize::from(is)];
                write!(
                    f,
                    "{day} {month} {} is a {weekday}: enter the date without its weekday, or the right date",
                    date.year()
                )
            }
        }
    }
}

impl std::error::Error for NoDate {}

impl NoDate {
    /// Returns the first and the last month of a financial year or of a quarter of one; `None` for all else.
    pub(super) fn months(self) -> Option<[Date; 2]> {
        let [(first_year, first), (last_year, last)] = match self {
            NoDate::FinancialYear(year) => [(year, 4), (year + 1, 3)],
            NoDate::Quarter { year, quarter } => {
                quarter_months(quarter).map(|month| (quarter_year(year, quarter), month))
            }
            _ => return None,
        };
        Some([Date::new(first_year, first, None)?, Date::new(last_year, last, None)?])
    }
}

/// Returns the first and the last month of a quarter of a financial year; the first quarter begins in April.
fn quarter_months(quarter: u8) -> [u8; 2] {
    let first = (quarter * 3) % 12 + 1;
    [first, first + 2]
}

/// Returns the year in which a quarter of a financial year falls.
fn quarter_year(year: u16, quarter: u8) -> u16 {
    if quarter < 4 { year } else { year + 1 }
}
