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

/// Returns how many positions there are.
pub(super) fn n_positions(words: &[u64]) -> u32 {
    words.iter().map(|word| word.count_ones()).sum()
}

/// Returns whether the list of the first of two sets of equally many positions comes before that of the second. The
/// first set is given word by word.
pub(super) fn precedes(mut one: impl Iterator<Item = u64>, other: &[u64]) -> bool {
    let differing = other.iter().find_map(|&b| one.next().filter(|&a| a != b).map(|a| (a, b)));
    // The list that holds the smallest position in which they differ comes first.
    differing.is_some_and(|(a, b)| {
        let difference = a ^ b;
        a & (difference & difference.wrapping_neg()) != 0
    })
}

/// Returns whether one set comes before another: it has fewer positions, or as many and its list comes first.
pub(super) fn before(one: &[u64], other: &[u64]) -> bool {
    let (n_one, n_other) = (n_positions(one), n_positions(other));
    n_one < n_other || n_one == n_other && precedes(one.iter().copied(), other)
}
