//! Reading in slices: the same as in one go, for good files and bad; and files that would hold a page or its memory are
//! refused by name.

use proptest::prelude::*;
use serde_json::{Value, json};
use weighbridge::file::{self, Document, LoadError, Reader, ReadingStep};

/// Reads in slices, pausing where the bits say so, over and over.
fn in_slices(bytes: &[u8], pauses: &[bool]) -> Result<Document, LoadError> {
    let mut reader = Box::new(Reader::new(bytes));
    let (mut asked, mut before) = (0, reader.progress());
    loop {
        let mut pause = || {
            asked += 1;
            pauses[asked % pauses.len()]
        };
        match reader.advance(&mut pause) {
            ReadingStep::Done(found) => return found,
            ReadingStep::Paused(rest) => reader = rest,
        }
        let now = reader.progress();
        assert!(before.done <= now.done && now.done <= now.of, "{before:?} then {now:?}");
        before = now;
    }
}

fn refused(bytes: &[u8]) -> String {
    let error = file::load(bytes).map(|_| ()).unwrap_err();
    assert_eq!(in_slices(bytes, &[true]).map(|_| ()), Err(error.clone()));
    error.to_string()
}

/// A case of some size with every kind of list, several slices long.
fn large() -> Value {
    let texts = |n: usize| "A reason, with \"quotes\", é and \\ in it. ".repeat(n);
    let initiatives: Vec<Value> = (0..60)
        .map(
            |i| json!({"id": 1000 + i, "name": format!("Initiative {i}"), "narrative": texts(40), "later": {"a": [i]}}),
        )
        .collect();
    let contributions: Vec<Value> = (0..60)
        .flat_map(|i| (0..20).map(move |j| (i, j)))
        .map(|(i, j)| json!({"initiative": 1000 + i, "goal": 100 + j, "assessment": {"scored": j % 4}, "reason": texts(2)}))
        .collect();
    let goals: Vec<Value> = (0..20).map(|j| json!({"id": 100 + j, "title": format!("Goal {j}")})).collect();
    let options: Vec<Value> = (0..12).map(|i| json!({"id": 2000 + i, "name": format!("Option {i}")})).collect();
    let criteria: Vec<Value> = (0..15)
        .map(|j| json!({"id": 3000 + j, "name": format!("C {j}"), "kind": {"leaf": {"scale": "direct"}}}))
        .collect();
    let scores: Vec<Value> = (0..12)
        .flat_map(|i| (0..15).map(move |j| (i, j)))
        .map(|(i, j)| json!({"alternative": 2000 + i, "criterion": 3000 + j, "state": {"points": j}, "reason": texts(5)}))
        .collect();
    let log: Vec<Value> = (0..300)
        .map(|i| json!({"at": "2026-11-21T14:02:11Z", "event": "changed", "what": format!("ReadingStep {i}"), "after_ranking": false}))
        .collect();
    let rows: Vec<Value> = (0..40).map(|i| json!({"label": format!("{}", 2000 + i), "values": [i, null]})).collect();
    json!({
        "format": "weighbridge", "version": 1,
        "log": log,
        "case": {
            "title": "Large", "next_id": 9000,
            "contributions": contributions,
            "appraisals": [{
                "id": 1, "title": "Where", "materiality": 2.0, "scores": scores, "alternatives": options, "criteria": criteria,
                "gates": [{"id": 4000, "name": "Lawful", "verdicts": [{"alternative": 2001, "outcome": "pass"}]}],
                "weight_sets": [{"id": 4001, "name": "Officers", "elicitation": {"swing": [{"criterion": 3001, "points": 5}]}}]
            }],
            "frameworks": [{"id": 2, "title": "Goals", "lens": "outcomes", "goals": goals}],
            "programme": {"initiatives": initiatives},
            "references": [{"title": "R", "unit": "t", "publisher": "P", "source": "S", "columns": ["a", "b"], "rows": rows}],
            "later": {"deep": [[1, 2.5, "x"], {"b": null}]}
        },
        "later": [1, 2]
    })
}

#[test]
fn a_large_case_is_read_whole_whatever_the_order_of_its_members() {
    let value = large();
    let document = file::load(value.to_string().as_bytes()).unwrap();
    assert_eq!(serde_json::to_value(&document).unwrap()["later"], value["later"]);
    let saved = file::save(&document);
    assert_eq!(serde_json::from_str::<Document>(&value.to_string()).unwrap(), document, "as a general reader reads it");
    let again: Value = serde_json::from_str(&saved).unwrap();
    for list in ["/log", "/case/contributions", "/case/appraisals/0/scores", "/case/programme/initiatives"] {
        let (found, expected) = (again.pointer(list).unwrap(), value.pointer(list).unwrap());
        assert_eq!(found.as_array().unwrap().len(), expected.as_array().unwrap().len(), "{list}");
    }
    assert_eq!(again.pointer("/case/references/0/rows/3/values/0"), Some(&json!(3.0)));
    assert_eq!(in_slices(saved.as_bytes(), &[true]), Ok(document));
}

#[test]
fn every_pointer_of_a_large_case_that_is_wrong_is_named() {
    for (pointer, value, expected) in [
        ("/log/299/event", json!("eaten"), "log[299].event needs one of "),
        ("/case/contributions/1199/goal", json!(1), "case.contributions[1199].goal needs the id of a goal, found 1"),
        (
            "/case/contributions/1199",
            json!({"initiative": 1000, "goal": 100, "assessment": "unknown"}),
            "case.contributions[1199] needs one contribution for each initiative and goal, found a second",
        ),
        ("/case/programme/initiatives/59/id", json!(1000), "case.programme.initiatives[59].id needs an id of its own"),
        (
            "/case/frameworks/0/goals/19/title",
            json!(null),
            "case.frameworks[0].goals[19].title needs a text, found null",
        ),
        ("/case/references/0/rows/39/values", json!([1]), "case.references[0].rows[39].values needs 2 figures"),
        ("/case/appraisals/0/scores/179/criterion", json!(5), "case.appraisals[0].scores[179].criterion needs the id"),
        ("/case/appraisals/0/scores/179/state", json!({"points": 101}), "appraisals[0].scores[179].state.points needs"),
        (
            "/case/appraisals/0/gates/0/name",
            json!(5),
            "case.appraisals[0].gates[0].name needs a text, found integer `5`",
        ),
        (
            "/case/appraisals/0/weight_sets/0/elicitation",
            json!("guess"),
            "case.appraisals[0].weight_sets[0].elicitation",
        ),
    ] {
        let mut large = large();
        *large.pointer_mut(pointer).unwrap() = value;
        let message = refused(large.to_string().as_bytes());
        assert!(message.contains(expected), "{pointer}: {message}");
    }
}

/// The same error as a general reader of JSON gives, in place and words.
fn is_as_json(text: &str) -> Result<(), TestCaseError> {
    let found = file::load(text.as_bytes());
    let is_syntax = matches!(found, Err(LoadError::NotJson { .. } | LoadError::Truncated { .. }));
    match serde_json::from_str::<Value>(text) {
        Ok(_) => prop_assert!(!is_syntax, "{found:?} of {text}"),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            prop_assert!(is_syntax, "{error} but {found:?} of {text}");
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let is_alike = match found.unwrap_err() {
                LoadError::Truncated { line: at, column: across } => (at, across) == (line, column),
                LoadError::NotJson { line: at, column: across, reason, .. } => {
                    (at, across) == (line, column) && (error.is_eof() || reason.contains(words))
                }
                _ => false,
            };
            prop_assert!(is_alike, "{error} of {text}");
        }
    }
    Ok(())
}

const PIECES: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "\\ude00", "0", "-", "1", ".", "e", "E9", "+", "true",
    "nul", " ", "\n", "\u{1f}", "é", "\"a\":1", "1e999", "-0", "01",
];

#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    n_removed: usize,
    piece: usize,
}

fn change() -> impl Strategy<Value = Change> {
    (any::<prop::sample::Index>(), 0..4_usize, 0..PIECES.len()).prop_map(|(at, n_removed, piece)| Change {
        at,
        n_removed,
        piece,
    })
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for change in changes {
        let at = change.at.index(letters.len() + 1);
        let end = (at + change.n_removed).min(letters.len());
        letters.splice(at..end, PIECES[change.piece].chars());
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn slices_read_what_one_go_reads(changes in prop::collection::vec(change(), 0..4), pauses in prop::collection::vec(any::<bool>(), 1..9)) {
        let text = changed(SMALL, &changes);
        prop_assert_eq!(in_slices(text.as_bytes(), &pauses), file::load(text.as_bytes()));
    }

    #[test]
    fn what_is_no_json_is_refused_as_json_readers_refuse_it(changes in prop::collection::vec(change(), 0..4)) {
        is_as_json(&changed(SMALL, &changes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_large_case_is_the_same_in_slices(changes in prop::collection::vec(change(), 0..2), pauses in prop::collection::vec(any::<bool>(), 1..9)) {
        thread_local!(static TEXT: String = large().to_string());
        let text = TEXT.with(|text| changed(text, &changes));
        prop_assert_eq!(in_slices(text.as_bytes(), &pauses), file::load(text.as_bytes()));
    }
}

/// A small case, as a text that can be changed anywhere.
const SMALL: &str = r#"{"format":"weighbridge","version":1,"case":{"title":"Dé\u0070\ud83d\ude00ots","next_id":20,"frameworks":
[{"id":1,"title":"Goals","lens":"outcomes","goals":[{"id":2,"title":"Jobs","weight":1.5e0}]}],"programme":{"initiatives":
[{"id":3,"name":"Move"}]},"contributions":[{"initiative":3,"goal":2,"assessment":{"scored":-2}}],"appraisals":[{"id":4,
"title":"Where","materiality":2.0,"alternatives":[{"id":5,"name":"Stay","role":"business_as_usual"}],"criteria":[{"id":8,
"name":"Time","kind":{"leaf":{"scale":"direct","swing":100}}}],"scores":[{"alternative":5,"criterion":8,"state":{"points":
-0.0}}],"later":[true,false,null,{"x":[]}]}]}}"#;

#[test]
fn the_small_case_is_good() {
    assert!(file::load(SMALL.as_bytes()).is_ok(), "{:?}", file::load(SMALL.as_bytes()));
}

/// A case with one member of a place written as a text.
fn with(case: &str) -> Vec<u8> {
    format!(r#"{{"format":"weighbridge","version":1,"case":{{"title":"T","next_id":900000000,{case}}}}}"#).into_bytes()
}

fn list(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(",")
}

/// An appraisal with these members.
fn appraisal(members: &str) -> Vec<u8> {
    with(&format!(r#""appraisals":[{{"id":1,"title":"A","materiality":2,{members}}}]"#))
}

#[test]
fn what_is_above_a_limit_is_named_with_the_limit() {
    let leaf = |i: usize| format!(r#"{{"id":{},"name":"c","kind":{{"leaf":{{"scale":"direct"}}}}}}"#, i + 10);
    let initiatives = |n| list(n, |i| format!(r#"{{"id":{},"name":"i"}}"#, i + 10));
    let title = "é".repeat(19 * 512 * 1024);
    for (bytes, expected) in [
        (
            with(&format!(r#""programme":{{"initiatives":[{}]}}"#, initiatives(100_000))),
            "case.programme.initiatives: there can be at most 5,000 initiatives in one case, found 100,000",
        ),
        (
            with(&format!(r#""programme":{{"initi\u0061tives":[{}]}}"#, initiatives(5_001))),
            "case.programme.initiatives: there can be at most 5,000 initiatives in one case, found 5,001",
        ),
        (
            appraisal(&format!(r#""alternatives":[{}]"#, initiatives(20_000))),
            "case.appraisals[0].alternatives: there can be at most 200 options in one appraisal, found 20,000",
        ),
        (
            appraisal(&format!(r#""criteria":[{}]"#, list(201, leaf))),
            "case.appraisals[0].criteria: there can be at most 200 criteria in one appraisal, found 201",
        ),
        (
            appraisal(&format!(
                r#""criteria":[{{"id":2,"name":"f","kind":{{"family":[{}]}}}},{{"id":3,"name":"f","kind":{{"family":[{}]}}}}]"#,
                list(101, leaf),
                list(101, |i| leaf(i + 1_000))
            )),
            "case.appraisals[0].criteria: there can be at most 200 criteria in one appraisal, found 202",
        ),
        (
            with(&format!(
                r#""frameworks":[{{"id":1,"title":"F","lens":"carbon","goals":[{}]}}]"#,
                list(301, |i| format!(r#"{{"id":{},"title":"g"}}"#, i + 10))
            )),
            "case.frameworks: there can be at most 300 goals in one case, found 301",
        ),
        (
            with(&format!(r#""context":{{"note":"{title}"}}"#)),
            "case.context.note: there can be at most 20,000 characters in one text, found 9,961,472",
        ),
        (with(&format!(r#""{title}":1"#)), "there can be at most 20,000 characters in one text, found 9,961,472"),
        (
            with(&format!(r#""later":{{{}}}"#, list(1_000_000, |i| format!(r#""k{i}":1"#)))),
            "case.later: there can be at most 10,000 members in one object, found 1,000,000",
        ),
        (
            with(&format!(r#""later":[{}]"#, list(1_600_000, |_| "1".to_owned()))),
            "the whole file: there can be at most 1,500,000 values in one file",
        ),
        (
            with(&format!(r#""later":[{}]"#, list(150_000, |_| "1".to_owned()))),
            "case.later[99999]: there can be at most 100,000 values that only a newer version understands",
        ),
    ] {
        let error = file::load(&bytes).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(expected), "{expected}\nbut {}", &error[..error.len().min(300)]);
        assert!(error.len() < 400, "a message is one line");
    }
}

#[test]
fn families_within_families_are_bounded_and_do_not_overflow() {
    let (mut open, mut close) = (String::new(), String::new());
    for i in 0..24 {
        open.push_str(&format!(r#"{{"id":{},"name":"f","kind":{{"family":["#, i + 10));
        close.push_str("]}}");
    }
    let message = refused(&appraisal(&format!(r#""criteria":[{open}{close}]"#)));
    assert!(
        message.contains("there can be at most 20 families of criteria one inside the other, found 21"),
        "{message}"
    );
}

#[test]
fn a_newer_version_is_told_before_its_limits_are() {
    let many = list(6_000, |i| format!(r#"{{"id":{},"name":"i"}}"#, i + 10));
    let newer = format!(r#"{{"format":"weighbridge","case":{{"programme":{{"initiatives":[{many}]}}}},"version":2}}"#);
    assert_eq!(file::load(newer.as_bytes()), Err(LoadError::TooNew { found: 2, supported: 1 }));
}

#[test]
fn what_is_hostile_in_its_form_is_refused_in_plain_words() {
    let deep = [b"[".repeat(1_000_000), b"]".repeat(1_000_000)].concat();
    let refusal = file::load(&deep).map(|_| ()).unwrap_err();
    assert!(
        matches!(&refusal, LoadError::NotJson { column: 128, reason, .. } if reason.contains("at most 127 arrays"))
    );
    assert!(refused(&deep).contains("is not a Weighbridge file"));
    let objects = r#"{"a":"#.repeat(1_000_000);
    assert!(refused(objects.as_bytes()).contains("its text is damaged at line 1, column "));
    let good = SMALL.as_bytes();
    let ascii = SMALL.replace('é', "e");
    let utf16: Vec<u8> = ascii.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&utf16).contains("its text is damaged at line 1, column 2"), "{}", refused(&utf16));
    assert!(refused(&[b"\xff\xfe", utf16.as_slice()].concat()).contains("is not a Weighbridge file"));
    let lone = SMALL.replace("\\ude00", "");
    assert!(refused(lone.as_bytes()).contains("its text is damaged at line "));
    assert!(refused(SMALL.replace("2.0", "1e999").as_bytes()).contains("its text is damaged at line "));
    assert!(refused(SMALL.replace("2.0", &"9".repeat(2_000)).as_bytes()).contains("its text is damaged at line "));
    let precise = SMALL.replace("2.0", &format!("2.0{}1", "0".repeat(800)));
    assert!(file::load(precise.as_bytes()).is_ok(), "a number may have many digits");
    for end in [1, 40, good.len() / 2, good.len() - 1] {
        assert!(refused(&good[..end]).contains("it is cut off at line "), "{end}");
    }
    let bom = [b"\xef\xbb\xbf", good].concat();
    assert!(file::load(&bom).is_ok() && file::load(&[b"\xef\xbb\xbf", bom.as_slice()].concat()).is_err());
    let long = vec![b' '; file::LARGEST_FILE + 1];
    assert!(refused(&long).contains("a case has at most 20 MB"));
    assert!(refused(&long[1..]).contains("it is cut off at line "));
}

#[test]
fn a_member_given_twice_is_found_among_few_and_among_many() {
    let many = |twice: &str| with(&format!(r#""later":{{{},{twice}}}"#, list(5_000, |i| format!(r#""k{i}":[{i}]"#))));
    assert!(file::load(&many(r#""k5000":1"#)).is_ok());
    assert!(refused(&many(r#""k4999":1"#)).contains("case.later.k4999 needs each member once, found `k4999` twice"));
    assert!(refused(&many(r#""k\u0031":1"#)).contains("case.later.k1 needs each member once"));
    let entry = r#"{"at":"","event":"changed","after_ranking":true,"after_ranking":true}"#;
    let log = format!(r#"{{"format":"weighbridge","version":1,"case":{{"title":"T","next_id":1}},"log":[{entry}]}}"#);
    assert!(refused(log.as_bytes()).contains("log[0].after_ranking needs each member once"));
    for place in [r#""format":"weighbridge","#, r#""next_id":20,"#, r#""alternative":5,"#, r#""points":"#] {
        let doubled =
            SMALL.replacen(place, &format!("{place}{}{place}", if place.ends_with(':') { "1," } else { "" }), 1);
        let message = refused(doubled.as_bytes());
        assert!(message.contains("twice"), "{place}: {message}");
    }
}
