//! How firm the first place is: the facts from which a sentence can be built, and what that sentence may not claim.
//!
//! Facts only. Wording is in [`present`](crate::present); shares of random weights are elsewhere.

use super::score::{ScoreChange, smallest_change};
use super::weight_line::{Stability, crossings};
use super::{SensitivityError, base};
use crate::method::dominance::{DominanceError, Reach, dominances, reach};
use crate::method::switch::{SmallestMove, smallest_move};

/// The first place, and what would change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// The option in first place, the first of them where several are level.
    pub leader: usize,
    /// The option in second place.
    pub runner_up: usize,
    /// Points between them, zero or more.
    pub lead: f64,
    /// Whether the lead is at least the materiality that was declared.
    pub clear: bool,
    /// For each option, the smallest move of weight that makes it level with the leader; `None` where no weights can,
    /// and for the leader itself.
    pub moves: Vec<Option<SmallestMove>>,
    /// The option that the smallest of those moves brings level, which need not be the runner-up; `None` where no
    /// option can be brought level.
    pub nearest: Option<usize>,
    /// For each criterion, the range of its weight over which the leader stays best, the others in proportion.
    pub stability: Vec<Stability>,
    /// The single weight whose change makes another option level soonest; `None` where no single weight does.
    pub single_weight: Option<WeightChange>,
    /// The smallest change of one score that makes the first place level; `None` where no single score can.
    pub single_score: Option<ScoreChange>,
    /// The options that the leader is at least as good as on every criterion, and better on one.
    pub dominated: Vec<usize>,
    /// How high each option can come under any weights at all.
    pub reach: Vec<Reach>,
    /// What no sentence built on these facts may claim.
    pub limits: Vec<Claim>,
}

/// One weight, what it is, and what it would have to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightChange {
    /// The criterion, from 0.
    pub criterion: usize,
    /// The option that becomes level.
    pub rival: usize,
    /// The weight now, 0 to 1.
    pub from: f64,
    /// The weight at which the first place is level, 0 to 1.
    pub to: f64,
}

/// A claim that the facts do not support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// That the leader is ahead: the lead is below what was declared to matter.
    ClearLead,
    /// That the leader is safe while several weights change together: each was changed alone.
    SafeFromJointChanges,
    /// That the scores are right: weights were moved with all scores held as they are.
    ScoresAreRight,
    /// How likely the leader is to be best: no probability was worked out.
    Likelihood,
    /// That the leader is worth its money: cost is not part of a total.
    ValueForMoney,
}

impl Claim {
    /// Returns the claim's limit as a sentence for the reader.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::sensitivity::robustness::Claim;
    /// assert_eq!(Claim::Likelihood.limit(), "This does not say how likely the leading option is to be best.");
    /// ```
    #[must_use]
    pub fn limit(self) -> &'static str {
        match self {
            Claim::ClearLead => "The lead is smaller than the difference that was declared to matter.",
            Claim::SafeFromJointChanges => {
                "Weights and scores were changed one at a time; smaller changes made together may do the same."
            }
            Claim::ScoresAreRight => "The scores were taken as given.",
            Claim::Likelihood => "This does not say how likely the leading option is to be best.",
            Claim::ValueForMoney => "Cost is not part of the total, so this does not say what is worth its money.",
        }
    }
}

/// Returns how firm the first place is; `None` with fewer than two options, when there is nothing to be firm against.
///
/// `materiality` is the lead, in points, from which a lead counts; `scale` the lowest and highest that a score can be.
///
/// # Errors
/// Refuses what [`weighted_sum`](crate::method::additive::weighted_sum) refuses, and a materiality or a scale that
/// is not finite.
///
/// # Reference
/// Rios Insua and French (1991), *A framework for sensitivity analysis in discrete multi-objective decision-making*;
/// French (1992), *Mathematical programming approaches to sensitivity calculations in decision analysis*.
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::robustness::robustness;
/// let points = [vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0], vec![0.0; 4]];
/// let facts = robustness(&[40.0, 25.0, 20.0, 15.0], &points, 2.0, (0.0, 100.0)).unwrap().unwrap();
/// assert_eq!((facts.leader, facts.runner_up, facts.clear), (0, 1, true));
/// assert_eq!((facts.nearest, facts.dominated), (Some(1), vec![2]));
/// let weight = facts.single_weight.unwrap();
/// assert_eq!((weight.criterion, weight.rival), (3, 1));
/// ```
pub fn robustness(
    weights: &[f64],
    points: &[Vec<f64>],
    materiality: f64,
    scale: (f64, f64),
) -> Result<Option<Robustness>, SensitivityError> {
    if !materiality.is_finite() {
        return Err(SensitivityError::RangeUnusable);
    }
    let base = base(weights, points)?;
    let (Some(leader), Some(runner_up)) = (base.leader, base.runner_up) else {
        return Ok(None);
    };
    let lead = base.lead().unwrap_or(0.0).max(0.0);
    let clear = lead > 0.0 && lead >= materiality;
    let moves = (0..points.len())
        .map(|rival| if rival == leader { Ok(None) } else { smallest_move(weights, &points[leader], &points[rival]) })
        .collect::<Result<Vec<_>, _>>()?;
    let lines = crossings(weights, points, leader)?;
    // The leader is best at the present weights, so there is a stretch on every line; a leader that is only level can
    // lose it to rounding, and then the stretch is the present weight alone.
    let point = |at: f64| Stability { low: at, high: at, below: Some(runner_up), above: Some(runner_up) };
    let stability: Vec<Stability> = lines.iter().map(|line| line.stability.unwrap_or(point(line.base))).collect();
    let dominated = dominances(points).map_err(from_dominance)?;
    let mut limits = vec![Claim::SafeFromJointChanges, Claim::ScoresAreRight, Claim::Likelihood, Claim::ValueForMoney];
    if !clear {
        limits.insert(0, Claim::ClearLead);
    }
    Ok(Some(Robustness {
        nearest: nearest(&moves),
        single_weight: soonest(&lines.iter().map(|line| line.base).collect::<Vec<_>>(), &stability),
        single_score: smallest_change(weights, points, scale)?,
        dominated: dominated.iter().filter(|pair| pair.better == leader).map(|pair| pair.worse).collect(),
        reach: reach(points, &[]).map_err(from_dominance)?,
        leader,
        runner_up,
        lead,
        clear,
        moves,
        stability,
        limits,
    }))
}

/// Returns the first option with the smallest move.
fn nearest(moves: &[Option<SmallestMove>]) -> Option<usize> {
    let total = |option: usize| moves[option].as_ref().map(|tie| tie.total);
    let mut smallest: Option<(usize, f64)> = None;
    for (option, found) in (0..moves.len()).filter_map(|option| Some((option, total(option)?))) {
        if smallest.is_none_or(|(_, least)| found < least) {
            smallest = Some((option, found));
        }
    }
    smallest.map(|(option, _)| option)
}

/// Returns the end of a stretch that is nearest to the present weight, the first criterion's where several are as near.
fn soonest(bases: &[f64], stability: &[Stability]) -> Option<WeightChange> {
    let mut soonest: Option<WeightChange> = None;
    for (criterion, (&from, stretch)) in bases.iter().zip(stability).enumerate() {
        for (to, rival) in [(stretch.low, stretch.below), (stretch.high, stretch.above)] {
            let Some(rival) = rival else { continue };
            if soonest.is_none_or(|change| (to - from).abs() < (change.to - change.from).abs()) {
                soonest = Some(WeightChange { criterion, rival, from, to });
            }
        }
    }
    soonest
}

/// Points that weights accept and dominance does not are too large to be compared.
fn from_dominance(_: DominanceError) -> SensitivityError {
    SensitivityError::RangeUnusable
}

#[cfg(test)]
mod tests {
    use super::{Claim, Reach, robustness};

    const SCALE: (f64, f64) = (0.0, 100.0);

    #[test]
    fn worked_example() {
        let points =
            [vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0], vec![30.0, 100.0, 50.0, 60.0], vec![0.0; 4]];
        let facts = robustness(&[0.40, 0.25, 0.20, 0.15], &points, 2.0, SCALE).unwrap().unwrap();
        assert!((facts.lead - 5.5).abs() < 1e-9 && facts.clear);
        assert!((facts.moves[1].as_ref().unwrap().total - 5.5 / 130.0).abs() < 1e-12);
        assert_eq!((facts.nearest, &facts.moves[3], &facts.dominated[..]), (Some(1), &None, &[3][..]));
        let weight = facts.single_weight.unwrap();
        assert!(weight.criterion == 3 && weight.rival == 1 && (weight.to - 0.087_248).abs() < 1e-6);
        let score = facts.single_score.unwrap();
        assert!((score.option, score.criterion) == (0, 0) && (score.from - score.to - 13.75).abs() < 1e-9);
        assert_eq!(facts.reach, [Reach::CanLead, Reach::CanLead, Reach::CanLead, Reach::Never]);
        assert!(!facts.limits.contains(&Claim::ClearLead) && facts.limits.contains(&Claim::Likelihood));
    }

    #[test]
    fn below_materiality_there_is_no_clear_lead() {
        let close = robustness(&[1.0, 1.0], &[vec![50.0, 50.0], vec![48.5, 48.5]], 2.0, SCALE).unwrap().unwrap();
        assert!(!close.clear && close.limits[0] == Claim::ClearLead);
        let level = robustness(&[1.0, 1.0], &[vec![60.0, 40.0], vec![40.0, 60.0]], 0.0, SCALE).unwrap().unwrap();
        assert!(!level.clear, "level is never clear, whatever the materiality");
        assert!((level.single_weight.unwrap().to - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_leader_that_dominates_cannot_be_caught_by_weight() {
        let facts = robustness(&[1.0, 1.0], &[vec![60.0, 50.0], vec![40.0, 40.0]], 2.0, SCALE).unwrap().unwrap();
        assert_eq!((facts.nearest, facts.single_weight, &facts.dominated[..]), (None, None, &[1][..]));
        assert!(facts.single_score.is_some());
    }

    #[test]
    fn fewer_than_two_options_and_refusals() {
        assert_eq!(robustness(&[1.0], &[vec![5.0]], 2.0, SCALE), Ok(None));
        assert_eq!(robustness(&[1.0], &[], 2.0, SCALE), Ok(None));
        assert!(robustness(&[1.0], &[vec![5.0], vec![6.0]], f64::NAN, SCALE).is_err());
        assert!(robustness(&[0.0], &[vec![5.0], vec![6.0]], 2.0, SCALE).is_err());
    }
}
