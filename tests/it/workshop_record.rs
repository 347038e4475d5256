//! What a committee file records of workshops: it verifies, gives away every changed figure, and holds nothing of a ballot.

use crate::workshop::{HOLDER, NINE, SALT, Setting, TOKEN, made, sealed_box, setting};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use weighbridge::committee::{Verification, export, verify};
use weighbridge::edit::{Edit, RecordEdit, ScoreEdit, WorkshopEdit, apply};
use weighbridge::finite::Finite;
use weighbridge::id::RoundId;
use weighbridge::workshop::{
    Ballot, Dissent, On, Parked, Privacy, Question, Reply, SealCheck, Voter, WinnerCounts, archive, check_archive,
};

const AT: &str = "2026-11-21T14:02:11Z";

fn exported(setting: &Setting) -> Value {
    let made = export(&setting.case, setting.case.appraisals[0].id, &[], AT).unwrap().unwrap();
    serde_json::from_str(&made.text).unwrap()
}

fn checked(document: &Value) -> Verification {
    verify(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// A workshop in which everything happened that a record tells of.
fn worked() -> Setting {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &NINE);
    let settling = setting.settling(1, 35, "Two suppliers only.", true);
    made(&mut setting.case, settling);
    let appraisal = setting.case.appraisals[0].id;
    made(&mut setting.case, WorkshopEdit::SettleClose(setting.session, appraisal));
    let choice = setting.open(Question::Choice(setting.options.clone()));
    for seat in 1..=6 {
        let parts = vec![setting.part(choice, &[(setting.options[seat as usize % 3], Reply::Chosen)])];
        let voter = Voter::of_seat(TOKEN, seat);
        setting.take(&mut sealed, &Ballot { session: TOKEN, voter, revision: 1, by: None, parts }).unwrap();
    }
    setting.reveal(&mut sealed, &[choice]);
    let on = On { criterion: Some(setting.criteria[0]), option: Some(setting.options[1]), ..On::default() };
    let parked =
        Parked { on: on.clone(), what: "Exit charge".into(), owner: "Procurement".into(), ..Parked::default() };
    made(&mut setting.case, WorkshopEdit::Park(setting.session, parked));
    let dissent = Dissent { role: "Finance".into(), on, says: "Too soon.".into(), ..Dissent::default() };
    made(&mut setting.case, WorkshopEdit::Dissent(setting.session, dissent));
    let counts = WinnerCounts {
        n: 9,
        counts: vec![(setting.options[1], 5), (setting.options[2], 4)],
        filled: 3,
        n_figures: 54,
        without_each: vec![(setting.options[1], 9)],
        redrawn: vec![(setting.options[1], Finite::new(0.84).unwrap())],
        unknown: Default::default(),
    };
    made(&mut setting.case, WorkshopEdit::CountWinners(setting.session, Some(counts)));
    setting
}

#[test]
fn the_record_verifies_and_gives_away_every_change() {
    let document = exported(&worked());
    let found = checked(&document);
    assert_eq!((found.differences, found.changed_parts.len()), (Vec::new(), 0));
    assert!(document["integrity"]["parts"]["sessions"].is_string(), "it has a digest of its own");
    let cell = "/sessions/0/rounds/0/cells";
    assert_eq!(document.pointer(&format!("{cell}/1/looks")), Some(&json!("two_camps")));
    assert_eq!(document.pointer(&format!("{cell}/1/median")), Some(&Value::Null), "no middle of two camps");
    assert_eq!(document.pointer(&format!("{cell}/1/figure")), Some(&json!(35.0)));
    assert_eq!(document.pointer(&format!("{cell}/1/reason")), Some(&json!("Two suppliers only.")));
    for (pointer, value, place) in [
        (format!("{cell}/1/quartiles/0"), json!(99), "quartiles of Do minimum, Access, Siting"),
        (format!("{cell}/0/n"), json!(12), "number of answers of Business as usual, Access, Siting"),
        (format!("{cell}/1/figure"), json!(60), "settled figure of Do minimum, Access, Siting"),
        (format!("{cell}/1/stands"), json!(false), "settled figure of Do minimum, Access, Siting"),
        (format!("{cell}/1/reason"), json!("Three suppliers."), "digest of sessions"),
        (format!("{cell}/1/answers"), json!([[1, 2]]), "workshops"),
        ("/sessions/0/token".to_owned(), json!(TOKEN.to_string()), "workshops"),
    ] {
        let mut changed = document.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        match changed.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.insert(member.to_owned(), value)),
            Value::Array(items) => items[member.parse::<usize>().unwrap()] = value,
            other => panic!("{other}"),
        }
        let found = checked(&changed);
        assert!(found.differences.iter().any(|one| one.place == place), "{pointer}: {:?}", found.differences);
        assert!(found.changed_parts.iter().any(|part| part == "sessions"), "{pointer}");
    }
}

#[test]
fn a_score_that_was_changed_since_is_said_and_is_no_difference() {
    let mut setting = worked();
    let appraisal = setting.case.appraisals[0].id;
    let state = weighbridge::appraisal::ScoreState::Points(40.into());
    let edit = ScoreEdit::Set(setting.options[1], setting.criteria[0], state);
    setting.case = apply(&setting.case, &Edit::Appraisal(appraisal, edit.into())).unwrap();
    let document = exported(&setting);
    assert_eq!(checked(&document).differences, Vec::new());
    assert_eq!(document.pointer("/sessions/0/rounds/0/cells/1/stands"), Some(&json!(false)));
}

#[test]
fn the_seals_of_a_record_hold_with_the_archive() {
    let setting = worked();
    let text = archive(setting.of(), SALT);
    let document = exported(&setting);
    let rounds = document["sessions"][0]["rounds"].as_array().unwrap();
    let seals: Vec<(RoundId, &str)> = rounds
        .iter()
        .map(|round| (RoundId(round["round"].as_u64().unwrap() as u32), round["seal"].as_str().unwrap()))
        .collect();
    assert_eq!(check_archive(&text, None, &seals), Ok(vec![SealCheck::Holds; 2]));
}

#[test]
fn a_room_that_saw_nothing_leaves_no_record_and_ballots_that_are_forgotten_leave_it_as_it_was() {
    let mut nothing = setting(Privacy::Unnamed);
    let asks = nothing.asks(0);
    nothing.open(asks);
    assert_eq!(exported(&nothing).get("sessions"), None);
    let mut setting = worked();
    let mut before = exported(&setting)["sessions"].clone();
    made(&mut setting.case, WorkshopEdit::ForgetBallots(setting.session));
    before[0]["ballots_forgotten"] = json!(true);
    // They were kept beyond their date, and are no longer.
    let kept = before[0]["findings"].as_array().unwrap();
    assert!(
        kept.iter().all(|one| one["finding"].as_str().unwrap().starts_with("workshop_ballots_kept")) && kept.len() == 1
    );
    before[0]["findings"] = json!([]);
    let after = exported(&setting)["sessions"].clone();
    assert_eq!(after, before);
}

fn places(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| places(value, &format!("{at}.{name}"), found));
        }
        Value::Array(items) => items.iter().for_each(|item| places(item, &format!("{at}[]"), found)),
        _ => drop(found.insert(at.to_owned())),
    }
}

#[test]
fn every_value_of_a_record_is_described_and_no_other() {
    let document =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/file/FORMAT.md")).unwrap();
    let section = document.split("\n## Workshops in a committee file\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let said: BTreeSet<String> = rows.map(str::to_owned).collect();
    let mut found = BTreeSet::new();
    places(&exported(&worked())["sessions"], "sessions", &mut found);
    // What is absent for one cell is told of another.
    found.remove("sessions[].rounds[].cells[].quartiles");
    assert_eq!(found, said);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Points that nobody else uses stand for each answer; none of them is in the file, and nothing else of a ballot.
    #[test]
    fn nothing_of_a_ballot_is_in_a_record(
        n in 1..10_usize,
        answers in vec((0..8_u8, 0..8_u8, 0..8_u8), 9),
        by_role in any::<bool>(),
    ) {
        let privacy = if by_role { Privacy::ByRole } else { Privacy::Unnamed };
        let mut setting = setting(privacy);
        let round = setting.open(setting.asks(0));
        let mut sealed = sealed_box();
        let roles: Vec<_> = setting.case.participants.iter().map(|one| one.id).collect();
        for (seat, (a, b, c)) in answers.iter().take(n).enumerate() {
            let ballot = setting.ballot(round, seat as u32 + 1, 1, &[a * 9, b * 11, c * 13]);
            let ballot = Ballot { by: Some(roles[seat]), ..ballot };
            setting.take(&mut sealed, &ballot).unwrap();
        }
        setting.reveal(&mut sealed, &[round]);
        let document = exported(&setting);
        let text = document.to_string();
        prop_assert_eq!(checked(&document).differences, Vec::new());
        let heard = setting.of().rounds[0].heard.clone();
        let voters = (1..=9).map(|seat| Voter::of_seat(TOKEN, seat).to_string());
        let salt = String::from(SALT);
        for word in voters.chain(heard).chain([TOKEN.to_string(), HOLDER.to_owned(), salt, "\"answers\"".to_owned()]) {
            prop_assert!(!text.contains(&word), "{}", word);
        }
        prop_assert!(!text.contains("\"by\":1") && !text.contains("\"voter\""));
        for cell in document["sessions"][0]["rounds"][0]["cells"].as_array().unwrap() {
            let is_few = cell["n"].as_u64().unwrap() < 5;
            for member in ["median", "quartiles", "looks", "abstained", "not_known"] {
                prop_assert!(!is_few || cell[member].is_null(), "{}: {}", member, cell);
            }
        }
        prop_assert!(n >= 5 || document["sessions"][0]["rounds"][0]["concordance"].is_null());
    }
}

/// The ballots stay behind, so that nobody who reads the file could find it again.
#[test]
fn what_the_health_check_found_of_a_workshop_stands_in_its_record_with_the_answer() {
    let mut setting = worked();
    let unreasoned = setting.settling(0, 50, "", false);
    made(&mut setting.case, unreasoned);
    let of = |document: &Value| document["sessions"][0]["findings"].as_array().cloned().unwrap_or_default();
    let found = of(&exported(&setting));
    let one = found.iter().find(|one| one["finding"].as_str().unwrap().starts_with("workshop_no_reason")).unwrap();
    assert_eq!((&one["level"], &one["answer"]), (&json!("open"), &Value::Null));
    assert_eq!(one["what"], json!("The workshop settled Business as usual on Access without a reason."));
    let (id, key) = (setting.case.appraisals[0].id, one["finding"].as_str().unwrap().to_owned());
    let answer = RecordEdit::SetOverride(key.clone(), "Said aloud and not written down.".into());
    setting.case = apply(&setting.case, &Edit::Appraisal(id, answer.into())).unwrap();
    let mut document = exported(&setting);
    assert_eq!(checked(&document).differences, Vec::new());
    let at = of(&document).iter().position(|one| one["finding"] == json!(key)).unwrap();
    assert_eq!(of(&document)[at]["answer"], json!("Said aloud and not written down."));
    document["sessions"][0]["findings"][at]["answer"] = json!("Written down.");
    let place = format!("answer to {key} in Siting");
    assert!(checked(&document).differences.iter().any(|one| one.place == place));
}
