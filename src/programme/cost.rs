//! What an initiative would cost, by kind and by year, as far as anybody says. What nobody says is no 0.

use crate::finite::Finite;
use crate::limits;
use crate::pence::Pence;
use crate::print;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A financial year, from April to March, as councils write it: "2026/27".
///
/// # Example
/// ```
/// use weighbridge::programme::FinancialYear;
/// let year = FinancialYear::from_start(2026).unwrap();
/// assert_eq!(year.to_string(), "2026/27");
/// assert_eq!(FinancialYear::read("2026/2027"), Some(year));
/// assert_eq!(FinancialYear::read("2026/28"), None);
/// assert_eq!(FinancialYear::from_start(1999).unwrap().to_string(), "1999/00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct FinancialYear(u16);

impl FinancialYear {
    /// Returns the year that begins in April of this year, or `None` outside 1900 to 2200.
    #[must_use]
    pub fn from_start(year: u16) -> Option<FinancialYear> {
        (1900..=2200).contains(&year).then_some(FinancialYear(year))
    }

    /// Returns the year in a text such as "2026/27", "2026-27", "26/27" or "2026/2027"; `None` where its two halves do not
    /// follow each other.
    #[must_use]
    pub fn read(text: &str) -> Option<FinancialYear> {
        let (from, to) = text.trim().split_once(['/', '-', '–'])?;
        let is_number = |part: &str| (part.len() == 2 || part.len() == 4) && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(from) || !is_number(to) {
            return None;
        }
        let number = |part: &str| part.parse::<u16>().ok();
        let start = if from.len() == 2 { 2000 + number(from)? } else { number(from)? };
        let end = number(to)?;
        let follows = if to.len() == 2 { (start + 1) % 100 == end } else { start + 1 == end };
        FinancialYear::from_start(start).filter(|_| follows)
    }

    /// Returns the calendar year in which it begins.
    #[must_use]
    pub fn start(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

impl TryFrom<String> for FinancialYear {
    type Error = &'static str;

    fn try_from(text: String) -> Result<FinancialYear, &'static str> {
        FinancialYear::read(&text).ok_or("expected a financial year such as 2026/27")
    }
}

impl From<FinancialYear> for String {
    fn from(year: FinancialYear) -> String {
        year.to_string()
    }
}

/// What an initiative would cost. What is absent was not said and is never read as 0; a 0 says that it costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct InitiativeCost {
    /// Capital by financial year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub capital: BTreeMap<FinancialYear, Pence>,
    /// Revenue a year once it runs; negative where it saves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_a_year: Option<Pence>,
    /// Revenue that is spent once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_off_revenue: Option<Pence>,
    /// People at work on it, in full-time equivalents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Finite>,
    /// What of the capital is committed already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed: Option<Pence>,
    /// Where the figures were read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl InitiativeCost {
    /// Returns whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == InitiativeCost::default()
    }

    /// Returns the capital of all years that are given; `None` where none is.
    #[must_use]
    pub fn capital_of_all_years(&self) -> Option<Pence> {
        if self.capital.is_empty() {
            return None;
        }
        Pence::new(self.capital.values().map(|sum| sum.get()).fold(0, i64::saturating_add))
    }

    /// Returns it in words, kind by kind; empty where nothing is said.
    #[must_use]
    pub fn words(&self) -> String {
        let capital = self.capital.iter().map(|(year, sum)| format!("capital {year} {}", print::money(*sum)));
        let sum = |label: &str, sum: Option<Pence>| sum.map(|sum| format!("{label} {}", print::money(sum)));
        let rest = [
            sum("revenue a year", self.revenue_a_year),
            sum("one-off revenue", self.one_off_revenue),
            self.people.map(|people| format!("people {}", print::as_typed(people.get()))),
            sum("committed", self.committed),
            (!self.source.is_empty()).then(|| format!("source {}", self.source)),
        ];
        capital.chain(rest.into_iter().flatten()).collect::<Vec<String>>().join("; ")
    }

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        if self.capital.len() > limits::YEARS {
            return Some("expected at most 301 years of capital");
        }
        if !self.capital.is_empty() && self.capital_of_all_years().is_none() {
            return Some("expected capital that adds up to less than 90 trillion pounds");
        }
        let below = |sum: Option<Pence>| sum.is_some_and(|sum| sum.get() < 0);
        if self.capital.values().any(|sum| sum.get() < 0) || below(self.one_off_revenue) || below(self.committed) {
            return Some("expected sums of 0 or more; only revenue a year may be a saving");
        }
        let people = self.people.map_or(0.0, Finite::get);
        (!(0.0..=1e6).contains(&people)).then_some("expected from 0 to 1,000,000 people")
    }
}

#[cfg(test)]
mod tests {
    use super::{FinancialYear, InitiativeCost};
    use crate::finite::Finite;
    use crate::pence::Pence;

    #[test]
    fn a_year_is_read_as_it_is_written_and_in_no_other_way() {
        for year in 1900..=2200 {
            let year = FinancialYear::from_start(year).unwrap();
            assert_eq!(FinancialYear::read(&year.to_string()), Some(year));
        }
        assert_eq!(FinancialYear::read(" 26/27 "), FinancialYear::from_start(2026));
        assert_eq!(FinancialYear::read("1999-00"), FinancialYear::from_start(1999));
        for wrong in ["2026", "2026/27/28", "2026/2", "20x6/27", "2026/26", "2300/01", "", "/", "２０２６/27"] {
            assert_eq!(FinancialYear::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_cost_that_nobody_gives_is_none_and_nil_is_a_cost() {
        let mut cost = InitiativeCost::default();
        assert!(cost.is_empty() && cost.capital_of_all_years().is_none());
        cost.capital.insert(FinancialYear::from_start(2026).unwrap(), Pence::default());
        assert_eq!(cost.capital_of_all_years(), Some(Pence::default()));
        assert!(cost.problem().is_none() && !cost.is_empty());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let year = FinancialYear::from_start(2026).unwrap();
        let negative = Pence::new(-1);
        let saves = InitiativeCost { revenue_a_year: negative, ..InitiativeCost::default() };
        assert!(saves.problem().is_none(), "revenue may be saved");
        for wrong in [
            InitiativeCost { one_off_revenue: negative, ..InitiativeCost::default() },
            InitiativeCost { committed: negative, ..InitiativeCost::default() },
            InitiativeCost { people: Finite::new(-1.0), ..InitiativeCost::default() },
            InitiativeCost { capital: [(year, negative.unwrap())].into(), ..InitiativeCost::default() },
        ] {
            assert!(wrong.problem().is_some(), "{wrong:?}");
        }
        let most = Pence::new((1 << 53) - 1).unwrap();
        let next = FinancialYear::from_start(2027).unwrap();
        let too_much = InitiativeCost { capital: [(year, most), (next, most)].into(), ..InitiativeCost::default() };
        assert!(too_much.problem().is_some());
    }
}
