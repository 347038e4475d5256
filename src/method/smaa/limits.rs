//! What is known of the weights, and the frames in which weights that agree with it can be drawn.
//!
//! Lower bounds, orders and trees of "at least as much" make a region that is itself a simplex: its points are shares
//! of its corners, and no draw is wasted. What is left over are limits that a draw may break.

use super::super::constraint::{Constraint, Sense};
use super::SmaaError;
use super::frame::{Level, Limit, Source, WeightSpace};

/// Difference between two sums of weights that is rounding.
const ROUNDING: f64 = 1e-12;

/// A limit that a draw can break by no more than this is not worth testing.
const NEGLIGIBLE: f64 = 1e-9;

/// What is known of the weights, beyond that they are 0 or more and add to 1. Nothing, by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeightLimits {
    /// Pairs (a, b) of criteria, from 0: `a` weighs at least as much as `b`.
    pub at_least: Vec<(usize, usize)>,
    /// The lowest share of each criterion, 0 to 1; empty for none.
    pub lower: Vec<f64>,
    /// The highest share of each criterion, 0 to 1; empty for none.
    pub upper: Vec<f64>,
}

impl WeightLimits {
    /// Returns the limits of criteria that are in order of weight, the heaviest first. Criteria left out are free.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::smaa::WeightLimits;
    /// assert_eq!(WeightLimits::in_order(&[2, 0, 1]).at_least, [(2, 0), (0, 1)]);
    /// ```
    #[must_use]
    pub fn in_order(criteria: &[usize]) -> WeightLimits {
        let at_least = criteria.windows(2).map(|pair| (pair[0], pair[1])).collect();
        WeightLimits { at_least, ..WeightLimits::default() }
    }

    /// Returns the limits that constraints on the weights of `n_criteria` say: bounds on one weight, and one weight at
    /// least, at most or as large as another. They are the constraints that dominance and feasibility take.
    ///
    /// # Errors
    /// Refuses other constraints, such as those of interval swings: weights within them are not drawn here. Refuses a
    /// bound that no share of 1 can meet.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::constraint::{Sense, at_least_as_important, bound};
    /// use weighbridge::method::smaa::WeightLimits;
    /// let known = [at_least_as_important(3, 2, 0).unwrap(), bound(3, 1, Sense::AtMost, 0.5).unwrap()];
    /// let limits = WeightLimits::of_constraints(3, &known).unwrap();
    /// assert_eq!((limits.at_least, limits.upper), (vec![(2, 0)], vec![1.0, 0.5, 1.0]));
    /// ```
    pub fn of_constraints(n_criteria: usize, constraints: &[Constraint]) -> Result<WeightLimits, SmaaError> {
        let mut limits =
            WeightLimits { at_least: Vec::new(), lower: vec![0.0; n_criteria], upper: vec![1.0; n_criteria] };
        for (position, constraint) in constraints.iter().enumerate() {
            let refused = SmaaError::ConstraintNotDrawn { constraint: position };
            let Constraint { coefficients, sense, bound } = constraint;
            let finite = bound.is_finite() && coefficients.iter().all(|c| c.is_finite());
            if coefficients.len() != n_criteria || !finite {
                return Err(refused);
            }
            let used: Vec<usize> = (0..n_criteria).filter(|&criterion| coefficients[criterion] != 0.0).collect();
            match used[..] {
                [criterion] => {
                    let coefficient = coefficients[criterion];
                    limits.narrow(criterion, turned(*sense, coefficient), bound / coefficient)?;
                }
                [a, b] if *bound == 0.0 && coefficients[a] + coefficients[b] == 0.0 => {
                    let sense = turned(*sense, coefficients[a]);
                    limits.at_least.extend((sense != Sense::AtMost).then_some((a, b)));
                    limits.at_least.extend((sense != Sense::AtLeast).then_some((b, a)));
                }
                _ => return Err(refused),
            }
        }
        Ok(limits)
    }

    /// Takes in that a weight is at least, at most or exactly a share.
    fn narrow(&mut self, criterion: usize, sense: Sense, share: f64) -> Result<(), SmaaError> {
        let unmeetable = match sense {
            Sense::AtLeast => share > 1.0,
            Sense::AtMost => share < 0.0,
            Sense::Equal => !(0.0..=1.0).contains(&share),
        };
        if unmeetable {
            return Err(SmaaError::NotAShare { criterion });
        }
        if sense != Sense::AtMost {
            self.lower[criterion] = self.lower[criterion].max(share);
        }
        if sense != Sense::AtLeast {
            self.upper[criterion] = self.upper[criterion].min(share);
        }
        Ok(())
    }
}

/// Returns a sense as it stands once both sides are divided by a coefficient.
fn turned(sense: Sense, by: f64) -> Sense {
    match sense {
        Sense::AtLeast if by < 0.0 => Sense::AtMost,
        Sense::AtMost if by < 0.0 => Sense::AtLeast,
        _ => sense,
    }
}

/// Returns the frames that hold the weights allowed, one or two: they differ in how much of them is outside the limits.
///
/// Bounds and pairs alone, whatever the sum, hold a lowest and a highest set of weights, and every sum between theirs:
/// so whether any weights add to 1 is decided here exactly.
pub(super) fn frames(n_criteria: usize, limits: &WeightLimits) -> Result<Vec<WeightSpace>, SmaaError> {
    check(n_criteria, limits)?;
    let above = closure(n_criteria, &limits.at_least);
    let bound = |given: &[f64], criterion: usize, otherwise: f64| given.get(criterion).copied().unwrap_or(otherwise);
    // The criterion that sets each bound, once the order has passed bounds up and down.
    let lowest_by = |criterion: usize| {
        let below = (0..n_criteria).filter(|&other| above[criterion][other]);
        below.fold(criterion, |by, c| if bound(&limits.lower, c, 0.0) > bound(&limits.lower, by, 0.0) { c } else { by })
    };
    let highest_by = |criterion: usize| {
        let over = (0..n_criteria).filter(|&other| above[other][criterion]);
        over.fold(criterion, |by, c| if bound(&limits.upper, c, 1.0) < bound(&limits.upper, by, 1.0) { c } else { by })
    };
    let lower: Vec<f64> = (0..n_criteria).map(|c| bound(&limits.lower, lowest_by(c), 0.0)).collect();
    let upper: Vec<f64> = (0..n_criteria).map(|c| bound(&limits.upper, highest_by(c), 1.0)).collect();
    if let Some(criterion) = (0..n_criteria).find(|&c| lower[c] > upper[c] + ROUNDING) {
        return Err(SmaaError::LimitsCross { low: lowest_by(criterion), high: highest_by(criterion) });
    }
    let (lowest, highest): (f64, f64) = (lower.iter().sum(), upper.iter().sum());
    if lowest > 1.0 + ROUNDING {
        return Err(SmaaError::LowestAboveOne { sum: lowest });
    }
    if highest < 1.0 - ROUNDING {
        return Err(SmaaError::HighestBelowOne { sum: highest });
    }
    if lowest >= 1.0 - ROUNDING {
        return Ok(vec![WeightSpace::fixed(lower.iter().map(|weight| weight / lowest))]);
    }
    if highest <= 1.0 + ROUNDING {
        return Ok(vec![WeightSpace::fixed(upper.iter().map(|weight| weight / highest))]);
    }
    Ok(Region::new(&above, &lower, &upper).frames())
}

fn check(n_criteria: usize, limits: &WeightLimits) -> Result<(), SmaaError> {
    let named = limits.at_least.iter().flat_map(|&(a, b)| [a, b]);
    if let Some(criterion) = named.into_iter().find(|&criterion| criterion >= n_criteria) {
        return Err(SmaaError::UnknownCriterion { criterion });
    }
    for bounds in [&limits.lower, &limits.upper] {
        if !bounds.is_empty() && bounds.len() != n_criteria {
            return Err(SmaaError::LimitsMissing { n_criteria, n_limits: bounds.len() });
        }
        if let Some(criterion) = bounds.iter().position(|share| !(0.0..=1.0).contains(share)) {
            return Err(SmaaError::NotAShare { criterion });
        }
    }
    Ok(())
}

/// Returns `[a][b]`: whether `a` weighs at least as much as `b`, by one pair or several; nothing above itself.
fn closure(n: usize, pairs: &[(usize, usize)]) -> Vec<Vec<bool>> {
    let mut above = vec![vec![false; n]; n];
    pairs.iter().filter(|(a, b)| a != b).for_each(|&(a, b)| above[a][b] = true);
    for via in 0..n {
        let reached = above[via].clone();
        for a in (0..n).filter(|&a| a != via) {
            if above[a][via] {
                (0..n).filter(|&b| b != a && reached[b]).for_each(|b| above[a][b] = true);
            }
        }
    }
    above
}

/// The free values of a region, lower ones before those that stand above them.
struct Region {
    sources: Vec<Source>,
    /// The weight that the free values share out.
    rest: f64,
    /// How many criteria have each value.
    counts: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// `[a][b]`: whether value `a` is at least value `b`.
    above: Vec<Vec<bool>>,
}

impl Region {
    fn new(above: &[Vec<bool>], lower: &[f64], upper: &[f64]) -> Region {
        let n = lower.len();
        let free = |c: usize| upper[c] - lower[c] > ROUNDING;
        let alike = |a: usize, b: usize| a == b || (above[a][b] && above[b][a]);
        // One criterion speaks for those that must weigh the same as it. The fewer are below it, the earlier it comes.
        let mut speakers: Vec<usize> =
            (0..n).filter(|&c| free(c) && (0..c).all(|other| !free(other) || !alike(c, other))).collect();
        speakers.sort_by_key(|&c| above[c].iter().filter(|below| **below).count());

        let source = |c: usize| {
            let position = speakers.iter().position(|&speaker| alike(speaker, c));
            position.filter(|_| free(c)).map_or(Source::Fixed(lower[c]), Source::Free)
        };
        let sources: Vec<Source> = (0..n).map(source).collect();
        let fixed: f64 = (0..n).filter(|&c| !free(c)).map(|c| lower[c]).sum();
        let count = |position: usize| sources.iter().filter(|source| **source == Source::Free(position)).count() as f64;
        let mut region = Region {
            rest: 1.0 - fixed,
            counts: (0..speakers.len()).map(count).collect(),
            lower: speakers.iter().map(|&c| lower[c]).collect(),
            upper: speakers.iter().map(|&c| upper[c]).collect(),
            above: speakers.iter().map(|&a| speakers.iter().map(|&b| above[a][b] && !alike(a, b)).collect()).collect(),
            sources,
        };
        region.tighten();
        region
    }

    /// Raises each lowest value to what the others, at their highest, leave; then to that of the values below it.
    fn tighten(&mut self) {
        let most: f64 = self.counts.iter().zip(&self.upper).map(|(count, upper)| count * upper).sum();
        for position in 0..self.counts.len() {
            let others = most - self.counts[position] * self.upper[position];
            let left = (self.rest - others) / self.counts[position];
            let below = (0..position).filter(|&b| self.above[position][b]).map(|b| self.lower[b]);
            // A hair below, so that rounding never puts the floor above the region.
            self.lower[position] = below.fold(self.lower[position].max(left - ROUNDING), f64::max);
        }
    }

    fn frames(&self) -> Vec<WeightSpace> {
        let n = self.counts.len();
        if let [count] = self.counts[..] {
            let alone = self.rest / count;
            return vec![WeightSpace::fixed(self.sources.iter().map(|source| match source {
                Source::Fixed(number) => *number,
                Source::Free(_) => alone,
            }))];
        }
        let apart = self.frame(&vec![None; n]);
        if self.above.iter().flatten().all(|above| !above) {
            return vec![apart];
        }
        // Each value stands on the highest of the values below it, so that most of the order holds by itself.
        let n_below = |position: usize| self.above[position].iter().filter(|below| **below).count();
        let on = |position: usize| (0..position).filter(|&b| self.above[position][b]).max_by_key(|&b| n_below(b));
        vec![self.frame(&(0..n).map(on).collect::<Vec<_>>()), apart]
    }

    /// Returns the simplex of values that each stand on one other, or on their lowest.
    fn frame(&self, on: &[Option<usize>]) -> WeightSpace {
        let n = on.len();
        // How many criteria rise with each value, and which value is at the bottom of its stack.
        let mut rising = self.counts.clone();
        for position in (0..n).rev() {
            if let Some(below) = on[position] {
                rising[below] += rising[position];
            }
        }
        let mut root: Vec<usize> = (0..n).collect();
        for position in 0..n {
            root[position] = on[position].map_or(position, |below| root[below]);
        }
        let floors: f64 = (0..n).filter(|&p| on[p].is_none()).map(|p| self.lower[p] * rising[p]).sum();
        let rest = self.rest - floors;
        let levels: Vec<Level> =
            (0..n).map(|p| Level { on: on[p], floor: self.lower[p], scale: rest / rising[p] }).collect();
        let limits = self.limits_left(on, &root, &levels);
        WeightSpace {
            sources: self.sources.clone(),
            levels,
            limits,
            rest: self.rest,
            counts: self.counts.clone(),
            rooms: self.rooms(),
            inside: self.inside(),
        }
    }

    /// Returns the limits that a point of the simplex may break.
    fn limits_left(&self, on: &[Option<usize>], root: &[usize], levels: &[Level]) -> Vec<Limit> {
        let n = on.len();
        let mut limits = Vec::new();
        for a in 0..n {
            let mut under = on[a];
            let stands_on = std::iter::from_fn(|| {
                let this = under?;
                under = on[this];
                Some(this)
            });
            let held: Vec<usize> = stands_on.collect();
            for b in (0..a).filter(|&b| self.above[a][b] && !held.contains(&b)) {
                let between = (0..n).any(|c| self.above[a][c] && self.above[c][b]);
                if !between && self.lower[a] < self.upper[b] {
                    limits.push(Limit { plus: Some(a), minus: Some(b), constant: 0.0 });
                }
            }
            let floor = self.lower[root[a]];
            if self.lower[a] > floor + NEGLIGIBLE {
                limits.push(Limit { plus: Some(a), minus: None, constant: -self.lower[a] });
            }
            if self.upper[a] < floor + levels[a].scale - NEGLIGIBLE {
                limits.push(Limit { plus: None, minus: Some(a), constant: self.upper[a] });
            }
        }
        limits
    }

    /// Returns the room of each value: what is left when the others are at their lowest, within its own limits.
    fn rooms(&self) -> Vec<f64> {
        let least: f64 = self.counts.iter().zip(&self.lower).map(|(count, lower)| count * lower).sum();
        let room = |p: usize| {
            let most = self.lower[p] + (self.rest - least) / self.counts[p];
            self.upper[p].min(most) - self.lower[p]
        };
        (0..self.counts.len()).map(room).collect()
    }

    /// Returns values that add up and are on no limit: all part of the way from lowest to highest, the further the more
    /// stand below them, and together as far as it takes.
    fn inside(&self) -> Vec<f64> {
        let n = self.counts.len();
        let depth = |p: usize| self.above[p].iter().filter(|below| **below).count() as f64 / n as f64;
        let at = |way: f64| -> Vec<f64> {
            let value = |p: usize| {
                let part = way * (1.0 + depth(p)) / (1.0 + depth(p) * way);
                self.lower[p] + (self.upper[p] - self.lower[p]) * part
            };
            (0..n).map(value).collect()
        };
        let sum = |values: &[f64]| self.counts.iter().zip(values).map(|(count, value)| count * value).sum::<f64>();
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if sum(&at(middle)) < self.rest { low = middle } else { high = middle }
        }
        at(low)
    }
}
