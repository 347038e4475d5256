//! Draws that are given instead of made: to check another program's run, or this one's, figure by figure.

use super::results::share;
use super::tally::Tally;
use super::{Estimate, Results, Sampling, SmaaError};

/// Returns what given draws say, and each option's confidence factor: the share of the given scores with which it is
/// first at its own central weights.
///
/// `weights[draw][criterion]` are shares as given: they are not divided by their sum. `scores[draw][option][criterion]`.
///
/// # Errors
/// Refuses no draws, no options or no criteria, rows of unequal length, and numbers that are not finite.
///
/// # Reference
/// Lahdelma and Salminen (2001), *SMAA-2: stochastic multicriteria acceptability analysis for group decision making*.
///
/// # Example
/// ```
/// use weighbridge::method::smaa::replay;
/// let weights = [vec![0.75, 0.25], vec![0.25, 0.75]];
/// let scores = vec![vec![vec![1.0, 0.0], vec![0.0, 1.0]]; 2];
/// let (results, confidence) = replay(&weights, &scores).unwrap();
/// assert_eq!(results.acceptability[0][0].value, 0.5);
/// assert_eq!(confidence[1].unwrap().value, 1.0);
/// ```
pub fn replay(weights: &[Vec<f64>], scores: &[Vec<Vec<f64>>]) -> Result<(Results, Vec<Option<Estimate>>), SmaaError> {
    let (n_options, n_criteria) = check(weights, scores)?;
    let mut tally = Tally::new(n_options, n_criteria, true, false);
    for (weights, scores) in weights.iter().zip(scores) {
        tally.add(&totals(scores, weights), weights);
    }
    let results = tally.results(Sampling::Given).ok_or(SmaaError::NoDraws)?;
    let factor = |(option, central): (usize, &Option<Vec<Estimate>>)| {
        let central: Vec<f64> = central.as_ref()?.iter().map(|weight| weight.value).collect();
        let is_first = |scores: &&Vec<Vec<f64>>| {
            let totals = totals(scores, &central);
            totals.iter().all(|total| *total <= totals[option])
        };
        Some(share(scores.iter().filter(is_first).count() as u64, scores.len() as u64))
    };
    let confidence = results.central_weights.iter().enumerate().map(factor).collect();
    Ok((results, confidence))
}

fn totals(scores: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    scores.iter().map(|row| row.iter().zip(weights).map(|(v, w)| v * w).sum()).collect()
}

/// Returns the numbers of options and criteria, or what is wrong with the draws.
fn check(weights: &[Vec<f64>], scores: &[Vec<Vec<f64>>]) -> Result<(usize, usize), SmaaError> {
    let differ = |option, n_expected, n_found| Err(SmaaError::LengthsDiffer { option, n_expected, n_found });
    let (Some(first), Some(first_scores)) = (weights.first(), scores.first()) else {
        return Err(SmaaError::NoDraws);
    };
    let (n_options, n_criteria) = (first_scores.len(), first.len());
    if n_options == 0 {
        return Err(SmaaError::NoOptions);
    }
    if n_criteria == 0 {
        return Err(SmaaError::NoCriteria);
    }
    if weights.len() != scores.len() {
        return differ(0, weights.len(), scores.len());
    }
    for (draw, (weights, scores)) in weights.iter().zip(scores).enumerate() {
        if weights.len() != n_criteria {
            return differ(draw, n_criteria, weights.len());
        }
        if let Some(criterion) = weights.iter().position(|share| !(0.0..=1.0).contains(share)) {
            return Err(SmaaError::NotAShare { criterion });
        }
        if scores.len() != n_options {
            return differ(draw, n_options, scores.len());
        }
        for (option, row) in scores.iter().enumerate() {
            if row.len() != n_criteria {
                return differ(option, n_criteria, row.len());
            }
            for (criterion, score) in row.iter().enumerate() {
                super::Score::Point(*score).check(option, criterion)?;
            }
        }
    }
    Ok((n_options, n_criteria))
}
