//! Weightings of lenses and results of looking, drawn at random: the same ones on every computer.

use super::field::Field;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Weights of the lenses, every mix as likely as any other.
    Weights,
    /// What a look at the rest of its goals adds to each initiative, anywhere between nothing and all that it could.
    Headroom,
}

/// The draws to come.
#[derive(Clone, Debug)]
pub(super) struct Draws {
    /// How many there are of each kind.
    pub(super) n: usize,
    lenses: Vec<usize>,
    weights: Sequence,
    headroom: Sequence,
}

impl Draws {
    pub(super) fn of(field: &Field, n: usize) -> Draws {
        Draws { n, lenses: field.lenses(), weights: Sequence(1), headroom: Sequence(2) }
    }

    /// Returns what each initiative is worth in the next draw of a kind.
    pub(super) fn values(&mut self, field: &Field, what: Drawn) -> Vec<i64> {
        match what {
            Drawn::Weights => {
                // Exponential variates are uniform over all mixes once they are divided by their sum (Devroye 1986), and
                // only proportions of weights count.
                let mut weights = vec![0.0; field.lens_weights.len()];
                for lens in &self.lenses {
                    weights[*lens] = -libm::log(self.weights.next());
                }
                field.problem(&weights, &|_| 0.0).values
            }
            Drawn::Headroom => {
                let shares: Vec<f64> = field.candidates.iter().map(|_| self.headroom.next()).collect();
                field.problem(&field.lens_weights, &|at| shares[at]).values
            }
        }
    }
}

/// A fixed sequence of numbers above 0 and up to 1.
///
/// # Reference
/// Steele, Lea and Flood (2014), *Fast splittable pseudorandom number generators* (SplitMix64).
#[derive(Clone, Debug)]
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^= word >> 31;
        ((word >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Sequence;

    /// The first words that Vigna's own program gives for the seed 1234567.
    #[test]
    fn the_sequence_is_the_published_one() {
        let mut sequence = Sequence(1_234_567);
        let words = [6_457_827_717_110_365_317_u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for word in words {
            let expected = ((word >> 11) + 1) as f64 / (1_u64 << 53) as f64;
            assert!((sequence.next() - expected).abs() < 1e-16);
        }
    }

    #[test]
    fn no_number_is_nought_and_all_are_spread() {
        let mut sequence = Sequence(1);
        let numbers: Vec<f64> = (0..10_000).map(|_| sequence.next()).collect();
        assert!(numbers.iter().all(|number| *number > 0.0 && *number <= 1.0));
        let mean = numbers.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "{mean}");
    }
}
