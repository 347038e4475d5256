//! Crosswalks: what is carried counts for nothing until somebody confirms it, goes back without a trace, and comes to the same
//! from one framework to another and back.

use proptest::prelude::*;
use std::path::Path;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::case::Case;
use weighbridge::edit::{
    AlignmentEdit, Anchor, CrosswalkEdit, Edit, EditError, FrameworkEdit, Origin, ProgrammeEdit, apply, taking_pack,
};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::framework::{Boundary, Crosswalk, Lens, Strength};
use weighbridge::health::check_programme;
use weighbridge::id::{FrameworkId, GoalId, InitiativeId};
use weighbridge::paper::alignment::alignment_table;
use weighbridge::present::{frameworks_headline, harms, pack_words};

const TEXT: &str = "[a-z ]{0,6}";

/// Any edit of what a framework says and of crosswalks, on ids below one.
pub(crate) fn framework_edits(end: u32) -> impl Strategy<Value = Edit> {
    let id = 1..end;
    let date = prop::option::of(prop::sample::select(vec!["2016", "2025-12", "2025-04-01"]))
        .prop_map(|date| date.map(|date| date.parse().unwrap()));
    let of = |edit: FrameworkEdit| Edit::Framework(edit);
    let own = prop_oneof![
        (id.clone(), 0..4_u32)
            .prop_map(move |(goal, weight)| of(FrameworkEdit::SetGoalWeight(GoalId(goal), Finite::from(weight)))),
        (id.clone(), prop::collection::vec(TEXT, 0..3))
            .prop_map(move |(goal, cues)| of(FrameworkEdit::SetCues(GoalId(goal), cues))),
        (id.clone(), TEXT).prop_map(move |(goal, words)| of(FrameworkEdit::SetGoalSource(GoalId(goal), words))),
        (id.clone(), any::<bool>(), TEXT).prop_map(move |(goal, is_best, words)| {
            let anchor = if is_best { Anchor::LargeBeneficial } else { Anchor::LargeAdverse };
            of(FrameworkEdit::SetAnchor(GoalId(goal), anchor, words))
        }),
        (id.clone(), any::<Option<bool>>()).prop_map(move |(goal, carbon)| {
            let carbon = carbon.map(|own| if own { Boundary::Council } else { Boundary::Total });
            of(FrameworkEdit::SetCarbon(GoalId(goal), carbon))
        }),
        (id.clone(), prop::collection::vec(TEXT, 0..3))
            .prop_map(move |(id, parts)| of(FrameworkEdit::SetNotFound(FrameworkId(id), parts))),
        (id.clone(), date.clone()).prop_map(move |(id, date)| of(FrameworkEdit::SetFrom(FrameworkId(id), date))),
        (id.clone(), date).prop_map(move |(id, date)| of(FrameworkEdit::SetUntil(FrameworkId(id), date))),
        (id.clone(), prop::sample::select(Origin::ALL.to_vec()), TEXT)
            .prop_map(move |(id, origin, words)| of(FrameworkEdit::SetOrigin(FrameworkId(id), origin, words))),
    ];
    let of = |edit: CrosswalkEdit| Edit::Crosswalk(edit);
    let pair = (id.clone(), id.clone());
    let strength = prop::sample::select(Strength::ALL.to_vec());
    let crosswalks = prop_oneof![
        3 => pair.clone().prop_map(move |(from, to)| of(CrosswalkEdit::Add(Box::new(Crosswalk::between(FrameworkId(from), FrameworkId(to)))))),
        3 => (pair.clone(), strength, TEXT).prop_map(move |((from, to), strength, note)| of(CrosswalkEdit::SetLink(GoalId(from), GoalId(to), strength, note))),
        1 => pair.clone().prop_map(move |(from, to)| of(CrosswalkEdit::RemoveLink(GoalId(from), GoalId(to)))),
        1 => (pair.clone(), TEXT).prop_map(move |((from, to), words)| of(CrosswalkEdit::SetSource(FrameworkId(from), FrameworkId(to), words))),
        3 => pair.clone().prop_map(move |(from, to)| of(CrosswalkEdit::Carry(FrameworkId(from), FrameworkId(to)))),
        1 => pair.clone().prop_map(move |(from, to)| of(CrosswalkEdit::TakeBack(FrameworkId(from), FrameworkId(to)))),
        1 => pair.clone().prop_map(move |(from, to)| of(CrosswalkEdit::Remove(FrameworkId(from), FrameworkId(to)))),
        1 => (id.clone(), pair.clone()).prop_map(move |(one, (from, to))| of(CrosswalkEdit::CarryFrom(InitiativeId(one), GoalId(from), GoalId(to)))),
        1 => pair.prop_map(|(initiative, goal)| Edit::Alignment(AlignmentEdit::Confirm(InitiativeId(initiative), GoalId(goal)))),
    ];
    prop_oneof![own, crosswalks]
}

fn edited(case: &Case, edits: impl IntoIterator<Item = Edit>) -> Case {
    edits.into_iter().fold(case.clone(), |case, edit| apply(&case, &edit).unwrap())
}

/// Returns a case with two frameworks of these many goals, and so many initiatives.
fn two(goals: (usize, usize), n_initiatives: usize) -> Case {
    let mut case = Case::titled("t");
    for (title, n) in [("Old", goals.0), ("New", goals.1)] {
        case = edited(&case, [Edit::Framework(FrameworkEdit::Start(title.into(), Lens::Outcomes))]);
        let id = case.frameworks.last().unwrap().id;
        let goals = (0..n).map(|at| Edit::Framework(FrameworkEdit::AddGoal(id, format!("{title} {at}"))));
        case = edited(&case, goals);
    }
    edited(&case, (0..n_initiatives).map(|at| Edit::Programme(ProgrammeEdit::AddInitiative(format!("I{at}")))))
}

fn goal(case: &Case, framework: usize, at: usize) -> GoalId {
    case.frameworks[framework].goals[at].id
}

fn pair(case: &Case) -> (FrameworkId, FrameworkId) {
    (case.frameworks[0].id, case.frameworks[1].id)
}

fn scored(points: i8) -> Assessment {
    Assessment::Scored(Effect::new(points).unwrap())
}

fn assessments() -> impl Strategy<Value = Assessment> {
    prop_oneof![
        1 => Just(Assessment::NotAssessed),
        1 => Just(Assessment::NotApplicable),
        1 => Just(Assessment::Unknown),
        5 => (-3..=3_i8).prop_map(scored),
    ]
}

/// A case of three initiatives, three older goals and four newer ones, of which some are scored, with links.
fn cases() -> impl Strategy<Value = Case> {
    let older = prop::collection::vec(prop::collection::vec(assessments(), 3), 3);
    let newer = prop::collection::vec(
        prop::collection::vec(prop_oneof![4 => Just(Assessment::NotAssessed), 1 => assessments()], 4),
        3,
    );
    let links = prop::collection::vec((0..3_usize, 0..4_usize, prop::sample::select(Strength::ALL.to_vec())), 0..8);
    (older, newer, links).prop_map(|(older, newer, links)| {
        let case = two((3, 4), 3);
        let (from, to) = pair(&case);
        let mut edits = vec![Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to))))];
        for (framework, rows) in [older, newer].iter().enumerate() {
            for (row, cells) in rows.iter().enumerate() {
                for (at, cell) in cells.iter().enumerate() {
                    let initiative = case.programme.initiatives[row].id;
                    edits.push(Edit::Alignment(AlignmentEdit::SetAssessment(
                        initiative,
                        goal(&case, framework, at),
                        *cell,
                    )));
                    if *cell != Assessment::NotAssessed {
                        let reason = format!("because of {row} and {at}");
                        edits.push(Edit::Alignment(AlignmentEdit::SetReason(
                            initiative,
                            goal(&case, framework, at),
                            reason,
                        )));
                    }
                }
            }
        }
        edits.extend(links.into_iter().map(|(one, other, strength)| {
            let (one, other) = (goal(&case, 0, one), goal(&case, 1, other));
            Edit::Crosswalk(CrosswalkEdit::SetLink(one, other, strength, String::new()))
        }));
        edited(&case, edits)
    })
}

fn carry(case: &Case) -> Case {
    let (from, to) = pair(case);
    edited(case, [Edit::Crosswalk(CrosswalkEdit::Carry(from, to))])
}

/// Returns what a committee and a reader would see of the newer framework.
fn seen(case: &Case) -> (Vec<Vec<String>>, Vec<String>) {
    let table = alignment_table(case, &case.frameworks[1]);
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| format!("{cell:?}")).collect()).collect();
    let found = check_programme(case, None);
    let keys = found.iter().map(|found| found.key());
    let asked = keys.filter(|key| !key.starts_with("carried_unconfirmed"));
    (rows, asked.collect())
}

proptest! {
    #[test]
    fn what_is_carried_moves_no_index_and_no_sentence_until_it_is_confirmed(case in cases()) {
        let after = carry(&case);
        prop_assert_eq!(after.alignment(), case.alignment());
        prop_assert_eq!(harms(&after), harms(&case));
        prop_assert_eq!(seen(&after), seen(&case));
        let carried: Vec<_> = after.contributions.iter().filter(|found| found.is_carried()).cloned().collect();
        let asks = check_programme(&after, None).iter().any(|found| found.key().starts_with("carried_unconfirmed"));
        prop_assert_eq!(asks, !carried.is_empty());
        // Each, confirmed, counts as what was carried.
        for one in &carried {
            let confirmed = edited(&after, [Edit::Alignment(AlignmentEdit::Confirm(one.initiative, one.goal))]);
            let found = confirmed.contribution(one.initiative, one.goal).unwrap();
            prop_assert_eq!(found.counted(), one.assessment);
            prop_assert!(found.carried_from == one.carried_from && found.confirmed);
            prop_assert_ne!(confirmed.alignment(), case.alignment());
        }
    }

    #[test]
    fn carrying_changes_nothing_that_was_recorded_and_goes_back_without_a_trace(case in cases()) {
        let after = carry(&case);
        for found in &case.contributions {
            prop_assert_eq!(after.contribution(found.initiative, found.goal), Some(found));
        }
        prop_assert_eq!(carry(&after).contributions.len(), after.contributions.len(), "a second time nothing changes");
        let (from, to) = pair(&case);
        let back = edited(&after, [Edit::Crosswalk(CrosswalkEdit::TakeBack(from, to))]);
        prop_assert_eq!(&back, &case);
        // It is written and read like all else.
        let document = Document::new(after, Vec::new());
        prop_assert_eq!(file::load(file::save(&document).as_bytes()).unwrap(), document);
    }

    #[test]
    fn a_part_carries_no_more_than_one_and_never_the_other_way(case in cases()) {
        let after = carry(&case);
        for found in after.contributions.iter().filter(|found| found.is_carried()) {
            let origin = found.carried_from.as_ref().unwrap();
            let link = after.crosswalks[0].link(origin.goal, found.goal).unwrap();
            let was = case.contribution(found.initiative, origin.goal).unwrap().assessment;
            match (link.strength, found.assessment, was) {
                (Strength::Same, found, was) => prop_assert_eq!(found, was),
                (Strength::Part, Assessment::Scored(found), Assessment::Scored(was)) => {
                    prop_assert_eq!(found.get(), was.get().signum());
                }
                (strength, ..) => prop_assert!(false, "{:?} carried something", strength),
            }
        }
    }

    #[test]
    fn the_same_goals_there_and_back_come_to_the_same(points in prop::collection::vec(assessments(), 3)) {
        // From the old to the new, confirmed; then the old is emptied, and all comes back.
        let case = two((3, 3), 1);
        let initiative = case.programme.initiatives[0].id;
        let (from, to) = pair(&case);
        let assess = |at: usize, found| Edit::Alignment(AlignmentEdit::SetAssessment(initiative, goal(&case, 0, at), found));
        let mut edits: Vec<Edit> = [(from, to), (to, from)]
            .map(|(from, to)| Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to)))))
            .into();
        for (at, found) in points.iter().enumerate() {
            let (one, other) = (goal(&case, 0, at), goal(&case, 1, at));
            edits.push(assess(at, *found));
            edits.extend([(one, other), (other, one)].map(|(one, other)| {
                Edit::Crosswalk(CrosswalkEdit::SetLink(one, other, Strength::Same, String::new()))
            }));
        }
        let confirm = |case: &Case| {
            let waiting = case.contributions.iter().filter(|found| found.is_carried());
            edited(case, waiting.map(|found| Edit::Alignment(AlignmentEdit::Confirm(found.initiative, found.goal))))
        };
        let there = confirm(&carry(&edited(&case, edits)));
        let emptied = edited(&there, (0..3).map(|at| assess(at, Assessment::NotAssessed)));
        let back = confirm(&edited(&emptied, [Edit::Crosswalk(CrosswalkEdit::Carry(to, from))]));
        for (at, before) in points.iter().enumerate() {
            let found = back.contribution(initiative, goal(&case, 0, at)).map_or(Assessment::NotAssessed, |found| found.counted());
            prop_assert_eq!(found, *before);
        }
    }
}

#[test]
fn where_sources_differ_none_is_carried_until_one_is_chosen() {
    let case = two((2, 1), 1);
    let (initiative, new) = (case.programme.initiatives[0].id, goal(&case, 1, 0));
    let (from, to) = pair(&case);
    let mut edits = vec![Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to))))];
    for (at, points) in [3, -2].into_iter().enumerate() {
        let old = goal(&case, 0, at);
        edits.push(Edit::Alignment(AlignmentEdit::SetAssessment(initiative, old, scored(points))));
        edits.push(Edit::Crosswalk(CrosswalkEdit::SetLink(old, new, Strength::Part, String::new())));
    }
    let case = carry(&edited(&case, edits));
    assert_eq!(case.contribution(initiative, new), None, "+3 and −2 are neither 1 nor −1");
    for (at, points) in [(1, -1), (0, 1)] {
        let chosen = edited(&case, [Edit::Crosswalk(CrosswalkEdit::CarryFrom(initiative, goal(&case, 0, at), new))]);
        assert_eq!(chosen.contribution(initiative, new).unwrap().assessment, scored(points));
    }
    // A number that somebody gives is theirs, and no carried one takes its place.
    let own = edited(&case, [Edit::Alignment(AlignmentEdit::SetAssessment(initiative, new, scored(2)))]);
    let refused = apply(&own, &Edit::Crosswalk(CrosswalkEdit::CarryFrom(initiative, goal(&own, 0, 0), new)));
    assert!(matches!(refused, Err(EditError::OutOfRange { .. })), "{refused:?}");
    assert!(apply(&own, &Edit::Alignment(AlignmentEdit::Confirm(initiative, new))).is_err(), "nothing waits");
}

#[test]
fn a_goal_that_goes_takes_what_was_carried_from_it_and_leaves_what_was_confirmed() {
    let case = two((1, 2), 1);
    let (initiative, old) = (case.programme.initiatives[0].id, goal(&case, 0, 0));
    let (from, to) = pair(&case);
    let link = |at| Edit::Crosswalk(CrosswalkEdit::SetLink(old, goal(&case, 1, at), Strength::Same, String::new()));
    let edits = [
        Edit::Alignment(AlignmentEdit::SetAssessment(initiative, old, scored(2))),
        Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to)))),
        link(0),
        link(1),
        Edit::Crosswalk(CrosswalkEdit::Carry(from, to)),
        Edit::Alignment(AlignmentEdit::Confirm(initiative, goal(&case, 1, 0))),
    ];
    let case = edited(&case, edits);
    assert_eq!(frameworks_headline(&case), "1 of 2 scores for New is carried from Old and not confirmed.");
    for gone in [FrameworkEdit::RemoveGoal(old), FrameworkEdit::Remove(from)] {
        let after = edited(&case, [Edit::Framework(gone)]);
        let left: Vec<_> =
            after.contributions.iter().map(|found| (found.counted(), found.carried_from.is_some())).collect();
        assert_eq!(left, [(scored(2), false)]);
        assert!(after.crosswalks.iter().all(|crosswalk| crosswalk.links.is_empty()));
        let document = Document::new(after, Vec::new());
        assert_eq!(file::load(file::save(&document).as_bytes()).unwrap(), document);
    }
}

#[test]
fn a_file_with_a_crosswalk_to_nothing_is_refused_with_its_place() {
    let case = two((1, 1), 1);
    let (from, to) = pair(&case);
    let edits = [
        Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to)))),
        Edit::Crosswalk(CrosswalkEdit::SetLink(goal(&case, 0, 0), goal(&case, 1, 0), Strength::Same, String::new())),
        Edit::Alignment(AlignmentEdit::SetAssessment(case.programme.initiatives[0].id, goal(&case, 0, 0), scored(1))),
    ];
    let case = carry(&edited(&case, edits));
    let text = file::save(&Document::new(case, Vec::new()));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (pointer, found, expected) in [
        ("/case/crosswalks/0/to", 99, "case.crosswalks[0].to"),
        ("/case/crosswalks/0/to", 1, "case.crosswalks[0]"),
        ("/case/crosswalks/0/links/0/from", 99, "case.crosswalks[0]"),
        ("/case/contributions/1/carried_from/goal", 99, "case.contributions[1].carried_from.goal"),
        ("/case/contributions/1/carried_from/framework", 3, "case.contributions[1].carried_from.goal"),
    ] {
        let mut changed = value.clone();
        *changed.pointer_mut(pointer).unwrap() = found.into();
        let refused = file::load(changed.to_string().as_bytes()).unwrap_err().to_string();
        assert!(refused.contains(expected), "{pointer}: {refused}");
    }
}

#[test]
fn the_crosswalk_that_comes_with_the_page_fits_its_packs() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let read = |name: &str| file::load(&std::fs::read(seeds.join(name)).unwrap()).unwrap().case;
    let pack = read("crosswalks/our-manchester-2016-25-to-2025-35.json");
    let mut case = read("manchester-ict-2020.json");
    let newer = read("frameworks/our-manchester-2025-35.json").frameworks[0].clone();
    case = edited(&case, [Edit::Framework(FrameworkEdit::Add(Box::new((*newer).clone())))]);
    let fitted = pack.crosswalks[0].fitted(&pack.frameworks, &case.frameworks).unwrap();
    assert_eq!(fitted.links.len(), pack.crosswalks[0].links.len(), "every goal was met again");
    assert!(fitted.source.contains("No official crosswalk was found"));
    assert!(fitted.links.iter().all(|link| link.strength != Strength::Same), "nothing is carried whole");
    let (from, to) = (fitted.from, fitted.to);
    let edits =
        [Edit::Crosswalk(CrosswalkEdit::Add(Box::new(fitted))), Edit::Crosswalk(CrosswalkEdit::Carry(from, to))];
    let carried = edited(&case, edits);
    assert_eq!(carried.alignment(), case.alignment());
    let headline = frameworks_headline(&carried);
    assert!(
        headline.contains("carried from Our Manchester Strategy 2016-25 and not confirmed")
            && headline.ends_with("5 parts of Our Manchester Strategy 2025-35 are not in this file."),
        "{headline}"
    );
}

/// A crosswalk leaves as a pack file with its two frameworks, and comes into another case with whatever that lacks, as one step.
#[test]
fn a_crosswalk_leaves_as_a_pack_and_comes_into_another_case() {
    let case = two((3, 2), 1);
    let (from, to) = pair(&case);
    let links = [(0, 0, Strength::Same), (1, 1, Strength::Part)];
    let link = |(a, b, strength): (usize, usize, Strength)| {
        Edit::Crosswalk(CrosswalkEdit::SetLink(goal(&case, 0, a), goal(&case, 1, b), strength, "Drawn up here.".into()))
    };
    let source = Edit::Crosswalk(CrosswalkEdit::SetSource(from, to, "Strategy team, 2026".into()));
    let start = Edit::Crosswalk(CrosswalkEdit::Add(Box::new(Crosswalk::between(from, to))));
    let case = edited(&case, [start].into_iter().chain(links.map(link)).chain([source]));
    let pack = case.of_crosswalk(from, to).unwrap();
    assert!(pack.is_pack() && pack.programme.initiatives.is_empty() && pack.frameworks.len() == 2);
    let text = file::save(&Document::new(pack, Vec::new()));
    let pack = file::load(text.as_bytes()).unwrap().case;
    assert_eq!((pack.crosswalks[0].links.len(), pack.crosswalks[0].source.as_str()), (2, "Strategy team, 2026"));
    assert_eq!(taking_pack(&case, &pack).unwrap(), None, "the case has all of it");

    // Into an empty case: both frameworks and the crosswalk between their new goals, taken back by one undo.
    let other = Case::titled("Homes");
    let taken = taking_pack(&other, &pack).unwrap().unwrap();
    assert!(matches!(&taken.edit, Edit::Together(..)));
    let after = apply(&other, &taken.edit).unwrap();
    assert_eq!((after.frameworks.len(), after.crosswalks[0].links.len(), taken.n_links), (2, 2, 2));
    let link = &after.crosswalks[0].links[1];
    let titles = [link.from, link.to].map(|id| after.goal(id).unwrap().title.clone());
    assert_eq!(
        titles,
        [case.goal(goal(&case, 0, 1)).unwrap().title.clone(), case.goal(goal(&case, 1, 1)).unwrap().title.clone()]
    );
    assert_eq!((link.strength, link.note.as_str()), (Strength::Part, "Drawn up here."));
    assert!(file::load(file::save(&Document::new(after.clone(), Vec::new())).as_bytes()).is_ok());
    assert_eq!(taking_pack(&after, &pack).unwrap(), None);
    let said = pack_words(&taken);
    assert!(said.ends_with("with 2 links.") && said.contains("and the crosswalk from "), "{said}");

    // Into a case that has the frameworks, worked on since: its goals are kept, and what is no longer there is named.
    let gone = goal(&after, 0, 0);
    let worked = edited(
        &after,
        [
            Edit::Crosswalk(CrosswalkEdit::Remove(after.frameworks[0].id, after.frameworks[1].id)),
            Edit::Framework(FrameworkEdit::RemoveGoal(gone)),
        ],
    );
    let taken = taking_pack(&worked, &pack).unwrap().unwrap();
    assert_eq!((taken.frameworks.len(), taken.n_links, taken.left.len()), (0, 1, 1));
    assert!(pack_words(&taken).contains("1 link was left out, because the case has no such goal: "));
    let again = apply(&worked, &taken.edit).unwrap();
    assert_eq!((again.frameworks.len(), again.crosswalks[0].links.len()), (2, 1));

    // A link that stands stays as it is; one that is missing comes.
    let weaker = edited(
        &after,
        [
            Edit::Crosswalk(CrosswalkEdit::SetLink(
                goal(&after, 0, 0),
                goal(&after, 1, 0),
                Strength::Related,
                "Ours.".into(),
            )),
            Edit::Crosswalk(CrosswalkEdit::RemoveLink(goal(&after, 0, 1), goal(&after, 1, 1))),
        ],
    );
    let taken = taking_pack(&weaker, &pack).unwrap().unwrap();
    assert_eq!((taken.frameworks.len(), taken.n_links), (0, 1));
    let kept = apply(&weaker, &taken.edit).unwrap();
    let own = kept.crosswalks[0].link(goal(&kept, 0, 0), goal(&kept, 1, 0)).unwrap();
    assert_eq!((own.strength, own.note.as_str()), (Strength::Related, "Ours."));
}
