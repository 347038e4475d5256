//! Dates that are set outside: ends of support, and dates from which a law applies.

use super::facts::Reference;
use crate::date::Date;

/// What a name speaks of, and its year, month and day.
const DATES: [(&str, u16, u8, u8); 6] = [
    ("windows xp", 2014, 4, 8),
    ("server 2003", 2015, 7, 14),
    ("care act", 2015, 4, 1),
    ("windows 7", 2020, 1, 14),
    ("server 2008", 2020, 1, 14),
    ("windows 10", 2025, 10, 14),
];

/// Returns the dates that come with the page. None was read from its source here, so what is said of them asks the reader to
/// check.
#[must_use]
pub fn references() -> Vec<Reference<'static>> {
    let date = |(term, year, month, day): (&'static str, u16, u8, u8)| {
        Date::new(year, month, Some(day)).map(|date| Reference { term, date })
    };
    DATES.into_iter().filter_map(date).collect()
}
