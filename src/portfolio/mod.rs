//! Portfolios: which initiatives to choose within which limits.
//!
//! This file owns the nouns. `field` turns initiatives and their alignment into numbers, `study` finds the best set with all
//! that is asked about it, `kept` what is kept of it, and `method::portfolio` has the mathematics. Value is the floor of contribution, so what nobody
//! has looked at counts for nothing; harm is never subtracted from it, and is limited by itself.

mod draws;
pub mod field;
pub mod found;
pub mod kept;
pub mod study;
pub mod unseen;
mod walk;

use crate::finite::Finite;
use crate::framework::Lens;
use crate::id::{InitiativeId, PortfolioId};
use crate::limits;
use crate::pence::Pence;
use crate::print;
use crate::programme::{FinancialYear, InitiativeCost};
use crate::unknown::Unknown;
use kept::KeptSet;
use serde::{Deserialize, Serialize};

/// A choice among the initiatives of a case: the limits that it keeps, and the set that was chosen within them once somebody has
/// said so. The best set follows from the limits and is not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Portfolio {
    /// Issued by the case.
    pub id: PortfolioId,
    /// What it is called.
    pub title: String,
    /// What there is to spend. The first is the one that further questions are asked of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<Budget>,
    /// How much harm is accepted, at most once for each lens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub harm: Vec<HarmLimit>,
    /// Initiatives that must be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<InitiativeId>,
    /// Initiatives that must not be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_not: Vec<InitiativeId>,
    /// Sets of which at most one may be chosen, such as versions of one initiative.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Vec<InitiativeId>>,
    /// The first of each pair goes only with the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<(InitiativeId, InitiativeId)>,
    /// The share of the goals that apply to it, by weight, that must be looked at before an initiative may be chosen, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_coverage: Option<Finite>,
    /// Whether large harm must have an answer before an initiative may be chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub harm_answered: bool,
    /// The set that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<KeptSet>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One limit on what is spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Budget {
    /// What is spent.
    pub what: Resource,
    /// The year in which it is spent; absent for all years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<FinancialYear>,
    /// How much there is: in pence, or people in full-time equivalents.
    pub limit: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What can be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Capital, of one year or of all.
    Capital,
    /// Revenue a year.
    Revenue,
    /// Revenue that is spent once.
    OneOffRevenue,
    /// People in full-time equivalents.
    People,
}

impl Resource {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Resource; 4] = [Resource::Capital, Resource::Revenue, Resource::OneOffRevenue, Resource::People];

    /// Returns what it is called within a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Resource::Capital => "capital",
            Resource::Revenue => "revenue a year",
            Resource::OneOffRevenue => "one-off revenue",
            Resource::People => "people",
        }
    }

    /// Returns whether it is money.
    #[must_use]
    pub fn is_money(self) -> bool {
        self != Resource::People
    }
}

/// Where the cost of an initiative under a budget comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostOrigin {
    /// What was typed as its cost.
    Typed,
    /// Its budget, which stands for its capital of all years.
    Budget,
    /// A saving: it costs nothing, and what it saves frees no money here.
    Saving,
}

impl Budget {
    /// Returns what an initiative costs under this budget, in hundredths (pence, or hundredths of a person), and where that
    /// comes from; `None` where nobody says.
    ///
    /// # Example
    /// ```
    /// use weighbridge::pence::Pence;
    /// use weighbridge::portfolio::{Budget, CostOrigin, Resource};
    /// use weighbridge::programme::InitiativeCost;
    /// let capital = Budget::of(Resource::Capital, None, 200_000_000.into());
    /// let nothing = InitiativeCost::default();
    /// assert_eq!(capital.cost(&nothing, None), None, "a gap is no 0");
    /// assert_eq!(capital.cost(&nothing, Pence::new(500)), Some((500, CostOrigin::Budget)));
    /// ```
    #[must_use]
    pub fn cost(&self, cost: &InitiativeCost, whole_budget: Option<Pence>) -> Option<(u64, CostOrigin)> {
        let typed = |sum: Pence| match u64::try_from(sum.get()) {
            Ok(sum) => (sum, CostOrigin::Typed),
            Err(_) => (0, CostOrigin::Saving),
        };
        match (self.what, self.period) {
            (Resource::Capital, Some(year)) => cost.capital.get(&year).copied().map(typed),
            (Resource::Capital, None) => {
                let instead = || Some((u64::try_from(whole_budget?.get()).ok()?, CostOrigin::Budget));
                cost.capital_of_all_years().map(typed).or_else(instead)
            }
            (Resource::Revenue, _) => cost.revenue_a_year.map(typed),
            (Resource::OneOffRevenue, _) => cost.one_off_revenue.map(typed),
            (Resource::People, _) => {
                let people = cost.people?.get();
                Some((libm::round(people.clamp(0.0, 1e6) * 100.0) as u64, CostOrigin::Typed))
            }
        }
    }

    /// Returns the limit in hundredths, as [`Budget::cost`].
    #[must_use]
    pub fn hundredths(&self) -> u64 {
        let scale = if self.what.is_money() { 1.0 } else { 100.0 };
        libm::floor(self.limit.get().max(0.0) * scale + 1e-6) as u64
    }

    /// Returns it in words: "£20m of capital in 2026/27".
    #[must_use]
    pub fn words(&self) -> String {
        let limit = self.limit.get();
        let amount = match Pence::new(limit as i64).filter(|_| self.what.is_money()) {
            Some(sum) => print::money(sum),
            None => print::as_typed(limit),
        };
        let when = self.period.map_or(String::new(), |year| format!(" in {year}"));
        let of = if self.what.is_money() { "of " } else { "" };
        format!("{amount} {of}{}{when}", self.what.word())
    }

    /// Returns a budget.
    #[must_use]
    pub fn of(what: Resource, period: Option<FinancialYear>, limit: Finite) -> Budget {
        Budget { what, period, limit, unknown: Unknown::new() }
    }

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        if self.period.is_some() && self.what != Resource::Capital {
            return Some("expected a year only where the budget is capital");
        }
        let limit = self.limit.get();
        let is_whole = !self.what.is_money() || (limit - libm::floor(limit)).abs() < 1e-9;
        // The largest sum that every reader of JSON keeps exact.
        let most = if self.what.is_money() { 9_007_199_254_740_991.0 } else { 1e6 };
        (!(0.0..=most).contains(&limit) || !is_whole)
            .then_some("expected a limit of 0 or more, in whole pence or people")
    }
}

/// How much harm is accepted under one lens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct HarmLimit {
    /// The lens.
    pub lens: Lens,
    /// Points of harm that the chosen initiatives may add up to: what is found of the harm of each, 0 to 100.
    pub limit: Finite,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Portfolio {
    /// Returns a portfolio without any limit.
    #[must_use]
    pub fn titled(id: PortfolioId, title: &str) -> Portfolio {
        Portfolio {
            id,
            title: title.to_owned(),
            budgets: Vec::new(),
            harm: Vec::new(),
            must: Vec::new(),
            must_not: Vec::new(),
            one_of: Vec::new(),
            needs: Vec::new(),
            least_coverage: None,
            harm_answered: false,
            kept: None,
            unknown: Unknown::new(),
        }
    }

    /// Returns the harm that is accepted under a lens; `None` where it is not limited.
    #[must_use]
    pub fn harm_of(&self, lens: Lens) -> Option<Finite> {
        self.harm.iter().find(|found| found.lens == lens).map(|found| found.limit)
    }

    /// Returns every initiative that it names, with the member that names it.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, InitiativeId)> {
        let listed = |member: &'static str, ids: &[InitiativeId]| -> Vec<(&'static str, InitiativeId)> {
            ids.iter().map(|id| (member, *id)).collect()
        };
        let sets = self.one_of.iter().flat_map(move |set| listed("one_of", set));
        let pairs = self.needs.iter().flat_map(move |(one, other)| listed("needs", &[*one, *other]));
        let kept = self.kept.iter().flat_map(move |kept| listed("kept.initiatives", &kept.initiatives));
        let named = listed("must", &self.must).into_iter().chain(listed("must_not", &self.must_not));
        named.chain(sets).chain(pairs).chain(kept)
    }

    /// Forgets an initiative that is removed.
    pub fn forget(&mut self, gone: InitiativeId) {
        self.must.retain(|id| *id != gone);
        self.must_not.retain(|id| *id != gone);
        self.one_of.iter_mut().for_each(|set| set.retain(|id| *id != gone));
        self.one_of.retain(|set| set.len() > 1);
        self.needs.retain(|(one, other)| *one != gone && *other != gone);
        self.kept.iter_mut().for_each(|kept| kept.initiatives.retain(|id| *id != gone));
    }

    /// Returns what is wrong with it, as what was expected. Whether the initiatives that it names are there is not asked.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        if let Some(problem) = self.budgets.iter().find_map(Budget::problem) {
            return Some(problem);
        }
        let key = |budget: &Budget| (budget.what, budget.period);
        if twice(&self.budgets.iter().map(key).collect::<Vec<_>>()) {
            return Some("expected each kind of budget once for a year");
        }
        if twice(&self.harm.iter().map(|limit| limit.lens).collect::<Vec<_>>()) {
            return Some("expected one limit of harm for each lens");
        }
        // Every initiative of a full case at its worst.
        let most = 100.0 * limits::INITIATIVES as f64;
        if self.harm.iter().any(|limit| !(0.0..=most).contains(&limit.limit.get())) {
            return Some("expected points of harm from 0 to 500,000");
        }
        if self.least_coverage.is_some_and(|share| !(0.0..=1.0).contains(&share.get())) {
            return Some("expected a share of what must be looked at from 0 to 1");
        }
        let has_repeats = twice(&self.must) || twice(&self.must_not) || self.one_of.iter().any(|set| twice(set));
        if has_repeats || self.must.iter().any(|id| self.must_not.contains(id)) {
            return Some(
                "expected each initiative once in a list, and not both among those that must and that must not be in",
            );
        }
        if self.one_of.iter().any(|set| set.len() < 2) {
            return Some("expected at least two initiatives of which one is chosen");
        }
        if self.needs.iter().any(|(one, other)| one == other) {
            return Some("expected an initiative to need another one");
        }
        self.kept.as_ref().and_then(KeptSet::problem)
    }
}

/// Returns whether something is there twice.
fn twice<T: PartialEq + Eq + std::hash::Hash>(items: &[T]) -> bool {
    let mut seen = std::collections::HashSet::new();
    !items.iter().all(|item| seen.insert(item))
}

#[cfg(test)]
mod tests {
    use super::{Budget, CostOrigin, HarmLimit, Portfolio, Resource};
    use crate::finite::Finite;
    use crate::framework::Lens;
    use crate::id::{InitiativeId, PortfolioId};
    use crate::pence::Pence;
    use crate::programme::{FinancialYear, InitiativeCost};
    use crate::unknown::Unknown;

    #[test]
    fn a_year_that_nobody_gives_is_no_nil_and_a_saving_costs_nothing() {
        let [this, next] = [2026, 2027].map(|year| FinancialYear::from_start(year).unwrap());
        let mut cost = InitiativeCost { revenue_a_year: Pence::new(-3_000), ..InitiativeCost::default() };
        cost.capital.insert(this, Pence::new(700).unwrap());
        let limit = Finite::from(1_000);
        let capital = |year| Budget::of(Resource::Capital, year, limit).cost(&cost, Pence::new(99));
        assert_eq!(capital(Some(this)), Some((700, CostOrigin::Typed)));
        assert_eq!(capital(Some(next)), None);
        assert_eq!(capital(None), Some((700, CostOrigin::Typed)), "what was typed comes before the budget");
        let revenue = Budget::of(Resource::Revenue, None, limit).cost(&cost, None);
        assert_eq!(revenue, Some((0, CostOrigin::Saving)));
        assert_eq!(Budget::of(Resource::People, None, limit).cost(&cost, None), None);
        cost.people = Finite::new(2.5);
        assert_eq!(Budget::of(Resource::People, None, limit).cost(&cost, None), Some((250, CostOrigin::Typed)));
    }

    #[test]
    fn limits_that_cannot_be_are_refused() {
        let (one, other) = (InitiativeId(1), InitiativeId(2));
        let good = Portfolio::titled(PortfolioId(9), "£20m");
        assert_eq!(good.problem(), None);
        let budget = |limit| Budget::of(Resource::Capital, None, Finite::new(limit).unwrap());
        let harm = HarmLimit { lens: Lens::Carbon, limit: Finite::from(5), unknown: Unknown::new() };
        for wrong in [
            Portfolio { budgets: vec![budget(-1.0)], ..good.clone() },
            Portfolio { budgets: vec![budget(0.5)], ..good.clone() },
            Portfolio { budgets: vec![budget(1.0), budget(2.0)], ..good.clone() },
            Portfolio { harm: vec![harm.clone(), harm], ..good.clone() },
            Portfolio { least_coverage: Finite::new(1.5), ..good.clone() },
            Portfolio { must: vec![one], must_not: vec![one], ..good.clone() },
            Portfolio { must: vec![one, one], ..good.clone() },
            Portfolio { one_of: vec![vec![one]], ..good.clone() },
            Portfolio { needs: vec![(one, one)], ..good.clone() },
        ] {
            assert!(wrong.problem().is_some(), "{wrong:?}");
        }
        let mut tied = Portfolio {
            must: vec![one],
            one_of: vec![vec![one, other], vec![one, other, InitiativeId(3)]],
            needs: vec![(other, one), (other, InitiativeId(3))],
            ..good
        };
        assert_eq!(tied.problem(), None);
        tied.forget(one);
        assert_eq!(tied.named().filter(|(_, id)| *id == one).count(), 0);
        assert_eq!((tied.one_of.len(), tied.needs.len(), tied.problem()), (1, 1, None));
    }
}
