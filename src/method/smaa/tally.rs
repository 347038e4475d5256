//! Counts over draws: who took which rank, who beat whom, and the weights of the draws that each option won.
//!
//! Counts are whole numbers and sums run in the order of the draws, so nothing depends on how draws were cut into runs.
//! The size of a tally does not depend on the number of draws.

use super::lanes::{Bytes, Floats, Marks, N_COLUMNS, N_LANES, Row, both, lane};

/// Number of groups of [`N_LANES`] draws in a block; what is counted in a block fits in a byte.
pub(super) const GROUPS: usize = 32;

/// Number of draws in a block.
pub(super) const BLOCK: u64 = (GROUPS * N_LANES) as u64;

/// Number of ranks that are counted in one pass over a block.
const AT_ONCE: usize = 3;

/// Most options that ranks in bytes can tell apart.
const MOST_IN_BYTES: usize = 255;

/// What has been counted.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub(super) n_options: usize,
    pub(super) n_criteria: usize,
    pub(super) n_draws: u64,
    /// `[option * n_options + rank]`, rank from 0.
    pub(super) ranks: Vec<u64>,
    /// `[option * n_options + other]`: draws in which the option is strictly better.
    pub(super) wins: Vec<u64>,
    /// For each option, its winning weights by twos of criteria: their sum, and the sum of their squares.
    sums: Vec<[Floats; 2]>,
    /// Whether options may tie, otherwise than by accident of rounding.
    may_tie: bool,
    /// Where draws depend on one another: squares of the counts of each block.
    pub(super) scatter: Option<Scatter>,
    block: Block,
}

/// Sums over blocks of the squares of what was counted or added in each.
#[derive(Clone, Debug)]
pub(super) struct Scatter {
    pub(super) n_blocks: u64,
    pub(super) ranks: Vec<u64>,
    pub(super) wins: Vec<u64>,
    /// For each option and criterion, from the sum of winning weights in a block: its square, and its product with the
    /// number of draws won.
    weights: Vec<[f64; 2]>,
    /// The sums of winning weights up to the last block.
    before: Vec<f64>,
}

/// The counts of the block at hand, one byte for each draw of a group.
#[derive(Clone, Debug)]
struct Block {
    /// `[group * n_options + option]`.
    ranks: Vec<Bytes>,
    /// For each two options: draws in which the first is strictly better.
    first_better: Vec<Bytes>,
    /// The same for the second; kept where options may tie.
    second_better: Vec<Bytes>,
}

impl Tally {
    pub(super) fn new(n_options: usize, n_criteria: usize, may_tie: bool, is_dependent: bool) -> Tally {
        let n_pairs = n_options * (n_options - 1) / 2;
        let zero = Bytes::splat(0);
        let counts = vec![0; n_options * n_options];
        let scatter = Scatter {
            n_blocks: 0,
            ranks: counts.clone(),
            wins: counts.clone(),
            weights: vec![[0.0; 2]; n_options * n_criteria],
            before: vec![0.0; n_options * n_criteria],
        };
        Tally {
            n_options,
            n_criteria,
            n_draws: 0,
            ranks: counts.clone(),
            wins: counts,
            sums: vec![[Floats::splat(0.0); 2]; n_options * n_criteria.div_ceil(2)],
            may_tie,
            scatter: is_dependent.then_some(scatter),
            block: Block {
                ranks: vec![zero; GROUPS * n_options],
                first_better: vec![zero; n_pairs],
                second_better: vec![zero; n_pairs],
            },
        }
    }

    /// Returns the sum of an option's winning weights on a criterion, and the sum of their squares.
    pub(super) fn winning(&self, option: usize, criterion: usize) -> (f64, f64) {
        let [sum, squares] = self.sums[option * self.n_criteria.div_ceil(2) + criterion / 2];
        if criterion.is_multiple_of(2) { (sum.low(), squares.low()) } else { (sum.high(), squares.high()) }
    }

    /// Returns whether groups of draws can be counted together.
    pub(super) fn takes_groups(&self) -> bool {
        self.n_options <= MOST_IN_BYTES
    }

    /// Counts one draw.
    pub(super) fn add(&mut self, totals: &[f64], weights: &[f64]) {
        let n = self.n_options;
        for (option, total) in totals.iter().enumerate() {
            let mut rank = 0;
            for (other, rival) in totals.iter().enumerate() {
                rank += usize::from(rival > total);
                self.wins[option * n + other] += u64::from(total > rival);
            }
            self.ranks[option * n + rank] += 1;
            if rank == 0 {
                let n_halves = self.n_criteria.div_ceil(2);
                let sums = &mut self.sums[option * n_halves..][..n_halves];
                for (sum, two) in sums.iter_mut().zip(weights.chunks(2)) {
                    let two = Floats::new(two[0], two.get(1).copied().unwrap_or(0.0));
                    add_weights(sum, two);
                }
            }
        }
        self.n_draws += 1;
    }

    /// Counts a group of draws, the `group`th of its block. `weights` has an even number of rows.
    #[inline]
    pub(super) fn add_group(&mut self, group: usize, totals: &[Row], weights: &[Row]) {
        if self.may_tie {
            self.rank::<true>(group, totals);
            self.add_winners_of_ties(group, weights);
        } else {
            self.rank::<false>(group, totals);
            self.add_winners(group, weights);
        }
    }

    /// Ranks the options of each draw by comparing every two. Without ties "not better" means "worse", which saves half
    /// of the comparisons.
    #[inline]
    fn rank<const TIES: bool>(&mut self, group: usize, totals: &[Row]) {
        let n = self.n_options;
        let Block { ranks, first_better, second_better } = &mut self.block;
        let (first_better, second_better) = (first_better.as_mut_slice(), second_better.as_mut_slice());
        let ranks = &mut ranks.as_mut_slice()[group * n..][..n];
        for (option, rank) in ranks.iter_mut().enumerate() {
            *rank = Bytes::splat(if TIES { 0 } else { (n - 1 - option) as u8 });
        }
        let mut pair = 0;
        for first in 0..n {
            let (total, mut rank) = (totals[first], ranks[first]);
            for rival in first + 1..n {
                let wins = better_than(&total, &totals[rival]);
                ranks[rival] = ranks[rival].plus(wins);
                first_better[pair] = first_better[pair].plus(wins);
                if TIES {
                    let losses = better_than(&totals[rival], &total);
                    second_better[pair] = second_better[pair].plus(losses);
                    rank = rank.plus(losses);
                } else {
                    rank = rank.minus(wins);
                }
                pair += 1;
            }
            ranks[first] = rank;
        }
    }

    /// Adds each draw's weights to the option that won it.
    #[inline]
    fn add_winners(&mut self, group: usize, weights: &[Row]) {
        let zero = Bytes::splat(0);
        let mut winners = zero;
        for (option, rank) in self.block.ranks[group * self.n_options..][..self.n_options].iter().enumerate() {
            winners = winners.or(rank.equals(zero).times(option as u8));
        }
        let winners = winners.to_array();
        let n_halves = weights.len() / 2;
        let sums = self.sums.as_mut_slice();
        for column in 0..N_COLUMNS {
            let (first, second) = (usize::from(winners[2 * column]), usize::from(winners[2 * column + 1]));
            let (first, second) = (first * n_halves, second * n_halves);
            for half in 0..n_halves {
                let (even, odd) = (weights[2 * half][column], weights[2 * half + 1][column]);
                add_weights(&mut sums[first + half], even.low_halves(odd));
                add_weights(&mut sums[second + half], even.high_halves(odd));
            }
        }
    }

    /// Adds each draw's weights to every option that won it.
    fn add_winners_of_ties(&mut self, group: usize, weights: &[Row]) {
        let n_halves = weights.len() / 2;
        for option in 0..self.n_options {
            let ranks = self.block.ranks[group * self.n_options + option].to_array();
            for draw in (0..N_LANES).filter(|&draw| ranks[draw] == 0) {
                for (half, two) in weights.chunks_exact(2).enumerate() {
                    let of_draw = Floats::new(lane(&two[0], draw), lane(&two[1], draw));
                    add_weights(&mut self.sums[option * n_halves + half], of_draw);
                }
            }
        }
    }

    /// Returns the standard error of an option's mean winning weight on a criterion, from how the sums of full blocks
    /// scatter about it; `None` where draws do not depend on one another or too few blocks are full.
    ///
    /// # Reference
    /// Cochran (1977), *Sampling Techniques* (the variance of a ratio of two sums).
    pub(super) fn scattered_weight(&self, option: usize, criterion: usize, mean: f64) -> Option<f64> {
        let scatter = self.scatter.as_ref().filter(|scatter| scatter.n_blocks > 1)?;
        let [squares, products] = scatter.weights[option * self.n_criteria + criterion];
        let first = option * self.n_options;
        let spread = squares - 2.0 * mean * products + mean * mean * scatter.ranks[first] as f64;
        let n = scatter.n_blocks as f64;
        Some((spread.max(0.0) * n / (n - 1.0)).sqrt() / self.ranks[first] as f64)
    }

    /// Notes how the winning weights of the block at hand compare with those of others.
    fn note_weights(&mut self, option: usize, won: u64) {
        for criterion in 0..self.n_criteria {
            let (sum, _) = self.winning(option, criterion);
            let Some(scatter) = &mut self.scatter else { return };
            let cell = option * self.n_criteria + criterion;
            let in_block = sum - std::mem::replace(&mut scatter.before[cell], sum);
            let [squares, products] = &mut scatter.weights[cell];
            *squares += in_block * in_block;
            *products += in_block * won as f64;
        }
    }

    /// Adds the counts of a full block and clears it for the next.
    pub(super) fn close_block(&mut self) {
        let n = self.n_options;
        for option in 0..n {
            if self.scatter.is_some() {
                let [won, ..] = self.block.counts(n, option, 0);
                self.note_weights(option, won);
            }
        }
        let mut scatter = self.scatter.as_mut();
        if let Some(scatter) = &mut scatter {
            scatter.n_blocks += 1;
        }
        for option in 0..n {
            // An option takes one rank in each draw: the last is what the others leave.
            let mut left = BLOCK;
            for rank in (0..n).step_by(AT_ONCE) {
                let found = if rank + 1 < n { self.block.counts(n, option, rank) } else { [left; AT_ONCE] };
                for (rank, count) in (rank..n).zip(found) {
                    left -= count;
                    self.ranks[option * n + rank] += count;
                    if let Some(scatter) = &mut scatter {
                        scatter.ranks[option * n + rank] += count * count;
                    }
                }
            }
        }
        let zero = Bytes::splat(0);
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        for (pair, (a, b)) in pairs.enumerate() {
            let better = u64::from(std::mem::replace(&mut self.block.first_better[pair], zero).sum());
            let worse = u64::from(std::mem::replace(&mut self.block.second_better[pair], zero).sum());
            let worse = if self.may_tie { worse } else { BLOCK - better };
            for (cell, count) in [(a * n + b, better), (b * n + a, worse)] {
                self.wins[cell] += count;
                if let Some(scatter) = &mut scatter {
                    scatter.wins[cell] += count * count;
                }
            }
        }
        self.n_draws += BLOCK;
    }
}

impl Block {
    /// Returns the numbers of draws in which an option takes a rank, from 0, and those after it.
    #[inline]
    fn counts(&self, n_options: usize, option: usize, rank: usize) -> [u64; AT_ONCE] {
        let sought = |after: usize| Bytes::splat((rank + after) as u8);
        let (first, second, third) = (sought(0), sought(1), sought(2));
        let [mut a, mut b, mut c] = [Bytes::splat(0); AT_ONCE];
        for ranks in self.ranks.iter().skip(option).step_by(n_options) {
            a = a.plus(ranks.equals(first));
            b = b.plus(ranks.equals(second));
            c = c.plus(ranks.equals(third));
        }
        [a, b, c].map(|found| u64::from(found.sum()))
    }
}

/// Adds two weights, and their squares, to the sums of an option that won.
#[inline(always)]
fn add_weights(sums: &mut [Floats; 2], weights: Floats) {
    *sums = [sums[0].add(weights), sums[1].add(weights.mul(weights))];
}

/// Returns the draws in which one total is strictly above the other.
#[inline(always)]
fn better_than(total: &Row, rival: &Row) -> Marks {
    Marks::from_masks(both(total, rival, Floats::above))
}
