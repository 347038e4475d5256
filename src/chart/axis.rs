//! An axis that covers a range and need not start at 0: for dots, never for bars.

/// An axis with round ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Round values from one end to the other.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// Returns how far along the axis a value lies, 0 to 1 within it.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let (first, last) = (self.ticks.first().copied().unwrap_or(0.0), self.ticks.last().copied().unwrap_or(1.0));
        (value - first) / (last - first)
    }
}

/// Returns an axis over a range, with three to eight ticks at a step of 1, 2 or 5 times a power of ten. A range of one value
/// gets room on both sides; of none, 0 to 100.
///
/// # Example
/// ```
/// use weighbridge::chart::axis::axis;
/// assert_eq!(axis(3.3, 7.7).ticks, [3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
/// assert_eq!(axis(34.2, 71.0).ticks, [30.0, 40.0, 50.0, 60.0, 70.0, 80.0]);
/// ```
#[must_use]
pub fn axis(lowest: f64, highest: f64) -> Axis {
    if !(lowest.is_finite() && highest.is_finite() && lowest <= highest) {
        return axis(0.0, 100.0);
    }
    let size = lowest.abs().max(highest.abs());
    if highest - lowest <= 1e-9 * size || highest <= lowest {
        let room = if size > 0.0 { 0.2 * size } else { 1.0 };
        return axis(lowest - room, highest + room);
    }
    let power = libm::pow(10.0, libm::floor(libm::log10((highest - lowest) / 5.0)));
    let steps = [power, 2.0 * power, 5.0 * power, 10.0 * power];
    let step = steps.into_iter().find(|step| (highest - lowest) / step <= 6.0).unwrap_or(10.0 * power);
    let (first, last) = (libm::floor(lowest / step + 1e-9), libm::ceil(highest / step - 1e-9));
    let n_steps = (last - first).clamp(1.0, 20.0) as usize;
    // Whole numbers of steps, so that ticks print as they are.
    Axis { ticks: (0..=n_steps).map(|i| (first + i as f64) * step).collect() }
}

#[cfg(test)]
mod tests {
    use super::axis;

    #[test]
    fn an_axis_covers_its_range_in_a_handful_of_steps() {
        for (low, high) in
            [(0.0, 1e-9), (-5.0, 12.0), (99.0, 99.5), (3_327_000.0, 7_676_794.0), (-1e12, 1e12), (0.0, 7.0)]
        {
            let found = axis(low, high).ticks;
            let (first, last) = (found[0], found[found.len() - 1]);
            assert!(first <= low + 1e-9 * high.abs() && last >= high - 1e-9 * high.abs(), "{low} {high}: {found:?}");
            assert!((3..=9).contains(&found.len()), "{low} {high}: {found:?}");
        }
    }

    #[test]
    fn one_value_has_room_around_it_and_none_has_an_axis() {
        for value in [0.0, 5.0, -3.0, 1e9] {
            let found = axis(value, value);
            assert!((0.2..0.8).contains(&found.share(value)), "{value}: {found:?}");
        }
        assert_eq!(axis(f64::INFINITY, f64::NEG_INFINITY), axis(0.0, 100.0));
    }
}
