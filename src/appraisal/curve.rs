//! The value function of a scale as a line that can be drawn, and the handles by which it is moved.

use super::{Knot, Level, Scale, Shape, evaluate};
use crate::finite::Finite;
use crate::method::value;
use crate::unknown::Unknown;

/// How many straight pieces draw a curve.
const PIECES: u32 = 48;

/// Returns the line from the worst end to the best as measures and points: two points where it is straight, one for each
/// bend, 49 for a curve. For levels, their positions from 1 and their points. Empty where points are judged directly.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Measure, Scale, Shape, curve::line};
/// use weighbridge::finite::Finite;
/// let measure = Measure::new("lead time", "months");
/// let scale = Scale::measured(measure, Finite::from(20), Finite::ZERO, Shape::Linear);
/// assert_eq!(line(&scale), [(20.0, 0.0), (0.0, 100.0)]);
/// ```
#[must_use]
pub fn line(scale: &Scale) -> Vec<(f64, f64)> {
    let Scale::Measured { worst, best, shape, .. } = scale else { return handles(scale) };
    let (worst, best) = (worst.get(), best.get());
    let Shape::Exponential { midvalue, .. } = shape else {
        let inner = handles(scale).into_iter();
        return std::iter::once((worst, 0.0)).chain(inner).chain([(best, 100.0)]).collect();
    };
    let Ok(rho) = value::rho_from_midvalue(worst, best, midvalue.get()) else { return Vec::new() };
    let at = |piece: u32| worst + (best - worst) * f64::from(piece) / f64::from(PIECES);
    let valued = |measure| value::exponential(worst, best, rho, measure).map_or(0.0, |found| found.points);
    (0..=PIECES).map(|piece| (at(piece), valued(at(piece)))).collect()
}

/// Returns what can be moved on the line: its points between the ends, or the measure that earns 50, or the levels.
#[must_use]
pub fn handles(scale: &Scale) -> Vec<(f64, f64)> {
    match scale {
        Scale::Direct => Vec::new(),
        Scale::Levels(levels) => (1..).zip(levels).map(|(i, level)| (f64::from(i), level.points.get())).collect(),
        Scale::Measured { shape, .. } => match shape {
            Shape::Linear => Vec::new(),
            Shape::Piecewise(knots) => knots.iter().map(|knot| (knot.measure.get(), knot.points.get())).collect(),
            Shape::Exponential { midvalue, .. } => vec![(midvalue.get(), 50.0)],
        },
    }
}

/// Returns the step of a measure that a hand can set: about a hundredth of the scale, 1, 2 or 5 times a power of ten. 1
/// where nothing is measured.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Scale, curve::step};
/// assert_eq!(step(&Scale::Direct), 1.0);
/// ```
#[must_use]
pub fn step(scale: &Scale) -> f64 {
    let Scale::Measured { worst, best, .. } = scale else { return 1.0 };
    let rough = (best.get() - worst.get()).abs() / 100.0;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let steps = [power, 2.0 * power, 5.0 * power, 10.0 * power];
    // Ends of every magnitude are legal, and the step must be a number that can be added.
    steps.into_iter().find(|step| *step >= rough * (1.0 - 1e-9)).filter(|step| step.is_normal()).unwrap_or(rough)
}

/// Returns a scale with one handle moved towards a measure and points: rounded to steps of the scale and whole points, and
/// held between its neighbours, so that what comes out is always a scale.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Measure, Scale, Shape, curve::{handles, moved}};
/// use weighbridge::finite::Finite;
/// let measure = Measure::new("lead time", "months");
/// let shape = Shape::Exponential { midvalue: Finite::from(10), unknown: Default::default() };
/// let scale = Scale::measured(measure, Finite::from(20), Finite::ZERO, shape);
/// assert_eq!(handles(&moved(&scale, 0, 4.03, 80.0)), [(4.0, 50.0)]);
/// assert_eq!(handles(&moved(&scale, 0, -3.0, 80.0)), [(0.2, 50.0)]);
/// ```
#[must_use]
pub fn moved(scale: &Scale, handle: usize, measure: f64, points: f64) -> Scale {
    let mut next = scale.clone();
    let step = step(scale);
    match &mut next {
        Scale::Direct => {}
        Scale::Levels(levels) => {
            if let Some(points) = Finite::new(points.round().clamp(0.0, 100.0))
                && let Some(level) = levels.get_mut(handle)
            {
                level.points = points;
            }
        }
        Scale::Measured { worst, best, shape, .. } => {
            let (worst, best) = (worst.get(), best.get());
            match shape {
                Shape::Linear => {}
                Shape::Exponential { midvalue, .. } => {
                    *midvalue = inside(measure, worst, best, step).unwrap_or(*midvalue);
                }
                Shape::Piecewise(knots) => {
                    let before = handle.checked_sub(1).and_then(|at| knots.get(at).cloned());
                    let after = knots.get(handle + 1).cloned();
                    let Some(knot) = knots.get_mut(handle) else { return next };
                    let from = before.map_or((worst, 0.0), |knot| (knot.measure.get(), knot.points.get()));
                    let to = after.map_or((best, 100.0), |knot| (knot.measure.get(), knot.points.get()));
                    knot.measure = between(rounded(measure, step), from.0, to.0, step).unwrap_or(knot.measure);
                    knot.points = between(points.round(), from.1, to.1, 1.0).unwrap_or(knot.points);
                }
            }
        }
    }
    if next.problem().is_some() { scale.clone() } else { next }
}

/// Returns a scale with one more point on its line, which changes nothing until it is moved, and the point's number: in the
/// middle of the widest piece. `None` where there is no measure, or no room.
#[must_use]
pub fn with_point(scale: &Scale) -> Option<(Scale, usize)> {
    let Scale::Measured { measure, worst, best, shape, unknown } = scale else { return None };
    let mut knots = if let Shape::Piecewise(knots) = shape { knots.clone() } else { Vec::new() };
    let inner = knots.iter().map(|knot| (knot.measure.get(), knot.points.get()));
    let ends: Vec<(f64, f64)> = std::iter::once((worst.get(), 0.0)).chain(inner).chain([(best.get(), 100.0)]).collect();
    let width = |at: usize| (ends[at + 1].0 - ends[at].0).abs();
    let at = (0..ends.len() - 1).reduce(|widest, at| if width(at) > width(widest) { at } else { widest })?;
    let half = |one: f64, other: f64| Finite::new(one / 2.0 + other / 2.0);
    let (from, to) = (ends[at], ends[at + 1]);
    knots.insert(at, Knot { measure: half(from.0, to.0)?, points: half(from.1, to.1)?, unknown: Unknown::new() });
    let shape = Shape::Piecewise(knots);
    let (measure, unknown) = (measure.clone(), unknown.clone());
    let next = Scale::Measured { measure, worst: *worst, best: *best, shape, unknown };
    next.problem().is_none().then_some((next, at))
}

/// Returns the measure that earns half the points; `None` for a scale that is not measured.
#[must_use]
pub fn half_way(scale: &Scale) -> Option<f64> {
    if !matches!(scale, Scale::Measured { .. }) {
        return None;
    }
    let line = line(scale);
    let piece = line.windows(2).find(|pair| pair[0].1 <= 50.0 && pair[1].1 >= 50.0)?;
    let share = (50.0 - piece[0].1) / (piece[1].1 - piece[0].1);
    Some(piece[0].0 + share * (piece[1].0 - piece[0].0))
}

/// Returns a scale bent so that the measure in the middle of its points stays where it is, as near as a curve can be.
#[must_use]
pub fn bent(scale: &Scale) -> Option<Scale> {
    let Scale::Measured { measure, worst, best, unknown, .. } = scale else { return None };
    let midvalue = inside(half_way(scale)?, worst.get(), best.get(), step(scale))?;
    let shape = Shape::Exponential { midvalue, unknown: Unknown::new() };
    let (measure, unknown) = (measure.clone(), unknown.clone());
    Some(Scale::Measured { measure, worst: *worst, best: *best, shape, unknown })
}

/// Sorts levels from the fewest points to the most; equals stay as they were.
pub fn sort_levels(levels: &mut [Level]) {
    crate::order::sort_by(levels, &mut |one, other| one.points.get().total_cmp(&other.points.get()));
}

/// Returns where a score stands beneath the line: its measure, or the position of its level, and its points. `None` for
/// what is neither.
#[must_use]
pub fn place(scale: &Scale, state: super::ScoreState) -> Option<(f64, f64)> {
    let cell = evaluate::cell(scale, state);
    let along = match (state, scale) {
        (super::ScoreState::Measured(measure), Scale::Measured { .. }) => measure.get(),
        (super::ScoreState::Level(id), Scale::Levels(levels)) => {
            levels.iter().position(|level| level.id == id)? as f64 + 1.0
        }
        _ => return None,
    };
    Some((along, cell.points?))
}

/// Returns a measure to the nearest step.
fn rounded(measure: f64, step: f64) -> f64 {
    let decimals = (-libm::floor(libm::log10(step))).clamp(0.0, 15.0);
    let tens = libm::pow(10.0, decimals);
    let near = (measure / step).round() * step;
    let clean = (near * tens).round() / tens;
    if clean.is_finite() { clean } else { measure }
}

/// Returns the measure worth 50 points to the nearest step, held apart from both ends: a curve needs room to bend.
fn inside(measure: f64, worst: f64, best: f64, step: f64) -> Option<Finite> {
    let edge = 0.015 * (best - worst);
    let (one, other) = (worst + edge, best - edge);
    Finite::new(rounded(measure.clamp(one.min(other), one.max(other)), step))
}

/// Returns a number held at least a step inside two others, or half way between them where there is no room for that.
fn between(number: f64, from: f64, to: f64, step: f64) -> Option<Finite> {
    let (low, high) = (from.min(to) + step, from.max(to) - step);
    if low <= high { Finite::new(number.clamp(low, high)) } else { Finite::new(from / 2.0 + to / 2.0) }
}

#[cfg(test)]
mod tests {
    use super::{bent, half_way, handles, line, moved, step, with_point};
    use crate::appraisal::{Knot, Measure, Scale, Shape};
    use crate::finite::Finite;
    use crate::unknown::Unknown;

    fn number(number: f64) -> Finite {
        Finite::new(number).unwrap()
    }

    fn scale(worst: f64, best: f64, shape: Shape) -> Scale {
        let measure = Measure::new("", "");
        Scale::measured(measure, number(worst), number(best), shape)
    }

    fn piecewise(worst: f64, best: f64, knots: &[(f64, f64)]) -> Scale {
        let knot = |(measure, points): &(f64, f64)| Knot {
            measure: number(*measure),
            points: number(*points),
            unknown: Unknown::new(),
        };
        scale(worst, best, Shape::Piecewise(knots.iter().map(knot).collect()))
    }

    #[test]
    fn steps_fit_scales_of_every_magnitude() {
        for (worst, best, expected) in [(20.0, 0.0, 0.2), (0.0, 100.0, 1.0), (300.0, 1e6, 10_000.0), (0.0, 0.003, 5e-5)]
        {
            let found = step(&scale(worst, best, Shape::Linear));
            assert!((found - expected).abs() < expected * 1e-9, "{worst} to {best}: {found}");
        }
        for size in [1e-300, 1e300] {
            assert!(step(&scale(0.0, size, Shape::Linear)) > 0.0);
        }
    }

    #[test]
    fn a_point_is_held_between_its_neighbours_whichever_way_the_scale_runs() {
        for (worst, best) in [(20.0, 0.0), (0.0, 20.0)] {
            let along = |share: f64| worst + share * (best - worst);
            let start = piecewise(worst, best, &[(along(0.25), 40.0), (along(0.5), 60.0)]);
            for (measure, points) in [(along(-9.0), -50.0), (along(9.0), 500.0), (along(0.9), 10.0), (along(0.1), 99.0)]
            {
                for handle in [0, 1] {
                    let next = moved(&start, handle, measure, points);
                    assert_eq!(next.problem(), None, "{worst}: {handle} to {measure}, {points}");
                    assert_ne!(next, start);
                }
            }
            assert_eq!(handles(&moved(&start, 0, along(0.1), 30.4))[0], (along(0.1), 30.0));
            assert_eq!(handles(&moved(&start, 0, along(0.1), 30.4))[1], (along(0.5), 60.0), "the other stays");
        }
    }

    #[test]
    fn rounding_leaves_no_noise() {
        let next = moved(&piecewise(0.0, 20.0, &[(5.0, 50.0)]), 0, 0.1 + 0.2 + 5.3, 50.0);
        assert_eq!(handles(&next)[0].0.to_string(), "5.6");
    }

    #[test]
    fn a_new_point_changes_nothing_and_goes_where_there_is_room() {
        let (next, at) = with_point(&scale(20.0, 0.0, Shape::Linear)).unwrap();
        assert_eq!((handles(&next), at), (vec![(10.0, 50.0)], 0));
        let (next, at) = with_point(&piecewise(0.0, 100.0, &[(10.0, 50.0)])).unwrap();
        assert_eq!((handles(&next), at), (vec![(10.0, 50.0), (55.0, 75.0)], 1));
        assert!(with_point(&Scale::Direct).is_none());
    }

    #[test]
    fn a_bent_line_keeps_the_middle() {
        let start = piecewise(20.0, 0.0, &[(16.0, 50.0)]);
        assert!((half_way(&start).unwrap() - 16.0).abs() < 1e-12);
        let curve = bent(&start).unwrap();
        assert!((half_way(&curve).unwrap() - 16.0).abs() < 0.05);
        let drawn = line(&curve);
        assert_eq!((drawn.len(), drawn[0], drawn[48]), (49, (20.0, 0.0), (0.0, 100.0)));
        assert!(drawn.windows(2).all(|pair| pair[1].1 > pair[0].1));
        // Too near an end to be the middle of a curve: as near as can be.
        assert_eq!(bent(&piecewise(20.0, 0.0, &[(19.99, 50.0)])).unwrap().problem(), None);
    }
}
