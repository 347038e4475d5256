//! Runs every golden file of a folder: `tests/golden`, or what `WEIGHBRIDGE_GOLDEN` names. And tests of the harness itself.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{DIGESTS, Verdict, digest, digests, judge};

/// Returns the folder of the project's own cases.
fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Returns the golden folder: the one named in the environment, or the project's own.
fn folder() -> PathBuf {
    std::env::var_os("WEIGHBRIDGE_GOLDEN").map_or_else(own_folder, PathBuf::from)
}

/// Returns the JSON files of a folder in order of name.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("expected a folder of golden cases at {}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_agrees() {
    let files = json_files(&folder());
    assert!(!files.is_empty(), "no golden cases in {}", folder().display());
    let (mut n_passed, mut failures, mut found) = (0, Vec::new(), String::new());
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match std::fs::read_to_string(path).map(|text| judge(&text)) {
            Ok((verdict, digest)) => {
                found.push_str(&format!("{digest}  {name}\n"));
                match verdict {
                    Verdict::Passed => n_passed += 1,
                    Verdict::Failed(reasons) => {
                        failures.extend(reasons.into_iter().map(|reason| format!("{name}: {reason}")));
                    }
                }
            }
            Err(error) => failures.push(format!("{name}: {error}")),
        }
    }
    let n_files = files.len();
    eprintln!("golden: {n_passed} of {n_files} files agree");
    assert!(failures.is_empty(), "{} differences:\n  {}", failures.len(), failures.join("\n  "));
    if folder() == own_folder() {
        check_digests(&found);
    }
}

/// Holds what the project's own cases gave against the digests that a browser's results are held against too.
fn check_digests(found: &str) {
    if std::env::var_os("WEIGHBRIDGE_DIGESTS").is_some_and(|wish| wish == "write") {
        std::fs::write(own_folder().with_file_name("it/golden/digests.txt"), found).unwrap();
        return;
    }
    let changed: Vec<&str> = found.lines().filter(|line| !DIGESTS.lines().any(|known| known == *line)).collect();
    assert!(changed.is_empty(), "results whose bits are not those of digests.txt:\n  {}", changed.join("\n  "));
    assert_eq!(digests().count(), found.lines().count(), "digests.txt names files that are not there");
}

/// Returns the text of one of the project's own golden cases, for the tests of the harness itself.
fn own(file: &str) -> Value {
    let path = own_folder().join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn verdict(document: &Value) -> Verdict {
    judge(&document.to_string()).0
}

#[test]
fn harness_fails_an_altered_figure() {
    for (file, pointer) in [
        ("wsum-ties-simple.json", "/expected/ranks/1"),
        ("wsum-goodwin-wright-office.json", "/expected/contributions/3/2"),
        ("alignment-gap-and-orphan.json", "/expected/initiatives/1/lenses/outcomes/coverage"),
        ("e2e-mixed-6x6.json", "/expected/group_contributions/social/5"),
        ("normalise-minmax-local.json", "/expected/normalised/4/2"),
        ("smaa-replay-64x4x3.json", "/expected/central_weights/1/2"),
    ] {
        let mut document = own(file);
        assert_eq!(verdict(&document), Verdict::Passed, "{file}");
        let figure = document.pointer_mut(pointer).unwrap();
        *figure = serde_json::json!(figure.as_f64().unwrap() + 1e-6);
        assert!(matches!(verdict(&document), Verdict::Failed(_)), "{file} {pointer}");
    }
}

#[test]
fn harness_fails_what_is_not_produced() {
    let mut document = own("wsum-ties-simple.json");
    document["expected"]["margin"] = serde_json::json!(5.0);
    assert_eq!(verdict(&document), Verdict::Failed(vec!["margin: expected 5.0, not produced".to_owned()]));

    let mut document = own("wsum-ties-simple.json");
    document["expected"]["totals"][0] = Value::Null;
    assert!(matches!(verdict(&document), Verdict::Failed(_)));

    let mut document = own("weights-all-zero.json");
    document["inputs"]["swings"] = serde_json::json!([1, 0]);
    assert!(matches!(verdict(&document), Verdict::Failed(_)));

    let mut document = own("weights-swing-goodwin-wright.json");
    document["inputs"]["swings"] = serde_json::json!([0, 0]);
    assert!(matches!(verdict(&document), Verdict::Failed(_)));
}

#[test]
fn harness_fails_an_unknown_method_and_a_misspelt_input() {
    let mut document = own("wsum-ties-simple.json");
    document["method"] = serde_json::json!("weighted_guess");
    assert_eq!(verdict(&document), Verdict::Failed(vec!["unknown method `weighted_guess`".to_owned()]));

    // A missing input is a fault of the file and never passes for a refusal.
    let misspelt = r#"{"method": "swing_weights", "inputs": {"swing": [0]}, "expected": {"error": "none"},
        "tolerance": {"abs": 0, "rel": 0}}"#;
    assert!(matches!(judge(misspelt).0, Verdict::Failed(_)));
    assert!(matches!(judge("{").0, Verdict::Failed(_)));
}

#[test]
fn harness_fails_a_sampled_figure_that_is_too_far_away() {
    for (file, pointer, by) in [
        ("smaa-exact-4x3.json", "/expected/rank_acceptability/0/1", 0.02),
        ("smaa-exact-4x3.json", "/expected/central_weights/2/0", 0.02),
        ("smaa-exact-dominated-option.json", "/expected/rank_acceptability/2/0", 1e-3),
        ("smaa-mc-interval-6x5.json", "/expected/pairwise_winning/0/1", 0.02),
        ("smaa-mc-interval-6x5.json", "/expected/confidence_factors/0", -0.03),
    ] {
        let mut document = own(file);
        let figure = document.pointer_mut(pointer).unwrap();
        *figure = serde_json::json!(figure.as_f64().unwrap() + by);
        assert!(matches!(verdict(&document), Verdict::Failed(_)), "{file} {pointer}");
    }
}

#[test]
fn a_digest_tells_the_last_bit_and_the_sign_of_zero() {
    let one = |number: f64| digest(&serde_json::json!({ "total": [number] }));
    assert_eq!(one(0.1 + 0.2), one(0.300_000_000_000_000_04));
    for (a, b) in [(0.1 + 0.2, 0.3), (0.0, -0.0), (1.0, 1.0_f64.next_up())] {
        assert_ne!(one(a), one(b));
    }
}
