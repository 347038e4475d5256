//! Chart geometry: where bars, ticks and labels stand. Numbers only; paint and words belong to the page.

pub mod value;

/// A segment of a stacked bar, in per cent of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Left edge, 0 to 100.
    pub start: f64,
    /// Width, 0 to 100.
    pub width: f64,
    /// Middle, for a number printed on it.
    pub middle: f64,
}

/// Returns the segments of a stacked bar of non-negative values on an axis from 0 to `limit`.
///
/// # Example
/// ```
/// let bar = weighbridge::chart::stack(&[30.0, 10.0], 80.0);
/// assert_eq!((bar[1].start, bar[1].width, bar[1].middle), (37.5, 12.5, 43.75));
/// ```
#[must_use]
pub fn stack(values: &[f64], limit: f64) -> Vec<Segment> {
    let mut start = 0.0;
    let segment = |value: &f64| {
        let width = if limit > 0.0 { 100.0 * value.max(0.0) / limit } else { 0.0 };
        let found = Segment { start, width, middle: start + width / 2.0 };
        start += width;
        found
    };
    values.iter().map(segment).collect()
}

/// Returns round tick values from 0 to at least `highest`, at a step of 1, 2 or 5 times a power of ten that gives three to
/// six of them. With nothing to show, 0 to 100 by 20.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::chart::ticks(71.0), [0.0, 20.0, 40.0, 60.0, 80.0]);
/// assert_eq!(weighbridge::chart::ticks(0.0).last(), Some(&100.0));
/// ```
#[must_use]
pub fn ticks(highest: f64) -> Vec<f64> {
    let highest = if highest.is_finite() && highest > 0.0 { highest } else { 100.0 };
    let power = libm::pow(10.0, libm::floor(libm::log10(highest / 5.0)));
    let steps = [power, 2.0 * power, 5.0 * power, 10.0 * power];
    let step = steps.into_iter().find(|step| highest / step <= 5.0 + 1e-9).unwrap_or(10.0 * power);
    let n_steps = libm::ceil(highest / step - 1e-9).max(1.0);
    let mut ticks = vec![0.0];
    while (ticks.len() as f64) <= n_steps {
        ticks.push(step * ticks.len() as f64);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::{stack, ticks};

    #[test]
    fn ticks_cover_the_highest_value_with_a_handful_of_steps() {
        for highest in [1e-9, 0.3, 1.0, 5.0, 9.9, 10.0, 33.0, 71.008, 100.0, 12_345.0] {
            let ticks = ticks(highest);
            let last = ticks.last().copied().unwrap();
            assert!(last >= highest * (1.0 - 1e-6), "{highest}: {ticks:?}");
            assert!((3..=6).contains(&ticks.len()), "{highest}: {ticks:?}");
        }
        assert_eq!(ticks(f64::NAN).len(), 6);
    }

    #[test]
    fn a_stack_ends_at_its_sum() {
        let bar = stack(&[10.0, 0.0, 15.0], 50.0);
        let end = bar.last().map(|last| last.start + last.width).unwrap();
        assert!((end - 50.0).abs() < 1e-12);
        assert!(stack(&[1.0], 0.0)[0].width.abs() < 1e-12);
    }
}
