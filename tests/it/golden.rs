//! Golden cases: every JSON file of a folder is run and compared with figures that other code computed.
//!
//! The folder is `tests/golden`, or what `WEIGHBRIDGE_GOLDEN` names. A family of methods is one module in `golden/`
//! with a `run` function, and one line in [`FAMILIES`]. What a file is compared on is decided by its `expected`.

mod additive;
mod ahp;
mod alignment;
mod case;
mod compare;
mod end_to_end;
mod group;
mod money;
mod normalise;
mod outranking;
mod portfolio;
mod rank_weight;
mod sensitivity;
mod smaa;
mod value;
mod weight;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use case::{Case, Outcome};
use serde_json::Value;

/// Runs a case, or returns `None` where the method belongs to another family.
type Run = fn(method: &str, case: &Case) -> Option<Outcome>;

/// Every family of methods that is here. A method belongs to the first family that takes it.
const FAMILIES: &[Run] = &[
    weight::run,
    value::run,
    normalise::run,
    additive::run,
    alignment::run,
    end_to_end::run,
    rank_weight::run,
    ahp::run,
    group::run,
    money::run,
    sensitivity::run,
    outranking::run,
    smaa::run,
    portfolio::run,
];

/// What became of one file.
#[derive(Debug, PartialEq)]
enum Verdict {
    Passed,
    Failed(Vec<String>),
}

/// Reads one golden document, runs it and compares.
fn judge(text: &str) -> Verdict {
    let case = match Case::read(text) {
        Ok(case) => case,
        Err(reason) => return Verdict::Failed(vec![reason]),
    };
    let method = case.method.as_str();
    let ran = catch_unwind(AssertUnwindSafe(|| FAMILIES.iter().find_map(|run| run(method, &case))));
    let actual = match ran {
        Err(_) => return Verdict::Failed(vec![format!("`{method}` panicked")]),
        Ok(Some(Ok(actual))) => actual,
        Ok(Some(Err(case::Fault::Refused(reason)))) => serde_json::json!({ "error": reason }),
        Ok(Some(Err(case::Fault::Unreadable(reason)))) => return Verdict::Failed(vec![reason]),
        Ok(None) => return Verdict::Failed(vec![format!("unknown method `{method}`")]),
    };
    if let Some(differences) = smaa::sampled_differences(&case, &actual) {
        return if differences.is_empty() { Verdict::Passed } else { Verdict::Failed(differences) };
    }
    match case.tolerance() {
        Err(reason) => Verdict::Failed(vec![reason]),
        Ok(tolerance) => match compare::differences(&case.expected, &actual, tolerance) {
            differences if differences.is_empty() => Verdict::Passed,
            differences => Verdict::Failed(differences),
        },
    }
}

/// Returns the golden folder: the one named in the environment, or the project's own.
fn folder() -> PathBuf {
    std::env::var_os("WEIGHBRIDGE_GOLDEN")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden"), PathBuf::from)
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
    let (mut n_passed, mut failures) = (0, Vec::new());
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match std::fs::read_to_string(path).map(|text| judge(&text)) {
            Ok(Verdict::Passed) => n_passed += 1,
            Ok(Verdict::Failed(reasons)) => {
                failures.extend(reasons.into_iter().map(|reason| format!("{name}: {reason}")));
            }
            Err(error) => failures.push(format!("{name}: {error}")),
        }
    }
    let n_files = files.len();
    eprintln!("golden: {n_passed} of {n_files} files agree");
    assert!(failures.is_empty(), "{} differences:\n  {}", failures.len(), failures.join("\n  "));
}

/// Returns the text of one of the project's own golden cases, for the tests of the harness itself.
fn own(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
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
        assert_eq!(judge(&document.to_string()), Verdict::Passed, "{file}");
        let figure = document.pointer_mut(pointer).unwrap();
        *figure = serde_json::json!(figure.as_f64().unwrap() + 1e-6);
        assert!(matches!(judge(&document.to_string()), Verdict::Failed(_)), "{file} {pointer}");
    }
}

#[test]
fn harness_fails_what_is_not_produced() {
    let mut document = own("wsum-ties-simple.json");
    document["expected"]["margin"] = serde_json::json!(5.0);
    assert_eq!(judge(&document.to_string()), Verdict::Failed(vec!["margin: expected 5.0, not produced".to_owned()]));

    let mut document = own("wsum-ties-simple.json");
    document["expected"]["totals"][0] = Value::Null;
    assert!(matches!(judge(&document.to_string()), Verdict::Failed(_)));

    let mut document = own("weights-all-zero.json");
    document["inputs"]["swings"] = serde_json::json!([1, 0]);
    assert!(matches!(judge(&document.to_string()), Verdict::Failed(_)));

    let mut document = own("weights-swing-goodwin-wright.json");
    document["inputs"]["swings"] = serde_json::json!([0, 0]);
    assert!(matches!(judge(&document.to_string()), Verdict::Failed(_)));
}

#[test]
fn harness_fails_an_unknown_method_and_a_misspelt_input() {
    let mut document = own("wsum-ties-simple.json");
    document["method"] = serde_json::json!("weighted_guess");
    assert_eq!(judge(&document.to_string()), Verdict::Failed(vec!["unknown method `weighted_guess`".to_owned()]));

    // A missing input is a fault of the file and never passes for a refusal.
    let misspelt = r#"{"method": "swing_weights", "inputs": {"swing": [0]}, "expected": {"error": "none"},
        "tolerance": {"abs": 0, "rel": 0}}"#;
    assert!(matches!(judge(misspelt), Verdict::Failed(_)));
    assert!(matches!(judge("{"), Verdict::Failed(_)));
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
        assert!(matches!(judge(&document.to_string()), Verdict::Failed(_)), "{file} {pointer}");
    }
}
