//! The scale, the ends and the weight of a criterion, as the cells of its row give them.

use super::heads::out_of;
use crate::appraisal::{Knot, Level, Measure, Scale, Shape, SwingWeight};
use crate::finite::Finite;
use crate::id::LevelId;
use crate::spelling::folded;
use crate::unknown::Unknown;

/// What was expected of a cell.
pub(super) type Expected = &'static str;

/// How a criterion is scored, in words that are read back: [`line`] writes them.
pub(super) const POINTS: &str = "Points";
const MEASURE: &str = "Measure";
const LEVELS: &str = "Levels";

const NO_SCALE: Expected = "Points, Measure, or Levels with one “words = points” in each line";
const NO_WEIGHT: Expected = "a weight of 0 or more, such as 25 or 25%";
const NO_END: Expected = "a number, such as 12.5 or 1,250";

/// Returns the weight in a text; `None` where it is empty. A sign for per cent is read.
pub(super) fn weight(text: &str) -> Result<Option<SwingWeight>, Expected> {
    let bare = text.strip_suffix('%').unwrap_or(text).trim_end();
    let number = Finite::read(bare).map_err(|_| NO_WEIGHT)?;
    number.map(|number| SwingWeight::new(number.get()).ok_or(NO_WEIGHT)).transpose()
}

/// The cells of a criterion that say how it is scored.
pub(super) struct Given<'a> {
    pub(super) scale: &'a str,
    pub(super) measure: &'a str,
    pub(super) unit: &'a str,
    pub(super) worst: Vec<&'a str>,
    pub(super) best: Vec<&'a str>,
}

/// What those cells come to.
pub(super) struct Found {
    /// The scale, where they say one.
    pub(super) scale: Option<Scale>,
    pub(super) worst: String,
    pub(super) best: String,
}

/// Which cell is wrong, and what was expected of it.
pub(super) enum Wrong {
    Scale(Expected),
    Worst(Expected),
    Best(Expected),
}

/// Returns the scale and the words of its ends. Ends that are both numbers are those of a measure, unless the scale says that
/// points are judged; others are words.
pub(super) fn scale(given: &Given<'_>) -> Result<Found, Wrong> {
    let said = folded(given.scale);
    let is_points = said == folded(POINTS) || said == "direct" || said == "points 0 to 100";
    let is_measure = said.starts_with(&folded(MEASURE));
    let is_levels = said.starts_with(&folded(LEVELS));
    if !(said.is_empty() || is_points || is_measure || is_levels || out_of(given.scale).is_some()) {
        return Err(Wrong::Scale(NO_SCALE));
    }
    let number = |text: &&str| Finite::read(without(text, given.unit)).ok().flatten();
    let words = |cells: &[&str], but: Option<usize>| {
        let rest = cells.iter().enumerate().filter(|(at, text)| Some(*at) != but && !text.is_empty());
        rest.map(|(_, text)| (*text).to_owned()).next().unwrap_or_default()
    };
    let (low, high) = (
        given.worst.iter().position(|text| number(text).is_some()),
        given.best.iter().position(|text| number(text).is_some()),
    );
    let ends = low.zip(high).filter(|_| !is_points && !is_levels);
    let (worst, best) = match ends {
        Some((low, high)) => (words(&given.worst, Some(low)), words(&given.best, Some(high))),
        None => (words(&given.worst, None), words(&given.best, None)),
    };
    let measured = |low: Finite, high: Finite| -> Result<Scale, Wrong> {
        let shape = shape(given.scale).map_err(Wrong::Scale)?;
        let found = Scale::measured(Measure::new(given.measure, given.unit), low, high, shape);
        match found.problem() {
            Some(_) if low == high => Err(Wrong::Best("another number than at the worst end")),
            Some(expected) => Err(Wrong::Scale(expected.trim_start_matches("expected "))),
            None => Ok(found),
        }
    };
    let scale = match ends {
        _ if is_points => Some(Scale::Direct),
        _ if is_levels => Some(levels(given.scale).map_err(Wrong::Scale)?),
        Some((low, high)) => {
            let (low, high) = (number(&given.worst[low]), number(&given.best[high]));
            low.zip(high).map(|(low, high)| measured(low, high)).transpose()?
        }
        None if is_measure => return Err(if low.is_none() { Wrong::Worst(NO_END) } else { Wrong::Best(NO_END) }),
        None => [given.scale, given.unit, given.measure].into_iter().find_map(out_of).map(marks),
    };
    Ok(Found { scale, worst, best })
}

/// Returns the scale of marks from 0 to the highest.
pub(super) fn marks(out_of: u32) -> Scale {
    let measure = Measure::new("mark", &format!("out of {out_of}"));
    Scale::measured(measure, Finite::ZERO, Finite::from(out_of), Shape::Linear)
}

/// Returns a number without its unit, and without a sign for money before it.
fn without<'a>(text: &'a str, unit: &str) -> &'a str {
    let text = text.strip_prefix(['£', '€', '$']).unwrap_or(text).trim_start();
    let end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(text.len(), |at| at + 1);
    let (before, after) = text.split_at(end);
    if !after.trim().is_empty() && folded(after) == folded(unit) { before } else { text }
}

/// Returns the pairs of "words = points" in the lines behind the first colon.
fn pairs(text: &str) -> impl Iterator<Item = Option<(&str, Finite)>> {
    let rest = text.split_once(':').map_or("", |(_, rest)| rest);
    let lines = rest.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| {
        let (words, points) = line.rsplit_once('=')?;
        Some((words.trim(), Finite::read(points).ok().flatten()?))
    })
}

fn levels(text: &str) -> Result<Scale, Expected> {
    let level = |(at, pair): (usize, Option<(&str, Finite)>)| {
        let (label, points) = pair?;
        Some(Level { id: LevelId(u32::try_from(at).ok()?), label: label.to_owned(), points, unknown: Unknown::new() })
    };
    let found: Option<Vec<Level>> = pairs(text).enumerate().map(level).collect();
    let found = Scale::Levels(found.ok_or(NO_SCALE)?);
    match found.problem() {
        Some(expected) => Err(expected.trim_start_matches("expected ")),
        None => Ok(found),
    }
}

fn shape(text: &str) -> Result<Shape, Expected> {
    if let Some(half) = folded(text).strip_prefix("measure, 50 points at ") {
        let midvalue = Finite::read(half).ok().flatten().ok_or(NO_SCALE)?;
        return Ok(Shape::Exponential { midvalue, unknown: Unknown::new() });
    }
    let knot = |pair: Option<(&str, Finite)>| {
        let (measure, points) = pair?;
        Some(Knot { measure: Finite::read(measure).ok().flatten()?, points, unknown: Unknown::new() })
    };
    let knots: Vec<Knot> = pairs(text).map(knot).collect::<Option<_>>().ok_or(NO_SCALE)?;
    Ok(if knots.is_empty() { Shape::Linear } else { Shape::Piecewise(knots) })
}

/// Returns the words that say a scale, as [`scale`] reads them: levels and the points of a curve in lines of their own.
#[must_use]
pub fn line(scale: &Scale) -> String {
    let number = |number: Finite| number.get().to_string();
    match scale {
        Scale::Direct => POINTS.to_owned(),
        Scale::Levels(levels) => {
            let lines = levels.iter().map(|level| format!("\n{} = {}", level.label, number(level.points)));
            format!("{LEVELS}:{}", lines.collect::<String>())
        }
        Scale::Measured { shape: Shape::Linear, .. } => MEASURE.to_owned(),
        Scale::Measured { shape: Shape::Exponential { midvalue, .. }, .. } => {
            format!("{MEASURE}, 50 points at {}", number(*midvalue))
        }
        Scale::Measured { shape: Shape::Piecewise(knots), .. } => {
            let lines = knots.iter().map(|knot| format!("\n{} = {}", number(knot.measure), number(knot.points)));
            format!("{MEASURE}, through:{}", lines.collect::<String>())
        }
    }
}

/// Returns whether two scales say the same, whatever the ids of their levels.
pub(super) fn says_the_same(one: &Scale, other: &Scale) -> bool {
    match (one, other) {
        (Scale::Levels(one), Scale::Levels(other)) => {
            let pair = |level: &Level| (level.label.clone(), level.points);
            one.iter().map(pair).eq(other.iter().map(pair))
        }
        (Scale::Measured { .. }, Scale::Measured { .. }) => one.line() == other.line(),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Given, Wrong, line, scale, weight};
    use crate::appraisal::{Scale, Shape};

    fn found(scale_words: &str, unit: &str, ends: [&str; 2]) -> Result<Found, &'static str> {
        let given = Given { scale: scale_words, measure: "", unit, worst: vec![ends[0]], best: vec![ends[1]] };
        scale(&given).map_err(|wrong| match wrong {
            Wrong::Scale(expected) | Wrong::Worst(expected) | Wrong::Best(expected) => expected,
        })
    }

    #[test]
    fn ends_are_words_or_the_numbers_of_a_measure() {
        let direct = found("", "", ["far", "near"]).unwrap();
        assert_eq!((direct.scale, direct.worst.as_str(), direct.best.as_str()), (None, "far", "near"));
        let measured = found("", "months", ["20 months", "5"]).unwrap();
        assert_eq!(measured.scale.unwrap().line(), " from 20 to 5 months");
        assert_eq!(found("Points", "", ["1", "2"]).unwrap().worst, "1");
        assert!(found("", "", ["5", "5"]).is_err() && found("Measure", "", ["far", "5"]).is_err());
        assert_eq!(found("", "out of 10", ["", ""]).unwrap().scale.unwrap().line(), "mark from 0 to 10 out of 10");
        assert!(found("by feeling", "", ["", ""]).is_err());
    }

    #[test]
    fn what_a_scale_says_is_read_back() {
        for (words, ends) in [
            ("Points", ["", ""]),
            ("Levels:\nNone at all = 0\nA = B = 37.5\nFull = 100", ["", ""]),
            ("Measure", ["0", "10"]),
            ("Measure, 50 points at 3.5", ["0", "10"]),
            ("Measure, through:\n500 = 25\n700 = 50", ["400", "1500"]),
        ] {
            let scale = found(words, "", ends).unwrap().scale.unwrap();
            assert_eq!(line(&scale), words);
        }
        let Ok(Found { scale: Some(Scale::Measured { shape: Shape::Linear, .. }), .. }) = found("", "", ["1", "2"])
        else {
            panic!("a line is straight unless something else is said");
        };
    }

    #[test]
    fn a_weight_may_have_a_sign_for_per_cent() {
        let points = |text: &str| weight(text).map(|found| found.map(|weight| weight.points()));
        assert_eq!(points("25%"), Ok(Some(25.0)));
        assert_eq!(points("12.5 %"), Ok(Some(12.5)));
        assert_eq!(points(""), Ok(None));
        assert!(points("-1").is_err() && points("12,5").is_err() && points("high").is_err());
    }
}
