//! What more of a budget buys: a line that rises in steps from one level to the next.
//!
//! Positions are per cent across and pixels down, so that the plot stretches without distorting type.

use super::axis::{Axis, axis};

/// A limit of the budget, and what it buys where that is known.
pub type Level = (f64, Option<f64>);

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// The axis across.
    pub across: Axis,
    /// The axis up.
    pub up: Axis,
    /// The pieces of the line, each from one place to another: per cent across, pixels down.
    pub line: Vec<((f64, f64), (f64, f64))>,
}

impl Steps {
    /// Returns where a level stands.
    #[must_use]
    pub fn place(&self, (budget, value): (f64, f64), height: f64) -> (f64, f64) {
        (100.0 * self.across.share(budget), height * (1.0 - self.up.share(value)))
    }
}

/// Returns the line through levels of a budget, ascending, with what each buys; both axes begin at 0. A level that buys what is
/// not known parts the line.
///
/// # Example
/// ```
/// use weighbridge::chart::levels::steps;
/// let found = steps(&[(0.0, Some(0.0)), (10.0, Some(0.0)), (20.0, Some(50.0))], 100.0);
/// assert_eq!(found.line.len(), 3, "one level is flat, then it rises");
/// assert_eq!(found.place((20.0, 50.0), 100.0), (100.0, 0.0));
/// ```
#[must_use]
pub fn steps(levels: &[Level], height: f64) -> Steps {
    let top = |of: &dyn Fn(&Level) -> f64| levels.iter().map(of).fold(0.0, f64::max);
    let (across, up) = (axis(0.0, top(&|level| level.0)), axis(0.0, top(&|level| level.1.unwrap_or(0.0))));
    let mut found = Steps { across, up, line: Vec::new() };
    for pair in levels.windows(2) {
        let ((from, Some(before)), (to, Some(after))) = (pair[0], pair[1]) else { continue };
        let (start, corner, end) =
            (found.place((from, before), height), found.place((to, before), height), found.place((to, after), height));
        found.line.push((start, corner));
        if (after - before).abs() > f64::EPSILON {
            found.line.push((corner, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn the_line_stays_within_its_field_and_parts_where_nothing_is_known() {
        let levels = [(0.0, None), (5.0, Some(1.0)), (10.0, Some(4.0)), (15.0, None), (20.0, Some(9.0))];
        let found = steps(&levels, 272.0);
        assert_eq!(found.line.len(), 2);
        for ((x1, y1), (x2, y2)) in &found.line {
            assert!([x1, x2].iter().all(|x| (0.0..=100.0).contains(*x)));
            assert!([y1, y2].iter().all(|y| (0.0..=272.0).contains(*y)) && y2 <= y1);
        }
        assert!(steps(&[], 272.0).line.is_empty());
    }
}
