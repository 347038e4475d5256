//! What options cost: the nouns. Present values are worked out from them in [`whole_life`](super::whole_life).

use crate::finite::Finite;
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// What an option costs over the appraisal's horizon, in pence. Figures may be given, or worked out where the appraisal
/// has a [`Costing`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Cost {
    /// Capital, once, in year 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Pence>,
    /// Operating cost a year, without energy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operating_per_year: Option<Pence>,
    /// Energy a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_per_year: Option<Pence>,
    /// Sums that fall in one year: replacements, exit costs; negative for receipts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<DatedCost>,
    /// Present value of all of these over the horizon, as a source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_value: Option<Pence>,
    /// Uplift for optimism bias on the present value, as a source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optimism_bias: Option<Pence>,
    /// The reference class and rate behind the uplift, as a source gives it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub optimism_bias_basis: String,
    /// The uplift as a rate on a part of the cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uplift: Option<Uplift>,
    /// Emissions a year, tCO2e.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tonnes_per_year: Option<Finite>,
    /// Present value of carbon at published carbon values, as a source gives it; not added to the money where carbon is
    /// also scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon: Option<Pence>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Cost {
    /// Returns whether it has all that `before` has, and perhaps more.
    #[must_use]
    pub fn adds_to(&self, before: &Cost) -> bool {
        let stays = |of: fn(&Cost) -> Option<Pence>| of(before).is_none() || of(before) == of(self);
        let figures: [fn(&Cost) -> Option<Pence>; 6] = [
            |cost| cost.capital,
            |cost| cost.operating_per_year,
            |cost| cost.energy_per_year,
            |cost| cost.present_value,
            |cost| cost.optimism_bias,
            |cost| cost.carbon,
        ];
        let basis = &before.optimism_bias_basis;
        figures.into_iter().all(stays)
            && self.dated.starts_with(&before.dated)
            && (basis.is_empty() || *basis == self.optimism_bias_basis)
            && (before.uplift.is_none() || before.uplift == self.uplift)
            && (before.tonnes_per_year.is_none() || before.tonnes_per_year == self.tonnes_per_year)
    }
}

/// A sum that falls in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DatedCost {
    /// What it is for.
    pub label: String,
    /// The year it falls in, counted from 0.
    pub year: u32,
    /// The sum; negative for a receipt.
    pub sum: Pence,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// An uplift for optimism bias: a rate of its reference class on a part of the cost.
///
/// # Reference
/// HM Treasury (2022), The Green Book, supplementary guidance on optimism bias; Mott MacDonald (2002), Review of Large
/// Public Procurement in the UK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Uplift {
    /// The reference class, for example "non-standard building".
    pub class: String,
    /// The rate in per cent, 0 or more.
    pub percent: Finite,
    /// What the rate is taken of.
    pub on: UpliftBase,
    /// Where the rate comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Uplift {
    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_rate = (0.0..=1000.0).contains(&self.percent.get());
        (!is_rate).then_some("expected a rate from 0 to 1000 per cent")
    }
}

/// What an uplift is taken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UpliftBase {
    /// Capital.
    #[default]
    Capital,
    /// The present value of operating cost.
    Operating,
    /// The present value of operating cost above that of business as usual.
    AddedOperating,
    /// The whole present value.
    WholeLife,
}

/// How the costs of all options are brought to present value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Costing {
    /// The calendar year of year 0, which is not discounted.
    pub first_year: u32,
    /// How many years count, year 0 among them; 1 to 100.
    pub n_years: u32,
    /// How later years are discounted.
    #[serde(default)]
    pub schedule: DiscountSchedule,
    /// What money is in, for example "2026 prices, real".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub price_base: String,
    /// Prices of a tonne by calendar year, one for each year of the horizon: none is carried over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carbon_prices: Vec<CarbonPrice>,
    /// Where the prices of carbon come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carbon_source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Costing {
    /// The longest horizon, in years.
    pub const LONGEST: u32 = 100;

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_rate = |percent: Finite| (0.0..=100.0).contains(&percent.get());
        let mut years: Vec<u32> = self.carbon_prices.iter().map(|price| price.year).collect();
        crate::order::sort_by(&mut years, &mut u32::cmp);
        let is_twice = years.windows(2).any(|pair| pair[0] == pair[1]);
        if !(1..=Costing::LONGEST).contains(&self.n_years) {
            Some("expected a horizon from 1 to 100 years")
        } else if !(1900..=2200).contains(&self.first_year) {
            Some("expected a first year from 1900 to 2200")
        } else if matches!(self.schedule, DiscountSchedule::Flat(percent) if !is_rate(percent)) {
            Some("expected a rate from 0 to 100 per cent a year")
        } else if is_twice || self.carbon_prices.iter().any(|price| price.pounds < Finite::ZERO) {
            Some("expected one carbon price of 0 or more for each year")
        } else {
            None
        }
    }
}

/// How later years are discounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DiscountSchedule {
    /// 3.5% a year, falling after 30 years.
    #[default]
    GreenBook,
    /// The same without pure time preference.
    GreenBookReduced,
    /// One rate, in per cent a year, 0 or more.
    Flat(Finite),
}

/// The price of a tonne of CO2e in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CarbonPrice {
    /// The calendar year.
    pub year: u32,
    /// Pounds a tonne, 0 or more.
    pub pounds: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}
