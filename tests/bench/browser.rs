//! Times the methods in a browser's WebAssembly, with what the page is built with. `script/bench` runs it.
//!
//! Prints a line for each: `timed`, the name, the median in microseconds, the quickest and the number of samples, by
//! tabs. It is a program of tests only because their runner has a browser; nothing here can fail for being slow.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod problems;
mod programme;

use std::hint::black_box;

use problems::{PORTFOLIOS, PREFERENCES, PROMISED, SIZES, criteria, points, portfolio, rows, sized, weights};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};
use weighbridge::health::check_programme;
use weighbridge::method::additive::{Missing, totals, weighted_sum};
use weighbridge::method::portfolio::best;
use weighbridge::method::promethee::flows;
use weighbridge::method::smaa::{Problem, Run};
use weighbridge::paste::{self, Choices, Known};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Samples of each thing timed.
const N_SAMPLES: usize = 25;

/// How long a sample lasts at the least, in milliseconds: far longer than the clock's own step.
const LEAST: f64 = 2.0;

/// How long the samples of one thing may last together, in milliseconds.
const MOST: f64 = 3000.0;

fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).unwrap().now()
}

/// Times a thing, run often enough for the clock to see it, and prints the median.
fn time<T>(name: &str, mut run: impl FnMut() -> T) {
    let mut sample = |n_runs: u32| {
        let started = now();
        for _ in 0..n_runs {
            black_box(run());
        }
        now() - started
    };
    let mut n_runs = 1;
    while sample(n_runs) < LEAST {
        n_runs *= 2;
    }
    // The engine compiles once more what it has seen run often.
    let started = now();
    let mut times = Vec::new();
    while times.len() < 3 || (times.len() < N_SAMPLES && now() - started < MOST) {
        times.push(sample(n_runs) / f64::from(n_runs) * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    console_log!("timed\t{name}\t{}\t{}\t{}", times[times.len() / 2], times[0], times.len());
}

#[wasm_bindgen_test]
fn smaa() {
    let problem = Problem::of_points(&rows(10, 15));
    time("SMAA-2, 10x15, 100000 draws", || {
        let mut run = Run::new(black_box(&problem), "bench").unwrap();
        run.advance(100_000);
        run.results()
    });
}

#[wasm_bindgen_test]
fn weighing() {
    for (n_options, n_criteria) in SIZES {
        let (weights, points) = (weights(n_criteria), points(n_options, n_criteria));
        time(&format!("weighted sum {n_options}x{n_criteria}"), || totals(black_box(&weights), black_box(&points)));
    }
    for (n_options, n_criteria) in SIZES {
        let optional = |row: Vec<f64>| row.into_iter().map(Some).collect();
        let table: Vec<Vec<Option<f64>>> = rows(n_options, n_criteria).into_iter().map(optional).collect();
        let weights = weights(n_criteria);
        time(&format!("contributions and ranks {n_options}x{n_criteria}"), || {
            weighted_sum(black_box(&weights), black_box(&table), Missing::Withhold)
        });
    }
}

#[wasm_bindgen_test]
fn outranking() {
    let table = rows(1000, 50);
    for (name, preference) in PREFERENCES {
        let criteria = criteria(50, preference);
        time(&format!("PROMETHEE II 1000x50, {name}"), || flows(black_box(&table), black_box(&criteria)));
    }
}

#[wasm_bindgen_test]
fn portfolios() {
    for (n, n_budgets) in PROMISED {
        for seed in 1..=3 {
            let problem = sized(n, n_budgets, seed);
            time(&format!("portfolio of {n}, {n_budgets} budgets, {seed}"), || best(black_box(&problem)));
        }
    }
    for (name, family, tied, n_budgets) in PORTFOLIOS {
        for seed in 1..=3 {
            let problem = portfolio(family, tied, n_budgets, seed);
            time(&format!("portfolio of 200, {name}, {seed}"), || best(black_box(&problem)));
        }
    }
}

#[wasm_bindgen_test]
fn programme_rules() {
    let as_at = "2026-11".parse().ok();
    for (name, text) in [
        ("rules over 1000 initiatives, 30 goals", programme::programme(1_000, 30)),
        ("the same with dates, statuses, money and more", programme::reported(1_000, 30)),
    ] {
        let case = weighbridge::file::load(text.as_bytes()).unwrap().case;
        time(name, || check_programme(black_box(&case), as_at));
    }
}

#[wasm_bindgen_test]
fn pasted_rows() {
    const TABLE: &str = include_str!("../paste/12-five-thousand-rows.txt");
    time("a pasted table of 5000 rows", || paste::read(black_box(TABLE), &Known::default(), &Choices::default()));
}
