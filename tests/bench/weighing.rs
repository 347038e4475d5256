//! Timings of weighing and of group work, at the sizes of a large workshop.
//!
//! Timings are read by people; no test depends on them. Run with `cargo bench --bench weighing`.
#![allow(missing_docs, reason = "the harness generates the entry point")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use weighbridge::method::additive::Missing;
use weighbridge::method::ahp::{RandomIndex, analyse};
use weighbridge::method::constraint::{Sense, bound, feasibility, interval_swing, order};
use weighbridge::method::frontier::frontier;
use weighbridge::method::group::{Ballot, Centre, agenda, winners_without_each};

/// Numbers from 0 to 1 that do not repeat, the same on every run.
fn spread_out(n: usize) -> impl Iterator<Item = f64> {
    (0..n).scan(42_u64, |state, _| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some((*state >> 11) as f64 / (1_u64 << 53) as f64)
    })
}

fn comparisons(bench: &mut Criterion) {
    for n in [7, 15, 40] {
        let mut matrix = vec![vec![1.0; n]; n];
        let cells = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
        for ((row, column), step) in cells.zip(spread_out(n * n)) {
            matrix[row][column] = 1.0 + (step * 9.0).floor();
            matrix[column][row] = 1.0 / matrix[row][column];
        }
        bench.bench_function(&format!("analyse {n}x{n}"), |b| {
            b.iter(|| analyse(black_box(&matrix), RandomIndex::AlonsoLamata));
        });
    }
}

fn constraints(bench: &mut Criterion) {
    let n = 40;
    let ranks: Vec<Option<usize>> = (1..=n).map(Some).collect();
    let swing = |j: usize| if j == 0 { (100.0, 100.0) } else { (90.0 - 2.0 * j as f64, 100.0 - 2.0 * j as f64) };
    let ranges: Vec<(f64, f64)> = (0..n).map(swing).collect();
    let mut all = order(&ranks);
    all.extend(interval_swing(&ranges, 0).into_iter().flatten());
    bench.bench_function("feasibility of 117 constraints on 40 weights", |b| {
        b.iter(|| feasibility(n, black_box(&all)));
    });
    all.extend(bound(n, n - 1, Sense::AtLeast, 0.03));
    bench.bench_function("the clash among 118 constraints on 40 weights", |b| {
        b.iter(|| feasibility(n, black_box(&all)));
    });
}

fn groups(bench: &mut Criterion) {
    let (n_people, n_options, n_criteria) = (30, 50, 40);
    let mut numbers = spread_out(n_people * (n_options + 1) * n_criteria).map(|x| (x * 100.0).floor());
    let mut row = || numbers.by_ref().take(n_criteria).collect::<Vec<f64>>();
    let ballots: Vec<Ballot> = (0..n_people)
        .map(|_| Ballot {
            weights: row(),
            scores: (0..n_options).map(|_| row().into_iter().map(Some).collect()).collect(),
        })
        .collect();
    bench.bench_function("agenda of 30 ballots, 50 options, 40 criteria", |b| {
        b.iter(|| agenda(black_box(&ballots), Centre::Median, Missing::Withhold));
    });
    bench.bench_function("winners without each of 30 participants", |b| {
        b.iter(|| winners_without_each(black_box(&ballots), Centre::Median, Missing::Withhold));
    });
}

fn frontiers(bench: &mut Criterion) {
    let costs: Vec<Option<f64>> = spread_out(1000).map(Some).collect();
    let values: Vec<Option<f64>> = spread_out(2000).skip(1000).map(Some).collect();
    bench.bench_function("frontier of 1000 options", |b| {
        b.iter(|| frontier(black_box(&costs), black_box(&values)));
    });
}

criterion_group!(benches, comparisons, constraints, groups, frontiers);
criterion_main!(benches);
