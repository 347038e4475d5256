//! Ranges of an index: what is found as a bar from 0, and behind it what could still be found.

use super::frontier::{Dot, Plot, PlotArea, plot_between};
use super::{Segment, axis, span};

/// How a range is drawn on an axis from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RangeBar {
    /// From 0 to what is found; without width where nothing is.
    pub found: Segment,
    /// From there to what it could be at most; absent where both ends are printed alike.
    pub open: Option<Segment>,
}

/// Returns where a range from 0 to 100 stands.
///
/// # Example
/// ```
/// let bar = weighbridge::chart::ranges::range_bar(20.0, 65.0);
/// assert_eq!((bar.found.width, bar.open.map(|open| (open.start, open.width))), (20.0, Some((20.0, 45.0))));
/// assert_eq!(weighbridge::chart::ranges::range_bar(33.3, 33.4).open, None);
/// ```
#[must_use]
pub fn range_bar(floor: f64, ceiling: f64) -> RangeBar {
    let is_open = libm::round(floor) < libm::round(ceiling);
    RangeBar { found: span(0.0, floor, (0.0, 100.0)), open: is_open.then(|| span(floor, ceiling, (0.0, 100.0))) }
}

/// An initiative in the picture of contribution against cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// Its cost.
    pub cost: f64,
    /// What is found of its contribution, 0 to 100.
    pub floor: f64,
    /// What its contribution could be at most.
    pub ceiling: f64,
    /// Its label in full, and where there is no room for that, a short one. Either may be empty.
    pub label: String,
    /// The short label.
    pub short: String,
}

/// Returns where dots at the floors stand and, for each, how far up its line to the ceiling goes, in pixels down. The axis
/// across begins at 0 or below and that up goes from 0 to 100, so that neither makes a difference look larger than it is.
///
/// # Example
/// ```
/// use weighbridge::chart::{frontier::PlotArea, ranges::{Priced, against_cost}};
/// let depot = Priced { cost: 3.0, floor: 25.0, ceiling: 75.0, label: "Depot".into(), short: "1".into() };
/// let frame = PlotArea { narrowest: 640.0, widest: 980.0, height: 400.0 };
/// let (plot, tops) = against_cost(&[depot], frame);
/// assert_eq!((plot.dots[0].1, tops[0]), (300.0, 100.0));
/// ```
#[must_use]
pub fn against_cost(priced: &[Priced], frame: PlotArea) -> (Plot, Vec<f64>) {
    let n = priced.len();
    let dot = |order: usize, one: &Priced, value: f64, [label, short]: [&str; 2]| Dot {
        cost: one.cost,
        value,
        label: label.to_owned(),
        short: short.to_owned(),
        order,
    };
    let mut dots: Vec<Dot> =
        priced.iter().enumerate().map(|(at, one)| dot(at, one, one.floor, [&one.label, &one.short])).collect();
    // The upper ends are dots without a label, so that labels keep off them and off the lines between.
    dots.extend(priced.iter().enumerate().map(|(at, one)| dot(n + at, one, one.ceiling, ["", ""])));
    let lines: Vec<[usize; 2]> = (0..n).map(|at| [at, n + at]).collect();
    let ends = priced.iter().fold((0.0_f64, 0.0_f64), |(low, high), one| (low.min(one.cost), high.max(one.cost)));
    let mut plot = plot_between(&dots, &lines, frame, [axis::axis(ends.0, ends.1), axis::axis(0.0, 100.0)]);
    let tops = plot.dots.split_off(n).into_iter().map(|(_, y)| y).collect();
    plot.labels.truncate(n);
    (plot, tops)
}

#[cfg(test)]
mod tests {
    use super::{Priced, against_cost, range_bar};
    use crate::chart::frontier::PlotArea;

    #[test]
    fn a_bar_ends_where_its_range_does() {
        for (floor, ceiling) in [(0.0, 100.0), (0.0, 0.0), (100.0, 100.0), (12.5, 80.0), (33.4, 33.6)] {
            let bar = range_bar(floor, ceiling);
            let end = bar.open.map_or(bar.found.start + bar.found.width, |open| open.start + open.width);
            assert!(bar.found.start.abs() < 1e-9 && (end - ceiling).abs() <= 0.5, "{floor} {ceiling}: {bar:?}");
        }
    }

    #[test]
    fn dots_and_lines_stand_by_cost_and_range() {
        let one = |cost, floor, ceiling, label: &str| Priced {
            cost,
            floor,
            ceiling,
            label: label.to_owned(),
            short: label[..1].to_owned(),
        };
        let all =
            [one(8.6, 21.0, 66.0, "Network Refresh"), one(0.0, 0.0, 100.0, "Depots"), one(4.1, 30.0, 30.0, "Hubs")];
        let frame = PlotArea { narrowest: 600.0, widest: 1000.0, height: 300.0 };
        let (plot, tops) = against_cost(&all, frame);
        assert_eq!((plot.dots.len(), tops.len(), plot.labels.len()), (3, 3, 3));
        assert!(plot.dots[1].0.abs() < 1e-9 && plot.dots[2].0 < plot.dots[0].0 && plot.dots[0].0 <= 100.0);
        let per_point = 300.0 / 100.0;
        for (at, one) in all.iter().enumerate() {
            assert!((plot.dots[at].1 - per_point * (100.0 - one.floor)).abs() < 1e-9, "{at}");
            assert!((tops[at] - per_point * (100.0 - one.ceiling)).abs() < 1e-9, "{at}");
        }
        assert!(plot.labels.iter().all(Option::is_some));
        let (none, tops) = against_cost(&[], frame);
        assert!(none.dots.is_empty() && tops.is_empty() && none.up.ticks.last() == Some(&100.0));
    }
}
