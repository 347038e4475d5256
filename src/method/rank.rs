//! Competition ranks: 1 = best, tied totals share a rank and the next rank is skipped (1, 2, 2, 4).
//!
//! Ties are ties of arithmetic only. Whether a lead is large enough to matter is the reader's materiality, not this file's.

use crate::order::sort_by;

/// Largest difference, as a share of the largest absolute total, at which two totals count as the same number.
///
/// It absorbs the rounding of a sum of a few hundred terms and nothing that a person could have meant.
pub const TIE: f64 = 1e-12;

/// Returns the competition rank of each total: 1 for the highest, `None` where the total is absent or not finite.
///
/// Totals tie when they differ by at most [`TIE`] times the largest absolute total. Ties are chained downwards in
/// sorted order, so a run of close totals shares one rank.
///
/// # Reference
/// "Standard competition ranking" (1224), as used for published league tables.
///
/// # Example
/// ```
/// use weighbridge::method::rank::competition;
/// let ranks = competition(&[Some(50.0), Some(55.0), None, Some(50.0), Some(10.0)]);
/// assert_eq!(ranks, [Some(2), Some(1), None, Some(2), Some(4)]);
/// ```
#[must_use]
pub fn competition(totals: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut present: Vec<(usize, f64)> = totals
        .iter()
        .enumerate()
        .filter_map(|(option, total)| total.filter(|t| t.is_finite()).map(|t| (option, t)))
        .collect();
    sort_by(&mut present, &mut |(_, a), (_, b)| b.total_cmp(a));
    let tolerance = TIE * present.iter().fold(0.0_f64, |largest, (_, t)| largest.max(t.abs()));

    let mut ranks = vec![None; totals.len()];
    let mut rank = 0;
    let mut above = f64::INFINITY;
    for (position, (option, total)) in present.into_iter().enumerate() {
        if position == 0 || above - total > tolerance {
            rank = position + 1;
        }
        ranks[option] = Some(rank);
        above = total;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::competition;

    fn ranks(totals: &[f64]) -> Vec<usize> {
        let totals: Vec<_> = totals.iter().copied().map(Some).collect();
        competition(&totals).into_iter().map(Option::unwrap).collect()
    }

    #[test]
    fn none_one_and_all_absent() {
        assert!(competition(&[]).is_empty());
        assert_eq!(ranks(&[-3.0]), [1]);
        assert_eq!(competition(&[None, Some(f64::NAN)]), [None, None]);
    }

    #[test]
    fn magnitudes_do_not_make_ties() {
        assert_eq!(ranks(&[1e-12, 2e-12]), [2, 1]);
        assert_eq!(ranks(&[1e12, 1e12 + 2.0]), [2, 1]);
        assert_eq!(ranks(&[0.0, -0.0, 0.0]), [1, 1, 1]);
    }

    #[test]
    fn ties_are_chained_downwards() {
        // Neighbours differ by less than the tolerance, the ends by more: one run, one rank.
        assert_eq!(ranks(&[1.0, 1.0 - 0.8e-12, 1.0 - 1.6e-12, 0.5]), [1, 1, 1, 4]);
        assert_eq!(ranks(&[1.0, 1.0 - 1.6e-12]), [1, 2]);
    }
}
