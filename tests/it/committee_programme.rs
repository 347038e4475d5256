//! The committee file of a programme: that it verifies, that whatever is changed in it is found and named, and that it may stand
//! beside an appraisal.

use crate::committee::with_new_digests;
use serde_json::{Value, json};
use std::sync::OnceLock;
use weighbridge::case::Case;
use weighbridge::committee::{Carried, CheckError, Sort, Verification, canonical, export, inputs_digest, read, verify};
use weighbridge::edit::{CaseEdit, Edit, ProgrammeEdit, apply};
use weighbridge::file;
use weighbridge::health::{EXPORT_KEY, check_programme};
use weighbridge::id::AppraisalId;
use weighbridge::log::LogEntry;

const AT: &str = "2026-11-21T14:02:11Z";

fn seed(name: &str) -> Case {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    file::load(&std::fs::read(path).unwrap()).unwrap().case
}

fn text_of(case: &Case, carried: Carried) -> String {
    export(case, carried, &[], AT).unwrap().unwrap().text
}

/// Returns the file of the report of 2020, made once.
fn example() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| text_of(&seed("manchester-ict-2020.json"), Carried::programme(None)))
}

fn value() -> Value {
    serde_json::from_str(example()).unwrap()
}

fn checked(text: &str) -> Verification {
    verify(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the report with the siting appraisal in it, to which the data centre programme points.
fn both() -> (Case, AppraisalId) {
    let mut case = seed("manchester-ict-2020.json");
    let siting = seed("data-centre-siting.json").appraisals.remove(0);
    // Ids that nothing else has: those of the siting appraisal start behind the others.
    let from = case.next_id;
    let mut text = serde_json::to_value(&*siting).unwrap();
    move_ids(&mut text, from);
    case.appraisals.push(file::read_part::<weighbridge::appraisal::Appraisal>(&text).unwrap().into());
    case.next_id += 1_000;
    let id = case.appraisals[0].id;
    let at = case.programme.initiatives.iter().position(|one| one.name == "Data Centre Programme").unwrap();
    let edit = ProgrammeEdit::SetAppraisal(case.programme.initiatives[at].id, Some(id));
    (apply(&case, &Edit::Programme(edit)).unwrap(), id)
}

/// Moves every id within an appraisal.
fn move_ids(value: &mut Value, by: u32) {
    const IDS: [&str; 8] =
        ["id", "alternative", "criterion", "level", "recommended", "weights_in_use", "gate", "no_effect"];
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_ids(item, by)),
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_u64().filter(|_| IDS.contains(&name.as_str())) {
                    Some(id) => *member = json!(id + u64::from(by)),
                    None => move_ids(member, by),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn a_case_without_an_appraisal_is_exported_and_matches() {
    let found = checked(example());
    assert_eq!((found.differences, found.rewordings), (Vec::new(), Vec::new()));
    assert_eq!(found.carried, Carried::programme(None));
    assert!(found.n_numbers > 500, "{}", found.n_numbers);
    assert!(found.headline.starts_with("Of 14 goals 8 are supported and 2 harmed; "), "{}", found.headline);
    assert!(found.headline.contains("2 of 14 sums do not add up"), "{}", found.headline);
    let file = value();
    assert_eq!(file["title"], json!(seed("manchester-ict-2020.json").title));
    assert_eq!(file["integrity"]["inputs"], json!(found.digest));
    assert_eq!(file["integrity"].get("results"), None);
    for absent in ["weights", "results", "findings", "appraisal"] {
        assert_eq!(file.get(absent), None, "{absent}");
    }
    let of_the_case = inputs_digest(&seed("manchester-ict-2020.json"), Carried::programme(None));
    assert_eq!(of_the_case.as_deref(), Some(found.digest.as_str()), "what is printed in the paper");
    let again: Value = serde_json::from_str(&canonical(&file).unwrap()).unwrap();
    assert_eq!(checked(&again.to_string()).verdict(), "Results match.");
}

#[test]
fn the_figures_are_those_of_the_page() {
    let (file, case) = (value(), seed("manchester-ict-2020.json"));
    let summary = case.alignment();
    let programme = &file["programme"];
    assert_eq!(programme["read_as_at"], json!("2020-02-04"));
    let row =
        programme["initiatives"].as_array().unwrap().iter().position(|one| one["name"] == "Network Refresh Programme");
    let range = summary.initiatives[row.unwrap()].indices(None).contribution.unwrap();
    let told = &programme["initiatives"][row.unwrap()];
    assert!((told["lowest_contribution"].as_f64().unwrap() - range.floor).abs() < 1e-8);
    assert!((told["highest_contribution"].as_f64().unwrap() - range.ceiling).abs() < 1e-8);
    let states: Vec<&str> =
        programme["goals"].as_array().unwrap().iter().map(|goal| goal["state"].as_str().unwrap()).collect();
    let n = |state: &str| states.iter().filter(|found| **found == state).count();
    assert_eq!((n("supported"), n("supported and harmed"), n("gap"), n("applies to none")), (7, 1, 0, 1), "{states:?}");
    assert_eq!(programme["harm"].as_array().unwrap().len(), 2);
    let wrong: Vec<&str> = programme["money"][0]["sums"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|sum| sum["standing"] == "does not add up")
        .map(|sum| sum["name"].as_str().unwrap())
        .collect();
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    let findings = check_programme(&case, "2020-02-04".parse().ok());
    assert_eq!(programme["findings"].as_array().unwrap().len(), findings.len());
}

/// Returns the places that differ, of a file whose digests were made anew.
fn forged(change: impl Fn(&mut Value)) -> Vec<String> {
    let mut file = value();
    change(&mut file);
    let found = checked(&with_new_digests(file));
    assert_ne!(found.verdict(), "Results match.");
    found.differences.into_iter().map(|difference| difference.place).collect()
}

/// Each kind of number, and of word, that follows from the inputs: a forger who makes new digests is found by name.
#[test]
fn whatever_is_changed_is_found_and_named() {
    let network = |file: &Value| {
        let all = file["programme"]["initiatives"].as_array().unwrap();
        all.iter().position(|one| one["name"] == "Network Refresh Programme").unwrap()
    };
    type Change = Box<dyn Fn(&mut Value)>;
    let set = |path: &'static str, new: Value| -> Change {
        Box::new(move |file| *file.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = new.clone())
    };
    let of_network = |member: &'static str| -> Change {
        Box::new(move |file| {
            let at = network(file);
            file["programme"]["initiatives"][at][member] = json!(99.0);
        })
    };
    let changes: Vec<(Change, &str)> = vec![
        (of_network("lowest_contribution"), "lowest contribution of Network Refresh Programme, programme"),
        (of_network("highest_contribution"), "highest contribution of Network Refresh Programme, programme"),
        (of_network("lowest_harm"), "lowest harm of Network Refresh Programme, programme"),
        (of_network("highest_harm"), "highest harm of Network Refresh Programme, programme"),
        (of_network("coverage_percent"), "coverage percent of Network Refresh Programme, programme"),
        (of_network("goals_assessed"), "goals assessed of Network Refresh Programme, programme"),
        (of_network("goals_applicable"), "goals applicable of Network Refresh Programme, programme"),
        (
            Box::new(move |file| {
                let at = network(file);
                file["programme"]["initiatives"][at]["by_lens"][1]["lowest_contribution"] = json!(99.0);
            }),
            "lowest contribution of carbon, Network Refresh Programme, programme",
        ),
        (set("/programme/cells/not_assessed", json!(999)), "not assessed of cells, programme"),
        (set("/programme/goals/0/state", json!("gap")), "state of A thriving and sustainable city, programme"),
        (set("/programme/goals/0/applies_to", json!(77)), "applies to of A thriving and sustainable city, programme"),
        (set("/programme/goals/0/scored", json!(77)), "scored of A thriving and sustainable city, programme"),
        (
            set("/programme/goals/1/money_behind_in_pence", json!(1)),
            "money behind in pence of A highly skilled city, programme",
        ),
        (set("/programme/harm/0/effect", json!(-3)), "effect of Windows 7 and Server 2008, programme"),
        (set("/programme/money/0/sums/0/printed_in_pence", json!(1)), "printed in pence of "),
        (set("/programme/money/0/sums/0/worked_out_in_pence", json!(1)), "worked out in pence of "),
        (set("/programme/money/0/sums/0/difference_in_pence", json!(1)), "difference in pence of "),
        (set("/programme/money/0/sums/0/standing", json!("does not add up")), "standing of "),
        (set("/programme/implications/answered", json!(9)), "answered of implications, programme"),
        (set("/programme/read_as_at", json!("2020-03")), "read as at of programme"),
        (set("/programme/headline", json!("All is well.")), "headline of programme"),
        (set("/programme/findings/0/what", json!("All is well.")), "what of findings 1, programme"),
        (set("/programme/findings/0/level", json!("open")), "level of findings 1, programme"),
        (set("/programme/findings/0/answer", json!("It is known.")), "answer of findings 1, programme"),
        (set("/title", json!("Another")), "title"),
    ];
    for (change, place) in changes {
        let places = forged(&change);
        assert!(places.iter().any(|found| found.starts_with(place)), "{place}: {places:?}");
        assert!(places.len() <= 2, "{place}: {places:?}");
    }
    let fewer = forged(|file| drop(file["programme"]["harm"].as_array_mut().unwrap().pop()));
    assert_eq!(fewer[0], "number of harm of programme");
    let more = forged(|file| file["programme"]["verdict"] = json!("the best"));
    assert_eq!(more, ["verdict of programme"]);
    let mut gone = value();
    gone.as_object_mut().unwrap().remove("programme");
    let differences = checked(&gone.to_string()).differences;
    assert!(differences.iter().any(|difference| difference.place == "programme"), "{differences:?}");
}

#[test]
fn a_changed_input_shows_in_what_follows_and_in_its_digest() {
    let mut file = value();
    let contributions = file["inputs"]["contributions"].as_array_mut().unwrap();
    let scored = contributions.iter_mut().find(|one| one["assessment"]["scored"] == 2).unwrap();
    scored["assessment"]["scored"] = json!(-3);
    let found = checked(&file.to_string());
    let places: Vec<&str> = found.differences.iter().map(|difference| difference.place.as_str()).collect();
    assert!(places.iter().any(|place| place.starts_with("lowest harm of ")), "{places:?}");
    assert!(places.contains(&"number of harm of programme") && places.contains(&"digest of the inputs"));
    assert!(found.cause().starts_with("The inputs were changed after the export: contributions among the inputs. "));
    // Words on which no figure rests are found by the digest of their part.
    let mut file = value();
    file["inputs"]["goal_statements"][1]["text"] = json!("Another.");
    let found = checked(&file.to_string());
    assert!(found.changed_parts.contains(&"goal statements among the inputs".to_owned()), "{found:?}");
    // A reason that was slipped in answers a finding, and so follows into the findings.
    let mut file = value();
    file["inputs"]["answers"] = json!([{ "finding": EXPORT_KEY, "reason": "It is known." }]);
    let found = checked(&with_new_digests(file));
    assert!(
        found.differences.iter().any(|difference| difference.place.starts_with("answer of findings ")),
        "{found:?}"
    );
}

#[test]
fn answers_go_with_their_findings_and_one_reason_stands_for_the_rest() {
    let case = seed("ict-implementation-plan-2015.json");
    let first = check_programme(&case, case.context.data_date).remove(0);
    let answer =
        |case: &Case, key: String, words: &str| apply(case, &Edit::Case(CaseEdit::Answer(key, words.into()))).unwrap();
    let case = answer(&answer(&case, first.key(), "Corrected on the day."), EXPORT_KEY.to_owned(), "A draft.");
    let text = text_of(&case, Carried::programme(None));
    assert_eq!(checked(&text).differences, Vec::new());
    let file: Value = serde_json::from_str(&text).unwrap();
    let findings = file["programme"]["findings"].as_array().unwrap();
    assert_eq!((&findings[0]["key"], &findings[0]["answer"]), (&json!(first.key()), &json!("Corrected on the day.")));
    let open = findings.iter().skip(1).filter(|finding| finding["level"] == "open");
    assert!(open.clone().count() > 3 && open.clone().all(|finding| finding["answer"] == "A draft."));
    assert!(findings.iter().filter(|finding| finding["level"] == "prompt").all(|finding| finding["answer"].is_null()));
}

#[test]
fn one_file_may_hold_both_halves() {
    let (case, id) = both();
    let text = text_of(&case, Carried::programme(Some(id)));
    let found = read(text.as_bytes()).unwrap();
    assert_eq!(found.verification.differences, Vec::new());
    assert_eq!(found.verification.carried, Carried::programme(Some(id)));
    assert!(found.verification.headline.starts_with("Dual-site co-location leads"), "{}", found.verification.headline);
    assert!(found.verification.programme_headline.unwrap().starts_with("Of 14 goals 8 are supported"));
    assert_eq!(found.document.case.appraisals[0].id, id);
    let file: Value = serde_json::from_str(&text).unwrap();
    // The appraisal says the same as in a file of its own.
    let own: Value = serde_json::from_str(&text_of(&case, id.into())).unwrap();
    for half in ["weights", "results"] {
        assert_eq!(file[half], own[half], "{half}");
    }
    assert_eq!(own.get("programme"), None);
    let mut forged = file.clone();
    forged["appraisal"] = json!(3);
    let error = verify(with_new_digests(forged).as_bytes()).unwrap_err().to_string();
    assert!(error.contains("(appraisal needs the id of the first appraisal"), "{error}");
    let mut forged = file;
    forged["results"]["options"][0]["total"] = json!(99.0);
    forged["programme"]["goals"][1]["scored"] = json!(99);
    let places: Vec<String> =
        checked(&with_new_digests(forged)).differences.into_iter().map(|difference| difference.place).collect();
    assert_eq!(places.len(), 2, "{places:?}");
}

#[test]
fn of_an_appraisal_that_is_not_carried_only_its_options_stay() {
    let (case, id) = both();
    let text = text_of(&case, Carried::programme(None));
    let found = read(text.as_bytes()).unwrap();
    assert_eq!(found.verification.differences, Vec::new());
    assert_eq!(found.verification.carried.appraisal, None);
    let kept = found.document.case.appraisal(id).unwrap();
    assert_eq!(kept.alternatives.len(), 6);
    assert!(kept.criteria.is_empty() && kept.alternatives.iter().all(|option| option.cost.is_none()));
    assert!(!text.contains("about a day and a half"), "no reason of the appraisal travels");
    // What is asked of the report is the same with and without it.
    let keys = |case: &Case| -> Vec<String> {
        check_programme(case, case.context.meeting).iter().map(|found| found.key()).collect()
    };
    assert_eq!(keys(&found.document.case), keys(&case));
    let changed = text.replacen("\"Dual-site co-location\"", "\"Two sites\"", 1);
    let parts = checked(&changed).changed_parts;
    assert_eq!(parts, ["alternatives among the inputs"]);
}

#[test]
fn a_file_with_nothing_to_carry_is_not_made_and_not_taken() {
    assert_eq!(export(&Case::titled("Depots"), Carried::programme(None), &[], AT), Ok(None));
    assert_eq!(export(&seed("data-centre-siting.json"), Carried::programme(Some(AppraisalId(999))), &[], AT), Ok(None));
    let mut file = value();
    file["inputs"].as_object_mut().unwrap().retain(|name, _| matches!(name.as_str(), "title" | "next_id"));
    let error = verify(file.to_string().as_bytes()).unwrap_err();
    assert!(matches!(error, CheckError::Unreadable(_)), "{error}");
    assert!(error.to_string().contains("one appraisal, found 0"), "{error}");
}

#[test]
fn changes_that_no_figure_rests_on_are_told_apart_from_those_that_move_one() {
    let mut file = value();
    file["inputs"]["programme"]["initiatives"][0]["narrative"] = json!("All is well.");
    let found = checked(&file.to_string());
    assert!(found.differences.iter().all(|difference| difference.sort == Sort::Digest), "{found:?}");
    assert_eq!(found.verdict(), "Every figure matches; words were changed: words of the programme.");
    let none: &[std::sync::Arc<LogEntry>] = &[];
    let dated = export(&seed("manchester-ict-2020.json"), Carried::programme(None), none, "2027-01-01T00:00:00Z");
    assert_eq!(
        checked(&dated.unwrap().unwrap().text).differences,
        Vec::new(),
        "read as at its meeting, whenever it is made"
    );
}

/// This file was written when a committee file could hold an appraisal alone. It is never changed: whatever becomes of the format,
/// it matches.
#[test]
fn files_exported_before_still_match() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/committee-1/data-centre-siting.json");
    let found = verify(&std::fs::read(path).unwrap()).unwrap();
    // Sentences may be worded anew until this version is out.
    let others: Vec<_> = found.differences.iter().filter(|difference| difference.sort != Sort::Words).collect();
    assert!(others.is_empty() && found.changed_parts.is_empty(), "{others:?}");
    assert_eq!(found.carried, Carried::from(AppraisalId(1)));
    assert!(found.n_numbers > 500 && found.programme_headline.is_none());
}
