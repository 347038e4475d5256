//! What a case as large as the limits allow costs: memory of five hundred edits, and the time of what a page asks for when
//! it opens one.
//!
//! Figures are read by people; no test depends on them. Run with `cargo bench --bench bounds`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a timing that cannot be taken stops, and is printed")]

mod cases;

use std::hint::black_box;
use std::time::Instant;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::edit::{AlignmentEdit, Edit};
use weighbridge::file::{self, Document};
use weighbridge::health::check;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{GoalId, InitiativeId};

const STAMP: Stamp<'static> = Stamp { at: "2026-11-21T14:02:11Z", by: "" };

/// Memory that this process holds, in MB; absent where the system does not say.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

fn milliseconds(run: impl FnOnce()) -> f64 {
    let started = Instant::now();
    run();
    started.elapsed().as_secs_f64() * 1e3
}

/// Prints the median of some runs.
fn median<T>(name: &str, n_runs: usize, mut run: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..n_runs).map(|_| milliseconds(|| drop(black_box(run())))).collect();
    times.sort_by(f64::total_cmp);
    println!("{:>10.2} ms  {name}", times[n_runs / 2]);
}

fn main() {
    memory();
    appraisal();
}

fn memory() {
    let started = resident();
    let mut history = History::new(cases::programme(1_000, 30), Vec::new());
    let opened = resident();
    let mut times = Vec::new();
    for at in 0..500_u32 {
        let (initiative, goal) = (InitiativeId(32 + at * 7 % 1_000), GoalId(2 + at % 30));
        let effect = Assessment::Scored(Effect::ALL[(at % 6) as usize]);
        let reason = format!("Changed for the {at}th time, in about as many characters as the last");
        times.push(milliseconds(|| {
            history.commit(&Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, reason)), STAMP).unwrap();
        }));
        history.commit(&Edit::Alignment(AlignmentEdit::SetAssessment(initiative, goal, effect)), STAMP).unwrap();
    }
    let edited = resident();
    times.sort_by(f64::total_cmp);
    if let (Some(started), Some(opened), Some(edited)) = (started, opened, edited) {
        println!("{:>10.1} MB  a case of 1,000 initiatives by 30 goals", opened - started);
        println!("{:>10.1} MB  1,000 edits of it, 500 steps kept", edited - opened);
    }
    println!("{:>10.3} ms  one edit (median)", times[250]);
    median("a snapshot of case and log", 21, || (history.case().clone(), history.log().to_vec()));
    let document = Document::new((**history.case()).clone(), history.log().to_vec());
    median("writing it out", 5, || file::save(&document));
}

fn appraisal() {
    let mut case = cases::programme(0, 0);
    cases::add_appraisal(&mut case, 200, 200);
    let appraisal = &case.appraisals[0];
    println!("An appraisal of 200 options on 200 criteria");
    median("evaluate", 11, || evaluate(appraisal));
    let results = evaluate(appraisal);
    median("health check", 5, || check(&case, appraisal, &results, &[]));
}
