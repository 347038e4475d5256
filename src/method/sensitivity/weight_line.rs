//! One weight, or the weight of one group of criteria, moved from 0 to 1 while all others keep their proportions.
//!
//! Every total is then a straight line. Where lines cross, what is best all along, and how far the weight may go
//! before an option stops being best, are read off those lines.

use super::{SensitivityError, base, check_criterion, check_option};
use crate::method::rank::TIE;
use crate::method::weight;

/// The totals of all options as straight lines over the weight of a group of criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightLine {
    /// The weight that the group has now, 0 to 1.
    pub base: f64,
    /// Total of each option when the group has no weight.
    pub at_zero: Vec<f64>,
    /// Total of each option when the group has all the weight.
    pub at_one: Vec<f64>,
}

/// A stretch of weight over which the same options are best.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Where it begins, 0 to 1.
    pub from: f64,
    /// Where it ends, 0 to 1.
    pub to: f64,
    /// The best options: one, or several that are level all along. In order.
    pub best: Vec<usize>,
}

/// The weights over which an option is best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// The lowest such weight, 0 to 1.
    pub low: f64,
    /// The highest such weight, 0 to 1.
    pub high: f64,
    /// The option that is level at `low`; `None` where the interval goes on to 0 unopposed.
    pub below: Option<usize>,
    /// The option that is level at `high`; `None` where the interval goes on to 1 unopposed.
    pub above: Option<usize>,
}

/// Returns the lines of all totals over the combined weight of the `varied` criteria.
///
/// Proportions inside the group and outside it stay as they are. A side that has no weight at all now takes what it is
/// given in equal parts. Repeated criteria count once.
///
/// # Errors
/// Refuses what [`weighted_sum`](crate::method::additive::weighted_sum) refuses, a criterion that is not there, and
/// a group of none or of all the criteria.
///
/// # Reference
/// Goodwin and Wright (2014), *Decision Analysis for Management Judgment*; DCLG (2009), *Multi-criteria analysis: a
/// manual*.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::weight_line::weight_line;
/// let line = weight_line(&[2.0, 1.0, 1.0], &[vec![80.0, 40.0, 60.0], vec![50.0, 90.0, 70.0]], &[0]).unwrap();
/// assert_eq!((line.base, line.totals(0.5)), (0.5, vec![65.0, 65.0]));
/// assert_eq!(line.crossing(0, 1), Some(0.5));
/// ```
pub fn weight_line(weights: &[f64], points: &[Vec<f64>], varied: &[usize]) -> Result<WeightLine, SensitivityError> {
    let shares = base(weights, points)?.weights;
    let mut inside = vec![false; shares.len()];
    for &criterion in varied {
        check_criterion(criterion, shares.len())?;
        inside[criterion] = true;
    }
    let (within, outside): (Vec<usize>, Vec<usize>) = (0..shares.len()).partition(|&criterion| inside[criterion]);
    if within.is_empty() {
        return Err(SensitivityError::GroupEmpty);
    }
    if outside.is_empty() {
        return Err(SensitivityError::GroupIsEverything);
    }
    let weight_within: f64 = within.iter().map(|&criterion| shares[criterion]).sum();
    let weight_outside: f64 = outside.iter().map(|&criterion| shares[criterion]).sum();
    Ok(WeightLine {
        base: weight_within / (weight_within + weight_outside),
        at_zero: totals_over(weights, points, &outside),
        at_one: totals_over(weights, points, &within),
    })
}

/// Returns the totals over some criteria alone, which are weighted equally where none of them has weight.
fn totals_over(weights: &[f64], points: &[Vec<f64>], criteria: &[usize]) -> Vec<f64> {
    let raw: Vec<f64> = criteria.iter().map(|&criterion| weights[criterion]).collect();
    let shares = weight::normalise(&raw).unwrap_or_else(|_| weight::equal(criteria.len()));
    points.iter().map(|row| criteria.iter().zip(&shares).map(|(&criterion, w)| w * row[criterion]).sum()).collect()
}

impl WeightLine {
    /// Returns the total of each option when the group has this weight, 0 to 1.
    #[must_use]
    pub fn totals(&self, weight: f64) -> Vec<f64> {
        self.at_zero.iter().zip(&self.at_one).map(|(zero, one)| zero * (1.0 - weight) + one * weight).collect()
    }

    /// Returns the weight, 0 to 1, at which two options have the same total.
    ///
    /// `None` means never: their lines do not meet within 0 to 1, or are the same line.
    #[must_use]
    pub fn crossing(&self, one: usize, other: usize) -> Option<f64> {
        if one.max(other) >= self.at_zero.len() {
            return None;
        }
        let (lead_at_zero, lead_at_one) = self.lead(one, other);
        let (low, high) = (lead_at_zero.min(lead_at_one), lead_at_zero.max(lead_at_one));
        (low < high && low <= 0.0 && high >= 0.0).then(|| lead_at_zero / (lead_at_zero - lead_at_one))
    }

    /// Returns the weights, 0 to 1, over which `option` is best, level with others or alone; `None` where it never is.
    ///
    /// All rivals count, not only the one in second place now.
    #[must_use]
    pub fn stability(&self, option: usize) -> Option<Stability> {
        if option >= self.at_zero.len() {
            return None;
        }
        let mut interval = Stability { low: 0.0, high: 1.0, below: None, above: None };
        for rival in (0..self.at_zero.len()).filter(|&rival| rival != option) {
            let (lead_at_zero, lead_at_one) = self.lead(option, rival);
            if lead_at_zero.max(lead_at_one) < 0.0 {
                return None;
            }
            let Some(crossing) = self.crossing(option, rival) else { continue };
            // The side on which the option is behind is the side that is cut off.
            if lead_at_zero < lead_at_one && (crossing > interval.low || interval.below.is_none()) {
                (interval.low, interval.below) = (crossing, Some(rival));
            }
            if lead_at_zero > lead_at_one && (crossing < interval.high || interval.above.is_none()) {
                (interval.high, interval.above) = (crossing, Some(rival));
            }
        }
        (interval.low <= interval.high + TIE).then_some(interval)
    }

    /// Returns what is best from weight 0 to weight 1, in stretches that follow each other; empty without options.
    ///
    /// An option that is level with the best at a single point only is not in any stretch.
    #[must_use]
    pub fn envelope(&self) -> Vec<Segment> {
        let Some(mut top) = self.top_at_zero() else {
            return Vec::new();
        };
        let mut segments = Vec::new();
        let mut from = 0.0;
        while let Some((next, at)) = self.overtaker(top) {
            let to = at.max(from);
            if to - from > TIE {
                segments.push(Segment { from, to, best: self.level_with(top) });
                from = to;
            }
            top = next;
        }
        segments.push(Segment { from, to: 1.0, best: self.level_with(top) });
        segments
    }

    /// Returns the weights strictly between 0 and 1 at which the best option changes, in order.
    #[must_use]
    pub fn switch_points(&self) -> Vec<f64> {
        self.envelope().iter().skip(1).map(|segment| segment.from).collect()
    }

    /// Returns the switch points nearest to the present weight, below and above it. One at the present weight is both.
    #[must_use]
    pub fn nearest_switches(&self) -> (Option<f64>, Option<f64>) {
        let switches = self.switch_points();
        let below = switches.iter().rev().copied().find(|&at| at <= self.base + TIE);
        (below, switches.iter().copied().find(|&at| at >= self.base - TIE))
    }

    /// Returns a quarter of the lead of one option over another at weight 0 and at weight 1, exactly 0 where they are
    /// level but for rounding. A quarter, so that the difference of two very large leads is still a number.
    fn lead(&self, one: usize, other: usize) -> (f64, f64) {
        let lead = |totals: &[f64]| {
            let (a, b) = (totals[one], totals[other]);
            let quarter = a * 0.25 - b * 0.25;
            if quarter.abs() <= TIE * 0.25 * a.abs().max(b.abs()) { 0.0 } else { quarter }
        };
        (lead(&self.at_zero), lead(&self.at_one))
    }

    /// Returns the best option just after weight 0.
    fn top_at_zero(&self) -> Option<usize> {
        (0..self.at_zero.len()).reduce(|top, option| {
            let (at_zero, at_one) = self.lead(option, top);
            let ahead = if at_zero.abs() > 0.0 { at_zero > 0.0 } else { at_one > 0.0 };
            if ahead { option } else { top }
        })
    }

    /// Returns the first option to overtake `top`, and where; of several at once, the one that ends highest.
    fn overtaker(&self, top: usize) -> Option<(usize, f64)> {
        let mut first: Option<(usize, f64)> = None;
        for option in (0..self.at_zero.len()).filter(|&option| self.lead(option, top).1 > 0.0) {
            // Rounding alone can put an option above the top at weight 0 that the top has already overtaken.
            let at = self.crossing(option, top).unwrap_or(0.0);
            let sooner = first.is_none_or(|(rival, rival_at)| {
                at < rival_at - TIE || (at <= rival_at + TIE && self.lead(option, rival).1 > 0.0)
            });
            if sooner {
                first = Some((option, at));
            }
        }
        first
    }

    /// Returns the options whose line is that of `top`, in order.
    fn level_with(&self, top: usize) -> Vec<usize> {
        let level = |&option: &usize| {
            let (at_zero, at_one) = self.lead(option, top);
            at_zero.abs() <= 0.0 && at_one.abs() <= 0.0
        };
        (0..self.at_zero.len()).filter(level).collect()
    }
}

/// What moving the weight of one criterion does to one option's place.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionCrossings {
    /// The weight now, 0 to 1.
    pub base: f64,
    /// For each option, the weight at which it is level with the option asked about; `None` means never.
    pub rivals: Vec<Option<f64>>,
    /// The weights over which the option asked about is best; `None` where it never is.
    pub stability: Option<Stability>,
}

/// Returns, for each criterion, where moving its weight alone makes each rival level with `option`, and over which
/// weights `option` is best.
///
/// The other weights keep their proportions. The only criterion of an appraisal always has all the weight.
///
/// # Errors
/// Refuses what [`weight_line`] refuses, and an option that is not there.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::weight_line::crossings;
/// let points = [vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0], vec![30.0, 100.0, 50.0, 60.0]];
/// let found = crossings(&[40.0, 25.0, 20.0, 15.0], &points, 0).unwrap();
/// assert!((found[0].rivals[1].unwrap() - 0.172_414).abs() < 1e-6);
/// assert_eq!(found[2].rivals[2], None);
/// let stability = found[3].stability.unwrap();
/// assert!((stability.low - 0.087_248).abs() < 1e-6 && stability.below == Some(1));
/// assert_eq!((stability.high, stability.above), (1.0, None));
/// ```
pub fn crossings(
    weights: &[f64],
    points: &[Vec<f64>],
    option: usize,
) -> Result<Vec<CriterionCrossings>, SensitivityError> {
    let base = base(weights, points)?;
    check_option(option, points.len())?;
    let found = |line: &WeightLine| CriterionCrossings {
        base: line.base,
        rivals: (0..points.len()).map(|rival| line.crossing(option, rival)).collect(),
        stability: line.stability(option),
    };
    if weights.len() == 1 {
        let still = WeightLine { base: 1.0, at_zero: base.totals.clone(), at_one: base.totals };
        return Ok(vec![found(&still)]);
    }
    (0..weights.len()).map(|criterion| Ok(found(&weight_line(weights, points, &[criterion])?))).collect()
}

/// Returns the swing points on `criterion` at which two options have the same total, all other swing points as typed.
///
/// `None` means never: they would have to be negative, or the two are level on the criterion.
///
/// # Errors
/// Refuses what [`weighted_sum`](crate::method::additive::weighted_sum) refuses, and a criterion that is not there.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::weight_line::swing_crossing;
/// let (a, b) = ([80.0, 40.0, 60.0, 100.0], [60.0, 90.0, 70.0, 20.0]);
/// assert_eq!(swing_crossing(&[100.0, 62.5, 50.0, 37.5], &a, &b, 1), Ok(Some(90.0)));
/// ```
pub fn swing_crossing(
    swings: &[f64],
    one: &[f64],
    other: &[f64],
    criterion: usize,
) -> Result<Option<f64>, SensitivityError> {
    base(swings, &[one.to_vec(), other.to_vec()])?;
    check_criterion(criterion, swings.len())?;
    let largest = swings.iter().copied().fold(0.0, f64::max);
    let favour: Vec<f64> = one.iter().zip(other).map(|(a, b)| a * 0.5 - b * 0.5).collect();
    let (mut lead, mut size, mut weight) = (0.0, 0.0, 0.0);
    for other in (0..swings.len()).filter(|&other| other != criterion) {
        let share = swings[other] / largest;
        lead += share * favour[other];
        size += share * favour[other].abs();
        weight += share;
    }
    // Level on all the others but for rounding.
    if f64::abs(lead) <= TIE * size {
        lead = 0.0;
    }
    // With no other weight, and level only at zero points, no criterion would have weight.
    if weight <= 0.0 || favour[criterion].abs() <= 0.0 || lead * favour[criterion] > 0.0 {
        return Ok(None);
    }
    let points = (lead / favour[criterion]).abs() * largest;
    Ok(points.is_finite().then_some(points))
}

#[cfg(test)]
mod tests {
    use super::{Segment, SensitivityError, Stability, crossings, swing_crossing, weight_line};

    const WEIGHTS: [f64; 4] = [40.0, 25.0, 20.0, 15.0];

    fn worked() -> Vec<Vec<f64>> {
        vec![vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0], vec![30.0, 100.0, 50.0, 60.0], vec![0.0; 4]]
    }

    #[test]
    fn worked_example_against_each_rival() {
        let found = crossings(&WEIGHTS, &worked(), 0).unwrap();
        let against = |rival: usize| found.iter().map(|c| c.rivals[rival]).collect::<Vec<_>>();
        for (actual, wanted) in against(1).iter().zip([0.172_414, 0.324_324, 0.483_871, 0.087_248]) {
            assert!((actual.unwrap() - wanted).abs() < 1e-6);
        }
        assert!((against(2)[0].unwrap() - 0.189_189).abs() < 1e-6);
        assert!((against(2)[1].unwrap() - 0.383_562).abs() < 1e-6);
        assert_eq!(against(2)[2..], [None, None]);
        assert_eq!(against(3), [None; 4]);
        // All rivals count: on the first criterion it is not the runner-up that stops the leader first.
        let first = found[0].stability.unwrap();
        assert!((first.low - 0.189_189).abs() < 1e-6 && first.below == Some(2));
    }

    #[test]
    fn swing_points() {
        let (points, swings) = (worked(), [100.0, 62.5, 50.0, 37.5]);
        let found: Vec<_> = (0..4).map(|j| swing_crossing(&swings, &points[0], &points[1], j).unwrap()).collect();
        assert_eq!(found, [Some(31.25), Some(90.0), Some(187.5), Some(20.3125)]);
        assert_eq!(swing_crossing(&swings, &points[0], &points[3], 0), Ok(None));
        assert_eq!(swing_crossing(&[1.0, 0.0], &[5.0, 1.0], &[1.0, 5.0], 0), Ok(None), "no weight would be left");
        assert_eq!(swing_crossing(&[1.0], &[5.0], &[1.0], 0), Ok(None));
        assert_eq!(swing_crossing(&[1.0, 1.0], &[5.0, 5.0], &[5.0, 1.0], 0), Ok(None), "level on the criterion");
    }

    #[test]
    fn level_options_share_a_segment() {
        let points = [vec![10.0, 0.0], vec![10.0, 0.0], vec![0.0, 10.0]];
        let line = weight_line(&[1.0, 1.0], &points, &[0]).unwrap();
        let segments = line.envelope();
        assert_eq!(segments[0], Segment { from: 0.0, to: 0.5, best: vec![2] });
        assert_eq!(segments[1], Segment { from: 0.5, to: 1.0, best: vec![0, 1] });
        assert_eq!(line.nearest_switches(), (Some(0.5), Some(0.5)));
        assert_eq!(line.crossing(0, 1), None, "the same line");
        assert_eq!(line.stability(0), Some(Stability { low: 0.5, high: 1.0, below: Some(2), above: None }));
    }

    #[test]
    fn three_lines_through_one_point() {
        let points = [vec![0.0, 10.0], vec![5.0, 5.0], vec![10.0, 0.0]];
        let line = weight_line(&[1.0, 3.0], &points, &[0]).unwrap();
        let best: Vec<_> = line.envelope().into_iter().map(|segment| segment.best).collect();
        assert_eq!(best, [[0], [2]], "the middle option touches the top at one point only");
        assert_eq!(line.stability(1).map(|interval| (interval.low, interval.high)), Some((0.5, 0.5)));
    }

    #[test]
    fn level_at_the_ends_only() {
        let points = [vec![5.0, 10.0], vec![5.0, 0.0]];
        let line = weight_line(&[1.0, 1.0], &points, &[0]).unwrap();
        assert_eq!(line.envelope(), [Segment { from: 0.0, to: 1.0, best: vec![0] }]);
        assert_eq!(line.crossing(0, 1), Some(1.0));
        assert_eq!(line.stability(1), Some(Stability { low: 1.0, high: 1.0, below: Some(0), above: None }));
    }

    #[test]
    fn one_criterion_and_one_option() {
        let only = crossings(&[3.0], &[vec![5.0], vec![4.0]], 0).unwrap();
        assert_eq!((only[0].base, &only[0].rivals[..]), (1.0, &[None, None][..]));
        assert_eq!(only[0].stability, Some(Stability { low: 0.0, high: 1.0, below: None, above: None }));
        assert_eq!(crossings(&[3.0], &[vec![5.0], vec![4.0]], 1).unwrap()[0].stability, None);
        let alone = weight_line(&[1.0, 1.0], &[vec![5.0, 6.0]], &[1]).unwrap();
        assert_eq!(alone.envelope(), [Segment { from: 0.0, to: 1.0, best: vec![0] }]);
        assert!(weight_line(&[1.0, 1.0], &[], &[1]).unwrap().envelope().is_empty());
    }

    #[test]
    fn refusals() {
        let points = [vec![1.0, 2.0]];
        assert_eq!(weight_line(&[1.0, 1.0], &points, &[]), Err(SensitivityError::GroupEmpty));
        assert_eq!(weight_line(&[1.0, 1.0], &points, &[0, 1, 1]), Err(SensitivityError::GroupIsEverything));
        let stranger = SensitivityError::NoSuchCriterion { criterion: 2, n_criteria: 2 };
        assert_eq!(weight_line(&[1.0, 1.0], &points, &[2]), Err(stranger));
        let stranger = SensitivityError::NoSuchOption { option: 1, n_options: 1 };
        assert_eq!(crossings(&[1.0, 1.0], &points, 1), Err(stranger));
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, f64::MAX] {
            let line = weight_line(&[size, size], &[vec![size, -size], vec![-size, size]], &[0]).unwrap();
            assert_eq!(line.crossing(0, 1), Some(0.5), "{size}");
            assert_eq!(line.switch_points(), [0.5], "{size}");
            let swing = swing_crossing(&[size, size], &[size, -size], &[-size, size], 0).unwrap();
            assert!((swing.unwrap() / size - 1.0).abs() < 1e-12, "{size}");
        }
    }
}
