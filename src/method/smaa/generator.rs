//! The random numbers: one named generator, run as independent streams side by side, started from a text.
//!
//! Sixteen draws in a row are always made together, so the numbers do not depend on how many are asked for at a time.
//! Nothing here reads a clock or the machine's own randomness.

use sha2::{Digest, Sha256};

use super::lanes::{Floats, N_COLUMNS, N_QUADS, Row, SingleRow, Words, map};

/// The generator's name, for the record: the same name and seed give the same results, everywhere.
pub const GENERATOR: &str =
    "xoshiro256+ in 16 streams 2^128 apart, state = SHA-256 of the seed, two weights of 19 bits to a word";

/// What a set of streams is for. Each purpose starts 2^192 numbers after the one before, so none repeats another.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Weights,
    Scores,
    /// Finding out how many draws a set of limits accepts.
    Pilot,
    /// Scores for the confidence factors.
    Confidence,
}

/// Sixteen generators in step.
#[derive(Clone, Debug)]
pub(super) struct Streams {
    /// The four words of each state, two streams to a column.
    columns: [[Words; 4]; N_COLUMNS],
}

impl Streams {
    /// Starts the streams of one purpose. Any text is a seed, the empty one too.
    ///
    /// # Reference
    /// Blackman and Vigna (2021), *Scrambled linear pseudorandom number generators*.
    pub(super) fn new(seed: &str, purpose: Purpose) -> Streams {
        let mut state = seed_state(seed);
        for _ in 0..purpose as usize {
            state = jumped(state, LONG_JUMP);
        }
        let columns = std::array::from_fn(|_| {
            let first = state;
            let second = jumped(first, JUMP);
            state = jumped(second, JUMP);
            std::array::from_fn(|word| Words::new(first[word], second[word]))
        });
        Streams { columns }
    }

    /// Fills every row with numbers in [1, 2), each a multiple of 2^-52.
    ///
    /// One added to a uniform number costs nothing to make, and differences of two such numbers are exact. The twelve
    /// lowest bits of a word, of which three are this generator's weak ones, are not used.
    #[inline]
    pub(super) fn fill(&mut self, rows: &mut [Row]) {
        for (column, state) in self.columns.iter_mut().enumerate() {
            for row in rows.iter_mut() {
                row[column] = high_bits(next_word(state));
            }
        }
    }

    /// Fills every row with numbers in [1, 2), two from each word: making words is a good part of the work of a draw.
    ///
    /// The first number is a multiple of 2^-52 and the second, the word's 32 low bits, of 2^-32. The first's bits below
    /// 2^-32 are the second's upper ones, which is too small to show in any count. An odd row uses a word alone.
    pub(super) fn fill_by_twos(&mut self, rows: &mut [Row]) {
        let (pairs, last) = rows.as_chunks_mut::<2>();
        for (column, state) in self.columns.iter_mut().enumerate() {
            for [first, second] in pairs.iter_mut() {
                let word = next_word(state);
                first[column] = high_bits(word);
                second[column] = high_bits(word.shl::<32>());
            }
            if let Some(last) = last.first_mut() {
                last[column] = high_bits(next_word(state));
            }
        }
    }

    /// Fills every row with single-precision numbers in [1, 2): each is the highest [`SINGLE_BITS`] bits of half a word,
    /// and after them the bits of the row's mark.
    ///
    /// The eight streams of draws 0 to 7 fill rows 0, 2, 4 and so on, the others rows 1, 3, 5: a word makes a number of
    /// two draws, so that it can stay where it is.
    #[inline]
    pub(super) fn fill_singles(&mut self, rows: &mut [(SingleRow, Words)]) {
        let fraction = Words::splat(twice(SINGLE_FRACTION));
        for (column, state) in self.columns.iter_mut().enumerate() {
            let (first_row, quad) = (column / N_QUADS, column % N_QUADS);
            let mut kept = *state;
            for (row, mark) in rows.iter_mut().skip(first_row).step_by(2) {
                row[quad] = next_word(&mut kept).shr::<9>().and(fraction).or(*mark).singles();
            }
            *state = kept;
        }
    }

    /// Returns one uniform number in [0, 1) for each draw.
    pub(super) fn next(&mut self) -> Row {
        let mut rows = [[Floats::splat(0.0); N_COLUMNS]];
        self.fill(&mut rows);
        map(&rows[0], |above_one| above_one.sub(Floats::splat(1.0)))
    }
}

/// Random bits in a single-precision number.
pub(super) const SINGLE_BITS: u32 = 23 - MARK_BITS;

/// Bits at the end of a single-precision number that its row decides.
const MARK_BITS: u32 = 4;

/// The random bits of a single-precision number.
const SINGLE_FRACTION: u32 = ((1 << SINGLE_BITS) - 1) << MARK_BITS;

/// Most rows of single-precision numbers that have marks of their own.
pub(super) const MOST_MARKS: usize = (1 << MARK_BITS) - 1;

/// Returns the mark of each of `n_rows` rows, at most [`MOST_MARKS`]: 1.0, and a fraction below the random bits that no
/// other row has and that is not 0. The fractions are about the middle of what they stand for.
pub(super) fn marks(n_rows: usize) -> impl Iterator<Item = Words> {
    let lowest = (1 << (MARK_BITS - 1)) - n_rows as u32 / 2;
    (lowest..).take(n_rows).map(|fraction| Words::splat(twice(1.0_f32.to_bits() | fraction)))
}

/// Returns a word of which each half is this.
const fn twice(half: u32) -> u64 {
    half as u64 | (half as u64) << 32
}

/// Returns the next word of two streams and moves them on.
#[inline(always)]
fn next_word(state: &mut [Words; 4]) -> Words {
    let [mut a, mut b, mut c, mut d] = *state;
    let word = a.add(d);
    let shifted = b.shl::<17>();
    c = c.xor(a);
    d = d.xor(b);
    b = b.xor(c);
    a = a.xor(d);
    c = c.xor(shifted);
    d = d.shl::<45>().or(d.shr::<19>());
    *state = [a, b, c, d];
    word
}

/// Returns a number in [1, 2) whose fraction is the highest 52 bits of a word.
#[inline(always)]
fn high_bits(word: Words) -> Floats {
    word.shr::<12>().or(Words::splat(1.0_f64.to_bits())).floats()
}

/// Moves a state 2^128 numbers on.
const JUMP: [u64; 4] = [0x180e_c6d3_3cfd_0aba, 0xd5a6_1266_f0c9_392c, 0xa958_2618_e03f_c9aa, 0x39ab_dc45_29b1_661c];

/// Moves a state 2^192 numbers on.
const LONG_JUMP: [u64; 4] =
    [0x76e1_5d3e_fefd_cbbf, 0xc500_4e44_1c52_2fb3, 0x7771_0069_854e_e241, 0x3910_9bb0_2acb_e635];

/// Returns the state that a seed stands for: the 256 bits of its SHA-256 digest.
pub(in crate::method) fn seed_state(seed: &str) -> [u64; 4] {
    let digest = Sha256::digest(seed.as_bytes());
    let mut state = [0_u64; 4];
    for (word, bytes) in state.iter_mut().zip(digest.chunks_exact(8)) {
        *word = bytes.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte));
    }
    // The one state that the generator cannot leave.
    if state == [0; 4] { [1, 0, 0, 0] } else { state }
}

/// Moves one state a single number on.
pub(in crate::method) fn step(state: &mut [u64; 4]) {
    let shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = state[3].rotate_left(45);
}

/// Returns a state moved on as far as `jump` says.
fn jumped(mut state: [u64; 4], jump: [u64; 4]) -> [u64; 4] {
    let mut result = [0_u64; 4];
    for word in jump {
        for bit in 0..64 {
            if word >> bit & 1 == 1 {
                result.iter_mut().zip(state).for_each(|(sum, word)| *sum ^= word);
            }
            step(&mut state);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::lanes::{N_LANES, N_QUADS, Singles, Words, lane, row};
    use super::{MOST_MARKS, Purpose, Streams, marks, seed_state, step};

    #[test]
    fn gives_the_published_numbers() {
        // The reference implementation's first numbers from the state 1, 2, 3, 4; the low twelve bits are not used.
        let published = [
            5_u64,
            211_106_232_532_999,
            211_106_635_186_183,
            9_223_759_065_350_669_058,
            9_250_833_439_874_351_877,
            13_862_484_359_527_728_515,
            2_346_507_365_006_083_650,
            1_168_864_526_675_804_870,
        ];
        let state = [1, 2, 3, 4].map(Words::splat);
        let mut streams = Streams { columns: [state; 8] };
        let mut rows = [row(0.0); 8];
        streams.fill(&mut rows);
        for (row, word) in rows.iter().zip(published) {
            let bits = (word >> 12) | 1.0_f64.to_bits();
            assert!((0..N_LANES).all(|i| lane(row, i).to_bits() == bits));
        }
    }

    #[test]
    fn streams_and_purposes_differ() {
        let first = |purpose| {
            let numbers = Streams::new("", purpose).next();
            (0..N_LANES).map(move |i| lane(&numbers, i).to_bits())
        };
        let purposes = [Purpose::Weights, Purpose::Scores, Purpose::Pilot, Purpose::Confidence];
        let all: std::collections::BTreeSet<u64> = purposes.into_iter().flat_map(first).collect();
        assert_eq!(all.len(), 4 * N_LANES);
    }

    #[test]
    fn a_number_does_not_depend_on_how_many_are_asked_for() {
        let (mut one, mut many) = (Streams::new("x", Purpose::Weights), Streams::new("x", Purpose::Weights));
        let mut rows = [row(0.0); 5];
        many.fill(&mut rows);
        for row in rows {
            let next = one.next();
            assert!((0..N_LANES).all(|i| (lane(&next, i) + 1.0).to_bits() == lane(&row, i).to_bits()));
        }
    }

    #[test]
    fn numbers_by_twos_are_the_halves_of_the_published_words() {
        let published = [5_u64, 211_106_232_532_999, 211_106_635_186_183];
        let state = [1, 2, 3, 4].map(Words::splat);
        let mut rows = [row(0.0); 5];
        Streams { columns: [state; 8] }.fill_by_twos(&mut rows);
        let one = 1.0_f64.to_bits();
        for (position, row) in rows.iter().enumerate() {
            let word = published[position / 2] << (32 * (position % 2));
            assert!((0..N_LANES).all(|i| lane(row, i).to_bits() == (word >> 12) | one));
        }
    }

    #[test]
    fn singles_are_the_upper_bits_of_half_words_and_a_mark() {
        let published = [5_u64, 211_106_232_532_999, 211_106_635_186_183, 9_223_759_065_350_669_058];
        let state = [1, 2, 3, 4].map(Words::splat);
        let mut rows: Vec<_> = marks(7).map(|mark| ([Singles::splat(0.0); N_QUADS], mark)).collect();
        Streams { columns: [state; 8] }.fill_singles(&mut rows);
        for (position, (row, _)) in rows.iter().enumerate() {
            let word = published[position / 2];
            for (draw, number) in row.iter().flat_map(four).enumerate() {
                let half = (word >> (32 * (draw % 2))) as u32;
                let bits = 1.0_f32.to_bits() | half >> 13 << 4 | (5 + position as u32);
                assert_eq!(number.to_bits(), f64::from(f32::from_bits(bits)).to_bits(), "{position} {draw}");
            }
        }
    }

    #[test]
    fn marks_differ_and_are_not_nothing() {
        for n_rows in 0..=MOST_MARKS {
            let fractions: std::collections::BTreeSet<u64> =
                marks(n_rows).map(|mark| (mark.singles().low_two().low() * f64::from(1 << 23)) as u64).collect();
            assert_eq!(fractions.len(), n_rows);
            assert!(fractions.iter().all(|fraction| (1..16).contains(&(fraction - (1 << 23)))), "{fractions:?}");
        }
    }

    fn four(numbers: &Singles) -> [f64; 4] {
        let (low, high) = (numbers.low_two(), numbers.high_two());
        [low.low(), low.high(), high.low(), high.high()]
    }

    #[test]
    fn seeds_are_text() {
        assert_ne!(seed_state("1"), seed_state("01"));
        let mut state = seed_state("1");
        step(&mut state);
        assert_ne!(state, seed_state("1"));
    }
}
