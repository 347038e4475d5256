//! `Study`: the best set, and then what is asked about it, one question after the other, each by an exact search of its own.
//!
//! It goes on in parts, so that the page hears of the best so far and can end it at any time. A question whose search grows
//! beyond [`EFFORT`] is left unanswered rather than keeping the others waiting; the first one is never given up.

use super::draws::{Drawn, Draws};
use super::field::{Capped, Field};
use super::found::{Chosen, Comes, Core, Difference, Found, Left, Level, With};
use super::walk::Walk;
use crate::method::portfolio::greedy::greedy;
use crate::method::portfolio::search::{Progress, Search};
use crate::method::portfolio::{Portfolio, PortfolioError, Problem, SearchOutcome};
use crate::order::sort_by;
use std::collections::VecDeque;

/// Combinations that are looked at for one further question.
const EFFORT: u64 = 4_000_000;
/// How many levels the frontier has, about.
const LEVELS: u64 = 40;
/// How many problems are drawn, of few initiatives and of many.
const DRAWS: (usize, usize) = (400, 100);
/// How many initiatives are few.
const FEW: usize = 40;
/// How many steps a first budget has in which figures of it are looked for.
const STEPS: u64 = 2_000;
/// How many initiatives are asked at which cost they come in: those that lack least.
const COSTS: usize = 40;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
enum Question {
    Best,
    Around(u64),
    WithoutHarmLimits,
    With(usize),
    /// The cost at which one comes in, in steps: it comes in at the first and not at the second.
    Cost {
        candidate: usize,
        comes: Option<u64>,
        not: u64,
    },
    Frontier(u64),
    Draw(Drawn, usize),
    /// The next limit, in steps above the one asked for, on the walk up the frontier.
    Walk,
}

/// A study under way.
#[derive(Clone, Debug)]
pub struct Study {
    field: Field,
    problem: Problem,
    waiting: VecDeque<Question>,
    asked: Option<(Question, Search)>,
    draws: Draws,
    /// The set of the level of the frontier before.
    last: Vec<usize>,
    walk: Option<Walk>,
    found: Found,
}

impl Study {
    /// Starts a study.
    ///
    /// # Errors
    /// Refuses what cannot be added up: [`PortfolioError`].
    ///
    /// # Example
    /// ```
    /// use weighbridge::framework::LensWeights;
    /// use weighbridge::id::PortfolioId;
    /// use weighbridge::{case::Case, portfolio::{Portfolio, field::Field, study::Study}};
    /// let (case, asked) = (Case::titled("Depots"), Portfolio::titled(PortfolioId(1), "All"));
    /// let field = Field::of(&asked, &[], &case.alignment(), &case.contributions, &LensWeights::default());
    /// let mut study = Study::start(&field)?;
    /// while study.advance(1_000) {}
    /// assert!(study.found().is_over() && study.found().best.as_ref().is_some_and(|best| best.members.is_empty()));
    /// # Ok::<(), weighbridge::method::portfolio::PortfolioError>(())
    /// ```
    pub fn start(field: &Field) -> Result<Study, PortfolioError> {
        let problem = field.plain_problem();
        let search = Search::new(&problem)?;
        let draws = Draws::of(field, if field.candidates.len() <= FEW { DRAWS.0 } else { DRAWS.1 });
        let found = Found { n_questions: 1, ..Found::default() };
        Ok(Study {
            field: field.clone(),
            problem,
            waiting: VecDeque::new(),
            asked: Some((Question::Best, search)),
            draws,
            last: Vec::new(),
            walk: None,
            found,
        })
    }

    /// Goes on by about so many combinations. Returns whether there is more to do.
    pub fn advance(&mut self, n_nodes: u64) -> bool {
        let mut left = n_nodes.max(1);
        loop {
            let Some((question, mut search)) = self.asked.take().or_else(|| self.next()) else { return false };
            let before = search.n_nodes();
            let progress = search.advance(left);
            let looked = search.n_nodes().saturating_sub(before).max(1);
            match progress {
                Progress::Done(outcome) => self.answer(&question, Some(&outcome)),
                Progress::More if question != Question::Best && search.n_nodes() > EFFORT => {
                    self.answer(&question, None);
                }
                Progress::More => {
                    if question == Question::Best {
                        self.found.best = search.best().as_ref().map(chosen);
                        self.found.bound = search.bound();
                    }
                    self.asked = Some((question, search));
                }
            }
            left = left.saturating_sub(looked);
            if left == 0 {
                return self.asked.is_some() || !self.waiting.is_empty();
            }
        }
    }

    /// Returns what is found so far.
    #[must_use]
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Returns the next question with its search; one that cannot be asked is passed over.
    fn next(&mut self) -> Option<(Question, Search)> {
        loop {
            let question = self.waiting.pop_front()?;
            match Search::new(&self.problem_of(&question)) {
                Ok(search) => return Some((question, search)),
                Err(_) => self.answer(&question, None),
            }
        }
    }

    /// Returns the problem that a question comes to.
    fn problem_of(&mut self, question: &Question) -> Problem {
        let mut problem = self.problem.clone();
        let primary = self.field.primary().unwrap_or(0);
        match question {
            Question::Best => {}
            Question::Around(limit) | Question::Frontier(limit) => problem.budgets[primary] = *limit,
            Question::WithoutHarmLimits => {
                let is_budget: Vec<bool> =
                    self.field.caps.iter().map(|cap| matches!(cap.of, Capped::Budget(..))).collect();
                let mut keeps = is_budget.iter();
                problem.costs.retain(|_| keeps.next() == Some(&true));
                let mut keeps = is_budget.iter();
                problem.budgets.retain(|_| keeps.next() == Some(&true));
            }
            Question::With(candidate) => problem.mandatory.push(*candidate),
            Question::Cost { candidate, comes, not } => {
                problem.mandatory.push(*candidate);
                problem.costs[primary][*candidate] = middle(*comes, *not) * self.step();
            }
            Question::Walk => {
                let above = self.walk.as_ref().map_or(0, Walk::above);
                problem.budgets[primary] = problem.budgets[primary].saturating_add(above);
            }
            Question::Draw(what, _) => problem.values = self.draws.values(&self.field, *what),
        }
        problem
    }

    /// Takes an answer; `None` where the search was given up.
    fn answer(&mut self, question: &Question, outcome: Option<&SearchOutcome>) {
        let set = outcome.and_then(SearchOutcome::portfolio);
        let mut follows = None;
        match question {
            Question::Best => self.take_best(set),
            Question::Around(limit) => {
                let level = self.level(*limit, set, None);
                self.found.around.push(level);
            }
            Question::WithoutHarmLimits => {
                self.found.without_harm_limits = set.map(|set| (set.value, self.change_to(&set.selected)));
            }
            Question::With(candidate) => self.take_with(*candidate, outcome.is_some(), set),
            Question::Cost { candidate, comes, not } => {
                follows = self.take_cost(*candidate, (*comes, *not), outcome.is_some(), set);
            }
            Question::Frontier(limit) => {
                let last = std::mem::replace(&mut self.last, set.map_or_else(Vec::new, |set| set.selected.clone()));
                let level = self.level(*limit, set, Some(&last));
                self.found.frontier.push(level);
            }
            Question::Draw(what, _) => {
                let n_candidates = self.field.candidates.len();
                let core = match what {
                    Drawn::Weights => self.found.weightings.get_or_insert_default(),
                    Drawn::Headroom => self.found.headroom.get_or_insert_default(),
                };
                take_draw(core, n_candidates, set);
            }
            Question::Walk => follows = self.take_walk(set),
        }
        match follows {
            Some(question) => self.waiting.push_front(question),
            None => self.found.n_done += 1,
        }
        self.found.n_questions = self.found.n_done + self.waiting.len();
    }

    fn take_best(&mut self, set: Option<&Portfolio>) {
        self.found.is_proved = true;
        self.found.best = set.map(chosen);
        self.found.bound = set.map(|set| set.value);
        self.found.unique = set.and_then(|set| set.unique);
        let Some(set) = set else { return };
        let by_rate = greedy(&self.problem).ok();
        self.found.by_rate = by_rate.as_ref().and_then(SearchOutcome::portfolio).map(chosen);
        let is_harm = |of: &Capped| matches!(of, Capped::Harm(_));
        let is_left = |at: &usize| {
            let one = &self.field.candidates[*at];
            one.barred.is_empty() && self.field.worth(*at) + self.field.headroom(*at) > 0
        };
        let mut left: Vec<usize> = (0..self.field.candidates.len())
            .filter(|at| set.selected.binary_search(at).is_err() && is_left(at))
            .collect();
        sort_by(&mut left, &mut |one, other| self.field.worth(*other).cmp(&self.field.worth(*one)));
        let primary = self.field.primary();
        if let Some(primary) = primary {
            let limit = self.problem.budgets[primary];
            let unit = round_step(limit / 20);
            self.waiting.extend([2, 1].map(|n| Question::Around(limit.saturating_sub(n * unit))));
            self.waiting.push_back(Question::Around(limit.saturating_add(unit)));
        }
        if self.field.caps.iter().any(|cap| is_harm(&cap.of)) {
            self.waiting.push_back(Question::WithoutHarmLimits);
        }
        self.waiting.extend(left.iter().map(|at| Question::With(*at)));
        if let Some(primary) = primary {
            self.waiting.extend(self.levels(primary).into_iter().map(Question::Frontier));
        }
        if self.field.lenses().len() > 1 {
            self.waiting.extend((0..self.draws.n).map(|at| Question::Draw(Drawn::Weights, at)));
        }
        if (0..self.field.candidates.len()).any(|at| self.field.headroom(at) > 0) {
            self.waiting.extend((0..self.draws.n).map(|at| Question::Draw(Drawn::Headroom, at)));
        }
        if let Some(primary) = primary.filter(|_| !left.is_empty()) {
            self.walk =
                Some(Walk::from(self.problem.budgets[primary], self.step(), self.top() / self.step(), set.value));
            self.waiting.push_back(Question::Walk);
        }
    }

    /// Returns limits of the first budget, from 0 up to where nothing is left to buy, or to twice what there is.
    fn levels(&self, primary: usize) -> Vec<u64> {
        let limit = self.problem.budgets[primary];
        let can = |at: &usize| self.field.candidates[*at].barred.is_empty();
        let all: u64 = (0..self.field.candidates.len()).filter(can).map(|at| self.problem.costs[primary][at]).sum();
        let top = all.min(limit.saturating_mul(2)).max(limit);
        let step = round_step(top / LEVELS * 2).max(1);
        let mut levels: Vec<u64> = (0..=top.div_ceil(step)).map(|n| n * step).chain([limit]).collect();
        sort_by(&mut levels, &mut |one, other| one.cmp(other));
        levels.dedup();
        levels
    }

    /// Returns how far above the first budget the walk goes: as far again, or to where all is bought.
    fn top(&self) -> u64 {
        let Some(primary) = self.field.primary() else { return 0 };
        let limit = self.problem.budgets[primary];
        let all: u64 = self.problem.costs[primary].iter().sum();
        all.saturating_sub(limit).min(limit.max(self.step())).div_ceil(self.step()).saturating_mul(self.step())
    }

    /// Returns the step in which figures of the first budget are looked for: what is printed of them.
    fn step(&self) -> u64 {
        let limit = self.field.primary().map_or(0, |primary| self.problem.budgets[primary]);
        round_step(limit / STEPS).max(1)
    }

    fn change_to(&self, members: &[usize]) -> Difference {
        let best = self.found.best.as_ref().map_or(&[][..], |best| &best.members);
        Difference::between(best, members)
    }

    /// Returns a level; the change is from `last`, or from the best set.
    fn level(&self, budget: u64, set: Option<&Portfolio>, last: Option<&[usize]>) -> Level {
        let primary = self.field.primary().unwrap_or(0);
        let mut problem = self.problem.clone();
        problem.budgets[primary] = budget;
        let by_rate = greedy(&problem).ok();
        let by_rate = by_rate.as_ref().and_then(SearchOutcome::portfolio).map(|set| set.value);
        let change = match (set, last) {
            (None, _) => Difference::default(),
            (Some(set), None) => self.change_to(&set.selected),
            (Some(set), Some(last)) => Difference::between(last, &set.selected),
        };
        let spent = set.map_or(0, |set| set.costs[primary]);
        Level { budget, value: set.map(|set| set.value), spent, by_rate, change }
    }

    fn take_with(&mut self, candidate: usize, is_answered: bool, set: Option<&Portfolio>) {
        let best = self.found.best.as_ref().map_or(0, |best| best.value);
        let with = match (is_answered, set) {
            (false, _) => With::Unasked,
            (true, None) => With::Nothing,
            (true, Some(set)) => With::Short(best - set.value),
        };
        let change = set.map_or_else(Difference::default, |set| self.change_to(&set.selected));
        self.found.left.push(Left { candidate, with, change, cost: Comes::Unasked, budget: Comes::Unasked });
        let key = |left: &Left| match left.with {
            With::Short(gap) => (0, gap),
            With::Nothing => (1, 0),
            With::Unasked => (2, 0),
        };
        sort_by(&mut self.found.left, &mut |one, other| (key(one), one.candidate).cmp(&(key(other), other.candidate)));
        let is_last = !self.waiting.iter().any(|question| matches!(question, Question::With(_)));
        if is_last && let Some(primary) = self.field.primary() {
            let costs = &self.problem.costs[primary];
            // What comes in at no cost comes in at some; what costs nothing costs too much of something else.
            let asked = self.found.left.iter().take(COSTS).map(|left| left.candidate).filter(|at| costs[*at] > 0);
            let step = self.step();
            let asked: Vec<Question> = asked
                .map(|candidate| Question::Cost { candidate, comes: None, not: costs[candidate].div_ceil(step) })
                .collect();
            // Before the frontier: a reason for each that is left out matters more.
            for question in asked.into_iter().rev() {
                self.waiting.push_front(question);
            }
        }
    }

    /// Halves the range in which the cost lies at which one comes in.
    fn take_cost(
        &mut self,
        candidate: usize,
        (comes, not): (Option<u64>, u64),
        is_answered: bool,
        set: Option<&Portfolio>,
    ) -> Option<Question> {
        let at = middle(comes, not);
        let best = self.found.best.as_ref().map_or(0, |best| best.value);
        let (comes, not) = match set {
            Some(set) if set.value >= best => (Some(at), not),
            _ => (comes, at),
        };
        let cost = match comes {
            _ if !is_answered => Comes::Unasked,
            None if not == 0 => Comes::Never,
            Some(comes) if not <= comes + 1 => Comes::At(comes * self.step()),
            comes => return Some(Question::Cost { candidate, comes, not }),
        };
        if let Some(left) = self.found.left.iter_mut().find(|left| left.candidate == candidate) {
            left.cost = cost;
        }
        None
    }

    /// Goes on with the walk. Returns the question that goes on.
    fn take_walk(&mut self, set: Option<&Portfolio>) -> Option<Question> {
        // Where an answer took too long, what is not known yet stays so.
        let (walk, set) = (self.walk.as_mut()?, set?);
        walk.take(set, &mut self.found.left).then_some(Question::Walk)
    }
}

/// Returns the cost to try between one at which an initiative comes in and one at which it does not; none first.
fn middle(comes: Option<u64>, not: u64) -> u64 {
    comes.map_or(0, |comes| comes + (not - comes) / 2)
}

fn take_draw(core: &mut Core, n_candidates: usize, set: Option<&Portfolio>) {
    core.times.resize(n_candidates, 0);
    if let Some(set) = set {
        core.n += 1;
        set.selected.iter().for_each(|at| core.times[*at] += 1);
    }
}

fn chosen(set: &Portfolio) -> Chosen {
    Chosen { members: set.selected.clone(), value: set.value, costs: set.costs.clone() }
}

/// Returns the largest of 1, 2 and 5 times a power of ten that is no more, at least 1.
fn round_step(most: u64) -> u64 {
    let mut power = 1_u64;
    while power.saturating_mul(10) <= most {
        power *= 10;
    }
    [5, 2].into_iter().map(|times| power * times).find(|step| *step <= most).unwrap_or(power)
}
