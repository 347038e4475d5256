//! The set that was chosen and is kept: which initiatives, and what was said of them then. What the set comes to now is worked
//! out again from the case, and so is whether it keeps its limits.

use super::field::{Bar, Capped, Field};
use super::found::Chosen;
use crate::alignment::summary::Summary;
use crate::finite::Finite;
use crate::framework::Lens;
use crate::id::InitiativeId;
use crate::method::portfolio::greedy::greedy;
use crate::method::portfolio::search::{Progress, Search};
use crate::method::portfolio::{Portfolio as Choice, SearchOutcome};
use crate::print;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// Combinations that are looked at when a set is proved again: as many for every reader, so that all come to the same.
const EFFORT: u64 = 4_000_000;

/// A set of initiatives that was chosen, with what was said of it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct KeptSet {
    /// The initiatives, in the order of the programme.
    pub initiatives: Vec<InitiativeId>,
    /// What it was worth: points of contribution, as far as they were found.
    pub points: Finite,
    /// Points that no set within the limits was found to exceed; absent where that was not established.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Finite>,
    /// Whether it was proved that no other set within the limits is worth more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proved: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl KeptSet {
    /// Returns the best set that a study has found so far, to be kept. `bound` is in millionths of a point.
    ///
    /// # Example
    /// ```
    /// use weighbridge::portfolio::{field::Field, found::Chosen, kept::KeptSet};
    /// let field = Field { candidates: Vec::new(), caps: Vec::new(), one_of: Vec::new(), needs: Vec::new(), lens_weights: Vec::new() };
    /// let best = Chosen { members: Vec::new(), value: 105_000_000, costs: Vec::new() };
    /// let kept = KeptSet::of(&field, &best, Some(105_000_000), true);
    /// assert_eq!((kept.points.get(), kept.proved), (105.0, true));
    /// ```
    #[must_use]
    pub fn of(field: &Field, best: &Chosen, bound: Option<i64>, proved: bool) -> KeptSet {
        let points = |value: i64| Finite::new(value as f64 / UNIT);
        KeptSet {
            initiatives: best.members.iter().filter_map(|at| Some(field.candidates.get(*at)?.id)).collect(),
            points: points(best.value).unwrap_or_default(),
            bound: bound.and_then(points),
            proved,
            unknown: Unknown::new(),
        }
    }

    /// Returns what it was worth, in millionths of a point.
    #[must_use]
    pub fn value(&self) -> i64 {
        libm::round(self.points.get() * UNIT) as i64
    }

    /// Returns what it was worth in words: "224.6 points, proved to be the most", "388.7 points, and no set was found to exceed
    /// 391.0".
    #[must_use]
    pub fn words(&self) -> String {
        let points = |figure: Finite| print::points(figure.get());
        let own = format!("{} points", points(self.points));
        match (self.proved, self.bound) {
            (true, _) => format!("{own}, proved to be the most"),
            (false, Some(bound)) => format!("{own}, and no set was found to exceed {}", points(bound)),
            (false, None) => format!("{own}, not proved to be the most"),
        }
    }

    /// Returns what is wrong with it, as what was expected.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let most = 1e8;
        if !self.points.get().abs().le(&most) || self.bound.is_some_and(|bound| !bound.get().abs().le(&most)) {
            return Some("expected points of a chosen set within 100,000,000");
        }
        super::twice(&self.initiatives).then_some("expected each initiative once in the chosen set")
    }
}

/// A rule of the portfolio that a set breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It takes more of a limit than there is.
    Over {
        /// The limit.
        cap: usize,
        /// What it takes.
        taken: u64,
    },
    /// It holds an initiative that cannot be chosen.
    Barred(usize, Bar),
    /// It lacks an initiative that must be in.
    Lacks(usize),
    /// It holds several of which only one may be in.
    Several(Vec<usize>),
    /// It holds the first without the second, which it needs.
    Without(usize, usize),
}

/// What a kept set comes to now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// The set, with what it takes of each limit.
    pub set: Chosen,
    /// What a look at the rest could add, in millionths of a point.
    pub headroom: i64,
    /// What is found of its harm across lenses, in points.
    pub harm: f64,
    /// What is found of its harm under each lens, in points: `None` where no goal of the lens applies to any of it.
    pub harm_by_lens: Vec<(Lens, Option<f64>)>,
    /// What it breaks; empty where it keeps every limit.
    pub broken: Vec<Broken>,
    /// What taking initiatives in the order of points for their cost comes to; `None` where no set keeps every limit.
    pub by_rate: Option<Chosen>,
}

/// Returns what a kept set comes to now, from the case alone. `summary` is of the initiatives of `field`.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, framework::LensWeights, id::PortfolioId};
/// use weighbridge::portfolio::{Portfolio, field::Field, found::Chosen, kept::{KeptSet, standing}};
/// let (case, portfolio) = (Case::titled("Depots"), Portfolio::titled(PortfolioId(1), "£20m"));
/// let summary = case.alignment();
/// let field = Field::of(&portfolio, &[], &summary, &case.contributions, &LensWeights::default());
/// let kept = KeptSet::of(&field, &Chosen::default(), None, false);
/// assert!(standing(&field, &summary, &kept).broken.is_empty());
/// ```
#[must_use]
pub fn standing(field: &Field, summary: &Summary, kept: &KeptSet) -> Standing {
    let place = |id: &InitiativeId| field.candidates.iter().position(|one| one.id == *id);
    let mut members: Vec<usize> = kept.initiatives.iter().filter_map(place).collect();
    crate::order::sort_by(&mut members, &mut |one, other| one.cmp(other));
    let costs = costs(field, &members);
    let harm = |lens: Lens| {
        let rows = members.iter().filter_map(|at| summary.initiatives.get(*at));
        let found: Vec<f64> = rows.filter_map(|row| Some(row.indices(Some(lens)).harm?.floor)).collect();
        (lens, (!found.is_empty()).then(|| found.iter().sum()))
    };
    Standing {
        headroom: members.iter().map(|at| field.headroom(*at)).sum(),
        harm: field.harm(&members),
        harm_by_lens: Lens::ALL.map(harm).to_vec(),
        broken: broken(field, &members),
        by_rate: greedy(&field.plain_problem()).ok().as_ref().and_then(SearchOutcome::portfolio).map(set),
        set: Chosen { value: members.iter().map(|at| field.worth(*at)).sum(), members, costs },
    }
}

/// Returns what a set takes of each limit.
fn costs(field: &Field, members: &[usize]) -> Vec<u64> {
    let cost = |cap: usize, at: &usize| field.candidates.get(*at).and_then(|one| one.costs[cap]).unwrap_or(0);
    let of = |cap: usize| members.iter().map(|at| cost(cap, at)).fold(0, u64::saturating_add);
    (0..field.caps.len()).map(of).collect()
}

/// Returns every rule that a set breaks: what must not be in it, what it lacks, what is tied, and the limits. `members` ascend.
#[must_use]
pub fn broken(field: &Field, members: &[usize]) -> Vec<Broken> {
    let costs = costs(field, members);
    let is_in = |at: usize| members.binary_search(&at).is_ok();
    let mut found = Vec::new();
    for at in members {
        found.extend(field.candidates[*at].barred.iter().map(|bar| Broken::Barred(*at, *bar)));
    }
    let lacking = field.candidates.iter().enumerate().filter(|(at, one)| one.must && !is_in(*at));
    found.extend(lacking.map(|(at, _)| Broken::Lacks(at)));
    for set in &field.one_of {
        let several: Vec<usize> = set.iter().copied().filter(|at| is_in(*at)).collect();
        if several.len() > 1 {
            found.push(Broken::Several(several));
        }
    }
    let without = field.needs.iter().filter(|(one, other)| is_in(*one) && !is_in(*other));
    found.extend(without.map(|(one, other)| Broken::Without(*one, *other)));
    let over = field.caps.iter().zip(&costs).enumerate().filter(|(_, (cap, taken))| **taken > cap.limit);
    found.extend(over.map(|(cap, (_, taken))| Broken::Over { cap, taken: *taken }));
    found
}

/// What a search for a better set came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The best set that was found; `None` where none was, or none keeps every limit.
    pub best: Option<Chosen>,
    /// A value that no set exceeds, in millionths of a point.
    pub bound: Option<i64>,
    /// Whether the search came to its end: then the set is the best, or there is none.
    pub is_ended: bool,
}

/// Searches for the best set again, with the same effort whoever does it, so that every reader comes to the same.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, framework::LensWeights, id::PortfolioId};
/// use weighbridge::portfolio::{Portfolio, field::Field, kept::prove};
/// let (case, portfolio) = (Case::titled("Depots"), Portfolio::titled(PortfolioId(1), "£20m"));
/// let field = Field::of(&portfolio, &[], &case.alignment(), &case.contributions, &LensWeights::default());
/// assert!(prove(&field).is_ended);
/// ```
#[must_use]
pub fn prove(field: &Field) -> Proof {
    let Ok(mut search) = Search::new(&field.plain_problem()) else { return Proof::default() };
    match search.advance(EFFORT) {
        Progress::Done(outcome) => {
            let best = outcome.portfolio().map(set);
            Proof { bound: best.as_ref().map(|best| best.value), best, is_ended: true }
        }
        Progress::More => Proof { best: search.best().as_ref().map(set), bound: search.bound(), is_ended: false },
    }
}

fn set(choice: &Choice) -> Chosen {
    Chosen { members: choice.selected.clone(), value: choice.value, costs: choice.costs.clone() }
}

/// How a kept set stands against the best there is, as far as a search tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// No set within the limits is worth more.
    Best,
    /// A set within the limits is worth more.
    Beaten,
    /// None was found that is worth more, and the search did not come to its end.
    Unbeaten,
}

impl Rank {
    /// Returns how a set of this value stands against what a search found.
    #[must_use]
    pub fn of(value: i64, proof: &Proof) -> Rank {
        match (&proof.best, proof.is_ended) {
            (Some(best), _) if best.value > value => Rank::Beaten,
            (_, true) => Rank::Best,
            (_, false) if proof.bound.is_some_and(|bound| bound <= value) => Rank::Best,
            (_, false) => Rank::Unbeaten,
        }
    }
}

impl Capped {
    /// Returns in which unit files give this limit, with how many of what is counted here make one of it.
    #[must_use]
    pub fn unit(self) -> (&'static str, f64) {
        match self {
            Capped::Budget(super::Resource::People, _) => ("people", 100.0),
            Capped::Budget(..) => ("pence", 1.0),
            Capped::Harm(_) => ("points", UNIT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Broken, KeptSet, Proof, Rank, prove, standing};
    use crate::case::Case;
    use crate::finite::Finite;
    use crate::framework::LensWeights;
    use crate::id::{InitiativeId, PortfolioId};
    use crate::pence::Pence;
    use crate::portfolio::field::Field;
    use crate::portfolio::found::Chosen;
    use crate::portfolio::{Budget, Portfolio, Resource};
    use crate::programme::Initiative;
    use crate::unknown::Unknown;
    use std::sync::Arc;

    fn three() -> (Case, Portfolio) {
        let mut case = Case::titled("Depots");
        let one = |id, pounds| {
            let budget = Pence::from_pounds(pounds);
            Arc::new(Initiative { budget, ..Initiative::named(InitiativeId(id), &format!("No {id}")) })
        };
        case.programme.initiatives = vec![one(1, 5), one(2, 6), one(3, 4)];
        let budget = Budget::of(Resource::Capital, None, Finite::from(1_000));
        (case, Portfolio { budgets: vec![budget], ..Portfolio::titled(PortfolioId(9), "£10") })
    }

    fn kept(ids: &[u32]) -> KeptSet {
        let initiatives = ids.iter().map(|id| InitiativeId(*id)).collect();
        KeptSet { initiatives, points: Finite::from(0), bound: None, proved: false, unknown: Unknown::new() }
    }

    fn broken(portfolio: &Portfolio, case: &Case, ids: &[u32]) -> Vec<Broken> {
        let (summary, weights) = (case.alignment(), LensWeights::default());
        let field = Field::of(portfolio, &case.programme.initiatives, &summary, &case.contributions, &weights);
        standing(&field, &summary, &kept(ids)).broken
    }

    #[test]
    fn every_rule_that_a_set_breaks_is_named() {
        let (case, mut portfolio) = three();
        assert_eq!(broken(&portfolio, &case, &[3, 2]), []);
        assert_eq!(broken(&portfolio, &case, &[1, 2]), [Broken::Over { cap: 0, taken: 1_100 }]);
        portfolio.must = vec![InitiativeId(1)];
        portfolio.must_not = vec![InitiativeId(2)];
        portfolio.needs = vec![(InitiativeId(3), InitiativeId(1))];
        let found = broken(&portfolio, &case, &[2, 3]);
        assert!(matches!(found[..], [Broken::Barred(1, _), Broken::Lacks(0), Broken::Without(2, 0)]), "{found:?}");
        portfolio.one_of = vec![vec![InitiativeId(1), InitiativeId(3)]];
        assert_eq!(broken(&portfolio, &case, &[1, 3]), [Broken::Several(vec![0, 2])]);
        assert_eq!(broken(&portfolio, &case, &[1, 77]), [], "what is gone is no longer in it");
    }

    #[test]
    fn a_kept_set_has_each_initiative_once_and_points_that_can_be() {
        assert_eq!(kept(&[1, 2]).problem(), None);
        assert!(kept(&[1, 1]).problem().is_some());
        assert!(KeptSet { points: Finite::new(1e12).unwrap(), ..kept(&[]) }.problem().is_some());
    }

    #[test]
    fn a_set_is_beaten_only_by_one_that_was_found() {
        let found = |value| Some(Chosen { value, ..Chosen::default() });
        let proof = |best, bound, is_ended| Proof { best: found(best), bound: Some(bound), is_ended };
        assert_eq!(Rank::of(5, &proof(5, 5, true)), Rank::Best);
        assert_eq!(Rank::of(4, &proof(5, 9, false)), Rank::Beaten);
        assert_eq!(Rank::of(5, &proof(5, 9, false)), Rank::Unbeaten);
        assert_eq!(Rank::of(9, &proof(5, 9, false)), Rank::Best, "nothing exceeds it");
        let (case, portfolio) = three();
        let (summary, weights) = (case.alignment(), LensWeights::default());
        let field = Field::of(&portfolio, &case.programme.initiatives, &summary, &case.contributions, &weights);
        assert!(prove(&field).is_ended);
    }
}
