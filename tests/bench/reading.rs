//! Times reading and writing, natively: large cases and hostile files, with the longest time between two chances to pause
//! and the memory that the work needed at its highest (as the system counts it, where it tells).

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod programme;

use programme::{list, programme, reported, with};
use std::sync::Arc;
use std::time::Instant;
use weighbridge::case::Case;
use weighbridge::file::{self, Document, Reader, ReadingStep, Writer, Writing, Written};
use weighbridge::health::check_programme;
use weighbridge::id::InitiativeId;
use weighbridge::paste::{self, Choices, Known, KnownInitiative};
use weighbridge::unknown::Unknown;

fn main() {
    println!("{:<44} {:>8} {:>9} {:>10} {:>10}  outcome", "reading", "MB", "ms", "longest ms", "memory MB");
    for (name, text) in files() {
        read(name, text.into_bytes());
    }
    println!("\n{:<44} {:>8} {:>9} {:>10}", "writing", "MB", "ms", "longest ms");
    for (name, text) in
        [("1,000 initiatives x 30 goals", programme(1_000, 30)), ("200 options x 200 criteria", options(200, 200))]
    {
        write(name, &text);
    }
    println!("\n{:<44} {:>8} {:>9}", "checking a programme", "findings", "ms");
    check("1,000 initiatives x 30 goals", &programme(1_000, 30));
    check("the same with dates, statuses, money and more", &reported(1_000, 30));
    check("5,000 initiatives x 20 goals", &programme(5_000, 20));
    println!("\n{:<44} {:>8} {:>9}", "a pasted table", "rows", "ms");
    paste("5,000 rows, onto nothing", &Known::default());
    let names: Vec<String> = (1..=5_000).map(|n| format!("Scheme {n:04}")).collect();
    let initiatives = names.iter().zip(1..).map(|(name, id)| KnownInitiative::named(InitiativeId(id), name)).collect();
    paste("5,000 rows, onto as many initiatives", &Known { initiatives, ..Known::default() });
}

/// Times the preview of a pasted table: the middle one of nine runs.
fn paste(name: &str, known: &Known<'_>) {
    const TABLE: &str = include_str!("../paste/12-five-thousand-rows.txt");
    let (mut times, mut n_rows) = (Vec::new(), 0);
    for _ in 0..9 {
        let start = Instant::now();
        n_rows = paste::read(TABLE, known, &Choices::default()).rows.len();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{name:<44} {n_rows:>8} {:>9.1}", times[4]);
}

/// Times what a careful reader would ask of a programme: the middle one of nine runs.
fn check(name: &str, text: &str) {
    let Ok(document) = file::load(text.as_bytes()) else { return println!("{name}: not read") };
    let (mut times, mut n_findings) = (Vec::new(), 0);
    for _ in 0..9 {
        let start = Instant::now();
        n_findings = check_programme(&document.case, "2026-11".parse().ok()).len();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{name:<44} {n_findings:>8} {:>9.1}", times[4]);
}

fn read(name: &str, bytes: Vec<u8>) {
    let megabytes = bytes.len() as f64 / 1e6;
    reset_peak();
    let before = status("VmRSS:");
    let (start, mut longest) = (Instant::now(), 0.0_f64);
    let mut reader = Box::new(Reader::new(bytes));
    let found = loop {
        let slice = Instant::now();
        let step = reader.advance(&mut || true);
        longest = longest.max(slice.elapsed().as_secs_f64() * 1e3);
        match step {
            ReadingStep::Paused(rest) => reader = rest,
            ReadingStep::Done(found) => break found,
        }
    };
    let took = start.elapsed().as_secs_f64() * 1e3;
    let memory = status("VmHWM:").zip(before).map_or(0.0, |(peak, before)| (peak - before) / 1e3);
    let outcome = found.map_or_else(|error| error.to_string(), |document| format!("opened: {}", document.case.title));
    println!("{name:<44} {megabytes:>8.1} {took:>9.1} {longest:>10.1} {memory:>10.0}  {outcome:.110}");
}

/// Lets the system count the highest use of memory anew.
fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Returns a figure of the process in kilobytes, where the system tells it.
fn status(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
}

fn write(name: &str, text: &str) {
    let document = file::load(text.as_bytes()).map_err(|error| error.to_string());
    let Ok(Document { case, log, .. }) = document else { return println!("{name}: {document:?}") };
    let mut case = Arc::new(case);
    let mut writer = Writer::default();
    let mut titles =
        vec!["first save", "nothing changed", "one score of an initiative changed", "one name changed"].into_iter();
    while let Some(title) = titles.next() {
        match titles.len() {
            1 => change_a_cell(Arc::make_mut(&mut case)),
            0 => "Another title".clone_into(&mut Arc::make_mut(&mut case).title),
            _ => {}
        }
        let (start, mut longest) = (Instant::now(), 0.0_f64);
        let mut writing: Box<Writing> = Box::new(writer.begin(Arc::clone(&case), log.clone(), Unknown::new()));
        let text = loop {
            let slice = Instant::now();
            let step = writing.advance(&mut || true);
            longest = longest.max(slice.elapsed().as_secs_f64() * 1e3);
            match step {
                Written::Paused(rest) => writing = rest,
                Written::Done(text, next) => {
                    writer = next;
                    break text;
                }
            }
        };
        let took = start.elapsed().as_secs_f64() * 1e3;
        println!(
            "{:<44} {:>8.1} {took:>9.1} {longest:>10.2}",
            format!("{name}: {title}"),
            text.text.len() as f64 / 1e6
        );
    }
    let start = Instant::now();
    let plain = file::save(&Document::new((*case).clone(), log.clone()));
    let digest = file::digest(&plain);
    let took = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "{:<44} {:>8.1} {took:>9.1}  {digest:.8}",
        format!("{name}: as a whole, with its digest"),
        plain.len() as f64 / 1e6
    );
}

fn change_a_cell(case: &mut Case) {
    if let Some(place) = case.contributions.iter().next().map(|one| (one.initiative, one.goal)) {
        case.contributions
            .get_mut(place.0, place.1)
            .into_iter()
            .for_each(|one| "Another reason".clone_into(&mut one.reason));
    }
    if let Some(appraisal) = case.appraisals.first_mut() {
        let appraisal = Arc::make_mut(appraisal);
        if let Some(place) = appraisal.scores.iter().next().map(|one| (one.alternative, one.criterion)) {
            appraisal
                .scores
                .get_mut(place.0, place.1)
                .into_iter()
                .for_each(|one| "Another".clone_into(&mut one.reason));
        }
    }
}

fn options(n_options: usize, n_criteria: usize) -> String {
    let options = list(n_options, |i| format!(r#"{{"id":{},"name":"Option {i}"}}"#, 1_000 + i));
    let criteria = list(n_criteria, |j| {
        format!(r#"{{"id":{},"name":"C {j}","kind":{{"leaf":{{"scale":"direct","swing":10}}}}}}"#, 500 + j)
    });
    let scores = list(n_options * n_criteria, |at| {
        let (i, j) = (at / n_criteria, at % n_criteria);
        format!(
            r#"{{"alternative":{},"criterion":{},"state":{{"points":{}}},"reason":"As measured"}}"#,
            1_000 + i,
            500 + j,
            at % 101
        )
    });
    with(&format!(
        r#""appraisals":[{{"id":1,"title":"A","materiality":2,"alternatives":[{options}],"criteria":[{criteria}],"scores":[{scores}]}}]"#
    ))
}

fn files() -> Vec<(&'static str, String)> {
    let escaped = r"\u00e9".repeat(19_000);
    let log = list(150_000, |i| {
        format!(r#"{{"at":"2026-11-21T14:02:11Z","event":"changed","what":"ReadingStep {i}","after_ranking":false}}"#)
    });
    let judgements = list(19_900, |_| r#"{"more":500,"less":501,"times":3}"#.to_owned());
    let sets =
        list(15, |i| format!(r#"{{"id":{},"name":"S","elicitation":{{"pairwise":[{judgements}]}}}}"#, 9_000 + i));
    vec![
        ("1,000 initiatives x 30 goals", programme(1_000, 30)),
        ("5,000 initiatives x 30 goals", programme(5_000, 30)),
        ("50 options x 40 criteria", options(50, 40)),
        ("200 options x 200 criteria", options(200, 200)),
        (
            "150,000 log entries",
            format!(r#"{{"format":"weighbridge","version":1,"case":{{"title":"T","next_id":1}},"log":[{log}]}}"#),
        ),
        (
            "15 sets of 19,900 pairs",
            options(2, 200).replace(r#""scores""#, &format!(r#""weight_sets":[{sets}],"scores""#)),
        ),
        ("a title of 19 MiB", with(&format!(r#""context":{{"report":"{}"}}"#, "a".repeat(19 << 20)))),
        ("180 goal texts of 19,000 escapes", {
            let goals = list(180, |j| format!(r#"{{"id":{},"title":"G","text":"{escaped}"}}"#, 500 + j));
            with(&format!(r#""frameworks":[{{"id":1,"title":"F","lens":"carbon","goals":[{goals}]}}]"#))
        }),
        (
            "100,000 initiatives",
            with(&format!(
                r#""programme":{{"initiatives":[{}]}}"#,
                list(100_000, |i| format!(r#"{{"id":{i},"name":"i"}}"#))
            )),
        ),
        ("20,000 options", options(20_000, 1)),
        ("2,000 x 2,000", options(2_000, 100)),
        (
            "700,000 contributions to nothing",
            with(&format!(
                r#""contributions":[{}]"#,
                list(340_000, |i| format!(r#"{{"initiative":{i},"goal":{i},"assessment":"unknown"}}"#))
            )),
        ),
        ("nesting 1,000,000 deep", "[".repeat(1_000_000)),
        ("1,700,000 members", with(&format!(r#""later":{{{}}}"#, list(1_500_000, |i| format!(r#""k{i}":1"#))))),
        ("10,000,000 values", with(&format!(r#""later":[{}]"#, list(10_000_000, |_| "1".to_owned())))),
        ("1,400,000 small objects", with(&format!(r#""later":[{}]"#, list(700_000, |_| r#"{"a":1}"#.to_owned())))),
        ("99,000 unknown objects", with(&format!(r#""later":[{}]"#, list(49_000, |_| r#"{"a":1}"#.to_owned())))),
        (
            "1,000,000 risks",
            with(&format!(
                r#""programme":{{"initiatives":[{}]}}"#,
                list(5_000, |i| format!(
                    r#"{{"id":{},"name":"i","risks":[{}]}}"#,
                    i + 9,
                    list(200, |_| "\"\"".to_owned())
                ))
            )),
        ),
        ("cut off", programme(5_000, 30)[..15_000_000].to_owned()),
        ("white space, 20 MB", " ".repeat(20_000_000)),
    ]
}
