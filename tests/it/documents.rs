//! What the documents say is so: the formats property by property, the limits, the pictures of the tour, and where links lead.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::case::Case;
use weighbridge::committee::{Carried, export};
use weighbridge::edit::{Edit, PortfolioEdit, apply};
use weighbridge::file;
use weighbridge::id::AppraisalId;
use weighbridge::limits::{Grouped, JUDGEMENTS};
use weighbridge::portfolio::kept::KeptSet;
use weighbridge::portfolio::{Budget, Resource};
use weighbridge::route::{Page, Route, Step};
use weighbridge::unknown::Unknown;

const FORMAT: &str = "src/file/FORMAT.md";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// Returns what stands beneath a heading, up to the next one; nothing where there is no such heading.
fn beneath<'a>(document: &'a str, heading: &str) -> &'a str {
    let after = document.split_once(&format!("\n{heading}\n\n")).map_or("", |(_, after)| after);
    after.split("\n#").next().unwrap_or_default()
}

/// Returns the cells of each row that is about a property or a word of the format.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let inner = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    inner.filter(|row| row.starts_with('`')).map(|row| row.split(" | ").collect()).collect()
}

/// Returns the name in a first cell: `case`, `"red"`, or the one property of `{"points": …}`. What must always be there has a
/// star behind it.
fn name(cells: &[&str]) -> String {
    let cell = cells[0].trim_matches('`');
    let name = cell.strip_prefix("{\"").map_or(cell, |rest| rest.split('"').next().unwrap_or_default());
    if cells.get(2) == Some(&"yes") { format!("{name}*") } else { name.to_owned() }
}

/// Collects the names that a type of the schema has, as [`name`] gives them.
fn names(definition: &Value, found: &mut BTreeSet<String>) {
    let required = definition["required"].as_array().map_or(&[][..], Vec::as_slice);
    // The form of a choice has one property, which says which form it is.
    let is_form = definition["additionalProperties"] == false;
    for (name, property) in definition["properties"].as_object().into_iter().flatten() {
        let is_required = !is_form && required.iter().any(|one| one == name);
        found.insert(if is_required { format!("{name}*") } else { name.clone() });
        names(property, found);
    }
    let words = definition["enum"].as_array().into_iter().flatten().chain(definition.get("const"));
    found.extend(words.map(Value::to_string));
    definition["oneOf"].as_array().into_iter().flatten().for_each(|form| names(form, found));
}

#[test]
fn every_property_of_a_case_is_described_and_no_other() {
    let document = text(FORMAT);
    let schema: Value = serde_json::from_str(&file::schema()).unwrap();
    let mut described = BTreeSet::new();
    for (title, definition) in schema["$defs"].as_object().unwrap().iter().chain([(&"Document".to_owned(), &schema)]) {
        let mut expected = BTreeSet::new();
        names(definition, &mut expected);
        // Plain numbers and texts are described by their kind.
        if expected.is_empty() {
            continue;
        }
        described.insert(title.clone());
        let said: BTreeSet<String> =
            rows(beneath(&document, &format!("### {title}"))).iter().map(|cells| name(cells)).collect();
        assert_eq!(expected, said, "{title} in {FORMAT}");
    }
    let titles: BTreeSet<String> =
        document.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect();
    assert_eq!(titles, described, "a section for each type");
}

/// Collects where each value of an export stands, as `results.options[].rank`. A case, a log and the digests of the parts are
/// one value each.
fn places(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    let is_whole = matches!(at, "inputs" | "log" | "integrity.parts");
    match value {
        Value::Object(members) if !is_whole => {
            for (name, value) in members {
                places(value, &if at.is_empty() { name.clone() } else { format!("{at}.{name}") }, found);
            }
        }
        Value::Array(items) if !is_whole && !items.is_empty() => {
            items.iter().for_each(|item| places(item, &format!("{at}[]"), found));
        }
        _ => {
            found.insert(at.trim_end_matches("[]").to_owned());
        }
    }
}

#[test]
fn every_value_of_an_export_is_described_and_no_other() {
    let document = text(FORMAT);
    let siting = file::load(text("seeds/data-centre-siting.json").as_bytes()).unwrap();
    let made =
        export(&siting.case, siting.case.appraisals[0].id, &siting.log, "2026-11-30T10:00:00Z").unwrap().unwrap();
    let mut found = BTreeSet::new();
    places(&serde_json::from_str(&made.text).unwrap(), "", &mut found);
    let rows = rows(beneath(&document, "## An exported appraisal"));
    // Those that are described property by property too.
    let rows = rows.iter().filter(|cells| !cells[1].starts_with("object or null"));
    let said: BTreeSet<String> =
        rows.map(|cells| cells[0].trim_matches('`').trim_end_matches("[]").to_owned()).collect();
    assert_eq!(found, said);
}

/// Returns the report of 2020 with what it does not have: a set that is kept, and breaks a limit of money and one of two; a carbon
/// budget, measures and social value.
fn with_all_that_a_programme_may_say() -> Case {
    let case = file::load(text("seeds/manchester-ict-2020.json").as_bytes()).unwrap().case;
    let edited = |case: &Case, edit: PortfolioEdit| apply(case, &Edit::Portfolio(edit)).unwrap();
    let case = edited(&case, PortfolioEdit::Add("£1m".to_owned()));
    let (id, initiatives) = (case.portfolios[0].id, case.programme.initiatives.iter().map(|one| one.id).collect());
    let budget = Budget::of(Resource::Capital, None, 100_000_000.into());
    let case = edited(&case, PortfolioEdit::PutBudget(id, 0, Some(budget)));
    let pair = case.programme.initiatives[..2].iter().map(|one| one.id).collect();
    let case = edited(&case, PortfolioEdit::PutOneOf(id, 0, Some(pair)));
    let kept = KeptSet { initiatives, points: 9.into(), bound: None, proved: false, unknown: Unknown::new() };
    crate::committee_carbon::with_carbon(&edited(&case, PortfolioEdit::Keep(id, Some(Box::new(kept)))))
}

#[test]
fn every_value_of_a_programme_is_described_and_no_other() {
    let document = text(FORMAT);
    let case = with_all_that_a_programme_may_say();
    let made = export(&case, Carried::programme(None), &[], "2026-11-30T10:00:00Z").unwrap().unwrap();
    let mut found = BTreeSet::new();
    places(&serde_json::from_str(&made.text).unwrap(), "", &mut found);
    let of = |heading: &str| -> BTreeSet<String> {
        let rows = rows(beneath(&document, heading));
        rows.iter().map(|cells| cells[0].trim_matches('`').trim_end_matches("[]").to_owned()).collect()
    };
    // A list that is empty for one goal is described by what it holds for another.
    let full = found.clone();
    found.retain(|place| !full.iter().any(|other| other.starts_with(&format!("{place}[]"))));
    let own = of("## A programme in a committee file");
    let either: BTreeSet<String> = of("## An exported appraisal").union(&own).cloned().collect();
    assert!(found.is_subset(&either), "{:?}", found.difference(&either));
    let absent: Vec<&String> = own.iter().filter(|place| !found.contains(*place)).collect();
    assert_eq!(absent, ["appraisal"], "the one that is carried, where one is");
}

#[test]
fn the_small_case_opens_and_has_the_points_that_are_named() {
    let document = text(FORMAT);
    let example = document.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let case = file::load(example.as_bytes()).unwrap().case;
    let rounded = |total: f64| format!("{total:.6}");
    let results = evaluate(&case.appraisals[0]);
    let totals: Vec<String> = results.standings.iter().filter_map(|option| option.total.map(rounded)).collect();
    assert_eq!(totals, ["100.000000", "55.000000"]);
    assert!(document.contains("Business as usual has 100 points there, and the north site 55."));
}

#[test]
fn the_limits_are_those_of_the_library() {
    let (document, source) = (text(FORMAT), text("src/limits.rs"));
    let number = |constant: &str| {
        let (_, after) = source.split_once(&format!("pub const {constant}: usize = ")).unwrap();
        // One of them is worked out from another.
        after.split(';').next().unwrap().replace('_', "").parse().unwrap_or(JUDGEMENTS)
    };
    let limits: Vec<(&str, &str)> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Limit::")?.split_once(" => (")?.1.strip_suffix("\"),"))
        .filter_map(|row| row.split_once(", \""))
        .collect();
    assert!(limits.len() > 30, "{limits:?}");
    for (constant, what) in limits {
        let row = format!("| {what} | {} |", Grouped(number(constant)));
        assert!(document.contains(&row), "expected in {FORMAT}: {row}");
    }
    assert_eq!(file::LARGEST_FILE, 20 << 20);
}

/// Returns the names of the pictures of the tour that a text has, in order.
fn pictures(text: &str) -> Vec<&str> {
    text.match_indices("tour-").filter_map(|(at, _)| Some(&text[at..at + text[at..].find(".png")?])).collect()
}

#[test]
fn the_tour_shows_the_pictures_that_are_made_and_names_the_steps_that_there_are() {
    let readme = text("README.md");
    let shown = pictures(&readme);
    assert_eq!(shown, pictures(&text("script/pictures.mjs")));
    assert_eq!(shown.len(), 7);
    let steps = readme.split_once("in nine steps: ").and_then(|(_, rest)| rest.split_once('.')).unwrap().0;
    let steps: Vec<&str> = steps.split(", ").collect();
    assert_eq!(steps.len(), Step::ALL.len());
    for (named, step) in steps.iter().zip(Step::ALL) {
        let hash = Route::Case { key: "k".to_owned(), page: Page::Appraisal(AppraisalId(1), step) }.hash();
        assert!(hash.rsplit('/').next().is_some_and(|word| named.starts_with(word)), "{named}: {hash}");
    }
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            documents(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

/// Returns the address of a heading within its document, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_')).collect()
}

#[test]
fn every_link_within_the_documents_leads_somewhere() {
    let mut all = vec![root().join("README.md")];
    for folder in ["src", "seeds", "tests", ".github"] {
        documents(&root().join(folder), &mut all);
    }
    let mut faults = Vec::new();
    for path in &all {
        let document = fs::read_to_string(path).unwrap();
        for link in document.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place)));
            // Until script/pictures has run there are none.
            let is_unmade = file.ends_with(".png") && !root().join(".screenshots").exists();
            if link.starts_with("https://") || is_unmade {
                continue;
            }
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let has_place = |place: &str| {
                let text = fs::read_to_string(&target).unwrap_or_default();
                text.lines().any(|line| line.starts_with('#') && anchor(line.trim_start_matches('#').trim()) == place)
            };
            if !target.exists() || !place.is_none_or(has_place) {
                faults.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "links that lead nowhere:\n  {}", faults.join("\n  "));
}
