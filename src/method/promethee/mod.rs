//! PROMETHEE I and II: options compared pair by pair on raw measures, a preference function for each criterion.
//!
//! A second opinion beside the additive model, never a replacement: flows depend on every option at hand, so adding or
//! removing one can change the order of two others.

mod column;
mod gaussian;

use std::fmt;

use super::rank::{self, TIE};
use super::weight::{self, WeightError};

/// How strongly a difference in one criterion speaks for the better option, from 0 (not at all) to 1.
///
/// Thresholds are in the unit of the measures. An indifference threshold is zero or more; a preference threshold is
/// not below it.
///
/// # Reference
/// Brans and Vincke (1985), *A preference ranking organisation method*.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preference {
    /// Any difference counts in full.
    Usual,
    /// A difference above `indifference` counts in full.
    UShape {
        /// Largest difference that does not count.
        indifference: f64,
    },
    /// Rises evenly from no difference to `preference`.
    VShape {
        /// Smallest difference that counts in full.
        preference: f64,
    },
    /// Counts half above `indifference`, in full above `preference`.
    Level {
        /// Largest difference that does not count.
        indifference: f64,
        /// Largest difference that counts half.
        preference: f64,
    },
    /// Rises evenly from `indifference` to `preference`.
    Linear {
        /// Largest difference that does not count.
        indifference: f64,
        /// Smallest difference that counts in full.
        preference: f64,
    },
    /// Rises smoothly: 1 - exp(-d² / 2s²).
    Gaussian {
        /// s, above zero: the difference at which the curve is steepest.
        spread: f64,
    },
}

impl Preference {
    /// Returns how strongly a difference speaks for the option that is ahead by it, 0 to 1; 0 where it is behind.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::promethee::Preference;
    /// let linear = Preference::Linear { indifference: 10.0, preference: 50.0 };
    /// assert_eq!([5.0, 20.0, 60.0, -20.0].map(|difference| linear.degree(difference)), [0.0, 0.25, 1.0, 0.0]);
    /// ```
    #[must_use]
    pub fn degree(self, difference: f64) -> f64 {
        let step = |counts: bool| if counts { 1.0 } else { 0.0 };
        match self {
            _ if difference <= 0.0 || difference.is_nan() => 0.0,
            Preference::Usual => 1.0,
            Preference::UShape { indifference } => step(difference > indifference),
            Preference::Level { indifference, preference } => {
                0.5 * (step(difference > indifference) + step(difference > preference))
            }
            Preference::VShape { preference } => rising(difference, 0.0, preference),
            Preference::Linear { indifference, preference } => rising(difference, indifference, preference),
            Preference::Gaussian { spread } => gaussian::degree(difference / spread),
        }
    }

    /// Returns whether the thresholds are finite and in order.
    #[must_use]
    pub fn is_usable(self) -> bool {
        let in_order = |low: f64, high: f64| low >= 0.0 && high >= low && high.is_finite();
        match self {
            Preference::Usual => true,
            Preference::UShape { indifference } => in_order(indifference, indifference),
            Preference::VShape { preference } => in_order(0.0, preference),
            Preference::Level { indifference, preference } | Preference::Linear { indifference, preference } => {
                in_order(indifference, preference)
            }
            Preference::Gaussian { spread } => spread > 0.0 && spread.is_finite(),
        }
    }
}

fn rising(difference: f64, low: f64, high: f64) -> f64 {
    if difference <= low {
        0.0
    } else if difference >= high {
        1.0
    } else {
        (difference - low) / (high - low)
    }
}

/// One criterion of a comparison by pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criterion {
    /// Raw weight, zero or more.
    pub weight: f64,
    /// Whether less is better.
    pub cost: bool,
    /// What a difference counts for.
    pub preference: Preference,
}

/// Why flows cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrometheeError {
    /// The weights cannot be used.
    Weights(WeightError),
    /// A row does not have one measure for each criterion.
    LengthsDiffer {
        /// The row (option), from 0.
        option: usize,
        /// Number of criteria.
        n_criteria: usize,
        /// Number of measures in the row.
        n_measures: usize,
    },
    /// A measure is infinite or NaN.
    NotFinite {
        /// The row (option), from 0.
        option: usize,
        /// The column (criterion), from 0.
        criterion: usize,
    },
    /// The thresholds of a criterion are negative, not finite or the wrong way round, or its spread is not above zero.
    Thresholds {
        /// The column (criterion), from 0.
        criterion: usize,
    },
}

impl fmt::Display for PrometheeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrometheeError::Weights(error) => error.fmt(f),
            PrometheeError::LengthsDiffer { option, n_criteria, n_measures } => {
                write!(f, "expected {n_criteria} measures for option {}, found {n_measures}", option + 1)
            }
            PrometheeError::NotFinite { option, criterion } => {
                write!(f, "expected a finite measure for option {}, criterion {}", option + 1, criterion + 1)
            }
            PrometheeError::Thresholds { criterion } => {
                write!(f, "expected thresholds of zero or more, the smaller first, for criterion {}", criterion + 1)
            }
        }
    }
}

impl std::error::Error for PrometheeError {}

/// How far each option outranks the others, and is outranked by them.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// Mean preference over the others, 0 to 1.
    pub positive: Vec<f64>,
    /// Mean preference of the others over it, 0 to 1.
    pub negative: Vec<f64>,
    /// Positive less negative, -1 to 1: what PROMETHEE II ranks by.
    pub net: Vec<f64>,
    /// Competition rank by net flow, 1 = highest.
    pub ranks: Vec<usize>,
}

/// Returns the flows of all options. Rows of `matrix` are options, columns criteria, in raw units.
///
/// A single option has flows of 0. Work grows with the number of options times its logarithm, not with its square.
///
/// # Errors
/// Refuses weights that [`weight::normalise`] refuses, rows of another length than the criteria, measures that are not
/// finite, and thresholds out of order.
///
/// # Reference
/// Brans and Vincke (1985), *A preference ranking organisation method*; Brans, Vincke and Mareschal (1986), *How to
/// select and how to rank projects: the PROMETHEE method*.
///
/// # Example
/// ```
/// use weighbridge::method::promethee::{Criterion, Preference, flows};
/// let usual = |weight: f64, cost: bool| Criterion { weight, cost, preference: Preference::Usual };
/// let flows = flows(&[vec![3.0, 90.0], vec![4.0, 20.0], vec![1.0, 50.0]], &[usual(1.0, false), usual(1.0, true)]);
/// let flows = flows.unwrap();
/// assert_eq!(flows.net, [-0.5, 1.0, -0.5]);
/// assert_eq!(flows.ranks, [2, 1, 2]);
/// ```
pub fn flows(matrix: &[Vec<f64>], criteria: &[Criterion]) -> Result<Flows, PrometheeError> {
    let weights = check(matrix, criteria)?;
    let (mut positive, mut negative) = (vec![0.0; matrix.len()], vec![0.0; matrix.len()]);
    for (position, (criterion, weight)) in criteria.iter().zip(weights).enumerate() {
        let column: Vec<f64> = matrix.iter().map(|row| oriented(row[position], criterion.cost)).collect();
        let (over, under) = column::sums(&column, criterion.preference);
        for (flows, sums) in [(&mut positive, over), (&mut negative, under)] {
            flows.iter_mut().zip(sums).for_each(|(flow, sum)| *flow += weight * sum);
        }
    }
    let n_others = matrix.len().saturating_sub(1).max(1) as f64;
    for flow in positive.iter_mut().chain(&mut negative) {
        // Rounding must not take a mean of figures up to 1 beyond 1.
        *flow = (*flow / n_others).clamp(0.0, 1.0);
    }
    let net: Vec<f64> = positive.iter().zip(&negative).map(|(plus, minus)| plus - minus).collect();
    let ranks = rank::competition(&net.iter().copied().map(Some).collect::<Vec<_>>());
    Ok(Flows { positive, negative, net, ranks: ranks.into_iter().flatten().collect() })
}

/// Returns the weighted preference of each option (row) over each other (column), 0 to 1.
///
/// Every pair is compared, so work grows with the square of the number of options.
///
/// # Errors
/// As [`flows`].
///
/// # Example
/// ```
/// use weighbridge::method::promethee::{Criterion, Preference, preference_matrix};
/// let one = Criterion { weight: 1.0, cost: false, preference: Preference::VShape { preference: 4.0 } };
/// let matrix = preference_matrix(&[vec![3.0], vec![4.0]], &[one]);
/// assert_eq!(matrix, Ok(vec![vec![0.0, 0.0], vec![0.25, 0.0]]));
/// ```
pub fn preference_matrix(matrix: &[Vec<f64>], criteria: &[Criterion]) -> Result<Vec<Vec<f64>>, PrometheeError> {
    let weights = check(matrix, criteria)?;
    let over = |one: &[f64], other: &[f64]| {
        let degrees = criteria.iter().zip(one.iter().zip(other)).map(|(criterion, (a, b))| {
            criterion.preference.degree(oriented(*a, criterion.cost) - oriented(*b, criterion.cost))
        });
        degrees.zip(&weights).map(|(degree, weight)| degree * weight).fold(0.0, |sum, share| sum + share)
    };
    Ok(matrix.iter().map(|one| matrix.iter().map(|other| over(one, other)).collect()).collect())
}

/// How one option stands to another in PROMETHEE I.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Outranks it: no worse in either flow and better in one.
    Preferred,
    /// Is outranked by it.
    Outranked,
    /// The same in both flows.
    Indifferent,
    /// Better in one flow and worse in the other: each is strong where the other is weak.
    Incomparable,
}

impl Flows {
    /// Returns how option `one` stands to option `other`; `None` where either is not there.
    ///
    /// Flows that differ by rounding alone count as the same.
    ///
    /// # Reference
    /// Brans, Vincke and Mareschal (1986), *How to select and how to rank projects: the PROMETHEE method*.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::promethee::{Criterion, Preference, Relation, flows};
    /// let usual = Criterion { weight: 1.0, cost: false, preference: Preference::Usual };
    /// let flows = flows(&[vec![9.0, 1.0], vec![5.0, 5.0], vec![5.0, 5.0]], &[usual, usual]).unwrap();
    /// assert_eq!(flows.relation(0, 1), Some(Relation::Incomparable), "although their net flows are the same");
    /// assert_eq!(flows.relation(1, 2), Some(Relation::Indifferent));
    /// ```
    #[must_use]
    pub fn relation(&self, one: usize, other: usize) -> Option<Relation> {
        let compare = |a: f64, b: f64| if (a - b).abs() <= TIE { std::cmp::Ordering::Equal } else { a.total_cmp(&b) };
        let stronger = compare(*self.positive.get(one)?, *self.positive.get(other)?);
        let less_weak = compare(*self.negative.get(other)?, *self.negative.get(one)?);
        Some(match (stronger.is_ge() && less_weak.is_ge(), stronger.is_le() && less_weak.is_le()) {
            (true, true) => Relation::Indifferent,
            (true, false) => Relation::Preferred,
            (false, true) => Relation::Outranked,
            (false, false) => Relation::Incomparable,
        })
    }

    /// Returns every pair of options that PROMETHEE I cannot compare, whatever their net flows say.
    #[must_use]
    pub fn incomparable_pairs(&self) -> Vec<(usize, usize)> {
        let n = self.net.len();
        let pairs = (0..n).flat_map(|one| (one + 1..n).map(move |other| (one, other)));
        pairs.filter(|&(one, other)| self.relation(one, other) == Some(Relation::Incomparable)).collect()
    }
}

fn oriented(measure: f64, cost: bool) -> f64 {
    if cost { -measure } else { measure }
}

/// Returns the weights as shares of 1, or what cannot be used.
fn check(matrix: &[Vec<f64>], criteria: &[Criterion]) -> Result<Vec<f64>, PrometheeError> {
    let raw: Vec<f64> = criteria.iter().map(|criterion| criterion.weight).collect();
    let weights = weight::normalise(&raw).map_err(PrometheeError::Weights)?;
    if let Some(criterion) = criteria.iter().position(|criterion| !criterion.preference.is_usable()) {
        return Err(PrometheeError::Thresholds { criterion });
    }
    for (option, row) in matrix.iter().enumerate() {
        if row.len() != criteria.len() {
            let (n_criteria, n_measures) = (criteria.len(), row.len());
            return Err(PrometheeError::LengthsDiffer { option, n_criteria, n_measures });
        }
        if let Some(criterion) = row.iter().position(|measure| !measure.is_finite()) {
            return Err(PrometheeError::NotFinite { option, criterion });
        }
    }
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::{Criterion, Preference, PrometheeError, Relation, flows, preference_matrix};

    fn one(preference: Preference) -> [Criterion; 1] {
        [Criterion { weight: 1.0, cost: false, preference }]
    }

    #[test]
    fn five_options_with_linear_preference() {
        let rows = [
            [250.0, 16.0, 12.0, 5.0],
            [200.0, 16.0, 8.0, 3.0],
            [300.0, 32.0, 16.0, 4.0],
            [275.0, 32.0, 8.0, 4.0],
            [225.0, 16.0, 16.0, 2.0],
        ];
        let matrix: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        let thresholds = [(10.0, 50.0), (2.0, 10.0), (1.0, 5.0), (0.0, 2.0)];
        let criteria: Vec<Criterion> = thresholds
            .iter()
            .enumerate()
            .map(|(position, &(indifference, preference))| Criterion {
                weight: 1.0,
                cost: position == 0,
                preference: Preference::Linear { indifference, preference },
            })
            .collect();
        let found = flows(&matrix, &criteria).unwrap();
        for (actual, wanted) in found.net.iter().zip([0.0625, -0.179_687_5, 0.210_937_5, -0.046_875, -0.046_875]) {
            assert!((actual - wanted).abs() < 1e-12, "{actual} {wanted}");
        }
        assert_eq!(found.ranks, [2, 5, 1, 3, 3]);
        assert_eq!(found.relation(2, 1), Some(Relation::Preferred));
        assert_eq!(found.relation(1, 2), Some(Relation::Outranked));
        assert_eq!(found.relation(0, 9), None);
        assert_eq!(found.incomparable_pairs(), [(3, 4)]);
    }

    #[test]
    fn thresholds_that_meet_and_differences_on_the_threshold() {
        let matrix = [vec![0.0], vec![10.0], vec![20.0]];
        let net = |preference: Preference| flows(&matrix, &one(preference)).unwrap().net;
        assert_eq!(net(Preference::UShape { indifference: 10.0 }), [-0.5, 0.0, 0.5]);
        assert_eq!(net(Preference::Linear { indifference: 10.0, preference: 10.0 }), [-0.5, 0.0, 0.5]);
        assert_eq!(net(Preference::Level { indifference: 5.0, preference: 10.0 }), [-0.75, 0.0, 0.75]);
        assert_eq!(net(Preference::VShape { preference: 0.0 }), [-1.0, 0.0, 1.0]);
        assert_eq!(net(Preference::UShape { indifference: 0.0 }), net(Preference::Usual));
    }

    #[test]
    fn one_option_none_and_constant_columns() {
        let alone = flows(&[vec![3.0]], &one(Preference::Usual)).unwrap();
        assert_eq!((alone.net, alone.ranks), (vec![0.0], vec![1]));
        assert!(flows(&[], &one(Preference::Usual)).unwrap().net.is_empty());
        for preference in
            [Preference::Usual, Preference::Gaussian { spread: 1.0 }, Preference::VShape { preference: 1.0 }]
        {
            let same = flows(&[vec![7.0], vec![7.0], vec![7.0]], &one(preference)).unwrap();
            assert_eq!((same.positive, same.ranks), (vec![0.0; 3], vec![1; 3]));
        }
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-160, 1e-12, 1.0, 1e12, 1e160, f64::MAX] {
            let matrix = [vec![size], vec![-size], vec![0.0]];
            let half = size / 2.0;
            for preference in [
                Preference::Usual,
                Preference::UShape { indifference: half },
                Preference::VShape { preference: size },
                Preference::Level { indifference: half, preference: size },
                Preference::Linear { indifference: half, preference: size },
                Preference::Gaussian { spread: half },
            ] {
                let found = flows(&matrix, &one(preference)).unwrap();
                assert_eq!(found.ranks, [1, 3, 2], "{preference:?}");
                assert!(found.positive[0] > 0.7 && found.positive[0] <= 1.0, "{preference:?} {found:?}");
            }
        }
    }

    #[test]
    fn refusals() {
        let matrix = [vec![1.0]];
        for preference in [
            Preference::UShape { indifference: -1.0 },
            Preference::VShape { preference: f64::NAN },
            Preference::Level { indifference: 2.0, preference: 1.0 },
            Preference::Linear { indifference: 0.0, preference: f64::INFINITY },
            Preference::Gaussian { spread: 0.0 },
        ] {
            let refused = flows(&matrix, &one(preference));
            assert_eq!(refused, Err(PrometheeError::Thresholds { criterion: 0 }), "{preference:?}");
        }
        let short = preference_matrix(&[vec![]], &one(Preference::Usual));
        assert_eq!(short, Err(PrometheeError::LengthsDiffer { option: 0, n_criteria: 1, n_measures: 0 }));
        let infinite = flows(&[vec![f64::INFINITY]], &one(Preference::Usual));
        assert_eq!(infinite, Err(PrometheeError::NotFinite { option: 0, criterion: 0 }));
        let weightless = Criterion { weight: 0.0, cost: false, preference: Preference::Usual };
        assert!(matches!(flows(&matrix, &[weightless]), Err(PrometheeError::Weights(_))));
    }
}
