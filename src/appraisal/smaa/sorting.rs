//! Sorting of the numbers of sixteen draws at a time: comparisons in a fixed order, whatever the numbers are.

use super::lanes::{Floats, N_COLUMNS, Row, both, row};

/// Comparisons that sort any `n` numbers.
#[derive(Clone, Debug)]
pub(super) struct Network {
    n: usize,
    /// Beyond what is written out below: which position to compare with which.
    comparisons: Vec<(usize, usize)>,
}

/// Most numbers whose comparisons are written out.
const MOST_WRITTEN_OUT: usize = 16;

impl Network {
    pub(super) fn new(n: usize) -> Network {
        let comparisons = if n > MOST_WRITTEN_OUT { comparisons(n) } else { Vec::new() };
        Network { n, comparisons }
    }

    /// Returns the number of rows that [`Network::gaps`] reads: an even number, the last row all 2 where `n` is odd. It
    /// writes one more.
    pub(super) fn n_rows(&self) -> usize {
        self.n.next_multiple_of(2)
    }

    /// Sorts numbers in [1, 2) and turns them into the gaps from 1 up to the lowest, between each two, and up to 2.
    #[inline]
    pub(super) fn gaps(&self, numbers: &mut [Row], gaps: &mut [Row]) {
        match self.n_rows() {
            0 => gaps[0] = row(1.0),
            2 => gaps_of::<2>(numbers, gaps),
            4 => gaps_of::<4>(numbers, gaps),
            6 => gaps_of::<6>(numbers, gaps),
            8 => gaps_of::<8>(numbers, gaps),
            10 => gaps_of::<10>(numbers, gaps),
            12 => gaps_of::<12>(numbers, gaps),
            14 => gaps_of::<14>(numbers, gaps),
            MOST_WRITTEN_OUT => gaps_of::<MOST_WRITTEN_OUT>(numbers, gaps),
            _ => self.gaps_of_many(numbers, gaps),
        }
    }

    fn gaps_of_many(&self, numbers: &mut [Row], gaps: &mut [Row]) {
        for &(i, j) in &self.comparisons {
            let (low, high) = (numbers[i], numbers[j]);
            numbers[i] = both(&low, &high, Floats::min);
            numbers[j] = both(&low, &high, Floats::max);
        }
        let mut below = row(1.0);
        for (gap, number) in gaps.iter_mut().zip(&numbers[..self.n]) {
            *gap = both(number, &below, Floats::sub);
            below = *number;
        }
        gaps[self.n] = both(&row(2.0), &below, Floats::sub);
    }
}

/// Compares positions of an array whose names are known to the compiler, so that it never leaves the registers.
macro_rules! compare {
    ($x:ident, $n:ident: $($i:literal $j:literal),*) => {
        $(if $j < $n {
            let (a, b) = ($x[$i], $x[$j]);
            ($x[$i], $x[$j]) = (a.min(b), a.max(b));
        })*
    };
}

/// Sorts `N` numbers of each draw, `N` at most 16, and takes the gaps.
///
/// # Reference
/// Green (1972), *Some improvements in non-adaptive sorting algorithms* (sixty comparisons for sixteen numbers; those
/// with a missing number are left out).
fn gaps_of<const N: usize>(numbers: &[Row], gaps: &mut [Row]) {
    let (Some(numbers), Some((gaps, [last, ..]))) = (numbers.first_chunk::<N>(), gaps.split_first_chunk_mut::<N>())
    else {
        return;
    };
    let (one, two) = (Floats::splat(1.0), Floats::splat(2.0));
    for column in 0..N_COLUMNS {
        macro_rules! take {
            ($($i:literal)*) => { [$(if $i < N { numbers[$i][column] } else { two }),*] };
        }
        let mut x: [Floats; MOST_WRITTEN_OUT] = take!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
        compare!(x, N: 0 1, 2 3, 4 5, 6 7, 8 9, 10 11, 12 13, 14 15);
        compare!(x, N: 0 2, 1 3, 4 6, 5 7, 8 10, 9 11, 12 14, 13 15);
        compare!(x, N: 0 4, 1 5, 2 6, 3 7, 8 12, 9 13, 10 14, 11 15);
        compare!(x, N: 0 8, 1 9, 2 10, 3 11, 4 12, 5 13, 6 14, 7 15);
        compare!(x, N: 5 10, 6 9, 3 12, 13 14, 4 8, 7 11, 1 2);
        compare!(x, N: 1 4, 7 13, 2 8, 11 14);
        compare!(x, N: 2 4, 5 6, 9 10, 11 13, 3 8, 7 12);
        compare!(x, N: 6 8, 10 12, 3 5, 7 9);
        compare!(x, N: 3 4, 5 6, 7 8, 9 10, 11 12);
        compare!(x, N: 6 7, 8 9);
        let mut below = one;
        macro_rules! put {
            ($($i:literal)*) => {
                $(if $i < N {
                    gaps[$i][column] = x[$i].sub(below);
                    below = x[$i];
                })*
            };
        }
        put!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
        last[column] = two.sub(below);
    }
}

/// Returns comparisons that sort any `n` numbers.
///
/// # Reference
/// Batcher (1968), *Sorting networks and their applications*; Knuth, *The Art of Computer Programming*, volume 3
/// (algorithm 5.2.2M).
fn comparisons(n: usize) -> Vec<(usize, usize)> {
    let mut comparisons = Vec::new();
    if n < 2 {
        return comparisons;
    }
    let top = n.next_power_of_two() / 2;
    let mut p = top;
    while p > 0 {
        let (mut q, mut r, mut d) = (top, 0, p);
        loop {
            comparisons.extend((0..n - d).filter(|i| i & p == r).map(|i| (i, i + d)));
            if q == p {
                break;
            }
            (d, q, r) = (q - p, q / 2, p);
        }
        p /= 2;
    }
    comparisons
}

#[cfg(test)]
mod tests {
    use super::super::lanes::{N_LANES, lane, row, set_lane};
    use super::{Network, comparisons};

    #[test]
    fn comparisons_sort() {
        // What sorts every list of zeros and ones sorts everything.
        for n in 0..=14_usize {
            let comparisons = comparisons(n);
            for bits in 0..1_u32 << n {
                let mut list: Vec<bool> = (0..n).map(|i| bits >> i & 1 == 1).collect();
                for &(i, j) in &comparisons {
                    assert!(i < j);
                    if list[i] && !list[j] {
                        list.swap(i, j);
                    }
                }
                assert!(list.is_sorted(), "{n} {bits:b}");
            }
        }
    }

    #[test]
    fn gaps_are_those_of_sorted_numbers() {
        // Zeros and ones again, as 1.25 and 1.5, sixteen lists at a time; above twelve numbers a sample of them.
        for n in 1..=20_usize {
            let network = Network::new(n);
            let n_groups = 1_u64 << n.saturating_sub(4).min(8);
            for group in 0..n_groups {
                let mut numbers = vec![row(2.0); network.n_rows()];
                let mut gaps = vec![row(-1.0); network.n_rows() + 1];
                let bits = |draw: usize| {
                    (group * 16 + draw as u64).wrapping_mul(if n > 12 { 0x9e37_79b9_7f4a_7c15 } else { 1 })
                };
                let number = |draw: usize, i: usize| if bits(draw).rotate_left(7) >> i & 1 == 1 { 1.5 } else { 1.25 };
                for (i, numbers) in numbers.iter_mut().enumerate().take(n) {
                    (0..N_LANES).for_each(|draw| set_lane(numbers, draw, number(draw, i)));
                }
                network.gaps(&mut numbers, &mut gaps);
                for draw in 0..N_LANES {
                    let mut sorted: Vec<f64> = (0..n).map(|i| number(draw, i)).chain([1.0, 2.0]).collect();
                    sorted.sort_by(f64::total_cmp);
                    for (gap, pair) in gaps.iter().zip(sorted.windows(2)) {
                        assert!((lane(gap, draw) - (pair[1] - pair[0])).abs() <= 0.0, "{n} {draw}");
                    }
                }
            }
        }
    }
}
