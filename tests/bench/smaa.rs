//! How long SMAA-2 takes: ten options, fifteen criteria, a hundred thousand draws, by what is known of the weights.
//!
//! `cargo bench --bench smaa`. No test looks at these times.
#![allow(missing_docs, reason = "what criterion's macros generate has no documentation")]
#![allow(clippy::unwrap_used, reason = "a benchmark that meets what it did not expect should stop there")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use weighbridge::method::smaa::{Problem, Run, Score, WeightLimits};

mod problems;

const N_OPTIONS: usize = 10;
const N_CRITERIA: usize = 15;
const N_DRAWS: u64 = 100_000;

fn cases() -> Vec<(&'static str, Problem)> {
    let points = problems::rows(N_OPTIONS, N_CRITERIA);
    let plain = Problem::of_points(&points);
    let with = |limits: WeightLimits| Problem { limits, ..plain.clone() };
    let order: Vec<usize> = (0..N_CRITERIA).collect();
    let upper = |most: f64| WeightLimits { upper: vec![most; N_CRITERIA], ..WeightLimits::default() };
    let narrow = WeightLimits { lower: vec![0.05; N_CRITERIA], ..upper(0.075) };
    let interval = |low: &f64| Score::Interval { low: *low, high: low + 10.0 };
    let scores = points.iter().map(|row| row.iter().map(interval).collect()).collect();
    let spread = Problem { scores, ..Problem::default() };
    vec![
        ("nothing known", plain.clone()),
        ("complete order", with(WeightLimits::in_order(&order))),
        ("rejection", with(upper(0.15))),
        ("hit and run", with(narrow)),
        ("interval scores", spread),
    ]
}

fn smaa(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("smaa 10x15, 100000 draws");
    group.throughput(Throughput::Elements(N_DRAWS)).sample_size(20);
    for (name, problem) in cases() {
        group.bench_with_input(BenchmarkId::from_parameter(name), &problem, |bencher, problem| {
            bencher.iter(|| {
                let mut run = Run::new(black_box(problem), "bench").unwrap();
                run.advance(N_DRAWS);
                run.results()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, smaa);
criterion_main!(benches);
