//! What is timed, natively and in the browser: the same numbers at every run.
#![allow(dead_code, reason = "each program that times takes some of them")]

use weighbridge::method::portfolio::Problem;
use weighbridge::method::promethee::{Criterion, Preference};

/// Options and criteria from a small table to the largest.
pub(crate) const SIZES: [(usize, usize); 5] = [(10, 10), (20, 20), (50, 40), (200, 50), (1000, 50)];

/// The six preference functions, with thresholds for points 0 to 100; the Gaussian also where almost every pair is past
/// its bend, and where almost none is.
pub(crate) const PREFERENCES: [(&str, Preference); 8] = [
    ("usual", Preference::Usual),
    ("u_shape", Preference::UShape { indifference: 5.0 }),
    ("v_shape", Preference::VShape { preference: 20.0 }),
    ("level", Preference::Level { indifference: 5.0, preference: 20.0 }),
    ("linear", Preference::Linear { indifference: 5.0, preference: 20.0 }),
    ("gaussian", Preference::Gaussian { spread: 15.0 }),
    ("gaussian narrow", Preference::Gaussian { spread: 0.5 }),
    ("gaussian wide", Preference::Gaussian { spread: 150.0 }),
];

/// Returns points from 0 to 100 that differ in every cell.
pub(crate) fn points(n_options: usize, n_criteria: usize) -> Vec<f64> {
    let mut sequence = Sequence(42);
    (0..n_options * n_criteria).map(|_| sequence.below(1 << 31) as f64 / (1_u64 << 31) as f64 * 100.0).collect()
}

/// Returns the same points, a row for each option.
pub(crate) fn rows(n_options: usize, n_criteria: usize) -> Vec<Vec<f64>> {
    points(n_options, n_criteria).chunks(n_criteria).map(<[f64]>::to_vec).collect()
}

pub(crate) fn weights(n_criteria: usize) -> Vec<f64> {
    (1..=n_criteria).map(|rank| 100.0 / rank as f64).collect()
}

pub(crate) fn criteria(n_criteria: usize, preference: Preference) -> Vec<Criterion> {
    weights(n_criteria).into_iter().map(|weight| Criterion { weight, cost: false, preference }).collect()
}

/// The families of portfolios: name, how value goes with cost, whether initiatives are tied, and how many budgets.
pub(crate) const PORTFOLIOS: [(&str, Family, bool, usize); 8] = [
    ("uncorrelated", Family::Uncorrelated, false, 1),
    ("ordinary", Family::Ordinary, false, 1),
    ("strong", Family::Strong, false, 1),
    ("uncorrelated, tied", Family::Uncorrelated, true, 1),
    ("ordinary, tied", Family::Ordinary, true, 1),
    ("strong, tied", Family::Strong, true, 1),
    ("uncorrelated, two budgets", Family::Uncorrelated, false, 2),
    ("uncorrelated, tied, two budgets", Family::Uncorrelated, true, 2),
];

const N: u64 = 200;
const LARGEST_COST: u64 = 5000;

/// A fixed sequence of numbers (Knuth's linear congruential generator).
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn position(&mut self) -> usize {
        self.below(N) as usize
    }
}

/// Sizes of which the page promises how long they take: so many initiatives under so many budgets.
pub(crate) const PROMISED: [(u64, usize); 2] = [(60, 6), (200, 4)];

/// A problem of any size, value and costs drawn apart, each budget half of all that there is.
pub(crate) fn sized(n: u64, n_budgets: usize, seed: u64) -> Problem {
    let mut sequence = Sequence(seed);
    let mut amounts = || -> Vec<u64> { (0..n).map(|_| 1 + sequence.below(LARGEST_COST)).collect() };
    let values = amounts().into_iter().map(u64::cast_signed).collect();
    let costs: Vec<Vec<u64>> = (0..n_budgets).map(|_| amounts()).collect();
    let budgets = costs.iter().map(|costs| costs.iter().sum::<u64>() / 2).collect();
    Problem { values, costs, budgets, ..Problem::default() }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Family {
    Uncorrelated,
    Ordinary,
    Strong,
}

pub(crate) fn portfolio(family: Family, tied: bool, n_budgets: usize, seed: u64) -> Problem {
    let mut sequence = Sequence(seed);
    let mut costs = || -> Vec<u64> { (0..N).map(|_| 1 + sequence.below(LARGEST_COST)).collect() };
    let costs: Vec<Vec<u64>> = (0..n_budgets).map(|_| costs()).collect();
    let value = |&cost: &u64| {
        let value = match family {
            Family::Uncorrelated => 1 + sequence.below(LARGEST_COST),
            Family::Ordinary => 10 + cost / 45 + sequence.below(50),
            Family::Strong => cost + LARGEST_COST / 10,
        };
        value.cast_signed()
    };
    let values = costs[0].iter().map(value).collect();
    let budgets = costs.iter().map(|costs| costs.iter().sum::<u64>() / 2).collect();
    let mut problem = Problem { values, costs, budgets, ..Problem::default() };
    if tied {
        problem.mandatory.push(7);
        problem.forbidden.push(8);
        for _ in 0..N / 6 {
            problem.exclusive.push(vec![sequence.position(), sequence.position()]);
            problem.requires.push((sequence.position(), sequence.position()));
        }
    }
    problem
}
