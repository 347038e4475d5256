//! Optimism bias: an upper bound from a reference class, what of it is managed away, and the rest added.
//!
//! There is no default. A bound, its class and the reason for any mitigation are the caller's to record.

use super::MoneyError;

/// Reference classes of the generic study, with the upper bounds from which mitigation starts.
///
/// # Reference
/// Mott MacDonald (2002), *Review of Large Public Procurement in the UK*; HM Treasury (2013), *Supplementary Green
/// Book guidance: optimism bias*, table 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProjectType {
    /// Buildings of a known kind.
    StandardBuildings,
    /// Buildings with special features.
    NonStandardBuildings,
    /// Civil engineering of a known kind.
    StandardCivilEngineering,
    /// Civil engineering with special features.
    NonStandardCivilEngineering,
    /// Equipment, software and other development.
    EquipmentAndDevelopment,
}

/// Upper bound on the operating cost of outsourcing, as a share.
///
/// # Reference
/// HM Treasury (2013), *Supplementary Green Book guidance: optimism bias*, table 1.
pub const OUTSOURCING_OPERATING_BOUND: f64 = 0.41;

impl ProjectType {
    /// All classes, in the order of the table.
    pub const ALL: [ProjectType; 5] = [
        ProjectType::StandardBuildings,
        ProjectType::NonStandardBuildings,
        ProjectType::StandardCivilEngineering,
        ProjectType::NonStandardCivilEngineering,
        ProjectType::EquipmentAndDevelopment,
    ];

    /// Returns the class as the table names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ProjectType::StandardBuildings => "standard buildings",
            ProjectType::NonStandardBuildings => "non-standard buildings",
            ProjectType::StandardCivilEngineering => "standard civil engineering",
            ProjectType::NonStandardCivilEngineering => "non-standard civil engineering",
            ProjectType::EquipmentAndDevelopment => "equipment/development",
        }
    }

    /// Returns the upper bound on works duration, as a share.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::money::ProjectType;
    /// assert_eq!(ProjectType::StandardBuildings.duration_bound(), 0.04);
    /// ```
    #[must_use]
    pub fn duration_bound(self) -> f64 {
        match self {
            ProjectType::StandardBuildings => 0.04,
            ProjectType::NonStandardBuildings => 0.39,
            ProjectType::StandardCivilEngineering => 0.20,
            ProjectType::NonStandardCivilEngineering => 0.25,
            ProjectType::EquipmentAndDevelopment => 0.54,
        }
    }

    /// Returns the upper bound on capital cost, as a share.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::money::ProjectType;
    /// assert_eq!(ProjectType::EquipmentAndDevelopment.capital_bound(), 2.0);
    /// ```
    #[must_use]
    pub fn capital_bound(self) -> f64 {
        match self {
            ProjectType::StandardBuildings => 0.24,
            ProjectType::NonStandardBuildings => 0.51,
            ProjectType::StandardCivilEngineering => 0.44,
            ProjectType::NonStandardCivilEngineering => 0.66,
            ProjectType::EquipmentAndDevelopment => 2.0,
        }
    }
}

/// An amount with optimism bias added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// What was added, as a share of the base: the bound less what is mitigated.
    pub rate: f64,
    /// The base with the rate added, in the unit and with the sign of the base.
    pub amount: f64,
}

/// One cause of optimism bias, and how far it is managed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MitigationFactor {
    /// Its share of the upper bound, 0 to 1.
    pub contribution: f64,
    /// How far it is managed, 0 (not at all) to 1 (wholly).
    pub managed: f64,
}

/// Returns a cost or a duration with optimism bias added: `base` times 1 + `upper_bound` times (1 - `mitigation`).
///
/// `upper_bound` is a share of zero or more, `mitigation` a share from 0 (nothing managed) to 1 (everything).
///
/// # Errors
/// Refuses a base that is not finite, or becomes so, a bound below zero and a mitigation outside 0 to 1.
///
/// # Reference
/// HM Treasury (2013), *Supplementary Green Book guidance: optimism bias*.
///
/// # Example
/// ```
/// use weighbridge::method::money::{ProjectType, adjust};
/// let adjusted = adjust(100.0, ProjectType::NonStandardBuildings.capital_bound(), 0.92).unwrap();
/// assert!((adjusted.amount - 104.08).abs() < 1e-12);
/// ```
pub fn adjust(base: f64, upper_bound: f64, mitigation: f64) -> Result<Adjusted, MoneyError> {
    if !(upper_bound.is_finite() && upper_bound >= 0.0) {
        return Err(MoneyError::NotABound { index: 0 });
    }
    if !(0.0..=1.0).contains(&mitigation) {
        return Err(MoneyError::NotAShare { index: 0 });
    }
    let rate = upper_bound * (1.0 - mitigation);
    let amount = base + base * rate;
    if amount.is_finite() { Ok(Adjusted { rate, amount }) } else { Err(MoneyError::NotFinite { index: 0 }) }
}

/// Returns the share of the upper bound that is managed away: the sum of contributions times how far each is managed.
///
/// Causes that are not listed are not managed. 0 for an empty list.
///
/// # Errors
/// Refuses shares outside 0 to 1, and contributions that add to more than 1 by more than rounding.
///
/// # Reference
/// HM Treasury (2013), *Supplementary Green Book guidance: optimism bias* (mitigation factors).
///
/// # Example
/// ```
/// use weighbridge::method::money::{MitigationFactor, mitigation};
/// let scope = MitigationFactor { contribution: 0.6, managed: 0.5 };
/// let ground = MitigationFactor { contribution: 0.4, managed: 0.25 };
/// assert_eq!(mitigation(&[scope, ground]), Ok(0.4));
/// ```
pub fn mitigation(factors: &[MitigationFactor]) -> Result<f64, MoneyError> {
    let is_share = |share: f64| (0.0..=1.0).contains(&share);
    if let Some(index) = factors.iter().position(|f| !(is_share(f.contribution) && is_share(f.managed))) {
        return Err(MoneyError::NotAShare { index });
    }
    if factors.iter().map(|factor| factor.contribution).sum::<f64>() > 1.0 + 1e-9 {
        return Err(MoneyError::AboveWhole);
    }
    Ok(factors.iter().map(|factor| factor.contribution * factor.managed).sum::<f64>().min(1.0))
}

/// Returns the upper bound of a project of several classes: the mean of `(share of the cost, upper bound)` by share.
///
/// Shares add to 1; what they fall short of 1 by would have no bound at all and is refused.
///
/// # Errors
/// Refuses shares outside 0 to 1, shares that do not add to 1 within a billionth, and bounds below zero.
///
/// # Reference
/// HM Treasury (2013), *Supplementary Green Book guidance: optimism bias* (projects of more than one type).
///
/// # Example
/// ```
/// use weighbridge::method::money::{ProjectType, combined_bound};
/// let building = (0.75, ProjectType::StandardBuildings.capital_bound());
/// let equipment = (0.25, ProjectType::EquipmentAndDevelopment.capital_bound());
/// assert!((combined_bound(&[building, equipment]).unwrap() - 0.68).abs() < 1e-12);
/// ```
pub fn combined_bound(classes: &[(f64, f64)]) -> Result<f64, MoneyError> {
    if let Some(index) = classes.iter().position(|(share, _)| !(0.0..=1.0).contains(share)) {
        return Err(MoneyError::NotAShare { index });
    }
    if let Some(index) = classes.iter().position(|(_, bound)| !(bound.is_finite() && *bound >= 0.0)) {
        return Err(MoneyError::NotABound { index });
    }
    let sum: f64 = classes.iter().map(|(share, _)| share).sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(MoneyError::NotWhole);
    }
    let combined: f64 = classes.iter().map(|(share, bound)| share * bound).sum();
    Ok(combined.min(f64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{MitigationFactor, adjust, combined_bound, mitigation};
    use crate::method::money::MoneyError;

    #[test]
    fn costs_keep_their_sign() {
        assert_eq!(adjust(-100.0, 0.5, 0.0).map(|adjusted| adjusted.amount), Ok(-150.0));
        assert_eq!(adjust(100.0, 0.5, 1.0).map(|adjusted| (adjusted.rate, adjusted.amount)), Ok((0.0, 100.0)));
    }

    #[test]
    fn refuses_what_is_no_bound_and_no_share() {
        assert_eq!(adjust(1.0, -0.1, 0.0), Err(MoneyError::NotABound { index: 0 }));
        assert_eq!(adjust(1.0, f64::NAN, 0.0), Err(MoneyError::NotABound { index: 0 }));
        assert_eq!(adjust(1.0, 0.1, 1.1), Err(MoneyError::NotAShare { index: 0 }));
        assert_eq!(adjust(f64::MAX, 1.0, 0.0), Err(MoneyError::NotFinite { index: 0 }));
        assert_eq!(adjust(f64::NAN, 1.0, 0.0), Err(MoneyError::NotFinite { index: 0 }));
        let factor = |contribution, managed| MitigationFactor { contribution, managed };
        assert_eq!(mitigation(&[factor(0.5, 0.5), factor(0.5, 1.5)]), Err(MoneyError::NotAShare { index: 1 }));
        assert_eq!(mitigation(&[factor(0.7, 0.5), factor(0.7, 0.5)]), Err(MoneyError::AboveWhole));
        assert_eq!(mitigation(&[]), Ok(0.0));
    }

    #[test]
    fn classes_cover_the_whole_cost() {
        assert_eq!(combined_bound(&[]), Err(MoneyError::NotWhole));
        assert_eq!(combined_bound(&[(0.5, 0.2)]), Err(MoneyError::NotWhole));
        assert_eq!(combined_bound(&[(0.5, 0.2), (0.5, -0.2)]), Err(MoneyError::NotABound { index: 1 }));
        assert_eq!(combined_bound(&[(-0.5, 0.2), (1.5, 0.2)]), Err(MoneyError::NotAShare { index: 0 }));
        assert_eq!(combined_bound(&[(1.0, 0.2)]), Ok(0.2));
    }
}
