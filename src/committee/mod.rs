//! The committee file: an appraisal that carries its own proof. It holds the inputs, the weights and how they were
//! elicited, every result, the health check with its answers, the changes made after the ranking was first shown, and
//! digests of all of these; [`verify`] works everything out again and says what differs.
//!
//! A digest shows change, not authorship: whoever changes a file can make new digests. What a reader can then still do is
//! compare the digest with the one that is printed in the paper.

mod canonical;
mod content;
mod printed;
mod verify;
mod words;

pub use canonical::{NotCanonical, canonical};
pub use printed::{Printed, compare_printed};
pub use verify::{CheckError, Checked, Difference, Sort, Verification, read, verify};

use crate::case::Case;
use crate::file;
use crate::framework::Framework;
use crate::id::{AppraisalId, GoalId};
use crate::log::{Event, LogEntry, after_ranking};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::sync::Arc;

/// The newest version of the committee file that this program reads, and the one it writes.
pub const VERSION: u64 = 1;

/// The seed of the draws in a committee file: always the same, so that nobody can choose one that pleases.
pub const SEED: &str = "weighbridge committee file";

/// How many draws a committee file rests on.
pub const N_DRAWS: u64 = 10_000;

/// An exported appraisal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub text: String,
    /// The digest of its inputs: the one to print in the paper.
    pub digest: String,
}

/// Returns the committee file of an appraisal. `exported` is the time of the export, UTC, as `2026-11-21T14:02:11Z`. `None`
/// where the case has no such appraisal.
///
/// # Errors
/// Refuses a number that JSON readers would not agree on, naming it.
///
/// # Example
/// ```
/// use weighbridge::committee::{export, verify};
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into()))).unwrap();
/// let export = export(&case, case.appraisals[0].id, &[], "2026-11-21T14:02:11Z").unwrap().unwrap();
/// assert!(verify(export.text.as_bytes()).unwrap().differences.is_empty());
/// ```
pub fn export(
    case: &Case,
    appraisal: AppraisalId,
    log: &[Arc<LogEntry>],
    exported: &str,
) -> Result<Option<Export>, NotCanonical> {
    let Some(inputs) = inputs(case, appraisal) else { return Ok(None) };
    let shown = log.iter().filter(|entry| entry.event == Event::RankingShown(appraisal));
    let log: Vec<Arc<LogEntry>> = shown.chain(after_ranking(log, appraisal)).cloned().collect();
    let engine = json!({
        "name": "Weighbridge",
        "version": env!("CARGO_PKG_VERSION"),
        "generator": crate::method::smaa::GENERATOR,
    });
    let Some(mut document) = content::document(&inputs, &log, &engine, &json!(exported)) else { return Ok(None) };
    let integrity = integrity(&document)?;
    let digest = integrity["inputs"].as_str().unwrap_or_default().to_owned();
    document.insert("integrity".to_owned(), integrity);
    // Written to memory with text keys and finite numbers, which cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    Ok(Some(Export { text, digest }))
}

/// Returns the digest of what an appraisal rests on, as its exported file gives it: the one to print in the paper. `None` where
/// the case has no such appraisal.
#[must_use]
pub fn inputs_digest(case: &Case, appraisal: AppraisalId) -> Option<String> {
    let saved = file::save(&file::Document::new(inputs(case, appraisal)?, Vec::new()));
    let saved = file::read_json(saved.as_bytes()).ok()?;
    canonical(saved.get("case")?).ok().map(|text| file::digest(&text))
}

/// Returns the case cut down to what the appraisal rests on: its context, the goals that criteria are linked to, and the
/// appraisal itself.
fn inputs(case: &Case, appraisal: AppraisalId) -> Option<Case> {
    let appraisal = case.appraisal(appraisal)?;
    let linked: HashSet<GoalId> = appraisal.walk().filter_map(|node| node.criterion.goal).collect();
    let mut frameworks: Vec<Arc<Framework>> = case.frameworks.clone();
    for framework in &mut frameworks {
        Arc::make_mut(framework).goals.retain(|goal| linked.contains(&goal.id));
    }
    frameworks.retain(|framework| !framework.goals.is_empty());
    Some(Case {
        illustrative: case.illustrative,
        context: case.context.clone(),
        frameworks,
        appraisals: vec![Arc::clone(appraisal)],
        next_id: case.next_id,
        ..Case::titled(&case.title)
    })
}

/// The names under which the digests of a document stand.
const CANONICALISATION: &str = "RFC8785";
const ALGORITHM: &str = "SHA-256";

/// Returns the digests of a document: of its inputs, of its results, of each part, and of the whole without the digests.
///
/// # Reference
/// Rundgren, Jordan and Erdtman (2020), RFC 8785, JSON Canonicalization Scheme; NIST (2015), FIPS 180-4.
fn integrity(document: &Map<String, Value>) -> Result<Value, NotCanonical> {
    let digest = |value: &Value| canonical(value).map(|text| file::digest(&text));
    let mut whole = document.clone();
    whole.remove("integrity");
    let mut parts = Map::new();
    for (name, value) in parts_of(document) {
        parts.insert(name, json!(digest(value)?));
    }
    let of = |name: &str| digest(document.get(name).unwrap_or(&Value::Null));
    Ok(json!({
        "canonicalisation": CANONICALISATION,
        "algorithm": ALGORITHM,
        "inputs": of("inputs")?,
        "results": of("results")?,
        "whole": digest(&Value::Object(whole.clone()))?,
        "parts": parts,
    }))
}

/// Returns the parts of a document that have a digest of their own, so that a changed word is found where it stands.
fn parts_of(document: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut parts = Vec::new();
    for (name, value) in document {
        match name.as_str() {
            "integrity" | "results" => {}
            "inputs" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    if name != "appraisals" {
                        parts.push((format!("inputs.{name}"), value));
                    }
                }
                let appraisal = value.get("appraisals").and_then(|all| all.get(0)).and_then(Value::as_object);
                parts.extend(
                    appraisal.into_iter().flatten().map(|(name, value)| (format!("inputs.appraisal.{name}"), value)),
                );
            }
            _ => parts.push((name.clone(), value)),
        }
    }
    parts
}
