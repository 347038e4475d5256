//! Sums of money over the years: discounting, equivalent annual cost, carbon at a price that changes by year, and how
//! far a line may move before the answer does.
//!
//! Amounts are plain numbers in one unit and one price base, which the caller keeps track of; costs are negative where
//! costs and benefits are added up. Value scores never appear here.

mod discount;
mod optimism;

pub use discount::{GREEN_BOOK, GREEN_BOOK_REDUCED, PresentValue, RateStep, discount_factors, present_value};
pub use optimism::{
    Adjusted, MitigationFactor, OUTSOURCING_OPERATING_BOUND, ProjectType, adjust, combined_bound, mitigation,
};

use std::fmt;

/// Why a sum of money cannot be computed.
#[derive(Clone, Debug, PartialEq)]
pub enum MoneyError {
    /// An amount is infinite or NaN, or a sum became so.
    NotFinite {
        /// Its position, from 0; for amounts over time the year.
        index: usize,
    },
    /// A discount rate is -1 or less, infinite or NaN.
    NotARate {
        /// The step of the schedule, from 0.
        step: usize,
    },
    /// A step ends before it begins, or begins before year 1.
    NotASpan {
        /// The step of the schedule, from 0.
        step: usize,
    },
    /// Two steps of the schedule hold for the same year.
    Overlap {
        /// The year.
        year: u32,
    },
    /// No step of the schedule holds for a year that is needed.
    NoRate {
        /// The year.
        year: u32,
    },
    /// A year lies further off than [`MoneyError::LAST_YEAR`].
    TooFar {
        /// The year.
        year: u32,
    },
    /// A price is given twice for one year.
    PriceTwice {
        /// The calendar year.
        year: u32,
    },
    /// No price is given for a year that is needed.
    NoPrice {
        /// The calendar year.
        year: u32,
    },
    /// An upper bound for optimism bias is negative, infinite or NaN.
    NotABound {
        /// Its position, from 0.
        index: usize,
    },
    /// A share lies outside 0 to 1.
    NotAShare {
        /// Its position, from 0.
        index: usize,
    },
    /// Contributions add to more than 1.
    AboveWhole,
    /// Shares of a whole do not add to 1.
    NotWhole,
}

impl MoneyError {
    /// The last year that is discounted.
    pub const LAST_YEAR: u32 = 10_000;
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MoneyError::NotFinite { index } => write!(f, "expected finite amounts of money, see number {}", index + 1),
            MoneyError::NotARate { step } => {
                write!(f, "expected a finite discount rate above -100% in step {} of the schedule", step + 1)
            }
            MoneyError::NotASpan { step } => {
                write!(f, "expected years from 1 upwards, first before last, in step {} of the schedule", step + 1)
            }
            MoneyError::Overlap { year } => write!(f, "there are two discount rates for year {year}"),
            MoneyError::NoRate { year } => write!(f, "there is no discount rate for year {year}"),
            MoneyError::TooFar { year } => {
                write!(f, "expected a year up to {}, found {year}", MoneyError::LAST_YEAR)
            }
            MoneyError::PriceTwice { year } => write!(f, "there are two carbon prices for {year}"),
            MoneyError::NoPrice { year } => write!(f, "there is no carbon price for {year}"),
            MoneyError::NotABound { index } => {
                write!(f, "expected an upper bound of zero or more, see number {}", index + 1)
            }
            MoneyError::NotAShare { index } => write!(f, "expected a share from 0 to 1, see number {}", index + 1),
            MoneyError::AboveWhole => write!(f, "expected contributions that add to at most 1"),
            MoneyError::NotWhole => write!(f, "expected shares that add to 1"),
        }
    }
}

impl std::error::Error for MoneyError {}

/// Returns what emissions cost in each year: `tonnes[t]` times the price of calendar year `first_year` + t.
///
/// Positive tonnes are emitted, negative ones saved; the result has the same sign. Not discounted: pass the result,
/// negated where costs are negative, to [`present_value`]. A year without emissions needs no price.
///
/// # Errors
/// Refuses tonnes and prices that are not finite, a year priced twice and a year of emissions without a price:
/// prices are never carried over from another year.
///
/// # Reference
/// DESNZ and HM Treasury (2023), *Valuation of energy use and greenhouse gas emissions for appraisal* (carbon values
/// by year).
///
/// # Example
/// ```
/// use weighbridge::method::money::carbon_costs;
/// let prices = [(2026, 250.0), (2027, 260.0)];
/// assert_eq!(carbon_costs(2026, &[10.0, -4.0, 0.0], &prices), Ok(vec![2500.0, -1040.0, 0.0]));
/// assert!(carbon_costs(2027, &[1.0, 1.0], &prices).is_err());
/// ```
pub fn carbon_costs(first_year: u32, tonnes: &[f64], prices: &[(u32, f64)]) -> Result<Vec<f64>, MoneyError> {
    for (index, (year, price)) in prices.iter().enumerate() {
        if !price.is_finite() {
            return Err(MoneyError::NotFinite { index });
        }
        if prices[..index].iter().any(|(earlier, _)| earlier == year) {
            return Err(MoneyError::PriceTwice { year: *year });
        }
    }
    let cost = |(index, tonnes): (usize, &f64)| {
        if !tonnes.is_finite() {
            return Err(MoneyError::NotFinite { index });
        }
        if tonnes.abs() <= 0.0 {
            return Ok(0.0);
        }
        let year = first_year.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
        let price = prices.iter().find(|(priced, _)| *priced == year).ok_or(MoneyError::NoPrice { year })?.1;
        Some(tonnes * price).filter(|cost| cost.is_finite()).ok_or(MoneyError::NotFinite { index })
    };
    tonnes.iter().enumerate().map(cost).collect()
}

/// Returns by what share each line would have to change, alone, to bring the sum of all lines to zero.
///
/// `lines` are present values, costs negative. 0.25 means a quarter more of the line, whichever sign it has; -1 and
/// below mean that not even dropping it would do. `None` for a line of nothing, and where no change is large enough
/// to write down.
///
/// # Errors
/// Refuses lines that are not finite or whose sum is not.
///
/// # Reference
/// HM Treasury (2022), *The Green Book* (switching values).
///
/// # Example
/// ```
/// use weighbridge::method::money::switching_shares;
/// // 30 a year for five years at 3.5%, for 100 now.
/// let shares = switching_shares(&[-100.0, 135.451_571]).unwrap();
/// assert!((shares[0].unwrap() - 0.354_516).abs() < 1e-6);
/// assert!((shares[1].unwrap() + 0.261_728).abs() < 1e-6);
/// ```
pub fn switching_shares(lines: &[f64]) -> Result<Vec<Option<f64>>, MoneyError> {
    if let Some(index) = lines.iter().position(|line| !line.is_finite()) {
        return Err(MoneyError::NotFinite { index });
    }
    let sum: f64 = lines.iter().sum();
    if !sum.is_finite() {
        return Err(MoneyError::NotFinite { index: lines.len() - 1 });
    }
    // Adding zero keeps a sum of nothing from printing as minus zero.
    Ok(lines.iter().map(|line| Some(-sum / line + 0.0).filter(|share| share.is_finite())).collect())
}

#[cfg(test)]
mod tests {
    use super::{MoneyError, carbon_costs, switching_shares};

    #[test]
    fn carbon_needs_a_price_for_every_year_of_emissions() {
        assert_eq!(carbon_costs(2026, &[], &[]), Ok(vec![]));
        assert_eq!(carbon_costs(2026, &[0.0, 5.0], &[]), Err(MoneyError::NoPrice { year: 2027 }));
        let twice = carbon_costs(2026, &[], &[(2026, 1.0), (2027, 1.0), (2026, 2.0)]);
        assert_eq!(twice, Err(MoneyError::PriceTwice { year: 2026 }));
        assert_eq!(carbon_costs(2026, &[], &[(2026, f64::NAN)]), Err(MoneyError::NotFinite { index: 0 }));
        let overflow = carbon_costs(2026, &[0.0, 1e300], &[(2027, 1e300)]);
        assert_eq!(overflow, Err(MoneyError::NotFinite { index: 1 }));
        assert_eq!(carbon_costs(u32::MAX, &[1.0, 2.0], &[(u32::MAX, 3.0)]), Ok(vec![3.0, 6.0]));
    }

    #[test]
    fn a_line_of_nothing_switches_nothing() {
        assert_eq!(switching_shares(&[]), Ok(vec![]));
        assert_eq!(switching_shares(&[-5.0, 0.0]), Ok(vec![Some(-1.0), None]));
        assert_eq!(switching_shares(&[-5.0, 5.0]), Ok(vec![Some(0.0), Some(0.0)]));
        assert_eq!(switching_shares(&[0.0]), Ok(vec![None]));
        assert_eq!(switching_shares(&[1.0, f64::NAN]), Err(MoneyError::NotFinite { index: 1 }));
        assert_eq!(switching_shares(&[f64::MAX, f64::MAX]), Err(MoneyError::NotFinite { index: 1 }));
        assert_eq!(switching_shares(&[1e300, 1e-300]).unwrap()[1], None);
    }
}
