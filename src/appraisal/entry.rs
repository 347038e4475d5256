//! What a typed text means as a score on a scale.

use super::{Scale, ScoreState};
use crate::finite::Finite;
use crate::spelling::looks_alike;
use std::fmt;

/// A text that is no score on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoScore {
    /// What was expected, for example "a number from 0 to 100".
    pub expected: &'static str,
}

impl fmt::Display for NoScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "enter {}", self.expected)
    }
}

impl std::error::Error for NoScore {}

/// Returns the score that a text means on a scale, or `None` for an empty text.
///
/// A number is points on a scale that is judged directly and a measure on one that is measured; a level is named by its
/// words or by its number on the scale from 1. "?" and "unknown", "n/a" and "not applicable", "no effect" are read on every
/// scale. A measure beyond the ends is a score. Around a number may stand what can mean one thing only: its own unit, a sign
/// for pounds, euros or dollars where the unit does not speak against it, a sign for per cent where it is one of a hundred,
/// parentheses or a minus behind it as accounts print what is below nought.
///
/// # Errors
/// [`NoScore`] for any other text, and for points beyond 0 to 100.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Scale, ScoreState, entry::read};
/// assert_eq!(read("n/a", &Scale::Direct), Ok(Some(ScoreState::NotApplicable)));
/// assert_eq!(read("40%", &Scale::Direct), read("40", &Scale::Direct));
/// assert_eq!(read("101", &Scale::Direct).unwrap_err().to_string(), "enter a number from 0 to 100");
/// ```
pub fn read(text: &str, scale: &Scale) -> Result<Option<ScoreState>, NoScore> {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "" => return Ok(None),
        "?" | "unknown" => return Ok(Some(ScoreState::Unknown)),
        "n/a" | "not applicable" => return Ok(Some(ScoreState::NotApplicable)),
        "no effect" => return Ok(Some(ScoreState::NoEffect)),
        _ => {}
    }
    let unit = match scale {
        Scale::Measured { measure, .. } => Some(measure.unit.as_str()),
        Scale::Direct | Scale::Levels(_) => None,
    };
    match scale {
        Scale::Levels(levels) => {
            let by_words = || levels.iter().find(|level| looks_alike(&level.label, text));
            let by_number = || levels.get(text.parse::<usize>().ok()?.checked_sub(1)?);
            let found = by_words().or_else(by_number).map(|level| Some(ScoreState::Level(level.id)));
            found.ok_or(NoScore { expected: "a level of the scale, by its words or its number" })
        }
        Scale::Direct => {
            let points = number(text, unit)?.filter(|points| (0.0..=100.0).contains(&points.get()));
            points.map(|points| Some(ScoreState::Points(points))).ok_or(NoScore { expected: POINTS })
        }
        Scale::Measured { .. } => {
            let measure = number(text, unit)?;
            measure.map(|measure| Some(ScoreState::Measured(measure))).ok_or(NoScore { expected: NUMBER })
        }
    }
}

const POINTS: &str = "a number from 0 to 100";
const NUMBER: &str = "a number, for example 12.5";
const CURRENCIES: [char; 3] = ['£', '€', '$'];

/// Returns the number in a text with what may stand around it; `None` where there is none. `unit` is that of the measure, and
/// absent for points.
///
/// # Errors
/// What was expected, where the text says something that can be told apart from a slip of the keyboard.
fn number(text: &str, unit: Option<&str>) -> Result<Option<Finite>, NoScore> {
    let refused = |expected| Err(NoScore { expected });
    if matches!(text, "-" | "–" | "—" | "−") {
        return refused("0 or n/a, whichever a dash means here");
    }
    let (text, is_negative) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => match text.strip_suffix(['-', '−']) {
            Some(before) => (before.trim(), true),
            None => (text, false),
        },
    };
    let text = without_unit(text, unit.unwrap_or_default());
    let signed = text.trim_start_matches(['-', '−', '+']);
    let sign = &text[..text.len() - signed.len()];
    let bare = match signed.chars().next().filter(|first| CURRENCIES.contains(first)) {
        None => signed,
        Some(currency) if unit.is_some_and(|unit| unit.is_empty() || unit.contains(currency)) => {
            signed[currency.len_utf8()..].trim_start()
        }
        Some(_) => return refused("a number without a sign for money"),
    };
    let bare = match bare.strip_suffix('%') {
        None => bare,
        Some(before) if unit.is_none_or(is_percent) => before.trim_end(),
        Some(_) => return refused("a number in the unit of the measure, not per cent"),
    };
    let found = Finite::read(&format!("{sign}{bare}")).ok().flatten();
    let has_comma =
        bare.contains(',') && bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    match found {
        None if has_comma => refused("a number with a point before its decimals and commas between thousands only"),
        Some(number) if is_negative && number < Finite::ZERO => refused(NUMBER),
        found => {
            Ok(found.map(|number| if is_negative { Finite::new(-number.get()).unwrap_or(number) } else { number }))
        }
    }
}

fn is_percent(unit: &str) -> bool {
    unit.contains('%') || looks_alike(unit, "per cent")
}

/// Returns whether numbers on a scale are out of a hundred, so that a sign for per cent may stand behind them.
#[must_use]
pub fn takes_percent(scale: &Scale) -> bool {
    match scale {
        Scale::Direct => true,
        Scale::Levels(_) => false,
        Scale::Measured { measure, .. } => is_percent(&measure.unit),
    }
}

/// Returns a text without the unit behind its number.
fn without_unit<'a>(text: &'a str, unit: &str) -> &'a str {
    let end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(text.len(), |at| at + 1);
    let (before, after) = text.split_at(end);
    if !unit.is_empty() && !after.trim().is_empty() && looks_alike(after, unit) { before } else { text }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::appraisal::{Level, Measure, Scale, ScoreState, Shape};
    use crate::finite::Finite;
    use crate::id::LevelId;
    use crate::unknown::Unknown;

    #[test]
    fn a_text_is_read_on_its_scale() {
        let measure = Measure::new("", "");
        let measured = Scale::Measured {
            measure,
            worst: Finite::ZERO,
            best: Finite::from(10),
            shape: Shape::Linear,
            unknown: Unknown::new(),
        };
        let eight = Finite::from(8);
        assert_eq!(read(" 8 ", &Scale::Direct), Ok(Some(ScoreState::Points(eight))));
        assert_eq!(read("8", &measured), Ok(Some(ScoreState::Measured(eight))));
        assert_eq!(read("−800", &measured), Ok(Some(ScoreState::Measured(Finite::new(-800.0).unwrap()))));
        assert_eq!(read("", &measured), Ok(None));
        assert_eq!(read("No effect", &measured), Ok(Some(ScoreState::NoEffect)));
        assert_eq!(read("?", &Scale::Direct), Ok(Some(ScoreState::Unknown)));
        for text in ["high", "1,5", "−1", "100.1", "NaN", "1e999", "(40)", "40-", "£40", "40 months", "40%%"] {
            assert!(read(text, &Scale::Direct).is_err(), "{text}");
        }
    }

    #[test]
    fn what_accounts_print_around_a_number_is_read_where_it_means_one_thing() {
        let on = |unit: &str, text: &str| {
            let (zero, ten) = (Finite::ZERO, Finite::from(10));
            match read(text, &Scale::measured(Measure::new("cost", unit), zero, ten, Shape::Linear)) {
                Ok(Some(ScoreState::Measured(number))) => Ok(number.get()),
                Ok(other) => panic!("{other:?}"),
                Err(refused) => Err(refused.expected),
            }
        };
        for (unit, text, number) in [
            ("£m", "(1,200)", -1200.0),
            ("", "£950", 950.0),
            ("£ a year", "−£1,200.50", -1200.5),
            ("", "1,200-", -1200.0),
            ("months", "12 months", 12.0),
            ("months", "12 Months", 12.0),
            ("%", "40%", 40.0),
            ("per cent", "40 %", 40.0),
            ("m²", "1,500 m²", 1500.0),
            ("£", "(£5)", -5.0),
        ] {
            assert_eq!(on(unit, text), Ok(number), "{text} in {unit}");
        }
        for (unit, text, expected) in [
            ("months", "£12", "a number without a sign for money"),
            ("€", "£12", "a number without a sign for money"),
            ("months", "40%", "a number in the unit of the measure, not per cent"),
            ("months", "-", "0 or n/a, whichever a dash means here"),
            ("", "12,5", "a number with a point before its decimals and commas between thousands only"),
            ("months", "12 years", "a number, for example 12.5"),
            ("", "(-5)", "a number, for example 12.5"),
        ] {
            assert_eq!(on(unit, text), Err(expected), "{text} in {unit}");
        }
    }

    #[test]
    fn a_level_is_named_by_words_or_number() {
        let level = |id, label: &str, points| Level {
            id: LevelId(id),
            label: label.to_owned(),
            points,
            unknown: Unknown::new(),
        };
        let scale = Scale::Levels(vec![level(5, "Some", Finite::ZERO), level(9, "2", Finite::from(100))]);
        let chosen = |id| Ok(Some(ScoreState::Level(LevelId(id))));
        assert_eq!(read("some", &scale), chosen(5));
        assert_eq!(read("1", &scale), chosen(5));
        assert_eq!(read("2", &scale), chosen(9), "words come before numbers");
        for text in ["0", "3", "a lot"] {
            assert!(read(text, &scale).is_err(), "{text}");
        }
    }
}
