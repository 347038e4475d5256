//! What each criterion does to tell the options apart, and which criteria tell the same story.
//!
//! A criterion on which every option is alike holds weight and decides nothing. Two that rank the options alike are a
//! prompt to ask whether something is counted twice, never a proof.

use super::additive::AdditiveError;
use super::rank::TIE;
use super::weight;

/// The Spearman correlation, in size, from which two criteria rank the options alike.
///
/// A working rule of this project, not a finding of research.
pub const ALIKE: f64 = 0.9;

/// The fewest options over which criteria are compared: with fewer, chance alone makes them alike.
pub const FEWEST_OPTIONS: usize = 5;

/// Two criteria that rank the options alike, or exactly the other way round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// One criterion, from 0.
    pub one: usize,
    /// The other, further along.
    pub other: usize,
    /// Their rank correlation, -1 to 1.
    pub correlation: f64,
}

/// Returns the pairs of criteria whose rank correlation is [`ALIKE`] or more in size, in order.
///
/// `correlation` gives the correlation of two columns, `None` where it is not defined, as for a constant column. With
/// fewer than [`FEWEST_OPTIONS`] rows no pair is returned. Rows shorter than the first are left out.
///
/// # Example
/// ```
/// use weighbridge::method::discrimination::alike;
/// let points: Vec<Vec<f64>> = (0..6).map(|i| vec![f64::from(i), f64::from(10 * i), f64::from(i % 2)]).collect();
/// // Any rank correlation will do; this one knows only "exactly alike".
/// let exact = |a: &[f64], b: &[f64]| Some(if a.iter().zip(b).all(|(a, b)| 10.0 * a == *b) { 1.0 } else { 0.0 });
/// let pairs = alike(&points, exact);
/// assert_eq!((pairs.len(), pairs[0].one, pairs[0].other), (1, 0, 1));
/// ```
pub fn alike(points: &[Vec<f64>], correlation: impl Fn(&[f64], &[f64]) -> Option<f64>) -> Vec<Alike> {
    let n_criteria = points.first().map_or(0, Vec::len);
    let whole: Vec<&Vec<f64>> = points.iter().filter(|row| row.len() >= n_criteria).collect();
    if whole.len() < FEWEST_OPTIONS {
        return Vec::new();
    }
    let columns: Vec<Vec<f64>> = (0..n_criteria).map(|at| whole.iter().map(|row| row[at]).collect()).collect();
    let mut pairs = Vec::new();
    for (one, column) in columns.iter().enumerate() {
        for (other, further) in columns.iter().enumerate().skip(one + 1) {
            // Rounding must not hide a pair that stands on the rule.
            if let Some(found) = correlation(column, further).filter(|found| found.abs() >= ALIKE - TIE) {
                pairs.push(Alike { one, other, correlation: found });
            }
        }
    }
    pairs
}

/// What one criterion does to tell the options apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Discrimination {
    /// Weight as a share of 1.
    pub weight: f64,
    /// Whether all options have the same points, but for rounding; never with fewer than two options.
    pub constant: bool,
    /// The most that the criterion can set two totals apart: weight times the range of points.
    pub spread: f64,
    /// Its part of the sum of all spreads, 0 to 1: the weight that does work. 0 where no criterion has a spread.
    pub share: f64,
    /// What it adds to the gap between the highest total and the lowest, negative where it narrows the gap. These add
    /// to the gap.
    pub of_gap: f64,
}

/// Returns what each criterion does to tell the options apart. Rows are options, `weights` raw, points complete.
///
/// # Errors
/// Refuses weights that [`weight::normalise`] refuses, rows of another length than the weights, and points that are
/// not finite.
///
/// # Reference
/// von Winterfeldt and Edwards (1986), *Decision Analysis and Behavioral Research* (a weight means a swing over a range).
///
/// # Example
/// ```
/// use weighbridge::method::discrimination::discrimination;
/// let found = discrimination(&[2.0, 1.0, 1.0], &[vec![50.0, 80.0, 20.0], vec![50.0, 20.0, 40.0]]).unwrap();
/// assert!(found[0].constant && found[0].share == 0.0, "half of the weight decides nothing");
/// assert_eq!((found[1].spread, found[1].share), (15.0, 0.75));
/// assert_eq!((found[1].of_gap, found[2].of_gap), (15.0, -5.0));
/// ```
pub fn discrimination(weights: &[f64], points: &[Vec<f64>]) -> Result<Vec<Discrimination>, AdditiveError> {
    let base = match super::sensitivity::base(weights, points) {
        Ok(base) => base,
        Err(super::sensitivity::SensitivityError::Additive(error)) => return Err(error),
        Err(_) => return Ok(Vec::new()),
    };
    let by_total = |&a: &usize, &b: &usize| base.totals[a].total_cmp(&base.totals[b]);
    let ends = (0..points.len()).max_by(by_total).zip((0..points.len()).min_by(by_total));
    let range = |criterion: usize| {
        let column = || points.iter().map(|row| row[criterion]);
        let (low, high) = (column().fold(f64::INFINITY, f64::min), column().fold(f64::NEG_INFINITY, f64::max));
        (low, high, low.abs().max(high.abs()))
    };
    let mut found: Vec<Discrimination> = (0..base.weights.len())
        .map(|criterion| {
            let weight = base.weights[criterion];
            let (low, high, size) = if points.is_empty() { (0.0, 0.0, 0.0) } else { range(criterion) };
            // Weighted first, so that the difference of two very large points is still a number.
            let spread = weight * high - weight * low;
            let of_gap =
                ends.map_or(0.0, |(first, last)| weight * points[first][criterion] - weight * points[last][criterion]);
            let constant = points.len() > 1 && high * 0.5 - low * 0.5 <= TIE * 0.5 * size;
            Discrimination { weight, constant, spread, share: 0.0, of_gap }
        })
        .collect();
    let spreads: Vec<f64> = found.iter().map(|criterion| criterion.spread).collect();
    if let Ok(shares) = weight::normalise(&spreads) {
        found.iter_mut().zip(shares).for_each(|(criterion, share)| criterion.share = share);
    }
    Ok(found)
}

/// Returns the criteria on which all options have the same points, in order; none with fewer than two options.
///
/// # Errors
/// As [`discrimination`].
///
/// # Example
/// ```
/// use weighbridge::method::discrimination::constant_criteria;
/// assert_eq!(constant_criteria(&[1.0, 1.0], &[vec![50.0, 80.0], vec![50.0, 20.0]]), Ok(vec![0]));
/// ```
pub fn constant_criteria(weights: &[f64], points: &[Vec<f64>]) -> Result<Vec<usize>, AdditiveError> {
    let found = discrimination(weights, points)?;
    Ok(found.iter().enumerate().filter(|(_, criterion)| criterion.constant).map(|(at, _)| at).collect())
}

#[cfg(test)]
mod tests {
    use super::{alike, constant_criteria, discrimination};
    use crate::method::additive::AdditiveError;

    #[test]
    fn contributions_to_the_gap_add_to_it() {
        let points = [vec![80.0, 40.0, 60.0], vec![60.0, 90.0, 70.0], vec![0.0, 10.0, 90.0]];
        let found = discrimination(&[5.0, 3.0, 2.0], &points).unwrap();
        let gap: f64 = found.iter().map(|criterion| criterion.of_gap).sum();
        // Totals 64, 71 and 21.
        assert!((gap - 50.0).abs() < 1e-12);
        assert!((found.iter().map(|criterion| criterion.share).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(found[2].of_gap < 0.0);
    }

    #[test]
    fn nothing_to_tell_apart() {
        assert_eq!(constant_criteria(&[1.0], &[vec![5.0]]), Ok(vec![]), "one option is no evidence");
        assert_eq!(constant_criteria(&[1.0], &[]), Ok(vec![]));
        let same = discrimination(&[1.0, 1.0], &[vec![5.0, 7.0], vec![5.0, 7.0]]).unwrap();
        assert!(same.iter().all(|criterion| criterion.constant && criterion.share <= 0.0 && criterion.of_gap <= 0.0));
        let apart = discrimination(&[1.0], &[vec![1e-12], vec![2e-12]]).unwrap();
        assert!(!apart[0].constant && apart[0].share >= 1.0);
        let huge = discrimination(&[1.0, 1.0], &[vec![f64::MAX, 0.0], vec![-f64::MAX, 0.0]]).unwrap();
        assert!(huge[0].spread.is_finite() && !huge[0].constant && huge[1].constant);
    }

    #[test]
    fn pairs_need_enough_options() {
        let same = |_: &[f64], _: &[f64]| Some(-1.0);
        let rows = |n: usize| vec![vec![1.0, 2.0]; n];
        assert!(alike(&rows(4), same).is_empty() && alike(&[], same).is_empty());
        assert_eq!(alike(&rows(5), same).len(), 1);
        assert!(alike(&rows(5), |_, _| None).is_empty());
        assert!(alike(&rows(5), |_, _| Some(0.89)).is_empty());
    }

    #[test]
    fn refusals() {
        let ragged = discrimination(&[1.0, 1.0], &[vec![1.0]]);
        assert_eq!(ragged, Err(AdditiveError::LengthsDiffer { option: 0, n_weights: 2, n_scores: 1 }));
        assert!(constant_criteria(&[0.0], &[vec![1.0]]).is_err());
    }
}
