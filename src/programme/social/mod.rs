//! Social value: what is promised and delivered ([`SocialValue`]), and what somebody says that one of it is worth ([`Proxy`]).
//!
//! Pounds are worked out only where everything that they rest on was given, with a source and an edition. They stand beside the
//! money of a programme and are never added to it, and promised and delivered are never added to each other.

mod field;

pub use field::{ProxyField, SocialField};

use crate::date::Date;
use crate::finite::Finite;
use crate::id::{ProxyId, SocialValueId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// Something of social value that an initiative promises or has delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SocialValue {
    /// Issued by the case.
    pub id: SocialValueId,
    /// What it counts, and what one of it is worth.
    pub proxy: ProxyId,
    /// How many, in the unit of the proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Finite>,
    /// Whether it is a promise.
    #[serde(default, skip_serializing_if = "SocialState::is_promised")]
    pub state: SocialState,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The share of it that is this initiative's doing, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Finite>,
    /// The share of it that would have come about anyway, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadweight: Option<Finite>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Whether social value is promised or delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SocialState {
    /// Somebody said that they would.
    #[default]
    Promised,
    /// It came about.
    Delivered,
}

impl SocialState {
    /// Both.
    pub const ALL: [SocialState; 2] = [SocialState::Promised, SocialState::Delivered];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SocialState::Promised => "Promised",
            SocialState::Delivered => "Delivered",
        }
    }

    /// Returns whether it is a promise.
    #[must_use]
    pub fn is_promised(&self) -> bool {
        *self == SocialState::Promised
    }
}

/// What one of something is said to be worth. None comes with the page: whoever types it says where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Proxy {
    /// Issued by the case.
    pub id: ProxyId,
    /// What is counted, for example "NT1 local jobs".
    pub measure: String,
    /// What one of it is, for example "person-year".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What one of it is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Pence>,
    /// Who says so, and where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// In which edition, since values change from year to year.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// For which place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Proxy {
    /// Returns a proxy with a name and nothing else yet.
    #[must_use]
    pub fn named(id: ProxyId, measure: &str) -> Proxy {
        Proxy {
            id,
            measure: measure.to_owned(),
            unit: String::new(),
            value: None,
            source: String::new(),
            edition: String::new(),
            place: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns whether it says what one is worth, and who says so in which edition.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        self.value.is_some() && !self.source.is_empty() && !self.edition.is_empty()
    }

    /// Returns what is wrong with it: a value below 0.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        self.value.is_some_and(|value| value.get() < 0).then_some("expected a value of 0 or more")
    }
}

impl SocialValue {
    /// Returns a promise that counts by a proxy, with nothing else yet.
    #[must_use]
    pub fn by(id: SocialValueId, proxy: ProxyId) -> SocialValue {
        SocialValue {
            id,
            proxy,
            quantity: None,
            state: SocialState::Promised,
            from: None,
            to: None,
            attribution: None,
            deadweight: None,
            source: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Returns what is wrong with it: a share outside 0 to 1, a quantity below 0, or dates the wrong way round.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let is_share = |share: Option<Finite>| share.is_none_or(|share| (0.0..=1.0).contains(&share.get()));
        if !is_share(self.attribution) || !is_share(self.deadweight) {
            Some("expected shares from 0 to 1")
        } else if self.quantity.is_some_and(|quantity| quantity.get() < 0.0) {
            Some("expected a quantity of 0 or more")
        } else if self.from.zip(self.to).is_some_and(|(from, to)| from.is_after(to)) {
            Some("expected an end that does not come before the start")
        } else {
            None
        }
    }

    /// Returns what it is worth to the nearest penny: quantity × value × attribution × (1 − deadweight), what is
    /// additional in the sense of HM Treasury's Green Book: neither due to others nor bound to come. `None` where any of these is
    /// not given, or the proxy has no source or edition: what is not said is neither 0 nor 1.
    ///
    /// # Example
    /// ```
    /// use weighbridge::finite::Finite;
    /// use weighbridge::id::{ProxyId, SocialValueId};
    /// use weighbridge::pence::Pence;
    /// use weighbridge::programme::{Proxy, SocialValue};
    /// let jobs = Proxy {
    ///     value: Pence::from_pounds(30_000),
    ///     source: "Invented for this example".into(),
    ///     edition: "2026".into(),
    ///     ..Proxy::named(ProxyId(1), "Local jobs")
    /// };
    /// let four = SocialValue {
    ///     quantity: Finite::new(4.0),
    ///     attribution: Finite::new(0.5),
    ///     deadweight: Finite::new(0.2),
    ///     ..SocialValue::by(SocialValueId(2), jobs.id)
    /// };
    /// assert_eq!(four.pounds(&jobs), Pence::from_pounds(48_000));
    /// assert_eq!(SocialValue { deadweight: None, ..four }.pounds(&jobs), None);
    /// ```
    #[must_use]
    pub fn pounds(&self, proxy: &Proxy) -> Option<Pence> {
        let value = proxy.value.filter(|_| proxy.is_sourced())?;
        let shares = self.attribution?.get() * (1.0 - self.deadweight?.get());
        let pence = libm::round(self.quantity?.get() * value.get() as f64 * shares);
        // Beyond what is kept exactly, there is no such sum.
        (pence.abs() < 9.007e15).then(|| Pence::new(pence as i64)).flatten()
    }
}
