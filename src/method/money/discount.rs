//! Discounting: a schedule of rates by year turned into factors, and flows turned into one figure for today.

use super::MoneyError;

/// One step of a discount schedule: a rate that holds for a span of years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateStep {
    /// First year of the span; year 0 is not discounted, so 1 or later.
    pub from_year: u32,
    /// Last year of the span; `None` for ever.
    pub to_year: Option<u32>,
    /// Rate a year as a share, above -1: 0.035 is 3.5%.
    pub rate: f64,
}

const fn step(from_year: u32, to_year: Option<u32>, rate: f64) -> RateStep {
    RateStep { from_year, to_year, rate }
}

/// The standard schedule of the Green Book, in real terms: 3.5% falling to 1%.
///
/// # Reference
/// HM Treasury (2022), *The Green Book*, annex 6.
pub const GREEN_BOOK: [RateStep; 6] = [
    step(1, Some(30), 0.035),
    step(31, Some(75), 0.03),
    step(76, Some(125), 0.025),
    step(126, Some(200), 0.02),
    step(201, Some(300), 0.015),
    step(301, None, 0.01),
];

/// The Green Book's reduced schedule, without pure time preference, for a test beside the standard one where effects
/// reach very far.
///
/// # Reference
/// HM Treasury (2008), *Intergenerational wealth transfers and social discounting* (Lowe).
pub const GREEN_BOOK_REDUCED: [RateStep; 6] = [
    step(1, Some(30), 0.03),
    step(31, Some(75), 0.0257),
    step(76, Some(125), 0.0214),
    step(126, Some(200), 0.0171),
    step(201, Some(300), 0.0129),
    step(301, None, 0.0086),
];

/// Flows over the years as one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct PresentValue {
    /// Sum of the discounted flows (net present value).
    pub net: f64,
    /// Each year's flow, discounted.
    pub by_year: Vec<f64>,
    /// Sum of the factors of years 1 to the last.
    pub annuity_factor: f64,
    /// The constant yearly sum, from year 1 to the last, of the same present value; `None` for year 0 alone.
    pub equivalent_annual: Option<f64>,
}

/// Returns the discount factor of each year asked for: what 1 in that year is worth in year 0.
///
/// A year's factor is the year before's divided by 1 plus the year's own rate, so rates step without a jump back to
/// year 0. Steps may come in any order.
///
/// # Errors
/// Refuses rates of -1 or below or not finite, spans that are none, two rates for a year, a year without one, years
/// beyond [`MoneyError::LAST_YEAR`], and factors too large to write down.
///
/// # Reference
/// HM Treasury (2022), *The Green Book*, annex 6.
///
/// # Example
/// ```
/// use weighbridge::method::money::{GREEN_BOOK, discount_factors};
/// let factors = discount_factors(&GREEN_BOOK, &[0, 1, 31]).unwrap();
/// assert_eq!(factors[0], 1.0);
/// assert!((factors[1] - 0.966_184).abs() < 1e-6 && (factors[2] - 0.345_901).abs() < 1e-6);
/// ```
pub fn discount_factors(schedule: &[RateStep], years: &[u32]) -> Result<Vec<f64>, MoneyError> {
    let last = years.iter().copied().max().unwrap_or(0);
    let all = all_factors(schedule, last)?;
    Ok(years.iter().map(|&year| all[year as usize]).collect())
}

/// Returns flows as a present value; `flows[t]` falls in year t, and year 0 is not discounted.
///
/// Whatever sign the flows have, the results keep: whole-life costs given as positive stay positive.
///
/// # Errors
/// Refuses flows that are not finite, sums that become so, and what [`discount_factors`] refuses.
///
/// # Reference
/// HM Treasury (2022), *The Green Book* (net present social value); Brealey, Myers and Allen (2020), *Principles of
/// Corporate Finance* (equivalent annual cost).
///
/// # Example
/// ```
/// use weighbridge::method::money::{GREEN_BOOK, present_value};
/// let value = present_value(&[-100.0, 30.0, 30.0, 30.0, 30.0, 30.0], &GREEN_BOOK).unwrap();
/// assert!((value.net - 35.4516).abs() < 1e-4);
/// assert_eq!(present_value(&[-100.0], &GREEN_BOOK).unwrap().equivalent_annual, None);
/// ```
pub fn present_value(flows: &[f64], schedule: &[RateStep]) -> Result<PresentValue, MoneyError> {
    if let Some(index) = flows.iter().position(|flow| !flow.is_finite()) {
        return Err(MoneyError::NotFinite { index });
    }
    let last = u32::try_from(flows.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let factors = all_factors(schedule, last)?;
    let by_year: Vec<f64> = flows.iter().zip(&factors).map(|(flow, factor)| flow * factor).collect();
    let net: f64 = by_year.iter().sum();
    let annuity_factor: f64 = factors.iter().skip(1).sum();
    if !(net.is_finite() && annuity_factor.is_finite()) {
        let index = by_year.iter().position(|value| !value.is_finite()).unwrap_or(flows.len() - 1);
        return Err(MoneyError::NotFinite { index });
    }
    let annual = Some(net / annuity_factor).filter(|annual| last > 0 && annual.is_finite());
    Ok(PresentValue { net, by_year, annuity_factor, equivalent_annual: annual })
}

/// Returns the factors of years 0 to `last`.
fn all_factors(schedule: &[RateStep], last: u32) -> Result<Vec<f64>, MoneyError> {
    check(schedule)?;
    if last > MoneyError::LAST_YEAR {
        return Err(MoneyError::TooFar { year: last });
    }
    let mut factors = Vec::with_capacity(last as usize + 1);
    let mut factor = 1.0;
    factors.push(factor);
    for year in 1..=last {
        let step = schedule.iter().find(|step| holds(step, year)).ok_or(MoneyError::NoRate { year })?;
        factor /= 1.0 + step.rate;
        if !f64::is_finite(factor) {
            return Err(MoneyError::NotFinite { index: year as usize });
        }
        factors.push(factor);
    }
    Ok(factors)
}

fn holds(step: &RateStep, year: u32) -> bool {
    step.from_year <= year && step.to_year.is_none_or(|last| year <= last)
}

/// Refuses steps that are no rate or no span, and two that overlap.
fn check(schedule: &[RateStep]) -> Result<(), MoneyError> {
    for (position, step) in schedule.iter().enumerate() {
        if !(step.rate.is_finite() && step.rate > -1.0) {
            return Err(MoneyError::NotARate { step: position });
        }
        if step.from_year == 0 || step.to_year.is_some_and(|last| last < step.from_year) {
            return Err(MoneyError::NotASpan { step: position });
        }
        // Two spans overlap when one of them holds for the first year of the other.
        for other in &schedule[..position] {
            if holds(other, step.from_year) {
                return Err(MoneyError::Overlap { year: step.from_year });
            }
            if holds(step, other.from_year) {
                return Err(MoneyError::Overlap { year: other.from_year });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{GREEN_BOOK, RateStep, discount_factors, present_value};
    use crate::method::money::MoneyError;

    fn flat(rate: f64) -> [RateStep; 1] {
        [RateStep { from_year: 1, to_year: None, rate }]
    }

    #[test]
    fn year_nought_needs_no_rate() {
        assert_eq!(discount_factors(&[], &[0]), Ok(vec![1.0]));
        assert_eq!(discount_factors(&[], &[]), Ok(vec![]));
        assert_eq!(discount_factors(&[], &[1]), Err(MoneyError::NoRate { year: 1 }));
        let nothing = present_value(&[], &[]).unwrap();
        assert_eq!((nothing.net, nothing.equivalent_annual), (0.0, None));
    }

    #[test]
    fn schedules_with_gaps_and_overlaps_are_refused() {
        let mut gap = GREEN_BOOK;
        gap[1].from_year = 32;
        assert_eq!(discount_factors(&gap, &[40]), Err(MoneyError::NoRate { year: 31 }));
        assert!(discount_factors(&gap, &[30]).is_ok(), "a gap that is not reached does no harm");
        let mut overlap = GREEN_BOOK;
        overlap[2].from_year = 75;
        assert_eq!(discount_factors(&overlap, &[1]), Err(MoneyError::Overlap { year: 75 }));
        overlap.reverse();
        assert_eq!(discount_factors(&overlap, &[1]), Err(MoneyError::Overlap { year: 75 }));
        let backwards = [RateStep { from_year: 5, to_year: Some(4), rate: 0.01 }];
        assert_eq!(discount_factors(&backwards, &[1]), Err(MoneyError::NotASpan { step: 0 }));
        let nought = [RateStep { from_year: 0, to_year: None, rate: 0.01 }];
        assert_eq!(discount_factors(&nought, &[1]), Err(MoneyError::NotASpan { step: 0 }));
    }

    #[test]
    fn rates_from_none_to_absurd() {
        assert_eq!(discount_factors(&flat(0.0), &[7]), Ok(vec![1.0]));
        assert_eq!(discount_factors(&flat(1.0), &[3]), Ok(vec![0.125]));
        assert_eq!(discount_factors(&flat(1e300), &[2]), Ok(vec![0.0]));
        assert_eq!(discount_factors(&flat(-0.5), &[2]), Ok(vec![4.0]));
        assert!(matches!(discount_factors(&flat(-0.999), &[200]), Err(MoneyError::NotFinite { .. })));
        for rate in [-1.0, -2.0, f64::NAN, f64::INFINITY] {
            assert_eq!(discount_factors(&flat(rate), &[1]), Err(MoneyError::NotARate { step: 0 }));
        }
        assert_eq!(discount_factors(&flat(0.0), &[u32::MAX]), Err(MoneyError::TooFar { year: u32::MAX }));
    }

    #[test]
    fn flows_of_every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let value = present_value(&[-size, size], &flat(1.0)).unwrap();
            assert!((value.net / size + 0.5).abs() < 1e-12, "{size}");
        }
        assert_eq!(present_value(&[0.0, f64::NAN], &GREEN_BOOK), Err(MoneyError::NotFinite { index: 1 }));
        let sum = present_value(&[f64::MAX, f64::MAX], &flat(0.0));
        assert_eq!(sum, Err(MoneyError::NotFinite { index: 1 }));
    }
}
