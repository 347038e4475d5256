//! What one initiative saves or adds, line by line.

use crate::date::Date;
use crate::finite::Finite;
use crate::id::CarbonLineId;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// The carbon of an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Carbon {
    /// What saves or adds tonnes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<CarbonLine>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Carbon {
    /// Returns whether nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.unknown.is_empty()
    }
}

/// Something that saves or adds tonnes. Tonnes that are saved are negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CarbonLine {
    /// Issued by the case.
    pub id: CarbonLineId,
    /// What does it.
    pub what: String,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when; absent where it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Tonnes a year within the council's own boundary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council_t: Option<Finite>,
    /// Tonnes a year in all, whoever's they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_t: Option<Finite>,
    /// The lower end of what the total may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_t: Option<Finite>,
    /// The upper end of what the total may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_t: Option<Finite>,
    /// Electricity in kWh a year, negative where it is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kwh: Option<Finite>,
    /// What a kWh is taken to emit, in kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Finite>,
    /// Tonnes in all that arise once, where it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_off_total_t: Option<Finite>,
    /// Where the figures were read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What the figures rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether the base line has it already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_plan: bool,
    /// Lines of this case that count the same tonnes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_tonnes_as: Vec<CarbonLineId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl CarbonLine {
    /// Returns a line with a name and nothing else yet.
    #[must_use]
    pub fn named(id: CarbonLineId, what: &str) -> CarbonLine {
        CarbonLine {
            id,
            what: what.to_owned(),
            from: None,
            to: None,
            council_t: None,
            total_t: None,
            low_t: None,
            high_t: None,
            kwh: None,
            factor: None,
            one_off_total_t: None,
            source: String::new(),
            confidence: None,
            in_plan: false,
            same_tonnes_as: Vec::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns what is wrong with it: dates or ends the wrong way round, a factor below 0, or tonnes that are its own.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let turned =
            |low: Option<Finite>, high: Option<Finite>| low.zip(high).is_some_and(|(low, high)| low.get() > high.get());
        let is_outside = turned(self.low_t, self.total_t) || turned(self.total_t, self.high_t);
        if self.from.zip(self.to).is_some_and(|(from, to)| from.is_after(to)) {
            Some("expected an end that does not come before the start")
        } else if turned(self.low_t, self.high_t) || is_outside {
            Some("expected a lowest total, a total and a highest total in this order: saved tonnes are negative")
        } else if self.factor.is_some_and(|factor| factor.get() < 0.0) {
            Some("expected a factor of 0 or more, in kg a kWh")
        } else if self.same_tonnes_as.contains(&self.id) {
            Some("expected another measure than itself")
        } else {
            None
        }
    }

    /// Returns the tonnes a year that its electricity comes to at its factor; `None` where either is not given.
    #[must_use]
    pub fn electricity_t(&self) -> Option<f64> {
        Some(self.kwh?.get() * self.factor?.get() / 1000.0)
    }
}

/// What a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Something that was measured or published.
    Evidence,
    /// The judgement of somebody who knows.
    Judgement,
    /// A guess.
    Guess,
}

impl Confidence {
    /// All of them, from the firmest.
    pub const ALL: [Confidence; 3] = [Confidence::Evidence, Confidence::Judgement, Confidence::Guess];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Evidence => "Evidence",
            Confidence::Judgement => "Judgement",
            Confidence::Guess => "Guess",
        }
    }
}
