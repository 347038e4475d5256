//! From scores to points: every option on every leaf.

use super::Cell;
use crate::appraisal::{Appraisal, Criterion, Leaf, Role, Scale, Score, ScoreState, Shape};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId};
use crate::method::value;
use crate::order::sort_by;
use std::collections::HashMap;

/// Returns points and whether they lie beyond an end, one row an option, one column a leaf.
pub(super) fn points(appraisal: &Appraisal, leaves: &[(&Criterion, &Leaf)]) -> Vec<Vec<Cell>> {
    let n_columns = leaves.len();
    let rows: HashMap<AlternativeId, usize> =
        appraisal.alternatives.iter().enumerate().map(|(row, option)| (option.id, row)).collect();
    let columns: HashMap<CriterionId, usize> =
        leaves.iter().enumerate().map(|(column, (criterion, _))| (criterion.id, column)).collect();
    let mut scores: Vec<Option<&Score>> = vec![None; rows.len() * n_columns];
    for score in appraisal.scores.by_row() {
        if let (Some(row), Some(column)) = (rows.get(&score.alternative), columns.get(&score.criterion)) {
            scores[row * n_columns + column] = Some(score);
        }
    }
    let baseline = appraisal.alternatives.iter().position(|option| option.role == Role::BusinessAsUsual);
    let valuers: Vec<Valuer<'_>> = leaves.iter().map(|(_, leaf)| Valuer::new(&leaf.scale)).collect();
    let on_leaf = |row: usize, column: usize| {
        let found = scores[row * n_columns + column];
        // An option without effect stands where business as usual stands.
        let no_effect = found.is_some_and(|score| score.state == ScoreState::NoEffect);
        let found = if no_effect { baseline.and_then(|row| scores[row * n_columns + column]) } else { found };
        found.map_or_else(Cell::default, |score| valuers[column].ranged(score))
    };
    (0..rows.len()).map(|row| (0..n_columns).map(|column| on_leaf(row, column)).collect()).collect()
}

/// Returns the points that a number, a level or a judgement earns on a scale. Nothing where it does not fit the scale.
///
/// # Reference
/// [`value`](super::value).
#[must_use]
pub fn cell(scale: &Scale, state: ScoreState) -> Cell {
    Valuer::new(scale).cell(state)
}

/// A scale made ready to value many scores.
struct Valuer<'a> {
    scale: &'a Scale,
    /// The line from the lowest measure to the highest, where the scale is piecewise.
    line: Vec<(f64, f64)>,
    /// The bend, where the scale has one: found by search, so once a scale and not once a score.
    rho: Option<f64>,
}

impl Valuer<'_> {
    fn new(scale: &Scale) -> Valuer<'_> {
        let mut valuer = Valuer { scale, line: Vec::new(), rho: None };
        if let Scale::Measured { worst, best, shape, .. } = scale {
            let (worst, best) = (worst.get(), best.get());
            match shape {
                Shape::Linear => {}
                Shape::Piecewise(knots) => {
                    let inner = knots.iter().map(|knot| (knot.measure.get(), knot.points.get()));
                    valuer.line = [(worst, 0.0), (best, 100.0)].into_iter().chain(inner).collect();
                    sort_by(&mut valuer.line, &mut |one, other| one.0.total_cmp(&other.0));
                }
                Shape::Exponential { midvalue, .. } => {
                    valuer.rho = value::rho_from_midvalue(worst, best, midvalue.get()).ok().flatten();
                }
            }
        }
        valuer
    }

    /// Returns the points of a score, and those of the ends of its range.
    fn ranged(&self, score: &Score) -> Cell {
        let found = self.cell(score.state);
        let at = |number: Finite| match score.state {
            ScoreState::Points(_) => self.cell(ScoreState::Points(number)).points,
            ScoreState::Measured(_) => self.cell(ScoreState::Measured(number)).points,
            _ => None,
        };
        let ends = score.range.as_ref().and_then(|range| Some([at(range.low)?, at(range.high)?, found.points?]));
        // Less may be better, and a score may lie beyond its range.
        let widest = |ends: [f64; 3]| (ends.into_iter().fold(100.0, f64::min), ends.into_iter().fold(0.0, f64::max));
        Cell { range: ends.map(widest), ..found }
    }

    fn cell(&self, state: ScoreState) -> Cell {
        match (state, self.scale) {
            (ScoreState::Points(points), _) => Cell { points: Some(points.get().clamp(0.0, 100.0)), ..Cell::default() },
            (ScoreState::Level(id), Scale::Levels(levels)) => {
                let level = levels.iter().find(|level| level.id == id);
                Cell { points: level.map(|level| level.points.get()), ..Cell::default() }
            }
            (ScoreState::Measured(measure), Scale::Measured { worst, best, shape, .. }) => {
                let (worst, best, measure) = (worst.get(), best.get(), measure.get());
                let valued = match shape {
                    Shape::Linear => value::linear(worst, best, measure),
                    Shape::Piecewise(_) => value::piecewise(&self.line, measure),
                    Shape::Exponential { .. } => value::exponential(worst, best, self.rho, measure),
                };
                valued.map_or_else(
                    |_| Cell::default(),
                    |valued| Cell { points: Some(valued.points), outside: valued.outside, ..Cell::default() },
                )
            }
            _ => Cell::default(),
        }
    }
}

/// Returns whether a measure lies beyond an end of its scale.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Measure, Scale, ScoreState, Shape, evaluate::is_outside};
/// use weighbridge::finite::Finite;
/// let measure = Measure::new("lead time", "months");
/// let scale = Scale::measured(measure, Finite::from(20), Finite::from(5), Shape::Linear);
/// let outside = [4, 5, 20, 21].map(|months| is_outside(&scale, ScoreState::Measured(Finite::from(months))));
/// assert_eq!(outside, [true, false, false, true]);
/// ```
#[must_use]
pub fn is_outside(scale: &Scale, state: ScoreState) -> bool {
    match (state, scale) {
        (ScoreState::Measured(measure), Scale::Measured { worst, best, .. }) => {
            (measure < *worst && measure < *best) || (measure > *worst && measure > *best)
        }
        _ => false,
    }
}
