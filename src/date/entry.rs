//! What a typed text means as a date: the one reader of the dates that people type and paste. It reads them as they are
//! written in Britain, the day always first.
//!
//! A date is kept as a month or a day. A financial year or one of its quarters is taken where one end of it is meant, as its
//! first month or its last ([`read_start`], [`read_end`]), and is elsewhere refused with the months it runs over. Where less is
//! known of a programme, a whole year or a span is taken too ([`read_event`]). What may mean two things is refused: the wrong
//! date is the worst of answers, and asking costs a second.

pub use super::no_date::NoDate;
use super::{Date, MONTHS, WEEKDAYS};

/// No date takes more letters, and a text that does need not be read.
const LONGEST: usize = 40;

/// Returns the month or the day that a text means, as people type dates in Britain.
///
/// Days: "4 May 2026", "4th May 26", "Monday 4 May 2026", "04/05/2026" (the day first, always), "4.5.2026", "4-May-26",
/// "2026-05-04". Months: "May 2026", "Mar-27", "05/2026", "2026-05". Months may be cut to three letters, a year of two digits
/// is of this century, and parts are parted by spaces, slashes, points, hyphens or commas.
///
/// # Errors
/// [`NoDate`], with what to enter instead: for days that do not exist, for what can be read in two ways ("5/26"), for a
/// weekday that does not fit, and for years and quarters, which are no date but are told apart.
///
/// # Example
/// ```
/// use weighbridge::date::entry::{NoDate, read};
/// let kept = |text| read(text).map(|date| date.to_string());
/// assert_eq!(kept("4 May 2026").as_deref(), Ok("2026-05-04"));
/// assert_eq!(kept("04/05/2026").as_deref(), Ok("2026-05-04"));
/// assert_eq!(kept("Mar-27").as_deref(), Ok("2027-03"));
/// assert_eq!(read("2026/27"), Err(NoDate::FinancialYear(2026)));
/// assert_eq!(read("31 Feb 2026").unwrap_err().to_string(), "February 2026 has 28 days: enter a day from 1 to 28");
/// ```
pub fn read(text: &str) -> Result<Date, NoDate> {
    let parts = parts(text).ok_or(NoDate::NotADate)?;
    let (weekday, parts) = match parts.split_first() {
        Some((Part { what: What::Word(word), .. }, rest)) if weekday(word).is_some() => (weekday(word), rest),
        _ => (None, &parts[..]),
    };
    let parts = plain(parts);
    let date = quarter(&parts).unwrap_or_else(|| match parts.iter().position(|part| part.month().is_some()) {
        Some(at) => with_name(&parts, at),
        None => in_numbers(&parts),
    })?;
    match (weekday, date.day()) {
        (None, _) => Ok(date),
        (Some(_), None) => Err(NoDate::NotADate),
        (Some(said), Some(day)) => {
            let is = weekday_of(date.year(), date.month().unwrap_or(1), day);
            if is == said { Ok(date) } else { Err(NoDate::OtherWeekday { date, is }) }
        }
    }
}

/// Returns when something happens, as exactly as it is known: as [`read`], a year, or a span of two dates with a dash, "to" or,
/// between months, a slash. A financial year or a quarter of one is the span of its months.
///
/// # Errors
/// As for [`read`], for all else.
///
/// # Example
/// ```
/// use weighbridge::date::entry::read_event;
/// let kept = |text| read_event(text).map(|date| date.to_string());
/// assert_eq!(kept("2019").as_deref(), Ok("2019"));
/// assert_eq!(kept("2019 - 2023").as_deref(), Ok("2019/2023"));
/// assert_eq!(kept("February/March 2020").as_deref(), Ok("2020-02/2020-03"));
/// assert_eq!(kept("Q4 2019/20").as_deref(), Ok("2020-01/2020-03"));
/// ```
pub fn read_event(text: &str) -> Result<Date, NoDate> {
    let refused = match read(text) {
        Ok(date) => return Ok(date),
        Err(refused) => refused,
    };
    let of_months = || refused.months().and_then(|[first, last]| Date::span(first, last));
    match refused {
        NoDate::Year(year) => Date::of_year(year).ok_or(refused),
        NoDate::FinancialYear(_) | NoDate::Quarter { .. } => of_months().ok_or(refused),
        NoDate::NotADate | NoDate::YearMissing => span(text).ok_or(refused),
        _ => Err(refused),
    }
}

/// Returns the span that a text gives, where it is cut between two dates; the first may leave its year to the second.
fn span(text: &str) -> Option<Date> {
    let one = |text: &str| match read(text) {
        Err(NoDate::Year(year)) => Date::of_year(year),
        found => found.ok(),
    };
    let cuts = [" to ", " – ", " - ", "–", "-", "/"];
    let halves = cuts.into_iter().filter_map(|cut| text.split_once(cut));
    halves.filter(|(from, _)| from.len() <= LONGEST).find_map(|(from, to)| {
        let to = one(to)?;
        let from = one(from).or_else(|| one(&format!("{from} {}", to.year())))?;
        Date::span(from, to)
    })
}

/// Returns when something begins: as [`read`], and the first month of a financial year or of a quarter of one.
///
/// # Errors
/// As for [`read`], for all else.
///
/// # Example
/// ```
/// use weighbridge::date::entry::read_start;
/// assert_eq!(read_start("Q4 2026/27").unwrap().to_string(), "2027-01");
/// ```
pub fn read_start(text: &str) -> Result<Date, NoDate> {
    read(text).or_else(|refused| refused.months().map(|[first, _]| first).ok_or(refused))
}

/// Returns when something ends: as [`read`], and the last month of a financial year or of a quarter of one.
///
/// # Errors
/// As for [`read`], for all else.
///
/// # Example
/// ```
/// use weighbridge::date::entry::read_end;
/// assert_eq!(read_end("2026/27").unwrap().to_string(), "2027-03");
/// ```
pub fn read_end(text: &str) -> Result<Date, NoDate> {
    read(text).or_else(|refused| refused.months().map(|[_, last]| last).ok_or(refused))
}

/// A run of digits or of letters.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    what: What<'a>,
    /// Whether a hyphen or a dash stands before it.
    after_hyphen: bool,
}

#[derive(Clone, Copy, Debug)]
enum What<'a> {
    /// One to four digits: the number, and how many they are.
    Number(u16, usize),
    Word(&'a str),
}

impl Part<'_> {
    fn number(&self) -> Option<(u16, usize)> {
        if let What::Number(number, n_digits) = self.what { Some((number, n_digits)) } else { None }
    }

    /// Returns the month that a word names, 1 to 12: in full, or cut to three letters or more.
    fn month(&self) -> Option<u16> {
        let What::Word(word) = self.what else { return None };
        (1..).zip(MONTHS).find(|(_, name)| is_cut(word, name)).map(|(month, _)| month)
    }

    fn is_word(&self, words: &[&str]) -> bool {
        matches!(self.what, What::Word(found) if words.iter().any(|word| found.eq_ignore_ascii_case(word)))
    }
}

fn is_cut(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn weekday(word: &str) -> Option<u8> {
    (0..).zip(WEEKDAYS).find(|(_, name)| is_cut(word, name)).map(|(day, _)| day)
}

/// Returns the runs of digits and letters of a text; `None` where it has other letters or a number too long for a year.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut rest = text.trim();
    if rest.len() > LONGEST {
        return None;
    }
    let (mut found, mut after_hyphen) = (Vec::new(), false);
    while let Some(first) = rest.chars().next() {
        let is_same = |letter: char| match first {
            '0'..='9' => letter.is_ascii_digit(),
            _ => letter.is_ascii_alphabetic(),
        };
        if first.is_whitespace() || matches!(first, '/' | '.' | ',' | '-' | '–' | '\'' | '’') {
            after_hyphen |= matches!(first, '-' | '–');
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|letter| !is_same(letter)).unwrap_or(rest.len()));
        let what = match first {
            '0'..='9' if run.len() <= 4 => What::Number(run.parse().ok()?, run.len()),
            'a'..='z' | 'A'..='Z' => What::Word(run),
            _ => return None,
        };
        found.push(Part { what, after_hyphen });
        (rest, after_hyphen) = (after, false);
    }
    Some(found)
}

/// Leaves out what says nothing: the letters of "4th", and "of".
fn plain<'a>(parts: &[Part<'a>]) -> Vec<Part<'a>> {
    let is_ending =
        |at: usize| at > 0 && parts[at - 1].number().is_some() && parts[at].is_word(&["st", "nd", "rd", "th"]);
    let says = |at: &usize| !is_ending(*at) && !parts[*at].is_word(&["of"]);
    (0..parts.len()).filter(says).map(|at| parts[at]).collect()
}

/// Returns what a quarter or a marked financial year ("FY 2026/27") is; `None` where the parts are neither.
fn quarter(parts: &[Part<'_>]) -> Option<Result<Date, NoDate>> {
    let (quarter, year) = match parts {
        [mark, year @ ..] if mark.is_word(&["fy"]) => (None, year),
        [mark, number, year @ ..] | [year @ .., mark, number] if mark.is_word(&["q"]) => {
            (Some(number.number()?.0), year)
        }
        _ => return None,
    };
    let years: Option<Vec<(u16, usize)>> = year.iter().map(Part::number).collect();
    Some(Err(match (quarter, years?.as_slice()) {
        (Some(0 | 5..), _) => NoDate::NotADate,
        (Some(quarter), &[(year, 4)]) if year >= 1000 => NoDate::QuarterOfWhich { year, quarter: quarter as u8 },
        (quarter, &[(first, n), (second, m)]) => match (financial(in_full(first, n), second, m), quarter) {
            (Some(year), Some(quarter)) => NoDate::Quarter { year, quarter: quarter as u8 },
            (Some(year), None) => NoDate::FinancialYear(year),
            (None, _) => NoDate::NotADate,
        },
        _ => NoDate::NotADate,
    }))
}

/// Returns the year in which a financial year begins, where the second number is the year after the first.
fn financial(first: u16, second: u16, n_digits: usize) -> Option<u16> {
    let follows = match n_digits {
        2 => second == (first + 1) % 100,
        4 => second == first + 1,
        _ => false,
    };
    (follows && (1000..9999).contains(&first)).then_some(first)
}

/// Reads a date whose month, at a position, is named.
fn with_name(parts: &[Part<'_>], at: usize) -> Result<Date, NoDate> {
    let month = parts[at].month().ok_or(NoDate::NotADate)?;
    let numbers: Option<Vec<(u16, usize)>> =
        parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part.number()).collect();
    match (numbers.ok_or(NoDate::NotADate)?.as_slice(), at) {
        (&[], _) | (&[(_, 1)], _) | (&[(_, 2)], 1) => Err(NoDate::YearMissing),
        (&[(year, n @ (2 | 4))], _) => date(in_full(year, n), month, None),
        (&[(day, 1 | 2), (year, n @ (2 | 4))], 1) => date(in_full(year, n), month, Some(day)),
        (&[(day, 1 | 2), (year, 4)], 0) | (&[(year, 4), (day, 1 | 2)], 1) => date(year, month, Some(day)),
        _ => Err(NoDate::NotADate),
    }
}

/// Reads a date in numbers only.
fn in_numbers(parts: &[Part<'_>]) -> Result<Date, NoDate> {
    let numbers: Option<Vec<(u16, usize)>> = parts.iter().map(Part::number).collect();
    match *numbers.ok_or(NoDate::NotADate)?.as_slice() {
        [(year, 4)] if year >= 1000 => Err(NoDate::Year(year)),
        [(year, 4), (month, n)] => match financial(year, month, n) {
            Some(year) if (1..=12).contains(&month) && parts[1].after_hyphen => Err(NoDate::MonthOrYear { year }),
            Some(year) => Err(NoDate::FinancialYear(year)),
            None if n <= 2 => date(year, month, None),
            None => Err(NoDate::NotADate),
        },
        [(month, 1 | 2), (year, 4)] => date(year, month, None),
        [(first, 2), (second, 2)] if first > 12 && second == first + 1 => Err(NoDate::FinancialYear(2000 + first)),
        [(first, 1 | 2), (second, 1 | 2)] => Err(NoDate::TwoWays { first, second }),
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => date(year, month, Some(day)),
        [(day, 1 | 2), (month, 1 | 2), (year, n @ (2 | 4))] => date(in_full(year, n), month, Some(day)),
        _ => Err(NoDate::NotADate),
    }
}

/// A year of two digits is of this century: "27" is 2027.
fn in_full(year: u16, n_digits: usize) -> u16 {
    if n_digits == 2 { 2000 + year } else { year }
}

fn date(year: u16, month: u16, day: Option<u16>) -> Result<Date, NoDate> {
    if year < 1000 {
        return Err(NoDate::NotADate);
    }
    let number = month;
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month)).ok_or(NoDate::NoSuchMonth(number))?;
    let day = day.map(|day| u8::try_from(day).unwrap_or(u8::MAX));
    Date::new(year, month, day).ok_or(NoDate::NoSuchDay { year, month })
}

/// Returns the day of the week of a day of the calendar that holds since 1752, 0 for Sunday.
///
/// # Reference
/// Sakamoto (1992), in the newsgroup comp.lang.c: the days of the months up to each month, by sevens.
fn weekday_of(year: u16, month: u8, day: u8) -> u8 {
    const BEFORE: [u16; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let days = year + year / 4 - year / 100 + year / 400 + BEFORE[usize::from(month) - 1] + u16::from(day);
    (days % 7) as u8
}

#[cfg(test)]
mod tests {
    use super::{NoDate, read, read_end, read_event, read_start};
    use crate::date::Date;
    use crate::print::date as printed;
    use proptest::prelude::*;

    fn kept(text: &str) -> Result<String, NoDate> {
        read(text).map(|date| date.to_string())
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in [
            "4 May 2026",
            "4 May 26",
            "04/05/2026",
            "4/5/26",
            "4.5.2026",
            "4-5-2026",
            "2026-05-04",
            "2026-5-4",
            "2026/05/04",
            "Monday 4 May 2026",
            "Mon, 4th May, 2026",
            "4th May 2026",
            "4th of May 2026",
            "4-May-26",
            "04 MAY 2026",
            "4May2026",
            "May 4, 2026",
            " 4\u{a0}may\u{202f}2026 ",
            "4 May '26",
        ] {
            assert_eq!(kept(text).as_deref(), Ok("2026-05-04"), "{text}");
        }
        for (text, day) in [
            ("29 Feb 2024", "2024-02-29"),
            ("1st Sept. 2026", "2026-09-01"),
            ("2nd June 2026", "2026-06-02"),
            ("31/12/1999", "1999-12-31"),
            ("Tues 5 May 2026", "2026-05-05"),
        ] {
            assert_eq!(kept(text).as_deref(), Ok(day), "{text}");
        }
    }

    #[test]
    fn a_month_is_read_as_people_write_it() {
        for text in
            ["March 2027", "Mar-27", "mar 27", "Mar '27", "03/2027", "3/2027", "2027-03", "2027/3", "2027 March"]
        {
            assert_eq!(kept(text).as_deref(), Ok("2027-03"), "{text}");
        }
    }

    #[test]
    fn years_and_quarters_are_told_apart_and_say_which_months_they_are() {
        for text in ["2026/27", "2026-27", "2026–27", "2026/2027", "26/27", "FY 2026/27", "FY26/27"] {
            assert_eq!(read(text), Err(NoDate::FinancialYear(2026)), "{text}");
        }
        for text in ["Q4 2026/27", "q4 26/27", "2026/27 Q4", "Q4, 2026-27"] {
            assert_eq!(read(text), Err(NoDate::Quarter { year: 2026, quarter: 4 }), "{text}");
        }
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(
            said("2026/27"),
            "2026/27 runs from April 2026 to March 2027: enter one month or day of it, such as March 2027"
        );
        assert_eq!(
            said("1999/00"),
            "1999/00 runs from April 1999 to March 2000: enter one month or day of it, such as March 2000"
        );
        assert_eq!(
            said("Q4 2026/27"),
            "Q4 2026/27 runs from January to March 2027: enter one month or day of it, such as March 2027"
        );
        assert_eq!(
            said("Q1 2026/27"),
            "Q1 2026/27 runs from April to June 2026: enter one month or day of it, such as June 2026"
        );
        assert_eq!(read("Q2 2026"), Err(NoDate::QuarterOfWhich { year: 2026, quarter: 2 }));
        assert_eq!(said("2026"), "2026 is a whole year: enter a month such as May 2026, or a day such as 4 May 2026");
    }

    #[test]
    fn what_happens_is_taken_as_exactly_as_it_is_known() {
        for (text, is) in [
            ("4 May 2026", "2026-05-04"),
            ("2023", "2023"),
            ("2019-2023", "2019/2023"),
            ("2019 to 2023", "2019/2023"),
            ("2019/20", "2019-04/2020-03"),
            ("Feb/Mar 2020", "2020-02/2020-03"),
            ("February to March 2020", "2020-02/2020-03"),
            ("20 January to 28 September 2020", "2020-01-20/2020-09-28"),
            ("Nov 2019 - Feb 2020", "2019-11/2020-02"),
        ] {
            assert_eq!(read_event(text).map(|date| date.to_string()).as_deref(), Ok(is), "{text}");
        }
        for text in ["2023 to 2019", "Ongoing", "Summer 2025", "to", "March to May", "5/26", ""] {
            assert!(read_event(text).is_err(), "{text}");
        }
    }

    #[test]
    fn one_end_of_a_year_or_a_quarter_is_a_month() {
        let ends = |text: &str| [read_start(text), read_end(text)].map(|date| date.map(printed));
        for (text, first, last) in [
            ("2026/27", "April 2026", "March 2027"),
            ("FY 1999/00", "April 1999", "March 2000"),
            ("Q1 2026/27", "April 2026", "June 2026"),
            ("Q2 2026/27", "July 2026", "September 2026"),
            ("Q3 2026/27", "October 2026", "December 2026"),
            ("Q4 2026/27", "January 2027", "March 2027"),
            ("4 May 2026", "4 May 2026", "4 May 2026"),
        ] {
            assert_eq!(ends(text), [first, last].map(|date| Ok(date.to_owned())), "{text}");
        }
        for text in ["2011-12", "2026", "Q2 2026", "5/26", "soon", "31 Feb 2026"] {
            let refused = read(text).unwrap_err();
            assert_eq!(ends(text), [Err(refused), Err(refused)], "{text}");
        }
    }

    #[test]
    fn what_does_not_exist_or_may_mean_two_things_is_refused_with_its_reason() {
        for (text, reason) in [
            ("31 Feb 2026", NoDate::NoSuchDay { year: 2026, month: 2 }),
            ("29/02/2026", NoDate::NoSuchDay { year: 2026, month: 2 }),
            ("31.4.2026", NoDate::NoSuchDay { year: 2026, month: 4 }),
            ("0 May 2026", NoDate::NoSuchDay { year: 2026, month: 5 }),
            ("05/26/2026", NoDate::NoSuchMonth(26)),
            ("2026-13", NoDate::NoSuchMonth(13)),
            ("00/2026", NoDate::NoSuchMonth(0)),
            ("5/26", NoDate::TwoWays { first: 5, second: 26 }),
            ("04/05", NoDate::TwoWays { first: 4, second: 5 }),
            ("11/12", NoDate::TwoWays { first: 11, second: 12 }),
            ("2011-12", NoDate::MonthOrYear { year: 2011 }),
            ("4 May", NoDate::YearMissing),
            ("May", NoDate::YearMissing),
            ("26 May", NoDate::YearMissing),
        ] {
            assert_eq!(read(text), Err(reason), "{text}");
        }
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert_eq!(said("05/26/2026"), "there is no month 26; the day comes first, so 4 May 2026 is 04/05/2026");
        assert_eq!(
            said("Tuesday 4 May 2026"),
            "4 May 2026 is a Monday: enter the date without its weekday, or the right date"
        );
        assert_eq!(
            said("2011-12"),
            "this is either December 2011 or the financial year 2011/12: enter December 2011, or a month of that financial year"
        );
        for text in [
            "",
            "soon",
            "46146",
            "4 May 0026",
            "4 May 226",
            "Ma 2026",
            "May June 2026",
            "4 5",
            "1/2/3/2026",
            "Monday",
            "Monday May 2026",
            "Q5 2026/27",
            "Q 2026/27",
            "2026/28/01x",
            "4 May 2026 to 6 May 2026",
            "٤ May 2026",
            "4:5:2026",
            "−4 May 2026",
            "2026/2029",
            "FY",
            "q4",
            "26/5/4",
            "20260504",
            "2027/26",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(said("soon"), "enter a day such as 4 May 2026, or a month such as May 2026");
    }

    proptest! {
        #[test]
        fn what_is_printed_and_what_is_kept_is_read_back(
            year in 1000_u16..=9999, month in 1_u8..=12, day in proptest::option::of(1_u8..=31)
        ) {
            let Some(date) = Date::new(year, month, day) else { return Ok(()) };
            prop_assert_eq!(read(&printed(date)), Ok(date));
            // The one kept form that could be a financial year is a month; the field shows it in words.
            if day.is_some() || u16::from(month) != (year + 1) % 100 {
                prop_assert_eq!(read(&date.to_string()), Ok(date));
            }
            if let Some(day) = day {
                prop_assert_eq!(read(&format!("{day:02}/{month:02}/{year}")), Ok(date), "the day comes first");
            }
        }

        #[test]
        fn any_text_is_read_or_refused_and_says_what_to_enter(text in "[0-9a-zA-Z/. ,–-]{0,20}|.{0,50}") {
            if let Err(refused) = read(&text) {
                prop_assert!(!refused.to_string().is_empty());
            }
        }
    }
}
