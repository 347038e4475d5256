//! Tornado bars: each weight, or each score, put to a low and a high figure while all else stays as it is.
//!
//! What the bars measure is the lead of the option that leads now over the one that is second now. Drawing is elsewhere.

use super::weight_line::{WeightLine, weight_line};
use super::{Base, SensitivityError, base, best};
use crate::method::additive::AdditiveError;
use crate::order::places;

/// One end of a bar over a weight.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightEnd {
    /// The weight of the criterion at this end, 0 to 1.
    pub weight: f64,
    /// Total of each option, in points.
    pub totals: Vec<f64>,
    /// The best option, the first of them where several are level; `None` without options.
    pub best: Option<usize>,
    /// Lead of the present leader over the present runner-up; `None` with fewer than two options.
    pub lead: Option<f64>,
}

/// What moving one weight does.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightBar {
    /// The criterion, from 0.
    pub criterion: usize,
    /// With the lower weight.
    pub low: WeightEnd,
    /// With the higher weight.
    pub high: WeightEnd,
    /// Size of the change in the lead from end to end; `None` with fewer than two options.
    pub swing: Option<f64>,
}

impl WeightBar {
    /// Returns whether the best option at either end is not the present one.
    #[must_use]
    pub fn changes_best(&self, base: &Base) -> bool {
        self.low.best != base.leader || self.high.best != base.leader
    }
}

/// The bars over all weights.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightTornado {
    /// Where the bars start from.
    pub base: Base,
    /// One bar for each criterion, in order of the criteria.
    pub bars: Vec<WeightBar>,
    /// Positions in `bars`, the widest first; equal ones in order of the criteria.
    pub order: Vec<usize>,
}

/// Returns what happens to the lead as each weight falls and rises by a share of itself, the others keeping their
/// proportions.
///
/// `relative_change` is 0 or more: 0.2 takes a weight of 30 to 24 and to 36. Weights are held at 0 and at 1.
///
/// # Errors
/// Refuses what [`weight_line`] refuses, and a change that is negative or not finite. The only criterion of an
/// appraisal cannot change its weight: its bar has no width.
///
/// # Reference
/// Howard (1988), *Decision analysis: practice and promise* (tornado diagrams).
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::tornado::weights;
/// let tornado = weights(&[60.0, 40.0], &[vec![80.0, 40.0], vec![50.0, 70.0]], 0.5).unwrap();
/// let bar = &tornado.bars[0];
/// assert!((bar.low.lead.unwrap() + 12.0).abs() < 1e-9, "at 30 the other option leads");
/// assert_eq!((bar.low.best, bar.high.best), (Some(1), Some(0)));
/// ```
pub fn weights(weights: &[f64], points: &[Vec<f64>], relative_change: f64) -> Result<WeightTornado, SensitivityError> {
    if !relative_change.is_finite() || relative_change < 0.0 {
        return Err(SensitivityError::RangeUnusable);
    }
    let base = base(weights, points)?;
    let bar = |criterion| weight_bar(&base, weights, points, criterion, relative_change);
    let bars: Vec<WeightBar> = (0..weights.len()).map(bar).collect::<Result<_, _>>()?;
    let order = widest_first(bars.iter().map(|bar| bar.swing));
    Ok(WeightTornado { base, bars, order })
}

/// Returns one bar of [`weights`]; `base` is that of these weights and points.
pub(crate) fn weight_bar(
    base: &Base,
    weights: &[f64],
    points: &[Vec<f64>],
    criterion: usize,
    relative_change: f64,
) -> Result<WeightBar, SensitivityError> {
    let line = match weight_line(weights, points, &[criterion]) {
        Err(SensitivityError::GroupIsEverything) => {
            WeightLine { base: 1.0, at_zero: base.totals.clone(), at_one: base.totals.clone() }
        }
        line => line?,
    };
    let at = |factor: f64| weight_end(base, &line, if weights.len() == 1 { 1.0 } else { line.base * factor });
    let (low, high) = (at((1.0 - relative_change).max(0.0)), at(1.0 + relative_change));
    let swing = low.lead.zip(high.lead).map(|(low, high)| (high - low).abs());
    Ok(WeightBar { criterion, low, high, swing })
}

fn weight_end(base: &Base, line: &WeightLine, weight: f64) -> WeightEnd {
    let weight = weight.clamp(0.0, 1.0);
    let totals = line.totals(weight);
    let lead = base.leader.zip(base.runner_up).map(|(leader, runner_up)| totals[leader] - totals[runner_up]);
    WeightEnd { weight, best: best(&totals), totals, lead }
}

/// One end of a bar over a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreEnd {
    /// Points at this end.
    pub points: f64,
    /// Total of the bar's option, in points.
    pub total: f64,
    /// The best option, the first of them where several are level.
    pub best: Option<usize>,
    /// Lead of the present leader over the present runner-up; `None` with fewer than two options.
    pub lead: Option<f64>,
}

/// What moving one score does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreBar {
    /// The row, from 0.
    pub option: usize,
    /// The column, from 0.
    pub criterion: usize,
    /// At the low score.
    pub low: ScoreEnd,
    /// At the high score.
    pub high: ScoreEnd,
    /// Size of the change in the lead from end to end, 0 where the option is in neither first nor second place; `None`
    /// with fewer than two options.
    pub swing: Option<f64>,
}

/// The bars over all scores that have a range.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTornado {
    /// Where the bars start from.
    pub base: Base,
    /// One bar for each score whose low and high differ, in reading order.
    pub bars: Vec<ScoreBar>,
    /// Positions in `bars`, the widest first; equal ones in reading order.
    pub order: Vec<usize>,
}

/// Returns what happens as each score goes to its low and to its high figure, one at a time.
///
/// `low` and `high` have the shape of `points`. A score whose low and high are the same has no bar.
///
/// # Errors
/// Refuses what [`weighted_sum`](crate::method::additive::weighted_sum) refuses, ranges of another shape than the
/// points, and a low end above its high end or not finite.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::tornado::scores;
/// let points = [vec![60.0, 40.0], vec![50.0, 45.0]];
/// let low = [vec![40.0, 40.0], vec![50.0, 45.0]];
/// let high = [vec![70.0, 40.0], vec![50.0, 45.0]];
/// let tornado = scores(&[1.0, 1.0], &points, &low, &high).unwrap();
/// assert_eq!(tornado.bars.len(), 1);
/// assert_eq!((tornado.bars[0].low.best, tornado.bars[0].high.total), (Some(1), 55.0));
/// ```
pub fn scores(
    weights: &[f64],
    points: &[Vec<f64>],
    low: &[Vec<f64>],
    high: &[Vec<f64>],
) -> Result<ScoreTornado, SensitivityError> {
    let base = base(weights, points)?;
    for ends in [low, high] {
        check_shape(ends, points.len(), weights.len())?;
    }
    let mut bars = Vec::new();
    for (option, row) in points.iter().enumerate() {
        for criterion in 0..row.len() {
            let (from, to) = (low[option][criterion], high[option][criterion]);
            if !from.is_finite() || !to.is_finite() || from > to {
                return Err(SensitivityError::RangeUnusable);
            }
            if from < to {
                let (low, high) =
                    (score_end(&base, row, option, criterion, from), score_end(&base, row, option, criterion, to));
                let swing = low.lead.zip(high.lead).map(|(low, high)| (high - low).abs());
                bars.push(ScoreBar { option, criterion, low, high, swing });
            }
        }
    }
    let order = widest_first(bars.iter().map(|bar| bar.swing));
    Ok(ScoreTornado { base, bars, order })
}

fn score_end(base: &Base, row: &[f64], option: usize, criterion: usize, points: f64) -> ScoreEnd {
    let moved = |at: usize, now: f64| if at == criterion { points } else { now };
    let mut totals = base.totals.clone();
    totals[option] = base.weights.iter().zip(row).enumerate().map(|(at, (w, &now))| w * moved(at, now)).sum();
    let lead = base.leader.zip(base.runner_up).map(|(leader, runner_up)| totals[leader] - totals[runner_up]);
    ScoreEnd { points, total: totals[option], best: best(&totals), lead }
}

/// Refuses a table that is not `n_options` rows of `n_criteria` figures.
fn check_shape(table: &[Vec<f64>], n_options: usize, n_criteria: usize) -> Result<(), SensitivityError> {
    if table.len() != n_options {
        return Err(SensitivityError::NoSuchOption { option: table.len().min(n_options), n_options });
    }
    match table.iter().position(|row| row.len() != n_criteria) {
        Some(option) => {
            let n_scores = table[option].len();
            Err(AdditiveError::LengthsDiffer { option, n_weights: n_criteria, n_scores }.into())
        }
        None => Ok(()),
    }
}

/// Returns positions by width, the widest first, equal ones in order.
fn widest_first(swings: impl Iterator<Item = Option<f64>>) -> Vec<usize> {
    let swings: Vec<f64> = swings.map(|swing| swing.unwrap_or(0.0)).collect();
    places(swings.len(), &mut |a, b| swings[b].total_cmp(&swings[a]))
}

#[cfg(test)]
mod tests {
    use super::{SensitivityError, scores, weights};

    #[test]
    fn a_weight_is_held_at_its_ends() {
        let tornado = weights(&[9.0, 1.0], &[vec![10.0, 0.0], vec![0.0, 10.0]], 4.0).unwrap();
        assert_eq!((tornado.bars[0].low.weight, tornado.bars[0].high.weight), (0.0, 1.0));
        assert!(tornado.bars[0].changes_best(&tornado.base));
        assert_eq!((tornado.bars[1].low.weight, tornado.bars[1].high.weight), (0.0, 0.5));
        assert!(!tornado.bars[1].changes_best(&tornado.base), "level at the high end: the first still leads");
        assert_eq!(tornado.order, [0, 1]);
    }

    #[test]
    fn one_criterion_one_option_and_none() {
        let still = weights(&[2.0], &[vec![5.0], vec![3.0]], 0.5).unwrap();
        assert_eq!((still.bars[0].swing, still.bars[0].low.weight), (Some(0.0), 1.0));
        let alone = weights(&[2.0, 1.0], &[vec![5.0, 1.0]], 0.5).unwrap();
        assert_eq!((alone.bars[0].swing, alone.bars[0].low.best), (None, Some(0)));
        assert_eq!(weights(&[2.0, 1.0], &[], 0.5).unwrap().bars[1].high.best, None);
        assert!(scores(&[1.0], &[], &[], &[]).unwrap().bars.is_empty());
        assert_eq!(scores(&[1.0], &[vec![1.0]], &[vec![0.0]], &[vec![2.0]]).unwrap().bars[0].swing, None);
    }

    #[test]
    fn refusals() {
        assert_eq!(weights(&[1.0], &[], -0.1), Err(SensitivityError::RangeUnusable));
        assert_eq!(weights(&[1.0], &[], f64::NAN), Err(SensitivityError::RangeUnusable));
        let points = [vec![1.0]];
        assert_eq!(scores(&[1.0], &points, &[vec![2.0]], &[vec![1.0]]), Err(SensitivityError::RangeUnusable));
        assert!(scores(&[1.0], &points, &[], &[vec![1.0]]).is_err());
        assert!(scores(&[1.0], &points, &[vec![1.0, 2.0]], &[vec![1.0]]).is_err());
    }
}
