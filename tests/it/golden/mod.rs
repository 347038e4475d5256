//! Golden cases: what a JSON file of inputs gives, and whether that is what other code computed.
//!
//! A family of methods is one module beside this one with a `run` function, and one line in [`FAMILIES`]. What a file is
//! compared on is decided by its `expected`. [`folder`] runs every file of a folder natively; `tests/browser` runs the
//! project's own in a browser. Both hold what comes out against `digests.txt`, so a browser's bytes are the native ones.

mod additive;
mod ahp;
mod alignment;
mod case;
mod compare;
mod end_to_end;
mod findings;
#[cfg(not(target_arch = "wasm32"))]
mod folder;
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

use case::{Case, Outcome};
use serde_json::Value;
use sha2::{Digest, Sha256};

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
    findings::run,
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
pub(crate) enum Verdict {
    Passed,
    Failed(Vec<String>),
}

/// The digest of what each of the project's own cases gives, and its file: two words to a line, in order of the files.
/// `WEIGHBRIDGE_DIGESTS=write cargo test golden` writes it again, for a change of results that is meant.
pub(crate) const DIGESTS: &str = include_str!("digests.txt");

/// Returns the lines of [`DIGESTS`]: the digest and the name of the file.
pub(crate) fn digests() -> impl Iterator<Item = (&'static str, &'static str)> {
    DIGESTS.lines().filter_map(|line| line.split_once("  "))
}

/// Reads one golden document and runs it: the case, and the result or the refusal as JSON.
fn produce(text: &str) -> Result<(Case, Value), Verdict> {
    let failed = |reason: String| Verdict::Failed(vec![reason]);
    let case = Case::read(text).map_err(failed)?;
    let method = case.method.as_str();
    let ran = catch_unwind(AssertUnwindSafe(|| FAMILIES.iter().find_map(|run| run(method, &case))));
    let actual = match ran {
        Err(_) => return Err(failed(format!("`{method}` panicked"))),
        Ok(Some(Ok(actual))) => actual,
        Ok(Some(Err(case::Fault::Refused(reason)))) => serde_json::json!({ "error": reason }),
        Ok(Some(Err(case::Fault::Unreadable(reason)))) => return Err(failed(reason)),
        Ok(None) => return Err(failed(format!("unknown method `{method}`"))),
    };
    Ok((case, actual))
}

/// Returns the SHA-256 digest of a result. Its JSON has the shortest digits that give each number back, so two results
/// have the same digest when every bit of every number is the same.
fn digest(actual: &Value) -> String {
    Sha256::digest(actual.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads one golden document, runs it and compares. Beside the verdict stands the digest of what came out.
pub(crate) fn judge(text: &str) -> (Verdict, String) {
    let (case, actual) = match produce(text) {
        Ok(produced) => produced,
        Err(verdict) => return (verdict, String::new()),
    };
    let own = smaa::sampled_differences(&case, &actual).or_else(|| findings::differences(&case, &actual));
    let compared = own.unwrap_or_else(|| match case.tolerance() {
        Err(reason) => vec![reason],
        Ok(tolerance) => compare::differences(&case.expected, &actual, tolerance),
    });
    let verdict = if compared.is_empty() { Verdict::Passed } else { Verdict::Failed(compared) };
    (verdict, digest(&actual))
}
