//! The budget of carbon that somebody chose, what was reported, and what is expected without further measures.

use super::CarbonYear;
use crate::finite::Finite;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A budget of tonnes over some years, with what is held against it: all within the council's own boundary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CarbonPlan {
    /// The document that sets the budget, with its date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// The first year of the budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<CarbonYear>,
    /// Its last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<CarbonYear>,
    /// How many tonnes it allows in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_t: Option<Finite>,
    /// Where the budget was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Tonnes a year that are expected without further measures, in each year that has no figure of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flat_t: Option<Finite>,
    /// Where that was read, and what is not known about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_source: String,
    /// What is known year by year, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<PlanYear>,
    /// What the whole city emits in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<CityFigure>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What is known of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PlanYear {
    /// The year, such as "2025/26".
    pub year: CarbonYear,
    /// Tonnes that were reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_t: Option<Finite>,
    /// Tonnes that are expected without further measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_t: Option<Finite>,
    /// Electricity that was used, in kWh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kwh: Option<Finite>,
    /// What a kWh was taken to emit, in kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Finite>,
    /// Where the figures were read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What the whole city emits in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CityFigure {
    /// The year.
    pub year: CarbonYear,
    /// Tonnes.
    pub t: Finite,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl PlanYear {
    /// Returns a year of which nothing is known yet.
    #[must_use]
    pub fn of(year: CarbonYear) -> PlanYear {
        let (reported_t, base_t, kwh, factor) = (None, None, None, None);
        PlanYear { year, reported_t, base_t, kwh, factor, source: String::new(), unknown: Unknown::new() }
    }

    /// Returns whether nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == PlanYear::of(self.year)
    }

    /// Returns what is wrong with it: a figure below 0.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let all = [self.reported_t, self.base_t, self.kwh, self.factor];
        let is_negative = all.into_iter().flatten().any(|figure| figure.get() < 0.0);
        is_negative.then_some("expected figures of 0 or more")
    }
}

impl CarbonPlan {
    /// How many years a budget may run for at most.
    pub const LONGEST: usize = 100;

    /// Returns the years of the budget; none where its period is not given.
    #[must_use]
    pub fn period(&self) -> Vec<CarbonYear> {
        self.from.zip(self.to).map_or_else(Vec::new, |(from, to)| from.up_to(to))
    }

    /// Returns what is known of a year.
    #[must_use]
    pub fn year(&self, year: CarbonYear) -> Option<&PlanYear> {
        self.years.iter().find(|known| known.year == year)
    }

    /// Returns what is expected in a year without further measures: its own figure, or the flat one.
    #[must_use]
    pub fn base_t(&self, year: CarbonYear) -> Option<f64> {
        self.year(year).and_then(|known| known.base_t).or(self.flat_t).map(Finite::get)
    }

    /// Returns what was reported for a year.
    #[must_use]
    pub fn reported_t(&self, year: CarbonYear) -> Option<f64> {
        self.year(year).and_then(|known| known.reported_t).map(Finite::get)
    }

    /// Returns what is wrong with it: a period the wrong way round or too long, figures below 0, or a year twice.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_negative = |figure: Option<Finite>| figure.is_some_and(|figure| figure.get() < 0.0);
        if self.from.zip(self.to).is_some_and(|(from, to)| !(1..=CarbonPlan::LONGEST).contains(&from.up_to(to).len())) {
            Some("expected a last year that is not before the first, of the same kind, and at most 100 years in all")
        } else if is_negative(self.limit_t) || is_negative(self.flat_t) {
            Some("expected tonnes of 0 or more")
        } else if self.city.as_ref().is_some_and(|city| city.t.get() <= 0.0) {
            Some("expected tonnes above 0 for the city")
        } else if !self.years.windows(2).all(|pair| pair[0].year < pair[1].year) {
            Some("expected each year once, in order")
        } else {
            self.years.iter().find_map(PlanYear::problem)
        }
    }
}
