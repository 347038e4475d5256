//! Value functions: a raw measure on a declared scale turned into 0 to 100 points.
//!
//! The ends of a scale are declared, never taken from the options at hand, so adding or removing an option moves
//! nobody else's points. A measure beyond an end is held at that end and says so. Scaling by the options themselves
//! (local min-max and its relatives) is in [`normalise`](super::normalise), for comparison with other methods only.

use std::f64::consts::LN_2;
use std::fmt;

/// Why a measure cannot be valued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// A number is infinite or NaN.
    NotFinite,
    /// The worst and the best end of the scale are the same number.
    ZeroWidth,
    /// A piecewise function has fewer than two knots, or its measures do not rise.
    KnotsNotRising {
        /// The first knot, from 0, that does not lie above the one before it.
        knot: usize,
    },
    /// A knot's value lies outside 0 to 100 points.
    KnotOutOfRange {
        /// The knot, from 0.
        knot: usize,
    },
    /// The exponential constant is zero.
    ZeroRho,
    /// The mid-value does not lie strictly between the ends.
    MidvalueOutside,
    /// There are no levels to choose from.
    NoLevels,
    /// A level has no words.
    LevelWithoutLabel {
        /// The level, from 0.
        level: usize,
    },
    /// Two levels have the same words.
    LevelRepeated {
        /// The earlier level, from 0.
        first: usize,
        /// The later level, from 0.
        second: usize,
    },
    /// The points of a level lie outside 0 to 100, or are no number.
    LevelOutOfRange {
        /// The level, from 0.
        level: usize,
    },
    /// No level has the words that were chosen.
    NoSuchLevel,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueError::NotFinite => write!(f, "expected a finite number"),
            ValueError::ZeroWidth => write!(f, "expected the best end of the scale to differ from the worst"),
            ValueError::KnotsNotRising { knot } => {
                write!(f, "expected at least two knots with rising measures, see knot {}", knot + 1)
            }
            ValueError::KnotOutOfRange { knot } => {
                write!(f, "expected between 0 and 100 points at knot {}", knot + 1)
            }
            ValueError::ZeroRho => write!(f, "expected an exponential constant other than zero"),
            ValueError::MidvalueOutside => write!(f, "expected a mid-value between the ends of the scale"),
            ValueError::NoLevels => write!(f, "expected at least one level"),
            ValueError::LevelWithoutLabel { level } => write!(f, "expected words for level {}", level + 1),
            ValueError::LevelRepeated { first, second } => {
                write!(f, "expected different words for levels {} and {}", first + 1, second + 1)
            }
            ValueError::LevelOutOfRange { level } => {
                write!(f, "expected between 0 and 100 points for level {}", level + 1)
            }
            ValueError::NoSuchLevel => write!(f, "expected one of the levels of the scale"),
        }
    }
}

impl std::error::Error for ValueError {}

/// Points earned by one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points {
    /// 0 (worst end) to 100 (best end).
    pub points: f64,
    /// Whether the measure lay beyond an end of the scale and was held at that end.
    pub outside: bool,
}

/// Returns the points of a measure on a straight line from `worst` (0) to `best` (100).
///
/// `worst` above `best` means that lower is better. Beyond the ends the points stay at 0 or 100 and `outside` is set.
///
/// # Errors
/// Refuses a scale of no width and a number that is not finite.
///
/// # Reference
/// Von Winterfeldt and Edwards (1986), *Decision Analysis and Behavioral Research*; fixed ends: Monat (2009), *The
/// benefits of global scaling in multi-criteria decision analysis*.
///
/// # Example
/// ```
/// use weighbridge::method::value::{Points, linear};
/// assert_eq!(linear(30.0, 18.0, 22.5), Ok(Points { points: 62.5, outside: false }));
/// assert_eq!(linear(30.0, 18.0, 31.0), Ok(Points { points: 0.0, outside: true }));
/// assert!(linear(5.0, 5.0, 5.0).is_err());
/// ```
pub fn linear(worst: f64, best: f64, measure: f64) -> Result<Points, ValueError> {
    let (share, outside) = share_of_scale(worst, best, measure)?;
    Ok(Points { points: 100.0 * share, outside })
}

/// Returns the points of a measure by straight segments between `(measure, points)` knots.
///
/// Knots rise in measure; their points may rise, fall or peak between 0 and 100. Beyond the first or last knot the
/// points stay at that knot's and `outside` is set.
///
/// # Errors
/// Refuses fewer than two knots, measures that do not rise, points outside 0 to 100 and numbers that are not finite.
///
/// # Reference
/// Goodwin and Wright (2014), *Decision Analysis for Management Judgment*, bisection method.
///
/// # Example
/// ```
/// use weighbridge::method::value::piecewise;
/// let floor_area = [(400.0, 0.0), (500.0, 25.0), (700.0, 50.0), (1000.0, 75.0), (1500.0, 100.0)];
/// assert_eq!(piecewise(&floor_area, 550.0).unwrap().points, 31.25);
/// assert!(piecewise(&floor_area, 2000.0).unwrap().outside);
/// ```
pub fn piecewise(knots: &[(f64, f64)], measure: f64) -> Result<Points, ValueError> {
    if !measure.is_finite() || knots.iter().any(|(x, v)| !x.is_finite() || !v.is_finite()) {
        return Err(ValueError::NotFinite);
    }
    if let Some(knot) = knots.iter().position(|(_, v)| !(0.0..=100.0).contains(v)) {
        return Err(ValueError::KnotOutOfRange { knot });
    }
    if let Some(before) = knots.windows(2).position(|pair| pair[1].0 <= pair[0].0) {
        return Err(ValueError::KnotsNotRising { knot: before + 1 });
    }
    let [(first_x, first_v), .., (last_x, last_v)] = *knots else {
        return Err(ValueError::KnotsNotRising { knot: knots.len() });
    };
    if measure < first_x {
        return Ok(Points { points: first_v, outside: true });
    }
    for pair in knots.windows(2) {
        let [(from_x, from_v), (to_x, to_v)] = [pair[0], pair[1]];
        if measure <= to_x {
            let (share, _) = share_of_scale(from_x, to_x, measure)?;
            return Ok(Points { points: from_v + share * (to_v - from_v), outside: false });
        }
    }
    Ok(Points { points: last_v, outside: measure > last_x })
}

/// Returns the points of a measure on an exponential curve from `worst` (0) to `best` (100).
///
/// With d the distance from the worst end and R the width of the scale, the share is
/// (1 - exp(-d/rho)) / (1 - exp(-R/rho)). `rho` is in the unit of the measure: above zero the first steps away from
/// the worst end count most, below zero the last; `None` is a straight line.
///
/// # Errors
/// Refuses a scale of no width, a `rho` of zero and a number that is not finite.
///
/// # Reference
/// Kirkwood (1997), *Strategic Decision Making*, exponential single-dimensional value functions.
///
/// # Example
/// ```
/// use weighbridge::method::value::exponential;
/// let points = exponential(80.0, 20.0, Some(25.0), 40.0).unwrap().points;
/// assert!((points - 87.772_928_641_069_98).abs() < 1e-9);
/// ```
pub fn exponential(worst: f64, best: f64, rho: Option<f64>, measure: f64) -> Result<Points, ValueError> {
    let (share, outside) = share_of_scale(worst, best, measure)?;
    let Some(rho) = rho else {
        return Ok(Points { points: 100.0 * share, outside });
    };
    if !rho.is_finite() {
        return Err(ValueError::NotFinite);
    }
    if rho == 0.0 {
        return Err(ValueError::ZeroRho);
    }
    // Bounded so that a tiny rho meets a share of 0 as 0, not as infinity times 0.
    let bend = match best - worst {
        width if width.is_finite() => (width / rho).abs(),
        _ => (best / rho - worst / rho).abs(),
    }
    .min(f64::MAX);
    // Below this the curve and the straight line agree to the last digit.
    if bend < 1e-15 {
        return Ok(Points { points: 100.0 * share, outside });
    }
    let concave = libm::expm1(-bend * share) / libm::expm1(-bend);
    // The convex curve written with falling exponents only, which cannot overflow.
    let bent = if rho > 0.0 { concave } else { libm::exp(-bend * (1.0 - share)) * concave };
    Ok(Points { points: 100.0 * bent.clamp(0.0, 1.0), outside })
}

/// Returns the exponential constant `rho` for which `midvalue` earns 50 points; `None` where that is a straight line.
///
/// `rho` is in the unit of the measure, ready for [`exponential`].
///
/// # Errors
/// Refuses a scale of no width, a mid-value that is not strictly between the ends, and a number that is not finite.
///
/// # Reference
/// Kirkwood (1997), *Strategic Decision Making*, table of normalised exponential constants.
///
/// # Example
/// ```
/// use weighbridge::method::value::rho_from_midvalue;
/// let rho = rho_from_midvalue(0.0, 100.0, 25.0).unwrap().unwrap();
/// assert!((rho - 41.025_448).abs() < 1e-6);
/// assert_eq!(rho_from_midvalue(0.0, 100.0, 50.0), Ok(None));
/// ```
pub fn rho_from_midvalue(worst: f64, best: f64, midvalue: f64) -> Result<Option<f64>, ValueError> {
    let (share, outside) = share_of_scale(worst, best, midvalue)?;
    if outside || share <= 0.0 || share >= 1.0 {
        return Err(ValueError::MidvalueOutside);
    }
    // The curve for a mid-value above one half is the mirror image of the one below it.
    let near = share.min(1.0 - share);
    if near >= 0.5 {
        return Ok(None);
    }
    let size = 1.0 / (2.0 * half_bend(near));
    let unit_rho = if share < 0.5 { size } else { -size };
    let rho = unit_rho * (best - worst).abs();
    // A constant too large to write down is a straight line.
    Ok(rho.is_finite().then_some(rho))
}

/// Refuses levels that do not make a scale: `(words, points)` of each step, in any order.
///
/// Words are compared without the spaces around them. Two levels may earn the same points.
///
/// # Errors
/// Refuses no levels, a level without words, two with the same words and points outside 0 to 100.
///
/// # Example
/// ```
/// use weighbridge::method::value::{ValueError, check_levels};
/// assert_eq!(check_levels(&[("no change", 0.0), ("some", 40.0), ("full", 100.0)]), Ok(()));
/// let repeated = check_levels(&[("some", 40.0), ("full", 100.0), ("some ", 50.0)]);
/// assert_eq!(repeated, Err(ValueError::LevelRepeated { first: 0, second: 2 }));
/// ```
pub fn check_levels<L: AsRef<str>>(levels: &[(L, f64)]) -> Result<(), ValueError> {
    if levels.is_empty() {
        return Err(ValueError::NoLevels);
    }
    let words = |level: usize| levels[level].0.as_ref().trim();
    for (level, (_, points)) in levels.iter().enumerate() {
        if words(level).is_empty() {
            return Err(ValueError::LevelWithoutLabel { level });
        }
        if let Some(first) = (0..level).find(|&earlier| words(earlier) == words(level)) {
            return Err(ValueError::LevelRepeated { first, second: level });
        }
        if !(0.0..=100.0).contains(points) {
            return Err(ValueError::LevelOutOfRange { level });
        }
    }
    Ok(())
}

/// Returns the points of the level with these words, on a scale of described steps.
///
/// A level is chosen, not measured, so it is never outside the scale.
///
/// # Errors
/// Refuses what [`check_levels`] refuses and words that no level has.
///
/// # Reference
/// DCLG (2009), *Multi-criteria analysis: a manual* (constructed scales with described points).
///
/// # Example
/// ```
/// use weighbridge::method::value::levelled;
/// let levels = [("no change", 0.0), ("some", 40.0), ("full", 100.0)];
/// assert_eq!(levelled(&levels, "some").unwrap().points, 40.0);
/// assert!(levelled(&levels, "a lot").is_err());
/// ```
pub fn levelled<L: AsRef<str>>(levels: &[(L, f64)], chosen: &str) -> Result<Points, ValueError> {
    check_levels(levels)?;
    let found = levels.iter().find(|(words, _)| words.as_ref().trim() == chosen.trim());
    found.map(|(_, points)| Points { points: *points, outside: false }).ok_or(ValueError::NoSuchLevel)
}

/// Returns s = 1/(2 rho) on a unit scale with mid-value `z` in (0, 0.5): the root of ln cosh(s) = s (1 - 2z).
///
/// Solving for 1/rho rather than rho keeps the straight line (s = 0) regular. Two forms of the same equation are
/// used, each where it loses no digits.
fn half_bend(z: f64) -> f64 {
    let excess = |s: f64| {
        if z > 0.25 {
            let sinh = libm::sinh(s / 2.0);
            libm::log1p(2.0 * sinh * sinh) - 2.0 * s * (0.5 - z)
        } else {
            libm::log1p(libm::exp(-2.0 * s)) - LN_2 + 2.0 * s * z
        }
    };
    // s^2/2 >= ln cosh(s) >= s - ln 2 bracket the root.
    let mut low = 4.0 * (0.5 - z);
    let mut high = LN_2 / (2.0 * z);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if excess(middle) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/// Returns how far along the scale a measure lies, 0 to 1 from worst to best, and whether it had to be held at an end.
fn share_of_scale(worst: f64, best: f64, measure: f64) -> Result<(f64, bool), ValueError> {
    if !(worst.is_finite() && best.is_finite() && measure.is_finite()) {
        return Err(ValueError::NotFinite);
    }
    let width = best - worst;
    if width == 0.0 {
        return Err(ValueError::ZeroWidth);
    }
    if width.is_infinite() {
        // Both ends are near the largest number there is: halve everything.
        return share_of_scale(worst / 2.0, best / 2.0, measure / 2.0);
    }
    let held = measure.clamp(worst.min(best), worst.max(best));
    let outside = measure < worst.min(best) || measure > worst.max(best);
    Ok((((held - worst) / width).clamp(0.0, 1.0), outside))
}

#[cfg(test)]
mod tests {
    use super::{Points, ValueError, check_levels, exponential, levelled, linear, piecewise, rho_from_midvalue};

    #[test]
    fn scales_of_every_magnitude() {
        for size in [5e-324, 1e-12, 1.0, 1e12, f64::MAX] {
            let inside = |points| Ok(Points { points, outside: false });
            assert_eq!(linear(0.0, size, size), inside(100.0));
            assert_eq!(linear(size, 0.0, size), inside(0.0));
            assert_eq!(linear(-size, size, 0.0), inside(50.0));
            assert!(linear(0.0, size, -size).unwrap().outside);
        }
        let near = linear(1e12, 1e12 + 1.0, 1e12 + 0.5).unwrap();
        assert_eq!((near.points, near.outside), (50.0, false));
    }

    #[test]
    fn refuses_scales_that_cannot_be_read() {
        assert_eq!(linear(5.0, 5.0, 4.0), Err(ValueError::ZeroWidth));
        assert_eq!(linear(0.0, f64::INFINITY, 4.0), Err(ValueError::NotFinite));
        assert_eq!(linear(0.0, 1.0, f64::NAN), Err(ValueError::NotFinite));
        assert_eq!(exponential(0.0, 1.0, Some(0.0), 0.5), Err(ValueError::ZeroRho));
        assert_eq!(exponential(1.0, 1.0, None, 0.5), Err(ValueError::ZeroWidth));
        assert_eq!(rho_from_midvalue(0.0, 1.0, 0.0), Err(ValueError::MidvalueOutside));
        assert_eq!(rho_from_midvalue(0.0, 1.0, 1.5), Err(ValueError::MidvalueOutside));
    }

    #[test]
    fn refuses_knots_out_of_order() {
        assert_eq!(piecewise(&[], 1.0), Err(ValueError::KnotsNotRising { knot: 0 }));
        assert_eq!(piecewise(&[(0.0, 0.0)], 1.0), Err(ValueError::KnotsNotRising { knot: 1 }));
        assert_eq!(piecewise(&[(0.0, 0.0), (0.0, 9.0)], 1.0), Err(ValueError::KnotsNotRising { knot: 1 }));
        assert_eq!(piecewise(&[(0.0, 0.0), (1.0, 101.0)], 1.0), Err(ValueError::KnotOutOfRange { knot: 1 }));
    }

    #[test]
    fn extreme_bends_stay_on_the_scale() {
        for rho in [5e-324, 1e-12, 1e-3, 1.0, 1e3, 1e12, f64::MAX] {
            for sign in [1.0, -1.0] {
                let points = |x: f64| exponential(0.0, 1.0, Some(sign * rho), x).unwrap().points;
                assert_eq!((points(0.0), points(1.0)), (0.0, 100.0));
                assert!((0.0..=100.0).contains(&points(0.3)), "{rho} {sign}");
            }
        }
        // A gentle bend is not rounded to a straight line: the middle moves by bend/8.
        let middle = exponential(0.0, 1.0, Some(1e7), 0.5).unwrap().points;
        assert!((middle - 50.0 - 100.0 * 1e-7 / 8.0).abs() < 1e-12);
    }

    #[test]
    fn midvalue_comes_back_as_fifty_points() {
        for share in [1e-9, 0.01, 0.2499, 0.2501, 0.499_999, 0.500_001, 0.75, 0.999] {
            for (worst, best) in [(0.0, 1.0), (300.0, -20.0), (0.0, 1e12), (1e-12, 0.0)] {
                let midvalue = worst + share * (best - worst);
                let rho = rho_from_midvalue(worst, best, midvalue).unwrap();
                let points = exponential(worst, best, rho, midvalue).unwrap().points;
                assert!((points - 50.0).abs() < 1e-9, "{share} on {worst}..{best}: {points}");
            }
        }
    }
    #[test]
    fn refuses_levels_that_are_no_scale() {
        assert_eq!(check_levels::<&str>(&[]), Err(ValueError::NoLevels));
        assert_eq!(check_levels(&[("low", 0.0), ("  ", 50.0)]), Err(ValueError::LevelWithoutLabel { level: 1 }));
        for points in [-0.1, 100.1, f64::NAN, f64::INFINITY] {
            assert_eq!(check_levels(&[("low", points)]), Err(ValueError::LevelOutOfRange { level: 0 }));
        }
        let levels = [("low".to_owned(), 20.0), ("fair".to_owned(), 20.0)];
        assert_eq!(levelled(&levels, " fair ").map(|found| found.points), Ok(20.0));
        assert_eq!(levelled(&levels, "Fair"), Err(ValueError::NoSuchLevel));
    }
}
