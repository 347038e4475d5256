//! The committee file: that it says what the page says, verifies, and gives away every changed digit.

use proptest::prelude::*;
use serde_json::Value;
use std::sync::OnceLock;
use weighbridge::appraisal::{Method, ScoreRange, ScoreState};
use weighbridge::case::Case;
use weighbridge::committee::{CheckError, Sort, Verification, canonical, export, verify};
use weighbridge::edit::{CaseEdit, Edit, RecordEdit, ScoreEdit, WeightEdit};
use weighbridge::file::{self, Document, LoadError};
use weighbridge::finite::Finite;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId};
use weighbridge::present::points;

const SITING: AppraisalId = AppraisalId(1);
const AT: &str = "2026-11-21T14:02:11Z";

fn seed() -> Case {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/data-centre-siting.json");
    file::load(&std::fs::read(path).unwrap()).unwrap().case
}

/// The siting example with a range, a second weight set, an answered finding and a change after the ranking was shown.
fn worked() -> History {
    let stamp = Stamp { at: AT, by: "" };
    let mut history = History::new(seed(), Vec::new());
    history.note_ranking_shown(SITING, stamp);
    let finite = |number| Finite::new(number).unwrap();
    let range = ScoreRange { low: finite(60.0), high: finite(90.0), unknown: Default::default() };
    let score = ScoreState::Points(finite(74.5));
    for edit in [
        ScoreEdit::Set(AlternativeId(4), CriterionId(13), score).into(),
        ScoreEdit::SetRange(AlternativeId(4), CriterionId(13), Some(range)).into(),
        WeightEdit::AddSet("Panel".to_owned(), Method::Pairwise).into(),
        RecordEdit::SetOverride("carbon_twice:26+27".to_owned(), "Each counts other tonnes.".to_owned()).into(),
        RecordEdit::SetOverride("export".to_owned(), "A draft for the panel, 24 November.".to_owned()).into(),
        RecordEdit::SetRecommended(Some(AlternativeId(7))).into(),
    ] {
        history.commit(&Edit::Appraisal(SITING, edit), stamp).unwrap();
    }
    history
}

fn text_of(history: &History) -> String {
    export(history.case(), SITING, history.log(), AT).unwrap().unwrap().text
}

/// Returns the file of the worked example, made once.
fn example() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| text_of(&worked()))
}

fn checked(text: &str) -> Verification {
    verify(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the places that differ once every `from` is `to`; there is at least one.
fn places(from: &str, to: &str) -> Vec<String> {
    let text = example();
    assert!(text.contains(from), "{from}");
    checked(&text.replacen(from, to, 1)).differences.into_iter().map(|difference| difference.place).collect()
}

#[test]
fn the_siting_example_is_exported_with_the_figures_of_the_page() {
    let text = export(&seed(), SITING, &[], AT).unwrap().unwrap().text;
    let file: Value = serde_json::from_str(&text).unwrap();
    let options = file["results"]["options"].as_array().unwrap();
    let totals: Vec<String> = options.iter().map(|option| points(option["total"].as_f64().unwrap())).collect();
    assert_eq!(totals, ["34.2", "45.1", "65.4", "53.2", "61.7", "71.0"]);
    let lead = &file["results"]["lead"];
    assert_eq!(points(lead["points"].as_f64().unwrap()), "5.7");
    assert_eq!(points(lead["smallest_move_of_weight"]["points"].as_f64().unwrap()), "4.0");
    assert_eq!((&lead["leader"], &lead["rival"]), (&"Dual-site co-location".into(), &"Commercial co-location".into()));
    assert_eq!(options[0]["rank"], Value::Null, "business as usual fails a gate");
    let draws = &file["results"]["monte_carlo"];
    assert_eq!((draws["draws"].as_u64(), draws["options"].as_array().unwrap().len()), (Some(10_000), 5));
    let first = |row: usize| draws["options"][row]["rank_acceptability_percent"][0].as_f64().unwrap();
    assert!(((0..5).map(first).sum::<f64>() - 100.0).abs() < 1e-6);
    assert_eq!(file["engine"]["version"], env!("CARGO_PKG_VERSION"));
    let shares: f64 = file["weights"][0]["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|criterion| criterion["share_percent"].as_f64().unwrap())
        .sum();
    assert!((shares - 100.0).abs() < 1e-6);
}

#[test]
fn an_untouched_file_matches_and_says_what_was_checked() {
    let found = checked(example());
    assert_eq!(found.differences, Vec::new());
    assert_eq!((found.title.as_str(), found.exported.as_str()), ("Data centre siting", AT));
    assert!(found.n_numbers > 500, "{}", found.n_numbers);
    let file: Value = serde_json::from_str(example()).unwrap();
    assert_eq!(Value::from(found.digest.clone()), file["integrity"]["inputs"]);
    assert_eq!(file::digest(&canonical(&file["inputs"]).unwrap()), found.digest);
    let of_the_case = weighbridge::committee::inputs_digest(&seed(), SITING).unwrap();
    let exported = export(&seed(), SITING, &[], AT).unwrap().unwrap();
    assert_eq!(of_the_case, exported.digest, "what is printed at the foot of a sheet");
    let answered = file["findings"].as_array().unwrap().iter().find(|finding| finding["key"] == "carbon_twice:26+27");
    assert_eq!(answered.unwrap()["answer"], "Each counts other tonnes.");
    assert_eq!(
        file["log"].as_array().unwrap().len(),
        4,
        "the ranking shown, and three changes: the record comes after a ranking by its nature"
    );
}

#[test]
fn another_spelling_of_the_same_content_matches() {
    let value: Value = serde_json::from_str(example()).unwrap();
    assert_eq!(checked(&value.to_string()).differences, Vec::new());
    assert_eq!(checked(&canonical(&value).unwrap()).differences, Vec::new());
    assert_eq!(checked(&format!("\u{feff}{}", example().replace('\n', "\r\n"))).differences, Vec::new());
}

#[test]
fn a_changed_figure_is_named_with_both_values() {
    let text = example();
    let at = text.find("\"name\": \"Dual-site co-location\",\n        \"option\": 7").unwrap();
    let start = at + text[at..].find("\"total\": 7").unwrap() + "\"total\": ".len();
    let forged = format!("{}9{}", &text[..start], &text[start + 1..]);
    let checked = checked(&forged);
    let cause = checked.cause();
    let expected = "The inputs are as they were exported; what follows from them was changed.";
    assert_eq!(cause, format!("{expected} 1 difference is among the {} figures.", checked.n_numbers));
    assert_eq!(checked.verdict(), format!("Results do not match: 1 of {} figures differs.", checked.n_numbers));
    let found = checked.differences;
    assert_eq!(found[0].place, "total of Dual-site co-location, results");
    assert!(found[0].file.starts_with("91.0") && found[0].worked_out.starts_with("71.0"), "{found:?}");
}

#[test]
fn a_changed_input_shows_in_the_results_and_in_its_digest() {
    let found = places("\"swing\": 12.0", "\"swing\": 13.0");
    assert!(found.contains(&"raw of Time to recover (RTO), Swing points on the criteria".to_owned()), "{found:?}");
    assert!(found.iter().any(|place| place.starts_with("total of ")), "{found:?}");
    assert!(found.contains(&"digest of the inputs".to_owned()));
    assert!(found.contains(&"digest of criteria among the inputs".to_owned()));
    assert!(!found.contains(&"digest of scores among the inputs".to_owned()));
    let cause = checked(&example().replacen("\"swing\": 12.0", "\"swing\": 13.0", 1)).cause();
    assert!(cause.starts_with("The inputs were changed after the export: criteria among the inputs. "), "{cause}");
    assert!(cause.contains(" differences are among the ") && cause.contains(" figures, "), "{cause}");
    assert_eq!(checked(example()).cause(), "");
}

#[test]
fn a_changed_word_is_named_by_its_part() {
    assert_eq!(
        places("about a day and a half", "about a day and a half!")[..],
        ["digest of the inputs", "digest of the whole file", "digest of scores among the inputs"]
    );
    // The figures do not rest on words, and that is said.
    let changed = checked(&example().replacen("about a day and a half", "about a day and a half!", 1));
    assert_eq!(changed.verdict(), "Every figure matches; words were changed: reasons or sources of scores.");
    let cause = changed.cause();
    let n = checked(example()).n_numbers;
    let agree = format!("All {n} figures agree, and so do all words that follow from the inputs.");
    assert_eq!(cause, format!("The inputs were changed after the export: scores among the inputs. {agree}"));
    assert!(places("2026-11-21T14:02:11Z", "2025-11-21T14:02:11Z").contains(&"digest of exported".to_owned()));
    assert!(places("\"RFC8785\"", "\"RFC8784\"").contains(&"way of writing".to_owned()));
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(places(&version, "\"version\": \"9.9.9\"").contains(&"digest of engine".to_owned()));
    assert!(places("A draft for the panel, 24", "A draft for the panel, 25").len() > 2);
}

/// Returns a document with the digests that belong to what it says: what a forger who knows the format would send.
pub(crate) fn with_new_digests(mut value: Value) -> String {
    let digest = |found: &Value| Value::from(file::digest(&canonical(found).unwrap()));
    let mut integrity = value["integrity"].take();
    value.as_object_mut().unwrap().remove("integrity");
    for (name, stated) in integrity["parts"].as_object_mut().unwrap() {
        // "inputs.appraisal.scores" is a part of the only appraisal.
        let path = name.replace("inputs.appraisal.", "inputs.appraisals.0.").replace('.', "/");
        *stated = digest(value.pointer(&format!("/{path}")).unwrap_or_else(|| panic!("{name}")));
    }
    for name in ["inputs", "results"] {
        if integrity.get(name).is_some() {
            integrity[name] = digest(&value[name]);
        }
    }
    integrity["whole"] = digest(&value);
    value["integrity"] = integrity;
    value.to_string()
}

#[test]
fn words_of_another_version_are_not_called_right() {
    let value: Value = serde_json::from_str(example()).unwrap();
    let own = checked(&with_new_digests(value.clone()));
    assert_eq!(
        (own.verdict().as_str(), own.headline.as_str()),
        ("Results match.", value["results"]["headline"].as_str().unwrap())
    );
    let mut other = value.clone();
    other["engine"]["version"] = "9.9.9".into();
    let same_words = checked(&with_new_digests(other.clone()));
    assert_eq!(same_words.verdict(), "Results match.", "the words are those of this version, so they were checked");
    other["results"]["headline"] = "Single new site leads beyond doubt.".into();
    other["findings"][0]["what"] = "All is well.".into();
    let found = checked(&with_new_digests(other));
    assert_eq!(found.verdict(), format!("All {} figures match. The wording was not checked.", found.n_numbers));
    assert_eq!((found.differences.len(), found.rewordings.len(), found.cause().as_str()), (0, 2, ""));
    assert_eq!(found.headline, own.headline, "rebuilt from the numbers");
    let about = found.about_the_wording();
    assert!(
        about.contains("that Weighbridge 9.9.9 wrote it") && about.contains("2 sentences read differently here"),
        "{about}"
    );
    // The same in a file of this version is a forgery.
    let mut forged = value;
    forged["results"]["headline"] = "Single new site leads beyond doubt.".into();
    let found = checked(&with_new_digests(forged));
    assert_eq!(
        (found.verdict().as_str(), found.differences[0].place.as_str()),
        ("Every figure matches; words were changed: headline of results.", "headline of results")
    );
    assert_eq!(found.differences[0].sort, Sort::Words);
}

#[test]
fn members_added_and_taken_away_are_found() {
    let mut value: Value = serde_json::from_str(example()).unwrap();
    value["results"]["verdict"] = "the best".into();
    let found = checked(&value.to_string()).differences;
    assert_eq!((found[0].place.as_str(), found[0].worked_out.as_str()), ("verdict of results", "nothing"));
    let mut value: Value = serde_json::from_str(example()).unwrap();
    value["log"].as_array_mut().unwrap().pop();
    let found = checked(&value.to_string()).differences;
    assert!(found.iter().any(|difference| difference.place == "digest of log"), "{found:?}");
    let mut value: Value = serde_json::from_str(example()).unwrap();
    value.as_object_mut().unwrap().remove("integrity");
    assert!(checked(&value.to_string()).differences.len() > 5);
}

#[test]
fn files_of_other_kinds_are_refused_with_what_to_do() {
    let case = file::save(&Document::new(seed(), Vec::new()));
    assert_eq!(verify(case.as_bytes()), Err(CheckError::IsCase));
    assert_eq!(verify(b"{}"), Err(CheckError::NotExported));
    assert_eq!(verify(b"[1]"), Err(CheckError::NotExported));
    let newer = example().replacen("\"version\": 1,", "\"version\": 2,", 1);
    assert_eq!(verify(newer.as_bytes()), Err(CheckError::TooNew { found: 2 }));
    assert!(matches!(verify(b"\xff\xfe"), Err(CheckError::Unreadable(LoadError::NotText { .. }))));
    assert!(matches!(verify(b"{\"a\":"), Err(CheckError::Unreadable(LoadError::Truncated { .. }))));
    let twice = example().replacen("\"format\"", "\"format\": \"x\", \"format\"", 1);
    assert!(matches!(verify(twice.as_bytes()), Err(CheckError::Unreadable(LoadError::Invalid { .. }))));
    let stranger = example().replacen("\"alternative\": 4,", "\"alternative\": 4000,", 1);
    let error = verify(stranger.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("(inputs.appraisals[0]."), "{error}");
    assert_eq!(file::load(example().as_bytes()), Err(LoadError::Exported));
}

#[test]
fn an_appraisal_with_nothing_in_it_is_exported_too() {
    let history = {
        let mut history = History::new(Case::titled("Depots"), Vec::new());
        history.commit(&Edit::Case(CaseEdit::AddAppraisal("Where to".to_owned())), Stamp { at: AT, by: "" }).unwrap();
        history
    };
    let id = history.case().appraisals[0].id;
    let text = export(history.case(), id, history.log(), AT).unwrap().unwrap().text;
    assert_eq!(checked(&text).differences, Vec::new());
    assert_eq!(export(history.case(), AppraisalId(999), &[], AT), Ok(None));
}

/// A change of the last digit of a number may be beyond what a number can hold. It is found all the same.
#[test]
fn digits_beyond_what_a_number_holds_are_found() {
    let mut history = worked();
    let points = ScoreState::Points(Finite::new(0.1 + 0.2).unwrap());
    let edit = ScoreEdit::Set(AlternativeId(4), CriterionId(14), points).into();
    history.commit(&Edit::Appraisal(SITING, edit), Stamp { at: AT, by: "" }).unwrap();
    let text = text_of(&history);
    assert_eq!(checked(&text).differences, Vec::new());
    let found = checked(&text.replacen("\"points\": 0.30000000000000004", "\"points\": 0.30000000000000005", 1));
    assert_eq!(found.differences.len(), 1);
    assert_eq!(found.differences[0].place, "digits of a number");
}

/// Any JSON value: deep, with numbers of every size and letters from everywhere, also as names.
fn json_values() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<f64>()
            .prop_filter("JSON has no other", |number| number.is_finite())
            .prop_map(|number| serde_json::json!(number)),
        (-9_007_199_254_740_991_i64..9_007_199_254_740_991).prop_map(Value::from),
        (-40i32..40, -99i32..99).prop_map(|(power, digits)| serde_json::json!(f64::from(digits) * 10f64.powi(power))),
    ];
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, ".{0,8}".prop_map(Value::from)];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".{0,4}", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Two codes, one digest: whoever checks a file with another program's JCS gets the digest that is printed.
    #[test]
    fn the_canonical_form_is_that_of_another_code(value in json_values()) {
        prop_assert_eq!(canonical(&value).unwrap(), serde_json_canonicalizer::to_string(&value).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_changed_digit_is_found(place in any::<prop::sample::Index>(), add in 1_u8..10) {
        let text = example();
        let digits: Vec<usize> =
            text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = digits[place.index(digits.len())];
        let digit = text.as_bytes()[at] - b'0';
        let forged = format!("{}{}{}", &text[..at], (digit + add) % 10, &text[at + 1..]);
        let matches = verify(forged.as_bytes()).is_ok_and(|found| found.differences.is_empty());
        prop_assert!(!matches, "{}", &text[at.saturating_sub(60)..at + 20]);
    }
}
