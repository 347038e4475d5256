//! Sums of preference down one column, by sorting instead of by comparing every pair.
//!
//! In sorted order, the options that are behind by more than a threshold are a beginning of the list, so counts come
//! from a pointer that only moves forward, and sums of differences from running sums. Options are told apart by the
//! same rounded differences as when pairs are compared, so that both ways agree on every threshold.

use super::{Preference, gaussian};

/// Largest and smallest size of figures for which running sums are used; beyond, every pair is compared.
const TAME: std::ops::RangeInclusive<f64> = 1e-150..=1e150;

/// Returns, for each option, the sum of its preferences over all others, and the sum of theirs over it.
///
/// More is better in `column`; it holds finite figures only.
pub(super) fn sums(column: &[f64], preference: Preference) -> (Vec<f64>, Vec<f64>) {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_unstable_by(|&a, &b| column[a].total_cmp(&column[b]).then(a.cmp(&b)));
    let rising: Vec<f64> = order.iter().map(|&option| column[option]).collect();
    // Turned upside down, those that are better come first.
    let falling: Vec<f64> = rising.iter().rev().map(|measure| -measure).collect();
    let (mut over, mut under) = (vec![0.0; column.len()], vec![0.0; column.len()]);
    let placed = order.iter().zip(over_lower(&rising, preference));
    placed.for_each(|(&option, sum)| over[option] = sum);
    let placed = order.iter().rev().zip(over_lower(&falling, preference));
    placed.for_each(|(&option, sum)| under[option] = sum);
    (over, under)
}

/// Returns, for each figure of a sorted list, the sum of its preferences over those before it.
fn over_lower(sorted: &[f64], preference: Preference) -> Vec<f64> {
    let largest = sorted.first().zip(sorted.last()).map_or(0.0, |(first, last)| first.abs().max(last.abs()));
    let tame = |size: f64| largest <= *TAME.end() && TAME.contains(&size);
    match preference {
        Preference::Usual => n_behind(sorted, 0.0).map(|n| n as f64).collect(),
        Preference::UShape { indifference } => n_behind(sorted, indifference).map(|n| n as f64).collect(),
        Preference::Level { indifference, preference } => n_behind(sorted, indifference)
            .zip(n_behind(sorted, preference))
            .map(|(some, full)| 0.5 * (some + full) as f64)
            .collect(),
        Preference::VShape { preference: full } if tame(full) => over_ramp(sorted, 0.0, full),
        Preference::Linear { indifference, preference: full } if tame(full - indifference) && tame(full) => {
            over_ramp(sorted, indifference, full)
        }
        Preference::Gaussian { spread } if tame(spread) && gaussian::is_wide(sorted, spread) => {
            gaussian::over_lower(sorted, spread)
        }
        _ => over_pairs(sorted, preference),
    }
}

/// Returns the sums by comparing every pair.
fn over_pairs(sorted: &[f64], preference: Preference) -> Vec<f64> {
    let over = |at: usize| sorted[..at].iter().fold(0.0, |sum, lower| sum + preference.degree(sorted[at] - lower));
    (0..sorted.len()).map(over).collect()
}

/// Returns, for each figure of a sorted list, how many before it are behind by more than `threshold`, zero or more.
fn n_behind(sorted: &[f64], threshold: f64) -> impl Iterator<Item = usize> {
    let mut n = 0;
    sorted.iter().map(move |measure| {
        while measure - sorted[n] > threshold {
            n += 1;
        }
        n
    })
}

/// Returns the sums for a preference that rises evenly from `low` to `high`, which differ.
fn over_ramp(sorted: &[f64], low: f64, high: f64) -> Vec<f64> {
    let width = high - low;
    let runs = Runs::new(sorted, width);
    let mut n_full = 0;
    let some = n_behind(sorted, low);
    sorted
        .iter()
        .zip(some)
        .map(|(measure, n_some)| {
            while n_full < n_some && measure - sorted[n_full] >= high {
                n_full += 1;
            }
            n_full as f64 + runs.sum_behind(measure, n_full, n_some, low) / width
        })
        .collect()
}

/// A sorted list cut into runs no longer than a width, with running sums that start anew in each.
///
/// Sums then stay of the size of the width, however far the list reaches, and lose no digits to it.
struct Runs<'a> {
    sorted: &'a [f64],
    /// For each position, where its run begins.
    start: Vec<usize>,
    /// For each position, the sum of the figures of its run up to and with it, each less the first of the run.
    sum: Vec<f64>,
}

impl Runs<'_> {
    fn new(sorted: &[f64], width: f64) -> Runs<'_> {
        let mut runs = Runs { sorted, start: Vec::with_capacity(sorted.len()), sum: Vec::with_capacity(sorted.len()) };
        let (mut begin, mut sum) = (0, 0.0);
        for (at, measure) in sorted.iter().enumerate() {
            if measure - sorted[begin] > width {
                (begin, sum) = (at, 0.0);
            }
            sum += measure - sorted[begin];
            runs.start.push(begin);
            runs.sum.push(sum);
        }
        runs
    }

    /// Returns the sum of how far the figures from one position up to another are behind `measure`, each less `low`.
    fn sum_behind(&self, measure: &f64, from: usize, to: usize, low: f64) -> f64 {
        let (mut total, mut to) = (0.0, to);
        while to > from {
            let begin = self.start[to - 1];
            let first = begin.max(from);
            let before = if first > begin { self.sum[first - 1] } else { 0.0 };
            let each = (measure - self.sorted[begin]) - low;
            total += (to - first) as f64 * each - (self.sum[to - 1] - before);
            to = first;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::{Preference, over_lower, over_pairs};

    /// A list that no formula made: the digits of a running product, with repeats and clusters.
    fn list(n: usize, distinct: u64) -> Vec<f64> {
        let mut state = 1_u64;
        let mut list: Vec<f64> = (0..n)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((state >> 33) % distinct) as f64 / distinct as f64 * 100.0
            })
            .collect();
        list.sort_by(f64::total_cmp);
        list
    }

    fn assert_same(sorted: &[f64], preference: Preference) {
        let (fast, slow) = (over_lower(sorted, preference), over_pairs(sorted, preference));
        for (at, (fast, slow)) in fast.iter().zip(&slow).enumerate() {
            assert!((fast - slow).abs() <= 1e-13 * sorted.len() as f64, "{preference:?} at {at}: {fast} {slow}");
        }
    }

    #[test]
    fn sorting_agrees_with_pairs() {
        for sorted in [list(400, 1_000_000), list(300, 101), list(40, 6), vec![1.0], vec![]] {
            for threshold in [0.0, 1e-9, 0.5, 3.0, 25.0, 120.0] {
                let (indifference, preference) = (threshold, threshold * 1.5);
                assert_same(&sorted, Preference::UShape { indifference });
                assert_same(&sorted, Preference::VShape { preference });
                assert_same(&sorted, Preference::Level { indifference, preference });
                assert_same(&sorted, Preference::Linear { indifference, preference });
                if threshold > 0.0 {
                    assert_same(&sorted, Preference::Gaussian { spread: threshold });
                }
            }
            assert_same(&sorted, Preference::Usual);
        }
    }

    #[test]
    fn narrow_thresholds_far_from_zero_keep_their_digits() {
        let sorted: Vec<f64> = list(300, 1_000_000).into_iter().map(|x| 1e9 + x * 1e-3).chain([5e9]).collect();
        assert_same(&sorted, Preference::VShape { preference: 1e-4 });
        assert_same(&sorted, Preference::Linear { indifference: 1e-3, preference: 2e-2 });
        assert_same(&sorted, Preference::Gaussian { spread: 1e-3 });
    }
}
