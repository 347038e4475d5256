//! How long the best portfolio takes: of 200 initiatives for each family of problems, and of the sizes that are promised.
//!
//! Uncorrelated: value and cost drawn apart. Ordinary: value follows cost loosely, as in the golden cases. Strong: value
//! is cost and a constant, the family on which a bound from rates alone says least. Tied: exclusive pairs,
//! prerequisites, one mandatory and one forbidden initiative, as many to an initiative as in the golden cases.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use weighbridge::method::portfolio::best;
use weighbridge::method::portfolio::frontier::frontier;

mod problems;
use problems::{Family, PORTFOLIOS, PROMISED, portfolio, sized};

fn portfolios(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("portfolio of 200");
    for (name, family, tied, n_budgets) in PORTFOLIOS {
        for seed in 1..=3 {
            let problem = portfolio(family, tied, n_budgets, seed);
            let id = BenchmarkId::new(name, seed);
            group.bench_with_input(id, &problem, |bencher, problem| bencher.iter(|| best(black_box(problem))));
        }
    }
    for (n, n_budgets) in PROMISED {
        for seed in 1..=3 {
            let problem = sized(n, n_budgets, seed);
            let id = BenchmarkId::new(format!("{n} initiatives, {n_budgets} budgets"), seed);
            group.bench_with_input(id, &problem, |bencher, problem| bencher.iter(|| best(black_box(problem))));
        }
    }
    let problem = portfolio(Family::Ordinary, false, 1, 1);
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
