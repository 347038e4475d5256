//! The JSON format: what is refused, in which words, and that a round trip changes nothing.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use weighbridge::appraisal::{Outcome, ScoreRange, SwingWeight};
use weighbridge::case::Case;
use weighbridge::edit::{
    AppraisalEdit, CaseEdit, Edit, GateEdit, RecordEdit, ScaleEdit, ScoreEdit, Weighing, WeightEdit, apply,
};
use weighbridge::file::{self, Document, LoadError};
use weighbridge::finite::Finite;
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, GateId, LevelId, WeightSetId};
use weighbridge::programme::MoneyTable;

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

/// A case with every kind of item that the schema names, beside those of the sample.
fn one_of_each() -> Value {
    let mut all = sample();
    all["log"] = json!([{"at": "2026-11-21T14:02:11Z", "event": "changed", "what": "Title", "after_ranking": false}]);
    let case = &mut all["case"];
    case["context"] = json!({"organisation": "Council"});
    case["lens_weights"] = json!({"outcomes": 70, "carbon": 10, "social_value": 20});
    case["goal_statements"] = json!([{"goal": 2, "text": "Served"}]);
    case["references"] = json!([{"title": "R", "unit": "t", "publisher": "P", "source": "S", "columns": ["a"],
        "rows": [{"label": "2026", "values": [1]}]}]);
    case["answers"] = json!([{"finding": "sum_differs:total:1+2", "reason": "Printed so"}]);
    case["sections"] = json!([{"heading": "Risks", "answer": "None"}]);
    case["report_text"] = json!([{"text": "1.1 The council has a plan."}]);
    carried_over(case);
    case["portfolios"] = json!([{"id": 39, "title": "All", "budgets": [{"what": "capital", "limit": 100}],
        "harm": [{"lens": "carbon", "limit": 5}], "kept": {"initiatives": [], "points": 0}}]);
    let initiative = &mut case["programme"]["initiatives"][0];
    initiative["money"] = json!({"capital": {"2026/27": 100}});
    initiative["milestones"] = json!([{"kind": "planned", "what": "Done", "date": "2027-01"}]);
    initiative["earlier_ends"] = json!([{"date": "2026"}]);
    initiative["implications"] = json!([{"role": "legal", "answer": "none"}]);
    initiative["measures"] = json!([{"what": "Homes", "target": "120"}]);
    case["programme"]["figures"] =
        json!([{"id": 31, "label": "On time", "text": "Most"}, {"id": 32, "label": "Spent"}]);
    case["programme"]["tables"] = json!([{"id": 33, "title": "Capital", "printed_step": 1,
        "columns": [{"heading": "2026/27"}], "lines": [{"label": "Works", "figures": [1]}]}]);
    case["programme"]["relations"] = json!([{"parts": {"whole": 31, "parts": [32]}}, {"spend": {"spent": 32}},
        {"same": {"figure": 32, "table": 33, "line": 0, "column": 0}}]);
    case["programme"]["stated_counts"] = json!([{"of": "red", "stated": 2}]);
    case["programme"]["risks"] = json!([{"id": 34, "text": "Frost"}]);
    case["programme"]["actions"] = json!([{"id": 35, "kind": "find_out", "text": "How deep"}]);
    carbon_and_social_value(case);
    case["proxies"] = json!([{"id": 36, "measure": "Jobs", "value": 100}]);
    case["programme"]["carbon_plan"] = json!({"years": [{"year": "2025/26", "reported_t": 5}],
        "city": {"year": "2025/26", "t": 9}});
    case["next_id"] = json!(50);
    workshop(case);
    let appraisal = &mut case["appraisals"][0];
    appraisal["frame"] = json!({"question": "Where?"});
    appraisal["record"] = json!({"recommendation": "Go", "overrides": [{"finding": "f", "reason": "Known"}]});
    appraisal["dropped"] = json!([{"role": "candidate", "name": "Nowhere", "reason": "Unlawful"}]);
    appraisal["costing"] = json!({"first_year": 2026, "n_years": 2, "carbon_prices": [{"year": 2026, "pounds": 250}]});
    appraisal["alternatives"][0]["cost"] = json!({"capital": 100, "dated": [{"label": "Roof", "year": 1, "sum": 5}],
        "uplift": {"class": "Buildings", "percent": 20, "on": "capital"}});
    appraisal["scores"][0]["range"] = json!({"low": 0, "high": 1});
    let line = json!({"measured": {"measure": {"name": "noise", "unit": "dB"}, "worst": 80, "best": 40,
        "shape": {"piecewise": [{"measure": 60, "points": 70}]}}});
    let bent = json!({"measured": {"measure": {"name": "cost", "unit": "£m"}, "worst": 8, "best": 4, "shape": {"exponential": {"midvalue": 5}}}});
    let levels =
        json!({"levels": [{"id": 11, "label": "Poor", "points": 0}, {"id": 12, "label": "Good", "points": 100}]});
    for (id, scale) in [(13, line), (14, bent), (15, levels)] {
        let criterion = json!({"id": id, "name": format!("Criterion {id}"), "kind": {"leaf": {"scale": scale}}});
        appraisal["criteria"].as_array_mut().unwrap().push(criterion);
    }
    appraisal["weight_sets"] = json!([
        {"id": 16, "name": "Swing", "elicitation": {"swing": [{"criterion": 8, "points": 100}]}},
        {"id": 17, "name": "Places", "elicitation": {"ranking": {"scheme": "sum", "places": [{"criterion": 8, "place": 1}]}}},
        {"id": 18, "name": "Pairs", "elicitation": {"pairwise": [{"more": 8, "less": 13, "times": 3}]}},
        {"id": 19, "name": "Limits", "elicitation": {"interval": [{"criterion": 8, "low": 10, "high": 40}]}}
    ]);
    all
}

/// Gives the case a second framework, and a score that a crosswalk carries to it.
fn carried_over(case: &mut Value) {
    let anchors = json!({"large_beneficial": "All of it"});
    let framework = json!({"id": 20, "title": "The next plan", "lens": "outcomes",
        "goals": [{"id": 21, "title": "A fairer city", "anchors": anchors}]});
    case["frameworks"].as_array_mut().unwrap().push(framework);
    let (from, goal) = (case["frameworks"][0]["id"].clone(), case["frameworks"][0]["goals"][0]["id"].clone());
    case["crosswalks"] = json!([{"from": from, "to": 20, "links": [{"from": goal, "to": 21, "strength": "part"}]}]);
    let initiative = case["programme"]["initiatives"][0]["id"].clone();
    let carried = json!({"initiative": initiative, "goal": 21, "assessment": {"scored": 1},
        "carried_from": {"framework": from, "goal": goal}});
    case["contributions"].as_array_mut().unwrap().push(carried);
}

/// Gives the case a workshop of which one round was revealed.
fn workshop(case: &mut Value) {
    case["participants"] = json!([{"id": 41, "role": "Head of ICT", "votes": true}]);
    let round = json!({"id": 43, "turn": 2, "asks": {"scores": {"criterion": 8, "options": [5, 6]}},
        "asked": "0".repeat(64), "expected": 3, "state": "revealed", "absent": 1,
        "ballots": [{"answers": [[5, {"points": 60}], [6, "abstain"]]}], "moved": {"up": 1},
        "summary": [{"of": 5, "n": 1}],
        "settled": [{"of": 5, "figure": 60, "how": "after_discussion"}]});
    let counts = json!({"n": 5, "counts": [[5, 3], [6, 2]], "filled": 0, "n_figures": 10});
    case["sessions"] = json!([{"id": 42, "token": "7K4QM2XD9RTE0A1B", "holder": "m", "title": "Siting",
        "about": {"appraisal": 4}, "privacy": "unnamed", "present": [41], "rounds": [round], "own_winners": counts,
        "parked": [{"on": {"criterion": 8}, "what": "Exit charge", "owner": "Procurement"}],
        "dissents": [{"role": "Finance", "on": {}, "says": "Too soon"}]}]);
}

/// Gives the first initiative tonnes and social value.
fn carbon_and_social_value(case: &mut Value) {
    let initiative = &mut case["programme"]["initiatives"][0];
    initiative["carbon"] = json!({"lines": [{"id": 37, "what": "Heat pumps", "confidence": "guess"}]});
    initiative["social_value"] = json!([{"id": 38, "proxy": 36, "state": "delivered"}]);
}

/// Walks a value along its schema, and gives every object that a type describes to `visit` with the name of the type.
fn walk(value: &mut Value, schema: &Value, root: &Value, name: &str, visit: &mut dyn FnMut(&str, &mut Value)) {
    if let Some(link) = schema["$ref"].as_str() {
        let target = root.pointer(link.trim_start_matches('#')).unwrap();
        return walk(value, target, root, link.rsplit('/').next().unwrap(), visit);
    }
    for forms in ["oneOf", "anyOf"].iter().filter_map(|forms| schema[forms].as_array()) {
        for (i, form) in forms.iter().enumerate() {
            walk(value, form, root, &format!("{name}/{i}"), visit);
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array_mut()) {
        list.iter_mut().for_each(|item| walk(item, items, root, name, visit));
    }
    let (Some(members), Some(_)) = (schema["properties"].as_object(), value.as_object()) else { return };
    // The form of a choice: its one member says which, and nothing else has room in it.
    let is_form = schema["additionalProperties"] == json!(false);
    if is_form && members.keys().any(|member| value.get(member).is_none()) {
        return;
    }
    for (member, schema) in members {
        if let Some(value) = value.get_mut(member) {
            walk(value, schema, root, &format!("{name}.{member}"), visit);
        }
    }
    if !is_form {
        visit(name, value);
    }
}

/// Returns the name of every type of the schema that is an object with members.
fn names_of_objects(schema: &Value, name: &str, found: &mut BTreeSet<String>) {
    for forms in ["oneOf", "anyOf"].iter().filter_map(|forms| schema[forms].as_array()) {
        forms.iter().enumerate().for_each(|(i, form)| names_of_objects(form, &format!("{name}/{i}"), found));
    }
    let Some(members) = schema["properties"].as_object() else { return };
    if schema["additionalProperties"] != json!(false) {
        found.insert(name.to_owned());
    }
    members.iter().for_each(|(member, schema)| names_of_objects(schema, &format!("{name}.{member}"), found));
}

/// Returns the sample of every kind with a member of a newer version in each item, and the schema it was found by.
fn from_a_newer_version() -> (Value, Value, BTreeSet<String>) {
    let schema: Value = serde_json::from_str(&file::schema()).unwrap();
    let mut value = one_of_each();
    let mut tried = BTreeSet::new();
    walk(&mut value, &schema, &schema, "Document", &mut |name, item| {
        tried.insert(name.to_owned());
        item["later"] = later(name);
    });
    (value, schema, tried)
}

fn later(name: &str) -> Value {
    json!({"of": name, "a": [1, 0.5, null, {"deep": "é"}]})
}

#[test]
fn what_a_newer_version_says_survives_in_every_kind_of_item() {
    let (value, schema, tried) = from_a_newer_version();
    let mut kinds = BTreeSet::new();
    names_of_objects(&schema, "Document", &mut kinds);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        names_of_objects(definition, name, &mut kinds);
    }
    assert_eq!(tried, kinds, "one of each kind is tried");
    assert!(kinds.len() > 40, "{} kinds", kinds.len());
    let document = load(&value).unwrap();
    let mut saved: Value = serde_json::from_str(&file::save(&document)).unwrap();
    let mut kept = BTreeSet::new();
    walk(&mut saved, &schema, &schema, "Document", &mut |name, item| {
        if item["later"] == later(name) {
            kept.insert(name.to_owned());
        }
    });
    let lost: Vec<&String> = tried.difference(&kept).collect();
    assert!(lost.is_empty(), "lost in {lost:?}");
    assert_eq!(load(&saved), Ok(document));
}

#[test]
fn an_edit_keeps_what_a_newer_version_says_of_what_it_changes() {
    let n_kept = |case: &Case| file::save(&Document::new(case.clone(), Vec::new())).matches("\"of\":").count();
    let mut case = load(&from_a_newer_version().0).unwrap().case;
    let before = n_kept(&case);
    let finite = |number: f64| Finite::new(number).unwrap();
    let (one, other) = (CriterionId(8), CriterionId(13));
    let level = |id, label: &str| (Some(LevelId(id)), label.to_owned(), finite(f64::from(id)));
    let edits: [AppraisalEdit; 8] = [
        WeightEdit::Weigh(WeightSetId(16), Weighing::Points(one, SwingWeight::new(5.0))).into(),
        WeightEdit::Weigh(WeightSetId(17), Weighing::Places(vec![(other, 1), (one, 2)])).into(),
        WeightEdit::Weigh(WeightSetId(18), Weighing::Pair(other, one, Some(finite(5.0)))).into(),
        WeightEdit::Weigh(WeightSetId(19), Weighing::Range(one, Some((finite(5.0), finite(50.0))))).into(),
        ScoreEdit::SetRange(AlternativeId(5), one, Some(ScoreRange::new(finite(0.0), finite(3.0)))).into(),
        ScaleEdit::SetLevels(CriterionId(15), vec![level(12, "Better"), level(11, "Worse")]).into(),
        RecordEdit::SetOverride("f".to_owned(), "Known since May".to_owned()).into(),
        GateEdit::SetOutcome(GateId(7), AlternativeId(6), Outcome::Fail).into(),
    ];
    for edit in edits {
        let next = apply(&case, &Edit::Appraisal(AppraisalId(4), edit.clone())).unwrap();
        assert_ne!(next, case, "{edit:?} changes the case");
        assert_eq!(n_kept(&next), before, "{edit:?}");
        case = next;
    }
}

/// What no edit allows, no file brings in.
#[test]
fn a_file_obeys_the_rules_that_edits_obey() {
    let appraisal = "/case/appraisals/0";
    let faults = [
        ("/alternatives/0/cost/uplift/percent", json!(-500), "alternatives[0].cost.uplift needs a rate from 0 to 1000"),
        ("/costing/schedule", json!({"flat": -150}), "costing needs a rate from 0 to 100 per cent a year"),
        ("/costing/carbon_prices/0/pounds", json!(-1), "costing needs one carbon price of 0 or more for each year"),
        ("/costing/first_year", json!(20260), "costing needs a first year from 1900 to 2200"),
        ("/costing/n_years", json!(0), "costing needs a horizon from 1 to 100 years"),
        ("/weight_sets/1/elicitation/ranking/places/0/place", json!(0), "ranking.places[0] needs a place of 1 or more"),
        ("/weight_sets/2/elicitation/pairwise/0/less", json!(8), "pairwise[0] needs a judgement from 1/9 to 9 of two"),
        ("/weight_sets/2/elicitation/pairwise/0/times", json!(10), "pairwise[0] needs a judgement from 1/9 to 9"),
        (
            "/weight_sets/3/elicitation/interval/0",
            json!({"criterion": 8, "low": 90, "high": -10}),
            "interval[0] needs a lowest",
        ),
        (
            "/weight_sets/3/elicitation/interval/0/high",
            json!(101),
            "interval[0] needs a lowest share and a highest share",
        ),
    ];
    for (pointer, value, expected) in faults {
        let mut case = one_of_each();
        let place = case.pointer_mut(&format!("{appraisal}{pointer}"));
        match place {
            Some(place) => *place = value,
            None => case["case"]["appraisals"][0]["costing"]["schedule"] = value,
        }
        let found = load(&case).unwrap_err().to_string();
        assert!(found.contains("case.appraisals[0].") && found.contains(expected), "{pointer}: {found}");
    }
    for weights in [
        json!({"outcomes": 0, "carbon": 0, "social_value": 0}),
        json!({"outcomes": 1, "carbon": -1, "social_value": 0}),
    ] {
        let mut case = one_of_each();
        case["case"]["lens_weights"] = weights;
        let found = load(&case).unwrap_err().to_string();
        assert!(found.contains("(case.lens_weights needs weights of 0 or more, not all of them 0)"), "{found}");
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
        ("/case/frameworks/0/goals/0/id", json!(1), "case.frameworks[0].goals[0].id needs an id of its own, found 1"),
        ("/case/contributions/0/goal", json!(9), "case.contributions[0].goal needs the id of a goal, found 9"),
        ("/case/contributions/0/assessment/scored", json!(7), "needs a whole number from -3 to 3"),
        ("/case/appraisals/0/materiality", json!(101), "case.appraisals[0].materiality needs points from 0 to 100"),
        ("/case/appraisals/0/materiality", json!(null), "case.appraisals[0].materiality needs a number, found null"),
        ("/case/appraisals/0/scores/0/criterion", json!(7), "case.appraisals[0].scores[0].criterion needs the id"),
        ("/case/appraisals/0/scores/0/state", json!({"points": 101}), "scores[0].state.points needs points from 0"),
        ("/case/appraisals/0/scores/0/state", json!("perhaps"), "case.appraisals[0].scores[0].state"),
        ("/case/appraisals/0/gates/0/verdicts/0/alternative", json!(8), "gates[0].verdicts[0].alternative needs"),
        ("/case/appraisals/0/criteria/0/kind/leaf/swing", json!(-1), "needs a swing weight from 0 to 1000000"),
        ("/case/appraisals/0/criteria/0/kind/leaf/scale/measured/best", json!(20), "different measures at the worst"),
        ("/case/next_id", json!(8), "case.next_id needs a number above every id in use, at least 9"),
        ("/case/title", json!(5), "case.title needs a text, found integer `5`"),
        ("/version", json!("1"), "version needs 1, found \"1\""),
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
fn a_letter_that_turns_the_line_round_is_seen_and_turns_nothing() {
    let text = include_str!("../files/cases/bidi-override.json");
    assert!(text.contains("\\u202e") || text.contains('\u{202e}'), "the case holds what it is about");
    for text in [text.to_owned(), text.replace("\\u202e", "\u{202e}"), text.replace('\u{202e}', "\\u202E")] {
        let document = file::load(text.as_bytes()).unwrap();
        let saved = file::save(&document);
        assert!(saved.contains("Depot \u{fffd}gnp.exe"), "{saved}");
        assert!(!saved.contains(weighbridge::spelling::is_control), "nothing of the kind is left");
        let appraisal = &document.case.appraisals[0];
        let headline = weighbridge::present::headline(&weighbridge::appraisal::evaluate::evaluate(appraisal));
        assert!(headline.finding.contains("Depot \u{fffd}gnp.exe"), "{headline:?}");
    }
    // What is typed or pasted is held to the same.
    let title = Edit::Case(CaseEdit::SetTitle("Depot \u{202e}gnp.exe\u{0}".to_owned()));
    assert_eq!(apply(&Case::titled("t"), &title).unwrap().title, "Depot \u{fffd}gnp.exe\u{fffd}");
}

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

#[test]
fn money_and_counts_of_before_take_the_form_of_today() {
    let read = |path: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        file::load(&std::fs::read(path).unwrap()).unwrap().case
    };
    let (before, today) = (read("tests/files/v1/programme.json"), read("seeds/manchester-ict-2020.json"));
    assert!(!before.programme.is_of_before());
    let (table, seed) = (&before.programme.tables[0], &today.programme.tables[0]);
    let lines = |table: &MoneyTable| -> Vec<_> {
        table.lines.iter().map(|line| (line.label.clone(), line.kind, line.figures.clone())).collect()
    };
    assert_eq!((table.printed_step, lines(table)), (seed.printed_step, lines(seed)));
    let roles = |table: &MoneyTable| -> Vec<_> { table.columns.iter().map(|column| column.role).collect() };
    assert_eq!(roles(table), roles(seed));
    assert_eq!(table.columns[1].heading, "Revised budget 2019/20");
    let stated = |case: &Case| -> Vec<_> { case.programme.figures.iter().take(4).map(|one| one.amount).collect() };
    assert_eq!(stated(&before), stated(&today));
    let counted = json!({"format": "weighbridge", "version": 1,
        "case": {"title": "t", "next_id": 1, "programme": {"stated_count": 24}}});
    let counted = load(&counted).unwrap().case;
    assert_eq!((counted.programme.stated_counts[0].stated, counted.next_id), (24, 1));
    assert_eq!(before.programme.tables[0].lines[1].initiative, today.programme.tables[0].lines[1].initiative);
    let ids: BTreeSet<u32> = before.programme.figures.iter().map(|figure| figure.id.0).collect();
    assert!(ids.len() == before.programme.figures.len() && ids.iter().all(|id| *id < before.next_id));
}

#[test]
fn a_file_of_before_opens_again_once_it_is_saved_or_is_refused_at_once() {
    let of = |next_id: u32, programme: Value| json!({"format": "weighbridge", "version": 1, "case": {"title": "t", "next_id": next_id, "programme": programme}});
    let statement = json!({"label": "Spent", "amount": 100});
    let budget = json!({"title": "Capital", "financial_year": "2019/20", "printed_step": 0, "lines": []});
    let count = json!({"of": "initiatives", "stated": 7});
    let all = json!({"budget": budget, "statements": [statement], "stated_count": 24, "stated_counts": [count]});
    let found = load(&of(5, all)).unwrap();
    let programme = &found.case.programme;
    assert_eq!((programme.tables[0].printed_step.get(), programme.stated_counts.len(), found.case.next_id), (1, 1, 7));
    let again = file::load(file::save(&found).as_bytes()).unwrap();
    assert_eq!(again.case, found.case);
    let two = json!({"statements": [statement, statement]});
    let full = load(&of(u32::MAX, two)).unwrap_err().to_string();
    assert!(full.contains("case.programme.figures[1].id"), "{full}");
    let line = json!({"label": "Depot", "approved": 1, "revised": 1, "forecast": 1, "variance": 0,
        "all_years_budget": 1, "all_years_forecast": 1});
    let mut budget = budget;
    budget["printed_step"] = json!(1);
    budget["total"] = line.clone();
    budget["lines"] = Value::Array(vec![line; 5_000]);
    let long = load(&of(1, json!({"budget": budget}))).unwrap_err().to_string();
    assert!(long.contains("at most 5,000 lines in one money table, found 5,001"), "{long}");
}
