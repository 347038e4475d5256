//! The dates of a pasted column: one order for all of its cells, and what each cell says.

use super::figures::fault;
use super::text::{one_line, shortened};
use super::{Refusal, When};
use crate::date::Date;
use crate::date::entry::{NoDate, read, read_end, read_event, read_start};
use crate::print;

/// What comes first where a date is in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The day, as in Britain.
    #[default]
    DayFirst,
    /// The month, as in America.
    MonthFirst,
}

impl DateOrder {
    /// Returns it as it stands in a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "the day first",
            DateOrder::MonthFirst => "the month first",
        }
    }
}

/// What the cells of a column tell of their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many can only have the day first, and how many only the month.
    pub(super) day_first: usize,
    pub(super) month_first: usize,
    /// The first that could be either, and is not the same either way.
    pub(super) open: Option<String>,
}

impl Signs {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Signs {
        let mut signs = Signs::default();
        for cell in cells {
            let Some((first, second, _)) = in_numbers(cell) else { continue };
            match (first > 12, second > 12) {
                (true, false) => signs.day_first += 1,
                (false, true) => signs.month_first += 1,
                (false, false) if first != second && signs.open.is_none() => signs.open = Some(one_line(cell)),
                _ => {}
            }
        }
        signs
    }

    /// Returns whether the column has dates of both orders.
    pub(super) fn is_mixed(&self) -> bool {
        self.day_first > 0 && self.month_first > 0
    }

    /// Returns the order that the column shows, where it shows one.
    pub(super) fn order(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (0, 0) => None,
            (days, months) if months > days => Some(DateOrder::MonthFirst),
            _ => Some(DateOrder::DayFirst),
        }
    }
}

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) order: DateOrder,
    /// Whether a date that could be of either order is refused, since the column has both and nobody has chosen.
    pub(super) refuses_open: bool,
    /// Whether the column is about when something begins: a year is then its first month.
    pub(super) is_start: bool,
}

/// What a cell of a date says.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) when: When,
    pub(super) earlier: Vec<Date>,
    pub(super) notes: Vec<String>,
    pub(super) refusal: Option<String>,
}

/// A longer text is no date, and need not be taken apart.
const LONGEST: usize = 80;

/// Words that say that there is no date yet.
const NOT_YET: [&str; 26] = [
    "asap",
    "various",
    "on hold",
    "open ended",
    "open-ended",
    "not started",
    "complete",
    "completed",
    "done",
    "tbc",
    "tbd",
    "tba",
    "t.b.c.",
    "ongoing",
    "on going",
    "on-going",
    "continuous",
    "continuing",
    "rolling",
    "unknown",
    "not known",
    "to be confirmed",
    "to be agreed",
    "to be determined",
    "not set",
    "?",
];

/// Words before an end that was planned before.
const WAS: [&str; 12] = [
    "was",
    "were",
    "previously",
    "originally",
    "formerly",
    "previous",
    "original",
    "prev",
    "orig",
    "slipped from",
    "moved from",
    "revised from",
];

/// Returns whether a cell says nothing at all.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-" | "–" | "—" | "−" | "." | "n/a" | "N/A" | "na" | "NA" | "n.a." | "none" | "None" | "nil" | "Nil"
    )
}

/// Returns the two numbers that could be day or month, and the rest, of a text such as "05/06/2026".
fn in_numbers(text: &str) -> Option<(u16, u16, &str)> {
    let text = text.trim();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let n = digits(text);
    let sign = text[n..].chars().next().filter(|sign| matches!(sign, '/' | '.' | '-'))?;
    let rest = &text[n + 1..];
    let m = digits(rest);
    let year = rest[m..].strip_prefix(sign)?;
    let n_year = digits(year);
    let has_end =
        year[n_year..].chars().next().is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '.' | '-'));
    let is_date = matches!(n, 1 | 2) && matches!(m, 1 | 2) && matches!(n_year, 2 | 4) && has_end;
    is_date.then_some(())?;
    Some((text[..n].parse().ok()?, rest[..m].parse().ok()?, year))
}

/// Returns what a cell says.
pub(super) fn cell(text: &str, rule: Rule) -> Cell {
    let text = one_line(text);
    let text = text.trim_end_matches(['*', '†', '‡']).trim_end();
    let mut found = Cell::default();
    if is_nothing(text) {
        return found;
    }
    if NOT_YET.contains(&text.to_lowercase().as_str()) {
        found.notes.push(format!("“{text}” is kept as words"));
        text.clone_into(&mut found.when.words);
        return found;
    }
    let (now, before) = if text.len() > LONGEST { (text, Vec::new()) } else { now_and_before(text) };
    found.earlier = before.iter().filter_map(|text| date(text, rule).ok().map(|(date, _)| date)).collect();
    match date(now, rule) {
        Ok((date, note)) if found.earlier.len() == before.len() => {
            found.when.date = Some(date);
            found.notes.extend(note);
        }
        read => {
            found.earlier.clear();
            let refused = read.err().unwrap_or(Refused::Not(NoDate::NotADate));
            found.refusal = Some(why(text, &refused));
            text.clone_into(&mut found.when.words);
        }
    }
    found
}

/// Returns the date that holds now and those that held before, oldest first: "March 2025 (was Jan 2025)".
fn now_and_before(text: &str) -> (&str, Vec<&str>) {
    let said = |text: &str| -> Option<usize> {
        let lower = text.to_lowercase();
        let fits = |word: &&&str| {
            lower.len() == text.len() && lower.starts_with(**word) && lower[word.len()..].starts_with([' ', ':', '.'])
        };
        WAS.iter().filter(fits).map(|word| word.len() + 1).max()
    };
    let bare =
        |text: &str| -> usize { text.len() - text.trim_start_matches(['(', '[', ',', ';', '-', '–', ' ']).len() };
    for (at, _) in text.char_indices().filter(|(at, sign)| *at > 0 && matches!(sign, '(' | '[' | ',' | ';' | ' ')) {
        let rest = &text[at..];
        let inner = &rest[bare(rest)..];
        if let Some(length) = said(inner) {
            let before = inner[length..].trim_start_matches([' ', ':', '.']).trim().trim_end_matches([')', ']']).trim();
            return (text[..at].trim(), vec![before]);
        }
    }
    for arrow in ["→", "->", "=>", " now ", ", now ", " revised to ", " slipped to ", " moved to "] {
        if let Some((before, now)) = text.rsplit_once(arrow) {
            let before = before.split(arrow).map(|one| one.trim().trim_end_matches(',')).collect();
            return (now.trim(), before);
        }
    }
    (text, Vec::new())
}

/// Why a text is no date.
enum Refused {
    Not(NoDate),
    /// It could be of either order, and the column has both.
    Open,
    /// A spreadsheet’s fault, in words.
    Fault(String),
}

/// Returns the date of a text, and what was done to find it.
fn date(text: &str, rule: Rule) -> Result<(Date, Option<String>), Refused> {
    if let Some(reason) = fault(text, "date") {
        return Err(Refused::Fault(reason));
    }
    if let Some(date) = day_number(text) {
        return Ok((date, Some(format!("{text} read as a spreadsheet’s day number"))));
    }
    let text = without_time(text);
    if let Some((first, second, year)) = in_numbers(text) {
        if rule.refuses_open && first <= 12 && second <= 12 && first != second {
            return Err(Refused::Open);
        }
        if rule.order == DateOrder::MonthFirst {
            return read(&format!("{second}/{first}/{year}")).map(|date| (date, None)).map_err(Refused::Not);
        }
    }
    let of_end = |text: &str| if rule.is_start { read_start(text) } else { read_end(text) };
    let refused = match read(text) {
        Ok(date) => return Ok((date, None)),
        // Months alone say the year first; "2014-03" is a month in a column of dates, "2011-12" too.
        Err(NoDate::MonthOrYear { year }) => {
            let month = u8::try_from((year + 1) % 100).unwrap_or(0);
            let date = Date::new(year, month, None).ok_or(Refused::Not(NoDate::NotADate))?;
            return Ok((date, Some(format!("{text} read as a month, not as a financial year"))));
        }
        Err(refused) => refused,
    };
    if let Ok(date) = of_end(text) {
        return Ok((
            date,
            Some(format!("“{text}” read as its {} month", if rule.is_start { "first" } else { "last" })),
        ));
    }
    // Where no month is known, a year or a span is.
    if let Ok(date) = read_event(text) {
        let note = match date.ends() {
            None => format!("“{text}” is a whole year"),
            Some(_) => format!("“{text}” read as {}", print::date(date)),
        };
        return Ok((date, Some(note)));
    }
    for word in ["by ", "end of ", "end ", "due ", "in "] {
        let rest =
            text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| text[word.len()..].trim());
        if let Some(date) = rest.and_then(|rest| read(rest).ok()) {
            return Ok((date, Some(format!("“{}” left out", word.trim()))));
        }
    }
    Err(Refused::Not(refused))
}

/// Leaves out a time behind a day: "2014-03-31 00:00:00", "2014-03-31T00:00".
fn without_time(text: &str) -> &str {
    let Some(at) = text.find(':') else { return text };
    let hour = text[..at].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_clock = text[at..].chars().all(|letter| matches!(letter, '0'..='9' | ':' | '.' | 'Z' | 'z' | ' '));
    match hour.strip_suffix(['T', ' ']) {
        Some(day) if is_clock && at > hour.len() => day.trim_end_matches(',').trim_end(),
        _ => text,
    }
}

/// Returns the day of a spreadsheet's number, which counts from the end of 1899; none before 1954 or after 2119.
///
/// # Reference
/// Hinnant (2021), chrono-Compatible Low-Level Date Algorithms, civil_from_days.
fn day_number(text: &str) -> Option<Date> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = whole.parse().ok().filter(|_| whole.len() == 5 && is_digits(whole) && is_digits(part))?;
    if !(20_000..80_000).contains(&number) {
        return None;
    }
    // From 1 March of the year 0 on, in eras of 400 years.
    let days = number + 719_468 - 25_569;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, Some(u8::try_from(day).ok()?))
}

fn why(text: &str, refused: &Refused) -> String {
    match refused {
        Refused::Fault(reason) => reason.clone(),
        Refused::Open => {
            format!("{text} could have the day or the month first, and this column has dates of both kinds")
        }
        Refused::Not(NoDate::NotADate) => format!("“{}” is no month; kept as words", shortened(text)),
        Refused::Not(refused) => {
            let reason = refused.to_string();
            let reason = reason.split_once(": ").map_or(reason.as_str(), |(reason, _)| reason);
            if reason.contains(text) { format!("{reason}; kept as words") } else { format!("{text}: {reason}") }
        }
    }
}

/// Returns how the dates of a column are written, by the first that is one: "Mon-YY", "dd/mm/yyyy".
pub(super) fn shape(text: &str, order: DateOrder) -> Option<&'static str> {
    let text = without_time(text);
    if let Some((_, _, year)) = in_numbers(text) {
        let is_short = year.bytes().take_while(u8::is_ascii_digit).count() == 2;
        return Some(match (order, is_short) {
            (DateOrder::DayFirst, false) => "dd/mm/yyyy",
            (DateOrder::DayFirst, true) => "dd/mm/yy",
            (DateOrder::MonthFirst, false) => "mm/dd/yyyy",
            (DateOrder::MonthFirst, true) => "mm/dd/yy",
        });
    }
    let date = read(text).ok()?;
    let is_year_first = text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let has_name = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    Some(match (date.day().is_some(), has_name, is_year_first) {
        (true, false, true) => "yyyy-mm-dd",
        (false, false, true) => "yyyy-mm",
        (false, false, false) => "mm/yyyy",
        (true, _, _) => "d Month yyyy",
        (false, true, _) if text.len() <= 6 => "Mon-YY",
        (false, true, _) => "Month yyyy",
    })
}

/// Returns a refusal of a cell.
pub(super) fn refusal(column: usize, found: &str, reason: String) -> Refusal {
    Refusal { column: Some(column), found: one_line(found), reason }
}

#[cfg(test)]
mod tests {
    use super::{Cell, DateOrder, Rule, Signs, cell, shape};

    const END: Rule = Rule { order: DateOrder::DayFirst, refuses_open: false, is_start: false };

    fn end(text: &str) -> Cell {
        cell(text, END)
    }

    #[test]
    fn dates_are_read_in_every_form_that_papers_use() {
        for (text, expected) in [
            ("Mar-14", "2014-03"),
            ("31/03/2014", "2014-03-31"),
            ("Q4 2023/24", "2024-03"),
            ("2025/26", "2026-03"),
            ("3rd Mar 14", "2014-03-03"),
            ("2014-03-31 00:00:00", "2014-03-31"),
            ("2014-03-31T00:00:00Z", "2014-03-31"),
            ("31/03/2014 12:30", "2014-03-31"),
            ("41671", "2014-02-01"),
            ("45292.5", "2024-01-01"),
            ("2011-12", "2011-12"),
            ("by March 2026", "2026-03"),
            ("end of Mar 2026", "2026-03"),
            ("Mar-15*", "2015-03"),
        ] {
            let found = end(text);
            assert_eq!(found.when.date.map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
            assert_eq!(found.refusal, None, "{text}");
        }
        let first = cell("Q4 2023/24", Rule { is_start: true, ..END });
        assert_eq!(first.when.date.map(|date| date.to_string()).as_deref(), Some("2024-01"));
        for (number, day) in
            [("20000", "1954-10-03"), ("36585", "2000-02-29"), ("36586", "2000-03-01"), ("73050", "2099-12-31")]
        {
            assert_eq!(end(number).when.date.map(|date| date.to_string()).as_deref(), Some(day), "{number}");
        }
    }

    #[test]
    fn an_end_that_moved_keeps_the_one_before() {
        for text in [
            "March 2025 (was Jan 2025)",
            "Mar-25, previously Jan-25",
            "Jan-25 → Mar-25",
            "Jan 2025, now Mar 2025",
            "March 2025 [originally: Jan 2025]",
            "Mar 25 (prev. Jan 25)",
        ] {
            let found = end(text);
            assert_eq!(found.when.date.map(|date| date.to_string()).as_deref(), Some("2025-03"), "{text}");
            assert_eq!(found.earlier.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2025-01"], "{text}");
        }
        let found = end("March 2025 (was summer)");
        assert!(found.when.date.is_none() && found.refusal.is_some() && found.when.words == "March 2025 (was summer)");
    }

    #[test]
    fn what_is_no_date_stays_as_words_and_says_why() {
        for (text, reason) in [
            ("29/02/2023", "29/02/2023: February 2023 has 28 days"),
            ("31 September 2024", "31 September 2024: September 2024 has 30 days"),
            ("Summer 2025", "“Summer 2025” is no month; kept as words"),
            ("by end of 2026", "“by end of 2026” is no month; kept as words"),
            ("13/13/2025", "13/13/2025: there is no month 13; the day comes first, so 4 May 2026 is 04/05/2026"),
            ("#REF!", "“#REF!” is a spreadsheet’s fault, not a date"),
        ] {
            let found = end(text);
            assert_eq!((found.when.date, found.refusal.as_deref()), (None, Some(reason)), "{text}");
            assert_eq!(found.when.words, text);
        }
        for text in ["Ongoing", "TBC", "tba"] {
            let found = end(text);
            assert_eq!((found.refusal, found.when.words.as_str()), (None, text));
        }
        for text in ["", "-", "–", "n/a"] {
            let found = end(text);
            assert!(found.refusal.is_none() && found.when.words.is_empty() && found.notes.is_empty(), "{text}");
        }
    }

    #[test]
    fn years_and_spans_are_dates_that_say_less() {
        let of = |text: &str| end(text).when.date.map(|date| date.to_string());
        assert_eq!(of("2027").as_deref(), Some("2027"));
        assert_eq!(of("2019 - 2023").as_deref(), Some("2019/2023"));
        assert_eq!(of("February/March 2020").as_deref(), Some("2020-02/2020-03"));
        assert_eq!(of("Jan-25 to Mar-25").as_deref(), Some("2025-01/2025-03"));
        assert_eq!([of("Summer 2025"), of("2023 - 2019")], [None, None]);
        assert_eq!(end("2027").notes, ["“2027” is a whole year"]);
    }

    #[test]
    fn one_order_is_told_by_what_cannot_be_a_month() {
        let signs = |cells: &[&str]| Signs::of(cells.iter().copied());
        assert_eq!(signs(&["05/06/2026", "13/06/2026"]).order(), Some(DateOrder::DayFirst));
        assert_eq!(signs(&["05/06/2026", "06/13/2026"]).order(), Some(DateOrder::MonthFirst));
        assert!(signs(&["13/06/2026", "06/13/2026"]).is_mixed());
        let open = signs(&["09/09/2026", "Mar-27", "05/06/26", "2026-01-02"]);
        assert_eq!((open.order(), open.open.as_deref()), (None, Some("05/06/26")));
        let month_first = Rule { order: DateOrder::MonthFirst, ..END };
        assert_eq!(
            cell("05/06/2026", month_first).when.date.map(|date| date.to_string()).as_deref(),
            Some("2026-05-06")
        );
        assert!(cell("13/06/2026", month_first).refusal.is_some());
        assert_eq!(shape("Feb-14", DateOrder::DayFirst), Some("Mon-YY"));
        assert_eq!(shape("1/2/2014", DateOrder::DayFirst), Some("dd/mm/yyyy"));
    }
}
