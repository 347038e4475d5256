//! Winners: each participant's own, the group's, and the group's without each participant.

use super::{GroupError, Spread, spread};
use crate::method::additive::{AdditiveError, Missing, weighted_sum};
use crate::method::{rank, weight};

/// What one participant handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// Raw weight of each criterion, as typed.
    pub weights: Vec<f64>,
    /// Points: `scores[option][criterion]`, `None` where not answered.
    pub scores: Vec<Vec<Option<f64>>>,
}

/// Which answer stands for a group's answers to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// The mean.
    Mean,
    /// The median, which one far-off answer does not move.
    Median,
}

/// Returns the group's ballot: the mean of the participants' normalised weights, and the centre of the answers given
/// in each cell; `None` where nobody answered.
///
/// # Errors
/// Refuses no participants, ballots of different shapes, weights that [`weight::normalise`] refuses and answers that
/// are not finite.
///
/// # Reference
/// Belton and Pictet (1997), *A framework for group decision using a MCDA model: sharing, aggregating or comparing
/// individual information?* (aggregating).
///
/// # Example
/// ```
/// use weighbridge::method::group::{Ballot, Centre, pool};
/// let ballots = [
///     Ballot { weights: vec![3.0, 1.0], scores: vec![vec![Some(40.0), Some(10.0)]] },
///     Ballot { weights: vec![10.0, 10.0], scores: vec![vec![Some(60.0), None]] },
/// ];
/// let group = pool(&ballots, Centre::Mean).unwrap();
/// assert_eq!(group.weights, [0.625, 0.375]);
/// assert_eq!(group.scores, [[Some(50.0), Some(10.0)]]);
/// ```
pub fn pool(ballots: &[Ballot], centre: Centre) -> Result<Ballot, GroupError> {
    let (weights, spreads) = pooled(ballots)?;
    Ok(Ballot { weights, scores: centres(&spreads, centre) })
}

/// Whose own weights and scores put which options first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWinners {
    /// For each participant, the options that come first: several where tied, none where no option has a total.
    pub winners: Vec<Vec<usize>>,
    /// How many cells a participant left open and the group's answer stood in for.
    pub n_filled: usize,
}

/// Returns the options that each participant's own weights and scores put first. What a participant left open is filled with
/// the group's answer and counted: an option with one open cell would have no total, and silence on it would name another
/// the winner. Where nobody answered, `missing` says what becomes of the option.
///
/// # Errors
/// Refuses what [`pool`] and [`weighted_sum`] refuse, naming the participant.
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, own_winners};
/// let ballot = |of_first: Option<f64>| Ballot { weights: vec![1.0], scores: vec![vec![of_first], vec![Some(30.0)]] };
/// let ballots = [ballot(Some(80.0)), ballot(Some(90.0)), ballot(None)];
/// let own = own_winners(&ballots, Centre::Median, Missing::Withhold).unwrap();
/// assert_eq!((own.winners, own.n_filled), (vec![vec![0], vec![0], vec![0]], 1));
/// ```
pub fn own_winners(ballots: &[Ballot], centre: Centre, missing: Missing) -> Result<OwnWinners, GroupError> {
    if ballots.is_empty() {
        return Ok(OwnWinners { winners: Vec::new(), n_filled: 0 });
    }
    let group = pool(ballots, centre)?.scores;
    let mut n_filled = 0;
    let mut fill = |(own, of_group): (&Option<f64>, &Option<f64>)| {
        n_filled += usize::from(own.is_none() && of_group.is_some());
        own.or(*of_group)
    };
    let mut own = |(participant, ballot): (usize, &Ballot)| {
        let rows = ballot.scores.iter().zip(&group);
        let scores: Vec<Vec<Option<f64>>> =
            rows.map(|(own, of_group)| own.iter().zip(of_group).map(&mut fill).collect()).collect();
        winners(&ballot.weights, &scores, missing).map_err(|error| GroupError::Participant { participant, error })
    };
    let winners = ballots.iter().enumerate().map(&mut own).collect::<Result<_, _>>()?;
    Ok(OwnWinners { winners, n_filled })
}

/// Returns the options that the group's ballot (see [`pool`]) puts first; several where tied, none where no option has
/// a total.
///
/// # Errors
/// Refuses what [`pool`] and [`weighted_sum`] refuse.
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, group_winners};
/// let ballot = Ballot { weights: vec![1.0], scores: vec![vec![Some(20.0)], vec![Some(30.0)]] };
/// assert_eq!(group_winners(&[ballot], Centre::Median, Missing::Withhold), Ok(vec![1]));
/// ```
pub fn group_winners(ballots: &[Ballot], centre: Centre, missing: Missing) -> Result<Vec<usize>, GroupError> {
    let group = pool(ballots, centre)?;
    winners(&group.weights, &group.scores, missing).map_err(GroupError::Pooled)
}

/// Returns, for each participant, the options that the rest of the group puts first; `None` for the only participant.
///
/// # Errors
/// Refuses what [`group_winners`] refuses.
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, winners_without_each};
/// let ballot = |a, b| Ballot { weights: vec![1.0], scores: vec![vec![Some(a)], vec![Some(b)]] };
/// let ballots = [ballot(60.0, 50.0), ballot(55.0, 50.0), ballot(10.0, 90.0)];
/// let without = winners_without_each(&ballots, Centre::Mean, Missing::Withhold).unwrap();
/// assert_eq!(without, [Some(vec![1]), Some(vec![1]), Some(vec![0])]);
/// ```
pub fn winners_without_each(
    ballots: &[Ballot],
    centre: Centre,
    missing: Missing,
) -> Result<Vec<Option<Vec<usize>>>, GroupError> {
    // What is wrong is named by its place in the whole group.
    pooled(ballots)?;
    if ballots.len() == 1 {
        return Ok(vec![None]);
    }
    let mut rest = ballots[1..].to_vec();
    let mut found = Vec::with_capacity(ballots.len());
    for (participant, ballot) in ballots.iter().enumerate() {
        found.push(Some(group_winners(&rest, centre, missing)?));
        // The next one to be left out gives their place to this one.
        if let Some(place) = rest.get_mut(participant) {
            place.clone_from(ballot);
        }
    }
    Ok(found)
}

/// Returns the options of the highest total.
fn winners(weights: &[f64], scores: &[Vec<Option<f64>>], missing: Missing) -> Result<Vec<usize>, AdditiveError> {
    Ok(first_of(&weighted_sum(weights, scores, missing)?.totals))
}

/// Returns the options of rank 1.
pub(super) fn first_of(totals: &[Option<f64>]) -> Vec<usize> {
    let ranks = rank::competition(totals);
    (0..ranks.len()).filter(|&option| ranks[option] == Some(1)).collect()
}

pub(super) type Spreads = Vec<Vec<Option<Spread>>>;

/// Returns the mean normalised weights and the spread of the answers in each cell.
pub(super) fn pooled(ballots: &[Ballot]) -> Result<(Vec<f64>, Spreads), GroupError> {
    let first = ballots.first().ok_or(GroupError::Empty)?;
    let (n_options, n_criteria) = (first.scores.len(), first.weights.len());
    let mut weights = vec![0.0; n_criteria];
    for (participant, ballot) in ballots.iter().enumerate() {
        let shaped = ballot.weights.len() == n_criteria
            && ballot.scores.len() == n_options
            && ballot.scores.iter().all(|row| row.len() == n_criteria);
        if !shaped {
            return Err(GroupError::SizesDiffer { participant });
        }
        let own = weight::normalise(&ballot.weights)
            .map_err(|error| GroupError::Participant { participant, error: AdditiveError::Weights(error) })?;
        weights.iter_mut().zip(own).for_each(|(sum, weight)| *sum += weight / ballots.len() as f64);
    }
    let cell = |option: usize, criterion: usize| {
        let answers: Vec<Option<f64>> = ballots.iter().map(|ballot| ballot.scores[option][criterion]).collect();
        spread(&answers).map_err(|error| match error {
            GroupError::NotFinite { participant, .. } => {
                GroupError::Participant { participant, error: AdditiveError::NotFinite { option, criterion } }
            }
            other => other,
        })
    };
    let spreads = (0..n_options).map(|option| (0..n_criteria).map(|criterion| cell(option, criterion)).collect());
    Ok((weights, spreads.collect::<Result<_, _>>()?))
}

/// Returns the centre of each cell.
pub(super) fn centres(spreads: &Spreads, centre: Centre) -> Vec<Vec<Option<f64>>> {
    let middle = |spread: &Spread| match centre {
        Centre::Mean => spread.mean,
        Centre::Median => spread.median,
    };
    spreads.iter().map(|row| row.iter().map(|cell| cell.as_ref().map(middle)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Ballot, Centre, group_winners, own_winners, pool, winners_without_each};
    use crate::method::additive::{AdditiveError, Missing};
    use crate::method::group::GroupError;
    use crate::method::weight::WeightError;

    fn ballot(weights: &[f64], scores: &[&[f64]]) -> Ballot {
        let row = |row: &&[f64]| row.iter().copied().map(Some).collect();
        Ballot { weights: weights.to_vec(), scores: scores.iter().map(row).collect() }
    }

    #[test]
    fn nobody_and_one_participant() {
        assert_eq!(pool(&[], Centre::Mean), Err(GroupError::Empty));
        let nobody = own_winners(&[], Centre::Median, Missing::Withhold).unwrap();
        assert_eq!((nobody.winners, nobody.n_filled), (vec![], 0));
        assert_eq!(winners_without_each(&[], Centre::Mean, Missing::Withhold), Err(GroupError::Empty));
        let one = [ballot(&[2.0, 2.0], &[&[10.0, 20.0], &[30.0, 0.0]])];
        assert_eq!(winners_without_each(&one, Centre::Mean, Missing::Withhold), Ok(vec![None]));
        assert_eq!(group_winners(&one, Centre::Mean, Missing::Withhold), Ok(vec![0, 1]), "a tie has two winners");
    }

    #[test]
    fn a_question_that_nobody_answered_is_a_gap() {
        let mut group = [ballot(&[1.0, 1.0], &[&[50.0, 50.0]]), ballot(&[1.0, 1.0], &[&[70.0, 70.0]])];
        group.iter_mut().for_each(|ballot| ballot.scores[0][1] = None);
        assert_eq!(pool(&group, Centre::Median).unwrap().scores, [[Some(60.0), None]]);
        assert_eq!(group_winners(&group, Centre::Median, Missing::Withhold), Ok(vec![]));
    }

    #[test]
    fn silence_on_one_cell_names_no_other_winner() {
        let scores: [&[f64]; 2] = [&[90.0, 90.0], &[60.0, 60.0]];
        let mut group = [ballot(&[1.0, 1.0], &scores), ballot(&[1.0, 3.0], &scores), ballot(&[2.0, 1.0], &scores)];
        group[1].scores[0][0] = None;
        let own = own_winners(&group, Centre::Median, Missing::Withhold).unwrap();
        assert_eq!((own.winners, own.n_filled), (vec![vec![0], vec![0], vec![0]], 1));
        // Where nobody answered there is nothing to stand in.
        group.iter_mut().for_each(|ballot| ballot.scores[0][1] = None);
        let own = own_winners(&group, Centre::Median, Missing::Withhold).unwrap();
        assert_eq!((own.winners, own.n_filled), (vec![vec![1], vec![1], vec![1]], 1));
    }

    #[test]
    fn refusals_name_the_participant() {
        let good = ballot(&[1.0], &[&[50.0]]);
        let short = pool(&[good.clone(), ballot(&[1.0, 1.0], &[&[50.0, 1.0]])], Centre::Mean);
        assert_eq!(short, Err(GroupError::SizesDiffer { participant: 1 }));
        let unweighted = pool(&[good.clone(), ballot(&[0.0], &[&[50.0]])], Centre::Mean);
        let error = AdditiveError::Weights(WeightError::AllZero { parent: None });
        assert_eq!(unweighted, Err(GroupError::Participant { participant: 1, error }));
        let infinite =
            winners_without_each(&[good, ballot(&[1.0], &[&[f64::INFINITY]])], Centre::Mean, Missing::Withhold);
        let error = AdditiveError::NotFinite { option: 0, criterion: 0 };
        assert_eq!(infinite, Err(GroupError::Participant { participant: 1, error }));
    }
}
