//! The exact search under one budget: groups are brought in one at a time, those whose choice is least certain first,
//! and of all combinations so far only those are kept that could still be part of the best.

use super::fill::Filled;
use super::label::{NONE, Point, Points, Shift};
use super::multiplier::Bound;

/// Points of a list beyond which choices of equal value are no longer told apart.
const LONGEST: usize = 1 << 16;

/// Value for cost as a fraction of whole numbers.
#[derive(Clone, Copy, Debug)]
struct Rate {
    value: i64,
    cost: i64,
}

/// One group in the order in which groups are brought in.
#[derive(Clone, Debug)]
struct Stage {
    choices: Points,
    /// The choice of the group that the list starts from.
    base: usize,
    /// The best rate at which this group and all later ones turn more cost into more value, if any does.
    up: Option<Rate>,
    /// The lowest rate at which they turn less value into less cost, if any does.
    down: Option<Rate>,
}

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct Combination {
    budget: i64,
    stages: Vec<Stage>,
    n_done: usize,
    /// What the list holds is a whole choice: groups that are not in yet keep the choice they start from.
    list: Points,
    /// The most that is known to be reached, and how.
    best: Filled,
    /// Whether `best` came out of the list, so that ties were decided.
    tell_apart: bool,
    bound: i64,
}

/// What a finished search found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) best: Filled,
    pub(super) unique: Option<bool>,
}

impl Combination {
    /// Starts a search. `lists` holds the choices of each group, `chosen` the bits that are chosen already; `best` is
    /// a choice that is known.
    pub(super) fn new(budget: i64, lists: Vec<Points>, bound: &Bound, chosen: &[u64], best: Filled) -> Combination {
        let mut start = Point { cost: 0, value: 0, other: NONE };
        let mut choice = chosen.to_vec();
        let mut stages: Vec<(f64, Stage)> = Vec::new();
        for choices in lists {
            // The first of those that count most, so the cheapest.
            let counted = |at: usize| {
                let point = choices.points[at];
                bound.multiplier.reduced(point.value, &[point.cost])
            };
            let base =
                (1..choices.points.len()).fold(0, |best, at| if counted(at) > counted(best) { at } else { best });
            let Some(&point) = choices.points.get(base) else {
                // No choice within this group can be part of one worth as much as the known one.
                return Combination::finished(budget, best, chosen.len());
            };
            choice.iter_mut().zip(choices.choice(base)).for_each(|(word, toggle)| *word ^= toggle);
            start.cost += point.cost;
            start.value += point.value;
            if choices.points.len() == 1 {
                start.other = start.other.min(point.other - point.cost);
                continue;
            }
            let (up, down) = rates(&choices.points, base);
            stages.push((certainty(up, down, bound), Stage { choices, base, up, down }));
        }
        start.other = start.other.saturating_add(start.cost).min(NONE);
        stages.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut stages: Vec<Stage> = stages.into_iter().map(|(_, stage)| stage).collect();
        accumulate(&mut stages);
        let list = Points::start(start, &choice);
        let bound = bound.value();
        let mut search = Combination { budget, stages, n_done: 0, list, best, tell_apart: true, bound };
        search.note();
        search
    }

    fn finished(budget: i64, best: Filled, n_words: usize) -> Combination {
        let (list, bound) = (Points::empty(n_words), best.value);
        Combination { budget, stages: Vec::new(), n_done: 0, list, best, tell_apart: false, bound }
    }

    /// Brings in the next group. Returns the number of points looked at, or what was found once all are in.
    pub(super) fn step(&mut self) -> Result<u64, Found> {
        let hopeless = self.list.points.is_empty() || !self.tell_apart && self.best.value >= self.bound;
        let Some(stage) = self.stages.get(self.n_done).filter(|_| !hopeless) else {
            return Err(self.found());
        };
        let later = self.stages.get(self.n_done + 1);
        let (up, down) = (later.and_then(|stage| stage.up), later.and_then(|stage| stage.down));
        let target = self.best.value + i64::from(!self.tell_apart);
        let budget = self.budget;
        let keep = |point: Point| reaches(point, budget, target, up, down);
        let base = stage.choices.points[stage.base];
        let nothing = vec![0; stage.choices.choice(stage.base).len()];
        let still = Shift { cost: 0, value: 0, other: base.other - base.cost, toggle: &nothing };
        let none = Shift { other: NONE, ..still };
        let mut n_looked = 0;
        let mut merged: Option<Points> = None;
        for at in (0..stage.choices.points.len()).filter(|&at| at != stage.base) {
            let point = stage.choices.points[at];
            let toggle: Vec<u64> =
                stage.choices.choice(at).iter().zip(stage.choices.choice(stage.base)).map(|(a, b)| a ^ b).collect();
            let change = Shift {
                cost: point.cost - base.cost,
                value: point.value - base.value,
                other: point.other - base.cost,
                toggle: &toggle,
            };
            let (so_far, shift) = merged.as_ref().map_or((&self.list, still), |merged| (merged, none));
            let next = Points::merged((so_far, shift), (&self.list, change), keep);
            n_looked += so_far.points.len() as u64 + self.list.points.len() as u64;
            merged = Some(next);
        }
        self.list = merged.unwrap_or_else(|| Points::empty(nothing.len()));
        self.n_done += 1;
        self.note();
        self.tell_apart &= self.list.points.len() <= LONGEST;
        Ok(n_looked)
    }

    /// Notes the best whole choice of the list.
    fn note(&mut self) {
        let n_within = self.list.points.partition_point(|point| point.cost <= self.budget);
        if let Some(at) = n_within.checked_sub(1)
            && self.list.points[at].value > self.best.value
        {
            self.best = Filled { value: self.list.points[at].value, choice: self.list.choice(at).to_vec() };
        }
    }

    fn found(&mut self) -> Found {
        // Where ties were told apart all the way, the last point within the budget is the best in every respect.
        let n_within = self.list.points.partition_point(|point| point.cost <= self.budget);
        let last = n_within.checked_sub(1).filter(|&at| self.list.points[at].value == self.best.value);
        let unique = match last {
            Some(at) if self.tell_apart => {
                self.best.choice = self.list.choice(at).to_vec();
                Some(self.list.points[at].other > self.budget)
            }
            _ => None,
        };
        self.bound = self.best.value;
        Found { best: self.best.clone(), unique }
    }

    /// Returns the best choice so far.
    pub(super) fn best(&self) -> &Filled {
        &self.best
    }

    /// Returns a value that no choice exceeds.
    pub(super) fn bound(&self) -> i64 {
        let Some(stage) = self.stages.get(self.n_done) else { return self.best.value };
        let most = self.list.points.iter().map(|&point| most(point, self.budget, stage.up, stage.down)).max();
        most.map_or(self.best.value, |most| most.clamp(self.best.value, self.bound.max(self.best.value)))
    }
}

/// Returns the highest rate up from the base and the lowest rate down from it.
fn rates(points: &[Point], base: usize) -> (Option<Rate>, Option<Rate>) {
    let rate = |a: Point, b: Point| Rate { value: b.value - a.value, cost: b.cost - a.cost };
    let up = points[base + 1..].iter().map(|&point| rate(points[base], point)).reduce(higher);
    let down = points[..base].iter().map(|&point| rate(point, points[base])).reduce(lower);
    (up, down)
}

fn higher(a: Rate, b: Rate) -> Rate {
    if i128::from(a.value) * i128::from(b.cost) >= i128::from(b.value) * i128::from(a.cost) { a } else { b }
}

fn lower(a: Rate, b: Rate) -> Rate {
    if i128::from(a.value) * i128::from(b.cost) <= i128::from(b.value) * i128::from(a.cost) { a } else { b }
}

/// Returns how far a group's rates are from the price of the budget, as a share of it: 0 where the choice could go
/// either way. Only the order of groups depends on it.
fn certainty(up: Option<Rate>, down: Option<Rate>, bound: &Bound) -> f64 {
    let price = bound.multiplier.costs[0] as f64 / bound.multiplier.value as f64;
    let distance =
        |rate: Option<Rate>| rate.map_or(f64::INFINITY, |rate| (rate.value as f64 / rate.cost as f64 - price).abs());
    distance(up).min(distance(down))
}

/// Makes each stage's rates those of it and all later ones.
fn accumulate(stages: &mut [Stage]) {
    let (mut up, mut down): (Option<Rate>, Option<Rate>) = (None, None);
    for stage in stages.iter_mut().rev() {
        up = [up, stage.up].into_iter().flatten().reduce(higher);
        down = [down, stage.down].into_iter().flatten().reduce(lower);
        (stage.up, stage.down) = (up, down);
    }
}

/// Returns whether a point can become worth `target` within the budget when rates are all that limits later groups.
fn reaches(point: Point, budget: i64, target: i64, up: Option<Rate>, down: Option<Rate>) -> bool {
    let missing = target - point.value;
    let spare = budget - point.cost;
    if spare >= 0 {
        let Some(rate) = up else { return missing <= 0 };
        missing <= 0 || i128::from(missing) * i128::from(rate.cost) <= i128::from(spare) * i128::from(rate.value)
    } else {
        let Some(rate) = down else { return false };
        missing <= 0 && i128::from(-spare) * i128::from(rate.value) <= i128::from(-missing) * i128::from(rate.cost)
    }
}

/// Returns the most a point can become worth within the budget.
fn most(point: Point, budget: i64, up: Option<Rate>, down: Option<Rate>) -> i64 {
    let spare = i128::from(budget - point.cost);
    let Some(rate) = (if spare >= 0 { up } else { down }) else {
        return if spare >= 0 { point.value } else { i64::MIN };
    };
    let change = (spare * i128::from(rate.value)).div_euclid(i128::from(rate.cost));
    i64::try_from(i128::from(point.value) + change).unwrap_or(i64::MAX)
}
