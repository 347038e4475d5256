//! Second opinions: other methods on the same scores, whether each puts the same option first, and why where it does not.
//!
//! Another method is never averaged in. It asks another question; where the answers differ a person should look.

use super::{Field, SCALE};
use crate::method::agreement::{Agreement, agreement};
use crate::method::correlation::kendall_tau_b;
use crate::method::geometric::geometric_mean;
use crate::method::promethee::{self, Preference};
use crate::method::rank::competition;
use crate::method::topsis::fixed_ideals;
use crate::method::weight;
use crate::order::sort_by;

/// A way to turn scores and weights into a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherMethod {
    /// The weighted sum: the appraisal's own.
    WeightedSum,
    /// The weighted sum with the same weight on every criterion.
    EqualWeights,
    /// TOPSIS between the declared ends of the scales: distance from the best and from the worst.
    Topsis,
    /// PROMETHEE II, any difference counting in full.
    Promethee,
    /// The weighted geometric mean, in which a very low score cannot be made up.
    GeometricMean,
}

impl OtherMethod {
    /// All of them, the appraisal's own first.
    pub const ALL: [OtherMethod; 5] = [
        OtherMethod::WeightedSum,
        OtherMethod::EqualWeights,
        OtherMethod::Topsis,
        OtherMethod::Promethee,
        OtherMethod::GeometricMean,
    ];

    /// Returns the figure by which the method ranks each option, more being better; `None` where it has none.
    #[must_use]
    pub fn figures(self, points: &[Vec<f64>], shares: &[f64]) -> Vec<Option<f64>> {
        let sums = |weights: &[f64]| -> Vec<Option<f64>> {
            points.iter().map(|row| Some(row.iter().zip(weights).map(|(p, w)| p * w).sum())).collect()
        };
        let none = || vec![None; points.len()];
        match self {
            OtherMethod::WeightedSum => sums(shares),
            OtherMethod::EqualWeights => sums(&weight::equal(shares.len())),
            OtherMethod::Topsis => {
                fixed_ideals(points, shares, SCALE.0, SCALE.1).map_or_else(|_| none(), |found| found.closeness)
            }
            OtherMethod::Promethee => {
                let criterion =
                    |weight: &f64| promethee::Criterion { weight: *weight, cost: false, preference: Preference::Usual };
                let criteria: Vec<promethee::Criterion> = shares.iter().map(criterion).collect();
                let flows = promethee::flows(points, &criteria);
                flows.map_or_else(|_| none(), |flows| flows.net.into_iter().map(Some).collect())
            }
            OtherMethod::GeometricMean => {
                let rows: Vec<Vec<Option<f64>>> =
                    points.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
                geometric_mean(shares, &rows).map_or_else(|_| none(), |found| found.totals)
            }
        }
    }
}

/// What one method says.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// The method.
    pub method: OtherMethod,
    /// Its figure for each option, by position.
    pub figures: Vec<Option<f64>>,
    /// Its ranks.
    pub ranks: Vec<Option<usize>>,
    /// How far its ranking agrees with the weighted sum's.
    pub agreement: Agreement,
    /// Whether its first is ahead of its second by less than the declared materiality; only where its figures are points.
    pub too_close: bool,
    /// Why another option is first; `None` where the same ones are.
    pub because: Option<Because>,
}

impl Opinion {
    /// Returns the options that the method puts first, by position.
    #[must_use]
    pub fn firsts(&self) -> Vec<usize> {
        (0..self.ranks.len()).filter(|option| self.ranks[*option] == Some(1)).collect()
    }
}

/// Why a method puts another option first. Criteria are positions, the most telling first.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    /// The option that it puts first.
    pub first: usize,
    /// What it weighs differently.
    pub reason: Reason,
}

/// What a method weighs differently from the weighted sum.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It gives these criteria, on which its first is ahead, more weight than they have in use.
    MoreWeightOn(Vec<usize>),
    /// It counts who is ahead on a criterion and not by how much: its first is ahead of the leader on this share of the
    /// weight, the leader on that.
    CountsWins {
        /// Share of the weight on which its first is ahead.
        ahead: f64,
        /// Share of the weight on which the leader is ahead.
        behind: f64,
    },
    /// Large shortfalls count for more than small ones, and the leader's largest are on these criteria.
    FarFromBest(Vec<usize>),
    /// A very low score cannot be made up, and the leader's lowest are on these criteria.
    LowScores(Vec<usize>),
}

/// Returns what every method says, the weighted sum first.
#[must_use]
pub fn opinions(field: &Field) -> Vec<Opinion> {
    let own = competition(&OtherMethod::WeightedSum.figures(&field.points, field.shares()));
    OtherMethod::ALL.into_iter().map(|method| opinion(field, method, &own)).collect()
}

pub(super) fn opinion(field: &Field, method: OtherMethod, own: &[Option<usize>]) -> Opinion {
    let figures = method.figures(&field.points, field.shares());
    let ranks = competition(&figures);
    let agreement = agreement(own, &ranks, |one, other| kendall_tau_b(one, other).ok().flatten());
    let in_points = matches!(method, OtherMethod::WeightedSum | OtherMethod::EqualWeights);
    let mut sorted: Vec<f64> = figures.iter().copied().flatten().collect();
    sort_by(&mut sorted, &mut |one, other| other.total_cmp(one));
    let too_close = in_points && sorted.len() > 1 && sorted[0] - sorted[1] < field.materiality;
    let first = ranks.iter().position(|rank| *rank == Some(1));
    let differs = agreement.same_first == Some(false);
    let because = first.filter(|_| differs).map(|first| Because { first, reason: reason(field, method, first) });
    Opinion { method, figures, ranks, agreement, too_close, because }
}

fn reason(field: &Field, method: OtherMethod, first: usize) -> Reason {
    let (leading, other, shares) = (&field.points[field.leader], &field.points[first], field.shares());
    let ahead = |one: &[f64], two: &[f64]| -> f64 {
        shares.iter().zip(one.iter().zip(two)).filter(|(_, (a, b))| a > b).map(|(share, _)| share).sum()
    };
    match method {
        OtherMethod::WeightedSum | OtherMethod::EqualWeights => {
            let equal = 1.0 / shares.len() as f64;
            Reason::MoreWeightOn(most(shares.len(), &|at| (equal - shares[at]).max(0.0) * (other[at] - leading[at])))
        }
        OtherMethod::Promethee => Reason::CountsWins { ahead: ahead(other, leading), behind: ahead(leading, other) },
        OtherMethod::Topsis => Reason::FarFromBest(most(shares.len(), &|at| {
            let short = |points: f64| shares[at] * (SCALE.1 - points);
            short(leading[at]) * short(leading[at]) - short(other[at]) * short(other[at])
        })),
        // How much more a criterion takes away here than its distance in points would.
        OtherMethod::GeometricMean => Reason::LowScores(most(shares.len(), &|at| {
            let lost = |points: f64| -libm::log(points.max(0.5) / SCALE.1);
            shares[at] * (lost(leading[at]) - lost(other[at]))
        })),
    }
}

/// Returns at most two positions with the largest figures above zero, the largest first.
fn most(n: usize, of: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let mut found: Vec<usize> = (0..n).filter(|at| of(*at) > 0.0).collect();
    sort_by(&mut found, &mut |one, other| of(*other).total_cmp(&of(*one)));
    found.truncate(2);
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::siting;
    use super::*;

    #[test]
    fn four_methods_agree_on_the_worked_example() {
        let (_, _, field) = siting();
        let found = opinions(&field);
        assert_eq!(found.len(), 5);
        let by = |method: OtherMethod| found.iter().find(|opinion| opinion.method == method).unwrap();
        for method in [OtherMethod::WeightedSum, OtherMethod::EqualWeights, OtherMethod::Topsis, OtherMethod::Promethee]
        {
            assert_eq!(by(method).firsts(), [field.leader], "{method:?}");
            assert_eq!((by(method).agreement.same_first, &by(method).because), (Some(true), &None));
        }
        assert!(by(OtherMethod::EqualWeights).too_close && !by(OtherMethod::WeightedSum).too_close);
        let rounded =
            |method: OtherMethod, option: usize| (by(method).figures[option].unwrap() * 1000.0).round() / 1000.0;
        assert_eq!(
            (rounded(OtherMethod::Topsis, field.leader), rounded(OtherMethod::Promethee, field.leader)),
            (0.671, 0.4)
        );
    }

    #[test]
    fn a_method_that_disagrees_says_what_it_weighs_differently() {
        let (_, _, mut field) = siting();
        // The leader has a zero that the weighted sum makes up elsewhere.
        field.points = vec![vec![100.0, 100.0, 0.0], vec![60.0, 60.0, 70.0]];
        field.base = crate::method::sensitivity::base(&[40.0, 40.0, 20.0], &field.points).unwrap();
        (field.leader, field.rival) = (0, 1);
        let found = opinions(&field);
        let geometric = found.last().unwrap().because.clone().unwrap();
        assert_eq!(geometric, Because { first: 1, reason: Reason::LowScores(vec![2]) });
        // The other wins narrowly on most of the weight.
        field.points = vec![vec![100.0, 10.0, 10.0], vec![0.0, 12.0, 12.0]];
        field.base = crate::method::sensitivity::base(&[30.0, 35.0, 35.0], &field.points).unwrap();
        let wins = opinions(&field).into_iter().find(|opinion| opinion.method == OtherMethod::Promethee).unwrap();
        let because = wins.because.unwrap();
        let Reason::CountsWins { ahead, behind } = because.reason else { panic!("{because:?}") };
        assert!((ahead - 0.7).abs() < 1e-12 && (behind - 0.3).abs() < 1e-12 && because.first == 1);
        // With equal weights the criterion that hardly counted decides.
        field.points = vec![vec![60.0, 0.0], vec![40.0, 100.0]];
        field.base = crate::method::sensitivity::base(&[95.0, 5.0], &field.points).unwrap();
        let equal = opinions(&field).into_iter().find(|opinion| opinion.method == OtherMethod::EqualWeights).unwrap();
        assert_eq!(equal.because.unwrap().reason, Reason::MoreWeightOn(vec![1]));
    }
}
