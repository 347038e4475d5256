//! Checking a committee file: everything is worked out again from its inputs and compared number by number.

use super::canonical::canonical;
use super::chosen::{KeptCheck, checks};
use super::difference::{Difference, Sort};
use super::written::long_number;
use super::{ALGORITHM, CANONICALISATION, CARRIED, Carried, VERSION, content, has_programme, integrity, workshop};
use crate::case::Case;
use crate::file::{self, APPRAISAL_FORMAT, Document, FORMAT, LoadError};
use crate::print::as_typed;
use crate::spelling::visible;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::fmt;

/// Why a file could not be checked at all. Each variant is a different thing for the reader to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// It cannot be read, or its inputs contradict themselves.
    Unreadable(LoadError),
    /// It is a case: it is opened, not checked.
    IsCase,
    /// It is something else.
    NotExported,
    /// It was written by a newer Weighbridge.
    TooNew {
        /// The file's version.
        found: u64,
    },
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckError::Unreadable(error) => error.fmt(f),
            CheckError::IsCase => f.write_str("it is a case, not a committee file. Open it from Home"),
            CheckError::NotExported => f.write_str(
                "it is not a committee file. Export one from step 9, Record, of an appraisal, or from the report of a \
                 programme, and check that file",
            ),
            CheckError::TooNew { found } => write!(
                f,
                "it was exported by a newer Weighbridge (format {found}; this one checks up to format {VERSION})"
            ),
        }
    }
}

impl std::error::Error for CheckError {}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The title of the appraisal, or of the programme where there is none, as the file gives it.
    pub title: String,
    /// What the file carries.
    pub carried: Carried,
    /// When it was exported, UTC; as the file gives it.
    pub exported: String,
    /// The version that wrote it.
    pub engine: String,
    /// The digest of the inputs as worked out here: the one to compare with the paper.
    pub digest: String,
    /// How many figures were worked out again.
    pub n_numbers: usize,
    /// The headline of the appraisal, or of the programme where there is none, as it follows from the inputs, whatever the file
    /// says.
    pub headline: String,
    /// The headline of a programme that stands beside an appraisal, likewise.
    pub programme_headline: Option<String>,
    /// The sets of initiatives that were chosen, each with what came of checking it.
    pub chosen: Vec<KeptCheck>,
    /// What differs; empty where results match.
    pub differences: Vec<Difference>,
    /// Sentences of a version whose wording is not known here that are worded differently here. They are neither right nor
    /// wrong: nobody can tell, so what this version says is what counts.
    pub rewordings: Vec<Difference>,
    /// The parts whose own digest no longer fits, in words: "criteria among the inputs".
    pub changed_parts: Vec<String>,
}

/// Checks a committee file: works out weights, results and findings again from its inputs, and every digest.
///
/// # Errors
/// [`CheckError`] where there is nothing to compare: no file of this kind, of a newer version, or with inputs that no
/// program could have written.
///
/// # Example
/// ```
/// use weighbridge::committee::{CheckError, verify};
/// assert_eq!(verify(b"{\"format\": \"weighbridge\"}"), Err(CheckError::IsCase));
/// ```
pub fn verify(bytes: &[u8]) -> Result<Verification, CheckError> {
    read(bytes).map(|checked| checked.verification)
}

/// A committee file that was checked, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What came of the check.
    pub verification: Verification,
    /// The inputs as a case, an appraisal that is carried first, and the log of what was changed after its ranking was first shown.
    pub document: Document,
}

/// Checks a committee file as [`verify`] does, and returns what it holds beside what came of that.
///
/// # Errors
/// As [`verify`].
pub fn read(bytes: &[u8]) -> Result<Checked, CheckError> {
    let found = file::read_json(bytes).map_err(CheckError::Unreadable)?;
    let found = check_envelope(&found)?;
    let member = |name: &str| found.get(name).unwrap_or(&Value::Null);
    // The inputs are read as the case that they are, with all that is checked of a case.
    let as_case = json!({ "format": FORMAT, "version": file::VERSION, "case": member("inputs"), "log": member("log") });
    let inputs = file::document(&as_case).map_err(|error| CheckError::Unreadable(in_inputs(error)))?;
    let carried = carried_by(&inputs.case, member(CARRIED)).map_err(CheckError::Unreadable)?;
    let expected = content::document(&inputs.case, carried, &inputs.log, member("engine"), member("exported"));
    let mut expected = expected.ok_or(CheckError::NotExported)?;
    // What is recorded of workshops follows from nothing in the file but its own arithmetic.
    let mut of_workshops = Vec::new();
    let appraisal = carried.appraisal.and_then(|id| inputs.case.appraisal(id));
    if let Some((record, appraisal)) = found.get(workshop::SESSIONS).zip(appraisal) {
        let checked = workshop::check(record, appraisal, &mut of_workshops);
        expected.insert(workshop::SESSIONS.to_owned(), checked.unwrap_or_else(|| record.clone()));
    }
    let text = |value: &Value| visible(value.as_str().unwrap_or_default()).into_owned();
    let engine = text(member("engine").get("version").unwrap_or(&Value::Null));
    let mut comparison = Comparison {
        knows_the_words: WORDED_ALIKE.contains(&engine.as_str()),
        trail: Vec::new(),
        n_numbers: 0,
        differences: of_workshops,
        rewordings: Vec::new(),
    };
    comparison.members(&without_digests(found), &expected);
    let changed_parts = compare_digests(found, &mut comparison.differences);
    let digits = std::str::from_utf8(bytes).ok().and_then(long_number);
    comparison.differences.extend(digits);
    let digest = canonical(member("inputs")).map_or_else(|error| error.to_string(), |text| file::digest(&text));
    let halves = ["results", "programme"].into_iter().filter_map(|half| expected.get(half));
    let mut headlines = halves.filter_map(|half| half.get("headline"));
    let verification = Verification {
        title: text(member("title")),
        carried,
        exported: text(member("exported")),
        engine,
        digest,
        n_numbers: comparison.n_numbers,
        headline: text(headlines.next().unwrap_or(&Value::Null)),
        programme_headline: headlines.next().map(text),
        chosen: checks(
            &inputs.case,
            expected.get("programme").and_then(|own| own.get("chosen")).unwrap_or(&Value::Null),
        ),
        differences: comparison.differences,
        rewordings: comparison.rewordings,
        changed_parts,
    };
    Ok(Checked { verification, document: inputs })
}

/// Returns what a file carries, by its inputs and by the appraisal that it names.
fn carried_by(inputs: &Case, named: &Value) -> Result<Carried, LoadError> {
    let invalid = |path: &str, reason: String| LoadError::Invalid { path: path.to_owned(), reason };
    let all = &inputs.appraisals;
    if !has_programme(inputs) {
        return match all.as_slice() {
            [only] => Ok(Carried::from(only.id)),
            _ => Err(invalid("inputs.appraisals", format!("expected one appraisal, found {}", all.len()))),
        };
    }
    if named.is_null() {
        return Ok(Carried::programme(None));
    }
    // It stands first, so that its parts have digests of their own.
    let first = all.first().filter(|first| named.as_u64() == Some(first.id.0.into()));
    let expected = || format!("expected the id of the first appraisal among the inputs, found {named}");
    first.map(|first| Carried::programme(Some(first.id))).ok_or_else(|| invalid(CARRIED, expected()))
}

fn check_envelope(value: &Value) -> Result<&Map<String, Value>, CheckError> {
    let members = value.as_object().ok_or(CheckError::NotExported)?;
    match members.get("format").and_then(Value::as_str) {
        Some(APPRAISAL_FORMAT) => {}
        Some(FORMAT) => return Err(CheckError::IsCase),
        _ => return Err(CheckError::NotExported),
    }
    let version = members.get("version").unwrap_or(&Value::Null);
    match version.as_u64() {
        Some(VERSION) => Ok(members),
        Some(found) if found > VERSION => Err(CheckError::TooNew { found }),
        _ => {
            let reason = format!("expected {VERSION}, found {version}");
            Err(CheckError::Unreadable(LoadError::Invalid { path: "version".to_owned(), reason }))
        }
    }
}

/// The inputs were read as a case; the error names them as the file does.
fn in_inputs(error: LoadError) -> LoadError {
    match error {
        LoadError::Invalid { path, reason } => {
            let path = path.strip_prefix("case").map_or(path.clone(), |rest| format!("inputs{rest}"));
            LoadError::Invalid { path, reason }
        }
        error => error,
    }
}

fn without_digests(found: &Map<String, Value>) -> Map<String, Value> {
    found.iter().filter(|(name, _)| *name != "integrity").map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Members whose wording may change from version to version without any figure changing.
const WORDING: [&str; 8] = ["headline", "about", "what", "why", "todo", "step", "elicited", "move"];

/// The versions whose wording is that of this one, itself the last: a sentence of theirs that differs was changed. A version
/// with other words starts this list anew, and keeps the old words beside it if it is to check them.
const WORDED_ALIKE: &[&str] = &[env!("CARGO_PKG_VERSION")];

/// A walk through what the file says and what was worked out, side by side.
struct Comparison {
    /// Whether the file was written by a version with the wording of this one.
    knows_the_words: bool,
    /// Names on the way, outermost first.
    trail: Vec<String>,
    n_numbers: usize,
    differences: Vec<Difference>,
    rewordings: Vec<Difference>,
}

impl Comparison {
    fn members(&mut self, found: &Map<String, Value>, expected: &Map<String, Value>) {
        for (name, expected) in expected {
            self.step(name, found.get(name), Some(expected));
        }
        for (name, found) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
            self.step(name, Some(found), None);
        }
    }

    fn step(&mut self, name: &str, found: Option<&Value>, expected: Option<&Value>) {
        match (found, expected) {
            (Some(Value::Object(found)), Some(Value::Object(expected))) => {
                self.trail.push(words(name));
                self.members(found, expected);
                self.trail.pop();
            }
            (Some(Value::Array(found)), Some(Value::Array(expected))) => self.items(name, found, expected),
            _ => self.leaf(&words(name), found, expected),
        }
    }

    fn items(&mut self, name: &str, found: &[Value], expected: &[Value]) {
        if found.len() != expected.len() {
            let (found, expected) = (json!(found.len()), json!(expected.len()));
            self.leaf(&format!("number of {}", words(name)), Some(&found), Some(&expected));
        }
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            let called = expected.get("name").and_then(Value::as_str).map(str::to_owned);
            let called = called.unwrap_or_else(|| format!("{} {}", words(name), at + 1));
            match (found, expected) {
                (Value::Object(found), Value::Object(expected)) => {
                    self.trail.push(called);
                    self.members(found, expected);
                    self.trail.pop();
                }
                _ => self.leaf(&called, Some(found), Some(expected)),
            }
        }
    }

    fn leaf(&mut self, name: &str, found: Option<&Value>, expected: Option<&Value>) {
        self.n_numbers += usize::from(expected.is_some_and(Value::is_number));
        let same = match (found, expected) {
            // 12 and 12.0 are one number.
            (Some(Value::Number(found)), Some(Value::Number(expected))) => found.as_f64() == expected.as_f64(),
            _ => found == expected,
        };
        if same {
            return;
        }
        let within: Vec<&str> = self.trail.iter().rev().map(String::as_str).collect();
        let of = if within.is_empty() { "" } else { " of " };
        let place = format!("{name}{of}{}", within.join(", "));
        let is_figure = [found, expected].into_iter().flatten().any(Value::is_number);
        let sort = if is_figure { Sort::Figure } else { Sort::Words };
        let [file, worked_out] = match [found, expected].map(|value| value.and_then(Value::as_f64)) {
            [Some(found), Some(expected)] => super::words::apart(found, expected),
            _ => [said(found), said(expected)],
        };
        let difference = Difference { sort, place, file, worked_out };
        let is_wording =
            WORDING.contains(&name) && [found, expected].iter().all(|one| one.is_some_and(Value::is_string));
        let among = if is_wording && !self.knows_the_words { &mut self.rewordings } else { &mut self.differences };
        among.push(difference);
    }
}

/// Returns a member's name as the page has it.
fn words(name: &str) -> String {
    match name {
        "monte_carlo" => "random weights".to_owned(),
        name => name.replace('_', " "),
    }
}

/// Returns a value as a reader sees it.
fn said(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(Value::Null) => "none".to_owned(),
        Some(Value::Bool(found)) => if *found { "yes" } else { "no" }.to_owned(),
        Some(Value::Number(found)) => found.as_f64().map_or_else(|| found.to_string(), as_typed),
        Some(Value::String(found)) => visible(found).into_owned(),
        Some(Value::Array(items)) => format!("a list of {}", items.len()),
        Some(Value::Object(_)) => "several figures".to_owned(),
    }
}

/// Compares the digests in the file with those of what the file holds. Returns the parts that no longer fit theirs.
fn compare_digests(found: &Map<String, Value>, differences: &mut Vec<Difference>) -> Vec<String> {
    let stated = found.get("integrity").unwrap_or(&Value::Null);
    let Ok(expected) = integrity(found) else {
        differences.push(Difference {
            sort: Sort::Digest,
            place: "digests".to_owned(),
            file: "given".to_owned(),
            worked_out: "none: a number in the file is one that programs do not agree on".to_owned(),
        });
        return Vec::new();
    };
    let mut compare = |place: String, stated: Option<&Value>, expected: Option<&Value>| {
        if stated != expected {
            differences.push(Difference { sort: Sort::Digest, place, file: said(stated), worked_out: said(expected) });
        }
    };
    compare("way of writing".to_owned(), stated.get("canonicalisation"), Some(&json!(CANONICALISATION)));
    compare("kind of digest".to_owned(), stated.get("algorithm"), Some(&json!(ALGORITHM)));
    for name in ["inputs", "results", "whole"] {
        let place =
            if name == "whole" { "digest of the whole file".to_owned() } else { format!("digest of the {name}") };
        compare(place, stated.get(name), expected.get(name));
    }
    let empty = Map::new();
    let parts = |value: &'_ Value| value.get("parts").and_then(Value::as_object).cloned().unwrap_or(empty.clone());
    let (stated_parts, expected_parts) = (parts(stated), parts(&expected));
    let fits = |name: &String, value: &Value| stated_parts.get(name) == Some(value);
    let changed = expected_parts.iter().filter(|(name, value)| !fits(name, value)).map(|(name, _)| part_words(name));
    let changed: Vec<String> = changed.collect();
    for (name, value) in &expected_parts {
        compare(format!("digest of {}", part_words(name)), stated_parts.get(name), Some(value));
    }
    for (name, value) in stated_parts.iter().filter(|(name, _)| !expected_parts.contains_key(*name)) {
        compare(format!("digest of {}", part_words(name)), Some(value), None);
    }
    let known = ["canonicalisation", "algorithm", "inputs", "results", "whole", "parts"];
    let strangers = stated.as_object().into_iter().flatten().filter(|(name, _)| !known.contains(&name.as_str()));
    for (name, value) in strangers {
        compare(format!("{} among the digests", words(name)), Some(value), None);
    }
    changed
}

/// "inputs.appraisal.scores" as "scores among the inputs".
fn part_words(name: &str) -> String {
    let inner = name.strip_prefix("inputs.appraisal.").or_else(|| name.strip_prefix("inputs."));
    inner.map_or_else(|| words(name), |inner| format!("{} among the inputs", words(inner)))
}
