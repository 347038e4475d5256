//! The JSON format: what is refused, in which words, and that a round trip changes nothing.

use serde_json::{Value, json};
use weighbridge::case::Case;
use weighbridge::file::{self, Document, LoadError};

/// A small case in which every kind of reference occurs.
fn sample() -> Value {
    json!({
        "format": "weighbridge", "version": 1,
        "case": {
            "title": "Depots", "next_id": 20,
            "frameworks": [{"id": 1, "title": "Goals", "lens": "outcomes", "goals": [{"id": 2, "title": "Jobs"}]}],
            "programme": {"initiatives": [{"id": 3, "name": "Move"}]},
            "contributions": [{"initiative": 3, "goal": 2, "assessment": {"scored": 2}, "reason": "More posts"}],
            "appraisals": [{
                "id": 4, "title": "Where", "materiality": 2.0,
                "alternatives": [{"id": 5, "name": "Stay", "role": "business_as_usual"}, {"id": 6, "name": "Go"}],
                "gates": [{"id": 7, "name": "Lawful", "verdicts": [{"alternative": 6, "outcome": "pass"}]}],
                "criteria": [{"id": 8, "name": "Time", "kind": {"leaf": {"scale": {"measured": {
                    "measure": {"name": "lead time", "unit": "months"}, "worst": 20, "best": 0}}, "swing": 100}}}],
                "scores": [{"alternative": 5, "criterion": 8, "state": {"measured": 0}}]
            }]
        }
    })
}

fn load(value: &Value) -> Result<Document, LoadError> {
    file::load(value.to_string().as_bytes())
}

/// Loads the sample with one place changed and returns the message.
fn refused(pointer: &str, value: Value) -> String {
    let mut sample = sample();
    *sample.pointer_mut(pointer).unwrap() = value;
    load(&sample).unwrap_err().to_string()
}

#[test]
fn the_sample_itself_is_good() {
    let document = load(&sample()).unwrap();
    let text = file::save(&document);
    assert_eq!(file::load(text.as_bytes()), Ok(document));
    let again = file::save(&file::load(text.as_bytes()).unwrap());
    assert_eq!(again, text, "the same bytes on the second save");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let mut bytes = vec![0xef, 0xbb, 0xbf];
    bytes.extend(sample().to_string().as_bytes());
    assert!(file::load(&bytes).is_ok());
}

#[test]
fn unknown_members_survive_at_every_level() {
    let mut sample = sample();
    for pointer in ["", "/case", "/case/frameworks/0", "/case/frameworks/0/goals/0", "/case/programme/initiatives/0"] {
        sample.pointer_mut(pointer).unwrap()["later"] = json!({"a": [1, 0.1, null]});
    }
    for pointer in ["/case/contributions/0", "/case/appraisals/0", "/case/appraisals/0/alternatives/0"] {
        sample.pointer_mut(pointer).unwrap()["later"] = json!("kept");
    }
    for pointer in ["/case/appraisals/0/criteria/0/kind/leaf", "/case/appraisals/0/scores/0"] {
        sample.pointer_mut(pointer).unwrap()["later"] = json!(12.5);
    }
    let saved: Value = serde_json::from_str(&file::save(&load(&sample).unwrap())).unwrap();
    for pointer in ["/later", "/case/later", "/case/frameworks/0/goals/0/later", "/case/contributions/0/later"] {
        assert_eq!(saved.pointer(pointer), sample.pointer(pointer), "{pointer}");
    }
    for pointer in ["/case/appraisals/0/criteria/0/kind/leaf/later", "/case/appraisals/0/scores/0/later"] {
        assert_eq!(saved.pointer(pointer), sample.pointer(pointer), "{pointer}");
    }
}

#[test]
fn what_is_not_a_weighbridge_file_is_told_apart() {
    assert_eq!(file::load(b"{}"), Err(LoadError::NotWeighbridge));
    assert_eq!(file::load(b"[1, 2]"), Err(LoadError::NotWeighbridge));
    assert_eq!(file::load(b"{\"format\": \"other\"}"), Err(LoadError::NotWeighbridge));
    assert_eq!(file::load(b"\xff\xfe{"), Err(LoadError::NotText { byte: 0 }));
    assert!(matches!(file::load(b"PK once"), Err(LoadError::NotJson { line: 1, column: 1, .. })));
    assert!(matches!(file::load(b""), Err(LoadError::Truncated { .. })));
    let text = sample().to_string();
    assert!(matches!(file::load(&text.as_bytes()[..text.len() / 2]), Err(LoadError::Truncated { .. })));
    let mut newer = sample();
    newer["version"] = json!(2);
    newer["case"] = json!("of another shape");
    assert_eq!(load(&newer), Err(LoadError::TooNew { found: 2, supported: 1 }));
    let long = format!("{text}{}", " ".repeat(file::LARGEST_FILE));
    assert!(matches!(file::load(long.as_bytes()), Err(LoadError::TooLarge { .. })));
}

#[test]
fn each_fault_names_its_place_and_what_was_expected() {
    let faults = [
        (
            "/case/frameworks/0/goals/0/id",
            json!(1),
            "case.frameworks[0].goals[0].id: expected an id of its own, found 1",
        ),
        ("/case/contributions/0/goal", json!(9), "case.contributions[0].goal: expected the id of a goal, found 9"),
        ("/case/contributions/0/assessment/scored", json!(7), "expected a whole number from -3 to 3"),
        ("/case/appraisals/0/materiality", json!(101), "case.appraisals[0].materiality: expected points from 0 to 100"),
        ("/case/appraisals/0/materiality", json!(null), "case.appraisals[0].materiality: "),
        ("/case/appraisals/0/scores/0/criterion", json!(7), "case.appraisals[0].scores[0].criterion: expected the id"),
        ("/case/appraisals/0/scores/0/state", json!({"points": 101}), "scores[0].state.points: expected points from 0"),
        ("/case/appraisals/0/scores/0/state", json!("perhaps"), "case.appraisals[0].scores[0].state"),
        ("/case/appraisals/0/gates/0/verdicts/0/alternative", json!(8), "gates[0].verdicts[0].alternative: expected"),
        ("/case/appraisals/0/criteria/0/kind/leaf/swing", json!(-1), "expected a swing weight from 0 to 1000000"),
        ("/case/appraisals/0/criteria/0/kind/leaf/scale/measured/best", json!(20), "different measures at the worst"),
        ("/case/next_id", json!(8), "case.next_id: expected a number above every id in use, at least 9"),
        ("/case/title", json!(5), "case.title: invalid type: integer `5`, expected a string"),
        ("/version", json!("1"), "version: expected 1, found \"1\""),
    ];
    for (pointer, value, expected) in faults {
        let message = refused(pointer, value);
        assert!(message.contains(expected), "{pointer}: {message}");
    }
}

#[test]
fn a_member_given_twice_is_refused_wherever_it_stands() {
    let text = sample().to_string();
    for (once, twice) in [
        (r#""title":"Depots""#, r#""title":"Depots","title":"Other""#),
        (r#""title":"Depots""#, r#""later":{"x":1,"x":2},"title":"Depots""#),
    ] {
        let doubled = text.replacen(once, twice, 1);
        assert_ne!(doubled, text);
        let message = file::load(doubled.as_bytes()).unwrap_err().to_string();
        assert!(message.contains("case") && message.contains("twice"), "{message}");
    }
}

#[test]
fn numbers_that_json_cannot_keep_are_refused() {
    let text = sample().to_string().replacen("\"materiality\":2.0", "\"materiality\":1e999", 1);
    assert!(matches!(file::load(text.as_bytes()), Err(LoadError::NotJson { .. })));
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(file::load(deep.as_bytes()), Err(LoadError::NotJson { .. })));
}

#[test]
fn digests_are_sha_256() {
    assert_eq!(file::digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn an_empty_case_round_trips() {
    let document = Document::new(Case::titled("Depot relocation"), Vec::new());
    assert_eq!(file::load(file::save(&document).as_bytes()), Ok(document));
}

/// The schema is the guard against a rename that silently changes the format.
#[test]
fn the_format_is_the_one_that_is_written_down() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let expected = std::fs::read_to_string(folder.join("weighbridge-1.schema.json")).unwrap_or_default();
    let found = file::schema();
    if found != expected {
        let fresh = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("weighbridge-1.schema.json");
        std::fs::write(&fresh, &found).unwrap();
        panic!(
            "the types no longer match tests/files/weighbridge-1.schema.json; if files already written can still be read, \
             copy {} over it",
            fresh.display()
        );
    }
}

/// These files are never changed: whatever becomes of the format, they open.
#[test]
fn every_file_of_the_past_opens() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/v1");
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let document = file::load(&std::fs::read(&path).unwrap());
        assert!(document.is_ok(), "{}: {document:?}", path.display());
        n_files += 1;
    }
    assert!(n_files >= 2);
}
