//! Laws of edits and history: undo restores, redo repeats, the log only grows, and every case can be saved and read back.

use crate::choosing::portfolio_edits;
use crate::crosswalks::framework_edits;
use crate::programme_edits::programme_edits;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::spreadsheet::{Contents, NamedCriterion, NamedOption, NamedScore};
use weighbridge::appraisal::{Measure, Method, Outcome, Role, Scale, ScoreRange, ScoreState, Shape, SwingWeight};
use weighbridge::case::Case;
use weighbridge::edit::{
    AlignmentEdit, AppraisalEdit, CaseEdit, DateField, Edit, FrameworkEdit, GateEdit, OptionEdit, ProgrammeEdit,
    RecordEdit, ScaleEdit, ScaleEnd, ScoreEdit, SpreadsheetEdit, TreeEdit, Weighing, WeightEdit, apply,
};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::framework::{Framework, Goal, Lens, LensWeights};
use weighbridge::history::{History, Stamp};
use weighbridge::id::{
    AlternativeId, AppraisalId, CriterionId, FrameworkId, GateId, GoalId, InitiativeId, LevelId, WeightSetId,
};
use weighbridge::log::{Event, after_ranking, n_changes};
use weighbridge::unknown::Unknown;

const STAMP: Stamp<'static> = Stamp { at: "2026-11-21T14:02:11Z", by: "" };

fn finite(number: f64) -> Finite {
    Finite::new(number).unwrap()
}

fn framework(lens: Lens) -> Box<Framework> {
    let goal = |title: &str| Goal {
        id: GoalId(0),
        title: title.to_owned(),
        text: String::new(),
        short: String::new(),
        weight: finite(1.0),
        source: String::new(),
        cues: Vec::new(),
        carbon: None,
        anchors: Default::default(),
        unknown: Unknown::new(),
    };
    Box::new(Framework {
        id: FrameworkId(0),
        title: "Goals".to_owned(),
        lens,
        publisher: String::new(),
        edition: String::new(),
        source: String::new(),
        note: String::new(),
        goals: vec![goal("Jobs"), goal("Homes")],
        heading: String::new(),
        not_found: Vec::new(),
        from: None,
        until: None,
        unknown: Unknown::new(),
    })
}

/// Any edit, on ids that may or may not be there: small numbers, so that many are.
pub(crate) fn edits() -> impl Strategy<Value = Edit> {
    edits_up_to(24)
}

/// Any edit, on ids below one.
fn edits_up_to(end: u32) -> impl Strategy<Value = Edit> {
    let id = 1u32..end;
    let text = "[a-z ]{0,6}";
    let case_edit =
        prop_oneof![
            text.prop_map(|title| Edit::Case(CaseEdit::SetTitle(title))),
            text.prop_map(|name| Edit::Programme(ProgrammeEdit::AddInitiative(name))),
            prop_oneof![Just(Lens::Outcomes), Just(Lens::Carbon)]
                .prop_map(|lens| Edit::Framework(FrameworkEdit::Add(framework(lens)))),
            id.clone().prop_map(|id| Edit::Framework(FrameworkEdit::Remove(FrameworkId(id)))),
            text.prop_map(|title| Edit::Framework(FrameworkEdit::Start(title, Lens::SocialValue))),
            (id.clone(), text).prop_map(|(id, title)| Edit::Framework(FrameworkEdit::AddGoal(FrameworkId(id), title))),
            (id.clone(), text).prop_map(|(id, title)| Edit::Framework(FrameworkEdit::RenameGoal(GoalId(id), title))),
            (id.clone(), 0usize..5).prop_map(|(id, to)| Edit::Framework(FrameworkEdit::MoveGoal(GoalId(id), to))),
            id.clone().prop_map(|id| Edit::Framework(FrameworkEdit::RemoveGoal(GoalId(id)))),
            framework_edits(end),
            id.clone().prop_map(|id| Edit::Programme(ProgrammeEdit::RemoveInitiative(InitiativeId(id)))),
            (id.clone(), 0usize..5)
                .prop_map(|(id, to)| Edit::Programme(ProgrammeEdit::MoveInitiative(InitiativeId(id), to))),
            (id.clone(), id.clone(), -3i8..=3).prop_map(|(i, g, points)| {
                Edit::Alignment(AlignmentEdit::SetAssessment(
                    InitiativeId(i),
                    GoalId(g),
                    Assessment::Scored(Effect::new(points).unwrap()),
                ))
            }),
            (id.clone(), id.clone()).prop_map(|(i, g)| Edit::Alignment(AlignmentEdit::SetAssessment(
                InitiativeId(i),
                GoalId(g),
                Assessment::NotAssessed
            ))),
            (id.clone(), id.clone(), text).prop_map(|(i, g, t)| Edit::Alignment(AlignmentEdit::SetReason(
                InitiativeId(i),
                GoalId(g),
                t
            ))),
            (id.clone(), id.clone(), text).prop_map(|(i, g, t)| Edit::Alignment(AlignmentEdit::SetMitigation(
                InitiativeId(i),
                GoalId(g),
                t
            ))),
            (id.clone(), text).prop_map(|(g, t)| Edit::Alignment(AlignmentEdit::SetGoalStatement(GoalId(g), t))),
            (0.0f64..9.0).prop_map(|w| Edit::Alignment(AlignmentEdit::SetLensWeights(LensWeights {
                outcomes: finite(w),
                ..LensWeights::default()
            }))),
            (id.clone(), Just("2020-02".parse().unwrap())).prop_map(|(i, date)| Edit::Programme(
                ProgrammeEdit::SetDate(InitiativeId(i), DateField::Start, Some(date))
            )),
            text.prop_map(|title| Edit::Case(CaseEdit::AddAppraisal(title))),
        ];
    prop_oneof![2 => case_edit, 2 => programme_edits(end), 1 => portfolio_edits(end), 3 => (Just(AppraisalId(1)), appraisal_edits(end)).prop_map(|(id, edit)| Edit::Appraisal(id, edit))]
}

fn of(edit: impl Into<AppraisalEdit>) -> AppraisalEdit {
    edit.into()
}

fn appraisal_edits(end: u32) -> impl Strategy<Value = AppraisalEdit> {
    let id = 1u32..end;
    let text = "[a-z ]{0,6}";
    let family = prop::option::of(id.clone().prop_map(CriterionId));
    let measured = (-9.0f64..9.0, -9.0f64..9.0).prop_map(|(worst, best)| Scale::Measured {
        measure: Measure::new("time", "months"),
        worst: finite(worst),
        best: finite(best),
        shape: Shape::Linear,
        unknown: Default::default(),
    });
    let outcome = prop_oneof![Just(Outcome::Pass), Just(Outcome::Fail), Just(Outcome::NotYetKnown)];
    let state = prop_oneof![
        (0.0f64..=100.0).prop_map(|points| ScoreState::Points(finite(points))),
        (-20.0f64..20.0).prop_map(|measure| ScoreState::Measured(finite(measure))),
        Just(ScoreState::NoEffect),
        Just(ScoreState::NotScored),
        Just(ScoreState::Unknown),
    ];
    let weight = prop::option::of(0.0f64..100.0).prop_map(|points| points.and_then(SwingWeight::new));
    let pair = (id.clone(), id.clone(), prop::option::of(0.2f64..9.0));
    let range = prop::option::of((0.0f64..60.0, 0.0f64..60.0));
    let weighing = prop_oneof![
        (id.clone(), weight).prop_map(|(c, points)| Weighing::Points(CriterionId(c), points)),
        prop::collection::vec((id.clone().prop_map(CriterionId), 0u32..5), 0..4).prop_map(Weighing::Places),
        pair.prop_map(|(a, b, times)| Weighing::Pair(CriterionId(a), CriterionId(b), times.map(finite))),
        (id.clone(), range)
            .prop_map(|(c, r)| Weighing::Range(CriterionId(c), r.map(|(low, high)| (finite(low), finite(high))))),
    ];
    let method = prop::sample::select(Method::ALL.to_vec());
    let levels = prop::collection::vec((prop::option::of(id.clone().prop_map(LevelId)), text, 0.0f64..=100.0), 0..4);
    let reshaping = prop_oneof![
        (id.clone(), text).prop_map(|(c, name)| of(TreeEdit::Split(CriterionId(c), name))),
        (id.clone(), id.clone())
            .prop_map(|(into, from)| of(TreeEdit::Merge { into: CriterionId(into), from: CriterionId(from) })),
        (id.clone(), family.clone(), 0usize..4).prop_map(|(c, family, to)| of(TreeEdit::Place(
            CriterionId(c),
            family,
            to
        ))),
        (id.clone(), levels).prop_map(|(c, levels)| of(ScaleEdit::SetLevels(
            CriterionId(c),
            levels.into_iter().map(|(id, label, points)| (id, label, finite(points))).collect()
        ))),
        (id.clone(), id.clone(), id.clone()).prop_map(|(a, c, level)| of(ScoreEdit::Set(
            AlternativeId(a),
            CriterionId(c),
            ScoreState::Level(LevelId(level))
        ))),
        (id.clone(), text).prop_map(|(a, reason)| of(OptionEdit::Drop(AlternativeId(a), reason))),
        (id.clone(), id.clone(), -9.0f64..9.0).prop_map(|(a, c, at)| of(ScoreEdit::SetRange(
            AlternativeId(a),
            CriterionId(c),
            Some(ScoreRange { low: finite(at - 20.0), high: finite(at + 20.0), unknown: Default::default() })
        ))),
    ];
    let weighting = prop_oneof![
        2 => (text, method).prop_map(|(name, method)| of(WeightEdit::AddSet(name, method))),
        6 => (id.clone(), weighing).prop_map(|(set, said)| of(WeightEdit::Weigh(WeightSetId(set), said))),
        1 => id.clone().prop_map(|set| of(WeightEdit::RemoveSet(WeightSetId(set)))),
        1 => prop::option::of(id.clone().prop_map(WeightSetId)).prop_map(|it| of(WeightEdit::Use(it))),
        1 => prop::option::of(id.clone().prop_map(AlternativeId)).prop_map(|it| of(RecordEdit::SetRecommended(it))),
    ];
    let places = prop::collection::vec((id.clone().prop_map(AlternativeId), id.clone().prop_map(CriterionId)), 0..4);
    let table = (text, text, text, state.clone(), prop::option::of(0.0f64..100.0));
    let at_once = prop_oneof![
        (places.clone(), text).prop_map(|(places, words)| of(ScoreEdit::SetReasons(places, words))),
        (places, text).prop_map(|(places, words)| of(ScoreEdit::SetSources(places, words))),
        (id.clone(), id.clone(), id.clone(), any::<bool>()).prop_map(|(option, from, to, with_score)| of(
            ScoreEdit::FillDown {
                option: AlternativeId(option),
                from: CriterionId(from),
                to: CriterionId(to),
                with_score
            }
        )),
        (text, text).prop_map(|(finding, reason)| of(RecordEdit::SetOverrides(vec![finding], reason))),
        table.prop_map(|(option, family, criterion, state, weight)| {
            let weight = weight.and_then(SwingWeight::new);
            let option = NamedOption { name: option, ..Default::default() };
            let criterion = NamedCriterion { families: vec![family], name: criterion, weight, ..Default::default() };
            let score = NamedScore {
                option: 0,
                criterion: 0,
                state: Some(state),
                range: None,
                reason: "so".to_owned(),
                source: String::new(),
            };
            let contents = Contents { options: vec![option], criteria: vec![criterion], scores: vec![score] };
            of(SpreadsheetEdit::Take { contents: Box::new(contents), why_left_out: String::new() })
        }),
    ];
    let first_ones = prop_oneof![
        text.prop_map(|it| of(OptionEdit::Add(it))),
        id.clone().prop_map(|id| of(OptionEdit::Remove(AlternativeId(id)))),
        (id.clone(), 0usize..4).prop_map(|(id, to)| of(OptionEdit::Move(AlternativeId(id), to))),
        (id.clone(), Just(Role::BusinessAsUsual))
            .prop_map(|(id, role)| of(OptionEdit::SetRole(AlternativeId(id), role))),
        text.prop_map(|it| of(GateEdit::Add(it))),
        (id.clone(), id.clone(), outcome).prop_map(|(g, a, outcome)| of(GateEdit::SetOutcome(
            GateId(g),
            AlternativeId(a),
            outcome
        ))),
        text.prop_map(|it| of(TreeEdit::AddFamily(it))),
        (family.clone(), text).prop_map(|(family, name)| of(TreeEdit::AddCriterion(family, name))),
        (id.clone(), family).prop_map(|(id, family)| of(TreeEdit::Place(CriterionId(id), family, usize::MAX))),
        (id.clone(), 0usize..4).prop_map(|(id, to)| of(TreeEdit::Move(CriterionId(id), to))),
        id.clone().prop_map(|id| of(TreeEdit::Remove(CriterionId(id)))),
        (id.clone(), measured).prop_map(|(id, scale)| of(ScaleEdit::Set(CriterionId(id), scale))),
        (id.clone(), text).prop_map(|(id, t)| of(ScaleEdit::SetAnchor(CriterionId(id), ScaleEnd::Worst, t))),
        (id.clone(), prop::option::of(0.0f64..100.0))
            .prop_map(|(id, points)| of(WeightEdit::SetSwing(CriterionId(id), points.and_then(SwingWeight::new)))),
        (id.clone(), id, state).prop_map(|(a, c, state)| of(ScoreEdit::Set(AlternativeId(a), CriterionId(c), state))),
    ];
    prop_oneof![4 => first_ones, 2 => reshaping, 2 => weighting, 1 => at_once]
}

pub(crate) fn start() -> Case {
    let case = Case::titled("Depots");
    apply(&case, &Edit::Case(CaseEdit::AddAppraisal("Where".to_owned()))).unwrap()
}

/// A case without the counter of ids: undo does not set it back, and nothing else differs.
pub(crate) fn but_for_the_counter(case: &Case) -> Case {
    Case { next_id: 0, ..case.clone() }
}

/// Every id in use.
fn ids(case: &Case) -> BTreeSet<u64> {
    fn collect(value: &Value, found: &mut BTreeSet<u64>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(members) => {
                found.extend(members.get("id").and_then(Value::as_u64));
                members.values().for_each(|member| collect(member, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&serde_json::to_value(case).unwrap(), &mut found);
    found
}

/// An appraisal in which everything is said: two options scored on three criteria, a gate, and weights by each method.
fn ranked() -> Case {
    let mut case = start();
    let mut make = |edit: AppraisalEdit| case = apply(&case, &Edit::Appraisal(AppraisalId(1), edit)).unwrap();
    for name in ["Time", "Risk", "Noise"] {
        make(TreeEdit::AddCriterion(None, name.to_owned()).into());
    }
    make(GateEdit::Add("Lawful".to_owned()).into());
    let criteria = [4, 5, 6].map(CriterionId);
    for method in [Method::Ranking, Method::Direct, Method::Pairwise, Method::Interval] {
        make(WeightEdit::AddSet("Panel".to_owned(), method).into());
    }
    make(WeightEdit::Use(Some(WeightSetId(11))).into());
    let said = |set, weighing| WeightEdit::Weigh(WeightSetId(set), weighing).into();
    make(said(8, Weighing::Places(criteria.iter().copied().zip(1..).collect())));
    for (at, id) in criteria.into_iter().enumerate() {
        let points = 20.0 + 30.0 * at as f64;
        make(WeightEdit::SetSwing(id, SwingWeight::new(points)).into());
        make(said(9, Weighing::Points(id, SwingWeight::new(100.0 - points))));
        make(said(10, Weighing::Pair(id, criteria[(at + 1) % 3], Some(finite(2.0)))));
        make(said(11, Weighing::Range(id, Some((finite(points / 4.0), finite(points))))));
        for option in [2, 3] {
            let state = ScoreState::Points(finite(points * f64::from(option - 1) / 2.0));
            make(ScoreEdit::Set(AlternativeId(option), id, state).into());
        }
    }
    assert!(evaluate(&case.appraisals[0]).standings.iter().all(|standing| standing.total.is_some()));
    case
}

/// What a ranking says: for each option its total, what it could be, its place and how it stands at the gates.
fn ranking(case: &Case) -> Vec<String> {
    let of = |appraisal: &std::sync::Arc<weighbridge::appraisal::Appraisal>| {
        let mut lines: Vec<String> = evaluate(appraisal)
            .standings
            .into_iter()
            // To a millionth: another order of siblings adds in another order.
            .map(|one| {
                let printed = |number: f64| format!("{:.6}", number);
                let (total, range) =
                    (one.total.map(printed), one.range.map(|(low, high)| (printed(low), printed(high))));
                format!("{:?} {total:?} {range:?} {:?} {:?} {:?}", one.alternative, one.rank, one.gate, one.role)
            })
            .collect();
        lines.sort();
        lines
    };
    case.appraisals.iter().filter(|appraisal| appraisal.id == AppraisalId(1)).flat_map(of).collect()
}

proptest! {
    // An edit of the weights in use is rare among all edits.
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    /// What a total or a place rests on is a part of the ranking, whatever edit moves it: the health check tells late ones.
    #[test]
    fn an_edit_that_moves_a_ranking_says_which_part_it_moved(
        in_use in 8u32..13,
        edits in prop::collection::vec(edits_up_to(12), 1..60),
    ) {
        let within = |edit: AppraisalEdit| Edit::Appraisal(AppraisalId(1), edit);
        let mut case = ranked();
        case = apply(&case, &within(WeightEdit::Use((in_use > 8).then_some(WeightSetId(in_use - 1))).into())).unwrap();
        for edit in &edits {
            let Ok(next) = apply(&case, edit) else { continue };
            prop_assert!(edit.part().is_some() || ranking(&next) == ranking(&case), "{:?}", edit);
            case = next;
        }
    }
}

proptest! {
    #[test]
    fn undo_after_commit_restores_and_redo_repeats(edits in prop::collection::vec(edits(), 1..40)) {
        let mut history = History::new(start(), Vec::new());
        for edit in &edits {
            let before = history.case().clone();
            if history.commit(edit, STAMP) == Ok(true) {
                let after = history.case().clone();
                prop_assert!(history.undo(STAMP).is_some());
                prop_assert_eq!(but_for_the_counter(history.case()), but_for_the_counter(&before));
                prop_assert!(history.redo(STAMP).is_some());
                prop_assert_eq!(history.case(), &after);
            } else {
                prop_assert_eq!(history.case(), &before);
            }
        }
    }

    #[test]
    fn random_walks_of_undo_and_redo_match_a_list_of_states(steps in prop::collection::vec((edits(), 0u8..4), 1..80)) {
        let mut history = History::new(start(), Vec::new());
        let (mut states, mut at) = (vec![history.case().clone()], 0);
        let mut length = 0;
        for (edit, kind) in steps {
            match kind {
                0 => { if history.undo(STAMP).is_some() { at -= 1; } }
                1 => { if history.redo(STAMP).is_some() { at += 1; } }
                _ => {
                    if history.commit(&edit, STAMP) == Ok(true) {
                        states.truncate(at + 1);
                        states.push(history.case().clone());
                        at += 1;
                    }
                }
            }
            prop_assert_eq!(but_for_the_counter(history.case()), but_for_the_counter(&states[at]));
            prop_assert!(history.log().len() >= length, "the log only grows");
            length = history.log().len();
        }
    }

    /// What the log says of a thing that was taken back is never read as said of another.
    #[test]
    fn an_id_is_issued_once(steps in prop::collection::vec((edits(), 0u8..5), 1..80)) {
        let mut history = History::new(start(), Vec::new());
        let mut highest = ids(history.case()).into_iter().max().unwrap_or_default();
        for (edit, kind) in steps {
            let before = ids(history.case());
            match kind {
                0 | 1 => { history.undo(STAMP); }
                2 => { history.redo(STAMP); }
                _ => {
                    let _ = history.commit(&edit, STAMP);
                    let issued: Vec<u64> = ids(history.case()).difference(&before).copied().collect();
                    prop_assert!(issued.iter().all(|id| *id > highest), "{:?} are not all above {}", issued, highest);
                    highest = issued.into_iter().max().unwrap_or(highest);
                }
            }
            prop_assert!(u64::from(history.case().next_id) > highest);
        }
        while history.undo(STAMP).is_some() {}
        prop_assert_eq!(but_for_the_counter(history.case()), but_for_the_counter(&start()));
    }

    #[test]
    fn every_case_that_edits_can_make_is_read_back_from_its_file(edits in prop::collection::vec(edits(), 1..60)) {
        let mut history = History::new(start(), Vec::new());
        for edit in &edits {
            let _ = history.commit(edit, STAMP);
        }
        let document = Document::new((**history.case()).clone(), history.log().to_vec());
        let text = file::save(&document);
        prop_assert_eq!(file::load(text.as_bytes()), Ok(document.clone()));
        prop_assert_eq!(file::save(&file::load(text.as_bytes()).unwrap()), text);
    }

    #[test]
    fn evaluation_never_fails_and_gives_no_nonsense(edits in prop::collection::vec(edits(), 1..60)) {
        let mut case = start();
        for edit in &edits {
            case = apply(&case, edit).unwrap_or(case);
        }
        for appraisal in &case.appraisals {
            let results = evaluate(appraisal);
            for standing in &results.standings {
                if let Some(total) = standing.total {
                    prop_assert!((-1e-9..=100.0 + 1e-9).contains(&total));
                }
                prop_assert_eq!(standing.families.len(), results.families.len());
            }
            let printed: Option<u32> = results.columns.iter().map(|column| column.printed).sum();
            prop_assert!(results.columns.is_empty() || matches!(printed, None | Some(1000)));
        }
    }
}

#[test]
fn a_drag_previews_and_commits_once() {
    let mut history = History::new(start(), Vec::new());
    let title = |text: &str| Edit::Case(CaseEdit::SetTitle(text.to_owned()));
    for text in ["D", "De", "Dep"] {
        history.preview(&title(text)).unwrap();
        assert_eq!(history.shown().title, text);
        assert_eq!(history.case().title, "Depots");
    }
    assert!(history.log().is_empty() && history.undo_label().is_none());
    assert_eq!(history.commit(&title("Dep"), STAMP), Ok(true));
    assert_eq!((history.log().len(), history.undo_label()), (1, Some("Title of the case")));
    assert_eq!(history.commit(&title("Dep"), STAMP), Ok(false), "no change is no step");
}

#[test]
fn the_log_says_what_was_changed_after_the_ranking_was_seen() {
    let mut history = History::new(start(), Vec::new());
    history.commit(&Edit::Case(CaseEdit::SetTitle("Before".to_owned())), STAMP).unwrap();
    assert!(history.note_ranking_shown(AppraisalId(1), STAMP));
    assert!(!history.note_ranking_shown(AppraisalId(1), STAMP), "once");
    history.commit(&Edit::Case(CaseEdit::SetTitle("After".to_owned())), STAMP).unwrap();
    history.undo(STAMP);
    let log = history.log();
    assert_eq!(log.iter().map(|entry| entry.after_ranking).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!((log[2].from.as_str(), log[2].to.as_str()), ("Before", "After"));
    assert_eq!(log[3].event, Event::Undone);
}

#[test]
fn what_was_taken_back_leaves_no_past_to_the_next() {
    let mut history = History::new(Case::titled("Depots"), Vec::new());
    history.commit(&Edit::Case(CaseEdit::AddAppraisal("First".to_owned())), STAMP).unwrap();
    let first = history.case().appraisals[0].id;
    history.note_ranking_shown(first, STAMP);
    history.undo(STAMP);
    history.commit(&Edit::Case(CaseEdit::AddAppraisal("Second".to_owned())), STAMP).unwrap();
    let second = history.case().appraisals[0].id;
    assert_ne!(first, second);
    assert!(after_ranking(history.log(), second).is_empty(), "its ranking was never on screen");
    assert!(history.note_ranking_shown(second, STAMP), "so it is noted now");
}

#[test]
fn a_long_text_is_told_in_the_log_by_its_beginning_its_length_and_its_digest() {
    let mut history = History::new(start(), Vec::new());
    let set = |words: String| Edit::Appraisal(AppraisalId(1), RecordEdit::SetRecommendation(words).into());
    let words = |n: usize| format!("é{n:04}").repeat(1_600);
    for n in 0..1_300 {
        assert_eq!(history.commit(&set(words(n)), STAMP), Ok(true));
    }
    let document = Document::new((**history.case()).clone(), history.log().to_vec());
    let text = file::save(&document);
    assert!(text.len() < 2 * 1024 * 1024, "{} bytes", text.len());
    assert_eq!(file::load(text.as_bytes()), Ok(document));
    let entry = &history.log()[7];
    let ending = format!("… (8,000 characters in all, SHA-256 {}…)", &file::digest(&words(7))[..16]);
    let beginning = entry.to.strip_suffix(&ending).unwrap();
    assert_eq!(beginning.chars().count(), 400);
    assert!(words(7).starts_with(beginning) && entry.from.contains("SHA-256"));
    let short = "a".repeat(400);
    history.commit(&set(short.clone()), STAMP).unwrap();
    assert_eq!(history.log().last().unwrap().to, short, "a short one is whole");
}

#[test]
fn who_only_looks_changes_nothing() {
    let mut history = History::new(start(), Vec::new());
    let document = |history: &History| Document::new((**history.case()).clone(), history.log().to_vec());
    let opened = document(&history);
    history.note_ranking_shown(AppraisalId(1), STAMP);
    assert_eq!((history.log().len(), n_changes(history.log())), (1, 0));
    assert_eq!(document(&history).content_digest(), opened.content_digest());
    history.commit(&Edit::Case(CaseEdit::SetTitle("Depots 2027".to_owned())), STAMP).unwrap();
    assert_eq!(n_changes(history.log()), 1);
    assert_ne!(document(&history).content_digest(), opened.content_digest());
}
