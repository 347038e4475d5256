//! The committee file: an appraisal, a programme or both, with their own proof. It holds the inputs, every result that follows
//! from them, the findings with their answers, the changes made after a ranking was first shown, and digests of all of these;
//! [`verify`] works everything out again and says what differs.
//!
//! A digest shows change, not authorship: whoever changes a file can make new digests. What a reader can then still do is
//! compare the digest with the one that is printed in the paper.

mod canonical;
mod carbon;
mod carried;
mod chosen;
mod content;
mod difference;
mod printed;
mod programme;
mod told;
mod verify;
mod words;
mod workshop;
mod written;

pub use canonical::{NotCanonical, canonical};
pub use carried::Carried;
pub use chosen::KeptCheck;
pub use difference::{Difference, Sort};
pub use printed::{Printed, compare_printed};
pub use programme::{has_programme, programme_words, read_as_at};
pub use verify::{CheckError, Checked, Verification, read, verify};

use crate::case::Case;
use crate::file;
use crate::log::LogEntry;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The newest version of the committee file that this program reads, and the one it writes.
pub const VERSION: u64 = 1;

/// The seed of the draws in a committee file: always the same, so that nobody can choose one that pleases.
pub const SEED: &str = "weighbridge committee file";

/// How many draws a committee file rests on.
pub const N_DRAWS: u64 = 10_000;

/// The member that names the appraisal of a file that carries a programme too.
const CARRIED: &str = "appraisal";

/// An exported committee file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub text: String,
    /// The digest of its inputs: the one to print in the paper.
    pub digest: String,
}

/// Returns the committee file of what is carried of a case: an appraisal by its id, or a [`Carried`]. `exported` is the time of
/// the export, UTC, as `2026-11-21T14:02:11Z`. `None` where the case has no such appraisal, or nothing to carry.
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
    carried: impl Into<Carried>,
    log: &[Arc<LogEntry>],
    exported: &str,
) -> Result<Option<Export>, NotCanonical> {
    let carried = carried.into();
    let Some(inputs) = carried.inputs(case) else { return Ok(None) };
    let log = carried.log(log);
    let engine = json!({
        "name": "Weighbridge",
        "version": env!("CARGO_PKG_VERSION"),
        "generator": crate::method::smaa::GENERATOR,
    });
    let document = content::document(&inputs, carried, &log, &engine, &json!(exported));
    let Some(mut document) = document else { return Ok(None) };
    let appraisal = carried.appraisal.and_then(|id| case.appraisal(id)).map(Arc::as_ref);
    workshop::add(&mut document, case, appraisal, exported);
    let integrity = integrity(&document)?;
    let digest = integrity["inputs"].as_str().unwrap_or_default().to_owned();
    document.insert("integrity".to_owned(), integrity);
    // Written to memory with text keys and finite numbers, which cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    Ok(Some(Export { text, digest }))
}

/// Returns the digest of what is carried of a case, as its exported file gives it: the one to print in the paper. `None` where
/// the case has no such appraisal, or nothing to carry.
#[must_use]
pub fn inputs_digest(case: &Case, carried: impl Into<Carried>) -> Option<String> {
    let saved = file::save(&file::Document::new(carried.into().inputs(case)?, Vec::new()));
    let saved = file::read_json(saved.as_bytes()).ok()?;
    canonical(saved.get("case")?).ok().map(|text| file::digest(&text))
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
    let mut found = json!({
        "canonicalisation": CANONICALISATION,
        "algorithm": ALGORITHM,
        "inputs": of("inputs")?,
        "whole": digest(&Value::Object(whole.clone()))?,
        "parts": parts,
    });
    // A file without an appraisal has no results of one.
    if document.contains_key("results") || !document.contains_key("programme") {
        found["results"] = json!(of("results")?);
    }
    Ok(found)
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
                // The first is the one that is carried; of others there are only the names of their options.
                let mut appraisals = value.get("appraisals").and_then(Value::as_array).into_iter().flatten();
                let first = appraisals.next().and_then(Value::as_object);
                parts.extend(
                    first.into_iter().flatten().map(|(name, value)| (format!("inputs.appraisal.{name}"), value)),
                );
                let others = appraisals.enumerate();
                parts.extend(others.map(|(at, value)| (format!("inputs.linked_appraisal_{}", at + 1), value)));
            }
            _ => parts.push((name.clone(), value)),
        }
    }
    parts
}
