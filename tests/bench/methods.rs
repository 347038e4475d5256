//! Timings of the decision methods on tables of the sizes that people have, and of 1000 options on 50 criteria.
//!
//! Timings are read by people; no test depends on them. Run with `cargo bench --bench methods`.
#![allow(missing_docs, reason = "the harness generates the entry point")]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use weighbridge::appraisal::additive::{Missing, totals, weighted_sum};
use weighbridge::appraisal::dominance::reach;
use weighbridge::appraisal::promethee::{self, Preference, flows, preference_matrix};
use weighbridge::appraisal::sensitivity::robustness::robustness;
use weighbridge::appraisal::topsis::topsis;

/// Options and criteria.
const SIZES: [(usize, usize); 4] = [(10, 10), (50, 40), (200, 50), (1000, 50)];

/// Points 0 to 100 that differ in every cell, the same on every run.
fn points(n_options: usize, n_criteria: usize) -> Vec<f64> {
    let mut state = 42_u64;
    (0..n_options * n_criteria)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64 * 100.0
        })
        .collect()
}

fn rows(n_options: usize, n_criteria: usize) -> Vec<Vec<f64>> {
    points(n_options, n_criteria).chunks(n_criteria).map(<[f64]>::to_vec).collect()
}

fn weights(n_criteria: usize) -> Vec<f64> {
    (1..=n_criteria).map(|rank| 100.0 / rank as f64).collect()
}

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
    let kinds = [
        ("usual", Preference::Usual),
        ("u_shape", Preference::UShape { indifference: 5.0 }),
        ("v_shape", Preference::VShape { preference: 20.0 }),
        ("level", Preference::Level { indifference: 5.0, preference: 20.0 }),
        ("linear", Preference::Linear { indifference: 5.0, preference: 20.0 }),
        ("gaussian", Preference::Gaussian { spread: 15.0 }),
        ("gaussian narrow", Preference::Gaussian { spread: 0.5 }),
        ("gaussian wide", Preference::Gaussian { spread: 150.0 }),
    ];
    for (name, preference) in kinds {
        let criteria: Vec<promethee::Criterion> =
            weights.iter().map(|&weight| promethee::Criterion { weight, cost: false, preference }).collect();
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
