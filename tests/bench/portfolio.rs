//! How long the best portfolio of 200 initiatives takes, for each family of problems.
//!
//! Uncorrelated: value and cost drawn apart. Ordinary: value follows cost loosely, as in the golden cases. Strong: value
//! is cost and a constant, the family on which a bound from rates alone says least. Tied: exclusive pairs,
//! prerequisites, one mandatory and one forbidden initiative, as many to an initiative as in the golden cases.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use weighbridge::alignment::portfolio::frontier::frontier;
use weighbridge::alignment::portfolio::{Problem, best};

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

#[derive(Clone, Copy, PartialEq)]
enum Family {
    Uncorrelated,
    Ordinary,
    Strong,
}

fn problem(family: Family, tied: bool, n_budgets: usize, seed: u64) -> Problem {
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

fn portfolios(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("portfolio of 200");
    for (name, family, tied, n_budgets) in [
        ("uncorrelated", Family::Uncorrelated, false, 1),
        ("ordinary", Family::Ordinary, false, 1),
        ("strong", Family::Strong, false, 1),
        ("uncorrelated, tied", Family::Uncorrelated, true, 1),
        ("ordinary, tied", Family::Ordinary, true, 1),
        ("strong, tied", Family::Strong, true, 1),
        ("uncorrelated, two budgets", Family::Uncorrelated, false, 2),
        ("uncorrelated, tied, two budgets", Family::Uncorrelated, true, 2),
    ] {
        for seed in 1..=3 {
            let problem = problem(family, tied, n_budgets, seed);
            let id = BenchmarkId::new(name, seed);
            group.bench_with_input(id, &problem, |bencher, problem| bencher.iter(|| best(black_box(problem))));
        }
    }
    let problem = problem(Family::Ordinary, false, 1, 1);
    let budgets: Vec<Vec<u64>> = (1..=20).map(|part| vec![problem.budgets[0] * part / 10]).collect();
    group.bench_function("ordinary, 20 budgets", |bencher| bencher.iter(|| frontier(black_box(&problem), &budgets)));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(2));
    targets = portfolios
}
criterion_main!(benches);
