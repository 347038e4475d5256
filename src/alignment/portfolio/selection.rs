//! Sets of positions as bits, and which of two sets of equal value and cost is preferred.

/// Returns the number of words that hold `n` positions.
pub(super) fn n_words(n: usize) -> usize {
    n.div_ceil(64)
}

/// Adds a position, or removes it where it is there.
pub(super) fn toggle(words: &mut [u64], position: usize) {
    words[position / 64] ^= 1 << (position % 64);
}

/// Returns whether a position is there.
pub(super) fn holds(words: &[u64], position: usize) -> bool {
    words[position / 64] >> (position % 64) & 1 == 1
}

/// Returns the positions, ascending.
pub(super) fn positions(words: &[u64]) -> Vec<usize> {
    (0..words.len() * 64).filter(|&position| holds(words, position)).collect()
}

/// Returns whether the first set comes before the second: it has fewer positions, or as many and its ascending list
/// comes first. The first set is given word by word.
pub(super) fn precedes(one: impl Iterator<Item = u64> + Clone, other: &[u64]) -> bool {
    let n_one: u32 = one.clone().map(u64::count_ones).sum();
    let n_other: u32 = other.iter().map(|word| word.count_ones()).sum();
    if n_one != n_other {
        return n_one < n_other;
    }
    // Of two lists of equal length the one that holds the smallest position in which they differ comes first.
    let differing = one.zip(other).find(|(a, b)| a != *b);
    differing.is_some_and(|(a, b)| {
        let difference = a ^ b;
        a & (difference & difference.wrapping_neg()) != 0
    })
}
