//! The exact search in parts: how far it is, the best so far and what can still be hoped for, at any time.
//!
//! Ties that would make a group too wide are set aside at first. Where the best choice without them breaks one, the
//! search splits in two: the cases that the broken tie allows.

use super::combine::Found;
use super::effort::Effort;
use super::fill::{Filled, better, fill};
use super::one::OneBudget;
use super::reduce::{Link, Reduced, reduce};
use super::relax::{Groups, groups};
use super::several::SeveralBudgets;
use super::structure::Structure;
use super::{Portfolio, PortfolioError, Problem, SearchOutcome, check, clash, selection};

/// What a part of a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    More,
    /// The answer.
    Done(SearchOutcome),
}

/// A case: what must and what must not be chosen beyond what the problem says.
#[derive(Clone, Debug, Default)]
struct Branch {
    ins: Vec<usize>,
    outs: Vec<usize>,
    /// A value that no choice of the case exceeds.
    bound: Option<i64>,
}

/// A case being searched.
#[derive(Clone, Debug)]
struct Open {
    branch: Branch,
    reduced: Reduced,
    groups: Groups,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    OneBudget(Box<OneBudget>),
    SeveralBudgets(Box<SeveralBudgets>),
}

/// An exact search, under way or finished.
#[derive(Clone, Debug)]
pub struct Search {
    effort: Effort,
    problem: Problem,
    structure: Structure,
    waiting: Vec<Branch>,
    open: Option<Open>,
    /// The best of the cases that are closed.
    best: Option<Portfolio>,
    /// A choice that keeps every limit, found on the way.
    sofar: Option<Portfolio>,
    /// Whether a case was left that may hold another choice as good as the best.
    ties_left: bool,
    n_nodes: u64,
    outcome: Option<SearchOutcome>,
}

impl Search {
    /// Starts a search, or finds at once that no choice keeps every limit.
    ///
    /// # Errors
    /// Refuses lists of unequal length, positions that do not exist and totals above 2^58.
    ///
    /// # Example
    /// ```
    /// use weighbridge::method::portfolio::{Problem, search::{Progress, Search}};
    /// let problem = Problem {
    ///     values: vec![60, 65, 40],
    ///     costs: vec![vec![50, 60, 40]],
    ///     budgets: vec![100],
    ///     ..Problem::default()
    /// };
    /// let mut search = Search::new(&problem).unwrap();
    /// let outcome = loop {
    ///     // Between two parts the page can show `best` and `bound`, or drop the search.
    ///     if let Progress::Done(outcome) = search.advance(1000) {
    ///         break outcome;
    ///     }
    /// };
    /// assert_eq!(outcome.portfolio().unwrap().value, 105);
    /// assert_eq!(search.bound(), Some(105));
    /// ```
    pub fn new(problem: &Problem) -> Result<Search, PortfolioError> {
        Search::with_effort(problem, Effort::USUAL)
    }

    fn with_effort(problem: &Problem, effort: Effort) -> Result<Search, PortfolioError> {
        check::check(problem)?;
        let structure = Structure::new(problem);
        let clashes = clash::found(problem, &structure);
        let outcome = (!clashes.is_empty()).then_some(SearchOutcome::Infeasible(clashes));
        let waiting = if outcome.is_some() { Vec::new() } else { vec![Branch::default()] };
        Ok(Search {
            effort,
            problem: problem.clone(),
            structure,
            waiting,
            open: None,
            best: None,
            sofar: None,
            ties_left: false,
            n_nodes: 0,
            outcome,
        })
    }

    /// Looks at about `n_nodes` more combinations, at least one; the work of one step of the search is never divided.
    pub fn advance(&mut self, n_nodes: u64) -> Progress {
        let until = self.n_nodes.saturating_add(n_nodes.max(1));
        while self.outcome.is_none() && self.n_nodes < until {
            match &mut self.open {
                None => self.open_next(),
                Some(open) => match open.step(until - self.n_nodes) {
                    Ok(n_looked) => self.n_nodes += n_looked.max(1),
                    Err(found) => self.close(&found),
                },
            }
        }
        self.outcome.clone().map_or(Progress::More, Progress::Done)
    }

    /// Returns the number of combinations looked at so far.
    #[must_use]
    pub fn n_nodes(&self) -> u64 {
        self.n_nodes
    }

    /// Returns the best choice found so far. It keeps every limit and is not yet proved to be the best.
    #[must_use]
    pub fn best(&self) -> Option<Portfolio> {
        let open = self.open.as_ref().filter(|open| open.groups.aside.is_empty());
        let here = open.map(|open| portfolio(&self.problem, &open.engine.best().choice, None));
        let found = self.known().cloned().into_iter().chain(here);
        found.reduce(|best, other| if other.value > best.value { other } else { best })
    }

    /// Returns a value that no choice exceeds; `None` before the first part, and where no choice keeps every limit.
    #[must_use]
    pub fn bound(&self) -> Option<i64> {
        let open = self.open.as_ref().map(|open| {
            let here = open.engine.bound() + open.reduced.value;
            open.branch.bound.map_or(here, |bound| bound.min(here))
        });
        let best = self.known().map(|best| best.value);
        let waiting = self.waiting.iter().map(|branch| branch.bound).collect::<Option<Vec<_>>>()?;
        waiting.into_iter().chain(open).chain(best).max()
    }

    /// Returns the best choice of the cases that are closed or, where it is better, one found on the way.
    fn known(&self) -> Option<&Portfolio> {
        let found = self.best.iter().chain(&self.sofar);
        found.reduce(|best, other| if other.value > best.value { other } else { best })
    }

    /// Ends the search with the best of all cases.
    fn end(&mut self) {
        let mut best = self.known().cloned();
        if let Some(best) = &mut best
            && self.ties_left
        {
            best.unique = best.unique.filter(|unique| !unique);
        }
        self.best.clone_from(&best);
        self.outcome = best.map(SearchOutcome::Best);
    }

    /// Opens the next case, or ends the search where there is none.
    fn open_next(&mut self) {
        let Some(branch) = self.waiting.pop() else {
            self.end();
            return;
        };
        self.n_nodes += 1;
        if branch.bound.is_some_and(|bound| self.known().is_some_and(|known| known.value > bound)) {
            return;
        }
        let Some(reduced) = reduce(&self.problem, &self.structure, &branch.ins, &branch.outs) else { return };
        let known = self
            .best
            .as_ref()
            .map(|best| Filled { value: best.value - reduced.value, choice: bits(&self.problem, &best.selected) });
        let best = known.into_iter().fold(quick(&reduced), |best, known| better(known, best));
        let groups = groups(&reduced, self.effort.n_wide);
        let engine = Engine::new(&reduced, &groups, best, self.effort);
        self.open = Some(Open { branch, reduced, groups, engine });
    }

    /// Takes what the open case came to, and splits the case where that breaks a tie that was set aside.
    fn close(&mut self, found: &Found) {
        let Some(open) = self.open.take() else { return };
        let value = found.best.value + open.reduced.value;
        match open.broken(&found.best.choice) {
            None => {
                // With ties aside, others of the same value may break them.
                let unique = found.unique.filter(|&unique| unique || open.groups.aside.is_empty());
                self.take(portfolio(&self.problem, &found.best.choice, unique));
            }
            Some(tie) => {
                if self.known().is_none_or(|known| value > known.value) {
                    let cases = open.split(tie, &found.best.choice, value);
                    self.waiting.extend(cases);
                } else {
                    // Whether the case holds another choice as good is left open: it would cost as much as a better one.
                    self.ties_left = true;
                }
            }
        }
    }

    /// Keeps a choice where it is better than the best so far.
    fn take(&mut self, new: Portfolio) {
        let Some(best) = &mut self.best else {
            self.best = Some(new);
            return;
        };
        if new.value > best.value {
            *best = new;
        } else if new.value == best.value && new.selected == best.selected {
            // The same choice, handed down to a case that found no better one: it is unique when it is in both.
            best.unique = match (best.unique, new.unique) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
        } else if new.value == best.value {
            let precedes = |a: &Portfolio, b: &Portfolio| {
                (&a.costs, a.selected.len(), &a.selected) < (&b.costs, b.selected.len(), &b.selected)
            };
            if precedes(&new, best) {
                *best = new;
            }
            best.unique = Some(false);
        }
    }
}

impl Open {
    /// Does one step of the search. Returns the number of combinations looked at, or what was found.
    fn step(&mut self, n_nodes: u64) -> Result<u64, Found> {
        match &mut self.engine {
            Engine::OneBudget(search) => search.step(&self.reduced, &self.groups),
            Engine::SeveralBudgets(search) => search.step(&self.reduced, &self.groups, n_nodes.min(4096)),
        }
    }

    /// Returns the first tie set aside that a choice breaks.
    fn broken(&self, choice: &[u64]) -> Option<&Link> {
        let chosen = |unit: usize| selection::holds(choice, self.reduced.units[unit].initiatives[0]);
        self.groups.aside.iter().find(|tie| match tie {
            Link::Exclusive(members) => members.iter().filter(|&&unit| chosen(unit)).count() > 1,
            Link::Requires(one, needed) => chosen(*one) && !chosen(*needed),
        })
    }

    /// Returns the cases that a broken tie allows: one of its units that are chosen out, and in.
    fn split(&self, tie: &Link, choice: &[u64], value: i64) -> [Branch; 2] {
        let first = |unit: usize| self.reduced.units[unit].initiatives[0];
        let initiative = match tie {
            Link::Exclusive(members) => {
                let mut initiatives = members.iter().map(|&unit| first(unit));
                initiatives.find(|&initiative| selection::holds(choice, initiative)).unwrap_or(first(members[0]))
            }
            Link::Requires(one, _) => first(*one),
        };
        let (mut out, mut in_) = (self.branch.clone(), self.branch.clone());
        out.outs.push(initiative);
        in_.ins.push(initiative);
        [Branch { bound: Some(value), ..out }, Branch { bound: Some(value), ..in_ }]
    }
}

impl Engine {
    fn new(reduced: &Reduced, groups: &Groups, best: Filled, effort: Effort) -> Engine {
        if reduced.budgets.len() == 1 {
            return Engine::OneBudget(Box::new(OneBudget::new(reduced, groups, best, effort)));
        }
        Engine::SeveralBudgets(Box::new(SeveralBudgets::new(reduced, groups, best, effort)))
    }

    fn best(&self) -> &Filled {
        match self {
            Engine::OneBudget(search) => search.best(),
            Engine::SeveralBudgets(search) => search.best(),
        }
    }

    fn bound(&self) -> i64 {
        match self {
            Engine::OneBudget(search) => search.bound(),
            Engine::SeveralBudgets(search) => search.bound(),
        }
    }
}

/// Returns a first choice: by value for the share of the budgets that a unit takes.
fn quick(reduced: &Reduced) -> Filled {
    fill(reduced, |unit| {
        let costs = reduced.units[unit].costs.iter().zip(&reduced.budgets);
        let share: f64 = costs.map(|(&cost, &budget)| cost as f64 / (budget as f64).max(1.0)).sum();
        reduced.units[unit].value as f64 / share.max(1e-30)
    })
}

/// Returns the choice that bits stand for.
fn portfolio(problem: &Problem, choice: &[u64], unique: Option<bool>) -> Portfolio {
    priced(problem, selection::positions(choice), unique)
}

/// Returns initiatives, ascending, with their value and costs.
pub(super) fn priced(problem: &Problem, selected: Vec<usize>, unique: Option<bool>) -> Portfolio {
    Portfolio {
        value: selected.iter().map(|&initiative| problem.values[initiative]).sum(),
        costs: problem.costs.iter().map(|costs| selected.iter().map(|&initiative| costs[initiative]).sum()).collect(),
        selected,
        unique,
    }
}

fn bits(problem: &Problem, selected: &[usize]) -> Vec<u64> {
    let mut bits = vec![0; selection::n_words(problem.values.len())];
    selected.iter().for_each(|&initiative| selection::toggle(&mut bits, initiative));
    bits
}

#[cfg(test)]
mod tests {
    use super::{Effort, Progress, Search};
    use crate::method::portfolio::{Problem, SearchOutcome, best};

    /// Sizes at which every way of the search is taken on small problems.
    const LEAST: Effort = Effort {
        n_wide: 1,
        n_large: 1,
        n_short: 1,
        n_rehearsed: 4,
        n_before_count: 0,
        n_to_tell_apart: 1 << 19,
        n_long: 2,
        n_near: 2,
    };

    /// A fixed sequence of numbers (Knuth's linear congruential generator).
    struct Sequence(u64);

    impl Sequence {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }
    }

    /// A problem of up to 24 initiatives, in one of four families, with ties.
    fn problem(seed: u64) -> Problem {
        let mut sequence = Sequence(seed);
        let n = 2 + sequence.below(23) as usize;
        let n_budgets = 1 + sequence.below(2) as usize;
        let largest = 1 << (2 + sequence.below(8));
        let costs: Vec<Vec<u64>> = (0..n_budgets).map(|_| (0..n).map(|_| sequence.below(largest)).collect()).collect();
        let values = costs[0].iter().map(|&cost| match seed % 4 {
            0 => sequence.below(largest).cast_signed(),
            1 => cost.cast_signed() + 5,
            2 => (3 * cost).cast_signed() / 2 - 6,
            _ => cost.cast_signed(),
        });
        let values = values.collect();
        let budgets = costs.iter().map(|costs| costs.iter().sum::<u64>() * (1 + sequence.below(9)) / 10).collect();
        let mut one = || sequence.below(n as u64) as usize;
        let exclusive = (0..n / 4).map(|_| vec![one(), one(), one()]).collect();
        let requires = (0..n / 3).map(|_| (one(), one())).collect();
        Problem { values, costs, budgets, exclusive, requires, ..Problem::default() }
    }

    fn run(problem: &Problem, effort: Effort) -> SearchOutcome {
        let mut search = Search::with_effort(problem, effort).unwrap();
        loop {
            if let Progress::Done(outcome) = search.advance(1) {
                return outcome;
            }
        }
    }

    #[test]
    fn the_way_taken_does_not_change_the_value() {
        for seed in 0..160 {
            let problem = problem(seed);
            let usual = best(&problem).unwrap();
            let usual = usual.portfolio().unwrap();
            for effort in [
                LEAST,
                Effort { n_wide: 2, ..LEAST },
                Effort { n_wide: 256, ..LEAST },
                Effort { n_wide: 256, n_large: 99, ..LEAST },
                Effort { n_to_tell_apart: 0, ..LEAST },
            ] {
                let other = run(&problem, effort);
                let other = other.portfolio().unwrap();
                assert_eq!(other.value, usual.value, "{effort:?} {problem:?}");
                if let (Some(one), Some(another)) = (other.unique, usual.unique) {
                    assert_eq!(one, another, "{effort:?} {problem:?}");
                }
            }
        }
    }
}
