//! What a typed text means as a score on a scale.

use super::{Scale, ScoreState};
use crate::finite::Finite;
use std::fmt;

/// A text that is no score on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoScore {
    /// What was expected, for example "points from 0 to 100".
    pub expected: &'static str,
}

impl fmt::Display for NoScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for NoScore {}

/// Returns the score that a text means on a scale, or `None` for an empty text.
///
/// A number is points on a scale that is judged directly and a measure on one that is measured; a level is named by its
/// words or by its number on the scale from 1. "?" and "unknown", "n/a" and "not applicable", "no effect" are read on every
/// scale. A measure beyond the ends is a score.
///
/// # Errors
/// [`NoScore`] for any other text, and for points beyond 0 to 100.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Scale, ScoreState, entry::read};
/// assert_eq!(read("n/a", &Scale::Direct), Ok(Some(ScoreState::NotApplicable)));
/// assert_eq!(read("101", &Scale::Direct).unwrap_err().to_string(), "expected points from 0 to 100");
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
    let number = Finite::read(text).ok().flatten();
    match scale {
        Scale::Levels(levels) => {
            let by_words = || levels.iter().find(|level| level.label.to_lowercase() == text.to_lowercase());
            let by_number = || levels.get(text.parse::<usize>().ok()?.checked_sub(1)?);
            let found = by_words().or_else(by_number).map(|level| Some(ScoreState::Level(level.id)));
            found.ok_or(NoScore { expected: "a level of the scale, by its words or its number from 1" })
        }
        Scale::Direct => {
            let points = number.filter(|points| (0.0..=100.0).contains(&points.get()));
            points.map(|points| Some(ScoreState::Points(points))).ok_or(NoScore { expected: "points from 0 to 100" })
        }
        Scale::Measured { .. } => number
            .map(|measure| Some(ScoreState::Measured(measure)))
            .ok_or(NoScore { expected: "a number, for example 12.5" }),
    }
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
        for text in ["high", "1,5", "−1", "100.1", "NaN", "1e999"] {
            assert!(read(text, &Scale::Direct).is_err(), "{text}");
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
