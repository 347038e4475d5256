//! Numbers, money, dates and lists as people read them: the one place that prints a figure. Nothing is computed here, and
//! nothing is known of a case; sentences are the business of `present`.

mod unit;

use crate::date::Date;
pub use crate::date::MONTHS;
use crate::pence::Pence;
use crate::spelling::isolated;
use std::borrow::Cow;
pub use unit::MoneyUnit;

/// The true minus sign.
pub(crate) const MINUS: &str = "−";

/// Returns a number with a fixed count of decimals, 0 to 6, rounded half away from zero once float noise is removed, with a
/// true minus and commas for thousands. So 53.15, which a computer holds as a little less, prints as 53.2.
///
/// # Example
/// ```
/// use weighbridge::print::decimal;
/// assert_eq!(decimal(53.15, 1), "53.2");
/// assert_eq!(decimal(-1234.5, 0), "−1,235");
/// assert_eq!(decimal(-0.04, 1), "0.0");
/// ```
#[must_use]
pub fn decimal(number: f64, decimals: usize) -> String {
    const TENS: [f64; 7] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];
    let decimals = decimals.min(TENS.len() - 1);
    let scaled = number * TENS[decimals];
    // Noise is far below a millionth of the last printed digit; above 2^53 there are no decimals to clean.
    let clean = if scaled.abs() < 1e9 { (scaled * 1e6).round() / 1e6 } else { scaled };
    let rounded = clean.abs().round();
    let text = format!("{:.decimals$}", rounded / TENS[decimals]);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let sign = if clean < 0.0 && rounded > 0.0 { MINUS } else { "" };
    format!("{sign}{}{rest}", with_commas(whole))
}

/// Returns a whole number's digits with commas for thousands.
pub(crate) fn with_commas(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns points or weight as pages print them: one decimal.
#[must_use]
pub fn points(points: f64) -> String {
    decimal(points, 1)
}

/// Returns a difference in points as pages print it: one decimal, and never "0.0" where there is one.
///
/// # Example
/// ```
/// use weighbridge::print::gap;
/// assert_eq!([0.0, 0.04, 0.05, 5.7].map(gap), ["0.0", "less than 0.1", "0.1", "5.7"]);
/// ```
#[must_use]
pub fn gap(between: f64) -> String {
    let printed = points(between);
    if between > 0.0 && printed == points(0.0) { "less than 0.1".to_owned() } else { printed }
}

/// Returns an index out of 100: whole.
#[must_use]
pub fn index(index: f64) -> String {
    decimal(index, 0)
}

/// Returns a share in tenths of a point as it is printed: 83 is "8.3".
#[must_use]
pub fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Returns a number as it was typed, with commas for thousands: no decimals that mean nothing.
///
/// # Example
/// ```
/// use weighbridge::print::as_typed;
/// assert_eq!([2366.0, -1250.5, 66.7].map(as_typed), ["2,366", "−1,250.5", "66.7"]);
/// ```
#[must_use]
pub fn as_typed(number: f64) -> String {
    let text = number.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| (MINUS, digits));
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    format!("{sign}{}{rest}", with_commas(whole))
}

/// Returns the numbers of a column as they were typed, each with the zeros that its decimals fall short of the longest: a
/// page prints these unseen, so that the points stand under each other and no digit is added to what was published.
///
/// # Example
/// ```
/// use weighbridge::print::aligned;
/// let found = aligned(&[Some(126.6), None, Some(128.52), Some(130.0)]);
/// let found: Vec<_> = found.iter().map(|cell| cell.as_ref().map(|(text, rest)| (text.as_str(), rest.as_str()))).collect();
/// assert_eq!(found, [Some(("126.6", "0")), None, Some(("128.52", "")), Some(("130", ".00"))]);
/// ```
#[must_use]
pub fn aligned(column: &[Option<f64>]) -> Vec<Option<(String, String)>> {
    let printed: Vec<Option<String>> = column.iter().map(|number| number.map(as_typed)).collect();
    let n_decimals = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let longest = printed.iter().flatten().map(|text| n_decimals(text)).max().unwrap_or(0);
    let filled = |text: String| {
        let n = n_decimals(&text);
        let point = if n == 0 && longest > 0 { "." } else { "" };
        let rest = format!("{point}{}", "0".repeat(longest - n));
        (text, rest)
    };
    printed.into_iter().map(|text| text.map(filled)).collect()
}

/// Returns a whole number with its sign where it is not 0.
#[must_use]
pub fn signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
        _ => format!("{MINUS}{}", number.unsigned_abs()),
    }
}

/// Returns money exactly: "£7.68m", "£420k", "£85,700", "£12.50"; short forms only where nothing is lost.
///
/// # Example
/// ```
/// use weighbridge::{pence::Pence, print::money};
/// let pounds = |pounds| money(Pence::from_pounds(pounds).unwrap());
/// assert_eq!([pounds(7_680_000), pounds(420_000), pounds(85_700)], ["£7.68m", "£420k", "£85,700"]);
/// assert_eq!(pounds(-200_000), "−£200k");
/// ```
#[must_use]
pub fn money(sum: Pence) -> String {
    let pence = sum.get().unsigned_abs();
    let sign = if sum.get() < 0 { MINUS } else { "" };
    let (pounds, odd) = (pence / 100, pence % 100);
    let short = |unit: u64, decimals: usize, suffix: &str| {
        let number = decimal(pounds as f64 / unit as f64, decimals);
        format!("{sign}£{number}{suffix}")
    };
    match pounds {
        _ if odd != 0 => format!("{sign}£{}.{odd:02}", with_commas(&pounds.to_string())),
        1_000_000_000.. if pounds.is_multiple_of(10_000_000) => short(1_000_000_000, 2, "bn"),
        1_000_000.. if pounds.is_multiple_of(100_000) => short(1_000_000, 1, "m"),
        1_000_000.. if pounds.is_multiple_of(10_000) => short(1_000_000, 2, "m"),
        100_000..1_000_000 if pounds.is_multiple_of(1_000) => short(1_000, 0, "k"),
        _ => format!("{sign}£{}", with_commas(&pounds.to_string())),
    }
}

/// Returns a date in full: "2020", "February 2020", "4 February 2020" or "February 2020 to March 2020".
#[must_use]
pub fn date(date: Date) -> String {
    if let Some([from, to]) = date.ends() {
        return format!("{} to {}", self::date(from), self::date(to));
    }
    let month = date.month().and_then(|month| MONTHS.get(usize::from(month) - 1));
    match (date.day(), month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (_, Some(month)) => format!("{month} {}", date.year()),
        (_, None) => date.year().to_string(),
    }
}

/// Returns a date for a narrow column: "2020", "Feb 2020", "4 Feb 2020" or "Feb to Mar 2020".
///
/// # Example
/// ```
/// use weighbridge::print::short_date;
/// let short = |text: &str| short_date(text.parse().unwrap());
/// assert_eq!([short("2020-02-04"), short("2020-02/2020-03"), short("2019/2023")], ["4 Feb 2020", "Feb to Mar 2020", "2019 to 2023"]);
/// ```
#[must_use]
pub fn short_date(date: Date) -> String {
    if let Some([from, to]) = date.ends() {
        let is_one_year = from.year() == to.year() && from.month().is_some() && to.month().is_some();
        let year = from.year().to_string();
        let from = short_date(from);
        let from = if is_one_year { from.trim_end_matches(&year).trim_end() } else { &from };
        return format!("{from} to {}", short_date(to));
    }
    let month = date.month().map(short_month);
    match (date.day(), month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year()),
        (_, Some(month)) => format!("{month} {}", date.year()),
        (_, None) => date.year().to_string(),
    }
}

/// Returns the first three letters of a month, 1 to 12; empty for any other number.
#[must_use]
pub fn short_month(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| MONTHS.get(at)?.get(..3)).unwrap_or_default()
}

/// Returns a time of the log, which is in UTC, as people read it: "29 November 2026, 01:39". What is no such time is returned
/// as it is.
///
/// # Example
/// ```
/// use weighbridge::print::moment;
/// assert_eq!(moment("2026-11-29T01:39:05Z"), "29 November 2026, 01:39");
/// assert_eq!(moment("some day"), "some day");
/// ```
#[must_use]
pub fn moment(utc: &str) -> String {
    let parts = utc.split_once('T').and_then(|(day, time)| Some((day.parse().ok()?, time.get(..5)?)));
    parts.map_or_else(|| utc.to_owned(), |(day, time)| format!("{}, {time}", date(day)))
}

/// Returns a count with its noun: "1 change", "3 changes".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", decimal(n as f64, 0), if n == 1 { one } else { many })
}

/// Returns names as a phrase: "A", "A and B", "A, B and C".
#[must_use]
pub fn list(names: &[impl AsRef<str>]) -> String {
    let names: Vec<Cow<'_, str>> = names.iter().map(|name| isolated(name.as_ref())).collect();
    match &names[..] {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Returns a description as it stands inside a sentence: its first letter small, unless it begins an abbreviation or a name
/// in capitals.
///
/// # Example
/// ```
/// use weighbridge::print::in_sentence;
/// assert_eq!(in_sentence("A whole day’s work is lost"), "a whole day’s work is lost");
/// assert_eq!(in_sentence("PSN assured"), "PSN assured");
/// ```
#[must_use]
pub fn in_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let second_is_small = letters.clone().next().is_none_or(|second| !second.is_uppercase());
    match first {
        Some(first) if second_is_small => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// Returns words as they begin a line: the first letter large.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the letter of the option at a position: A to Z, then A1 and on.
#[must_use]
pub fn letter(position: usize) -> String {
    let letter = char::from(b'A' + (position % 26) as u8);
    if position < 26 { letter.to_string() } else { format!("{letter}{}", position / 26) }
}

#[cfg(test)]
mod tests {
    use super::{as_typed, capitalised, count, date, decimal, letter, list, money, signed};
    use crate::pence::Pence;

    #[test]
    fn halves_round_away_from_zero_whatever_the_noise() {
        for (number, expected) in [(0.05, "0.1"), (2.25, "2.3"), (-2.25, "−2.3"), (99.95, "100.0"), (61.716, "61.7")]
        {
            assert_eq!(decimal(number, 1), expected);
        }
        assert_eq!(decimal(0.1 + 0.2, 1), "0.3");
        assert_eq!(decimal(0.149_999_999_999_999, 1), "0.2", "noise below a millionth is removed");
        assert_eq!(decimal(0.149_99, 1), "0.1", "what is no noise is kept");
        assert_eq!(decimal(1_234_567.0, 0), "1,234,567");
        assert_eq!(decimal(999.0, 0), "999");
    }

    #[test]
    fn money_loses_nothing() {
        let pence = |pence| money(Pence::new(pence).unwrap());
        assert_eq!(pence(123_456_789), "£1,234,567.89");
        assert_eq!(pence(123_456_700), "£1,234,567");
        assert_eq!(pence(860_000_000), "£8.6m");
        assert_eq!(pence(0), "£0");
    }

    #[test]
    fn words() {
        assert_eq!(signed(-2), "−2");
        assert_eq!([capitalised("not yet known"), capitalised("")], ["Not yet known", ""]);
        assert_eq!(as_typed(66.7), "66.7");
        assert_eq!(count(1, "change", "changes"), "1 change");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
        assert_eq!(list(&["א", "B"]), "\u{2068}א\u{2069} and B");
        assert_eq!([letter(0), letter(25), letter(26)], ["A", "Z", "A1"]);
        assert_eq!(date("2020-02-04".parse().unwrap()), "4 February 2020");
    }
}
