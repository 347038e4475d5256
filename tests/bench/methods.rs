//! Timings of the decision methods on tables of the sizes that people have, and of 1000 options on 50 criteria.
//!
//! Timings are read by people; no test depends on them. Run with `cargo bench --bench methods`.
#![allow(missing_docs, reason = "the harness generates the entry point")]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use weighbridge::method::additive::{Missing, totals, weighted_sum};
use weighbridge::method::dominance::reach;
use weighbridge::method::promethee::{flows, preference_matrix};
use weighbridge::method::sensitivity::robustness::robustness;
use weighbridge::method::topsis::topsis;

mod problems;
use problems::{PREFERENCES, SIZES, criteria, points, rows, weights};

fn additive(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("additive");
    for (n_options, n_criteria) in SIZES {
        let (weights, plain) = (weights(n_criteria), points(n_options, n_criteria));
        let table: Vec<Vec<Option<f64>>> =
            rows(n_options, n_criteria).into_iter().map(|row| row.into_iter().map(Some).collect()).collect();
        let size = format!("{n_options}x{n_criteria}");
        group.throughput(Throughput::Elements((n_options * n_criteria) as u64));
        group.bench_function(BenchmarkId::new("totals", &size), |b| {
            b.iter(|| totals(black_box(&weights), black_box(&plain)));
        });
        group.bench_function(BenchmarkId::new("weighted_sum", &size), |b| {
            b.iter(|| weighted_sum(black_box(&weights), black_box(&table), Missing::Withhold));
        });
    }
    group.finish();
}

fn outranking(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("outranking");
    group.sample_size(20);
    let table = rows(1000, 50);
    let weights = weights(50);
    for (name, preference) in PREFERENCES {
        let criteria = criteria(50, preference);
        group.bench_function(BenchmarkId::new("promethee flows 1000x50", name), |b| {
            b.iter(|| flows(black_box(&table), black_box(&criteria)));
        });
        if name == "linear" {
            let some = rows(200, 50);
            group.bench_function(BenchmarkId::new("promethee every pair 200x50", name), |b| {
                b.iter(|| preference_matrix(black_box(&some), black_box(&criteria)));
            });
        }
    }
    group.bench_function("topsis 1000x50", |b| b.iter(|| topsis(black_box(&table), &weights, &[false; 50])));
    group.finish();
}

fn sensitivity(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("sensitivity");
    group.sample_size(20);
    for (n_options, n_criteria) in [(6, 12), (50, 40)] {
        let (weights, table) = (weights(n_criteria), rows(n_options, n_criteria));
        let size = format!("{n_options}x{n_criteria}");
        group.bench_function(BenchmarkId::new("robustness", &size), |b| {
            b.iter(|| robustness(black_box(&weights), black_box(&table), 2.0, (0.0, 100.0)));
        });
        group.bench_function(BenchmarkId::new("reach", &size), |b| {
            b.iter_batched(|| table.clone(), |table| reach(&table, &[]), BatchSize::SmallInput);
        });
    }
    group.finish();
}

criterion_group!(benches, additive, outranking, sensitivity);
criterion_main!(benches);
