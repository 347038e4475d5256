//! The exact search under one budget: groups are brought in one at a time, those whose choice is least certain first,
//! and of all combinations so far only those are kept that could still be part of the best.
//!
//! A first pass finds the value; a second one looks at every choice that is worth as much, as far as that is cheap.

use super::count::count_bound;
use super::effort::Effort;
use super::fill::Filled;
use super::label::{NONE, Point, Points, Shift};
use super::multiplier::Bound;
use super::rate::Rates;
use super::reduce::Reduced;
use super::relax::Groups;

/// One group in the order in which groups are brought in.
#[derive(Clone, Debug)]
struct Stage {
    group: usize,
    choices: Points,
    /// The choice of the group that the list starts from.
    base: usize,
    /// The rates of this group and all later ones.
    rates: Rates,
    /// How much more than their bases this group and all later ones can count under the bound from the number.
    ahead: i128,
}

/// A list of whole choices: groups that are not in yet keep the choice they start from.
#[derive(Clone, Debug)]
struct Part {
    n_in: usize,
    list: Points,
}

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct Combination {
    effort: Effort,
    budget: i64,
    stages: Vec<Stage>,
    start: Points,
    parts: Vec<Part>,
    /// The most that is known to be reached, and how.
    best: Filled,
    bound: i64,
    /// The bound from the number of initiatives, once it was asked for, where it helps.
    count: Option<Option<Bound>>,
    rehearsal: bool,
    telling_apart: bool,
    /// Whether two choices are known that are worth as much as the best.
    equal_seen: bool,
    n_looked: u64,
    /// Points of a list beyond which the next dive is made.
    n_before_dive: usize,
}

/// What a finished search found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) best: Filled,
    /// Whether no other choice that was searched is worth as much; `None` where that was not established.
    pub(super) unique: Option<bool>,
}

impl Combination {
    /// Starts a search. `lists` holds the choices of each group; `best` is a choice that is known. A
    /// rehearsal looks for a good choice, for a while, and proves nothing.
    pub(super) fn new(
        reduced: &Reduced,
        lists: Vec<Points>,
        bound: &Bound,
        best: Filled,
        rehearsal: bool,
        effort: Effort,
    ) -> Combination {
        let mut start = Point { cost: 0, value: 0, other: NONE, n: 0 };
        let mut choice = reduced.chosen.clone();
        let mut stages: Vec<Stage> = Vec::new();
        let hopeless = lists.iter().any(|choices| choices.points.is_empty());
        let bases = bases(&lists, bound, reduced.budgets[0]);
        for ((group, choices), base) in lists.into_iter().enumerate().zip(bases).filter(|_| !hopeless) {
            let point = choices.points[base];
            choice.iter_mut().zip(choices.choice(base)).for_each(|(word, toggle)| *word ^= toggle);
            start = Point {
                cost: start.cost + point.cost,
                value: start.value + point.value,
                n: start.n + point.n,
                ..start
            };
            if choices.points.len() == 1 {
                start.other = start.other.min(point.other - point.cost);
            } else {
                let rates = Rates::from(&choices.points, base);
                stages.push(Stage { group, choices, base, rates, ahead: 0 });
            }
        }
        start.other = (start.other + start.cost).min(NONE);
        put_in_order(&mut stages, bound);
        let start = if hopeless { Points::empty(choice.len()) } else { Points::start(start, &choice) };
        let mut search = Combination {
            effort,
            budget: reduced.budgets[0],
            stages,
            parts: vec![Part { n_in: 0, list: start.clone() }],
            start,
            bound: if hopeless { best.value } else { bound.value() },
            best,
            count: None,
            rehearsal,
            telling_apart: false,
            equal_seen: false,
            n_looked: 0,
            n_before_dive: 4 * effort.n_near,
        };
        let start = search.start.clone();
        search.note(&start);
        search
    }

    /// Brings in the next group. Returns the number of points looked at, or what was found once all are in.
    pub(super) fn step(&mut self, reduced: &Reduced, groups: &Groups) -> Result<u64, Found> {
        let found = self.parts.is_empty() || self.best.value >= self.bound;
        if self.rehearsal && (found || self.n_looked > self.effort.n_rehearsed) {
            return Err(self.untold());
        }
        if !self.telling_apart && found {
            self.telling_apart = true;
            self.bound = self.best.value;
            self.n_looked = 0;
            // Made for choices worth more; now those worth as much count too.
            self.count = None;
            self.stages.iter_mut().for_each(|stage| stage.ahead = 0);
            self.parts = vec![Part { n_in: 0, list: self.start.clone() }];
        }
        let spent = self.telling_apart && self.n_looked > self.effort.n_to_tell_apart;
        if spent {
            return Err(self.untold());
        }
        let Some(part) = self.parts.pop() else {
            return Err(self.told_apart(None));
        };
        let Some(stage) = self.stages.get(part.n_in) else {
            return if self.telling_apart { Err(self.told_apart(Some(&part.list))) } else { Ok(1) };
        };
        let n_ahead = stage.choices.points.len() as u64 * part.list.points.len() as u64;
        if self.telling_apart && n_ahead > self.effort.n_to_tell_apart {
            return Err(self.untold());
        }
        if self.n_looked > self.effort.n_before_count && self.count.is_none() {
            self.take_count(count_bound(reduced, groups, self.target()));
        }
        let (merged, n_looked) = self.merge(&part);
        self.n_looked += n_looked;
        self.follow(part.n_in + 1, merged);
        Ok(n_looked)
    }

    /// Returns the least value that is looked for.
    fn target(&self) -> i64 {
        self.best.value + i64::from(!self.telling_apart)
    }

    /// Returns the list with the next group in it, and how many points that took.
    fn merge(&self, part: &Part) -> (Points, u64) {
        let stage = &self.stages[part.n_in];
        let rates = self.stages.get(part.n_in + 1).map_or_else(Rates::default, |later| later.rates);
        let ahead = self.stages.get(part.n_in + 1).map_or(0, |later| later.ahead);
        let target = self.target();
        let count = self.count.as_ref().and_then(Option::as_ref);
        let least = count.map(|count| {
            let groups: i128 = count.ahead.iter().map(|ahead| ahead[0]).sum();
            groups - count.gap(target) - ahead
        });
        let promising = |point: Point| {
            rates.reach(point, self.budget, target)
                && count.zip(least).is_none_or(|(count, least)| counted(count, point) >= least)
        };
        let base = stage.choices.points[stage.base];
        let nothing = vec![0; stage.choices.choice(stage.base).len()];
        let still = Shift { cost: 0, value: 0, other: base.other - base.cost, n: 0, toggle: &nothing };
        let none = Shift { other: NONE, ..still };
        let mut n_looked = 0;
        let mut merged: Option<Points> = None;
        for at in (0..stage.choices.points.len()).filter(|&at| at != stage.base) {
            let point = stage.choices.points[at];
            let pairs = stage.choices.choice(at).iter().zip(stage.choices.choice(stage.base));
            let toggle: Vec<u64> = pairs.map(|(a, b)| a ^ b).collect();
            let change = Shift {
                cost: point.cost - base.cost,
                value: point.value - base.value,
                other: point.other - base.cost,
                n: point.n - base.n,
                toggle: &toggle,
            };
            let (so_far, shift) = merged.as_ref().map_or((&part.list, still), |merged| (merged, none));
            // Points that are merged already were looked at.
            let first = merged.is_none();
            let keep = |point: Point, new: bool| !new && !first || promising(point);
            let next = Points::merged((so_far, shift), (&part.list, change), keep);
            n_looked += (so_far.points.len() + part.list.points.len()) as u64;
            merged = Some(next);
        }
        (merged.unwrap_or_else(|| Points::empty(nothing.len())), n_looked)
    }

    /// Follows the choices nearest to the budget to the end, for a better choice to measure the others by. Returns the
    /// number of points looked at.
    fn dive(&mut self, part: &Part) -> u64 {
        let mut n_looked = 0;
        let mut near = Part { n_in: part.n_in, list: part.list.near(self.budget, self.effort.n_near) };
        while near.n_in < self.stages.len() && self.best.value < self.bound {
            let (list, n) = self.merge(&near);
            n_looked += n;
            near = Part { n_in: near.n_in + 1, list: list.near(self.budget, self.effort.n_near) };
            self.note(&near.list);
        }
        n_looked
    }

    /// Notes what a list holds and keeps it, in two parts where it is long.
    fn follow(&mut self, n_in: usize, list: Points) {
        if list.points.is_empty() {
            return;
        }
        self.note(&list);
        let part = Part { n_in, list };
        if !self.telling_apart && part.list.points.len() > self.n_before_dive {
            self.n_before_dive *= 16;
            self.n_looked += self.dive(&part);
        }
        if !self.telling_apart && part.list.points.len() > self.effort.n_long {
            let (one, other) = part.list.halves();
            self.parts.push(Part { n_in, list: one });
            self.parts.push(Part { n_in, list: other });
        } else {
            self.parts.push(part);
        }
    }

    /// Notes the best whole choice of a list.
    fn note(&mut self, list: &Points) {
        let Some(at) = list.last_within(self.budget) else { return };
        let point = list.points[at];
        if point.value > self.best.value {
            self.best = Filled { value: point.value, choice: list.choice(at).to_vec() };
            self.equal_seen = false;
        } else if point.value == self.best.value && list.choice(at) != self.best.choice {
            self.equal_seen = true;
        }
        self.equal_seen |= point.value == self.best.value && point.other <= self.budget;
    }

    /// Returns the best in every respect, from a list that holds every choice worth as much. Where there is none the
    /// best is one that was given, and nothing here is its equal.
    fn told_apart(&self, list: Option<&Points>) -> Found {
        let last = list.and_then(|list| Some((list, list.last_within(self.budget)?)));
        match last.filter(|(list, at)| list.points[*at].value == self.best.value) {
            Some((list, at)) => Found {
                best: Filled { value: self.best.value, choice: list.choice(at).to_vec() },
                unique: Some(list.points[at].other > self.budget),
            },
            None => Found { best: self.best.clone(), unique: Some(true) },
        }
    }

    /// Returns the best as far as it was told from others worth as much.
    fn untold(&self) -> Found {
        Found { best: self.best.clone(), unique: self.equal_seen.then_some(false) }
    }

    /// Takes the bound from the number of initiatives.
    pub(super) fn take_count(&mut self, count: Option<Bound>) {
        if let Some(count) = &count {
            self.bound = self.bound.min(count.value()).max(self.best.value);
            let mut ahead = 0;
            for stage in self.stages.iter_mut().rev() {
                ahead += count.ahead[stage.group][0] - counted(count, stage.choices.points[stage.base]);
                stage.ahead = ahead;
            }
        }
        self.count = Some(count);
    }

    /// Returns the best choice so far.
    pub(super) fn best(&self) -> &Filled {
        &self.best
    }

    /// Returns a value that no choice exceeds.
    pub(super) fn bound(&self) -> i64 {
        let most = |part: &Part| {
            let rates = self.stages.get(part.n_in).map_or_else(Rates::default, |stage| stage.rates);
            part.list.points.iter().filter_map(move |&point| rates.most(point, self.budget)).max()
        };
        let most = self.parts.iter().filter_map(most).max().unwrap_or(self.best.value);
        most.min(self.bound).max(self.best.value)
    }
}

/// Puts first the groups whose rates are nearest to the price of the budget, and makes each one's rates those of it and
/// all later ones.
fn put_in_order(stages: &mut [Stage], bound: &Bound) {
    let price = bound.multiplier.costs[0] as f64 / bound.multiplier.value as f64;
    stages.sort_by(|a, b| a.rates.distance(price).total_cmp(&b.rates.distance(price)));
    for at in (1..stages.len()).rev() {
        stages[at - 1].rates = stages[at - 1].rates.with(stages[at].rates);
    }
}

/// Returns what a point counts.
fn counted(bound: &Bound, point: Point) -> i128 {
    bound.multiplier.counted(point.value, &[point.cost], point.n)
}

/// Returns the choice of each group to start from: of those that count most the cheapest, and where budget is left the
/// dearest that it pays for, group by group.
fn bases(lists: &[Points], bound: &Bound, budget: i64) -> Vec<usize> {
    let level: Vec<Vec<usize>> = lists
        .iter()
        .map(|list| {
            let counted = |&at: &usize| {
                let point = list.points[at];
                bound.multiplier.counted(point.value, &[point.cost], 0)
            };
            let most = (0..list.points.len()).map(|at| counted(&at)).max();
            (0..list.points.len()).filter(|at| Some(counted(at)) == most).collect()
        })
        .collect();
    let cost = |list: &Points, at: usize| list.points.get(at).map_or(0, |point| point.cost);
    let first = |level: &Vec<usize>| level.first().copied().unwrap_or(0);
    let mut spare = budget - lists.iter().zip(&level).map(|(list, level)| cost(list, first(level))).sum::<i64>();
    let chosen = lists.iter().zip(&level).map(|(list, level)| {
        let more = |at: usize| cost(list, at) - cost(list, first(level));
        let base = level.iter().rev().copied().find(|&at| more(at) <= spare.max(0)).unwrap_or(0);
        spare -= more(base);
        base
    });
    chosen.collect()
}
