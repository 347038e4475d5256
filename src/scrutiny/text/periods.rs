//! Periods that were over when the report was written.

use super::lines::Text;
use super::{Found, Kind};
use crate::date::Date;
use std::ops::RangeInclusive;

/// The years that a period may begin in.
const YEARS: RangeInclusive<i32> = 1990..=2100;
/// How many years a period has at most.
const LONGEST: i32 = 40;
/// Words that speak of what is, or is still to come.
const CURRENT: [&str; 9] =
    ["expires", "expire", "expiring", "currently", "current", "this year", "next year", "will end", "comes to an end"];
/// Words that speak of what was.
const PAST: [&str; 7] = ["expired", "ended", "was ", "were ", "previous", "former", "replaced"];

/// `period_over` (ask): a sentence has a period of years, such as "2016-19" or "2016 to 2019", whose last year is before the
/// year of the report, and says that it expires, is current or ends this year, and nothing that speaks of it as past.
pub(super) fn read(text: &Text<'_>, as_at: Option<Date>, found: &mut Found) {
    let Some(year) = as_at.map(|date| i32::from(date.first_day().year())) else { return };
    found.begin_rule();
    for paragraph in &text.paragraphs {
        for sentence in sentences(paragraph.words) {
            let Some((period, ended)) = periods(sentence).find(|(_, ended)| *ended < year) else { continue };
            let small = sentence.to_lowercase();
            let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
            if says(&CURRENT) && !says(&PAST) {
                let kind = Kind::PeriodOver { period: period.to_owned(), ended, sentence: one_line(sentence) };
                found.push(paragraph.place, kind);
            }
        }
    }
}

/// Returns the sentences of a text; a dot within a number or a word ends none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.match_indices(['.', '?', '!', ';']).map(|(at, sign)| at + sign.len());
        let mut end = end.filter(|end| rest[*end..].chars().next().is_none_or(char::is_whitespace));
        let (sentence, behind) = rest.split_at(end.next().unwrap_or(rest.len()));
        rest = behind.trim_start();
        Some(sentence.trim())
    })
}

/// Returns a sentence on one line, cut behind the word that is too much.
pub(super) fn one_line(sentence: &str) -> String {
    const SHOWN: usize = 160;
    let mut line = String::new();
    for word in sentence.split_whitespace() {
        if line.len() > SHOWN {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        // A word may be as long as a text.
        line.extend(word.chars().take(SHOWN));
    }
    line
}

/// Returns the periods of years in a sentence, each with its last year.
fn periods(sentence: &str) -> impl Iterator<Item = (&str, i32)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + sentence[from..].find(|letter: char| letter.is_ascii_digit())?;
            let length = digits(&sentence[start..]);
            from = start + length;
            let behind = sentence[from..].trim_start();
            let Some(second) = ["-", "–", "—", "/", "to ", "until "].iter().find_map(|sign| behind.strip_prefix(sign))
            else {
                continue;
            };
            let second = second.trim_start();
            let n = digits(second);
            let Ok(first) = sentence[start..start + length].parse::<i32>() else { continue };
            let Ok(mut last) = second[..n].parse::<i32>() else { continue };
            if n == 2 {
                last += first / 100 * 100;
            }
            if length == 4 && (n == 2 || n == 4) && YEARS.contains(&first) && (1..=LONGEST).contains(&(last - first)) {
                let end = sentence.len() - second.len() + n;
                from = end;
                return Some((&sentence[start..end], last));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, read};
    use super::periods;

    fn found(text: &str) -> Vec<(String, i32)> {
        let found = read(text, "2020-02-04".parse().ok()).findings.into_iter();
        let found = found.filter_map(|one| match one.kind {
            Kind::PeriodOver { period, ended, .. } => Some((period, ended)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn a_period_that_was_over_is_found() {
        for text in [
            "The IT Strategy 2016-19 expires this year.",
            "Our strategy (2016 – 2019) is current.",
            "The plan for 2016 to\u{a0}2019 will end in summer.",
        ] {
            assert_eq!(found(text).iter().map(|one| one.1).collect::<Vec<_>>(), [2019], "{text}");
        }
        assert!(read("The IT Strategy 2016-19 expires this year.", None).findings.is_empty(), "nobody says when");
    }

    #[test]
    fn a_period_that_holds_or_is_said_to_be_over_is_not_found() {
        for text in [
            "The IT Strategy 2016-20 expires this year.",
            "The IT Strategy 2016-19 expired in December.",
            "It replaced the strategy of 2016-19, and the new one is current.",
            "In 2016-19 we spent more.",
            "The 2019/20 budget is current.",
            "Call 2016-1999 this year.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(
            periods("2016-19, 2025 to 2035 and 1-2").collect::<Vec<_>>(),
            [("2016-19", 2019), ("2025 to 2035", 2035)]
        );
    }
}
