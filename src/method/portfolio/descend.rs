//! The exact search under several budgets: from the choice that counts most at the prices, change one group after
//! another, those whose choice is least certain first, as long as the bound leaves hope.

use super::combine::Found;
use super::effort::Effort;
use super::fill::Filled;
use super::multiplier::{Bound, Multiplier};
use super::pareto::Choice;
use super::reduce::Reduced;
use super::selection;

/// A price change larger than any that matters.
const FAR: i128 = 1 << 64;

/// Another choice of a group, as the change from the one it starts from.
#[derive(Clone, Debug)]
struct Swap {
    value: i64,
    costs: Vec<i64>,
    /// How much less it counts.
    regret: i128,
    toggle: Vec<u64>,
    tied: bool,
}

/// One group in the order in which groups are changed.
#[derive(Clone, Debug)]
struct Stage {
    changes: Vec<Swap>,
    /// Whether the choice it starts from stands for several.
    tied: bool,
    /// How far each price may rise, alone, with this and all later groups still starting from what counts most.
    rise: Vec<i128>,
    /// How far each price may fall.
    fall: Vec<i128>,
    /// The most that this and all later groups can save of each budget.
    saving: Vec<i64>,
}

/// A choice on the way: what it is worth, what it leaves of each budget and what comes next.
#[derive(Clone, Debug)]
struct Node {
    value: i64,
    spare: Vec<i64>,
    counted: i128,
    stage: usize,
    change: usize,
}

/// A search under way.
#[derive(Clone, Debug)]
pub(super) struct Descent {
    stages: Vec<Stage>,
    worth: i128,
    start: Node,
    start_choice: Vec<u64>,
    start_tied: bool,
    path: Vec<Node>,
    best: Filled,
    /// What the best leaves of each budget; `None` while it is one that was given.
    best_spare: Option<Vec<i64>>,
    bound: i64,
    telling_apart: bool,
    n_nodes: u64,
    /// Nodes that may be spent on telling choices of equal value apart, beyond those that it took to find the value.
    n_to_tell_apart: u64,
    n_tie_limit: u64,
    n_equal: u64,
    any_tied: bool,
}

impl Descent {
    /// Starts a search. `lists` holds the choices of each group; `best` is a choice that is known.
    pub(super) fn new(
        reduced: &Reduced,
        lists: Vec<Vec<Choice>>,
        bound: &Bound,
        best: Filled,
        effort: Effort,
    ) -> Descent {
        let multiplier = &bound.multiplier;
        let mut start = Node { value: 0, spare: reduced.budgets.clone(), counted: bound.total, stage: 0, change: 0 };
        let (mut choice, mut start_tied, mut hopeless) = (reduced.chosen.clone(), false, false);
        let mut stages: Vec<Stage> = Vec::new();
        for choices in lists {
            let counted = |choice: &Choice| multiplier.counted(choice.value, &choice.costs, 0);
            let Some(base) = choices.iter().reduce(|a, b| if counted(b) > counted(a) { b } else { a }) else {
                hopeless = true;
                continue;
            };
            start.value += base.value;
            start.spare.iter_mut().zip(&base.costs).for_each(|(spare, cost)| *spare -= cost);
            choice.iter_mut().zip(&base.choice).for_each(|(word, toggle)| *word ^= toggle);
            if choices.len() == 1 {
                start_tied |= base.tied;
            } else {
                stages.push(Stage::new(&choices, base, multiplier));
            }
        }
        stages.sort_by_key(|stage| stage.changes.first().map(|change| change.regret));
        accumulate(&mut stages);
        let mut descent = Descent {
            stages: if hopeless { Vec::new() } else { stages },
            worth: multiplier.value,
            path: if hopeless { Vec::new() } else { vec![start.clone()] },
            start,
            start_choice: choice,
            start_tied,
            bound: if hopeless { best.value } else { bound.value() },
            best,
            best_spare: None,
            telling_apart: hopeless,
            n_nodes: 0,
            n_to_tell_apart: effort.n_to_tell_apart,
            n_tie_limit: 0,
            n_equal: 0,
            any_tied: false,
        };
        descent.note();
        descent
    }

    /// Looks at a number of nodes. Returns how many, or what was found once none is left.
    pub(super) fn step(&mut self, n_nodes: u64) -> Result<u64, Found> {
        let mut n_looked = 0;
        while n_looked < n_nodes.max(1) {
            let done = self.path.is_empty() || !self.telling_apart && self.best.value >= self.bound;
            let spent = self.telling_apart && self.n_nodes > self.n_tie_limit;
            if (done && self.telling_apart) || spent {
                return Err(self.found(!spent));
            }
            if done {
                self.tell_apart();
            }
            self.advance();
            self.n_nodes += 1;
            n_looked += 1;
        }
        Ok(n_looked)
    }

    /// Looks at a number of nodes, or fewer where no better choice is left, and returns the best so far.
    pub(super) fn rehearse(&mut self, n_nodes: u64) -> Filled {
        while self.n_nodes < n_nodes && !self.path.is_empty() && self.best.value < self.bound {
            self.advance();
            self.n_nodes += 1;
        }
        self.best.clone()
    }

    /// Starts over, to look at every choice that is worth as much as the best.
    fn tell_apart(&mut self) {
        self.telling_apart = true;
        self.bound = self.best.value;
        self.n_tie_limit = self.n_nodes * 2 + self.n_to_tell_apart;
        self.path = vec![self.start.clone()];
        self.note();
    }

    /// Takes the next change from the node at the end of the path, or gives that node up.
    fn advance(&mut self) {
        let target = i128::from(self.best.value + i64::from(!self.telling_apart)) * self.worth;
        let Some(node) = self.path.last_mut() else { return };
        let Some(stage) = self.stages.get(node.stage) else {
            self.path.pop();
            return;
        };
        if node.change == 0 && stage.most(node) < target {
            self.path.pop();
            return;
        }
        let Some(change) = stage.changes.get(node.change).filter(|change| node.counted - change.regret >= target)
        else {
            (node.stage, node.change) = (node.stage + 1, 0);
            return;
        };
        node.change += 1;
        let child = Node {
            value: node.value + change.value,
            spare: node.spare.iter().zip(&change.costs).map(|(spare, cost)| spare - cost).collect(),
            counted: node.counted - change.regret,
            stage: node.stage + 1,
            change: 0,
        };
        let affordable = child.spare.iter().all(|&spare| spare >= 0);
        let promising = self.stages.get(child.stage).is_some_and(|stage| stage.most(&child) >= target);
        if affordable || promising {
            self.path.push(child);
            self.note();
            if !promising {
                self.path.pop();
            }
        }
    }

    /// Notes the choice at the end of the path where it is the best so far.
    fn note(&mut self) {
        let Some(node) = self.path.last() else { return };
        if node.spare.iter().any(|&spare| spare < 0) || node.value < self.best.value {
            return;
        }
        let better = node.value > self.best.value;
        if !better && !self.telling_apart {
            return;
        }
        let (choice, tied) = self.choice();
        if better {
            self.best = Filled { value: node.value, choice };
            self.best_spare = Some(node.spare.clone());
            return;
        }
        self.n_equal += 1;
        self.any_tied |= tied;
        // What is spared of the first budget decides, then of the next.
        let precedes = match &self.best_spare {
            _ if choice == self.best.choice => true,
            None => true,
            Some(spare) if node.spare != *spare => node.spare > *spare,
            Some(_) => selection::before(&choice, &self.best.choice),
        };
        if precedes {
            self.best.choice = choice;
            self.best_spare = Some(node.spare.clone());
        }
    }

    /// Returns the choice at the end of the path, and whether it stands for several.
    fn choice(&self) -> (Vec<u64>, bool) {
        let mut choice = self.start_choice.clone();
        let mut tied = self.start_tied;
        let mut changed = vec![false; self.stages.len()];
        for node in &self.path[..self.path.len().saturating_sub(1)] {
            let change = &self.stages[node.stage].changes[node.change - 1];
            choice.iter_mut().zip(&change.toggle).for_each(|(word, toggle)| *word ^= toggle);
            tied |= change.tied;
            changed[node.stage] = true;
        }
        tied |= self.stages.iter().zip(changed).any(|(stage, changed)| !changed && stage.tied);
        (choice, tied)
    }

    fn found(&self, complete: bool) -> Found {
        let unique = match self.n_equal {
            2.. => Some(false),
            // None at all: the best is one that was given, and nothing here is its equal.
            0 | 1 if complete && !self.any_tied => Some(true),
            _ => None,
        };
        Found { best: self.best.clone(), unique }
    }

    /// Returns the best choice so far.
    pub(super) fn best(&self) -> &Filled {
        &self.best
    }

    /// Returns a value that no choice exceeds.
    pub(super) fn bound(&self) -> i64 {
        let open = self.path.iter().filter_map(|node| Some(self.stages.get(node.stage)?.most(node)));
        let most =
            open.max().map_or(self.best.value, |most| i64::try_from(most.div_euclid(self.worth)).unwrap_or(i64::MIN));
        most.min(self.bound).max(self.best.value)
    }
}

impl Stage {
    fn new(choices: &[Choice], base: &Choice, multiplier: &Multiplier) -> Stage {
        let n = base.costs.len();
        let counted = |choice: &Choice| multiplier.counted(choice.value, &choice.costs, 0);
        let mut stage = Stage {
            changes: Vec::new(),
            tied: base.tied,
            rise: vec![FAR; n],
            fall: multiplier.costs.clone(),
            saving: vec![0; n],
        };
        for choice in choices.iter().filter(|choice| *choice != base) {
            let regret = counted(base) - counted(choice);
            let costs: Vec<i64> = choice.costs.iter().zip(&base.costs).map(|(a, b)| a - b).collect();
            for (budget, &cost) in costs.iter().enumerate() {
                let far = |cost: i64| regret / i128::from(cost);
                if cost < 0 {
                    stage.rise[budget] = stage.rise[budget].min(far(-cost));
                    stage.saving[budget] = stage.saving[budget].max(-cost);
                } else if cost > 0 {
                    stage.fall[budget] = stage.fall[budget].min(far(cost));
                }
            }
            let toggle = choice.choice.iter().zip(&base.choice).map(|(a, b)| a ^ b).collect();
            stage.changes.push(Swap { value: choice.value - base.value, costs, regret, toggle, tied: choice.tied });
        }
        stage.changes.sort_by_key(|change| change.regret);
        stage
    }

    /// Returns the most that a node can count when this and later groups may change: the least over a few changes of
    /// one price, each of which leaves what they start from the best.
    fn most(&self, node: &Node) -> i128 {
        let mut gain = 0;
        for (budget, &spare) in node.spare.iter().enumerate() {
            if spare < 0 && -spare > self.saving[budget] {
                return i128::MIN;
            }
            let change = if spare < 0 { self.rise[budget] } else { self.fall[budget] };
            gain = gain.max(change * i128::from(spare.abs()));
        }
        node.counted - gain
    }
}

/// Makes each stage's price changes and savings those of it and all later ones.
fn accumulate(stages: &mut [Stage]) {
    for at in (1..stages.len()).rev() {
        let (earlier, later) = stages.split_at_mut(at);
        let (stage, later) = (&mut earlier[at - 1], &later[0]);
        for budget in 0..stage.rise.len() {
            stage.rise[budget] = stage.rise[budget].min(later.rise[budget]);
            stage.fall[budget] = stage.fall[budget].min(later.fall[budget]);
            stage.saving[budget] += later.saving[budget];
        }
    }
}
