//! What a value function says, in words.

use super::steps::with_unit;
use super::{as_typed, count};
use crate::appraisal::paste::{PassedOver, Plan};
use crate::appraisal::{Level, Measure, Scale, Shape, curve};

/// Returns which way a measure is better and what its ends earn, as a sentence; empty for a scale that is not measured.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Measure, Scale, Shape};
/// use weighbridge::{finite::Finite, present::direction_words};
/// let measure = Measure::new("lead time", "months");
/// let scale = Scale::measured(measure, Finite::from(20), Finite::ZERO, Shape::Linear);
/// assert_eq!(direction_words(&scale), "Less is better: 20 months earn 0 points, 0 months earn 100.");
/// ```
#[must_use]
pub fn direction_words(scale: &Scale) -> String {
    let Scale::Measured { measure, worst, best, .. } = scale else { return String::new() };
    let better = if worst > best { "Less" } else { "More" };
    let end = |number: f64| with_unit(number, measure);
    let earn = if measure.unit.is_empty() { "earns" } else { "earn" };
    format!("{better} is better: {} {earn} 0 points, {} {earn} 100.", end(worst.get()), end(best.get()))
}

/// Returns what the line of a scale says, as a sentence: where its points are earned.
#[must_use]
pub fn value_finding(scale: &Scale) -> String {
    match scale {
        Scale::Direct => "Points are judged directly.".to_owned(),
        Scale::Levels(levels) => levels_finding(levels),
        Scale::Measured { measure, worst, best, shape, .. } => {
            let ends = || format!("{} to {}", as_typed(worst.get()), with_unit(best.get(), measure));
            let half = curve::half_way(scale).filter(|_| *shape != Shape::Linear && !is_straight(scale));
            let Some(half) = half else { return format!("Every step from {} counts the same.", ends()) };
            let share = (half - worst.get()) / (best.get() - worst.get());
            let half = measure_words(scale, half, measure);
            match share {
                _ if share < 0.45 => format!("The first steps count most: {half} already earns 50 points."),
                _ if share > 0.55 => format!("The last steps count most: 50 points are reached only at {half}."),
                _ => format!("Steps do not all count the same, but half the points are earned half way, at {half}."),
            }
        }
    }
}

/// Returns whether no place of the line is as much as half a point off the straight one.
fn is_straight(scale: &Scale) -> bool {
    let Scale::Measured { worst, best, .. } = scale else { return false };
    let straight = |measure: f64| 100.0 * (measure - worst.get()) / (best.get() - worst.get());
    curve::line(scale).into_iter().all(|(measure, points)| (points - straight(measure)).abs() < 0.5)
}

fn levels_finding(levels: &[Level]) -> String {
    let mut sorted = levels.to_vec();
    curve::sort_levels(&mut sorted);
    let rise = |pair: &[Level]| pair[1].points.get() - pair[0].points.get();
    let largest = sorted.windows(2).reduce(|one, other| if rise(other) > rise(one) { other } else { one });
    match (sorted.as_slice(), largest) {
        ([], _) => "No levels are described yet.".to_owned(),
        (_, Some(pair)) if rise(pair) > 0.0 => {
            let (from, to) = (&pair[0].label, &pair[1].label);
            format!("The largest step, {} points, is from “{from}” to “{to}”.", as_typed(clean(rise(pair))))
        }
        ([only], _) => format!("The only level, “{}”, earns {} points.", only.label, as_typed(only.points.get())),
        _ => "All levels earn the same points.".to_owned(),
    }
}

/// Returns where a handle of the line stands, as a screen reader says it: "8 months earns 60 points".
#[must_use]
pub fn handle_words(scale: &Scale, handle: (f64, f64)) -> String {
    match scale {
        Scale::Measured { measure, .. } => {
            format!("{} earns {} points", measure_words(scale, handle.0, measure), as_typed(clean(handle.1)))
        }
        _ => format!("{} points", as_typed(clean(handle.1))),
    }
}

/// Returns the range of a score as its cell prints it: "6 to 10".
#[must_use]
pub fn range_words(range: &crate::appraisal::ScoreRange) -> String {
    format!("{} to {}", as_typed(range.low.get()), as_typed(range.high.get()))
}

/// Returns how far a pasted block would go, as sentences.
#[must_use]
pub fn plan_words(plan: &Plan) -> String {
    let changes = match plan.changes.len() {
        0 => "No score would change.".to_owned(),
        n => format!("{}.", count(n, "score would change", "scores would change")),
    };
    let same = count(plan.n_same, "cell is already recorded like this.", "cells are already recorded like this.");
    let empty = count(plan.n_empty, "empty cell changes nothing.", "empty cells change nothing.");
    let more = [(plan.n_same, same), (plan.n_empty, empty)];
    let more: String = more.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| format!(" {words}")).collect();
    let passed_over = plan.passed_over.iter().map(|one| match one {
        PassedOver::Title(words) => format!(" The title “{words}” is passed over."),
        PassedOver::Totals(words) => format!(" “{words}” is passed over: totals are worked out here."),
        PassedOver::Weights(words) => format!(" “{words}” is passed over: weights are given in a step of their own."),
    });
    changes + &more + &passed_over.collect::<String>()
}

/// Returns a measure to the fineness of its scale: no more digits than a step has.
#[must_use]
pub fn measure_words(scale: &Scale, number: f64, measure: &Measure) -> String {
    let step = curve::step(scale);
    let decimals = (1.0 - libm::floor(libm::log10(step))).clamp(0.0, 15.0);
    let tens = libm::pow(10.0, decimals);
    let near = (number * tens).round() / tens;
    with_unit(if near.is_finite() { near } else { number }, measure)
}

fn clean(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::{direction_words, handle_words, value_finding};
    use crate::appraisal::{Knot, Level, Measure, Scale, Shape};
    use crate::finite::Finite;
    use crate::id::LevelId;
    use crate::unknown::Unknown;

    fn scale(worst: u32, best: u32, unit: &str, shape: Shape) -> Scale {
        let measure = Measure::new("", unit);
        Scale::Measured {
            measure,
            worst: Finite::from(worst),
            best: Finite::from(best),
            shape,
            unknown: Unknown::new(),
        }
    }

    fn knot(measure: u32, points: u32) -> Shape {
        Shape::Piecewise(vec![Knot {
            measure: Finite::from(measure),
            points: Finite::from(points),
            unknown: Unknown::new(),
        }])
    }

    #[test]
    fn the_line_says_where_points_are_earned() {
        let said = |shape| value_finding(&scale(20, 0, "months", shape));
        assert_eq!(said(Shape::Linear), "Every step from 20 to 0 months counts the same.");
        assert_eq!(said(knot(15, 75)), "The first steps count most: 16.67 months already earns 50 points.");
        assert_eq!(said(knot(5, 25)), "The last steps count most: 50 points are reached only at 3.33 months.");
        assert!(said(knot(10, 51)).contains("half way, at 10.2 months"), "{}", said(knot(10, 51)));
        assert_eq!(said(knot(10, 50)), said(Shape::Linear), "a point on the line bends nothing");
        let bent = Shape::Exponential { midvalue: Finite::from(16), unknown: Unknown::new() };
        assert_eq!(said(bent), "The first steps count most: 16 months already earns 50 points.");
        assert_eq!(
            direction_words(&scale(0, 20, "", Shape::Linear)),
            "More is better: 0 earns 0 points, 20 earns 100."
        );
    }

    #[test]
    fn levels_say_which_step_is_the_largest() {
        let level = |id, label: &str, points| Level {
            id: LevelId(id),
            label: label.into(),
            points: Finite::from(points),
            unknown: Unknown::new(),
        };
        let levels = vec![level(1, "Full", 100), level(2, "None", 0), level(3, "Some", 30)];
        assert_eq!(value_finding(&Scale::Levels(levels)), "The largest step, 70 points, is from “Some” to “Full”.");
        assert_eq!(value_finding(&Scale::Levels(vec![level(1, "A", 5)])), "The only level, “A”, earns 5 points.");
        let equal = Scale::Levels(vec![level(1, "A", 5), level(2, "B", 5)]);
        assert_eq!(value_finding(&equal), "All levels earn the same points.");
    }

    #[test]
    fn a_point_of_a_curve_is_said() {
        let bent = scale(20, 0, "months", Shape::Exponential { midvalue: Finite::from(16), unknown: Unknown::new() });
        assert_eq!(handle_words(&bent, (16.0, 50.0)), "16 months earns 50 points");
    }
}
