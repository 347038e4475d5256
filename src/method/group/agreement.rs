//! How far a group orders the same things alike.

use super::GroupError;
use crate::method::correlation::mid_ranks;

/// Agreement of a group's orderings.
#[derive(Clone, Debug, PartialEq)]
pub struct Concordance {
    /// Kendall's W, corrected for ties: 0 (none) to 1 (the same order from everybody).
    pub w: f64,
    /// W without the correction; lower where there are ties.
    pub uncorrected: f64,
    /// Each participant's mid-ranks, 1 = first.
    pub ranks: Vec<Vec<f64>>,
    /// Sum of the ranks of each thing; the lowest is the group's first.
    pub rank_sums: Vec<f64>,
    /// Friedman's chi-squared, k (n - 1) W for k participants and n things.
    pub chi_squared: f64,
    /// Its degrees of freedom, n - 1.
    pub degrees_of_freedom: usize,
    /// Chance of a chi-squared at least so large if all orders were equally likely. Rough below seven things, and a
    /// group is not a sample.
    pub chance: f64,
}

/// Returns Kendall's coefficient of concordance; `None` where there is nothing to agree on: fewer than two things, or
/// every participant holds all of them equal.
///
/// `answers[participant][item]`, complete. The highest answer ranks first where `higher_is_better`, otherwise the
/// lowest, as when the answers are ranks. One participant agrees with themselves: W is 1.
///
/// # Errors
/// Refuses no participants, unequal numbers of answers and answers that are not finite.
///
/// # Reference
/// Kendall and Babington Smith (1939), *The problem of m rankings*; Siegel and Castellan (1988), *Nonparametric
/// Statistics for the Behavioral Sciences* (ties).
///
/// # Example
/// ```
/// use weighbridge::method::group::concordance;
/// let alike = concordance(&[vec![90.0, 40.0, 10.0], vec![70.0, 60.0, 50.0]], true).unwrap().unwrap();
/// assert_eq!((alike.w, alike.rank_sums), (1.0, vec![2.0, 4.0, 6.0]));
/// assert_eq!(concordance(&[vec![5.0, 5.0], vec![1.0, 1.0]], true), Ok(None));
/// ```
pub fn concordance(answers: &[Vec<f64>], higher_is_better: bool) -> Result<Option<Concordance>, GroupError> {
    let n_items = answers.first().ok_or(GroupError::Empty)?.len();
    if let Some(participant) = answers.iter().position(|own| own.len() != n_items) {
        return Err(GroupError::SizesDiffer { participant });
    }
    for (participant, own) in answers.iter().enumerate() {
        if let Some(item) = own.iter().position(|answer| !answer.is_finite()) {
            return Err(GroupError::NotFinite { participant, item });
        }
    }
    let ranks: Vec<Vec<f64>> = answers
        .iter()
        .map(
            |own| {
                if higher_is_better { mid_ranks(&own.iter().map(|a| -a).collect::<Vec<_>>()) } else { mid_ranks(own) }
            },
        )
        .collect();
    let rank_sums: Vec<f64> = (0..n_items).map(|item| ranks.iter().map(|own| own[item]).sum()).collect();

    let (k, n) = (answers.len() as f64, n_items as f64);
    // Twice a rank is a whole number, so these sums are exact.
    let doubled: f64 = rank_sums.iter().map(|sum| (2.0 * sum - k * (n + 1.0)) * (2.0 * sum - k * (n + 1.0))).sum();
    let whole = k * k * (n * n * n - n);
    let tied = k * ranks.iter().map(|own| tie_correction(own)).sum::<f64>();
    if n_items < 2 || whole - tied <= 0.0 {
        return Ok(None);
    }
    let w = (3.0 * doubled / (whole - tied)).min(1.0);
    let chi_squared = k * (n - 1.0) * w;
    Ok(Some(Concordance {
        w,
        uncorrected: 3.0 * doubled / whole,
        ranks,
        rank_sums,
        chi_squared,
        degrees_of_freedom: n_items - 1,
        chance: chi_squared_tail(chi_squared, n_items - 1),
    }))
}

/// Agreement over those who ordered everything.
#[derive(Clone, Debug, PartialEq)]
pub struct CompleteConcordance {
    /// How many judged every thing.
    pub n_complete: usize,
    /// How many judged some things and not all; they are left out.
    pub n_left_out: usize,
    /// Their agreement; `None` with fewer than three people or three things, and where there is nothing to agree on.
    pub concordance: Option<Concordance>,
}

/// Returns how alike those who judged every thing order them, and how many they are. A part of an order cannot be ranked
/// among whole ones, so whoever left something open is left out and counted.
///
/// `answers[participant][item]`, `None` where nothing was said. [`Concordance::ranks`] are of those who are left, in their
/// order.
///
/// # Errors
/// As [`concordance`], naming participants by their place among all.
///
/// # Reference
/// Kendall and Babington Smith (1939), *The problem of m rankings*.
///
/// # Example
/// ```
/// use weighbridge::method::group::concordance_of_complete;
/// let whole = |answers: [f64; 3]| answers.map(Some).to_vec();
/// let rows = [whole([9.0, 5.0, 1.0]), whole([8.0, 7.0, 2.0]), vec![Some(1.0), None, Some(9.0)], whole([3.0, 2.0, 1.0])];
/// let found = concordance_of_complete(&rows, true).unwrap();
/// assert_eq!((found.n_complete, found.n_left_out), (3, 1));
/// assert_eq!(found.concordance.unwrap().w, 1.0);
/// ```
pub fn concordance_of_complete(
    answers: &[Vec<Option<f64>>],
    higher_is_better: bool,
) -> Result<CompleteConcordance, GroupError> {
    let n_items = answers.first().ok_or(GroupError::Empty)?.len();
    for (participant, own) in answers.iter().enumerate() {
        if own.len() != n_items {
            return Err(GroupError::SizesDiffer { participant });
        }
        if let Some(item) = own.iter().position(|answer| answer.is_some_and(|answer| !answer.is_finite())) {
            return Err(GroupError::NotFinite { participant, item });
        }
    }
    let complete: Vec<Vec<f64>> = answers.iter().filter_map(|own| own.iter().copied().collect()).collect();
    let n_partial = answers.iter().filter(|own| own.iter().any(Option::is_some)).count() - complete.len();
    let is_enough = complete.len() >= 3 && n_items >= 3;
    Ok(CompleteConcordance {
        n_complete: complete.len(),
        n_left_out: n_partial,
        concordance: if is_enough { concordance(&complete, higher_is_better)? } else { None },
    })
}

/// Returns the sum of t^3 - t over the runs of equal ranks.
fn tie_correction(ranks: &[f64]) -> f64 {
    let mut sorted = ranks.to_vec();
    sorted.sort_by(f64::total_cmp);
    let runs = sorted.chunk_by(|a, b| a.total_cmp(b).is_eq());
    runs.map(|run| run.len() as f64).map(|t| t * t * t - t).sum()
}

/// Returns the chance that chi-squared with so many degrees of freedom (at least 1) is `x` or more.
///
/// The closed form for whole degrees of freedom: a sum of Poisson terms, begun by `erfc` where the number is odd.
fn chi_squared_tail(x: f64, degrees_of_freedom: usize) -> f64 {
    let half = x / 2.0;
    if half <= 0.0 {
        return 1.0;
    }
    let odd = degrees_of_freedom % 2 == 1;
    let (first, offset) = if odd { (libm::erfc(half.sqrt()), 0.5) } else { (0.0, 0.0) };
    // Each term through its logarithm, so that none overflows.
    let term = |step: usize| {
        let power = step as f64 + offset;
        libm::exp(power * libm::log(half) - half - libm::lgamma(power + 1.0))
    };
    (first + (0..degrees_of_freedom / 2).map(term).sum::<f64>()).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{chi_squared_tail, concordance, concordance_of_complete};
    use crate::method::group::GroupError;

    #[test]
    fn chances_from_printed_tables() {
        for (x, degrees_of_freedom, chance) in
            [(3.841, 1, 0.05), (5.991, 2, 0.05), (7.815, 3, 0.05), (16.812, 6, 0.01), (29.141, 14, 0.01)]
        {
            assert!((chi_squared_tail(x, degrees_of_freedom) - chance).abs() < 3e-5, "{x} {degrees_of_freedom}");
        }
        assert_eq!((chi_squared_tail(0.0, 3), chi_squared_tail(1e9, 400)), (1.0, 0.0));
        assert!((chi_squared_tail(2000.0, 2000) - 0.5).abs() < 0.01);
    }

    #[test]
    fn opposite_orders_do_not_agree_at_all() {
        let none = concordance(&[vec![1.0, 2.0, 3.0], vec![3.0, 2.0, 1.0]], true).unwrap().unwrap();
        assert_eq!((none.w, none.chi_squared, none.chance), (0.0, 0.0, 1.0));
    }

    #[test]
    fn one_undecided_participant_is_no_obstacle() {
        let found = concordance(&[vec![5.0; 3], vec![1.0, 2.0, 3.0], vec![1.0, 2.0, 3.0]], false).unwrap().unwrap();
        assert!(found.w > found.uncorrected && found.w <= 1.0);
    }

    #[test]
    fn fewer_than_three_whole_orders_are_none() {
        let whole = |answers: [f64; 3]| answers.map(Some).to_vec();
        let rows = [whole([1.0, 2.0, 3.0]), whole([1.0, 2.0, 3.0]), vec![None; 3], vec![Some(1.0), None, None]];
        let found = concordance_of_complete(&rows, true).unwrap();
        assert_eq!((found.n_complete, found.n_left_out, found.concordance), (2, 1, None), "silence is no order");
        let rows = [whole([1.0, 2.0, 3.0]), vec![None, Some(f64::NAN), None]];
        let refused = concordance_of_complete(&rows, true);
        assert_eq!(refused, Err(GroupError::NotFinite { participant: 1, item: 1 }));
    }

    #[test]
    fn refusals_name_the_answer() {
        assert_eq!(concordance(&[], true), Err(GroupError::Empty));
        let short = concordance(&[vec![1.0, 2.0], vec![1.0]], true);
        assert_eq!(short, Err(GroupError::SizesDiffer { participant: 1 }));
        let nan = concordance(&[vec![1.0, f64::NAN]], true);
        assert_eq!(nan, Err(GroupError::NotFinite { participant: 0, item: 1 }));
        assert_eq!(concordance(&[vec![], vec![]], true), Ok(None));
    }
}
