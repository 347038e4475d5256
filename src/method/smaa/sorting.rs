//! Sorting of the numbers of sixteen draws at a time: comparisons in a fixed order, whatever the numbers are.

use super::generator::{MOST_MARKS, Streams, marks};
use super::lanes::{Floats, N_QUADS, Row, SingleRow, Singles, Words, both, row};

/// Uniform numbers of the draws at hand, and how they are sorted.
#[derive(Clone, Debug)]
pub(super) enum Uniforms {
    /// At most [`MOST_MARKS`], in single precision: half of the work. With the mark of each, two of a draw are never
    /// equal and none is a whole number, so that no gap is 0. An even number of rows; where that is one too many, the
    /// last is all 2.
    ///
    /// Without the mark a number is a multiple of 2^-19. That moves the share of draws that an option wins by a few times
    /// 10^-5 at most; with 100,000 draws the standard error of a share of one in a hundred is 3 * 10^-4.
    Few { n: usize, numbers: Vec<(SingleRow, Words)> },
    /// Any number.
    Many {
        numbers: Vec<Row>,
        /// Which position to compare with which.
        comparisons: Vec<(usize, usize)>,
    },
}

impl Uniforms {
    pub(super) fn new(n: usize) -> Uniforms {
        if n > MOST_MARKS {
            return Uniforms::Many { numbers: vec![row(2.0); n], comparisons: comparisons(n) };
        }
        let marks = marks(n).chain(std::iter::repeat(Words::splat(0))).take(n.next_multiple_of(2));
        Uniforms::Few { n, numbers: marks.map(|mark| ([Singles::splat(2.0); N_QUADS], mark)).collect() }
    }

    /// Returns the number of rows that [`Uniforms::gaps`] writes: one more than there are numbers, or two.
    pub(super) fn n_gaps(&self) -> usize {
        match self {
            Uniforms::Few { numbers, .. } => numbers.len() + 1,
            Uniforms::Many { numbers, .. } => numbers.len() + 1,
        }
    }

    /// Draws numbers in [1, 2).
    #[inline]
    pub(super) fn fill(&mut self, streams: &mut Streams) {
        match self {
            Uniforms::Few { n, numbers } => streams.fill_singles(&mut numbers[..*n]),
            Uniforms::Many { numbers, .. } => streams.fill_by_twos(numbers),
        }
    }

    /// Sorts the numbers and turns them into the gaps from 1 up to the lowest, between each two, and up to 2.
    #[inline]
    pub(super) fn gaps(&mut self, gaps: &mut [Row]) {
        match self {
            Uniforms::Few { numbers, .. } => gaps_of_few(numbers, gaps),
            Uniforms::Many { numbers, comparisons } => gaps_of_many(comparisons, numbers, gaps),
        }
    }
}

fn gaps_of_few(numbers: &[(SingleRow, Words)], gaps: &mut [Row]) {
    match numbers.len() {
        0 => gaps[0] = row(1.0),
        2 => gaps_of::<2>(numbers, gaps),
        4 => gaps_of::<4>(numbers, gaps),
        6 => gaps_of::<6>(numbers, gaps),
        8 => gaps_of::<8>(numbers, gaps),
        10 => gaps_of::<10>(numbers, gaps),
        12 => gaps_of::<12>(numbers, gaps),
        14 => gaps_of::<14>(numbers, gaps),
        _ => gaps_of::<MOST_WRITTEN_OUT>(numbers, gaps),
    }
}

fn gaps_of_many(comparisons: &[(usize, usize)], numbers: &mut [Row], gaps: &mut [Row]) {
    for &(i, j) in comparisons {
        let (low, high) = (numbers[i], numbers[j]);
        numbers[i] = both(&low, &high, Floats::min);
        numbers[j] = both(&low, &high, Floats::max);
    }
    let mut below = row(1.0);
    for (gap, number) in gaps.iter_mut().zip(numbers.iter()) {
        *gap = both(number, &below, Floats::sub);
        below = *number;
    }
    gaps[numbers.len()] = both(&row(2.0), &below, Floats::sub);
}

/// Most rows whose comparisons are written out.
const MOST_WRITTEN_OUT: usize = 16;

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
fn gaps_of<const N: usize>(numbers: &[(SingleRow, Words)], gaps: &mut [Row]) {
    let (Some(numbers), Some((gaps, [last, ..]))) = (numbers.first_chunk::<N>(), gaps.split_first_chunk_mut::<N>())
    else {
        return;
    };
    let (one, two) = (Singles::splat(1.0), Singles::splat(2.0));
    for quad in 0..N_QUADS {
        macro_rules! take {
            ($($i:literal)*) => { [$(if $i < N { numbers[$i].0[quad] } else { two }),*] };
        }
        let mut x: [Singles; MOST_WRITTEN_OUT] = take!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
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
                    put_apart(x[$i].sub(below), &mut gaps[$i], quad);
                    below = x[$i];
                })*
            };
        }
        put!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
        put_apart(two.sub(below), last, quad);
    }
}

/// Writes the numbers of four draws as doubles.
#[inline(always)]
fn put_apart(numbers: Singles, row: &mut Row, quad: usize) {
    row[2 * quad] = numbers.low_two();
    row[2 * quad + 1] = numbers.high_two();
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
    use super::super::generator::{Purpose, Streams};
    use super::super::lanes::{N_LANES, Words, lane, row, set_lane};
    use super::{Uniforms, comparisons};

    /// Replaces the numbers by those of a function of draw and position. They fit in single precision.
    fn set(uniforms: &mut Uniforms, number: impl Fn(usize, usize) -> f64) {
        match uniforms {
            Uniforms::Few { n, numbers } => {
                for (i, (row, _)) in numbers.iter_mut().enumerate().take(*n) {
                    for (quad, four) in row.iter_mut().enumerate() {
                        let bits = |draw: usize| u64::from((number(4 * quad + draw, i) as f32).to_bits());
                        *four = Words::new(bits(0) | bits(1) << 32, bits(2) | bits(3) << 32).singles();
                    }
                }
            }
            Uniforms::Many { numbers, .. } => {
                for (i, row) in numbers.iter_mut().enumerate() {
                    (0..N_LANES).for_each(|draw| set_lane(row, draw, number(draw, i)));
                }
            }
        }
    }

    #[test]
    fn no_gap_is_nothing_and_gaps_add_up() {
        for n in 0..=15 {
            let (mut uniforms, mut streams) = (Uniforms::new(n), Streams::new("g", Purpose::Weights));
            let mut gaps = vec![row(-1.0); uniforms.n_gaps()];
            for _ in 0..2000 {
                uniforms.fill(&mut streams);
                uniforms.gaps(&mut gaps);
                for draw in 0..N_LANES {
                    let sum: f64 = gaps.iter().map(|gap| lane(gap, draw)).sum();
                    assert!((sum - 1.0).abs() <= 0.0);
                    assert!(gaps[..=n].iter().all(|gap| lane(gap, draw) > 0.0));
                    assert!(gaps[n + 1..].iter().all(|gap| lane(gap, draw).abs() <= 0.0));
                }
            }
        }
    }

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
            let n_groups = 1_u64 << n.saturating_sub(4).min(8);
            for group in 0..n_groups {
                let mut uniforms = Uniforms::new(n);
                let mut gaps = vec![row(-1.0); uniforms.n_gaps()];
                let bits = |draw: usize| {
                    (group * 16 + draw as u64).wrapping_mul(if n > 12 { 0x9e37_79b9_7f4a_7c15 } else { 1 })
                };
                let number = |draw: usize, i: usize| if bits(draw).rotate_left(7) >> i & 1 == 1 { 1.5 } else { 1.25 };
                set(&mut uniforms, number);
                uniforms.gaps(&mut gaps);
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
