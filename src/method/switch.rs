//! The smallest move of weight between criteria that would tie two options.
//!
//! Scores stay as they are. Crossings of a single weight with the others scaled pro rata are another question and are
//! not answered here.

use super::additive::{AdditiveError, Missing, weighted_sum};
use super::weight;
use crate::order::sort_by;

/// Weight taken from one criterion and given to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// The criterion that gives, from 0.
    pub from: usize,
    /// The criterion that receives, from 0.
    pub to: usize,
    /// Share of the whole weight that moves, above 0 and at most 1.
    pub amount: f64,
}

/// The moves that together tie two options.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SmallestMove {
    /// The moves, largest gain first; empty when the options are tied already.
    pub moves: Vec<Move>,
    /// Share of the whole weight that moves, 0 to 1: the sum of the amounts.
    pub total: f64,
}

/// Returns the smallest total move of weight that ties two options; `None` when no weights can tie them.
///
/// `weights` are raw. `one` and `other` hold each option's points per criterion; whichever leads is found here. Weight
/// moves from the criterion that favours the leader most to the one that favours it least, until the lead is gone or
/// the giver is empty; then from the next. No other change ties them with less.
///
/// # Errors
/// Refuses what [`weighted_sum`] refuses.
///
/// # Reference
/// Rios Insua and French (1991), *A framework for sensitivity analysis in discrete multi-objective decision-making*
/// (nearest competitor under the l1 distance; the greedy order solves that linear program).
///
/// # Example
/// ```
/// use weighbridge::method::switch::smallest_move;
/// let weights = [40.0, 25.0, 20.0, 15.0];
/// let tie = smallest_move(&weights, &[80.0, 40.0, 60.0, 100.0], &[60.0, 90.0, 70.0, 20.0]).unwrap().unwrap();
/// assert_eq!((tie.moves[0].from, tie.moves[0].to), (3, 1));
/// assert!((tie.total - 0.042_307_692).abs() < 1e-9);
/// ```
pub fn smallest_move(weights: &[f64], one: &[f64], other: &[f64]) -> Result<Option<SmallestMove>, AdditiveError> {
    let rows = [one, other].map(|row| row.iter().copied().map(Some).collect::<Vec<_>>());
    let checked = weighted_sum(weights, &rows, Missing::Withhold)?;
    if checked.ranks[0] == checked.ranks[1] {
        return Ok(Some(SmallestMove::default()));
    }
    let weights = weight::normalise(weights)?;
    let (leader, rival) = if checked.ranks[0] < checked.ranks[1] { (one, other) } else { (other, one) };
    // Halved, so that the difference of two very large numbers is still a number. Only ratios are used.
    let favour: Vec<f64> = leader.iter().zip(rival).map(|(a, b)| a / 2.0 - b / 2.0).collect();
    Ok(move_weight(&weights, &favour))
}

/// Returns the rival that the smallest move of weight would tie with the leader, by position, and that move.
///
/// `points[option][criterion]`; `leader` is a row. Where moves are equally small the first rival is named; `None` when
/// no rival can be tied.
///
/// # Errors
/// Refuses what [`weighted_sum`] refuses.
///
/// # Example
/// ```
/// use weighbridge::method::switch::nearest_rival;
/// let points = [vec![80.0, 40.0], vec![60.0, 50.0], vec![0.0, 90.0]];
/// let (rival, tie) = nearest_rival(&[1.0, 1.0], &points, 0).unwrap().unwrap();
/// // The option in second place needs 1/6; the one behind it, strong where the leader is weak, needs less.
/// assert_eq!(rival, 2);
/// assert!((tie.total - 15.0 / 130.0).abs() < 1e-12);
/// ```
pub fn nearest_rival(
    weights: &[f64],
    points: &[Vec<f64>],
    leader: usize,
) -> Result<Option<(usize, SmallestMove)>, AdditiveError> {
    let Some(leading) = points.get(leader) else {
        return Ok(None);
    };
    let mut nearest: Option<(usize, SmallestMove)> = None;
    for (rival, row) in points.iter().enumerate().filter(|(option, _)| *option != leader) {
        let Some(tie) = smallest_move(weights, leading, row)? else {
            continue;
        };
        if nearest.as_ref().is_none_or(|(_, smallest)| tie.total < smallest.total) {
            nearest = Some((rival, tie));
        }
    }
    Ok(nearest)
}

/// Returns the moves that bring the sum of `weights` times `favour`, which is above zero, to zero.
fn move_weight(weights: &[f64], favour: &[f64]) -> Option<SmallestMove> {
    let mut givers: Vec<usize> = (0..favour.len()).filter(|&criterion| weights[criterion] > 0.0).collect();
    sort_by(&mut givers, &mut |&a, &b| favour[b].total_cmp(&favour[a]));
    let to = (0..favour.len()).min_by(|&a, &b| favour[a].total_cmp(&favour[b]))?;
    // Even all the weight on the rival's best criterion leaves the leader ahead.
    if favour[to] > 0.0 {
        return None;
    }
    let mut lead: f64 = weights.iter().zip(favour).map(|(w, d)| w * d).sum();
    let mut smallest = SmallestMove::default();
    for from in givers {
        let gain = favour[from] - favour[to];
        if lead <= 0.0 || gain <= 0.0 {
            break;
        }
        let amount = (lead / gain).min(weights[from]);
        lead -= amount * gain;
        smallest.moves.push(Move { from, to, amount });
        smallest.total += amount;
    }
    Some(smallest)
}

#[cfg(test)]
mod tests {
    use super::{Move, nearest_rival, smallest_move};
    use crate::method::additive::AdditiveError;

    #[test]
    fn moves_on_to_the_next_giver_when_one_is_empty() {
        // Criterion 0 has too little weight to close the gap: 1 gives the rest.
        let tie = smallest_move(&[10.0, 80.0, 10.0], &[100.0, 60.0, 0.0], &[0.0, 20.0, 100.0]).unwrap().unwrap();
        assert_eq!(tie.moves[0], Move { from: 0, to: 2, amount: 0.1 });
        assert_eq!((tie.moves[1].from, tie.moves[1].to), (1, 2));
        // Lead 32, less 0.1 times 200, over 140.
        assert!((tie.moves[1].amount - 12.0 / 140.0).abs() < 1e-12);
        assert!((tie.total - 0.1 - 12.0 / 140.0).abs() < 1e-12);
    }

    #[test]
    fn which_option_is_named_first_does_not_matter() {
        let (a, b) = ([80.0, 40.0, 60.0, 100.0], [60.0, 90.0, 70.0, 20.0]);
        let weights = [0.4, 0.25, 0.2, 0.15];
        assert_eq!(smallest_move(&weights, &a, &b), smallest_move(&weights, &b, &a));
    }

    #[test]
    fn never_already_and_only_just() {
        let dominated = smallest_move(&[1.0, 1.0], &[60.0, 60.0], &[50.0, 50.0]);
        assert_eq!(dominated, Ok(None));
        assert_eq!(nearest_rival(&[1.0], &[vec![2.0], vec![1.0]], 0), Ok(None));
        let tied = smallest_move(&[1.0, 1.0], &[60.0, 40.0], &[40.0, 60.0]).unwrap().unwrap();
        assert!(tied.moves.is_empty() && tied.total <= 0.0);
        // Level on one criterion: all weight must go there.
        let level = smallest_move(&[3.0, 1.0], &[60.0, 50.0], &[50.0, 50.0]).unwrap().unwrap();
        assert_eq!(level.moves, [Move { from: 0, to: 1, amount: 0.75 }]);
    }

    #[test]
    fn one_option_has_no_rival() {
        assert_eq!(nearest_rival(&[1.0], &[vec![5.0]], 0), Ok(None));
        assert_eq!(nearest_rival(&[1.0], &[], 0), Ok(None));
        assert_eq!(nearest_rival(&[1.0], &[vec![5.0]], 7), Ok(None));
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, f64::MAX] {
            let tie = smallest_move(&[size, size], &[size, -size], &[-size / 2.0, size / 2.0]);
            assert!(tie.unwrap().unwrap().moves.is_empty(), "equal totals at {size}");
            let tie = smallest_move(&[3.0, 1.0], &[size, 0.0], &[0.0, size]).unwrap().unwrap();
            assert!((tie.total - 0.25).abs() < 1e-12, "{size}: {tie:?}");
        }
    }

    #[test]
    fn refuses_rows_of_unequal_length() {
        let short = smallest_move(&[1.0, 1.0], &[1.0, 2.0], &[1.0]);
        assert_eq!(short, Err(AdditiveError::LengthsDiffer { option: 1, n_weights: 2, n_scores: 1 }));
    }
}
