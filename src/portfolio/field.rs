//! `Field`: initiatives and the limits of a portfolio as numbers, with why an initiative cannot be chosen.
//!
//! Value is the floor of contribution across lenses, in millionths of a point so that sums are exact; harm is no part of it.
//! A limit of harm is a budget whose cost is what is found of the harm under its lens.

use super::{CostOrigin, Portfolio, Resource};
use crate::alignment::index::Range;
use crate::alignment::summary::{InitiativeRow, Summary};
use crate::alignment::{Assessment, Contribution};
use crate::framework::{Lens, LensWeights};
use crate::grid::Grid;
use crate::id::InitiativeId;
use crate::method::portfolio::Problem;
use crate::method::portfolio::clash::{Clash, clashes};
use crate::programme::{Dependency, FinancialYear, Initiative};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// How far below 0 harm is large, and asks for an answer where a portfolio says so.
const LARGE_HARM: i8 = -3;

/// What may be chosen, in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The initiatives of the programme, in its order.
    pub candidates: Vec<Candidate>,
    /// The limits: budgets, then harm.
    pub caps: Vec<Cap>,
    /// Sets of which at most one may be chosen, as positions.
    pub one_of: Vec<Vec<usize>>,
    /// Pairs: the first goes only with the second.
    pub needs: Vec<(usize, usize)>,
    /// Weights of the lenses in the order of [`Lens::ALL`].
    pub lens_weights: Vec<f64>,
}

/// An initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The initiative.
    pub id: InitiativeId,
    /// From where to where its contribution may lie under each lens, 0 to 100; `None` where no goal of it applies.
    pub contribution: Vec<Option<(f64, f64)>>,
    /// What is found of its harm across lenses, 0 to 100.
    pub harm: f64,
    /// What it costs under each limit; `None` where nobody says.
    pub costs: Vec<Option<u64>>,
    /// Whether it must be chosen.
    pub must: bool,
    /// Why it cannot be chosen; empty where it can.
    pub barred: Vec<Bar>,
}

/// Why an initiative cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bar {
    /// The author says so.
    Excluded,
    /// Nobody says what it costs under this limit, from 0.
    NoCost(usize),
    /// Too little of it is looked at.
    Coverage,
    /// Large harm has no answer.
    HarmUnanswered,
}

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// What is limited.
    pub of: Capped,
    /// How much there is: pence, hundredths of a person, or millionths of a point of harm.
    pub limit: u64,
}

/// What a limit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Capped {
    /// Something that is spent, in one year or in all.
    Budget(Resource, Option<FinancialYear>),
    /// Harm under a lens.
    Harm(Lens),
}

impl Field {
    /// Returns a portfolio in numbers. `summary` is of these initiatives, in their order.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{case::Case, framework::LensWeights, id::PortfolioId};
    /// use weighbridge::portfolio::{Portfolio, field::Field};
    /// let case = Case::titled("Depots");
    /// let portfolio = Portfolio::titled(PortfolioId(1), "£20m");
    /// let field = Field::of(&portfolio, &[], &case.alignment(), &case.contributions, &LensWeights::default());
    /// assert!(field.candidates.is_empty() && field.caps.is_empty());
    /// ```
    #[must_use]
    pub fn of(
        portfolio: &Portfolio,
        initiatives: &[Arc<Initiative>],
        summary: &Summary,
        contributions: &Grid<Contribution>,
        lens_weights: &LensWeights,
    ) -> Field {
        let place: HashMap<InitiativeId, usize> =
            initiatives.iter().enumerate().map(|(at, initiative)| (initiative.id, at)).collect();
        let places = |ids: &[InitiativeId]| ids.iter().filter_map(|id| place.get(id).copied()).collect::<Vec<usize>>();
        let budgets = portfolio.budgets.iter();
        let budgets =
            budgets.map(|budget| Cap { of: Capped::Budget(budget.what, budget.period), limit: budget.hundredths() });
        let harm = portfolio.harm.iter();
        let harm = harm.map(|limit| Cap { of: Capped::Harm(limit.lens), limit: millionths(limit.limit.get()) });
        let mut field = Field {
            candidates: Vec::with_capacity(initiatives.len()),
            caps: budgets.chain(harm).collect(),
            one_of: portfolio.one_of.iter().map(|set| places(set)).filter(|set| set.len() > 1).collect(),
            needs: portfolio
                .needs
                .iter()
                .filter_map(|(one, other)| place.get(one).copied().zip(place.get(other).copied()))
                .collect(),
            lens_weights: Lens::ALL.map(|lens| lens_weights.of(lens)).to_vec(),
        };
        // Harm that is large and has no answer, by initiative: one walk over all that is recorded.
        let is_open = |found: &&Contribution| {
            let harm = matches!(found.counted(), Assessment::Scored(effect) if effect.get() <= LARGE_HARM);
            harm && found.mitigation.trim().is_empty()
        };
        let unanswered: Vec<InitiativeId> = match portfolio.harm_answered {
            true => contributions.iter().filter(is_open).map(|found| found.initiative).collect(),
            false => Vec::new(),
        };
        for (initiative, row) in initiatives.iter().zip(&summary.initiatives) {
            let mut candidate = candidate(portfolio, initiative, row);
            if unanswered.contains(&initiative.id) {
                candidate.barred.push(Bar::HarmUnanswered);
            }
            field.candidates.push(candidate);
        }
        field
    }

    /// Returns the problem under these weights of lenses. `share` says of each initiative where its contribution lies
    /// between the floor (0) and the ceiling (1).
    #[must_use]
    pub fn problem(&self, lens_weights: &[f64], share: &dyn Fn(usize) -> f64) -> Problem {
        let all = || self.candidates.iter().enumerate();
        Problem {
            values: all().map(|(at, one)| one.value(lens_weights, share(at))).collect(),
            costs: (0..self.caps.len())
                .map(|cap| self.candidates.iter().map(|one| one.costs[cap].unwrap_or(0)).collect())
                .collect(),
            budgets: self.caps.iter().map(|cap| cap.limit).collect(),
            mandatory: all().filter(|(_, one)| one.must).map(|(at, _)| at).collect(),
            forbidden: all().filter(|(_, one)| !one.barred.is_empty()).map(|(at, _)| at).collect(),
            exclusive: self.one_of.clone(),
            requires: self.needs.clone(),
        }
    }

    /// Returns the problem as the case stands: the weights of the case, and the floor of every contribution.
    #[must_use]
    pub fn plain_problem(&self) -> Problem {
        self.problem(&self.lens_weights, &|_| 0.0)
    }

    /// Returns why no set keeps every limit; empty where one does.
    #[must_use]
    pub fn clashes(&self) -> Vec<Clash> {
        clashes(&self.plain_problem()).unwrap_or_default()
    }

    /// Returns the limit that further questions are asked of: the first budget.
    #[must_use]
    pub fn primary(&self) -> Option<usize> {
        self.caps.iter().position(|cap| matches!(cap.of, Capped::Budget(..)))
    }

    /// Returns what an initiative is worth, in millionths of a point.
    #[must_use]
    pub fn worth(&self, candidate: usize) -> i64 {
        self.candidates.get(candidate).map_or(0, |one| one.value(&self.lens_weights, 0.0))
    }

    /// Returns what looking at the rest of its goals could add to what an initiative is worth, in millionths of a point.
    #[must_use]
    pub fn headroom(&self, candidate: usize) -> i64 {
        let value = |share: f64| self.candidates.get(candidate).map_or(0, |one| one.value(&self.lens_weights, share));
        value(1.0) - value(0.0)
    }

    /// Returns what is found of the harm of a set, in points.
    #[must_use]
    pub fn harm(&self, members: &[usize]) -> f64 {
        members.iter().filter_map(|at| self.candidates.get(*at)).map(|one| one.harm).sum()
    }

    /// Returns the lenses under which something applies and that have weight.
    #[must_use]
    pub fn lenses(&self) -> Vec<usize> {
        let applies =
            |lens: usize| self.candidates.iter().any(|one| one.contribution.get(lens).is_some_and(Option::is_some));
        (0..self.lens_weights.len()).filter(|lens| self.lens_weights[*lens] > 0.0 && applies(*lens)).collect()
    }
}

impl Candidate {
    /// Returns the mean over the lenses under which something applies, weighted, in millionths of a point.
    fn value(&self, lens_weights: &[f64], share: f64) -> i64 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for (range, weight) in self.contribution.iter().zip(lens_weights) {
            if let Some((floor, ceiling)) = range {
                sum += weight * (floor + share * (ceiling - floor));
                whole += weight;
            }
        }
        if whole > 0.0 { libm::round(UNIT * sum / whole) as i64 } else { 0 }
    }
}

fn candidate(portfolio: &Portfolio, initiative: &Initiative, row: &InitiativeRow) -> Candidate {
    let ends = |range: Option<Range>| range.map(|range| (range.floor, range.ceiling));
    let spent = portfolio.budgets.iter().map(|budget| budget.cost(&initiative.money, initiative.budget));
    let harmed = portfolio.harm.iter().map(|limit| {
        // Where no goal of the lens applies, nothing of it can be harmed.
        Some(millionths(row.indices(Some(limit.lens)).harm.map_or(0.0, |range| range.floor)))
    });
    let costs: Vec<Option<u64>> = spent.map(|cost| cost.map(|(cost, _)| cost)).chain(harmed).collect();
    let mut barred = Vec::new();
    if portfolio.must_not.contains(&initiative.id) {
        barred.push(Bar::Excluded);
    }
    let unknown = costs.iter().enumerate().filter(|(_, cost)| cost.is_none());
    barred.extend(unknown.map(|(cap, _)| Bar::NoCost(cap)));
    let coverage = row.indices(None).coverage.unwrap_or(0.0);
    if portfolio.least_coverage.is_some_and(|least| coverage + 1e-9 < least.get()) {
        barred.push(Bar::Coverage);
    }
    Candidate {
        id: initiative.id,
        contribution: Lens::ALL.map(|lens| ends(row.indices(Some(lens)).contribution)).to_vec(),
        harm: row.indices(None).harm.map_or(0.0, |range| range.floor),
        costs,
        must: portfolio.must.contains(&initiative.id),
        barred,
    }
}

/// Returns points in millionths, cut off there: so that what is accepted to the last point still fits.
fn millionths(points: f64) -> u64 {
    libm::floor(points.clamp(0.0, 1e6) * UNIT + 1e-3) as u64
}

/// Returns whether some cost under a budget is taken from the budget of an initiative, or is a saving that frees nothing.
#[must_use]
pub fn origins(portfolio: &Portfolio, initiative: &Initiative) -> Vec<CostOrigin> {
    let costs = portfolio.budgets.iter().filter_map(|budget| budget.cost(&initiative.money, initiative.budget));
    costs.map(|(_, origin)| origin).filter(|origin| *origin != CostOrigin::Typed).collect()
}

/// Returns the pairs that what initiatives wait for offers: the first goes only with the second. Those that a portfolio has
/// already are left out.
#[must_use]
pub fn offered_needs(portfolio: &Portfolio, initiatives: &[Arc<Initiative>]) -> Vec<(InitiativeId, InitiativeId)> {
    let pairs = initiatives.iter().flat_map(|one| {
        one.dependencies.iter().filter_map(|dependency| match dependency {
            Dependency::Initiative(other) => Some((one.id, *other)),
            Dependency::Other(_) => None,
        })
    });
    pairs.filter(|pair| !portfolio.needs.contains(pair)).collect()
}
