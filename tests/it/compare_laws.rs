//! Laws of comparing: a case does not differ from itself, every edit shows as its change, and both directions count alike.

use crate::history_laws::{edits, start};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use weighbridge::appraisal::{ScoreRange, ScoreState, SwingWeight};
use weighbridge::case::Case;
use weighbridge::compare::{Comparison, Counts, Kind, LINES_SHOWN, Line, Standing, compare, newer};
use weighbridge::edit::{
    AlignmentEdit, AppraisalEdit, CaseEdit, Edit, FrameworkEdit, GateEdit, OptionEdit, ProgrammeEdit, RecordEdit,
    ScaleEdit, ScoreEdit, TreeEdit, WeightEdit, apply, describe,
};
use weighbridge::file;
use weighbridge::finite::Finite;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, InitiativeId};

const STAMP: Stamp<'static> = Stamp { at: "2026-11-21T14:02:11Z", by: "" };

fn lines(found: &Comparison) -> Vec<&Line> {
    found.groups.iter().flat_map(|group| &group.lines).collect()
}

fn built(edits: &[Edit]) -> Case {
    edits.iter().fold(start(), |case, edit| apply(&case, edit).unwrap_or(case))
}

/// How an edit that changed the case must show.
enum Shows {
    /// As one line under the words of the log.
    AsOne,
    /// As one line of this kind.
    As(Kind),
    /// As a line under the words of the log, with others that follow from it.
    AmongOthers,
    /// As one line or more.
    Somehow,
}

fn shows(edit: &Edit) -> Shows {
    match edit {
        Edit::Case(CaseEdit::SetTitle(_))
        | Edit::Alignment(AlignmentEdit::SetLensWeights(_))
        | Edit::Programme(ProgrammeEdit::SetDate(..))
        | Edit::Alignment(AlignmentEdit::SetAssessment(..))
        | Edit::Alignment(AlignmentEdit::SetReason(..))
        | Edit::Alignment(AlignmentEdit::SetMitigation(..))
        | Edit::Alignment(AlignmentEdit::SetGoalStatement(..)) => Shows::AsOne,
        Edit::Programme(ProgrammeEdit::AddInitiative(_))
        | Edit::Framework(FrameworkEdit::Add(_))
        | Edit::Case(CaseEdit::AddAppraisal(_)) => Shows::As(Kind::Added),
        Edit::Programme(ProgrammeEdit::RemoveInitiative(_)) => Shows::As(Kind::Removed),
        Edit::Programme(ProgrammeEdit::MoveInitiative(..)) => Shows::As(Kind::Changed),
        Edit::Appraisal(_, edit) => match edit {
            AppraisalEdit::Score(ScoreEdit::Set(..))
            | AppraisalEdit::Score(ScoreEdit::SetRange(..))
            | AppraisalEdit::Gate(GateEdit::SetOutcome(..)) => Shows::AsOne,
            AppraisalEdit::Option(OptionEdit::SetRole(..))
            | AppraisalEdit::Record(RecordEdit::SetRecommended(_))
            | AppraisalEdit::Weight(WeightEdit::Weigh(..)) => Shows::AsOne,
            AppraisalEdit::Option(OptionEdit::Move(..)) | AppraisalEdit::Tree(TreeEdit::Move(..)) => {
                Shows::As(Kind::Changed)
            }
            AppraisalEdit::Option(OptionEdit::Add(_))
            | AppraisalEdit::Gate(GateEdit::Add(_))
            | AppraisalEdit::Tree(TreeEdit::AddFamily(_))
            | AppraisalEdit::Tree(TreeEdit::AddCriterion(..)) => Shows::As(Kind::Added),
            AppraisalEdit::Scale(ScaleEdit::SetAnchor(..))
            | AppraisalEdit::Weight(WeightEdit::SetSwing(..))
            | AppraisalEdit::Tree(TreeEdit::Place(.., usize::MAX)) => Shows::AmongOthers,
            _ => Shows::Somehow,
        },
        _ => Shows::Somehow,
    }
}

proptest! {
    #[test]
    fn a_case_does_not_differ_from_itself_nor_from_its_file(made in prop::collection::vec(edits(), 1..60)) {
        let case = built(&made);
        prop_assert_eq!(compare(&case, &case), Comparison::default());
        let text = file::save(&file::Document::new(case.clone(), Vec::new()));
        let read = file::load(text.as_bytes()).unwrap().case;
        prop_assert_eq!(compare(&case, &read), Comparison::default());
    }

    #[test]
    fn every_edit_shows_as_its_change(made in prop::collection::vec(edits(), 1..50), last in edits()) {
        let before = built(&made);
        let Ok(after) = apply(&before, &last) else { return Ok(()) };
        let found = compare(&before, &after);
        let lines = lines(&found);
        let nothing_but_ids = Case { next_id: before.next_id, ..after.clone() } == before;
        if nothing_but_ids {
            prop_assert!(found.is_empty(), "{:?}", lines);
            return Ok(());
        }
        let what = describe(&before, &after, &last).what;
        match shows(&last) {
            Shows::AsOne => prop_assert_eq!(lines.iter().map(|line| line.what.as_str()).collect::<Vec<_>>(), [what]),
            Shows::As(kind) => {
                prop_assert_eq!(lines.len(), 1, "{:?}", lines);
                prop_assert_eq!(lines[0].kind, kind);
            }
            Shows::AmongOthers => prop_assert!(lines.iter().any(|line| line.what == what), "{} {:?}", what, lines),
            Shows::Somehow => prop_assert!(!lines.is_empty(), "{:?}", last),
        }
    }

    #[test]
    fn both_directions_count_alike(
        shared in prop::collection::vec(edits(), 1..30),
        one in prop::collection::vec(edits(), 0..20),
        other in prop::collection::vec(edits(), 0..20),
    ) {
        let shared = built(&shared);
        let go_on = |edits: &[Edit]| edits.iter().fold(shared.clone(), |case, edit| apply(&case, edit).unwrap_or(case));
        let (one, other) = (go_on(&one), go_on(&other));
        let (there, back) = (compare(&one, &other).counts(), compare(&other, &one).counts());
        prop_assert_eq!(Counts { added: there.removed, changed: there.changed, removed: there.added }, back);
    }

    #[test]
    fn what_was_done_decides_which_is_newer(made in prop::collection::vec(edits(), 1..30), more in prop::collection::vec(edits(), 0..9)) {
        let mut one = History::new(start(), Vec::new());
        for edit in &made {
            let _ = one.commit(edit, STAMP);
        }
        let mut other = one.clone();
        let shared = one.log().len();
        for edit in &more {
            let _ = other.commit(edit, STAMP);
        }
        let n = other.log().len() - shared;
        let expected = if n == 0 { Standing::Same } else { Standing::OtherIsAhead(n) };
        prop_assert_eq!(newer(one.log(), other.log()), expected);
        // Looking at a ranking is no change, and marks what follows.
        one.note_ranking_shown(AppraisalId(1), STAMP);
        prop_assert_eq!(newer(one.log(), other.log()), expected);
        one.commit(&Edit::Case(CaseEdit::SetTitle("By itself".to_owned())), STAMP).unwrap();
        let expected = match n {
            0 => Standing::OneIsAhead(1),
            n_other => Standing::Apart { common: shared, n_one: 1, n_other },
        };
        prop_assert_eq!(newer(one.log(), other.log()), expected);
    }
}

#[test]
fn logs_that_share_nothing_are_of_two_cases() {
    let begun = |title: &str| {
        let mut history = History::new(Case::titled("t"), Vec::new());
        history.commit(&Edit::Case(CaseEdit::SetTitle(title.to_owned())), STAMP).unwrap();
        history
    };
    let standing = newer(begun("Depots").log(), begun("Libraries").log());
    assert_eq!(standing, Standing::Apart { common: 0, n_one: 1, n_other: 1 });
    assert!(!standing.is_one_case());
    assert!(newer(begun("Depots").log(), &[]).is_one_case());
}

#[test]
fn things_given_the_same_id_in_two_copies_are_told_apart_by_name() {
    let add =
        |case: &Case, name: &str| apply(case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.to_owned()))).unwrap();
    let start = Case::titled("t");
    let (one, other) = (add(&add(&start, "North"), "South"), add(&add(&start, "South"), "North"));
    let found = compare(&one, &other);
    let lines = lines(&found);
    assert_eq!(lines.len(), 1, "both are there under other ids, in another order: {lines:?}");
    assert_eq!((lines[0].before.as_str(), lines[0].after.as_str()), ("North, South", "South, North"));
    let renamed =
        apply(&one, &Edit::Programme(ProgrammeEdit::RenameInitiative(InitiativeId(1), "North-west".to_owned())))
            .unwrap();
    assert_eq!(compare(&one, &renamed).groups[0].lines[0].what, "Name of initiative North");
}

#[test]
fn what_belongs_to_an_option_goes_with_it() {
    let within = |edit| Edit::Appraisal(AppraisalId(1), edit);
    let points = ScoreState::Points(Finite::new(60.0).unwrap());
    let made = [
        within(OptionEdit::Add("North".to_owned()).into()),
        within(TreeEdit::AddCriterion(None, "Quiet".to_owned()).into()),
        within(WeightEdit::SetSwing(CriterionId(5), SwingWeight::new(80.0)).into()),
        within(ScoreEdit::Set(AlternativeId(4), CriterionId(5), points).into()),
        within(ScoreEdit::SetReason(AlternativeId(4), CriterionId(5), "Measured".to_owned()).into()),
    ];
    let before = built(&made);
    let after = apply(&before, &within(OptionEdit::Remove(AlternativeId(4)).into())).unwrap();
    let found = compare(&before, &after);
    let lines = lines(&found);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!((lines[0].what.as_str(), lines[0].kind, lines[0].n_within), ("Option North", Kind::Removed, 3));
}

#[test]
fn a_long_list_is_cut_and_counted() {
    let start = Case::titled("t");
    let n = LINES_SHOWN + 212;
    let many = (0..n).fold(start.clone(), |case, at| {
        apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(format!("Number {at}")))).unwrap()
    });
    let found = compare(&start, &many);
    assert_eq!((found.groups[0].lines.len(), found.groups[0].n_more), (LINES_SHOWN, 212));
    assert_eq!(found.counts(), Counts { added: n, changed: 0, removed: 0 });
}

#[test]
fn the_examples_differ_from_each_other_and_not_from_themselves() {
    let load = |name: &str| {
        let path = format!("{}/seeds/{name}.json", env!("CARGO_MANIFEST_DIR"));
        file::load(&std::fs::read(path).unwrap()).unwrap().case
    };
    let (siting, programme) = (load("data-centre-siting"), load("manchester-ict-2020"));
    assert!(compare(&siting, &siting).is_empty() && compare(&programme, &programme).is_empty());
    let titles: Vec<String> = compare(&siting, &programme).groups.into_iter().map(|group| group.title).collect();
    assert!(titles.contains(&"Initiatives".to_owned()) && titles.contains(&"Appraisals".to_owned()), "{titles:?}");
}

/// Returns the pointers of all values of a document that hold no others.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{}", name.replace('/', "~1")), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

/// Returns another value of the same kind.
fn another(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) if text.parse::<weighbridge::date::Date>().is_ok() => Some("1999-12-31".into()),
        Value::String(text) => Some(format!("{text} and more").into()),
        Value::Bool(is) => Some((!is).into()),
        Value::Number(number) => {
            Some(number.as_i64().map_or_else(|| json!(number.as_f64().unwrap_or(0.0) - 0.5), |whole| json!(whole - 1)))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[test]
fn no_value_of_a_file_differs_in_silence() {
    let mut n_tried = 0;
    let mut silent = Vec::new();
    for name in [
        "seeds/data-centre-siting",
        "seeds/manchester-ict-2020",
        "tests/files/v1/appraisal",
        "tests/files/v1/programme",
    ] {
        let path = format!("{}/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let before = file::document(&document).unwrap().case;
        let mut pointers = Vec::new();
        leaves(&document["case"], "/case", &mut pointers);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for pointer in pointers {
            let is_identity = pointer.ends_with("/id") || pointer.ends_with("/next_id");
            // Two values of each kind of place.
            let kind = pointer.split('/').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("/");
            let n_seen = seen.entry(kind).or_default();
            if is_identity || *n_seen == 2 {
                continue;
            }
            let mut changed = document.clone();
            let place = changed.pointer_mut(&pointer).unwrap();
            let Some(other) = another(place) else { continue };
            *place = other;
            if let Ok(after) = file::document(&changed) {
                *n_seen += 1;
                n_tried += 1;
                if after.case != before && compare(&before, &after.case).is_empty() {
                    silent.push(pointer);
                }
            }
        }
    }
    assert!(n_tried > 150, "{n_tried} values were changed");
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn members_of_a_newer_version_are_compared() {
    let path = format!("{}/seeds/data-centre-siting.json", env!("CARGO_MANIFEST_DIR"));
    let mut document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let before = file::document(&document).unwrap().case;
    for place in [
        "/case",
        "/case/context",
        "/case/appraisals/0",
        "/case/appraisals/0/alternatives/1",
        "/case/appraisals/0/scores/3",
    ] {
        document.pointer_mut(place).unwrap()["from_2027"] = json!(["x", 1]);
    }
    let found = compare(&before, &file::document(&document).unwrap().case);
    assert_eq!(found.counts(), Counts { added: 5, changed: 0, removed: 0 }, "{found:?}");
}

#[test]
fn what_is_said_of_a_score_is_one_line_each() {
    let within = |edit| Edit::Appraisal(AppraisalId(1), edit);
    let (option, criterion) = (AlternativeId(4), CriterionId(5));
    let number = |number| Finite::new(number).unwrap();
    let before = built(&[
        within(OptionEdit::Add("North".to_owned()).into()),
        within(TreeEdit::AddCriterion(None, "Quiet".to_owned()).into()),
        within(ScoreEdit::Set(option, criterion, ScoreState::Points(number(60.0))).into()),
    ]);
    let range = ScoreRange { low: number(50.0), high: number(70.0), unknown: Default::default() };
    let said = [
        (ScoreEdit::Set(option, criterion, ScoreState::NoEffect).into(), "60 points", "no effect"),
        (ScoreEdit::SetRange(option, criterion, Some(range)).into(), "", "50 to 70"),
        (ScoreEdit::SetReason(option, criterion, "Measured".to_owned()).into(), "", "Measured"),
        (ScoreEdit::SetSource(option, criterion, "Survey".to_owned()).into(), "", "Survey"),
    ];
    for (edit, from, to) in said {
        let edit = within(edit);
        let after = apply(&before, &edit).unwrap();
        let found = compare(&before, &after);
        let lines = lines(&found);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!((lines[0].before.as_str(), lines[0].after.as_str()), (from, to));
        assert_eq!(lines[0].what, describe(&before, &after, &edit).what);
    }
}
