//! Rules on social value, and on the years of a carbon budget.

use super::facts::{Claim, Facts};
use super::words::letters;
use super::{Found, Level, Place};
use std::collections::BTreeMap;

/// From which share of the cost, in per cent, social value is asked about.
const LARGE: i64 = 50;

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    years(facts, found);
    unsourced(facts, found);
    twice(facts, found);
    large(facts, found);
}

/// `carbon_years_missing` (ask): years of a carbon budget that are over, or before one that was reported, have no reported
/// figure. What is used of a stock is then not known, and a neighbour's figure is no substitute.
fn years(facts: &Facts<'_>, found: &mut Found) {
    let missing = facts.carbon_years.iter().enumerate().filter(|(_, year)| year.is_missing);
    let places: Vec<Place> = missing.map(|(at, _)| Place::Year(at)).collect();
    if !places.is_empty() {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let figures = [("missing", number(places.len())), ("years", number(facts.carbon_years.len()))];
        found.push("carbon_years_missing", Level::Ask, places, &figures);
    }
}

/// `proxy_unsourced` (ask): a proxy that something is counted by has a value, and no source or no edition.
fn unsourced(facts: &Facts<'_>, found: &mut Found) {
    let is_used = |at: usize| facts.claims.iter().any(|claim| claim.proxy == at);
    let all = facts.proxies.iter().enumerate();
    let bare = all.filter(|(at, proxy)| proxy.has_value && !proxy.is_sourced && is_used(*at));
    found.all("proxy_unsourced", Level::Ask, bare.map(|(at, _)| Place::Proxy(at)).collect());
}

/// `social_value_twice` (ask): two initiatives or more count the same thing, for the same place and in years that overlap, and
/// both promise it or both have delivered it. Dates that are not given exclude nothing.
fn twice(facts: &Facts<'_>, found: &mut Found) {
    let mut alike: BTreeMap<(String, String, bool), Vec<&Claim>> = BTreeMap::new();
    for claim in &facts.claims {
        let proxy = &facts.proxies[claim.proxy];
        let key = (letters(proxy.measure), letters(proxy.place), claim.is_promised);
        alike.entry(key).or_default().push(claim);
    }
    for claims in alike.into_values() {
        let meets = |one: &Claim| claims.iter().any(|other| other.initiative != one.initiative && one.overlaps(other));
        let mut initiatives: Vec<usize> = claims.iter().filter(|one| meets(one)).map(|one| one.initiative).collect();
        initiatives.sort_unstable();
        initiatives.dedup();
        if let Some(first) = claims.first().filter(|_| !initiatives.is_empty()) {
            let places = [Place::Proxy(first.proxy)].into_iter().chain(initiatives.into_iter().map(Place::Initiative));
            found.push("social_value_twice", Level::Ask, places, &[]);
        }
    }
}

impl Claim {
    /// Returns whether both may be of one time.
    fn overlaps(&self, other: &Claim) -> bool {
        let is_before = |one: &Claim, other: &Claim| one.to.zip(other.from).is_some_and(|(to, from)| from.is_after(to));
        !is_before(self, other) && !is_before(other, self)
    }
}

/// `social_value_large` (ask): the pounds that an initiative promises, or those that it has delivered, are more than half of its
/// cost. Over 1,400 projects social value came to about 24% of cost (SCAPE, benchmark of social value, 2021).
fn large(facts: &Facts<'_>, found: &mut Found) {
    for (at, initiative) in facts.initiatives.iter().enumerate() {
        let Some(cost) = initiative.budget.map(crate::pence::Pence::get).filter(|cost| *cost > 0) else { continue };
        let sum = |is_promised: bool| {
            let own = facts.claims.iter().filter(|claim| claim.initiative == at && claim.is_promised == is_promised);
            own.filter_map(|claim| claim.pence).fold(0_i64, i64::saturating_add)
        };
        let amount = sum(true).max(sum(false));
        let share = i64::try_from(i128::from(amount) * 100 / i128::from(cost)).unwrap_or(i64::MAX);
        if i128::from(amount) * 100 > i128::from(cost) * i128::from(LARGE) {
            let figures = [("share", share), ("amount", amount), ("cost", cost)];
            found.push("social_value_large", Level::Ask, [Place::Initiative(at)], &figures);
        }
    }
}
