//! Where ranges part: between which ranks an initiative lies, whatever is still found.

use super::index::Range;
use crate::order::sort_by;

/// Between which competition ranks something lies, from 1 for the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// The best rank that it may turn out to have.
    pub best: usize,
    /// The worst.
    pub worst: usize,
}

impl Ranks {
    /// Returns whether nothing that is still found can move it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self.best == self.worst
    }
}

/// Returns between which ranks each of some ranges lies; `None` where there is no range.
///
/// One is ranked before another only where its floor is at least the other's ceiling: then nothing that is still found can
/// turn the two round. Two that are known to the full and alike share a rank. Best is 1 + the number of those that are
/// certainly before it; worst is the number of ranges less those that are certainly behind it or alike.
///
/// # Reference
/// P. C. Fishburn (1970), "Intransitive indifference with unequal indifference intervals", *Journal of Mathematical
/// Psychology* 7: intervals of which one lies wholly above another are an order, and those that overlap are not told apart.
///
/// # Example
/// ```
/// use weighbridge::alignment::{index::Range, ranking::{Ranks, ranks}};
/// let range = |floor, ceiling| Some(Range { floor, ceiling });
/// let found = ranks(&[range(21.0, 66.0), range(4.0, 93.0), None, range(0.0, 4.0)]);
/// let ranks = |best, worst| Some(Ranks { best, worst });
/// assert_eq!(found, [ranks(1, 2), ranks(1, 2), None, ranks(3, 3)]);
/// ```
#[must_use]
pub fn ranks(ranges: &[Option<Range>]) -> Vec<Option<Ranks>> {
    let ends = Ends::of(ranges);
    ranges.iter().map(|range| range.map(|range| ends.ranks(range))).collect()
}

/// Returns how many pairs of ranges can be told apart or are known to be alike, and how many pairs there are.
///
/// # Example
/// ```
/// use weighbridge::alignment::{index::Range, ranking::told_apart};
/// let range = |floor, ceiling| Some(Range { floor, ceiling });
/// assert_eq!(told_apart(&[range(50.0, 60.0), range(0.0, 70.0), range(10.0, 20.0)]), (1, 3));
/// ```
#[must_use]
pub fn told_apart(ranges: &[Option<Range>]) -> (usize, usize) {
    let ends = Ends::of(ranges);
    let (mut behind, mut alike) = (0, 0);
    for range in ranges.iter().flatten() {
        behind += ends.before(*range);
        alike += ends.alike(*range);
    }
    let n = ends.floors.len();
    (behind + alike / 2, n * n.saturating_sub(1) / 2)
}

/// An end of a range in billionths, so that what sums were rounded to tells nothing apart.
fn billionths(end: f64) -> i64 {
    libm::round(end * 1e9) as i64
}

/// The ends of all ranges, in order.
struct Ends {
    floors: Vec<i64>,
    ceilings: Vec<i64>,
    /// What is known to the full.
    points: Vec<i64>,
}

impl Ends {
    fn of(ranges: &[Option<Range>]) -> Ends {
        let sorted = |mut ends: Vec<i64>| {
            sort_by(&mut ends, &mut Ord::cmp);
            ends
        };
        let all = || ranges.iter().flatten().map(|range| (billionths(range.floor), billionths(range.ceiling)));
        Ends {
            floors: sorted(all().map(|(floor, _)| floor).collect()),
            ceilings: sorted(all().map(|(_, ceiling)| ceiling).collect()),
            points: sorted(all().filter(|(floor, ceiling)| floor == ceiling).map(|(floor, _)| floor).collect()),
        }
    }

    /// Returns how many others are known to be exactly where this one is.
    fn alike(&self, range: Range) -> usize {
        let at = billionths(range.floor);
        if at != billionths(range.ceiling) {
            return 0;
        }
        let from = self.points.partition_point(|point| *point < at);
        self.points.partition_point(|point| *point <= at) - from - 1
    }

    /// Returns how many are certainly before a range.
    fn before(&self, range: Range) -> usize {
        let ceiling = billionths(range.ceiling);
        let n = self.floors.len() - self.floors.partition_point(|floor| *floor < ceiling);
        // Among those is a range that is a point, and what is alike.
        if billionths(range.floor) == ceiling { n - 1 - self.alike(range) } else { n }
    }

    fn ranks(&self, range: Range) -> Ranks {
        let floor = billionths(range.floor);
        let n = self.ceilings.partition_point(|ceiling| *ceiling <= floor);
        // Those behind it and those alike; it is among them where it is a point.
        let behind = if floor == billionths(range.ceiling) { n - 1 } else { n };
        Ranks { best: 1 + self.before(range), worst: self.floors.len() - behind }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranks, ranks, told_apart};
    use crate::alignment::index::Range;

    fn range(floor: f64, ceiling: f64) -> Option<Range> {
        Some(Range { floor, ceiling })
    }

    fn found(ranges: &[Option<Range>]) -> Vec<(usize, usize)> {
        ranks(ranges).into_iter().flatten().map(|Ranks { best, worst }| (best, worst)).collect()
    }

    #[test]
    fn what_is_known_to_the_full_is_ranked_as_any_list() {
        let known = [30.0, 50.0, 10.0, 30.0].map(|at| range(at, at));
        assert_eq!(found(&known), [(2, 2), (1, 1), (4, 4), (2, 2)]);
        assert_eq!(told_apart(&known), (6, 6));
    }

    #[test]
    fn what_is_not_looked_at_may_end_anywhere() {
        let all = [range(0.0, 100.0), range(40.0, 40.0), range(20.0, 20.0)];
        assert_eq!(found(&all), [(1, 3), (1, 2), (2, 3)]);
        assert_eq!(told_apart(&all), (1, 3));
    }

    #[test]
    fn ranges_that_touch_are_ranked_and_rounding_of_sums_tells_nothing_apart() {
        assert_eq!(found(&[range(21.0, 66.0), range(2.0, 21.0)]), [(1, 1), (2, 2)]);
        let third = 100.0 / 3.0;
        assert_eq!(found(&[range(third, third), range(third + 1e-13, third + 1e-13)]), [(1, 1), (1, 1)]);
    }

    #[test]
    fn none_and_one() {
        assert!(ranks(&[]).is_empty());
        assert_eq!((told_apart(&[]), told_apart(&[None])), ((0, 0), (0, 0)));
        assert_eq!(found(&[None, range(0.0, 100.0)]), [(1, 1)]);
    }
}
