//! Geometry of a value function: measures across in per cent, points up in a field of a given height.

/// The measures across the field, the smaller to the left whichever end is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Across {
    low: f64,
    high: f64,
}

impl Across {
    /// Returns the axis between two measures in either order; of no width, it is widened by one each way.
    ///
    /// # Example
    /// ```
    /// let across = weighbridge::chart::value::Across::between(20.0, 0.0);
    /// assert_eq!((across.x(5.0), across.measure(25.0), across.x(99.0)), (25.0, 5.0, 100.0));
    /// ```
    #[must_use]
    pub fn between(one: f64, other: f64) -> Across {
        let (low, high) = (one.min(other), one.max(other));
        if high > low { Across { low, high } } else { Across { low: low - 1.0, high: high + 1.0 } }
    }

    /// Returns where a measure stands, 0 to 100; beyond an end, at that end.
    #[must_use]
    pub fn x(self, measure: f64) -> f64 {
        // Halved first, so that ends near the largest number do not overflow.
        let share = (measure / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        (100.0 * share).clamp(0.0, 100.0)
    }

    /// Returns the measure at a place from 0 to 100, held to the ends.
    #[must_use]
    pub fn measure(self, x: f64) -> f64 {
        let share = (x / 100.0).clamp(0.0, 1.0);
        self.low * (1.0 - share) + self.high * share
    }

    /// Returns round measures within the axis, at most six, at a step of 1, 2 or 5 times a power of ten.
    ///
    /// # Example
    /// ```
    /// let across = weighbridge::chart::value::Across::between(186.1, 265.1);
    /// assert_eq!(across.ticks(), [200.0, 220.0, 240.0, 260.0]);
    /// ```
    #[must_use]
    pub fn ticks(self) -> Vec<f64> {
        let width = self.high - self.low;
        let power = libm::pow(10.0, libm::floor(libm::log10(width / 5.0)));
        let steps = [power, 2.0 * power, 5.0 * power, 10.0 * power];
        let Some(step) = steps.into_iter().find(|step| width / step <= 5.0 + 1e-9).filter(|step| step.is_normal())
        else {
            return vec![self.low, self.high];
        };
        let first = libm::ceil(self.low / step - 1e-9);
        let at = |i: f64| {
            // Noise of the multiplication would be printed.
            let tick = (first + i) * step;
            if step < 1.0 { libm::round(tick / step) / libm::round(1.0 / step) } else { tick }
        };
        (0..7).map(|i| at(f64::from(i))).take_while(|tick| *tick <= self.high + step * 1e-9).collect()
    }
}

/// Returns how far down the field points stand: 100 at its top, 0 at `height`.
#[must_use]
pub fn y(points: f64, height: f64) -> f64 {
    height * (1.0 - points.clamp(0.0, 100.0) / 100.0)
}

/// Returns the points at a distance from the top of a field, held to 0 and 100.
#[must_use]
pub fn points_at(y: f64, height: f64) -> f64 {
    if height > 0.0 { 100.0 * (1.0 - (y / height).clamp(0.0, 1.0)) } else { 0.0 }
}

/// Returns the line through measures and points as the `d` of a path in a field 100 wide and `height` high.
///
/// # Example
/// ```
/// use weighbridge::chart::value::{Across, path};
/// assert_eq!(path(Across::between(20.0, 0.0), &[(20.0, 0.0), (0.0, 100.0)], 200.0), "M100.000 200.000L0.000 0.000");
/// ```
#[must_use]
pub fn path(across: Across, line: &[(f64, f64)], height: f64) -> String {
    let point = |(i, (measure, points)): (usize, &(f64, f64))| {
        let letter = if i == 0 { 'M' } else { 'L' };
        format!("{letter}{:.3} {:.3}", across.x(*measure), y(*points, height))
    };
    line.iter().enumerate().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::{Across, points_at, y};

    #[test]
    fn places_and_measures_go_both_ways() {
        for (one, other) in [(20.0, 0.0), (-5.0, 15.0), (1e-12, 3e-12), (-1.7e308, 1.7e308)] {
            let across = Across::between(one, other);
            for x in [0.0, 12.5, 50.0, 100.0] {
                assert!((across.x(across.measure(x)) - x).abs() < 1e-6, "{one} {other} {x}");
            }
        }
        assert_eq!((y(25.0, 200.0), points_at(150.0, 200.0), points_at(-9.0, 200.0)), (150.0, 25.0, 100.0));
        assert!((Across::between(3.0, 3.0).x(3.0) - 50.0).abs() < 1e-12);
    }

    #[test]
    fn ticks_are_round_and_few() {
        for (one, other) in [(20.0, 0.0), (-5.0, 15.0), (0.0, 0.3), (0.0, 1e-9), (3.0, 1e6), (99.5, 99.9)] {
            let ticks = Across::between(one, other).ticks();
            assert!((2..=6).contains(&ticks.len()), "{one} {other}: {ticks:?}");
            assert!(ticks.iter().all(|tick| tick.to_string().len() < 14), "{ticks:?}");
        }
        assert_eq!(Across::between(0.0, 0.3).ticks().len(), 4);
    }
}
