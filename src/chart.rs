//! Chart geometry: where bars, ticks and labels stand. Numbers only; paint and words belong to the page.

pub mod axis;
pub mod frontier;
pub mod levels;
pub mod ranges;
pub mod timeline;
pub mod trajectory;
pub mod value;

use crate::order::places;

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

/// Returns the segment between two values, in either order, on an axis from `low` to `high`, held within it.
///
/// # Example
/// ```
/// let bar = weighbridge::chart::span(5.0, -5.0, (-10.0, 10.0));
/// assert_eq!((bar.start, bar.width, bar.middle), (25.0, 50.0, 50.0));
/// ```
#[must_use]
pub fn span(one: f64, other: f64, (low, high): (f64, f64)) -> Segment {
    let at = |value: f64| if high > low { (100.0 * (value - low) / (high - low)).clamp(0.0, 100.0) } else { 0.0 };
    let (start, end) = (at(one.min(other)), at(one.max(other)));
    Segment { start, width: end - start, middle: start + (end - start) / 2.0 }
}

/// Returns round tick values that take in 0 and reach from at most `lowest` to at least `highest`, in steps of 1, 2 or 5
/// times a power of ten, three to nine of them.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::chart::ticks_between(-0.1, 10.4), [-2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
/// assert_eq!(weighbridge::chart::ticks_between(2.0, 9.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
/// ```
#[must_use]
pub fn ticks_between(lowest: f64, highest: f64) -> Vec<f64> {
    let (low, high) = (lowest.min(0.0), highest.max(0.0));
    let step = ticks((high - low) / 1.4).get(1).copied().unwrap_or(20.0);
    let n_below = libm::ceil(-low / step - 1e-9).max(0.0);
    let n_above = libm::ceil(high / step - 1e-9).max(0.0);
    let mut ticks = Vec::new();
    while (ticks.len() as f64) <= n_below + n_above {
        ticks.push(step * (ticks.len() as f64 - n_below));
    }
    ticks
}

/// Returns places for labels that want to stand at `wanted` and need `gap` between them, each moved as little as the
/// others allow, within 0 and `limit` where there is room. In the order given.
///
/// # Example
/// ```
/// use weighbridge::chart::apart;
/// assert_eq!(apart(&[50.0, 52.0, 10.0], 10.0, 100.0), [46.0, 56.0, 10.0]);
/// ```
#[must_use]
pub fn apart(wanted: &[f64], gap: f64, limit: f64) -> Vec<f64> {
    let order = places(wanted.len(), &mut |one, other| wanted[one].total_cmp(&wanted[other]));
    // Labels that touch are a block about the mean of their wishes; blocks that touch become one.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for &label in &order {
        let mut block = (wanted[label], 1);
        while let Some(&(middle, n)) = blocks.last() {
            let (half, other) = (gap * (n - 1) as f64 / 2.0, gap * (block.1 - 1) as f64 / 2.0);
            if block.0 - other - (middle + half) >= gap {
                break;
            }
            let n_both = n + block.1;
            block = ((middle * n as f64 + block.0 * block.1 as f64) / n_both as f64, n_both);
            blocks.pop();
        }
        let half = gap * (block.1 - 1) as f64 / 2.0;
        block.0 = block.0.min(limit - half).max(half);
        blocks.push(block);
    }
    let stands = blocks.iter().flat_map(|(middle, n)| {
        let first = middle - gap * (n - 1) as f64 / 2.0;
        (0..*n).map(move |at| first + gap * at as f64)
    });
    let mut found = vec![0.0; wanted.len()];
    order.iter().zip(stands).for_each(|(label, at)| found[*label] = at);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn labels_keep_their_distance_and_their_order() {
        let wanted = [0.0, 1.0, 2.0, 99.0, 100.0, 50.0];
        let found = apart(&wanted, 8.0, 100.0);
        let mut sorted = found.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 8.0 - 1e-9), "{found:?}");
        assert!(sorted[0] >= 0.0 && sorted[5] <= 100.0, "{found:?}");
        assert!(found[0] < found[1] && found[1] < found[2] && found[3] < found[4]);
        assert!((found[5] - 50.0).abs() < 1e-9, "one that has room stays");
        assert!(apart(&[], 8.0, 100.0).is_empty());
    }

    #[test]
    fn ticks_reach_over_both_ends() {
        for (low, high) in [(-0.06, 10.4), (-30.0, 2.0), (3.0, 8.0), (0.0, 0.0), (-1.0, -0.5)] {
            let found = ticks_between(low, high);
            assert!(found[0] <= low && found[found.len() - 1] >= high && found.contains(&0.0), "{found:?}");
            assert!(found.len() <= 9, "{found:?}");
        }
    }

    #[test]
    fn a_span_is_held_within_its_axis() {
        let bar = span(-5.0, 50.0, (0.0, 20.0));
        assert_eq!((bar.start, bar.width), (0.0, 100.0));
        assert!(span(1.0, 2.0, (3.0, 3.0)).width.abs() < 1e-12);
    }
}
