//! Lists of choices under one budget: what a choice costs, what it is worth and which it is, without those that another
//! point beats.

use super::diagram::{BROKEN, Diagram};
use super::multiplier::Bound;
use super::reduce::Reduced;
use super::relax::Groups;
use super::selection;

/// A cost that no budget reaches, also when costs are added to it or taken from it.
pub(super) const NONE: i64 = 1 << 61;

/// One point of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) cost: i64,
    pub(super) value: i64,
    /// The least that another choice of the same value costs; about [`NONE`] where there is none.
    pub(super) other: i64,
    /// How many initiatives it has.
    pub(super) n: i64,
}

/// Points by rising cost and rising value, each with its choice as bits.
#[derive(Clone, Debug)]
pub(super) struct Points {
    n_words: usize,
    pub(super) points: Vec<Point>,
    choices: Vec<u64>,
}

/// What is added to every point of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift<'a> {
    pub(super) cost: i64,
    pub(super) value: i64,
    /// The cost of another way to add the same value.
    pub(super) other: i64,
    pub(super) n: i64,
    /// The bits that change.
    pub(super) toggle: &'a [u64],
}

impl Shift<'_> {
    fn apply(&self, point: Point) -> Point {
        Point {
            cost: point.cost + self.cost,
            value: point.value + self.value,
            other: (point.other + self.cost).min(point.cost + self.other).min(NONE),
            n: point.n + self.n,
        }
    }
}

impl Points {
    /// Returns a list without points.
    pub(super) fn empty(n_words: usize) -> Points {
        Points { n_words, points: Vec::new(), choices: Vec::new() }
    }

    /// Returns a list of one point.
    pub(super) fn start(point: Point, choice: &[u64]) -> Points {
        Points { n_words: choice.len(), points: vec![point], choices: choice.to_vec() }
    }

    /// Returns the choice of a point.
    pub(super) fn choice(&self, at: usize) -> &[u64] {
        &self.choices[at * self.n_words..(at + 1) * self.n_words]
    }

    /// Returns the last point that costs no more than a budget: the one worth most.
    pub(super) fn last_within(&self, budget: i64) -> Option<usize> {
        self.points.partition_point(|point| point.cost <= budget).checked_sub(1)
    }

    /// Returns the list cut in two.
    pub(super) fn halves(mut self) -> (Points, Points) {
        let middle = self.points.len() / 2;
        let points = self.points.split_off(middle);
        let choices = self.choices.split_off(middle * self.n_words);
        let other = Points { n_words: self.n_words, points, choices };
        (self, other)
    }

    /// Returns the `n` points whose costs are nearest to a budget, about as many on each side.
    pub(super) fn near(&self, budget: i64, n: usize) -> Points {
        let within = self.points.partition_point(|point| point.cost <= budget);
        let last = (within + n / 2).max(n).min(self.points.len());
        let first = last.saturating_sub(n);
        Points {
            n_words: self.n_words,
            points: self.points[first..last].to_vec(),
            choices: self.choices[first * self.n_words..last * self.n_words].to_vec(),
        }
    }

    /// Keeps only the `n` points that count most, of equals the cheaper.
    fn keep_most(&mut self, n: usize, counted: impl Fn(Point) -> i128) {
        if self.points.len() <= n {
            return;
        }
        let mut best: Vec<usize> = (0..self.points.len()).collect();
        best.sort_by_key(|&at| (std::cmp::Reverse(counted(self.points[at])), at));
        best.truncate(n);
        best.sort_unstable();
        self.choices = best.iter().flat_map(|&at| self.choice(at).iter().copied()).collect();
        self.points = best.iter().map(|&at| self.points[at]).collect();
    }

    /// Returns the points of two lists, each shifted, that `keep` keeps and no other beats. `keep` is told whether a
    /// point is from the second list.
    pub(super) fn merged(
        one: (&Points, Shift<'_>),
        other: (&Points, Shift<'_>),
        mut keep: impl FnMut(Point, bool) -> bool,
    ) -> Points {
        let mut merged = Points::empty(one.0.n_words);
        let (mut i, mut j) = (0, 0);
        loop {
            let a = one.0.points.get(i).map(|&point| one.1.apply(point));
            let b = other.0.points.get(j).map(|&point| other.1.apply(point));
            let first = match (a, b) {
                (None, None) => return merged,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(a), Some(b)) => (a.cost, -a.value) <= (b.cost, -b.value),
            };
            let (point, (list, shift), at) = match (a, b) {
                (Some(a), _) if first => (a, one, i),
                (_, Some(b)) => (b, other, j),
                _ => return merged,
            };
            if keep(point, !first) {
                merged.push(point, list.choice(at), shift.toggle);
            }
            if first { i += 1 } else { j += 1 }
        }
    }

    /// Adds a point that costs no less than the last, unless the last beats it.
    fn push(&mut self, point: Point, choice: &[u64], toggle: &[u64]) {
        let start = self.choices.len().saturating_sub(self.n_words);
        let changed = choice.iter().zip(toggle).map(|(word, change)| word ^ change);
        if let Some(last) = self.points.last_mut() {
            if point.value < last.value {
                return;
            }
            if point.value == last.value {
                last.other = last.other.min(point.cost);
                if point.cost == last.cost
                    && (point.n < last.n
                        || point.n == last.n && selection::precedes(changed.clone(), &self.choices[start..]))
                {
                    last.n = point.n;
                    self.choices[start..].iter_mut().zip(changed).for_each(|(word, change)| *word = change);
                }
                return;
            }
            if point.cost == last.cost {
                self.points.pop();
                self.choices.truncate(start);
            }
        }
        self.points.push(point);
        self.choices.extend(changed);
    }
}

/// The choices within each group, on the way.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    /// The groups that are done.
    done: Vec<Points>,
    /// For each node of the next group's diagram the choices that lead there.
    lists: Vec<Option<Points>>,
    /// The layer of the diagram that comes next.
    depth: usize,
    /// Points that are kept for each node, those that count most.
    widest: usize,
}

impl Listing {
    /// Starts to list choices, for each node of a diagram no more than `widest`.
    pub(super) fn new(widest: usize) -> Listing {
        Listing { done: Vec::new(), lists: Vec::new(), depth: 0, widest }
    }

    /// Brings in the next unit. `known` is a value that is reached: only choices are listed that may be part of one
    /// worth as much. Returns the number of points looked at, or the lists once all are there.
    pub(super) fn step(
        &mut self,
        reduced: &Reduced,
        groups: &Groups,
        bounds: &[Bound],
        known: i64,
    ) -> Result<u64, Vec<Points>> {
        let group = self.done.len();
        let Some(diagram) = groups.diagrams.get(group) else { return Err(std::mem::take(&mut self.done)) };
        if self.lists.is_empty() {
            let nothing = Point { cost: 0, value: 0, other: NONE, n: 0 };
            self.lists = vec![None; diagram.n_nodes()];
            self.lists[0] = Some(Points::start(nothing, &vec![0; reduced.chosen.len()]));
            self.depth = 0;
        }
        let n_looked = if self.depth < diagram.units.len() {
            let n_looked = self.bring_in(reduced, group, diagram, bounds, known);
            self.depth += 1;
            n_looked
        } else {
            0
        };
        if self.depth == diagram.units.len() {
            let list = self.lists.pop().flatten();
            self.done.push(list.unwrap_or_else(|| Points::empty(reduced.chosen.len())));
            self.lists.clear();
        }
        Ok(n_looked)
    }

    fn bring_in(&mut self, reduced: &Reduced, group: usize, diagram: &Diagram, bounds: &[Bound], known: i64) -> u64 {
        let unit = &reduced.units[diagram.units[self.depth]];
        let nothing = vec![0; reduced.chosen.len()];
        let mut toggle = nothing.clone();
        unit.initiatives.iter().for_each(|&initiative| selection::toggle(&mut toggle, initiative));
        let out = Shift { cost: 0, value: 0, other: NONE, n: 0, toggle: &nothing };
        let n = unit.initiatives.len() as i64;
        let in_ = Shift { cost: unit.costs[0], value: unit.value, other: NONE, n, toggle: &toggle };
        let none = Points::empty(nothing.len());
        let least: Vec<i128> = bounds.iter().map(|bound| bound.ahead[group][0] - bound.gap(known)).collect();
        let mut n_looked = 0;
        for node in diagram.starts[self.depth]..diagram.starts[self.depth + 1] {
            let Some(mut list) = self.lists[node].take() else { continue };
            list.keep_most(self.widest, |point| bounds[0].multiplier.counted(point.value, &[point.cost], point.n));
            for (arc, shift) in diagram.arcs[node].into_iter().zip([out, in_]).filter(|(arc, _)| *arc != BROKEN) {
                let to = arc as usize;
                let keep = |point: Point, new: bool| {
                    !new || point.cost <= reduced.budgets[0]
                        && bounds.iter().zip(&least).all(|(bound, least)| {
                            let counted = bound.multiplier.counted(point.value, &[point.cost], point.n);
                            counted.saturating_add(bound.ahead[group][to]) >= *least
                        })
                };
                let there = self.lists[to].take();
                let there = there.as_ref().unwrap_or(&none);
                n_looked += (there.points.len() + list.points.len()) as u64;
                self.lists[to] = Some(Points::merged((there, out), (&list, shift), keep));
            }
        }
        n_looked
    }
}
