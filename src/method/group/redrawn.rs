//! Rooms drawn again from the people who are there: how far the leader depends on who happened to come.

use super::winner::{first_of, pooled};
use super::{Ballot, Centre, GroupError, spread};
use crate::method::additive::{Missing, weighted_sum};
use crate::method::smaa::generator::{seed_state, step};
use crate::method::weight;

/// The generator's name, for the record: the same name and seed give the same rooms, everywhere.
pub const GENERATOR: &str = "xoshiro256**, state = SHA-256 of the seed, places = high 32 bits of a word";

/// The fewest people whose room is drawn again.
pub const FEWEST: usize = 5;

/// Returns the share of redrawn rooms that each option leads, 0 to 1; `None` where fewer than [`FEWEST`] took part. Each of
/// `n_rooms` rooms has as many people as there are, drawn from them with replacement, and its ballot is pooled as
/// [`pool`](super::pool) does. Options that lead together share a room evenly; a room in which no option has a total counts
/// for none, so that the shares may add to less than 1.
///
/// The shares say how firm the leader is against other rooms like this one. They are no chance of being right.
///
/// # Errors
/// Refuses what [`group_winners`](super::group_winners) refuses.
///
/// # Reference
/// Efron (1979), *Bootstrap methods: another look at the jackknife*; Blackman and Vigna (2021), *Scrambled linear
/// pseudorandom number generators*.
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, redrawn_rooms};
/// let ballot = |a| Ballot { weights: vec![1.0], scores: vec![vec![Some(a)], vec![Some(50.0)]] };
/// let ballots = [60.0, 60.0, 60.0, 60.0, 40.0].map(ballot);
/// let shares = redrawn_rooms(&ballots, Centre::Median, Missing::Withhold, 1_000, "a seed").unwrap().unwrap();
/// assert!(shares[0] > 0.9 && (shares[0] + shares[1] - 1.0).abs() < 1e-12);
/// ```
pub fn redrawn_rooms(
    ballots: &[Ballot],
    centre: Centre,
    missing: Missing,
    n_rooms: u32,
    seed: &str,
) -> Result<Option<Vec<f64>>, GroupError> {
    // What is wrong is named by its place in the whole group.
    let (weights, spreads) = pooled(ballots)?;
    if ballots.len() < FEWEST || n_rooms == 0 {
        return Ok(None);
    }
    let n = ballots.len();
    let own_weights = ballots.iter().enumerate().map(|(participant, ballot)| {
        weight::normalise(&ballot.weights).map_err(|error| GroupError::Participant { participant, error: error.into() })
    });
    let own_weights = own_weights.collect::<Result<Vec<Vec<f64>>, _>>()?;
    let mut generator = Generator::new(seed);
    let mut led = vec![0.0; spreads.len()];
    let mut room = vec![0; n];
    for _ in 0..n_rooms {
        room.iter_mut().for_each(|place| *place = generator.below(n));
        let share = |criterion: usize| room.iter().map(|one| own_weights[*one][criterion]).sum::<f64>() / n as f64;
        let shares: Vec<f64> = (0..weights.len()).map(share).collect();
        let middle = |option: usize, criterion: usize| {
            let answers: Vec<Option<f64>> = room.iter().map(|one| ballots[*one].scores[option][criterion]).collect();
            let found = spread(&answers)?;
            Ok(found.map(|found| if centre == Centre::Mean { found.mean } else { found.median }))
        };
        let rows = (0..spreads.len()).map(|option| (0..weights.len()).map(|j| middle(option, j)).collect());
        let scores = rows.collect::<Result<Vec<Vec<Option<f64>>>, GroupError>>()?;
        let leaders = first_of(&weighted_sum(&shares, &scores, missing).map_err(GroupError::Pooled)?.totals);
        leaders.iter().for_each(|leader| led[*leader] += 1.0 / leaders.len() as f64);
    }
    led.iter_mut().for_each(|sum| *sum /= f64::from(n_rooms));
    Ok(Some(led))
}

/// One stream of random numbers, started from a text.
struct Generator([u64; 4]);

impl Generator {
    fn new(seed: &str) -> Generator {
        Generator(seed_state(seed))
    }

    fn next(&mut self) -> u64 {
        let found = self.0[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        step(&mut self.0);
        found
    }

    /// Returns a whole number below `n`, which is below 2^32.
    fn below(&mut self, n: usize) -> usize {
        (((self.next() >> 32) * n as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{Generator, redrawn_rooms};
    use crate::method::additive::Missing;
    use crate::method::group::{Ballot, Centre, GroupError};

    fn group(first: &[f64]) -> Vec<Ballot> {
        let ballot = |a: &f64| Ballot { weights: vec![1.0], scores: vec![vec![Some(*a)], vec![Some(50.0)]] };
        first.iter().map(ballot).collect()
    }

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut generator = Generator([1, 2, 3, 4]);
        let found: Vec<u64> = (0..6).map(|_| generator.next()).collect();
        let published =
            [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600];
        assert_eq!(found, published);
    }

    #[test]
    fn the_same_seed_gives_the_same_shares_and_few_people_give_none() {
        let rooms = |ballots: &[Ballot], seed| redrawn_rooms(ballots, Centre::Median, Missing::Withhold, 500, seed);
        let split = group(&[80.0, 70.0, 60.0, 40.0, 30.0]);
        assert_eq!(rooms(&split, "a"), rooms(&split, "a"));
        assert_ne!(rooms(&split, "a"), rooms(&split, "b"));
        assert_eq!(rooms(&split[..4], "a"), Ok(None));
        assert_eq!(rooms(&[], "a"), Err(GroupError::Empty));
        assert_eq!(rooms(&group(&[60.0; 5]), "a"), Ok(Some(vec![1.0, 0.0])));
    }

    #[test]
    fn a_majority_of_three_in_five_leads_about_two_rooms_in_three() {
        // Three or more of five draws fall on the three: the sum of C(5, k) 0.6^k 0.4^(5 - k) for k from 3, 0.68256.
        let split = group(&[60.0, 60.0, 60.0, 40.0, 40.0]);
        let shares = redrawn_rooms(&split, Centre::Median, Missing::Withhold, 10_000, "x").unwrap().unwrap();
        assert!((shares[0] - 0.682_56).abs() < 0.015, "{shares:?}");
    }
}
